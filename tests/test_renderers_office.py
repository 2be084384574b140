"""Workbooks and Word documents read back by openpyxl and python-docx: cell for cell what the table says."""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from renderers_hostile import steady, tables

from policycmp.models import Cell, Column, Evidence, Row, Table, Tabulation
from policycmp.renderers import render
from policycmp.renderers.display import number_format
from policycmp.renderers.paper import page_for
from policycmp.renderers.sheets import sheet_name
from policycmp.renderers.visible import visible

SENTENCES = (Evidence("a", "“甲”=1|2", "甲市, a.txt:3"), Evidence("b", "<b>\\input{x}", "a.txt:4"))


def shown(cell):
    """What a spreadsheet shows of a cell: the text, or the number in its format."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, str):
        return cell.value
    before, digits, after = re.fullmatch(r'(?:"(.*?)")?([#,0.]+)(?:"(.*?)")?', cell.number_format).groups()
    places = len(digits.partition(".")[2])
    sign = "-" if cell.value < 0 else ""
    # Spreadsheets round halves up.
    rounded = abs(Decimal(repr(cell.value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    number = format(rounded, f"{',' if ',' in digits else ''}.{places}f")
    return f"{before or ''}{sign}{number}{after or ''}"


def read_sheet(sheet):
    head, *rows = sheet.iter_rows(min_row=2)
    return [cell.value or "" for cell in head], [[shown(cell) for cell in row] for row in rows]


@steady
@given(tables())
def test_a_sheet_reads_back_the_same(table):
    written = render([table], "xlsx")
    assert written == render([table], "xlsx")
    sheet = load_workbook(BytesIO(written)).worksheets[0]
    grouped = any(row.group for row in table.rows)
    head, rows = read_sheet(sheet)
    labels = [visible(table.stub), *(visible(column.label) for column in table.columns)]
    assert head == (["Group", *labels] if grouped else labels)
    for row, read in zip(table.rows, rows[: len(table.rows)], strict=True):
        expected = [visible(text) for text in (row.label, *(cell.text for cell in row.cells))]
        assert read == ([visible(row.group), *expected] if grouped else expected)
    notes = [row[0] for row in rows[len(table.rows) + 1 :]]
    assert notes == [visible(note) for note in table.notes]
    assert sheet.auto_filter.ref
    assert sheet.freeze_panes == ("C3" if grouped else "B3")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("5", "5", "0"),
        ("5 (13)", "5", '0" (13)"'),
        ("38 by 2020", "38", '0" by 2020"'),
        ("≥ 1,200家", "1200", '"≥ "#,##0"家"'),
        ("2.7 %", "2.7", '0.0" %"'),
        ("-3.2%", "-3.2", '0.0"%"'),
        ("72 (5)", "71.6", '0" (5)"'),
        ("53 (2)", "52.5", '0" (2)"'),
        ("52 (2)", "52.5", None),
        ("5万元", "50000", None),
        ("2020 or 38", "38", '"2020 or "0'),
        ("n/c: total", None, None),
        ("38\n39", "38", None),
        ('38 "x"', "38", None),
        ("less 5", "-5", None),
        ("1234567890123456", "1234567890123456", None),
    ],
)
def test_a_number_takes_a_format_that_shows_the_text_or_none(text, value, code):
    assert number_format(Cell(text, value and Decimal(value))) == code


def test_numbers_and_dates_are_real():
    cells = (
        Cell("38 by 2020", Decimal(38)),
        Cell("0.87", Decimal("0.87")),
        Cell("2020-06-30"),
        Cell("2020-13-01"),
    )
    columns = tuple(Column(str(index), str(index)) for index in range(4))
    table = Table("t", "T", "S", columns, (Row("r", "R", cells),))
    book = load_workbook(BytesIO(render([table], "xlsx")))
    read = [cell.value for cell in book["T"][3]]
    assert read == ["R", 38, 0.87, datetime(2020, 6, 30), "2020-13-01"]  # noqa: DTZ001
    assert [cell.value for cell in book["Numbers"]["E"]] == ["Number", 38, 0.87]


def test_cells_link_to_their_sentences_and_back():
    cells = (Cell("x", evidence=("a", "b")), Cell("y"), Cell("2\n3", evidence=("b", "unknown")))
    table = Table("t", "甲'乙", "S", tuple(Column(key, key) for key in "abc"), (Row("r", "R", cells),))
    provenance = Table(
        "p", "Provenance", "What", (Column("v", "Value"),), (Row("v", "policycmp", (Cell("0"),)),)
    )
    book = load_workbook(BytesIO(render(Tabulation((table,), "", SENTENCES, provenance), "xlsx")))
    assert book.sheetnames == ["甲'乙", "Evidence", "Provenance"]
    links = [cell.hyperlink and cell.hyperlink.location for cell in book["甲'乙"][3]]
    assert links == [None, "'Evidence'!A2:G3", None, "'Evidence'!A4:G4"]
    assert [[cell.value for cell in row] for row in book["Evidence"]["D2:G4"]] == [
        ["B3", "“甲”=1|2", "甲市, a.txt:3", "a"],
        ["B3", "<b>\\input{x}", "a.txt:4", "b"],
        ["D3", "<b>\\input{x}", "a.txt:4", "b"],
    ]
    assert book["Evidence"]["D2"].hyperlink.location == "'甲''乙'!B3"
    assert book["甲'乙"]["D3"].value == "2;\n3"


def test_a_text_longer_than_a_cell_is_cut_and_said():
    table = Table("t", "T", "S", (Column("a", "A"),), (Row("r", "R", (Cell("𠮷" * 20_000),)),))
    sheet = load_workbook(BytesIO(render([table], "xlsx")))["T"]
    assert sheet["B3"].value == "𠮷" * 16_383 + "…"
    assert sheet["A5"].value == "Cut to the 32,767 characters that a cell holds: B3"


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Coverage: clauses", [], "Coverage"),
        ("覆盖：条款数", [], "覆盖"),
        ("Coverage", ["coverage"], "Coverage 2"),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("[a]", [], "Table"),
        ("'a'", [], "a"),
        ("History", [], "History 2"),
    ],
)
def test_sheets_are_named_by_their_titles(title, taken, name):
    assert sheet_name(title, taken) == name


def paragraph_text(paragraph):
    return "".join(run.text for run in paragraph.runs)


def read_word(written):
    """The rows of each table, head first, a group as one cell; whether heads are repeated; other paragraphs."""
    document = Document(BytesIO(written))
    read = []
    for table in document.tables:
        rows = [
            [paragraph_text(cell.paragraphs[0]) for cell in dict.fromkeys(row.cells)] for row in table.rows
        ]
        read.append(rows)
        heads = [
            row._tr.trPr is not None and row._tr.trPr.find(f"{{{row._tr.nsmap['w']}}}tblHeader") is not None
            for row in table.rows
        ]
        assert heads == [True] + [False] * (len(rows) - 1)
    return read, [paragraph_text(paragraph) for paragraph in document.paragraphs if paragraph.runs]


@steady
@given(st.lists(tables(), max_size=2))
def test_word_tables_read_back_the_same(some):
    written = render(some, "docx")
    assert written == render(some, "docx")
    read, paragraphs = read_word(written)
    read = iter(read)
    for table in some:
        seen = 0
        while seen < len(table.columns) or (seen == 0 and not table.columns):
            rows = next(read)
            run = range(seen, seen + len(rows[0]) - 1)
            assert rows == expected_rows(table, run)
            seen += len(run)
            if not table.columns:
                break
    assert not list(read)
    assert [text for text in paragraphs if text] == [
        text for table in some for text in titles_and_notes(table, page_for(Tabulation(tuple(some)))) if text
    ]


def expected_rows(table, run):
    rows = [[visible(table.stub), *(visible(table.columns[index].label) for index in run)]]
    for group, members in groupby(table.rows, key=lambda row: row.group):
        rows += [[visible(group)]] if group else []
        rows += [[visible(row.label), *(visible(row.cells[index].text) for index in run)] for row in members]
    return rows


def titles_and_notes(table, page):
    count = len(page.blocks(table))
    title = " ".join(table.title.split())
    if title:
        yield visible(title)
        yield from [visible(f"{title} (continued)")] * (count - 1)
    yield from map(visible, table.notes)


def test_word_keeps_the_sentences_in_endnotes():
    cells = (Cell("x", evidence=("a", "b")), Cell("y"), Cell("z", evidence=("b",)))
    table = Table("t", "T", "S", tuple(Column(key, key) for key in "abc"), (Row("r", "R", cells),))
    written = render(Tabulation((table,), "", SENTENCES), "docx")
    document = Document(BytesIO(written))
    body = document.element.body
    marks = body.findall(".//{*}endnoteReference")
    assert [mark.get(f"{{{body.nsmap['w']}}}id") for mark in marks] == ["1", "2"]
    part = next(each for each in document.part.package.iter_parts() if each.partname == "/word/endnotes.xml")
    assert "“甲”=1|2 (甲市, a.txt:3)" in part.blob.decode()
    assert part.blob.decode().count("&lt;b&gt;\\input{x} (a.txt:4)") == 2


def test_archives_carry_no_clock():
    for name in ("xlsx", "docx"):
        with ZipFile(BytesIO(render([Table("t", "T", "S", (), ())], name))) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
