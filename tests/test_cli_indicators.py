"""`policycmp indicators`: what is counted, one thing in full, and the nouns that the vocabulary lacks."""

import json

import pytest
import yaml

from policycmp.cli import main
from policycmp.config import load_config

TEXTS = {
    "a": "定西市创新计划\n一、任务\n（一）发展。到2025年，高新技术企业达到120家，灯塔农场达到5家。\n",
    "b": (
        "荆州市若干政策\n一、目标\n（一）农业。到2026年，全市灯塔农场达到8家。\n"
        "（二）企业。到2026年，高新技术企业达到80家。\n"
    ),
}


@pytest.fixture
def plans(tmp_path):
    for doc, text in TEXTS.items():
        (tmp_path / f"{doc}.txt").write_text(text, encoding="utf-8")
    return str(tmp_path)


def data(capsys, *arguments):
    assert main(["indicators", *arguments, "--format", "json", "--quiet"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_vocabulary_is_listed_and_counted(capsys, plans):
    listed = {each["id"]: each for each in data(capsys, "list", plans)}
    assert listed["high-tech-enterprises"]["plans"] == 2
    assert listed["rd-intensity"]["label"]["zh"] == "研发投入占GDP比重"
    assert set(data(capsys, "list", "--topic", "ip")[0]) == set(listed["rd-intensity"])


@pytest.mark.parametrize("name", ["high-tech-enterprises", "高企"])
def test_one_is_shown_by_its_id_or_a_word(capsys, plans, name):
    shown = data(capsys, "show", name, plans)
    assert (shown["id"], shown["direction"]) == ("high-tech-enterprises", "up")
    assert {each["text"] for each in shown["commitments"]} == {"120家", "80家"}


def test_an_id_of_an_earlier_version_still_leads_there(capsys):
    assert data(capsys, "show", "listed-firms")["id"] == "listed-companies"


def test_what_is_not_known_is_refused_with_the_nearest(capsys):
    assert main(["indicators", "show", "high-tech-enterprize"]) == 2
    assert "did you mean high-tech-enterprises?" in capsys.readouterr().err


def test_missing_nouns_come_with_a_line_to_paste(capsys, plans, tmp_path):
    suggested = data(capsys, "suggest", plans)
    noun = next(each for each in suggested if "灯塔农场" in (each["noun"], *each["also"]))
    assert noun["plans"] == 2
    config = tmp_path / "config.yaml"
    config.write_text(f'policycmp: "2"\nextends: default\nobjects:\n  {noun["config"]}\n', encoding="utf-8")
    added = yaml.safe_load(config.read_text(encoding="utf-8"))["objects"][0]["id"]
    assert added in {entry.id for entry in load_config(config).objects}
