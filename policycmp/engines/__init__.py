"""Where a corpus is analyzed: in this process, in a pool of processes, or on a cluster. Engines know jobs, not plans.

An engine takes a task and batches of jobs and gives, in the order of the batches, what the task made of each. A job
that ends the process that works on it is left out of its batch and named; the rest is done all the same.
"""

from __future__ import annotations

from policycmp.engines.pool import PoolEngine
from policycmp.engines.serial import SerialEngine
from policycmp.engines.tasks import Done, Engine, Lost, Task, batches

__all__ = ["Done", "Engine", "Lost", "PoolEngine", "SerialEngine", "Task", "batches"]
