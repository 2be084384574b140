"""Shards: the analyses of some plans as immutable Parquet files, each shard there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from contextlib import ExitStack
from itertools import count
from json import JSONEncoder
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from policycmp.durability import sync_file, sync_folder
from policycmp.store.database import connect, lines_of, listed, quoted
from policycmp.store.location import Files, remove, shard_files, sums_file, table_file
from policycmp.store.to_rows import TABLES, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path
    from typing import Self

    from duckdb import DuckDBPyConnection

    from policycmp.models import Analysis

COLUMNS = {**TABLES, "documents": {**TABLES["documents"], "key": "VARCHAR"}}
HOLDING = {"doc": "VARCHAR", "key": "VARCHAR", "shard": "VARCHAR"}
SHARD_OF_FILE = "parse_path(filename)[-2]"
_SHARD_NAME = 32
_NUMBERS = count()
_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"
_json = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


Parcel = dict[str, bytes]


class Holding(NamedTuple):
    """A plan of a store: its key, and the shard that holds its analysis."""

    doc: str
    key: str
    shard: str


class Draft:
    """A shard that is being written, row by row: only one analysis is in memory at a time.

    Leaving the block without `publish` leaves nothing behind.
    """

    def __init__(self, folder: Path) -> None:
        self._shards = folder
        self._folder = folder / f".{socket.gethostname()}.{os.getpid()}.{next(_NUMBERS)}.part"
        self._open = ExitStack()
        self._longest = dict.fromkeys(COLUMNS, 0)
        self._keys: list[str] = []
        self.size = 0

    def __enter__(self) -> Self:
        """Make the folder of the draft; that of the shards must be there."""
        remove(self._folder)
        self._folder.mkdir()
        with ExitStack() as opened:
            self._lines = {
                table: opened.enter_context(self._rows_file(table).open("wb")) for table in COLUMNS
            }
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was not published."""
        self._open.close()
        remove(self._folder)

    def add(self, analysis: Analysis, key: str) -> None:
        """Write the rows of an analysis."""
        rows = rows_of(analysis)
        rows["documents"][0]["key"] = key
        self._keys.append(key)
        for table, lines in self._lines.items():
            for row in rows[table]:
                # Half of a surrogate pair, which only an odd --encoding can leave, has no place in UTF-8.
                line = _json(row).encode("utf-8", "replace") + b"\n"
                self._longest[table] = max(self._longest[table], len(line))
                self.size += lines.write(line)

    def publish(self) -> str | None:
        """Put the shard in place.

        Returns:
            Its name, the same for the same plans; None where there are none.
        """
        self._open.close()
        if not self._keys:
            return None
        with connect(spill=self._folder / "spill") as database:
            for table, columns in COLUMNS.items():
                rows = self._rows_file(table)
                source = lines_of(rows, columns, self._longest[table])
                copy(database, f"SELECT * FROM {source}", table_file(self._folder, table))
                rows.unlink()
        return put_in_place(self._folder, self._shards, self._keys)

    def _rows_file(self, table: str) -> Path:
        return self._folder / f"{table}.ndjson"


def copy(database: DuckDBPyConnection, query: str, file: Path) -> None:
    """Write what a query gives as Parquet."""
    database.execute(f"COPY ({query}) TO {quoted(file)} {_PARQUET}")


def put_in_place(draft: Path, folder: Path, keys: Iterable[str]) -> str:
    """Rename a draft to the shard that it is; where that is there already, it is the same."""
    shard = hashlib.sha256("".join(sorted(keys)).encode()).hexdigest()[:_SHARD_NAME]
    remove(draft / "spill")
    _seal(draft)
    _rename(draft, folder / shard)
    return shard


def find_damaged(files: Files) -> list[str]:
    """Find the shards whose tables are not what was written: a disk, a power cut or a hand changed them."""
    return sorted(shard for shard in files.find_shards() if not is_intact(files.shards / shard))


def is_intact(shard: Path) -> bool:
    """Tell whether the tables in the folder of a shard are what was written."""
    try:
        return bool(json.loads(sums_file(shard).read_text(encoding="utf-8")) == _sums(shard))
    except (OSError, ValueError):
        return False


def _sums(shard: Path) -> dict[str, str]:
    sums = {}
    for table in COLUMNS:
        with table_file(shard, table).open("rb") as file:
            sums[table] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums


def _seal(draft: Path) -> None:
    """Note what the tables of a shard hold, and hand all to the disk before the shard gets its name."""
    sums_file(draft).write_text(json.dumps(_sums(draft)) + "\n", encoding="utf-8")
    for file in shard_files(draft):
        sync_file(file)
    sync_folder(draft)


def pack_shard(shard: Path) -> Parcel:
    """Take the files of a shard, to send them."""
    return {table: table_file(shard, table).read_bytes() for table in COLUMNS}


def unpack_shard(parcel: Parcel, shard: Path) -> None:
    """Put a shard in place whose files were sent."""
    draft = shard.with_name(f".{shard.name}.{os.getpid()}.part")
    remove(draft)
    draft.mkdir()
    for table, content in parcel.items():
        table_file(draft, table).write_bytes(content)
    _seal(draft)
    _rename(draft, shard)


def _rename(draft: Path, shard: Path) -> None:
    try:
        draft.rename(shard)
    except OSError:
        if not shard.is_dir():
            raise
        remove(draft)


def write_lines(file: Path, columns: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as JSON lines, for DuckDB to take in: faster than to insert them."""
    with file.open("w", encoding="utf-8", errors="replace") as lines:
        lines.writelines(_json(dict(zip(columns, row, strict=True))) + "\n" for row in rows)


def load_holdings(files: Files, shards: Collection[str]) -> list[Holding]:
    """Look up which plans shards hold, in the order of their names."""
    if not shards:
        return []
    with connect(spill=files.spill) as database:
        return find_holdings(database, files, shards)


def find_holdings(database: DuckDBPyConnection, files: Files, shards: Collection[str]) -> list[Holding]:
    """Look up by an open database which plans shards hold; there is one at least."""
    documents = listed(files.table(shard, "documents") for shard in sorted(shards))
    query = f"SELECT doc, key, {SHARD_OF_FILE} AS shard FROM read_parquet({documents}, filename = true)"
    rows = database.execute(f"{query} ORDER BY shard, doc")
    return [Holding(doc, key, intern(shard)) for doc, key, shard in iter(rows.fetchone, None)]
