"""Agreement: the codebook's figures on small codings worked out by hand, and on the coded plans where they stand."""

import importlib.util
import json
import os
import random
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.cli import main
from policycmp.evaluate import compare_codings, evaluation_data, evaluation_tables, load_coding
from policycmp.evaluate.coding import ClauseRecord
from policycmp.evaluate.span_matching import match
from policycmp.models import Span
from policycmp.renderers import render_json

CASES = Path(__file__).parent / "cases" / "evaluate"
CORE = ["high-tech-enterprises", "incubators", "ip", "talent", "tech-finance"]
GOLD = os.environ.get("POLICYCMP_GOLD")
TARGET = {
    "doc": "a", "start": 10, "end": 20, "text": "35家", "type": "target", "indicator": "高新技术企业",
    "scope": "self", "comparator": "eq", "value": 35, "value_max": None, "unit": "家", "basis": "level",
    "per_year": False, "deadline": 2025, "strength": "firm", "topics": ["talent"],
}  # fmt: skip
CLAUSE = {
    "doc": "a",
    "start": 0,
    "end": 100,
    "heading": "人才",
    "topics": ["talent", "ip"],
    "primary": "talent",
}


def write(folder, targets=(), clauses=(), coded=None):
    folder.mkdir(exist_ok=True)
    for name, rows in (("targets", targets), ("clauses", clauses)):
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    if coded is not None:
        (folder / "coded.json").write_text(json.dumps(coded, indent=1), encoding="utf-8")
    return folder


def figures(gold, found):
    agreement = compare_codings(load_coding(gold)[0], load_coding(found)[0], CORE)
    return json.loads(render_json(evaluation_data(agreement)))


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "targets.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["name"],
)
def test_a_difference_counts_where_the_codebook_says(tmp_path, case):
    gold = write(tmp_path / "gold", [TARGET | case.get("gold", {})])
    found = write(tmp_path / "found", [TARGET | case.get("found", {})])
    layer = figures(gold, found)["layers"]["targets"]
    expected = {"detection": 1, "quantity": 1, "tuple": 1, "spans": 1, "indicator": 1, "topics": 1} | case[
        "figures"
    ]
    actual = {name: layer[name]["f1"] if isinstance(layer[name], dict) else layer[name] for name in expected}
    assert actual == expected
    assert {name for name, share in layer["fields"].items() if share < 1} == set(case.get("fields", []))


@pytest.mark.parametrize(
    ("start", "boundary", "aligned"), [(0, 1, 1), (20, 1, 1), (21, 0, 1), (50, 0, 1), (51, 0, 0), (100, 0, 0)]
)
def test_clauses_count_by_their_overlap(tmp_path, start, boundary, aligned):
    gold = write(tmp_path / "gold", clauses=[CLAUSE])
    found = write(tmp_path / "found", clauses=[CLAUSE | {"start": start, "end": max(start + 1, 100)}])
    layer = figures(gold, found)["layers"]["clauses"]
    assert (layer["boundaries"]["tp"], layer["aligned"]) == (boundary, aligned)


def test_topics_of_clauses_are_micro_averaged(tmp_path):
    gold = write(
        tmp_path / "gold",
        clauses=[CLAUSE, CLAUSE | {"start": 200, "end": 300, "topics": [], "primary": None}],
    )
    other = CLAUSE | {"topics": ["talent", "zones"]}
    found = write(tmp_path / "found", clauses=[other, other | {"start": 200, "end": 300}])
    data = figures(gold, found)
    layer = data["layers"]["clauses"]
    assert layer["topics"] == {"p": 0.25, "r": 0.5, "f1": 0.333, "tp": 1, "pred": 4, "gold": 2}
    assert layer["topics_core5"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "tp": 1, "pred": 2, "gold": 2}
    assert layer["primary"] == 0.5
    assert data["by_topic"]["talent"]["clauses"] == {
        "p": 0.5,
        "r": 1,
        "f1": 0.667,
        "tp": 1,
        "pred": 2,
        "gold": 1,
    }


def test_disagreements_name_their_text(tmp_path):
    gold = write(tmp_path / "gold", [TARGET, TARGET | {"start": 40, "end": 45, "text": "5项"}])
    found = write(
        tmp_path / "found", [TARGET | {"value": 36}, TARGET | {"start": 60, "end": 65, "text": "9件"}]
    )
    rows = figures(gold, found)["disagreements"]
    assert [(row["kind"], row["text"], row["start"]) for row in rows] == [
        ("differs", "35家", 10),
        ("missed", "5项", 40),
        ("extra", "9件", 60),
    ]
    assert rows[0]["fields"] == {"value": {"gold": 35, "found": 36}}


