"""Particulars of a number: what it is compared by and the text of its plan alone tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from policycmp.models.places import Span


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of a number beside those for its object.

    `pieces` are its attributes and what stands behind it, `said` all of its words in one spelling; `acts` are what is
    done by kind, in the words `done`; `level` is a level that higher ones are counted with (省级以上).
    """

    pieces: tuple[str, ...] = ()
    said: str = ""
    acts: frozenset[str] = frozenset()
    done: str = ""
    level: str = ""


class BaseValue(NamedTuple):
    """What a plan says that a total starts from, in the base unit; the year is None where it names none."""

    value: Fraction
    year: int | None
    span: Span


class Particulars(NamedTuple):
    """What the text of a plan tells of one of its commitments beside what stands in it.

    Attributes:
        window: the years over which an addition is made or a growth is reached, at least 1, None where unknown.
        since: the year that the number is set against (比2019年增长), None where none is stated.
        own: its words beside those for the thing counted.
        base: the base value that the plan states before the number.
    """

    window: int | None
    since: int | None
    own: OwnWords
    base: BaseValue | None = None
