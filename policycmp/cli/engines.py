"""Where plans are read: what `--jobs`, `--engine` and `--scheduler` ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.cli.streams import tell
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.cli.options import Reading
    from policycmp.engines import Engine


def engine_of(reading: Reading) -> Engine:
    """Settle the engine of a run.

    Raises:
        UsageError: the options do not fit together.
    """
    from policycmp.engines import SerialEngine

    if reading.engine == "dask":
        return _cluster(reading)
    if reading.scheduler is not None:
        raise UsageError("--scheduler: needs --engine dask too; without a cluster, --jobs N is what you want")
    if reading.jobs == 1:
        return SerialEngine()
    from policycmp.engines import PoolEngine

    return PoolEngine(reading.jobs)


def _cluster(reading: Reading) -> Engine:
    from policycmp.engines.cluster import ClusterEngine
    from policycmp.store.keys import code_hash

    if reading.scheduler is None:
        raise UsageError("--engine dask: needs --scheduler ADDRESS too, as tcp://127.0.0.1:8786")
    if reading.jobs > 1:
        raise UsageError("--jobs: is for this machine; a cluster has as many processes as were started there")

    def note(line: str) -> None:
        if not reading.quiet:
            tell(f"note: {line}")

    return ClusterEngine(reading.scheduler, code_hash, note)
