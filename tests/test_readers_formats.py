"""Each format gives the text that a careful reader would see, and what cannot be read says why in one line."""

import io
import shutil
import zipfile
import zlib
from pathlib import Path

import pytest
import yaml
from docx import Document as WordDocument
from reportlab.lib import pagesizes, pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from policycmp.errors import ReadError
from policycmp.readers import docx_parts, pdf_file, read_document
from policycmp.readers.docx import read_docx
from policycmp.readers.html import read_html
from policycmp.readers.inputs import Input
from policycmp.readers.list_numbers import format_number
from policycmp.readers.markdown import read_markdown
from policycmp.readers.pdf import read_pdf
from policycmp.readers.reading import Raw

FOLDER = Path(__file__).parent / "cases/readers"
DOCX, HTML, MARKDOWN, NUMBERS = (
    yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    for name in ("docx", "html", "markdown", "list_numbers")
)
LINES = [
    "某市科技创新实施方案",
    "一、总体要求",
    "（一）到2027年，全市高新技术企业达到500家以上，研发投入占地区生产总值的比重达到3.5%。",
    "（二）建立多元化科技投入机制，支持企业与高等院校共建研发平台，推动重大成果在本市转化。",
    "二、保障措施",
    "（一）各区人民政府要加强领导，落实责任。",
]
NAMESPACES = 'xmlns:w="urn:w" xmlns:mc="urn:mc"'
NUMBERING = f"""<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="Topic"><w:name w:val="Topic"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>"""
ROOT_RELATIONS = (
    '<Relationships><Relationship Type="urn:x/officeDocument" Target="word/document.xml"/></Relationships>'
)
RELATIONS = (
    '<Relationships><Relationship Type="urn:x/numbering" Target="numbering.xml"/>'
    '<Relationship Type="urn:x/styles" Target="/word/styles.xml"/></Relationships>'
)


def package(body: str, **parts: str) -> bytes:
    members = {
        "_rels/.rels": ROOT_RELATIONS,
        "word/_rels/document.xml.rels": RELATIONS,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": NUMBERING,
        "word/styles.xml": STYLES,
    } | parts
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def refusal(tmp_path, content: bytes, ending: str = ".docx") -> str:
    path = tmp_path / f"plan{ending}"
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read_document(Input(str(path), "plan"))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def canvas(target: io.BytesIO, **options) -> Canvas:
    drawing = Canvas(target, pagesize=pagesizes.A4, **options)
    drawing.setFont("STSong-Light", 14)
    return drawing


pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def pdf(pages: list[list[tuple[float, float, str]]], **options) -> bytes:
    drawing = canvas(target := io.BytesIO(), **options)
    for page in pages:
        drawing.setFont("STSong-Light", 14)
        for x, y, text in page:
            drawing.drawString(x, y, text)
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def broken(lines: list[str], left: float = 72, right: float = 520) -> list[tuple[float, float, str]]:
    """Break paragraphs at the width of a page, the first line of each indented by two characters."""
    placed = []
    for line in lines:
        x, row = left + 28, ""
        for character in line:
            if x + pdfmetrics.stringWidth(row + character, "STSong-Light", 14) > right:
                placed.append((x, row))
                x, row = left, ""
            row += character
        placed.append((x, row))
    return [(x, 740 - 24 * index, row) for index, (x, row) in enumerate(placed)]


def word() -> bytes:
    document = WordDocument()
    for line in LINES:
        document.add_paragraph(line)
    document.save(target := io.BytesIO())
    return target.getvalue()


PAGE = ('<meta charset="big5"><body>' + "".join(f"<p>{line}</p>" for line in LINES)).encode("gb18030")
SAVED = {
    "plan.txt": "\n".join(LINES).encode("gb18030"),
    "plan.md": "\n\n".join(
        [f"# {LINES[0]}", f"## {LINES[1]}", *LINES[2:5], f"**{LINES[5][:3]}**{LINES[5][3:]}"]
    ).encode(),
    "plan.html": PAGE,
    "plan.mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
    + PAGE
    + b"\n--x--\n",
    "plan.docx": word(),
    "plan.pdf": pdf([broken(LINES)]),
}


@pytest.mark.parametrize("name", sorted(SAVED))
def test_the_same_plan_reads_the_same_in_every_format(tmp_path, name):
    (tmp_path / name).write_bytes(SAVED[name])
    document = read_document(Input(str(tmp_path / name), "plan"))
    assert [line for line in document.text.split("\n") if line] == LINES
    assert document.format == name.rpartition(".")[2]
    assert document.issues == ()


@pytest.mark.parametrize("case", DOCX, ids=lambda case: case["name"])
def test_docx(case):
    reading = read_docx(Raw(package(case["body"])))
    assert reading.text.split("\n")[:-1] == case["lines"]
    assert [mask.span.of(reading.text) for mask in reading.masks] == case.get("masked", [])


