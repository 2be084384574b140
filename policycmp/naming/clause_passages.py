"""The commitments of a clause in their places: statement, segment, own words, and the list that a number stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

from policycmp.language import patterns as re
from policycmp.naming.grades import Grade, find_grades
from policycmp.naming.naming_lexicon import GIVEN
from policycmp.naming.plain_text import PlainText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import CountedObject, RewardedAct, Whole
    from policycmp.models import Target
    from policycmp.naming.glossary import Found, Glossary, Words
    from policycmp.naming.own_words import Thing

_Entry = TypeVar("_Entry", bound="CountedObject | Whole | RewardedAct")
_Placed = TypeVar("_Placed", bound="Placed")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
# A bracket that says what is given for what is a statement of its own (支持上市挂牌(对在境内上市的企业,给予…)).
_STATED = re.compile(
    r"\((?P<stated>(?=对(?!外))(?=[^\n]{0,120}?(?:给予|予以|奖励|补助|补贴|资助))(?=[^()\n]*\d[\d.]*(?:%|[百千万亿]*元|万))"
    r"(?:[^()\n]|\([^()\n]{0,40}\)){10,200})\)"
)
_STATES = "(对"
_HIDDEN = str.maketrans(dict.fromkeys(",;:。、!?", "·"))
# An item that runs on behind another without a mark between begins a statement too (…20万元奖励2.对通过验收的).
_STATEMENT_END = re.compile(
    r"""[;。!?\n).]                                  # so that a search skips to one of these
    (?: (?<=[;。!?\n])
      | (?: (?<=[\u4e00-\u9fff,]\([一二三四五六七八九十]\)) | (?<=[\u4e00-\u9fff,]\d\.) )
        (?=对|凡|新|首次|支持|鼓励)
    )""",
    re.VERBOSE,
)
_SEGMENT_END = ",:"
_COMMA = re.compile(f"[{_SEGMENT_END}]")
# The colon of 1:0.5 ends nothing.
_RATIO = re.compile(r":(?<=\d:)(?=\d)")
_LISTED = re.compile(r"[、和及与或]+")
# 分别给予15万元,5万元: a comma that only lists.
_EACH = "分别"
# 6万元/人、5万元/人
_BY_EACH = re.compile(r"^/[人年月家个户件项](?:[·/][年月])?")
# 1000元(非职务发明500元)、500元: what brackets add to a number of a list
_ASIDE = re.compile(r"^\([^()\d]{1,16}\d[^()]{0,40}\)(?=[、和])")
_MOST_IN_BRACKETS = 5
_COUNTING = frozenset("家个名人件项户所座条种支款台套次头只羽尾匹")
# What says how an amount is called: the next is another.
_NAMED = re.compile(r"(?<!等)奖|补|资助|津贴|经费|支持")
_FARTHEST = 300
_START = attrgetter("start")


class Placed(Protocol):
    """Anything found in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""


@dataclass(slots=True)
class Place:
    """A commitment in its passage; all are places in the plain text.

    `left` and `right` bound the words that are its own: back to the number or comma before, on to the next. `ordinal`
    and `listed` tell which of how many numbers of a list (分别给予10万元、5万元) it is.
    """

    target: Target
    start: int
    end: int
    statement: tuple[int, int]
    segment: tuple[int, int]
    left: int
    right: int
    ordinal: int = 0
    listed: int = 1
    leader: Place | None = None
    follower: Place | None = None

    @property
    def first(self) -> Place:
        """The first number of its list, itself where it stands alone."""
        return self.leader or self

    @property
    def last(self) -> Place:
        """The last number of the enumeration that this one stands in."""
        return self.follower.last if self.follower else self


