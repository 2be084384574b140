"""What a store holds when a run begins, so that it need not be read again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.store.shards import Holding, load_holdings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.store.catalog import Catalog
    from policycmp.store.location import Files


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
