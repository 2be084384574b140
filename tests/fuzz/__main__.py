"""Many runs by hand, each told by its number: what failed, once for each place in the code, and what was slow.

python -m tests.fuzz plans 0 20000
python -m tests.fuzz files 0 2000
"""

import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from invariants import analyzed, check
from mutations import plan
from test_files import MAKERS, read

SLOW = 5


def run_plan(seed):
    """Analyze a plan and check what holds of it."""
    check(analyzed(plan(random.Random(seed))))


def run_file(seed):
    """Read a harmed file of the format whose turn it is."""
    name = sorted(MAKERS)[seed % len(MAKERS)]
    read(name, MAKERS[name](random.Random(seed)))


def place(error):
    """Name the error and the last place of ours that it went through."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if {"policycmp", "fuzz"} & {*Path(frame.filename).parts}
    ]
    what = " ".join(str(error).split())[:80]
    return f"{type(error).__name__} {what} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"


def main(kind, first, last):
    """Do the runs; tell what was found, and give how many places failed."""
    work = {"plans": run_plan, "files": run_file}[kind]
    found, seeds, slow = Counter(), {}, 0
    for seed in range(int(first), int(last)):
        started = time.monotonic()
        try:
            work(seed)
        except Exception as error:
            found[place(error)] += 1
            seeds.setdefault(place(error), seed)
        if time.monotonic() - started > SLOW:
            slow += 1
            print(f"{kind} {seed}: took {time.monotonic() - started:.0f} s")
    for where, count in found.most_common():
        print(f"{count} times, first {kind} {seeds[where]}: {where}")
    print(f"{int(last) - int(first)} runs, {len(found)} places failed, {slow} slow")
    return len(found)


if __name__ == "__main__":
    sys.exit(min(1, main(*sys.argv[1:])))
