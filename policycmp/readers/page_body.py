"""Where on a page the plan stands: in a container that content systems of governments use, or where the prose is."""

from __future__ import annotations

from typing import Any

# Ids and classes of the container of the text, in lower case, the surest first. Each is the habit of a content
# system (TRS, Hanweb, NFCMS, Epoint, VSB, the central government's, WeChat's), not of one site.
_CONTAINERS = (
    "#ucap-content",
    ".trs_ueditor",
    ".trs_editor",
    ".trs_editor_view",
    "#js_content",
    "#vsb_content",
    ".v_news_content",
    "#zoomcon",
    "#info_cont",
    "#zoom",
    "#fontzoom",
    "#articlecontent",
    "#article_content",
    "#newscontnet",
    ".newscontnet",
    ".newscontent",
    ".news_content",
    ".j-fontcontent",
    ".pages_content",
    ".article-content",
    ".article_content",
    ".article-body",
    ".articlecon",
    ".article-con",
    ".ewb-article-content",
    ".info_cont",
    ".info-cont",
    ".xxgk_content",
    ".xxgk-content",
    ".xl-content",
    ".xlcontent",
    ".wzcon",
    ".wz_content",
    ".conttext",
    ".con_text",
    ".zwnr",
    ".zoom",
    "#bodylabel",
    "#mainbody",
    "#maintext",
    "#artibody",
    "#content",
)
_RANKS = {name: rank for rank, name in enumerate(_CONTAINERS)}
_PROSE_MARKS = frozenset("。；，、：")
_UNREAD = frozenset({"a", "script", "style", "noscript", "head", "option", "template", "textarea"})
_FEWEST_MARKS = 8
_NEARLY_ALL = 0.85
_SNIPPET = 40


def find_body(page: Any) -> tuple[Any, str | None]:
    """Find the element that holds the plan.

    Args:
        page: the root element of a page.

    Returns:
        The element, and the name of the container; None where the prose itself had to tell.
    """
    marks = _count_marks(page)
    best: tuple[int, int, Any] | None = None
    for element in page.iter("*"):
        rank = _rank(element)
        if rank is None or marks.get(element, 0) < _FEWEST_MARKS:
            continue
        if best is None or (rank, -marks[element]) < best[:2]:
            best = (rank, -marks[element], element)
    if best is not None:
        return best[2], _CONTAINERS[best[0]]
    return _densest(page, marks), None


def count_prose(text: str) -> int:
    """Count the marks that prose has and menus have not."""
    return sum(character in _PROSE_MARKS for character in text)


def _rank(element: Any) -> int | None:
    names = [
        f"#{element.get('id', '').lower()}",
        *(f".{name.lower()}" for name in element.get("class", "").split()),
    ]
    return min((_RANKS[name] for name in names if name in _RANKS), default=None)


def _count_marks(page: Any) -> dict[Any, int]:
    """Count the prose of every element, with what is inside it and without its links."""
    from lxml import etree  # noqa: PLC0415 - heavy

    marks: dict[Any, int] = {}
    for _, element in etree.iterwalk(page, events=("end",)):
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            continue
        own = count_prose(element.text or "") + sum(count_prose(child.tail or "") for child in element)
        marks[element] = own + sum(marks.get(child, 0) for child in element)
    return marks


def _densest(page: Any, marks: dict[Any, int]) -> Any:
    """Go down as long as one element holds nearly all the prose; a second copy of it (for phones) counts not."""
    element = page.find("body") if page.find("body") is not None else page
    while True:
        inner = sorted(element, key=lambda child: -marks.get(child, 0))
        if not inner or not marks.get(inner[0]):
            return element
        copies = [
            child for child in inner[1:] if marks.get(child, 0) >= _FEWEST_MARKS and _is_copy(inner[0], child)
        ]
        whole = marks[element] - sum(marks[child] for child in copies)
        if marks[inner[0]] < _NEARLY_ALL * whole:
            return element
        element = inner[0]


def _is_copy(element: Any, other: Any) -> bool:
    """Tell whether a stretch of one element, from a quarter, half or three quarters down, stands in another too."""
    text, within = ("".join("".join(each.itertext()).split()) for each in (element, other))
    stretches = [text[len(text) * place // 4 :][:_SNIPPET] for place in (1, 2, 3)]
    return any(len(stretch) == _SNIPPET and stretch in within for stretch in stretches)
