"""Engines: every batch once and in order, whatever ends the processes that work on them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from doubling import DiesOnArrival, Double, Here

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.engines import Done, Lost, PoolEngine, SerialEngine, SizedEngine, batches
from policycmp.engines.recovery import Call, Courses, Ended, follow
from policycmp.errors import EngineError

POISON = -1
SAMPLES = Path(__file__).parent.parent / "samples"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")


@pytest.fixture(autouse=True)
def _light_processes(monkeypatch):
    """Keep new processes from importing pytest, as the main module of this one."""
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)


def doubled(done):
    return [number for each in done for number in each.result]


def lost(done):
    return [(each.job, each.reason) for one in done for each in one.lost]


def run(jobs, size=3, engine=PoolEngine(2), task=Double()):
    return list(engine.run(task, batches(jobs, size)))


@pytest.mark.parametrize("engine", [SerialEngine(), PoolEngine(1), PoolEngine(3)])
def test_results_stand_in_the_order_of_the_batches(engine):
    done = run(range(20), engine=engine)
    assert [each.jobs for each in done] == list(batches(range(20), 3))
    assert doubled(done) == [2 * job for job in range(20)]
    assert run([], engine=engine) == []


def test_batches_are_taken_as_they_are_needed():
    taken = []

    def counted():
        for job in range(400):
            taken.append(job)
            yield (job,)

    most = 0
    for given, _ in enumerate(PoolEngine(2).run(Double(), counted())):
        most = max(most, len(taken) - given)
    assert len(taken) == 400
    assert most <= 12


def test_one_batch_is_done_here():
    assert run([1, 2], task=Here()) == [Done((1, 2), (2, os.getpid()))]


@pytest.mark.parametrize(("count", "here"), [(0, True), (64, True), (65, False), (400, False)])
def test_few_jobs_are_done_here_and_many_in_processes(count, here):
    engine = SizedEngine(2)
    done = run(range(count), engine.batch_size(count), engine, Here())
    assert [job for one in done for job in one.jobs] == list(range(count))
    assert {one.result[1] == os.getpid() for one in done} <= {here}
    assert len(run(range(count), 1, SizedEngine(1), Here())) == count


@posix
@pytest.mark.parametrize("places", [[0], [8], [1, 2, 5], range(9)])
def test_what_ends_its_process_is_named_and_the_rest_is_done(places):
    jobs = [POISON - job if job in places else job for job in range(9)]
    done = run(jobs)
    assert doubled(done) == [2 * job for job in jobs if job >= 0]
    assert lost(done) == [(job, "killed by SIGKILL") for job in jobs if job < 0]
    assert [len(each.jobs) + len(each.lost) for each in done] == [3] * 3


def test_the_exit_code_is_told():
    assert lost(run([1, 2, "exit", 3])) == [("exit", "exit code 7")]


@posix
def test_a_worker_ended_from_outside_costs_nothing_but_the_work(tmp_path):
    ended = set()
    done = []
    for each in PoolEngine(2).run(Double(tmp_path), batches(range(60), 4)):
        done.append(each)
        workers = {int(note.name) for note in tmp_path.iterdir()} - ended
        if len(ended) < 2 and workers:
            # The newest worker need not have the highest number: numbers of processes start again from low ones.
            worker = workers.pop()
            ended.add(worker)
            os.kill(worker, signal.SIGKILL)
    assert doubled(done) == [2 * job for job in range(60)]
    assert lost(done) == []
    assert len(list(tmp_path.iterdir())) > 2


@pytest.mark.parametrize("engine", [SerialEngine(), PoolEngine(2)])
def test_an_error_of_the_task_is_raised(engine):
    with pytest.raises(ZeroDivisionError):
        run([1, 2, 3, 4, "bug"], engine=engine)


def test_processes_that_cannot_start_are_told_in_one_line():
    with pytest.raises(EngineError, match=r"end before they can work \(exit code 5\)"):
        run(range(9), task=DiesOnArrival())


@posix
@pytest.mark.parametrize("end", ["close", "kill"])
def test_no_process_outlives_its_parent(tmp_path, end):
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from doubling import Double
from policycmp.engines import PoolEngine, batches
if __name__ == "__main__":
    for done in PoolEngine(2).run(Double(Path(sys.argv[1])), batches(range(10**6), 2)):
        print(flush=True)
"""
    (tmp_path / "parent.py").write_text(code, encoding="utf-8")
    notes = tmp_path / "notes"
    notes.mkdir()
    command = [sys.executable, str(tmp_path / "parent.py"), str(notes)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    ) as parent:
        for _ in range(3):
            parent.stdout.readline()
        workers = [int(note.name) for note in notes.iterdir()]
        if end == "kill":
            parent.kill()
        else:
            os.killpg(parent.pid, signal.SIGINT)
        noise = parent.communicate(timeout=20)[1].decode()
    assert workers
    assert noise.count("Traceback") == (end == "close")
    until = time.monotonic() + 10
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not [worker for worker in workers if is_running(worker)]


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class Frail:
    """A crew that ends whatever holds too much at once."""

    def __init__(self, most):
        self.most = most
        self.calls = []

    def accepts(self, _):
        return not self.calls

    def give(self, ticket, call):
        self.calls.append((ticket, call))

    def answers(self):
        (ticket, call), self.calls = self.calls[0], []
        return [(ticket, Ended("out of memory") if len(call.jobs) > self.most else sum(call.jobs))]


def test_jobs_that_end_a_process_only_together_are_done_in_parts():
    done = list(follow(Frail(2), Courses(iter([(1, 2, 3, 4, 5), (6,)]), 4, 1)))
    assert done == [Done((1, 2), 3), Done((3,), 3), Done((4, 5), 9), Done((6,), 6)]
    assert list(follow(Frail(0), Courses(iter([(1, 2)]), 4, 1))) == [
        Done((), 0, (Lost(1, "out of memory"), Lost(2, "out of memory")))
    ]
    assert Call((1,)) == Call((1,), probe=False)


def test_the_command_line_gives_the_same_bytes_with_more_processes(capsys):
    written = []
    for jobs in ("1", "2"):
        assert main(["compare", str(SAMPLES), "--format", "json", "--jobs", jobs]) == 0
        written.append(capsys.readouterr())
    assert written[0] == written[1]


class Losing(SerialEngine):
    """Loses the first plan of each batch."""

    def run(self, task, batches):
        for first, *rest in batches:
            yield Done(tuple(rest), task(tuple(rest)), (Lost(first, "killed by SIGKILL"),))


def test_a_plan_that_is_lost_is_an_issue_and_counts_as_failed(tmp_path):
    plan = tmp_path / "plan.txt"
    plan.write_text("定西市方案\n一、任务\n新增高新技术企业3家。\n", encoding="utf-8")
    told = []
    corpus = analyze_corpus([plan], load_config(), engine=Losing(), progress=lambda *done: told.append(done))
    assert [(issue.severity, issue.doc, issue.message) for issue in corpus.issues] == [
        (
            "error",
            "plan",
            f"{plan}: ends the process that reads it (killed by SIGKILL); it is left out, the others are done",
        )
    ]
    assert told == [(1, 1, 1)]
