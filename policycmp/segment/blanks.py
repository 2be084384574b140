"""Blank what stands round the clauses: chrome, lists of attachments, signatures, dates, closing formulas.

Blanking keeps every offset: a blanked character becomes a space, and clauses end before trailing space.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import find_at_lines
from policycmp.language.text import fold
from policycmp.language.title_words import TEXTS
from policycmp.models import Span
from policycmp.segment.lost_lines import with_line_ends, with_stops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Document

_DIGIT = "[0-9〇零○一二三四五六七八九]"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_UP_TO_DAY = rf"{_DIGIT}{_DIGIT}{_DIGIT}{_DIGIT} ?年 ?{_DAY} ?月 ?{_DAY} ?"
_DATE = f"{_UP_TO_DAY}日"
_WHOLE_DATE = re.compile(_DATE)
_DAY_AT_END = re.compile(r"日 ?(?:印发)?\)?[ ]*$", re.MULTILINE)
_DATE_BEFORE = re.compile(rf"{_UP_TO_DAY}\Z")
_LONGEST_DATE = 20
_MARKUP = re.compile(r"^#{1,6}(?= )|(?<!\*)\*\*(?!\*[章节条])|^[-*_=]{3,}(?=[ ]*$)", re.MULTILINE)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|table|tr|li|[ou]l|br|hr|section|center)\b", re.IGNORECASE)
_TYPED_STOP = re.compile(r"\.(?:(?<=[㐀-鿿]\.)|(?<=[)%”]\.)(?!\d))")
_TYPED_NUMBER = re.compile(
    r"(?:(?<=[。\s][一二三四五六七八九十])|(?<=^[一二三四五六七八九十])|(?<=[。\s]十[一二三四五六七八九])),",
    re.MULTILINE,
)
_FEWEST_TYPED = 3
_TYPED_SHARE = 5
_SIGNATURE = re.compile(r"[^。;:!?,\n]{1,40}")
_FORMULA = re.compile(
    r"\(?(?:此件|联系人|联系电话|抄送|主题词|公开方式|信息公开)"
    rf"|(?:本|该|此|以上)(?:实施)?(?:{TEXTS}|文件|通知|若干措施|若干政策|决定)"
    r"[^。\n]{0,30}(?:施行|实施|执行|生效|负责解释|有效期)"
)
_INLINE_SIGNATURE = re.compile(rf"(?<=[。)!])[ ]*[^。;:!?,\n]{{0,40}}{_DATE}[ ]*$")
_TEXT_NAME = f"{TEXTS}|通知|要点"
_FORMAL = re.compile(
    rf"(?:本|该|此|以上)(?:实施|暂行|若干|行动|工作)?(?:{_TEXT_NAME}|文件|决定)[^。\n]{{0,40}}"
    r"(?:施行|实施|(?<!参照)(?<!遵照)执行|生效|负责解释|有效期)[^。\n]*[。\n]"
)
"""本政策自…施行，由…负责解释。"""
_FORMAL_TOO = re.compile(r"有效期[^。\n]{1,40}[。\n]|[^。\n]{0,60}(?:同时|予以|自行)废止[。\n]")
"""What may follow it: 有效期三年。 原政策同时废止。"""
_UNIT_AHEAD = r"(?=[ ]*(?:一、|第一[章条]|\(一\)|1[.、]))"
_NEXT_TEXT = re.compile(
    rf"(?:\([^()]{{2,10}}\))?[^。;\n]{{4,600}}?(?:制定|提出|出台|采取)[^。:\n]{{0,16}}(?:{_TEXT_NAME})[。:]{_UNIT_AHEAD}"
)
"""Behind a signature on the same line: the title of the text that the letter sends, and its opening."""
_SIGNED = re.compile(r"(?<=[。)])[^。;:!?,\n]{2,40}\Z")
_TITLE_OF_TEXT = re.compile(
    rf"""
    ^[ *\#|]*[^。;!?,:\n]{{4,60}}(?:{_TEXT_NAME})(?:\([^()\n]{{1,16}}\))?[ *|]*\n          # …若干措施(试行)
    (?P<opening>.{{0,900}}?)
    (?:制定|提出|出台|采取)[^。:\n]{{0,16}}(?:{_TEXT_NAME})[。:]\s*{_UNIT_AHEAD}            # 制定以下措施。一、
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_COLOPHON = re.compile(
    r"""
    ^[ *|【\[]*
    (?: 公开方式[ ]*: | 信息公开(?:选项|类别)[ ]*: | 抄[ ]*送[ ]*: | 主题词[ ]*: | (?:原文|附件|文件)下载
      | 扫一扫 | 分享到 | 打印(?:本页|关闭|此页)? | 关闭(?:窗口|本页) | 上一[篇条] | 下一[篇条]
      | 责任编辑 | 网站地图 | 友情链接 | 版权所有 | 相关(?:链接|文档|解读|稿件|附件|新闻)
      | [主承]办(?:单位)?[ ]*: | (?:新闻推荐|随机阅读|推荐阅读|相关阅读|延伸阅读|新闻排行|精彩热图|热点推荐)[ ]*$
      | 收藏此页 | 温馨提示[ ]*: | 爱问[ ]?\( )
    """,
    re.VERBOSE | re.MULTILINE,
)
_UNIT = re.compile(
    r"^[ ]*(?:第[一二三四五六七八九十百\d]{1,5}[章节条]"
    r"|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])",
    re.MULTILINE,
)
_MONEY = re.compile(r"\d[万亿]?元|\d%")
_HEADING_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]、|\([一二三四五六七八九十\d]{1,3}\)|\d[.、]|条)[ ]*(?:[^。;\d]{2,8}[。:])?[ ]*$"
)
_STOP = re.compile(r"[。;!?]")
_ANNEX_HEAD = re.compile(
    r"^[ ]*附件[ ]?[\d一二三四五六]{0,2}[ ]?:?[ ]*\n(?:\s*(?![一二三四五六七八九十\d(第])[^。;!?,:\n|]{4,40}$)?",
    re.MULTILINE,
)
_ANNEX = re.compile(r"附件[ ]?\d{0,2}[ ]?:")
_BEFORE_ANNEX = "。)!\n"
_CONTENTS = re.compile(r"目[ ]*录")
_FIRST_UNIT = re.compile(r"(?:第[一1][篇编章]|一、|1[.、]|\(一\))[ ]?[^\s.·…]{2,8}")
_FIRST = re.compile(r"(?:(?<=[。!?:])|(?<=\s))一、|第一[章条]|\(一\)")
_LISTED = re.compile(r"[ ]*\d{1,2}[ ]?[.、][^。;\n]{2,80}$")
_LONGEST_SIGNATURE = 80
_SHORTEST_TITLE = 12
_ARROWS = "↓▼⬇"
_TEASER = re.compile(rf"(?:^[^\n,;]{{2,30}}\n){{0,2}}^[ ]*[{_ARROWS}]{{2,}}[ ]*$", re.MULTILINE)
_NUMBERED = "号)"
_SOURCE = re.compile(
    rf"""
    (?<=[。;]\n) \s* ^[ ]*[(《]?[^。;:\n()]{{6,80}}(?:{_TEXT_NAME})》?
      \([^()\n]{{2,12}}〔\d{{4}}〕[^()\n]{{1,6}}号\) \)?[ ]*$
    """,
    re.MULTILINE | re.VERBOSE,
)


