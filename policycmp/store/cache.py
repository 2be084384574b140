"""The cache: analyses of plain files, kept from run to run in shards like those of a store, but without a catalog.

Nothing depends on it. What is gone, damaged or locked is as if it had never been there, and the plans are read anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.errors import StoreError
from policycmp.store.analyses import load_analyses
from policycmp.store.database import connect, storing
from policycmp.store.location import Files
from policycmp.store.locking import locked
from policycmp.store.shards import Draft, find_damaged, find_holdings, is_intact
from policycmp.store.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from policycmp.models import Analysis

MOST_BYTES = 256 * 1024 * 1024
MOST_SHARDS = 32  # each run that reads something new leaves one
_LARGEST_DRAFT = 64 * 1024 * 1024  # bytes of rows; DuckDB holds them while it writes them
_PATIENCE = 5.0  # seconds for another writer


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of analyses by their keys (`store.keys`)."""

    folder: Path

    @property
    def _files(self) -> Files:
        return Files.of(self.folder / "analyses")

    def recall(self, keys: Collection[str], parts: Collection[str]) -> dict[str, Analysis]:
        """Load the analyses that are there.

        Args:
            keys: those wanted.
            parts: what of them, of `store.analyses.PARTS`.

        Returns:
            Each by its key; what is not there, or not as it was written, is left out.
        """
        shards = self._files.find_shards()
        if not shards:
            return {}
        try:
            with storing(self.folder, "read"), connect(spill=self._files.spill) as database:
                return self._recall(Shelf(self._files, database), shards, keys, parts)
        except StoreError:
            self._drop(find_damaged(self._files))
            return {}

    def keep(self, analyses: Iterable[tuple[str, Analysis]]) -> None:
        """Add analyses by their keys, and let go what was not used for longest where there is too much.

        Where the disk refuses, or another process writes for long, nothing is kept.
        """
        with suppress(OSError, StoreError), storing(self.folder):
            self._files.shards.mkdir(parents=True, exist_ok=True, mode=0o700)
            with locked(self._files.lock, patience=_PATIENCE):
                self._files.sweep()
                self._write(iter(analyses))
                self._files.remove_shards(self._surplus())

    def clear(self) -> int:
        """Remove all analyses.

        Returns:
            How many bytes they took.

        Raises:
            StoreError: the disk refuses, or another process writes.
        """
        if not self._files.shards.is_dir():
            return 0
        with storing(self.folder), locked(self._files.lock, patience=_PATIENCE):
            shards = self._files.find_shards()
            size = sum(_size(self._files.shards / shard) for shard in shards)
            self._files.remove_shards(shards)
            self._files.sweep()
        return size

    def _recall(
        self, shelf: Shelf, shards: Collection[str], keys: Collection[str], parts: Collection[str]
    ) -> dict[str, Analysis]:
        held: dict[str, dict[str, str]] = {}
        for holding in find_holdings(shelf.database, self._files, shards):
            if holding.key in keys:
                held.setdefault(holding.shard, {})[holding.doc] = holding.key
        found: dict[str, Analysis] = {}
        for shard, by_doc in held.items():
            folder = self._files.shards / shard
            if not is_intact(folder):
                self._drop([shard])
                continue
            for analysis in load_analyses(shelf, dict.fromkeys(by_doc, shard), parts):
                found[by_doc[analysis.doc]] = analysis
            with suppress(OSError):  # it was of use
                os.utime(folder)
        return found

    def _write(self, analyses: Iterator[tuple[str, Analysis]]) -> None:
        following = next(analyses, None)
        while following is not None:
            with Draft(self._files.shards) as draft:
                while following is not None and draft.size < _LARGEST_DRAFT:
                    key, analysis = following
                    draft.add(analysis, key)
                    following = next(analyses, None)
                draft.publish()

    def _surplus(self) -> list[str]:
        """Find the shards that are too many or too much, those that were not used for longest."""
        folders = [self._files.shards / shard for shard in self._files.find_shards()]
        newest_first = sorted(folders, key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
        surplus, size = [], 0
        for place, folder in enumerate(newest_first):
            size += _size(folder)
            if place and (place >= MOST_SHARDS or size > MOST_BYTES):
                surplus.append(folder.name)
        return surplus

    def _drop(self, shards: Collection[str]) -> None:
        with suppress(OSError):
            self._files.remove_shards(shards)


def _size(folder: Path) -> int:
    return sum(entry.stat().st_size for entry in os.scandir(folder))
