"""How plans are worded: their sentences, as text and as hashes, and the longest run that two of them share."""

from __future__ import annotations

from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Document

    Hashed = Sequence[tuple[int, int]]

# Nearly all that is no letter, and the rest of it: to replace a known character is faster than to look at each.
_MARKS = " \n\t,、:()《》“”-_.%"
_UNUSUAL = re.compile("[^一-龥0-9A-Za-z。]")
_KEYS = 4
# A passage on both sides of a difference: then the difference lies within the plan, not round it.
_PASSAGE = 8
# The rest of a number and what it counts; of a date, which a page may print behind a plan, it is another thing.
_REST_OF_NUMBER = re.compile(r"\d*[^\W\d年月日时分秒]")
# How many sentences on, two texts that are cut at other stops must be cut at one place again.
_CUT_ALIKE = 4


def fingerprint_of(document: Document) -> Fingerprint:
    """Hash the sentences of a plan, so that plans can be held against each other without their texts.

    Args:
        document: the plan as read; its masks are no part of the fingerprint.

    Returns:
        The fingerprint; the same for the same words, on every machine.
    """
    sentences = sentences_of(document)
    hashes = {sentence: _hash(sentence) for sentence in sentences}
    longest = sorted(sorted(hashes), key=len, reverse=True)[:_KEYS]
    keys = sorted(hashes[sentence] for sentence in longest)
    return Fingerprint(tuple(map(hashes.__getitem__, sentences)), tuple(map(len, sentences)), tuple(keys))


def sentences_of(document: Document) -> list[str]:
    """Cut the visible text at its stops; only letters and digits stay."""
    text = fold(_visible(document))
    for stop in ";!?":
        text = text.replace(stop, "。")
    for mark in _MARKS:
        text = text.replace(mark, "")
    for character in set(_UNUSUAL.findall(text)):
        text = text if character.isalnum() else text.replace(character, "")
    return [sentence for sentence in text.split("。") if sentence]


def _hash(sentence: str) -> int:
    digest = blake2b(sentence.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _visible(document: Document) -> str:
    pieces, end = [], 0
    for mask in document.masks:
        pieces.append(document.text[end : mask.span.start])
        end = mask.span.end
    return "".join([*pieces, document.text[end:]])


def find_common_run(
    first: Sequence[str], second: Sequence[str]
) -> tuple[int, tuple[str, str], tuple[str, str]]:
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


def share_passage(first: str, second: str) -> bool:
    """Tell whether two texts have a passage in common."""
    passages = {first[start : start + _PASSAGE] for start in range(len(first) - _PASSAGE + 1)}
    return any(second[start : start + _PASSAGE] in passages for start in range(len(second) - _PASSAGE + 1))


def split_number(first: str, second: str) -> bool:
    """Tell whether two texts go on from within a number of something: then the plans set two numbers."""
    starts = [_REST_OF_NUMBER.match(text) for text in (first, second)]
    return all(starts) and any(text[:1].isdigit() for text in (first, second))


def bound_run(first: Fingerprint, second: Fingerprint) -> int:
    """Tell how long the common run of two plans can be at most, without their texts; 0 where they are two for sure."""
    sides = [
        tuple(zip(fingerprint.sentences, fingerprint.lengths, strict=True)) for fingerprint in (first, second)
    ]
    shared = set(second.sentences)
    common = [(length, -index) for index, (sentence, length) in enumerate(sides[0]) if sentence in shared]
    if not common:
        return 0
    length, start = max(common)
    at, there = -start, sides[1].index(sides[0][-start])
    before = sides[0][:at][::-1], sides[1][:there][::-1]
    behind = sides[0][at + 1 :], sides[1][there + 1 :]
    if _are_parted(*before) or _are_parted(*behind):
        return 0
    return _bound_start(*before) + length + _bound_start(*behind)


def _are_parted(first: Hashed, second: Hashed) -> bool:
    """Tell whether a passage stands on both sides of a difference.

    Sentences at one place that differ do so within where they are of one length, or where the next ones are the same
    again: what stands behind them is no part of the run.
    """
    pairs = enumerate(zip(first, second, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), None)
    if at is None:
        return False
    if first[at][1] != second[at][1] and first[at + 1 : at + 2] != second[at + 1 : at + 2]:
        return False
    passages = {sentence for sentence in first[at + 1 :] if sentence[1] >= _PASSAGE}
    return not passages.isdisjoint(second[at + 1 :])


def _bound_start(first: Hashed, second: Hashed) -> int:
    """Bound the start that two texts share; where they are cut at other stops, they may be the same all the same."""
    run = at = there = 0
    while at < len(first) and there < len(second):
        if first[at] == second[there]:
            run += first[at][1]
            at, there = at + 1, there + 1
            continue
        ends, others = (
            list(accumulate(length for _, length in rest))
            for rest in (first[at : at + _CUT_ALIKE], second[there : there + _CUT_ALIKE])
        )
        alike = next((end for end in ends if end in others), None)
        if alike is None or alike == ends[0] == others[0]:
            return run + min(ends[-1], others[-1])
        run += alike
        at, there = at + ends.index(alike) + 1, there + others.index(alike) + 1
    return run
