"""Turn the outline into clauses: what groups and what speaks, titles, paths and ids."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.money_words import GRANTS
from policycmp.language.text import strip
from policycmp.models import Clause, Document, Span
from policycmp.segment.headings import find_title
from policycmp.segment.markers import Kind
from policycmp.segment.paragraphs import is_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.segment.outline import Node

_STOPS = " \n\t。:!?,;|"
_LEAD_IN = re.compile(
    r"[^。!?]{0,60}:|[^。!?]{0,50}(?:以下|如下|下列|[一二两三四五六七八九十\d]个?方面)[^。!?]{0,10}(?:工作|任务)[。!]"
    r"|[^。!?]{0,30}(?:主要|共|重点)?(?:有|包括|分为|从)[一二两三四五六七八九十\d]{1,2}[个项条大][^。!?,;]{0,12}[。!]"
)
_PROVIDES = re.compile(
    r"(?:给予|予以|享受|可以?(?:享受|申请|获得)|实行|建立|设立|应当|须|支持|鼓励|奖励|补助|补贴|资助)(?![^,:]{0,8}的,)[^。!?:]*:$"
)
"""A lead that promises or orders something before its colon (对…企业给予奖励,具体如下:)."""
_NAMES_STANDARDS = re.compile(rf"(?:{GRANTS}|扶持|支持)[^。,;:给]{{0,8}}(?:标准|内容|项目)(?:[为是]|如下)?:$")
"""One that only names what its items set (奖励标准为:)."""
_WORK_AHEAD = re.compile(
    r"(?:以下|如下|下列|[一二两三四五六七八九十\d]个?方面)[^。!?:]{0,10}(?:工作|任务|举措|措施|政策|待遇|优惠|问题):$"
)
_SETS_GOAL = re.compile(r"\d(?![^,;]{0,4}[年月日的])[^\d,;。:个方大]{1,4}[,;]")
"""A figure that ends what is said before the lead (培育企业30家,抓好以下工作:)."""
_MONEY = re.compile(r"\d[\d.,]*[万亿]?元")
_INTRODUCES = re.compile(r"[\s\S]{0,160}(?:介绍|回答|说明|汇报)[^。\n]{0,16}。")
"""How an answer begins that goes on in points (下面我从3个方面介绍有关情况。)."""
_DEMANDS = re.compile(
    r"[ 、.:]*(?:对|凡|按|每|给予|鼓励|支持|由|在|经|为|从|自|\d)|.*[\d;。]|.{20,}[,、]|[^,]*,[^,]*,"
)
"""How the text of a unit begins, or what it holds, that has no heading."""
_FIGURE_LINE = re.compile(r"^[^\n]*\d[^\n]*$", re.MULTILINE)
_PRICES = re.compile(r"[^\n。]{1,16}\d[\d.]*[万亿]?元、")
"""The list of prices behind a label (【青年组】一等奖5万元、二等奖3万元)."""
_COMPILED = re.compile(r"(?:汇总|一览|大全|摘编|合集)$")
"""The title that a page gives to what it compiles; below it stand words of its own."""
_GRANTED = re.compile(rf"(?:给予|{GRANTS})[^。;]{{0,16}}\d|\d[万亿]?元[^。;,]{{0,6}}(?:{GRANTS})")
_OPENING = re.compile(
    r"(?:\([^()]{2,12}\)\s*)?(?:为|根据|按照|结合)[^。]*(?:制[定订]|编制|提出|出台)[^。\d]{0,30}[。:]"
)
"""What stands below a plan's own title: 为推动创新，特制定以下举措。"""
_ADDRESS = re.compile(r"各位代表[!,:]?")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_SENTENCE = re.compile(r"[。!?;]")
_WORD = re.compile(r"[^\W_]")
_LONGEST_NAME = 12
_FEWEST_LETTERS = 3


def _leads_in(own: str) -> bool:
    """Whether a text only leads to what stands below it."""
    if not _LEAD_IN.fullmatch(own) or _SETS_GOAL.search(own):
        return False
    if _NAMES_STANDARDS.search(own):
        return True
    return not _PROVIDES.search(own) or (bool(_WORK_AHEAD.search(own)) and not _MONEY.search(own))


# (2)省级 40万元; (10)新增泊位5000个,打通断头路。: an item that says all it has to say, whatever stands below it
_HOLDS_FIGURE = re.compile(
    r"^[^。;:\n]{1,30}?\d[\d.]*\s?[万亿]*元(?:/[^\s,;。]{1,3})?\s*$|^[^。;:\n]*\d[\d.]*\s?[万亿]*(?:元|[家个户人项件套亩%]|公里)[^。;:\n]*,[^。;:\n]*。\s*$"
    r"|^[^。;:\n]*,[^。;:\n]*\d[\d.]*\s?[万亿]*(?:元|[家个户人项件套亩%]|公里)[^。;:\n]*。\s*$"
)


