"""The year that a list or a part has from above it: the paragraph that leads into it, or the heading over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.dating import find_time_phrases, opens_sentence, paragraph_start
from policycmp.targets.tense import tells_direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause
    from policycmp.targets.document_dates import DocumentDates

_LEADS = re.compile(r"(?::|如下|以下(?:主要)?目标|目标是|达到以下)[。\s]*$")
_LONGEST_LEAD = 40
# 今年,我县将办好民生实事。28个项目如下: the years before the present are those of what was done.
_FOLLOWS = re.compile(r"如下:$")
_GOALS = re.compile(r"目标|指标|愿景")
# To the end of its line: 2024年目标任务, 未来五年主要目标; but no sentence, and no title of the whole document.
_DATED_HEADING = re.compile(
    r"[^\n。;,]{0,30}(?:目标|指标|任务|安排|打算|思路|愿景|要求|部署)[^\n。;,:()方案]{0,8}:?"
)
# To 2027, … before items without a number: the paragraph sets goals, whatever its part is called.
_SETS_GOALS = re.compile(r"(?:^|[,;。\s])(?:力争|争取|确保)?(?:到|至)\s?(?:20\d\d\s?年|“?十[一二三四五六]五)")
_LEADS_ON = re.compile(r"\s*[到至]20\d\d年[底末]?,")
_DAY = re.compile(r"\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?!前|之前|止)")
_VISION = re.compile(r"(?:展望|远景|愿景)[^。;]{0,8}\Z")
# A clause that opens so tells what the one before only announces.
_GOES_ON = re.compile(lexicon.GOES_ON)
_BRACKETED = re.compile(r"\([^()]*\)|《[^《》]*》")


def leading_years(clauses: Sequence[Clause], folded: str, dates: DocumentDates) -> list[int | None]:
    """Find the year that each clause has from above it.

    Args:
        clauses: the clauses of a document in order.
        folded: its text, folded.
        dates: what dates the document, from whose issue 三年内 counts.

    Returns:
        A year or None for each clause: that of the last time phrase in the paragraph which leads into its list, else
        of the heading over it. The items of a part about goals need no colon before them.
    """
    years: list[int | None] = []
    for index, clause in enumerate(clauses):
        before = clauses[index - 1] if index else None
        if before and _GOES_ON.match(fold(clause.text)):
            years.append(_last_year(fold(before.text), dates) or years[-1])
            continue
        if before and not (before.number and clause.number) and (year := _year_at_end(before, dates)):
            years.append(year)
            continue
        if before and before.path == clause.path and bool(before.number) == bool(clause.number):
            years.append(years[-1])
            continue
        start = (
            before.span.start if before and _is_parent(before, clause) else before.span.end if before else 0
        )
        above = folded[start : clause.span.start].rstrip()
        years.append(_year_of_lead(above, clause, dates) or _year_of_headings(clause, dates))
    return years


def _year_at_end(before: Clause, dates: DocumentDates) -> int | None:
    """Read the year of a last line that leads into what is behind it (今后五年的目标包括:, 2026年,办好以下实事:).

    A line of its own behind an item (到2026年,基站达到1000个。) leads into the next items, too.
    """
    above, broken, line = fold(before.text).rstrip().rpartition("\n")
    if not line.endswith(":"):
        leads = broken and above and _LEADS_ON.match(line)
        return _last_year(line, dates) if leads and not before.number else None
    if _GOALS.search(line):
        return _last_year(line, dates)
    phrases = find_time_phrases(line, dates.present, dates.period)
    if _FOLLOWS.search(line):
        years = [phrase.year for phrase in phrases if phrase.year and phrase.year >= (dates.present or 0)]
        return years[-1] if years else None
    return phrases[0].year if phrases and opens_sentence(line, 0, phrases[0].span.start) else None


def _is_parent(before: Clause, clause: Clause) -> bool:
    return (*before.path, before.heading) == clause.path or (
        before.path == clause.path and not clause.number and bool(before.number)
    )


def _year_of_lead(above: str, clause: Clause, dates: DocumentDates) -> int | None:
    line = above.rpartition("\n")[2].strip()
    # The title of the whole document dates none of its parts.
    is_title = "\n" not in above.strip()
    if not clause.path and not is_title and (year := _year_of_heading(line, dates)):
        return year
    paragraph = above[paragraph_start(above, len(above)) :]
    goals = any(_GOALS.search(fold(heading)) for heading in clause.path[-2:])
    sets_goals = _SETS_GOALS.search(paragraph) is not None
    goals = (goals and paragraph.endswith("。")) if clause.number else (goals or sets_goals)
    if not (_LEADS.search(above[-_LONGEST_LEAD:]) or goals):
        return None
    return _last_year(paragraph, dates)


def _last_year(text: str, dates: DocumentDates) -> int | None:
    """Give the year of the last time phrase of a text; the day of a dateline is none."""
    phrases = find_time_phrases(text, dates.present, dates.period)
    phrases = [phrase for phrase in phrases if not _DAY.match(text, phrase.span.end)]
    # 到2027年,…。展望2035年,…: the goals below are those of the plan, not of the vision behind it.
    years = [phrase.year for phrase in phrases if not _VISION.search(text, 0, phrase.span.start)]
    years = years or [phrase.year for phrase in phrases]
    return years[-1] if years else None


def _year_of_headings(clause: Clause, dates: DocumentDates) -> int | None:
    """Find the year of the innermost heading that dates all of its part (2024年工作安排)."""
    for heading in (clause.heading, *reversed(clause.path)):
        if tells_direction(heading)[0]:
            return None
        if year := _year_of_heading(fold(heading), dates):
            return year
    return None


def _year_of_heading(heading: str, dates: DocumentDates) -> int | None:
    """Read the year of a heading that announces; one in brackets is that of a plan which it names."""
    bare = _BRACKETED.sub("", heading)
    if not _DATED_HEADING.fullmatch(bare):
        return None
    phrases = find_time_phrases(bare, dates.present, dates.period)
    return phrases[-1].year if phrases else None
