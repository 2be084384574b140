"""What keeping a large corpus costs: indexing it, again, after a few changes; and asking it.

    python -m tests.benchmarks.store STORE …

asks stores that are there already, the smallest first; `python -m tests.benchmarks` makes its own.
"""

import sys
from pathlib import Path

import duckdb

from tests.benchmarks.figures import PROGRAM, Figure, medians, run, table
from tests.benchmarks.large_corpus import write_corpus

COMMITMENTS = 10_000
CHANGED = 20
SHARE = 4  # the middle store holds this part of the largest
FEW = 1_000
PLAIN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
connection.execute(
    "SELECT commitments.* FROM read_parquet(?, filename=true) AS commitments SEMI JOIN documents "
    "ON documents.doc = commitments.doc AND contains(commitments.filename, documents.shard) "
    f"AND ({sys.argv[3]})", [sys.argv[2]]
).fetchall()
"""


def measure(folder, work, documents=20_000):
    """Measure `index` and what is asked on sections of the texts of a folder; `work` is an empty folder."""
    stores, runs = [], []
    sizes = (min(FEW, documents // SHARE), documents // SHARE, documents)
    for size in sizes:
        corpus, store = work / f"corpus-{size}", work / f"store-{size}.duckdb"
        characters = write_corpus(folder, corpus, size)
        runs.append(run(*PROGRAM, "index", str(corpus), "--store", str(store), "--quiet"))
        stores.append(store)
    first = runs[-1]
    of = f"{first.wall:.1f} s, {characters / first.wall:,.0f} characters a second"
    yield Figure(f"index of {documents:,} documents: peak memory, MB", first.peak, 400, of)
    of = f"{runs[-1].peak:.0f} MB ÷ {runs[-2].peak:.0f} MB"
    yield Figure(
        f"peak at {sizes[-1]:,} documents ÷ at {sizes[-2]:,}", runs[-1].peak / runs[-2].peak, 1.2, of
    )
    yield from _again(corpus, store, first)
    yield from asked(stores)


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


def asked(stores):
    """Ask stores of more and more documents what commands ask."""
    counts = [_count(store) for store in stores]
    shown = [_ask(3, "show", str(store), "--id", _some_id(store)) for store in stores]
    yield _ratio("show --id", counts, shown, (0, -1), 1.5)
    yield from _bounded(f"coverage of {counts[-1]:,} documents", _ask(3, "coverage", str(stores[-1])))
    measures = _ask(1, "measures", str(stores[-1]))
    yield Figure(
        f"measures of {counts[-1]:,} documents, CPU s", measures.cpu, None, f"{measures.peak:.0f} MB"
    )
    listing = ("--list", "--format", "csv")
    listed = [_ask(1, "targets", str(store), *listing) for store in stores[-2:]]
    times = counts[-1] / counts[-2]
    yield _ratio(f"targets --list of {times:.1f} × the plans,", counts, listed, (-2, -1), 1.1 * times)
    compared = [_ask(1, "compare", str(store)) for store in stores[:-1]]
    times = counts[-2] / counts[0]
    yield _ratio(f"compare of {times:.1f} × the plans,", counts[:-1], compared, (0, -1), 1.1 * times)
    yield _compared(stores[-1])


def _ask(rounds, *arguments):
    """Run a command on a store some times.

    Raises:
        RuntimeError: it gave no answer, so that its time says nothing.
    """
    asked_run = medians({"asked": (*PROGRAM, *arguments, "--quiet")}, rounds)["asked"]
    if asked_run.code:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {asked_run.code}")
    return asked_run


def _ratio(what, counts, runs, ends, limit):
    small, large = runs[0], runs[-1]
    of = f"CPU {large.cpu:.2f} s ÷ {small.cpu:.2f} s; {large.peak:.0f} MB ÷ {small.peak:.0f} MB"
    name = f"{what} at {counts[ends[1]]:,} documents ÷ at {counts[ends[0]]:,}"
    return Figure(name, large.cpu / small.cpu, limit, of)


def _bounded(what, counted):
    yield Figure(f"{what}, CPU s", counted.cpu, 2)
    yield Figure("… peak memory, MB", counted.peak, 200)


def _compared(store):
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
    of = f"{count:,} commitments: CPU {compare.cpu:.2f} s ÷ {plain.cpu:.2f} s"
    return Figure("compare --where ÷ plain query", compare.cpu / plain.cpu, 3, of)


def _where(store):
    """Find regions that together hold about so many commitments."""
    counts = _rows(store, "region, count(*)", "WHERE region IS NOT NULL GROUP BY region ORDER BY region")
    chosen, total = [], 0
    for region, count in counts:
        if total + count <= COMMITMENTS * 1.05:
            chosen.append(region)
            total += count
    return f"region IN ({', '.join(repr(region) for region in chosen)})", total


def _some_id(store):
    return _rows(store, "commitments.id", "ORDER BY commitments.id LIMIT 1")[0][0]


def _count(store):
    with duckdb.connect(str(store), read_only=True) as connection:
        return connection.execute("SELECT count(*) FROM documents").fetchone()[0]


def _rows(store, what, how):
    """Ask something of the commitments of a store, each with its document."""
    shards = str(Path(f"{store}.shards") / "*" / "commitments.parquet")
    with duckdb.connect(str(store), read_only=True) as connection:
        return connection.execute(
            f"SELECT {what} FROM read_parquet(?, filename=true) AS commitments JOIN documents "
            f"ON documents.doc = commitments.doc AND contains(commitments.filename, documents.shard) {how}",
            [shards],
        ).fetchall()


if __name__ == "__main__":
    print(table(list(asked(list(map(Path, sys.argv[1:]))))))
