"""A coding: what a reader, or the program, says that plans hold, in the codebook's records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from policycmp.models import (
        Actual,
        Analysis,
        Basis,
        Clause,
        Comparator,
        Span,
        Strength,
        Target,
        TargetType,
    )


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One commitment as coded; what a coder left out is None."""

    doc: str
    span: Span
    text: str = ""
    type: TargetType | None = None
    indicator: str = ""
    scope: str = "self"
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    basis: Basis | None = None
    per_year: bool = False
    deadline: int | None = None
    strength: Strength | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseRecord:
    """One clause as coded."""

    doc: str
    span: Span
    heading: str = ""
    topics: tuple[str, ...] = ()
    primary: str | None = None


@dataclass(frozen=True, slots=True)
class ActualRecord:
    """One number reported as reached, as coded; what a coder left out is None."""

    doc: str
    span: Span
    text: str = ""
    indicator: str = ""
    scope: str = "self"
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    basis: Basis | None = None
    per_year: bool = False
    year: int | None = None
    since: int | None = None
    topics: ClassVar[tuple[str, ...]] = ()  # the codebook codes none


@dataclass(frozen=True, slots=True)
class RowRecord:
    """What one commitment counts, as coded; `object` may be a list of kinds (`A|B`)."""

    doc: str
    span: Span
    object: str = ""
    property: str = ""
    grade: str = ""
    event: str = ""
    of: str = ""
    tier: str = ""
    topics: ClassVar[tuple[str, ...]] = ()  # what is counted has none of its own


@dataclass(frozen=True, slots=True)
class Coding:
    """The records of each layer by plan; a plan without an entry is not coded in that layer."""

    targets: Mapping[str, tuple[TargetRecord, ...]] = field(default_factory=dict)
    clauses: Mapping[str, tuple[ClauseRecord, ...]] = field(default_factory=dict)
    rows: Mapping[str, tuple[RowRecord, ...]] = field(default_factory=dict)
    actuals: Mapping[str, tuple[ActualRecord, ...]] = field(default_factory=dict)


def coding_of(analyses: Iterable[Analysis]) -> Coding:
    """Turn what the program found into a coding, to compare it with another."""
    targets = {}
    clauses = {}
    actuals = {}
    for analysis in analyses:
        targets[analysis.doc] = tuple(map(_target_record, analysis.targets))
        clauses[analysis.doc] = tuple(map(_clause_record, analysis.clauses))
        actuals[analysis.doc] = tuple(map(_actual_record, analysis.actuals))
    return Coding(targets, clauses, actuals=actuals)


def _target_record(target: Target) -> TargetRecord:
    return TargetRecord(
        doc=target.doc,
        span=target.span,
        text=target.text,
        type=target.type,
        indicator=target.indicator,
        scope=target.scope,
        comparator=target.comparator,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        basis=target.basis,
        per_year=target.per_year,
        deadline=target.deadline,
        strength=target.strength,
        topics=target.topics,
    )


def _actual_record(actual: Actual) -> ActualRecord:
    return ActualRecord(
        doc=actual.doc,
        span=actual.span,
        text=actual.text,
        indicator=actual.indicator,
        scope=actual.scope,
        comparator=actual.comparator,
        value=actual.value,
        value_max=actual.value_max,
        unit=actual.unit,
        basis=actual.basis,
        per_year=actual.per_year,
        year=actual.year,
        since=actual.since,
    )


def _clause_record(clause: Clause) -> ClauseRecord:
    topics = tuple(match.id for match in clause.topics)
    return ClauseRecord(clause.doc, clause.span, clause.heading, topics, clause.primary)
