"""Subjects: what a user means by the name of a row, a topic or a city."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.compare.comparing import Comparison
    from policycmp.models import Analysis
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.things import Thing


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows, perhaps of some plans only; or, where `rows` is None, a topic, or the plans of a city."""

    rows: tuple[ComparedRow, ...] | None = None
    docs: tuple[str, ...] = ()
    topic: str | None = None


def find_subject(comparison: Comparison, name: str) -> Subject:
    """Find what a name means: a row or an indicator, with `:` and a plan or city behind it; a topic; a city.

    Raises:
        UsageError: where nothing is called so; it names the nearest.
    """
    topics = comparison.ambition.topics.keys()
    if rows := _rows(comparison, name):
        return Subject(rows=rows)
    if name in topics:
        return Subject(topic=name)
    if docs := docs_called(comparison, name):
        return Subject(docs=docs)
    for place in (place for place, character in enumerate(name) if character == ":"):
        rows, docs = _rows(comparison, name[:place]), docs_called(comparison, name[place + 1 :])
        if rows and docs:
            return Subject(rows=rows, docs=docs)
    raise UsageError(
        f"nothing is called {name!r}: {_nearest(comparison, name.partition(':')[0], list(topics))}"
    )


def docs_called(comparison: Comparison, name: str) -> tuple[str, ...]:
    """Find the plans of a city, by its name, its short name or a plan's id."""
    analyses = {analysis.doc: analysis for analysis in comparison.corpus.analyses}
    return tuple(doc for doc in comparison.peers.docs if name in _answers(analyses[doc]))


def known_plans(comparison: Comparison) -> list[str]:
    """List what plans go by: the short names of their regions, and their ids."""
    analyses = comparison.corpus.analyses
    regions = {name for analysis in analyses if (name := analysis.metadata.region.short_name)}
    return [*sorted(regions), *sorted(analysis.doc for analysis in analyses)]


def thing_called(comparison: Comparison, name: str, things: Sequence[Thing]) -> Thing:
    """Find a thing by the number printed beside it, its id, the id of its indicator or a label.

    Raises:
        UsageError: where nothing is called so; it names the nearest.
    """
    by_name: dict[str, Thing] = {}
    for thing in things:
        number = comparison.numbers.get(thing.key)
        label = (
            (thing.indicator.label.zh, thing.indicator.label.en) if thing.indicator else (thing.main.label,)
        )
        for answer in (str(number), thing.key, thing.main.indicator_id, *label):
            by_name.setdefault((answer or "").casefold(), thing)
    if found := by_name.get(name.casefold()):
        return found
    near = get_close_matches(name.casefold(), [answer for answer in by_name if not answer.isdigit()], n=1)
    hint = f"did you mean {near[0]}?" if near else "give the number printed beside a row, or its label"
    raise UsageError(f"nothing is called {name!r}: {hint}")


def _answers(analysis: Analysis) -> set[str]:
    region = analysis.metadata.region
    return {answer for answer in (analysis.doc, region.name, region.short_name) if answer}


def _rows(comparison: Comparison, name: str) -> tuple[ComparedRow, ...]:
    return tuple(row for row in comparison.rows if name in _answers_of(row))


def _answers_of(row: ComparedRow) -> tuple[str, ...]:
    if row.indicator is None:
        return (row.key, row.label, row.name)
    return (row.key, row.indicator.id, row.indicator.label.zh, row.indicator.label.en)


def _nearest(comparison: Comparison, name: str, topics: list[str]) -> str:
    indicators = {row.indicator.id for row in comparison.rows if row.indicator}
    cities = {answer for analysis in comparison.corpus.analyses for answer in _answers(analysis)}
    near = get_close_matches(name, sorted({*indicators, *topics, *cities}), n=1)
    return f"did you mean {near[0]}?" if near else "name an indicator, ROW:CITY, a topic or a city"
