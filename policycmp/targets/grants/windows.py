"""Windows of grants: the year in which a rewarded act must fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.models import Span
    from policycmp.targets.dating import TimePhrase

# 2023年1月1日至6月30日期间，对…给予…；对…给予…: what opens a sentence dates all of it.
_OPENING = re.compile(r"[\s\d.、()一二三四五六七八九十年月日至自从在\-—~]{0,24}")
_FOR = re.compile(r"[\s\d.、()一二三四五六七八九十年月日至自从\-—~]{0,6}对(?:于|在)?[\d年月日至\-—~]{0,16}")
_WINDOW = re.compile(r"[^,;。]{0,24}?(?:期间|之间|前|底|末|内)?[,，]")
_CLOSED = re.compile(r"至|前|底|末|期间|内|[-—~]|今年|明年")
_FIGURES_OF = re.compile(
    r"度?[^,;。]{0,16}?(?:收入|产值|营收|纳税|税收|投入|销售额?|增长|增速|增加值|利润|出口额?|进出口|支出|评价|考核|绩效|占比)"
    r"(?![^,;。]{0,30}期间)|度(?:奖励|奖补|补助|补贴|资金|申报)"
)
_DURING = re.compile(r"[^,;。]{0,16}?(?:期间|之间),")
# 对2026年在本市新举办的展会: the rewarded act itself falls in the year.
_DONE_IN = re.compile(
    r"度?(?:内|期间)?(?:在[^,;。\d]{1,10}?)?(?:新|首次|新增)?"
    r"(?:举办|承办|引进|购买|购置|销售|报废|置换|开工|竣工|投产|认定|评定|获[批评]|入选|建成|注册|设立|签约|招引|落户)(?!的?(?:标准|条件))"
)


def calls_for(text: str, year: Span) -> bool:
    """Tell a year whose acts an office calls on applicants to report (启动2022年度…申报).

    Args:
        text: the folded text of the clause.
        year: where the time phrase stands.
    """
    near = max(0, year.start - _NEAR_CALL)
    return (
        _CALLS_FOR.match(text, year.end) is not None
        and _OPENS_CALL.search(text, near, year.start) is not None
    )


_NEAR_CALL = 16
# 启动2022年度…申报工作,对…: the year whose acts are called for dates all that the sentence grants.
_OPENS_CALL = re.compile(r"(?:启动|开展|组织|受理|开放)了?(?:\d{4}年(?:度)?[和、])?\Z")
_CALLS_FOR = re.compile(r"度?[^,;。\d]{0,24}(?:申报|申领|兑现|征集)")
_FIGURES_IN = re.compile(
    r"20\d\d年度?[^,;。]{0,16}?(?:收入|产值|营收|纳税|税收|投入|销售额?|增长|增速|增加值|利润|出口额?)"
)
# 2026年10月1日至…: a day with a bound; a bare date is when something was signed.
_DAY = re.compile(
    r"\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?(?:\s?\d{1,2}[时:][^,;。至到]{0,4})?\s?(?:[-—~至到前止起]|之?前|期间|以前|内)"
)
# …至2026年12月31日,对…
_LAST_DAY = re.compile(r"\s?\d{1,2}\s?月")
_RANGE_SIGNS = frozenset("至到-—~")
_ISSUED = re.compile(r"(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?(?:正式)?(?:出台|印发|发布|公布|修订|制定)")
_HOW_LONG = re.compile(r"[\d一二两三四五六七八九十]{1,4}个?年(?:之|以)?内")
_UNTIL = re.compile(r"[^,;。]{0,16}?(?:期间|之间|前|止|底|内)")


def grant_window(
    phrases: list[TimePhrase], text: str, sentence: int, statement: int, place: int
) -> TimePhrase | None:
    """Pick the window in which a rewarded act must fall.

    Args:
        phrases: in order of place.
        text: the folded text of the clause.
        sentence: where the sentence of the grant begins.
        statement: where its part between semicolons does.
        place: the offset of the amount.

    Returns:
        The phrase, or None: a year that only says whose figures qualify (2023年度营业收入增长10%的企业) is none.
    """
    for phrase in reversed([one for one in phrases if one.year and sentence <= one.span.start < place]):
        start, end = phrase.span
        # 管理期3年内: how long, and no window of years. 今年3月出台的措施: when something was.
        if _HOW_LONG.fullmatch(text, start, end) or _ISSUED.match(text, end):
            continue
        opens = _OPENING.fullmatch(text[sentence:start]) is not None and _WINDOW.match(text, end) is not None
        # 2023年度营业收入增长10%以上的企业: whose figures qualify.
        opens = opens and not _FIGURES_OF.match(text, end)
        opens = opens or bool(_FOR.fullmatch(text[sentence:start]) and _DURING.match(text, end))
        if calls_for(text, phrase.span):
            return None if _FIGURES_IN.search(text, end, place) else phrase
        if start < statement and not opens:
            continue
        segment = max(text.rfind(",", sentence, start) + 1, statement)
        opens = opens or bool(_FOR.fullmatch(text[segment:start]) and _DONE_IN.match(text, end))
        if opens or _CLOSED.search(text[start:end]) or _UNTIL.match(text, end) or _DAY.match(text, end):
            return phrase
        if _LAST_DAY.match(text, end) and text[start - 1 : start] in _RANGE_SIGNS:
            return phrase
    return None
