"""Cut a clause into sentences, statements, segments and items, and set each number into its place there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from policycmp.models import Quantity, Span
from policycmp.quantities import Mention, find_numbers
from policycmp.text import strip

# How far a number's own words, and its sentence, reach; keeps a sentence of a million characters linear.
_REACH = 160
_FAR = 400

_NESTED = re.compile(
    r"“[^“”\n]{0,60}”|\([^()\n]{0,80}\)|《[^《》\n]{0,80}》|<[^<>\n]{0,60}>|\[[^\[\]\n]{0,60}\]"
)
_PUNCTUATION = str.maketrans(dict.fromkeys(",;:。、!?", "·"))
_SENTENCE_END = re.compile(r"[。!?\n]+")
_STATEMENT_END = re.compile(r"[;。!?\n]+")
_SEGMENT_END = re.compile(r"[,:;。!?\n]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number in its place. All spans are offsets into the clause's folded text.

    `left` and `right` are the words that belong to this number alone: back to the number, comma or statement before
    it, and on to the next number, comma or 、. `before` and `after` reach to the ends of the segment.
    """

    mention: Mention
    sentence: Span
    statement: Span
    segment: Span
    left: str
    right: str
    before: str
    after: str
    previous: Candidate | None = None

    @property
    def quantity(self) -> Quantity:
        """The quantity; only mentions of that kind are asked."""
        assert self.mention.quantity is not None
        return self.mention.quantity

    @property
    def span(self) -> Span:
        """The number expression."""
        return self.mention.span

    def ordinal(self) -> int:
        """Count the quantities of the same unit before this one in its segment."""
        count, earlier = 0, self.previous
        while earlier and earlier.segment == self.segment:
            count += earlier.quantity.unit == self.quantity.unit
            earlier = earlier.previous
        return count


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The folded text of a clause; `flat` is the same with the punctuation inside quotes and brackets hidden."""

    text: str
    flat: str
    mentions: tuple[Mention, ...]
    quoted: tuple[Span, ...]
    sentences: tuple[Span, ...]
    statements: tuple[Span, ...]
    segments: tuple[Span, ...]

    def holder(self, span: Span) -> Span | None:
        """Find the quotes or brackets that a span stands in."""
        index = bisect_right(self.quoted, Span(span.start, len(self.text)))
        return self.quoted[index - 1] if index and self.quoted[index - 1].holds(span) else None


def read_clause(text: str, units: tuple[str, ...]) -> ClauseText:
    """Find a clause's numbers and its sentences (。), statements (；) and segments (，：).

    Args:
        text: the folded text of the clause.
        units: the measure words to know.

    Returns:
        The clause cut up; spans into `text`.
    """
    mentions = tuple(find_numbers(text, units))
    quoted = tuple(Span(*match.span()) for match in _NESTED.finditer(text))
    flat = _NESTED.sub(lambda match: match.group().translate(_PUNCTUATION), text)
    flat = _hide_separators(flat, mentions)
    return ClauseText(
        text,
        flat,
        mentions,
        quoted,
        *(tuple(_split(flat, end)) for end in (_SENTENCE_END, _STATEMENT_END, _SEGMENT_END)),
    )


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
    span = clause.mentions[index].span
    sentence, statement, segment = (
        _clip(_holding(spans, span), span) for spans in (clause.sentences, clause.statements, clause.segments)
    )
    following = clause.mentions[index + 1].span.start if index + 1 < len(clause.mentions) else segment.end
    lower = _after_list(
        clause.flat, max(segment.start, span.start - _REACH, anchor), span.start, segment.start
    )
    upper = min(segment.end, span.end + _REACH, following)
    return Candidate(
        clause.mentions[index],
        sentence,
        statement,
        segment,
        left=clause.flat[lower : span.start],
        right=_own_right(clause.flat[span.end : upper], upper < segment.end),
        before=clause.flat[max(segment.start, span.start - _REACH) : span.start],
        after=clause.flat[span.end : min(segment.end, span.end + _REACH)],
        previous=previous if previous and previous.span.start >= sentence.start else None,
    )


def _after_list(flat: str, lower: int, start: int, segment_start: int) -> int:
    """Leave to the number before it the noun that follows it: in 10家平台、50家企业 the words of 50 begin after 、."""
    if lower <= segment_start or flat[lower : lower + 1] in ("、", "和", "及", ""):
        return lower
    return max(lower, flat.rfind("、", lower, start) + 1)


def _own_right(words: str, followed: bool) -> str:
    """Cut the words behind a number at the last 、 where another number follows."""
    return words.rpartition("、")[0] if followed and "、" in words else words


def _hide_separators(flat: str, mentions: tuple[Mention, ...]) -> str:
    """Hide the comma of 1,300, so that it ends no segment."""
    characters = list(flat)
    for mention in mentions:
        for offset in range(mention.span.start, mention.span.end):
            if characters[offset] == ",":
                characters[offset] = "·"
    return "".join(characters)


def _split(flat: str, end: re.Pattern[str]) -> list[Span]:
    """Split at the end marks; the parts hold no end mark and cover all else."""
    spans, start = [], 0
    for match in end.finditer(flat):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(flat)))
    return [strip(flat, span) for span in spans]


def _clip(span: Span, place: Span) -> Span:
    return Span(max(span.start, place.start - _FAR), min(span.end, place.end + _FAR))


def _holding(spans: tuple[Span, ...], place: Span) -> Span:
    index = bisect_right(spans, place.start, key=lambda span: span.start) - 1
    return spans[max(0, index)]
