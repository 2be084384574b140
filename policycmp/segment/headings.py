"""Titles: where the title of a numbered unit ends, and which lines are titles without a number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import find_at_lines
from policycmp.language.text import strip
from policycmp.language.title_words import TEXTS
from policycmp.models import Span
from policycmp.segment.markers import Kind, Marker, last_before, line_end

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN_IN = re.compile(
    r"""(?:
      总体(?:要求|目标|思路)
    | (?:扶持|支持|奖励|激励)(?:政策|措施)
    | 指导思想|基本原则
    | (?:发展|工作|主要|总体|年度|具体)?(?:预期)?目标(?:任务)?
    | (?:主要|重点|工作)(?:任务|举措|措施)
    | (?:组织|工作|政策|支撑)?保障(?:措施)?|组织(?:领导|实施|保障)|附则
      # 2024年政府工作总体安排: parts of a report
    | \d{4}年(?:政府)?(?:主要|重点)?(?:工作)?(?:总体)?(?:回顾|安排|任务|目标|部署|打算|建议)
        (?:建议|安排|和重点工作|和主要任务)?
    )""",
    re.VERBOSE,
)
_STOCK = re.compile(r"专栏|工作|回顾|安排|任务|目标|要求|思想|思路|原则|形势|背景|举措|措施")
# A stop, a blank between two ideographs, or several blanks; one class of first characters lets `re` skip the rest.
_STOP = re.compile(r"[。:!?;\n ](?!(?<=\d:)\d)(?:(?<! )|(?<=[^\x00-\x7f] )(?=[^\x00-\x7f])| +)")
_GRANT = re.compile(r"\d[\d.,]*(?:%|‰|[万亿千百]*元)|的,|^对[^,。]*给予")
DEEDS = (
    "支持|鼓励|引导|推进|推动|加大|加快|加强|强化|建设|建立|健全|完善|打造|培育|引进|实施|落实|优化|提升|提高"
    "|深化|扩大|发展|促进|设立"
)
_DEED = re.compile(DEEDS)
_COMMA = re.compile(r"[,;:\d]")
_BRACKETED = re.compile(r"\s*[【(\[](?P<title>[^】)\]\n]{2,30})[】)\]]")
_TITLE_LINE = re.compile(r"^[ |]*(?P<title>[^。;!?,:\n|]{4,40})[ |]*$", re.MULTILINE)
_STOCK_LEAD = re.compile(r"^[ ]*(?P<title>[^。;!?,:\n|]{4,12})[ ]*:[ ]*$", re.MULTILINE)
"""重点任务："""
_LABEL_LINE = re.compile(
    r"""
    ^[ ]*(?P<title>[^。;!?,:\n|()“”]{0,22}
      (?: 条件 | 标准 | 对象 | 范围 | 材料 | 资料 | 程序 | 流程 | 方式 | 时间 | 要求 | 规定 | 依据 | 政策 | 内容
        | 说明 | 期限 | 渠道 | 平台 | 部门 | 目标 | 任务 | 措施 | 原则 | 须知 | 事项 | 办法 | 额度 | 比例 | 金额
        | 扶持 | 奖励 | 补贴 | 补助 | 资助
      ))[ ]*:[ ]*$
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A label on a line of its own, what it labels below it (申报条件：)."""
_LABEL_TEXT = re.compile(_LABEL_LINE.pattern.replace("[ ]*$", r"(?=[^\n]*。)"), _LABEL_LINE.flags)
"""支持标准：首次认定的奖励20万元。"""
_ANY_LABEL_TEXT = re.compile(r"^[ ]*(?P<title>[^。;!?,:\n|()“”\d]{2,12}):(?=[^\n]*[。;][ ]*$)", re.MULTILINE)
_FEWEST_LABELS = 3
_NO_MEASURE = re.compile(
    r"主持|记者|嘉宾|网友|[问答]$|[局厅处委市县区]长$|主任|先生|女士"  # who speaks in an interview
    r"|(?:单位|部门|时限|时间|内容)$"  # the fields of one measure
)
_PARALLEL_LEAD = re.compile(
    r"""
    ^[ ]*(?P<title>
      (?P<opening>(?:这|过去|[一两三四五]|今|明|来|新的)[^。,;:\n\d]{0,5}年来?[,:][^。,;:\n\d]{2})
      [^。;:\n\d]{4,36})
    。?[ ]*$(?=\s*\S)
    """,
    re.MULTILINE | re.VERBOSE,
)
"""这一年,我们…迈出了…步伐。 above the paragraphs that tell how, again and again."""
_GRANTED = ("扶持", "奖励", "补贴", "补助", "资助")
_LEADS = re.compile(r"如下|下列|以下|具体|包括|其中|为$|是$|[的其]$|(?:应|须|需)|给予|按照|根据|符合")
"""What a line holds that leads to the next instead of labelling it (具体标准如下：)."""
_BRACKET_LINE = re.compile(
    r"""
    ^[ |]*(?P<title>[【\[](?!问|答|记者|主持)[^】\]\n:、]{2,20}
      (?<![局委办院部处厅府])(?<!负责|牵头|中心|公司|单位)[】\]])                        # not 【市科技局】
    """,
    re.MULTILINE | re.VERBOSE,
)
"""【支持标准】 with its text behind it or below it."""
_PLACE_LINE = re.compile(
    r"^[ |]*(?P<title>[㐀-鿿]{1,8}(?:[省市县区州盟旗]|街道|镇|乡))[ :|]*$(?=\s*(?:[^\n:]{2,8}:\s*)?[^\n]*\d)",
    re.MULTILINE,
)
"""The name of a place above what it grants (吉安县), in a page that tells the grants of several."""
_FEWEST_ALIKE = 2
_LONGEST_ENDING = 4
_GAP = re.compile(r"\S {3,}(?=\S)")
_LISTED_FIGURE = re.compile(r"^[^。;:\n]*\d[^。;:\n]*$")
_NAME_OF_TEXT = re.compile(rf".*(?:{TEXTS}|决定|纲要|条例|要点)(?:\([^()]{{1,16}}\))?$")
_LAST_PART = re.compile(r"^[ ]*(?P<title>附[ ]?则)[ :]+(?=[^\n]*。)", re.MULTILINE)
"""附则  本办法自发布之日起施行。"""
_FINISHED = re.compile(
    r"(?:。|(?:如下|以下|下列)[^。\n]{0,12}:)[”)]?[ ]*\n"
    r"|^(?=[^\n]{0,400},)[^\n。]{80,400}[\d%元家个项名户亿万][ ]*\n",
    re.MULTILINE,
)
"""Where the text has begun: a sentence, a lead, or a long paragraph that ends in its figure without a stop."""
_HAN = re.compile(r"[㐀-鿿]")
_NO_TITLE_LINE = re.compile(
    r"""
      \d{4}年\d{1,2}月|[—\-\d\s.]+$                                # dates, rules, page numbers
    | 附件|目[ ]?录$|政[ ]?府[ ]?工[ ]?作[ ]?报[ ]?告                 # what is attached, what it is called
    | .*(?:通知|意见|方案|办法|规划|政策|决定|纲要|规定|条例|细则|公告|批复|报告|措施|举措|计划|解读|公开|要点|条)
        (?:\([^()]{1,16}\))?$
    | \([^()]*\)$                                                  # (此件主动公开)
    | .*\d[\d.]*[ ]?(?:%|元|[万亿]元?)(?:/[^\s\d]{1,4})?$             # what is given: 高企奖励补贴30万
    | .{0,20}关于.+的                                             # the title of the plan
    | .*(?:人民政府|办公室|办公厅|委员会|[市省县区州]长[ ].*|[厅局委院])[】\]]?$   # who speaks
    | .*(?:起草|发布|来源|编辑|浏览|字号|打印|\.(?:docx?|pdf|wps|pptx?|xlsx?)$)   # the page, a file
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
_ASKS = re.compile(r"什么|哪[些个几里]|如何|怎[么样]|多少|是否|吗|还是|能不能|可不可以|谁|几")
_STATES = re.compile(r"\s*(?:[【\[(]?[^\s。:]{0,10}[】\])]?[ ]?答?[ ]?:)?\s*[^\n。?]{4,}[。;:]")
_PARAGRAPH = re.compile(r"^(?!\s*答)[^\n]{20,}。", re.MULTILINE)
_NO_LETTER = re.compile(r"\W")
_NO_LABEL = re.compile(r"^.{0,3}(?:局|委|部|厅|办|问)(?=.{8})")
"""Who is asked, in front of a question (【科技局】…是什么？)."""
_CLOSED = re.compile(r"[。!?;:”)】|]")
_UNFINISHED = re.compile(
    rf"(?:积极|大力|全面|加快|持续|着力|深入|切实|稳步)*(?:{DEEDS}|探索|聚焦|围绕|抓好|做强|做优|构建|开展)"
)
"""The first half of a title, a verb that waits for its object (积极探索)."""
_LONGEST_TORN = 16
_AFTER_FIGURE = frozenset("0123456789%元家个项名户亿万")
_LONG_PARAGRAPH = 80
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
    if bracketed and (kind is Kind.ARTICLE or (bracketed.start() == body and kind is Kind.TITLE)):
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
        named = (heads or _DEED.match(quote)) and not _COMMA.search(quote)
        return _LONGEST_ALONE if named else _LONGEST_NOUN
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
    places = list(find_at_lines(_PLACE_LINE, plain))
    several = {match.start("title") for match in places} if len(places) >= _FEWEST_ALIKE else set()
    for match in find_at_lines(_STOCK_LEAD, plain):
        if _RUN_IN.fullmatch(match["title"]) and _above(plain, match) not in several:
            yield Marker(match.start("title"), match.start("title"), Kind.TITLE, "", 0)
    last = len(plain.rstrip())
    starts = {line.start for line in lines if line.end < last}
    closing = next(find_at_lines(_LAST_PART, plain), None)
    named = {*_alike(plain, numbered, places, several)} | ({closing.start("title")} if closing else set())
    yield from (Marker(start, start, Kind.TITLE, "", 0) for start in sorted(named))
    headings = starts | numbered | named
    begun = _FINISHED.search(plain)
    endings = Counter(_ending(plain, line) for line in lines)
    first = min(numbered, default=len(plain))
    for line in lines:
        above, below = _neighbours(plain, line)
        closed = (
            above is None
            or _CLOSED.match(plain, above)
            or _line_start(plain, above) in headings
            or _ends_a_paragraph(plain, above)
        )
        listed = _RUN_IN.fullmatch(line.of(plain)) and below is not None and _lists_figures(plain, below)
        if line.start in named or not closed or below is None or (below in starts and not listed):
            continue
        if above is None and not _RUN_IN.fullmatch(line.of(plain)):
            continue  # the plan's own title
        if above is not None and plain[_line_start(plain, above) : above + 1].isdigit():
            continue  # its number stands on the line above
        if line.start < first and _NAME_OF_TEXT.match(plain, below, line_end(plain, below)):
            continue  # the first half of the plan's own title
        parallel = endings[_ending(plain, line)] >= _FEWEST_ALIKE and plain.count(line.of(plain)) == 1
        stock = _STOCK.search(plain, line.start, line.end)
        if (begun and begun.start() < line.start) or stock or parallel:
            start = _start_of_torn(plain, line, starts)
            yield Marker(start, start, Kind.TITLE, "", 0)


