"""What keeping a large corpus costs: indexing it, again, after a few changes; and asking it."""

import sys
from pathlib import Path

import duckdb

from tests.benchmarks.figures import PROGRAM, Figure, medians, run
from tests.benchmarks.large_corpus import write_corpus

COMMITMENTS = 10_000
CHANGED = 20
PLAIN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
connection.execute(
    "SELECT commitments.* FROM read_parquet(?, filename=true) AS commitments SEMI JOIN documents "
    "ON documents.doc = commitments.doc AND contains(commitments.filename, documents.shard) "
    f"AND ({sys.argv[3]})", [sys.argv[2]]
).fetchall()
"""


def measure(folder, work, sizes=(5_000, 20_000)):
    """Measure `index` and what is asked on sections of the texts of a folder; `work` is an empty folder."""
    peaks, shown, figures = [], [], []
    for size in sizes:
        corpus, store = work / f"corpus-{size}", work / f"store-{size}.duckdb"
        characters = write_corpus(folder, corpus, size)
        first = run(*PROGRAM, "index", str(corpus), "--store", str(store), "--quiet")
        peaks.append(first.peak)
        doc = min(corpus.iterdir()).stem
        shown.append(medians({"show": (*PROGRAM, "show", str(store), "--id", f"{doc}:0")}, rounds=3)["show"])
    rate = characters / first.wall
    of = f"{first.wall:.1f} s, {rate:,.0f} characters a second"
    figures.append(Figure(f"index of {size:,} documents: peak memory, MB", first.peak, 400, of))
    of = f"{peaks[-1]:.0f} MB ÷ {peaks[0]:.0f} MB"
    figures.append(
        Figure(f"peak at {sizes[-1]:,} documents ÷ at {sizes[0]:,}", peaks[-1] / peaks[0], 1.2, of)
    )
    of = f"CPU {shown[-1].cpu:.2f} s ÷ {shown[0].cpu:.2f} s"
    name = f"show --id at {sizes[-1]:,} documents ÷ at {sizes[0]:,}"
    figures.append(Figure(name, shown[-1].cpu / shown[0].cpu, 1.5, of))
    counted = run(*PROGRAM, "coverage", str(store), "--quiet")
    figures.append(Figure(f"coverage of {sizes[-1]:,} documents, CPU s", counted.cpu, 2, ""))
    figures.append(Figure("… peak memory, MB", counted.peak, 200, ""))
    figures += list(_again(corpus, store, first))
    figures.append(asked(store))
    return figures


def _again(corpus, store, first):
    """Index once more, then after a few changes."""
    index = (*PROGRAM, "index", str(corpus), "--store", str(store), "--quiet")
    again = run(*index)
    of = f"{again.wall:.2f} s ÷ {first.wall:.1f} s"
    yield Figure("index again, nothing changed ÷ first", again.wall / first.wall, 0.03, of)
    for path in sorted(corpus.iterdir())[:: max(1, len(list(corpus.iterdir())) // CHANGED)][:CHANGED]:
        path.write_text(path.read_text(encoding="utf-8") + "新增高新技术企业12家。\n", encoding="utf-8")
    changed = run(*index)
    of = f"{changed.wall:.2f} s ÷ {first.wall:.1f} s"
    yield Figure(f"index again, {CHANGED} changed ÷ first", changed.wall / first.wall, 0.05, of)


def asked(store):
    """Compare what holds about ten thousand commitments, beside the plain query for the same rows."""
    where, count = _where(store)
    shards = str(Path(f"{store}.shards") / "*" / "commitments.parquet")
    runs = medians(
        {
            "plain": (sys.executable, "-c", PLAIN, str(store), shards, where),
            "compare": (*PROGRAM, "compare", str(store), "--where", where, "--quiet"),
        }
    )
    plain, compare = runs["plain"], runs["compare"]
    of = f"{count:,} commitments: clock {compare.wall:.2f} s ÷ {plain.wall:.2f} s"
    return Figure("compare --where ÷ plain query", compare.wall / plain.wall, 4, of)


def _where(store):
    """Find regions that together hold about so many commitments."""
    connection = duckdb.connect(str(store), read_only=True)
    shards = str(Path(f"{store}.shards") / "*" / "commitments.parquet")
    counts = connection.execute(
        "SELECT region, count(*) FROM read_parquet(?, filename=true) AS commitments JOIN documents "
        "ON documents.doc = commitments.doc AND contains(commitments.filename, documents.shard) "
        "WHERE region IS NOT NULL GROUP BY region ORDER BY region",
        [shards],
    ).fetchall()
    chosen, total = [], 0
    for region, count in counts:
        if total + count <= COMMITMENTS * 1.05:
            chosen.append(region)
            total += count
    return f"region IN ({', '.join(repr(region) for region in chosen)})", total
