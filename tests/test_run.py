"""Named comparisons: each to its own files, only what changed done again."""

import json
import os
from pathlib import Path

import pytest
from written_plans import analysis, clause

from policycmp.cli import main
from policycmp.config import load_config

CONFIG = """\
policycmp: "2"
extends: default
comparisons:
  - id: cities
    plans: ["plans/*.txt"]
    files: [out/cities.md, out/cities.json]
  - id: firms
    plans: [plans]
    tables: [targets]
    files: [out/firms.csv]
    options: {topic: [high-tech-enterprises], lang: zh}
"""
FILES = ["out/cities.md", "out/cities.json", "out/firms.csv"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plans").mkdir()
    for doc, number in (("lanjiang", 1000), ("yunfeng", 500)):
        write(tmp_path, doc, number)
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, doc, number):
    text = analysis(doc, clause(f"到2025年，高新技术企业达到{number}家。")).document.text
    (folder / "plans" / f"{doc}.txt").write_text(f"{text}\n{doc}\n", encoding="utf-8")


@pytest.fixture
def run(folder, capsys):
    assert folder == Path.cwd()

    def run(*arguments):
        named = () if "--config" in arguments else ("--config", "config.yaml")
        code = main(["run", *arguments, *named, "--format", "json"])
        written = capsys.readouterr()
        states = {state["file"]: state["state"] for state in json.loads(written.out)} if written.out else {}
        return code, states, written.err

    return run


def test_every_comparison_is_written_to_its_files(run, folder):
    code, states, _ = run()
    assert (code, states) == (0, dict.fromkeys(FILES, "written"))
    assert (folder / "out/cities.md").read_text(encoding="utf-8").count("| ") > 3
    assert len(json.loads((folder / "out/cities.json").read_text(encoding="utf-8"))["documents"]) == 2
    csv = (folder / "out/firms.csv").read_text(encoding="utf-8-sig")
    assert "高新技术企业" in csv
    assert "coverage" not in csv


def test_only_what_changed_is_done_again(run, folder):
    run()
    before = {file: (folder / file).stat().st_mtime_ns for file in FILES}
    assert run()[1] == dict.fromkeys(FILES, "unchanged")
    assert {file: (folder / file).stat().st_mtime_ns for file in FILES} == before
    os.utime(folder / "plans/yunfeng.txt")
    assert run()[1] == dict.fromkeys(FILES, "unchanged")
    (folder / "out/cities.md").write_text("edited", encoding="utf-8")
    assert run()[1] == dict.fromkeys(FILES, "unchanged") | {"out/cities.md": "written"}
    write(folder, "yunfeng", 600)
    assert run()[1] == dict.fromkeys(FILES, "written")
    assert run("--force")[1] == dict.fromkeys(FILES, "written")


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("# nothing", "# a remark", []),
        ("lang: zh", "lang: en", ["out/firms.csv"]),
        ("tables: [targets]", "tables: [coverage]", ["out/firms.csv"]),
        ("comparisons:", "settings: {percentile_from: 4}\ncomparisons:", FILES),
        ("comparisons:", "rules: []\ncomparisons:", []),
        ("files: [out/firms.csv]", "files: [out/firms.csv, out/firms.jsonl]", ["out/firms.jsonl"]),
    ],
)
def test_what_a_change_of_the_config_touches(run, folder, old, new, written):
    source = CONFIG + "# nothing\n"
    (folder / "config.yaml").write_text(source, encoding="utf-8")
    run()
    assert old in source
    (folder / "config.yaml").write_text(source.replace(old, new), encoding="utf-8")
    assert [file for file, state in run()[1].items() if state == "written"] == written


def test_only_one_and_the_list(run, folder):
    assert run("--list")[1] == dict.fromkeys(FILES, "to do")
    assert not (folder / "out").exists()
    assert run("--only", "firms")[1] == {"out/firms.csv": "written"}
    assert run("--list")[1] == dict.fromkeys(FILES, "to do") | {"out/firms.csv": "unchanged"}
    code, _, err = run("--only", "frims")
    assert (code, err) == (2, "error: unknown comparison 'frims': did you mean firms?\n")


def test_paths_start_at_the_config(run, folder, monkeypatch):
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    code, states, _ = run("--config", "../config.yaml", "--only", "firms")
    assert (code, list(states.values())) == (0, ["written"])
    assert (folder / "out/firms.csv").is_file()


