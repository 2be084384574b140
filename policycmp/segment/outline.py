"""Choose which candidates hold: the chain of numbers that costs least over the whole plan, hung into a tree.

A number that holds costs what is odd about it: where it stands (in mid-sentence, after a bracket), and how it
follows the one before (it skips, repeats, starts anew, opens an inner level above an outer one). A number that is left
out costs what speaks for it: the start of a line, a sentence that ended. Each candidate is taken or left for all of
the cheapest chains so far, and chains with the same open units are one, the cheaper (dynamic programming). So one
bad mark costs one link, and not what stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.title_words import TEXTS
from policycmp.segment.markers import Kind, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHAINS = 8
"""How many chains are followed at once; those that cost more never catch up."""
_STRONG = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.HAN, Kind.ARTICLE, Kind.HAN_PAREN}
_NAMED = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE}
"""Numbers that name their unit (第六条): a blank before them is enough."""
_DIVISIONS = {Kind.PART, Kind.CHAPTER, Kind.SECTION}
"""What stands below no article and no item."""
_WEAK = {Kind.ARABIC_PAREN, Kind.CIRCLED}
_UNNUMBERED = {Kind.TITLE, Kind.QUESTION, Kind.ITEM}
"""Under what 一是…二是… in one paragraph are units of their own; in a numbered measure they list its means."""
_EITHER_WAY = {(Kind.ARTICLE, Kind.HAN_PAREN)}
"""What stands below what as often as above it."""
_WIDEST_GAP = 3
_IN_MID_SENTENCE = 3.0

_SENTENCE = re.compile(r"[。!?;:\n]")
_AGENCIES = re.compile(r"(?:单位|部门) ?:[^;!?\n]+$")
_ANNOUNCED = re.compile(rf"(?:{TEXTS}|如下|工作)[。:]\s*$")
_NAME_OF_TEXT = f"{TEXTS}|条例|规程|指南|要点|纲要|任务书|责任书|分解表"
_NAME_BEFORE = re.compile(rf"(?:总则|(?:{_NAME_OF_TEXT})(?:\([^()]{{1,12}}\))?)$")
_CHAPTER_BEFORE = re.compile(r"(?:^|[。!?\s])第[一二三四五六七八九十]{1,3}章[^。,;:!?\d\n]{2,20}$")
_TITLE_OF_TEXT = re.compile(
    rf"[^。;!?\n]{{4,60}}(?:{_NAME_OF_TEXT}|通知|公告|报告|决定|清单|[一二三四五六七八九十\d]条)(?:\([^()\n]{{1,16}}\))?"
)
"""What a text is called, from its first word to a number that follows at once."""
_GOALS = re.compile(r"[ 、.]*[^。;,:\n]{0,6}目标")
_TITLED_ITEM = re.compile(r"[^。,;:!?\d\n]{2,14}。")
_AGENCIES_IN_BRACKETS = re.compile(
    r"\((?:[^()]|\([^()]*\)){0,100}?(?:单位|部门|牵头|负责|配合)(?:[^()]|\([^()]*\)){0,200}\)$"
)
_ANNOUNCES_ARTICLE = " (【"
_LONGEST_AGENCIES = 300
_LONGEST_NAME = 100
_LONGEST_UNSTOPPED = 60
_WIDE = 12


@dataclass(slots=True, eq=False)
class Node:
    """A unit of the outline.

    `run` holds the units of one count, itself among them; `parent` is None at the top.
    """

    marker: Marker
    parent: Node | None = None
    run: list[Node] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The habit of its number."""
        return self.marker.kind

    @property
    def value(self) -> int:
        """Its number, for counting."""
        return self.marker.value

    @property
    def start(self) -> int:
        """Where its number starts."""
        return self.marker.start

    @property
    def body(self) -> int:
        """Where its number ends."""
        return self.marker.body


class _Link(NamedTuple):
    """A candidate taken into a chain: at which depth, and whether it goes on with the count that stands there."""

    marker: Marker
    depth: int
    continues: bool
    above: _Link | None


class _Chain(NamedTuple):
    """A way to read the plan up to some candidate.

    `open` are the units that it stands in, `counted` tells how far each kind has been counted, `below` which kinds
    this plan puts below others against their rank (1、 above （一）).
    """

    cost: float
    open: tuple[tuple[Kind, int], ...]
    counted: tuple[tuple[Kind, int], ...]
    below: frozenset[tuple[Kind, Kind]]
    last: _Link | None


