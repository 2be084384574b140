"""A plan keeps its paths, headings and topics, whatever the format, the encoding and the characters that hold it."""

import functools
import html
import io
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.readers import read_document
from policycmp.readers.inputs import Input

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
