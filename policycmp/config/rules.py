"""The rules that plans are checked against: one class for each thing that may be required."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from policycmp.config.sections import Id, Label, Section, Text


class _Rule(Section):
    """What all rules have.

    `plans` names the plans that the rule is for, by id, region or pattern (`report-*`), and `level` those that speak
    for such a region; without them it is for every plan. A plan whose level is unknown is not let off. A rule whose
    `severity` is `warning` is told and breaks no run.
    """

    id: Id
    label: Label | None = None
    plans: tuple[Text, ...] = ()
    level: Literal["nation", "province", "city", "county", "zone"] | None = None
    severity: Literal["error", "warning"] = "error"


class ReadRule(_Rule):
    """Every input is read, and clauses are found in it."""

    require: Literal["read"]


class CoveredRule(_Rule):
    """A plan commits to something in a topic."""

    require: Literal["covered"]
    topic: Id


class _IndicatorRule(_Rule):
    indicator: Text
    basis: Literal["level", "increment", "growth"] | None = None


class QuantifiedRule(_IndicatorRule):
    """A plan puts a number to an indicator, for its whole region."""

    require: Literal["quantified"]


class DatedRule(_IndicatorRule):
    """A plan puts a number to an indicator with a deadline, `by` that year where one is given."""

    require: Literal["dated"]
    by: int | None = Field(default=None, ge=1949, le=2100)


class BoundRule(_IndicatorRule):
    """A number of a plan is at least, or at most, a quantity with its unit (`2.5%`, `1000家`, `100亿元`).

    A total is meant unless `basis` says otherwise; an addition over years counts by the year.
    """

    require: Literal["at-least", "at-most"]
    value: Text
    by: int | None = Field(default=None, ge=1949, le=2100)


class UpperRule(_IndicatorRule):
    """A number of a plan is above (or not below) that of the plan of a higher level, and due no later."""

    require: Literal["above-upper", "at-least-upper"]
    upper: Text | None = None


class KeptRule(_Rule):
    """No commitment of the baseline is gone, lowered, postponed or softened (of a topic or indicator, where named)."""

    require: Literal["kept"]
    topic: Id | None = None
    indicator: Text | None = None
    type: Literal["target", "incentive", "rule"] | None = None


class OutcomeRule(_IndicatorRule):
    """What was promised of an indicator for a year that has passed was reported by a later text, or reached too."""

    require: Literal["reached", "reported"]


Rule = Annotated[
    ReadRule | CoveredRule | QuantifiedRule | DatedRule | BoundRule | UpperRule | KeptRule | OutcomeRule,
    Field(discriminator="require"),
]
