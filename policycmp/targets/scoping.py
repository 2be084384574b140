"""For whom: the whole jurisdiction, or the smaller area, park or body that a sentence or a heading names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.language.predicates import ADD_WORDS
from policycmp.models import Level, TargetType
from policycmp.regions import opening_division
from policycmp.targets.entered_places import place_entered
from policycmp.targets.givers import listed_places, place_that_gives
from policycmp.targets.place_shares import KIND_OF_PLACE, is_share_alone, share_of_place
from policycmp.targets.zone_names import (
    HEADING_VERB,
    HOW,
    KIND,
    NAMED_ZONE,
    WHOLE,
    ZONE,
    heading_scope,
    is_proper,
)

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

SELF = "self"
# 如青州市对…给予25万元: what one place gives, told by another.
_FOR_INSTANCE = re.compile(
    r"(?:^|[,;])(?:例如|比如|如)(?P<name>[\u4e00-\u9fff]{2,5}?[市县区])(?:对|给予|按|规定)"
)
# The head of one issuer's part in a compilation of grants: 青江高新区, 澜江市高新区企业培育奖励政策.
_PART_OF_COMPILATION = re.compile(
    rf"[\u4e00-\u9fff]{{2,8}}{ZONE}|[\u4e00-\u9fff]{{2,3}}[市省县][\u4e00-\u9fff]{{0,8}}?{ZONE}[^,;。、:]{{2,30}}(?:政策|办法|措施|细则|标准)"
)
_SUBJECT = re.compile(
    rf"(?P<name>(?:(?![对的由将给于以等占])[\u4e00-\u9fff“”]){{2,14}}?(?:{ZONE}|绿谷|药谷|光谷|药城|"
    rf"医药城|小镇|研究院|实验室))"
    r"(?=(?:园区)?(?:力争|到\d{4}|要|新建|每年|实施|新增|建成|引进|完成|实现))"
)
_EACH = re.compile(
    r"每[个家](?P<name>[^,;。、\d]{0,16}?(?:区|县|市|镇|园区|基地|集群|开发区|高校|院校|企业|单位|平台|"
    r"联合体|集群|中心|乡镇|社区|街道)(?:(?<=[县市区])(?:[县市区]{1,2}|\([县市区·、]{1,3}\))(?![场域级]))?)"
)
# 特色产业集群营业收入力争全部突破50亿元: every one of a kind is to reach it.
_EVERY = re.compile(
    r"(?:^|[,、])(?:全[市省县区]|我[市省县区])?(?P<name>(?!全[市省县区])[^,;。、]{0,16}?(?:集群|园区|开发区|高新区|基地|县\(市·?区\)|县区|乡镇))的?"
    r"(?:年?(?:营业|主营业务)?(?:收入|产值|营收|销售收入|税收|增加值)|规模)?(?:力争|要|应|将|须)?(?:全部|均|都)(?:要|达到?|超过?|突破|实现)*$"
)
# 市本级达到2%, 市本级财政安排1亿元, but 区本级财政收入增长7%: what the whole takes in and spends is counted so.
_LEVEL = re.compile(
    r"""(?P<name>[市省县区]本级)(?:
      (?=财政(?:每?年度?|预算|计划|将)*(?:安排|列支|拿出|出资|支持))
    | (?!财政|地方|一般|公共|预算|科技|科学|税收|国有|政府|收入|支出|部门)
    )""",
    re.VERBOSE,
)
# 市、县两级分别不低于2元、1.5元: each of the levels.
_LEVELS = re.compile(
    r"(?P<name>[省市州盟县区旗乡镇村](?:级?、[省市州盟县区旗乡镇村])+(?:两级|三级|级))(?:财政|政府)?(?:分别|各)"
)
# 市级林长每季度巡林1次、县级每月2次: the level whose duty goes on.
_LEVEL_GOES_ON = re.compile(
    r"[、,\s]*(?P<name>[省市州盟县区旗乡镇村]级)(?:[河林湖田路]长)?每(?:半年|季度?|月|年|周|旬|天)"
)
_DUTIES = frozenset({"次", "场", "天", "遍"})
_PLATFORM = re.compile(r"(?P<name>“[^“”]{2,12}”(?:平台|基地|园区|示范区))(?:上|中|内|每年|年均|力争|要)")
_BUILT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?:推进|加快|支持|打造)(?P<name>“(?!一[区园城])[^“”]{2,10}(?<!之)[谷城园港区廊岛湾]”)建设"
)
_BODIES = re.compile(r"(?P<name>科研院所|高等院校|高校)中")
# Whom a rule binds: the body that the sentence opens with.
_BODY = re.compile(
    r"""
    (?P<name>(?!对|按|将|鼓励|支持)[\u4e00-\u9fff()、]{0,14}?(?:
      院所|高等院校|高校|学校|医院|卫生院|实验室|研究院          # who teaches, heals, searches
    | 国有企业|公司|金融机构|银行|担保机构|保险机构|运营机构|基金  # firms and money
    | 特派员|镇\(街道\)|乡镇|街道|县\(市、区\)|各县区|县市区|园区|单位|部门
    ))
    # what it must do
    (?=对|应|须|不得|可|每|必须|力争|将|按|要|新建|投资|用于|转化|配备|的)
    """,
    re.VERBOSE,
)
_SUPPORT = re.compile(
    r"(?:支持|推动|推进|指导|依托|鼓励)(?P<name>[^,;。]{2,40}?(?:园区|开发区|高新区|经开区|综保区|示范区|新区|绿谷|药谷|"
    r"药城|小镇|科技城|科学城))"
    r"(?:等(?:园区|地))?(?:加快|加速)?(?:建[设成]|打造|创建|培育|引育|引进|发展|集聚|提升)"
)
# 推动青江研究院孵化企业12家: an institute that is to bring something about.
_URGED = re.compile(
    r"(?:支持|推动|推进|指导|依托)(?P<name>(?:(?![对的由将给于以等占为在])[\u4e00-\u9fff“”]){2,16}?(?:研究院|实验室|创新中心))(?:新增|累计)?(?:孵化|引进|转化|衍生|引育|集聚)"
)
_EACH_OF = re.compile(
    r"在(?P<name>[^,;。\d]{2,30}?(?:区|县|市|园区|镇))各(?:设立|建设|新建|建成|布局|培育|打造|创建|引进)?$"
)
# A character of each word for a zone or body that a name ends in; few sentences have one.
_NAME_END = re.compile(r"[区园城谷镇院室]")
# 经开区内规上企业…, 全省开发区力争…: a part that is named by its kind.
_INSIDE = re.compile(
    r"(?:^|[,、])(?:全[市省县区])?(?P<name>[\u4e00-\u9fff]{0,8}?(?:高新区|经开区|开发区|产业园区|园区|"
    r"集聚区|(?<=[\u4e00-\u9fff]{2})基地|县域(?!内就诊)))内"
)
_NUMBERED = re.compile(r"^(?:\s|\d+[.、]|[(][^()]*[)])+")
# 高新区孵化器达到30家
_ZONE_AS_SUBJECT = re.compile(
    r"""[\s、,]?(?P<name>(?:全[市州省县区])?(?:省级|国家级)?(?:及?以上)?(?:各类)?[市县区]?
      (?:高新区|经开区|开发区|综保区|综合保税区|自贸区|自贸片区|自创区|工业集中区|产业集聚区
        |(?:(?<=[类市州省县区上])|服务类|工业|产业)园区)
      (?:\([^()]{2,12}\))?(?:、[\u4e00-\u9fff]{2,6}区)*)(?!等|建设|创建|升级|扩区|主导|产业园|达到|[、,;。])
    (?=[\u4e00-\u9fff]{2,12}(?:达到?|突破|超过?|新增|力争|占比|增长|提高|提升|降低|下降)|力争|新认定|净增
      |(?:建成|完成|实现|招引|引进)(?!转型|升级|区)
      |[\u4e00-\u9fff、]{0,24}(?:额|产值|总值|营收|收入|销售|投资|税收|比重|强度|率|面积新?拓展|(?:分别|各|均)(?:增长|提高|提升|降低|下降|达到?)?)$)""",
    re.VERBOSE,
)
# The same of 园区, where something says that it is striven for: in a park's own plan it is the park.
_PARKS = re.compile(
    r"(?P<name>园区)(?=[\u4e00-\u9fff、]{1,16}(?:达到?|突破|增长|提高|额|产值|营收|收入|税收)$)"
)
_WHOLE_KIND = re.compile(r"^(?P<name>全[市省](?:开发区|高新区|经开区|产业园区|园区|县域))")
_TIME = re.compile(r"^[^,]{0,12}?(?<!每)年(?:底前?|末)?[,、\s]*")
# 鼓励甲开发区、乙开发区争创…: who is urged, and the verb that urges them.
_URGES = re.compile(r"鼓励|支持|引导|推动|指导|督促|帮助|协助")


def find_scope(
    candidate: Candidate, clause: ClauseText, heading: str, type_: TargetType, inherited: str | None
) -> str:
    """Find the part of the jurisdiction that a number binds.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        heading: the clause's title.
        type_: what kind of commitment it is; 每个 before a grant names recipients, not a part.
        inherited: the scope of the commitment before it in the same sentence.

    Returns:
        The part's name as the plan writes it, or `self`.
    """
    if type_ is not TargetType.INCENTIVE and (each := _each_or_level(candidate, type_)):
        return each
    if named := _named_before(candidate, type_) or place_entered(candidate, clause, type_):
        return named
    if type_ is TargetType.TARGET and (
        charged := share_of_place(candidate, clause, goes_on=inherited not in (None, SELF))
    ):
        return charged
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    if match := _PLATFORM.search(sentence) or _BODIES.search(sentence) or _BUILT.match(sentence):
        return match["name"]
    if type_ is TargetType.RULE and (body := _BODY.match(sentence)):
        return body["name"]
    if speaker := _who_says(sentence) or (type_ is TargetType.TARGET and _promoted(candidate, sentence)):
        return speaker
    if WHOLE.search(_statement_words(candidate, sentence)):
        return SELF
    if proper := _proper_subject(sentence):
        return proper
    if kind := _part_by_kind(candidate, sentence, type_):
        return kind
    if type_ is not TargetType.INCENTIVE and (subject := _obliged(candidate, clause)):
        return subject
    if WHOLE.search(sentence):
        return SELF
    if type_ is TargetType.INCENTIVE:
        if giver := place_that_gives(clause.flat, candidate.statement.start, candidate.span.start):
            return giver
        if instance := _FOR_INSTANCE.search(sentence):
            return instance["name"]
        inherited = None
        if _PART_OF_COMPILATION.fullmatch(heading):
            return SELF
    if (
        inherited
        and inherited != SELF
        and not _PART_NAME.fullmatch(inherited)
        and not _LEVEL.fullmatch(inherited)
        and not _IS_OWNED.match(inherited)
        and not _each_of_another(candidate)
        and not (candidate.previous and _is_of_one(candidate, candidate.previous, inherited))
    ):
        return inherited
    return heading_scope(heading) or SELF


def _each_or_level(candidate: Candidate, type_: TargetType) -> str | None:
    """Find each of a kind, or the level of government, that a target or a rule is for."""
    if each := _EACH.search(candidate.before):
        return each["name"]
    if type_ is TargetType.TARGET and (every := _every(candidate.before)):
        return f"每个{every['name']}"
    if "级" not in candidate.before:
        return None
    level = (
        candidate.previous and candidate.quantity.unit in _DUTIES and _LEVEL_GOES_ON.fullmatch(candidate.left)
    )
    level = level or _LEVELS.search(candidate.before)
    return level["name"] if level else None


def _every(before: str) -> re.Match[str] | None:
    named = "均" in before or "都" in before or "全部" in before
    return _EVERY.search(before) if named else None


# 广安农业发展总公司在2020年前建设…, 各区市县要…: one body, or each of a kind, that is charged with a target.
_CHARGED = re.compile(
    rf"""^(?:\d{{4}}年[底末]?前?,|到\d{{4}}年[底末]?,)?
    (?P<name>各(?:区市县|县市区|县区|县\(市[·、]区\)|区县|地|园区|乡镇|镇\(街道\)|镇街|镇|乡|街道)
        (?:[和及、]?(?:集中区|园区|开发区)(?:、[\u4e00-\u9fff]{{2,6}}区)*)?
      |各(?:国家|省级)?(?:高新区|开发区|经开区|园区|产业园)(?={AT_LEAST}|新建|新增|建成|培育|引进|力争)
      |(?![对由将以在按鼓支])[^,;。:、\d]{{2,16}}?(?:总公司|(?<!上市)公司|集团))
    (?:都|均|分别)?(?=要|应|须|招引|依托|在|负责|每年|新建|{AT_LEAST}|新增|建成|培育|引进|力争|到\d{{4}}年)""",
    re.VERBOSE,
)
# 各设区市科学技术支出占比不低于2.2%: each of a kind that is held to a measure of its own.
_EACH_MEASURED = re.compile(
    r"^(?P<name>各(?:设区市|市州|州市|市县|区市县|县市区|县区|区县|县\(市[·、]区\)|街道|镇街|乡镇|镇|园区))"
    r"[^,;。、\d]{2,28}(?:占比|比[例重]|强度|增[幅长速]|率)(?:应|须|要|的)?(?:达到?|为|提高到)?$"
)


# 市属高校专利转化率提高到15%, 市国资委监管企业研发投入增长20%: bodies that the issuer owns, pays or oversees act,
# and are not what is counted. A class of firms that it does not (规上工业企业, 科技型企业) is.
_OWNER = (
    r"(?:[省市县区州]属(?!地)|公办|“双一流”建设"
    r"|[省市县区州]?(?:人民政府|政府|国资委|国资)(?:监管|出资|控股|直属|所属))"
)
_OWNED = re.compile(
    rf"(?:^|[,、;]|引导|推动|支持|鼓励|要求|指导|督促)(?P<name>{_OWNER}(?:\d+[所家户])?的?[^,;。、\d为对向给]{{0,6}}?"
    r"(?:高校(?:科研院所)?|院校|院所|职业院校|医院|学校|企业|国企|公司|集团))"
    r"(?!数|总数|总量|达到|超过?|突破|改制|重组|上市|\d|[、,;。与和同])"
)


_IS_OWNED = re.compile(_OWNER)


def _part_by_kind(candidate: Candidate, sentence: str, type_: TargetType) -> str | None:
    """Find a part that is named by its kind: 经开区内规上企业…, 全省开发区力争…."""
    if "内" in candidate.before and (inside := _INSIDE.search(candidate.before)):
        return inside["name"]
    if type_ is not TargetType.INCENTIVE and (owned := _OWNED.search(candidate.before)):
        return owned["name"]
    if fund := _FUND_INVESTS.search(candidate.before):
        return fund["name"] if len(_KIND_OF_FUND.sub("", KIND.sub("", fund["name"]))) > 1 else None
    if area := _AREA_OPENS.match(_statement_words(candidate, sentence)):
        return area["name"]
    if subject := _ZONE_AS_SUBJECT.match(candidate.left):
        return subject["name"]
    if "全" not in sentence:
        return None
    whole = _WHOLE_KIND.match(_TIME.sub("", _NUMBERED.sub("", sentence)))
    return whole["name"] if whole else None


# 常创基金完成投资10个: one fund that is named; 政府引导基金 is a kind.
_FUND_INVESTS = re.compile(
    r"(?:^|[,、;]|力争|推动|支持|实现|年)(?P<name>(?!设立|组建|新设|新增|力争|推动|支持)[^,;。、\d年]{2,16}?基金)(?:累计|新增|力争)?(?:完成(?:项目)?投资|投放|投资(?=项目|\d))"
)
_KIND_OF_FUND = re.compile(
    r"基金|投资|股权|政府|引导|专项|[母子省市县区全各级]|天使|创投|风险|种子|发展|并购|我"
)


def _is_of_one(candidate: Candidate, previous: Candidate, name: str) -> bool:
    """Tell whether the number before alone is that of its place: one of a list, an institute urged, 基地内."""
    if candidate.segment == previous.segment:
        return False
    if is_share_alone(previous, name) or _URGED.search(previous.before) or listed_places(name) == name:
        return True
    return candidate.statement != previous.statement and _INSIDE.search(previous.before) is not None


def _each_of_another(candidate: Candidate) -> bool:
    """Tell whether the number before was one for each of a kind (每个县5座), before a semicolon."""
    previous = candidate.previous
    if previous is None or previous.statement == candidate.statement:
        return False
    return _EACH.search(previous.before) is not None


def _statement_words(candidate: Candidate, sentence: str) -> str:
    """Give the words of a sentence from the statement of a number on, up to the number."""
    return sentence[max(0, candidate.statement.start - candidate.sentence.start) :]


# 中西部有较好基础的地区,卫生厕所普及率达到85%
_AREA_OPENS = re.compile(r"\s*(?:到\d{4}年,)?(?P<name>[东西中南北山老革边沿][^,;。\d]{1,28}(?:地区|区域)),")


def _obliged(candidate: Candidate, clause: ClauseText) -> str | None:
    """Find the body that the segment or the sentence of a target opens with."""
    for start in (candidate.segment.start, candidate.sentence.start):
        words = clause.flat[start : candidate.span.start]
        if not ("各" in words or "公司" in words or "集团" in words):
            continue
        words = _NUMBERED.sub("", words)
        if match := _CHARGED.match(words) or _EACH_MEASURED.match(words):
            return match["name"]
    return None


def _named_before(candidate: Candidate, type_: TargetType) -> str | None:
    """Find a part that the segment itself names; 市本级 before a grant only says who pays."""
    before = candidate.before
    level = _LEVEL.search(before) if "本级" in before and type_ is not TargetType.INCENTIVE else None
    if match := level or _SUPPORT.search(before) or ("各" in before and _EACH_OF.search(before)):
        return match["name"]
    if (urged := _URGED.search(before)) and is_proper(urged["name"]):
        return urged["name"]
    subject = _TIME.sub("", candidate.left) if "年" in candidate.left else candidate.left
    # 其中青湾区61%、白石县46%
    subject = _HOW.sub("", subject.lstrip("、 ").removeprefix("其中").lstrip(":,"))
    zone = NAMED_ZONE.match(subject) if _NAME_END.search(subject) else None
    if zone and _is_subject(zone, subject, type_):
        return zone["name"]
    if type_ is TargetType.TARGET and (kind := _ZONE_AS_SUBJECT.match(subject)):
        return kind["name"]
    if type_ is TargetType.TARGET and _HOW.match(candidate.left) and (kind := _PARKS.match(subject)):
        return kind["name"]
    if type_ is TargetType.TARGET and (part := _PART.match(candidate.left) or _TOWN_ACTS.match(subject)):
        return None if KIND_OF_PLACE.search(part["name"]) else part["name"]
    if type_ is TargetType.INCENTIVE and (town := _TOWN.match(candidate.left)):
        return town["name"]
    if listed := listed_places(subject):
        return listed
    division = opening_division(subject)
    # 新建县级中心 builds one, and is no place of that name.
    if division is None or division.level is not Level.COUNTY or _BUILDS.match(subject):
        return None
    return division.name


_HOW = re.compile(rf"^(?:{HOW}|(?:(?:到)?\d{{4}}年[底末]?|今年|明年|年内))+,?")
_BUILDS = re.compile(r"新建(?!区)")

# 其中市区达到98%以上, 东部地区达到95%以上: a part that is named by its kind or its lie.
_PART = re.compile(
    rf"""
    [\s、,]*(?:其中)?
    (?P<name>市区|主城区|中心城区|各?县\(市(?:·区)?\)|各区[、·]县\(市\)             # by kind
      |[东西中南北]{{1,2}}部(?:地区|区域|县)?|山区县?                                # by lie
      |(?:沿海|内陆|边境|平原|京津冀|珠三角|长三角)(?:地区|区域)
    )
    (?=[^,;。、\d]{{0,24}}(?:达到?|办|建|新增|下降|减少|提高|率|超过|比例|{AT_LEAST}|为)$|[^,;。\d]{{0,4}}$
      |(?:新增|新建|建设|引进|培育|完成|改造)[^,;。、\d]{{0,16}}$)
    """,
    re.VERBOSE,
)


# 青山镇建成驿站5个: a town that acts; 支持重点镇 and 中心镇 are kinds.
_TOWN_ACTS = re.compile(
    r"[\s、,;]*(?:其中)?(?P<name>(?!支持|推动|推进|指导|建设|建成|打造|创建|培育|鼓励|完成|新增|新建|每|各|一|中心|重点|美丽|经济|特色)"
    rf"[\u4e00-\u9fff]{{2,3}}(?:(?<![城乡村集])镇|(?<!城)乡|街道))(?:要|将|计划|力争|负责)?(?:{ADD_WORDS}|完成|改造)[^,;。、\d]{{0,16}}$"
)
# 城区每户700元, beside what the counties give
_TOWN = re.compile(
    r"[\s、,:]*(?:其中)?(?P<name>(?:城区|市区|主城区|中心城区)(?!财政|政府|内|级|两级|以)"
    # 苏南地区每家补助5万元,苏中、苏北地区每家补助8万元
    r"|(?:(?![对在向按给本全我])[\u4e00-\u9fff]{2,4}[、和及])*(?![对在向按给本全我各每])[\u4e00-\u9fff]{2,6}(?:地区|区域)(?=每[家个户名项]|给予|奖|补))"
    r"[^,;。、\d]{0,20}$"
)
# Such a part holds for its own number alone.
_PART_NAME = re.compile(
    r"市区|主城区|中心城区|[\u4e00-\u9fff]{1,6}部(?:地区|区域|县)?|[\u4e00-\u9fff]{2,3}(?:地区|区域)"
)


def _proper_subject(sentence: str) -> str | None:
    """Find the named park or body that a sentence opens with (青云药谷力争到2025年…)."""
    opening = _SUBJECT.match(sentence) if _NAME_END.search(sentence) else None
    return opening["name"] if opening and is_proper(opening["name"]) else None


# 青江高新区提出,到2027年引进企业60家: whoever speaks is whose numbers they are.
_SAYS = re.compile(
    rf"(?:^|[,;])(?:此外|同时|其中|日前|近日|据悉),?(?P<late>[\u4e00-\u9fff“]{{2,12}}{ZONE})(?P<verb>提出|明确|计划|表示)"
    rf"|^(?P<name>[\u4e00-\u9fff“]{{2,12}}{ZONE})(?:则|也|还)?(?:提出|明确提出|明确|计划|表示)[,:]?"
)


# 高新区(含东园)2027年须完成:: what follows is its task.
_HAS_TASKS = re.compile(
    rf"\s*(?P<name>(?!全[市省县区州])[\u4e00-\u9fff]{{0,8}}(?:{ZONE}|街道|镇))(?:\([^()]{{1,20}}\))?(?:(?:到)?\d{{4}}年[底末]?前?|今年|全年)?"
    r"[须要应将需]?(?:完成|实现|达到)(?:以下|下列)?(?:目标|任务|指标)?:"
)


def _who_says(sentence: str) -> str | None:
    """Find the zone that a sentence has say what it sets out to do."""
    if not _NAME_END.search(sentence):
        return None
    if tasks := _HAS_TASKS.match(sentence):
        return tasks["name"]
    said = _SAYS.search(sentence.lstrip())
    name = said and (said["name"] or said["late"])
    return name if name and is_proper(name) else None


# 园区获批省级的,给予…: a zone that is paid for what it has become, and is no place of the grant.
_BECOMES = re.compile(r"获批|获评|获得|创成|创建|评[上为]|被?认定|晋[升级]|入选|升级")


# 加快青江自贸片区贸易创新园建设,力争形成30项成果
_PROMOTED = re.compile(
    r"(?:^|[,;])(?:加快|推动|推进|支持|加强)(?P<name>(?!建|打造|创)(?:(?![对的由将给于以等占为在])[\u4e00-\u9fff]){2,12}?"
    r"(?:高新区|经开区|开发区|新区|自贸区|片区|综保区|保税区|集中区))(?!、|和|与|等)[^,;。、等\d]{0,24},(?:力争|确保|争取)[^,;。\d]{0,16}$"
)


def _promoted(candidate: Candidate, sentence: str) -> str | None:
    """Find the zone that is built up so that it reaches what the next words say."""
    words = _statement_words(candidate, sentence)
    match = _PROMOTED.search(words) if words.find(",") >= 0 else None
    # 力争3家园区跻身…: parks are counted.
    if match is None or candidate.right.startswith(("园区", "开发区", "经开区")):
        return None
    return match["name"] if is_proper(match["name"]) else None


def _is_subject(zone: re.Match[str], subject: str, type_: TargetType) -> bool:
    """Tell a zone that reaches something from one that is itself promoted (推进…产业园等72个项目)."""
    rest = subject[zone.end() :].strip("达到为、")
    urged = _URGES.match(zone["name"]) or HEADING_VERB.match(zone["name"])
    if not rest or rest.startswith(("等", "建设")) or rest.endswith("等") or urged:
        return False
    # 省财政和新区分别给予: who pays together is no part.
    if type_ is TargetType.INCENTIVE and ("财政" in zone["name"] or _BECOMES.search(rest)):
        return False
    return is_proper(zone["name"])
