"""Files whose bytes, parts or tags were harmed: a text, or one line that says why there is none."""

import io
import os
import random

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import flipped, plan, repacked, shuffled
from reportlab.pdfgen.canvas import Canvas

from policycmp.errors import ReadError
from policycmp.readers import Bounds, Input, read_document

EXAMPLES = int(os.environ.get("POLICYCMP_FUZZ", "400")) // 8
BOUNDS = Bounds(megabytes=256, seconds=20)


def word():
    document = WordDocument()
    document.add_heading("定西市科技创新方案", 1)
    document.add_paragraph("到2025年，企业达到100家。", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "指标"
    document.save(target := io.BytesIO())
    return target.getvalue()


def pdf():
    drawing = Canvas(target := io.BytesIO(), pageCompression=0)
    for page in range(2):
        drawing.drawString(72, 700, f"plan {page}: 100 by 2025")
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def page(mixed):
    text = plan(mixed).replace("\n", "</p><p>")
    return shuffled(
        f"<html><body><div><p>{text}</p><table><tr><td>1</td></tr></table></div></body></html>", mixed
    )


WORD, PDF = word(), pdf()
MAKERS = {
    "txt": lambda mixed: flipped(plan(mixed).encode("gb18030", "replace"), mixed),
    "md": lambda mixed: flipped(plan(mixed).encode("utf-8", "replace"), mixed),
    "html": lambda mixed: page(mixed).encode("utf-8", "replace"),
    "mht": lambda mixed: flipped(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        + page(mixed).encode("utf-8", "replace")
        + b"\n--b--\n",
        mixed,
    ),
    "flipped.docx": lambda mixed: flipped(WORD, mixed),
    "repacked.docx": lambda mixed: repacked(WORD, mixed),
    "pdf": lambda mixed: flipped(PDF, mixed),
}


def read(name, content):
    """Read bytes as a file of a name; give the text, or the line that refuses it."""
    told = ""
    try:
        document = read_document(Input(f"plan.{name}", "plan"), content=content, bounds=BOUNDS)
    except ReadError as error:
        told = str(error)
    assert "\n" not in told
    if told:
        return told
    assert all(mask.span.end <= len(document.text) for mask in document.masks)
    assert all("\n" not in issue.message for issue in document.issues)
    return document.text


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=EXAMPLES)
@given(seed=st.integers(0, 1 << 32))
def test_a_harmed_file(name, seed):
    content = MAKERS[name](random.Random(seed))
    assert "takes more than" not in read(name, content)
