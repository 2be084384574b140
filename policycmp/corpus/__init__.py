"""Where stages are composed: a document becomes an analysis, the plans of a run a corpus, a large corpus a store."""
