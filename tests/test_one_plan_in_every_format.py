"""A plan keeps its paths, headings and topics, whatever the format, the encoding and the characters that hold it."""

import functools
import html
import io
import re
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.readers import read_document
from policycmp.readers.inputs import Input
from tests.ofd_files import ofd, typeset

ROOT = Path(__file__).parent
SAMPLES = ("dingxi-2020", "hubei-2020", "jingzhou-2020", "nantong-2016", "zhumadian-2019")
TABLE = (ROOT / "cases/readers/traditional.txt").read_text(encoding="utf-8").splitlines()
TRADITIONAL = str.maketrans(*(line for line in TABLE if not line.startswith("#")))


def traditional(text):
    return text.translate(TRADITIONAL)


def markdown(lines):
    title, *rest = lines
    return "\n\n".join([f"# {title}", *rest]).encode()


def page(lines, encoding, written=str):
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/a'>政务公开</a></li></ul>"
    body = "".join(f"<p>　　{html.escape(line)}</p>\n" for line in lines)
    source = written(
        f"<html><head><meta charset={encoding}><title>某市政府网</title></head><body>{menu}"
        f"<div id='zoom'>{body}</div><div>【打印本页】【关闭窗口】</div></body></html>"
    )
    return source.encode("gb18030" if encoding == "gb2312" else encoding)


def word(lines):
    document = WordDocument()
    for line in lines:
        document.add_paragraph(line)
    document.save(target := io.BytesIO())
    return target.getvalue()


def pdf(lines):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle(
        "plan", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24
    )
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build([Paragraph(html.escape(line), style) for line in lines])
    return target.getvalue()


FORMATS = {
    "utf-8.txt": lambda lines: "\n".join(lines).encode(),
    "utf-16.txt": lambda lines: "\r\n".join(lines).encode("utf-16"),
    "gb18030.txt": lambda lines: "\r\n".join(lines).encode("gb18030"),
    "big5.txt": lambda lines: traditional("\n".join(lines)).encode("big5hkscs"),
    "traditional.txt": lambda lines: traditional("\n".join(lines)).encode(),
    "plan.md": markdown,
    "utf-8.html": lambda lines: page(lines, "utf-8"),
    "gb2312.html": lambda lines: page(lines, "gb2312"),
    "big5.html": lambda lines: page(lines, "big5hkscs", traditional),
    "plan.docx": word,
    "traditional.docx": lambda lines: word(list(map(traditional, lines))),
    "plan.pdf": pdf,
    "plan.ofd": lambda lines: ofd(typeset(lines)),
}


@functools.cache
def tools():
    return Tools.of(load_config())


def analyze(path):
    return analyze_document(read_document(Input(str(path), "plan")), tools())


@functools.cache
def saved_as_text(sample):
    return analyze(ROOT.parent / "samples" / f"{sample}.txt")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_plan_is_the_same_in_every_format(tmp_path, sample, name):
    original = saved_as_text(sample)
    lines = [line.strip() for line in original.document.text.split("\n") if line.strip()]
    path = tmp_path / name
    path.write_bytes(FORMATS[name](lines))
    found = analyze(path)
    written = traditional if name.startswith(("big5", "traditional")) else str
    assert [clause.path for clause in found.clauses] == [
        tuple(map(written, clause.path)) for clause in original.clauses
    ]
    assert [clause.heading for clause in found.clauses] == [
        written(clause.heading) for clause in original.clauses
    ]
    assert [[topic.id for topic in clause.topics] for clause in found.clauses] == [
        [topic.id for topic in clause.topics] for clause in original.clauses
    ]
    assert [(target.value, target.unit, target.deadline) for target in found.targets] == [
        (target.value, target.unit, target.deadline) for target in original.targets
    ]
    assert found.metadata.region.code == original.metadata.region.code
    assert found.document.issues == ()


