"""Acts that no verb beside the thing says: what yearly money runs, what firms became, fairs held by their size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import SHARES
from policycmp.language.text import last_match
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.acts_told import acts_in
from policycmp.naming.grants.grant_grades import since
from policycmp.naming.grants.grant_rates import ADDED, INVESTMENTS
from policycmp.naming.grants.grant_stems import place_of

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.grants.grant_objects import Ground
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context, Reading

# Who is rewarded for the firms that it has brought up.
_INCUBATORS = r"(?:孵化器|众创空间|孵化载体|载体|加速器|孵化基地|创业基地|大学科技园|双创基地)"
_OF_INCUBATORS = re.compile(
    rf"{_INCUBATORS}(?:运营(?:机构|单位|方|主体|商))?(?:内|中)?(?:每年?)?(?:新增|新培育|培育|孵化|新孵化|每)(?!基地|载体)"
)
_BROUGHT_UP = re.compile(r"(?<!在)孵化(?:出|的|培育)*(?:企业|[\d一])")
_EACH_MORE = re.compile(r"每净增[\d一]")
# 辅导企业通过认定的服务机构, 奖励其保荐机构: who is rewarded for what a firm became.
_BECOMING = frozenset({"recognition", "listing", "scale-up"})
_HELPER = (
    r"(?:(?:科技|中介|保荐|辅导|推荐|咨询|代理|孵化|运营|培育)(?:服务)?(?:机构|单位)|服务(?:机构|单位)|保荐人|(?:主办)?券商"
    r"|孵化器|众创空间|孵化载体|孵化基地)"
)
_HELPS = (
    r"(?<!贷款)(?:辅导|帮助|协助|指导|推荐|孵化|服务)(?:的|我[省市区县]|本[省市区县]|[省市区县园]内|辖区内?|本地|入驻|在孵"
    r"|\d+[家户]|每[家户])*(?:科技型?|中小|小微|规上|工业)*企业"
)
_HELPED = re.compile(
    rf"""
      {_HELPS}[^,;。:]{{0,30}}的{_HELPER}           # 辅导企业通过认定的服务机构
    | (?:^|(?<=[,;。:\n对]))[^,;。:对]{{0,8}}{_HELPER}(?:[,每年当度内累计成功]{{0,6}}){_HELPS}
      (?![^,;。]{{0,8}},(?:对|凡))                   # 机构帮助企业通过认定的, 机构每成功辅导1家企业
    | (?:给予|奖励|奖补|补助)(?:其|该|所属|所在)?(?:辅导|推荐)?{_HELPER}(?!认定)
    | 家[^,;。:]{{0,6}}(?:奖励|给予|补助|奖补)(?:其|该)?(?:服务|辅导|推荐)?机构(?![认的])
    | 成功推荐[^,;。:]{{0,20}}的{_HELPER}
    """,
    re.VERBOSE,
)
_TO_FIRM = re.compile(r"(?:奖励|给予|补助|奖补)(?:该|其)?企业(?!孵化|运营)")
_TO_INCUBATORS = re.compile(
    rf"(?:给予|奖励|奖补|补助|奖|给)(?:所在|所属|其)?的?(?:科技企业|科技|创业|双创)?(?:{_INCUBATORS}"
    r"|(?:园区|楼宇|载体|基地)?(?:运营|管理)(?:机构|单位|方|主体|商))"
)
# 每孵化一户企业: whatever became of it.
_EACH_HATCHED = re.compile(
    r"(?:每|成功)(?:成功)?孵化(?:成功|出)?[\d一]+[户家个](?:[一-鿿]{0,6}企业)|每(?:成功)?(?:帮助|扶持|培育)[\d一]+[户家个][^,;。:]{0,8}孵化"
)

# 每年给予经费, 连续三年资助, 稳定支持: what is paid year after year to a body keeps it running; a prize does not.
_YEARLY = re.compile(
    rf"""(?:连续|每|[分按])\d?[一二两三四五]?(?:个)?年
    (?!{AT_MOST}|度|最高{AT_MOST}|累计|合计|总额|[^,;。]{{0,6}}?(?:评|认定|遴选)  # a cap, a contest
      |[^,;。\d]{{0,6}}?(?:服务|开展|举办|承担|引进|培育|孵化|新增|完成|实现|组织|投入|培训|接待|达))  # its work
    """,
    re.VERBOSE,
)
_LASTING = re.compile(
    r"(?:持续|稳定|长期)(?:性)?(?:的)?(?:经费|资金)?(?:支持|资助|投入|补助)|稳定(?:的)?(?:运行)?经费"
)
_MONEY = re.compile(r"支持|经费|资助|补助")
_REWARDED = re.compile(r"奖(?!项)")
# 依托企业建设的工作站: where it stands, not what is rewarded.
_SITED = re.compile(r"(?:依托|由|在)[^,;。:]{1,16}$")
_SHARED = "共建"
_GIVEN = re.compile(r"给予|奖|补|资助|支持|经费|拨")
_NEXT = re.compile(r"[,、](?:(?!给予|奖|补|资助|支持|拨|每)[^,;。:\d])+\d")
# 开办第一年资助办公经费: paid to open it, whatever was recognised.
_OPENED = re.compile(r"(?:开办|筹建|建站|组建)(?:期|初期|[之的]?[首第当]一?年)")
_BODIES = re.compile(r"(?:实验室|中心|平台|研究院|研究所|工作站|观测站|研究站|基地|空间|孵化器|机构)$")
_NEW = frozenset({"recognition", "re-recognition", "approval"})
# 从C类升级到B类的: an assessment has raised it.
_CLASS = r"[A-E甲乙丙]\+?[类级档等]?"
_RAISED = re.compile(rf"[从由]{_CLASS}(?:等次)?(?:升级?|晋升|晋级|提升|提高)(?:到|为|至|成){_CLASS}")
_DIGIT = re.compile(r"\d")
_RECOGNISED_AS = re.compile(r"[认评]定")

_RIGHT = re.compile(r"专利|商标|品种权")
_KEPT = re.compile(r"年费|维持(?:专利权)?满|有效期内每年|维持\d{1,2}年")
# …授权，且已维持3年以上的: asked besides.
_ASKED_BESIDES = re.compile(r"且|并")
_GRANTED = re.compile(r"授权(?!日|后)|授予|获得|取得|申请(?!日)")


def kept_running(
    context: Context, reading: Reading, place: Place, leader: Place, found: tuple[str, int, int] | None
) -> tuple[str, int, int] | None:
    """Find that money is paid to keep a body running (每年给予…支持, 稳定支持经费), where no other act is rewarded.

    Args:
        context: the clause.
        reading: what is read of the grant: its thing and grade.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
        found: the act that its words tell, if any.

    Returns:
        The act and its place; None where its own words tell another, or the money is a reward.
    """
    thing, grade, flat = reading.thing, reading.grade, context.passage.flat
    if thing is None or not _is_body(thing) or place.target.unit in SHARES:
        return None
    if grade is not None and not grade.is_level:
        # A档中心每年获稳定支持: what an assessment has found.
        return None
    start, end = _governed(context, place, leader)
    if opened := _OPENED.search(flat, max(leader.statement[0], since(context, leader)), place.start):
        return "set-up", *opened.span()
    told = _LASTING.search(flat, start, end)
    if told is None:
        told = _YEARLY.search(flat, start, place.start)
        behind = (place.last.end, end)
        if told is None or _REWARDED.search(flat, *behind) or _REWARDED.search(flat, told.end(), place.start):
            return None
        if not (_MONEY.search(flat, *behind) or _MONEY.search(flat, told.end(), place.start)):
            return None
    if found is not None and found[1] >= start:
        is_site = found[0] == "set-up" and (
            _SITED.search(flat, start, found[1]) or flat.startswith(_SHARED, found[1])
        )
        if not is_site and found[0] != "operation":
            return None
    elif found is not None and found[0] not in _NEW | {"set-up"}:
        return None
    return "operation", *told.span()


def _governed(context: Context, place: Place, leader: Place) -> tuple[int, int]:
    """Give the words that say how an amount is paid: its own, the whole statement's where they have no verb.

    每年给予国家级平台260万元，省级平台60万元的稳定支持经费: the verb and the noun are those of both.
    """
    start, end = max(leader.statement[0], since(context, leader)), place.last.segment[1]
    if start > leader.statement[0] and not _GIVEN.search(context.passage.flat, start, place.start):
        return leader.statement
    if not _GIVEN.search(context.passage.flat, place.last.end, end) and not place.last.follower:
        return start, place.statement[1] if _goes_on(context.passage.flat, end) else end
    return start, end


def _goes_on(flat: str, end: int) -> bool:
    """Tell whether the next amount has no verb of its own (…260万元，省级60万元的经费)."""
    return _NEXT.match(flat, end) is not None


def _is_body(thing: Thing) -> bool:
    if thing.entry is None:
        return _BODIES.search(thing.word) is not None
    return thing.entry.units[:1] == ("bodies",)


def risen_by_class(flat: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Find that an assessment has raised a class (从C类升级到B类).

    Args:
        flat: the plain text.
        start: where to look from.
        end: where to look to.
    """
    raised = _RAISED.search(flat, start, end)
    return ("assessment", *raised.span()) if raised else None