def _ending(plain: str, line: Span) -> str:
    """What lines that are titles of one kind end in (某县高企认定奖励)."""
    return plain[max(line.start, line.end - _LONGEST_ENDING) : line.end]


def _start_of_torn(plain: str, line: Span, starts: set[int]) -> int:
    """Where a title starts that a press layout tears over two lines; at its line where it stands whole."""
    above, _ = _neighbours(plain, line)
    start = line.start if above is None else _line_start(plain, above)
    upper = plain[start : line.start].strip()
    if start not in starts or len(upper) > _LONGEST_TORN:
        return line.start
    torn = (
        plain.count(upper + line.of(plain))
        or _UNFINISHED.fullmatch(upper)
        or line.of(plain)[0] in "“的与和及"
    )
    return start if torn else line.start


def _ends_a_paragraph(plain: str, above: int) -> bool:
    """Whether a long line with commas ends in a figure: a paragraph that lost its stop."""
    start = plain.rfind("\n", 0, above) + 1
    return above - start >= _LONG_PARAGRAPH and "," in plain[start:above] and plain[above] in _AFTER_FIGURE


def _lists_figures(plain: str, below: int) -> bool:
    """Whether the two lines below a title hold figures and no stop: goals in a list (地区生产总值增长5%)."""
    lines = plain[below : below + 4 * _LONGEST_LINE].split("\n")
    lines = [line for line in lines if line.strip()][:2]
    return len(lines) > 1 and all(_LISTED_FIGURE.search(line) for line in lines)


