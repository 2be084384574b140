"""The sentences behind the cells of tables."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from policycmp.models import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.models import Analysis, Corpus, Span, Table

# A commitment is quoted with its whole sentence; of a clause, which its id opens in full, the beginning tells enough.
_LONGEST_BEGINNING = 160


def find_evidence(corpus: Corpus, tables: Iterable[Table]) -> tuple[Evidence, ...]:
    """Look up what the cells of tables name.

    Args:
        corpus: the plans that the tables were made of.
        tables: their cells name clauses and commitments by id.

    Returns:
        Each clause and commitment once, plan by plan in the order of their place.
    """
    wanted = {
        wanted_id
        for table in tables
        for row in table.rows
        for cell in row.cells
        for wanted_id in cell.evidence
    }
    return tuple(
        evidence
        for analysis in corpus.analyses
        for _, evidence in sorted(_of(analysis, corpus, wanted), key=lambda placed: placed[0])
    )


def _of(
    analysis: Analysis, corpus: Corpus, wanted: set[str]
) -> Iterator[tuple[tuple[int, int, str], Evidence]]:
    places = _Places(analysis, corpus)
    for clause in analysis.clauses:
        if clause.id in wanted:
            beginning = Evidence(clause.id, _beginning(clause.text), places.of(clause.span))
            yield (clause.span.start, 0, clause.id), beginning
    for target in analysis.targets:
        if target.id in wanted:
            yield (target.span.start, 1, target.id), Evidence(target.id, target.quote, places.of(target.span))
    for actual in analysis.actuals:
        if actual.id in wanted:
            yield (actual.span.start, 2, actual.id), Evidence(actual.id, actual.quote, places.of(actual.span))


class _Places:
    """Names the places of a plan: its column, its file and the line, or the page where it has pages."""

    def __init__(self, analysis: Analysis, corpus: Corpus) -> None:
        self._text = analysis.document.text
        self._label = corpus.labels.get(analysis.doc, analysis.doc)
        self._lines = analysis.document.lines
        self._file = PurePath(analysis.document.path).name

    def of(self, span: Span) -> str:
        page = self._lines.page(span.start)
        if page is not None:
            return f"{self._label}, {self._file}, p. {page}"
        line = self._text.count("\n", 0, span.start) + 1
        return f"{self._label}, {self._file}:{line}"


def _beginning(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_BEGINNING else f"{text[:_LONGEST_BEGINNING]}…"
