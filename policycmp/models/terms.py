"""The closed vocabularies: each value is the word that outputs print."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The level of the administration that a plan speaks for."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"


class Function(StrEnum):
    """What a clause does, which says how its words and numbers are to be read."""

    SUBSTANCE = "substance"
    PURPOSE = "purpose"
    DEFINITION = "definition"
    ADMINISTRATION = "administration"
    FORMAL = "formal"
    REVIEW = "review"


class TargetType(StrEnum):
    """What a commitment is: a result to reach, a grant to give, a bound for others to keep."""

    TARGET = "target"
    INCENTIVE = "incentive"
    RULE = "rule"


class Comparator(StrEnum):
    """How the committed number bounds the outcome."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"
    RANGE = "range"


class Basis(StrEnum):
    """What the number measures: a state, something added, or a rate of change."""

    LEVEL = "level"
    INCREMENT = "increment"
    GROWTH = "growth"


class Strength(StrEnum):
    """How binding the wording is."""

    FIRM = "firm"
    SOFT = "soft"


class Severity(StrEnum):
    """How much an issue costs: an input lost, a doubt about a result, or something to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class State(StrEnum):
    """Why a cell holds a comparable value, or why it does not (`policycmp guide methods`)."""

    VALUE = "value"
    BASIS = "basis"
    WINDOW = "window"
    CONTEXT = "context"
    LEVEL = "level"
    NONE = "none"
    UNREAD = "unread"
