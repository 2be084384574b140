"""Pictures: their marks stand where their numbers say, each format is read back by a parser of others."""

import io
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from policycmp.cli import main
from policycmp.models import Cell, Column, Row, Table, Tabulation
from policycmp.models.chart import Aside, Axis, Dot, DotPlot, LinePlot, Point, Strip, StripPlot
from policycmp.renderers import render
from policycmp.renderers.dot_plot import Scale, draw_dot_plot
from policycmp.renderers.heat_map import draw_heat_map
from policycmp.renderers.line_plot import draw_line_plot
from policycmp.renderers.strip_plot import draw_strip_plot
from policycmp.renderers.svg import fitting, svg_file, text_width, wrapped
from policycmp.renderers.visible import visible
from policycmp.tables.axes import choose_axis

SAMPLES = Path(__file__).parent.parent / "samples"
SVG = "{http://www.w3.org/2000/svg}"
TRICK = '"><script>x</script>&amp;\x1b[31m=1+1'
AXIS = Axis(Decimal(0), Decimal(100), ((Decimal(0), "0"), (Decimal(50), "50"), (Decimal(100), "100")))
DOTS = (
    Dot("a", "甲", Decimal(80), "80", "2025"),
    Dot("b", "乙", Decimal(40), "≥ 40", "2020", "least"),
    Dot("c", "丙省", Decimal(60), "60", is_benchmark=True),
)
PLOT = DotPlot(
    "firms",
    "Firms",
    AXIS,
    DOTS,
    (Decimal(60), "median 60"),
    (Aside("d", "丁", "+5 a year", "another basis"),),
)


def drawn(picture, title="T", notes=()):
    return etree.fromstring(svg_file(picture, title, notes=notes).encode())


def texts(tree):
    return [element.text for element in tree.iter(f"{SVG}text")]


numbers = st.fractions(min_value=-(10**9), max_value=10**12, max_denominator=1000)


@given(st.lists(numbers, min_size=1, max_size=20))
def test_an_axis_holds_its_numbers_and_few_round_ticks(values):
    axis = choose_axis(values, str)
    slack = Fraction(1, 10**5)  # of an axis that is written in decimals
    assert Fraction(axis.low) - slack <= min(values) <= max(values) <= Fraction(axis.high) + slack
    assert axis.low < axis.high
    assert len(axis.ticks) <= 6
    assert all(axis.low <= tick <= axis.high for tick, _ in axis.ticks) or axis.is_log


@given(
    st.lists(
        st.fractions(min_value=Fraction(1, 100), max_value=10**9, max_denominator=100), min_size=1, max_size=9
    )
)
def test_a_larger_number_never_stands_left_of_a_smaller_one(values):
    scale = Scale(choose_axis(values, str), 10, 200)
    places = [scale.at(Decimal(value.numerator) / Decimal(value.denominator)) for value in sorted(values)]
    assert places == sorted(places)
    assert all(9 <= place <= 201 for place in places)


@pytest.mark.parametrize(
    ("values", "low", "high", "is_log"),
    [
        ([38, 150], 0, 150, False),
        ([6, 8], Decimal("5.8"), Decimal("8.2"), False),
        ([5], 0, 5, False),
        ([0], 0, 1, False),
        ([-3, 4], -3, 4, False),
        ([1, 50], 0, 50, False),
        ([1, 51], 1, 51, True),
    ],
)
def test_an_axis_begins_at_zero_unless_its_numbers_lie_near_or_far_apart(values, low, high, is_log):
    axis = choose_axis([Fraction(value) for value in values], str)
    assert (axis.low, axis.high, axis.is_log) == (low, high, is_log)


def test_a_row_stands_for_each_number_and_those_beside_the_axis_come_last():
    tree = drawn(draw_dot_plot(PLOT))
    rows = [group for group in tree.iter(f"{SVG}g") if "r" in group.get("class").split()]
    assert [row.get("data-d") for row in rows] == ["a", "b", "c", "d"]
    tops = [float(re.search(r" ([\d.]+)\)", row.get("transform"))[1]) for row in rows]
    assert tops == sorted(set(tops))
    assert texts(rows[3]) == ["丁", "† +5 a year: another basis"]


