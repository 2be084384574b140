"""What was done and what is announced: a work report tells last year's results first, a plan has its starting point."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold, last_match
from policycmp.language.title_words import TEXTS
from policycmp.targets.occasions import year_of_occasion
from policycmp.targets.turns import Turn, Years, find_turns, find_turns_of_results

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause, Document, Metadata

_PAST_HEADING = re.compile(
    r"(?:(?P<year>\d{4})年|过去|去年|上年|一年来|五年来?|以来|上一年度).{0,12}(?:回顾|总结|成绩|成效|"
    r"完成情况|主要做了|取得)"
    r"|\d{4}年.{0,12}(?<!安排)(?<!计划)情况$"
    r"|工作回顾|回顾总结|发展成就|^(?:我们的)?(?:出发点|家底|底数|起点|底气)$|(?<![实牢固强])发展基础|现状(?!.{1,8}目标)|成绩单|交出.{0,24}答卷|取得.{0,16}(?:成就|成效|成绩|突破)$"
)
_AIMS = re.compile(r"(?:目标|任务|打算|思路)(?:任务)?$")
# 主要目标 above 转型升级取得新突破: what is to be achieved
_ACHIEVES = re.compile(r"取得.{0,16}(?:成就|成效|成绩|突破)$")
_COMING_HEADING = re.compile(
    r"(?P<year>\d{4})年.{0,14}(?:安排|任务|打算|目标|重点|思路|建议|部署|计划|要求|工作)"
    r"|(?:今年|下一步|今后|未来).{0,24}(?:工作|安排|任务|目标|打算|重点)"
    # “十四五”发展目标: the plan that comes; what became of one is told with 完成
    r"|五”?(?:时期|期间)?(?:的|经济社会|[\u4e00-\u9fff]{0,6})(?:目标|思路|任务|打算|蓝图|愿景)(?!.{0,6}(?:完成|实现|达成|落实))|远景目标"
)
_REVIEW = re.compile(r"工作回顾|年.{0,6}回顾")
_YEAR = re.compile(r"^(?P<year>\d{4})年")
_SPOKEN_REPORT = re.compile(r"各位代表|向大会报告")
_REPORT = re.compile(
    rf"{_SPOKEN_REPORT.pattern}|政府工作报告(?!》?的?(?:有关|总体)?(?:要求|精神|部署|安排|任务|分工))|^\s*20\d\d年[^。]{{0,20}}是[^。]{{0,60}}一年"
)
# What carries out a report, and is none, though it names it.
_PLAN_TITLE = re.compile(rf"(?:{TEXTS}|纲要|条例)(?:\([^()]{{1,16}}\))?$")
_TURN = re.compile(
    r"(?:今年|(?P<year>20\d\d)年|新的一年)(?:(?!20\d\d年)[^。;]){0,30}?(?:总体要求|预期目标|主要目标|工作安排|工作思路|"
    r"重点工作|关键之年|关键一年|周年|攻坚之年)"
    r"|做好(?P<work>20\d\d)年[^。;,]{0,10}工作|展望20\d\d"
    r"|主要预期目标(?:是|为|:|：|建议)|^[ ]*(?:今年)?主要(?:预期)?目标[ ]*$|今年[^。]{0,12}报告提出了?[^。]{0,12}目标",
    re.MULTILINE,
)
# A summary of what was done, by its title, and where it turns to what comes next.
_SUMMARY = re.compile(
    r"""\s*[^\n。]{2,50}(?:
      (?:工作|年度)总结(?:[及和与暨][^\n]{2,24}(?:计划|打算|谋划|思路|安排|要点))?
    | 五”?(?:时期|期间|规划)?[\u4e00-\u9fff]{0,8}总结                                       # of five years
    | (?:实施|进展|完成|开展|落实|推进|工作|执行)情况(?:的?报告|汇报|通报|综述)?
    | 预算执行情况[^\n]{2,20}预算(?:草案)?的?报告                                            # and of the next budget
    | 工作综述|(?:中期|总结|终期|绩效)?评估报告|(?:自评|自查|绩效(?:评价|自评)?)(?:情况)?报告|述职报告
    | (?:回眸|回顾)(?:[及和与暨][^\n]{2,24})?
    )(?:\([^()\n]{1,12}\))?\s*(?:\n|$)""",
    re.VERBOSE,
)
# A page that tells what part of a year has brought, by its title or by how its first paragraph opens.
_OVER = (
    r"(?:今年以来|上半年(?!度)|前?[一二三]季度|前\d{1,2}个?月"
    r"|(?<!\d)1\s?[-~—–至到]\s?\d{1,2}\s?月份?(?!底|前|\d)|截至(?:目前|\d{1,2}月))"
)
_PLANS = (
    r"(?:计划|方案|规划|纲要|目标|任务|安排|要点|打算|通知|公告|申报|征集|指南|公示|名单|办法|措施|条例|意见|细则|清单"
    r"|部署|建议|起(?=实施|施行|执行)|(?<!即)将|力争|拟|确保|冲刺|攻坚|要(?!闻|素))"
)
_RESULTS = re.compile(
    rf"""\s*(?![^\n]{{0,80}}{_PLANS})(?:
      [^\n。]{{0,40}}{_OVER}[^\n。]{{2,50}}(?:\n|$)
    | [^\n。]{{4,60}}\n\s*(?:本报讯|[^。\n]{{0,12}}讯)?
      (?:[(][^()\n]{{1,30}}[)])?\s?(?:[^。\n,]{{0,24}}(?:获悉|了解到|介绍),)?
      (?![^\n]{{0,400}}(?:制定本|制定如下|提出以下|现就|现将|如下))(?:今年|20\d\d年)?{_OVER}
    )""",
    re.VERBOSE,
)
# What such a summary heads the part with that tells what is to come.
_NEXT_HEADING = re.compile(
    r"建议|举措|改进|打算|下一?步|下阶段|安排|思路|部署|对策|计划|重点工作|目标(?!完成)"
)
# A bulletin of statistics tells only what was reached, in the year that its title names.
_BULLETIN = re.compile(r"(?P<year>20\d\d)年[^\n。]{0,24}(?:统计公报|主要统计数据)")
_SUMMED_YEAR = re.compile(r"(?P<year>20\d\d)年")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# Part of a year is under review, the rest of it to come.
_PART_OF_YEAR = re.compile(
    r"今年以来|截至|上半年|半年|[一二三]季度|前\d{1,2}个?月|1\s?[-~—–至到]\s?\d{1,2}\s?月"
)
_DONE_YEAR = re.compile(
    r"(?P<year>20\d\d)年[^。]{0,20}(?:回顾|是[^。]{0,20}一年|以来)|(?:回顾了?|过去的?)(?P<gone>20\d\d)年?"
)
_DELIVERED = re.compile(r"各位代表|向大会报告|请予审议")
_REVIEWED = re.compile(
    r"回顾|回首|回望|这一年|好于预期|过去(?:的?[一五]年|\d{4}年)|去年|一年来|五年来|上年|同比|较上年"
)
_TITLE_YEAR = re.compile(r"(?P<year>20\d\d)年[^\n]{0,24}(?:工作报告|两会)")
_TITLE = 200
_WORDS_OF_TIME = re.compile(
    r"(?P<past>去年[^,;。]{0,12}至今年|过去的?(?:[一五]年|\d{4}年)|刚刚?结束的(?:一年|\d{4}年)|(?<![比较与同在由从于])去年(?!的|同期)|一年来|五年来)"
    r"|今年|明年|新的一年|下一步|未来(?!产业|社区|乡村|工厂|学校|城市)|今后|力争|确保|计划|将|要"
)
# How much of a report's opening tells that it is one, and where its review of the past year begins.
_OPENING = 3000


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where a report turns from what was done to what is announced and back, the year it reviews and that it announces.

    Before the first turn, and where there is none, it looks back.
    """

    is_report: bool = False
    turns: tuple[Turn, ...] = ()
    year: int | None = None
    reviewed: int | None = None

    def is_past(self, place: int) -> bool:
        """Tell whether a place of a report lies in its review of the past."""
        if not self.is_report:
            return False
        index = bisect_right(self.turns, (place, True))
        return self.turns[index - 1].is_past if index else True

    def is_past_throughout(self, start: int, end: int) -> bool:
        """Tell whether all of a stretch lies in the review."""
        turned = any(start <= turn.place < end and not turn.is_past for turn in self.turns)
        return self.is_past(start) and not turned


