"""The catalog of a store: a small DuckDB file that says which plans are in the store, and in which shards.

It is never changed. A new one is made beside it and put in its place, so that readers see the old one or the new one.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from dataclasses import astuple, dataclass, field, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from policycmp.durability import sync_file, sync_folder
from policycmp.errors import StoreError
from policycmp.models import Issue, Severity
from policycmp.store.database import connect, lines_of, listed, storing
from policycmp.store.guarding import refuse_other_tables, refuse_strange, shut
from policycmp.store.keys import code_hash, config_hash
from policycmp.store.location import is_store, remove
from policycmp.store.shards import HOLDING, SHARD_OF_FILE, Holding, load_holdings, write_lines
from policycmp.store.to_rows import METADATA, STORE_VERSION
from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from policycmp.config import Config
    from policycmp.store.location import Files

_SHARDS_AT_ONCE = 16
_LONGEST = 1 << 24  # of a message
_SHARD = {"shard": "VARCHAR", "documents": "BIGINT"}
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
        return cls(STORE_VERSION, __version__, code_hash(), config_hash(config), config_path, encoding)


_STORE = {each.name: "INTEGER" if each.name == "version" else "VARCHAR" for each in fields(Origin)}


_TOLD = "severity, stage, message, doc"
_COPY = {"doc": "VARCHAR", "original": "VARCHAR"}
_TABLES = {
    "documents": METADATA | HOLDING,
    "issues": _ISSUE,
    "shards": _SHARD,
    "store": _STORE,
    "copies": _COPY,
    "versions": _ISSUE,
}


@dataclass(frozen=True, slots=True)
class Kin:
    """Which plans of a store are one plan twice: the original of each copy, and what is to be told of versions."""

    copies: Mapping[str, str]
    versions: Sequence[Issue]


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
        with storing(files.catalog, "read"):
            folder = f"{files.shards}/"
            shut(database, (folder, glob.escape(folder)))
            refuse_strange(files.catalog, database)
            _refuse_version(files.catalog, _version(files.catalog, database))
            refuse_other_tables(files.catalog, database, _TABLES)
    except StoreError:
        database.close()
        raise
    return database


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
        origin = Origin(*_one(database, f"SELECT {', '.join(_STORE)} FROM store"))
        holdings = database.execute("SELECT doc, key, shard FROM documents ORDER BY doc").fetchall()
        sizes = database.execute("SELECT shard, documents FROM shards").fetchall()
        issues = load_issues(database)
    return Catalog(origin, tuple(Holding(*row) for row in holdings), dict(sizes), issues)


def load_issues(database: DuckDBPyConnection) -> tuple[Issue, ...]:
    """Load what befell the inputs when the store was written: which of them it lacks, and why."""
    return _issues(database.execute(f"SELECT {_TOLD} FROM issues ORDER BY ordinal"))


def load_kin(database: DuckDBPyConnection, docs: Collection[str]) -> Kin:
    """Load which of some plans are one plan twice, as it was found when the store was written."""
    asked = "SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS doc) AS asked USING (doc)"
    copies = database.execute(f"SELECT doc, original FROM copies {asked} ORDER BY doc", [list(docs)])
    originals = dict(copies.fetchall())
    versions = database.execute(f"SELECT {_TOLD} FROM versions {asked} ORDER BY ordinal", [list(docs)])
    return Kin(originals, _issues(versions))


def _issues(found: DuckDBPyConnection) -> tuple[Issue, ...]:
    return tuple(Issue(Severity(severity), *rest) for severity, *rest in found.fetchall())


def publish_catalog(files: Files, catalog: Catalog, find_kin: Callable[[DuckDBPyConnection], Kin]) -> None:
    """Put a catalog in the place of the one that is there; its shards must be in place.

    Args:
        files: of the store.
        catalog: what it is to say.
        find_kin: tells, by a database whose documents are there, which of them are one plan twice.

    Raises:
        StoreError: a shard lacks a plan that it should hold.
    """
    draft = files.catalog.with_name(f".{files.catalog.name}.{os.getpid()}.part")
    lines = files.shards / f".catalog.{os.getpid()}.part"
    try:
        with connect(draft, spill=files.spill) as database:
            _fill_documents(database, files, catalog.holdings, lines)
            _fill_rest(database, catalog, lines)
            _fill_kin(database, find_kin(database), lines)
        # The shards first: a catalog on the disk names none that is not.
        sync_folder(files.shards)
        sync_file(draft)
        draft.replace(files.catalog)
        sync_folder(files.catalog.parent)
    finally:
        for left in (draft, lines, draft.with_name(f"{draft.name}.wal")):
            remove(left)


def _fill_documents(
    database: DuckDBPyConnection, files: Files, holdings: Sequence[Holding], lines: Path
) -> None:
    """Copy the metadata of the plans out of their shards, some shards at a time."""
    columns = ", ".join(f"d.{name}" for name in METADATA)
    _create(database, "documents", METADATA | HOLDING)
    _fill(database, "held", HOLDING, holdings, lines)
    shards = iter(sorted({holding.shard for holding in holdings}))
    while some := list(islice(shards, _SHARDS_AT_ONCE)):
        parquet = listed(files.table(shard, "documents") for shard in some)
        database.execute(
            f"INSERT INTO documents SELECT {columns}, held.key, held.shard "
            f"FROM read_parquet({parquet}, filename = true) AS d JOIN held "
            f"ON d.doc = held.doc AND d.key = held.key AND {SHARD_OF_FILE} = held.shard"
        )
    database.execute("DROP TABLE held")
    if _one(database, "SELECT count(*) FROM documents") != (len(holdings),):
        raise StoreError(
            f"{files.shards}: is damaged: a shard lacks plans; remove the folder, and index again"
        )


def _fill_rest(database: DuckDBPyConnection, catalog: Catalog, lines: Path) -> None:
    _fill(database, "issues", _ISSUE, _numbered(catalog.issues), lines)
    _fill(database, "shards", _SHARD, list(catalog.sizes.items()), lines)
    _fill(database, "store", _STORE, [astuple(catalog.origin)], lines)


def _fill_kin(database: DuckDBPyConnection, kin: Kin, lines: Path) -> None:
    _fill(database, "copies", _COPY, list(kin.copies.items()), lines)
    _fill(database, "versions", _ISSUE, _numbered(kin.versions), lines)


def _numbered(issues: Iterable[Issue]) -> list[tuple[int, str, str, str, str | None]]:
    return [
        (ordinal, issue.severity, issue.stage, issue.message, issue.doc)
        for ordinal, issue in enumerate(issues)
    ]


def _create(database: DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
    database.execute(
        f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})"
    )


def _fill(
    database: DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[object]],
    lines: Path,
) -> None:
    """Make a table; `lines` is a file for its rows on their way."""
    _create(database, table, columns)
    write_lines(lines, columns, rows)
    database.execute(f"INSERT INTO {table} SELECT * FROM {lines_of(lines, columns, _LONGEST)}")


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


@dataclass(frozen=True, slots=True)
class Known:
    """What lies in the shards of a store, by key, and how many plans each shard was made of."""

    holdings: Mapping[str, Holding]
    sizes: Mapping[str, int]

    @classmethod
    def of(cls, files: Files, catalog: Catalog | None) -> Known:
        """Look into the catalog, and into the shards that it does not name: an interrupted run left them."""
        there = files.find_shards()
        named = (
            {}
            if catalog is None
            else {shard: size for shard, size in catalog.sizes.items() if shard in there}
        )
        others = load_holdings(files, there - named.keys())
        holdings = {holding.key: holding for holding in reversed(others)}
        if catalog is not None:
            holdings |= {holding.key: holding for holding in catalog.holdings if holding.shard in named}
        return cls(holdings, {**Counter(holding.shard for holding in others), **named})
