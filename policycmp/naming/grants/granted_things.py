"""What grants are for: an allowance, the thing of the condition with its grade and act, and the whole of a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import SHARES
from policycmp.models import Comparator, TargetType
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.asked_sizes import is_measured
from policycmp.naming.grants.acts_implied import read_act_of_whole
from policycmp.naming.grants.acts_told import acts_in
from policycmp.naming.grants.again_named import in_full, named_above_investment, referred
from policycmp.naming.grants.allowances import allowances_in, read_allowance
from policycmp.naming.grants.caps import EACH_OF, read_cap
from policycmp.naming.grants.grant_acts import TURNOVER, read_act_going_on, read_event
from policycmp.naming.grants.grant_costs import for_cost, is_added, is_for_growth, lent_behind, plain_cost
from policycmp.naming.grants.grant_dealings import in_contracts, in_dealing
from policycmp.naming.grants.grant_grades import EACH_DONE, find_sizes, grade_of, is_of_others
from policycmp.naming.grants.grant_kinds import class_of_projects, read_machine, sibling_of, voucher_of
from policycmp.naming.grants.grant_listing import read_listing
from policycmp.naming.grants.grant_lists import item_of, nth_kind
from policycmp.naming.grants.grant_objects import Ground, find_ground, ground_in
from policycmp.naming.grants.grant_rates import ADDED, read_rate
from policycmp.naming.grants.grant_sectors import (
    for_qualification,
    grown_above_scale,
    newly_above_scale,
    of_its_sector,
    read_firm_that_came,
    sector_of_item,
    sector_under_head,
)
from policycmp.naming.grants.grant_supplements import for_some
from policycmp.naming.grants.grant_tiers import counted_in_steps, part_result, read_step, read_tier
from policycmp.naming.grants.grant_titles import SHORT, full_title
from policycmp.naming.grants.paid_costs import for_named_cost, read_plain_cost
from policycmp.naming.grants.starred_things import starred
from policycmp.naming.grants.things_around import around, in_head, labelled, nth_above
from policycmp.naming.grants.unit_amounts import read_unit
from policycmp.naming.noun_phrases import thing_of
from policycmp.naming.own_words import Thing
from policycmp.naming.readings import Context, Reading, thing_at

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.grades import Grade

# More of the same, for those who go on as they are asked to.
_MORE = re.compile(r"[再另](?=[奖给补])|再次?(?:一次性)?(?=[奖给补])|追加|额外")
# 同一科技成果不超过100万元: of each of them.
_GOES_ON_BY = frozenset({"growth"})
_STAYS = re.compile(r"仍|继续|保持|持续|稳定|在[库规]|连续|满[一二三\d]+年")
# Another condition begins.
_CONDITION = re.compile(r"[,;:][^,;:]*(?:的|对)(?=[,给奖补])|[,;](?:对|凡)|[,;]获[^,;:]{2,14}奖|[,;]出站")
# 发明1万元: the kind right before its amount.
_KIND = re.compile(r"(?<=[、,;])(?:分别|各)?(?:按照?)?(?P<kind>[\u4e00-\u9fff]{2,5}?)(?:每[件项个家])?$")
_BASE_BEFORE = re.compile(r"按照?|依照")
_SERVES = re.compile(
    r"(?:(?<![\u4e00-\u9fff]{2}技)(?<!公共)服务|协助|帮助|辅导)(?:企业)?(?:申报|完成|通过|评价|新入库|获得|成功|认定|新增)*$"
)
_RECOGNISED = re.compile(r"(?:认定|评定|获评|评为|命名|授予|入选|列入)(?:的|为)?(?:(?:国家|[省市区县])级?)?$")
_SHORTEST_TITLE, _LIST = 4, re.compile(r"(?:名[单录]|目录|榜单?)$")
# 新建鲜活农产品冷链货站: what is set up or bought is told by its own last word.
_MADE = re.compile(r"(?:[新改扩]建|建设|建成|布点|设置|[设建]立|开设|增设|购[置买]|加装|安装|开办)$")
_MADE_THING = re.compile(r"[^,;。:的]{2,}(?:[站点场馆室库楼店园厂线桩箱仓屏柜亭网]|中心|设备|系统|设施)")
_SERVICES = "服务机构"
_OF_LEVEL = {
    "研发机构": "innovation-platforms",
    "企业研发机构": "innovation-platforms",
    "实验室": "key-laboratories",
    "平台": "innovation-platforms",
}
_RESEARCH = "rd-spending"
_OF_OUTPUT = frozenset({"industrial-output"})
_EACH_ADDED = re.compile(r"每(?P<act>新?增[加长]?)[\d一]+[^,;。:]{0,4}元")
_RESEARCH_GREW = re.compile(
    r"(?:研发|研究开发|R&D)[^,;。:\d]{0,14}?(?P<act>每(?:增长|增加)\d[\d.]*(?:个?百分点|%)|(?:增长|增加)(?=[^,;。:\d]{0,6}\d))"
)
# 10亿元以上企业每上一个台阶: it is their turnover that rises.
_OF_A_SIZE = re.compile(r"[\d十百千]*[万亿]元?企业")
_STEPS_UP = re.compile(
    r"(?P<size>\d+[百千万亿]+元?(?:及?以上)?)的?企业[^,;。:]{0,8}[上升登跨越][^,;。:]{0,10}台阶"
)
_TURNOVER = "营业收入"
# 或给予最高60万元贷款贴息: another grant.
_OR_INTEREST = re.compile(r"的?[^,;。\d]{0,6}贴息")
_OF_INTEREST = re.compile(r"(?:按|贷款)[^,;。]{0,12}利[息率]的?$")
_LENT = re.compile(r"贷|利息|质押")
# 20万元，用于奖励新认定的…; 20万元奖励对象：新认定的…: the amount stands first.
_TOLD_BEHIND = re.compile(
    r"的?(?:一次性)?(?:资金|奖金)?[,:]?(?:专项|全部)?(?:用于|以)?(?:奖励|奖补|奖给|补助|补贴|资助|支持)(?:给|于)?(?:的?对象|范围)?[为是:]*"
    r"(?=对|凡|每|新|首次|当年|年度|认定|获|入选|列入|通过|评|成功|经|创建)(?!新[产技设项]|获[取得]感)"
)
# Where nothing is named, the cost that is paid may name it.
_NOTHING = Ground(Thing("", None, 0, 0), (0, 0))


def read_grant(context: Context, place: Place, leader: Place) -> Reading:
    """Read what a grant is for.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in, itself where it stands alone.
    """
    if reading := (
        read_listing(context, place, leader)
        or _going_on(context, place)
        or for_some(context, place)
        or read_cap(context, place)
    ):
        read_act_going_on(context, reading, place)
        read_rate(context, reading, place)
        read_unit(context, reading, place)
        return reading
    reading = Reading()
    ground = _find_everywhere(context, place, leader)
    reading.segment = ground.segment if ground else (0, 0)
    if allowance := read_allowance(context, place, leader, ground.thing if ground else None):
        reading.thing, reading.event, reading.grade = allowance.thing, allowance.event, allowance.grade
    elif ground is not None:
        ground = counted_in_steps(context, ground, leader)
        ground = grown_above_scale(context, ground, leader) or ground
        ground = for_qualification(context, ground, leader) or ground
        ground = _for_its_cost(context, ground, place) or ground
        if cost := for_cost(context, ground, place):
            ground = cost
            # What a condition asks is told by the cost; interest is only how a loan is supported.
            reading.segment = (0, 0) if cost.segment[1] else reading.segment
        kind = full_title(context.passage, _kind_of(context, reading, ground, place))
        reading.thing = of_its_sector(context, kind)
        reading.grade = grade_of(context, place, leader, ground, reading.thing)
        reading.thing = starred(context, reading.thing, reading.grade)
        reading.thing = _platform_of_level(context, reading.thing, reading.grade)
        item = item_of(context, ground, place) if ground.segment[1] else None
        if item and item[0] <= reading.thing.start < item[1]:
            reading.item = item
        read_tier(context, reading, ground, place)
        read_step(context, reading, place, leader)
        read_event(context, reading, ground, place, leader)
        part_result(context, reading)
        _read_growth(context, reading, place)
        _step_of_firms(context, reading)
        read_firm_that_came(context, reading)
    if reading.thing is not None:
        reading.thing = in_full(context, plain_cost(context, place, reading.thing))
        read_plain_cost(context, reading, place)
    read_rate(context, reading, place)
    read_machine(context, reading, place, leader)
    read_act_of_whole(context, reading, place.statement)
    read_unit(context, reading, place)
    return reading


def _find_everywhere(context: Context, place: Place, leader: Place) -> Ground | None:
    """Find what a grant is for in its own statement, else in what stands around it."""
    ground = (
        _ground_of_loan(context, place)
        or sector_under_head(context, leader)
        or find_ground(context.passage, context.glossary, leader)
    )
    if ground is None:
        ground = (
            _ground_behind(context, place)
            or (newly_above_scale(context, leader) if place.target.unit not in SHARES else None)
            or for_named_cost(context, place)
            or nth_above(context, place)
            or labelled(context, leader)
            or around(context, leader)
            or for_cost(context, _NOTHING, place)
            or _ground_in_base(context, place)
            or _ground_of_size(context, leader)
        )
    elif ground.thing.entry is None:
        grown = grown_above_scale(context, ground, leader)
        grown = grown or referred(context, leader, ground)
        head = None if _is_own_title(context, ground) else in_head(context, leader)
        ground = grown or for_named_cost(context, place) or head or ground
    elif SHORT.fullmatch(context.passage.flat, ground.thing.start, ground.thing.end):
        head = in_head(context, leader)
        ground = ground._replace(thing=_in_place_of(head.thing, ground.thing)) if head else ground
    ground = voucher_of(context, place, leader) or class_of_projects(context, ground, leader) or ground
    ground = in_contracts(context, ground, place) or ground
    ground = named_above_investment(context, leader, ground) or ground
    return lent_behind(context, place) or in_dealing(context, ground, place) or ground


def _in_place_of(thing: Thing, short: Thing) -> Thing:
    """Put what a heading names where a word stands that any trade may have."""
    return thing._replace(start=short.start, end=short.end)


def _is_own_title(context: Context, ground: Ground) -> bool:
    """Tell what is said to be recognised or set up (新认定的市级品牌灯塔企业): no heading knows better."""
    flat, (word, _, start, _) = context.passage.flat, ground.thing
    if len(word) < _SHORTEST_TITLE:
        return False
    if _MADE_THING.fullmatch(word) and _MADE.search(flat, ground.segment[0], start):
        return True
    return not _LIST.search(word) and _RECOGNISED.search(flat, ground.segment[0], start) is not None


def _kind_of(context: Context, reading: Reading, ground: Ground, place: Place) -> Thing:
    """Take the kind of what a condition names that an amount is for."""
    if server := _server(context, ground):
        reading.event_id = "assessment"
        return server
    return (
        _kind_before(context, ground, place)
        or _of_sizes(context, ground, place)
        or sector_of_item(context, ground, place)
        or nth_kind(context, ground, place)
    )


def _platform_of_level(context: Context, thing: Thing, grade: Grade | None) -> Thing:
    """Take a body of research that has a level for a platform (省级研发机构), a laboratory for a key one."""
    entry_id = _OF_LEVEL.get(context.passage.flat[thing.start : thing.end])
    if grade is None or not grade.is_level or entry_id is None:
        return thing
    entry = context.glossary.by_id[entry_id]
    return thing._replace(word=entry.label.zh, entry=entry)


def _server(context: Context, ground: Ground) -> Thing | None:
    """Find the body that is rewarded for how many it has served (科技服务机构…当年服务高新技术企业认定6家以上)."""
    flat, thing = context.passage.flat, ground.thing
    if not ground.segment[1] or not _SERVES.search(flat, ground.segment[0], thing.start):
        return None
    sentence = max(flat.rfind("。", 0, thing.start), flat.rfind("\n", 0, thing.start)) + 1
    bodies = [
        noun
        for noun in (*context.nouns(sentence, thing.start), *context.nouns(thing.end, ground.segment[1]))
        if noun.entry.label.zh.endswith(_SERVICES)
    ]
    return thing_at(bodies[0]) if bodies else None


def _step_of_firms(context: Context, reading: Reading) -> None:
    """Take the turnover of firms of a size for what rises by a step (10亿元以上企业每上一个10亿元台阶)."""
    thing, words = reading.thing, context.glossary.event_words
    if thing is not None and reading.event == words["step"] and _OF_A_SIZE.fullmatch(thing.word):
        entry = context.glossary.objects.get(_TURNOVER)
        reading.thing = thing._replace(word=_TURNOVER, entry=entry)


def _kind_before(context: Context, ground: Ground, place: Place) -> Thing | None:
    """Read the kind of a thing that stands alone before its amount (授权专利，发明1万元/件、外观设计2000元/件)."""
    flat, (start, end) = context.passage.flat, ground.segment
    # Before a rate stands what it is a share of.
    is_kind = start < end and place.target.unit not in SHARES
    own = _KIND.search(flat, max(place.left, end), place.start) if is_kind else None
    if own is None:
        return None
    for word in (own["kind"] + ground.thing.word, own["kind"]):
        entry = context.glossary.objects.get(word)
        if entry is not None and entry.topic == (ground.thing.entry.topic if ground.thing.entry else None):
            return Thing(entry.label.zh, entry, *own.span("kind"))
    return None


def _of_sizes(context: Context, ground: Ground, place: Place) -> Thing | None:
    """Take what has the sizes or classes of a list: what stands before it, else behind (饭店金鼎级、银鼎级的)."""
    start, end = ground.segment
    sizes = find_sizes(context.passage, start, end, place.listed)
    if not sizes:
        return None
    verbs = [verb.end() for verb in lexicon.GOVERNS.finditer(context.passage.flat, start, sizes[0][0])]
    before = thing_of(context.passage, context.glossary, max([start, *verbs]), sizes[0][0])
    behind = thing_of(context.passage, context.glossary, sizes[-1][1], end)
    return before or behind


def _read_growth(context: Context, reading: Reading, place: Place) -> None:
    """Take growth for the act where only what was added is paid for, and for the whole of a rate of it."""
    entry = reading.thing.entry if reading.thing else None
    grown = is_for_growth(context, place)
    each = _EACH_ADDED.search(context.passage.flat, place.statement[0], place.start)
    if each and entry is not None and entry.units[:1] == ("yuan",) and place.target.unit not in SHARES:
        # 每增1亿元，奖励10万元.
        reading.event = context.glossary.event_words.get("growth")
        reading.places.append(("event", *each.span("act")))
        return
    grew = _RESEARCH_GREW.search(context.passage.flat, place.statement[0], place.start)
    if grown is None and grew and entry is not None and entry.id == _RESEARCH:
        # 研发投入增长20%以上的，奖励10万元.
        if place.target.unit not in SHARES:
            reading.event = context.glossary.event_words.get("growth")
            reading.places.append(("event", *grew.span("act")))
        return
    if (
        grown is None
        and entry is not None
        and entry.id in TURNOVER | _OF_OUTPUT
        and place.target.unit not in SHARES
    ):
        if added := is_added(context, place):
            reading.event = context.glossary.event_words.get("growth")
            reading.places.append(("event", *added))
        return
    if grown is None or entry is None or entry.units[:1] != ("yuan",):
        return
    reading.event = context.glossary.event_words.get("growth")
    reading.of = ADDED
    reading.places += [("event", *grown), ("of", *grown)]


def _going_on(context: Context, place: Place) -> Reading | None:
    """Go on with the grant before where an amount bounds it, adds a rate, or is for another level of it.

    …，最高50万元; …，市级的奖励10万元; …，次年产值增长10%以上的，再奖励5万元.
    """
    if context.last is None or place.listed > 1:
        return None
    before, known = context.last
    if known.thing is None or before.listed > 1 or before.target.type is TargetType.TARGET:
        return None
    start, end, flat = before.end, place.start, context.passage.flat
    if lexicon.KEEPS_PRICE.match(flat, before.segment[0], before.end):
        return None
    more = _MORE.search(flat, start, end)
    if before.statement != place.statement and not (more and _follows(context, before, place)):
        return None
    if EACH_DONE.search(flat, start, end):
        return None
    if _is_for_interest(context, place, known.thing) or allowances_in(context, place.left, place.last.right):
        return None
    graded = [grade for grade in context.passage.grades if start <= grade.start < end]
    if graded and (_has_one_level(known.thing) or not _is_level_alone(flat, graded, start, end)):
        return None
    others = [
        noun
        for noun in context.nouns(start, end)
        if noun.entry is not known.thing.entry and not EACH_OF.search(flat, start, noun.start)
    ]
    if not others and (sibling := sibling_of(context, known, start, end)):
        return sibling
    acts = {act.entry.id for act in acts_in(context.passage, start, end)}
    if more and not _only_sizes(context, start, more.start(), others, acts):
        return None
    if not more and (others or acts or (not graded and _CONDITION.search(flat, start, end))):
        return None
    places = [named for named in known.places if named[0] != "of"]
    added = ADDED if known.of == ADDED else None
    grade = graded[0] if graded else None if is_of_others(context, place) else known.grade
    return Reading(known.thing, grade, known.event, of=added, segment=known.segment, places=places)


def _follows(context: Context, before: Place, place: Place) -> bool:
    """Tell whether a number's statement follows that of another in one line."""
    near = "\n" not in context.passage.flat[before.end : place.start]
    return near and before.statement == context.passage.sentence_before(place.statement[0])


