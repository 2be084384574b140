"""A store as bytes, whatever its shards: what two stores that say the same have in common."""

import glob
import json
from pathlib import Path

import duckdb

from policycmp.store.to_rows import METADATA, TABLES


def exported(store):
    """Write all rows that are in a store, by plan, and what its catalog says of plans and inputs."""
    store = Path(store)
    with duckdb.connect(str(store), read_only=True) as catalog:
        lines = catalog.execute(f"SELECT {', '.join(METADATA)}, key FROM documents ORDER BY doc").fetchall()
        lines += catalog.execute("SELECT * FROM issues ORDER BY ordinal").fetchall()
        shards = catalog.execute("SELECT DISTINCT shard FROM documents").fetchall()
        for table in TABLES if shards else ():
            files = [glob.escape(f"{store}.shards/{shard}/{table}.parquet") for (shard,) in shards]
            order = "rows.doc, rows.ordinal" if "ordinal" in TABLES[table] else "rows.doc"
            lines += catalog.execute(
                f"SELECT rows.* EXCLUDE (filename) FROM read_parquet(?, filename = true) AS rows "
                f"JOIN documents ON rows.doc = documents.doc AND contains(filename, documents.shard) "
                f"ORDER BY {order}",
                [files],
            ).fetchall()
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()


def shards_of(store):
    return {path.name for path in Path(f"{store}.shards").iterdir()}
