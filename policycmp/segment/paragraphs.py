"""Units without a number: titled paragraphs, what follows the last item, plans without any numbers."""

from __future__ import annotations

from bisect import bisect_left
from itertools import dropwhile
from operator import attrgetter
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.money_words import GRANTS
from policycmp.language.text import BULLETS, strip
from policycmp.models import Span
from policycmp.segment.headings import DEEDS
from policycmp.segment.labels_above import below_labels, labels_goal, stands_below_label
from policycmp.segment.markers import Kind, Marker
from policycmp.segment.outline import Node
from policycmp.segment.pasted_titles import split_at_titles
from policycmp.segment.rows_on_lines import find_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"[各同](?:位代表|志们)[,!:]")
# One of them stands where `_ADDRESS` matches.
_ADDRESS_WORDS = ("位代表", "志们")
_BEFORE_ADDRESS = " 。!?\n"
_FORMULA = re.compile(
    r"""
    (?: 请予(?:审议|审查)[^。\n]{0,60} | 提出(?:宝贵)?意见                                # a report to a congress
      | (?:制[定订]|编制|提出(?!,)|出台|采取)[^。:\n]{0,32}(?:措施|意见|方案|政策|办法|规定|规划|计划|细则|机制)
      | 制定本[^。\n]{0,20}
      | (?:通知|报告|公告)如下 | 印发给你们[^。\n]{0,40}                                  # a letter that sends a text
    )[^。:\n]{0,6}[。:\n]
    """,
    re.VERBOSE,
)
_LETTER = re.compile(
    r"印发(?:实施|给你们|你们)|现(?:予以?|将[^。]{0,60})(?:印发|发布|公布)|特此(?:通知|公告|函|批复)"
    r"|执行中[^。]{0,24}(?:反映|反馈|联系|报告)|请[^。]{0,30}(?:贯彻|遵照)[^。]{0,8}(?:执行|落实)"
)
_CLOSING = re.compile(
    r"""
    (?P<before>[。〕】)]|\n)[ \n]{0,20}
    (?P<closing>(?:本|以上|上述|各项)(?:实施|暂行|若干|行动|工作)?(?:措施|政策|办法|方案|意见|规定|文件|细则|计划)(?:各项|中|所)?
      [^。,]{0,12}(?:自[^。]{2,30}(?:施行|实施|执行)|适用于|由[^。]{2,30}解释|有效期|任务|涉及|未尽))
    """,
    re.VERBOSE,
)
"""Where a text begins to speak of itself, behind its last measure."""
_OF_ALL = re.compile(
    r"。[ ]*\n\s*(?P<closing>(?:上述|以上)(?!政策|措施|意见|规定)[^。,;]{1,12}(?:须|应|均|需|可|按))"
)
"""What holds for all items of a list, behind its last one (上述人才须…)."""
_NOTE = re.compile(r"。[ ]*\n\s*(?P<note>(?:特别)?(?:说明|提醒|提示|备注):(?=[^\n]{8}))")
"""说明：… behind the last item of a list."""
_ASKED_ONLY = re.compile(r"[^。!]*\?[^。!?]{0,12}")
"""A page's title that asks (…补贴怎么申请？)."""
_NEWS_LEAD = re.compile(
    r"""
    (?: (?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日[,上下晚从] | (?:近日|日前|今天|昨[天日]|本报|记者|[^。]{0,12}讯)  # 20日，…
      | [^。]{0,40}(?:印发|发布|出台|公布)了?《 )
    [^。]*(?:提出|印发|发布|公布|出台|召开|举行|审议|获悉|了解到|介绍|报道|如下)[^。]*[。:](?:[^。]*。){0,2}
    """,
    re.VERBOSE,
)
"""How a news item begins that then tells a policy (20日，市政府印发《…》。)."""
_PURPOSE = re.compile(r"为|根据|按照|现将|各")
_STATED = re.compile(r"(?:要求|思想|思路|目标|任务)(?:是|为)?:")
"""How a paragraph names what it states (总体要求是：)."""
_THEMED = re.compile(r"[^。!?:;,\n]{2,10}方面,|《[^》\n]{2,40}》(?:还|同时)?(?:提出|明确|要求|规定)")
"""产业转型方面，… 《规划》提出…"""
_NAMED = re.compile(rf"[^。!?;\n]{{0,24}}{_STATED.pattern}|[^。!?:;,\n]{{1,12}}:(?!\n)|{_THEMED.pattern}")
"""政策一：…"""
_TITLED = re.compile(r"[^。!?:;\n]{3,20}。(?=[ ]*\S)")
_LABELLED = re.compile(r"[^。!?:;,\n]{1,10}(?P<label>[^。!?:;,\n]{2}):(?=[ ]*\S)")
_OF_WHOM = re.compile(r"(?:对象|范围|条件|人员|领域)[ :]*$")
_SENTENCE = re.compile(r"[。!?]")
_ITEM = re.compile(r"\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、)]|[①-⑳]")
_HEADED = re.compile(r"[^,。;\n]{0,30}(?:[:。\n]|$)")
"""How a unit begins that has a title."""
_ENDED = re.compile(r"[。!?;]")
_NAME_ALONE = re.compile(r"[^。!?;:,\n]{2,40}|(?:政策|文件)依据:《[^。\n]*")
_BROKEN = re.compile(r"[,、]$|[。!?;][^。!?;:\n]{12,}(?<![。!?;:”)】])$")
_BULLETED = re.compile(rf"[ \n]*[{BULLETS}]")
_CLOSED = frozenset("。!?;:”)】")
_FIGURE = re.compile(r"\d")
_LISTING = re.compile("[,、]")
_PROMISE = re.compile(r"(?<!\d)\d[\d.,]{0,20}+(?:%|[十百千万亿]*(?:元|[家个名项件人户亩]|公里|美元))")
_ORDERS = re.compile(
    r"支持|鼓励|给予|建立|完善|加强|加快|责令|罚款|违反|应当|必须|不得|须|可以?(?:享受|申请)|(?:提出|明确|要求),|力争|争取|确保|培育|引进|实施|建设|申报|申请|要求是|目标"
)
"""What an opening holds that sets something, without a number."""
_ADDRESSEES = re.compile(r"各[^。!?]{2,200}(?:[:、,]|单位|部门|政府|管委会)")
_DATING = re.compile(
    r"https?:[\x21-\x7e]+|\d{4}[-/.年][-/.\d年月日 :]*|[〔\[(]\d{4}[〕\])]\d*|20\d\d(?:[—~-]20\d\d)?|第\d+[号次届期]"
)
"""Years, dates, numbers of documents and addresses of pages."""
_DEED = re.compile(rf"[ 、.]*(?:{DEEDS}|奖励|对|给予)")
_DATED = re.compile(r"(?:力争|确保|争取)?[到至]\s?20\d\d年[^。;]*。$")
_GOAL_YEAR = re.compile(r"(?:(?<![恢回][复升])[到至]|力争|争取|确保|实现)[^。;\n]{0,6}20\d\d年")
_LONGEST_HEAD = 12
_OPENING_REACH = 1500
_FEWEST_CHARACTERS = 60
_LONGEST_OWN_TEXT = 1500
_LONGEST_JOINED = 160
_FEWEST_PARAGRAPHS = 3
_FEWEST_TITLED = 2