def blank(document: Document) -> str:
    """Fold a document's text and blank what belongs to no clause.

    Args:
        document: as read; its masks are blanked first.

    Returns:
        A text of the same length, line ends kept.
    """
    plain = fold(document.text)
    if any(mark in plain for mark in ("#", "**", "---", "===", "___")):
        plain = _MARKUP.sub(_spaces, plain)
    plain = with_stops(_with_chinese_stops(plain))
    plain = _without(plain, [mask.span for mask in document.masks])
    plain = with_line_ends(_with_blocks_on_lines(plain, document))
    plain = _without(plain, [*_contents(plain), *_annex_lists(plain), *_annex_heads(plain)])
    plain = _without(plain, [*_next_texts(plain), *_colophon(plain)])
    plain = _without(plain, [*_titles_again(plain), *_teasers(plain), *_sources(plain)])
    plain = _without(plain, list(_signatures(plain)))
    plain = _without(plain, list(_formal_ends(plain)))
    return _without(plain, list(_closing(plain)))


def _with_chinese_stops(plain: str) -> str:
    """Write 。 and 、 where a text is typed with the stops of a keyboard (一,投入.对企业给予补助.)."""
    typed = len(_TYPED_STOP.findall(plain))
    if typed < _FEWEST_TYPED or plain.count("。") * _TYPED_SHARE > typed:
        return plain
    return _TYPED_NUMBER.sub("、", _TYPED_STOP.sub("。", plain))


