"""What a column of a table of targets holds, by its header: labels, units, figures of a year, what was there before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policycmp.language import patterns as re
from policycmp.targets.dating import LENGTH_OF_A_PLAN, PLAN_ENDS


class ColumnKind(StrEnum):
    """What stands in a column."""

    LABEL = "label"
    REGION = "region"
    UNIT = "unit"
    GOAL = "goal"
    SHARE = "share of a task"
    BASE = "base value"
    RATE = "rate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header; `year` is by when, or None where the header leaves it open.

    `thing` is what the header itself says is counted (2024年高企净增任务), as where the rows are places.
    """

    kind: ColumnKind
    header: str
    year: int | None = None
    thing: str = ""


_LABEL = re.compile(r"指标|项目|目标|任务|内容|名称|事项|类型|主要|工作")
_REGION = re.compile(
    r"(?:县|区|市|州|镇|乡|街道|地区|园区|单位|区域|地方|盟|旗)(?:[、(/]|$|名称)|^地区|^区划|^各[县区市州]"
)
_UNIT = re.compile(r"(?:计量|指标|数量)?单位(?:\(.*\))?")
_CHARGED = re.compile(
    r"责任|牵头|配合|负责|部门|主管|属性|备注|性质|说明|依据|来源|序号|编号|分值|权重|得分|措施|分工|时限|时间|期限|进度安排"
)
_YEARS = re.compile(r"(?<!\d)(20[0-6]\d)(?!\d)")
_PLAN = re.compile(r"“?(十[一二三四五六]五)”?(?:规划|时期)?(?:末|期末|目标|累计|期间)")
_NAMED_PLAN = re.compile(r"十[一二三四五六]五")
# All that the header of a column of figures says besides its year.
_GOAL_WORDS = (
    r"(?:[到至截]至?|[底末前]|年底?|年末|年度|预期|预计(?!完成)|规划|计划|远景|展望|近期|中期|远期|上半年|下半年|第[一二三四五]年|工作|发展|任务|目标|指标|力争|要求|达到|新增|数量?|值|量|额|期|累计|合计|完成(?=目标|任务|数)|"
    r"[-~—–至]|“|”|\d|\s|\((?:[^()]{0,8})\)|[≥≤><%])"
)
_GOAL = re.compile(rf"{_GOAL_WORDS}*")
_GOAL_ALONE = re.compile(
    r"(?:\w{0,4})(?:目标|任务|计划|指标|规划|预期)(?:值|数|量)|(?:年度|规划|计划|预期|工作|发展|目标)(?:目标|任务|计划)|目标"
)
_BASE = re.compile(r"实际|现状|基期|基数|基准|基础|完成(?!目标|任务)|已有|上年|去年|现有|达到数|初期")
# What is shared out among places: 2024年高企净增任务, 培育目标(家), 2023年末企业数.
_SHARE = re.compile(
    r"(?:年|年度|年末|年底|全年)?(?P<thing>[^\d()年]{2,16}?)"
    r"(?:(?:目标|任务|计划|指标)(?:任务)?(?:数量?|值|量)?|(?P<counted>数量?|总数|额|量))(?:\([^()]{1,8}\))?"
)
_COMES_NEW = r"净增|新增|新认定|新建|培育|培养|引进|招引|入库|建设|完成|认定|申报"
_NO_THING = re.compile(rf"(?:{_COMES_NEW}|发展|工作|年度|目标|任务|计划)+")
_THING_AND_VERB = re.compile(rf"(?P<thing>.{{2,}}?)(?P<verb>{_COMES_NEW})")
_RATE = re.compile(
    r"(?:年均|累计|平均|年平均|同比|比上年|较上年)?[^\d年]{0,4}(?:增长|增速|增幅|递增)率?(?:速度)?(?:[(\[〔【].*[)\]〕】]|%)?"
)
_SUM = re.compile(r"合计|总计|累计|小计|总数|(?:[两三四五]年|规划期)(?:累计|合计|目标)")


def read_column(header: str, index: int) -> Column:
    """Tell what a column holds.

    Args:
        header: the folded text of its header cell.
        index: its place from the left; the first column never holds figures without a year.

    Returns:
        The column; a header that is no known one, or empty, gives one of kind OTHER (LABEL in the first place).
    """
    text = header.replace(" ", "")
    if _CHARGED.search(text):
        return Column(ColumnKind.OTHER, text)
    if figures := _figures(text, index):
        return figures
    if _UNIT.fullmatch(text) and index:
        return Column(ColumnKind.UNIT, text)
    if _REGION.search(text) and not index:
        return Column(ColumnKind.REGION, text)
    if index and (share := _share(text)):
        return share
    return Column(ColumnKind.LABEL if _LABEL.search(text) or not index else ColumnKind.OTHER, text)


def _figures(text: str, index: int) -> Column | None:
    """Read the header of a column of figures; None where it is none."""
    year = _year(text)
    if year is None and not index:
        return None
    if _BASE.search(text) and (year is not None or len(text) <= 8):  # noqa: PLR2004 - a word, not a label
        return Column(ColumnKind.BASE, text, year)
    if _RATE.fullmatch(_YEARS.sub("", text).strip("年-~—至")):
        return Column(ColumnKind.RATE, text, year)
    if (year is not None and _GOAL.fullmatch(_PLAN.sub("", text))) or (year is None and _is_goal(text)):
        return Column(ColumnKind.GOAL, text, year)
    return None


def _share(text: str) -> Column | None:
    """Read a header that says what each place is to do, or had in a year; its thing as a sentence would say it."""
    year = _year(text)
    match = _SHARE.fullmatch(_YEARS.sub("", text))
    if match is None or (match["counted"] and year is None):
        return None
    thing = "" if _NO_THING.fullmatch(match["thing"]) else match["thing"]
    if turned := _THING_AND_VERB.fullmatch(thing):
        thing = turned["verb"] + turned["thing"]
    return Column(ColumnKind.SHARE, text, year, thing)


def _is_goal(text: str) -> bool:
    return bool(_GOAL_ALONE.fullmatch(text) or _SUM.fullmatch(text))


def _year(text: str) -> int | None:
    """Read the last year that a header names."""
    years = [int(year) for year in _YEARS.findall(text)]
    years += [PLAN_ENDS[plan] for plan in _PLAN.findall(text)]
    return max(years, default=None)


def period_start(title: str) -> int | None:
    """Tell the first of the five years that a title names (“十四五”主要指标: 2021); None where it names none."""
    named = _NAMED_PLAN.search(title)
    return PLAN_ENDS[named[0]] - LENGTH_OF_A_PLAN + 1 if named else None


def is_sum(column: Column) -> bool:
    """Tell a column that adds the years up (合计, 五年累计)."""
    return _SUM.search(column.header) is not None
