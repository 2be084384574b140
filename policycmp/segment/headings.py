"""Titles: where the title of a numbered unit ends, and which lines are titles without a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.language.text import strip
from policycmp.models import Span
from policycmp.segment.markers import Kind, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN_IN = re.compile(
    r"""(?:
      总体(?:要求|目标|思路)
    | (?:扶持|支持|奖励|激励)(?:政策|措施)
    | 指导思想|基本原则
    | (?:发展|工作|主要|总体|年度|具体)?目标(?:任务)?
    | (?:主要|重点|工作)(?:任务|举措|措施)
    | (?:组织|工作|政策|支撑)?保障(?:措施)?|组织(?:领导|实施|保障)|附则
      # 2024年政府工作总体安排: parts of a report
    | \d{4}年(?:政府)?(?:主要|重点)?(?:工作)?(?:总体)?(?:回顾|安排|任务|目标|部署|打算|建议)
        (?:建议|安排|和重点工作|和主要任务)?
    )""",
    re.VERBOSE,
)
_STOCK = re.compile(r"工作|回顾|安排|任务|目标|要求|思想|思路|原则|形势|背景|举措|措施")
# A stop, a blank between two ideographs, or several blanks; one class of first characters lets `re` skip the rest.
_STOP = re.compile(r"[。:!?;\n ](?:(?<! )|(?<=[^\x00-\x7f] )(?=[^\x00-\x7f])| +)")
_GRANT = re.compile(r"\d[\d.,]*(?:%|‰|[万亿千百]*元)|的,|^对[^,。]*给予")
_DEED = re.compile(
    r"支持|鼓励|引导|加大|加强|加快|推进|推动|建设|培育|引进|优化|完善|强化|促进|提升|提高|实施|发展|打造|落实|健全|深化|扩大|设立|建立"
)
_COMMA = re.compile(r"[,;:\d]")
_BRACKETED = re.compile(r"\s*[【(\[](?P<title>[^】)\]\n]{2,30})[】)\]]")
_TITLE_LINE = re.compile(r"^[ |]*(?P<title>[^。;!?,:\n|]{4,40})[ |]*$", re.MULTILINE)
_STOCK_LEAD = re.compile(r"^[ ]*(?P<title>[^。;!?,:\n|]{4,12})[ ]*:[ ]*$", re.MULTILINE)
"""重点任务："""
_LAST_PART = re.compile(r"^[ ]*(?P<title>附[ ]?则)[ :]+(?=[^\n]*。)", re.MULTILINE)
"""附则  本办法自发布之日起施行。"""
_FINISHED = re.compile(r"。[”)]?[ ]*\n")
_HAN = re.compile(r"[㐀-鿿]")
_NO_TITLE_LINE = re.compile(
    r"""
      \d{4}年\d{1,2}月|[—\-\d\s.]+$                                # dates, rules, page numbers
    | 附件|目[ ]?录$|政[ ]?府[ ]?工[ ]?作[ ]?报[ ]?告                 # what is attached, what it is called
    | .*(?:通知|意见|方案|办法|规划|政策|决定|纲要|规定|条例|细则|公告|批复|报告|措施|计划|解读|公开|要点|条)
        (?:\([^()]{1,16}\))?$
    | .{0,20}关于.+的                                             # the title of the plan
    | .*(?:人民政府|办公室|办公厅|委员会|[市省县区州]长[ ].*|[厅局委院])$   # who speaks
    | .*(?:起草|发布|来源|编辑|浏览|字号|打印)                         # the page
    """,
    re.VERBOSE,
)
_QUESTION = re.compile(
    r"""
    # 记者：…？
    ^[ ]*(?P<start>(?P<label>(?:[^\s。!?:,;]{1,12}[ ]?:)?)[ ]*(?=[^\n]{3,200}\?[ ]*$))
      (?![一二三四五六七八九十\d(第])
    # 问：…？答：…
    | (?:^|(?<=[。!?)\n]))[ ]*(?P<inline>问[ ]?:)(?=[^\n]{4,300}?\?[ ]*答[ ]?:)
    """,
    re.VERBOSE | re.MULTILINE,
)
_ASKED = re.compile(r"[^\n]*?\?(?=[ ]*(?:\n|$|答[ ]?:))")
_FEWEST_QUESTIONS = 2
_CLOSED = re.compile(r"[。!?;:”)】|]")
_FEWEST = 4
_LONGEST_LINE = 60
_LONGEST_TITLE = 40
_LONGEST_ALONE = 20
_LONGEST_NOUN = 6
_LONGEST_SCAN = 80
_BLANK = " \n"


def find_title(plain: str, body: int, end: int, kind: Kind, *, heads: bool) -> Span:
    """Find the title of a unit.

    Args:
        plain: the blanked text.
        body: where the number ends.
        end: where the unit's own text ends.
        kind: an article (第X条) has a title only in brackets or on a line of its own.
        heads: whether units stand below it, so that a single sentence is a title too.

    Returns:
        The title without number and stop; empty where the unit starts with its text at once.
    """
    while body < end and plain[body] in " 、.:":
        body += 1
    if kind is Kind.QUESTION:
        asked = _ASKED.match(plain, body, end)
        return strip(plain, Span(*asked.span())) if asked else Span(body, body)
    own = strip(plain, Span(body, end))
    bracketed = _BRACKETED.match(plain, own.start, own.end)
    if bracketed and kind is Kind.ARTICLE:
        return Span(*bracketed.span("title"))
    stop = _first_stop(plain, own)
    if stop is None:
        return Span(body, body)
    title = strip(plain, Span(own.start, stop))
    longest = _longest(plain, title, own.end, kind, heads=heads)
    return title if 0 < title.end - title.start <= longest else Span(body, body)


def _longest(plain: str, title: Span, end: int, kind: Kind, *, heads: bool) -> int:
    """How long a title may be, by what ends it and what follows."""
    quote = title.of(plain)
    after = plain[title.end : min(end, title.end + _LONGEST_SCAN)]
    if after.startswith(";") or _GRANT.search(quote):
        return 0
    if kind is Kind.ARTICLE and after[:1] in {*"。:!?"}:
        return _LONGEST_ALONE if _DEED.match(quote) and not _COMMA.search(quote) else _LONGEST_NOUN
    if not heads and not after.strip("。:!?" + _BLANK):
        return 0 if _COMMA.search(quote) else _LONGEST_ALONE
    alone = after.lstrip("。:!?")[:1] in {"", "\n"}
    return _LONGEST_LINE if alone else _LONGEST_TITLE


def _first_stop(plain: str, own: Span) -> int | None:
    limit = min(own.end, own.start + _LONGEST_SCAN)
    stop = limit if limit == own.end else None
    for match in _STOP.finditer(plain, own.start, limit):
        if match[0] in "。:!?;\n" or match.start() - own.start > 1:  # 总 则 is one word
            stop = match.start()
            break
    stock = _RUN_IN.match(plain, own.start, limit)
    if stock and (stop is None or stop - stock.end() > _LONGEST_ALONE):
        return stock.end()
    return stop


def find_title_lines(plain: str, numbered: set[int]) -> Iterator[Marker]:
    """Find lines that are titles without a number (2024年工作安排).

    Args:
        plain: the blanked text.
        numbered: where lines start that a number opens.

    Yields:
        Markers of kind TITLE: short lines without a stop, no date, name or document title, that stand
        between a finished sentence (or a heading) and a line that is no such line.
    """
    lines = [line for line in _short_lines(plain) if line.start not in numbered]
    for match in _STOCK_LEAD.finditer(plain):
        if _RUN_IN.fullmatch(match["title"]):
            yield Marker(match.start("title"), match.start("title"), Kind.TITLE, "", 0)
    closing = _LAST_PART.search(plain)
    if closing and closing.start("title") not in {line.start for line in lines}:
        yield Marker(closing.start("title"), closing.start("title"), Kind.TITLE, "", 0)
    starts = {line.start for line in lines}
    headings = starts | numbered
    begun = _FINISHED.search(plain)
    for line in lines:
        above, below = _neighbours(plain, line)
        closed = above is None or _CLOSED.match(plain, above) or _line_start(plain, above) in headings
        if not closed or below is None or below in starts:
            continue
        if (begun and begun.start() < line.start) or _STOCK.search(plain, line.start, line.end):
            yield Marker(line.start, line.start, Kind.TITLE, "", 0)


def find_questions(plain: str) -> Iterator[Marker]:
    """Find the questions of an interview or of questions and answers, where there are two or more.

    Args:
        plain: the blanked text.

    Yields:
        Markers of kind QUESTION: a line that ends in a question mark, or 问：… before its 答：.
    """
    found = [*_QUESTION.finditer(plain)]
    for match in found if len(found) >= _FEWEST_QUESTIONS else ():
        start, body = match.span("inline") if match["inline"] else (match.start("start"), match.end("label"))
        yield Marker(start, body, Kind.QUESTION, "", 0)


def _short_lines(plain: str) -> Iterator[Span]:
    for match in _TITLE_LINE.finditer(plain):
        quote = match["title"].rstrip()
        if len(_HAN.findall(quote)) >= _FEWEST and (
            _RUN_IN.fullmatch(quote) or not _NO_TITLE_LINE.match(quote)
        ):
            yield strip(plain, Span(*match.span("title")))


def _neighbours(plain: str, line: Span) -> tuple[int | None, int | None]:
    """The last character above a line and the first one below it that are no blanks."""
    above = line.start - 1
    while above >= 0 and plain[above].isspace():
        above -= 1
    below = line.end
    while below < len(plain) and plain[below].isspace():
        below += 1
    return (above if above >= 0 else None, below if below < len(plain) else None)


def _line_start(plain: str, position: int) -> int:
    start = plain.rfind("\n", 0, position) + 1
    return strip(plain, Span(start, position)).start
