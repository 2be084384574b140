"""Metadata: who issued a plan, for where and when, and what it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.amendments import Amendment, amend, find_unused, load_amendments
from policycmp.metadata.citations import find_citations, find_number
from policycmp.metadata.dates import (
    find_issued,
    find_named_year,
    find_period,
    find_published,
    find_valid_until,
    parse_date,
)
from policycmp.metadata.issuer import find_issuer, name_in_full
from policycmp.metadata.jurisdiction import doubt_by_name, find_region
from policycmp.metadata.page import view_page
from policycmp.metadata.signature import find_signature
from policycmp.metadata.titles import find_heading, find_title
from policycmp.models import Metadata

if TYPE_CHECKING:
    from policycmp.models import Document

__all__ = [
    "Amendment",
    "amend",
    "doubt_by_name",
    "find_metadata",
    "find_unused",
    "load_amendments",
    "parse_date",
]

_DRAFT = re.compile(
    r"[(〔\[](?:公开|公開)?(?:征求意见稿|徵求意見稿|征求意见|草案|讨论稿|送审稿|审议稿)[^()]{0,10}[)〕\]]|征求意见稿"
)


def find_metadata(document: Document) -> Metadata:
    """Find who issued a plan, for where and when. What the plan does not say is None.

    Args:
        document: the plan as read; masked header fields are evidence too.

    Returns:
        The metadata; the file's name speaks for the region only where the text does not.
    """
    page = view_page(document)
    title = find_title(page)
    heading = find_heading(page)
    outer = page.quote(heading) if heading else None
    titles = tuple(dict.fromkeys(name for name in (outer, title) if name))
    signature = find_signature(page)
    issuer = find_issuer(page, heading, signature)
    region = find_region(page, titles, issuer)
    number = find_number(page)
    issued = find_issued(page, signature)
    period = find_period(page, title)
    published = find_published(page)
    dated = issued or published or period or (number and "〔" in number)
    return Metadata(
        title=title,
        issuer=name_in_full(issuer, region),
        region=region,
        doc_number=number,
        issued=issued,
        published=published,
        valid_until=find_valid_until(page, issued),
        period=period,
        draft=any(_DRAFT.search(text) for text in (*titles, *(line.of(page.folded) for line in page.head))),
        cites=find_citations(page, number, titles),
        named_year=None if dated else find_named_year(page),
    )
