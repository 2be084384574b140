"""Whom a number binds, with what was said before it and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import TargetType
from policycmp.targets.duties import is_of_the_best, limit_scope, rule_scope, whom_it_binds
from policycmp.targets.entered_places import place_entered
from policycmp.targets.scoping import SELF, find_scope

if TYPE_CHECKING:
    from policycmp.models import Comparator, Target
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.clause_setting import ClauseSetting


def whom_binds(
    candidate: Candidate, place: ClauseSetting, kind: tuple[TargetType, Comparator], previous: Target | None
) -> str:
    """Find whom a number binds: for a rule the body that must keep it, else the part of the jurisdiction.

    Args:
        candidate: the quantity in its place.
        place: its clause, and what that is to be read in.
        kind: what kind of commitment it is, and its bound.
        previous: the commitment before it in the same sentence.

    Returns:
        The part or body as the text names it, or `self`.
    """
    text, setting, (type_, comparator) = place.text, place.setting, kind
    if type_ is TargetType.RULE:
        limited = limit_scope(candidate, text, comparator)
        if is_of_the_best(candidate):
            return SELF
        if limited is not None:
            return place_entered(candidate, text, type_) or limited or SELF
    if type_ is TargetType.RULE and (body := rule_scope(candidate, text, is_law=setting.is_law)):
        return body
    scope = find_scope(
        candidate, text, place.clause.heading, type_, _inherited_scope(candidate, text, type_, previous)
    )
    if type_ is TargetType.RULE and scope == SELF:
        return whom_it_binds(candidate, text, setting.heading, setting.title) or SELF
    return SELF if scope != SELF and _speaks_for(setting.speaker, scope) else scope


def _inherited_scope(
    candidate: Candidate, text: ClauseText, type_: TargetType, previous: Target | None
) -> str | None:
    """Give the scope of the commitment before.

    到2025年,每个乡镇1座,床位达到900张: that of each of a kind goes no further, unless it opens what is said.
    """
    before = candidate.previous
    if previous is None or before is None or before.segment == candidate.segment:
        return previous.scope if previous else None
    # 加快建设青石中心(新上项目PUE不高于1.2),…;…: whom a rule binds is not who reaches a goal told beside it.
    if previous.type is TargetType.RULE and type_ is TargetType.TARGET and _is_apart(before, candidate, text):
        return None
    if previous.type is TargetType.RULE and before.statement != candidate.statement:
        told = text.flat[candidate.sentence.start : before.span.start]
        # Who is only spoken of (投早投小比例不低于30%;…) is not the subject of what follows, nor is each of a kind.
        subject = told.find(previous.scope) in _OPENS_WITH and not FOR_EACH.match(previous.scope)
        return previous.scope if subject else None
    if "其中" in candidate.before or FOR_EACH.search(before.before) is None:
        return previous.scope
    return previous.scope if FOR_EACH.match(text.flat, candidate.statement.start) else None


def _is_apart(before: Candidate, candidate: Candidate, text: ClauseText) -> bool:
    if before.statement != candidate.statement:
        return True
    return text.quotes_around(before.span) != text.quotes_around(candidate.span)


_OPENS_WITH = range(12)
FOR_EACH = re.compile(r"每[个家所条座村镇乡区县]|(?<![\u4e00-\u9fff])各(?![类项种界级自占有个]|方面)")


def _speaks_for(speaker: str, scope: str) -> bool:
    """Tell whether a part is the place whose text it is; a headline may leave out 区 and 县 (渝北购车补贴).

    福州市 is not 福州市马尾区, which speaks.
    """
    if scope in speaker:
        return _SPEAKS_WITHIN.match(speaker, speaker.index(scope) + len(scope)) is None
    short = scope[:-1]
    if len(scope) <= _SHORTEST_NAME or not scope.endswith(("区", "县", "市")) or short not in speaker:
        return False
    behind = speaker.index(short) + len(short)
    # 广安区 is not 广安市, and 福州市 not 福州高新区.
    return speaker[behind : behind + 1] not in {*"省市区县州盟"} and not _SPEAKS_WITHIN.match(speaker, behind)


_SPEAKS_WITHIN = re.compile(
    r"(?:(?!促进|支持|推动|加快|鼓励|关于|推进|建设|深化|人民|政府)[\u4e00-\u9fff]){0,8}?"
    r"(?:高新区|经开区|开发区|新区|园区|(?<=[\u4e00-\u9fff])[区县])(?!域|级|县|市)"
)
_SHORTEST_NAME = 2
