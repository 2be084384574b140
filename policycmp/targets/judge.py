"""Judge whether a quantity is a commitment at all; each refusal has its reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES
from policycmp.language.predicates import PredicateKind, find_predicate, strip_leads
from policycmp.language.quantities import NumberKind
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.each_of_kind import is_one_for_each
from policycmp.targets.facts import (
    is_aside,
    is_base,
    is_raised_behind,
    is_there_already,
    only_describes,
    outside_brackets,
    tells_what_was,
)
from policycmp.targets.grants.receivers import is_end_of_span
from policycmp.targets.ranks_and_terms import is_once, is_time_limit, refuse_kind
from policycmp.targets.sizes import counts_later, is_size, is_size_alone, is_size_of_whole
from policycmp.targets.sure_promises import covers_part
from policycmp.targets.works import is_worked_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycmp.language.quantities import Mention
    from policycmp.models import Span
    from policycmp.targets.candidates import Candidate, ClauseText

REASONS = {
    NumberKind.DATE: "date",
    NumberKind.DURATION: "term",
    NumberKind.ORDINAL: "name",
    NumberKind.DOCUMENT: "number of a document",
    NumberKind.BARE: "name",
    NumberKind.TABLE: "unreadable table",
    NumberKind.VAGUE: "not quantified",
    NumberKind.ITEM: "number of a clause",
    NumberKind.RANK: "name",
    NumberKind.RATIO: "name",
    NumberKind.WHOLE: "not quantified",
}
_NUMERAL_ONLY = re.compile(r"^[约近超过不低少于至上]*[一二两三四五六七八九十]+")
# From ten on a Chinese numeral counts (场景二十个); below it may be an article or a set phrase.
_COUNTABLE = 10
_NO_ARTICLE = re.compile(r"[百千万亿%番倍盖成半分]|位数")
_ARTICLE = re.compile(r"^一(?!半|倍)")
# 各打造一个…: one for each is a number.
_EACH_ONE = re.compile(r"各(?:自|地)?(?:新建|打造|建设|建成|创建|培育|形成|设立|建立|布局|制定|引进)$")
_BUILT_TOGETHER = re.compile(r"建设|共建|打造|创建|建成|布局|新建|加快|推进")
_PLACES = re.compile(
    r"[^,;。、]{0,24}(?:集聚区|示范区|先导区|中心|基地|平台|园区|产业园|实验室|集群|试点|孵化器|研究院|"
    r"院区|机场|车站)"
)
_AT_LEAST = re.compile(AT_LEAST)
_TIME_UNITS = frozenset({"工作日", "小时", "分钟", "天", "秒"})
_SHORTEN = re.compile(rf"压缩|缩短|缩减|减至|控制在|{AT_MOST}|办结|限时|提速|压减|以内|放行")
# 前3个完整财政年度
_YEARS_COUNTED = re.compile(r"(?:完整|连续)?的?(?:会计|财政|自然|纳税|经营|完整)*年度?(?!企业|项目)")
# 百亿元产业集群: the amount names a class of things.
_SIZED_CLASS = re.compile(
    r"级?(?:以上|以下)?(?:的)?(?:产业(?![^,;。、\d]{0,10}[基资]金)|企业|园区|集群|板块|强[县镇村]|工业企业|大?项目)"
)
# 实现亿元以上制造业企业研发机构全覆盖
_ROUND_CLASS = re.compile(r"[十百千万亿]+元(?:以上|级)")
_OF_CLASS = re.compile(r"的?[^,;。、\d]{1,12}(?:企业|项目|园区|单位|集群)")
# 可以将不少于20%的编制用于引才: a share that is set apart, no class.
_ALLOTS = re.compile(rf"(?:将|把)(?:{AT_LEAST})?$")
_ALLOTTED = re.compile(r"[^,;。]{0,20}(?:用于|奖励|分配|安排|投向|提供给|免费提供)")
_TAKEN = re.compile(r"(?:拿出|提取|留出|划出)[^,;。]{0,10}$")
# 全覆盖产业链: a kind of thing, no goal.
_IS_SOMETHING = re.compile(r"[^,;。、\d]{2,16}(?<![总但还不而就可凡如于倒只要])(?:是(?!否)|均?属于)")
_MEASURED = re.compile(
    r"[^,;。\d]{2,18}(?:率|比例|投资|产值|营收|销售额?|收入)(?:均|都|全部|继续|合计|总额|力争)*(?:达到?|为|超过?|突破|提高到)"
)
_STRIVES = re.compile(r"力争|争取|确保|努力")
# 400个小区得到了改造
_WAS_DONE = re.compile(r"[^,;。、\d]{2,16}(?:得到|完成|实现|获得)了")
# 对5家企业进行了约谈
_WAS_DONE_TO = re.compile(r"[^,;。\d]{0,20}(?:进行|开展|实施|作出|予以)了")
_COVERING = re.compile(r"的?(?:产业链|网络|体系|格局|模式|监管|检查|督查|机制|服务)")
# What the number itself is: 35%的目标, 80%的转化净收入; not a class that it defines.
_OWN_NOUN = re.compile(
    r"的[^,;。、\d的]{1,8}(?:目标|任务)(?=[,;。]|$)|的(?:单数|奇数|(?:约束性|预期性|年度|预期|硬性)?(?:目标|任务)|(?:费率|利率)?上限|比例|速度|增速|水平|增长|要求|奖|标准|份额|任务|幅度|工程量|进度|[^,;。]{0,6}机制|[^,;。]{0,6}(?:收益|"
    r"收入(?!的)|所得))"
)
_OPENS_OR_ENDS = re.compile(r"^(?:时(?![间代期段限])|的(?:[,;。]|$))")
_CLASS = re.compile(r"[^,;。]{0,40}的[^,;。]{0,6}(?:企业|项目|单位|机构|人员|人才|银行|主体|地块|园区)")
_QUALIFIES = re.compile(r"的[^,;。]")
_FUND = re.compile(r"的[^,;。]{0,14}(?:基金|资金池|资金)")
_FUNDED = re.compile(r"(?:规模|总额|资金|设立|组建)[^,;。]{0,6}$")
_SHARED = re.compile(r"的?[^,;。的]{2,24}")
_BUILDS = re.compile(r"(?:建设|改造|培育|创建|开工|投产|建成|整治)$")
_STEP = re.compile(r"阶段|档次?|层次|等级|等次|方面|环节|维度|类别|步骤|级别")
_DIVIDED = re.compile(r"分(?:为|成|(?<![部充十百千]分))$")
_LONGEST_DIVIDED = 2
_RANKED = re.compile(r"^,?(?:位?居|排名|列)(?:全|第)")
_HEADS = re.compile(r"[一每]?[百千万]+[人名户家]")
# 每亿元研发投入的专利, 单位…: a sum without a digit that something is counted by
_PER_SUM = re.compile(r"[百千万亿]+元")
# 百家规上企业中设立研发机构的达到45家
_AMONG = re.compile(r"[^,;。、\d]{1,14}?(?:[中里]|当中)(?![心小型])")
_FOR_EACH = re.compile(rf"[^,;。\d]{{2,16}}?(?:{AT_LEAST})?(?:配备|配置|安排|设立|设置|聘请)")
_HELD = re.compile(r"(?:[456]G)?[^,;。、\d]{0,12}(?:拥有|保有|数|量)|(?:有效|高价值)?发明专利")
_EDGES = ("末位", "排前", "排名前", "位居前", "排后", "排名后")
# What opens a name; brackets ( only add to what stands before them.
_NAME_MARKS = frozenset('“《<["')


def refuse_outright(mention: Mention, clause: ClauseText, *, past: bool, grants: bool) -> str | None:
    """Say why a number is no commitment, where what it is or where it stands tells that without its words.

    Args:
        mention: a number.
        clause: the clause cut up.
        past: whether the clause reports what was done.
        grants: whether the clause grants anything, so that a number of it may be a threshold first of all.

    Returns:
        The reason, or None where the words round the number must be asked.
    """
    if mention.quantity is None:
        return REASONS[mention.kind]
    if grants:
        return None
    if _is_name(mention.span, clause):
        return "name"
    return "fact" if past else None


def refuse(candidate: Candidate, clause: ClauseText, *, past: bool) -> str | None:
    """Say why a quantity is no commitment.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        past: whether the clause reports what was done.

    Returns:
        The reason, or None where nothing speaks against it.
    """
    if _is_name(candidate.span, clause):
        return "name"
    if past or tells_what_was(candidate, clause):
        return "fact"
    if is_aside(candidate, clause):
        return "name"
    if is_raised_behind(candidate, clause):
        return "base value"
    if described := only_describes(candidate, clause):
        return described
    for reason, test in _TESTS:
        if test(candidate) and not (test is _is_article and _counts_one(candidate, clause)):
            return reason
    return refuse_kind(candidate, clause)


def _counts_one(candidate: Candidate, clause: ClauseText) -> bool:
    return is_once(candidate, clause) or is_one_for_each(candidate, clause)


def _is_per_head(candidate: Candidate) -> bool:
    """万人发明专利拥有量: the denominator of a ratio, not a number of people."""
    if candidate.left.endswith(_EDGES):
        return True
    # 每20家在孵企业配备1名导师
    if candidate.left.endswith("每") and _FOR_EACH.match(candidate.after):
        return True
    if candidate.quantity.unit in ("名", "位") and candidate.left.endswith(("后", "倒数")):
        return True
    if candidate.left.endswith("每") and _PER_SUM.fullmatch(candidate.quantity.text):
        return True
    if _HEADS.fullmatch(candidate.quantity.text) is None:
        return False
    return candidate.left.endswith("每") or bool(
        _HELD.match(candidate.right) or _AMONG.match(candidate.right)
    )


def _is_name(span: Span, clause: ClauseText) -> bool:
    quoted = clause.quotes_around(span)
    if quoted is None or clause.text[quoted.start] not in _NAME_MARKS:
        return False
    before = max(0, quoted.start - _LONGEST_AMENDED)
    told = _MADE_GOAL.match(clause.text, quoted.end) or _AMENDED.search(clause.text, before, quoted.start)
    return told is None


# 将“生产总值增长6%左右”列入预期目标
_MADE_GOAL = re.compile(r"(?:列入|列为|写入|定为|设为|作为|确定为)[^,;。\d]{0,14}(?:目标|指标)(?!体系|考核)")
# “20%”调整为“25%”: what an amendment puts in its place
_AMENDED = re.compile(r"(?:修改|调整|修订|更改|变更|改|提高|表述)[为至到]:?$")
_LONGEST_AMENDED = 5


def _is_fact(candidate: Candidate) -> bool:
    if candidate.kind is NumberKind.RANK:
        return re.search(r"已|目前|截至", candidate.before) is not None
    fact = lexicon.FACT.search(outside_brackets(candidate.before))
    if fact and fact.group() == "排名" and _STRIVES.search(candidate.before):
        fact = None
    # 不低于科技投入的40%: the whole of a share; 投入的3000万元 was put in, 自筹不低于总投入的70% is borne by others.
    whole = candidate.quantity.unit in RATES and "自筹" not in candidate.before
    if fact and fact.group() == "投入的" and whole:
        fact = None
    own = candidate.left.rpartition("、")[2]
    if is_there_already(candidate):
        return True
    if fact and fact.end() <= len(candidate.before) - len(own) and lexicon.ADD.match(own):
        fact = None
    return fact is not None or _RANKED.match(candidate.after) is not None


def _is_participants(candidate: Candidate) -> bool:
    """由甲、乙等4家单位联合攻关: those who act; 支持3家企业与院校联合攻关 is to be done."""
    if candidate.left.endswith(("支持", "引导", "鼓励")):
        return False
    acting = lexicon.PARTICIPANTS.match(candidate.right)
    if acting is None or not acting.group().endswith("入驻"):
        return acting is not None
    return find_predicate(candidate.left).kind in (PredicateKind.BARE, PredicateKind.WEAK)


def _is_subject_of_fact(candidate: Candidate) -> bool:
    """我市13个省级开发区是主战场, 200个重点项目投资超千亿元: what is there is said to be or to reach something."""
    if candidate.quantity.comparator is not Comparator.EQ or candidate.quantity.unit in AMOUNTS:
        return False
    if _is_count_of_places(candidate) or _sums_up_list(candidate):
        return True
    if lexicon.ADD.search(candidate.before) is not None:
        return False
    if _WAS_DONE.match(candidate.after) and not strip_leads(candidate.left):
        return True
    if candidate.left.endswith(("对", "给")) and _WAS_DONE_TO.match(candidate.after):
        return True
    measured = _MEASURED.match(candidate.after) and not strip_leads(candidate.before)
    return bool(measured) or _IS_SOMETHING.match(candidate.right) is not None


def _is_count_of_places(candidate: Candidate) -> bool:
    """仅限23个省级重点县申报, 20个县区将获得支持: nobody adds a county."""
    if _INVOLVES.search(candidate.before):
        return True
    if candidate.quantity.unit != "个" or not _PLACES_COUNTED.match(candidate.right):
        return False
    # 新增3个县通过评估、1个县…: a list that adds goes on.
    previous = candidate.previous
    goes_on = (
        previous is not None and previous.statement == candidate.statement and previous.quantity.unit == "个"
    )
    if goes_on or candidate.left.endswith(_TOWARDS):
        return False
    return find_predicate(candidate.left).kind is PredicateKind.BARE


def _sums_up_list(candidate: Candidate) -> bool:
    """支持的品种为桔梗、苦参等13种: how many are listed. 推进甲、乙等9个项目 is to be done."""
    first, parted, _ = candidate.before.partition("、")
    return bool(parted) and candidate.left.endswith("等") and _NAMES.search(first) is not None


# 支持的品种为桔梗
_NAMES = re.compile(r"(?:为|包括|分别是)[^,;。\d]{1,12}$")


# 项目涉及8个乡镇、36个村
_INVOLVES = re.compile(r"涉及(?:\d+[个家户][^,;。、\d]{1,8}[、和及])*$")
_TOWARDS = ("在", "向", "对", "为", "覆盖")
_PLACES_COUNTED = re.compile(
    r"省份(?=全部|均|都|已)|(?:国家级?|省级|市级|脱贫|贫困|重点|帮扶|扶贫开发|老区|边境|山区|财政困难)*(?:县市区|区县|县区|县|区市|市州|地市|设区市|乡镇|镇街)(?=[,;。、的]|[将共可获每]|申报|$)"
)


def _is_run(candidate: Candidate) -> bool:
    """用好86个场馆, 提质6个集群: a count of what is there already and only served or bettered."""
    if candidate.quantity.unit in AMOUNTS or candidate.quantity.comparator is not Comparator.EQ:
        return False
    words = strip_leads(candidate.left)
    if _FREE.search(words) or (_PUSHES.search(candidate.left) and _ONWARD.match(candidate.after)):
        return True
    run = lexicon.RUN.match(words)
    if run is None or lexicon.ADD.search(words[run.end() :]):
        return False
    return _names_after(candidate) and not _BUILDS.search(candidate.right)


# 推动4个集群加快向世界级跃升
_PUSHES = re.compile(r"(?:推动|推进|促进|支持|引导|[\u4e00-\u9fff])$")
_ONWARD = re.compile(r"[^,;。\d]{2,24}?(?:加快|加速)?向[^,;。\d]{2,14}(?:迈进|跃升|转型|升级|攀升|进军)")
# 可免费游览4个景区
_FREE = re.compile(r"免费(?:游览|参观|乘坐|入住|使用|享受)$")


def continues_list(candidate: Candidate) -> bool:
    """Tell whether a number only goes on with the list of the one before it (86个场馆、64个场馆)."""
    return candidate.before != candidate.left and find_predicate(candidate.left).kind is PredicateKind.BARE


def _names_after(candidate: Candidate) -> bool:
    return bool(candidate.right.strip()) and not lexicon.REACH_END_STRICT.search(candidate.left)


def _is_threshold(candidate: Candidate) -> bool:
    """年产值过千万元的作坊, 亿元以上重点项目: the number defines a class."""
    if (
        candidate.left.endswith(("(含", "不足", "不满", "未满", "未经"))
        or candidate.after.startswith(("起步", "起补", "起奖"))
        or counts_later(candidate)
        or is_end_of_span(candidate)
        or is_size(candidate)
    ):
        return True
    if candidate.quantity.unit not in AMOUNTS and not _is_measure(candidate):
        return False
    if is_size_alone(candidate) or is_size_of_whole(candidate) or covers_part(candidate):
        return False
    if is_worked_on(candidate):
        return False
    if lexicon.GRANT_NOUN.match(candidate.after):
        return False
    if _ALLOTS.search(candidate.left) and _ALLOTTED.match(candidate.after):
        return False
    if _is_fund(candidate) or _is_subject_share(candidate) or _TAKEN.search(candidate.left):
        return False
    if candidate.quantity.unit in MONEY and _SIZED_CLASS.match(candidate.after):
        return True
    if candidate.quantity.unit in MONEY and _ROUND_CLASS.fullmatch(candidate.quantity.text):
        return _OF_CLASS.match(candidate.after) is not None
    bounded = candidate.quantity.comparator is not Comparator.EQ
    if _OWN_NOUN.match(candidate.after):
        return False
    return _defines_class(candidate, bounded=bounded)


def _defines_class(candidate: Candidate, *, bounded: bool) -> bool:
    """对产值低于300万元、…的项目, 超过5%时, 超过8%的: a bound that says which, not how much."""
    if bounded and _OPENS_OR_ENDS.search(candidate.after):
        return True
    if bounded and candidate.before.lstrip().startswith(("对", "凡", "当")) and _CLASS.match(candidate.after):
        return True
    return _QUALIFIES.match(candidate.after) is not None and (
        bounded or not lexicon.ADD.search(candidate.left)
    )


def _is_fund(candidate: Candidate) -> bool:
    """设立总规模不低于20亿元的引导基金: the size of the fund is the promise."""
    return _FUND.match(candidate.after) is not None and _FUNDED.search(candidate.left) is not None


def _is_subject_share(candidate: Candidate) -> bool:
    """一半以上的企业开展研发: a share of all, not a class of those above a share."""
    if candidate.quantity.unit not in RATES or strip_leads(candidate.left).strip("使有让推动、") != "":
        return False
    return _SHARED.match(candidate.after) is not None and not candidate.before.lstrip().startswith("对")


def _is_measure(candidate: Candidate) -> bool:
    return candidate.quantity.unit in {
        "亩",
        "平方米",
        "吨",
        "人",
        "分",
        "公里",
        "分贝",
    } and candidate.after.startswith("的")


def _is_division(candidate: Candidate) -> bool:
    """分为三个档次, 三个阶段: how something is divided."""
    return bool(
        candidate.left.endswith(("条件中的", "条件之", "情形中的", "条件中", "面向全省", "面向全市"))
        or _STEP.match(candidate.right)
        or _DIVIDED.search(candidate.left, len(candidate.left) - _LONGEST_DIVIDED)
    )


def _is_article(candidate: Candidate) -> bool:
    """一个平台, 两个轮子: a Chinese numeral is a promise only where a verb or a bound counts with it."""
    text = candidate.quantity.text
    # 由七至十一名专家组成
    if candidate.quantity.value_max is not None:
        return False
    if candidate.quantity.unit in _TIME_UNITS or candidate.kind is NumberKind.DURATION:
        return False
    if candidate.quantity.value >= _COUNTABLE or not _NUMERAL_ONLY.match(text) or _NO_ARTICLE.search(text):
        return False
    if _ARTICLE.match(text):
        return not (_AT_LEAST.search(candidate.left) or _EACH_ONE.search(candidate.left))
    if _BUILT_TOGETHER.search(candidate.before) and _PLACES.match(candidate.right):
        return False
    return find_predicate(candidate.left).kind in (PredicateKind.BARE, PredicateKind.WEAK)


def _is_term(candidate: Candidate) -> bool:
    """Hours and days are a service promise only where they are shortened or bounded."""
    if candidate.quantity.unit == "个" and _YEARS_COUNTED.match(candidate.after):
        return True
    if candidate.quantity.unit not in _TIME_UNITS or candidate.kind is NumberKind.DURATION:
        return False
    # 驻场须满300天
    if candidate.left.endswith("满"):
        return True
    words = candidate.before + candidate.quantity.text + candidate.after[:8]
    return not (_SHORTEN.search(words) or is_time_limit(candidate))


def _is_grade(candidate: Candidate) -> bool:
    if candidate.after.startswith(("直径", "口径", "跨度", "级超")):
        return True
    if candidate.quantity.unit == "人" and candidate.after.startswith(("户", "有限")):
        return True  # 4人户: a kind of household
    if candidate.quantity.text.endswith("全覆盖"):
        return _COVERING.match(candidate.after) is not None
    if not candidate.after.startswith("级") or candidate.after.startswith(("级以", "级及")):
        return False
    return not is_size_of_whole(candidate)


# 创新大厦4栋3楼, 政务中心2号楼5层: where something is
_STOREYS = frozenset({"栋", "幢", "座", "层", "楼", "号", "室"})
_ROOM_BEHIND = re.compile(
    r"\d{1,4}(?:楼|层|单元|室|号)|[东西南北A-Z]座|[一二三四五六七八九十]{1,3}[楼层](?!高)"
)
_IN_BUILDING = re.compile(r"(?:大厦|大楼|广场|写字楼|\d号|[路街道]|\d号楼)$")


def _is_address(candidate: Candidate) -> bool:
    if candidate.quantity.unit not in _STOREYS or candidate.quantity.comparator is not Comparator.EQ:
        return False
    if _ROOM_BEHIND.match(candidate.after):
        return True
    located = _IN_BUILDING.search(candidate.left) and lexicon.ADD.search(candidate.left) is None
    return bool(located) and find_predicate(candidate.left).kind in (PredicateKind.BARE, PredicateKind.WEAK)


# 字号:大 中 小 阅读 1532 次: what a page counts of itself
_READ = re.compile(r"(?:^|[\s|【(:])(?:阅读|浏览|点击|访问|下载|打印|查看)(?:量|次数|数|人次)?\s?[:】]?\s*$")


def _is_read_count(candidate: Candidate) -> bool:
    return candidate.quantity.unit in ("次", "人次") and _READ.search(candidate.left) is not None


def _names_programme(candidate: Candidate) -> bool:
    """实施百万亩森林提质工程, 新增5亿斤产能建设行动: what a programme bears in its name."""
    if candidate.quantity.comparator is not Comparator.EQ:
        return False
    pushed = _CARRIES_OUT.search(candidate.before)
    if pushed is None or not (pushed["adds"] or _ROUND.fullmatch(candidate.quantity.text)):
        return False
    is_named = _PROGRAMME.match(candidate.after) is not None
    # 推进全国新增千亿斤粮食生产能力建设
    adds_round = pushed["adds"] and _ROUND.fullmatch(candidate.quantity.text)
    return is_named or bool(adds_round and _BUILDING.match(candidate.after))


_CARRIES_OUT = re.compile(
    r"(?:实施|推进|推动|开展|启动|深化|落实|加快|抓好|组织)(?:全国|全省|全市|[省市])?(?P<adds>新增)?$"
)
_ROUND = re.compile(r"[十百千][万亿]?[^\d万亿]{1,3}|[十百千]*[万亿][^\d万亿]{1,3}")
_PROGRAMME = re.compile(r"[^,;。、\d]{2,18}?(?:行动|计划|规划|工程|战略)(?=[,;。、”]|实施|$)")
_BUILDING = re.compile(r"[^,;。、\d]{2,14}?建设(?=[,;。、]|$)")


_TESTS: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    ("name", _is_grade),
    ("name", _names_programme),
    ("name", _is_address),
    ("name", _is_read_count),
    ("name", _is_per_head),
    ("name", _is_division),
    ("name", _is_article),
    ("base value", is_base),
    ("fact", _is_fact),
    ("fact", _is_participants),
    ("fact", _is_subject_of_fact),
    ("existing thing", _is_run),
    ("threshold", _is_threshold),
    ("term", _is_term),
)