def add_paragraphs(plain: str, nodes: list[Node]) -> list[Node]:
    """Add the units without a number to those of the outline.

    Args:
        plain: the blanked text.
        nodes: the outline, in order.

    Returns:
        All units in order; a paragraph's marker has the value 1 where its first words are its title.
    """
    first = nodes[0].start if nodes else len(plain)
    content = list(_content(plain, first))
    of_article = bool(nodes) and nodes[0].kind is Kind.ARTICLE and nodes[0].value > 1
    if not nodes or of_article:
        content = list(_joined(plain, content, most=_LONGEST_OWN_TEXT if of_article else _LONGEST_JOINED))
    added = []
    for span in content:
        whole, *parts = split_at_titles(plain, span)
        titled = (bool(parts) and _TITLED.match(plain, part.start) is not None for part in (whole, *parts))
        added += [
            _text(part.start, None, titled=named) for part, named in zip((whole, *parts), titled, strict=True)
        ]
    added += _addresses(plain, nodes)
    added += _closings(plain, nodes)
    nodes = sorted([*nodes, *added, *_rows(plain, nodes)], key=attrgetter("start"))
    splits = _Splits(plain, nodes)
    nodes = sorted([*nodes, *splits.paragraphs()], key=attrgetter("start"))
    return nodes or [_text(span.start, None) for span in _blocks(plain)]


