"""What a grant is for where its words name a voucher, a class of projects, or a machine by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.grant_grades import since
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.item_heads import label_of
from policycmp.naming.own_words import Thing
from policycmp.naming.readings import Reading

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

# 凭创新券抵扣合同额的一半: whatever is bought with it.
_VOUCHER = re.compile(
    r"(?:凭|持|使用|用)(?:科技)?(?P<what>创新券|(?P<kind>[一-鿿]{2,8}?)?服务券)(?=[^,;。:]{0,10}(?:抵扣|支付|兑付|兑现|抵用|结算)|的?[,:](?:可?按)?[^,;。:]{0,10}合同)"
)
# (四)研发服务券。…: whatever the line says of it.
_VOUCHER_LINE = re.compile(
    r"\s*(?:\(?[一二三四五六七八九十\d]+[).、]+)?\s*(?P<what>[一-鿿]{0,14}(?:服务|创新|科技)券)[。:]"
)
_VOUCHERS = "创新券"
# 市级科技计划项目:重点项目30万元、一般项目10万元: classes of what the label or the heading names.
_CLASS_OF_PROJECTS = re.compile(
    r"(?:重点|重大|一般|普通|面上|青年|培育|定向|指导性?|自筹|杰出青年|创新群体|联合)(?:类|研究)?(?:项目|课题|基金)"
)
_PROJECTS = re.compile(
    r"(?:科技|科研|科学|研发|技术|基础研究|基金|软科学|攻关)[^,;。:]{0,8}(?:项目|计划|专项|基金|课题)$|基金$"
)
# 购置贴片机,按设备投资额的10%: a machine by its name.
_MACHINE = re.compile(
    r"(?:购置|购买|采购|购进|引进|新上|新增|更新|添置|配备|(?<=[企农]业)上|(?<=户)上)(?:[一1]?[条台套])?"
    rf"(?P<what>[^,;。:的、]{{2,14}}?(?:{lexicon.DEVICE}|线|系统|机器人))(?=的|,|;|$|项目)"
)
_DEVICE = re.compile(rf"{lexicon.DEVICE}$")
_EQUIPMENT, _ITS_COST, _LINE = "设备购置", "设备投资额", "生产线"

# …,优势企业奖励15万元: only the ending of a name.
_ENDING_TOLD = re.compile(
    r"[,;、](?P<kind>[一-鿿]{2,6}?(?:企业|园区|工厂|机构|平台|中心|基地|产品))(?:的)?(?:分别|各|每[家户个])?(?:给予|奖励|补助|奖|补)?$"
)


def voucher_of(context: Context, place: Place, leader: Place) -> Ground | None:
    """Take the voucher that is given for what is paid with it.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
    """
    flat = context.passage.flat
    told = _VOUCHER.search(flat, leader.statement[0], place.start)
    told = told or _VOUCHER_LINE.match(flat, flat.rfind("\n", 0, leader.start) + 1)
    entry = context.glossary.objects.get(_VOUCHERS) if told else None
    return Ground(Thing(entry.label.zh, entry, *told.span("what")), (0, 0)) if told and entry else None


def class_of_projects(context: Context, ground: Ground | None, leader: Place) -> Ground | None:
    """Find the projects of which a condition only names the class (重点项目, 面上项目).

    Args:
        context: the clause.
        ground: what the condition names, if anything.
        leader: the first amount of the list.
    """
    flat = context.passage.flat
    if ground is None or not _CLASS_OF_PROJECTS.fullmatch(flat, ground.thing.start, ground.thing.end):
        return None
    label = label_of(flat, leader.start)
    told = context.last_noun((leader.statement[0], ground.thing.start))
    named = (context.last_noun(label) if label else None, told, context.in_own_heading())
    for thing in named:
        if thing is not None and thing.word != ground.thing.word and _PROJECTS.search(thing.word):
            return Ground(thing, (0, 0))
    return None


def read_machine(context: Context, reading: Reading, place: Place, leader: Place) -> None:
    """Take a machine of its own name, of whose price a share is paid, for equipment that is bought.

    Args:
        context: the clause.
        reading: what is read of the grant; gets its thing and event.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
    """
    thing, entry = reading.thing, context.glossary.objects.get(_EQUIPMENT)
    if reading.of != _ITS_COST or entry is None or (thing and thing.entry is entry):
        return
    start = max(leader.statement[0], since(context, leader))
    machine = _MACHINE.search(context.passage.flat, start, place.start)
    if thing and thing.entry is None and _DEVICE.search(thing.word):
        # 购置…分拣设备: the device itself stands where its price is told.
        span = (thing.start, thing.end)
    elif machine and not (thing and thing.entry and reading.segment[1] and thing.word != _LINE):
        span = machine.span("what")
    else:
        return
    reading.thing = Thing(entry.label.zh, entry, *span)
    reading.event = context.glossary.event_words[entry.event or "procurement"]


def sibling_of(context: Context, known: Reading, start: int, end: int) -> Reading | None:
    """Find the kind of which only the ending is told behind its sibling (知识产权示范企业…,优势企业奖励15万元).

    Args:
        context: the clause.
        known: what the amount before is for.
        start: where the words behind that begin.
        end: where they end.
    """
    told = _ENDING_TOLD.search(context.passage.flat, start, end)
    if told is None or known.thing is None:
        return None
    for length in range(len(known.thing.word) - 1, 1, -1):
        entry = context.glossary.objects.get(known.thing.word[:length] + told["kind"])
        if entry is not None and entry is not known.thing.entry:
            thing = Thing(entry.label.zh, entry, *told.span("kind"))
            return Reading(
                thing, known.grade, known.event, places=[p for p in known.places if p[0] == "event"]
            )
    return None
