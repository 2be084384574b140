"""The engine for a cluster, against a scheduler and two workers of this machine: the same results, whoever is lost."""

import dataclasses
import os
import signal
import socket
import sys
from pathlib import Path

import pytest
from doubling import Double, other, same

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.engines import Done, PoolEngine, batches
from policycmp.errors import UsageError

pytest.importorskip("distributed", reason="the extra policycmp[cluster] is not installed")
pytestmark = [
    # Dask closes its sockets in threads of its own, some after their time.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise"),
]
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    from clusters import cluster  # noqa: PLC0415 - needs dask

    with cluster(tmp_path_factory.mktemp("cluster"), path=[Path(__file__).parent], failures=1) as address:
        yield address


@pytest.fixture
def engine(address):
    from policycmp.engines.cluster import ClusterEngine  # noqa: PLC0415 - needs distributed

    return ClusterEngine(address, same)


def test_results_stand_in_the_order_of_the_batches(engine):
    done = list(engine.run(Double(), batches(range(50), 3)))
    assert [each.jobs for each in done] == list(batches(range(50), 3))
    assert [number for each in done for number in each.result] == [2 * job for job in range(50)]


def test_a_worker_that_is_lost_and_one_that_a_job_ends_cost_no_other_job(engine, tmp_path):
    jobs = [*range(20), -1, *range(20, 40)]
    done = []
    for each in engine.run(Double(tmp_path), batches(jobs, 4)):
        done.append(each)
        if len(done) == 1:
            os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)
    assert [number for each in done for number in each.result] == [2 * job for job in range(40)]
    assert [lost.job for each in done for lost in each.lost] == [-1]


def test_an_error_of_the_task_is_raised(engine):
    with pytest.raises(ZeroDivisionError):
        list(engine.run(Double(), batches([1, 2, "bug"], 2)))


def test_another_version_is_refused(engine):
    with pytest.raises(UsageError, match=r"the worker tcp://.* has policycmp .*, here is policycmp"):
        list(dataclasses.replace(engine, code=other).run(Double(), [(1,)]))


def test_a_corpus_is_the_same_in_every_engine(engine, monkeypatch):
    config = load_config()
    monkeypatch.chdir(SAMPLES)
    here = repr(analyze_corpus(["."], config))
    assert repr(analyze_corpus(["."], config, engine=PoolEngine(2))) == here
    assert repr(analyze_corpus(["."], config, engine=engine)) == here


class Elsewhere(Double):
    """A task whose files no other machine sees; it notes how its jobs came."""

    def seal(self, jobs):
        return tuple(("sealed", job) for job in jobs)

    def open(self, jobs):
        return None if jobs[0][0] == "sealed" else jobs

    def fill(self, jobs):
        return tuple(("filled", job) for job in jobs)

    def __call__(self, jobs):
        return jobs


def test_what_workers_do_not_see_is_sent(engine):
    done = list(engine.run(Elsewhere(), batches(range(4), 2)))
    assert done == [Done(jobs, tuple(("filled", job) for job in jobs)) for jobs in [(0, 1), (2, 3)]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "dask"], "error: --engine dask: needs --scheduler ADDRESS too"),
        (["--scheduler", "tcp://127.0.0.1:1"], "error: --scheduler: needs --engine dask too"),
        (["--engine", "dask", "--scheduler", "x:1", "--jobs", "2"], "error: --jobs: is for this machine"),
        (
            ["--engine", "dask", "--scheduler", "nowhere"],
            "error: --scheduler: no scheduler answers at nowhere",
        ),
    ],
)
def test_options_that_name_no_cluster_are_told_in_one_line(capsys, options, words):
    assert main(["coverage", str(SAMPLES), *options]) == 2
    told = capsys.readouterr().err
    assert told.startswith(words)
    assert told.count("\n") == 1


def test_nobody_at_the_address(capsys):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        assert main(["coverage", str(SAMPLES), "--engine", "dask", "--scheduler", place]) == 2
    assert f"no scheduler answers at {place} (connection refused)" in capsys.readouterr().err


def test_a_missing_extra_is_named(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    options = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    assert main(["coverage", str(SAMPLES), *options]) == 2
    assert "--engine dask needs policycmp[cluster]" in capsys.readouterr().err


def test_a_cluster_without_workers_is_given_up(tmp_path):
    from clusters import cluster  # noqa: PLC0415 - needs dask

    from policycmp.engines.cluster import ClusterEngine  # noqa: PLC0415 - needs distributed

    told = []
    with (
        cluster(tmp_path, workers=0) as address,
        pytest.raises(UsageError, match="has no workers; start some"),
    ):
        list(ClusterEngine(address, same, told.append, patience=0.2).run(Double(), [(1,)]))
    assert told == [f"the cluster at {address} has no workers yet; waiting 0 s"]
