"""Kill `policycmp index` at random moments, let it end, and hold the store against that of an undisturbed run.

    python -m tests.benchmarks.killed [FOLDER] [--kills 10] [--jobs 2] [--seed 1]

copies the plans of FOLDER (300 documents made of the samples without one) and indexes them undisturbed; then again,
killed so many times with SIGKILL, its workers too, at moments drawn over the time that the whole takes. Exits with 1
where the exports of the two stores are not the same bytes.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import PROGRAM
from tests.benchmarks.large_corpus import write_corpus
from tests.stores import exported

SAMPLES = Path(__file__).parents[2] / "samples"


def index(plans, store, jobs):
    """Start a run in a group of processes of its own."""
    return subprocess.Popen(
        [*PROGRAM, "index", plans, "--store", store, "--jobs", str(jobs), "--format", "json"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def killed_again_and_again(plans, store, kills, jobs, seconds):
    """Kill so many runs, each after a part of the time that the whole takes; let the last one end.

    A run that ends before its moment does not count: all plans are changed for those that follow.
    """
    random_ = random.Random(seconds[1])
    number = 1
    while number <= kills:
        process = index(plans, store, jobs)
        moment = random_.uniform(0.05, 1.0) * seconds[0]
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            shards = len(list(Path(f"{store}.shards").glob("[0-9a-f]*")))
            print(f"kill {number} after {moment:.1f} s: {shards} shards", "and a catalog" * store.exists())
            number += 1
        else:
            print(f"done before {moment:.1f} s")
            for path in sorted(Path(plans).iterdir()):
                path.write_text(path.read_text(encoding="utf-8") + f"（{number}）\n", encoding="utf-8")
    print(index(plans, store, jobs).communicate()[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder) / "plans"
        if asked.folder is None:
            write_corpus(SAMPLES, plans, 300)
        else:
            plans.mkdir()
            for path in asked.folder.iterdir():
                (plans / path.name).write_bytes(path.read_bytes())
        disturbed, undisturbed = Path(folder) / "disturbed.duckdb", Path(folder) / "undisturbed.duckdb"
        start = time.monotonic()
        index(plans, undisturbed, asked.jobs).communicate()
        seconds = time.monotonic() - start
        print(f"undisturbed: {seconds:.1f} s")
        killed_again_and_again(plans, disturbed, asked.kills, asked.jobs, (seconds, asked.seed))
        index(plans, undisturbed, asked.jobs).communicate()
        same = exported(disturbed) == exported(undisturbed)
        print("the same bytes" if same else "THE STORES DIFFER")
    sys.exit(not same)


if __name__ == "__main__":
    main()
