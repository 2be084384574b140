"""Grades: the level or class of a thing (国家级, 省级以上, A类, 一等奖, 5A级)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import start_pattern
from policycmp.models import Level
from policycmp.naming.offices import ITS_LIST, MINISTRY, OFFICE_WORDS, RECOGNISES
from policycmp.regions import divisions_named

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAN = "[一-鿿]"
LEVELS = {
    "际": "国际",
    "国": "national",
    "中": "national",
    "部": "national",
    "省": "provincial",
    "自": "provincial",
    "市": "municipal",
    "州": "municipal",
    "地": "municipal",
    "设": "municipal",
    "县": "county",
    "区": "county",
}
RESULTS = ("优秀", "良好", "合格")
# Of persons: titles and skills.
RANKS = (
    "正高级",
    "副高级",
    "特级技师",
    "高级技师",
    "技师",
    "高级工",
    "中级工",
    "初级工",
    "高级",
    "中级",
    "初级",
)
_MORE = r"[、,和及与或/至]+"
_LEVEL_WORD = r"(?:国家|部|省部|部省|省|自治区|设区市|地市|市|县市区|县|区)"
# What a bare 国家, 省 or 市 is the grade of.
_GRADED = (
    r"(?:级|认定|备案|重点|工程|企业技术|科技|技术|知识|科学|专利|自然|实验|高新|专精|制造|工业|农业|产业|中小|名牌|名优|"
    r"博士|众创|高企|[千百万]人|"
    r"孵化|新型|创新|双创|小型|质量|标准|绿色|智能|文化|全民|星|海智|首|引智|数字|服务|人才|瞪羚|独角|单项|优秀|"
    r"技能|两化|"
    r"野外|临床医学|检验检测|计量|领航|雏鹰|隐形|新技术|新产品|高价值|版权|商标|地理标志|著名|大学|创业|示范|优势|外贸|电子|乡村|全域|中试|概念)"
)
# What follows levels that name no grade: whose rule, money or office it is.
_NO_GRADED = (
    r"(?:[、和及与或级省市县区]|有关|相关|政策|规定|要求|法|财政|委|政府|部门|[两三]级|的|资金|主管|统|本|补|奖|给"
    r"|支持|配套|同类|部署|领导)"
)
_STATE_PLATFORMS = (
    r"(?:(?:技术|产业|制造业)?创新中心|工程(?:技术)?研究中心|工程实验室|重点实验室|临床医学研究中心|技术研究院"
    r"|检验检测中心|计量中心)"
)
_PATTERN = re.compile(
    rf"""
      (?P<level>(?:国家|部|省部|部省|省|自治区|设区市|地市|地|市|州|县\(市、区\)|县市区|县区|县|区)级(?!(?:及|或)?以上城市)
        # 国家、省、市级: the ending stands behind the last of them only.
        | (?:国家|省|市|(?:(?<![一-鿿])|(?<=[、和及与或至的对获为定到入评各]))[县区])
          (?=(?:{_MORE}{_LEVEL_WORD}){{0,3}}各?级)
        # “国字号”示范基地; 省优工程, 市优质工程
        | 国字号|(?<![一-鿿])[省市县](?=优(?:质|良|秀)?工程)
        # 国家队、省队: those of a level.
        | (?:国家|(?<![一-鿿])省|(?<=[“"、和])省)队
        # 省派、市派科技特派员
        | [省市县区]派(?=科技|专家|干部|人才|[、和及与][省市县区]派))
    | (?P<standing>(?:国际|国家|行业|地方|团体|企业)(?=(?:[、和与及或]*(?:国际|国家|行业|地方|团体))*标准(?!化|厂房))
        # 国际、国内首台套, 国际级、国家级赛事: the first of the levels of a list.
        | [国行团](?=标(?!的[物额])(?:[,、;:。的或和及与每一并且立发奖项制编起研修\d(]|$))  # 牵头编国标: in short
        | 国际级|国际(?=首[台批版])|国际(?=[、和](?:国内|全国|国家)[^,;。的]{{0,8}}(?:首[台批版]|标准化|[赛展]))
        | 国际(?=(?:专业)?标准化(?:专业|分)*(?:技术)?(?:组织|委员会)))
    # 国家知识产权局认定的: what a national office has recognised.
    # 国家林业主管部门的典型案例, 全国博物馆评估委员会评定的
    | (?P<body>(?:国家[^、和及与的,;。\d]{{2,12}}(?:局|委员会|委|主管部门)|全国[^、的,;。\d]{{2,16}}委员会|国务院
          |{MINISTRY})
          # 工信部、省工信厅认定的: the first of two that recognise.
          (?:等[一-鿿、]{{0,8}}?)?(?=(?:[、和及与或][省市]{OFFICE_WORDS}){{0,2}}(?:{RECOGNISES}|{ITS_LIST}))
        # 列入工信部制造业单项冠军
        | {MINISTRY}(?=(?:制造业)?单项冠军|绿色|质量标杆|智能制造|专精|中小企业公共))
    # 央视首播, 登上央视: a channel of the state; 卫视 are those of provinces.
    | (?P<channel>(?:央视|央广|CCTV|中央(?:电视台|广播电视总台|广播电台|台))
          (?:(?=[^,;。:或]{{0,16}}(?:首播|播[出映放]|上映))|(?<=[登上陆]央视)|(?<=[登上陆]中央电视台)))
    | (?P<satellite>(?<![省级])卫视(?=[^,;。:或]{{0,10}}(?:首播|播[出映放]|上映)))
    # 经省科技厅认定的: its level where it recognises.
    | (?P<bureau>(?<![全我本各该])(?:省|市|自治区)(?=(?:{OFFICE_WORDS}|[^、的,;。:\d级]{{2,14}}委员会)
          (?:等[一-鿿、]{{0,8}}?)?(?:[、和及与或][市县区]{OFFICE_WORDS})?(?:{RECOGNISES}|{ITS_LIST}))
        # 获省里认定, 国家批准的, 省一级的
        | (?<![全我本各该在到从由])(?:[省市州县区](?:里|上|一级)|国家(?:层面|一级(?=[的,、:])))
          (?=认定|评定|评选|命名|授予|备案|批准|公布|评为|的)
        | (?<![全我本各该在到从由])(?:国家|省|市)(?=(?:评定|评选|命名|授予|批准)(?!部门|文件|机关|文号)))
    # 中、省、市众创空间: 中央 in short.
    # 省长质量奖, 市政府质量奖
    # 县科学技术奖: whose prize it is.
    | (?P<office>[省市州县区](?=(?:人民政府|政府|长)质量奖)
        |(?<![省市园新])[县区](?=(?:科学技术|科技)(?:进步|贡献|创新)?(?:[特一二三]等)?奖(?!励)))
    | (?P<before>中(?=、省、市)
        | (?<![全我本各外该跨在到从由于赴合城])(?:国家|省|(?<!蒙古)(?<!西藏)(?<!族)(?<!尔)自治区|市)(?!{OFFICE_WORDS})
          (?=(?:{_MORE}(?:国家|省|市|县|区)){{0,3}}{_GRADED})
        # 国家AAAA级 beside 省AAA级: the letters are steps.
        | (?:国家|省)(?=A{{2,5}}级)
        # 国家石墨烯技术创新中心: a platform that a state has named after its field.
        # 全国风力机械标准化技术委员会: a committee for its field.
        | (?:全国|国家|(?<![全我本各该在到从由])省)(?=[^,;。:、的和及与\d]{{0,14}}?标(?:准化[专业分技术]*委员|委)会)
        | 国家(?![级局标])(?=[^,;。:、的和及与\d]{{2,10}}?{_STATE_PLATFORMS}))
    # 全国、省、市科普基地: levels in a row are those of what follows, whatever it is.
    | (?P<row>(?:(?<=[定评获选为入对得报担:,;])|(?<![一-鿿]))(?:全国|国家|省)
          (?=(?:[、和](?:省|市|县|区)){{1,3}}(?!{_NO_GRADED})[一-鿿])
        | (?:(?<=[国省市][、和])|(?<=国家[、和]))(?:省|市|县|区)
          (?=(?:[、和](?:市|县|区)){{0,2}}(?!{_NO_GRADED})[一-鿿]))
    # 国家临床重点专科, 国家区域医疗中心: what only a state names.
    | (?P<named>(?:国家|(?<=[选入为评])省)(?=(?:推广)?(?:目录|名录|名单|榜单|清单)(?:的|内|且|,|;))
        |国家(?=临床|中医|区域|海洋|物流|骨干|卫生|园林|文明|生态|森林|现代|战略|应急|旅游|文化|体育|全域
        |油茶|储备|物联|大数据|先进))
    # 5G工厂（省）: a level alone in a bracket.
    | (?P<bracket>(?<=[^省市州县区级]\()(?:国家|省|市|州|县|区)(?=\)(?!级)))
    # 国内、省内首台套
    # 认定为广东省深海产品: what a named province has recognised.
    | (?P<region>(?:(?<=[定评获批选为得][一-鿿]{{2}})|(?<=[定评批选]的[一-鿿]{{2}})|(?<=[定评获批选为得][一-鿿]{{3}}))
        [省市县区](?!{OFFICE_WORDS})(?![级内外本长委厅直属人政财市区县份会域辖场局管中]))
    # 全国首店, 中国(内地)首店
    | (?P<among>国内(?=[、和]省内首[台批版])|国内(?=首[台批版])|(?<=[、和,;])省内(?=首[台批版])
        | (?:国内|全国|中国(?:\(?(?:内地|大陆)\)?)?|全?省内?|全?市内?)(?=首[店发展秀]|(?:第一|首)家店?))
    # 全国总决赛, 省赛; 国审、省审品种
    | (?P<all>全国(?=总?决?赛(?!事))|国(?=家?赛[中,、的获一二三])|(?<![全本各])省(?=赛[中,、的获一二三])
        | (?:(?<=在)|(?<=获)|(?<=得))省(?=(?:创新|创业|双创|创客|职业|技能|青年)[^,;。的]{{0,8}}大赛)
        | (?:国家?|省)(?=级?审(?:定)?(?:的|品种|[、和]|主要|新品种|通过))
        | 全国(?=劳动模范|劳模|五一|三八|先进|文明|模范|青少年|职业|大学|性|创新|创业|技能
          |重点|[特一二三]等)
        | (?<=[为评获选定到])全国(?!人大|政协)|(?<=获得)全国(?!人大|政协|第|前|性|各|领先|首位|排名)
        | 全省(?=青少年|职业|大学|创新|技能|[特一二三]等))
    # 获批国家储能基地, 入选省非遗工坊: right behind what one becomes, whatever that is called.
    | (?P<become>(?:(?<=入选)|(?<=获批)|(?<=获评)|(?<=[评定名列选升级成格]为)|(?<=评上)|(?<=拿[到下])|(?<=捧回)
            |(?<=创[成建])|(?<=入围)|(?<=跻身)|(?<=[列纳]入)(?!市))
          (?:国家|省|市)(?!{_NO_GRADED}|{OFFICE_WORDS}|统计|规[上模]|限上|联网|税|医保|信用|场|民|域|外|内|直|机关)
          (?=[一-鿿]{{2}})(?![一二三四五](?:[星钻叶级])))
    # 一、二、三等奖, 金牌: the same with prizes.
    | (?P<prize>(?:特|[一二三四])等奖?|[一二三](?=、[二三四]等奖|、[二三四]、[三四]等奖|和[二三]等奖)
        | (?:(?<!资)(?<!奖)(?<!基)金|银|铜|优秀|创新创业|创新|提名|入围|优胜)奖(?!励)
        | [金银铜]牌
        | (?<=奖)金奖(?!励|补|资)                       # 中国专利奖金奖
        | (?<!资)[金银](?=(?:、[银铜]){{0,2}}[、和](?:银|铜|优秀)[奖牌]))   # 金、银、铜奖
    # 三级甲等医院, 三甲: the class within a step.
    | (?P<within>[一二三]级[甲乙丙]等|[一二三][甲乙丙](?=等|医院|的|评审|[、和及与或,]))
    | (?P<class>(?<![A-Za-z])[A-G甲乙丙丁]\+?(?:类|级|档|等|层次)(?!技术合同)
        # 以上三档 tells how many there are.
        | (?<![A-G甲乙丙丁这分共列述上等设])(?<![分划]为)(?<!分成)(?<!实行)(?<!设[立置])
          [一二三四五六](?:类|档)(?!新药|疫苗|土地|500强)
        | [A-G]\+?(?=(?:、[A-G]\+?){{1,5}}(?:[两二三四五六]个?)?(?:类|级|档|等|层次))
        | (?<=、)[B-G]\+?(?=[两二三四五六]个?(?:类|级|档|等|层次))
        | 第?[一二三四五六七八](?:层次|类(?=人才|高层次))
        | 第?[一二三四五六七八](?=(?:[、和至到]第?[一二三四五六七八]){{1,6}}层次)
        # 一至五类, A至D类: the first of a range.
        | 第?[一二三四](?=[至到]第?[二三四五六七八](?:类|档))|[A-G](?=[至到~—-]+[B-G](?:类|级|档|等|层次))
        # 顶尖、一类、二类人才: the first of the classes.
        | 顶尖(?=(?:人才)?[、和](?:第?一|A)[类层级])
        | [一二三四](?=(?:、[二三四五六]){{1,4}}(?:类|档))|第[一二三四五]类|[甲乙丙](?=[、和][乙丙丁]级)
        | 第[①-⑧1-8](?:类|层次|档))
    # 一级、二级集散中心: first in its phrase; 高级工（三级） tells its class again.
    | (?P<step>(?<![\u4e00-\u9fff])(?<![级工师]\()[一二三四五]级(?![建市])
        | (?<=[对为评得获和及、])[一二三四五]级
          (?=[、和及的]|[\u4e00-\u9fff]{{0,3}}(?:机构|馆|医院|民宿|酒店|企业(?!集团)))
        # 总承包一级资质, 由二级升一级
        | (?<![由从自])[一二三四]级(?=(?:及以上|以上)?[^,;。:、的\d]{{0,8}}?资质)
        |(?<=[升晋]为)[一二]级|(?<=[升晋到至])[一二]级(?![别市])
        # CMMI5级、3级认证
        | (?<=[A-Z-])[1-5]级(?=[认证奖补及或以,、和的])|(?<=[、,和及])[1-5]级(?=[认证奖补及或以,、和的]))
    # 五钻级酒家, 四叶级饭店
    | (?P<stars>[1-5]A级?|A{{2,5}}级?|[一二三四五]星级?|[345]星级?|[一二三四五](?:钻级?|[叶花鼎盘鹿杉]级))
    | (?P<rank>[正副]高级?(?=职称|专|以上|及|或|、|级|人才|人员|的|者|,|:|\d)|特级技师|高级技师|高级工(?!程)
        # 初、中、高级工: the first of the skills of a list.
        | [初中高](?=(?:[、和及与]+[中高]){{1,2}}级工)
        | 中级工|初级工|技师|高级(?!别|人才|技能|专家|研修|认证)|中级|初级|特级)
    # The result of an assessment; to stand a test (验收合格) is no more than a condition.
    | (?P<result>(?:优秀|(?<!运[转行营作])(?<!经营)(?<!信[用誉])(?<!发展)(?<!状[况态])良好
          |(?<!验收)(?<!审[核查])(?<!评审)(?<!检验)合格)
          (?=等次|等级|的|、|和|及|或|以上|,|\(|档|级|给|分别|\d|$))
    """,
    re.VERBOSE,
)
# Where a grade may begin, and what must follow there: to look for that first is ten times as fast.
_BEGINNINGS = (
    ("省市", ""),
    ("国", "[家际内字务审赛级标]"),
    ("区县", "[级、,和及与或/至各(市区优派里上一政人长科)]"),
    ("区县", rf"(?<=[、和].)|(?<=[定评获批选为得的]{_HAN}{{2}}.)|(?<=[定评获批选为得]{_HAN}{{3}}.)"),
    ("州", "[级里上一政人长)]"),
    ("部", "(?!门)"),
    ("1-5", "[级星A]"),
    ("企行", "业[标国行地团企、和与及或]|标"),
    ("全", "国|省[内首青职大创技特一二三四]|市[内首]"),
    ("一二三四五", "[级等类档层星钻叶花鼎盘鹿杉甲乙丙、和至到]"),
    ("第", "[一二三四五六七八①-⑧1-8]"),
    ("中", "[级央国、和及与]"),
    ("初高", "[级、和及与]"),
    ("特", "[等级奖]"),
    ("金银铜", "[奖牌、和]"),
    ("A-G", "[+类级档等层、两二三四五六至到~—A-]|CTV"),
    ("甲乙丙丁", ""),
    ("优", "[秀胜]"),
    ("地", "[市级方]"),
    ("创", "新奖|新创业奖"),
    ("正副", "高"),
    ("央", "[视广]"),
    *(
        tuple(word)
        for word in ("设区", "入围", "提名", "技师", "合格", "良好", "卫视", "顶尖", "团体", "团标")
    ),
    ("自", "治区"),
)
_BEGINS = start_pattern((first, f"(?={rest})") for first, rest in _BEGINNINGS)
# 省级给予, 市级财政: the level of who gives.
_GIVER = re.compile(
    r"(?:(?:人民)?政府|财政|财力|评审|初审|审核|推荐|留成|留存|分成|地方|所得部分|实得|[一-鿿]{0,4}贡献|部分|给予|按|分别给|一次性|标准(?!化)|再[给补奖]|另行?|累加|叠加|额外|承担|[^、,;。给]{0,8}资金|资金|配套|(?:支持|补助|奖励|资助|奖补|扶持|补贴|拨付)(?:金额|资金|标准|额度?|经费|的?基础))"
)
# 区级税收, 在市级奖励之外, 县级对购机者按…
_OTHERS_MONEY = re.compile(
    r"税收|(?:奖励|补贴|补助|奖补|政策|标准)(?:之外|以外|外|基础上)|对[^,;。:]{1,8}按|[累叠]加"
)
# 获评广东省示范企业: the province has recognised it.
_BECOMES = tuple("评定得获选入批为、")
# 云南省重点实验室: what has the level of the place before it.
_LAST = ("省", "市")
_LETTERS, _BY_PROVINCE = re.compile(r"(?<=[家省])A{2,5}级"), re.compile(r"省A{2,5}级")
_LEVELS_OF_BODIES = {"body": "national", "channel": "national", "satellite": "provincial"}
_LEVELLED = re.compile(
    r"(?:企业)?(?:重点实验室|工程(?:技术)?研究中心|企业技术中心|技术创新中心|制造业创新中心|产业创新中心)|科学技术(?:进步)?奖|名牌产品|著名商标"
    r"|首(?:台套|批次|版次)|(?:制造业)?单项冠军"
)
_RECOGNISED = ("定的", "评的", "批的", "选的")
_OR = re.compile(r"[一-鿿]{0,4}或者?")
_LONGEST_STANDING = 20
_STANDARD = re.compile(r"标准(?!化)|标")
_SHORT_STANDARDS = {"国家": "national", "国": "national", "行": "行业", "团": "团体"}
# 第一、二、三层次: the ending stands behind the last of them only.
_ENDING = re.compile(r"(?<=[一二三四五六七八])(?:[、和至到]第?[一二三四五六七八]){1,6}(?P<ending>层次)")
_PLUS = re.compile(r"(?:及|或)?以上")


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade in a plain text: what it is, its kind (`level` or `class`), and whether higher ones are meant too."""

    start: int
    end: int
    value: str
    is_level: bool
    plus: bool = False

    @property
    def is_result(self) -> bool:
        """Whether an assessment gives it."""
        return self.value in RESULTS

    @property
    def written(self) -> str:
        """The grade as it stands in a key."""
        return self.value + ("+" if self.plus else "")


def find_grades(text: str, first: int, last: int) -> list[Grade]:
    """Find the grades in a stretch of a plain text, from left to right."""
    found = []
    reached = first
    for begins in _BEGINS.finditer(text, first, last):
        level = None
        match = _PATTERN.match(text, begins.start(), last) if begins.start() >= reached else None
        if match is None:
            continue
        reached = match.end()
        if match.lastgroup == "region" and not (level := _level_of_region(text, match.start())):
            continue
        if _LETTERS.match(text, match.end()) and not _BY_PROVINCE.search(text, first, last):
            continue
        if match.lastgroup != "region" and match.group() in _LAST and _ends_a_place(text, match.start()):
            continue
        if match.lastgroup in _LEVELS_OF_BODIES:
            level = _LEVELS_OF_BODIES[match.lastgroup]
            found.append(Grade(match.start(), match.end(), level, is_level=True))
            continue
        if match.lastgroup == "level" and _is_giver(text, match.start(), match.end()):
            continue
        plus = _PLUS.match(text, match.end())
        kind = match.lastgroup
        word = match.group()
        end = plus.end() if plus else match.end()
        if kind in (
            "level",
            "office",
            "before",
            "bureau",
            "among",
            "all",
            "row",
            "named",
            "region",
            "bracket",
            "become",
        ):
            value = level or _level_of_place(text, match.start(), word) or LEVELS[word.removeprefix("全")[0]]
            found.append(Grade(match.start(), end, value, True, plus is not None))
        elif kind == "standing":
            value = _SHORT_STANDARDS.get(word, word.removesuffix("级"))
            # Of standards it says whose they are, of other things their level.
            is_level = not _STANDARD.search(text, end, end + _LONGEST_STANDING)
            found.append(Grade(match.start(), end, value, is_level, plus is not None))
        else:
            ending = _ENDING.match(text, end) if kind == "class" else None
            word = word + ending["ending"] if ending else word
            grade = Grade(match.start(), end, _class(word, kind), False, plus is not None)
            found += _between(text, found[-1] if found else None, grade)
            found.append(grade)
    return found


_RANGE = re.compile(r"[至到~—-]+")
_SERIES = ("一二三四五六七八", "ABCDEFG")


def _between(text: str, first: Grade | None, last: Grade) -> list[Grade]:
    """List the classes that a range leaves out (第一至第四层次)."""
    if first is None or first.is_level or not _RANGE.fullmatch(text, first.end, last.start):
        return []
    for series in _SERIES:
        start, end = series.find(first.value[0]), series.find(last.value[0])
        if 0 <= start < end:
            # Each is read from the whole range.
            values = [one + last.value[1:] for one in series[start + 1 : end]]
            return [Grade(first.start, last.end, value, is_level=False) for value in values]
    return []


_NUMERALS = {"3": "三", "4": "四", "5": "五"}
# 第④类, 第4层次
_CHINESE_NUMERALS = str.maketrans("①②③④⑤⑥⑦⑧12345678", "一二三四五六七八" * 2)


def _ends_a_place(text: str, start: int) -> bool:
    """Tell the last character of a place's name (南京市高新技术企业) from a level."""
    # 定西市, of which 西市 is the name of another.
    if _LEVELLED.match(text, start + 1):
        return False
    for before in range(min(start, 4), 0, -1):
        if divisions_named(text[start - before : start + 1]):
            ahead = text[max(0, start - before - 2) : start - before]
            return not ahead.endswith((*_BECOMES, *_RECOGNISED))
    return False


_LEVELS_OF_PLACES = {Level.PROVINCE: "provincial", Level.CITY: "municipal", Level.COUNTY: "county"}


def is_named_place(text: str, start: int) -> bool:
    """Tell the last character of a named place (江苏省) from a level.

    Args:
        text: a plain text.
        start: where the character stands.
    """
    return any(divisions_named(text[start - before : start + 1]) for before in (2, 3) if start >= before)


def _level_of_region(text: str, start: int) -> str | None:
    """Take the level of a named place whose title follows (获得湖南省…, 评为芜湖市…)."""
    for before in (2, 3):
        if text[start - before - 1 : start - before] in (*_BECOMES, "的"):
            for division in divisions_named(text[start - before : start + 1]):
                return _LEVELS_OF_PLACES.get(division.level)
    return None


def _level_of_place(text: str, start: int, word: str) -> str | None:
    """Take the level that a named city has (慈溪市级 is that of a county, 北京市 in a title that of a province)."""
    if word not in ("市级", "市"):
        return None
    if text.startswith("市", start - 1):
        # 天津市 + 市级, not 津市市.
        return None
    for before in range(2, min(start, 4) + 1):
        for division in divisions_named(text[start - before : start + 1]):
            return _LEVELS_OF_PLACES.get(division.level)
    return None


# 省级给予50万元、市级给予20万元: each level with its amount.
_AMOUNT = r"(?:给予|奖励|补助|资助|支持|补贴|奖补)?[\d.]+[百千万亿]*元?(?:奖励|补助|资助|支持|补贴|奖补)?"
_SIBLING = r"(?:国家|省|市|县|区)级"
_WITH_NEXT = re.compile(rf"{_AMOUNT}[、,;]{_SIBLING}{_AMOUNT}")
_WITH_BEFORE = re.compile(rf"{_SIBLING}{_AMOUNT}[、,;]$")
_LONGEST_PAIR = 24


def _is_giver(text: str, start: int, end: int) -> bool:
    """Tell the level of who gives (省级给予) from one of a list that is given (国家级、省级分别给予)."""
    if _OTHERS_MONEY.match(text, end):
        return True
    if _GIVER.match(text, end) is None or text[start - 1 : start] in ("、", "和", "及"):
        return False
    return not (
        _WITH_NEXT.match(text, end) or _WITH_BEFORE.search(text, max(0, start - _LONGEST_PAIR), start)
    )


def _class(word: str, kind: str | None) -> str:
    """Write a class with its ending: of A、B类 the first is A类; AAAA级 is 4A."""
    word = word.translate(_CHINESE_NUMERALS) if kind == "class" else word
    if kind == "stars" and word[0] in _NUMERALS and "星" in word:
        return f"{_NUMERALS[word[0]]}星级"
    if kind == "within":
        return f"{word[0]}级{word.removesuffix('等')[-1]}等"
    if kind == "stars" and word[0] in "一二三四五":
        return f"{word.removesuffix('级')}级"
    if kind == "stars":
        letters = word.removesuffix("级")
        if letters.startswith("A"):
            return f"{len(letters)}A"
        return letters if letters.endswith("A") else f"{letters}级"
    if kind == "prize" and word.endswith("牌"):
        return f"{word[0]}奖"
    if kind == "rank" and word in ("初", "中", "高"):
        return f"{word}级工"
    if kind == "rank" and word.endswith("高"):
        return f"{word}级"
    if kind == "step":
        return word.translate(_CHINESE_NUMERALS)
    if kind == "prize" and not word.endswith("奖"):
        return f"{word}奖" if word in "金银" else f"{word.removesuffix('等')}等奖"
    if kind == "class" and (word == "顶尖" or word.endswith("层次") or word[-1:] in "类档"):
        return word.removeprefix("第")
    if kind == "class" and word.startswith("第"):
        return f"{word.removeprefix('第')}层次"
    if kind == "class" and word in "一二三四":
        return f"{word}类"
    if kind == "class" and word[0] in "ABCDEFG":
        return f"{word[0]}+类" if word[1:2] == "+" else f"{word[0]}类"
    if kind == "class" and (word.endswith("等") or len(word) == 1):
        return f"{word[0]}级"
    return word


def distinct_grades(grades: list[Grade]) -> list[Grade]:
    """Drop grades told twice."""
    found: dict[str, Grade] = {}
    for grade in grades:
        found.setdefault(grade.value, grade)
    return list(found.values())


def nth_grade(text: str, grades: list[Grade], ordinal: int, listed: int) -> Grade | None:
    """Of listed grades take the one of a number in a list, where there are as many as numbers, told apart by 或."""
    for different in (distinct_grades(grades), distinct_grades(joined_by_or(text, grades))):
        if listed > 1 and len(different) == listed:
            return different[ordinal]
    return None


def joined_by_or(text: str, grades: Sequence[Grade]) -> list[Grade]:
    """Take grades that 或 joins for one, the first of them: 县级或园区级 have one amount."""
    kept: list[Grade] = []
    end = 0
    for grade in grades:
        if not kept or _OR.fullmatch(text, end, grade.start) is None:
            kept.append(grade)
        end = grade.end
    return kept


def preferred_grade(grades: list[Grade]) -> Grade | None:
    """Of a level and a class take the level (省级（乙类）), of several the last."""
    levels = [grade for grade in grades if grade.is_level]
    chosen = levels or grades
    return chosen[-1] if chosen else None


def lowest_level(grades: list[Grade]) -> Grade:
    """Give the lowest of some levels."""
    order = list(dict.fromkeys(LEVELS.values()))
    return max((grade for grade in grades if grade.is_level), key=lambda grade: order.index(grade.value))
