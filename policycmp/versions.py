"""Which plans of a run are one plan twice: the same text again, or an older version of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from policycmp.models import Issue, Severity
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.models import Analysis, Document, Metadata

_SENTENCE_END = re.compile(r"[。;!?]")
_NO_WORD = re.compile(r"[\W_]+")
_KEYS = 4
# How much of the cleaner and of the longer text the common run must be: what is left is chrome, not a chapter.
_OF_SHORTER = 0.85
_OF_LONGER = 0.75
# A passage on both sides of a difference: then the difference lies within the plan, not round it.
_PASSAGE = 8
_OF_VERSION = 0.5
_EDITION = re.compile(r"\((?:[^()]*(?:稿|草案|试行|暂行|修订|修正|修改|版|废止|失效)[^()]*)\)")
_FRAME = re.compile(r"^.{0,30}?关于|^(?:印发|发布|公布|下发)|的?(?:通知|公告)$|[《》“”\"\s,、:-]")
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class _Wording:
    """The sentences of a plan without masks, blanks and punctuation; `keys` are its longest ones."""

    analysis: Analysis
    sentences: tuple[str, ...]
    keys: frozenset[str]

    @classmethod
    def of(cls, analysis: Analysis) -> _Wording:
        folded = re.sub(r"\s+", "", fold(_visible(analysis.document)))
        bare = (_NO_WORD.sub("", sentence) for sentence in _SENTENCE_END.split(folded))
        sentences = tuple(sentence for sentence in bare if sentence)
        longest = sorted(set(sentences), key=lambda sentence: (-len(sentence), sentence))[:_KEYS]
        return cls(analysis, sentences, frozenset(longest))

    @property
    def metadata(self) -> Metadata:
        return self.analysis.metadata


def find_copies(analyses: Iterable[Analysis]) -> dict[str, str]:
    """Find texts that are there already, also with other chrome round them.

    Args:
        analyses: the plans of a run.

    Returns:
        The id of each copy with the id of the plan that it copies, the first in the order of ids.
    """
    kept: dict[str, list[_Wording]] = {}
    copies = {}
    for wording in sorted(map(_Wording.of, analyses), key=lambda wording: wording.analysis.doc):
        near = {other.analysis.doc: other for key in wording.keys for other in kept.get(key, ())}
        first = next((doc for doc in sorted(near) if _same(near[doc], wording)), None)
        if first is not None:
            copies[wording.analysis.doc] = first
            continue
        for key in wording.keys:
            kept.setdefault(key, []).append(wording)
    return copies


def find_versions(analyses: Iterable[Analysis]) -> list[Issue]:
    """Find plans of one region that are versions of one plan: nearly the same title, or most of the text.

    Args:
        analyses: the plans of a run, without copies.

    Returns:
        A note on each older one; on the first where it does not show which is older.
    """
    pairs: dict[tuple[str, str], tuple[_Wording, _Wording]] = {}
    for group in _groups(sorted(map(_Wording.of, analyses), key=lambda wording: wording.analysis.doc)):
        for first, second in combinations(group, 2):
            pairs.setdefault((first.analysis.doc, second.analysis.doc), (first, second))
    found = [pair for _, pair in sorted(pairs.items()) if _are_versions(*pair)]
    return [_note(*pair) for pair in found]


def _visible(document: Document) -> str:
    pieces, end = [], 0
    for mask in document.masks:
        pieces.append(document.text[end : mask.span.start])
        end = mask.span.end
    return "".join([*pieces, document.text[end:]])


def _same(first: _Wording, second: _Wording) -> bool:
    """Tell whether two texts are one but for what stands round it, and nothing else says that they differ."""
    if first.sentences == second.sentences:
        return True
    if _differ(first.metadata, second.metadata):
        return False
    run, left, right = _common_run(first.sentences, second.sentences)
    lengths = sorted(sum(map(len, each.sentences)) for each in (first, second))
    long_enough = run >= _OF_SHORTER * lengths[0] and run >= _OF_LONGER * lengths[1]
    return long_enough and not _share_passage(*left) and not _share_passage(*right)


def _differ(first: Metadata, second: Metadata) -> bool:
    """Tell whether the plans themselves say that they are two: a draft, another number, another date."""
    stated = (
        (first.doc_number, second.doc_number),
        (first.issued, second.issued),
        (first.period, second.period),
    )
    return first.draft != second.draft or any(one and other and one != other for one, other in stated)


def _common_run(first: Sequence[str], second: Sequence[str]) -> tuple[int, tuple[str, str], tuple[str, str]]:
    """Grow the longest common sentence both ways.

    Returns:
        The length of the run, and what stands before it and behind it in the two texts.
    """
    places = {sentence: index for index, sentence in reversed(list(enumerate(second)))}
    common = [(len(sentence), -index) for index, sentence in enumerate(first) if sentence in places]
    if not common:
        return 0, ("", ""), ("", "")
    at = -max(common)[1]
    there = places[first[at]]
    before = "".join(first[:at]), "".join(second[:there])
    behind = "".join(first[at:]), "".join(second[there:])
    backward = _common_start(before[0][::-1], before[1][::-1])
    forward = _common_start(*behind)
    left = tuple(text[: len(text) - backward] for text in before)
    right = tuple(text[forward:] for text in behind)
    return backward + forward, (left[0], left[1]), (right[0], right[1])


def _common_start(first: str, second: str) -> int:
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if first[low:middle] == second[low:middle] else (low, middle - 1)
    return low


def _share_passage(first: str, second: str) -> bool:
    passages = {first[start : start + _PASSAGE] for start in range(len(first) - _PASSAGE + 1)}
    return any(second[start : start + _PASSAGE] in passages for start in range(len(second) - _PASSAGE + 1))


def _groups(wordings: Sequence[_Wording]) -> Iterator[list[_Wording]]:
    """Gather what may be versions of each other: plans of one region with one title, or with a long sentence."""
    groups: dict[tuple[str, str], list[_Wording]] = {}
    for wording in wordings:
        region = wording.metadata.region
        if region.name is None:
            continue
        title = _plain_title(wording.metadata)
        for key in sorted({*wording.keys, *([f"《{title}》"] if title else [])}):
            groups.setdefault((region.code or region.name, key), []).append(wording)
    yield from (group for group in groups.values() if len(group) > 1)


def _plain_title(metadata: Metadata) -> str | None:
    """The title without the region, the frame of a notice, and what tells the edition."""
    title = _EDITION.sub("", fold(metadata.title or ""))
    for name in (metadata.region.name, metadata.region.short_name):
        title = title.replace(name, "") if name else title
    plain = _FRAME.sub("", _FRAME.sub("", title))
    return plain if len(plain) >= _SHORTEST_TITLE else None


def _are_versions(first: _Wording, second: _Wording) -> bool:
    if first.metadata.period and second.metadata.period and first.metadata.period != second.metadata.period:
        return False
    title = _plain_title(first.metadata)
    if title is not None and title == _plain_title(second.metadata):
        return True
    texts = [set(each.sentences) for each in (first, second)]
    shared = sum(map(len, texts[0] & texts[1]))
    return shared >= _OF_VERSION * min(sum(map(len, text)) for text in texts)


def _note(first: _Wording, second: _Wording) -> Issue:
    ages = [_age(each.metadata) for each in (first, second)]
    older, newer = (second, first) if ages[1] < ages[0] else (first, second)
    known = ages[0] != ages[1] and all(
        date or draft for draft, date in ((not age[0], age[1]) for age in ages)
    )
    word = "an older version" if known else "another version"
    path = older.analysis.document.path
    message = f"{path}: looks like {word}{_marks(older.metadata)} of `{newer.analysis.doc}`"
    message += f" ({newer.analysis.document.path}{_marks(newer.metadata)}); both stay"
    return Issue(Severity.NOTE, "read", message, older.analysis.doc)


def _age(metadata: Metadata) -> tuple[bool, str]:
    """Order versions: drafts before what was issued, then by date."""
    return not metadata.draft, metadata.issued or metadata.published or ""


def _marks(metadata: Metadata) -> str:
    marks = ("draft" if metadata.draft else None, metadata.doc_number, metadata.issued or metadata.published)
    return "".join(f", {mark}" for mark in marks if mark)
