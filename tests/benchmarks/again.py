"""What a second run costs beside the first, and what output costs as plans become twice as many."""

from pathlib import Path

from tests.benchmarks.figures import PROGRAM, Figure, medians, run
from tests.benchmarks.large_corpus import changed

REPORTS = 36
MEGABYTE = 1_000_000


def measure(folder, plans, work):
    """Compare some plans and some reports twice, and write twice the reports as JSON; `work` is an empty folder."""
    reports = sorted(Path(folder).glob("*.txt"))
    yield _again("five plans", list(map(str, plans)), work, 0.6)
    yield _again(f"{min(REPORTS, len(reports))} reports", list(map(str, reports[:REPORTS])), work, 0.35)
    yield from _doubled(reports, work)
    yield from _documents(work / "reports-1.duckdb", len(reports), work)


def _documents(store, count, work):
    """Write the same comparison for office programs."""
    for ending in ("xlsx", "docx"):
        written = run(*PROGRAM, "compare", str(store), "--quiet", "-o", str(work / f"reports.{ending}"))
        of = f"CPU {written.cpu:.2f} s"
        yield Figure(f"{ending.upper()} of {count} reports: peak memory, MB", written.peak, 400, of)


def _again(name, plans, work, limit):
    """Compare plans without anything kept, and with what an earlier run left."""
    kept = {"POLICYCMP_CACHE": str(work / "cache")}
    compare = (*PROGRAM, "compare", *plans)
    run(*compare, **kept)
    runs = medians({"first": (*compare, "--no-cache"), "again": compare}, rounds=3, **kept)
    first, again = runs["first"], runs["again"]
    of = f"CPU {again.cpu:.2f} s ÷ {first.cpu:.2f} s"
    return Figure(f"compare of {name} again ÷ first", again.cpu / first.cpu, limit, of)


def _doubled(reports, work):
    """Write a comparison as JSON, read from a store so that nothing is analyzed, and one of twice the plans."""
    sizes, times = [], []
    for turns in (1, 2):
        folder, store = work / f"reports-{turns}", work / f"reports-{turns}.duckdb"
        folder.mkdir()
        for turn in range(turns):
            for report in reports:
                text = changed(report.read_text(encoding="utf-8"), turn)
                (folder / f"{report.stem}-{turn}.txt").write_text(text, encoding="utf-8")
        run(*PROGRAM, "index", str(folder), "--store", str(store), "--quiet")
        out = work / f"reports-{turns}.json"
        asked = run(*PROGRAM, "compare", str(store), "--quiet", "-o", str(out))
        sizes.append(out.stat().st_size / MEGABYTE)
        times.append(asked.cpu)
    yield Figure(f"JSON of {len(reports)} reports, MB", sizes[0], 15)
    yield Figure("… CPU s, from a store", times[0], 4)
    of = f"{sizes[1]:.1f} MB ÷ {sizes[0]:.1f} MB"
    yield Figure(
        f"JSON of {2 * len(reports)} reports ÷ of {len(reports)}, size", sizes[1] / sizes[0], 2.2, of
    )
    of = f"CPU {times[1]:.2f} s ÷ {times[0]:.2f} s, load and start inside"
    yield Figure("… time, from a store", times[1] / times[0], 2.2, of)