PLAN = [
    "临湖市科技创新三年行动方案（2024—2026年）",
    "为深入实施创新驱动发展战略，加快建设创新型城市，结合我市实际，制定本方案。",
    "一、总体目标",
    (
        "到2026年，全市高新技术企业达到260家，研发投入占地区生产总值比重达到2.6%，规模以上工业企业研发机构覆盖率达到65%，"
        "技术合同成交额突破80亿元。"
    ),
    "二、重点任务",
    "（一）壮大创新主体。每年新增科技型中小企业150家以上，培育专精特新企业40家，支持企业建设省级研发机构，不断提升企业的创新能力和核心竞争力。",
    "（二）建设创新平台。到2025年，新建省级重点实验室5家、院士工作站3家，市财政每年安排科技创新券2000万元，支持企业购买创新服务。",
    "（三）强化金融支持。设立规模10亿元的科技创新基金，对首次认定的高新技术企业给予一次性奖励20万元，科技贷款余额年均增长12%左右。",
    "三、保障措施",
    "（一）加强组织领导。市科技创新领导小组统筹协调各项工作，各部门要密切配合，形成工作合力。",
    "（二）强化督导考核。将科技创新工作纳入年度目标考核，每季度通报一次工作进展情况。",
]


def wrapped(lines, width):
    """Break each line at a width, as pdftotext and e-mail do."""
    return "\n".join(
        line[start : start + width] for line in lines for start in range(0, len(line), width)
    ).encode()


def letterspaced(lines):
    return "\n".join(re.sub(r"(?<=\d)(?=[\d%])", " ", line) for line in lines).encode()


def as_ocr_reads(lines):
    """Blanks among the characters, O for nought behind a digit, points set apart, lines of one width."""
    text = "\n".join(re.sub(r"(?<=\d)0(?=[0万亿])", "O", line).replace("2.6%", "2· 6%") for line in lines)
    return "\n".join(
        re.sub(r"(?<=[\u4e00-\u9fff])(?=\d+[家万亿])", " ", line[start : start + 30])
        for line in text.split("\n")
        for start in range(0, len(line), 30)
    ).encode()


def drawn(pages):
    """A PDF of pages, each a list of places and what is drawn there."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    drawing = Canvas(target := io.BytesIO(), pagesize=A4)
    for page_ in pages:
        drawing.setFont("STSong-Light", 12)
        for x, y, text in page_:
            drawing.drawString(x, y, text)
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def broken(lines, width):
    """Lines as wide as so many characters, the first of each paragraph indented by two; figures are half as wide."""
    rows = []
    for line in lines:
        indent, row, room = 24, "", width - 2.0
        for character in line:
            wide = 0.5 if character.isascii() else 1
            if wide > room:
                rows.append((indent, row))
                indent, row, room = 0, "", float(width)
            row, room = row + character, room - wide
        rows.append((indent, row))
    return rows


def two_columns(lines):
    rows = broken(lines, 18)
    half = (len(rows) + 1) // 2
    columns = ((60, rows[:half]), (320, rows[half:]))
    return drawn(
        [
            [
                (left + indent, 760 - 20 * index, row)
                for left, part in columns
                for index, (indent, row) in enumerate(part)
            ]
        ]
    )


def booklet(lines):
    """Small pages with a running head and a number each; a sentence runs on over their edges."""
    rows = broken(lines, 22)
    pages = [rows[start : start + 6] for start in range(0, len(rows), 6)]
    return drawn(
        [
            [
                (200, 800, "临湖市政策汇编"),
                *((100 + indent, 740 - 22 * index, row) for index, (indent, row) in enumerate(part)),
                (290, 60, f"— {number} —"),
            ]
            for number, part in enumerate(pages, 1)
        ]
    )


SHAPES = {
    "wrapped at 20.txt": lambda lines: wrapped(lines, 20),
    "wrapped at 35.txt": lambda lines: wrapped(lines, 35),
    "letterspaced.txt": letterspaced,
    "as OCR reads.txt": as_ocr_reads,
    "two columns.pdf": two_columns,
    "booklet.pdf": booklet,
}


@functools.cache
def clean(folder):
    path = folder / "clean.txt"
    path.write_text("\n".join(PLAN), encoding="utf-8")
    return analyze(path)


@pytest.mark.parametrize("name", SHAPES)
def test_a_plan_is_the_same_in_every_shape(tmp_path, name):
    original = clean(tmp_path)
    path = tmp_path / name
    path.write_bytes(SHAPES[name](PLAN))
    found = analyze(path)
    assert len(original.targets) == 12
    assert [
        (target.indicator, target.comparator, target.value, target.unit, target.deadline)
        for target in found.targets
    ] == [
        (target.indicator, target.comparator, target.value, target.unit, target.deadline)
        for target in original.targets
    ]
    assert [clause.heading for clause in found.clauses] == [clause.heading for clause in original.clauses]
    assert found.metadata.region.code == original.metadata.region.code
