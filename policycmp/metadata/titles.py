"""The plan's own title: not that of the notice that hands it out, not that of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.page import NUMBERED
from policycmp.models import Span
from policycmp.regions import find_divisions

if TYPE_CHECKING:
    from policycmp.metadata.page import Page

KIND = (
    r"(?:意[见見]|通知|方案|[办辦]法|措施|[规規][划劃]|[计計][划劃]|政策|[纲綱]要|[决決]定|[规規]定|[细細][则則]|[条條]例"
    r"|[报報]告|要[点點]|清[单單]|指南|制度|公告|通告|[决決][议議]|章程|[标標][准準]|目[录錄]|[预預]案|工程|行[动動]"
    r"|(?:(?<![第\d])\d+|(?<![第一二三四五六七八九十])[一二三四五六七八九十]+)[条條])"
)
_SUFFIX = r"(?:\s*[(〔\[][^()]{2,20}[)〕\]])*"
_LONGEST = 120
_OPENING = 4000
_TITLE_LINE = re.compile(rf"{KIND}》?{_SUFFIX}$")
_RUNNING_TITLE = re.compile(
    rf"^\S[^。;]{{3,{_LONGEST}}}?{KIND}{_SUFFIX}"
    r"(?=\s|——|各[^,。;:]{1,60}[:,、]|为[^,。;]{2,30}[,、]|第一[章条]|一、)"
)
_BOOK = r"《((?:[^《》]|《[^《》]*》){4,120})》"
_APPROVED = re.compile(
    rf"""
    {_BOOK}(?:\([^()]{{2,30}}\))?
    (?:已经?|业经|已經|業經|经|經)[^。;]{{0,60}}?(?:同意|通[过過]|[审審][定议議]|批准|研究)              # 已经…同意
    [^。;]{{0,60}}?(?:印[发發]|公布|[发發]布|[发發]给|下[发發]|[执執]行|[实實]施|施行|落[实實])           # 现印发给你们
    """,
    re.VERBOSE,
)
_APPROVED_BEFORE = re.compile(
    rf"(?:同意|批准|[审審]定|[审審][议議]通[过過])[了]?{_BOOK}[^。;]{{0,30}}?(?:印[发發]|公布|[发發]布|[发發]给|下[发發])"
)
_HANDED_OUT = re.compile(rf"现将{_BOOK}[^。;]{{0,30}}?(?:印[发發]|公布|[发發]布|下[发發]|[转轉][发發])")
_NOTICE = re.compile(
    r"(?:印[发發]|[发發]布|公布|下[发發]|[转轉][发發]|批[转轉])\s*(?:《(?P<book>(?:[^《》]|《[^《》]*》)+)》|(?P<plain>(?:(?!的通知).)+?))\s*的通知"
    + _SUFFIX
    + "$",
    re.DOTALL,
)
_NOTICE_OF = re.compile(rf"[关關][于於]\s*(?P<plain>.+{KIND})\s*的通知$", re.DOTALL)
_PLAIN_NOTICE = re.compile(
    r"(?:政府|[办辦]公[厅廳室]|委[员員][会會]|[厅廳局])印[发發]《(?P<plain>[^《》]{6,80})》$"
)
"""某市人民政府印发《…》"""
_UNFINISHED = re.compile(
    r"(?:[关關][于於]|印[发發]|的|[和与與]|、|促[进進]|加快|推[进進]|政府|[办辦]公[厅廳室]|委[员員][会會]|[厅廳局]|——)$"
)
_IN_BRACKETS = re.compile(r"^\([^()]{0,6}(?:(?:20\d{2}|稿|草案|试行|暂行)[^()]{0,12})\)$")
_NO_TITLE = re.compile(r"^[^关關]{0,20}文件$|^(?:政策|文件)?依据:|:$|^\d|^[(〔]|已[经經]")
_LABEL = re.compile(r"^[-*\s]*(?:文件名称|信息名称|标题|名称)\**\s*[:：]\s*")
# 某省各地高新技术企业奖励政策汇总, 一文汇编:…政策
_COLLECTION = re.compile(
    r"(?:[^。;]{6,60}(?:汇总|汇编|一览表?|盘点|合集|大全)|[^。;:]{0,4}(?:汇总|汇编|盘点)[ ]?[:|][^。;]{6,60})"
    r"(?:\([^()]{1,20}\))?"
)
_HEADLINE = re.compile(r"(?=.*[一-鿿]{4})[^。;:|]{6,60}[^。;:,、|)]")
# A date, an addressee, a breadcrumb, the name of a body.
_NO_HEADLINE = re.compile(
    r"\d{4}[-年./]\d{1,2}[-月./]|^各|^\d(?!\d{3}\s?年)|首页|位置|>|代表|(?:政府|办公[厅室]|委员会|[厅局委]|市长|省长|主任)(?:\s|$)"
)
_FIELD = re.compile(r"(?:名\s*称|标\s*题|文件名称|信息名称|法规名称)\s*[\]】]?\s*:\s*(\S[^\n]{5,100})")
_CALLED = re.compile(r"《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》(?:\((?:以下)?简称[^()]{2,20}\))?")
_BLANK_LINE = 2
_SHORTEST = 6
_NOTICE_LINES = 12


def find_title(page: Page) -> str | None:
    """Find the plan's own title.

    Returns:
        The title without 《》, as it stands; None where none is printed.
    """
    approved = _approved(page)
    if approved:
        return page.quote(approved)
    if collection := _collection(page):
        return page.quote(collection)
    if span := find_heading(page):
        inner = _handed_out_by(page, span) or span
        return _LABEL.sub("", page.quote(_without_brackets(page, inner)))
    if field := _FIELD.search(page.header):
        return re.split(r"\s{2,}|\s(?=\S{2,8}:)", field.group(1))[0]
    return _headline(page)


def _collection(page: Page) -> Span | None:
    """The headline of a page that collects the policies of several places: those that it names below are no title."""
    lines = (line for line in page.head[:_NOTICE_LINES] if _COLLECTION.fullmatch(line.of(page.folded)))
    return next(lines, None)


def _headline(page: Page) -> str | None:
    """The first line of a page that is no policy's text: a headline, a question."""
    if len(page.lines) <= 1 or not page.head:
        return None
    quote = page.head[0].of(page.folded)
    told = _HEADLINE.fullmatch(quote) and not _NO_HEADLINE.search(quote)
    return page.quote(page.head[0]) if told else None


