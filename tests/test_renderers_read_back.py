"""Markdown, CSV and JSON read back by parsers that are not ours: cell for cell what the table says."""

import csv
import io
import json
import re
from decimal import Decimal
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from renderers_hostile import labels, steady, tables, texts, values

from policycmp.models import Cell, Column, Row, Table
from policycmp.renderers import render, render_json, render_jsonl
from policycmp.renderers.visible import visible

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
MOST_COLUMNS = 8
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=12,
)


def inline_text(token):
    """The text of an inline token; a name in bold is told from a plain text by a mark."""
    parts = {"softbreak": "\n", "hardbreak": "\n", "strong_open": "<b>", "strong_close": "</b>"}
    html = {"<br>": "\n", "<!-- -->": ""}
    text = "".join(
        html[child.content] if child.type == "html_inline" else parts.get(child.type, child.content)
        for child in token.children
    )
    assert {child.type for child in token.children} <= {
        "text",
        "html_inline",
        "text_special",
        "strong_open",
        "strong_close",
    }
    return text


def read_markdown(text):
    """The rows of every table, head first, and the other inline texts with their tags."""
    tokens = MARKDOWN.parse(text)
    read, others = [], []
    for previous, token in pairwise(tokens):
        if previous.type == "table_open":
            read.append([])
        elif previous.type == "tr_open":
            read[-1].append([])
        if token.type == "inline" and previous.type in ("th_open", "td_open"):
            read[-1][-1].append(inline_text(token))
        elif token.type == "inline":
            others.append((previous.tag, inline_text(token)))
    return read, others


def expected_rows(table, run):
    rows = [[visible(table.stub), *(visible(table.columns[index].label) for index in run)]]
    grouped = False
    for group, members in groupby(table.rows, key=lambda row: row.group):
        if group or grouped:
            rows.append([f"<b>{visible(group)}</b>" if visible(group) else "", *("" for _ in run)])
        grouped = bool(group)
        rows += [[visible(row.label), *(visible(row.cells[index].text) for index in run)] for row in members]
    return rows


@steady
@given(tables())
def test_markdown_tables_read_back_the_same(table):
    read, _ = read_markdown(render([table], "markdown"))
    columns = iter(range(len(table.columns)))
    runs = [[next(columns) for _ in rows[0][1:]] for rows in read]
    assert sum(map(len, runs)) == len(table.columns)
    assert max(map(len, runs)) <= MOST_COLUMNS
    assert read == [expected_rows(table, run) for run in runs]


@steady
@given(labels, st.lists(labels, max_size=3))
def test_markdown_titles_and_notes_read_back_the_same(title, notes):
    table = Table("t", title, "stub", (Column("a", "A"),), (), tuple(notes))
    _, others = read_markdown(render([table], "markdown"))
    heading = " ".join(visible(title).split())
    paragraphs = [visible(note) for note in notes]
    assert others == [("h2", heading)] * bool(heading) + [("p", note) for note in paragraphs]


@pytest.mark.parametrize(
    "note",
    [
        "# a",
        "- a",
        "+ a",
        "> a",
        "1. a",
        "10) a",
        "---",
        "===",
        "    a",
        "| a |",
        "[a]: b",
        "~~~",
        "```",
        "<div>",
        "a\n# b",
    ],
)
def test_markdown_notes_are_paragraphs_whatever_they_begin_with(note):
    table = Table("t", "", "S", (), (), (note, note))
    assert read_markdown(render([table], "markdown"))[1] == [("p", note)] * 2


def test_markdown_aligns_numbers_to_the_right():
    columns = (Column("a", "A"), Column("b", "B", numeric=True))
    table = Table("t", "T", "S", columns, (Row("r", "R", (Cell("x"), Cell("5"))),))
    assert render([table], "markdown") == "## T\n\n| S | A | B |\n| --- | --- | ---: |\n| R | x | 5 |\n"


def unguarded(text):
    return text[1:] if re.match(r"''*\s*[=+\-@＝＋－＠]|''*[\t\n]", text) else text