def test_marks_stand_in_the_order_of_their_numbers_filled_or_open():
    tree = drawn(draw_dot_plot(PLOT))
    circles = {circle.get("class"): float(circle.get("cx")) for circle in tree.iter(f"{SVG}circle")}
    assert circles["open"] < circles["dot"]
    [diamond] = [path for path in tree.iter(f"{SVG}path") if path.get("class") == "above"]
    across = float(re.match(r"M([\d.]+)", diamond.get("d"))[1])
    assert circles["open"] < across < circles["dot"]
    [middle] = [path for path in tree.iter(f"{SVG}path") if path.get("class") == "middle"]
    assert middle.get("d").startswith(f"M{across:g} ")


def test_a_plot_of_none_that_can_be_compared_has_no_axis():
    plot = DotPlot("firms", "Firms", None, (), None, PLOT.asides)
    assert texts(drawn(draw_dot_plot(plot)))[1:] == ["丁", "† +5 a year: another basis"]


def test_links_are_only_where_sentences_are():
    linked = draw_dot_plot(PLOT, lambda evidence: 'href="#e1"' if evidence else "")
    assert "<a " not in linked
    dots = (Dot("a", "甲", Decimal(80), "80", evidence=("x",)),)
    linked = draw_dot_plot(DotPlot("k", "T", AXIS, dots), lambda evidence: f'href="#{evidence[0]}"')
    assert linked.count('<a href="#x">') == 1


def test_texts_of_plans_stay_texts():
    dots = (Dot(TRICK, TRICK, Decimal(1), TRICK, TRICK),)
    table = heat_table(TRICK)
    for picture in (
        draw_dot_plot(
            DotPlot(TRICK, TRICK, AXIS, dots, (Decimal(1), TRICK), (Aside(TRICK, TRICK, TRICK, TRICK),))
        ),
        draw_heat_map(table),
        draw_strip_plot(
            StripPlot("k", TRICK, (Strip(TRICK, Decimal(0), (), Decimal(0), TRICK),), (TRICK, TRICK))
        ),
        draw_line_plot(
            LinePlot("k", TRICK, AXIS, (Point(2020, Decimal(1), TRICK),), (Point(2021, Decimal(2), TRICK),))
        ),
    ):
        tree = drawn(picture, TRICK, (TRICK,))
        assert not list(tree.iter(f"{SVG}script"))
        assert tree.find(f"{SVG}title").text == visible(TRICK)


def test_a_file_names_no_variable_and_loads_nothing():
    file = svg_file(draw_dot_plot(PLOT), "Firms", notes=("a note",))
    assert "var(" not in file
    assert set(re.findall(r"https?://[^\"]+", file)) == {"http://www.w3.org/2000/svg"}
    assert "a note" in texts(etree.fromstring(file.encode()))


@given(st.text(max_size=60), st.floats(min_value=30, max_value=300))
def test_a_text_is_cut_to_its_room_and_broken_without_loss(text, width):
    assert text_width(fitting(text, width)) <= max(width, text_width("…"))
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def heat_table(label="甲"):
    columns = (Column("a", label), Column("b", "乙", benchmark=True))
    rows = (
        Row("x", "X", (Cell("5 (2)", Decimal(5), shade=5), Cell("–", Decimal(0), shade=0))),
        Row("y", "Y", (Cell("1 (–)", Decimal(1), shade=1), Cell("2 (1)", Decimal(2), shade=3))),
    )
    return Table("coverage", "Coverage", "Topic", columns, rows, (), ("none", "1", "2", "3", "4", "more"))


