"""A store in place of plans: told by what the file holds, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.cli.options import Reading


def find_store(plans: Sequence[str], reading: Reading) -> Path | None:
    """Find the store among what a command is to read.

    Returns:
        Its file; None where only plans are named.

    Raises:
        UsageError: other plans are named too, or what would have to be known when the store was made.
    """
    from policycmp.store.catalog import is_store

    store = next((path for path in map(Path, plans) if path.is_file() and is_store(path)), None)
    if store is None:
        return None
    if len(set(plans)) > 1:
        raise UsageError(f"{store}: is a store, and stands alone; give the other plans to policycmp index")
    if reading.meta is not None:
        raise UsageError(
            f"--meta: {store} is a store, its plans are read already; give --meta to policycmp index"
        )
    if reading.encoding is not None:
        raise UsageError(
            f"--encoding: {store} is a store, its plans are read already; give --encoding to policycmp index"
        )
    return store
