"""The terminal: lines up at every width, loses nothing, breaks no number, obeys nothing."""

import re
import unicodedata
from itertools import groupby
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from renderers_hostile import NUMBERS, labels, steady, tables
from rich.cells import cell_len
from wcwidth import wcwidth

from policycmp.models import Cell, Column, Row, Table
from policycmp.renderers import render
from policycmp.renderers.visible import visible
from policycmp.renderers.wrapping import measure_for, wrap

CASES = Path(__file__).parent / "cases" / "renderers"
WIDTHS = (80, 120, 200)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
quiet_labels = labels.filter(lambda text: not set("│┼─|+-") & set(visible(text)))
fillers = st.sampled_from(["力争", "，达到", "的高新技术企业", " by ", "（新增）", "; part: ", "全市", "\n"])
sentences = st.lists(st.tuples(fillers, st.sampled_from(NUMBERS)), min_size=1, max_size=5)


def load(file):
    return yaml.safe_load((CASES / file).read_text(encoding="utf-8"))


def table_of(data):
    columns = tuple(
        Column(label, label, numeric="numeric" in marks, benchmark="benchmark" in marks)
        for label, marks in data["columns"].items()
    )
    rows = tuple(
        Row(label, label, tuple(map(Cell, cells)), group)
        for group, members in data["groups"].items()
        for label, cells in members.items()
    )
    return Table(data["title"], data["title"], data["stub"], columns, rows, tuple(data["notes"]))


TABLES = {name: table_of(data) for name, data in load("tables.yaml").items()}


def cells_of(line):
    return sum(max(0, wcwidth(char)) for char in line)


def drawings():
    return [pytest.param(case, id=case["id"]) for case in load("drawings.yaml")]


@pytest.mark.parametrize("case", drawings())
def test_drawing(case):
    drawn = render([TABLES[name] for name in case["tables"]], **case.get("options", {}))
    assert drawn == case["drawn"]


@steady
@given(tables(), st.sampled_from([*WIDTHS, 24, 41]), st.booleans())
def test_no_line_is_wider_than_the_terminal(table, width, ambiguous_wide):
    drawn = render([table], width=width, ambiguous_wide=ambiguous_wide)
    measure = measure_for(ambiguous_wide=ambiguous_wide)
    assert all(measure(line) <= width for line in drawn.split("\n"))
    assert ambiguous_wide or all(cells_of(line) == cell_len(line) for line in drawn.split("\n"))


@steady
@given(tables(quiet_labels), st.sampled_from(WIDTHS))
def test_the_rule_stands_in_one_column(table, width):
    lines = render([table], width=width).split("\n")
    for index, line in enumerate(lines):
        if "┼" in line:
            column = cells_of(line.partition("┼")[0])
            below = lines[index + 1 : index + 1 + len(table.rows)]
            ruled = [line for line in [lines[index - 1], *below] if "│" in line]
            assert all(cells_of(line.partition("│")[0]) == column for line in ruled)
            assert len(ruled) == len(below) + 1


@steady
@given(sentences, sentences, st.integers(1, 9), st.sampled_from(WIDTHS))
def test_no_number_is_broken(cell, label, count, width):
    text, head = ("".join(map("".join, parts)) for parts in (cell, label))
    columns = tuple(
        Column(f"c{index}", f"城市{index}", benchmark=index == count - 1) for index in range(count)
    )
    table = Table("t", "T", "S", columns, (Row("r", head, tuple(Cell(text) for _ in columns), "G"),))
    drawn = render([table], width=width)
    for _, number in cell:
        assert drawn.count(number) >= count
    for _, number in label:
        assert number in drawn


@steady
@given(sentences, st.integers(24, 60))
def test_wrapping_keeps_every_character_and_every_number(sentence, width):
    text = "".join(map("".join, sentence))
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(any(number in line for line in lines) for _, number in sentence)


@steady
@given(tables())
def test_nothing_is_lost(table):
    drawn = re.sub(r"[│┼─\s]", "", render([table]))
    grouped = [group for group, _ in groupby(table.rows, key=lambda row: row.group)]
    texts = [table.title, table.stub, *table.notes, *grouped, *(column.label for column in table.columns)]
    texts += [text for row in table.rows for text in (row.label, *(cell.text for cell in row.cells))]
    assert sorted(drawn) == sorted(re.sub(r"[│┼─\s]", "", "".join(map(visible, texts))))


@steady
@given(tables(), st.sampled_from([None, *WIDTHS]))
def test_nothing_in_a_text_is_obeyed(table, width):
    plain = render([table], width=width)
    assert not [
        char
        for char in plain
        if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    ]
    assert STYLE.sub("", render([table], width=width, color=True)) == plain


@steady
@given(tables(), st.sampled_from(["ascii", "gbk", "gb18030", "utf-8"]), st.sampled_from([None, *WIDTHS]))
def test_every_console_can_encode_it(table, encoding, width):
    drawn = render([table], width=width, encoding=encoding)
    assert drawn.encode(encoding).decode(encoding) == drawn
    assert width is None or all(cell_len(line) <= width for line in drawn.split("\n"))


def test_columns_go_to_further_blocks_when_they_do_not_fit():
    columns = tuple(Column(str(index), f"城市{index} 2020") for index in range(12))
    row = Row("r", "High-tech enterprises", tuple(Cell("not comparable: no date") for _ in columns), "Firms")
    drawn = render([Table("t", "Many", "Indicator", columns, (row,))], width=80)
    heads = [line for line in drawn.split("\n") if line.startswith("Indicator")]
    assert [re.findall(r"城市\d+", head) for head in heads] == [
        [f"城市{index}" for index in range(start, start + 3)] for start in (0, 3, 6, 9)
    ]
    assert drawn.count("\nFirms\n") == drawn.count("  High-tech enterprises") == 4
    assert [line for line in drawn.split("\n") if line.startswith("Many")] == [
        f"Many ({n}/4)" for n in (1, 2, 3, 4)
    ]


def test_benchmarks_stand_last_wherever_they_come_from():
    columns = (Column("p", "湖北", benchmark=True), Column("a", "定西"), Column("b", "南通", numeric=True))
    row = Row("r", "firms", (Cell("p"), Cell("a"), Cell("5")))
    assert render([Table("t", "T", "S", columns, (row,))]) == (
        "T\nS      定西  南通 │ 湖北\n──────────────────┼─────\nfirms  a        5 │ p\n"
    )


def test_styles_are_bold_and_dim_only():
    drawn = render([TABLES["commitments"]], width=80, color=True)
    assert set(STYLE.findall(drawn)) == {"\x1b[1m", "\x1b[2m", "\x1b[0m"}
    assert "\x1b[1mHigh-tech enterprises" in drawn
    assert "\x1b[2m–\x1b[0m" in drawn
