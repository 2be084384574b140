"""The engine for small corpora: this process, one batch after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from policycmp.engines.tasks import Done

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.engines.tasks import Task

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SerialEngine:
    """Works here; a job that ends the process ends the run."""

    def batch_size(self, jobs: int) -> int:
        """One by one: nothing is gained by more."""
        del jobs
        return 1

    def run(self, task: Task[J, R], batches: Iterable[tuple[J, ...]]) -> Iterator[Done[J, R]]:
        """Do a task on batches of jobs (see `Engine.run`)."""
        for jobs in batches:
            yield Done(jobs, task(jobs))
