"""A store that is open for reading: what it knows of plans, and the rows of those that are asked for."""

from __future__ import annotations

import glob
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policycmp.errors import StoreError
from policycmp.models import Issue, Severity
from policycmp.models.plans import OWNS
from policycmp.store.catalog import Kin, Origin, load_issues, load_kin, open_catalog
from policycmp.store.location import Files
from policycmp.store.selection import find_selected
from policycmp.store.to_rows import METADATA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from policycmp.config import Config


_AT_ONCE = 2048  # rows, as many as DuckDB itself works on


@dataclass(frozen=True, slots=True)
class Shelf:
    """An open store; nothing else can be read through it.

    `sizes` counts the plans of each shard, also former editions, where that is known.
    """

    files: Files
    database: DuckDBPyConnection
    sizes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def open(cls, store: Path) -> Shelf:
        """Open a store.

        Raises:
            StoreError: it cannot be used; the message says why and what to do.
        """
        shelf = cls(Files.of(store), open_catalog(Files.of(store)))
        with shelf.telling():
            sizes = shelf.database.execute("SELECT shard, documents FROM shards").fetchall()
        return replace(shelf, sizes=dict(sizes))

    def find_issues(self, config: Config) -> list[Issue]:
        """Find what a reader of the store should know: what befell its inputs, those that it lacks in one line.

        Raises:
            StoreError: it was made with another config.
        """
        name, now = self.files.catalog.name, Origin.of(config)
        version, code, config_hash = self._one("SELECT policycmp, code, config FROM store")
        if config_hash != now.config:
            raise StoreError(
                f"{name}: was made with another config; "
                f"run policycmp index PLANS --store {name} again with this --config, or name that config here"
            )
        stored_issues = load_issues(self.database)
        unread = sum(issue.severity == Severity.ERROR for issue in stored_issues)
        issues = [issue for issue in stored_issues if issue.severity != Severity.ERROR]
        if code != now.code:
            message = (
                f"{name}: was made by another policycmp ({version}); policycmp index brings it up to date"
            )
            issues.append(Issue(Severity.WARNING, "store", message))
        if unread:
            inputs = "1 input" if unread == 1 else f"{unread} inputs"
            message = f"{name}: {inputs} could not be read when it was made; policycmp index names them"
            issues.append(Issue(Severity.NOTE, "store", message))
        return issues

    def load_kin(self, docs: Collection[str]) -> Kin:
        """Load which of some plans are one plan twice: copies of any others, and versions."""
        with self.telling():
            return load_kin(self.database, docs)

    def count_by_region(self) -> dict[str, int]:
        """Count its plans by the code of their region, or its name where it has none."""
        query = (
            "SELECT coalesce(nullif(code, ''), region), count(*) FROM documents WHERE region <> '' GROUP BY 1"
        )
        with self.telling():
            return dict(self.database.execute(query).fetchall())

    def find_owners(self, id: str) -> list[tuple[Any, ...]]:  # noqa: A002 - the word of the lists
        """Find the plans, but no copies, that may hold a clause or a number by its id; as `find_plans`."""
        owns = " OR ".join(f"starts_with($1, doc || '{mark}')" for mark in OWNS)
        query = (
            f"SELECT {', '.join(('shard', *METADATA))} FROM documents WHERE ({owns}) "
            "AND doc NOT IN (SELECT doc FROM copies) ORDER BY doc"
        )
        with self.telling():
            return self.database.execute(query, [id]).fetchall()

    def find_plans(self, where: str | None = None) -> Iterator[tuple[Any, ...]]:
        """Find plans, all or those of which a condition holds, in the order of their ids.

        Yields:
            Of each plan its shard and the columns of `METADATA`.

        Raises:
            UsageError: as `find_selected`.
        """
        columns = ("shard", *METADATA)
        if where is not None:
            return iter(find_selected(self.database, where, columns))
        return self._stream(f"SELECT {', '.join(columns)} FROM documents ORDER BY doc", [])

    def fetch(
        self, table: str, columns: Iterable[str], plans: Mapping[str, str], condition: str = "true"
    ) -> list[tuple[Any, ...]]:
        """Fetch rows of plans.

        Args:
            table: of `layout.TABLES`.
            columns: of the table.
            plans: the shard of each plan by its id; a shard may hold former editions of others.
            condition: what must hold of a row besides, in SQL.

        Raises:
            StoreError: the store was written anew meanwhile, or is damaged.
        """
        return self.ask(table, plans, f"SELECT {', '.join(columns)} FROM found WHERE {condition}")

    def ask(self, table: str, plans: Mapping[str, str], query: str) -> list[tuple[Any, ...]]:
        """Ask something of the rows of plans.

        Args:
            table: of `layout.TABLES`.
            plans: as in `fetch`.
            query: in SQL; the rows stand in `found`.

        Raises:
            StoreError: as `fetch`.
        """
        return list(self.stream(table, plans, query))

    def stream(self, table: str, plans: Mapping[str, str], query: str) -> Iterator[tuple[Any, ...]]:
        """Ask something of the rows of plans as `ask` does; of what it gives only some rows are in memory at a time."""
        if not plans:
            return iter(())
        held = Counter(plans.values())
        # Where all plans of a shard are wanted, no row of it need be looked up.
        whole = [shard for shard in sorted(held) if self.sizes.get(shard) == held[shard]]
        parts = sorted(held.keys() - set(whole))
        rows, parameters = [], []
        if whole:
            rows.append("SELECT * FROM read_parquet(?, filename = true)")
            parameters.append([glob.escape(self._file(shard, table)) for shard in whole])
        if parts:
            files = {shard: self._file(shard, table) for shard in parts}
            wanted = {doc: files[shard] for doc, shard in plans.items() if shard in files}
            rows.append(
                "SELECT stored.* FROM read_parquet(?, filename = true) AS stored SEMI JOIN "
                "(SELECT unnest(?::VARCHAR[]) AS doc, unnest(?::VARCHAR[]) AS file) AS wanted "
                "ON stored.doc = wanted.doc AND stored.filename = wanted.file"
            )
            parameters += [list(map(glob.escape, files.values())), list(wanted), list(wanted.values())]
        return self._stream(f"WITH found AS ({' UNION ALL '.join(rows)}) {query}", parameters)

    def _file(self, shard: str, table: str) -> str:
        return str(self.files.table(shard, table))

    def _stream(self, query: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
        with self.telling(), self.database.cursor() as cursor:
            cursor.execute(query, parameters)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows

    def _one(self, query: str) -> tuple[Any, ...]:
        with self.telling():
            row = self.database.execute(query).fetchone()
        assert row is not None
        return row

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say in one line why a store cannot be read: DuckDB's reason, or that its rows are not those of plans.

        Raises:
            StoreError: instead of what was raised.
        """
        import duckdb  # noqa: PLC0415 - heavy

        name = self.files.catalog.name
        try:
            yield
        except duckdb.IOException:
            raise StoreError(
                f"{name}: a part of it in {name}.shards is gone; if it was just written anew, run this again, "
                "else index again"
            ) from None
        except duckdb.Error as error:
            raise StoreError(_damaged(name, str(error).splitlines()[0])) from None
        except (ValueError, KeyError, IndexError, TypeError, ArithmeticError, RecursionError) as error:
            raise StoreError(_damaged(name, type(error).__name__)) from error


def _damaged(name: str, reason: str) -> str:
    return f"{name}: is damaged ({reason}); policycmp index makes it again from the plans"
