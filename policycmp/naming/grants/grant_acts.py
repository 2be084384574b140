"""The act that a grant rewards: the one said, the assessment behind a result, else that of its thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import SHARES
from policycmp.naming.grades import nth_grade
from policycmp.naming.grants.acts_implied import (
    brought_up,
    find_held,
    find_upkeep,
    kept_running,
    risen_by_class,
)
from policycmp.naming.grants.acts_led_to import find_act_led_to
from policycmp.naming.grants.acts_of_things import (
    PROJECTS,
    act_in_name,
    act_of_line,
    act_of_name,
    built_or_titled,
    default_act,
    is_act_itself,
    is_aired,
    is_only_passed,
    is_plated,
    is_project,
    is_settled,
    is_title,
    is_title_on_paper,
    is_title_passed_for,
    settled_or_built,
    told_by_thing,
)
from policycmp.naming.grants.acts_told import (
    PLAIN_ACTS,
    acts_in,
    find_act_before,
    find_act_in_heading,
    find_act_in_sentence_before,
    find_event,
    find_own_event,
    nth_act,
)
from policycmp.naming.grants.applications import APPLYING, take_application, take_what_was_got
from policycmp.naming.grants.grant_grades import since
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.item_heads import label_of
from policycmp.naming.own_words import Thing

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

# 建设补助, 年度绩效奖励
_CALLED_BY = re.compile(
    r"(?P<act>[\u4e00-\u9fff]{2,8}?)(?:经?费)?(?:补助|补贴|奖励|奖补|资助)(?:标准|资金)?$"
)
_OF_LABELS = frozenset({"recognition", "set-up", "operation", "assessment", "attraction", "approval"})
# 组建…，获批后; 筹建的…在认定通过后
_AFTER = re.compile(r"(?:认定|评定|获批|授牌|命名)(?:通过|成功)?后.{0,2}")
# 建成投产的…，认定为国家级的
_CALLED_SO = re.compile(r"[为成](?:国家|省部?|市|县|区|自治区)级")
# What is approved, not recognised.
_CALLED = re.compile(
    r"(?:/[^,;。:\d]{1,6}?)?(?:的标准)?(?:给予|予以)?的?(?:一次性)?"
    r"(?:[^,;。:、\d]{0,4}?(?P<act>运行|运营|开办|绩效)(?:[经]?费|资金|补助|补贴|奖励|奖补|资助|支持)"
    r"|(?P<set_up>建设|建站|设站)(?:经费|补助|补贴|资助)|(?P<came>落户|迁入|招引)(?:补助|补贴|奖励|奖补|资助|奖))"
)
# 冷库建设补助30%, 按建设费用的30%: called so before the amount.
_CALLED_BEFORE = re.compile(
    r"(?P<set_up>建设|新建|自建|建站|设站|基础(?:服务|配套)?设施(?:建设)?|(?:场地)?装修|开办|筹建)"
    r"(?:经费|费用|成本|投入|投资|补助|补贴|奖补|奖励)"
)
# 给予运营补贴，标准为0.1元: named before how much it is.
_RUN_BEFORE = re.compile(
    r"(?:给予|享受|发放|按)[^,;。:\d]{0,12}?(?P<run>运营|运行|运维)(?:经费|费用)?(?:补贴|补助|奖补|奖励)[^,;。:\d]{0,4}[,:]?"
    r"(?:补[贴助])?(?:标准|额度|金额)?[^,;。:\d]{0,6}$"
)
# 36万元的建站补助和60万元的科研经费: each by its use.
_CALLED_FOR = re.compile(
    r"的?(?:一次性)?[^,;。:、\d]{0,4}?(?:(?P<operation>运行|运营)|(?P<research>科研|研发))(?:经?费|资金|补助|补贴|资助|支持)"
)
# The acts of what is an amount: others beside it (购置设备) say no more than it does.
_OF_AMOUNTS = frozenset({"growth", "step"})
# 认定…一次性给予运营补贴: paid once, for the title.
_ONCE = re.compile(r"一次性")
_Act = tuple[str, int, int]
_PRIZE, _FIRST_SET = "奖", "首台套"
# …;参与的每项奖励10万元: of standards that others set.
_STANDARD, _TAKES_PART = (
    "标准",
    re.compile(
        r"(?:[^一]|^)(?:排名|排序|位列|位居|列)?第(?:[二三四五2-9])(?:名|位)?[至到—~-]+第?[三四五六七八九十\d]+(?:名|位)?"
        r"|(?<!主导)(?<!主持)(?<!牵头)(?<!或)(?<!和)(?<!、)参与(?:者|单位|的|方|完成|(?:国际|国家|行业|地方|团体)标准"
        r"|[^,;。:的]{0,28}?标准(?:的)?(?:研究|起草|编制|制修?订|制定|修订|研制))"
    ),
)
_MOVED = re.compile(
    r"(?:整体)?(?P<act>搬迁|迁入|迁移|迁至|迁到|搬入|搬至|搬来|迁来)[^,;。:]{0,56}的(?:[^,;。:的]{0,6}|有效期内的)$"
)
_LONGEST_MOVE = 70
# What firms turn over: to reach a sum of it is a step.
TURNOVER = frozenset({"revenue", "output-value", "online-retail"})
_REACHED = re.compile(r"(?:达到?|突破|超过?|首[超破达]|满|过)(?:\d|[一二三五十百千]+[万亿]?[万亿])")
_FIRST_REACHED = re.compile(
    r"(?:收入|产值|营收|销售额|交易额|规模)[^,;。:\d]{0,4}首次(?:突破|达到?|超过?|跨[上越]|迈上)(?=\d)"
)
_LIBRARY_OF = re.compile(r"(?:企业|培育|名录|统计|储备|后备|人才)库$")
_TITLED = frozenset({"national", "provincial"})
# 实际运营满1年的…，给予落户奖励: paid for coming, whatever is asked besides.
_HERE = frozenset({"operation", "set-up", "production", "hosting", "obtaining", "recognition", "filing"})
# Money for building, whoever recognises it.
_TO_BUILD = re.compile(r"(?:建站|建设|开办|启动|工作|运行|运营)(?:经费|费|资金|补助|补贴)|开办")
_BUILT = "建成"
_PASSED, _BETTER = ("合格",), ("优秀", "良好")


def read_event(context: Context, reading: Reading, ground: Ground, place: Place, leader: Place) -> None:
    """Name the act that a grant rewards: the one said, else that of its thing.

    Args:
        context: the clause.
        reading: what is read of the grant; gets its event.
        ground: what the condition names.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
    """
    take_what_was_got(context, reading, ground, leader)
    if reading.thing is None or reading.thing.word.endswith(APPLYING):
        return
    if take_application(context, reading, leader):
        return
    _part_act(context, reading)
    thing = reading.thing
    entry, words = thing.entry, context.glossary.event_words
    default = reading.event_id or default_act(context, _first_kind(context, thing))
    if default == "obtaining" and is_title_on_paper(reading):
        default = "recognition"
    is_cost = entry is not None and entry.units[:1] == ("yuan",)
    told_apart = nth_act(context.passage, ground, place)
    found = _won(reading) or _find_act(context, reading, ground, place, leader, told_apart=told_apart)
    found = (
        act_of_line(context, thing, place) or kept_running(context, reading, place, leader, found) or found
    )
    if found is not None and is_only_passed(reading, found[0]):
        found = reading.grade = None
    elif found is not None and is_title_passed_for(context.passage.flat, reading, found):
        found = ("recognition", *found[1:])
    if found is None and _is_given_to(reading):
        reading.event = None
    elif found is None or _is_of_money(context.passage.flat, thing, found):
        reading.event = words.get(default or _act_unsaid(context.passage.flat, reading, thing))
    elif default or not is_cost or found[0] in _OF_AMOUNTS or _is_sectors_project(context, thing, found):
        id_ = _act_for_thing(context, reading, place, default, found, is_apart=found is told_apart)
        plain = id_ in PLAIN_ACTS or (is_cost and id_ not in _OF_AMOUNTS)
        reading.event = words[default if default and plain else id_]
        if id_ == "set-up" and reading.grade and reading.grade.value in _PASSED:
            reading.grade = None
        reading.places.append(("event", *found[1:]))
    if is_act_itself(reading):
        reading.event, reading.places = None, [part for part in reading.places if part[0] != "event"]
    if (
        context.last
        and context.last[0].statement == place.statement
        and context.last[1].event == reading.event
    ):
        read_act_going_on(context, reading, place)


def _first_kind(context: Context, thing: Thing) -> Thing:
    """Take the first kind of a list for its act (科技计划项目及科技奖励 are approved)."""
    word, _, others = thing.word.partition("|")
    entry = context.glossary.objects.get(word) if others else None
    is_other = entry is not None and entry.event and thing.entry is not None and thing.entry.event
    return thing._replace(word=word, entry=entry) if is_other else thing


def _act_unsaid(flat: str, reading: Reading, thing: Thing) -> str:
    """Tell the act of a thing that has none of its own: a title is recognised, a work shown; empty for others."""
    if is_aired(flat, reading):
        return "broadcast"
    if is_title(reading) and not _OF_MONEY.match(flat, thing.start):
        return "recognition"
    return settled_or_built(thing)


def _act_for_thing(
    context: Context, reading: Reading, place: Place, default: str | None, found: _Act, *, is_apart: bool
) -> str:
    """Take the act that a word stands for with a thing: what is set up may be a title, what is recognised a project."""
    flat, thing = context.passage.flat, reading.thing
    id_, start, end = found
    id_ = built_or_titled(flat, reading, id_, start, end)
    if thing is None:
        return id_
    if id_ == "obtaining" and default == "recognition":
        id_ = default
    if id_ == "quotation" and default == "recognition" and is_plated(thing):
        id_ = default
    if id_ == "set-up" and (
        _LIBRARY_OF.search(thing.word) or (not is_apart and _is_named_by_level(context, reading, place))
    ):
        id_ = "recognition"
    if default and id_ in told_by_thing(flat, thing, default, end):
        id_ = default
    if is_settled(reading, id_):
        id_ = "attraction"
    if id_ == "use" and thing.word == _FIRST_SET:
        # Whoever uses one has bought it.
        id_ = "procurement"
    return "approval" if id_ == "recognition" and is_project(flat, thing, start, end) else id_


def read_act_going_on(context: Context, reading: Reading, place: Place) -> None:
    """Tell the act of an amount that goes on with the grant before, where its money is called by its own use.

    Args:
        context: the clause.
        reading: what is taken over from the grant before; gets its event.
        place: the amount in its place.
    """
    entry, flat = reading.thing.entry if reading.thing else None, context.passage.flat
    called = _CALLED_FOR.match(flat, place.last.end, place.last.segment[1])
    if entry is None or entry.units[:1] != ("bodies",) or called is None:
        return
    id_ = next(name for name in ("operation", "research") if called[name])
    reading.event = context.glossary.event_words[id_]
    # Its name says so already: 60万元的科研经费.
    reading.places = [part for part in reading.places if part[0] != "event"]


def _find_act(
    context: Context,
    reading: Reading,
    ground: Ground,
    place: Place,
    leader: Place,
    *,
    told_apart: _Act | None,
) -> _Act | None:
    """Find the act in the words of a grant, what tells most of it first: its id and place."""
    thing = reading.thing
    if thing is None:
        return None
    found = (
        (told_apart if place.listed > 1 or (told_apart and told_apart[0] == "recognition") else None)
        or find_upkeep(context, thing, ground, place)
        or _find_moved(context, thing)
        or _find_result(context, reading, place, leader)
        or _act_behind(context, ground, leader)
        or told_apart
    )
    if ground.segment[1] and found is None:
        found = find_event(context.passage, Ground(_reach(thing, ground.thing), ground.segment))
    if found is None:
        found = find_act_before(
            context.passage, ground.segment[0], max(leader.statement[0], since(context, leader))
        )
    if found is None and not ground.segment[1] and default_act(context, thing) is None:
        found = find_act_in_sentence_before(context.passage, thing, leader.statement[0])
        found = found or find_act_in_heading(context.heading, thing)
        found = found or find_act_led_to(context, thing, place)
    if found is None or (found[0] in PLAIN_ACTS and not _ONCE.search(context.passage.flat, *place.segment)):
        called = _find_called(context, place)
        # 获批重点实验室的，给予建设经费: recognised, whatever the money is for.
        is_built = found is not None and context.passage.flat[found[1] : found[2]] == _BUILT
        found = found if found and not is_built and called and called[0] == "set-up" else called or found
    if found and found[0] in _HERE and (called := _find_called(context, place)) and called[0] == "attraction":
        found = called
    if found is not None and found[0] == "assessment" and _is_condition_alone(context, reading, found):
        # 经考核合格的，给予建站补助: paid for what was set up.
        built = _find_called(context, place)
        found = built if built and built[0] == "set-up" else found
    found = find_held(context, thing, place) if found is None or found[0] == "exhibition" else found
    if found is not None and found[0] in ("set-up", "production"):
        found = _recognised_then(context, found[2], leader) or found
    found = act_in_name(context, thing, found) or found or act_of_name(context, thing)
    if found is None or found[0] in ("recognition", "growth", "listing", "scale-up", "operation"):
        found = brought_up(context, thing, place) or found
    if (found is None or found[0] == "standard-setting") and thing.word == _STANDARD:
        part = _TAKES_PART.search(
            context.passage.flat, since(context, leader) or leader.statement[0], leader.start
        )
        found = ("standard-taking-part", *part.span()) if part else found
    found = found or _stepped(context, thing, ground, place) or _dealt_in(context, thing, leader)
    if found is None or found[0] in PLAIN_ACTS:
        found = _act_of_label(context, leader) or found
    return found


def _act_behind(context: Context, ground: Ground, leader: Place) -> _Act | None:
    """Find an act behind the thing; that something is put into production is when a rate of it is paid."""
    found = find_own_event(context.passage, ground.segment[1], leader)
    if found and found[0] == "production" and ground.segment[1] and leader.target.unit in SHARES:
        return None
    return found


def _is_sectors_project(context: Context, thing: Thing, found: _Act) -> bool:
    """Tell a project of a sector that is put into production (先进制造业项目投产后) from a cost."""
    return found[0] == "production" and PROJECTS.match(context.passage.flat, thing.end) is not None


def _is_condition_alone(context: Context, reading: Reading, found: _Act) -> bool:
    """Tell an assessment that must be passed from one whose result is rewarded."""
    grade = reading.grade
    if grade is not None and (grade.is_level or grade.value in _PASSED):
        return context.passage.flat[found[1] : found[2]] not in _BETTER
    return grade is None


def _recognised_then(context: Context, since: int, leader: Place) -> _Act | None:
    """Take the recognition of what was set up (组建创新联合体，经认定为省级的): the last step is what is rewarded."""
    for act in acts_in(context.passage, since, leader.start):
        is_last = context.passage.flat[act.start - 1 : act.start] in ("经", "被") or _AFTER.fullmatch(
            context.passage.flat, act.start, act.end + 3
        )
        is_called = _CALLED_SO.match(context.passage.flat, act.end) is not None
        if act.entry.id == "recognition" and (is_last or is_called):
            return act.entry.id, act.start, act.end
    return None


def _is_named_by_level(context: Context, reading: Reading, place: Place) -> bool:
    """Tell a title that is got by setting up what bears it (组建国家级重点实验室) from what is paid to build it."""
    grade = reading.grade
    if grade is None or not grade.is_level or grade.value not in _TITLED or place.target.unit in SHARES:
        return False
    return _TO_BUILD.search(context.passage.flat, place.segment[0], place.last.segment[1]) is None


def _act_of_label(context: Context, place: Place) -> _Act | None:
    """Take the act that the label of a line calls its grants by (建设补助：…, 2.运营补贴。…)."""
    label = label_of(context.passage.flat, place.start)
    called = _CALLED_BY.search(context.passage.flat, *label) if label else None
    if called is None:
        return None
    for begin in range(called.start("act"), called.end("act") - 1):
        act = context.glossary.events.get(context.passage.flat[begin : called.end("act")])
        if act is not None and act.id in _OF_LABELS:
            return act.id, begin, called.end("act")
    return None


def _stepped(context: Context, thing: Thing, ground: Ground, place: Place) -> _Act | None:
    """Tell a sum of turnover that was reached (营业收入达到10亿元的，奖励)."""
    if thing.entry is None or place.target.unit in SHARES:
        return None
    if thing.entry.units[:1] == ("places",):
        # 营业收入首次突破200亿元的开发区
        stepped = _FIRST_REACHED.search(context.passage.flat, ground.segment[0], thing.start)
        return ("step", *stepped.span()) if stepped and ground.segment[1] else None
    if thing.entry.id not in TURNOVER:
        return None
    reached = _REACHED.search(context.passage.flat, *ground.segment) if ground.segment[1] else None
    return ("step", *reached.span()) if reached else None


# 买首台套, 卖出首台套: in plain words.
_DEALT_IN = re.compile(r"(?P<procurement>买下?|选购|采买)|(?P<sale>卖出?|售出)")
_FARTHEST_DEAL = 4


def _dealt_in(context: Context, thing: Thing, place: Place) -> _Act | None:
    """Find that a thing is bought or sold, in a plain word right before it."""
    start = max(place.statement[0], thing.start - _FARTHEST_DEAL)
    dealt = _DEALT_IN.search(context.passage.flat, start, thing.start) if thing.start < place.start else None
    return (str(dealt.lastgroup), *dealt.span()) if dealt else None


def _find_called(context: Context, place: Place) -> _Act | None:
    """Find the act in how an amount is called (给予10万元运行经费补助, 开办费)."""
    flat = context.passage.flat
    called = _CALLED.match(flat, place.last.end, place.last.segment[1])
    if called is None:
        before = _CALLED_BEFORE.search(flat, place.segment[0], place.start)
        if before is None and (run := _RUN_BEFORE.search(flat, place.statement[0], place.start)):
            return "operation", *run.span("run")
        return ("set-up", *before.span("set_up")) if before else None
    part = next(name for name in ("act", "set_up", "came") if called[name])
    act = context.glossary.events.get(called[part])
    return (act.id, *called.span(part)) if act else None


def _won(reading: Reading) -> _Act | None:
    """Take winning for the act where the grade of what is no prize itself is one (科技成果获一等奖)."""
    grade, entry = reading.grade, reading.thing.entry if reading.thing else None
    is_prize = (
        grade is not None
        and grade.end > 0
        and (grade.value.endswith(_PRIZE) or (reading.tier or "").endswith(_PRIZE))
    )
    if grade is None or not is_prize or (entry is not None and not _may_win(entry)):
        return None
    return "award", grade.start, grade.end


def _may_win(entry: CountedObject) -> bool:
    """Tell what wins a prize itself (优秀创新产品一等奖) from those who have won one and are what they are besides."""
    return entry.event in ("transfer", "award") or entry.units[:1] not in _WHO_WINS


_WHO_WINS = (("firms",), ("bodies",), ("persons",), ("teams",), ("places",), ("yuan",))


def _find_moved(context: Context, thing: Thing) -> _Act | None:
    """Find that a firm moved here (整体搬迁到我区的有效期内的高新技术企业): its title was given elsewhere."""
    if thing.end == 0:
        return None
    moved = _MOVED.search(context.passage.flat, max(0, thing.start - _LONGEST_MOVE), thing.start)
    return ("attraction", *moved.span("act")) if moved else None


# 国家高新区每晋升一个位次: an assessment ranks them.
_RISES = re.compile(r"每(?:晋升|晋级|前进|前移|提升|上升|晋|进|升)[一两\d]个?(?:位次?|名次?)")


# 评为A等的研究院: a class of bodies is the result of an assessment.
_RATED = re.compile(r"评(?:价|估|定)?(?:结果)?为(?=[A-E]\+?[类级档等])")


def _find_result(context: Context, reading: Reading, place: Place, leader: Place) -> _Act | None:
    """Find an assessment by its result: 考核为优秀、良好的, 绩效评价A类的; the result beside a level is its tier."""
    start = max(leader.statement[0], since(context, leader))
    if risen := risen_by_class(context.passage.flat, start, leader.start):
        return risen
    assessed = any(act.entry.id == "assessment" for act in acts_in(context.passage, start, leader.start))
    entry = reading.thing.entry if reading.thing else None
    if entry is not None and entry.units[:1] == ("bodies",):
        assessed = assessed or _RATED.search(context.passage.flat, start, leader.start) is not None
    results = [
        g
        for g in context.passage.grades
        if start <= g.start < leader.start and (g.is_result or (assessed and not g.is_level))
    ]
    if not results:
        rise = _RISES.search(context.passage.flat, start, leader.start)
        return ("assessment", *rise.span()) if rise else None
    result = nth_grade(context.passage.flat, results, place.ordinal, place.listed) or results[-1]
    if reading.grade and reading.grade.is_level:
        reading.tier = result.value
    return "assessment", result.start, result.end


def _is_given_to(reading: Reading) -> bool:
    """Tell what is paid to persons of a class (给予A类人才…) from what is paid for having brought them in."""
    entry, grade = reading.thing.entry if reading.thing else None, reading.grade
    is_class = grade is not None and not grade.is_level and not grade.is_result
    return is_class and entry is not None and entry.event == "attraction"


# 获得省级产业扶持资金的: money of a level is no title.
_OF_MONEY = re.compile(r"[^,;。:、的]{2,14}?(?:资金|扶持|补助|经费|基金)(?!的?项目)[^,;。、]{0,2}的")


def _is_of_money(flat: str, thing: Thing, found: _Act) -> bool:
    """Tell that money of another level was had (获得省级扶持资金的) from a title that was."""
    is_plain = thing.entry is None and found[0] in PLAIN_ACTS
    return is_plain and _OF_MONEY.match(flat, thing.start) is not None


def _part_act(context: Context, reading: Reading) -> None:
    """Part the thing of a grant from its act and from who has it: 发明专利 + 授权, 研发投入 of 企业."""
    thing = reading.thing
    if thing is None or thing.entry is None:
        return
    shorter, acts = thing.word.removeprefix("企业"), context.glossary.event_words
    for id_, act in acts.items() if shorter.endswith(tuple(acts.values())) else ():
        whole = context.glossary.objects.get(shorter.removesuffix(act)) if shorter.endswith(act) else None
        if whole is not None and whole.event == id_:
            shorter, reading.event_id = shorter.removesuffix(act), id_
            break
    entry = context.glossary.objects.get(shorter)
    if entry is not None and entry is not thing.entry and entry.label.zh == shorter:
        reading.thing = Thing(entry.label.zh, entry, thing.start, thing.end)


def _reach(thing: Thing, ground: Thing) -> Thing:
    """Stretch a member of a list over the list: an act before the first is that of all."""
    if not ground.end:
        return thing
    return Thing(thing.word, thing.entry, min(thing.start, ground.start), max(thing.end, ground.end))
