"""Words that bound a number: before it (不低于), or behind it (以上).

A new one is added here and nowhere else: patterns that ask for a bound in the words around a number are built of these.
"""

from __future__ import annotations

from functools import lru_cache

from policycmp.language import patterns as re
from policycmp.models import Comparator


def _not(*verbs: str) -> tuple[str, ...]:
    """Write what is forbidden: 不得低于, 不应少于."""
    return tuple(f"不{modal}{verb}" for modal in "得能应可宜" for verb in verbs)


_NOT_BELOW = _not("低于", "少于", "小于", "短于")
_NOT_ABOVE = _not("超过", "高于", "多于", "大于", "长于", "突破")
LEADING_BOUNDS = {
    Comparator.GE: ("不低于", "不少于", "不小于", "不短于", "至少", "最少", "≥", *_NOT_BELOW),
    Comparator.GT: ("超过", "突破", "高于", "大于", "多于", "超出", "超", "逾", "过"),
    Comparator.LE: (
        *("不超过", "不高于", "不多于", "不大于", "不长于", "不得超", "不超", "不突破", "至多", "最多", "≤"),
        *_NOT_ABOVE,
    ),
    Comparator.LT: ("低于", "少于", "小于"),
    Comparator.APPROX: ("大约", "将近", "接近", "约", "近"),
}
TRAILING_BOUNDS = {
    Comparator.GE: ("及以上", "或以上", "以上"),
    Comparator.LE: ("及以下", "以下", "以内", "之内"),
    Comparator.APPROX: ("左右", "上下"),
    Comparator.GT: ("余", "多"),
}
COMPARATORS = {
    word: comparator
    for bounds in (LEADING_BOUNDS, TRAILING_BOUNDS)
    for comparator, words in bounds.items()
    for word in words
}


def bound_pattern(bounds: dict[Comparator, tuple[str, ...]], shortest: int = 1) -> str:
    """Match a bound, the longest first.

    Args:
        bounds: the words of each comparator.
        shortest: the characters of a word at least; words of one (过, 近, 多) bound only what they touch.

    Returns:
        Alternatives for folded text, without brackets around them.
    """
    words = (word for words in bounds.values() for word in words if len(word) >= shortest)
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# Alternatives for patterns, without brackets around them: 不低于|至少|…, 不超过|至多|….
AT_LEAST = bound_pattern({Comparator.GE: LEADING_BOUNDS[Comparator.GE]})
AT_MOST = bound_pattern({Comparator.LE: LEADING_BOUNDS[Comparator.LE]})
# Bounds only a number that it stands right before: 最低50%, but 最低工资 is a noun.
FLOOR = "最低"
_LEADING = re.compile(
    "|".join(f"(?P<{bound}>{bound_pattern({bound: words})})" for bound, words in LEADING_BOUNDS.items())
)


def leading_bound(text: str) -> Comparator | None:
    """Tell the bound that a text begins with, if any."""
    match = _LEADING.match(text)
    return Comparator(match.lastgroup) if match and match.lastgroup else None


@lru_cache(maxsize=256)
def touching_bound(word: str) -> Comparator:
    """Tell what a word that touches a number says, with the blanks round it; 上 bounds too (上百家)."""
    return Comparator.GE if word == "上" else COMPARATORS[word.strip()]


def outer_bound(text: str) -> Comparator:
    """Tell the bound from the words at either end of an expression."""
    return next(
        (bound for word, bound in COMPARATORS.items() if text.endswith(word) or text.startswith(word)),
        Comparator.EQ,
    )
