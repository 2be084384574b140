"""How long a short command takes in a fresh process, beside the imports that it does without."""

import sys

from tests.benchmarks.figures import PROGRAM, Figure, medians, run

BARE = "import typer, rich"
HEAVY = "import jieba; jieba.initialize(); import sklearn.feature_extraction.text"


def measure(plans, work):
    """Measure `--help` and a cold `compare` of some plans: what the program is made of is known, of the plans nothing.

    `work` is a folder where what the program is made of may be kept: the config, once checked, as bytecode is.
    """
    compare = (*PROGRAM, "compare", *map(str, plans), "--no-cache")
    kept = {"POLICYCMP_CACHE": str(work / "started")}
    run(*compare, **kept)
    runs = medians(
        {
            "bare": (sys.executable, "-c", BARE),
            "help": (*PROGRAM, "--help"),
            "heavy": (sys.executable, "-c", HEAVY),
            "compare": compare,
        },
        **kept,
    )
    return [
        _figure("policycmp --help ÷ `import typer, rich`", runs["help"], runs["bare"], 1.1),
        _figure("compare of five plans, cold ÷ jieba and scikit-learn", runs["compare"], runs["heavy"], 0.27),
    ]


def _figure(name, one, other, limit):
    of = f"CPU {one.cpu:.2f} s ÷ {other.cpu:.2f} s; clock {one.wall:.2f} s ÷ {other.wall:.2f} s"
    return Figure(name, one.cpu / other.cpu, limit, of)