def _alike(plain: str, numbered: set[int], places: list[re.Match[str]], several: set[int]) -> Iterator[int]:
    """Where lines start that are titles by what they are: labels, brackets and places, where there are two or more.

    Below the names of `several` places a label is no title (武陵区, below it 奖励政策:).
    """
    labels = [
        match
        for match in find_at_lines(_LABEL_LINE, plain)
        if match.start("title") not in numbered
        and not _RUN_IN.fullmatch(match["title"])
        and not _LEADS.search(match["title"])
    ]
    texts = [*find_at_lines(_LABEL_TEXT, plain)]
    fields = [] if numbered else texts
    if len({match["title"] for match in fields}) == len(
        fields
    ):  # each label once: no cards of several measures
        labels += fields
    if (
        numbered and len(labels) >= _FEWEST_ALIKE
    ):  # 晋级奖励: above its list, 荣誉奖励:… with its text behind it
        granted = any(match["title"].endswith(_GRANTED) for match in labels)
        labels += [match for match in texts if granted and match["title"].endswith(_GRANTED)]
    if len(numbered) <= 1:
        labels += _all_labels(plain)
    parallel = [*find_at_lines(_PARALLEL_LEAD, plain)]
    openings = Counter(match["opening"] for match in parallel)
    parallel = [match for match in parallel if openings[match["opening"]] > 1]
    brackets = list(find_at_lines(_BRACKET_LINE, plain))
    labels = [match for match in labels if _above(plain, match) not in several]
    for found in (labels, parallel, brackets, places):
        yield from (
            match.start("title")
            for match in found
            if len(found) >= _FEWEST_ALIKE or _neighbours(plain, Span(*match.span("title")))[1] in numbered
        )