def _rows(plain: str, nodes: list[Node]) -> Iterator[Node]:
    """The rows of tables, and what follows the last row, below the unit that the table stands in."""
    starts = [node.start for node in nodes]
    for rows in find_rows(plain):
        within = bisect_left(starts, rows[0].start + 1) - 1
        last = bisect_left(starts, rows[-1].start)
        if last - within > 1:
            continue  # its rows are numbered units already
        parent = nodes[within] if within >= 0 else None
        yield from (_text(row.start, parent) for row in rows if row.start not in starts)


class _Splits:
    """Where the text of a unit falls into units of its own."""

    def __init__(self, plain: str, nodes: list[Node]) -> None:
        self.plain = plain
        self.heads = {id(node.parent) for node in nodes if node.kind is not Kind.TEXT}
        self.lines = {
            id(node): list(_paragraphs(plain, strip(plain, Span(node.start, end))))
            for node, end in _own_ends(plain, nodes)
        }
        self.nodes = nodes

    def paragraphs(self) -> Iterator[Node]:
        """Yield a unit for each paragraph that is one."""
        for node in self.nodes:
            if node.kind is Kind.TEXT:
                continue
            _, *rest = self.lines[id(node)]
            undivided = id(node) in self.heads or node.kind is Kind.ARTICLE
            titled = [] if undivided else self._titled(node, rest)
            if self._lost_numbers(node, rest):
                yield from (_text(span.start, node.parent, titled=True) for span in rest)
            elif titled:
                yield from (_text(span.start, node, titled=True) for span in titled)
                if len(rest) - len(titled) == 1 and rest[-1] not in titled:
                    yield _text(rest[-1].start, node.parent)
            elif node.kind is Kind.TITLE and len(themed := self._themed(rest)) >= _FEWEST_TITLED:
                yield from (_text(span.start, node.parent) for span in themed)
            elif node.kind is Kind.TITLE and self._behind_list(rest):
                yield _text(rest[-1].start, node.parent)
            elif self._follows_single_lines(node):
                said = (span for span in rest if not _NAME_ALONE.fullmatch(self.plain, span.start, span.end))
                yield from (_text(span.start, node.parent) for span in said)
            elif self._too_long(node, rest):
                yield from (_text(span.start, node) for span in rest)

    def _lost_numbers(self, node: Node, rest: list[Span]) -> bool:
        """Whether only the first of a page's measures kept its number (第一条支持…。 and below it 支持…, 支持…)."""
        if len(self.nodes) > 1 or node.value != 1 or len(rest) < _FEWEST_PARAGRAPHS:
            return False
        deeds = [_DEED.match(self.plain, start) for start in (node.body, *(span.start for span in rest))]
        return all(deeds) and all(_states(self.plain, span) for span in rest[:-1])

    def _titled(self, node: Node, rest: list[Span]) -> list[Span]:
        """The paragraphs that open with a title, where that is the rule, or with parallel labels (近期目标:)."""
        titled = [span for span in rest if _TITLED.match(self.plain, span.start, span.end)]
        if len(titled) >= _FEWEST_TITLED and _FEWEST_TITLED * len(titled) >= len(rest):
            return titled
        # 到2027年,…。⏎创新能力增强。…: of the goals below a year the text may hold but the first.
        if titled and titled == rest[1:] and _DATED.match(self.plain, rest[0].start, rest[0].end):
            return titled
        labels = [_LABELLED.match(self.plain, span.start, span.end) for span in rest]
        names = {match["label"] if match else None for match in labels}
        parallel = len(rest) >= _FEWEST_TITLED and len(names) == 1 and None not in names
        return rest if parallel and self._title_alone(node) and not self._defines(node) else []

    def _defines(self, node: Node) -> bool:
        """Whether the title names whom or what the text is for (适用对象), so that its lines only list them."""
        first = self.lines[id(node)][0]
        return _OF_WHOM.search(self.plain, first.start, first.end) is not None

    def _themed(self, rest: list[Span]) -> list[Span]:
        """The paragraphs below the first that name their theme each (产业转型方面，…)."""
        return [span for span in rest[1:] if _THEMED.match(self.plain, span.start, span.end)]

    def _title_alone(self, node: Node) -> bool:
        first = self.lines[id(node)][0]
        return not _ENDED.search(self.plain, first.start, first.end)

    def _follows_single_lines(self, node: Node) -> bool:
        """Whether all units before it in its count stand on one line each, and it is the last."""
        *others, last = node.run
        if last is not node or not others or id(node) in self.heads:
            return False
        if len(node.run) < _FEWEST_PARAGRAPHS and any(
            _HEADED.match(self.plain, unit.body) for unit in node.run
        ):
            return False
        return all(len(self.lines[id(other)]) == 1 and not self._title_alone(other) for other in others)

    def _behind_list(self, rest: list[Span]) -> bool:
        """Whether the last paragraph stands behind a numbered list that ended (（2）…。符合条件的企业，请…)."""
        *items, last = [_ITEM.match(self.plain, span.start) for span in rest] or [None]
        ended = len(items) > 1 and self.plain[rest[-2].end - 1] == "。"
        return ended and all(items) and last is None

    def _too_long(self, node: Node, rest: list[Span]) -> bool:
        if node.kind is Kind.QUESTION:
            return False
        long = sum(span.end - span.start for span in rest) > _LONGEST_OWN_TEXT
        return long and len(rest) >= _FEWEST_PARAGRAPHS and self._title_alone(node)


