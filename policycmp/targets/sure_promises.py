"""What the rules know for sure to be promised, whatever the signs of the sentence speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.money_words import GRANTS
from policycmp.language.predicates import PredicateKind, find_predicate, strip_leads
from policycmp.models import Comparator, TargetType
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.duties import is_demand_on_land, is_made_up_of, is_size_of_fund
from policycmp.targets.each_of_kind import has_one_each
from policycmp.targets.grants.budgets import (
    is_budget,
    is_given_over_policy,
    is_paid_in_all,
    is_pool,
    raises_budget,
    sets_aside_yearly,
)
from policycmp.targets.grants.prices import bounds_charge, is_quota_of_each
from policycmp.targets.grants.rooms import is_room
from policycmp.targets.modality import is_extension
from policycmp.targets.sizes import is_size_of_whole
from policycmp.targets.works import is_sure_work

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate
    from policycmp.targets.setting import Setting

# 还有6个园区将开工: said of what comes, whatever else the sentence tells.
WILL_BE = re.compile(r"[^,;。\d]{1,10}将(?!近|[其以此])")
# 每省限报5个, 每位消费者限补1件: so many and no more, whatever else is said
_LIMITED = re.compile(
    r"(?<![期年时权上下门无界局只仅有不])限(?:前|报|补|奖|购|领|享|支持|补贴|奖励|推荐|申报)?$"
)
# 分别下降20%、20%和10%以下: what the first of a list is, the next are.
_NEXT_OF_LIST = re.compile(r"\s?(?:[、和及与]|以及)\s?")
# 补助标准:荒山造林,1500元/亩;补植,800元/亩: a price list of grants.
_STANDARDS = re.compile(rf"(?:{GRANTS})标准")
_EACH_UNIT = re.compile(r"\s?/(?:亩|公顷|平方米|头|只|羽|株|吨|公斤|立方米|公里|台|套|户|辆|盏|千瓦时|度)")
_STANDARD_REACHES = 300
# 占地区生产总值50%以上: no applicant is a part of that.
_OF_OUTPUT = re.compile(
    r"占(?:全?[省市州区县旗])?(?:GDP|地区生产总值|生产总值|经济总量)(?:的?(?:比重|比例|份额))?(?:达到?|为|超过?)?$"
)
# 5G网络覆盖95%以上的行政村, 里程达到3万公里,服务80%以上的城市: how much of a whole something reaches;
# 对覆盖80%乡镇的企业 is who.
_COVERS = re.compile(
    r"(?:^|[,;。:、\s])(?![对凡为])[^,;。:、]{2,24}(?<!的)覆盖(?:到|了|全[省市县区])?$"
    r"|^[并可将\s]*(?:覆盖|服务|惠及|辐射)(?:全[省市县区])?$"
)
_WHOLE = re.compile(r"(?:以上|左右)?的?(?!以)[^,;。:、\d的]{1,12}(?=[,;。、和及]|$)")


# 为全市3万名妇女免费做检查、1万名老人提供助餐: for whom something is to be done.
_CHOSEN = frozenset({"家", "个", "项", "名", "人", "支", "户"})
_FOR_WHOM = re.compile(r"(?:^|[,;。:、\s])为(?:全[省市州区县旗盟])?$")
_DONE_FOR = re.compile(
    r"[^,;。、\d]{0,4}(?:\d+[-—~至]\d+岁)?[^,;。、\d]{1,16}?(?:免费|提供|开展|实施|安装|配备|发放|办理|进行|实行)(?!了)"
)


def covers_part(candidate: Candidate) -> bool:
    """Tell what part of a whole something is to reach (覆盖98%以上人口) from a class of those who cover so much.

    Args:
        candidate: the quantity in its place.
    """
    if candidate.quantity.unit != "%":
        return False
    return _COVERS.search(candidate.left) is not None and _WHOLE.match(candidate.after) is not None


def is_sure(
    candidate: Candidate, flat: str, type_: TargetType, listed: TargetType | None, *, is_law: bool
) -> bool:
    """Tell a number whose own words leave no doubt that it is what the rules take it for.

    Args:
        candidate: the quantity in its place.
        flat: the text of the clause.
        type_: what the rules take it for.
        listed: what the commitment before it was judged to be, if there is one.
        is_law: whether the text is a law or regulation.

    Returns:
        Whether no other sign counts.
    """
    if WILL_BE.match(candidate.after) or _goes_on_with_list(candidate, flat, type_, listed):
        return True
    if type_ is TargetType.TARGET and _is_next_class(candidate, flat, listed):
        return True
    if type_ is TargetType.RULE:
        limited = _LIMITED.search(candidate.left) is not None or is_extension(candidate)
        apart = Comparator.GE if _FLOOR_APART.search(candidate.left) else candidate.quantity.comparator
        limited = limited or is_demand_on_land(candidate, apart)
        bounded = _BOUND.search(candidate.left + candidate.quantity.text) is not None
        limited = limited or (bounded and bounds_charge(candidate))
        return limited or _is_told_to(candidate, flat) or (is_law and _is_bound_of_law(candidate, flat))
    if type_ is TargetType.INCENTIVE:
        if is_quota_of_each(candidate):
            return True
        return is_room(candidate) or _is_in_price_list(candidate, flat) or _is_of_class(candidate, flat)
    if is_given_over_policy(candidate) or _is_among_goals(candidate, flat):
        return True
    if (
        _is_part_of_money(candidate, listed)
        or covers_part(candidate)
        or is_size_of_whole(candidate)
        or _serves(candidate, listed)
    ):
        return True
    if _TO_BE_CHOSEN.search(candidate.left) and candidate.quantity.unit in _CHOSEN:
        return True
    if candidate.quantity.text.startswith("一") and has_one_each(candidate):
        return True
    if _meets_goal(candidate, flat) or _builds_sized(candidate, flat) or _is_handed_on(candidate, flat):
        return True
    if (
        sets_aside_yearly(candidate)
        or raises_budget(candidate)
        or is_pool(candidate)
        or is_paid_in_all(candidate)
        or _is_set_aside_each_year(candidate)
        or is_size_of_fund(candidate, flat)
        or is_sure_work(candidate, flat)
    ):
        return True
    return (
        candidate.quantity.comparator is not Comparator.EQ and _OF_OUTPUT.search(candidate.left) is not None
    )


def _meets_goal(candidate: Candidate, flat: str) -> bool:
    """Tell a goal that is to be met (实现5万户的搬迁目标, 完成30万亩的造林任务)."""
    if _MEETS.search(candidate.left) is None or _NAMED_GOAL.match(candidate.after) is None:
        return False
    return _FAR_OR_DONE.search(flat, candidate.sentence.start, candidate.sentence.end) is None


_MEETS = re.compile(r"(?:实现|完成|达成)(?:全年|年度|今年)?(?:共|约|近)?$")
_NAMED_GOAL = re.compile(r"的[^,;。、\d的]{1,10}(?:目标|任务)(?=[,;。]|$)")
_FAR_OR_DONE = re.compile(r"了(?!解)|已|累计|同比|目前|截[至止]|去年|上年|过去|以来|期间|距离?|差距|提前")


def _is_handed_on(candidate: Candidate, flat: str) -> bool:
    """Tell how many matters are handed to others (将户籍、社保等120项事项下沉社区), not what was."""
    if candidate.quantity.unit not in _MATTERS or _HANDED_ON.match(candidate.after) is None:
        return False
    words = flat[candidate.sentence.start : candidate.span.start]
    return _TAKES.search(words) is not None and _FAR_OR_DONE.search(flat, *candidate.sentence) is None


_MATTERS = frozenset({"项", "个", "种", "类"})
_TAKES = re.compile(r"(?:^|[,;。:\n、\s])(?:拟|再|全面|依法)*将(?![^,;。]{0,40}的,)[^,;。\d]{0,40}$")
_HANDED_ON = re.compile(
    r"[^,;。、\d的]{0,16}(?:事项|权限|职权|业务|服务)(?:全部|统一|依法|逐步|直接)*(?:下沉|下放|移交|划转|延伸|赋予|委托)(?!了|以来|后)"
)


def _builds_sized(candidate: Candidate, flat: str) -> bool:
    """Tell how many of a size are to be built (建1000平方米以上绿地1处): the bare verb and the size open the words."""
    if candidate.quantity.unit not in _SITES or _BUILDS_SIZED.fullmatch(candidate.left) is None:
        return False
    return _FAR_OR_DONE.search(flat, candidate.sentence.start, candidate.sentence.end) is None


_SITES = frozenset({"处", "个", "座", "所", "家", "条"})
_BUILDS_SIZED = re.compile(
    r"[\s、再将拟]*(?:新|改|扩|改扩)?建(?:设|成)?\d[\d.]*万?(?:平方米|亩|公顷|公里|立方米|吨|张床位)(?:以上|左右)?的?[^,;。、\d]{2,14}"
)
# 投资强度不低于每亩280万元
_FLOOR_APART = re.compile(rf"{AT_LEAST}每亩$")
# How many a programme is to choose (拟支持40项)
_TO_BE_CHOSEN = re.compile(r"拟(?:支持|立项|资助|遴选|评选|安排)[^,;。、\d]{0,8}$")


def _is_among_goals(candidate: Candidate, flat: str) -> bool:
    """Tell what a sentence lists as the goals of a year (2026年的奋斗目标是:…;…)."""
    lead = _GOALS_ARE.search(flat, candidate.sentence.start, candidate.span.start)
    return lead is not None and _TELLS.search(flat, lead.end(), candidate.sentence.end) is None


_GOALS_ARE = re.compile(r"(?:奋斗|预期|发展|工作|年度|总体|主要)目标(?:是|为|确定为):")


def _is_bound_of_law(candidate: Candidate, flat: str) -> bool:
    """Tell what an article holds somebody to (机房面积不小于十五平方米) from what applicants have."""
    start, end = candidate.sentence
    if _ASKED_FOR.search(flat, start, end):
        return False
    return is_made_up_of(candidate) or candidate.quantity.text.startswith(_FIRM_BOUNDS)


_FIRM_BOUNDS = (
    "不得",
    "不应",
    "不能",
    "不少",
    "不低",
    "不小",
    "不短",
    "不超",
    "不高",
    "不多",
    "不大",
    "不长",
)


def _is_told_to(candidate: Candidate, flat: str) -> bool:
    """Tell a share that somebody shall keep (配建比例应不低于20%, 学校应100%采用节水器具), unless applicants must."""
    if candidate.quantity.unit != "%" or _SHALL_KEEP.search(candidate.left + candidate.quantity.text) is None:
        return False
    return _ASKED_FOR.search(flat, *candidate.sentence) is None


_SHALL_KEEP = re.compile(rf"(?:应当?|须|必须)(?:达到?)?(?:{AT_LEAST}|{AT_MOST})?\d[\d.]*%$")
# 不得超过每公斤35元: the bound may stand apart.
_BOUND = re.compile("|".join(_FIRM_BOUNDS))
_ASKED_FOR = re.compile(r"申[请报领]|符合|具备|认定|条件|的,|奖励|补[助贴]|资助")


def goes_on_promising(candidate: Candidate, flat: str, listed: TargetType | None) -> bool:
    """Tell the next of what a sentence promises (新建驿站20个、助餐点65个; 能耗下降13%以上,碳排放下降19%).

    Args:
        candidate: a quantity that the rules take for a target.
        flat: the text of the clause.
        listed: what the commitment before it was judged to be, if there is one.
    """
    previous = candidate.previous
    if previous is None or listed is not TargetType.TARGET or previous.sentence != candidate.sentence:
        return False
    if candidate.after.startswith("的") or _ONLY_TOLD.search(candidate.left):
        return False
    # 万人5G基站, 十家: what is no figure may be part of a name.
    if not any(map(str.isdigit, candidate.quantity.text)):
        return False
    if candidate.quantity.text.endswith("以上") and candidate.after[:1] not in {"", ",", "、"}:
        return False
    between = flat[previous.span.end : candidate.span.start]
    if len(between) > _LONGEST_BETWEEN or ";" in between or not {*between} & {*",、"}:
        return False
    return _TELLS_OR_ASKS.search(flat, candidate.segment.start, candidate.segment.end) is None and (
        _TELLS.search(flat, *candidate.sentence) is None
    )


def is_reached_by_year(candidate: Candidate, flat: str) -> bool:
    """Tell what a sentence says is reached by a year that it names (到2027年,企业达到500家,产值突破80亿元).

    Args:
        candidate: the quantity in its place.
        flat: the text of the clause.
    """
    if _BY_YEAR.search(flat, candidate.sentence.start, candidate.segment.start) is None:
        return False
    return _REACHES.search(f"{candidate.left}{candidate.quantity.text}") is not None


_BY_YEAR = re.compile(r"(?<!恢复)[到至]20\d\d年")
_REACHES = re.compile(r"(?:达到?|突破|超过?|提高到|增加到|增至|升至)\s?\d")
_LONGEST_BETWEEN = 36
# 与17家企业共建, 面积8000平方米, 每超1家, 上年得87%
_ONLY_TOLD = re.compile(r"(?:[与同和跟]|面积|每.{0,3}|得)$|^[到至为]$")
_TELLS_OR_ASKS = re.compile(
    r"的,|的$|条件|须|应(?!用|急)|只有|仅|奖|补[贴助]|资助|总投资|占地|年产|不得|每[家个户名]|共有|现有|为\d"
)


def is_of_goals(candidate: Candidate, flat: str, setting: Setting) -> bool:
    """Tell a count under a heading of goals, or in a list of what is to be done for the people this year.

    Args:
        candidate: a quantity that the rules take for a target.
        flat: the text of the clause.
        setting: what the clause is read in.
    """
    if not (_HEADS_GOALS.search(setting.heading) or _LISTS_DEEDS.search(setting.title)):
        return False
    if _TELLS.search(flat, *candidate.sentence) or _YEAR_GONE.search(flat, *candidate.sentence):
        return False
    return _TELLS_OR_ASKS.search(flat, candidate.segment.start, candidate.segment.end) is None


_HEADS_GOALS = re.compile(r"目标(?!完成|达成)")
_LISTS_DEEDS = re.compile(r"民生实事|实事项目")
_YEAR_GONE = re.compile(r"去年|上年|过去|以来|期间|现状|共有|20\d\d年[底末]?[,全]")


def is_announced(candidate: Candidate, flat: str, type_: TargetType) -> bool:
    """Tell what a report sets out to do behind its turn to what comes.

    A bare verb opens the words (引育机构9家), or says how far projects get (车站二期等7个项目竣工投用).

    Args:
        candidate: a quantity in its place, outside the review.
        flat: the text of the clause.
        type_: what the rules take it for.
    """
    if type_ is not TargetType.TARGET or _TELLS.search(flat, *candidate.sentence):
        return False
    if _PROJECTS_GET_ON.match(candidate.after):
        return True
    predicate = find_predicate(candidate.left)
    adds = predicate.kind in (PredicateKind.NEW, PredicateKind.ADD) and not predicate.fronted
    return adds and strip_leads(candidate.left).startswith(predicate.verb)


_PROJECTS_GET_ON = re.compile(
    r"(?:[省市县区]级|重[点大]|产业|亿元以上)*项目(?:全面)?(?:开工|加快建设|竣工|建成|投产|投用|落地|开建)(?:建设|投[产用])?(?=[,;。、]|$)"
)
_TELLS = re.compile(r"了(?!解)|已|累计|同比|目前|截[至止]|现有|成功|获批|荣获")


def _serves(candidate: Candidate, listed: TargetType | None) -> bool:
    """Tell persons for whom something is to be done, the next of a list without a 为 of its own too."""
    left = candidate.left.strip("、 ")
    leads = _FOR_WHOM.search(left) is not None or (not left and listed is TargetType.TARGET)
    return (
        candidate.quantity.unit in lexicon.PERSONS and leads and _DONE_FOR.match(candidate.after) is not None
    )


def _is_set_aside_each_year(candidate: Candidate) -> bool:
    """县财政每年预算安排奖励资金100万元: what the budget holds ready, whatever grants stand round it."""
    return _BUDGET_OF_YEAR.search(candidate.before) is not None and is_budget(candidate)


_BUDGET_OF_YEAR = re.compile(r"财政[^,;。\d给]{0,6}每年[^,;。\d给]{0,6}(?:安排|列支|预算|设立)")


def _is_part_of_money(candidate: Candidate, listed: TargetType | None) -> bool:
    """筹措资金9000万,其中工业专项资金7000万: a part of a sum that is set aside is set aside too."""
    whole = listed is TargetType.TARGET and candidate.quantity.unit == "元" and candidate.previous is not None
    return whole and _PART_OF_MONEY.match(candidate.before) is not None


_PART_OF_MONEY = re.compile(
    r"\s?其中(?!奖|补)[^,;。:\d]{2,14}(?:资金|经费)(?:\d[\d.]*[万亿]元?、|[^,;。:\d]|$)"
)


def _goes_on_with_list(candidate: Candidate, flat: str, type_: TargetType, listed: TargetType | None) -> bool:
    previous = candidate.previous
    return (
        previous is not None
        and listed is type_
        and previous.quantity.unit == candidate.quantity.unit
        and _NEXT_OF_LIST.fullmatch(flat, previous.span.end, candidate.span.start) is not None
    )


def _is_next_class(candidate: Candidate, flat: str, listed: TargetType | None) -> bool:
    """Tell the next of a list of classes of one thing (4个万亿级集群,纺织、玩具2个千亿级集群; 20个A项目、5个B项目)."""
    previous = candidate.previous
    if (
        previous is None
        or listed is not TargetType.TARGET
        or candidate.quantity.comparator is not Comparator.EQ
    ):
        return False
    first = _CLASS_BEFORE.search(flat, candidate.sentence.start, candidate.span.start)
    own = _CLASS.match(flat, candidate.span.end)
    return bool(
        first
        and own
        and first["unit"] == candidate.quantity.unit
        and first["thing"][-_SAME_THING:] == own["thing"][-_SAME_THING:]
    )


_OF_SIZE = r"[一二两三四五六七八九十百千万亿\d]{1,6}元?(?:级|(?:级)?以上)(?:的)?"
_SAME_THING = 2
_CLASS = re.compile(rf"{_OF_SIZE}(?P<thing>[\u4e00-\u9fff]{{2,8}}?)(?=[,;。、和及]|建设|$)")
# 4个万亿级产业集群,纺织、玩具
_CLASS_BEFORE = re.compile(
    rf"\d[\d.]*(?P<unit>[个家项])[^,;。、\d]{{0,6}}{_OF_SIZE}(?P<thing>[\u4e00-\u9fff]{{2,8}}?)[,、和及][^,;。\d]{{0,16}}\Z"
)


def _is_of_class(candidate: Candidate, flat: str) -> bool:
    """硕士或中级职称:8万元住房补贴: a grant right behind the class that gets it."""
    named = flat[: candidate.span.start].rstrip(" ")[-1:] == ":"
    return named and _ALLOWANCE_ALONE.match(flat, candidate.span.end) is not None


_ALLOWANCE_ALONE = re.compile(
    r"(?:以[内上])?的?[^,;。、:\d]{0,10}(?:补贴|补助|津贴|奖励|资助|安家费)(?=\s*(?:[;。\n]|$))"
)


def _is_in_price_list(candidate: Candidate, flat: str) -> bool:
    if _EACH_UNIT.match(candidate.after) is None:
        return False
    start = candidate.span.start
    since = max(flat.rfind("\n", 0, start) + 1, start - _STANDARD_REACHES)
    return _STANDARDS.search(flat, since, start) is not None
