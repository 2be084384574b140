"""DuckDB as the store uses it: little memory, one thread, nothing loaded from a network."""

from __future__ import annotations

import glob
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policycmp.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection

MEMORY = "128MB"
_LEAST_OBJECT = 1 << 20


def connect(
    file: Path | None = None, *, spill: Path, memory: str = MEMORY, read_only: bool = False
) -> DuckDBPyConnection:
    """Open a database.

    Args:
        file: where it is; None for one in memory.
        spill: a folder for what exceeds the memory; made when needed.
        memory: the most that DuckDB may take.
        read_only: any number of processes may read a file at once.
    """
    import duckdb  # noqa: PLC0415 - heavy

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "threads": 1,
        "temp_directory": str(spill),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(str(file or ":memory:"), read_only=read_only, config=settings)


def quoted(path: Path) -> str:
    """Write a path as a literal of SQL."""
    text = str(path).replace("'", "''")
    return f"'{text}'"


def listed(paths: Iterable[Path]) -> str:
    """Write paths as a list that functions of SQL read; what looks like a glob is taken as it stands."""
    names = (glob.escape(str(path)).replace("'", "''") for path in paths)
    return "[" + ", ".join(f"'{name}'" for name in names) + "]"


def lines_of(file: Path, columns: Mapping[str, str], longest: int = 0) -> str:
    """Write the reading of a file of JSON lines as a table function of SQL.

    Args:
        file: a JSON object a line.
        columns: their DuckDB types, by name.
        longest: the bytes of the longest line.
    """
    most = max(_LEAST_OBJECT, longest + 1)
    return (
        f"read_json({listed([file])}, format = 'newline_delimited', columns = {dict(columns)!r}, "
        f"maximum_object_size = {most})"
    )


@contextmanager
def storing(file: Path, what: str = "written") -> Iterator[None]:
    """Tell in one line what a disk or a damaged file does to a store.

    Raises:
        StoreError: instead of what the system or DuckDB raise.
    """
    import duckdb  # noqa: PLC0415 - heavy

    try:
        yield
    except OSError as error:
        place = f" ({error.filename})" if error.filename and str(error.filename) != str(file) else ""
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{file}: cannot be {what}: {reason}{place}") from None
    except duckdb.Error as error:
        raise StoreError(f"{file}: cannot be {what}: {str(error).splitlines()[0]}") from None