def _with_blocks_on_lines(plain: str, document: Document) -> str:
    """Break the line where a masked tag opens or closes a block of a page's source."""
    for mask in document.masks:
        if mask.reason == "markup" and _BLOCK.match(document.text, mask.span.start):
            plain = plain[: mask.span.start] + "\n" + plain[mask.span.start + 1 :]
    return plain


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without(plain: str, spans: list[Span]) -> str:
    pieces = []
    position = 0
    for span in sorted(spans):
        start = max(position, span.start)
        if start < span.end:
            pieces += [plain[position:start], _blanked(plain[start : span.end])]
            position = span.end
    return "".join([*pieces, plain[position:]])


def _blanked(quote: str) -> str:
    return "\n".join(" " * len(line) for line in quote.split("\n"))


def _contents(plain: str) -> Iterator[Span]:
    """The lines of a table of contents: those without a sentence, up to where its first number comes again."""
    heads = (match for match in _CONTENTS.finditer(plain) if _before(plain, match.start()) == "\n")
    head = next(heads, None)
    first = _FIRST_UNIT.search(plain, head.end(), head.end() + _LONGEST_SIGNATURE) if head else None
    again = plain.find("\n" + first[0], first.end()) if first else -1
    if head and again > 0:
        start = plain.rfind("\n", 0, head.start()) + 1
        for line in plain[start:again].split("\n"):
            if "。" not in line:
                yield Span(start, start + len(line))
            start += len(line) + 1


def _annex_lists(plain: str) -> Iterator[Span]:
    """`附件:1.…` to the end of its line with the names below; not where a plan starts in that line."""
    found = list(_ANNEX.finditer(plain))
    plans = [match.start() for match in _FIRST.finditer(plain)] if found else []
    reached = 0
    for match in found:
        related = plain[max(0, match.start() - 2) : match.start()] == "相关"
        start, end = match.start() - 2 * related, _line_end(plain, match.end())
        following = bisect_left(plans, start)
        starts_plan = following < len(plans) and plans[following] < end
        if start < reached or starts_plan or _before(plain, start) not in _BEFORE_ANNEX:
            continue
        while _LISTED.match(plain, end + 1, _line_end(plain, end + 1)):
            end = _line_end(plain, end + 1)
        reached = end
        yield Span(start, end)


def _annex_heads(plain: str) -> Iterator[Span]:
    """`附件2` on its own line, with the title of what is annexed."""
    for match in find_at_lines(_ANNEX_HEAD, plain):
        yield Span(*match.span())


def _before(plain: str, start: int) -> str:
    """The last character before a position that is no space; a line end at the start of the text."""
    while start and plain[start - 1] == " ":
        start -= 1
    return plain[start - 1] if start else "\n"


def _line_end(plain: str, position: int) -> int:
    end = plain.find("\n", position)
    return len(plain) if end < 0 else end


def _signatures(plain: str) -> Iterator[Span]:
    """A line that ends in a date and holds at most a name besides, with the name on the line above it."""
    for day in _DAY_AT_END.finditer(plain):
        date = _DATE_BEFORE.search(plain, max(0, day.start() - _LONGEST_DATE), day.start())
        if date is None:
            continue
        start = plain.rfind("\n", 0, date.start()) + 1
        if start == date.start() or _SIGNATURE.fullmatch(plain, start, date.start()):
            yield Span(start, day.end())
        if not plain[start : date.start()].strip():
            above = _line_above(plain, start)
            if _SIGNATURE.fullmatch(above.of(plain).strip()):
                yield above


