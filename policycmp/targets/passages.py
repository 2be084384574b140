"""Refusals that the sentence or clause decides: definitions, conditions, penalties, instalments, weights, levers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import MONEY
from policycmp.language.money_words import GRANTS
from policycmp.language.predicates import NEW
from policycmp.language.scanning import holding
from policycmp.models import Comparator, Function
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.breaches import is_duty_before_breach
from policycmp.targets.grants.instalments import is_instalment, is_rhythm, is_settlement
from policycmp.targets.modality import is_only_once
from policycmp.targets.own_parts import is_own_part
from policycmp.targets.setting import NAMES_SOURCE, PENALTY

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting

# What a clause's function refuses without looking at its words.
SILENT = {
    Function.DEFINITION: "definition",
    Function.FORMAL: "formal clause",
    Function.REVIEW: "fact",
}
_REWARD = re.compile(f"{GRANTS}|贴息")
_WEIGHT = re.compile(
    r"权重|分值|评分|得分|计分|加分|扣分|赋分|满分|打分|考核分|总分|[+＋=×÷]\s?[\u4e00-\u9fff][^,;。]{0,10}\($"
)
# 指标体系由服务能力(30%)、绩效(50%)构成
_WEIGHED = re.compile(
    r"(?:评价|评审|考核|绩效)?指标(?:体系)?[^。]{0,60}(?:构成|组成)|由[^。]{4,80}(?:构成|组成)[^。]{0,10}(?:得分|评分)"
)
# 以20项工程为抓手, 围绕三个重点: ways of speaking.
_LEVER_AFTER = re.compile(
    r"^[^,;。]{0,40}?为(?:抓手|重点|载体|核心|依托|支撑|牵引|引领|基础|契机|导向|主线|突破口|主体|主攻|"
    r"目标|中心|动力|纽带|平台|代表|骨干|龙头|标杆)"
)
_LEVER_BEFORE = re.compile(r"以[^,;。为]{0,24}$")
_SPOKEN = re.compile(
    r"""^(?:
      重点(?![\u4e00-\u9fff]{2,})|方面|环节|维度|层面|字|结构          # 三个重点, 五个方面: parts of a thought
    | 关键(?=环节|问题|领域|节点|点|期|[,;。]|$)|短板|难题|要素(?!市场)|优势(?=,|。|;)|定位   # what matters
    | 领域[^,;。]{0,20}(?:为重点|发力|突破)                           # 在六个领域…发力
    | 专班|台账|领导小组                                             # who sees to it
    | 转变|意识|原则|大局|坚持|确保|突出|统筹                          # 三个转变, 四个坚持: slogans
    | (?:倍增|翻番|突破|提升|跃升|新)(?=[,;。]|$)                       # 实现三个倍增
    | 轮子|翅膀|引擎|抓手|轮驱动                                      # pictures
    | 清单制|代表|结合|并举|服务(?=,|。|;)|到位|率先|走在前            # how it is gone about
    )""",
    re.VERBOSE,
)
_ZONE_AREA = re.compile(
    r"(?:规划(?:控制)?面积|总面积|占地面积|占地|用地面积|核心区|规划范围|规划用地|建成区)[^,;。]{0,4}$"
)
# 临港片区12平方公里, also where no word says that this is its size
_ANY_AREA = re.compile(r"面积[^,;。]{0,4}$|(?:片区|园区?|基地|[新城经开港]区|组团)$")
_LARGE_UNITS = frozenset({"平方公里", "平方千米", "km²"})
_AREA_UNITS = _LARGE_UNITS | {"亩", "公顷", "平方米"}
_CAPACITY = re.compile(r"(?:年产|日产|年处理|日处理|年加工|总投资|总装机|装机|年产能|产能|年发电|投资)$")
_PLANT = "项目|生产线|工程|装置"
_PROJECT = re.compile(rf"^[^,;。、]{{0,26}}?(?:{_PLANT})(?!\d)(?!数|达|\s*\d)")
# 年产40万吨有机硅、储能等项目; 推进10万千瓦风电项目前期
_AMONG_PROJECTS = re.compile(rf"^[^,;。\d]{{1,40}}(?:{_PLANT}|基地)(?!\d)(?!数|达|\s*\d)")
_CAPACITIES = frozenset({"千瓦", "兆瓦", "吉瓦", "千瓦时", "吨"})
_PROJECT_ALONE = re.compile(rf"^[^,;。、\d]{{1,14}}(?:{_PLANT}|基地|电站)(?!\d)(?!数|达|\s*\d)")
_REACHES_CAPACITY = re.compile(r"新增|达到?|突破|超过?|形成|总装机|规模|完成|投产|并网")
# 财政补贴80%，农户自缴20%
_BORNE = re.compile(r"自(?:缴|付|筹|担|负|行承担|行负担)[^,;。\d补奖报贴返]{0,6}$")
_COST = re.compile(r"(?:缴纳|交纳|收取|自筹|自付|保证金|押金|抵押|手续费|工本费)[^,;。]{0,8}$")
# 超定额用水的,按水价的2倍加收: a price that rises with what is used
_SURCHARGE = re.compile(
    r"(?:以[上下])?(?:的?(?:标准|比例|水价|电价|价格))?(?:加价)?(?:收取|加收|计收|征收|缴纳|交纳|收费|计费|计价)"
)
# 每月最低450元就能住: a price
_PRICE_BEHIND = re.compile(r"(?:左右|以上)?(?:就(?:能|可)|即可(?!获|享|领|得)|起(?:租|拍|步)|起(?=[,;。]|$))")
_NO_COST = re.compile(rf"减|免|降|返还|给予|补|不得|{AT_MOST}")


@dataclass(slots=True)
class _Passage:
    """A number with all it stands in; `granted` tells whether its own words grant it."""

    candidate: Candidate
    clause: ClauseText
    setting: Setting
    granted: bool


def refuse_passage(
    candidate: Candidate, clause: ClauseText, setting: Setting, *, granted: bool
) -> str | None:
    """Say why the sentence or clause that a number stands in makes it no commitment.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        setting: what the clause is read in.
        granted: whether the words round the number grant it.

    Returns:
        The reason, or None.
    """
    # 在专利权有效期内，每年提取不低于2%: words of validity may stand beside a grant or a duty.
    spoken = setting.function is Function.FORMAL and (granted or not _is_formal(candidate, clause))
    if setting.function in SILENT and not spoken:
        return SILENT[setting.function]
    passage = _Passage(candidate, clause, setting, granted)
    for reason, test in _PASSAGES:
        if test(passage):
            return reason
    return None


def _is_formal(candidate: Candidate, clause: ClauseText) -> bool:
    return _FORMAL.search(candidate.sentence.of(clause.flat)) is not None


_FORMAL = re.compile(r"施行|实施之日|有效期(?!内)|执行期|试行|废止|失效|解释|从其规定|为准")


def _is_told_below(place: _Passage) -> bool:
    """A line above a paragraph that says the same (停车位3万个以上⏎…新增停车位3万个以上。): the paragraph counts."""
    text, span = place.clause.text, place.candidate.span
    # No farther than such a line reaches.
    nearest = max(0, span.start - _LONGEST_SUBHEAD)
    start = text.rfind("\n", nearest, span.start) + 1
    if nearest and not start:
        return False
    end = text.find("\n", span.end, start + _LONGEST_SUBHEAD + 1)
    if end < 0 or _ENDS.search(text, start, end):
        return False
    below = text[end + 1 :].lstrip()
    # The words come again: the rest of a line that was broken tells something else.
    told = text[max(start, span.start - _SAME_WORDS) : span.end]
    paragraph = below.partition("\n")[0]
    if "。" not in paragraph:
        return False
    return told in below or _heads_paragraph(text[start : span.start], text[span.start : span.end], paragraph)


def _heads_paragraph(words: str, number: str, paragraph: str) -> bool:
    """人均预期寿命将达78岁⏎…人均预期寿命…,提高到78岁。: a headline and what it is made of, in other words."""
    bare, digits = words.strip(), _DIGITS.search(number)
    if digits is None or digits.group() not in paragraph or _ITEM.match(bare) or len(bare) < _SAME_WORDS:
        return False
    return any(bare[at : at + _SAME_WORDS] in paragraph for at in range(len(bare) - _SAME_WORDS + 1))


_DIGITS = re.compile(r"\d[\d.]*[万亿]*[^\d以左]?")
_ITEM = re.compile(r"[(]?[\d一二三四五六七八九十]{1,3}[)、.]|[(]|[^,:]{2,12}:|[-—●◆■★·•*]|第")


_SAME_WORDS = 4
_LONGEST_SUBHEAD = 40
_ENDS = re.compile(r"[。;!?]")


def _is_penalty(place: _Passage) -> bool:
    if not place.setting.punishes:
        return False
    sentence = place.candidate.sentence.of(place.clause.flat)
    if not PENALTY.search(sentence):
        return False
    segment = place.candidate.segment.of(place.clause.flat)
    if PENALTY.search(segment):
        return True
    return not (place.granted and _REWARD.search(segment)) and not is_duty_before_breach(
        place.candidate, place.clause.flat
    )


def _is_definition(place: _Passage) -> bool:
    return not place.granted and place.setting.defines_at(
        place.candidate.sentence.start, place.candidate.span.start
    )


def _is_condition(place: _Passage) -> bool:
    if is_only_once(place.candidate) or _is_quota(place.candidate):
        return False
    if _describes_applicants(place):
        return True
    if not place.granted and _BEFORE_APPLYING.search(place.candidate.before):
        return True
    if not place.granted and _is_asked_of_applicants(place):
        return True
    # 依据：某市奖励政策：高新40万: what is cited.
    if NAMES_SOURCE.search(place.setting.label(place.candidate.span.start)):
        return True
    if place.granted and lexicon.GRANT_VERB.search(place.candidate.segment.of(place.clause.flat)):
        return False
    if place.granted and not place.setting.lists_conditions_at(place.candidate.span.start):
        return False
    return place.setting.conditions_at(place.candidate.span.start)


def _is_asked_of_applicants(place: _Passage) -> bool:
    """升级申报须规划面积1平方公里以上、工业总产值300亿元以上: what applicants must have, to the end of the sentence."""
    candidate = place.candidate
    if candidate.quantity.comparator not in (Comparator.GE, Comparator.GT, Comparator.LE):
        return False
    return (
        _APPLICANTS_MUST.search(place.clause.flat, candidate.sentence.start, candidate.span.start) is not None
    )


_APPLICANTS_MUST = re.compile(
    r"(?:申报|申请|参评|参选|入库|入选|升级申报)(?:者|人|单位|企业|主体|对象|项目)?(?:原则上)?(?:须|应当?|需|必须)"
    r"(?:同时)?(?:具备|满足|符合|达到|为(?!期)|有|是|[\u4e00-\u9fff]{2,6}(?:级|面积|收入|产值|人数|比例))"
    r"|申报(?:企业|单位|主体|机构|项目)须(?!知)(?![^。;]{0,12}(?:公[示开布]|报送|提交))"
)
# 提出申请之日前12个月内带动6人以上就业
_BEFORE_APPLYING = re.compile(r"(?:申请|申报|申领)(?:之日|日期|时)?(?:起)?(?:前|往前)[^,;。]{0,24}$")


def _describes_applicants(place: _Passage) -> bool:
    """Tell what those have who may apply (申领主体为本市企业,职工不超过300人), to the end of the sentence."""
    candidate, flat = place.candidate, place.clause.flat
    if candidate.quantity.comparator not in (Comparator.GE, Comparator.GT, Comparator.LE):
        return False
    told = _APPLICANTS_ARE.search(flat, candidate.sentence.start, candidate.span.start)
    return told is not None and not lexicon.GRANT_VERB.search(flat, told.end(), candidate.span.start)


_APPLICANTS_ARE = re.compile(
    r"(?:申领|申报|申请|适用|参评)(?:的)?(?:主体|对象|单位|企业)(?:为|是|应为|须为|应是|须是)(?!期)"
    # 示范社认定标准除符合基本条件外,入社农户100户以上
    r"|(?:认定|评定|评选|准入|入选|命名)标准(?:[:为是]|除|包括)"
)


def _is_quota(candidate: Candidate) -> bool:
    """各县推荐不超过5家: a limit on applications, also among the demands on them."""
    return candidate.quantity.comparator is Comparator.LE and _QUOTA.search(candidate.before) is not None


_QUOTA = re.compile(r"(?:限报|推荐|申报(?!时|前)|报送|遴选|支持|入选)[^,;。、\d]{0,8}$")


def _is_of_those_who(place: _Passage) -> bool:
    """年收入达到1亿元的，可以承担…: what stands before 的 and a comma says who, also in brackets behind that 的."""
    quoted = place.clause.quotes_around(place.candidate.span)
    if quoted and place.clause.flat.startswith("的(", quoted.start - 1):
        return not lexicon.GRANT_VERB.search(place.clause.flat, quoted.start, quoted.end)
    if place.granted or not place.candidate.after.rstrip().endswith("的"):
        return False
    return _COMMA.match(place.clause.flat, place.candidate.segment.end) is not None


_COMMA = re.compile(r"\s?,")


def _ends_as_class(place: _Passage) -> bool:
    """累计获得投资500万元以上、持股不低于5%的创业人才: a line that ends in who it is."""
    candidate = place.candidate
    if place.granted or candidate.quantity.comparator not in (Comparator.GE, Comparator.GT, Comparator.LT):
        return False
    rest = place.clause.flat[candidate.span.end : candidate.statement.end]
    statement = place.clause.flat[candidate.statement.start : candidate.span.start]
    if lexicon.ADD.search(statement) and not _HAS_DONE.search(statement):
        return False
    if _GIVEN_TO.search(rest) or lexicon.REACH_END_STRICT.search(candidate.left):
        return False
    return _CLASS_AT_END.fullmatch(rest) is not None


_GIVEN_TO = re.compile(r"奖给|奖励|给予|用于|分配|归")
_HAS_DONE = re.compile(r"获得|承担|完成|主持|累计|曾|近\d")
_CLASS_AT_END = re.compile(
    r"[^;。]{0,60}的[^,;。的]{0,12}(?:人才|人员|设施|建筑|场所|区域|用户|专家|带头人|负责人|团队|企业|机构|单位|教师|毕业生|创始人|骨干|者|商户|经营户|个体工商户|居民|村民)"
)


def _is_weight(place: _Passage) -> bool:
    if place.candidate.quantity.unit not in ("%", "分"):
        return False
    window = place.clause.flat[
        max(place.candidate.segment.start, place.candidate.span.start - 24) : place.candidate.span.start
    ]
    weighed = place.clause.opening_mark(place.candidate.span) == "(" and _WEIGHED.search(
        place.candidate.sentence.of(place.clause.flat)
    )
    return (
        bool(weighed)
        or _WEIGHT.search(window) is not None
        or re.match(r"\)?\s?[+＋×÷]", place.candidate.after) is not None
    )


def _is_lever(place: _Passage) -> bool:
    """以20项工程为抓手, 三个重点: a way of speaking."""
    candidate = place.candidate
    levers = "以" in candidate.before and "为" in candidate.after
    if levers and _LEVER_BEFORE.search(candidate.before) and _LEVER_AFTER.match(candidate.after):
        return True
    if candidate.quantity.unit == "种" and _WAYS.match(candidate.right):
        return NEW.search(candidate.left) is None
    if place.candidate.quantity.unit not in ("个", "大", "项", "条", "件"):
        return False
    spoken = _SPOKEN.match(place.candidate.after.lstrip("”"))
    return spoken is not None and NEW.search(place.candidate.left[-_VERB:]) is None


_VERB = 3
# 采取货币补贴和实物配租两种方式
_WAYS = re.compile(r"(?:不同|主要|基本)?的?(?:方式|形式|途径|办法|情形|情况|类型)")


def _counts_itself(place: _Passage) -> bool:
    return is_own_part(place.candidate, place.clause.flat)


_FLOORS = (Comparator.GE, Comparator.GT, Comparator.LE)


def _is_area_of_zone(place: _Passage) -> bool:
    quantity = place.candidate.quantity
    if place.granted or quantity.unit not in _AREA_UNITS or quantity.comparator in _FLOORS:
        return False
    if _LEVER_BEFORE.search(place.candidate.before) and _LEVER_AFTER.match(place.candidate.behind):
        return True
    words = place.candidate.before
    pattern = _ANY_AREA if quantity.unit in _LARGE_UNITS else _ZONE_AREA
    return (
        pattern.search(place.candidate.left.rstrip("约为达近")) is not None
        and lexicon.ADD.search(words) is None
        and lexicon.REACH_END_STRICT.search(place.candidate.left.replace("为", "")) is None
        and lexicon.YEARLY.search(words) is None
    )


def _is_capacity(place: _Passage) -> bool:
    """年产2万吨项目, 总投资20亿元的工程: what one project is, not what is promised."""
    candidate = place.candidate
    if place.granted or _IS_CUT.search(candidate.before):
        return False
    if candidate.left.endswith(("年产", "日产")) and _AMONG_PROJECTS.match(candidate.after):
        return True
    if candidate.quantity.unit in _CAPACITIES and _PROJECT_ALONE.match(candidate.after):
        return _REACHES_CAPACITY.search(candidate.left) is None
    return _CAPACITY.search(candidate.left) is not None and _PROJECT.match(candidate.after) is not None


# 淘汰落后水泥产能80万吨: what goes is promised
_IS_CUT = re.compile(r"(?:淘汰|压减|化解|退出|关停|削减)[^,;。\d]{0,14}产能$")


def _is_of_project(place: _Passage) -> bool:
    """达产后年产值70亿元、新增就业1500人: what a single project will bring, unless a year is set for it."""
    if place.granted or not _MAY_BE_DONE(place.clause.flat):
        return False
    start, end = place.candidate.statement.start, place.candidate.span.start
    done = _WHEN_DONE.search(place.clause.flat, start, end)
    return done is not None and _ON_TIME.search(place.clause.flat, start, end) is None


_WHEN_DONE = re.compile(
    r"(?:项目|全部|全面|建成)?(?:达产|投产|建成|投运|投用|竣工)(?:达效)?后,?(?:预计)?(?:可|将|年|每年|实现|能)"
)
_MAY_BE_DONE = holding("后(?<=[产成运用工效]后)")
_ON_TIME = re.compile(r"到20\d\d年|力争|确保")


def _names_responsible(place: _Passage) -> bool:
    """责任单位:市科技局等6家, 责任领导:副市长1名: who sees to it."""
    if place.candidate.quantity.unit not in ("家", "个", "名", "位", "人"):
        return False
    line = place.clause.flat[place.candidate.sentence.start : place.candidate.span.start]
    return _RESPONSIBLE.search(line) is not None


_RESPONSIBLE = re.compile(
    r"(?:责任|牵头|配合|协办|分管)(?:单位|部门|领导|人|市领导|县领导)(?::|为)[^;。]{0,60}$"
)


def _is_paper(place: _Passage) -> bool:
    """申请表一式3份: what is handed in."""
    candidate = place.candidate
    return candidate.quantity.unit in ("份", "套", "张") and _PAPERS.search(candidate.before) is not None


_PAPERS = re.compile(r"一式|复印件|纸质|申请表|申报书|申报表|原件|材料[^,;。]{0,6}$|[图表]$")


def _is_conversion(place: _Passage) -> bool:
    """按每亩74株折算: how something is counted."""
    after = place.candidate.after
    # 20户以上(吸纳残疾人的按2倍计算): how many one counts as
    if place.candidate.quantity.unit == "倍" and place.clause.opening_mark(place.candidate.span) == "(":
        return _CONVERTED.match(after) is not None
    if place.granted:
        return False
    if _COUNTED_AS.search(place.candidate.left) or _COUNTS_AS.match(
        place.clause.flat, place.candidate.segment.end
    ):
        return True
    if place.candidate.quantity.unit == "基点" and _OFF_THE_RATE.search(place.candidate.left):
        return True
    return _CONVERTED.match(after) is not None


_CONVERTED = re.compile(
    r"^\s?(?:等于|相当于|折合)|^[^,;。]{0,4}(?:折算|计算(?!能力|中心|机|平台|资源)|换算|折合)|^[^,;。]{0,16}(?:计算|折算|计入)(?=[,;。]|$)"
)
# 在LPR基础上减去150个基点
_OFF_THE_RATE = re.compile(r"[加减上下]去?(?:浮)?$")
# 安排1名盲人就业,按安排2名计算: what the first number counts as.
_COUNTS_AS = re.compile(r",(?:可?按|折抵|折算|视同|视为)[^,;。]{0,8}\d+[^,;。]{0,14}(?:计算|折算|安排)")
# 折抵安排2名残疾人, 可计入…1.5%的比例内
_COUNTED_AS = re.compile(r"(?:折抵|视同|视为|相当于|等于|(?:可|不)?计入[^,;。]{0,24})[^,;。、\d]{0,6}$")


def _is_cost(place: _Passage) -> bool:
    if _BORNE.search(place.candidate.left):
        return True
    if place.candidate.quantity.unit == "倍" and _SURCHARGE.match(place.candidate.after):
        return True
    if place.granted or place.candidate.quantity.unit not in MONEY:
        return False
    if _PRICE_BEHIND.match(place.candidate.after):
        return True
    return _COST.search(place.candidate.left) is not None and not _NO_COST.search(place.candidate.before)


_PASSAGES: tuple[tuple[str, Callable[[_Passage], bool]], ...] = (
    ("penalty", _is_penalty),
    ("definition", _is_definition),
    ("weight", _is_weight),
    ("settlement", lambda place: is_settlement(place.candidate, place.clause)),
    ("instalment", lambda place: is_instalment(place.candidate, place.clause)),
    ("how often the office acts", lambda place: is_rhythm(place.candidate)),
    ("heading", _is_told_below),
    ("condition", _is_condition),
    ("condition", _is_of_those_who),
    ("condition", _ends_as_class),
    ("way of speaking", _is_lever),
    ("counts the plan itself", _counts_itself),
    ("size of a zone", _is_area_of_zone),
    ("size of a project", _is_capacity),
    ("size of a project", _is_of_project),
    ("name", _names_responsible),
    ("cost", _is_cost),
    ("conversion", _is_conversion),
    ("paper to hand in", _is_paper),
)