def _text(start: int, parent: Node | None, *, titled: bool = False) -> Node:
    return Node(Marker(start, start, Kind.TEXT, "", int(titled)), parent)


def _content(plain: str, end: int) -> Iterator[Span]:
    """The paragraphs before the first number that are neither letterhead nor opening formula.

    An opening that itself promises something (为促进…，力争到2027年…10家，制定本意见) is one of them.
    """
    reach = min(end, _OPENING_REACH)
    formulas = [match for match in _FORMULA.finditer(plain, 0, reach) if _announces(plain, match)]
    start = max((match.end() for match in formulas), default=0)
    spans = [
        span
        for span in below_labels(plain, _paragraphs(plain, strip(plain, Span(0, end))))
        if _states(plain, span)
        and not _LETTER.search(plain, span.start, span.end)
        and not _ASKED_ONLY.fullmatch(plain, span.start, span.end)
        and not (_NEWS_LEAD.fullmatch(plain, span.start, span.end) and not _promises(plain, span))
    ]
    opening = [
        span for span in spans if span.start < start and (_sets_goals(plain, span) or _gives(plain, span))
    ]
    spans = [
        Span(max(span.start, start), span.end) for span in spans if span.end > start and span not in opening
    ]
    spans = [_without_torn_stop(plain, strip(plain, span)) for span in spans if _states(plain, span)]
    if spans and not start and _gives_reasons(plain, spans[0]):
        spans = spans[1:]
    spans = sorted({*opening, *spans}, key=attrgetter("start"))
    if end < len(plain) or any(_promises(plain, span) for span in spans):
        spans = list(dropwhile(lambda span: not (_promises(plain, span) or _orders(plain, span)), spans))
    if any(_promises(plain, span) for span in spans) or sum(map(_length, spans)) >= _FEWEST_CHARACTERS:
        yield from spans


def is_letter(text: str) -> bool:
    """Tell whether a text only sends another one (现将…印发给你们，请认真执行)."""
    return _LETTER.search(text) is not None and not (_PROMISE.search(text) or _GOAL_YEAR.search(text))


def _without_torn_stop(plain: str, span: Span) -> Span:
    """A paragraph without the comma that the text lost its first words before."""
    return strip(plain, Span(span.start + 1, span.end)) if plain[span.start] in ",、" else span


def _announces(plain: str, formula: re.Match[str]) -> bool:
    """Whether a formula announces the text (为…，特制定本措施。); 提出攻坚措施。, 还制订了政策。 only speak of some."""
    start = max(plain.rfind(mark, 0, formula.start()) for mark in "。!?\n") + 1
    opens = _OPENS_TEXT.match(plain, start, formula.end())
    return opens is not None or _ANNOUNCING.search(plain, start, formula.end()) is not None


