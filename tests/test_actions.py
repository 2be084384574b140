"""policycmp in the CI of others: the shell steps of the action and the hooks of pre-commit, without a network."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from policycmp.cli import main

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / ".github/actions/policycmp/action.yml").read_text(encoding="utf-8"))
HOOKS = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
STEPS = ACTION["runs"]["steps"]
[CHECK] = [step for step in STEPS if step.get("id") == "check"]
PLAN = "定西市方案\n\n一、任务\n\n（一）高新技术企业。到2025年，高新技术企业总数达到{count}家。\n"
RULES = """policycmp: "2"
extends: default
rules:
  - {id: many-firms, require: at-least, indicator: high-tech-enterprises, value: 200家}
"""


@pytest.fixture
def repository(tmp_path):
    """A repository with a plan and a config, and policycmp on the path."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "dingxi-2024.txt").write_text(PLAN.format(count=120), encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "policycmp"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m policycmp "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run_check(repository, **inputs):
    """Run the step as a runner does: inputs in its environment by the names that the action gives them."""
    files = {"GITHUB_OUTPUT": repository / "output", "GITHUB_STEP_SUMMARY": repository / "summary.md"}
    for file in files.values():
        file.write_text("", encoding="utf-8")
    values = {name: about.get("default", "") for name, about in ACTION["inputs"].items()} | inputs
    given = {name: values[value[len("${{ inputs.") : -len(" }}")]] for name, value in CHECK["env"].items()}
    environment = {
        **os.environ,
        **{name: str(file) for name, file in files.items()},
        **given,
        "PATH": f"{repository / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
        "RUNNER_TEMP": str(repository),
    }
    process = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    told = dict(
        line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    )
    return process, told["code"], files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


def told(process):
    """The lines that a runner obeys."""
    return [line for line in (process.stdout + process.stderr).splitlines() if line.startswith("::")]


def test_a_broken_rule_is_an_annotation_and_a_row_of_the_summary(repository):
    process, code, summary = run_check(repository, config="rules.yaml")
    assert (process.returncode, code) == (1, "1"), process.stderr
    [line] = [line for line in process.stdout.splitlines() if line.startswith("::error ")]
    assert "file=plans/dingxi-2024.txt" in line
    assert "line=5" in line
    assert "title=many-firms" in line
    assert "## Rules\n" in summary
    assert "| many-firms |" in summary
    assert "120" in summary


def test_rules_that_hold_end_well(repository):
    (repository / "plans" / "dingxi-2024.txt").write_text(PLAN.format(count=300), encoding="utf-8")
    process, code, summary = run_check(repository, config="rules.yaml", lang="zh")
    assert (process.returncode, code) == (0, "0"), process.stderr
    assert "::error" not in process.stdout
    assert "many-firms" in summary


def test_a_baseline_holds_what_became_weaker(repository, monkeypatch):
    monkeypatch.chdir(repository)
    assert main(["compare", "plans", "-o", "baseline.json", "--quiet"]) == 0
    (repository / "rules.yaml").write_text(
        'policycmp: "2"\nextends: default\nrules:\n  - {id: nothing-weaker, require: kept}\n',
        encoding="utf-8",
    )
    (repository / "plans" / "dingxi-2024.txt").write_text(PLAN.format(count=90), encoding="utf-8")
    process, code, summary = run_check(repository, config="rules.yaml", baseline="baseline.json")
    assert code == "1", process.stderr
    assert "nothing-weaker" in summary
    assert "::error" in process.stdout


def test_plans_are_named_one_a_line(repository):
    (repository / "more plans").mkdir()
    (repository / "more plans" / "荆州 2024.txt").write_text(
        PLAN.format(count=90).replace("定西", "荆州"), encoding="utf-8"
    )
    _, code, summary = run_check(repository, config="rules.yaml", plans="\n  plans/*.txt\n\nmore plans\n")
    assert code == "1"
    assert "0/2" in summary


HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    '"; touch pwned; "',
    "x && touch pwned",
    "--output=pwned",
    "'; touch pwned #",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["plans", "config", "baseline", "lang"])
def test_no_input_is_run(repository, name, text):
    process, code, _ = run_check(repository, **{"config": "rules.yaml"} | {name: text})
    assert code in {"2", "4"}, process.stderr
    assert process.returncode == int(code)
    assert not (repository / "pwned").exists()
    # A plan that cannot be read is told as one.
    assert all(line.startswith(("::error title=", "::notice title=")) for line in told(process))


def test_what_a_plan_says_is_no_command_and_no_markup(repository):
    evil = PLAN.format(count=120).replace(
        "高新技术企业。", "高新技术企业。<script>x</script>|[a](http://b)@all"
    )
    (repository / "plans" / "dingxi-2024.txt").write_text(evil + "\n::error::pwned\n", encoding="utf-8")
    (repository / "plans" / "::error::x.txt").write_text(evil, encoding="utf-8")
    process, _, summary = run_check(repository, config="rules.yaml")
    assert {line.partition("title=")[2].partition("::")[0] for line in told(process)} <= {
        "many-firms",
        "commitments-kept",
    }
    page = MarkdownIt("commonmark").enable("table").render(summary)
    assert "http" in page
    assert "<script" not in page
    assert "<a " not in page


def test_inputs_reach_the_shell_as_variables_alone():
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == (step.get("shell") == "bash")
    assert set(CHECK["env"].values()) <= {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}
    assert ACTION["runs"]["using"] == "composite"
    assert {"plans", "config", "baseline"} <= set(ACTION["inputs"])
    for about in ACTION["inputs"].values():
        assert about["description"]
        assert "default" in about


def test_the_install_step_names_this_repository():
    [install] = [step for step in STEPS if step.get("name", "").startswith("Install")]
    path = (
        install["run"]
        .split()[-1]
        .strip('"')
        .replace("$GITHUB_ACTION_PATH", str(ROOT / ".github/actions/policycmp"))
    )
    assert (Path(path) / "pyproject.toml").resolve() == ROOT / "pyproject.toml"


# pre-commit.


def test_pre_commit_takes_the_manifest():
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    loaded = clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in loaded] == list(HOOKS)


def test_the_hooks_are_whole():
    assert set(HOOKS) == {"policycmp-check", "policycmp-config"}
    for hook in HOOKS.values():
        assert hook["language"] == "python"
        assert hook["entry"].split()[0] == "policycmp"
        assert hook["name"]
        assert hook["description"]


def run_hook(name, *arguments):
    hook = HOOKS[name]
    return main([*shlex.split(hook["entry"])[1:], *(arguments or hook["args"])])


def test_the_hook_for_plans_holds_them_to_the_rules(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository)
    assert run_hook("policycmp-check") == 0
    assert run_hook("policycmp-check", "plans", "--config", "rules.yaml") == 1
    assert "many-firms" in capsys.readouterr().out


def test_the_hook_for_a_config_tells_its_mistakes(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository)
    (repository / "rules.yaml").rename("config.yaml")
    assert run_hook("policycmp-config") == 0
    (repository / "config.yaml").write_text(RULES.replace("at-least", "at-lest"), encoding="utf-8")
    assert run_hook("policycmp-config") == 2
    assert "config.yaml:4" in "".join(capsys.readouterr())


def test_the_guide_shows_both(capsys):
    assert main(["guide", "ci"]) == 0
    guide = capsys.readouterr().out
    assert "/.github/actions/policycmp@" in guide
    assert all(f"id: {name}" in guide for name in HOOKS)
