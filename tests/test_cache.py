"""What is kept from run to run: the same bytes as without it, whatever befalls the folder meanwhile."""

import functools
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from policycmp.cli import main
from policycmp.cli.keeping import cache_folder, find_cache
from policycmp.config import load_config
from policycmp.corpus import remembering
from policycmp.corpus.pipeline import Analyst, analyze_corpus
from policycmp.store import cache as caching
from policycmp.store.cache import Cache
from policycmp.store.location import Files
from policycmp.store.locking import locked

ROOT = Path(__file__).parents[1]
PLAN = "{region}科技创新方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到{count}家。\n"
COMMANDS = [
    *yaml.safe_load((ROOT / "tests/cases/store/commands.yaml").read_text(encoding="utf-8")),
    "targets PLANS --actuals",
    "show PLANS --id dingxi-2020@1",
]
TABLES = ("documents", "clauses", "commitments", "sums.json")
CHILD = """
import os, signal, sys
from policycmp.store import shards
from policycmp.cli import main

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

name = sys.argv[1]
setattr(shards if name in vars(shards) else shards.Draft, name, die)
main(["targets", sys.argv[2], "--list"])
"""


@functools.cache
def shipped_config():
    return load_config()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYCMP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def plans(tmp_path):
    (tmp_path / "plans").mkdir()
    for number, region in enumerate(("定西市", "荆州市", "南通市")):
        write(tmp_path / "plans", f"plan-{number}", region, 10 + number)
    return tmp_path / "plans"


@pytest.fixture
def analyzed(monkeypatch):
    """The ids of the plans that are analyzed, as they are."""
    docs = []
    analyze = Analyst.analyze

    def noted(self, job):
        docs.append(job.source.doc)
        return analyze(self, job)

    monkeypatch.setattr(Analyst, "analyze", noted)
    return docs


def write(folder, name, region, count):
    (folder / f"{name}.txt").write_text(PLAN.format(region=region, count=count), encoding="utf-8")


def answer(capsys, *arguments):
    code = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    return code, out, err


def corpus_of(plans, cache, **options):
    return remembering.analyze_once([plans], shipped_config(), cache=cache, **options)


