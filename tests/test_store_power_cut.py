"""Writes of an index run that fail, or after which the power goes: the next run makes the store whole."""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from stores import exported

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus import filing
from policycmp.corpus.indexing import index_corpus
from policycmp.errors import StoreError
from policycmp.store import catalog, shards
from policycmp.store.location import Files

PLAN = "{region}科技创新方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到{count}家。\n"
# Each call of one of these is a moment at which the power may go, or the disk refuse.
CALLS = [
    *((Path, name) for name in ("rename", "replace", "unlink", "mkdir", "open", "write_text", "touch")),
    (shards, "sync_file"),
    (shards, "sync_folder"),
    (catalog, "sync_file"),
    (catalog, "sync_folder"),
    (shutil, "rmtree"),
]
# All are tried where this is set; it takes some minutes.
STEP = 1 if os.environ.get("POLICYCMP_THOROUGH") else 12


class PowerCut(BaseException):
    """Nothing of the program runs after it."""


class Disk:
    """The folder of a store as a disk would have it after a power cut: what was not synced may be lost.

    `stable` is a copy of the folder as of the last time that all its names were synced; files written since hold
    nothing.
    """

    def __init__(self, folder, monkeypatch, fails_at=None, error=PowerCut):
        self.folder = folder
        self.copy = folder.with_name("stable")
        self.moments = 0
        self.synced = set()
        self.fails_at = fails_at
        self.error = error
        for home, name in CALLS:
            monkeypatch.setattr(home, name, self.watched(name, getattr(home, name)))

    def watched(self, name, work):
        def call(*arguments, **options):
            path = Path(str(arguments[0]))
            reads = name == "open" and "w" not in str(arguments[1:])
            if reads or not path.is_relative_to(self.folder):
                return work(*arguments, **options)
            self.moments += 1
            past = -1 if self.fails_at is None else self.moments - self.fails_at - 1
            if past == 0 or (past > 0 and self.error is PowerCut):
                raise self.error
            result = work(*arguments, **options)
            if name == "sync_file":
                self.synced.add(path.stat().st_ino)
            elif name == "sync_folder" and path == self.folder:
                self.keep()
            return result

        return call

    def keep(self):
        """Take the state that is on the disk for good."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.folder, self.copy)

    def lose_contents(self):
        """Empty the files that were written and not synced, under whatever names they have."""
        for path in self.folder.rglob("*"):
            if path.is_file() and path.stat().st_ino not in self.synced:
                path.write_bytes(b"")

    def lose_names(self):
        """Go back to the names that were synced."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.copy, self.folder)


@pytest.fixture(scope="module")
def config():
    return load_config()


@pytest.fixture
def plans(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(4):
        write(folder, number, number + 10)
    return folder


def write(folder, number, count):
    text = PLAN.format(region=("定西市", "荆州市", "南通市", "驻马店市")[number], count=count)
    (folder / f"plan-{number}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path, plans, config, monkeypatch):
    """A store of two shards, of which the plans have changed since; `before` and `after` beside it."""
    monkeypatch.setattr(filing, "SHARD_PLANS", 2)
    (tmp_path / "disk").mkdir()
    store = tmp_path / "disk/plans.duckdb"
    index_corpus([plans], config, store)
    write(plans, 1, 99)
    (plans / "plan-3.txt").unlink()
    index_corpus([plans], config, tmp_path / "after.duckdb")
    return tmp_path / "disk"


def moments_of(folder, plans, config):
    """Give the moments of an undisturbed run, or some of them."""
    shutil.copytree(folder, folder.with_name("counted"))
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(folder.with_name("counted"), patch)
        index_corpus([plans], config, disk.folder / "plans.duckdb")
    assert disk.moments > 30
    return range(0, disk.moments, STEP)


@pytest.mark.parametrize("loss", ["lose_contents", "lose_names"])
def test_after_a_power_cut_the_next_run_makes_the_store_whole(folder, plans, config, loss):
    after = exported(folder.with_name("after.duckdb"))
    before = exported(folder / "plans.duckdb")
    pristine = shutil.copytree(folder, folder.with_name("pristine"))
    for moment in moments_of(folder, plans, config):
        shutil.rmtree(folder)
        shutil.copytree(pristine, folder)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(folder, patch, moment)
            disk.synced = {path.stat().st_ino for path in folder.rglob("*")}
            disk.keep()
            with suppress(PowerCut):
                index_corpus([plans], config, folder / "plans.duckdb")
        getattr(disk, loss)()
        # Who reads now sees the old store, or the new one.
        assert exported(folder / "plans.duckdb") in {before, after}, moment
        index_corpus([plans], config, folder / "plans.duckdb")
        assert exported(folder / "plans.duckdb") == after, moment


def test_a_disk_that_refuses_any_write_is_told_and_the_store_stays(folder, plans, config):
    after = exported(folder.with_name("after.duckdb"))
    before = exported(folder / "plans.duckdb")
    pristine = shutil.copytree(folder, folder.with_name("pristine"))
    for moment in moments_of(folder, plans, config):
        shutil.rmtree(folder)
        shutil.copytree(pristine, folder)
        with pytest.MonkeyPatch.context() as patch:
            Disk(folder, patch, moment, OSError(errno.ENOSPC, "No space left on device"))
            try:
                index_corpus([plans], config, folder / "plans.duckdb")
            except StoreError as error:
                assert "no space left" in str(error)  # noqa: PT017 - some refusals cost nothing
        assert exported(folder / "plans.duckdb") in {before, after}, moment
    index_corpus([plans], config, folder / "plans.duckdb")
    assert exported(folder / "plans.duckdb") == after
    assert not [*folder.rglob("*.part")]


@pytest.mark.parametrize(
    "harmed",
    [
        ("documents", lambda content: b""),  # noqa: ARG005 - nothing is left of it
        ("clauses", lambda content: content[:-9]),
        ("commitments", lambda content: content[:99] + bytes([content[99] ^ 255]) + content[100:]),
    ],
)
def test_a_damaged_shard_is_told_and_made_again(folder, plans, config, harmed, capsys):
    table, harm = harmed
    store = folder / "plans.duckdb"
    index_corpus([plans], config, store)
    shard = min(Files.of(store).find_shards())
    file = Files.of(store).table(shard, table)
    file.write_bytes(harm(file.read_bytes()))
    assert main(["targets", str(store), "--list", "--format", "jsonl"]) in {0, 2}
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "fault of the program" not in told
    indexed = index_corpus([plans], config, store)
    assert indexed.read > 0
    assert "1 part is damaged; the plans in question are read again" in indexed.issues[0].message
    assert exported(store) == exported(folder.with_name("after.duckdb"))
    assert index_corpus([plans], config, store).read == 0


@pytest.mark.parametrize("format_", ["table", "json", "csv", "xlsx"])
def test_a_full_disk_leaves_nothing_half(tmp_path, plans, format_, monkeypatch, capfd):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("policycmp.cli.streams.sync_file", full)
    result = tmp_path / "result"
    result.write_text("before", encoding="utf-8")
    assert main(["coverage", str(plans), "--format", format_, "-o", str(result), "--quiet"]) == 2
    assert capfd.readouterr().err == f"error: {result}: cannot be written: no space left on device\n"
    assert result.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
