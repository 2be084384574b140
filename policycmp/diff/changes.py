"""What became of the commitments of plans between two versions: more or less, sooner or later, firmer or softer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from policycmp.diff.editions import Edition, editions_of, pair_editions
from policycmp.diff.matching import match_pledges, pledges_of
from policycmp.diff.moves import find_moves
from policycmp.models import Comparator, Strength, TargetType
from policycmp.rows.commitments import is_better_lower
from policycmp.rows.indicators import Indicators
from policycmp.rows.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from policycmp.config import Config
    from policycmp.diff.matching import Pledge
    from policycmp.models import Clause, Corpus, Target

_LOWER_BOUNDS = (Comparator.LT, Comparator.LE, Comparator.APPROX, Comparator.EQ, Comparator.GE, Comparator.GT)
_CAPS = frozenset({Comparator.LE, Comparator.LT})


class ChangeKind(StrEnum):
    """What happened; raised and lowered speak of the ambition (less pollution is more), not of the bare number."""

    GONE = "gone"
    LOWERED = "lowered"
    POSTPONED = "postponed"
    SOFTENED = "softened"
    NEW = "new"
    RAISED = "raised"
    ADVANCED = "advanced"
    STEP = "step"
    HARDENED = "hardened"
    MOVED = "moved"


_WEAKER = frozenset({ChangeKind.GONE, ChangeKind.LOWERED, ChangeKind.POSTPONED, ChangeKind.SOFTENED})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions: of a commitment, or of the place of a clause.

    `doc` is the plan's id in the new version, or in the old one where there is no new one.
    """

    kind: ChangeKind
    doc: str
    old: Target | Clause | None
    new: Target | Clause | None
    indicator: str | None = None

    @property
    def is_weaker(self) -> bool:
        """Whether the plan promises less than before."""
        return self.kind in _WEAKER


def find_changes(old: Pledge, new: Pledge) -> Iterator[ChangeKind]:
    """Tell how one commitment changed: its number, its deadline, its wording, in this order.

    Less by an earlier year, or more by a later one, is no change of the promise: one is a step towards the other.
    """
    amount = _sign(_numbers(new), _numbers(old)) * (-1 if _is_better_lower(new) else 1)
    time = _sign(_year(old), _year(new))
    is_step = _are_dated(old, new) and amount * time < 0
    if is_step:
        yield ChangeKind.STEP
    if amount and not is_step:
        yield ChangeKind.RAISED if amount > 0 else ChangeKind.LOWERED
    if time and not is_step:
        yield ChangeKind.ADVANCED if time > 0 else ChangeKind.POSTPONED
    wording = _sign(new.target.strength is Strength.FIRM, old.target.strength is Strength.FIRM)
    if not wording and not amount:
        wording = _sign(_hold(new), _hold(old))
    if wording:
        yield ChangeKind.HARDENED if wording > 0 else ChangeKind.SOFTENED


def _numbers(pledge: Pledge) -> tuple[Decimal, Decimal]:
    """Give both ends of the number in base units, the one that binds first."""
    factor = pledge.units.factor(pledge.family, pledge.target.unit)
    low = pledge.target.value * factor
    high = low if pledge.target.value_max is None else pledge.target.value_max * factor
    return (high, low) if _is_better_lower(pledge) else (low, high)


def _is_better_lower(pledge: Pledge) -> bool:
    """Tell whether less is more: the indicator says so, else a cap on an outcome; a cap on a grant is its size."""
    if pledge.indicator is not None:
        return is_better_lower(pledge.target, pledge.indicator)
    return pledge.target.type is not TargetType.INCENTIVE and pledge.target.comparator in _CAPS


def _are_dated(old: Pledge, new: Pledge) -> bool:
    return old.target.deadline is not None and new.target.deadline is not None


def _year(pledge: Pledge) -> int:
    """Give the deadline; none at all is later than any."""
    return pledge.target.deadline or 9999


def _hold(pledge: Pledge) -> int:
    """Rank how tightly the bound holds the outcome; a range holds like its end."""
    comparator = pledge.target.comparator
    place = _LOWER_BOUNDS.index(Comparator.EQ if comparator is Comparator.RANGE else comparator)
    is_side = comparator not in {Comparator.APPROX, Comparator.EQ, Comparator.RANGE}
    return len(_LOWER_BOUNDS) - 1 - place if is_side and _is_better_lower(pledge) else place


def _sign(left: Any, right: Any) -> int:
    """Compare two values of one type."""
    return int(left > right) - int(left < right)


_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}


def diff(old: Sequence[Edition], new: Sequence[Edition], config: Config) -> tuple[Change, ...]:
    """Find what changed between two versions of plans.

    Args:
        old: the older versions.
        new: the newer ones; plans are found again by id, region, or as the only ones left.
        config: the indicators and units.

    Returns:
        The changes plan by plan, what weakens a plan first, then by place. A commitment that is both lowered and
        postponed gives two.
    """
    units = Units(config)
    indicators = Indicators(config, units)
    return tuple(
        change
        for before, after in pair_editions(old, new)
        for change in sorted(_of_plan(before, after, indicators, units), key=_order)
    )


def diff_corpora(old: Corpus, new: Corpus, config: Config) -> tuple[Change, ...]:
    """Find what changed between two corpora, moved clauses included (see `diff`)."""
    return diff(editions_of(old, config), editions_of(new, config), config)


def _of_plan(
    old: Edition | None, new: Edition | None, indicators: Indicators, units: Units
) -> Iterator[Change]:
    doc = new.doc if new else old.doc if old else ""
    before, after = pledges_of(old, indicators, units), pledges_of(new, indicators, units)
    pairs = match_pledges(before, after)
    for left, right in pairs:
        for kind in find_changes(left, right):
            yield Change(kind, doc, left.target, right.target, _indicator(right) or _indicator(left))
    kept_old, kept_new = {id(left) for left, _ in pairs}, {id(right) for _, right in pairs}
    for left in before:
        if id(left) not in kept_old:
            yield Change(ChangeKind.GONE, doc, left.target, None, _indicator(left))
    for right in after:
        if id(right) not in kept_new:
            yield Change(ChangeKind.NEW, doc, None, right.target, _indicator(right))
    if old and new and old.clauses is not None and new.clauses is not None:
        for moved_from, moved_to in find_moves(old.clauses, new.clauses):
            yield Change(ChangeKind.MOVED, doc, moved_from, moved_to)


def _indicator(pledge: Pledge) -> str | None:
    return pledge.indicator_id


def _order(change: Change) -> tuple[int, int, str]:
    place = change.new or change.old
    return (_ORDER[change.kind], place.span.start if place else 0, place.id if place else "")
