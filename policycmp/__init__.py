"""Put the innovation plans of many Chinese cities side by side.

    import policycmp

    config = policycmp.load_config()
    corpus = policycmp.analyze_corpus(["samples"], config)
    comparison = policycmp.compare_corpus(corpus, config)
    print(policycmp.render(policycmp.comparison_tables(comparison), "markdown"))

Then, with the same corpus and config:

    frame = policycmp.comparison_tables(comparison)[1].to_pandas()
    broken = [finding for finding in policycmp.check_corpus(corpus, config) if finding.is_broken]
    changes = policycmp.diff_corpora(corpus, corpus, config)

The verbs and nouns below load what they need on first use, so that the import itself stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from policycmp.version import __version__

if TYPE_CHECKING:
    from policycmp.check import Finding as Finding
    from policycmp.check import check as check_corpus  # noqa: F401 - the public name
    from policycmp.compare import Comparison as Comparison
    from policycmp.compare import compare as compare_corpus  # noqa: F401 - the public name
    from policycmp.compare.standing import find_standing as find_standing
    from policycmp.config import Config as Config
    from policycmp.config import load_config as load_config
    from policycmp.corpus.indexing import Indexed as Indexed
    from policycmp.corpus.indexing import index_corpus as index_corpus
    from policycmp.corpus.pipeline import analyze_corpus as analyze_corpus
    from policycmp.corpus.pipeline import analyze_document as analyze_document
    from policycmp.diff import Change as Change
    from policycmp.diff import diff_corpora as diff_corpora
    from policycmp.diff import load_editions as load_editions
    from policycmp.errors import ConfigError as ConfigError
    from policycmp.errors import PolicycmpError as PolicycmpError
    from policycmp.errors import ReadError as ReadError
    from policycmp.errors import StoreError as StoreError
    from policycmp.errors import UsageError as UsageError
    from policycmp.models import Analysis as Analysis
    from policycmp.models import Clause as Clause
    from policycmp.models import Corpus as Corpus
    from policycmp.models import Document as Document
    from policycmp.models import Issue as Issue
    from policycmp.models import Metadata as Metadata
    from policycmp.models import Span as Span
    from policycmp.models import Table as Table
    from policycmp.models import Target as Target
    from policycmp.readers import read_document as read_document
    from policycmp.renderers import render as render
    from policycmp.tables import comparison_data as comparison_data
    from policycmp.tables import comparison_tables as comparison_tables

# Where each name lives. A verb must not be called like a module of the package (`compare`): the import of the
# module would put it in the place of the verb.
_HOMES = {
    "Analysis": "models:Analysis",
    "Change": "diff:Change",
    "Clause": "models:Clause",
    "Comparison": "compare:Comparison",
    "Config": "config:Config",
    "ConfigError": "errors:ConfigError",
    "Corpus": "models:Corpus",
    "Document": "models:Document",
    "Finding": "check:Finding",
    "Indexed": "corpus.indexing:Indexed",
    "Issue": "models:Issue",
    "Metadata": "models:Metadata",
    "PolicycmpError": "errors:PolicycmpError",
    "ReadError": "errors:ReadError",
    "Span": "models:Span",
    "StoreError": "errors:StoreError",
    "Table": "models:Table",
    "Target": "models:Target",
    "UsageError": "errors:UsageError",
    "analyze_corpus": "corpus.pipeline:analyze_corpus",
    "analyze_document": "corpus.pipeline:analyze_document",
    "check_corpus": "check:check",
    "compare_corpus": "compare:compare",
    "comparison_data": "tables:comparison_data",
    "comparison_tables": "tables:comparison_tables",
    "diff_corpora": "diff:diff_corpora",
    "find_standing": "compare.standing:find_standing",
    "index_corpus": "corpus.indexing:index_corpus",
    "load_config": "config:load_config",
    "load_editions": "diff:load_editions",
    "read_document": "readers:read_document",
    "render": "renderers:render",
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - all are texts


def __getattr__(name: str) -> object:
    """Load a name of the public API on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public API, loaded or not."""
    return sorted(__all__)