class Tree:
    """The units of a plan with their titles and ids."""

    def __init__(self, document: Document, plain: str, nodes: list[Node]) -> None:
        self.document = document
        self.plain = plain
        self.heads = {id(node.parent) for node in nodes}
        ends = [node.start for node in nodes[1:]] + [len(plain)] * bool(nodes)
        self.spans = {
            id(node): strip(plain, Span(node.start, end)) for node, end in zip(nodes, ends, strict=True)
        }
        self.nodes = nodes
        self.titles = {id(node): self._title(node) for node in nodes}
        self.headings = {id(node): self._heading(node) for node in nodes}
        self.ids = self._ids()
        self.paths = self._paths()

    def clauses(self) -> Iterator[Clause]:
        """Yield the units that carry text of their own, in order."""
        for node in self.nodes:
            if self._speaks(node) and not self._cut_off(node):
                span = self.spans[id(node)]
                yield Clause(
                    id=self.ids[id(node)],
                    doc=self.document.doc,
                    span=span,
                    number=node.marker.number,
                    heading=self.headings[id(node)],
                    path=self.paths[id(node)],
                    text=span.of(self.document.text),
                )

    def _title(self, node: Node) -> Span:
        if node.kind is Kind.TEXT and not node.value:
            return Span(node.start, node.start)
        heads = id(node) in self.heads
        return find_title(self.plain, node.body, self.spans[id(node)].end, node.kind, heads=heads)

    def _speaks(self, node: Node) -> bool:
        """Whether a unit has text of its own; a lead-in to its children is none."""
        span, title = self.spans[id(node)], self.titles[id(node)]
        own = Span(max(node.body, title.end), span.end).of(self.plain).lstrip(_STOPS).rstrip()
        if node.kind is Kind.TEXT and _leads_in(own):
            return False
        if node.kind is Kind.TITLE and _COMPILED.search(title.of(self.plain)) and not _GRANTED.search(own):
            return False
        if _ADDRESS.fullmatch(own) or (
            node.kind is Kind.TITLE and (_OPENING.fullmatch(own) or is_letter(own))
        ):
            return False
        if id(node) not in self.heads:
            return bool(own.strip(_STOPS)) or (title.start < title.end and node.kind is not Kind.TITLE)
        if node.kind is Kind.QUESTION and _INTRODUCES.fullmatch(own):
            return False
        if node.marker.number and _HOLDS_FIGURE.search(Span(node.body, span.end).of(self.plain)):
            return True
        if node.kind is Kind.TITLE and (len(_FIGURE_LINE.findall(own)) > 1 or _PRICES.match(own)):
            return True
        return bool(_SENTENCE.search(own) or own.endswith(":")) and not _leads_in(own)

    def _cut_off(self, node: Node) -> bool:
        """Whether the text ends with a mere heading whose text was cut, while the units beside it have theirs."""
        if node is self.nodes[-1] and node.marker.number and len(self._own_letters(node)) < _FEWEST_LETTERS:
            return True
        if (
            node is not self.nodes[-1]
            or node.kind in {Kind.TEXT, Kind.DASH, Kind.ITEM}
            or node.parent is None
        ):
            return False
        span = self.spans[id(node)]
        own = Span(node.body, span.end).of(self.plain)
        if "\n" in own.strip() or not node.marker.opens_line or own[-1:] in _STOPS or _DEMANDS.match(own):
            return False
        return all(self._holds_text(other) for other in node.run[:-1])

    def _own_letters(self, node: Node) -> str:
        return Span(node.body, self.spans[id(node)].end).of(self.plain).strip(_STOPS)

    def _holds_text(self, node: Node) -> bool:
        """Whether a unit has a title and more than it."""
        title, span = self.titles[id(node)], self.spans[id(node)]
        return id(node) in self.heads or title.start < title.end < span.end - 1

    def _paths(self) -> dict[int, tuple[str, ...]]:
        """Name the units above each, outermost first."""
        paths: dict[int, tuple[str, ...]] = {}
        for node in self.nodes:
            above = node.parent
            paths[id(node)] = (*paths[id(above)], self._name(above)) if above else ()
        return paths

    def _name(self, node: Node) -> str:
        return self.headings[id(node)] or node.marker.number or self._words(node)

    def _heading(self, node: Node) -> str:
        title = self.titles[id(node)].of(self.document.text)
        return _LINE_BREAK.sub("", title) if "\n" in title else title

    def _words(self, node: Node) -> str:
        """The first words of a unit without a number, letters and digits alone."""
        title = self.titles[id(node)]
        span = title if title.start < title.end else Span(node.body, self.spans[id(node)].end)
        words = _WORD.finditer(self.plain, span.start, min(span.end, span.start + 4 * _LONGEST_NAME))
        return "".join([word[0] for word in islice(words, _LONGEST_NAME)])

    def _ids(self) -> dict[int, str]:
        ids: dict[int, str] = {}
        seen: Counter[str] = Counter()
        for node in self.nodes:
            above = ids[id(node.parent)] if node.parent else self.document.doc
            name = f"{above}/{node.marker.number or self._words(node)}"
            seen[name] += 1
            ids[id(node)] = name if seen[name] == 1 else f"{name}~{seen[name]}"
        return ids