@pytest.mark.parametrize(("value", "style", "text"), NUMBERS)
def test_list_numbers(value, style, text):
    assert format_number(value, style) == text


@pytest.mark.parametrize("case", HTML, ids=lambda case: case["name"])
def test_html(case):
    reading = read_html(Raw(case["page"].encode()))
    assert reading.text.split("\n")[:-1] == case["lines"]
    assert [case["warning"] in issue.message for issue in reading.issues] == [True] * ("warning" in case)


@pytest.mark.parametrize("case", MARKDOWN, ids=lambda case: case["source"][:12])
def test_markdown(case):
    reading = read_markdown(Raw(case["source"].encode()))
    assert [line.strip() for line in reading.text.split("\n") if line.strip()] == case["lines"]


def test_front_matter_is_masked():
    reading = read_markdown(Raw("---\ntitle: 规划\n---\n正文".encode()))
    assert [mask.span.of(reading.text) for mask in reading.masks] == ["---\ntitle: 规划\n---"]


def test_footnotes_follow_the_text_and_are_masked():
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>注释</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"
    relations = RELATIONS.replace(
        "</Rel", '<Relationship Type="urn:x/footnotes" Target="footnotes.xml"/></Rel'
    )
    body = '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    parts = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relations}
    reading = read_docx(Raw(package(body, **parts)))
    assert reading.text == "正文\n注释\n"
    assert [mask.span.of(reading.text) for mask in reading.masks] == ["注释"]


def test_pdf_furniture_goes_and_sentences_run_on_over_pages():
    rest = "支持龙头企业牵头组建创新联合体，承担重大科技攻关任务，对绩效优良的给予奖励，并予以保障。"
    sentences = [f"（{number}）{rest}" for number in "一二三四五六七八九十"]
    rows = [(x, row) for x, _, row in broken(sentences)]
    pages = []
    for number in range(3):
        here = rows[number * 7 : number * 7 + 7]
        body = [(x, 740 - 80 * index, row) for index, (x, row) in enumerate(here)]
        pages.append([(200, 800, "某市人民政府公报"), *body, (290, 40, f"- {number + 1} -")])
    reading = read_document_of(pdf(pages))
    assert reading.text.split("\n")[:-1] == sentences
    assert "6 page headers, footers and page numbers" in reading.issues[-1].message


def read_document_of(content: bytes):
    return read_pdf(Raw(content))


def test_pdf_tables_are_rows():
    style = [("FONT", (0, 0), (-1, -1), "STSong-Light"), ("GRID", (0, 0), (-1, -1), 1, "black")]
    target = io.BytesIO()
    SimpleDocTemplate(target).build([Table([["指标", "2027年"], ["高新技术企业", "500家"]], style=style)])
    assert read_document_of(target.getvalue()).text == "指标 | 2027年\n高新技术企业 | 500家\n"


def test_pdf_columns_are_read_one_after_the_other():
    left = [(60, 700 - 24 * i, f"左栏第{i}行加快建设创新平台和载体") for i in range(15)]
    right = [(320, 700 - 24 * i, f"右栏第{i}行培育高新技术企业和人才") for i in range(15)]
    text = read_document_of(pdf([[*left, *right]])).text
    assert text.index("左栏第14行") < text.index("右栏第0行")


def test_pdf_quotes_from_another_font_stay_in_their_places():
    page = [(72, 700, "实施"), (114, 700, "计划"), (100, 700, "“"), (142, 700, "”")]
    assert read_document_of(pdf([page])).text == "实施“计划”\n"


