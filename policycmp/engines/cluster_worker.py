"""What a worker of a cluster does: the task that a plugin brought, on the jobs that it is sent."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from distributed import WorkerPlugin

from policycmp.engines.tasks import Portable, pack, unpack
from policycmp.errors import UsageError
from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from distributed import Worker

_TASKS: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Edition:
    """What must be the same on all machines for the same results."""

    python: str
    version: str
    code: str

    def __str__(self) -> str:
        """Name it for a message."""
        return f"policycmp {self.version} ({self.code[:8]}) on Python {self.python}"


@dataclass(frozen=True, slots=True)
class Unseen:
    """The answer of a worker that does not see what the jobs name: it needs the bytes."""


def edition_here(code: Callable[[], str]) -> Edition:
    """Tell what is installed here; `code` hashes the program."""
    return Edition("{}.{}".format(*sys.version_info[:2]), __version__, code())


class TaskPlugin(WorkerPlugin):  # type: ignore[misc]
    """Brings a task to every worker once, also to those that join or come back later."""

    def __init__(self, name: str, task: object, code: Callable[[], str]) -> None:
        self.name = name
        self.content = pack(task)
        self.code = code
        self.edition = edition_here(code)

    def setup(self, worker: Worker) -> None:
        """Build the task; on a worker with another edition note that instead."""
        edition = edition_here(self.code)
        if edition == self.edition:
            _TASKS[self.name] = unpack(self.content)
        else:
            _TASKS[self.name] = UsageError(mismatch(worker.address, edition, self.edition))

    def teardown(self, worker: Worker) -> None:
        """Forget the task."""
        del worker
        _TASKS.pop(self.name, None)


def mismatch(worker: str, found: Edition, edition: Edition) -> str:
    """Say that a worker would give other results."""
    return f"the worker {worker} has {found}, here is {edition}; install the same on both"


def work(name: str, content: bytes) -> bytes:
    """Do a call.

    Args:
        name: of the plugin that brought the task.
        content: the packed jobs, and whether to probe.

    Returns:
        What the task gave, packed, or `Unseen`.

    Raises:
        UsageError: this worker has another edition.
    """
    task = _TASKS.get(name)
    if isinstance(task, UsageError):
        raise task
    if task is None:
        raise UsageError("a worker has lost the task; start the run again")
    jobs, probe = unpack(content)
    if isinstance(task, Portable):
        jobs = task.open(jobs)
        if jobs is None:
            return pack(Unseen())
    return pack(task.probe(*jobs) if probe else task(jobs))