_OPENS_TEXT = re.compile(
    r"[\s(\d年月日)]*(?:为|根据|按照?|依据|结合|经|现|特|各|遵照|围绕|对照|《)(?!.*(?:制[定订]|编制|提出|出台|采取)了)"
)
_ANNOUNCING = re.compile(
    r"如下|以下|下列|特(?:此|制|提|出|编)|现(?:制|提|就|将|出台|印发|予)|"
    r"本(?:意见|措施|办法|方案|规划|计划|细则|政策|规定|决定)|审议|审查|宝贵"
)


def _joined(plain: str, spans: list[Span], most: int) -> Iterator[Span]:
    """The paragraphs of a short excerpt, or of a torn article, are one unit, but those that name what they state.

    Behind an opening that announces measures each paragraph is one.
    """
    if sum(map(_length, spans)) > most or any(_announces(plain, match) for match in _FORMULA.finditer(plain)):
        yield from spans
        return
    opened: Span | None = None
    themes = sum(_THEMED.match(plain, span.start, span.end) is not None for span in spans)
    for span in spans:
        labelled = stands_below_label(plain, span)
        apart = opened is None or themes > 1 or labelled or _NAMED.match(plain, span.start, span.end)
        if apart and opened:
            yield opened
        opened = span if apart or not opened else Span(opened.start, span.end)
    if opened:
        yield opened


def _gives_reasons(plain: str, span: Span) -> bool:
    """Whether an opening without a formula gives reasons alone; 今年总体要求是：… is more."""
    reasons = _PURPOSE.match(plain, span.start) and not _STATED.search(plain, span.start, span.end)
    return bool(reasons) and not _promises(plain, span)


def _is_cut(plain: str, span: Span) -> bool:
    """Whether the last paragraph of a text is a sentence that was cut."""
    last = span.end == len(plain.rstrip()) and _length(span) > 2 * _LONGEST_HEAD
    return last and _LISTING.search(plain, span.start, span.end) is not None


def _states(plain: str, span: Span) -> bool:
    """Whether a paragraph holds a sentence, whole, cut or without its stop, or an item of a list."""
    return (
        bool(_SENTENCE.search(plain, span.start, span.end))
        or _is_cut(plain, span)
        or _is_part(plain, span)
        or _lost_its_stop(plain, span)
        or _LEAD.fullmatch(plain, span.start, span.end) is not None
        or (labels_goal(plain, span) and _promises(plain, span))
    )


def _lost_its_stop(plain: str, span: Span) -> bool:
    """Whether a long paragraph with commas sets a goal and only lacks the stop at its end."""
    long = _length(span) >= _FEWEST_CHARACTERS // 2 and "," in span.of(plain)
    return (
        long
        and plain[span.end - 1] not in _CLOSED
        and _RAISES.search(plain, span.start, span.end) is not None
    )


_LEAD = re.compile(r"[^。!?\n]{4,60}(?:如下|以下|下列)[^。!?:\n]{0,10}:")
"""What leads to the units below it (可享受如下待遇：)."""
_RAISES = re.compile(r"(?:提高|提升|增加|增长|达)到?\d[^。\n]*$")


def _is_part(plain: str, span: Span) -> bool:
    """Whether a line that a semicolon ends is one of a list that promises something."""
    return plain.endswith(";", span.start, span.end) and _promises(plain, span)


def _gives(plain: str, span: Span) -> bool:
    """Whether a paragraph grants a sum, so that it is no opening though a formula follows."""
    return _GIVEN.search(plain, span.start, span.end) is not None


_GIVEN = re.compile(
    rf"(?:给予|{GRANTS})[^。;\n]{{0,20}}\d[\d.]*[万亿]*元|\d[\d.]*[万亿]*元[^。;,\n]{{0,10}}(?:{GRANTS})"
)


def _orders(plain: str, span: Span) -> bool:
    return _ORDERS.search(plain, span.start, span.end) is not None


def _promises(plain: str, span: Span) -> bool:
    return _PROMISE.search(plain, span.start, span.end) is not None


def _sets_goals(plain: str, span: Span) -> bool:
    """Whether an opening names a year and a number that is to be reached by it."""
    goal = _GOAL_YEAR.search(plain, span.start, span.end)
    return goal is not None and _PROMISE.search(plain, goal.end(), span.end) is not None


def _length(span: Span) -> int:
    return span.end - span.start


