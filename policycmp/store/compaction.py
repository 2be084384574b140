"""Shards that are mostly outlived, and many small ones, are merged from their rows; no plan is read for it."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from policycmp.store.database import connect, lines_of, listed
from policycmp.store.location import remove, table_file
from policycmp.store.shards import COLUMNS, HOLDING, SHARD_OF_FILE, Holding, copy, put_in_place, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policycmp.store.location import Files

SHARD_PLANS = 256  # the plans of a shard of the usual size
_SMALL = SHARD_PLANS // 4
_MOST_SMALL = 16


def compact(files: Files, holdings: Sequence[Holding], sizes: Mapping[str, int]) -> list[Holding]:
    """Merge the shards that are worth it.

    Args:
        files: of the store.
        holdings: the plans that are in the store now.
        sizes: how many plans each shard was made of.

    Returns:
        The same plans, some of them in new shards.
    """
    by_shard: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_shard[holding.shard].append(holding)
    moved: dict[str, str] = {}
    for group in _groups(_worth_merging(by_shard, sizes), by_shard):
        kept = [holding for shard in group for holding in by_shard[shard]]
        moved |= dict.fromkeys(group, _merge(files, kept))
    return [holding._replace(shard=moved.get(holding.shard, holding.shard)) for holding in holdings]


def _worth_merging(by_shard: Mapping[str, Sequence[Holding]], sizes: Mapping[str, int]) -> list[str]:
    """Choose the shards of which more than half is outlived, and the small ones where there are many."""
    small = {shard for shard, held in by_shard.items() if len(held) < _SMALL}
    outlived = {shard for shard, held in by_shard.items() if 2 * len(held) < sizes[shard]}
    return sorted(outlived | small if len(small) > _MOST_SMALL else outlived)


def _groups(shards: Iterable[str], by_shard: Mapping[str, Sequence[Holding]]) -> Iterator[list[str]]:
    group: list[str] = []
    plans = 0
    for shard in shards:
        if group and plans + len(by_shard[shard]) > SHARD_PLANS:
            yield group
            group, plans = [], 0
        group.append(shard)
        plans += len(by_shard[shard])
    if group:
        yield group


def _merge(files: Files, kept: Sequence[Holding]) -> str:
    """Make one shard of the plans that are kept of some shards."""
    draft = files.shards / f".merge.{os.getpid()}.part"
    remove(draft)
    draft.mkdir()
    try:
        held = draft / "held.ndjson"
        write_lines(held, HOLDING, kept)
        shards = sorted({holding.shard for holding in kept})
        with connect(spill=draft / "spill") as database:
            database.execute(f"CREATE TABLE held AS SELECT * FROM {lines_of(held, HOLDING)}")
            for table, columns in COLUMNS.items():
                parquet = listed(files.table(shard, table) for shard in shards)
                names = ", ".join(f'r."{name}"' for name in columns)
                order = "r.doc, r.ordinal" if "ordinal" in columns else "r.doc"
                rows = (
                    f"SELECT {names} FROM read_parquet({parquet}, filename = true) AS r JOIN held "
                    f"ON r.doc = held.doc AND {SHARD_OF_FILE} = held.shard ORDER BY {order}"
                )
                copy(database, rows, table_file(draft, table))
        held.unlink()
        return put_in_place(draft, files.shards, [holding.key for holding in kept])
    finally:
        remove(draft)
