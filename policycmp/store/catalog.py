"""The catalog of a store: a small DuckDB file that says which plans are in the store, and in which shards.

It is never changed. A new one is made beside it and put in its place, so that readers see the old one or the new one.
"""

from __future__ import annotations

import os
from dataclasses import astuple, dataclass, field, fields
from typing import TYPE_CHECKING, Any

import policycmp
from policycmp.errors import StoreError
from policycmp.models import Issue, Severity
from policycmp.store.database import connect, lines_of, listed, storing
from policycmp.store.files import remove
from policycmp.store.keys import code_hash, config_hash
from policycmp.store.layout import METADATA, STORE_VERSION
from policycmp.store.shards import HOLDING, SHARD_OF_FILE, Holding, write_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from policycmp.config import Config
    from policycmp.store.files import Files

_MAGIC = b"DUCK"  # behind a checksum of eight bytes
_ISSUE = {
    "ordinal": "INTEGER",
    "severity": "VARCHAR",
    "stage": "VARCHAR",
    "message": "VARCHAR",
    "doc": "VARCHAR",
}


class OutdatedStoreError(StoreError):
    """The store was written by an older program; `index` makes it new."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a store was made with: the columns of its table `store`."""

    version: int
    policycmp: str
    code: str
    config: str
    config_path: str
    encoding: str | None = None

    @classmethod
    def of(cls, config: Config, encoding: str | None = None) -> Origin:
        """Name this program and a config."""
        config_path = os.path.realpath(config.path)
        return cls(
            STORE_VERSION, policycmp.__version__, code_hash(), config_hash(config), config_path, encoding
        )


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a catalog says, but for the metadata of the plans. `sizes` counts all plans of a shard, also former ones."""

    origin: Origin
    holdings: tuple[Holding, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def open_catalog(files: Files) -> DuckDBPyConnection:
    """Open the catalog of a store, to ask it.

    Raises:
        OutdatedStoreError: an older program wrote it.
        StoreError: there is none, it is of a newer program, or it cannot be read; the message says what to do.
    """
    refuse_others(files)
    with storing(files.catalog, "read"):
        database = connect(files.catalog, spill=files.spill, read_only=True)
    try:
        _refuse_version(files.catalog, _version(files.catalog, database))
    except StoreError:
        database.close()
        raise
    return database


def is_store(file: Path) -> bool:
    """Tell whether a file is a DuckDB database, as a catalog is."""
    try:
        with file.open("rb") as opened:
            return opened.read(12)[8:] == _MAGIC
    except OSError:
        return False


def refuse_others(files: Files) -> None:
    """Refuse a file that is no store, so that it is never overwritten."""
    file = files.catalog
    if not file.exists():
        raise StoreError(
            f"{file}: there is no such store; make it with policycmp index PLANS --store {file.name}"
        )
    if not file.is_file() or not is_store(file):
        raise StoreError(f"{file}: is no store of policycmp; name another file")


def load_catalog(files: Files) -> Catalog:
    """Load what a catalog says.

    Raises:
        StoreError: as `open_catalog`.
    """
    with open_catalog(files) as database, storing(files.catalog, "read"):
        origin = Origin(
            *_one(database, f"SELECT {', '.join(each.name for each in fields(Origin))} FROM store")
        )
        holdings = database.execute("SELECT doc, key, shard FROM documents ORDER BY doc").fetchall()
        sizes = database.execute("SELECT shard, documents FROM shards").fetchall()
        issues = load_issues(database)
    return Catalog(origin, tuple(Holding(*row) for row in holdings), dict(sizes), issues)


def load_issues(database: DuckDBPyConnection) -> tuple[Issue, ...]:
    """Load what befell the inputs when the store was written: which of them it lacks, and why."""
    rows = database.execute("SELECT severity, stage, message, doc FROM issues ORDER BY ordinal").fetchall()
    return tuple(Issue(Severity(severity), stage, message, doc) for severity, stage, message, doc in rows)


def publish_catalog(files: Files, catalog: Catalog) -> None:
    """Put a catalog in the place of the one that is there; its shards must be in place.

    Raises:
        StoreError: a shard lacks a plan that it should hold.
    """
    draft = files.catalog.with_name(f".{files.catalog.name}.{os.getpid()}.part")
    lines = files.shards / f".catalog.{os.getpid()}.part"
    try:
        with connect(draft, spill=files.spill) as database:
            _fill_documents(database, files, catalog.holdings, lines)
            _fill_rest(database, catalog, lines)
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(files.catalog)
    finally:
        for left in (draft, lines, draft.with_name(f"{draft.name}.wal")):
            remove(left)


def _fill_documents(
    database: DuckDBPyConnection, files: Files, holdings: Sequence[Holding], lines: Path
) -> None:
    """Copy the metadata of the plans out of their shards."""
    columns = ", ".join(f"d.{name}" for name in METADATA)
    write_lines(lines, HOLDING, holdings)
    database.execute(f"CREATE TEMP TABLE held AS SELECT * FROM {lines_of(lines, HOLDING)}")
    shards = sorted({holding.shard for holding in holdings})
    if not shards:
        typed = ", ".join(f"{name} {kind}" for name, kind in (METADATA | HOLDING).items())
        database.execute(
            f"CREATE TABLE documents ({typed}); CREATE TABLE shards (shard VARCHAR, documents BIGINT)"
        )
        return
    parquet = f"read_parquet({listed(files.table(shard, 'documents') for shard in shards)}, filename = true)"
    database.execute(
        f"CREATE TABLE documents AS SELECT {columns}, held.key, held.shard FROM {parquet} AS d JOIN held "
        f"ON d.doc = held.doc AND d.key = held.key AND {SHARD_OF_FILE} = held.shard ORDER BY d.doc"
    )
    database.execute(
        f"CREATE TABLE shards AS SELECT {SHARD_OF_FILE} AS shard, count(*) AS documents "
        f"FROM {parquet} GROUP BY ALL ORDER BY ALL"
    )
    if _one(database, "SELECT count(*) FROM documents") != (len(holdings),):
        raise StoreError(
            f"{files.shards}: is damaged: a shard lacks plans; remove the folder, and index again"
        )


def _fill_rest(database: DuckDBPyConnection, catalog: Catalog, lines: Path) -> None:
    issues = [
        (ordinal, issue.severity, issue.stage, issue.message, issue.doc)
        for ordinal, issue in enumerate(catalog.issues)
    ]
    write_lines(lines, _ISSUE, issues)
    database.execute(f"CREATE TABLE issues AS SELECT * FROM {lines_of(lines, _ISSUE)}")
    columns = ", ".join(
        f"{each.name} {'INTEGER' if each.name == 'version' else 'VARCHAR'}" for each in fields(Origin)
    )
    database.execute(f"CREATE TABLE store ({columns})")
    values = astuple(catalog.origin)
    database.execute(f"INSERT INTO store VALUES ({', '.join('?' * len(values))})", values)


def _version(file: Path, database: DuckDBPyConnection) -> int:
    import duckdb  # noqa: PLC0415 - heavy

    try:
        return int(_one(database, "SELECT version FROM store")[0])
    except duckdb.Error:
        raise StoreError(
            f"{file}: is a DuckDB database, but no store of policycmp; name another file"
        ) from None


def _refuse_version(file: Path, version: int) -> None:
    if version > STORE_VERSION:
        raise StoreError(
            f"{file}: is a store of version {version}, this policycmp knows {STORE_VERSION}; update policycmp"
        )
    if version < STORE_VERSION:
        raise OutdatedStoreError(
            f"{file}: is a store of version {version}, this policycmp reads {STORE_VERSION}; "
            f"make it new with policycmp index PLANS --store {file.name}"
        )


def _one(database: DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = database.execute(query).fetchone()
    assert row is not None
    return row
