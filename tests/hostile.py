"""Files that were made to harm who reads them, each by a function that writes it: name → bytes."""

import io
import zipfile
import zlib
from itertools import pairwise

MEGABYTE = 1024 * 1024
W = 'xmlns:w="urn:w" xmlns:mc="urn:mc"'
RELATION = '<Relationship Type="urn:x/{0}" Target="{0}.xml"/>'
TEXT = "荆州市科技创新方案。到2025年，企业达到90家。"
PARAGRAPH = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
PLAIN_BODY = f"<w:document {W}><w:body>{PARAGRAPH}</w:body></w:document>"


def word(body=PARAGRAPH, method=zipfile.ZIP_DEFLATED, extra=(), **parts):
    """A Word file of a body; `parts` are those that it relates to, `extra` further members."""
    members = {
        "_rels/.rels": '<Relationships><Relationship Type="urn:x/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships>{''.join(map(RELATION.format, parts))}</Relationships>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
        **dict(extra),
    }
    with zipfile.ZipFile(target := io.BytesIO(), "w", method, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def flipped(place, value):
    """A Word file with one byte of the directory at its end changed."""
    content = bytearray(word())
    content[content.rindex(b"PK\x01\x02") + place] = value
    return bytes(content)


def numbered(start, style, pattern="%1、", paragraphs=3):
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    place = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:p>{place}<w:r><w:t>{TEXT}</w:t></w:r></w:p>" * paragraphs
    return word(body, numbering=numbering)


def footnotes():
    """One long note that is referred to a thousand times."""
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{PARAGRAPH * 2000}</w:footnote></w:footnotes>'
    return word('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * 1000, footnotes=notes)


def entities():
    names = "abcdefgh"
    nested = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names))
    declared = f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{nested}]>'
    body = f"{declared}<w:document {W}><w:body><w:p>&h;</w:p></w:body></w:document>"
    return word(extra={"word/document.xml": body}.items())


def pdf(*objects, trailer="", version="1.7"):
    """A PDF of objects, the first being its root; none has a table of places, so readers look for them."""
    body = b"".join(
        b"%d 0 obj\n%b\nendobj\n" % (number, content if isinstance(content, bytes) else content.encode())
        for number, content in enumerate(objects, 1)
    )
    head = f"%PDF-{version}\n".encode()
    trailer = trailer or f"<</Size {len(objects) + 1}/Root 1 0 R>>"
    return head + body + f"trailer\n{trailer}\nstartxref\n0\n%%EOF\n".encode()


def stream(content, dictionary=""):
    return f"<<{dictionary}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


def page(
    content=b"BT /F1 12 Tf 72 700 Td (120 by 2025) Tj ET",
    font="<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    *more,
):
    """A PDF of one page with one font; `content` is its stream, or a whole object."""
    drawn = content if content.endswith(b"endstream") else stream(content)
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        drawn,
        font,
        *more,
    )


def cid_font(widths, tounicode):
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
    )
    inner = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W [{widths}]/FontDescriptor<</FontName/X/Flags 4>>>>"
    )
    cmap = f"/CIDInit /ProcSet findresource begin begincmap {tounicode} endcmap".encode()
    return page(b"BT /F1 12 Tf 72 700 Td (ABCD) Tj ET", font, inner, stream(cmap))


