"""Runs that are ended at any moment, and two at once: the store is that of an undisturbed run."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from stores import exported, shards_of

from policycmp.config import load_config
from policycmp.corpus import filing
from policycmp.corpus.indexing import index_corpus
from policycmp.store.location import Files
from policycmp.store.locking import locked

PLAN = "{region}科技创新方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到{count}家。\n"
# Index a folder with shards of four plans, and be killed before a function of the program is called for the nth time.
CHILD = """
import os, signal, sys
from functools import reduce
from importlib import import_module
from policycmp.corpus import filing
from policycmp.corpus import indexing
from policycmp.config import load_config

def kill_before(home, name, calls):
    work = getattr(home, name)
    left = iter(range(calls - 1))
    def deadly(*arguments, **options):
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*arguments, **options)
    setattr(home, name, deadly)

plans, store, place, calls = sys.argv[1:]
module, _, path = place.partition(":")
*homes, name = path.split(".")
kill_before(reduce(getattr, homes, import_module(module)), name, int(calls))
filing.SHARD_PLANS = 4
indexing.index_corpus([plans], load_config(), store)
"""
# Where: before which call, and how many plans of twelve the next run need not read again.
MOMENTS = {
    "within a shard": ("policycmp.store.shards:Draft.add", 7, 4),
    "before a shard is put in place": ("policycmp.store.shards:put_in_place", 3, 8),
    "before the catalog is written": ("policycmp.corpus.indexing:publish_catalog", 1, 12),
    "within the catalog": ("policycmp.store.catalog:_fill_rest", 1, 12),
}


@pytest.fixture(scope="module")
def config():
    return load_config()


@pytest.fixture
def plans(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(12):
        write(folder, number, number + 10)
    return folder


@pytest.fixture
def store(tmp_path):
    return tmp_path / "plans.duckdb"


def write(folder, number, count):
    text = PLAN.format(region=("定西市", "荆州市", "南通市")[number % 3], count=count)
    (folder / f"plan-{number:02}.txt").write_text(text, encoding="utf-8")


def index_and_be_killed(plans, store, place, calls):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-c", CHILD, plans, store, place, str(calls)]
    ended = subprocess.run(arguments, env=environment, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_that_was_killed_is_taken_up(plans, store, tmp_path, config, moment):
    place, calls, adopted = MOMENTS[moment]
    index_and_be_killed(plans, store, place, calls)
    assert not store.exists()
    indexed = index_corpus([plans], config, store)
    assert (indexed.documents, indexed.adopted, indexed.read) == (12, adopted, 12 - adopted)
    index_corpus([plans], config, tmp_path / "fresh.duckdb")
    assert exported(store) == exported(tmp_path / "fresh.duckdb")
    assert not [name for name in shards_of(store) if name.startswith(".")]


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize(
    "place", ["policycmp.store.catalog:_fill_rest", "policycmp.store.location:Files.remove_shards"]
)
def test_a_change_that_was_killed_leaves_the_old_store_or_the_new_one(plans, store, tmp_path, config, place):
    index_corpus([plans], config, store)
    before = exported(store)
    write(plans, 5, 99)
    (plans / "plan-06.txt").unlink()
    # It is called once more, by the sweeping before the run, than shards are removed after it.
    index_and_be_killed(plans, store, place, 2 if place.endswith("remove_shards") else 1)
    index_corpus([plans], config, tmp_path / "fresh.duckdb")
    after = exported(tmp_path / "fresh.duckdb")
    assert exported(store) == (after if place.endswith("remove_shards") else before)
    assert index_corpus([plans], config, store).read == 0
    assert exported(store) == after


def test_what_was_read_before_ctrl_c_is_kept(plans, store, config, monkeypatch):
    monkeypatch.setattr(filing, "SHARD_PLANS", 4)

    def interrupt(done, _total, _failed):
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_corpus([plans], config, store, progress=interrupt)
    assert not store.exists()
    assert index_corpus([plans], config, store).adopted == 8


def test_the_second_writer_waits_and_says_for_whom(plans, store, config):
    files = Files.of(store)
    waited = []
    told = threading.Event()

    def waiting(process):
        waited.append(process)
        told.set()

    with locked(files.lock):
        second = threading.Thread(
            target=index_corpus, args=([plans], config, store), kwargs={"waiting": waiting}
        )
        second.start()
        assert told.wait(30)
        assert not store.exists()
    second.join(60)
    assert waited == [str(os.getpid())]
    assert index_corpus([plans], config, store).kept == 12


def test_what_another_left_half_done_is_swept(plans, store, config):
    files = Files.of(store)
    for left in (files.shards / ".elsewhere.1.0.part", files.shards / ("0" * 32)):
        left.mkdir(parents=True)
        (left / "clauses.parquet").write_bytes(b"half")
    Path(f"{store.parent}/.{store.name}.1.part").write_bytes(b"half")
    index_corpus([plans], config, store)
    assert len(shards_of(store)) == 1
    assert sorted(path.name for path in store.parent.iterdir()) == [
        "plans",
        "plans.duckdb",
        "plans.duckdb.lock",
        "plans.duckdb.shards",
    ]
