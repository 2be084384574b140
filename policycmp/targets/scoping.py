"""For whom: the whole jurisdiction, or the smaller area, park or body that a sentence or a heading names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.language.predicates import ADD_WORDS
from policycmp.models import Level, TargetType
from policycmp.regions import opening_division
from policycmp.targets.givers import listed_places, place_that_gives

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

SELF = "self"
_ZONE = (
    r"(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|开发区|产业园区?|"
    r"工业园区?|科技园区?|农业科技园区?|园区|新区|科技城(?!市)|科学城|"
    r"示范区|创新城(?!市)|试验区|集中区|综保区|自贸区|保税区|港区|片区|硅谷)"
)
# 如青州市对…给予25万元: what one place gives, told by another.
_FOR_INSTANCE = re.compile(
    r"(?:^|[,;])(?:例如|比如|如)(?P<name>[\u4e00-\u9fff]{2,5}?[市县区])(?:对|给予|按|规定)"
)
# The head of one issuer's part in a compilation of grants.
_ZONE_ALONE = re.compile(rf"[\u4e00-\u9fff]{{2,8}}{_ZONE}")
# Words in front of a zone that tell its kind, not its name: what is left after them must still name it.
_KIND = re.compile(
    r"""
      加快|推进|推动|支持|建设|打造|创建|培育|提升|加强|发展|做强|做优                      # verbs
    | 特色|各类|省级|国家级?|市级|县级|以上|高水平|高质量                                 # grades and praise
    | 产业|科技|创新型?|现代|农业|集聚|区域|自主|跨境|数字|绿色|工业|经济|开放              # kinds of zones
    | 一批|强化|引导|壮大|实现|新增|新建|争取|争创|申报|启动|完善|深化|优化
    | 高新|技术|开发|化工|特色|示范|综合|服务|合作|共建|试点|返乡|创业|孵化
    | 文化|旅游|物流|低碳|生态|循环|智能|制造|大数据|人才|国际|国内|高端|专业|重点
    | 农民工|大学生|退役军人|返乡|入乡|青年|妇女|巾帼|残疾人|留学人员|留学生|海外                # whom it serves
    | 鼓励|州级|区级|引进|全市|我市|乡村|振兴|农村|个|家|等|的|和|与|、|\(|\)|和
    """,
    re.VERBOSE,
)
_SUBJECT = re.compile(
    rf"(?P<name>(?:(?![对的由将给于以等占])[\u4e00-\u9fff“”]){{2,14}}?(?:{_ZONE}|绿谷|药谷|光谷|药城|"
    rf"医药城|小镇|研究院|实验室))"
    r"(?=(?:园区)?(?:力争|到\d{4}|要|新建|每年|实施|新增|建成|引进|完成|实现))"
)
_NAMED_ZONE = re.compile(rf"(?P<name>(?:(?![对的由将给于以等占为])[\u4e00-\u9fff“”]){{2,18}}?{_ZONE})")
_ZONE_END = re.compile(rf"(?:{_ZONE}|研究院|实验室)$")
_EACH = re.compile(
    r"每[个家](?P<name>[^,;。、\d]{0,16}?(?:区|县|市|镇|园区|基地|集群|开发区|高校|院校|企业|单位|平台|"
    r"联合体|集群|中心|乡镇|社区|街道))"
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
_PLATFORM = re.compile(r"(?P<name>“[^“”]{2,12}”(?:平台|基地|园区|示范区))(?:上|中|内|每年|年均|力争|要)")
_BUILT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?:推进|加快|支持|打造)(?P<name>“[^“”]{2,10}[谷城园港区廊岛湾]”)建设"
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
    r"(?:支持|推动|推进|指导|依托|鼓励)(?P<name>[^,;。]{2,40}?(?:园区|开发区|高新区|示范区|新区|绿谷|药谷|"
    r"药城|小镇|科技城|科学城))"
    r"(?:等(?:园区|地))?(?:建设|打造|创建|培育|引育|引进|发展|集聚|提升)"
)
_EACH_OF = re.compile(
    r"在(?P<name>[^,;。\d]{2,30}?(?:区|县|市|园区|镇))各(?:设立|建设|新建|建成|布局|培育|打造|创建|引进)?$"
)
_WHOLE = re.compile(r"全(?<![占比于居较与]全)[市省州区县盟域](?!覆盖)|我(?<![占比于居较与]我)[市省州区县]")
# A character of each word for a zone or body that a name ends in; few sentences have one.
_NAME_END = re.compile(r"[区园城谷镇院室]")
# 在青峰湾创业孵化基地入驻企业就业…, 入驻X园的机构: the named place in which a grant holds.
_BASE = r"(?:基地|园区|产业园|科技园|创业园|孵化器|孵化园|小镇|大厦|综合体|科[学技]城|示范区|高新区|开发区)"
_ENTERED = re.compile(
    rf"(?:入驻|进驻|落[户地]|在|迁入)(?P<name>(?:(?![对的由将给于以等占在驻])[\u4e00-\u9fff“”()]){{2,24}}?{_BASE})"
    r"(?:、[^,;。()]{4,24})?(?:\([^()]*\))?(?=的|入驻|内|注册|登记|设立|就业|创业|租|企业|新|实习|工作|办公|购)"
)
# 对落地在科学城内、…的机构: one of a kind that the text has named
_ENTERED_KIND = re.compile(
    rf"(?:入驻|进驻|落[户地]|迁入|注册)(?:落[户地])?(?:在|于|到)?(?P<name>{_ZONE})(?:范围|区域)?内"
)
# 建设“国家耐盐水稻技术创新中心”,获批后每年给予…: the one body that is granted
_GRANTED_BODY = re.compile(
    r"(?:建设|创建|组建|打造|设立)(?P<name>“[^“”]{6,24}(?:中心|实验室|研究院|创新院)”),(?:经)?(?:获批|建成|认定|批准|挂牌|获得?[^,;。]{0,6}批)[^,;。]{0,8}后"
)
# 入驻“起跑线空间”的项目: a place that is quoted by its name alone.
_ENTERED_BY_NAME = re.compile(r"(?:入驻|进驻|落户|迁入)(?P<name>“[^“”]{2,16}”)(?=的|内|[^,;。]{0,12}的)")
# 以下简称“基地”
_ALIAS = re.compile(
    rf"(?P<name>[^,;。、]{{4,40}}?)\((?:以下)?(?:统称|简称)(?:为)?“(?P<alias>[^“”]{{1,8}}{_BASE}?)”\)"
)
# 经开区内规上企业…, 全省开发区力争…: a part that is named by its kind.
_INSIDE = re.compile(
    r"(?:^|[,、])(?:全[市省县区])?(?P<name>[\u4e00-\u9fff]{0,8}?(?:高新区|经开区|开发区|产业园区|园区|"
    r"集聚区|县域(?!内就诊)))内"
)
_NUMBERED = re.compile(r"^(?:\s|\d+[.、]|[(][^()]*[)])+")
# 高新区孵化器达到30家
_ZONE_AS_SUBJECT = re.compile(
    r"[\s、,]?(?P<name>[市县区]?(?:高新区|经开区|开发区|综保区|综合保税区|自贸区|自贸片区|自创区|工业集中区|产业集聚区)"
    r"(?:\([^()]{2,12}\))?(?:、[\u4e00-\u9fff]{2,6}区)*)(?!等|建设|创建|升级|扩区|主导|产业园|达到|[、,;。])"
    r"(?=[\u4e00-\u9fff]{2,12}(?:达到?|突破|超过?|新增|力争|占比)|新认定|净增|(?:建成|完成|实现|招引|引进)(?!转型|升级|区))"
)
_WHOLE_KIND = re.compile(r"^(?P<name>全[市省](?:开发区|高新区|经开区|产业园区|园区|县域))")
_TIME = re.compile(r"^[^,]{0,12}?年(?:底前?|末)?[,、\s]*")
_HEADING_VERB = re.compile(rf"^(?:{ADD_WORDS}|加快|推动|做强|做优|做大|提升|高标准|高水平)+")
# 鼓励甲开发区、乙开发区争创…: who is urged, and the verb that urges them.
_URGES = re.compile(r"鼓励|支持|引导|推动|指导|督促|帮助|协助")
_HEADING_COUNTY = re.compile(
    r"(?:建设|创建|支持|推进|打造|培育)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:省级|国家级|市级)?创新型(?:试点|"
    r"示范)?县(?!域|级|市|区|\()"
)


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
    each = _EACH.search(candidate.before)
    if each and type_ is not TargetType.INCENTIVE:
        return each["name"]
    if type_ is TargetType.TARGET and (every := _every(candidate.before)):
        return f"每个{every['name']}"
    if named := _named_before(candidate, type_) or place_entered(candidate, clause, type_):
        return named
    if type_ is TargetType.TARGET and (charged := _whose_share(candidate, clause, inherited)):
        return charged
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    if match := _PLATFORM.search(sentence) or _BODIES.search(sentence) or _BUILT.match(sentence):
        return match["name"]
    if type_ is TargetType.RULE and (body := _BODY.match(sentence)):
        return body["name"]
    if speaker := _who_says(sentence):
        return speaker
    if _WHOLE.search(_statement_words(candidate, sentence)):
        return SELF
    if proper := _proper_subject(sentence):
        return proper
    if kind := _part_by_kind(candidate, sentence):
        return kind
    if type_ is not TargetType.INCENTIVE and (subject := _obliged(candidate, clause)):
        return subject
    if _WHOLE.search(sentence):
        return SELF
    if type_ is TargetType.INCENTIVE:
        if giver := place_that_gives(clause.flat, candidate.statement.start, candidate.span.start):
            return giver
        if instance := _FOR_INSTANCE.search(sentence):
            return instance["name"]
        inherited = None
        if _ZONE_ALONE.fullmatch(heading):
            return SELF
    if (
        inherited
        and inherited != SELF
        and not _PART_NAME.fullmatch(inherited)
        and not _LEVEL.fullmatch(inherited)
        and not _IS_OWNED.match(inherited)
        and not _each_of_another(candidate)
    ):
        return inherited
    return heading_scope(heading) or SELF


# 城关镇:新增企业6家, 城关镇3家;白石镇、东溪镇各2家: whose share of the tasks a number is.
_UNIT = r"(?:镇|乡|街道|区|县|开发区|高新区|产业部|管委会|集团)"
_ASSIGNED = re.compile(
    rf"\s*(?:\d{{1,2}}[.、])?\s*(?P<name>[\u4e00-\u9fff]{{1,10}}{_UNIT}|[\u4e00-\u9fff]{{2,10}}局):"
)
_SHARE_OF = re.compile(
    rf"[\s;,]*(?P<name>[\u4e00-\u9fff]{{1,8}}{_UNIT}(?:、[\u4e00-\u9fff]{{1,8}}{_UNIT})*|其余\d+个[\u4e00-\u9fff]{{2,4}})(?:各|分别|合计)?"
)
_KIND_OF_PLACE = re.compile(
    r"(?:示范|试点|创新|特色|重点|全|我|本|新|试验|先行|[小社片校园景厂库山灌牧林矿])(?:镇|乡|街道|区|县)$"
)


def _whose_share(candidate: Candidate, clause: ClauseText, inherited: str | None) -> str | None:
    """Find the place or office that a list of tasks gives a number to."""
    line = clause.flat.rfind("\n", 0, candidate.span.start) + 1
    assigned = _ASSIGNED.match(clause.flat, line)
    if assigned is None and inherited not in (None, SELF):
        assigned = _SHARE_OF.fullmatch(candidate.left)
    if assigned is None or _KIND_OF_PLACE.search(assigned["name"]):
        return None
    return assigned["name"]


def _every(before: str) -> re.Match[str] | None:
    named = "均" in before or "都" in before or "全部" in before
    return _EVERY.search(before) if named else None


# 广安农业发展总公司在2020年前建设…, 各区市县要…: one body, or each of a kind, that is charged with a target.
_CHARGED = re.compile(
    rf"""^(?:\d{{4}}年[底末]?前?,|到\d{{4}}年[底末]?,)?
    (?P<name>各(?:区市县|县市区|县区|县\(市[·、]区\)|区县|地|园区|乡镇|镇\(街道\)|镇街|镇|乡|街道)
      |各(?:国家|省级)?(?:高新区|开发区|经开区|园区|产业园)(?={AT_LEAST}|新建|新增|建成|培育|引进|力争)
      |(?![对由将以在按鼓支])[^,;。:、\d]{{2,16}}?(?:总公司|(?<!上市)公司|集团))
    (?:都|均)?(?=要|应|须|依托|在|负责|每年|新建|{AT_LEAST}|新增|建成|培育|引进|力争|到\d{{4}}年)""",
    re.VERBOSE,
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


def _part_by_kind(candidate: Candidate, sentence: str) -> str | None:
    """Find a part that is named by its kind: 经开区内规上企业…, 全省开发区力争…."""
    if "内" in candidate.before and (inside := _INSIDE.search(candidate.before)):
        return inside["name"]
    if owned := _OWNED.search(candidate.before):
        return owned["name"]
    if fund := _FUND_INVESTS.search(candidate.before):
        return fund["name"] if len(_KIND_OF_FUND.sub("", _KIND.sub("", fund["name"]))) > 1 else None
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
        if match := _CHARGED.match(_NUMBERED.sub("", words)):
            return match["name"]
    return None


def place_entered(candidate: Candidate, clause: ClauseText, type_: TargetType) -> str | None:
    """Find the named base or park in which a grant holds: by its name, or by the short form given before.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        type_: what kind of commitment it is; targets have none.

    Returns:
        The place as the text names it, or None.
    """
    if type_ is TargetType.TARGET:
        return None
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    # 对落户X的企业,给予…;对总投资…的项目,给予…: the place of the first grant holds for those of its list.
    if not _WHOLE.search(statement) and _GOES_ON.match(statement):
        statement = sentence
    if quoted := _ENTERED_BY_NAME.search(statement):
        return quoted["name"]
    entered = _ENTERED.search(statement)
    if entered and not _SETS_UP.search(entered["name"]) and _is_proper(_BASE_END.sub("区", entered["name"])):
        return entered["name"]
    if kind := _ENTERED_KIND.search(statement) or _GRANTED_BODY.search(statement):
        return kind["name"]
    for name, alias, end in _aliases(clause.flat):
        if alias in sentence and end <= candidate.sentence.start:
            return name
    return None


@lru_cache(maxsize=64)  # each commitment of a clause asks
def _aliases(flat: str) -> tuple[tuple[str, str, int], ...]:
    """Find the short forms that a clause gives to names: the name, the form, and where it was given."""
    if "称" not in flat:
        return ()
    return tuple((match["name"], match["alias"], match.end()) for match in _ALIAS.finditer(flat))


# A narrower class of the same receivers, not another kind (对新认定的省级基地).
_GOES_ON = re.compile(r"\s*(?:其中|并?对(?:其|该|上述)|并?对[^,;。]{0,16}\d[^,;。]*的)")
# 在境外设立孵化器的 names no base.
_SETS_UP = re.compile(r"设立|建设|新建|建立|创办|举办|认定|获批|我[市省县区]")
_BASE_END = re.compile(rf"{_BASE}$")


def _named_before(candidate: Candidate, type_: TargetType) -> str | None:
    """Find a part that the segment itself names; 市本级 before a grant only says who pays."""
    before = candidate.before
    level = _LEVEL.search(before) if "本级" in before and type_ is not TargetType.INCENTIVE else None
    if match := level or _SUPPORT.search(before) or ("各" in before and _EACH_OF.search(before)):
        return match["name"]
    subject = _TIME.sub("", candidate.left) if "年" in candidate.left else candidate.left
    # 其中青湾区61%、白石县46%
    subject = subject.lstrip("、 ").removeprefix("其中").lstrip(":")
    zone = _NAMED_ZONE.match(subject) if _NAME_END.search(subject) else None
    if zone and _is_subject(zone, subject):
        return zone["name"]
    if type_ is TargetType.TARGET and (
        part := _PART.match(candidate.left) or _TOWN_ACTS.match(candidate.left)
    ):
        return None if _KIND_OF_PLACE.search(part["name"]) else part["name"]
    if type_ is TargetType.INCENTIVE and (town := _TOWN.match(candidate.left)):
        return town["name"]
    if listed := listed_places(subject):
        return listed
    division = opening_division(subject)
    # 新建县级中心 builds one, and is no place of that name.
    if division is None or division.level is not Level.COUNTY or _BUILDS.match(subject):
        return None
    return division.name


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
    rf"[\u4e00-\u9fff]{{2,3}}(?:镇|乡|街道))(?:要|将|计划|力争|负责)?(?:{ADD_WORDS}|完成|改造)[^,;。、\d]{{0,16}}$"
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
    return opening["name"] if opening and _is_proper(opening["name"]) else None


# 青江高新区提出,到2027年引进企业60家: whoever speaks is whose numbers they are.
_SAYS = re.compile(
    rf"(?:^|[,;])(?:此外|同时|其中|日前|近日|据悉),?(?P<late>[\u4e00-\u9fff“]{{2,12}}{_ZONE})(?P<verb>提出|明确|计划|表示)"
    rf"|^(?P<name>[\u4e00-\u9fff“]{{2,12}}{_ZONE})(?:则|也|还)?(?:提出|明确提出|明确|计划|表示)[,:]?"
)


def _who_says(sentence: str) -> str | None:
    """Find the zone that a sentence has say what it sets out to do."""
    said = _SAYS.search(sentence.lstrip()) if _NAME_END.search(sentence) else None
    name = said and (said["name"] or said["late"])
    return name if name and _is_proper(name) else None


def _is_subject(zone: re.Match[str], subject: str) -> bool:
    """Tell a zone that reaches something from one that is itself promoted (推进…产业园等72个项目)."""
    rest = subject[zone.end() :].strip("达到为、")
    urged = _URGES.match(zone["name"]) or _HEADING_VERB.match(zone["name"])
    if not rest or rest.startswith(("等", "建设")) or urged:
        return False
    return _is_proper(zone["name"])


# All numbers of a clause fall back on its heading, and plans share many headings.
@lru_cache(maxsize=4096)
def heading_scope(heading: str) -> str | None:
    """Find the one zone or county that a heading is about.

    Args:
        heading: a clause's title, folded or not.

    Returns:
        Its name (`陇西县`), or None where the heading names none or several.
    """
    county = _HEADING_COUNTY.search(heading)
    if county and not _KIND.search(county["name"]):
        return county["name"] + "县"
    zone = _NAMED_ZONE.search(heading)
    if zone is None or "、" in heading:
        return None
    name = _HEADING_VERB.sub("", zone["name"])
    return name if _is_proper(name) else None


# 国家全域旅游示范区, 江州市级科技企业孵化器: a title that many hold.
_CLASS_OF_ZONES = re.compile(r"^(?:国家|全国|[省市州区县]级)|[\u4e00-\u9fff][市区县州]级")


def _is_proper(zone: str) -> bool:
    """Tell 陇西经济开发区 (a name stands in front) from 特色产业集聚区."""
    if _CLASS_OF_ZONES.search(zone):
        return False
    ending = _ZONE_END.search(zone)
    front = zone[: ending.start()] if ending else zone
    return len(_KIND.sub("", front)) > 1
