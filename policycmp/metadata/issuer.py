"""Who issued a plan: as the title, the signature, the page's header or the speaker of a report says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.citations import find_order
from policycmp.metadata.signature import are_bodies

if TYPE_CHECKING:
    from policycmp.metadata.page import Page
    from policycmp.metadata.signature import Signature
    from policycmp.models import Region, Span

_BEFORE = re.compile(r"^([^,。;:()《》\d]{2,80}?)\s*(?:[关關][于於]|印[发發]|[转轉][发發]|批[转轉])")
_FIRST_OF_SEVERAL = re.compile(
    r"(?P<first>[一-鿿]{3,30}?)等[ ]?(?:\d{1,2}|[一二三四五六七八九十两]+)[ ]?(?:个)?(?:部门|单位|委办局)"
)
"""湖州市科学技术局等4部门关于…: the others sign below, or are not named."""
_FIELD = re.compile(
    r"(?:发\s*文\s*机\s*关|发布机关|制定机关|发布机构|发布部门|颁布部门|制发机关|发文单位)(?:\*\*)?\s*[\]】]?\s*[:\n]?(?:\*\*)?\s*(\S{3,40})"
)
_SPEAKER = re.compile(r"代表([一-鿿]{0,12}?(?:人民政府|政府|行署|行政公署|国务院))[,\s]*[向作做]")
_ASSEMBLY = re.compile(
    r"第[一二三四五六七八九十]+[届屆](?P<body>人民代表大[会會](?:常[务務]委[员員][会會])?)(?=[^。\n]{0,24}?(?:通[过過]|批准))"
)
_LONGEST_PLACE = 13
_PLACE_BEFORE = re.compile(rf"(?:(?![年月日])[一-鿿]){{2,{_LONGEST_PLACE - 1}}}[省市州县区旗]\Z")
_UNNAMED = re.compile(r"^[省市州县区旗盟]?(?:人民)?(?P<body>政府(?:办公[厅室])?|行署|行政公署)")


def find_issuer(page: Page, heading: Span | None, signature: Signature | None) -> str | None:
    """Find who issued a plan, as it stands (市政府 is named in full later, by `name_in_full`).

    Args:
        page: the plan.
        heading: the title above the text, with the names of those who issued it before 关于.
        signature: its signature, if there is one.

    Returns:
        The issuer, several joined by 、; None where the plan names none.
    """
    title = heading.of(page.text) if heading else ""
    match = _BEFORE.match(title)
    if match and are_bodies(match.group(1)):
        return re.sub(r"\s+", "、", match.group(1))
    if signature and signature.issuer:
        return signature.issuer
    if order := find_order(page):
        return order["body"]
    if joint := _FIRST_OF_SEVERAL.match(title):
        return joint["first"]
    if match := _FIELD.search(page.header):
        return match.group(1)
    if assembly := _assembly(page.squeezed_head()):
        return assembly
    speaker = _SPEAKER.search(page.folded)
    return speaker.group(1) if speaker else None


def _assembly(head: str) -> str | None:
    """The people's congress that passed a plan, with the name of its place."""
    for match in _ASSEMBLY.finditer(head):
        if place := _PLACE_BEFORE.search(head, max(0, match.start() - _LONGEST_PLACE), match.start()):
            return place.group() + match.group("body")
    return None


def name_in_full(issuer: str | None, region: Region) -> str | None:
    """Say whose government 市政府 is, where the region is known."""
    match = _UNNAMED.match(issuer or "")
    if not issuer or not match or not region.name:
        return issuer
    body = match.group("body")
    if body in ("行署", "行政公署"):
        return f"{region.name}行政公署"
    return f"{region.name}人民{body}"