def _report_pattern(metadata: Metadata) -> re.Pattern[str]:
    """Give the words that tell a work report; of a plan by its title, only those that are spoken."""
    return _SPOKEN_REPORT if _PLAN_TITLE.search(fold(metadata.title or "")) else _REPORT


def find_timeline(clauses: Sequence[Clause], document: Document, metadata: Metadata) -> Timeline:
    """Find where a work report turns to the coming year.

    Args:
        clauses: the document's clauses in order.
        document: its text.
        metadata: its date, where it has one.

    Returns:
        The timeline; of a document that is no work report an empty one.
    """
    folded = fold(document.text)
    if bulletin := _BULLETIN.search(fold(metadata.title or "") or folded[:_TITLE]):
        year = int(bulletin["year"])
        return Timeline(True, (), year + 1, year)
    summary = _SUMMARY.match(folded)
    if not summary and (results := _RESULTS.match(folded)):
        told = _years_of_summary(results.group(), metadata)
        return Timeline(True, find_turns_of_results(folded), told.announced, told.reviewed)
    if (
        not summary
        and not _report_pattern(metadata).search(folded[:_OPENING])
        and not any(_reviews(clause) for clause in clauses)
    ):
        return Timeline()
    years = (_direction(heading).year for clause in clauses for heading in _headings(clause))
    latest = max((year for year in years if year is not None), default=None)
    looked_back = max((clause.span.start for clause in clauses if _looks_back(clause, latest)), default=0)
    headed = [
        clause
        for clause in clauses
        if clause.span.start > looked_back
        and (_looks_ahead(clause, latest) or (summary and _NEXT_HEADING.search(_headings(clause)[0])))
        # A part headed with a year alone is the one to come where another looks back.
        and (looked_back or summary or _direction(_headings(clause)[0]).coming)
    ]
    start = _review_start(clauses, latest)
    if summary:
        told = _years_of_summary(summary.group(), metadata)
    else:
        announced = _announced(headed, _TURN.search(folded, start), folded, metadata)
        told = Years(announced and announced - 1, announced)
    if headed:
        ahead_from = _first_goals(clauses, looked_back, headed[0], folded)
        turns = find_turns(folded, ahead_from, told, past=False)
    else:
        # A page that tells of a report has no parts: each paragraph says which way it looks.
        page = not summary and not looked_back and not _DELIVERED.search(folded[:_OPENING])
        ahead = page and not _REVIEWED.search(folded)
        turns = find_turns(folded, summary.end() if summary else start, told, past=not ahead)
    return Timeline(True, turns, told.announced, told.reviewed)


