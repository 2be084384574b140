"""What a thing itself tells of the act that is rewarded: its own act, a title, a paper, an occasion, a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.item_heads import heads_above

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context, Reading

# However firms grow above designated size, that is what is rewarded.
_INTO_SCALE = frozenset({"production", "set-up", "recognition", "obtaining"})
# Whoever has the seat of a committee, however it came to it, hosts it.
_SEAT = re.compile(r"标准化[^,;。]{0,6}委员会|标委会|技术委员会")
_INTO_SEAT = frozenset({"set-up", "recognition", "obtaining", "approval"})
# 落地我市且上市的企业: the last of two steps.
_AND = re.compile(r"[且并]")
_APPROVED = re.compile(r"批|入选|列入|纳入|确认")
_OCCASION = re.compile(r"(?<!展)(?<!评)会$|会议$|节$|赛事?$|论坛$|演出$")
# What is obtained and kept as a paper, not as a title.
_CERTIFICATE = re.compile(r"(?:证|证书|执照|许可|批件|批文|文号|职称|学历|学位|资格|技师|工|师)$")
_PAPER = re.compile(r"证书|职称|批件|执照|许可证|注册证|生产批文|资格证")
_LONGEST_PAPER = 8
_NAMES_FIRMS = re.compile(r"企业$|良好行$")
# Whoever comes is settled, whatever word is used for it (新设, 开设, 落户).
_SETTLES = re.compile(
    r"事务所$|律所$|(?:银行|金融|保险|证券|信托|期货|法人|分支)机构$|[支分]行$|(?:证券|保险|信托|期货)(?:分?公司|营业部)$"
    r"|基金管理(?:人|公司|企业|机构)?$|(?<!企业)首店|旗舰店$|人力资源(?:服务)?(?:机构|企业|公司)$|总部$"
)
_INTO_PLACE = frozenset({"set-up", "recognition", "obtaining"})
_FIRST_SHOP = "首店"
_IS_BUILT = re.compile(
    r"(?:充电|换电|充换电|加氢|加气)[桩站]$|充电设施$|海外仓$|冷库$|起降(?:点|场|设施)$|(?<!数据)基站$|泊位$|停车位$|充电桩|专利池$"
    r"|(?:养老|护理|普惠|医养)[^托]{0,4}床位$"
)
_LINES = re.compile(r"航线$|班列$|专线$|航班$|线路$")
_OPENS = re.compile(r"(?:新开|首开|开通|开辟|新辟|新增)(?!发)")
_LEADS_TO_OPENED = re.compile(rf"{_OPENS.pattern}[^,;。:]{{0,16}}(?:航线|班列|专线|线路)[^。]*[:：]\s*$")
_EACH_JOURNEY = re.compile(r"每条(?:线路|航线)?每年|每(?:一)?(?:个)?(?:航?班次?|架次|列|趟|往返|航次)")
_BY_JOURNEY = re.compile(r"/(?:航?班次?|架次|列|趟|航次)")
_STARS = re.compile(r"[星钻叶花鼎盘鹿杉]级$|级[甲乙丙]等$|\d[AS]$")
# 二级博物馆, 三级养老机构: a class that bodies and places are put into.
_STEPS, _CLASSED = re.compile(r"[一二三四五]级$"), (("bodies",), ("places",))
# Money, and people: of a level, they are paid or paid for, not recognised.
_NO_TITLES = (("yuan",), ("persons",), ("teams",))
_CHANNEL = re.compile(r"[^,;。:、\d]{0,4}?(?:央视|央广|CCTV|卫视|中央(?:电视|广播|台)|频道|电视台|电台)")
# 国家级示范项目, 省级试点
_EXAMPLE = re.compile(r"示范|试点|标杆")
_ACTS_OF_NAMES, _ACT_LENGTH = ("建设", "购置", "采购"), 2
PROJECTS = re.compile(r"(?<!投资)项目|课题|基金")
_PRIZE = "奖"
# 入选国家级精品项目: what is chosen to be shown has a title.
_SHOWN = re.compile(r"精品|示范|标杆|样板|典型|十佳|优秀")
_BUILT = ("建成", "创建")
# What one enters by being recognised.
_LIBRARY = "库"
_Act = tuple[str, int, int]
# 通过…三级评估, 经评估达标: the title comes with it; what is assessed year by year has it already.
_A_STEP = re.compile(r"[级等]$")
_PASSES = re.compile(r"(?:通过|首次)[^,;。:]{0,24}$")
_IS_PASSED = re.compile(r"(?:验收|审核|认证)?(?:达标|合格|通过|成功)|[^;。:]{0,12}?证书")
_YEAR_BY_YEAR = re.compile(r"年|绩效|运[营行]|期满|考核(?!验收)|复[核审评]|动态|综合")
_FARTHEST, _LEADS = 30, 6
# What a year's work is assessed of.
_ASSESSED = (("bodies",), ("places",), ("firms",), ("teams",))
# 技术改造, 专利导航, 企业上云: what is done is the thing itself.
_DEEDS = re.compile(
    r"""(?:改造|转型|更新|升级|提升|导航|维权|诊断(?:服务)?|上云|流片|评议|一致性评价|以旧换新|报废|淘汰|宣传|推介|投放|加装
    |诉讼|仲裁|调解|检测|检验|试验|托管|回收|收储|并购|重组|机插|机插秧|播种|种植|还田|深松|防治|增资|扩产)
    (?:项目)?$""",
    re.VERBOSE,
)


def built_or_titled(flat: str, reading: Reading, act: str, start: int, end: int) -> str:
    """Tell what is built (建成加氢站) from a title (建成省级孵化器), and a title (取得资质) from a certificate."""
    thing = reading.thing
    entry = thing.entry if thing else None
    named = thing is not None and (
        _CERTIFICATE.search(thing.word) or _PAPER.search(flat, end, max(end, thing.end) + _LONGEST_PAPER)
    )
    is_person = entry is not None and entry.units[:1] == ("persons",)
    if act == "obtaining" and not named and not is_person:
        return act if entry is not None and entry.event == "obtaining" else "recognition"
    is_titled = reading.grade is not None or (entry is not None and entry.event is not None)
    if act == "recognition" and flat[start:end] in _BUILT and not is_titled:
        return "set-up"
    return act


def is_title_on_paper(reading: Reading) -> bool:
    """Tell a certificate of firms of a level (省级示范企业证书), which is a title, from one for a skill."""
    thing, grade = reading.thing, reading.grade
    is_firm = thing is not None and (
        _NAMES_FIRMS.search(thing.word) or (thing.entry and thing.entry.units[:1] == ("firms",))
    )
    return bool(is_firm) and grade is not None and grade.is_level


def is_project(flat: str, thing: Thing, start: int, end: int) -> bool:
    """Tell a project, which is approved (获批…项目的), from a title that is recognised."""
    return (
        _APPROVED.search(flat, start, end) is not None
        and not _SHOWN.search(flat, max(end, thing.start - 4), thing.end + 4)
        and PROJECTS.search(flat, thing.start, thing.end + 4) is not None
    )


def default_act(context: Context, thing: Thing) -> str | None:
    """Tell the act of a thing where none is said."""
    if thing.entry is None and thing.word.endswith(_PRIZE):
        return "award"
    default = (thing.entry.event if thing.entry else None) or _hosted(thing)
    if default is None and _PAPER.search(context.passage.flat, thing.start, thing.end):
        # 获批第三类医疗器械注册证: whatever word is used for that, a paper is obtained.
        return "obtaining"
    return default


def _hosted(thing: Thing) -> str | None:
    """Tell an occasion, which is paid for because it is held (演唱会每场奖励20万元), and the seat of a committee."""
    entry = thing.entry
    if _SEAT.search(thing.word):
        return "hosting"
    is_occasion = entry is not None and entry.units[:1] == ("occasions",)
    return "hosting" if entry and is_occasion and _OCCASION.search(entry.label.zh) else None


def settled_or_built(thing: Thing) -> str:
    """Tell firms that a place wants to come (律师事务所, 首店), and what is paid for because it is built (充电桩).

    Args:
        thing: what a grant is for, of which no act is said.

    Returns:
        The act's id; empty for anything else.
    """
    if _SETTLES.search(thing.word):
        return "attraction"
    return "set-up" if _IS_BUILT.search(thing.word) else ""


def act_of_line(context: Context, thing: Thing, place: Place) -> _Act | None:
    """Tell a line that is opened (新开低空航线) from one that runs (航线每架次补200元).

    Args:
        context: the clause.
        thing: what a grant is for.
        place: the amount in its place.
    """
    if not _LINES.search(thing.word):
        return None
    flat, start = context.passage.flat, place.statement[0]
    if runs := _EACH_JOURNEY.search(flat, start, place.start) or _BY_JOURNEY.match(flat, place.end):
        return "operation", *runs.span()
    if opened := _OPENS.search(flat, start, place.start):
        return "opening", *opened.span()
    above = (*(flat[slice(*line)] for line in heads_above(flat, place.start)), context.lead)
    # 新开航线，按下列标准奖励：(一)远洋航线: told by the line that leads to it.
    return ("opening", 0, 0) if any(map(_LEADS_TO_OPENED.search, above)) else None


def is_settled(reading: Reading, act: str) -> bool:
    """Tell firms that came, whatever word is used for it (新设律师事务所, 开设首店), from what has been recognised.

    Args:
        reading: what is read of the grant: its thing and grade.
        act: the act that its words tell.
    """
    thing, grade = reading.thing, reading.grade
    if thing is None or act not in _INTO_PLACE or not _SETTLES.search(thing.word):
        return False
    # 全省首店: where it is the first, and no title.
    is_level = grade is not None and grade.is_level and not thing.word.endswith(_FIRST_SHOP)
    return not (is_level and act == "recognition")


def is_plated(thing: Thing) -> bool:
    """Tell a body or place that gets a plate (挂牌五星级饭店) from a firm that is quoted (挂牌企业)."""
    return thing.entry is not None and thing.entry.units[:1] in _CLASSED


def is_aired(flat: str, reading: Reading) -> bool:
    """Tell a work whose level is that of a channel (登上央视的纪录片, 省级卫视2万元), which shows it.

    Args:
        flat: the plain text.
        reading: what is read of the grant: its thing and grade.
    """
    grade = reading.grade
    return grade is not None and grade.is_level and _CHANNEL.match(flat, grade.start) is not None


def is_title(reading: Reading) -> bool:
    """Tell a title, which is got by being recognised: what has a level or stars, or a library that firms enter."""
    thing, grade = reading.thing, reading.grade
    if thing is None or thing.word.endswith(_FIRST_SHOP):
        return False
    if thing.word.endswith(_LIBRARY):
        return True
    entry = thing.entry
    if grade is not None and _STARS.search(grade.value):
        return True
    if entry is not None and entry.units[:1] in _NO_TITLES and not _EXAMPLE.search(thing.word):
        return False
    if grade is None or grade.is_level:
        return grade is not None
    return entry is not None and entry.units[:1] in _CLASSED and _STEPS.search(grade.value) is not None


def told_by_thing(flat: str, thing: Thing, default: str, end: int) -> frozenset[str]:
    """List the acts in whose place the act of a thing itself stands, for one that ends at a place."""
    if default == "scale-up":
        return _INTO_SCALE
    if default == "hosting" and _SEAT.search(thing.word):
        return _INTO_SEAT
    if default in ("listing", "quotation") and end <= thing.start and _AND.search(flat, end, thing.start):
        return frozenset({"attraction"})
    return frozenset()


def act_of_name(context: Context, thing: Thing) -> _Act | None:
    """Take the act that ends the words for a thing (高标准农田建设, 农机购置)."""
    words = context.passage.flat[thing.start : thing.end]
    ending = words[-_ACT_LENGTH:]
    if thing.entry is None or ending not in _ACTS_OF_NAMES or thing.word.endswith(ending):
        return None
    act = context.glossary.events.get(ending)
    return (act.id, thing.end - _ACT_LENGTH, thing.end) if act else None


def act_in_name(context: Context, thing: Thing, found: _Act | None) -> _Act | None:
    """Take the last of two acts where the words for a thing begin with it (引进转化科技成果)."""
    if found is None or found[2] != thing.start or thing.end == 0:
        return None
    end = thing.start + _ACT_LENGTH
    words = context.passage.flat[thing.start : end]
    # 新建孵化器: what its name begins with is no act.
    act = None if thing.word.startswith(words) else context.glossary.events.get(words)
    return (act.id, thing.start, end) if act else None


def is_act_itself(reading: Reading) -> bool:
    """Tell a thing that is an act (技术改造, 专利导航), so that no other is rewarded, but not one that has a class.

    Args:
        reading: what is read of the grant: its thing and grade.
    """
    thing = reading.thing
    if (
        thing is None
        or reading.grade is not None
        or (thing.entry is not None and thing.entry.event is not None)
    ):
        return False
    return _DEEDS.search(thing.word) is not None


def is_only_passed(reading: Reading, act: str) -> bool:
    """Tell an assessment that people and works must pass (培训后考核合格的) from one that ranks bodies and firms.

    Args:
        reading: what is read of the grant: its thing and grade.
        act: the act that its words tell.
    """
    entry = reading.thing.entry if reading.thing else None
    if act != "assessment" or entry is None or entry.units[:1] in _ASSESSED:
        return False
    return reading.grade is None or reading.grade.value == "合格"


def is_title_passed_for(flat: str, reading: Reading, found: _Act) -> bool:
    """Tell a level or class that an assessment gives (通过成熟度三级评估的) from how one does year by year.

    Args:
        flat: the plain text.
        reading: what is read of the grant: its thing and grade.
        found: the act that its words tell.
    """
    id_, start, end = found
    grade = reading.grade
    if id_ != "assessment" or grade is None or not (grade.is_level or _A_STEP.search(grade.value)):
        return False
    if _YEAR_BY_YEAR.search(flat, max(0, start - _LEADS), end + 1):
        return False
    return bool(_PASSES.search(flat, max(0, start - _FARTHEST), start) or _IS_PASSED.match(flat, end))
