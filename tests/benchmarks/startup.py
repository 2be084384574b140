"""How long a short command takes in a fresh process, beside the imports that it does without."""

import sys

from tests.benchmarks.figures import PROGRAM, Figure, medians

BARE = "import typer, rich"
HEAVY = "import jieba; jieba.initialize(); import sklearn.feature_extraction.text"


def measure(plans):
    """Measure `--help` and a cold `compare` of some plans."""
    runs = medians(
        {
            "bare": (sys.executable, "-c", BARE),
            "help": (*PROGRAM, "--help"),
            "heavy": (sys.executable, "-c", HEAVY),
            "compare": (*PROGRAM, "compare", *map(str, plans)),
        }
    )
    return [
        _figure("policycmp --help ÷ `import typer, rich`", runs["help"], runs["bare"], 2.0),
        _figure("compare of five plans, cold ÷ jieba and scikit-learn", runs["compare"], runs["heavy"], 0.5),
    ]


def _figure(name, one, other, limit):
    of = f"CPU {one.cpu:.2f} s ÷ {other.cpu:.2f} s; clock {one.wall:.2f} s ÷ {other.wall:.2f} s"
    return Figure(name, one.cpu / other.cpu, limit, of)
