"""OFD files (GB/T 33190) written by hand: what a test needs of the format, and no more."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 4.5  # millimetres
LINE = 8.0
WIDE = 0x1100


def text_object(text, x, y, *, size=SIZE, attributes="", steps=None):
    """A line of text whose first letter stands at x, y (millimetres), its letters `size` apart."""
    steps = (
        " ".join(f"{size if ord(each) > WIDE else size / 2:g}" for each in text[:-1])
        if steps is None
        else steps
    )
    delta = f" DeltaX={quoteattr(steps)}" if steps else ""
    return (
        f'<ofd:TextObject ID="1" Font="1" Size="{size}" Boundary="{x} {y - size} 200 {2 * size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x0, y0, x1, y1):
    """A straight line."""
    return (
        f'<ofd:PathObject ID="2" Boundary="0 0 210 297" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page(objects, *, templates=""):
    """The content of a page."""
    layer = f'<ofd:Layer ID="9">{"".join(objects)}</ofd:Layer>'
    return f"<ofd:Page {NAMESPACE}>{templates}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def lines_page(lines, *, left=25.0, top=30.0):
    """A page of lines, each under the other; one that begins with two ideographic blanks is indented."""
    objects = []
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("\u3000"))
        objects.append(text_object(line.lstrip("\u3000"), left + indent * SIZE, top + LINE * index))
    return page(objects)


def typeset(paragraphs, *, width=34, height=28):
    """Break paragraphs into lines and pages, as a word processor does: `width` in ideographs, `height` in lines."""
    lines = []
    for paragraph in paragraphs:
        line, room = "\u3000\u3000", width - 2.0
        for letter in paragraph:
            wide = 1 if ord(letter) > WIDE else 0.5
            if wide > room:
                lines.append(line)
                line, room = "", float(width)
            line, room = line + letter, room - wide
        lines.append(line)
    return [lines_page(lines[start : start + height]) for start in range(0, len(lines), height)]


def ofd(pages, *, parts=None, common="", locations=None):
    """The bytes of an OFD with these pages; `parts` are added or take the place of what would be written."""
    locations = locations or [f"Pages/Page_{index}/Content.xml" for index in range(len(pages))]
    listed = "".join(
        f'<ofd:Page ID="{index + 10}" BaseLoc={quoteattr(place)}/>' for index, place in enumerate(locations)
    )
    document = (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    root = (
        f'<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    members = {"OFD.xml": root, "Doc_0/Document.xml": document}
    members |= {f"Doc_0/Pages/Page_{index}/Content.xml": content for index, content in enumerate(pages)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (members | (parts or {})).items():
            if content is not None:
                archive.writestr(name, content)
    return target.getvalue()