def _years_of_summary(title: str, metadata: Metadata) -> Years:
    """Read off the title of a summary which year it reviews and which it announces.

    That of the first part of a year announces the rest of it.
    """
    digits = title.translate(_CHINESE_DIGITS)
    years = [int(match["year"]) for match in _SUMMED_YEAR.finditer(digits)]
    if not years and _PART_OF_YEAR.search(title):
        return Years(metadata.year, metadata.year, this=False)
    if not years:
        return Years(metadata.year - 1 if metadata.year else None, metadata.year, this=False)
    if _PART_OF_YEAR.search(title) and len(set(years)) == 1:
        return Years(years[0], years[0], this=False)
    return Years(years[0], max(years[0] + 1, *years), this=False)


def _review_start(clauses: Sequence[Clause], latest: int | None) -> int:
    """Find where the review begins: the headings may go on with it where the next part has lost its own."""
    return min((clause.span.start for clause in clauses if _looks_back(clause, latest)), default=0)


def _first_goals(clauses: Sequence[Clause], looked_back: int, headed: Clause, text: str) -> int:
    """Find where a report looks ahead: with the goals of its year, though the part with them is not headed so.

    Between 一、2023年工作回顾 and 三、2024年重点工作 may stand 二、奋力走在前列.
    """
    reviewed = (clause.span.end for clause in clauses if clause.span.start == looked_back)
    goals = looked_back and _GOALS_OF_YEAR.search(text, next(reviewed, 0), headed.span.start)
    return goals.start() if goals else headed.span.start


