"""Diff two versions of plans: the one function that puts the questions together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.diff.changes import Change, ChangeKind, find_changes
from policycmp.diff.editions import Edition, editions_of, pair_editions
from policycmp.diff.matching import match_pledges, pledges_of
from policycmp.diff.moves import find_moves
from policycmp.rows.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.config import Config
    from policycmp.diff.matching import Pledge
    from policycmp.models import Corpus

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
    return tuple(
        change
        for before, after in pair_editions(old, new)
        for change in sorted(_of_plan(before, after, config, units), key=_order)
    )


def diff_corpora(old: Corpus, new: Corpus, config: Config) -> tuple[Change, ...]:
    """Find what changed between two corpora, moved clauses included (see `diff`)."""
    return diff(editions_of(old, config), editions_of(new, config), config)


def _of_plan(old: Edition | None, new: Edition | None, config: Config, units: Units) -> Iterator[Change]:
    doc = new.doc if new else old.doc if old else ""
    before, after = pledges_of(old, config, units), pledges_of(new, config, units)
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
    return pledge.indicator.id if pledge.indicator else None


def _order(change: Change) -> tuple[int, int, str]:
    place = change.new or change.old
    return (_ORDER[change.kind], place.span.start if place else 0, place.id if place else "")
