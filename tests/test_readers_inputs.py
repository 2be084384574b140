"""The arguments of a command name plans: each gets one id, and what is not found is told."""

import os
import sys
from itertools import permutations

import pytest

from policycmp.models import Severity
from policycmp.readers.inputs import find_inputs
from policycmp.readers.names import shown_path

PLAN = "加快建设创新平台。"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN, "utf-8")


def docs(*plans):
    return [source.doc for source in find_inputs(plans)[0]]


def messages(*plans):
    return [(issue.severity, issue.message) for issue in find_inputs(plans)[1]]


def test_files_folders_globs_and_standard_input_mix(folder):
    write(folder, "a.txt", "in/b.md", "in/deep/c.html", "d1.txt", "d2.txt", "d3.pdf")
    assert docs("a.txt", "in", "d*.txt", "-") == ["a", "b", "c", "d1", "d2", "stdin"]
    assert docs("**/*.html") == ["c"]
    assert docs("*/") == ["b", "c"]


def test_the_order_of_the_arguments_changes_nothing(folder):
    write(folder, "x/plan.txt", "y/plan.txt", "plan.md", "other.txt")
    results = [
        find_inputs(order) for order in permutations(["x", "y/plan.txt", "plan.md", "*.txt", "nowhere"])
    ]
    assert all(result == results[0] for result in results)


def test_the_same_file_is_one_plan_however_it_is_named(folder):
    write(folder, "plan.txt")
    (folder / "link.txt").symlink_to("plan.txt")
    assert docs("plan.txt", "./plan.txt", str(folder / "plan.txt"), "link.txt", ".") == ["plan"]
    assert docs("-", "-") == ["stdin"]


def test_equal_stems_take_the_ending_and_then_the_folders(folder):
    write(folder, "x/hefei.docx", "x/hefei.txt", "y/hefei.txt", "x/dingxi.txt", "stdin.txt")
    assert docs("x", "y", "stdin.txt", "-") == [
        "dingxi",
        "docx:hefei",
        "stdin",
        "txt:stdin",
        "x:txt:hefei",
        "y:txt:hefei",
    ]


def test_equal_folders_take_the_folders_above(folder):
    write(folder, "a/x/plan.txt", "b/x/plan.txt")
    assert docs("a", "b") == ["a:x:txt:plan", "b:x:txt:plan"]


def test_a_folder_counts_what_it_does_not_read(folder):
    write(
        folder,
        "in/plan.txt",
        "in/a.csv",
        "in/deep/b.csv",
        "in/c.gif",
        "in/.hidden",
        "in/~$plan.docx",
        "in/README.md",
        "in/data",
    )
    ((severity, message),) = messages("in")
    assert severity is Severity.NOTE
    assert message.startswith("in: 7 are not read (2 .csv, 2 hidden, 1 .gif, 1 README.md, 1 without ending)")


@pytest.mark.parametrize(("can", "docs"), [(True, ["page", "plan"]), (False, ["plan"])])
def test_pictures_in_a_folder_are_plans_where_they_can_be_recognised(folder, monkeypatch, can, docs):
    monkeypatch.setattr("policycmp.readers.inputs.can_recognise", lambda: can)
    write(folder, "in/plan.txt", "in/page.png")
    inputs, issues = find_inputs(["in"])
    assert [source.doc for source in inputs] == docs
    assert [issue.message.startswith("in: 1 is not read (1 .png)") for issue in issues] == [True] * (not can)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("nowhere.txt", "nowhere.txt: no such file or folder"),
        ("empty", "empty: no plans in this folder; known endings are .txt"),
        ("*.docx", "*.docx: nothing matches"),
        ("a**b/*.txt", "a**b/*.txt: "),
    ],
)
def test_what_is_not_found_is_an_error_of_one_line(folder, plan, words):
    (folder / "empty").mkdir()
    ((severity, message),) = messages(plan)
    assert severity is Severity.ERROR
    assert words in message
    assert "\n" not in message


def test_a_name_that_looks_like_a_glob_is_a_name_first(folder):
    write(folder, "plan [2020].txt")
    assert docs("plan [2020].txt") == ["plan [2020]"]


def test_a_loop_of_links_ends(folder):
    write(folder, "in/plan.txt")
    (folder / "in/above").symlink_to(folder)
    (folder / "in/again").symlink_to(folder / "in")
    (folder / "in/self.txt").symlink_to("self.txt")
    assert docs("in") == ["plan", "self"]
    assert "2 linked folder" in messages("in")[0][1]
    assert docs("**/*.txt") == ["plan", "self"]


def test_a_very_deep_folder_is_searched_through(folder):
    deep = folder
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    write(deep, "plan.txt")
    assert docs(".") == ["plan"]


def test_a_folder_that_may_not_be_searched_is_an_error_and_the_others_go_on(folder, monkeypatch):
    write(folder, "in/plan.txt", "in/locked/secret.txt")
    scandir = os.scandir

    def guarded(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert docs("in") == ["plan"]
    assert messages("in") == [
        (Severity.ERROR, "in/locked: cannot be searched, permission denied; check its permissions")
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names as any bytes")
def test_a_name_in_gbk_can_be_printed(folder):
    name = os.fsdecode("合肥规划.txt".encode("gbk"))
    write(folder, name)
    (source,) = find_inputs([name])[0]
    assert source.doc == "合肥规划"
    assert shown_path(source.path) == "合肥规划.txt"