_GOALS_OF_YEAR = re.compile(r"今年[^。;,\d]{0,20}主要(?:预期)?目标(?:是|为|:|建议)")


def _headings(clause: Clause) -> tuple[str, ...]:
    return (*clause.path[:1], clause.heading)


def _reviews(clause: Clause) -> bool:
    return _REVIEW.search(fold(_headings(clause)[0])) is not None


def _looks_back(clause: Clause, latest: int | None) -> bool:
    """Tell whether a clause stands under a review: by its words, or by a year before the latest of the headings."""
    direction = _direction(_headings(clause)[0])
    if direction.past:
        return True
    return direction.year is not None and latest is not None and direction.year < latest


def _looks_ahead(clause: Clause, latest: int | None) -> bool:
    direction = _direction(_headings(clause)[0])
    if _looks_back(clause, latest):
        return False
    return direction.coming or (direction.year is not None and direction.year == latest)


def _announced(
    headed: Sequence[Clause], written: re.Match[str] | None, text: str, metadata: Metadata
) -> int | None:
    for clause in headed:
        direction = _direction(_headings(clause)[0])
        if direction.announced is not None:
            return direction.announced
        if direction.coming:
            break
    if not headed and written and (year := written["year"] or written["work"]):
        return int(year)
    done = _DONE_YEAR.search(text[:_OPENING])
    if done:
        return int(done["year"] or done["gone"]) + 1
    titled = _TITLE_YEAR.search(text[:_TITLE])
    return metadata.year or (int(titled["year"]) if titled else year_of_occasion(text))


def looks_back(text: str) -> bool:
    """Tell whether a clause has any word of the past that numbers may stand behind."""
    return any(word in text for word in _PAST_WORDS)


_PAST_WORDS = ("过去", "去年", "年来", "结束的")


def tells_back(text: str, place: int) -> bool:
    """Tell whether the paragraph of a report turns back to the year before a place (过去一年，…).

    Args:
        text: folded text of a clause.
        place: the offset of a number.

    Returns:
        Whether the last word of time before it in its paragraph is one of the past.
    """
    word = last_match(_WORDS_OF_TIME, text[text.rfind("\n", 0, place) + 1 : place])
    return word is not None and word["past"] is not None


def tells_past(clause: Clause, timeline: Timeline) -> bool:
    """Tell whether a clause as a whole says what was done, so that it commits to nothing."""
    if timeline.is_report:
        return timeline.is_past_throughout(*clause.span)
    return reviews_past((*clause.path, clause.heading))


def reviews_past(headings: tuple[str, ...]) -> bool:
    """Tell whether a plan's clause describes its starting point (the innermost heading that tells decides)."""
    for depth in range(len(headings) - 1, -1, -1):
        direction = _direction(headings[depth])
        if direction.past or direction.coming:
            achieves = direction.past and _ACHIEVES.search(fold(headings[depth]))
            return direction.past and not (achieves and _aims_above(headings[:depth]))
    return False


def _aims_above(headings: tuple[str, ...]) -> bool:
    """Tell whether the nearest heading that looks any way looks ahead."""
    for heading in reversed(headings):
        direction = _direction(heading)
        if direction.past or direction.coming or _AIMS.search(fold(heading)):
            return not direction.past
    return False


def tells_direction(heading: str) -> tuple[bool, bool]:
    """Tell whether a heading looks back on what was done, and whether it announces what is to be done."""
    direction = _direction(heading)
    return direction.past, direction.coming


@dataclass(frozen=True, slots=True)
class _Direction:
    """Which way a heading looks: the year that it begins with, and the one whose plans it announces."""

    past: bool
    coming: bool
    year: int | None
    announced: int | None


# All clauses under a heading ask for it, and the clauses of many plans have the same headings.
@lru_cache(maxsize=4096)
def _direction(heading: str) -> _Direction:
    folded = fold(heading)
    year, coming = _YEAR.match(folded), _COMING_HEADING.search(folded)
    return _Direction(
        _PAST_HEADING.search(folded) is not None,
        coming is not None,
        int(year["year"]) if year else None,
        int(coming["year"]) if coming and coming["year"] else None,
    )
