"""What engines pass round: tasks, batches of jobs, what became of them, and all of it as bytes."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, runtime_checkable

from policycmp.models.garbage import collecting_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

J = TypeVar("J")
R = TypeVar("R")
Job_contra = TypeVar("Job_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)


class Task(Protocol[Job_contra, Result_co]):
    """Work on batches of jobs; picklable, as are its jobs and results. What it needs it builds once a process."""

    def __call__(self, jobs: tuple[Job_contra, ...]) -> Result_co:
        """Do a batch. An error of one job is part of the result, never raised."""

    def probe(self, job: Job_contra) -> None:
        """Do one job and keep nothing, to see whether it ends the process."""


@runtime_checkable
class Portable(Protocol):
    """A task whose jobs name things that another machine may not see, such as files."""

    def seal(self, jobs: tuple[Any, ...]) -> tuple[Any, ...]:
        """Add to jobs what tells another machine whether it sees the same."""

    def open(self, jobs: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """Take, on another machine, what sealed jobs name; None where one of them is not seen as it was sealed."""

    def fill(self, jobs: tuple[Any, ...]) -> tuple[Any, ...]:
        """Add to jobs all that another machine needs."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[J]):
    """A job that ended every process that worked on it, and how."""

    job: J
    reason: str


@dataclass(frozen=True, slots=True)
class Done(Generic[J, R]):
    """What a task made of a batch, without the jobs that were lost."""

    jobs: tuple[J, ...]
    result: R
    lost: tuple[Lost[J], ...] = ()


class Engine(Protocol):
    """Where tasks are done."""

    def batch_size(self, jobs: int) -> int:
        """Tell how many of so many jobs make a good batch where results are small."""

    def run(self, task: Task[J, R], batches: Iterable[tuple[J, ...]]) -> Iterator[Done[J, R]]:
        """Do a task on batches of jobs.

        Args:
            task: the work.
            batches: taken as they are needed, so that any number of them costs no memory.

        Returns:
            What became of each batch, in their order, as it is ready.
        """


def batches(jobs: Iterable[J], size: int) -> Iterator[tuple[J, ...]]:
    """Cut jobs into batches of a size; the last may be smaller."""
    rest = iter(jobs)
    while batch := tuple(islice(rest, size)):
        yield batch


def pack(data: object) -> bytes:
    """Write an object as bytes."""
    return pickle.dumps(data, pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:
    """Read an object back; only bytes that one of our own processes wrote."""
    with collecting_later():
        return pickle.loads(content)  # noqa: S301 - our own process wrote it
