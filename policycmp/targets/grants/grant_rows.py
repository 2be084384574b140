"""Rows of a list of grants whose cells bars part: 研发投入|年度200万元以上|按投入额的10%,上限80万元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting


def is_condition_of_row(candidate: Candidate, clause: ClauseText, setting: Setting) -> bool:
    """Tell what must be there or reached in a cell of such a row, before the cell that says what is given.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        setting: what the clause is read in.
    """
    end = clause.flat.find("\n", candidate.span.end)
    row = _GIVES_IN_LAST_CELL.match(clause.flat, candidate.span.end, len(clause.flat) if end < 0 else end)
    if row is None or _is_in_first_cell(clause.flat, candidate.span.start):
        return False
    return row["worded"] is not None or setting.prices_at(candidate.span.start)


_GIVES_IN_LAST_CELL = re.compile(
    rf"""[^|\n。;]{{0,40}}\|\s?(?:
      (?P<worded>(?:按|依次|分别|每[人家户个件台辆亩项场位名套次张座]|一次性|最高|奖|补|给予|(?:[^|,;。\d]{{1,10}}的)(?=\d[\d.]*%)
        |[^|。\n]{{0,30}}(?:上限|最高|封顶|{AT_MOST})\s?\d[\d.]*[万亿]*元)[^|\n]{{0,60}}?\d[\d.]*(?:%|[万亿]*元))
      | \d[\d.]*[千百万]*元)[^|\n]*\Z""",
    re.VERBOSE,
)
_LONGEST_CELL = 80


def _is_in_first_cell(flat: str, place: int) -> bool:
    line = flat.rfind("\n", max(0, place - _LONGEST_CELL), place) + 1
    return "|" not in flat[max(line, place - _LONGEST_CELL) : place]
