"""What is typed: ids and labels in either language, plans by province and level, rows by their number."""

import json
from pathlib import Path

import pytest
import yaml

from policycmp.cli import main
from policycmp.cli.ids import indicator_ids, topic_ids, type_names
from policycmp.config import load_config
from policycmp.errors import UsageError

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "cli" / "names.yaml").read_text(encoding="utf-8"))
SAMPLES = str(Path(__file__).parent.parent / "samples")


@pytest.fixture(scope="module")
def config():
    return load_config()


def settle(kind, typed, config):
    if kind == "types":
        return type_names(typed)
    return {"topics": topic_ids, "indicators": indicator_ids}[kind](typed, config)


@pytest.mark.parametrize(
    ("kind", "case"),
    [(kind, case) for kind in ("topics", "indicators", "types") for case in CASES[kind]],
    ids=lambda value: value if isinstance(value, str) else ",".join(value["typed"]),
)
def test_ids_and_labels_mean_the_same(kind, case, config):
    if "says" in case:
        with pytest.raises(UsageError) as told:
            settle(kind, case["typed"], config)
        assert case["says"] in str(told.value)
        assert "\n" not in str(told.value)
    else:
        assert sorted(settle(kind, case["typed"], config)) == case["means"]


def test_nothing_typed_means_no_choice(config):
    assert topic_ids(None, config) == indicator_ids([], config) == type_names(None) == frozenset()


@pytest.mark.parametrize("case", CASES["chosen"], ids=lambda case: " ".join(case["options"]))
def test_plans_are_chosen_by_province_and_level(case, capsys):
    code = main(["coverage", SAMPLES, "--quiet", "--format", "json", *case["options"]])
    out, err = capsys.readouterr()
    if "says" in case:
        assert (code, out) == (2, "")
        assert case["says"] in err
    else:
        assert code == 0
        assert sorted(document["doc"] for document in json.loads(out)["documents"]) == case["docs"]


@pytest.mark.parametrize("option", [["--province", "湖北"], ["--level", "city"]])
def test_a_store_holds_all_and_chooses_when_it_is_asked(option, tmp_path, capsys):
    store = str(tmp_path / "plans.duckdb")
    assert main(["index", SAMPLES, "--store", store, *option]) == 2
    assert f"{option[0]}: index takes all of PLANS" in capsys.readouterr().err
    assert main(["index", SAMPLES, "--store", store, "--quiet"]) == 0
    capsys.readouterr()
    found = []
    for plans in (SAMPLES, store):
        assert main(["coverage", plans, "--quiet", "--format", "json", *option]) == 0
        found.append([each["doc"] for each in json.loads(capsys.readouterr().out)["documents"]])
    assert found[0] == found[1] != []


def test_the_topics_are_listed_with_both_labels_and_counted(capsys, config):
    assert main(["topics", "list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [topic["id"] for topic in listed] == [topic.id for topic in config.topics]
    assert set(listed[0]) == {"id", "label", "about"}
    assert main(["topics", "list", SAMPLES, "--format", "json", "--quiet"]) == 0
    counted = {topic["id"]: topic for topic in json.loads(capsys.readouterr().out)}
    assert 0 < counted["talent"]["plans"] <= 5 <= counted["talent"]["clauses"] + 5


def test_every_row_of_the_overview_opens_by_its_number(capsys):
    assert main(["compare", SAMPLES, "--quiet"]) == 0
    shown = capsys.readouterr().out.partition("Side by side")[2].partition("Each cell")[0]
    labels = [line for line in shown.splitlines() if line[:1].isdigit()]
    assert [int(line.split()[0]) for line in labels] == list(range(1, len(labels) + 1))
    for number in (1, len(labels)):
        assert main(["show", SAMPLES, str(number), "--quiet"]) == 0
        title = capsys.readouterr().out.splitlines()[0]
        assert title.startswith(f"{number} ")
        assert labels[number - 1].split()[1] in title


def test_a_commitment_opens_by_the_number_beside_it(capsys):
    assert main(["show", SAMPLES, "1", "--quiet", "--format", "json"]) == 0
    targets = json.loads(capsys.readouterr().out)
    assert len({target["doc"] for target in targets}) > 1
    assert main(["show", SAMPLES, "1.2", "--quiet", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["target"]["id"] == targets[1]["id"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "`show PLANS 12`"),
        (["1", "--id", "x"], "or one --id ID"),
        (["99999"], "no row has the number 99999; they go to "),
        (["1.999"], "row 1 has "),
    ],
)
def test_a_number_that_is_none_is_told(arguments, told, capsys):
    assert main(["show", SAMPLES, *arguments, "--quiet"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert told in line


def test_a_file_whose_name_is_a_number_is_a_plan(tmp_path, monkeypatch, capsys):
    (tmp_path / "12").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["show", SAMPLES, "12", "--quiet"]) == 2
    assert "give the number of a row behind the plans" in capsys.readouterr().err
