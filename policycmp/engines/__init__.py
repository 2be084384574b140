"""Where a corpus is analyzed: in this process, in a pool of processes, or on a cluster. Engines know jobs, not plans.

An engine takes a task and batches of jobs and gives, in the order of the batches, what the task made of each. A job
that ends the process that works on it is left out of its batch and named; the rest is done all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.engines.serial import SerialEngine
from policycmp.engines.sized import SizedEngine
from policycmp.engines.tasks import Done, Engine, Lost, Task, batches

if TYPE_CHECKING:
    from policycmp.engines.pool import PoolEngine

__all__ = ["Done", "Engine", "Lost", "PoolEngine", "SerialEngine", "SizedEngine", "Task", "batches"]


def __getattr__(name: str) -> object:
    """Load the pool on first use: what works in one process has no need of the modules for several."""
    if name != "PoolEngine":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from policycmp.engines.pool import PoolEngine  # noqa: PLC0415 - on first use

    return PoolEngine
