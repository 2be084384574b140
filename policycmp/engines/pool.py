"""The engine for large corpora on one machine: some processes, each with a pipe of its own.

A pipe for each worker, not one queue for all, tells which batch a worker that ended was at and how it ended; the
others never notice. The standard library's pool gives up all that is under way when one worker ends.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from policycmp.engines.recovery import Call, Courses, Ended, follow
from policycmp.engines.serial import SerialEngine
from policycmp.engines.tasks import pack, unpack
from policycmp.engines.worker import Raised, serve
from policycmp.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from policycmp.engines.tasks import Done, Task

J = TypeVar("J")
R = TypeVar("R")

_LARGEST_BATCH = 32
_BATCHES_A_WORKER = 4
# One call is being done and one waits in the worker, so that it never waits for the parent.
_CALLS_A_WORKER = 2
# A process that was ended once may have been ended from outside; twice, by what it did.
_TRIES = 2
_MOST_FAILED_STARTS = 3


@dataclass(frozen=True, slots=True)
class PoolEngine:
    """Works in so many processes; a job that ends its process is left out, whatever ends it."""

    jobs: int

    def batch_size(self, jobs: int) -> int:
        """Cut some batches for each worker, so that all end at about the same time."""
        return max(1, min(_LARGEST_BATCH, jobs // (_BATCHES_A_WORKER * self.jobs)))

    def run(self, task: Task[J, R], batches: Iterable[tuple[J, ...]]) -> Iterator[Done[J, R]]:
        """Do a task on batches of jobs (see `Engine.run`).

        Raises:
            EngineError: no process can be started.
        """
        rest = iter(batches)
        first = list(islice(rest, 2))
        if len(first) < 2:  # noqa: PLR2004 - one batch is no work for many
            yield from SerialEngine().run(task, first)
            return
        courses: Courses[J, R] = Courses(chain(first, rest), _BATCHES_A_WORKER * self.jobs, _TRIES)
        crew: _Crew[J] = _Crew(_context(type(task).__module__), pack(task), self.jobs)
        try:
            yield from follow(crew, courses)
        finally:
            crew.end()


@dataclass(slots=True)
class _Worker:
    """A process, the parent's end of its pipe, and the calls that it has not answered, the one it is at first."""

    process: BaseProcess
    connection: Connection
    calls: deque[tuple[int, Call[Any]]] = field(default_factory=deque)
    ready: bool = False


@dataclass(slots=True)
class _Crew(Generic[J]):
    """The processes of a pool; started when there is work for them, and again when one has ended."""

    context: BaseContext
    task: bytes
    most: int
    workers: list[_Worker] = field(default_factory=list)
    failed_starts: int = 0

    def accepts(self, call: Call[J]) -> bool:
        """Take a call as long as a worker has nothing to follow on what it is at."""
        del call
        return len(self.workers) < self.most or any(
            len(worker.calls) < _CALLS_A_WORKER for worker in self.workers
        )

    def give(self, ticket: int, call: Call[J]) -> None:
        """Give a call to the worker with the least to do."""
        worker = min(self.workers, key=lambda worker: len(worker.calls), default=None)
        if worker is None or (worker.calls and len(self.workers) < self.most):
            worker = self._start()
        worker.calls.append((ticket, call))
        _send(worker, pack((call.jobs, call.probe)))

    def answers(self) -> list[tuple[int, object]]:
        """Wait until a worker answers or ends."""
        ready = set(wait([worker.connection for worker in self.workers if worker.calls]))
        return [
            answer
            for worker in list(self.workers)
            if worker.connection in ready
            for answer in self._receive(worker)
        ]

    def end(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.connection.close()
        self.workers.clear()

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        with _no_interrupts():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        _send(worker, self.task)
        return worker

    def _receive(self, worker: _Worker) -> list[tuple[int, object]]:
        try:
            answer = unpack(worker.connection.recv_bytes())
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(answer, Raised):
            raise answer.again()
        if not worker.ready:
            worker.ready, self.failed_starts = True, 0
            return []
        ticket, _ = worker.calls.popleft()
        return [(ticket, answer)]

    def _bury(self, worker: _Worker) -> list[tuple[int, object]]:
        """Blame the call that an ended worker was at; give those behind it to others."""
        self.workers.remove(worker)
        worker.process.join()
        worker.connection.close()
        ended = Ended(_reason(worker.process.exitcode))
        blamed = [(worker.calls.popleft()[0], ended)] if worker.ready else []
        self.failed_starts += not worker.ready
        if self.failed_starts == _MOST_FAILED_STARTS:
            raise EngineError(f"--jobs: the processes end before they can work ({ended.reason})")
        for waiting in worker.calls:
            self.give(*waiting)
        return list(blamed)


def _send(worker: _Worker, content: bytes) -> None:
    try:
        worker.connection.send_bytes(content)
    except OSError:
        # It has ended; the next wait finds out, and how.
        return


def _reason(code: int | None) -> str:
    """Say how a process ended."""
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


def _context(module: str) -> BaseContext:
    """Choose how processes are started: where there is one, by a server that has the task's module loaded."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, not even before they can say so themselves."""
    if sys.platform == "win32":
        yield
        return
    # Starting the tracker, as the first process would, lets interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
