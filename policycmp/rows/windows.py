"""The window of an addition: over how many years it is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.models import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Analysis, Clause, Target

_YEAR = re.compile(
    r"(?=[到至截\s2])(?P<by>到|至|截至|截止)?\s?(?:(?P<first>20\d\d)\s?年?\s?[-~—–至到]{1,2}\s?)?"
    r"(?P<year>20\d\d)\s?年(?P<end>底前|底|末|前|之前|以前)?"
)
_YEARS_AHEAD = re.compile(
    r"(?:通过|经过|用|力争|未来|今后)?\s?[1-9一二两三四五六七八十]\s?(?:至|-)?[1-9一二两三四五六七八十]?\s?年(?:左右)?(?:之?内|时间|努力|左右)"
)
_CHANGES = (Basis.INCREMENT, Basis.GROWTH)
# What a change is measured against: 比2019年增长, 较上年提高; a few words may stand between it and the number.
_BASE_YEAR = re.compile(
    r"(?:比|较|与|同|在(?=(?:20\d\d|上|去)年[底末]?的?基础上))(?:(?P<year>20\d\d)年|(?P<last>上年|去年|上一年))(?:底|末)?(?:度|同期)?"
    r"(?:的?基础上|水平|相比)?[^。;\d]{0,16}$"
)
_LONGEST_BASE = 40
# How far before a number its time may stand; no clause of a plan is longer.
_FARTHEST = 5000


class Windows:
    """Finds windows in one plan, whose clauses it looks up by id."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._folded = fold(analysis.document.text) if analysis.targets else ""
        self._clauses = {clause.id: clause for clause in analysis.clauses}
        self._issued = analysis.metadata.year

    def find_window(self, target: Target) -> int | None:
        """Count the years over which an addition is made or a growth is reached.

        Each year, and one named year (`2020年新增`), are one; `到2022年` runs from the plan's year of issue;
        `2018-2020年` says it itself.

        Returns:
            The number of years, at least 1; None where the deadline or the year of issue is unknown.
        """
        if target.per_year:
            return 1
        if target.deadline is None:
            return None
        if target.basis in _CHANGES and (base := self.find_base_year(target)) is not None:
            return target.deadline - base
        year = str(target.deadline)
        for text in self._places(target):
            if year not in text:
                continue
            if phrases := [match for match in _YEAR.finditer(text) if match["year"] == year]:
                return self._window(phrases[-1], target.deadline)
        return self._from_issue(target.deadline)

    def find_base_year(self, target: Target) -> int | None:
        """Find the year that the plan sets the number against (比2019年增长), before its deadline.

        Returns:
            The year; that before the deadline for 上年; None where none is stated.
        """
        clause = self._clauses.get(target.clause)
        if clause is None or target.deadline is None:
            return None
        before = self._before(target, clause, _LONGEST_BASE)
        match = _BASE_YEAR.search(before) if "年" in before else None
        if match is None:
            return None
        year = int(match["year"]) if match["year"] else target.deadline - 1
        return year if year < target.deadline else None

    def _places(self, target: Target) -> Iterator[str]:
        """Yield where the time may be stated, folded, nearest first: before the number, the headings, the title."""
        clause = self._clauses.get(target.clause)
        if clause:
            yield self._before(target, clause)
            before = self._analysis.document.text[self._reach(target, clause)]
            if "年" not in before or not _YEARS_AHEAD.search(before):
                yield from map(fold, reversed((*clause.path, clause.heading)))
                yield fold(self._analysis.metadata.title or "")

    def _before(self, target: Target, clause: Clause, farthest: int = _FARTHEST) -> str:
        return self._folded[self._reach(target, clause, farthest)]

    @staticmethod
    def _reach(target: Target, clause: Clause, farthest: int = _FARTHEST) -> slice:
        return slice(max(clause.span.start, target.span.start - farthest), target.span.start)

    def _window(self, phrase: re.Match[str], deadline: int) -> int | None:
        if phrase["first"]:
            return max(1, deadline - int(phrase["first"]) + 1)
        return self._from_issue(deadline) if phrase["by"] or phrase["end"] else 1

    def _from_issue(self, deadline: int) -> int | None:
        return None if self._issued is None else max(1, deadline - self._issued)
