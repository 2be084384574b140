"""What dates the numbers of a whole document: when it was issued, the period that it covers, the year it announces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.targets.dating import LENGTH_OF_A_PLAN, PLAN_ENDS, PlanPeriod, find_stages
from policycmp.targets.occasions import year_of_occasion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.models import Document, Metadata
    from policycmp.targets.tense import Timeline

_HEAD = 600
_PRESS = re.compile(
    r"(?P<year>20\d\d)\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?\s*[^\n。]{0,12}(?:来源|讯|电|日报|晚报)"
)
# A line that holds the minute of appearing and nothing else.
_STAMP = re.compile(
    r"(?m)^[^\S\n]*(?:[-*•·][^\S\n]*)?(?P<year>20\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?[^\S\n]*$"
)
_PUBLISHED = re.compile(
    r"(?:发布|发文|成文|印发|生成|刊发|更新)(?:日期|时间)[\s:|]{0,4}(?P<year>20\d\d)(?!\d)"
)
# A government opens its term with its year; a party's congress meets late in the year before.
_OF_GOVERNMENT = re.compile(r"政府工作|代表[^,。\n]{0,12}政府|人民代表大会|人大")
# A plan for one year announces what is to be reached in it, as a work report does, and who shares out its tasks.
_ANNUAL_PLAN = re.compile(
    r"(?<![-—至])(?P<year>20\d\d)年度?(?:(?:国民)?经济和?社会发展(?:年度)?计划(?!的?(?:执行|完成))"
    r"|(?:地方|全?[省市县区]级?|本级)*(?:财政)?预算(?:草案|安排)|政府工作(?:报告)?[^,;。\d]{0,8}(?:分解|分工))"
)
# 2023年计划执行情况与2024年计划草案: a report of one year on which the next one follows.
_TWO_YEARS = re.compile(
    r"20\d\d年[^,;。\d]{0,30}(?:情况|总结|回顾|成效)[^,;。\d]{0,10}[和与及暨、](?P<year>20\d\d)年"
)
# 2025年度十件民生实事项目: what a government has done for its people in one year.
_ANNUAL_WORKS = re.compile(
    r"(?<![-—至\d])(?P<year>20\d\d)年度?[^,;。:《》\d]{0,14}(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[大件项]?)?"
    r"(?:民生|为民|惠民|利民)(?:(?:办|兴办)(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[件项]?)?(?:类|的)?实事(?!项?目?(?:完成|进展|落实|实施)?(?:情况|回顾|已))"
)


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """What dates a document: its years, those of the plan and its stages, and the year that dates every target.

    `issued` is the year that the document tells; `present`, from which 三年内 counts and which 今年 means, may be told
    by its headline or by what it reports.
    """

    issued: int | None
    period: PlanPeriod | None
    announced: int | None
    stages: Mapping[str, int] = field(default_factory=dict)
    present: int | None = None

    @property
    def begins(self) -> int | None:
        """The year before which all is past: that of issue, else the first that the plan covers."""
        return self.issued or (self.period.first if self.period else None)

    @classmethod
    def of(cls, document: Document, metadata: Metadata, timeline: Timeline) -> DocumentDates:
        """Find the dates of a document.

        Args:
            document: its text.
            metadata: its date and period, where they were found.
            timeline: the year that a work report announces.
        """
        folded = fold(document.text)
        head = folded[:_HEAD]
        press = _year(_PRESS, head) or _year(_STAMP, head)
        dated = press or _earliest(metadata.year, _year(_PUBLISHED, head))
        # A page that only carries an older text is stamped with the day of carrying it.
        dated = None if dated and _promises_before(dated, folded) else dated
        announced = timeline.year or (press if timeline.is_report else None)
        issued = dated or announced or _only_year(metadata) or year_of_occasion(folded)
        if not timeline.is_report:
            announced = _annual(metadata.title or "") or _year(_ANNUAL_WORKS, head)
            announced = announced or (press if _says_this_year(document, press) else None)
        issued = issued or announced
        period = _period(folded, metadata)
        if timeline.is_report and announced and _OF_GOVERNMENT.search(head):
            period = (period or PlanPeriod(announced, announced + LENGTH_OF_A_PLAN - 1))._replace(
                announced=announced
            )
        present = issued or _year_told(folded)
        # 明年的目标: a summary that bears no date is written in the year that it reviews.
        if timeline.is_report and not dated and announced and "明年" in folded:
            present = announced - 1
        return cls(issued, period, announced, find_stages(folded), present)


# 2024年重点任务清单, 2023年度目标责任书: what is to be done in a year; 2023年成绩单, 2022年总结 come next year.
_OF_A_YEAR = re.compile(
    r"(?<![-—~至到\d])(?P<year>20\d\d)年度?(?![前以底末至到~—-])[^\n。;:《》\d]{0,20}?"
    r"(?:任务|清单|要点|责任书|方案|计划|安排|打算|攻坚|行动|举措|部署|要求)"
)
_FACTS_OF_A_YEAR = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年度?[^\n。;:《》\d]{0,12}?(?:成绩单|总结|回眸|回顾|盘点|公报)"
)
_FACTS_OF_A_PLAN = re.compile(r"“?(?P<plan>十[一二三四五六]五)”?[^\n。;:《》\d]{0,12}?(?:总结|回眸|回顾)")
# 较2022年的56.3万人, 由2020年的12%, 截至2021年底, (2020年1.4%), 2023年我省…经费38亿元, 刚刚过去的2023年: what is
# known already.
_KNOWN = re.compile(
    r"(?:较|比|由|从|截至|截止|截止到|基于|以)(?P<base>20\d\d)年(?![,前至~—-]|起)"
    r"|\((?P<bracketed>20\d\d)年(?:底|末)?(?:为|是|达)?[^()年]{0,12}\d[^()年]{0,40}\)"
    r"|(?:过去|刚刚?结束)的?(?P<gone>20\d\d)年"
    r"|(?P<now>20\d\d)年(?:底|末|度)?[^,;。\d年]{0,24}?(?:已|仅|共有|首次)"
)
_TO_COME = re.compile(r"[到至](?P<until>20\d\d)年|(?P<by>20\d\d)年[^,;。\d]{0,4}前")


def _year_told(folded: str) -> int | None:
    """Tell the year in which an undated text speaks: that of its headline, else the one after the last it reports."""
    headline = folded.lstrip()[:_HEADLINE].partition("\n")[0]
    if year := _year(_OF_A_YEAR, headline):
        return year
    if year := _year(_FACTS_OF_A_YEAR, headline):
        return year + 1
    if plan := _FACTS_OF_A_PLAN.search(headline):
        return PLAN_ENDS[plan["plan"]] + 1
    known = [int(match[match.lastgroup or 0]) for match in _KNOWN.finditer(folded)]
    goals = [int(match[match.lastgroup or 0]) for match in _TO_COME.finditer(folded)]
    if not known or any(year <= max(known) for year in goals):
        return None
    return max(known) + 1


_HEADLINE = 120


def _only_year(metadata: Metadata) -> int | None:
    """Take the year that a plan for one year is for as the one that 今年 and 全年 mean (2024年工作要点).

    What tells of a year (2024年成绩单) is written in the next.
    """
    if next_year := _year(_TWO_YEARS, fold(metadata.title or "")):
        return next_year
    period = metadata.period or ""
    if not period.isdecimal():
        return None
    return int(period) + (_FACTS_OF_A_YEAR.search(fold(metadata.title or "")) is not None)


def _year(pattern: re.Pattern[str], head: str) -> int | None:
    match = pattern.search(head)
    return int(match["year"]) if match else None


def _earliest(*years: int | None) -> int | None:
    """Prefer the earlier: a page tells the day that it was looked at, too."""
    return min((year for year in years if year is not None), default=None)


# 《民营经济三年行动方案(2024-2026年)》: a text may name in its course the plan that it tells of.
_PLAN_YEARS = re.compile(
    r"(?:计划|方案|规划|纲要|行动|意见|措施)[》”]?\((?P<first>20\d\d)\s?年?\s?[-~—–至到]{1,2}\s?(?P<last>20\d\d)\s?年?\)"
)


# 《“十四五”科技创新规划》, 全省“十四五”规划
_FIVE_YEARS = re.compile(
    r"《[^《》]{0,16}[“\"]?(?P<plan>十[一二三四五六]五)[”\"]?[^《》]{0,24}(?:规划|计划|纲要)"
    r"|[“\"](?P<told>十[一二三四五六]五)[”\"](?:规划|计划|发展规划|纲要)"
)


def _period(folded: str, metadata: Metadata) -> PlanPeriod | None:
    """Take the years of the plan from its title, else those of the first plan that the text names with its years."""
    if metadata.period and metadata.period[-4:].isdecimal() and metadata.period[:4].isdecimal():
        return PlanPeriod(int(metadata.period[:4]), int(metadata.period[-4:]))
    if named := _PLAN_YEARS.search(folded):
        return PlanPeriod(int(named["first"]), int(named["last"]), is_told=True)
    if not (five := _FIVE_YEARS.search(folded)):
        return None
    last = PLAN_ENDS[five["plan"] or five["told"]]
    return PlanPeriod(last - LENGTH_OF_A_PLAN + 1, last, is_told=True)


def _annual(title: str) -> int | None:
    """Read off the title of a plan for one year (2023年国民经济和社会发展计划) which year it is for."""
    return _year(_ANNUAL_PLAN, fold(title))


def _says_this_year(document: Document, press: int | None) -> bool:
    """Tell whether a press report speaks of the year that it appears in, and not of goals for a later one."""
    if "今年" not in document.text and "全年" not in document.text:
        return False
    goals = (int(year) for year in _GOAL.findall(document.text))
    return press is None or all(year <= press for year in goals)


_GOAL = re.compile(r"[到至](20\d\d)年")


def _promises_before(stamp: int, folded: str) -> bool:
    """Tell a text that promises for years before its stamp (力争到2015年) and names no year from the stamp on.

    Its words were said before those years, whenever a page carried them.
    """
    named = [int(match["year"]) for match in _NAMED_YEAR.finditer(folded)]
    if not named or max(named) >= stamp:
        return False
    goals = list(_GOAL_WITH_HOPE.finditer(folded))
    return bool(goals) and not _TOLD_AS_DONE.search(folded, goals[0].start(), goals[-1].end())


# Years that the text speaks of, not those of the days that a page prints.
_NAMED_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)年(?!\s?\d{1,2}\s?月\s?\d{1,2}\s?日)")
_GOAL_WITH_HOPE = re.compile(
    r"(?:力争|争取|确保|努力)(?:用[^,;。]{1,6})?[到至在]20\d\d年|[到至]20\d\d年[底末]?[^。\n]{0,40}?(?:力争|争取|确保|将(?!近))"
)
_TOLD_AS_DONE = re.compile(
    r"(?<![而早不])已(?!有?序)|原(?:计划|方案|定|规划)|曾|当时|如期|提前完成|兑现|(?:完成|实现|建成|取得)了"
)