def grow_outline(plain: str, markers: list[Marker]) -> list[Node]:
    """Choose the candidates that hold and hang them into a tree.

    Args:
        plain: the blanked text.
        markers: the candidates in order.

    Returns:
        The units that hold, in order.
    """
    chains = [_Chain(0.0, (), (), frozenset(), None)]
    for marker, goes_on in zip(markers, _go_on(markers), strict=True):
        stance = _Stance(plain, marker, goes_on)
        if stance.hopeless and not any(_just_opened(chain, marker, stance) for chain in chains):
            continue
        best: dict[tuple[object, ...], _Chain] = {}
        for chain in chains:
            for option in _options(chain, marker, stance):
                key = (option.open, option.counted, option.below)
                if key not in best or option.cost < best[key].cost:
                    best[key] = option
        chains = sorted(best.values(), key=attrgetter("cost"))[:_CHAINS]
    return _nodes(chains[0].last)


def _go_on(markers: list[Marker]) -> list[bool]:
    """For each candidate, whether the next one of its kind that may stand where it stands has the next number.

    What a semicolon parts in running text goes on with a sentence, not with a plan.
    """
    following: list[bool] = [False] * len(markers)
    upcoming: dict[Kind, int] = {}
    for index in range(len(markers) - 1, -1, -1):
        marker = markers[index]
        following[index] = upcoming.get(marker.kind) == marker.value + 1
        if marker.opens_line or marker.plausible:
            parted = marker.before == ";" and marker.kind is not Kind.HAN
            upcoming[marker.kind] = 0 if parted else marker.value
    return following


class _Stance:
    """What the surroundings of a candidate say: the cost of taking it and of leaving it out."""

    def __init__(self, plain: str, marker: Marker, goes_on: bool) -> None:
        self.plain = plain
        self.marker = marker
        self.goes_on = goes_on
        self.opens_line = marker.opens_line or self._opens_article()
        self.take, self.leave = self._costs()

    @property
    def hopeless(self) -> bool:
        """Whether nothing speaks for a candidate, unless a title above is still open."""
        return self.take >= _IN_MID_SENTENCE and not self.leave

    def _costs(self) -> tuple[float, float]:
        marker = self.marker
        if marker.kind in {Kind.TITLE, Kind.QUESTION}:
            return 0.0, 6.0
        if self.opens_line:
            return 0.0, 4.0 if marker.kind in _STRONG else 2.5 if marker.kind in _WEAK else 3.0
        if marker.kind is Kind.DASH:
            long = self.plain.startswith("——", marker.start)
            return (0.3, 1.2) if long and marker.after_sentence else (4.0, 0.0)
        if marker.kind is Kind.ITEM:
            return 0.3, 0.6
        take, leave = self._in_running_text()
        if marker.value == 1 and not self.goes_on and not (marker.kind in _STRONG and self.announced()):
            take += 1.5
        return take, leave * (0.7 if marker.kind in _WEAK else 1.0)

    def _in_running_text(self) -> tuple[float, float]:
        marker = self.marker
        if marker.after_sentence or (marker.gap and marker.kind in _NAMED):
            return 0.3, 1.3
        if self._after_agencies() or self.after_chapter():
            return 0.4, 0.9
        if marker.before in ")】〕》>":
            return 0.9, 0.6 if marker.kind in _STRONG else 0.3
        if marker.before == ";":
            return 1.0, 0.3
        if marker.gap:
            return 0.6, 0.6
        if marker.value == 1 and self.goes_on and self._after_title():
            return 0.6, 0.3
        if marker.before == ":":
            return (0.4, 1.0) if self.goes_on and self.announced() else (1.2, 0.3)
        return _IN_MID_SENTENCE, 0.0

    def _after_agencies(self) -> bool:
        """Whether it follows a list of agencies that lost its stop with the line end (责任单位:市科技局(二)…)."""
        start = max(0, self.marker.start - _LONGEST_AGENCIES)
        before = self.plain[start : self.marker.start].rpartition("。")[2]
        if self.marker.before == ")":
            return bool(_AGENCIES_IN_BRACKETS.search(before))
        return self.marker.kind in _STRONG and bool(_AGENCIES.search(before))

    def after_chapter(self) -> bool:
        """Whether it is the first article of a chapter whose title ran into it (第二章支持政策第四条…)."""
        start = self.marker.start
        title = _CHAPTER_BEFORE.search(self.plain, max(0, start - _LONGEST_NAME), start)
        return self.marker.kind is Kind.ARTICLE and title is not None

    def _after_title(self) -> bool:
        """Whether the name of a text or of a chapter stands right before it (…若干政策第一条, 第一章总则第一条)."""
        start = self.marker.start
        if self.marker.kind in _STRONG and _NAME_BEFORE.search(self.plain, max(0, start - 20), start):
            return True
        title = self.plain[:start].strip() if start <= _LONGEST_NAME else ""
        return _TITLE_OF_TEXT.fullmatch(title) is not None

    def _opens_article(self) -> bool:
        """Whether it is an article behind a sentence, set apart from its text (…处理。第八条 申请人…), or a title."""
        marker = self.marker
        apart = self.plain[marker.body : marker.body + 1] in {*_ANNOUNCES_ARTICLE}
        return marker.kind is Kind.ARTICLE and apart and (marker.after_sentence or self._after_title())

    def announced(self) -> bool:
        """Whether the sentence before it announces a text or a list (现制定以下措施。), or was blanked with one."""
        start = self.marker.start
        return self.plain[max(0, start - _WIDE) : start].isspace() or bool(
            _ANNOUNCED.search(self.plain, max(0, self.marker.start - 12), self.marker.start)
        )