def _next_texts(plain: str) -> Iterator[Span]:
    """Where a second text starts in the file: the signature of the letter before it, its title and its opening."""
    for date in _WHOLE_DATE.finditer(plain):
        following = _NEXT_TEXT.match(plain, date.end())
        signed = _SIGNED.search(plain, max(0, date.start() - 42), date.start()) if following else None
        if following and signed:
            yield Span(signed.start(), following.end())
    first = next(find_at_lines(_UNIT, plain), None)
    for match in find_at_lines(_TITLE_OF_TEXT, plain, first.end()) if first else ():
        if not (
            _UNIT.search(match["opening"])
            or _FIRST.search(match["opening"])
            or _MONEY.search(match["opening"])
        ):
            yield Span(*match.span())


def _colophon(plain: str) -> Iterator[Span]:
    """What a page prints under its text, from its first line to the end; not where units or most sentences follow."""
    last = max((match.start() for match in find_at_lines(_UNIT, plain)), default=0)
    for head in find_at_lines(_COLOPHON, plain):
        # 打印文章 发送给好友 above the text: the buttons of a page stand there as well.
        if head.start() > last and plain.count("。", head.start()) <= plain.count("。", 0, head.start()):
            yield Span(head.start(), len(plain))
            return


def _titles_again(plain: str) -> Iterator[Span]:
    """The title of the text where a page prints it again, on a line of its own."""
    title, _, rest = plain.lstrip().partition("\n")
    title = title.strip()
    start = len(plain) - len(rest)
    if len(title) < _SHORTEST_TITLE or not rest or _STOP.search(title):
        return
    for line in rest.split("\n"):
        if line.strip() == title:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _teasers(plain: str) -> Iterator[Span]:
    """The arrows that point to the text below, with the short lines above them that invite to read it."""
    for match in _TEASER.finditer(plain) if any(arrow in plain for arrow in _ARROWS) else ():
        if not (_UNIT.match(match[0]) or _MONEY.search(match[0])):
            yield Span(*match.span())


def _sources(plain: str) -> Iterator[Span]:
    """A line that only names the text that what stands above it is taken from (《…通知》(某政发〔2017〕8号))."""
    return (Span(*match.span()) for match in (_SOURCE.finditer(plain) if _NUMBERED in plain else ()))


def _formal_ends(plain: str) -> Iterator[Span]:
    """Formulas of validity behind the last sentence of a unit (…专项管理。本政策自…施行，由…解释。)."""
    reached = 0
    for match in _FORMAL.finditer(plain):
        start, end = match.span()
        if start < reached:
            continue
        while following := _FORMAL.match(plain, end) or _FORMAL_TOO.match(plain, end):
            end = following.end()
        reached = end
        before = plain[max(0, start - 20) : start].rstrip()
        finished = before[-1:] in {*"。〕】)"} and not _HEADING_BEFORE.search(before)
        if finished and (
            plain[end - 1] == "\n" or plain[end : end + 1] in {*" \n", ""} or _UNIT.match(plain, end)
        ):
            yield Span(start, end)


def _line_above(plain: str, start: int) -> Span:
    """The next line above that holds anything."""
    end = start
    while end > 0 and plain[end - 1].isspace():
        end -= 1
    return Span(plain.rfind("\n", 0, end) + 1, end)


def _closing(plain: str) -> Iterator[Span]:
    """The last lines that are formulas (本意见自发布之日起施行), and a signature run into the last clause."""
    end = len(plain)
    while (line := _line_above(plain, end)).start < line.end:
        start = line.end - len(line.of(plain).lstrip())
        above = _line_above(plain, line.start).of(plain)
        headed = bool(_UNIT.match(above)) and not _STOP.search(above)
        if headed or not _FORMULA.match(plain, start):
            match = _INLINE_SIGNATURE.search(plain, max(start, line.end - _LONGEST_SIGNATURE), line.end)
            if match:
                yield Span(*match.span())
            return
        yield line
        end = line.start
