"""Decide which candidates hold, by the sequence they stand in, and hang them into a tree.

A number holds when it is the next one of an open level, or the first one of a new level, and when it stands
where a number may stand. At the start of a line less is asked than in running text: numbers may restart,
repeat and skip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policycmp.segment.markers import Kind, Marker

_SENTENCE = re.compile(r"[。!?;:\n]")
_AGENCIES = re.compile(r"(?:单位|部门) ?:[^;!?\n]+$")
_LONGEST_AGENCIES = 300
_LONGEST_UNSTOPPED = 60
_WIDEST_GAP = 3
_NUMBERED_TWICE = 2
_ENUMERATING = {Kind.ARABIC_PAREN, Kind.CIRCLED}
_CONTINUES = {Kind.HAN, Kind.HAN_PAREN, Kind.ARABIC, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE}


@dataclass(slots=True, eq=False)
class Node:
    """A unit of the outline.

    `run` holds the units of one count, itself among them; `parent` is None at the top.

    `following` is the next candidate of its kind.
    """

    marker: Marker
    parent: Node | None = None
    rank: int = 0
    run: list[Node] = field(default_factory=list)
    following: Marker | None = None

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


class Outline:
    """The tree while it grows: the open units, and how far each kind has been counted."""

    def __init__(self, plain: str, markers: list[Marker]) -> None:
        self.plain = plain
        self.markers = markers
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self.counted: dict[Kind, int] = {}
        self.below: set[tuple[Kind, Kind]] = set()
        self.following = _following(markers)

    def grow(self) -> list[Node]:
        """Judge every candidate in order and return the units that hold, in order."""
        for index, marker in enumerate(self.markers):
            if marker.kind is Kind.TITLE:
                standing = next((node for node in self.open if node.kind is Kind.TITLE), None)
                self._add(marker, standing.rank if standing else self._title_rank(index), standing)
            elif marker.kind.floats:
                self._float(marker)
            else:
                self._number(marker, self.following[index])
        return _without_enumerations(self.nodes)

    def _number(self, marker: Marker, following: Marker | None) -> None:
        standing = next((node for node in self.open if node.kind is marker.kind), None)
        holds = self._continues(marker, standing, following) if standing else self._opens(marker, following)
        if holds:
            rank = standing.rank if standing else self._rank(marker)
            self._add(marker, rank, standing if marker.value > 1 else None, following)
            self.counted[marker.kind] = marker.value

    def _continues(self, marker: Marker, standing: Node, following: Marker | None) -> bool:
        step = marker.value - standing.value
        if marker.opens_line:
            return marker.value == 1 or 0 <= step <= _WIDEST_GAP
        if step == 1:
            closed = marker.before == ";" or (marker.before in ")】" and marker.kind in _CONTINUES)
            return marker.after_sentence or marker.gap or closed or self._after_agencies(marker)
        restarts = marker.value == 1 and following is not None and following.value == _NUMBERED_TWICE
        skips = step == _NUMBERED_TWICE and marker.kind is Kind.HAN_PAREN
        return (marker.before in "。!?" and (restarts or skips)) or (restarts and marker.before == ":")

    def _opens(self, marker: Marker, following: Marker | None) -> bool:
        counted = self.counted.get(marker.kind, 0)
        if marker.opens_line:
            known = marker.value == 1 or 0 < marker.value - counted <= _WIDEST_GAP
            return known or (not counted and marker.kind is not Kind.ARABIC)
        if marker.value not in {1, counted + 1}:
            return False
        goes_on = following is not None and following.value == marker.value + 1
        deeper = self._deeper(marker.kind)
        if marker.after_sentence or marker.before == ":":
            return goes_on or (deeper and (marker.value > 1 or marker.kind is Kind.HAN))
        return deeper and self._just_opened(marker)

    def _deeper(self, kind: Kind) -> bool:
        fixed = [node for node in self.open if not node.kind.floats]
        return not fixed or kind.value > fixed[-1].kind.value

    def _just_opened(self, marker: Marker) -> bool:
        """Whether only a title without a stop lies between the last number and it (一、强化激励1.对…)."""
        if not self.open or not 1 < marker.start - self.open[-1].body <= _LONGEST_UNSTOPPED:
            return False
        return not _SENTENCE.search(self.plain, self.open[-1].body, marker.start)

    def _after_agencies(self, marker: Marker) -> bool:
        """Whether it follows a list of agencies that lost its stop with the line end (责任单位:市科技局(二)…)."""
        start = max(0, marker.start - _LONGEST_AGENCIES)
        sentence = self.plain[start : marker.start].rpartition("。")[2]
        return marker.kind in {Kind.HAN, Kind.HAN_PAREN} and bool(_AGENCIES.search(sentence))

    def _rank(self, marker: Marker) -> int:
        """The usual rank of its kind; but below a unit that goes on counting after it (1、(一)(二)2、)."""
        for node in reversed(self.open):
            if node.rank < marker.kind.value or node.kind.floats:
                continue
            later = node.following
            goes_on = later and later.start > marker.start and later.value == node.value + 1
            if goes_on or (marker.kind, node.kind) in self.below:
                self.below.add((marker.kind, node.kind))
                return node.rank + 1
        return marker.kind.value

    def _float(self, marker: Marker) -> None:
        standing = next((node for node in self.open if node.kind is marker.kind), None)
        if marker.kind is Kind.DASH:
            long = self.plain.startswith("——", marker.start)
            holds = bool(self.open) and (marker.opens_line or (long and marker.after_sentence))
        else:
            holds = marker.value == 1 or (standing is not None and marker.value == standing.value + 1)
        if holds:
            self._add(marker, marker.kind.value, standing if marker.value != 1 else None)

    def _title_rank(self, index: int) -> int:
        """Above a count that starts anew below it; else below whatever is open."""
        upcoming = next((marker for marker in self.markers[index + 1 :] if not marker.kind.floats), None)
        for node in self.open:
            if upcoming and upcoming.kind is node.kind and upcoming.value == 1:
                return node.rank - 1
        fixed = [node.rank for node in self.open if not node.kind.floats]
        return fixed[-1] + 1 if fixed else Kind.TITLE.value

    def _add(
        self, marker: Marker, rank: int, standing: Node | None = None, following: Marker | None = None
    ) -> None:
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        node = Node(
            marker, self.open[-1] if self.open else None, rank, standing.run if standing else [], following
        )
        node.run.append(node)
        self.nodes.append(node)
        self.open.append(node)


def _following(markers: list[Marker]) -> list[Marker | None]:
    """For each candidate the next one of its kind that may stand where it stands."""
    following: list[Marker | None] = [None] * len(markers)
    upcoming: dict[Kind, Marker] = {}
    for index in range(len(markers) - 1, -1, -1):
        marker = markers[index]
        following[index] = upcoming.get(marker.kind)
        if marker.opens_line or marker.plausible:
            upcoming[marker.kind] = marker
    return following


def _without_enumerations(nodes: list[Node]) -> list[Node]:
    """Leave out what only enumerates inside a sentence (…:1.甲;2.乙。) and a lone dash in running text."""
    parents = {id(node.parent) for node in nodes}
    kept = [node for node in nodes if id(node) in parents or not _enumerates(node.run)]
    held = set(map(id, kept))
    for node in kept:
        # A count of which one unit has units below it keeps that one alone.
        if not all(id(other) in held for other in node.run):
            node.run[:] = [other for other in node.run if id(other) in held]
    return kept


def _enumerates(run: list[Node]) -> bool:
    first, *others = (node.marker for node in run)
    if any(marker.opens_line for marker in (first, *others)):
        return False
    if first.kind is Kind.DASH:
        return not others
    introduced = first.before in ":,;" or first.kind in _ENUMERATING
    return introduced and bool(others) and all(marker.before == ";" for marker in others)
