"""At which step a promised thing is: applied for, granted, turned to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Basis
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.own_words import Thing

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
# 新开工5亿元以上工业项目, 工业项目竣工30个: how far a project is, or what is done for people.
_STEPS = {
    "started": "开工",
    "finished": "竣工",
    "signed": "签约",
    "planned": "储备",
    "trained": "培训",
    "continued": "续建",
}
_STEP = r"""(?:
    (?P<started>开工) | (?P<finished>竣工|完工|投产|投用|投运) | (?P<signed>签约)
  | (?P<planned>(?:谋划|储备|入库|包装)(?!实施)) | (?P<trained>培训|轮训)
  | (?P<continued>续建(?<!新续建)(?<!新建续建)(?<!新建、续建)(?!、))
)"""
_STEP_BEFORE = re.compile(
    rf"{_STEP}(?:建设|实施|达产|达效|入库|一批|各类)*(?:的|总?投资|超过?|过|[\d.]+|[十百千万亿]+元?|以上|[国省市县区]级?|重点|重大|年度)*$",
    re.VERBOSE,
)
_STEP_BEHIND = re.compile(rf"(?:年内|全部|新|已|集中)*{_STEP}(?:建设|达产|达效|率)?", re.VERBOSE)
_STEP_LISTED = re.compile(_STEP, re.VERBOSE)
_PROJECT = ("项目", "工程")
# 绿化村屯60个、公路80公里, 撤并中小学12所: what is done to them has them come to be in no other way.
_TREATED = re.compile(r"(?:全市|全年|年内|力争|计划|完成|推进|再)*(?P<act>绿化|撤并|撤销)(?:调整|美化|提升)*")
_PERSONS = ("persons",)


def at_its_step(thing: Thing | None, context: Context, place: Place) -> Thing | None:
    """Take a thing at the step that the number tells: what is added of patents are granted ones, 认定 is no 申报.

    Args:
        thing: the thing that its words name.
        context: the clause.
        place: the number in its place.
    """
    if thing is None or place.target.basis is not Basis.INCREMENT:
        return thing
    objects, flat = context.glossary.objects, context.passage.flat
    if step := _step_of(thing, context, place):
        entry = objects.get(thing.word + step)
        return Thing(entry.label.zh if entry else thing.word + step, entry, thing.start, thing.end)
    if (treated := _treated(thing, context, place)) is not None:
        entry = objects.get(treated)
        return Thing(entry.label.zh if entry else treated, entry, thing.start, thing.end)
    if thing.entry is None:
        return thing
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


def _treated(thing: Thing, context: Context, place: Place) -> str | None:
    """Name a thing with what is done to it, told before it or before the list that it stands in."""
    flat = context.passage.flat
    if not place.segment[0] <= thing.start < place.start:
        return None
    treated = _TREATED.match(flat, place.segment[0], thing.start)
    if treated is None or treated["act"] in thing.word:
        return None
    # 绿化公路80公里、新建公园6个: another act follows.
    other = lexicon.VERB.search(flat, treated.end(), thing.start)
    return None if other else treated["act"] + thing.word


def _step_of(thing: Thing, context: Context, place: Place) -> str | None:
    """Read how far projects are (开工, 竣工), or that people are only trained; None where nothing tells it."""
    is_project = thing.word.endswith(_PROJECT)
    is_person = thing.entry is not None and thing.entry.units[:1] == _PERSONS
    if not (is_project or is_person):
        return None
    flat = context.passage.flat
    first = max(place.segment[0], place.left if thing.start >= place.left else place.segment[0])
    listed = list(_STEP_LISTED.finditer(flat, first, thing.start))
    if place.listed > 1 and len(listed) == place.listed:
        # 新签约、新开工、新竣工工业项目分别: each number has its own.
        return _STEPS[listed[place.ordinal].lastgroup or ""] if is_project else None
    step = _STEP_BEFORE.search(flat, first, thing.start) or _STEP_BEHIND.match(flat, thing.end, place.start)
    if step is None or (step.lastgroup == "trained") is is_project:
        return None
    word = _STEPS[step.lastgroup or ""]
    return None if word in thing.word else word
