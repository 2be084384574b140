"""`policycmp context template`: what would make barred numbers comparable, as a file that the next command takes."""

import csv
from pathlib import Path

import pytest

from policycmp.cli import main

ROOT = Path(__file__).parent.parent
COLUMNS = ["region", "year", "measure", "value", "unit", "source"]


def read(file):
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def undated(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for file in (ROOT / "samples").glob("*.txt"):
        name = "nantong.txt" if file.stem == "nantong-2016" else file.name
        (folder / name).write_bytes(file.read_bytes())
    return folder


def test_the_figures_that_are_missing_are_asked_for_and_mend_it(tmp_path, capsys):
    samples, file = str(ROOT / "samples"), tmp_path / "context.csv"
    assert main(["context", "template", samples, "-o", str(file)]) == 0
    told = capsys.readouterr().err
    assert f"note: fill it in, then: policycmp compare {samples} --context {file}\n" in told
    records = read(file)
    assert list(records[0]) == COLUMNS
    wanted = {tuple(record[name] for name in COLUMNS[:3]) for record in records}
    assert ("驻马店市", "2020", "gdp") in wanted
    assert {record["value"] for record in records} == {""}
    lines = [[*list(record.values())[:3], "2859.27", record["unit"], "yearbook"] for record in records]
    with file.open("w", encoding="utf-8", newline="") as filled:
        csv.writer(filled).writerows([COLUMNS, *lines])
    assert main(["compare", samples, "--context", str(file), "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "amounts where others give shares" not in shown
    assert "(of RMB 1.5 billion)" in " ".join(shown.split()) or "(of RMB" in shown


def test_lines_that_nobody_filled_in_are_passed_over(tmp_path, capsys):
    samples, file = str(ROOT / "samples"), tmp_path / "context.csv"
    assert main(["context", "template", samples, "-o", str(file), "--quiet"]) == 0
    assert main(["compare", samples, "--context", str(file), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_the_plans_without_a_date_are_asked_for_and_mend_it(undated, tmp_path, capsys):
    file = tmp_path / "meta.csv"
    assert main(["context", "template", str(undated), "--dates", "-o", str(file), "--quiet"]) == 0
    assert [record["doc"] for record in read(file)] == ["nantong"]
    assert main(["compare", str(undated), "--quiet"]) == 0
    assert "for want of a date" in capsys.readouterr().out
    file.write_text("doc,year\nnantong,2016\n", encoding="utf-8")
    assert main(["compare", str(undated), "--meta", str(file), "--quiet"]) == 0
    assert "for want of a date" not in capsys.readouterr().out


def test_nothing_to_fill_in_is_said(capsys):
    assert main(["context", "template", str(ROOT / "samples"), "--dates"]) == 0
    out, err = capsys.readouterr()
    assert "note: nothing to fill in: a missing date bars no number\n" in err
    assert out.count("\n") <= 1