def test_what_was_not_wholly_read_is_done_again(run, folder):
    (folder / "plans/empty.txt").touch()
    for _ in range(2):
        code, states, err = run()
        assert (code, states) == (3, dict.fromkeys(FILES, "written"))
        assert "empty.txt: is empty" in err
    for plan in (folder / "plans").iterdir():
        plan.unlink()
    code, states, _ = run()
    assert (code, states) == (4, dict.fromkeys(FILES, "nothing read"))


def test_an_interrupted_run_leaves_whole_files(run, folder, monkeypatch):
    run("--only", "firms")
    before = (folder / "out/firms.csv").read_bytes()
    write(folder, "yunfeng", 600)

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("policycmp.cli.streams.Path.replace", interrupt)
        assert main(["run", "--config", "config.yaml"]) == 130
    assert (folder / "out/firms.csv").read_bytes() == before
    assert sorted(path.name for path in (folder / "out").iterdir()) == [".firms.csv.policycmp", "firms.csv"]
    assert run()[1] == dict.fromkeys(FILES, "written")


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ('policycmp: "2"\nextends: default\n', "names no comparisons"),
        (CONFIG.replace("cities.md", "cities.odt"), "comparison cities: no format writes .odt files"),
        (
            CONFIG.replace("tables: [targets]", "format: cvs"),
            "comparison firms: unknown format 'cvs': did you mean csv?",
        ),
        (
            CONFIG.replace("out/firms.csv", "out/cities.md"),
            "config.yaml:10: `out/cities.md` is written by `cities` too",
        ),
    ],
)
def test_mistakes_take_one_line_before_anything_is_written(run, folder, config, says):
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    code, _, err = run()
    assert code == 2
    assert says in err
    assert len(err.splitlines()) == 1
    assert not (folder / "out").exists()


def test_comparisons_are_loaded_in_order(folder):
    assert [comparison.id for comparison in load_config(folder / "config.yaml").comparisons] == [
        "cities",
        "firms",
    ]


def test_a_config_that_was_only_found_writes_nothing(folder, capsys):
    assert main(["run"]) == 2
    note, error = capsys.readouterr().err.splitlines()
    assert note == "note: config.yaml: used, for it stands here"
    assert error.endswith("name it: --config config.yaml")
    assert not (folder / "out").exists()
    assert main(["run", "--list", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("../outside.csv", "lies outside the folder of the config"),
        ("/outside.csv", "lies outside the folder of the config"),
        ("linked/outside.csv", "lies outside the folder of the config"),
        ("linked.csv", "lies outside the folder of the config"),
        ("plans/lanjiang.html", "is a plan or a config of this run"),
        ("plans/again.html", "is a plan or a config of this run"),
        ("mine.csv", "was not made by policycmp run"),
        ("dangling.csv", "was not made by policycmp run"),
    ],
)
def test_a_file_that_may_not_be_written_stops_the_run(run, folder, tmp_path_factory, file, says):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "linked.csv").symlink_to(elsewhere / "outside.csv")
    (folder / "dangling.csv").symlink_to(folder / "nothing.csv")
    (folder / "mine.csv").write_text("mine", encoding="utf-8")
    (folder / "plans/lanjiang.txt").rename(folder / "plans/lanjiang.html")
    (folder / "plans/again.html").symlink_to("lanjiang.html")
    before = {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}
    (folder / "config.yaml").write_text(CONFIG.replace("out/firms.csv", file), encoding="utf-8")
    code, _, err = run()
    assert code == 2
    assert says in err
    after = {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}
    del before[folder / "config.yaml"], after[folder / "config.yaml"]
    assert after == before
    assert not list(elsewhere.iterdir())


def test_what_the_user_allows_is_written(run, folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "mine.csv").write_text("mine", encoding="utf-8")
    for file, option in (("mine.csv", "--force"), (str(elsewhere / "firms.csv"), "--allow-outside")):
        (folder / "config.yaml").write_text(CONFIG.replace("out/firms.csv", file), encoding="utf-8")
        assert run()[0] == 2
        assert run(option)[0] == 0
    assert (elsewhere / "firms.csv").is_file()
    (folder / "config.yaml").write_text(
        CONFIG.replace("out/firms.csv", "plans/lanjiang.txt"), encoding="utf-8"
    )
    assert run("--force", "--allow-outside")[0] == 2
