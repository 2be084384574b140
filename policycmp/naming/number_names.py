"""The indicator: the noun phrase that a number counts, completed from the context where the sentence leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.predicates import (
    ADD_WORDS,
    REACH_WORDS,
    PredicateKind,
    find_predicate,
    strip_leads,
)
from policycmp.naming import naming_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.models import NumberWords

# Besides what stands before any predicate: prepositions, and particles left over from a cut phrase.
_LEADS = re.compile(
    r"""^(?:
      到(?![位期账达访场岗会]) | 至 | 完成(?=新|引) | 达到? | 按照 | 按 | 由 | 对于? | 给予
    | 围绕 | 通过 | 一批 | 若干 | 期末
    | 前(?!三|五|十) | 让 | 每年度? | 一项(?=.{2}) | 且 | 但(?!书)
    | “?十[一二三四五]五”?(?:规划)?期?末(?=.{3}) | 使(?![用命领])(?=.{3}) | 的(?=.{3})    # “十三五”末使全县的
    )""",
    re.VERBOSE,
)
_TAILS = re.compile(
    rf"""(?:
      [、,:;\s“(] | {REACH_WORDS} | 力争 | 分别 | 均 | 各 | 约 | 近 | 共 | 到 | 至 | 在
    | 的 | 为 | 是 | 有 | 超 | 总计 | 合计 | 左右
    | 增长(?=到|至) | 提升 | 提高(?=到|至)
    | 有望 | 将?扩容 | 拉升? | 扩 | 迈向 | 迈上 | 剑指 | 冲刺 | 攀升 | 跃升 | 跨上 | 迈过 | (?<![需主纲提概摘必])要
    | 每(?:学?[年期]|[月周]|季度) | 坚持
    | (?<=率)过 | (?<=[率值额量数])目标 | (?<=[率值命额量数度])将 | (?<=末)保 | (?<=强度)过
    | [比较]上年(?:执行|预算|决算)数
    )$""",
    re.VERBOSE,
)
_LONGEST_TAIL = 7
# 出资比例一般不超过30%, 研发的比例应不低于60%: what only says how binding the number is.
_AUXILIARIES = re.compile(
    rf"(?<=[㐀-鿿]{{2}})(?:(?<![供响反适效对感顺呼])应当?|必须|须|原则上|一般|最[高低]|{AT_LEAST}|{AT_MOST}|不得"
    r"|(?:允许|可以)(?:出现)?|(?<=[额例数])按)+$"
)
_NEAR = 40
_RIGHT_END = re.compile(r"(?:,|;|。|:|(?<!级)(?<!级及)以上|左右|等(?=[,;。、]|$)).*$")
_SEGMENT_END = re.compile(r"[,;:。]")
_COUNTED = re.compile(r"(?:总数|总量|数量|总额|规模)$")
_NO_NOUN = re.compile(r"[、,和及与到至来入为]|以[上下内]|用于|支持|奖励|创业|就业|,")
_VERB_TAIL = re.compile(
    r"(?<=.{3})(?:入驻|参与|共同|开展|进行|用于|(?<!级)(?<!级及)以上).*$|(?<=.{2})(?:给予|予以).*$"
)
# …由2.1%提高到: where a change starts from is no part of what changes.
_FROM = re.compile(r"(?:由|从(?!业|事))(?:[^由从]{1,14}|20\d\d年[^由从]{1,16})$")
# 研发机构(包括实验室、技术中心): the kinds that brackets list are explained, not named.
_KINDS_LISTED = re.compile(r"(?<=[㐀-鿿]{2})\((?:包括|包含|涵盖)[^()]{2,80}\)$")
# 第十条 …; 管理费不得超过专项资金总额: the article, and the whole that a bound leads to, are no part of the name.
_ARTICLE = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+条(?:规定)?|[一二三四五六七八九十]+(?:、|条(?=\s))|\([一二三四五六七八九十]+\))\s*"
)
_BOUNDED_BY = re.compile(rf"(?<=[㐀-鿿]{{2}})(?:{AT_LEAST}|{AT_MOST}|控制在)[^,;。:\d]{{2,16}}$")
_ON_TOP_OF = re.compile(r"(?:要|将|力争)?在[^,;。:]{2,24}?(?:的)?基础上$")
_DISTRIBUTION = re.compile(
    r"分别(?:达到?|为|突破|超过|增长|提高|提升|下降|降低|压减|压缩|缩短|新增|增加|控制在|稳定在|保持在"
    rf"|{AT_LEAST}|{AT_MOST})"
)
# 甲厂、乙厂产值分别…: the statistic stands once, behind the last of whom it is told.
_STATISTIC = re.compile(
    r"(?<=[㐀-鿿]{2})(?:(?:全产业链|总|年)?产值|(?:常住)?(?:居民)?(?:人均)?(?:可支配|营业|主营业务|税收|销售)?收入|营[收业]额?"
    r"|销售额|交易额|进出口额?|产量|增加值|利润|税收|投资额?|占比|比重|覆盖率|人数|数量|总数|的?(?:办理)?(?:时限|时间|期限|周期)|经费)$"
)
_JOIN = re.compile(r"以及|[和及与、]")
_JOIN_LEFT = re.compile(rf"(?:{_JOIN.pattern})$")
_GENERIC = re.compile(
    r"^(?:总数|总量|总额|数量|规模|产量|产值|占比|比重|比例|累计|面积|总规模|余额|人数|金额|增长|增速|总人数|覆盖率|总面积|数|增幅|销售额|收入|营收|其中)$"
)
_SIZE = re.compile(
    r"^(?:其中)?[㐀-鿿]{0,8}(?<![过超达在满])(?:\d[\d.]*[万亿]*元?[—~至-])?\d[\d.]*[万亿]*元(?:以上|以下)?"
)
_SIZED = re.compile(rf"{_SIZE.pattern}|^[十百千万亿]+元(?:及?以上)?")
# 平原地区, 城区: of where, in the words of the number before. Places with a name of their own are its scope.
_AREA = (
    r"(?:其中)?(?:[东西南北中]部|平原|平坝|山区?|丘陵|半?农?牧区?|沿[海边江]|库区|革命老区|民族|边远|偏远|贫困|脱贫|经济(?:欠)?发达|其他)地区"
    r"|(?:其中)?(?:平原|山区|丘陵|牧区|农区|库区|[市主]?城区|中心城区|市区|城市|城镇|县城|农村|乡村|郊区)"
)
IS_AREA = re.compile(_AREA)
_IN_AREA = re.compile(rf"^(?:{_AREA})(?=.{{3}})")
_SCOPE_ONLY = re.compile(r"^(?:市|省|县|区)?本级$|^全[市省县区]$|^(?:市|县|区|省)级$")
_ADD_HEAD = re.compile(rf"^(?:{ADD_WORDS})+")
# 造林1万亩 is a deed and what is counted in one.
_PLANTED = "造林"
# 支持各县发展3个主导产业: what is counted is the object of the last verb.
_DEED_LAST = re.compile(rf"(?:{ADD_WORDS})$")


def name_number(words: NumberWords) -> str:
    """Name what a number counts.

    Args:
        words: the number with the words round it.

    Returns:
        A short noun phrase in the words of the plan.
    """
    name, previous = _without_lone_marks(_own_name(words)), words.previous
    if distributed := _distributed(words):
        return distributed
    if previous and name.startswith("占"):
        return _core(previous) + name + ("" if name.endswith(("比重", "比例", "率")) else "比重")
    if previous and (not name or _SCOPE_ONLY.match(name)):
        return previous
    if previous and IS_AREA.fullmatch(name):
        return name.removeprefix("其中") + _IN_AREA.sub("", previous)
    if previous and _GENERIC.match(name):
        return previous if previous.endswith(name) else _core(previous) + name
    if previous and "其中" in words.segment and _SIZE.fullmatch(name):
        # 其中产值10亿元以上5家、5亿—10亿元8家: the size of those counted
        return name + _SIZED.sub("", _core(previous), count=1)
    is_deed = _ADD_HEAD.fullmatch(name) and not name.endswith(_PLANTED)
    if previous and is_deed and not _ADD_HEAD.fullmatch(previous):
        return name + _core(previous)
    return name or _segment_name(words) or words.heading or words.unit


def _without_lone_marks(name: str) -> str:
    """Take off the quotation marks of which the other half stands outside a name (“花道)."""
    return name if name.count("“") == name.count("”") else name.replace("“", "").replace("”", "")


def _distributed(words: NumberWords) -> str | None:
    """Give each number of A、B分别达到140家和150家 its own noun."""
    listed = _DISTRIBUTION.search(words.segment) if "分别" in words.segment else None
    if listed is None:
        return None
    listing = _clean(words.segment[: listed.start()])
    items = listing.split("、")
    if len(items) == 1 and _STATISTIC.search(_JOIN.split(listing)[-1]):
        items = _JOIN.split(listing)
    if len(items) == 1 or words.ordinal >= len(items) or not all(items):
        return None
    name, shared = items[words.ordinal], _STATISTIC.search(items[-1])
    if shared is None or _STATISTIC.search(name):
        return name
    # 一、二、三产增加值: a numeral alone names nothing.
    return name + shared.group() if len(name) > 1 else listing


def _own_name(words: NumberWords) -> str:
    """Take the words before the number, or those after it where a verb or a list stands before."""
    left = _AUXILIARIES.sub("", words.left)
    if (acts := ACTS.match(left)) and (after := _counted_after(words)):
        return acts["verb"] + after
    if EACH_OF.fullmatch(left) and (after := _counted_after(words)):
        return after
    if OF_EACH_PLACE.fullmatch(left):
        return ""
    predicate = find_predicate(left)
    noun = predicate.noun
    verbs_only = _ADD_HEAD.fullmatch(noun) is not None
    if after := _summed_after(words, noun, nameless=not noun or verbs_only or predicate.fronted):
        return (noun if verbs_only else "") + after
    deed = _DEED_LAST.search(noun)
    if (deed or _JOIN_LEFT.search(noun)) and (after := _counted_after(words)):
        return (deed.group() if deed else "") + after
    adds = predicate.kind in (PredicateKind.ADD, PredicateKind.WEAK)
    noun = noun if adds else _clean(noun)
    if "覆盖" in words.text:
        return noun + "覆盖率"
    return predicate.verb + noun if adds else noun


# 今年滨江区还将增加80个, 老城区今年增600个: who does it and when, before a verb alone.
ACTS = re.compile(
    r"[\s,、]*(?:[\u4e00-\u9fff]{0,10}(?:还|也|又|[省市县区州镇](?=将|再))(?:将|再|要(?!素)|计划|拟)+(?:再)?"
    r"|[\u4e00-\u9fff]{0,10}(?:今年|明年|年内)(?:将|再|计划|拟|还)*)"
    rf"(?P<verb>{ADD_WORDS}|新?增加?|新?添置?|再?添|新?开|置换|增设)\Z"
)

# 每个园区不少于2家众创空间, 做到每个街道至少有: who has them.
EACH_OF = re.compile(
    rf"""
    [、,;:\s]*(?:做到|确保|实现|保证|保障|争取|力争|达到)*
    (?:每(?!年|月|周|季|天|日|学[年期])|各)[\u4e00-\u9fff]{{1,8}}?(?:、[\u4e00-\u9fff]{{1,3}})?(?:\([^()]*\))?  # who
    (?:每学?[年月期季])?(?:要|应当?|须|都|均|{AT_LEAST})*
    (?:有|拥有|建有|配备|配|联系|新?办|{lexicon.VERBS})?(?:{AT_LEAST}|{AT_MOST})*
    """,
    re.VERBOSE,
)


# …群众关心的实事,每个乡镇不少于2件: of what, the words before say.
OF_EACH_PLACE = re.compile(
    rf"[、,;:\s]*每个?(?:乡镇|镇街|街道|[镇乡村]|行政村|社区|县市?区?|市州?|区县?|园区|学校|单位|部门)(?:每学?[年月期季])?(?:{AT_LEAST}|{AT_MOST})*"
)


def _summed_after(number: NumberWords, noun: str, *, nameless: bool) -> str:
    """Take the noun after where the words before name nothing, or only list what it sums up (A、B等4个大装置)."""
    certain = nameless or noun.endswith("等")
    if not certain and "、" not in noun:
        return ""
    after = _counted_after(number)
    return after if certain or len(after) > 2 else ""  # noqa: PLR2004 - a noun of its own


def _counted_after(number: NumberWords) -> str:
    """Take the counted noun behind the number (10家具有国际竞争力的龙头企业)."""
    words = _RIGHT_END.sub("", number.right.lstrip("的() "))
    if _NO_NOUN.match(words):
        return ""
    words = _JOIN_LEFT.sub("", _VERB_TAIL.sub("", words).strip(" ”的"))
    listed, etc, summed = words.rpartition("等")
    return summed if etc and listed and len(summed) > 1 else words


def _segment_name(words: NumberWords) -> str:
    """Take the words of the segment before, where the number opens its own."""
    return _clean(words.before[-_NEAR:].rstrip(",:;"))


def _clean(words: str) -> str:
    """Strip what leads to the noun phrase and what links it to the number."""
    words = _ON_TOP_OF.sub("", _ARTICLE.sub("", _SEGMENT_END.split(words)[-1].strip()))
    words = strip_leads(_AUXILIARIES.sub("", _BOUNDED_BY.sub("", words)))
    while match := _LEADS.match(words):
        words = strip_leads(words[match.end() :])
    while words and (match := _TAILS.search(words, len(words) - _LONGEST_TAIL)):
        words = words[: match.start()]
    return _FROM.sub("", _KINDS_LISTED.sub("", words))


def _core(indicator: str) -> str:
    """Take off how an indicator is counted: 新增高新技术企业 → 高新技术企业."""
    core = _ADD_HEAD.sub("", indicator)
    return _COUNTED.sub("", core) or indicator