def _options(chain: _Chain, marker: Marker, stance: _Stance) -> Iterator[_Chain]:
    """The chains that a chain becomes with a candidate: without it, and with it at each depth where it may stand."""
    kinds = [kind for kind, _ in chain.open]
    take, leave = stance.take, stance.leave
    if take >= 1.0 and _just_opened(chain, marker, stance):
        take, leave = 0.3, 1.2
    yield _Chain(chain.cost + leave, *chain[1:])
    if marker.kind is Kind.ITEM and not marker.opens_line:
        numbered = any(kind not in _UNNUMBERED for kind in kinds)
        if numbered and not _of_goals(chain, stance):
            return
    if marker.kind is Kind.QUESTION:
        yield _taken(chain, marker, 0, take, continues=marker.kind in kinds)
    elif marker.kind in kinds:
        depth = kinds.index(marker.kind)
        step = _step(chain.open[depth][1], marker, stance)
        yield _taken(
            chain, marker, depth, take + step, continues=marker.value != 1 or marker.kind is Kind.TITLE
        )
    elif marker.kind is Kind.TITLE:
        fixed = next((depth for depth, kind in enumerate(kinds) if kind.floats), len(kinds))
        for depth in range(fixed, -1, -1):
            yield _taken(chain, marker, depth, take + 0.4 * (fixed - depth), continues=False)
    else:
        yield from _opened(chain, marker, take + _opening(chain, marker, stance))


def _of_goals(chain: _Chain, stance: _Stance) -> bool:
    """Whether an item in running text names one of the goals of a unit (二、目标 …。一是上市倍增。…)."""
    link = chain.last
    while link and link.marker.kind is Kind.ITEM:
        link = link.above
    return bool(
        link
        and _GOALS.match(stance.plain, link.marker.body)
        and _TITLED_ITEM.match(stance.plain, stance.marker.body)
    )


def _just_opened(chain: _Chain, marker: Marker, stance: _Stance) -> bool:
    """Whether only a title without a stop lies between a number above and this one (一、强化激励1.对…)."""
    last = chain.last.marker if chain.last else None
    if last is None or marker.kind <= last.kind or marker.kind in _WEAK:
        return False
    counted = next((value for kind, value in chain.counted if kind is marker.kind), 0)
    if marker.value not in {1, counted + 1} or not 1 < marker.start - last.body <= _LONGEST_UNSTOPPED:
        return False
    return not _SENTENCE.search(stance.plain, last.body, marker.start)


