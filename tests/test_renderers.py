"""The registry of formats, and the cases of wrapping, showing and escaping."""

import json
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from weakref import WeakSet

import pytest
import yaml

from policycmp.errors import UsageError
from policycmp.models import Cell, Column, Row, Table
from policycmp.renderers import FORMATS, RENDERERS, format_of, json_chunks, render, render_json
from policycmp.renderers.csv import guard
from policycmp.renderers.json import _chunks
from policycmp.renderers.markdown import escape
from policycmp.renderers.visible import _PLAIN, _substitute, encodable, visible
from policycmp.renderers.wrapping import wrap

CASES = Path(__file__).parent / "cases" / "renderers"
SMALL = Table("t", "Title", "Stub", (Column("a", "A"),), (Row("r", "Row", (Cell("x"),)),))


def cases(file, section=None):
    data = yaml.safe_load((CASES / file).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["text"]) for case in (data[section] if section else data)]


@pytest.mark.parametrize("case", cases("wrapping.yaml"))
def test_wrapping(case):
    assert wrap(case["text"], case["width"]) == case["lines"]


@pytest.mark.parametrize("case", cases("visible.yaml"))
def test_visible(case):
    assert visible(case["text"]) == case["shown"]


def test_what_is_shown_unread_would_be_shown_as_it_is():
    plain = [char for char in map(chr, range(0x110000)) if _PLAIN.fullmatch(char)]
    assert len(plain) > 20_000
    assert all(_substitute(char) == char for char in plain)


@pytest.mark.parametrize("case", cases("escaping.yaml", "markdown"))
def test_markdown_escape(case):
    assert escape(case["text"]) == case["written"]


@pytest.mark.parametrize("case", cases("escaping.yaml", "csv"))
def test_csv_guard(case):
    assert guard(case["text"]) == case["written"]


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "≥ 20家 – “x” é"),
        ("gb18030", "≥ 20家 – “x” é"),
        ("gbk", "≥ 20家 – “x” é"),
        ("ascii", '>= 20? - "x" ?'),
    ],
)
def test_a_poor_console_gets_replacements(encoding, shown):
    assert encodable("≥ 20家 – “x” é", encoding) == shown


def test_every_format_is_a_module_with_a_render_function():
    assert FORMATS == ("table", "markdown", "csv", "json", "jsonl", "xlsx", "html", "latex", "docx")
    for name, format_ in RENDERERS.items():
        assert format_.load() is import_module(f"policycmp.renderers.{format_.module}").render
        rendered = render([SMALL], name)
        assert rendered.startswith(b"PK") if format_.encoding is None else rendered.endswith("\n")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "markdown"),
        ("b/c.CSV", "csv"),
        ("a.b.jsonl", "jsonl"),
        ("a.json", "json"),
        ("a.txt", "table"),
        ("a.xlsx", "xlsx"),
        ("a.htm", "html"),
        ("a.tex", "latex"),
        ("a.docx", "docx"),
        ("a", "table"),
    ],
)
def test_the_ending_of_a_file_tells_its_format(path, name):
    assert format_of(path) == name


def test_an_unknown_ending_is_told_with_the_known_ones():
    with pytest.raises(UsageError, match=r"no format writes \.pdf files.*\.md"):
        format_of("a.pdf")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("markdwon", "did you mean markdown"),
        ("JSON", "did you mean json"),
        ("zzz", r"'zzz': known are table, markdown"),
    ],
)
def test_an_unknown_format_is_told_with_the_known_ones(name, message):
    with pytest.raises(UsageError, match=message):
        render([SMALL], name)


def test_csv_files_carry_a_bom_for_excel():
    assert RENDERERS["csv"].encoding == "utf-8-sig"
    assert {RENDERERS[name].encoding for name in FORMATS if name not in {"csv", "xlsx", "docx"}} == {"utf-8"}


def test_no_tables_are_no_failure():
    assert [render([], name) for name in FORMATS[:5]] == [
        "",
        "",
        "table,group,row,column,text,value,evidence,row_key,column_key\n",
        "[]\n",
        "",
    ]


@pytest.mark.parametrize("indent", [0, 1, 2])
def test_json_is_the_same_part_by_part(indent):
    long, short = ["一" * 90, "二" * 90], {"a": 1, "b": [None, True, Decimal("0.50")]}
    nested = {"rows": [short, {"cells": {"x": long, "y": {}}}, []], "few": [1, 2], "none": {}, "text": "\n"}
    for data in (
        nested,
        long,
        short,
        [],
        {},
        "text",
        [nested, short],
        {"a": "x" * 200},
        {"a": {"b": long, "c": [short, [1]], "d": []}},
    ):
        whole = render_json(data, indent)
        assert whole == _written_at_once(data, indent)
        assert json.loads(whole, parse_float=Decimal) == data
        assert "".join(json_chunks(_as_it_comes(data), indent)) == whole


def _as_it_comes(data, depth=2):
    """Make iterators of lists, as deep as they may stand: in an object of the whole."""
    if isinstance(data, dict) and depth:
        return {key: _as_it_comes(value, depth - 1) for key, value in data.items()}
    return iter(data) if isinstance(data, list) else data


def _written_at_once(data, indent):
    return "".join(_chunks(data, "\n", " " * indent, {}, 0)) + "\n"


def test_json_holds_no_more_than_a_part_of_a_long_list():
    alive = WeakSet()

    class Part(dict):
        """What can be looked after."""

        __hash__ = object.__hash__

    def parts():
        for number in range(50_000):
            part = Part(number=number, text="一" * 300)
            alive.add(part)
            yield part

    most = max(len(alive) for _ in json_chunks({"parts": parts()}))
    assert most <= 2