def test_a_heat_map_has_a_square_a_cell_and_a_legend():
    tree = drawn(draw_heat_map(heat_table()))
    squares = [rect.get("class") for rect in tree.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    assert squares == ["s5", "s0", "s1", "s3"]
    legend = [rect.get("class") for rect in tree.iter(f"{SVG}rect") if "tile" in rect.get("class")]
    assert legend == [f"tile s{shade}" for shade in range(6)]


def test_word_shades_the_cells_of_a_heat_map_and_says_what_the_shades_are():
    document = Document(io.BytesIO(render([heat_table()], "docx")))
    fills = [
        [
            cell._tc.find(".//{*}shd").get(f"{{{W}}}fill") if cell._tc.find(".//{*}shd") is not None else None
            for cell in row.cells
        ]
        for row in document.tables[0].rows
    ]
    assert fills == [[None] * 3, [None, "0B3C61", None], [None, "E3EEF6", "7FB2D3"]]
    dark = document.tables[0].cell(1, 1).paragraphs[0].runs[0]
    assert str(dark.font.color.rgb) == "FFFFFF"
    assert any("none · 1 · 2 · 3 · 4 · more" in one.text for one in document.paragraphs)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_spreadsheet_has_a_colour_scale_and_a_chart_a_plot():
    plots = (PLOT, DotPlot("one", "Alone", AXIS, DOTS[:1]), DotPlot("trick", "=1+1", AXIS, DOTS[:2]))
    book = load_workbook(io.BytesIO(render(Tabulation((heat_table(),), charts=plots), "xlsx")))
    [scale] = book["Coverage"].conditional_formatting
    assert str(scale.sqref) == "B3:C4"
    charts = book["Charts"]._charts
    assert len(charts) == 2  # one dot is no plot
    assert [series.val.numRef.f for series in charts[0].series] == [
        "Charts!$B$3:$B$5",
        "Charts!$C$3:$C$5",
        "Charts!$D$3:$D$5",
        "Charts!$E$3:$E$5",
    ]
    values = [[cell.value for cell in row] for row in book["Charts"]["A1:E5"]]
    assert values == [
        ["Firms", None, None, None, None],
        ["Plan", "number", "bound or about", "plan above", "median"],
        ["甲", 80, None, None, 60],
        ["乙", None, 40, None, 60],
        ["丙省", None, None, 60, 60],
    ]
    assert all(cell.data_type != "f" for row in book["Charts"].iter_rows() for cell in row)


def test_compare_writes_charts_of_its_things(tmp_path):
    assert main(["compare", str(SAMPLES), "-o", str(tmp_path / "a.xlsx"), "--quiet"]) == 0
    book = load_workbook(tmp_path / "a.xlsx")
    assert len(book["Charts"]._charts) == 10
    assert book["Coverage"].conditional_formatting


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["coverage"], "驻马店 2019"),
        (["targets", "--indicator", "高新技术企业"], "150 · 2020"),
        (["standing", "--city", "定西"], "2/2 · 38 · 2020"),
        (["standing", "--city", "定西", "--lang", "zh"], "力度最小"),
    ],
)
def test_one_picture_is_a_file(tmp_path, arguments, shown):
    command, *options = arguments
    path = tmp_path / "a.svg"
    assert main([command, str(SAMPLES), *options, "-o", str(path), "--quiet"]) == 0
    tree = etree.parse(path).getroot()
    assert shown in texts(tree)
    assert tree.get("aria-label") == tree.find(f"{SVG}title").text
    again = tmp_path / "b.svg"
    assert main([command, str(SAMPLES), *options, "-o", str(again), "--quiet"]) == 0
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["targets"], "a picture shows one thing: name it with --indicator ID, as high-tech-enterprises"),
        (["targets", "--list"], "no format writes .svg files"),
        (["ambition"], "no format writes .svg files"),
    ],
)
def test_what_has_no_picture_says_so(tmp_path, capsys, arguments, told):
    command, *options = arguments
    assert main([command, str(SAMPLES), *options, "-o", str(tmp_path / "a.svg"), "--quiet"]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