def packed(content, times=1):
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def forms():
    """Ten forms, each of which draws the next ten times."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources <</XObject <</F {} 0 R>>>>"
    inner = [stream(b"/F Do " * 10, form.format(number + 1)) for number in range(6, 15)]
    root = "<</Type/Catalog/Pages 2 0 R>>"
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources <</XObject <</F 6 0 R>>>>>>"
    return pdf(root, pages, leaf, stream(b"/F Do " * 10), "null", *inner)


def archive(depth):
    """Web archives in web archives."""
    inner = b"Content-Type: text/html\n\n<p>x</p>\n"
    for level in range(depth):
        head = b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (level, level)
        inner = head + inner + b"\n--b%d--\n" % level
    return b"MIME-Version: 1.0\n" + inner


def packed_plan(method=zipfile.ZIP_DEFLATED, text=TEXT.encode()):
    """An archive with a plan in it."""
    with zipfile.ZipFile(target := io.BytesIO(), "w", method, compresslevel=1) as archive_:
        archive_.writestr("a.txt", text)
    return target.getvalue()


def workbook(shared, row, rows):
    """A list of policies; each of its rows is `row`, and may refer to the shared text."""
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>正文</t></is></c></row>'
    cells = "".join(row.format(number=number) for number in range(2, rows + 2))
    members = {
        "xl/workbook.xml": "<workbook/>",
        "xl/sharedStrings.xml": f"<sst><si><t>{shared}</t></si></sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{head}{cells}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(target := io.BytesIO(), "w", zipfile.ZIP_STORED) as archive_:
        for name, content in members.items():
            archive_.writestr(name, content)
    return target.getvalue()


def html(body):
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def plan(text):
    return f"荆州市方案\n{text}".encode


# What is refused within a moment.
REFUSED = {
    "bzip2.docx": lambda: word(method=zipfile.ZIP_BZIP2),
    "lzma.docx": lambda: word(method=zipfile.ZIP_LZMA),
    "blanks.docx": lambda: word(PARAGRAPH + " " * 12 * MEGABYTE),
    "large.docx": lambda: word(PARAGRAPH + " " * 17 * MEGABYTE),
    "parts.docx": lambda: word(extra=[(f"x{number}", "") for number in range(10_001)]),
    "many-large.docx": lambda: word(
        styles=f"<w:styles {W}/>" + " " * 15 * MEGABYTE, numbering=f"<w:numbering {W}/>" + " " * 15 * MEGABYTE
    ),
    "entities.docx": entities,
    "doctype.docx": lambda: word(
        extra={"word/document.xml": "<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>"}.items()
    ),
    "version.docx": lambda: flipped(6, 255),
    "method.docx": lambda: flipped(10, 99),
    "flags.docx": lambda: flipped(8, 1),
    "offset.docx": lambda: flipped(42, 255),
    "deep.docx": lambda: word("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    "binary.docx": lambda: b"PK\x03\x04word/document" + bytes(range(256)) * 20,
    "footnotes-long.docx": lambda: word(PARAGRAPH * 40_000),
    "root-cycle.pdf": lambda: pdf("1 0 R"),
    "kids-cycle.pdf": lambda: pdf(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"
    ),
    "reference-cycle.pdf": lambda: pdf("<</Type/Catalog/Pages 2 0 R>>", "3 0 R", "4 0 R", "2 0 R"),
    "no-pages.pdf": lambda: pdf("<</Type/Catalog>>"),
    "bomb.pdf": lambda: page(stream(packed(b"0 " * 50 * MEGABYTE), "/Filter/FlateDecode")),
    "twice.pdf": lambda: page(stream(packed(b" " * 9 * MEGABYTE, 2), "/Filter[/FlateDecode/FlateDecode]")),
    "twice-hex.pdf": lambda: page(
        stream(packed(b" " * MEGABYTE, 2), "/F#69lter [/Fl#61teDecode /#46lateDecode]")
    ),
    "twice-short.pdf": lambda: page(stream(packed(b" " * MEGABYTE, 2), "/F[/Fl/Fl]")),
    "forms.pdf": forms,
    "widths.pdf": lambda: cid_font("0 2000000000 500", ""),
    "tounicode.pdf": lambda: cid_font("", "1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"),
    "garbage.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 500,
    "xref-size.pdf": lambda: pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[]/Count 0>>",
        stream(b"", "/Type/XRef/Size 2000000000/W [1 2 1]/Root 1 0 R/Index [0 2000000000]"),
    ),
    "archives.mht": lambda: archive(1000),
    "bzip2.zip": lambda: packed_plan(zipfile.ZIP_BZIP2),
    "bomb.zip": lambda: packed_plan(text=b" " * 60 * MEGABYTE),
    "cut.zip": lambda: packed_plan()[:-30],
    "shared.xlsx": lambda: workbook(
        TEXT * 40_000, '<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>', 4000
    ),
    "digits.xlsx": lambda: workbook(
        TEXT, '<row r="' + "9" * 5000 + '"><c r="A{number}" t="s"><v>' + "9" * 5000 + "</v></c></row>", 3
    ),
    "deep.html": lambda: html("<div>" * 50_000 + TEXT),
    "large.html": lambda: html(" " * 17 * MEGABYTE),
    "long.html": lambda: html(f"<p>{TEXT}</p>" * 60_000),
    "picture.html": lambda: html(f"<img src='data:image/png;base64,{'A' * 9 * MEGABYTE}'>"),
    "controls.txt": lambda: b"\x01\x02\x03" * 9000,
    "zeros.txt": lambda: b"\0" * 9000,
    "long.txt": lambda: TEXT.encode() * 60_000,
    "large.txt": lambda: b"9" * 9 * MEGABYTE,
    "bom.txt": lambda: b"\xff\xfe",
}
# What is read, as far as there is something to be read in it.
READ = {
    "name.docx": lambda: flipped(28, 255),
    "archives-few.mht": lambda: archive(20),
    "run-on.txt": plan("任务：1.；2.；3.：1）；2）"),
    "run-on-long.txt": plan("1.；2.；3.：1）；2）①；②：（一）" * 300),
    "digits.txt": plan(f"到2025年，企业达到{'9' * 20_000}家。"),
    "numerals.txt": plan(f"到2025年，企业达到{'九亿' * 9000}家。"),
    "years.txt": plan(f"到{'9' * 4000}年，企业达到90家。到0000年，企业达到9家。"),
    "brackets.txt": plan(f"一、任务{'（' * 20_000}{'“' * 20_000}"),
    "bars.txt": plan(f"指标 | 2020年 | 2025年\n{'企业 | 1 | 2 |' * 3000}\n"),
    "list-start.docx": lambda: numbered("9" * 5000, "decimal"),
    "list-letters.docx": lambda: numbered("2000000000", "upperLetter"),
    "list-roman.docx": lambda: numbered("2000000000", "upperRoman"),
    "list-pattern.docx": lambda: numbered(1, "decimal", "%1、" * 9000, 50),
    "list-level.docx": lambda: numbered("一", "none"),
    "footnotes.docx": footnotes,
    "unmapped.pdf": lambda: page(
        b"BT /F1 12 Tf 72 700 Td (120 by 2025) Tj ET",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[9999999999/x]>>>>",
    ),
    "attributes.html": lambda: html(f"<p {' '.join(f'a{number}=x' for number in range(50_000))}>{TEXT}</p>"),
    "nested.html": lambda: html("<font><span>" * 900 + TEXT),
    "tables.html": lambda: html("<table><tr><td>" * 300 + TEXT),
}