def read_act_of_whole(context: Context, reading: Reading, statement: tuple[int, int]) -> None:
    """Tell the act by what the rate is a share of: what was added is growth, what was invested sets a body up.

    Args:
        context: the clause.
        reading: what is read of the grant; gets its event.
        statement: where it stands.
    """
    entry, words = reading.thing.entry if reading.thing else None, context.glossary.event_words
    if entry is None:
        return
    if reading.of == ADDED and entry.units[:1] == ("yuan",):
        reading.event = words.get("growth")
    elif (
        reading.of in INVESTMENTS
        and entry.units[:1] == ("bodies",)
        and reading.event == words["recognition"]
        and not _is_said_to_be_recognised(context, reading)
    ):
        reading.event = words["set-up"]
    elif (
        reading.of in _DEALS
        and entry.units[:1] not in lexicon.HOLDERS
        and reading.event == words["recognition"] == words[entry.event or "recognition"]
        and not _is_said_to_be_recognised(context, reading)
        and _DEALS[reading.of][1].search(context.passage.flat, *statement)
    ):
        # 首台套…按采购额的10%: bought, whatever it was recognised as.
        reading.event = words[_DEALS[reading.of][0]]


_DEALS = {
    "采购额": ("procurement", re.compile(r"采购|购|买")),
    "销售额": ("sale", re.compile(r"销售|售出|卖")),
}


