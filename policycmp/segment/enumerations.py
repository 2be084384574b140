"""Lists that only enumerate: the items of an article, conditions, materials, what stands in one sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.money_words import GRANTS
from policycmp.segment.headings import DEEDS
from policycmp.segment.markers import Kind, bullet_at

if TYPE_CHECKING:
    from policycmp.segment.outline import Node

_TITLED = re.compile(r"[ ]*[^。;!?:,\n]{2,24}(?:[。:]\s*\S|[ ]*\n)")
_DEED = rf"(?:{DEEDS}|奖励)"
_NAME = re.compile(
    rf"[\s、.:]*+(?![^。]*(?:可|应|须|按|由|予|采取|实行|如下|下列|以下))(?P<deed>{_DEED})?[^。;!?:,\n]{{0,24}}[。\s]*"
)
"""旅游饭店及民宿。 as the whole text of an article, no sentence."""
_DEEDS = re.compile(rf"[\s、.:]*{_DEED}")
_GRANT = re.compile(r"(?<![\d.,])\d[\d.,]{0,20}(?:%|[万亿]?元)")
_LISTS = re.compile(
    r"条件|材料|资料|范围|对象|情形|职责|职权|之一|下列|以下(?:情形|单位|人员|条件|材料|内容|方面|事项|行为|活动)|要求|用于"
)
_CONDITIONS = re.compile(
    r"[\s、.:]*(?:支持|申报|申请|申领|认定|备案|推荐|入驻|享受|奖励|补[贴助]|资助|评价|基本)条件[\s:。]*"
)
_GRANTED = re.compile(r"给予|奖励\d|补[贴助]\d|每[人家户]每?[月年]")
_STANDARDS = re.compile(
    rf"[^。;!?,\d]{{0,40}}(?:{GRANTS}|扶持|支持)(?:对象|范围|项目|内容|[及和与、])*(?:标准|内容|项目)[^。;!?,:]{{0,4}}:\s*"
)
"""资金的奖励标准为: above the grants themselves."""
_GIVES = re.compile(rf"(?:给予|予以|{GRANTS})[^。;]{{0,30}}\d[\d.]*(?:%|[万亿]?元)")
_FEWEST_GRANTING = 2
_PAPERS = re.compile(r"(?:申报|申请|所需|提交|报送)(?:材料|资料)[^。]{0,4}$")
_SHORT = re.compile(r"[^。;!?\n]{2,40}")
"""1.申请表 2.营业执照复印件: papers that are listed without a stop."""
_GOES_ON = re.compile(r"[^。;\n]{2,40}[;,、]\s*\(?(?:2|二)[.、)](?!\d)")
"""1.申请表；2.营业执照: a list that goes on in its own sentence."""
_ITEMS = {Kind.HAN_PAREN, Kind.ARABIC, Kind.ARABIC_PAREN, Kind.CIRCLED}
_ENUMERATING = {Kind.ARABIC_PAREN, Kind.CIRCLED}
_CLOSING = ";,、"


def without_enumerations(plain: str, nodes: list[Node]) -> list[Node]:
    """Leave out the units that only enumerate, with all below them.

    Args:
        plain: the blanked text.
        nodes: the outline, in order.

    Returns:
        The units that stay, in order.
    """
    ends = {id(node): following.start for node, following in pairwise(nodes)}
    parents = {id(node.parent) for node in nodes}
    grouping = _articles_group(plain, nodes)
    judged: dict[int, bool] = {}
    left_out: set[int] = set()
    for node in nodes:
        run = id(node.run)
        if run not in judged:
            texts = [plain[item.body : ends.get(id(item), len(plain))].strip() for item in node.run]
            heads = any(id(item) in parents for item in node.run)
            listed = _in_article(node) and not _are_measures(plain, node.run, texts, grouping=grouping)
            judged[run] = (
                listed
                or _conditions(plain, node.run, texts)
                or (not heads and _enumerates(plain, node.run, texts))
            )
        if judged[run] or (node.parent is not None and id(node.parent) in left_out):
            left_out.add(id(node))
    return [node for node in nodes if id(node) not in left_out]


def _in_article(node: Node) -> bool:
    return node.parent is not None and node.parent.kind is Kind.ARTICLE and node.kind in _ITEMS


def _are_measures(plain: str, run: list[Node], texts: list[str], *, grouping: bool) -> bool:
    """Whether the items of an article are measures: below a mere name, or with titles of their own and grants."""
    if grouping and _only_names(plain, run[0]):
        return True
    lead = plain[run[0].parent.body : run[0].start] if run[0].parent else ""
    if _STANDARDS.fullmatch(lead):
        return _FEWEST_GRANTING * sum(bool(_GIVES.search(text)) for text in texts) > len(texts)
    return ":" in lead and _titled(plain, run) and any(_GRANT.search(text) for text in texts)


def _articles_group(plain: str, nodes: list[Node]) -> bool:
    """Whether articles are names of groups (第一条 旅行社。（一）…): at one place at least the items have titles."""
    firsts = (node for node in nodes if node.run[0] is node and _in_article(node))
    return any(_only_names(plain, first) and _titled(plain, first.run) for first in firsts)


def _only_names(plain: str, first: Node) -> bool:
    """Whether nothing but a name stands in an article above its first item; a deed is one above titled deeds alone."""
    name = _NAME.fullmatch(plain, first.parent.body, first.start) if first.parent else None
    return first.parent is None or bool(name and (not name["deed"] or _DEEDS.match(plain, first.body)))


def _titled(plain: str, run: list[Node]) -> bool:
    return 2 * sum(bool(_TITLED.match(plain, item.body)) for item in run) > len(run)


def _enumerates(plain: str, run: list[Node], texts: list[str]) -> bool:
    first, *others = (node.marker for node in run)
    if (
        run[0].parent is not None
        and run[0].parent.kind is Kind.TITLE
        and bullet_at(plain, run[0].parent.marker)
    ):
        return all(_SHORT.fullmatch(text) for text in texts)
    if first.kind is Kind.DASH:
        return not others and not first.opens_line
    if not any(marker.opens_line for marker in (first, *others)):
        introduced = first.before in ":,;" or first.kind in _ENUMERATING
        return introduced and bool(others) and all(marker.before == ";" for marker in others)
    if first.kind in _ITEMS and not others and first.value == 1 and _GOES_ON.match(texts[0]):
        return True
    if first.kind not in _ITEMS or not others:
        return False
    lead = _lead(plain, run[0])
    if _PAPERS.search(lead) and all(_SHORT.fullmatch(text) for text in texts[:-1]):
        return True
    joined = all(text[-1:] in _CLOSING for text in texts[:-1])
    if not joined or 2 * sum(bool(_GRANT.search(text)) for text in texts) > len(texts):
        return False
    return first.kind in _ENUMERATING or bool(_LISTS.search(lead))


def _conditions(plain: str, run: list[Node], texts: list[str]) -> bool:
    """Whether the items are the conditions that a title names (二、支持条件), and none of them grants anything."""
    parent = run[0].parent
    named = parent and _CONDITIONS.fullmatch(plain, parent.body, run[0].start)
    return bool(named) and run[0].kind in _ITEMS and not any(_GRANTED.search(text) for text in texts)


def _lead(plain: str, node: Node) -> str:
    """What stands above a list: the unit that it belongs to, up to the first item."""
    parent = node.parent
    return plain[parent.start : node.start][:120] if parent else plain[max(0, node.start - 120) : node.start]
