"""What the lead of a page tells first and its body tells again in the same words: one commitment, not two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BULLETS
from policycmp.models import Span, Target, TargetType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause

# A lead is the first paragraph or two of a page; what a plan says farther down it may well say twice.
_LEAD_ENDS = 700
# How many characters before a number make its words the same: longer than any formula of grants (给予一次性奖励).
_SAME_WORDS = 11
# Grants of one paragraph after the other may share the words for what a rate is of (按实际投入研发费用的40%).
_SAME_WORDS_OF_RATE = 24
_MARKS = re.compile(r"[\s,;:。、“”\"()!?]+")
_FAR = 60


def told_again(targets: Sequence[Target], clauses: Sequence[Clause], folded: str) -> list[Target]:
    """Find what a page's headline or lead tells and its body sets again.

    Args:
        targets: the commitments of a document in order of place.
        clauses: its clauses; what has a number is no lead.
        folded: its folded text.

    Returns:
        Those of the headline and the lead, what 即: repeats, and those of a second copy of the text.
    """
    numbered = {clause.id for clause in clauses if clause.number}
    places = _copied(folded) if targets else []
    copies = [one for one in targets if any(span.start <= one.span.start < span.end for span in places)]
    targets = [one for one in targets if one not in copies] if copies else targets
    found = [target for index, target in enumerate(targets) if _is_called_out(index, targets, folded)]
    for index, target in enumerate(targets):
        if target in found:
            continue
        words = _words_before(target, folded)
        below = (one for one in targets[index + 1 :] if _in_another_paragraph(target, one, folded))
        again = any(_is_same(target, one) and _words_before(one, folded) == words for one in below)
        in_lead = target.span.start <= _LEAD_ENDS and target.clause not in numbered
        # With the first that stands once the body has begun: its grants may share their formula.
        if not (in_lead and again and len(words) == _reach(target) and target.type is TargetType.INCENTIVE):
            break
        found.append(target)
    return [*copies, *found]


def _copied(folded: str) -> list[Span]:
    """Find where a page holds its text twice: lines one below the other that stand so farther up."""
    first: dict[str, int] = {}
    lines: list[tuple[Span, str]] = []
    copies: list[Span] = []
    start = run = since = 0
    for line in folded.split("\n"):
        span, words = Span(start, start + len(line)), line.strip()
        start += len(line) + 1
        if not words:
            continue
        at = first.setdefault(words, len(lines))
        above = lines[at - 1][1] if at else None
        if at == len(lines):
            run = 0
        elif run and lines and above == lines[-1][1]:
            run += len(words)
        else:
            run, since = len(words), span.start
        lines.append((span, words))
        if run >= _LONG_COPY and len(words) < run:
            copies = [one for one in copies if one.start != since]
            copies.append(Span(since, span.end))
    return copies


_LONG_COPY = 120


def _is_called_out(index: int, targets: Sequence[Target], folded: str) -> bool:
    """Tell what a headline or a teaser calls out that the body sets, or what 即: explains once more."""
    target = targets[index]
    start = target.span.start
    line = Span(folded.rfind("\n", 0, start) + 1, _line_end(folded, start))
    words = line.of(folded).strip()
    if words.startswith("即:"):
        return any(_is_same(target, one) and one.span.end < line.start for one in targets[:index])
    if start > _LEAD_ENDS or not (_is_headline(words, folded, line) or _TEASER.search(words)):
        return False
    return any(_is_same(target, one) and one.span.start > line.end for one in targets[index + 1 :])


def _is_headline(words: str, folded: str, line: Span) -> bool:
    return (
        line.end <= _HEAD_ENDS
        and not folded[: line.start].strip().count("。")
        and len(words) <= _LONGEST_HEADLINE
        and _SENTENCE.search(words) is None
    )


def _line_end(folded: str, start: int) -> int:
    end = folded.find("\n", start)
    return end if end >= 0 else len(folded)


_HEAD_ENDS = 200
_LONGEST_HEADLINE = 60
_SENTENCE = re.compile(
    rf"[。;]|^(?:[一二三四五六七八九十\d]{{1,2}}[、.]|第|[(]|[^,;。]{{2,30}}:\s?\d|[*·{BULLETS}【\[])"
)
# 最高奖励500万元;鼓励开拓市场,最高奖励100万元……昨日,记者从市工信局获悉
_TEASER = re.compile(
    r"^[^。]{10,160}\d[^。]{0,20}(?:……|\.\.\.|。)(?:昨日|近日|日前|今[日天]|\d+日)?,?记者[^。]{0,24}(?:获悉|了解到)"
)


def _is_same(target: Target, other: Target) -> bool:
    return (
        other.type is target.type
        and other.value == target.value
        and other.unit == target.unit
        and other.comparator is target.comparator
    )


def _in_another_paragraph(target: Target, other: Target, folded: str) -> bool:
    return folded.find("\n", target.span.end, other.span.start) >= 0


def _reach(target: Target) -> int:
    return _SAME_WORDS_OF_RATE if target.unit == "%" else _SAME_WORDS


def _words_before(target: Target, folded: str) -> str:
    """Give the last characters of the paragraph before a number, without its marks."""
    start = target.span.start
    line = folded.rfind("\n", max(0, start - _FAR), start) + 1
    return _MARKS.sub("", folded[max(line, start - _FAR) : start])[-_reach(target) :]