def _is_said_to_be_recognised(context: Context, reading: Reading) -> bool:
    """Tell what is newly recognised at a level (新认定的省级平台，按投资额的) from what is approved to be built."""
    told = place_of(reading, "event")
    is_levelled = reading.grade is not None and reading.grade.is_level
    return is_levelled and told is not None and _RECOGNISED_AS.search(context.passage.flat, *told) is not None


def brought_up(context: Context, thing: Thing, place: Place) -> tuple[str, int, int] | None:
    """Tell firms that somebody is rewarded for (孵化器每新增1家, 乡镇每净增1家高新技术企业) from those that receive.

    Args:
        context: the clause.
        thing: what the grant is for.
        place: the amount in its place.
    """
    entry = thing.entry
    if hatched := _EACH_HATCHED.search(context.passage.flat, place.statement[0], place.start):
        return "cultivation", *hatched.span()
    if entry is None or entry.units[:1] != ("firms",) or entry.event not in _BECOMING:
        return None
    flat, start = context.passage.flat, place.statement[0]
    # Behind another amount stands who gets that.
    is_last = _DIGIT.search(flat, place.last.end, place.statement[1]) is None
    given_to = place.statement[1] if is_last else place.right
    if helped := _HELPED.search(flat, max(start, since(context, place)), place.right):
        return "cultivation", *helped.span()
    if entry.event != "recognition":
        return None
    if more := _EACH_MORE.search(flat, start, place.start):
        return "cultivation", *more.span()
    by_whom = (
        _OF_INCUBATORS.search(flat, start, place.start) or _BROUGHT_UP.search(flat, start, place.start)
        if not _TO_FIRM.search(flat, start, place.right)
        else None
    )
    told = by_whom or _TO_INCUBATORS.search(flat, start, given_to)
    return ("cultivation", *told.span()) if told else None


