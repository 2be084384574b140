"""Numbers and titles of documents: the plan's own, and those that it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.titles import KIND
from policycmp.models import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.metadata.page import Page

_BLANKS = 4
_YEAR_TAIL = r"[〔\[(【{［]\s*(?:19|20)\d{2}\s*[〕\])】}］]\s*第?\s*\d{1,5}\s*[号號]"
_NUMBER_TAIL = rf"\s{{0,{_BLANKS}}}{_YEAR_TAIL}"
_OFFICE = r"[一-鿿]{1,12}"
_YEAR_AND_NUMBER = re.compile(_YEAR_TAIL)
_LONGEST_OFFICE = 12
_OFFICE_BEFORE = re.compile(rf"[一-鿿]{{1,{_LONGEST_OFFICE}}}$")
_NUMBER_LINE = re.compile(rf"^\(?(?:文\s*号\s*:?\s*)?(?P<number>{_OFFICE}{_NUMBER_TAIL})\)?(?:\s+签发人.*)?$")
_ORDER = re.compile(
    r"^(?P<body>[一-鿿]{2,30}?(?:人民政府|委员会|部|局|厅|署|国务院))令[ ]*(?:\n\s*)?"
    r"\(?(?P<order>第?[ ]?\d{1,5}[ ]?号)\)?$",
    re.MULTILINE,
)
"""湖州市人民政府令 第179号, on one line or two."""
_NUMBER_FIELD = re.compile(
    rf"(?:文\s*号|发\s*文\s*字\s*号|发文文号|文件编号)\s*[\]】]?\s*[:\n]?\s*(?P<number>{_OFFICE}{_NUMBER_TAIL})"
)
_NOT_OFFICE = re.compile(
    r".*(?:贯彻|落实|按照|根据|依据|执行|深入|对照|通过|抢抓|用好|用足|围绕|结合|[和与及以按据由])"
)
_BOOK = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》){5,120})》"
    rf"(?:\s*\((?P<number>{_OFFICE}{_NUMBER_TAIL})[^()]{{0,20}}\))?"
)
_DOCUMENT = re.compile(
    rf"(?:{KIND}|法|法典|公[约約]|[协協][议議]|通知|函|批[复覆]|讲话|宣言)(?:\([^()]*\)|〔[^〕]*〕)?$"
)


def find_number(page: Page) -> str | None:
    """Find the plan's own number: in the page's header, or on a line of its own above the body."""
    if match := _NUMBER_FIELD.search(page.header):
        return normalize_number(match.group("number"))
    for line in page.head:
        if match := _NUMBER_LINE.match(line.of(page.folded)):
            return normalize_number(match.group("number"))
    order = find_order(page)
    return f"{order['body']}令{order['order']}".replace(" ", "") if order else None


def find_order(page: Page) -> re.Match[str] | None:
    """Find the line above a regulation that gives the number of the order: `body` issued it as `order`."""
    head = "\n".join(line.of(page.folded) for line in page.head)
    return _ORDER.search(head)


def find_citations(page: Page, own_number: str | None, own_titles: tuple[str, ...]) -> tuple[Citation, ...]:
    """Find the documents that a plan cites, in the order of their first mention.

    Args:
        page: the plan.
        own_number: the plan's own number, which is no citation.
        own_titles: the titles of the plan and of the notice round it, which are none either.

    Returns:
        Citations with number, title or both; the same document once.
    """
    own = {_bare(title) for title in own_titles}
    found: list[tuple[int, Citation]] = []
    inside: list[tuple[int, int]] = []
    for match in _BOOK.finditer(page.folded):
        title = page.text[match.start("title") : match.end("title")].replace("\n", "")
        if _DOCUMENT.search(match.group("title")) and not _is_own(title, own):
            number = normalize_number(match.group("number")) if match.group("number") else None
            found.append((match.start(), Citation(number, title)))
            inside.append(match.span())
    found += [
        (place, Citation(normalize_number(number)))
        for place, number in _numbers(page.folded)
        if not any(start <= place < end for start, end in inside)
    ]
    return _without_repeats([citation for _, citation in sorted(found, key=lambda pair: pair[0])], own_number)


def _numbers(folded: str) -> Iterator[tuple[int, str]]:
    """Give each number with its office, and where its year begins; a layout may put blanks between the two."""
    for match in _YEAR_AND_NUMBER.finditer(folded):
        blanks = folded[max(0, match.start() - _BLANKS) : match.start()]
        place = match.start() - len(blanks) + len(blanks.rstrip())
        if office := _OFFICE_BEFORE.search(folded, max(0, place - _LONGEST_OFFICE), place):
            yield place, office.group() + match.group()


def normalize_number(number: str) -> str:
    """Write a document number the one way: no blanks, 〔〕 round the year, the office without words before it."""
    squeezed = re.sub(r"\s", "", number)
    office = re.match(r"[一-鿿]+", squeezed)
    assert office
    words = _NOT_OFFICE.match(office.group())
    squeezed = squeezed[words.end() if words and words.end() < office.end() else 0 :]
    return re.sub(r"[\[(【{［](\d{4})[\])】}］]", r"〔\1〕", squeezed).replace("號", "号")


def _without_repeats(citations: list[Citation], own_number: str | None) -> tuple[Citation, ...]:
    """Keep each document once; a mention with both number and title speaks for those with one of them."""
    full = {
        key
        for citation in citations
        if citation.number and citation.title
        for key in (citation.number, citation.title)
    }
    kept: dict[tuple[str | None, str | None], Citation] = {}
    for citation in citations:
        partial = not (citation.number and citation.title)
        known = partial and (citation.number or citation.title) in full
        if not known and (own_number is None or citation.number != own_number):
            kept.setdefault((citation.number, citation.title and _bare(citation.title)), citation)
    return tuple(kept.values())


def _is_own(title: str, own: set[str]) -> bool:
    bare = _bare(title)
    return any(name.endswith(bare) for name in own)


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉<>()()（）]", "", title)