def _blocks(plain: str) -> Iterator[Span]:
    """What a text without sentences or numbers holds: its blocks of lines, its title aside."""
    position = 0
    for block in re.split(r"(\n\s*\n)", plain):
        span = strip(plain, Span(position, position + len(block)))
        position += len(block)
        first, _, rest = span.of(plain).partition("\n")
        if rest and not _FIGURE.search(first) and not any(mark in first for mark in ":|"):
            span = strip(plain, Span(span.start + len(first), span.end))
        if _says_something(plain, span):
            yield span


def _says_something(plain: str, span: Span) -> bool:
    """Whether a block is more than what stands round a text: a letter, an opening, dates, numbers of documents."""
    if _promises(plain, span):
        return True
    quote = span.of(plain)
    if _LETTER.search(quote) or _gives_reasons(plain, span) or _ADDRESSEES.fullmatch(quote):
        return False
    return bool(_SENTENCE.search(quote) or _FIGURE.search(_DATING.sub("", quote)))


def _addresses(plain: str, nodes: list[Node]) -> Iterator[Node]:
    """Where a report turns to its hearers (各位代表!), the item above is over, and its count where it was the last."""
    spoken = any(words in plain for words in _ADDRESS_WORDS)
    addresses = [match.start() for match in _ADDRESS.finditer(plain)] if spoken else []
    heads = {id(node.parent) for node in nodes} if addresses else set()
    for node, end in _own_ends(plain, nodes) if addresses else ():
        own = addresses[bisect_left(addresses, node.body) : bisect_left(addresses, end)]
        parent: Node | None = node
        while own and parent and id(node) not in heads and parent.run[-1] is parent:
            parent = parent.parent
        for start in own:
            apart = plain[start - 1] in _BEFORE_ADDRESS
            if apart and _SENTENCE.search(plain, node.body, start):
                yield _text(start, parent)


def _closings(plain: str, nodes: list[Node]) -> Iterator[Node]:
    """Where behind the last sentence of a unit the text speaks of itself (本措施适用于…), with duties besides."""
    for node, end in _own_ends(plain, nodes):
        if node.kind is Kind.ARTICLE:
            continue
        last = node.run[-1] is node and len(node.run) > 1
        of_all = _OF_ALL.search(plain, node.body + 1, end) if last and node.parent else None
        if of_all:
            yield _text(of_all.start("closing"), node.parent.parent if node.parent else None)
            continue
        note = _NOTE.search(plain, node.body + 1, end) if last else None
        if note:
            yield _text(note.start("note"), None)
            continue
        match = _CLOSING.search(plain, node.body + 1, end)
        if match and match.end("before") - node.body > _LONGEST_HEAD:
            yield _text(match.start("closing"), None)


def _own_ends(plain: str, nodes: list[Node]) -> Iterator[tuple[Node, int]]:
    """Each unit with the end of its own text."""
    ends = [node.start for node in nodes[1:]] + [len(plain)] * bool(nodes)
    yield from zip(nodes, ends, strict=True)


def _breaks_off(plain: str, line: Span) -> bool:
    """Whether a line is no whole sentence: it stops short, or bullets part what it says (…如下: ●…; ●…)."""
    last = plain[line.end - 1]
    if last in ";:":
        return _BULLETED.match(plain, line.end) is not None
    return last not in _CLOSED and bool(_BROKEN.search(plain, line.start, line.end))


def _paragraphs(plain: str, span: Span) -> Iterator[Span]:
    """The lines of a span; a line that breaks off in the middle of a sentence goes on with the next.

    Where most lines break off without a comma, paragraphs end without a stop.
    """
    if plain.find("\n", span.start, span.end) < 0:
        yield span
        return
    position = span.start
    lines: list[Span] = []
    for text in span.of(plain).split("\n"):
        line = strip(plain, Span(position, position + len(text)))
        lines += [line] * (line.start < line.end)
        position += len(text) + 1
    broken = {line for line in lines if _breaks_off(plain, line)}
    bare = {line for line in broken if plain[line.end - 1] not in ",、"}
    if len(bare) >= max(_FEWEST_STOPLESS, _STOPLESS_SHARE * len(lines)):
        broken -= bare
    opened: int | None = None
    for line in lines:
        opened = line.start if opened is None else opened
        if line is lines[-1] or line not in broken:
            yield Span(opened, line.end)
            opened = None


_FEWEST_STOPLESS = 4
_STOPLESS_SHARE = 0.6
