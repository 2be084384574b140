"""Promise and outcome: each verdict on small texts worked out by hand, the tables, the JSON, the guide's example."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import validate
from outcome_texts import write_example

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.diff import diff_corpora
from policycmp.renderers import render_json
from policycmp.rows.context import load_context
from policycmp.scores.outcomes import track_outcomes
from policycmp.tables import json_schema
from policycmp.tables.outcome_data import outcomes_data

CASES = yaml.safe_load((Path(__file__).parent / "cases/outcomes/verdicts.yaml").read_text(encoding="utf-8"))
CONFIG = load_config()
REPORT = """定西市人民政府工作报告

{year}年1月18日

各位代表：

现在，我代表市人民政府，向大会报告工作，请予审议。

一、{last}年工作回顾

{review}

二、{year}年工作安排

{coming}
"""


def report(year, review="各项工作平稳。", coming="做好各项工作。"):
    return REPORT.format(year=year, last=year - 1, review=review, coming=coming)


def write(folder, texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def tracks(folder, context=None):
    corpus = analyze_corpus([folder], CONFIG, actuals=True)
    return track_outcomes(corpus, CONFIG, context)


def texts_of(case):
    return {f"t{year}": report(year, **parts) for year, parts in case["texts"].items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_promise_has_its_verdict(tmp_path, case):
    [track] = tracks(write(tmp_path, texts_of(case)))
    found = [
        {
            "promise": f"{outcome.promise.target.text} {outcome.promise.target.deadline}",
            "verdict": outcome.verdict.value,
            "results": [f"{one.actual.text} {one.actual.year}" for one in outcome.results],
        }
        for outcome in track.outcomes
    ]
    expected = [{"results": [], **outcome} for outcome in case["outcomes"]]
    assert found == expected


def test_figures_of_a_table_count_as_reported_and_say_so(tmp_path):
    texts = {"t2021": report(2021, coming="到2022年，高新技术企业达到60家。"), "t2024": report(2024)}
    table = tmp_path / "context.csv"
    table.write_text(
        "region,year,measure,value,unit,source\n定西市,2022,high-tech-enterprises,57,家,yearbook\n",
        encoding="utf-8",
    )
    folder = tmp_path / "texts"
    folder.mkdir()
    [track] = tracks(write(folder, texts), load_context(table, CONFIG))
    [outcome] = track.outcomes
    assert outcome.verdict == "missed"
    assert [(one.source, one.actual.quote, one.value) for one in outcome.results] == [
        ("context", "yearbook", 57)
    ]


def test_texts_without_a_year_are_told_and_judged_by_none(tmp_path, capsys):
    text = "定西市科技创新规划\n\n一、目标\n\n到2022年，全市高新技术企业达到60家。\n"
    write(tmp_path, {"plan": text, "t2024": report(2024)})
    assert main(["track", str(tmp_path), "--quiet"]) == 0
    assert "The year of plan is unknown" in " ".join(capsys.readouterr().out.split())


def test_regions_stand_side_by_side(tmp_path, capsys):
    first = {
        "t2022": report(2022, coming="新增高新技术企业20家。"),
        "t2023": report(2023, "新增高新技术企业25家。"),
    }
    other = {
        f"o{name[1:]}": text.replace("定西", "荆州").replace("25家", "15家") for name, text in first.items()
    }
    write(tmp_path, first | other)
    assert main(["track", str(tmp_path), "--quiet", "--format", "markdown"]) == 0
    table = capsys.readouterr().out.partition("## Regions side by side")[2].partition("##")[0]
    assert "定西" in table
    assert "20 → 25 exceeded" in table
    assert "20 → 15 missed" in table


def test_the_json_follows_its_schema_and_opens_to_both_sentences(tmp_path, capsys):
    folder = write_example(tmp_path / "texts")
    assert main(["track", str(folder), "--quiet", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    validate(data, json_schema("outcomes"))
    [missed] = [one for one in data["tracks"][0]["outcomes"] if one["verdict"] == "missed"]
    assert missed["promise"]["indicator_id"] == "rd-intensity"
    assert main(["show", str(folder), "--quiet", "--id", missed["results"][0]["actual"]["id"]]) == 0
    assert "0.46%" in capsys.readouterr().out
    assert main(["track", "x", "--json-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema("outcomes")


@pytest.mark.parametrize(
    "name", ["outcomes.xlsx", "outcomes.md", "outcomes.html", "outcomes.docx", "outcomes.tex"]
)
def test_every_format_holds_all_promises(tmp_path, name):
    folder = write_example(tmp_path / "texts")
    assert main(["track", str(folder), "--quiet", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).stat().st_size


def test_a_screen_shows_what_is_known_and_counts_the_rest(tmp_path, capsys):
    folder = write_example(tmp_path / "texts")
    main(["track", str(folder), "--quiet"])
    short = capsys.readouterr().out
    main(["track", str(folder), "--quiet", "--all"])
    whole = capsys.readouterr().out
    assert "--all lists them" in short
    assert (
        "not reported"
        not in short.partition("Promise and outcome")[2].partition("Promises and their outcomes")[0]
    )
    assert len(whole.splitlines()) > len(short.splitlines())


def test_a_store_gives_what_reading_gives(tmp_path, capsys):
    folder = write_example(tmp_path / "texts")
    store = tmp_path / "texts.duckdb"
    assert main(["index", str(folder), "--store", str(store), "--quiet"]) == 0
    capsys.readouterr()
    main(["track", str(folder), "--quiet", "--format", "json"])
    read = json.loads(capsys.readouterr().out)
    main(["track", str(store), "--quiet", "--format", "json"])
    assert json.loads(capsys.readouterr().out) == read


def test_a_goal_for_an_earlier_year_is_a_step_and_not_lowered(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    write(old, {"plan": report(2021, coming="到2025年，高新技术企业达到260家。")})
    write(new, {"plan": report(2023, coming="2023年，高新技术企业达到200家。")})
    before, after = (analyze_corpus([folder], CONFIG) for folder in (old, new))
    assert [change.kind for change in diff_corpora(before, after, CONFIG)] == ["step"]
    assert [change.kind for change in diff_corpora(after, before, CONFIG)] == ["step"]


def test_the_json_of_an_empty_corpus_is_valid():
    validate(json.loads(render_json(outcomes_data(()))), json_schema("outcomes"))


RULES = """policycmp: "2"
extends: default
only: [rules]
rules:
  - {id: told, require: reported, indicator: high-tech-enterprises}
  - {id: done, require: reached, indicator: high-tech-enterprises}
