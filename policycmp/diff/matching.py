"""Which commitment of an old version is which of the new one: by what it counts, for whom, of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.rows.align import name_of, normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import Config, Indicator
    from policycmp.diff.editions import Edition
    from policycmp.models import Target
    from policycmp.rows.units import Units

# Names this alike are one indicator put differently, where neither version knows it by an id …
_ALIKE = 0.7
# … unless a word of rank tells them apart (省级孵化器, 市级孵化器).
_RANKS = re.compile(r"世界|全球|国际|国家|全国|省|自治区|市|县|区|镇|乡|村|新增|存量|重点|示范|青年|女")


@dataclass(frozen=True)
class Pledge:
    """A commitment as it is matched: in base units, with the indicator that it counts where that is known."""

    target: Target
    indicator: Indicator | None
    family: str
    units: Units

    @cached_property
    def name(self) -> str:
        """What it counts, in its shortest words."""
        return name_of(self.target)

    @cached_property
    def ranks(self) -> frozenset[str]:
        """The words in its name that set apart what is otherwise called alike."""
        return frozenset(_RANKS.findall(self.name))

    @cached_property
    def sentence(self) -> str:
        """The sentence without blanks and odd forms of characters."""
        return "".join(fold(self.target.quote).split())

    @property
    def place(self) -> str:
        """The printed numbers of its clause, without the plan's id."""
        return self.target.clause.removeprefix(f"{self.target.doc}/")

    @property
    def kind(self) -> tuple[object, ...]:
        """What two versions of one commitment share."""
        target = self.target
        return (target.type, target.basis, target.per_year, self.family, normalize(target.scope))


def pledges_of(edition: Edition | None, config: Config, units: Units) -> list[Pledge]:
    """Prepare the commitments of a version for matching, in the order of their place."""
    if edition is None:
        return []
    indicators = {indicator.id: indicator for indicator in config.indicators}
    pledges = []
    for target in sorted(edition.targets, key=lambda target: (target.span, target.id)):
        indicator = indicators.get(edition.indicators.get(target.id, ""))
        pledges.append(
            Pledge(
                target,
                indicator,
                units.family(target, indicator.unit if indicator else None) or target.unit,
                units,
            )
        )
    return pledges


def match_pledges(old: Sequence[Pledge], new: Sequence[Pledge]) -> list[tuple[Pledge, Pledge]]:
    """Pair the commitments of two versions, the likest first, each at most once.

    Returns:
        The pairs in the order of the new version.
    """
    candidates = sorted(
        ((likeness, before, after) for before, after, likeness in _candidates(old, new)),
        key=lambda candidate: (-candidate[0], candidate[1], candidate[2]),
    )
    taken_old: set[int] = set()
    partners: dict[int, int] = {}
    for _, before, after in candidates:
        if before not in taken_old and after not in partners:
            taken_old.add(before)
            partners[after] = before
    return [(old[partners[after]], new[after]) for after in sorted(partners)]


def _candidates(old: Sequence[Pledge], new: Sequence[Pledge]) -> list[tuple[int, int, float]]:
    kinds: dict[tuple[object, ...], list[int]] = {}
    for before, pledge in enumerate(old):
        kinds.setdefault(pledge.kind, []).append(before)
    return [
        (before, after, likeness)
        for after, pledge in enumerate(new)
        for before in kinds.get(pledge.kind, ())
        if (likeness := _likeness(old[before], pledge)) > 0
    ]


def _likeness(old: Pledge, new: Pledge) -> float:
    """Weigh how much speaks for one commitment in two versions; 0 where they count different things."""
    name = _likeness_of_names(old, new)
    if not name:
        return 0
    same_value = (old.target.value, old.target.value_max) == (new.target.value, new.target.value_max)
    same_year = old.target.deadline == new.target.deadline
    sentence = SequenceMatcher(None, old.sentence, new.sentence, autojunk=False).ratio()
    return 4 * name + 2 * same_value + 2 * same_year + 2 * sentence + (old.place == new.place)


def _likeness_of_names(old: Pledge, new: Pledge) -> float:
    if old.indicator and new.indicator:
        return float(old.indicator.id == new.indicator.id)
    if old.name == new.name:
        return 1
    if old.ranks != new.ranks:
        return 0
    matcher = SequenceMatcher(None, old.name, new.name, autojunk=False)
    likeness = matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0
    return likeness if likeness >= _ALIKE else 0