def find_heading(page: Page) -> Span | None:
    """Find the title that stands above the text, be it the plan's or that of the notice round it."""
    named = [index for index, line in enumerate(page.head) if _is_title(line.of(page.folded))]
    if named:
        # What a breadcrumb names too is most often the channel of a site; its last crumb may be the plan.
        own = (index for index in named if page.head[index].of(page.folded) not in page.crumbs)
        index = next(own, named[0])
        return Span(_start_of_title(page, index), _end_of_title(page, index))
    return _running_title(page) or _title_below_notice(page)


def _end_of_title(page: Page, index: int) -> int:
    """A title goes on below with what a line in brackets says of it, or with the end of the notice that it opens."""
    end = page.head[index].end
    for below in page.head[index + 1 : index + 3]:
        quote = below.of(page.folded)
        opened = "印发" in page.head[index].of(page.folded) and quote.endswith("的通知")
        gap = page.folded.count("\n", end, below.start)
        if not ((gap == 1 and opened) or (gap <= _BLANK_LINE and _IN_BRACKETS.match(quote))):
            break
        end = below.end
    return end


def _runs_on(above: str, line: str) -> bool:
    """Tell whether a title goes on from one line to the next."""
    if _UNFINISHED.search(above):
        return True
    if _is_title(above) or _NO_TITLE.search(above):
        return False
    return "关于" in above or (_starts_with_place(above) and not _starts_with_place(line))


def _starts_with_place(quote: str) -> bool:
    found = find_divisions(quote)
    return bool(found) and found[0][0].start == 0


def _running_title(page: Page) -> Span | None:
    """The title at the start of a text without line breaks."""
    if len(page.head) == len(page.lines):
        return None
    line = page.lines[len(page.head)]
    if NUMBERED.match(page.folded, line.start):
        return None
    match = _RUNNING_TITLE.search(page.folded[line.start : min(line.end, line.start + 2 * _LONGEST)])
    return Span(*match.span()).shift(line.start) if match else None


def _title_below_notice(page: Page) -> Span | None:
    """The plan's title where the notice above it has lost its own."""
    for line in page.lines[len(page.head) : len(page.head) + _NOTICE_LINES]:
        quote = line.of(page.folded)
        if NUMBERED.match(quote):
            return None
        if len(quote) <= _LONGEST and "。" not in quote and _is_title(quote):
            return line
    return None


def _is_title(quote: str) -> bool:
    bare = re.sub(r"\s", "", quote)
    return (
        _SHORTEST <= len(bare) <= _LONGEST and bool(_TITLE_LINE.search(bare)) and not _NO_TITLE.search(quote)
    )


def _start_of_title(page: Page, index: int) -> int:
    """A title may run over several lines: go up while the line above is unfinished."""
    while index > 0:
        above, line = page.head[index - 1], page.head[index]
        close = page.folded.count("\n", above.end, line.start) == 1
        if not close or not _runs_on(above.of(page.folded), line.of(page.folded)):
            break
        index -= 1
    return page.head[index].start


def _approved(page: Page) -> Span | None:
    """The title as the notice cites it: 《…》已经市政府同意，现印发给你们."""
    opening = page.folded[:_OPENING]
    for pattern in (_APPROVED, _APPROVED_BEFORE, _HANDED_OUT):
        if match := pattern.search(opening):
            return Span(*match.span(1))
    return None


def _handed_out_by(page: Page, heading: Span) -> Span | None:
    match = _NOTICE.search(page.folded, heading.start, heading.end)
    if match:
        return Span(*match.span("book" if match.group("book") else "plain"))
    match = _NOTICE_OF.search(page.folded, heading.start, heading.end) or _PLAIN_NOTICE.search(
        page.folded, heading.start, heading.end
    )
    return Span(*match.span("plain")) if match else None


def _without_brackets(page: Page, span: Span) -> Span:
    quote = span.of(page.folded)
    called = _CALLED.fullmatch(quote)
    return Span(*called.span("title")).shift(span.start) if called else span
