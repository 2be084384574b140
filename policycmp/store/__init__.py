"""Analyses of a large corpus, kept and updated: a catalog in DuckDB over immutable Parquet shards."""
