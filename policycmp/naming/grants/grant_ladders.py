"""The steps of a grant: thresholds that its condition lists, one for each amount (突破1亿元、5亿元的，分别给予…)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place

_MUCH = r"\d[\d.,]*[十百千万亿]*(?:元|美元|%|人次|平方米|平米|[人家件项个户亩吨台套单场年架级])?"
_STEP = rf"{_MUCH}(?:\([^()]{{1,3}}\))?(?:[-—~至到]+{_MUCH})?(?:\([^()]{{1,3}}\))?(?:及?以[上下]|以内)?"
_STEP_AT = re.compile(_STEP)
_ENUMERATED = re.compile(r"[、和及与或]+(?:达到?|超过?|突破|满)?")
_LADDER = re.compile(rf"{_STEP}(?:{_ENUMERATED.pattern}{_STEP})+")


def find_steps(flat: str, start: int, end: int, listed: int) -> list[tuple[int, int]]:
    """Find a list of as many thresholds as there are amounts.

    Args:
        flat: the plain text.
        start: where to look from.
        end: where to look to.
        listed: how many amounts there are.
    """
    if listed == 1:
        return []
    for ladder in _LADDER.finditer(flat, start, end):
        steps = []
        place = ladder.start()
        while place < ladder.end() and (step := _STEP_AT.match(flat, place, ladder.end())):
            steps.append(step.span())
            cut = _ENUMERATED.match(flat, step.end(), ladder.end())
            place = cut.end() if cut else ladder.end()
        if len(steps) == listed:
            return steps
    return []


def step_of(flat: str, place: Place, leader: Place, since: int) -> tuple[int, int] | None:
    """Find the threshold that one of several amounts is for.

    Args:
        flat: the plain text.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
        since: where the words begin that no amount before has used; the caps of rates share their steps.
    """
    first = leader.statement[0]
    steps = find_steps(flat, max(first, since), leader.start, place.listed) or find_steps(
        flat, first, leader.start, place.listed
    )
    return steps[place.ordinal] if steps else None
