"""Set each number of a clause into its place: its sentence, statement and segment, and the words that are its own."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.number_lists import joins
from policycmp.language.quantities import Mention, NumberKind, find_numbers
from policycmp.language.text import strip
from policycmp.models import NumberWords, Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

# How far a number's own words, and its sentence, reach; keeps a sentence of a million characters linear.
_REACH = 160
_FAR = 400

_NESTED = re.compile(
    r"“[^“”\n]{0,60}”|\"[^\",;。\n]{1,16}\"|\([^()\n]{0,80}\)|《[^《》\n]{0,80}》|<[^<>\n]{0,160}>|\[[^\[\]\n]{0,60}\]"
)
_PUNCTUATION = str.maketrans(dict.fromkeys(",;:。、!?", "·"))
_PUNCTUATED = re.compile("[,;:。、!?]")
# 20万元/人、10万元: what joins two numbers of a list.
_LONGEST_JOIN = 8
_BROKEN = re.compile("[,:]")
_MARK = "。"
# 机构总数到2026年达到16家: by when, within the words of the goal.
_BY_WHEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})[到至]20\d\d年[底末]?前?")
_NOWHERE = Span(0, 0)
_ANIMALS = frozenset({"头", "只", "羽", "尾", "匹"})


@dataclass(slots=True)
class Candidate:
    """A number in its place. All spans are offsets into the clause's folded text.

    `left` and `right` are the words that belong to this number alone: back to the number, comma or statement before
    it, and on to the next number, comma or 、. `before` and `after` reach to the ends of the segment. `behind` is what
    follows the last number of the list that this one is in (the 的奖励 of 20万元、10万元和5万元的奖励), `first` where
    the list begins.
    """

    span: Span
    quantity: Quantity
    sentence: Span
    statement: Span
    segment: Span
    left: str
    right: str
    before: str
    after: str
    previous: Candidate | None = None
    kind: NumberKind = NumberKind.QUANTITY
    behind: str = ""
    first: Span = _NOWHERE

    @property
    def is_listed(self) -> bool:
        """Whether other numbers of the same list follow or precede."""
        return self.behind != self.after or self.first != self.span

    @property
    def whole_sentence(self) -> Span:
        """The sentence with the whole number: one that a line end breaks goes on behind the sentence."""
        return Span(min(self.sentence.start, self.span.start), max(self.sentence.end, self.span.end))

    def ordinal(self) -> int:
        """Count the quantities of the same unit, animals by whichever, before this one in its segment."""
        alike = _ANIMALS if self.quantity.unit in _ANIMALS else {self.quantity.unit}
        count, earlier = 0, self.previous
        while earlier and earlier.segment == self.segment:
            count += earlier.quantity.unit in alike
            earlier = earlier.previous
        return count


@dataclass(slots=True)
class _Parts:
    """The parts of a text between its end marks, all written as one mark; the part found last is kept.

    Numbers are asked for in order, and most share a part with the one before.
    """

    marked: str
    start: int = 0
    end: int = -1
    part: Span = _NOWHERE

    def around(self, place: Span) -> Span:
        """Find the part that a place starts in, without blanks around it, and no further off than any rule looks."""
        if not self.start <= place.start < self.end:
            self.start = self.marked.rfind(_MARK, 0, place.start) + 1
            end = self.marked.find(_MARK, place.start)
            self.end = end if end >= 0 else len(self.marked)
            self.part = strip(self.marked, Span(self.start, self.end))
        return self.part if self.end - self.start <= _FAR else _clip(self.part, place)


@dataclass(frozen=True)
class ClauseText:
    """The folded text of a clause; `flat` is the same with the punctuation inside quotes and brackets hidden.

    `quoted` are the starts and ends of those quotes and brackets.
    """

    text: str
    flat: str
    mentions: tuple[Mention, ...]
    quoted: tuple[tuple[int, int], ...] = ()

    @cached_property
    def parts(self) -> tuple[_Parts, _Parts, _Parts]:
        """The sentences (。), statements (；) and segments (，：) of the text."""
        sentences = _marked(self.flat.replace("……", "。。"), "!?\n")
        statements = _marked(sentences, ";")
        return _Parts(sentences), _Parts(statements), _Parts(_marked(statements, ",:"))

    def opening_mark(self, span: Span) -> str | None:
        """Give the mark that opens the quotes or brackets that a span stands in; None outside them."""
        quoted = self.quotes_around(span)
        return self.text[quoted.start] if quoted else None

    def quotes_around(self, span: Span) -> Span | None:
        """Give the quotes or brackets that a span stands in; None outside them."""
        index = bisect_right(self.quoted, (span.start, len(self.text))) if self.quoted else 0
        if not index:
            return None
        start, end = self.quoted[index - 1]
        return Span(start, end) if span.end <= end else None


def words_round(candidate: Candidate, clause: ClauseText, heading: str, previous: str | None) -> NumberWords:
    """Give the words round a number, for who names it.

    Args:
        candidate: the number in its place.
        clause: the clause cut up.
        heading: the clause's title.
        previous: the name of the number before it in the sentence.
    """
    segment = candidate.segment.start
    return NumberWords(
        candidate.quantity.text,
        candidate.quantity.unit,
        _BY_WHEN.sub("", candidate.left),
        # 打造200亿级新材料产业: the step of the size is no part of the thing.
        candidate.right.removeprefix("级") if candidate.quantity.unit == "元" else candidate.right,
        clause.flat[segment : candidate.span.start],
        clause.flat[candidate.sentence.start : segment],
        candidate.ordinal(),
        heading,
        previous,
    )


# Whoever reads what a plan reports as reached reads the clauses again that were read for what it promises.
@lru_cache(maxsize=1024)
def read_clause(text: str, units: tuple[str, ...]) -> ClauseText:
    """Find a clause's numbers, and the quotes and brackets that they may stand in.

    Args:
        text: the folded text of the clause.
        units: the measure words to know.

    Returns:
        The clause with its numbers; spans into `text`. One without numbers is left as it is.
    """
    mentions = tuple(find_numbers(text, units))
    if not mentions:
        return ClauseText(text, text, ())
    quoted = tuple([match.span() for match in _NESTED.finditer(text) if not _is_speech(match[0])])
    return ClauseText(text, _flat(text, quoted, mentions), mentions, quoted)


def _is_speech(quoted: str) -> bool:
    """Tell what is said or laid down between quotation marks (“明年新增30家，…。”) from a name (“226”工程)."""
    return quoted[0] in _QUOTES and len(quoted) > _LONGEST_NAME and _STOPS.search(quoted) is not None


_QUOTES = frozenset('“"')
_LONGEST_NAME = 12
_STOPS = re.compile("[,;。]")


def place_candidate(clause: ClauseText, index: int, anchor: int, previous: Candidate | None) -> Candidate:
    """Set one number of a clause into its place.

    Args:
        clause: the clause cut up by `read_clause`.
        index: which of `clause.mentions`.
        anchor: where the words of this number begin at the earliest: the end of the last number that stands for
            itself (a threshold inside a noun phrase does not: 引进千万元以上大项目30个).
        previous: the last quantity before it that stands for itself.

    Returns:
        The number with its words; `previous` is dropped where it stands in an earlier sentence.
    """
    span, kind, quantity = clause.mentions[index]
    assert quantity is not None
    sentences, statements, segments = clause.parts
    sentence, statement, segment = sentences.around(span), statements.around(span), segments.around(span)
    following = clause.mentions[index + 1].span.start if index + 1 < len(clause.mentions) else segment.end
    flat, (start, end) = clause.flat, span
    first, last = max(segment.start, start - _REACH), min(segment.end, end + _REACH)
    lower = _after_list(flat, max(first, anchor), start, segment.start)
    upper = min(last, following)
    return Candidate(
        span,
        quantity,
        sentence,
        statement,
        segment,
        left=flat[lower:start],
        right=_own_right(flat[end:upper], upper < segment.end),
        before=flat[first:start],
        after=flat[end:last],
        previous=previous if previous and previous.span.start >= sentence.start else None,
        kind=kind,
        behind=flat[min(_list_end(clause, index), last) : last],
        first=_list_start(clause, index),
    )


def _list_end(clause: ClauseText, index: int) -> int:
    """Find the end of the last number that a list joins to this one."""
    while index + 1 < len(clause.mentions) and _is_next(clause, index):
        index += 1
    return clause.mentions[index].span.end


def _list_start(clause: ClauseText, index: int) -> Span:
    while index and _is_next(clause, index - 1):
        index -= 1
    return clause.mentions[index].span


def _is_next(clause: ClauseText, index: int) -> bool:
    """Tell whether the number after this one is the next of its list: in the same unit, with nothing but 、 between."""
    (span, _, quantity), (following, _, other) = clause.mentions[index], clause.mentions[index + 1]
    if following.start - span.end > _LONGEST_JOIN or quantity is None or other is None:
        return False
    if quantity.unit != other.unit:
        return False
    return joins(clause.flat[span.end : following.start])


def _after_list(flat: str, lower: int, start: int, segment_start: int) -> int:
    """Leave to the number before it the noun that follows it: in 10家平台、50家企业 the words of 50 begin after 、."""
    if lower <= segment_start or flat[lower : lower + 1] in ("、", "和", "及", ""):
        return lower
    return max(lower, flat.rfind("、", lower, start) + 1)


def _own_right(words: str, followed: bool) -> str:
    """Cut the words behind a number at the last 、 where another number follows."""
    return words.rpartition("、")[0] if followed and "、" in words else words


def _flat(text: str, quoted: Iterable[tuple[int, int]], mentions: Iterable[Mention]) -> str:
    """Hide the punctuation inside quotes and brackets, and the marks of 1,300 and 1:2: they end nothing outside."""
    inside = _hidden(text, [place for place in quoted if _PUNCTUATED.search(text, *place)])
    return _hidden(inside, [span for span, _, _ in mentions if _BROKEN.search(inside, *span)])


def _hidden(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Hide the punctuation of some stretches, given by their starts and ends."""
    pieces, reached = [], 0
    for start, end in places:
        pieces += [text[reached:start], text[start:end].translate(_PUNCTUATION)]
        reached = end
    return "".join(pieces) + text[reached:] if pieces else text