def _only_sizes(
    context: Context, start: int, end: int, others: list[Found[CountedObject]], acts: set[str]
) -> bool:
    """Tell a condition that only asks how those who receive went on (次年仍在库且产值正增长的，再奖励…)."""
    if any(not lexicon.SIZE.search(noun.entry.label.zh) for noun in others) or acts - _GOES_ON_BY:
        return False
    return bool(others or acts) or _STAYS.search(context.passage.flat, start, end) is not None


def _has_one_level(thing: Thing) -> bool:
    """Tell a thing that has the same level everywhere, so that another is that of who gives."""
    return thing.entry is not None and thing.entry.grade is not None


def _is_level_alone(flat: str, graded: list[Grade], start: int, end: int) -> bool:
    """Tell a level that alone stands before its amount (…，市级的奖励10万元)."""
    first = graded[0]
    if len(graded) > 1 or not first.is_level:
        return False
    return all(lexicon.GIVEN.fullmatch(flat, *words) for words in ((start, first.start), (first.end, end)))


def _is_for_interest(context: Context, place: Place, known: Thing) -> bool:
    """Tell an amount of interest behind a grant for another thing (…奖励40万元或给予最高60万元贷款贴息)."""
    if _LENT.search(known.word):
        return False
    flat = context.passage.flat
    behind = _OR_INTEREST.match(flat, place.end, place.right)
    return behind is not None or _OF_INTEREST.search(flat, place.segment[0], place.start) is not None


