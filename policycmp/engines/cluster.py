"""The engine for a cluster that is already there: tasks of Dask, sent to a scheduler."""

from __future__ import annotations

import logging
import socket
import time
import warnings
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from policycmp.engines.recovery import Call, Courses, Ended, follow
from policycmp.engines.tasks import Portable, pack, unpack
from policycmp.errors import EngineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from distributed import Client, Future

    from policycmp.engines.tasks import Done, Task

J = TypeVar("J")
R = TypeVar("R")

_LARGEST_BATCH = 64
_BATCHES_A_THREAD = 4
_LEAST_WINDOW = 64
_CALLS_A_THREAD = 2
# Dask has tried a call on several workers before it gives it up.
_TRIES = 1
_CONNECTING = 5.0
_WITHOUT_WORKERS = 300.0
_LOOK = 2.0


@dataclass(frozen=True, slots=True)
class ClusterEngine:
    """Works on a cluster.

    Attributes:
        address: of the scheduler, as `tcp://127.0.0.1:8786`.
        code: hashes the program; the same function is asked on the workers.
        tell: is told what the engine waits for.
        patience: how many seconds to wait for the first worker.
    """

    address: str
    code: Callable[[], str]
    tell: Callable[[str], None] = lambda _: None
    patience: float = 60.0

    def batch_size(self, jobs: int) -> int:
        """Cut batches that are worth the way; how many workers there are is not known yet."""
        return max(1, min(_LARGEST_BATCH, jobs // 16))

    def run(self, task: Task[J, R], batches: Iterable[tuple[J, ...]]) -> Iterator[Done[J, R]]:
        """Do a task on batches of jobs (see `Engine.run`).

        Raises:
            UsageError: there is no cluster at the address, it has no workers, or they have another edition.
            EngineError: the cluster was lost.
        """
        with _connected(self.address) as client:
            self._wait_for_workers(client)
            check_editions(client, self.code)
            with _brought(client, task, self.code) as name:
                crew: _Crew[J] = _Crew(client, name, task if isinstance(task, Portable) else None)
                window = max(_LEAST_WINDOW, _BATCHES_A_THREAD * crew.threads)
                courses: Courses[J, R] = Courses(iter(batches), window, _TRIES)
                try:
                    yield from follow(crew, courses)
                finally:
                    crew.end()

    def _wait_for_workers(self, client: Client) -> None:
        until = time.monotonic() + self.patience
        told = False
        while not client.nthreads():
            if time.monotonic() > until:
                raise UsageError(f"--scheduler: the cluster at {self.address} has no workers; start some")
            if not told:
                self.tell(f"the cluster at {self.address} has no workers yet; waiting {self.patience:.0f} s")
                told = True
            time.sleep(0.2)


def check_editions(client: Client, code: Callable[[], str]) -> None:
    """Refuse a cluster that would give other results.

    Raises:
        UsageError: the scheduler or a worker has another edition, or none.
    """
    from policycmp.engines.cluster_worker import edition_here, mismatch  # noqa: PLC0415 - needs distributed

    here = edition_here(code)
    workers = client.run(edition_here, code, on_error="return")
    for worker, edition in sorted(workers.items()):
        if isinstance(edition, ImportError):
            raise UsageError(f"the worker {worker} has no policycmp ({edition}); install {here} there")
        if isinstance(edition, Exception):
            raise UsageError(f"the worker {worker} cannot tell its version: {edition!r}")
        if edition != here:
            raise UsageError(mismatch(worker, edition, here))
    try:
        edition = client.run_on_scheduler(edition_here, code)
    except ImportError as error:
        raise UsageError(f"the scheduler has no policycmp ({error}); install {here} there") from None
    if edition != here:
        raise UsageError(mismatch("at the scheduler", edition, here))


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Connect to a scheduler, quietly; what it logs and warns of is said in our words where it matters."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, slow to import
    except ImportError as error:
        raise UsageError(f"--engine dask needs policycmp[cluster]: pip install it ({error})") from None
    _knock(address)
    _hush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            client = Client(address, timeout=_CONNECTING, set_as_default=False)
        except (OSError, ValueError, RuntimeError, TypeError) as error:
            raise _no_scheduler(address, str(error).partition("\n")[0] or type(error).__name__) from None
        try:
            yield client
        finally:
            client.close(timeout=_CONNECTING)


def _hush() -> None:
    """Let Dask log nothing; each of its loggers has a level of its own."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _knock(address: str) -> None:
    """See whether a scheduler is there at all; Dask itself goes on asking, and is loud about it."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        if parts.hostname is None or parts.port is None:
            raise _no_scheduler(address, "it names no host and port")
        if parts.scheme not in {"tcp", "tls"}:
            return
        with socket.create_connection((parts.hostname, parts.port), _CONNECTING) as connection:
            # A scheduler speaks first; another server would let Dask wait for ever.
            if parts.scheme == "tcp" and not connection.recv(1):
                raise _no_scheduler(address, "what answers there is none")
    except (OSError, ValueError) as error:
        raise _no_scheduler(address, str(getattr(error, "strerror", None) or error).lower()) from None


def _no_scheduler(address: str, reason: str) -> UsageError:
    return UsageError(
        f"--scheduler: no scheduler answers at {address} ({reason}); start `dask scheduler`, or check the address, "
        "as tcp://127.0.0.1:8786"
    )


@contextmanager
def _brought(client: Client, task: object, code: Callable[[], str]) -> Iterator[str]:
    """Bring a task to all workers for a while; give the name under which they have it."""
    from policycmp.engines.cluster_worker import TaskPlugin  # noqa: PLC0415 - needs distributed

    name = f"policycmp-{uuid4().hex}"
    client.register_plugin(TaskPlugin(name, task, code), name=name)
    try:
        yield name
    finally:
        if client.status == "running":
            client.unregister_worker_plugin(name)


@dataclass(slots=True)
class _Crew(Generic[J]):
    """The workers of a cluster, as far as the calls that they were given tell of them."""

    client: Client
    name: str
    portable: Portable | None
    calls: dict[Future[bytes], tuple[int, Call[J]]] = field(default_factory=dict)
    shared: bool = True
    threads: int = 1
    looked: float = float("-inf")
    last_seen: float = 0.0
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self._look()

    def accepts(self, call: Call[J]) -> bool:
        """Take some calls for each thread; a probe only by itself, so that no other call can be to blame."""
        if call.probe or any(given.probe for _, given in self.calls.values()):
            return not self.calls
        return len(self.calls) < _CALLS_A_THREAD * self.threads

    def give(self, ticket: int, call: Call[J]) -> None:
        """Send a call to the scheduler."""
        from policycmp.engines.cluster_worker import work  # noqa: PLC0415 - needs distributed

        jobs: tuple[Any, ...] = call.jobs
        if self.portable is not None:
            jobs = self.portable.seal(jobs) if self.shared else self.portable.fill(jobs)
        content = pack((jobs, call.probe))
        key = f"{self.name}-{next(self.numbers)}"
        future = self.client.submit(work, self.name, content, key=key, pure=False, retries=0)
        self.calls[future] = (ticket, call)

    def answers(self) -> list[tuple[int, object]]:
        """Wait until some calls are answered."""
        from distributed import wait  # noqa: PLC0415 - an extra

        while True:
            self._look()
            try:
                with self.client.as_current():
                    done = wait(list(self.calls), timeout=_LOOK, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                continue
            answers = [answer for future in done for answer in self._take(future)]
            if answers:
                return answers

    def end(self) -> None:
        """Take back the calls that nobody waits for any more."""
        if self.calls and self.client.status == "running":
            self.client.cancel(list(self.calls), force=True)

    def _take(self, future: Future[bytes]) -> list[tuple[int, object]]:
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        from policycmp.engines.cluster_worker import Unseen  # noqa: PLC0415 - needs distributed

        if future.status in {"pending", "lost"}:
            # It was done, and its worker has ended before the answer was fetched: it is done again.
            return []
        ticket, call = self.calls.pop(future)
        try:
            answer = unpack(future.result())
        except KilledWorker as error:
            return [(ticket, Ended(f"its worker ended {error.allowed_failures + 1} times"))]
        except CancelledError:
            raise EngineError(
                "the cluster has dropped the run: its scheduler ended, or somebody cancelled it"
            ) from None
        except ImportError as error:
            raise UsageError(f"a worker has not the same policycmp ({error}); install it there") from None
        if isinstance(answer, Unseen):
            self.shared = False
            self.give(ticket, call)
            return []
        return [(ticket, answer)]

    def _look(self) -> None:
        """See from time to time how many workers there are; without any for long, give up."""
        now = time.monotonic()
        if now - self.looked < _LOOK:
            return
        self.looked = now
        threads = sum(self._ask().values())
        if threads:
            self.threads, self.last_seen = threads, now
        elif now - self.last_seen > _WITHOUT_WORKERS:
            minutes = _WITHOUT_WORKERS / 60
            raise EngineError(
                f"the cluster has had no workers for {minutes:.0f} minutes; the run is given up"
            )

    def _ask(self) -> dict[str, int]:
        try:
            threads: dict[str, int] = self.client.nthreads()
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the scheduler is gone ({error}); start the run again") from None
        return threads