def find_upkeep(context: Context, thing: Thing, ground: Ground, place: Place) -> tuple[str, int, int] | None:
    """Find that a right is kept (授权后维持满5年的发明专利), which comes after it is granted.

    The fees of each year are told once for all amounts of a sentence (对年费,…每年资助100元;第7-10年,…200元).

    Args:
        context: the clause.
        thing: what the grant is for.
        ground: what the condition names.
        place: the amount in its place.
    """
    if thing.entry is None or not _RIGHT.search(thing.word):
        return None
    flat, end = context.passage.flat, place.start
    kept = [act for act in acts_in(context.passage, *ground.segment) if act.entry.id == "upkeep"]
    if kept and not _ASKED_BESIDES.match(flat, *ground.segment):
        return "upkeep", kept[-1].start, kept[-1].end
    start = max(flat.rfind("\n", 0, end), flat.rfind("。", 0, end)) + 1
    said = last_match(_KEPT, flat[start:end])
    if said and _ASKED_BESIDES.match(flat, max(flat.rfind(",", 0, start + said.start()) + 1, start)):
        return None
    if said is None or _GRANTED.search(flat, start + said.end(), end):
        return None
    return "upkeep", start + said.start(), start + said.end()


# A fair that is held: how large it is, what its rooms cost, who holds it.
_FAIR_HELD = re.compile(
    rf"""(?:展览|展出|室内|净|使用)(?:总)?面积|展位(?:数|规模|总数)?(?:在|达到?|超过?|满|{AT_LEAST})*\d+个|\d+个(?:以上)?(?:国际)?(?:标准)?展位
    |(?:参会|与会)(?:人数|人员|代表|嘉宾)|(?:参展商|观众|客商|展商)(?:数量?|人数)?(?:达到?|超过?|在|{AT_LEAST})*\d|展期
    |(?:单[个场次项]|每[个场次届])(?:展览|展会|会展)|单展|办展|主办|承办|举办|会展项目|首届|新办|场租|(?:场地|展馆|场馆)(?:实付)?租金|租馆|租用展馆
    |\d+人(?:\([^()]*\))?(?:以上)?[^,;。:]{{0,4}}会议|每平方米""",
    re.VERBOSE,
)
# Whoever goes there.
_FAIR_GONE_TO = re.compile(
    r"参[展加]|赴|境外|出境|展位费|组展|摊位|布展|特装|参与|人员费|\d个(?:标准)?展位的?(?:企业|单位)"
)
_LINE_ENDS = "\n。"


def find_held(context: Context, thing: Thing, place: Place) -> tuple[str, int, int] | None:
    """Find that a fair is held (展览面积1万平方米以上的，奖励), where nothing says that somebody goes to one.

    Args:
        context: the clause.
        thing: what the grant is for.
        place: the amount in its place.
    """
    if thing.entry is None or thing.entry.event != "exhibition":
        return None
    flat = context.passage.flat
    start = max(flat.rfind(end, 0, place.start) for end in _LINE_ENDS) + 1
    if _FAIR_GONE_TO.search(flat, start, place.right):
        return None
    held = _FAIR_HELD.search(flat, start, place.right)
    return ("hosting", *held.span()) if held else None
