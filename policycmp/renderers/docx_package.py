"""The parts of a Word document that are the same for all tables, and what the others are wrapped in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as escape_xml

from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_OVERRIDES = "".join(
    f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
    for part, kind in (
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("endnotes", "endnotes"),
    )
)

# What a reader of the package opens first.
RELATED = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{_OVERRIDES}</Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
            for number, part in enumerate(("styles", "settings", "endnotes"), start=1)
        )
        + "</Relationships>"
    ),
}

_FONTS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>'
)


def _style(name: str, size: int, spacing: str, more: str = "", keeping: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:pPr>{keeping}<w:spacing {spacing}/></w:pPr><w:rPr>{more}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _edge(side: str, size: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'


_TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Booktabs"><w:name w:val="Booktabs"/><w:tblPr>'
    f"<w:tblBorders>{_edge('top', 12)}{_edge('bottom', 12)}</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    f"<w:tcPr><w:tcBorders>{_edge('bottom', 6)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
)

PARTS = {
    "word/styles.xml": (
        f"{_HEAD}<w:styles {_MAIN}>"
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + _style("Cell", 17, 'w:before="10" w:after="10"')
        + _style("Title", 32, 'w:before="0" w:after="60"', "<w:b/>")
        + _style("Gap", 8, 'w:before="0" w:after="0"')
        + _style("Note", 17, 'w:before="60" w:after="0"')
        + _style("EndnoteText", 16, 'w:before="0" w:after="20"')
        + _style("Heading1", 22, 'w:before="160" w:after="60"', "<w:b/>", "<w:keepNext/>").replace(
            'w:val="Heading1"', 'w:val="heading 1"'
        )
        + '<w:style w:type="character" w:styleId="EndnoteReference"><w:name w:val="endnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>' + _TABLE_STYLE + "</w:styles>"
    ),
    "word/settings.xml": (
        f'{_HEAD}<w:settings {_MAIN}><w:endnotePr><w:numFmt w:val="decimal"/>'
        '<w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr></w:settings>'
    ),
}

_SIDES = {True: 'w:w="11906" w:h="16838"', False: 'w:w="16838" w:h="11906" w:orient="landscape"'}
_SECTION = (
    '<w:sectPr><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    "<w:pgSz {sides}/>"
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
    'w:gutter="0"/></w:sectPr>'
)


def escape(text: str) -> str:
    """Write a text so that XML gives it back as it stands; line feeds stay."""
    return escape_xml(visible(text))


def document(body: Iterable[str], *, is_upright: bool) -> Iterator[str]:
    """Wrap the body: pages of A4, upright or on their side."""
    yield f"{_HEAD}<w:document {_MAIN}><w:body>"
    yield from body
    yield f"{_SECTION.format(sides=_SIDES[is_upright])}</w:body></w:document>"


def endnotes(notes: Iterable[str]) -> Iterator[str]:
    """Write the endnotes, numbered from 1, after the two lines that Word wants to separate them with."""
    separators = "".join(
        f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    mark = (
        '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r><w:r><w:t> </w:t></w:r>'
    )
    yield f"{_HEAD}<w:endnotes {_MAIN}>{separators}"
    before = f'<w:p><w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>{mark}'
    for number, note in enumerate(notes, start=1):
        yield f'<w:endnote w:id="{number}">{before}{note}</w:p></w:endnote>'
    yield "</w:endnotes>"
