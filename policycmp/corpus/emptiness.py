"""What to tell of a plan in which nothing was found: the likely cause, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Analysis

_HAN = re.compile(r"[㐀-鿿]")
_LETTER = re.compile(r"[^\W\d_]")
_ROW = re.compile(r"^.*\|.*\|.*$", re.MULTILINE)
_LEAST_CHINESE = 0.2
_MOSTLY = 0.5
_FEWEST_CHARACTERS = 40


def emptiness(analysis: Analysis, *, counted: bool = True) -> Iterator[Issue]:
    """Tell why a plan gave nothing.

    Args:
        analysis: of one plan.
        counted: whether its numbers were read; else only its text and its clauses tell.

    Yields:
        At most one warning: that the text is not Chinese, is hardly there, is only a table, holds no clause, or
        promises no number.
    """
    if analysis.targets:
        return
    text, doc = analysis.document.text, analysis.doc
    letters = _LETTER.findall(text)
    chinese = len(_HAN.findall(text))
    tabled = sum(len(row) for row in _ROW.findall(text))
    if letters and chinese < _LEAST_CHINESE * len(letters):
        message = "nothing is found: the text is not in Chinese, the only language that is read"
    elif not counted and analysis.clauses:
        return
    elif chinese < _FEWEST_CHARACTERS:
        message = f"nothing is found: it holds {chinese} Chinese characters; is it the whole text?"
    elif tabled > _MOSTLY * len(text.strip()):
        message = (
            "no commitment is found: it is only a table; its columns need years, its rows names and units"
        )
    elif not analysis.clauses:
        message = (
            "no clause is found; `policycmp outline FILE --dropped` shows what was taken for page furniture"
        )
    else:
        clauses = len(analysis.clauses)
        message = f"no commitment is found in its {clauses} clauses; `policycmp targets FILE --rejected` lists numbers"
    yield Issue(Severity.WARNING, "find", message, doc)