def _marked(flat: str, marks: str) -> str:
    """Write end marks as the one of sentences."""
    for mark in marks:
        flat = flat.replace(mark, _MARK)
    return flat


def _clip(span: Span, place: Span) -> Span:
    return Span(max(span.start, place.start - _FAR), min(span.end, place.end + _FAR))


def is_within_words(mention: Mention, text: ClauseText) -> bool:
    """Tell a year or an age within the words of the next number from what ends the words before it.

    Args:
        mention: the year or age.
        text: the clause cut up.
    """
    start = mention.span.start
    if text.flat[start - 1 : start] in {"由", "从"} and _BASE_YEAR.match(text.flat, start):
        return True
    if mention.quantity is None and _AGE.match(text.flat, start):
        return True
    if mention.kind is not NumberKind.DATE or _THEN_REACHES.match(text.flat, start) is None:
        return False
    return _TO_YEAR.search(text.flat, max(0, start - _SHORTEST_NOUN), start) is not None


# 比重由2020年的12%提高到15%: the year of the base belongs to the words of the goal.
_BASE_YEAR = re.compile(r"(?:20\d\d年[底末]?|“?十[一二三四五六]五”?)的?\s?\d")
# 新增3岁以下婴幼儿托位1500个, 6-12岁儿童: for whom, within the words of the goal.
_AGE = re.compile(r"\d{1,2}(?:\s?[-—~至到]\s?\d{1,2})?(?:周?岁|月龄)")
# 机构总数到2026年达到16家: by when, between the words of the goal and what it reaches.
_TO_YEAR = re.compile(r"[\u4e00-\u9fff]{3}[到至]\Z")
_SHORTEST_NOUN = 4
_THEN_REACHES = re.compile(
    r"(?:20\d\d)?年?[底末]?前?(?:要|应|须|将|力争|争取|确保|预计|有望|稳步)*"
    r"(?:达|超|突破|提[高升]|增[加长至]|扩大|上升|稳定|保持|控制|[压下]?降|不[低少高超])"
)
