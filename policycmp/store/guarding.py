"""A store may be a stranger's: its database is shut before the first query, and holds nothing but our tables."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from policycmp.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

MOST_SECONDS = 20
# Asked with their full names: a macro of the file's own may bear the short one.
_STRANGE = {
    "macro": "SELECT function_name FROM system.main.duckdb_functions() WHERE NOT internal",
    "view": "SELECT view_name FROM system.main.duckdb_views() WHERE NOT internal",
    "type": "SELECT type_name FROM system.main.duckdb_types() WHERE NOT internal",
    "sequence": "SELECT sequence_name FROM system.main.duckdb_sequences()",
    "schema": "SELECT schema_name FROM system.main.duckdb_schemas() WHERE NOT internal",
    "index": "SELECT index_name FROM system.main.duckdb_indexes()",
}
_COLUMNS = (
    "SELECT table_name, column_name, data_type FROM system.main.duckdb_columns() "
    "WHERE NOT internal ORDER BY table_name, column_index"
)


def shut(database: DuckDBPyConnection, folders: Sequence[str] = ()) -> None:
    """Let nothing be read or written by what is asked of a database but the files of some folders, for good.

    What is read of these is not kept in memory. It runs nothing that stands in the file.
    """
    import duckdb  # noqa: PLC0415 - heavy

    allowed = "[" + ", ".join("'" + folder.replace("'", "''") + "'" for folder in folders) + "]"
    try:
        database.execute(
            f"SET enable_external_file_cache = false; SET allowed_directories = {allowed}; "
            "SET enable_external_access = false; SET lock_configuration = true"
        )
    except duckdb.InvalidInputException as error:
        # A file that is open twice in a process is one database to DuckDB.
        if "locked" not in str(error):
            raise


def refuse_strange(file: Path, database: DuckDBPyConnection) -> None:
    """Refuse a file that brings more than tables: what we ask of it could mean something else there.

    Raises:
        StoreError: it names what was found.
    """
    for kind, query in _STRANGE.items():
        row = database.execute(query).fetchone()
        if row is not None:
            raise StoreError(f"{file}: holds a {kind} `{row[0]}`, which no store does; do not trust it")


def refuse_other_tables(
    file: Path, database: DuckDBPyConnection, tables: Mapping[str, Mapping[str, str]]
) -> None:
    """Refuse a file whose tables are not those of a store.

    Raises:
        StoreError: it names the first table that is another, too many, or missing.
    """
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in database.execute(_COLUMNS).fetchall():
        columns.setdefault(table, {})[column] = kind
    for table in sorted({*columns, *tables}):
        if columns.get(table) != tables.get(table):
            raise StoreError(
                f"{file}: is damaged: its table `{table}` is not that of a store; remove it, and index again"
            )


@contextmanager
def interrupted(database: DuckDBPyConnection) -> Iterator[None]:
    """Interrupt what a database is at when it takes too long."""
    watch = Timer(MOST_SECONDS, database.interrupt)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
