"""Clauses as rows of zeros and ones for statistics programs: a column a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.config import Config
    from policycmp.models import Corpus

_PREFIX = "topic_"
_FIELDS = ("id", "doc", "region", "region_code", "level", "year", "start", "end", "heading", "function")


def topic_columns(config: Config) -> dict[str, str]:
    """Name the column of each topic, as R and Stata take names: letters, digits and underlines.

    Args:
        config: its topics.

    Returns:
        The names by the ids of the topics.
    """
    return {topic.id: _PREFIX + topic.id.replace("-", "_") for topic in config.topics}


def matrix_rows(corpus: Corpus, config: Config) -> Iterator[dict[str, Any]]:
    """Give a row for each clause, plan by plan: where it stands, whom it is for, and 1 for each topic that it has."""
    columns = topic_columns(config)
    for analysis in corpus.analyses:
        region = analysis.metadata.region
        for clause in analysis.clauses:
            held = {topic.id for topic in clause.topics}
            values = (
                clause.id,
                clause.doc,
                region.name,
                region.code,
                region.level and region.level.value,
                analysis.metadata.label_year,
                clause.span.start,
                clause.span.end,
                clause.heading,
                clause.function.value,
            )
            row = dict(zip(_FIELDS, values, strict=True))
            yield row | {column: int(topic in held) for topic, column in columns.items()}


def matrix_head(config: Config) -> list[str]:
    """Name the columns, for a file without rows."""
    return [*_FIELDS, *topic_columns(config).values()]