def test_encrypted_files_say_so(tmp_path):
    locked = pdf([[(72, 700, "规划")]], encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    assert "is encrypted" in refusal(tmp_path, locked, ".pdf")
    content = bytearray(package("<w:p/>"))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = -1
        while (start := content.find(signature, start + 1)) >= 0:
            content[start + place] |= 1
    assert "is encrypted" in refusal(tmp_path, bytes(content))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_files_are_refused_or_told(tmp_path, share):
    document = word()
    assert "cut off or damaged" in refusal(tmp_path, document[: int(len(document) * share)])
    content = SAVED["plan.pdf"]
    path = tmp_path / "plan.pdf"
    path.write_bytes(content[: int(len(content) * share)])
    try:
        told = read_document(Input(str(path), "plan")).issues[0].message
    except ReadError as error:
        told = str(error)
    assert "damaged" in told


def test_a_pdf_that_cannot_be_opened_is_repaired_and_the_repair_is_told(monkeypatch):
    content = SAVED["plan.pdf"]
    opened = pdf_file._open

    def strict(file):
        if file == content:
            raise ReadError(pdf_file._DAMAGED)
        return opened(file)

    monkeypatch.setattr("policycmp.readers.documents._APART", frozenset())
    monkeypatch.setattr(pdf_file, "_open", strict)
    reading = read_document_of(content)
    assert reading.text.split("\n")[:-1] == LINES
    assert "was repaired" in reading.issues[0].message


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("policycmp.readers.documents._APART", frozenset())
    monkeypatch.setattr(docx_parts, "MOST_PART_BYTES", 1024 * 1024)
    assert "is larger than 1 MB" in refusal(tmp_path, package("<w:p/>" + " " * 8 * 1024 * 1024))
    monkeypatch.undo()
    assert "packed more than 400 times" in refusal(tmp_path, package("<w:p/>" + " " * 8 * 1024 * 1024))


def test_a_pdf_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("policycmp.readers.documents._APART", frozenset())
    monkeypatch.setattr(pdf_file, "MOST_STREAM_BYTES", 1024 * 1024)
    packed = zlib.compress(b"0" * 8 * 1024 * 1024)
    content = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream"
    assert "unpacks to more than 1 MB" in refusal(tmp_path, content, ".pdf")
    twice = b"%PDF-1.4\n1 0 obj\n<</Filter [/FlateDecode /FlateDecode]>>\nstream\nx\nendstream"
    assert "unpacks" in refusal(tmp_path, twice, ".pdf")


def test_a_pdf_whose_forms_draw_each_other_ten_times_over_does_not_hang(tmp_path, monkeypatch):
    monkeypatch.setattr("policycmp.readers.documents._APART", frozenset())
    monkeypatch.setattr(pdf_file, "MOST_FIGURES", 200)

    def form(number: int, kind: str, inner: int) -> bytes:
        names = b"/Resources <</XObject <</F %d 0 R>>>>" % inner
        head = b"%d 0 obj\n<<%b%b/Length 60>>\nstream\n" % (number, kind.encode(), names)
        return head + b"/F Do " * 10 + b"\nendstream\nendobj\n"

    page = b"/Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources <</XObject <</F 5 0 R>>>>"
    content = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    content += b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<<" + page + b">>\nendobj\n"
    content += form(4, "", 5) + b"".join(
        form(number, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", number + 1) for number in range(5, 14)
    )
    assert "do not trust it" in refusal(tmp_path, content + b"trailer\n<</Root 1 0 R/Size 15>>\n", ".pdf")


def test_an_entity_bomb_is_refused(tmp_path):
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = package(
        "", **{"word/document.xml": f"{bomb}<w:document {NAMESPACES}><w:body>&b;</w:body></w:document>"}
    )
    assert "XML entities" in refusal(tmp_path, content)


@pytest.mark.parametrize("content", ["<w:p", "", "<a/>" * 3])
def test_a_broken_part_is_refused(tmp_path, content):
    assert "damaged" in refusal(tmp_path, package("", **{"word/document.xml": content}))


def test_a_page_as_deep_as_old_editors_nest_them_is_read_whole(tmp_path):
    path = tmp_path / "plan.html"
    path.write_text(
        "<html><body>" + "<font><span>" * 900 + "<p>到2025年，企业达到100家。</p>", encoding="utf-8"
    )
    assert read_document(Input(str(path), "plan")).text == "到2025年，企业达到100家。\n"


def test_a_page_too_deep_to_be_parsed_is_told(tmp_path):
    text = "<p>正文。</p>" + "<div>" * 50_000 + "<p>深处。</p>"
    assert "is nested" in refusal(tmp_path, text.encode(), ".html")


def test_a_very_deep_word_file_is_refused(tmp_path):
    assert "damaged" in refusal(tmp_path, package("<w:sdt>" * 5000 + "</w:sdt>" * 5000))


def script(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    (folder / name).chmod(0o755)


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def test_an_old_word_file_names_the_package_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "takes antiword or LibreOffice to read; install one" in refusal(tmp_path, OLD_WORD, ".doc")
    assert "takes LibreOffice to read" in refusal(tmp_path, b"{\\rtf1 x}", ".doc")


@pytest.mark.skipif(shutil.which("sh") is None, reason="has no shell for the stand-ins of the converters")
def test_an_old_word_file_is_read_by_antiword_and_else_by_office(tmp_path, monkeypatch):
    path = tmp_path / "plan.doc"
    path.write_bytes(OLD_WORD)
    shell = shutil.which("sh")
    (tmp_path / "plan.docx").write_bytes(word())
    script(tmp_path / "bin", "antiword", "echo '一、总体要求'; echo '|指标 |目标 |'")
    script(tmp_path / "bin", "soffice", f'{shutil.which("cp")} {tmp_path}/plan.docx "$7/plan.docx"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert shell is not None
    assert read_document(Input(str(path), "plan")).text == "一、总体要求\n指标 | 目标\n"
    script(tmp_path / "bin", "antiword", "exit 1")
    assert read_document(Input(str(path), "plan")).text.split("\n")[:-1] == LINES
    script(tmp_path / "bin", "soffice", "exit 0")
    assert "cannot read" in refusal(tmp_path, OLD_WORD, ".doc")