def _opened(chain: _Chain, marker: Marker, cost: float) -> Iterator[_Chain]:
    """Open a level of a kind that is not open: where its rank belongs, or below all that is open."""
    kinds = [kind for kind, _ in chain.open]
    natural = next((depth for depth, kind in enumerate(kinds) if kind > marker.kind), len(kinds))
    beside = natural < len(kinds) and not kinds[natural].floats
    yield _taken(chain, marker, natural, cost + 0.8 * beside, continues=False)
    if beside and not kinds[-1].floats and marker.kind not in _DIVISIONS:
        pair = (marker.kind, kinds[-1])
        odd = 0.0 if pair in chain.below else _below(chain, marker)
        below = _taken(chain, marker, len(kinds), cost + odd, continues=False)
        yield below._replace(below=chain.below | {pair})


def _below(chain: _Chain, marker: Marker) -> float:
    """What it costs that a kind of higher rank stands below the innermost open one."""
    above = chain.open[-1][0]
    if marker.kind is Kind.HAN and above is not Kind.ARTICLE:
        return 2.0
    begun = marker.value == 1 or any(kind is marker.kind for kind, _ in chain.counted)
    return 0.7 if begun and (marker.kind, above) in _EITHER_WAY else 0.9


def _taken(chain: _Chain, marker: Marker, depth: int, cost: float, *, continues: bool) -> _Chain:
    counted = tuple(count for count in chain.counted if count[0] is not marker.kind)
    unit = (marker.kind, marker.value)
    return _Chain(
        chain.cost + cost,
        (*chain.open[:depth], unit),
        (*counted, unit) if marker.value else counted,
        chain.below,
        _Link(marker, depth, continues, chain.last),
    )


def _step(value: int, marker: Marker, stance: _Stance) -> float:
    """What it costs that a count goes on with this number."""
    step = marker.value - value
    if step == 1 or marker.kind in {Kind.DASH, Kind.TITLE}:
        return 0.0
    if marker.kind.floats and marker.value != 1:
        return 12.0
    if marker.value == 1:
        return 0.4 if stance.announced() else 1.5 if stance.opens_line or stance.goes_on else 3.0
    if step == 0:
        return 1.2 if stance.opens_line else 6.0
    if 0 < step <= _WIDEST_GAP:
        return 0.7 * step if stance.opens_line else 1.2 * step
    if step > 0 and stance.opens_line and marker.kind in _STRONG:
        return 2.5  # an excerpt of some articles
    return 4.5


def _opening(chain: _Chain, marker: Marker, stance: _Stance) -> float:
    """What it costs that a level opens with this number."""
    if marker.kind is Kind.DASH:
        bullet = stance.plain[marker.start] not in "—-"
        return 0.0 if chain.open else 1.0 if bullet and stance.opens_line else 3.0
    if marker.kind in {Kind.ITEM, Kind.ORDINAL}:
        free = stance.opens_line or not chain.open or (marker.kind is Kind.ITEM and _of_goals(chain, stance))
        return (0.0 if free else 5.0) if marker.value == 1 else 12.0
    if marker.value == 1:
        return 0.0
    counted = next((value for kind, value in chain.counted if kind is marker.kind), 0)
    if marker.value == counted + 1:
        return 0.3
    if stance.opens_line:
        near = 0 < marker.value - counted <= _WIDEST_GAP
        return 1.2 if near else 2.0 if not counted and marker.kind is not Kind.ARABIC else 4.5
    # An excerpt of some articles, by chapters: 第二章…第四条…
    if marker.value > counted and (stance.after_chapter() or (counted and _in_chapter(chain, marker))):
        return 0.7
    named = marker.kind in _NAMED or marker.after_sentence
    return 2.0 if stance.goes_on and not counted and named else 6.0


def _in_chapter(chain: _Chain, marker: Marker) -> bool:
    """Whether an article that follows a sentence stands right in a chapter."""
    return (
        marker.kind is Kind.ARTICLE
        and marker.after_sentence
        and bool(chain.open)
        and chain.open[-1][0] is Kind.CHAPTER
    )


def _nodes(last: _Link | None) -> list[Node]:
    """Hang the candidates of a chain into a tree."""
    links = []
    while last is not None:
        links.append(last)
        last = last.above
    nodes: list[Node] = []
    standing: list[Node] = []
    for link in reversed(links):
        before = standing[link.depth] if link.depth < len(standing) else None
        del standing[link.depth :]
        run = before.run if before and link.continues and before.kind is link.marker.kind else []
        node = Node(link.marker, standing[-1] if standing else None, run)
        run.append(node)
        nodes.append(node)
        standing.append(node)
    return nodes