@steady
@given(st.lists(tables(), max_size=2), st.sampled_from(",;\t"))
def test_csv_reads_back_the_same(some, delimiter):
    written = render(some, "csv", delimiter=delimiter)
    read = list(csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter))
    expected = [
        (
            table.key,
            row.group,
            row.label,
            column.label,
            cell.text,
            cell.value,
            " ".join(cell.evidence),
            row.key,
            column.key,
        )
        for table in some
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if not cell.is_blank
    ]
    assert len(read) == len(expected)
    for fields, values_ in zip(read, expected, strict=True):
        *before, value, evidence, row_key, column_key = (unguarded(text) for text in fields.values())
        assert before == [visible(text) for text in values_[:5]]
        assert (Decimal(value) if value else None) == values_[5]
        assert [evidence, row_key, column_key] == [visible(text) for text in values_[6:]]


@steady
@given(tables())
def test_no_csv_field_starts_a_formula(table):
    for fields in csv.reader(io.StringIO(render([table], "csv"), newline="")):
        for text in fields:
            assert not re.match(r"\s*[=+\-@＝＋－＠]", text) or re.fullmatch(r"[+-]?[\d,.]+%?", text)


@steady
@given(st.lists(tables(), max_size=2))
def test_json_reads_back_the_same(some):
    read = json.loads(render(some, "json"), parse_float=Decimal)
    assert len(read) == len(some)
    for table, parsed in zip(some, read, strict=True):
        assert parsed["columns"] == [
            {
                "key": column.key,
                "label": column.label,
                "numeric": column.numeric,
                "benchmark": column.benchmark,
            }
            for column in table.columns
        ]
        assert [(row["key"], row["label"], row["group"]) for row in parsed["rows"]] == [
            (row.key, row.label, row.group) for row in table.rows
        ]
        assert [[tuple(cell.values()) for cell in row["cells"].values()] for row in parsed["rows"]] == [
            [(cell.text, cell.value, list(cell.evidence)) for cell in row.cells if not cell.is_blank]
            for row in table.rows
        ]
        assert (parsed["title"], parsed["stub"], parsed["notes"]) == (
            table.title,
            table.stub,
            list(table.notes),
        )


@steady
@given(st.lists(tables(), max_size=2))
def test_jsonl_is_the_long_table(some):
    read = [json.loads(line, parse_float=Decimal) for line in render(some, "jsonl").split("\n")[:-1]]
    assert [
        (row["table"], row["row"], row["column"], row["text"], row["value"], row["evidence"]) for row in read
    ] == [
        (table.key, row.label, column.label, cell.text, cell.value, list(cell.evidence))
        for table in some
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if not cell.is_blank
    ]


@steady
@given(plain)
def test_json_is_that_of_the_standard_library(data):
    assert json.loads(render_json(data)) == data
    assert json.loads(render_jsonl([data])) == data


def test_short_parts_of_json_stand_on_one_line():
    data = {"a": [1, {"b": None}, [], {}], "市": "定西 “x” \n", "c": True}
    line = json.dumps(data, ensure_ascii=False)
    assert render_json(data) == line + "\n"
    assert render_jsonl([data, data]) == 2 * (line + "\n")
    long = {"short": data, "long": ["x" * 100, ["y" * 100]], "none": []}
    assert render_json(long) == (
        f'{{\n "short": {line},\n "long": [\n  "{"x" * 100}",\n  ["{"y" * 100}"]\n ],\n "none": []\n}}\n'
    )
    assert render_json(long, indent=4).splitlines()[1] == f'    "short": {line},'


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0.87", "0.87"),
        ("1300000000", "1300000000"),
        ("1E+2", "100"),
        ("5.00", "5"),
        ("2.70", "2.7"),
        ("1E-7", "0.0000001"),
        ("-0.0", "0"),
        ("-3.5", "-3.5"),
        ("123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"),
    ],
)
def test_numbers_are_written_in_full(number, written):
    assert render_json(Decimal(number)) == f"{written}\n"


@steady
@given(values.filter(lambda value: value is not None))
def test_numbers_keep_their_value(value):
    assert Decimal(render_json(value)) == value


@pytest.mark.parametrize(
    ("data", "error"),
    [(1.5, TypeError), ({1: 2}, TypeError), ({1, 2}, TypeError), (Decimal("NaN"), ValueError)],
)
def test_what_is_no_plain_data_is_refused(data, error):
    with pytest.raises(error):
        render_json({"x": [data]})


@steady
@given(texts)
def test_json_holds_no_character_that_a_terminal_obeys(text):
    written = render_json([text])
    written.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written)
