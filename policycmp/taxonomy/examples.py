"""Coded clauses as examples to learn from: read as the program reads, cut and titled as the coder did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policycmp.agencies import find_agency_lines
from policycmp.models import Function

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.classify import Classifier
    from policycmp.classify.signs import Reading
    from policycmp.classify.subject import Subject
    from policycmp.evaluate import Coding
    from policycmp.evaluate.coding import ClauseRecord
    from policycmp.models import Analysis, Clause


@dataclass(frozen=True, slots=True)
class Example:
    """A clause as its words tell it, with the topics that a reader gave it, the main one first.

    `found` are the topics that the terms alone find.
    """

    reading: Reading
    subject: Subject
    topics: tuple[str, ...]
    found: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        """The plan."""
        return self.reading.clause.doc

    @property
    def judged(self) -> bool:
        """Whether the clause is put before a judge at all: only one that sets policy is."""
        return self.reading.clause.function is Function.SUBSTANCE and not self.reading.by_number

    @property
    def tells(self) -> bool:
        """Whether a judge learns from the clause; one that administers shows what its words do not promise."""
        return self.judged or self.reading.clause.function is Function.ADMINISTRATION


def find_examples(coding: Coding, analyses: Iterable[Analysis], classifier: Classifier) -> list[Example]:
    """Read the coded clauses of plans.

    Args:
        coding: the coded clauses.
        analyses: the plans.
        classifier: one that judges by terms alone.
    """
    examples: list[Example] = []
    for analysis in analyses:
        records = coding.clauses.get(analysis.doc, ()) if analysis.clauses else ()
        clauses = [_coded_clause(record, analysis) for record in records]
        lines = [find_agency_lines(clause.text) for clause in clauses]
        readings, subject = classifier.read_plan(clauses, analysis.metadata.title or "", lines)
        for record, reading in zip(records, readings, strict=True):
            found = tuple(match.id for match in classifier.decide(reading, subject))
            examples.append(Example(reading, subject, _main_first(record), found))
    return examples


def _coded_clause(record: ClauseRecord, analysis: Analysis) -> Clause:
    """Give the program's clause that a coded one overlaps most, cut as the coder did, and titled so if he did."""
    best = max(analysis.clauses, key=lambda clause: clause.span.overlap(record.span))
    text = record.span.of(analysis.document.text)
    heading = record.heading or (best.heading if best.heading in text else "")
    return replace(best, span=record.span, text=text, heading=heading)


def _main_first(record: ClauseRecord) -> tuple[str, ...]:
    main = (record.primary,) if record.primary else ()
    return tuple(dict.fromkeys((*main, *record.topics)))