def test_coded_json_says_what_counts(tmp_path):
    rows = [TARGET, TARGET | {"doc": "b"}]
    found = write(tmp_path / "found", [*rows, TARGET | {"doc": "c"}])
    gold = write(tmp_path / "gold", rows, coded={"a": ["targets"], "c": ["targets"]})
    data = figures(gold, found)
    assert sorted(data["by_doc"]) == ["a", "c"]
    assert data["by_doc"]["c"]["targets"]["detection"] == {
        "p": 0,
        "r": 0,
        "f1": 0,
        "tp": 0,
        "pred": 1,
        "gold": 0,
    }
    assert data["layers"]["targets"]["detection"]["pred"] == 2
    assert "clauses" not in data["layers"]


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "rows.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["name"],
)
def test_a_bad_row_is_named_by_line_and_the_rest_counts(tmp_path, case):
    bad = case["row"] if isinstance(case["row"], str) else TARGET | {"start": 30, "end": 40} | case["row"]
    folder = write(tmp_path / "gold", [TARGET, bad, TARGET | {"start": 50, "end": 55}])
    coding, issues = load_coding(folder, topics=set(CORE), texts={"a": "字" * 60})
    assert [record.span for record in coding.targets["a"]] == [Span(10, 20), Span(50, 55)]
    assert [issue.message.startswith(f"{folder}/targets.jsonl:2: ") for issue in issues] == [True]
    assert case["says"] in issues[0].message


def test_a_coded_plan_that_is_missing_is_named_once(tmp_path):
    rows = [TARGET, TARGET | {"doc": "b"}, TARGET | {"doc": "b", "start": 30, "end": 40}]
    folder = write(tmp_path / "gold", rows, coded={"a": ["targets"], "b": ["targets"]})
    coding, issues = load_coding(folder, texts={"a": "字" * 60})
    assert list(coding.targets) == ["a"]
    assert [issue.message.partition(" plan")[0] for issue in issues] == [f"{folder}/coded.json:5:"]


def test_the_command_tells_bad_rows_and_goes_on(tmp_path, capsys):
    text = "定西市方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到120家。\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    start = text.index("120家")
    row = TARGET | {"doc": "plan", "start": start, "end": start + 4, "value": 120}
    gold = write(tmp_path / "gold", [row, "{", row | {"topics": ["magic"], "start": 0}])
    code = main(["evaluate", str(gold), str(tmp_path / "plan.txt"), "--format", "json"])
    written = capsys.readouterr()
    assert code == 3
    assert [line.partition("targets.jsonl")[2][:3] for line in written.err.splitlines()] == [":2:", ":3:"]
    data = json.loads(written.out)
    assert list(data) == ["layers", "by_doc", "by_topic", "disagreements", "reliability"]
    assert data["layers"]["targets"]["detection"]["tp"] == 1


def test_two_codings_are_compared(tmp_path, capsys):
    gold = write(tmp_path / "gold", [TARGET], [CLAUSE])
    code = main(
        ["evaluate", str(gold), str(write(tmp_path / "second", [TARGET], [CLAUSE])), "--format", "json"]
    )
    layers = json.loads(capsys.readouterr().out)["layers"]
    assert code == 0
    assert layers["targets"]["tuple"]["f1"] == layers["clauses"]["topics"]["f1"] == 1


def archive(path, folder):
    with ZipFile(path, "w") as zipped:
        for file in folder.iterdir():
            zipped.write(file, file.name)
    return path


