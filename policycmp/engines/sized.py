"""The engine where none is named: this process for few jobs, one process a core for many."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from policycmp.engines.serial import SerialEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.engines.tasks import Done, Engine, Task

J = TypeVar("J")
R = TypeVar("R")

# To start processes, each with its own tools, takes as long as some plans.
_FEW = 64


@dataclass(frozen=True, slots=True)
class SizedEngine:
    """Works here where there are few jobs, and in so many processes where there are many."""

    processes: int

    def batch_size(self, jobs: int) -> int:
        """Cut batches for the engine that will work on so many jobs."""
        return self._engine(jobs).batch_size(jobs)

    def run(self, task: Task[J, R], batches: Iterable[tuple[J, ...]]) -> Iterator[Done[J, R]]:
        """Do a task on batches of jobs (see `Engine.run`), once it is known whether they are many."""
        rest = iter(batches)
        first: list[tuple[J, ...]] = []
        jobs = 0
        for batch in rest:
            first.append(batch)
            jobs += len(batch)
            if jobs > _FEW:
                break
        return self._engine(jobs).run(task, chain(first, rest))

    def _engine(self, jobs: int) -> Engine:
        if jobs <= _FEW or self.processes == 1:
            return SerialEngine()
        from policycmp.engines.pool import PoolEngine  # noqa: PLC0415 - few runs need the modules for several processes

        return PoolEngine(self.processes)
