"""By when one number of a clause is promised: which of the phrases round it dates it, or the year from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.numerals import parse_number
from policycmp.language.text import last_match
from policycmp.models import Span, Target, TargetType
from policycmp.targets.dating import (
    ITEM_LINE,
    PLAN_ENDS,
    TimePhrase,
    date_behind,
    governing,
    item_of_list,
    opens_sentence,
    paragraph_start,
)
from policycmp.targets.grants.windows import grant_window
from policycmp.targets.year_lists import year_in_list

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.clause_setting import ClauseSetting

# Where a year stands that is not of the clause.
_NOWHERE = Span(0, 0)


def find_deadline(
    candidate: Candidate,
    place: ClauseSetting,
    type_: TargetType,
    previous: Target | None,
    *,
    per_year: bool,
) -> TimePhrase | None:
    """Pick the phrase that dates a number: any before it in the clause, or for what recurs in its own sentence.

    Args:
        candidate: the number.
        place: its clause, with what dates it from above.
        type_: of the commitment.
        previous: the commitment before it in the sentence.
        per_year: whether it recurs each year.

    Returns:
        The phrase, its span empty where the year stands outside the clause; None where nothing dates the number.
    """
    flat, start = place.text.flat, candidate.span.start
    if type_ is TargetType.INCENTIVE:
        # 到2025年实施项目20项,给予不超过30%的补助,最高90万元: the year is that of the target before.
        undated = previous is not None and (previous.type is TargetType.TARGET or previous.deadline is None)
        since = candidate.previous.span.end if candidate.previous and undated else 0
        window = grant_window(place.acts, flat, candidate.sentence.start, candidate.statement.start, start)
        return window if window and window.span.start >= since else None
    if done := date_behind(place.coming, flat, candidate.span.end, candidate.sentence.end):
        return done
    if (listed := year_in_list(candidate, place.text)) is not None:
        return TimePhrase(candidate.segment, listed)
    if _is_teaser(candidate, place):
        return _year_of_list(candidate, flat)
    # A report told in the press names its year once, for the paragraph.
    of_report = place.is_report and place.dates.announced is not None
    own_sentence = per_year or of_report or type_ is TargetType.RULE
    phrase = None
    if place.coming:
        coming = [one for one in place.coming if not _is_aside(one.span, candidate.span, place.text)]
        if own_sentence:
            phrase = _of_own_statement(
                coming, candidate, flat, far=of_report or _adds_pace(candidate, previous)
            )
        else:
            phrase = _before_in_paragraph(coming, flat, start)
        if phrase is None and type_ is TargetType.TARGET and not per_year:
            phrase = _lead_within(place, start) or _labelled(coming, flat, candidate.span.end)
    year = _year_around(place, type_, per_year=per_year)
    return phrase or (TimePhrase(_NOWHERE, year) if year is not None else None)


def _of_own_statement(
    coming: list[TimePhrase], candidate: Candidate, flat: str, *, far: bool
) -> TimePhrase | None:
    """Pick the phrase of what recurs or binds: of its statement, or the label of the sentence (攻坚阶段(至2027年):)."""
    start = candidate.sentence.start
    phrase = governing(coming, candidate.span.start, start if far else candidate.statement.start)
    if phrase or far:
        return phrase
    labels = (one for one in coming if start <= one.span.start < candidate.statement.start)
    return next((one for one in labels if flat.startswith("):", one.span.end)), None)


def _adds_pace(candidate: Candidate, previous: Target | None) -> bool:
    """Tell the pace of the goal right before it (企业达到600家,年均增加50家) from what recurs for itself."""
    before = candidate.previous
    if before is None or previous is None or previous.type is not TargetType.TARGET or previous.per_year:
        return False
    return before.segment.end + 1 == candidate.segment.start and _PACE.fullmatch(candidate.before) is not None


_PACE = re.compile(r"(?:年均|平均每年|每年平均)(?:新?增加?|净增加?|增长|增速)(?:达到?|保持在)?")


def _before_in_paragraph(coming: list[TimePhrase], flat: str, place: int) -> TimePhrase | None:
    """Pick the nearest phrase before a number in its paragraph; in a list in its own item or the line above all."""
    since = paragraph_start(flat, place)
    if (listed := item_of_list(flat, since, place)) is None:
        return governing(coming, place, since)
    item, lead_end = listed
    return governing(coming, place, item) or governing(coming, lead_end, since)


def _is_aside(phrase: Span, number: Span, text: ClauseText) -> bool:
    """Tell a year that brackets add to another number ((2020年为5.7%), …) from one that dates what follows.

    So does that of a stage: 攻坚阶段(2022—2024年):…, 推进阶段(2024年),….
    """
    around = text.quotes_around(phrase)
    if around is None or text.text[around.start] != "(" or around.end > number.start:
        return False
    behind = text.flat[around.end : around.end + 1]
    return behind != ":" and not (behind == "," and _opens_stage(text.flat, around.start))


# What the year in brackets behind it dates; a year that others are compared with dates nothing.
_STAGE = re.compile(
    r"(?:^|[。;,\n])[^,;。:\n\d]{0,12}(?:阶段|(?<![基同上前去本])年度|(?<![基同上前去周学工日])期)\Z"
)
_LONGEST_STAGE = 16


def _opens_stage(flat: str, bracket: int) -> bool:
    """Tell whether what stands before a bracket opens what is done in a stage (在推进阶段(2024年),…)."""
    return _STAGE.search(flat, max(0, bracket - _LONGEST_STAGE), bracket) is not None


# 今后五年的目标包括:⏎ before the paragraphs of the same clause
_LEADS_ON = re.compile(r"(?:目标|指标|任务)[^。\n]{0,10}:[^\S\n]*\n")


# (责任单位:…;完成时限:2026年底前) behind an item
_DUE = re.compile(
    r"(?:(?:完成|办结|实施|推进|进度|落实)(?:时限|时间|期限|节点|要求)|时限(?:要求)?|时间节点)[^,;。:\n]{0,2}[:·]\s*\Z"
)
_LONGEST_LABEL = 14


def _labelled(coming: list[TimePhrase], flat: str, place: int) -> TimePhrase | None:
    """Pick the year that a label behind a number says its item is due in."""
    for phrase in coming:
        start = phrase.span.start
        if start < place or not _DUE.search(flat, max(0, start - _LONGEST_LABEL), start):
            continue
        return None if ITEM_LINE.search(flat, place, start) else phrase
    return None


def _lead_within(place: ClauseSetting, start: int) -> TimePhrase | None:
    """Take the time phrase of the line that leads into the paragraphs of a clause, one of which a number stands in."""
    flat = place.text.flat
    lead = last_match(_LEADS_ON, flat[:start]) if "\n" in flat[:start] else None
    if lead is None:
        return _opens_goals(place, start) if _GOALS.search(_titles(place)) else None
    return governing(place.coming, lead.end(), flat.rfind("\n", 0, lead.start()) + 1)


_GOALS = re.compile(r"目标")


def _titles(place: ClauseSetting) -> str:
    """The title that a clause stands under: its own, else the one above it."""
    return place.clause.heading or "".join(place.clause.path[-1:])


def _opens_goals(place: ClauseSetting, start: int) -> TimePhrase | None:
    """Take the phrase that opens the last dated paragraph of goals (到2027年，…。) for those below it."""
    flat = place.text.flat
    opening = [one for one in place.coming if one.span.end <= start and _opens_paragraph(flat, one.span)]
    return opening[-1] if opening else None


def _opens_paragraph(flat: str, phrase: Span) -> bool:
    """Tell whether a phrase dates all that a paragraph says: it opens a sentence, or what the first goes on to say."""
    sentence = max(flat.rfind(mark, 0, phrase.start) for mark in "\n。") + 1
    if opens_sentence(flat, sentence, phrase.start):
        return True
    # 实施“三大行动”,到2027年,…
    opens_line = flat[:sentence].rstrip(" ")[-1:] in {"", "\n"}
    return (
        opens_line
        and _THEN_BY.fullmatch(flat, sentence, phrase.start) is not None
        and _ENDS_THERE.match(flat, phrase.end) is not None
    )


_THEN_BY = re.compile(r"[^,;:。\n\d]{1,40},(?:力争|确保|争取)?[到至]")
_ENDS_THERE = re.compile(r"[底末]?,")


def _is_teaser(candidate: Candidate, place: ClauseSetting) -> bool:
    """新增企业300家……5月8日，记者获悉…: what opens a page only says again what stands in it with its year."""
    flat = place.text.flat
    if place.clause.number or "……" not in flat[candidate.sentence.end : candidate.sentence.end + 2]:
        return False
    start = candidate.sentence.start
    return not flat[:start].strip() and governing(place.coming, candidate.span.start, start) is None


def _year_of_list(candidate: Candidate, flat: str) -> TimePhrase | None:
    """Take the year of the list that the same line says it is of (新增床位300张……该区明确2024年民生项目清单)."""
    end = flat.find("\n", candidate.sentence.end)
    of_list = _LIST_OF_YEAR.search(flat, candidate.sentence.end, end if end >= 0 else len(flat))
    return TimePhrase(Span(*of_list.span("year")), int(of_list["year"][:4])) if of_list else None


_LIST_OF_YEAR = re.compile(
    r"(?:明确|公布|发布|印发|出台|晒出|敲定|确定|部署|亮出|列出|下达|制定)(?:了)?[^,;。\d]{0,12}(?P<year>20\d\d年)度?[^,;。\d]{0,8}"
    r"(?:民生|实事|重点|为民|城建|惠民|十件|项目|工作|建设)[^,;。\d]{0,6}(?:任务单?|清单|实事|项目|计划|目标|安排)"
)


def _year_around(place: ClauseSetting, type_: TargetType, *, per_year: bool) -> int | None:
    """Take the year that the list, the part or the whole document sets for a target which names none itself."""
    if type_ is not TargetType.TARGET or per_year:
        return None
    if not place.is_report:
        return place.setting.lead or place.dates.announced
    return _year_of_part(place) or place.dates.announced


# “十二五”时期的主要目标和任务, 今后五年的奋斗目标: a part of a report on more years than the one it announces.
_PART_OF_YEARS = re.compile(
    r"(?:(?P<plan>十[一二三四五六]五)[”\"]?(?:时期|期间)?|(?:今后|未来)(?P<ahead>[三四五345])年)"
    r"[^,;。\d]{0,16}(?:目标|任务|思路|举措|蓝图|展望|安排)"
)
_OF_ONE_YEAR = re.compile(r"20\d\d年|今年|明年|当前|回顾|总结|完成情况|开局|收官")


def _year_of_part(place: ClauseSetting) -> int | None:
    """Take the last of the years that the part of a report is about."""
    announced = place.dates.announced
    if announced is None:
        return None
    for title in (*place.clause.path, place.clause.heading):
        part = _PART_OF_YEARS.search(title)
        if part is None or _OF_ONE_YEAR.search(title):
            continue
        if part["plan"]:
            return PLAN_ENDS[part["plan"]] if PLAN_ENDS[part["plan"]] >= announced else None
        return announced + int(parse_number(part["ahead"]) or 1) - 1
    return None
