"""Which commitment of an old version is which of the new one: by what it counts, for whom, of what kind."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from policycmp.diff.likely import MOST_PAIRS, find_likely
from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.rows.align import name_of, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policycmp.diff.editions import Edition
    from policycmp.models import Target
    from policycmp.rows.indicators import Indicator, Indicators
    from policycmp.rows.units import Units

# Names this alike are one indicator put differently, where neither version knows it by an id …
_ALIKE = 0.7
# … unless a word of rank tells them apart (省级孵化器, 市级孵化器).
# A sentence is compared by its first characters, and a commitment with so many of the same numbers or place.
_LONGEST = 500
_MOST_SAME = 4
_RANKS = re.compile(r"世界|全球|国际|国家|全国|省|自治区|市|县|区|镇|乡|村|新增|存量|重点|示范|青年|女")


@dataclass(frozen=True)
class Pledge:
    """A commitment as it is matched: in base units, with the indicator that it counts where that is known."""

    target: Target
    indicator: Indicator | None
    family: str
    units: Units
    indicator_id: str | None = None

    @property
    def says_what_it_counts(self) -> bool:
        """Whether its indicator is composed of what its number counts, and not found by its name."""
        return self.target.counts.object is not None

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


def pledges_of(edition: Edition | None, indicators: Indicators, units: Units) -> list[Pledge]:
    """Prepare the commitments of a version for matching, in the order of their place."""
    if edition is None:
        return []
    pledges = []
    for target in sorted(edition.targets, key=lambda target: (target.span, target.id)):
        identifier = edition.indicators.get(target.id)
        indicator = indicators.find(identifier.partition("|")[0]) if identifier else None
        family = units.family_of_counted(target)
        pledges.append(Pledge(target, indicator, family, units, identifier))
    return pledges


def match_pledges(old: Sequence[Pledge], new: Sequence[Pledge]) -> list[tuple[Pledge, Pledge]]:
    """Pair the commitments of two versions, the likest first, each at most once.

    What did not change is paired by what it says; only what is left is weighed against each other, and where that is
    much of one kind, only where texts, numbers or places speak for it.

    Returns:
        The pairs in the order of the new version.
    """
    groups: dict[tuple[object, ...], tuple[list[Pledge], list[Pledge]]] = {}
    for version, pledges in enumerate((old, new)):
        for pledge in pledges:
            groups.setdefault(pledge.kind, ([], []))[version].append(pledge)
    partners = {id(after): before for olds, news in groups.values() for before, after in _pair(olds, news)}
    return [(partners[id(pledge)], pledge) for pledge in new if id(pledge) in partners]


def _pair(olds: Sequence[Pledge], news: Sequence[Pledge]) -> list[tuple[Pledge, Pledge]]:
    """Pair commitments of one kind: what is the same, then what is alike, then what counts the same."""
    pairs: list[tuple[Pledge, Pledge]] = []
    for find in (partial(_paired_by, _all_it_says), _weighed, partial(_paired_by, _what_it_counts)):
        paired = {id(pledge) for pair in pairs for pledge in pair}
        pairs += find(
            [pledge for pledge in olds if id(pledge) not in paired],
            [pledge for pledge in news if id(pledge) not in paired],
        )
    return pairs


def _what_it_counts(pledge: Pledge) -> object:
    return pledge.indicator.id if pledge.indicator else f"“{pledge.name}"


def _all_it_says(pledge: Pledge) -> object:
    target = pledge.target
    numbers = (target.value, target.value_max, target.deadline)
    return (_what_it_counts(pledge), numbers, pledge.place, pledge.sentence)


def _paired_by(
    key: Callable[[Pledge], object], olds: Sequence[Pledge], news: Sequence[Pledge]
) -> list[tuple[Pledge, Pledge]]:
    """Pair commitments of the same key, the first with the first."""
    waiting: defaultdict[object, deque[Pledge]] = defaultdict(deque)
    for pledge in olds:
        waiting[key(pledge)].append(pledge)
    return [(same.popleft(), pledge) for pledge in news if (same := waiting.get(key(pledge)))]


def _weighed(olds: Sequence[Pledge], news: Sequence[Pledge]) -> list[tuple[Pledge, Pledge]]:
    """Pair commitments of one kind by their likeness, the likest first."""
    candidates = sorted(
        (-likeness, before, after)
        for after, places in enumerate(_candidates(olds, news))
        for before in places
        if (likeness := _likeness(olds[before], news[after])) > 0
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, before, after in candidates:
        if before not in taken_old and after not in taken_new:
            taken_old.add(before)
            taken_new.add(after)
            pairs.append((olds[before], news[after]))
    return pairs


def _candidates(olds: Sequence[Pledge], news: Sequence[Pledge]) -> list[list[int]]:
    """Give for each new commitment the places of the old ones to weigh it against."""
    likely = find_likely([pledge.sentence for pledge in olds], [pledge.sentence for pledge in news])
    if len(olds) * len(news) <= MOST_PAIRS:
        return likely
    indexes: list[tuple[Callable[[Pledge], object], defaultdict[object, list[int]]]] = []
    for key in (_numbers_of, _place_of):
        index: defaultdict[object, list[int]] = defaultdict(list)
        for place, pledge in enumerate(olds):
            index[key(pledge)].append(place)
        indexes.append((key, index))
    return [
        list(
            dict.fromkeys(
                [*places, *(place for key, index in indexes for place in index[key(pledge)][:_MOST_SAME])]
            )
        )
        for pledge, places in zip(news, likely, strict=True)
    ]


def _numbers_of(pledge: Pledge) -> object:
    return (_what_it_counts(pledge), pledge.target.value, pledge.target.value_max, pledge.target.deadline)


def _place_of(pledge: Pledge) -> object:
    return (_what_it_counts(pledge), pledge.place)


def _likeness(old: Pledge, new: Pledge) -> float:
    """Weigh how much speaks for one commitment in two versions; 0 where they count different things."""
    name = _likeness_of_names(old, new)
    if not name:
        return 0
    same_value = (old.target.value, old.target.value_max) == (new.target.value, new.target.value_max)
    same_year = old.target.deadline == new.target.deadline
    sentence = _ratio(old.sentence[:_LONGEST], new.sentence[:_LONGEST])
    return 4 * name + 2 * same_value + 2 * same_year + 2 * sentence + (old.place == new.place)


@lru_cache(maxsize=4096)  # the same sentence holds several commitments
def _ratio(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _likeness_of_names(old: Pledge, new: Pledge) -> float:
    if old.indicator_id and new.indicator_id and old.says_what_it_counts == new.says_what_it_counts:
        return float(old.indicator_id == new.indicator_id)
    if old.name == new.name:
        return 1
    if old.ranks != new.ranks:
        return 0
    matcher = SequenceMatcher(None, old.name, new.name, autojunk=False)
    likeness = matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0
    return likeness if likeness >= _ALIKE else 0