def shards(folder):
    return sorted(path.name for path in (folder / "analyses.shards").iterdir())


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A cache in which runs of every depth left the samples."""
    cache = Cache(tmp_path_factory.mktemp("filled"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for options in ({"numbers": False}, {}, {"actuals": True}):
            corpus_of("samples", cache, **options)
            corpus_of("samples/dingxi-2020.txt", cache, **options)
    return cache.folder


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_kept_answers_as_the_plans_do(command, filled, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("policycmp.config.load_config", lambda _: shipped_config())
    words = shlex.split(command.replace("PLANS", "samples"))
    expected = answer(capsys, *words)
    monkeypatch.setenv("POLICYCMP_CACHE", str(filled))
    monkeypatch.setattr(Analyst, "analyze", None)
    assert answer(capsys, *words) == expected
    assert answer(capsys, *words, "--jobs", "2") == expected


@pytest.mark.parametrize("actuals", [False, True])
def test_a_corpus_is_kept_whole(plans, folder, actuals):
    first = corpus_of(plans, Cache(folder), actuals=actuals)
    assert first == analyze_corpus([plans], shipped_config(), actuals=actuals)
    assert corpus_of(plans, Cache(folder), actuals=actuals) == first


def test_only_what_changed_is_analyzed(plans, folder, analyzed, capsys):
    first = answer(capsys, "targets", plans, "--list")
    assert analyzed == ["plan-0", "plan-1", "plan-2"]
    write(plans, "plan-1", "荆州市", 99)
    write(plans, "plan-3", "西安市", 50)
    analyzed.clear()
    changed = answer(capsys, "targets", plans, "--list")
    assert analyzed == ["plan-1", "plan-3"]
    assert changed == answer(capsys, "targets", plans, "--list", "--no-cache") != first
    write(plans, "plan-1", "荆州市", 11)
    (plans / "plan-3.txt").unlink()
    analyzed.clear()
    assert answer(capsys, "targets", plans, "--list") == first
    assert analyzed == []
    assert len(shards(folder)) == 2


@pytest.mark.parametrize("option", ["--encoding", "--config", "--meta"])
@pytest.mark.usefixtures("folder")
def test_what_else_a_reading_depends_on_counts(option, plans, analyzed, capsys, tmp_path):
    answer(capsys, "coverage", plans)
    own = "policycmp: '2'\nextends: default\nsettings: {most_seconds: 77}\n"
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "meta.csv").write_text("doc,year\nplan-0,2001\n", encoding="utf-8")
    values = {
        "--encoding": "utf-8",
        "--config": tmp_path / "own.yaml",
        "--meta": tmp_path / "meta.csv",
    }
    analyzed.clear()
    assert answer(capsys, "coverage", plans, option, values[option])[0] == 0
    assert analyzed == (["plan-0"] if option == "--meta" else ["plan-0", "plan-1", "plan-2"])


@pytest.mark.usefixtures("folder")
def test_the_program_counts(plans, analyzed, capsys, monkeypatch):
    answer(capsys, "coverage", plans)
    monkeypatch.setattr("policycmp.store.keys.code_hash", lambda: "another")
    analyzed.clear()
    answer(capsys, "coverage", plans)
    assert len(analyzed) == 3


def test_a_deeper_reading_serves_a_plain_one_but_not_the_other_way(plans, folder, analyzed):
    cache = Cache(folder)
    corpus_of(plans, cache)
    corpus_of(plans, cache, actuals=True)
    assert len(analyzed) == 6
    for shard in shards(folder)[:]:
        corpus_of(plans, cache, actuals=True)
        assert shard in shards(folder)
    Cache(folder).clear()
    deep = corpus_of(plans, cache, actuals=True)
    analyzed.clear()
    plain = corpus_of(plans, cache)
    assert analyzed == []
    assert [each.targets for each in plain.analyses] == [each.targets for each in deep.analyses]
    assert not any(each.actuals for each in plain.analyses)


@pytest.mark.parametrize("damage", [(table, how) for table in TABLES for how in ("cut", "changed", "gone")])
def test_what_is_damaged_is_read_anew(damage, plans, folder, analyzed, capsys):
    table, how = damage
    expected = answer(capsys, "targets", plans, "--list")
    [shard] = (folder / "analyses.shards").iterdir()
    file = shard / (table if "." in table else f"{table}.parquet")
    content = file.read_bytes()
    if how == "gone":
        file.unlink()
    else:
        half = len(content) // 2
        file.write_bytes(content[:half] + (b"" if how == "cut" else b"\xff\x00" + content[half + 2 :]))
    analyzed.clear()
    assert answer(capsys, "targets", plans, "--list") == expected
    assert len(analyzed) == 3
    analyzed.clear()
    assert answer(capsys, "targets", plans, "--list") == expected
    assert analyzed == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("moment", ["add", "copy", "put_in_place", "_rename"])
def test_a_run_that_was_killed_leaves_nothing_half(moment, plans, folder, analyzed, capsys):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, moment, plans],
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    assert [name for name in shards(folder) if name.startswith(".")]
    expected = answer(capsys, "targets", plans, "--list", "--no-cache")
    assert answer(capsys, "targets", plans, "--list") == expected
    assert [len(name) for name in shards(folder)] == [32]
    analyzed.clear()
    assert answer(capsys, "targets", plans, "--list") == expected
    assert analyzed == []


def test_two_writers_leave_what_one_would(plans, folder, analyzed, capsys):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-m", "policycmp", "targets", plans, "--list"]
    runs = [
        subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=120) for run in runs]
    assert said[0] == said[1]
    assert [len(name) for name in shards(folder)] == [32]
    code, out, _ = answer(capsys, "targets", plans, "--list")
    assert (code, out.encode()) == (0, said[0][0])
    assert analyzed == []


def test_one_who_waits_for_long_keeps_nothing(plans, folder, capsys, monkeypatch):
    monkeypatch.setattr(caching, "_PATIENCE", 0.0)
    (folder / "analyses.shards").mkdir(parents=True)
    with locked(Files.of(folder / "analyses").lock):
        assert answer(capsys, "coverage", plans)[0] == 0
        assert shards(folder) == []
        assert answer(capsys, "cache", "clear")[0] == 2
    answer(capsys, "coverage", plans)
    assert len(shards(folder)) == 1


@pytest.mark.parametrize("bound", [{"MOST_SHARDS": 2}, {"MOST_BYTES": 40_000}])
def test_what_was_of_no_use_for_longest_goes(bound, plans, folder, analyzed, monkeypatch):
    for name, value in bound.items():
        monkeypatch.setattr(caching, name, value)
    cache = Cache(folder)
    files = sorted(plans.iterdir())
    corpus_of(files[0], cache)
    [first] = shards(folder)
    corpus_of(files[1], cache)
    for shard in shards(folder):
        os.utime(folder / "analyses.shards" / shard, (0, 0))
    corpus_of(files[0], cache)
    if "MOST_BYTES" in bound:
        size = sum(file.stat().st_size for file in (folder / "analyses.shards" / first).iterdir())
        monkeypatch.setattr(caching, "MOST_BYTES", 2 * size + size // 2)
    corpus_of(files[2], cache)
    analyzed.clear()
    corpus_of(files[0], cache)
    assert analyzed == []
    corpus_of(files[1], cache)
    assert analyzed == ["plan-1"]


def test_a_folder_that_cannot_be_written_costs_nothing(plans, folder, capsys):
    folder.write_text("a file", encoding="utf-8")
    expected = answer(capsys, "coverage", plans, "--no-cache")
    assert answer(capsys, "coverage", plans) == expected
    assert folder.read_text(encoding="utf-8") == "a file"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are any bytes only here")
@pytest.mark.usefixtures("folder")
def test_odd_names_are_kept_or_read_again(plans, capsys):
    name = os.fsencode(plans) + b"/\xffplan.txt"
    Path(os.fsdecode(name)).write_text(PLAN.format(region="西安市", count=5), encoding="utf-8")
    first = answer(capsys, "targets", plans, "--list", "--format", "json")
    assert answer(capsys, "targets", plans, "--list", "--format", "json") == first


@pytest.mark.usefixtures("folder")
def test_what_could_not_be_read_is_tried_again(plans, analyzed, capsys):
    (plans / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    first = answer(capsys, "coverage", plans)
    assert first[0] == 3
    analyzed.clear()
    assert answer(capsys, "coverage", plans) == first
    assert analyzed == ["broken"]


@pytest.mark.parametrize(
    ("asked", "named", "ci", "kept"),
    [
        (None, None, None, True),
        (None, None, "true", False),
        (None, None, "false", True),
        (None, "off", None, False),
        (None, "folder", "true", True),
        (True, "off", "true", True),
        (True, None, "true", True),
        (False, "folder", None, False),
    ],
)
def test_nothing_is_kept_in_ci_unless_asked(asked, named, ci, kept, monkeypatch):
    for variable, value in (("POLICYCMP_CACHE", named), ("CI", ci)):
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    cache = find_cache(asked)
    assert (cache is not None) is kept
    if kept:
        assert cache.folder == cache_folder()
        assert (cache.folder == Path("folder")) is (named == "folder")


def test_it_says_where_it_is_and_goes(plans, folder, analyzed, capsys):
    assert answer(capsys, "cache", "path") == (0, f"{folder}\n", "")
    assert answer(capsys, "cache", "clear")[0] == 0
    answer(capsys, "coverage", plans)
    assert (folder / "analyses.shards").stat().st_mode & 0o077 == 0
    code, out, err = answer(capsys, "cache", "clear")
    assert (code, out) == (0, "")
    assert str(folder) in err
    assert shards(folder) == []
    analyzed.clear()
    answer(capsys, "coverage", plans)
    assert len(analyzed) == 3
