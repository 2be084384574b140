"""Where a store lies: the catalog, the folder of its shards beside it, and the lock of whoever writes."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.store.to_rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHARD = re.compile(r"[0-9a-f]{32}")
_DRAFT = re.compile(r"\..+\.part(?:\.wal)?")
_MAGIC = b"DUCK"  # behind a checksum of eight bytes


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one store."""

    catalog: Path

    @classmethod
    def of(cls, store: str | Path) -> Files:
        """Follow links, so that the shards lie beside the file itself."""
        return cls(Path(os.path.realpath(store)))

    @property
    def shards(self) -> Path:
        """The folder of the shards, each a folder of Parquet files."""
        return self.catalog.with_name(f"{self.catalog.name}.shards")

    @property
    def lock(self) -> Path:
        """The file that whoever writes holds locked."""
        return self.catalog.with_name(f"{self.catalog.name}.lock")

    @property
    def spill(self) -> Path:
        """Where DuckDB puts what exceeds its memory."""
        return self.shards / f".spill.{os.getpid()}.part"

    def table(self, shard: str, table: str) -> Path:
        """The file of a table in a shard."""
        return table_file(self.shards / shard, table)

    def find_shards(self) -> set[str]:
        """Find the shards that are there, whole."""
        return {
            shard
            for shard in self._named_shards()
            if all(file.is_file() for file in shard_files(self.shards / shard))
        }

    def _named_shards(self) -> set[str]:
        entries = os.scandir(self.shards) if self.shards.is_dir() else ()
        return {entry.name for entry in entries if _SHARD.fullmatch(entry.name)}

    def sweep(self) -> None:
        """Remove drafts of processes that ended before their end, and broken shards; only for who holds the lock."""
        for folder in (self.shards, self.catalog.parent):
            own = f".{self.catalog.name}." if folder == self.catalog.parent else "."
            for entry in os.scandir(folder) if folder.is_dir() else ():
                if entry.name.startswith(own) and _DRAFT.fullmatch(entry.name):
                    remove(Path(entry.path))
        self.remove_shards(self._named_shards() - self.find_shards())

    def remove_shards(self, shards: Iterable[str]) -> None:
        """Remove shards, so that no part of one is ever taken for the whole."""
        for shard in sorted(shards):
            gone = self.shards / f".{shard}.{os.getpid()}.part"
            (self.shards / shard).rename(gone)
            remove(gone)


def shard_files(shard: Path) -> list[Path]:
    """The files of a shard: its tables, and last what they should hold."""
    return [*(table_file(shard, table) for table in TABLES), sums_file(shard)]


def sums_file(shard: Path) -> Path:
    """The file that tells the hashes of the tables in the folder of a shard."""
    return shard / "sums.json"


def table_file(shard: Path, table: str) -> Path:
    """The file of a table in the folder of a shard."""
    return shard / f"{table}.parquet"


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def is_store(file: Path) -> bool:
    """Tell whether a file is a DuckDB database, as a catalog is."""
    try:
        with file.open("rb") as opened:
            return opened.read(12)[8:] == _MAGIC
    except OSError:
        return False
