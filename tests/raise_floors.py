"""Raise the floors of accuracy to what the program reaches now; no floor is ever lowered.

    POLICYCMP_GOLD=<folder of the coding> python -m tests.raise_floors

measures the codings at hand: that of the samples beside this file, and, where the variable is set, the larger one
with its plans in ../corpus/plans beside it. A coding whose files have changed is measured anew. Exits with 1, and
writes nothing, where a figure has fallen.
"""

import json
import os
import sys
from decimal import Decimal
from pathlib import Path

from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.evaluate import coding_of, compare_codings, load_coding
from policycmp.evaluate.floors import below, hash_coding, load_floors, measure

TESTS = Path(__file__).parent
FLOORS = TESTS.parent / "policycmp" / "floors.json"
ABOUT = (
    "Agreement with codings, reached so far; a change that lowers a figure fails. The figures are in-sample: the rules "
    "were written with these plans in view, so expect less on plans never seen."
)
INNOVATION = ("dingxi-2020", "hubei-2020", "jingzhou-2020", "nantong-2016", "zhumadian-2019")
GROUPS = {
    "innovation plans": INNOVATION,
    "incentives": ("guangan-2021",),
    "work report": ("hefei-report-2024",),
}


def codings():
    """The codings at hand: name, its folder, the plans, the groups of plans that are measured apart."""
    found = [("samples", TESTS / "gold", TESTS.parent / "samples", {})]
    if gold := os.environ.get("POLICYCMP_GOLD"):
        found.append(("gold", Path(gold), Path(gold).parent / "corpus" / "plans", GROUPS))
    return found


def measured(folder, plans, groups):
    config = load_config()
    core = [topic.id for topic in config.topics if topic.core]
    corpus = analyze_corpus(sorted(plans.glob("*.txt")), config)
    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    coding, _ = load_coding(folder, topics={topic.id for topic in config.topics}, texts=texts)
    return measure(compare_codings(coding, coding_of(corpus.analyses), core), groups)


def fallen(coding, groups):
    return [
        f"{name}: {line}"
        for name, group in coding["groups"].items()
        for line in below(group["layers"], groups[name]["layers"])
    ]


def main():
    floors = load_floors(FLOORS) if FLOORS.is_file() else {"codings": {}}
    known, broken = dict(floors["codings"]), []
    for name, folder, plans, groups in codings():
        files = hash_coding(folder)
        now = measured(folder, plans, groups)
        if name in known and known[name]["files"] == files:
            broken += [f"{name}: {line}" for line in fallen(known[name], now)]
        known[name] = {"files": files, "groups": now}
    if broken:
        sys.exit("\n".join(broken))
    written = {"about": ABOUT, "codings": dict(sorted(known.items()))}
    FLOORS.write_text(
        json.dumps(written, ensure_ascii=False, indent=1, default=number) + "\n", encoding="utf-8"
    )


def number(value):
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value))


if __name__ == "__main__":
    main()
