"""Samples coded by hand: drawn blind, read back, measured; figures held to floors."""

import csv
import json
from pathlib import Path

import pytest

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.evaluate.bootstrap import sufficiency

PLAN = """定西市方案
一、任务
（一）加强知识产权保护。新增发明专利30件。
（二）建设孵化器。新建科技企业孵化器2家。
（三）引进人才。引进领军人才10名。
（四）修缮公路。完成农村道路养护。
（五）-1加快开放。推进国际科技合作。
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = load_config()
    monkeypatch.setattr("policycmp.config.load_config", lambda path: load_config(path) if path else config)
    return tmp_path


def draw(size=60, name="sample.csv"):
    assert main(["topics", "sample", "plan.txt", "-n", str(size), "-o", name]) == 0
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def code(folder, rows, codes, name="coded.csv", delimiter=","):
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(row | {"topics": codes.get(row["heading"], "")} for row in rows)
    return name


CODES = {
    "加强知识产权保护": "ip",
    "建设孵化器": "创业孵化",
    "引进人才": "talent；platforms",
    "修缮公路": "none",
}


def test_a_sample_is_blind_and_the_same_again(folder):
    rows = draw()
    assert list(rows[0]) == ["doc", "id", "start", "end", "heading", "text", "topics", "primary", "note"]
    assert len(rows) == 5
    assert {row["topics"] + row["primary"] for row in rows} == {""}
    for row in rows:
        assert PLAN[int(row["start"]) : int(row["end"])].startswith("（")
    assert rows == draw(name="again.csv")
    assert folder.joinpath("sample.csv").read_bytes() == folder.joinpath("again.csv").read_bytes()


def test_a_small_sample_has_a_clause_of_each_kind(folder):
    assert folder.is_dir()
    headings = {row["heading"] for row in draw(4)}
    assert len(headings) == 4
    assert len(headings & {"加强知识产权保护", "建设孵化器", "引进人才"}) >= 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_returned_sample_is_measured(folder, capsys, delimiter):
    name = code(folder, draw(), CODES, delimiter=delimiter)
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt", "--format", "json"]) == 0
    written = capsys.readouterr()
    data = json.loads(written.out)
    layer = data["layers"]["clauses"]
    assert layer["boundaries"] == {"p": 1, "r": 1, "f1": 1, "tp": 4, "pred": 4, "gold": 4}
    assert layer["topics"]["gold"] == 4
    assert layer["topics"]["tp"] == 3
    assert "1 of 5 rows are not coded" in written.err
    disagreement = next(one for one in data["disagreements"] if one["text"] == "引进人才")
    assert disagreement["fields"]["topics"]["gold"] == ["platforms", "talent"]
    assert disagreement["quote"].endswith("引进领军人才10名。")
    ip = data["reliability"]["clauses"]["topics"]["ip"]
    assert ip["prevalence"] == 0.25
    assert ip["f1"] == {"value": 1, "low": 1, "high": 1}
    assert ip["kappa"] == ip["alpha"] == 1


def test_bad_rows_of_a_sample_are_named_by_line(folder, capsys):
    rows = draw()
    rows[1] |= {"start": "x"}
    rows[2] |= {"end": "100000"}
    rows.append(rows[0])
    name = code(
        folder,
        rows,
        dict.fromkeys((row["heading"] for row in rows), "talent") | {rows[3]["heading"]: "tallent"},
    )
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt", "--format", "json"]) == 3
    written = capsys.readouterr()
    lines = [line.removeprefix("error: coded.csv:") for line in written.err.splitlines()]
    assert [line.partition(":")[0] for line in lines] == ["3", "4", "5", "7"]
    assert "unknown topic `tallent`: did you mean `talent`?" in lines[2]
    assert "the same clause as line 2" in lines[3]
    assert json.loads(written.out)["layers"]["clauses"]["boundaries"]["gold"] == 2


@pytest.mark.parametrize("command", [["evaluate"], ["topics", "learn"]])
def test_an_unfilled_sample_says_how_to_fill_it(folder, capsys, command):
    name = code(folder, draw(), {})
    capsys.readouterr()
    assert main([*command, name, "plan.txt"]) == 2
    assert capsys.readouterr().err == (
        f"error: {name}: none of its 5 rows is coded: fill the column topics with ids "
        "(ip; talent; see policycmp topics list) or none\n"
    )


def test_a_sample_in_which_no_row_can_be_used_names_each(folder, capsys):
    rows = draw()
    name = code(folder, rows, dict.fromkeys((row["heading"] for row in rows), "kunst"))
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert all("unknown topic `kunst`" in line for line in lines)


def test_a_sample_of_another_version_is_told(folder, capsys):
    name = code(folder, draw(), CODES)
    (folder / "plan.txt").write_text(PLAN.replace("一、任务", "一、主要目标和任务"), encoding="utf-8")
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt"]) == 2
    assert "another text there; draw the sample from this version" in capsys.readouterr().err


def test_the_report_ends_with_whether_the_clauses_suffice(folder, capsys):
    draw()
    err = capsys.readouterr().err
    assert "5 clauses place F1 within ±0.35: too few" in err
    assert "then: policycmp evaluate sample.csv plan.txt" in err
    name = code(folder, draw(), CODES)
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "4 clauses place F1 within ±" in said
    assert said.endswith("would place it within ±0.05.")
    assert sufficiency(400, 0.04) == "400 clauses place F1 within ±0.04: they suffice."
    assert sufficiency(100, 0.1).endswith("about 400 would place it within ±0.05.")


def test_two_returned_samples_are_compared(folder, capsys):
    rows = draw()
    first = code(folder, rows, CODES)
    second = code(folder, rows, CODES | {"引进人才": "talent"}, name="second.csv")
    capsys.readouterr()
    assert main(["evaluate", first, second, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["layers"]["clauses"]["topics"] == {
        "p": 1,
        "r": 0.75,
        "f1": 0.857,
        "tp": 3,
        "pred": 3,
        "gold": 4,
    }
    assert data["reliability"]["clauses"]["topics"]["platforms"]["kappa"] == 0


@pytest.mark.parametrize(("floor", "exit_code"), [(0.5, 0), (1, 1)])
def test_a_floor_breaks_the_run(folder, capsys, floor, exit_code):
    name = code(folder, draw(), CODES)
    (folder / "floors.json").write_text(json.dumps({"clauses": {"topics": {"r": floor}}}), encoding="utf-8")
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt", "--floor", "floors.json", "--quiet"]) == exit_code
    assert ("clauses.topics.r: 0.75 is below its floor 1" in capsys.readouterr().err) == bool(exit_code)


def test_no_variation_is_said(folder, capsys):
    name = code(folder, draw(), dict.fromkeys(["加强知识产权保护"], "ip"))
    capsys.readouterr()
    assert main(["evaluate", name, "plan.txt"]) == 0
    assert "no variation" in capsys.readouterr().out
