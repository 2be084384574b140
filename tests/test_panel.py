"""The panel: rows equal the lists, types hold in other programs, the data package is valid."""

import csv
import io
import json

import duckdb
import openpyxl
import pytest
from frictionless import validate
from outcome_texts import write_example

from policycmp.cli import main
from policycmp.exchange.panel import FIELDS


@pytest.fixture
def texts(tmp_path):
    return write_example(tmp_path / "texts")


def printed(capsys, *arguments):
    assert main([*map(str, arguments), "--quiet"]) == 0
    return capsys.readouterr().out


def test_its_rows_are_those_of_the_lists(texts, capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "panel", texts))))
    listed = [
        json.loads(line)["id"]
        for option in ("--list", "--actuals")
        for line in printed(capsys, "targets", texts, option, "--format", "jsonl").splitlines()
    ]
    assert sorted(row["id"] for row in rows) == sorted(listed)
    assert {row["kind"] for row in rows} == {"target", "actual"}


def test_a_row_says_where_what_and_how_much(texts, capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "panel", texts))))
    [row] = [row for row in rows if row["indicator_id"] == "rd-intensity" and row["kind"] == "actual"]
    expected = {
        "region_code": "621100", "region": "定西市", "province": "甘肃省", "level": "city", "issued": "2021",
        "year": "2020", "since": "", "scope": "self", "basis": "level", "value": "0.46", "bound": "eq", "unit": "%",
        "object": "研发投入", "of": "GDP",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_the_data_package_is_valid_and_names_the_sources(texts, tmp_path, capsys):
    printed(capsys, "panel", texts, "-o", tmp_path / "panel.csv")
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [source["path"] for source in package["sources"]] == ["dingxi-2020.txt", "dingxi-report-2021.txt"]
    assert package["resources"][0]["schema"]["primaryKey"] == ["id"]
    assert package["licenses"]


def test_other_programs_read_the_stated_types(texts, tmp_path, capsys):
    printed(capsys, "panel", texts, "-o", tmp_path / "panel.parquet")
    printed(capsys, "panel", texts, "-o", tmp_path / "panel.csv")
    query = f"DESCRIBE SELECT * FROM '{tmp_path / 'panel.parquet'}'"
    described = {name: kind for name, kind, *_ in duckdb.sql(query).fetchall()}
    assert described == {field.name: field.sql for field in FIELDS}
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(tmp_path / "panel.csv")
    assert frame["value"].dtype == float
    assert frame["year"].dropna().map(float.is_integer).all()
    assert list(frame.columns) == [field.name for field in FIELDS]


def test_without_texts_that_say_a_number_the_head_stands_alone(tmp_path, capsys):
    (tmp_path / "plan.txt").write_text(
        "关于加强工作的意见\n\n一、总体要求\n\n加强领导，抓好落实。\n", encoding="utf-8"
    )
    assert printed(capsys, "panel", tmp_path).splitlines() == [",".join(field.name for field in FIELDS)]


@pytest.mark.parametrize("name", ["panel.xlsx", "panel"])
def test_another_ending_is_refused_on_one_line(texts, tmp_path, name, capsys):
    assert main(["panel", str(texts), "-o", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_that_is_not_there_is_told(texts, tmp_path, capsys):
    assert main(["panel", str(texts), "-o", str(tmp_path / "no" / "panel.csv")]) == 2
    assert "make it first" in capsys.readouterr().err


def test_a_list_for_spreadsheets_says_whom_each_plan_speaks_for(texts, tmp_path, capsys):
    [first, *_] = csv.DictReader(io.StringIO(printed(capsys, "targets", texts, "--list", "--format", "csv")))
    expected = {"region": "定西市", "region_code": "621100", "level": "city", "issued": "2020"}
    assert {name: first[name] for name in expected} == expected
    printed(capsys, "targets", texts, "--list", "-o", tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"year of issue", "定西市", "621100", "city"} <= written
    lines = printed(capsys, "targets", texts, "--list", "--format", "jsonl").splitlines()
    assert "region_code" not in json.loads(lines[0])