@dataclass
class Passage:
    """A stretch of text that commitments are read in, with the words of the glossaries that stand near them.

    `near` are the places of the commitments: words are looked for in their statements and those before. Without them
    the whole text is searched. `bases` are what rates were found to be shares of, by the place of the rate.
    """

    plain: PlainText
    flat: str
    glossary: Glossary
    near: tuple[tuple[int, int], ...] = ()
    bases: dict[int, Thing | None] = field(init=False, default_factory=dict)

    @classmethod
    def of(cls, folded: str, glossary: Glossary, spans: Sequence[tuple[int, int]] = ()) -> Passage:
        """Read a folded text.

        Args:
            folded: the text.
            glossary: the words to look for.
            spans: the places of the commitments in it, in order.
        """
        plain = PlainText.of(folded)
        flat = _STATED.sub(r";\g<stated>;", plain.text) if _STATES in plain.text else plain.text
        flat = _BRACKETS.sub(lambda match: match.group().translate(_HIDDEN), flat)
        flat = _RATIO.sub("\u2236", flat)
        return cls(
            plain, flat, glossary, tuple((plain.place(start), plain.place(end)) for start, end in spans)
        )

    @cached_property
    def objects(self) -> list[Found[CountedObject]]:
        """The words for things, from left to right."""
        return self._found(self.glossary.objects)

    @cached_property
    def wholes(self) -> list[Found[Whole]]:
        """The words for wholes, from left to right."""
        return self._found(self.glossary.wholes)

    @cached_property
    def events(self) -> list[Found[RewardedAct]]:
        """The words for acts, from left to right."""
        return self._found(self.glossary.events)

    @cached_property
    def grades(self) -> list[Grade]:
        """The grades, from left to right."""
        return [grade for start, end in self._stretches for grade in find_grades(self.plain.text, start, end)]

    def objects_in(self, start: int, end: int) -> list[Found[CountedObject]]:
        """List the words for things that stand in a stretch as a whole, but those in brackets."""
        return _within(self._open_objects, start, end)

    def events_in(self, start: int, end: int) -> list[Found[RewardedAct]]:
        """List the words for acts that stand in a stretch as a whole, but those in brackets or the names of things."""
        return _within(self._open_events, start, end)

    @cached_property
    def _open_objects(self) -> list[Found[CountedObject]]:
        return [found for found in self.objects if not self.bracketed(found.start)]

    @cached_property
    def _open_events(self) -> list[Found[RewardedAct]]:
        return [
            found for found in self.events if not (self.object_at(found.start) or self.bracketed(found.start))
        ]

    def object_at(self, place: int) -> Found[CountedObject] | None:
        """Give the word for a thing that holds a place."""
        index = bisect_right(self.objects, place, key=_START) - 1
        found = self.objects[index] if index >= 0 else None
        return found if found and place < found.end else None

    def _found(self, words: Words[_Entry]) -> list[Found[_Entry]]:
        return [found for start, end in self._stretches for found in words.find(self.plain.text, start, end)]

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        """The statements of the commitments with those before them, each part of the text once."""
        if not self.near:
            return [(0, len(self.flat))]
        stretches: list[tuple[int, int]] = []
        for place, _ in self.near:
            start, end = self.statement(place)
            if before := self.sentence_before(start):
                start = before[0]
            if stretches and start <= stretches[-1][1]:
                start = stretches.pop()[0]
            stretches.append((start, end))
        return stretches

    def statement(self, place: int) -> tuple[int, int]:
        """Find the statement (to ; or 。) that a place stands in."""
        return self._between(self._statement_ends, place, 0, len(self.flat))

    def segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a stretch at its commas and colons."""
        cuts = [match.start() for match in _COMMA.finditer(self.flat, start, end)]
        return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))

    def sentence_before(self, start: int) -> tuple[int, int] | None:
        """Find the statement before one that starts at a place; None at the beginning."""
        end = start - 1
        while end > 0 and not self.flat[end - 1 : end].strip(";。!?\n "):
            end -= 1
        return self.statement(end - 1) if end > 0 else None

    def bracketed(self, place: int) -> bool:
        """Tell whether a place stands in brackets."""
        opened = self.flat.rfind("(", max(0, place - _FARTHEST), place)
        return opened >= 0 and self.flat.find(")", opened, place) < 0

    @cached_property
    def _statement_ends(self) -> list[int]:
        return [match.start() for match in _STATEMENT_END.finditer(self.flat)]

    @cached_property
    def _segment_ends(self) -> list[int]:
        return [match.start() for match in _COMMA.finditer(self.flat)]

    @staticmethod
    def _between(ends: Sequence[int], place: int, first: int, last: int) -> tuple[int, int]:
        """Find the part between ends that a place stands in, within bounds and not from far before it."""
        earliest = max(first, place - _FARTHEST)
        following = bisect_left(ends, place)
        start = max(earliest, ends[following - 1] + 1) if following else earliest
        return start, min(last, ends[following]) if following < len(ends) else last

    def places(self, targets: Sequence[Target]) -> list[Place]:
        """Set the commitments that the passage was read for into their places.

        Args:
            targets: the commitments, in order.
        """
        made: list[Place] = []
        for index, (target, (start, end)) in enumerate(zip(targets, self.near, strict=True)):
            statement = self.statement(start)
            segment = self._between(self._segment_ends, start, *statement)
            following = self.near[index + 1][0] if index + 1 < len(targets) else segment[1]
            before = made[-1].end if made else 0
            place = Place(
                target,
                start,
                end,
                statement,
                segment,
                max(segment[0], before),
                max(end, min(segment[1], following)),
            )
            earlier = self._outside_brackets(made, place)
            made.append(place)
            if earlier and self._continues(earlier, place):
                place.leader = earlier.leader or earlier
                place.ordinal = earlier.ordinal + 1
            if earlier and self._is_chained(earlier, place):
                earlier.follower = place
        sizes = Counter(id(place.first) for place in made)
        for place in made:
            place.listed = sizes[id(place.first)]
        return made

    def _outside_brackets(self, made: Sequence[Place], place: Place) -> Place | None:
        """Find the number before another; one in brackets (1000元(非职务发明500元)、500元) adds to that before it."""
        earlier = [*made[-_MOST_IN_BRACKETS:]]
        aside = bool(earlier) and self.bracketed(earlier[-1].start) and not self.bracketed(place.start)
        while aside and len(earlier) > 1 and self.bracketed(earlier[-1].start):
            earlier.pop()
        return earlier[-1] if earlier else None

    def _continues(self, before: Place, place: Place) -> bool:
        """Tell whether a number only goes on with the list of the one before (…100万元、50万元)."""
        if before.statement != place.statement or not _are_alike(before.target.unit, place.target.unit):
            return False
        between = self._between_amounts(before, place)
        if between == "," and _EACH in self.flat[before.segment[0] : before.start]:
            return True
        mark = _LISTED.match(between)
        return mark is not None and GIVEN.fullmatch(between, mark.end()) is not None

    def _between_amounts(self, before: Place, place: Place) -> str:
        """Give the words between two numbers, where each has its own without its unit (分别给予6万元/人、5万元/人)."""
        words = _ASIDE.sub("", self.flat[before.end : place.start])
        return _BY_EACH.sub("", words) if _EACH in self.flat[before.segment[0] : before.start] else words

    def _is_chained(self, before: Place, place: Place) -> bool:
        """Tell whether a number is the next of an enumeration, perhaps with own words (博士30万元、硕士10万元)."""
        if before.segment != place.segment or before.target.unit != place.target.unit:
            return False
        between = self._between_amounts(before, place)
        return _LISTED.match(between) is not None and _NAMED.search(between) is None


def _are_alike(unit: str, other: str) -> bool:
    """Tell whether numbers with these units may stand in one list: both count things, or they are one unit."""
    return unit == other or (unit in _COUNTING and other in _COUNTING)


def starting_within(words: list[_Placed], start: int, end: int) -> list[_Placed]:
    """Take the words that begin in a stretch, of words from left to right."""
    return words[bisect_left(words, start, key=_START) : bisect_left(words, end, key=_START)]


def _within(words: list[Found[_Entry]], start: int, end: int) -> list[Found[_Entry]]:
    """Take the words that stand in a stretch as a whole, of words from left to right."""
    # They do not overlap: only the last may reach beyond.
    inside = starting_within(words, start, end)
    return inside[:-1] if inside and inside[-1].end > end else inside
