"""Shares of a profession that has a degree: 小学教师本科以上学历比例 is told of teachers, and counts no students."""

from __future__ import annotations

from dataclasses import replace

from policycmp.language import patterns as re
from policycmp.naming.own_words import Thing
from policycmp.naming.person_classes import find_classes
from policycmp.naming.readings import Reading

_WHO = r"[^,;。:、\d的]{0,8}?(?:教师|医生|医师|护士|教练员|科技人员|从业人员|劳动者|劳动力|干部)"
_DEGREE = r"(?:(?:全日制)?(?:大专|专科|本科|学士|研究生|硕士|博士)(?:研究生)?(?:\([^()]*\)|及|或|以上)*)"
_TITLE = r"(?:学历|学位)(?:\([^()]*\)|学位|层次)*"
_SHARE = r"的?(?:教师|人员|者|人数)?(?:所?占)?(?:比例|占比|比重|比|率)"
_QUALIFIED = re.compile(
    rf"""
      # 具有本科以上学历的乡村医生占比
      (?P<first>{_DEGREE}){_TITLE}的?(?P<whose>{_WHO})(?:所?占)?(?:比例|占比|比重)
      # 小学教师中本科以上学历比例; 其中研究生学历占比, of those told before
    | (?P<who>{_WHO})?(?:队伍)?(?:中|里)?,?(?:具有|取得|拥有|达到)?(?P<degree>{_DEGREE}){_TITLE}{_SHARE}
    """,
    re.VERBOSE,
)
# 普通高中专任教师 are 高中教师.
_PLAIN = re.compile(r"普通|专任|任课|在编|在岗|在职|全[省市县区]|其中|力争|^[\s.)]+")
_HELD = "学历"


def read_qualified(flat: str, start: int, end: int, told: Thing | None) -> Reading | None:
    """Read the share of those of a profession who have a degree: their degree, of all of them.

    Args:
        flat: the text.
        start: where the number's own words begin.
        end: where they end.
        told: what the number before counts, for a part that leaves the profession out.

    Returns:
        The parts, or None where the words tell no such share.
    """
    match = _QUALIFIED.search(flat, start, end) if flat.find(_HELD[0], start, end) >= 0 else None
    if match is None:
        return None
    who = _PLAIN.sub("", match["who"] or match["whose"] or "")
    if not who and told is not None and told.word.endswith(_HELD):
        who = told.word.removesuffix(_HELD)
    if not who:
        return None
    group = "degree" if match["degree"] else "first"
    degrees = find_classes(match[group] + _HELD)
    grade = degrees[-1] if degrees else None
    if grade is not None:
        begin = match.start(group) + grade.start
        grade = replace(grade, start=begin, end=min(match.start(group) + grade.end, match.end()))
    return Reading(Thing(who + _HELD, None, *match.span()), grade, of=who)