def test_an_archive_is_read_as_its_folder_is(tmp_path, capsys):
    gold = write(tmp_path / "gold", [TARGET, TARGET | {"start": 30, "end": 40}], [CLAUSE], {"a": ["targets"]})
    found = write(tmp_path / "found", [TARGET])
    zipped = archive(tmp_path / "gold.zip", gold)
    assert figures(zipped, found) == figures(gold, found)
    assert (
        main(["evaluate", str(zipped), str(archive(tmp_path / "found.zip", found)), "--format", "json"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["layers"]["targets"]["detection"]["gold"] == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04torn", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_of_a_coding_is_told(tmp_path, content, capsys):
    (tmp_path / "gold.zip").write_bytes(content)
    assert main(["evaluate", str(tmp_path / "gold.zip"), str(tmp_path)]) == 2
    assert "no coding here" in capsys.readouterr().err


def test_tables_hold_the_figures_of_the_data(tmp_path):
    folder = write(tmp_path / "gold", [TARGET], [CLAUSE])
    coding = load_coding(folder)[0]
    tables = {table.key: table for table in evaluation_tables(compare_codings(coding, coding, CORE))}
    assert list(tables) == [
        *("targets", "clauses", "topics"),
        *("reliability", "field-reliability", "disagreements"),
    ]
    assert {row.label: row.cells[0].text for row in tables["targets"].rows}["tuple F1"] == "1.000"
    assert all(len(row.cells) == len(table.columns) for table in tables.values() for row in table.rows)


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 12))
records = st.lists(spans.map(lambda span: ClauseRecord("a", span)), max_size=8)


@given(records, records)
def test_matching_is_one_to_one_and_the_largest_overlap_comes_first(gold, found):
    matches = match(gold, found)
    assert len({one.gold for one in matches}) == len({one.found for one in matches}) == len(matches)
    assert all(gold[one.gold].span.overlap(found[one.found].span) for one in matches)
    assert [one.overlap for one in matches] == sorted((one.overlap for one in matches), reverse=True)
    left = [record for index, record in enumerate(gold) if index not in {one.gold for one in matches}]
    right = [record for index, record in enumerate(found) if index not in {one.found for one in matches}]
    assert not any(one.span.overlap(other.span) for one in left for other in right)


@given(records)
def test_a_coding_agrees_with_itself(gold):
    unique = list({record.span: record for record in gold}.values())
    assert [one.overlap for one in match(unique, unique)] == [1.0] * len(unique)


@pytest.mark.skipif(GOLD is None, reason="POLICYCMP_GOLD names no folder with coded plans")
@pytest.mark.parametrize("seed", range(4))
def test_figures_equal_those_of_the_reference(tmp_path, seed):
    spec = importlib.util.spec_from_file_location("score", Path(GOLD) / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    layers = {name: rows_of(Path(GOLD) / f"{name}.jsonl") for name in ("targets", "clauses")}
    found = write(
        tmp_path / "found", **{name: disturbed(rows, random.Random(seed)) for name, rows in layers.items()}
    )
    data = figures(Path(GOLD), found)
    for name, gold in layers.items():
        other = rows_of(found / f"{name}.jsonl")
        assert data["layers"][name] == getattr(score, name)(gold, other)


def rows_of(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def disturbed(rows, chance):
    """Drop, shift and alter rows of a coding as a second coder might."""
    altered = [altered_row(row, chance) for row in rows if chance.random() > 0.1]
    return list({(row["doc"], row["start"], row["end"]): row for row in altered}.values())


def altered_row(row, chance):
    changes = {
        "start": max(0, row["start"] - chance.randint(0, 30)) if chance.random() < 0.3 else row["start"]
    }
    if chance.random() < 0.3:
        changes["topics"] = chance.sample(CORE, chance.randint(0, 3))
    if "value" in row and chance.random() < 0.3:
        others = {"value": row["value"] + 1, "unit": "户", "scope": "园区", "indicator": "企业"}
        field = chance.choice(sorted(others))
        changes[field] = others[field]
    return row | changes


def test_figures_by_stratum_have_intervals_over_documents(tmp_path, capsys):
    first, second = TARGET, TARGET | {"doc": "b", "deadline": 2030}
    gold = write(tmp_path / "gold", [first, second], coded={"a": ["targets"], "b": ["targets"]})
    kinds = {"a": {"kind": "plan", "level": "city"}, "b": {"kind": "law", "level": "city"}}
    (gold / "kinds.json").write_text(json.dumps(kinds), encoding="utf-8")
    found = write(
        tmp_path / "found", [first, TARGET | {"doc": "b"}], coded={"a": ["targets"], "b": ["targets"]}
    )
    assert main(["evaluate", str(gold), str(found), "--by", "kind,level", "--format", "json"]) == 0
    by = json.loads(capsys.readouterr().out)["by"]
    assert list(by["kind"]) == ["all", "law", "plan"]
    assert [by["kind"][name]["tuple"]["f1"] for name in ("all", "law", "plan")] == [0.5, 0, 1]
    assert (by["level"]["city"]["tuple"]["low"], by["level"]["city"]["tuple"]["high"]) == (0, 1)
    assert by["level"]["city"]["docs"] == 2
    assert main(["evaluate", str(gold), str(found), "--by", "colour"]) == 2
