"""What several processes and a cluster gain, and what they lose when a worker is killed or a plan ends it.

    python -m tests.benchmarks.engines FOLDER

analyzes the plans of FOLDER in one process, in a bare pool of the standard library, in ours, and on a cluster of two
workers that it starts on this machine. The plan that ends its process is planted by the task (`Watched`), and the
worker to kill is told by it; the package knows nothing of either.
"""

import hashlib
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from policycmp.config import load_config
from policycmp.corpus.pipeline import Analyst, find_jobs
from policycmp.engines import PoolEngine, SerialEngine, batches
from policycmp.engines.cluster import ClusterEngine
from policycmp.store.keys import code_hash
from tests.benchmarks.figures import Figure
from tests.benchmarks.large_corpus import write_corpus
from tests.clusters import cluster

DOCUMENTS = 2_000
JOBS = 2
ROUNDS = 3
_KILLED_AFTER = 3  # batches


@dataclass(frozen=True)
class Watched:
    """Analyzes plans, leaves its process's number in a folder, and dies of one plan."""

    analyst: Analyst
    notes: Path
    poison: str | None = None

    def __call__(self, jobs):
        (self.notes / str(os.getpid())).touch()
        for job in jobs:
            self._die_of(job)
        return self.analyst(jobs)

    def probe(self, job):
        self._die_of(job)
        self.analyst.probe(job)

    def _die_of(self, job):
        if job.source.doc == self.poison:
            os.kill(os.getpid(), signal.SIGKILL)


class BarePool:
    """The least that can be done with the standard library's pool."""

    def batch_size(self, jobs):
        return PoolEngine(JOBS).batch_size(jobs)

    def run(self, task, cut):
        with ProcessPoolExecutor(JOBS, multiprocessing.get_context("spawn"), _keep, (task,)) as pool:
            yield from pool.map(_work, cut)


def _keep(task):
    _work.task = task


def _work(jobs):
    return _work.task(jobs)


def timed(engine, task, jobs):
    """Analyze plans; give the seconds that it took and the results."""
    start = time.perf_counter()
    done = list(engine.run(task, batches(jobs, engine.batch_size(len(jobs)))))
    return time.perf_counter() - start, done


def digest(done, without=None):
    """Hash what was found in the plans but one."""
    results = (found for each in done for found in getattr(each, "result", each))
    hashed = hashlib.sha256()
    for found in results:
        if getattr(found, "doc", None) != without:
            hashed.update(repr(found).encode())
    return hashed.hexdigest()


def disturbed(engine, analyst, jobs, poison=None):
    """Analyze plans while a worker is killed by its number, or dies of a plan; give the results and what was lost."""
    with tempfile.TemporaryDirectory() as notes:
        task = Watched(analyst, Path(notes), poison)
        done = []
        for each in engine.run(task, batches(jobs, engine.batch_size(len(jobs)))):
            done.append(each)
            if poison is None and len(done) == _KILLED_AFTER:
                os.kill(int(min(Path(notes).iterdir()).name), signal.SIGKILL)
        return done, [lost.job.source.doc for each in done for lost in each.lost]


def compared(folder):
    """Compare the engines on the plans of a folder."""
    analyst = Analyst(load_config())
    jobs, _ = find_jobs([folder], None)
    with tempfile.TemporaryDirectory() as work, cluster(Path(work), JOBS, [Path.cwd()]) as address:
        engines = {"bare": BarePool(), "pool": PoolEngine(JOBS), "cluster": ClusterEngine(address, code_hash)}
        alone, done = timed(SerialEngine(), analyst, jobs)
        expected = digest(done)
        seconds = {name: [] for name in engines}
        others = 0
        for _ in range(ROUNDS):
            for name, engine in engines.items():
                took, done = timed(engine, analyst, jobs)
                seconds[name].append(took)
                others += digest(done) != expected
        bare, pool, dask = (statistics.median(seconds[name]) for name in engines)
        yield from _speeds(alone, bare, pool, dask)
        yield Figure("engines with another result", others, 0, f"{ROUNDS} rounds of each")
        yield from _disturbances(engines, analyst, jobs, expected)


def _speeds(alone, bare, pool, dask):
    of = f"{alone:.1f} s in one process, {bare:.1f} s in a bare pool, {pool:.1f} s in ours"
    yield Figure(f"speed-up of --jobs {JOBS}", alone / pool, None, of)
    yield Figure(f"speed-up of --jobs {JOBS} ÷ of a bare pool", bare / pool, 0.85, of, least=True)
    yield Figure("cluster of two workers ÷ pool", dask / pool, 1.3, f"{dask:.1f} s ÷ {pool:.1f} s")


def _disturbances(engines, analyst, jobs, expected):
    poison = jobs[len(jobs) // 2].source.doc
    rest = digest(
        timed(SerialEngine(), analyst, [job for job in jobs if job.source.doc != poison])[1], poison
    )
    for name in ("pool", "cluster"):
        done, lost = disturbed(engines[name], analyst, jobs)
        wrong = len(lost) + (digest(done) != expected)
        yield Figure(f"{name}, a worker killed in mid-run: results lost or changed", wrong, 0)
        start = time.perf_counter()
        done, lost = disturbed(engines[name], analyst, jobs, poison)
        wrong = (lost != [poison]) + (digest(done, poison) != rest)
        of = f"{lost} named; {time.perf_counter() - start:.1f} s"
        yield Figure(f"{name}, a plan that ends its process: others lost or changed", wrong, 0, of)


def measure(folder, work):
    """Compare the engines on sections of the texts of a folder, in a process that has loaded nothing else."""
    corpus = work / "engines"
    write_corpus(folder, corpus, DOCUMENTS)
    command = (sys.executable, "-m", "tests.benchmarks.engines", str(corpus))
    written = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    return [Figure(**figure) for figure in json.loads(written)]


def main():
    print(json.dumps([asdict(figure) for figure in compared(sys.argv[1])], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    # Other processes know the task by the name of this module.
    from tests.benchmarks import engines

    engines.main()