def _ground_behind(context: Context, place: Place) -> Ground | None:
    """Find what a grant is for behind an amount that stands first (安排20万元，奖励新认定的…)."""
    told = _TOLD_BEHIND.match(context.passage.flat, place.last.end, place.statement[1])
    if told is None:
        return None
    return ground_in(context.passage, context.glossary, told.end(), place.last.statement[1])


# 最高30万元的个人信用贷款; 最高30万元,贷款期限不超过3年的信用贷款
_LOAN = re.compile(
    r"[,、]?且?(?:(?:贷款|借款)?期限?[^,;。、]{1,16}?)?的(?P<loan>[^,;。、的\d]{2,14}贷款)(?=[,;。、]|$|由|支持|扶持)"
)


def _ground_of_loan(context: Context, place: Place) -> Ground | None:
    """Take the loan behind a sum for what the sum is for, whoever may have it and for however long."""
    # 授信500万元以下…的贷款 only says which loans.
    if place.target.comparator is not Comparator.LE or place.target.text.endswith("以下"):
        return None
    loan = _LOAN.match(context.passage.flat, place.last.end, place.statement[1])
    return ground_in(context.passage, context.glossary, *loan.span("loan")) if loan else None


def _ground_of_size(context: Context, place: Place) -> Ground | None:
    """Take turnover that is asked for what is rewarded, where nothing else is named (营业收入达到8亿元的企业)."""
    for segment in context.passage.segments(place.statement[0], place.start):
        for noun in context.nouns(*segment):
            if noun.entry.id in TURNOVER and is_measured(context.passage.flat, noun):
                return Ground(thing_at(noun), segment)
    entry = context.glossary.objects.get(_TURNOVER)
    stepped = _STEPS_UP.search(context.passage.flat, place.statement[0], place.start)
    return Ground(Thing(_TURNOVER, entry, *stepped.span("size")), stepped.span()) if stepped else None


def _ground_in_base(context: Context, place: Place) -> Ground | None:
    """Take what a rate is a share of for what it is for, where nothing else names that (按设备投资的10%)."""
    if place.target.unit not in SHARES:
        return None
    nouns = context.nouns(place.segment[0], place.start)
    return ground_in(context.passage, context.glossary, place.segment[0], place.start) if nouns else None


def _for_its_cost(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the cost of a rate where the condition only says who receives (对规上工业企业，按研发费用的3%…)."""
    entry, (start, end) = ground.thing.entry, ground.segment
    if entry is None or entry.units[:1] not in lexicon.APPLICANTS or end == 0 or ground.thing.end < end - 1:
        return None
    if acts_in(context.passage, start, end):
        return None
    costs = [
        found
        for found in context.nouns(end, place.segment[1])
        if found.entry.units[:1] == ("yuan",) and _BASE_BEFORE.search(context.passage.flat, end, found.start)
    ]
    return Ground(thing_at(costs[0]), (end, costs[0].end)) if costs else None
