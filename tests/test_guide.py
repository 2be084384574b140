"""The guides: each is printed, linked and true: what it names exists, its examples load, its lists are whole."""

import re
from typing import get_args

import pytest
import readme

from policycmp.cli import main
from policycmp.cli.commands import SUMMARIES
from policycmp.cli.guide import load_guides
from policycmp.config import config_schema, load_config
from policycmp.config.rules import Rule

NAMES = (
    "README.zh",
    "changes",
    "ci",
    "codebook",
    "config",
    "exchange",
    "instruments",
    "methods",
    "outcomes",
    "overlap",
    "python",
    "report",
    "review",
    "scale",
    "tables",
)
GUIDES = load_guides()


def printed(capsys, *arguments):
    code = main(["guide", *arguments])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_these_are_the_guides():
    assert tuple(GUIDES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_guide_is_printed_and_linked_from_the_readme(name, capsys):
    assert printed(capsys, name) == (0, GUIDES[name], "")
    assert f"(policycmp/guide/{name}.md)" in readme.README.read_text(encoding="utf-8")


def test_a_screen_shows_it_through_its_pager(monkeypatch, capsys, tmp_path):
    paged = tmp_path / "paged"
    monkeypatch.setenv("PAGER", f"cat > {paged}")
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    assert printed(capsys, "ci") == (0, "", "")
    assert paged.read_text(encoding="utf-8") == GUIDES["ci"]


def test_without_a_name_each_guide_has_a_line(capsys):
    code, out, _ = printed(capsys)
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(NAMES)


@pytest.mark.parametrize(("wrong", "near"), [("method", "methods"), ("CI", None), ("zzz", None)])
def test_an_unknown_name_is_told_on_one_line_with_those_there_are(wrong, near, capsys):
    code, out, err = printed(capsys, wrong)
    assert (code, out) == (2, "")
    [line] = err.splitlines()
    assert all(name in line for name in NAMES)
    assert near is None or f"did you mean {near}?" in line


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_a_guide_names_exists(name):
    assert set(re.findall(r"policycmp ([a-z]+)\b", GUIDES[name])) <= {*SUMMARIES, "guide"}


@pytest.mark.parametrize("name", ["config", "ci", "instruments"])
def test_the_examples_of_a_config_load(name, tmp_path):
    blocks = [
        block
        for block in re.findall(r"```yaml\n(.*?)```", GUIDES[name], re.DOTALL)
        if "jobs:" not in block and "repos:" not in block
    ]
    for block in blocks:
        file = tmp_path / "config.yaml"
        head = "" if block.startswith("policycmp:") else 'policycmp: "2"\nextends: default\n'
        file.write_text(head + block, encoding="utf-8")
        assert load_config(file)
    assert len(blocks) >= 2


def test_the_guide_to_the_config_names_every_section():
    sections = set(config_schema()["properties"]) - {"policycmp", "extends", "corrections"}
    assert not [section for section in sections if f"`{section}`" not in GUIDES["config"]]


def test_the_guide_to_ci_names_every_requirement():
    kinds = {
        kind
        for rule in get_args(get_args(Rule)[0])
        for kind in get_args(rule.model_fields["require"].annotation)
    }
    assert not [kind for kind in kinds if f"`{kind}`" not in GUIDES["ci"]]
