"""Measure everything in one run and print a table with the machine's description.

    python -m tests.benchmarks FOLDER [--plans FILE …] [--only NAME …] [--documents 20000]

FOLDER holds long plans as text files (the larger the better); the large corpora are made of their sections. Ratios are
of things measured in the same run, in turn: absolute times are those of a machine and an hour. Exits with 1 where a
figure is beyond its limit.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import again, engines, startup, store, throughput
from tests.benchmarks.figures import table

SAMPLES = Path(__file__).parents[2] / "samples"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--plans", nargs="+", default=[SAMPLES])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--only", nargs="+", choices=("startup", "throughput", "again", "store", "engines"))
    asked = parser.parse_args()
    wanted = asked.only or ("startup", "throughput", "again", "store", "engines")
    figures = []
    with tempfile.TemporaryDirectory() as work:
        works = {
            "startup": lambda: startup.measure(asked.plans, Path(work)),
            "throughput": lambda: throughput.measure(asked.folder),
            "again": lambda: again.measure(asked.folder, asked.plans, Path(work)),
            "store": lambda: store.measure(asked.folder, Path(work), asked.documents),
            "engines": lambda: engines.measure(asked.folder, Path(work)),
        }
        for name in wanted:
            figures += works[name]()
            print(table(figures), flush=True)
    return 0 if all(each.held for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
