"""The language of standard error: messages are written in English, and told in Chinese where that was asked for."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CATALOG = Path(__file__).resolve().parent.parent / "data" / "messages.zh.tsv"
_HOLE = re.compile(r"\{(\d*)\}")
# What joins the parts of a message: a place and what is wrong there, what is wrong and how to mend it.
_JOINTS = (": ", "; ")
_DEEPEST = 6
_SEVERITIES = {"error": "错误：", "warning": "警告：", "note": "提示："}


def told_in_chinese(line: str) -> str:
    """Say a line of standard error in Chinese: how grave it is, then what it says."""
    severity, _, message = line.partition(": ")
    return f"{_SEVERITIES[severity]}{in_chinese(message)}" if severity in _SEVERITIES else in_chinese(line)


def in_chinese(text: str, depth: int = 0) -> str:
    """Say a message in Chinese, part by part where it is composed; what the catalog does not have stays as it is."""
    if depth > _DEEPEST or not re.search("[A-Za-z]{2}", text):
        return text
    for pattern, chinese in _catalog():
        if found := pattern.fullmatch(text):
            parts = [in_chinese(part, depth + 1) for part in found.groups()]
            return _filled(chinese, parts)
    return next(_by_parts(text, depth), text)


def _by_parts(text: str, depth: int) -> Iterator[str]:
    """Say the part behind a joint in Chinese, and that before it too."""
    for joint in _JOINTS:
        for match in re.finditer(re.escape(joint), text):
            head, tail = text[: match.start()], text[match.end() :]
            said = in_chinese(tail, depth + 1)
            if said != tail:
                yield f"{in_chinese(head, depth + 1)}{joint}{said}"


def _filled(chinese: str, parts: Sequence[str]) -> str:
    order = count()
    return _HOLE.sub(lambda hole: parts[int(hole[1]) if hole[1] else next(order)], chinese)


@cache
def _catalog() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Load the messages: those that say most in words of their own come first, so that none hides a closer one."""
    lines = _CATALOG.read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    ordered = sorted(entries, key=lambda entry: -len(_HOLE.sub("", entry[0])))
    return tuple((_pattern(english), chinese) for english, chinese in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, _HOLE.split(english)[::2])), re.DOTALL)
