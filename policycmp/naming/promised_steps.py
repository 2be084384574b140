"""At which step a promised thing is: applied for, granted, turned to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Basis
from policycmp.naming.noun_phrases import Thing

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_APPLIED = re.compile(r"(?:申报|申请)$")
_APPLIES = re.compile(r"(?:新|组织|推荐|拟|年内|集中)?[补上]?(?P<act>申报|报(?=高企)|(?<=[补上])报|申请)$")
_RECOGNISED = re.compile(r"认定|获批|授权|通过")
# 有效发明专利拥有量增加100件: those in force, however many are granted.
_IN_FORCE = re.compile(r"有效|[拥保]有量|存量")
_GRANTED = "授权"
# 转化专利200件: what is done with those that are granted.
_USED = re.compile(r"(?P<act>转化|转让|许可|质押|运用)(?:了|实施)?(?:各类|有效)?$")


def at_its_step(thing: Thing | None, context: Context, place: Place) -> Thing | None:
    """Take a thing at the step that the number tells: what is added of patents are granted ones, 认定 is no 申报.

    Args:
        thing: the thing that its words name.
        context: the clause.
        place: the number in its place.
    """
    if thing is None or thing.entry is None or place.target.basis is not Basis.INCREMENT:
        return thing
    objects, flat = context.glossary.objects, context.passage.flat
    if _IN_FORCE.search(flat, place.left, place.start):
        return thing
    applied = _APPLIED.search(thing.word)
    if applying := _APPLIES.search(flat, place.segment[0], thing.start):
        entry = objects.get(f"{thing.word}{applying['act']}") or objects.get(f"{thing.word}申请")
    elif used := _USED.search(flat, place.segment[0], thing.start):
        entry = objects.get(f"{thing.word}{used['act']}")
    elif applied and thing.end <= place.left and _RECOGNISED.search(flat, place.left, place.start):
        entry = objects.get(thing.word[: applied.start()])
    else:
        entry = objects.get(f"{thing.word}{_GRANTED}")
    return Thing(entry.label.zh, entry, thing.start, thing.end) if entry else thing
