"""Page and box of a quote: what stands in the box on the page is what is quoted."""

import io
import json
from decimal import Decimal

import pdfplumber
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table
from typer.testing import CliRunner

from policycmp.cli import app
from policycmp.models import PageLines, PlacedLine, Span
from policycmp.readers import read_document
from policycmp.readers.inputs import Input

PLAN = (
    ["临湖市科技创新行动方案", "一、发展目标", "到2027年，全市高新技术企业达到260家，研发投入强度达到"],
    ["2.6%，技术合同成交额突破80亿元。", "二、建设平台", "新建重点实验室5家，每家给予50万元补助。"],
)
QUOTES = {"260家": 1, "2.6%": 2, "突破80亿元": 2, "5家": 2, "50万元": 2}


@pytest.fixture
def plan(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path / "plan.pdf"
    drawing = Canvas(str(path))
    for page in PLAN:
        drawing.setFont("STSong-Light", 14)
        for index, line in enumerate(page):
            drawing.drawString(72, 740 - 24 * index, line)
        drawing.showPage()
    drawing.save()
    return path


def records(plan, *arguments):
    result = CliRunner().invoke(app, [*arguments, str(plan), "--quiet"])
    assert result.exit_code == 0, result.output
    return result.stdout


def in_box(path, page, box):
    """What is drawn in a box: the characters whose middle it holds."""
    left, top, right, bottom = map(float, box)
    with pdfplumber.open(path) as document:
        drawn = document.pages[page - 1].chars
    return "".join(
        each["text"]
        for each in drawn
        if left <= (each["x0"] + each["x1"]) / 2 <= right
        and top <= (each["top"] + each["bottom"]) / 2 <= bottom
    )


def test_a_commitment_tells_its_page_and_box(plan):
    rows = [json.loads(line) for line in records(plan, "targets", "--list", "--format", "jsonl").splitlines()]
    assert {row["text"]: row["page"] for row in rows} == QUOTES
    for row in rows:
        assert "".join(in_box(plan, row["page"], box) for box in row["box"]) == row["text"]


def test_a_clause_that_runs_on_tells_the_page_where_it_starts(plan):
    rows = [json.loads(line) for line in records(plan, "clauses", "--format", "jsonl").splitlines()]
    assert [(row["page"], len(row["box"])) for row in rows] == [(1, 2), (2, 2)]


def test_a_sentence_behind_a_cell_names_its_page(plan):
    assert "plan.pdf, p. 2" in records(plan, "targets", "--format", "markdown")
    assert "plan.pdf, p. 1" in records(plan, "show", "--id", "plan/一")


def test_a_row_of_a_table_has_its_own_box(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = [("FONT", (0, 0), (-1, -1), "STSong-Light"), ("GRID", (0, 0), (-1, -1), 1, "black")]
    target = io.BytesIO()
    SimpleDocTemplate(target).build([Table([["指标", "2027年"], ["高新技术企业", "500家"]], style=style)])
    document = read_document(Input(str(tmp_path / "plan.pdf"), "plan"), content=target.getvalue())
    start = document.text.index("500家")
    (box,) = document.lines.boxes(Span(start, start + 4), document.text)
    (head,) = document.lines.boxes(Span(0, 2), document.text)
    assert box.page == 1
    assert box.y0 >= head.y1 - 1


def test_a_format_without_pages_has_no_boxes(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(PLAN[0]), encoding="utf-8")
    assert "page" not in json.loads(records(path, "targets", "--list", "--format", "jsonl").splitlines()[0])
    assert PageLines().page(0) is None
    assert PageLines().boxes(Span(0, 1), "一") == ()


def test_a_box_is_as_wide_as_its_part_of_the_line():
    lines = PageLines.of(
        [PlacedLine(0, 1, (100, 50, 190, 60)), PlacedLine(11, 2, (100, 50, 180, 64), is_row=True)]
    )
    text = "一二三四五六七1234八九"
    (box,) = lines.boxes(Span(2, 4), text)
    assert (box.page, box.x0, box.x1) == (1, Decimal(120), Decimal(140))
    (box,) = lines.boxes(Span(7, 9), text)
    assert (box.x0, box.x1) == (Decimal(170), Decimal(180))
    assert [(each.page, each.x0) for each in lines.boxes(Span(8, 13), text)] == [
        (1, Decimal(175)),
        (2, Decimal(100)),
    ]
    assert lines.page(11) == 2