def _above(plain: str, title: re.Match[str]) -> int | None:
    """Where the text of the line above a title starts."""
    above, _ = _neighbours(plain, Span(*title.span("title")))
    return None if above is None else strip(plain, Span(_line_start(plain, above), above + 1)).start


def _all_labels(plain: str) -> list[re.Match[str]]:
    """The labels of a text most lines of which open with one of their own (种粮补贴:…)."""
    labels = [*_ANY_LABEL_TEXT.finditer(plain)]
    lines = sum(1 for line in plain.split("\n") if line.strip())
    names = {match["title"] for match in labels}
    most = len(labels) >= _FEWEST_LABELS and 2 * len(labels) > lines
    others = any(_NO_MEASURE.search(name) for name in names)
    return labels if most and len(names) == len(labels) and not others else []


def find_questions(plain: str, first_number: int) -> Iterator[Marker]:
    """Find the questions of an interview or of questions and answers: two or more, or one that asks and is answered.

    Args:
        plain: the blanked text.
        first_number: where the first numbered line starts; behind it a single question is rhetoric.

    Yields:
        Markers of kind QUESTION: a line that ends in a question mark, or 问：… before its 答：. Of one that is
        printed twice (as the page's title) the last counts.
    """
    found = [*_QUESTION.finditer(plain)]
    asked = [_ASKED.match(plain, match.end("inline" if match["inline"] else "label")) for match in found]
    words = [_NO_LETTER.sub("", match[0]) if match else "" for match in asked]
    found = [
        match
        for index, match in enumerate(found)
        if not any(_NO_LABEL.sub("", words[index]) in later for later in words[index + 1 :])
    ]
    alone = found[0] if len(found) == 1 else None
    titling = alone is not None and first_number == len(plain) and _is_titling(plain, alone)
    if alone and (titling or alone.start() > first_number or not _answered(plain, alone)):
        return
    for match in found:
        start, body = match.span("inline") if match["inline"] else (match.start("start"), match.end("label"))
        yield Marker(start, body, Kind.QUESTION, "", 0)


def _is_titling(plain: str, question: re.Match[str]) -> bool:
    """Whether a single question is the title of the page, the first line, with several paragraphs below it."""
    below = plain[line_end(plain, question.end()) :]
    return not plain[: question.start()].strip() and len(_PARAGRAPH.findall(below)) > 1


def _answered(plain: str, question: re.Match[str]) -> bool:
    """Whether a single line with a question mark asks for something, and a sentence follows it."""
    end = line_end(plain, question.end())
    return bool(_ASKS.search(plain, question.start(), end)) and bool(_STATES.match(plain, end))


def _short_lines(plain: str) -> Iterator[Span]:
    for match in find_at_lines(_TITLE_LINE, plain):
        quote = match["title"].rstrip()
        if len(_GAP.findall(quote)) > 1:
            continue  # the row of a table
        if len(_HAN.findall(quote)) >= _FEWEST and (
            _RUN_IN.fullmatch(quote) or not _NO_TITLE_LINE.match(quote)
        ):
            yield strip(plain, Span(*match.span("title")))


def _neighbours(plain: str, line: Span) -> tuple[int | None, int | None]:
    """The last character above a line and the first one below it that are no blanks."""
    above = last_before(plain, line.start)
    below = line.end
    while below < len(plain) and plain[below] in " \n:|":
        below += 1
    return (above if above >= 0 else None, below if below < len(plain) else None)


def _line_start(plain: str, position: int) -> int:
    start = plain.rfind("\n", 0, position) + 1
    return strip(plain, Span(start, position)).start