"""


@pytest.mark.parametrize(
    ("review", "code", "said"),
    [
        ("新增高新技术企业21家。", 0, "all"),
        ("新增高新技术企业9家。", 1, "missed"),
        ("各项工作平稳。", 1, "no text tells"),
    ],
)
def test_rules_hold_promises_to_what_became_of_them(tmp_path, capsys, review, code, said):
    folder = tmp_path / "texts"
    folder.mkdir()
    write(folder, {"t2022": report(2022, coming="新增高新技术企业20家。"), "t2023": report(2023, review)})
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    assert main(["check", str(folder), "--quiet", "--config", str(tmp_path / "rules.yaml")]) == code
    assert said in " ".join(capsys.readouterr().out.split())


def test_check_calls_a_step_a_step(tmp_path, capsys):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    write(old, {"plan": report(2021, coming="到2025年，高新技术企业达到260家。")})
    write(new, {"plan": report(2023, coming="2023年，高新技术企业达到200家。")})
    baseline = tmp_path / "baseline.json"
    assert main(["compare", str(old), "--quiet", "-o", str(baseline)]) == 0
    config = tmp_path / "rules.yaml"
    config.write_text(
        'policycmp: "2"\nextends: default\nrules:\n  - {id: kept, require: kept}\n', encoding="utf-8"
    )
    arguments = [
        "check",
        str(new),
        "--quiet",
        "--config",
        str(config),
        "--baseline",
        str(baseline),
        "--format",
        "json",
    ]
    assert main(arguments) == 0
    assert any(one["message"].startswith("step: ") for one in json.loads(capsys.readouterr().out))
