"""Raise the floors of accuracy to what the program reaches now; no floor is ever lowered.

    POLICYCMP_GOLD=<folder of the coding> python -m tests.raise_floors

measures the codings at hand: that of the samples beside this file, and, where the variable is set, the larger one
with its plans in ../corpus/plans and ../corpus/more beside it. A coding whose files have changed is measured anew.
Topics of clauses and numbers are those that the plans get while the judge has not learned from them: for each it is
trained on the other plans of its coding. Exits with 1, and writes nothing, where a figure has fallen.
"""

import json
import os
import sys
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from policycmp.classify import Classifier
from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.evaluate import coding_of, compare_codings, load_coding, rows_of
from policycmp.evaluate.floors import below, hash_coding, load_floors, measure
from policycmp.renderers import render_json
from policycmp.taxonomy.examples import find_examples
from policycmp.taxonomy.learning import learn

TESTS = Path(__file__).parent
FLOORS = TESTS.parent / "policycmp" / "floors.json"
ABOUT = (
    "Agreement with codings, reached so far; a change that lowers a figure fails. The figures are in-sample: the rules "
    "were written with these plans in view, so expect less on plans never seen. Weights of topics are learned: "
    "here each plan is judged by those learned from the other plans of its coding."
)
# Plans of which the figures are known longest; the others are grouped by the kinds that the coding tells.
KNOWN = {
    "five innovation plans": (
        *("dingxi-2020", "hubei-2020", "jingzhou-2020", "nantong-2016", "zhumadian-2019"),
    ),
    "guangan-2021": ("guangan-2021",),
    "hefei-report-2024": ("hefei-report-2024",),
}
# What is learned goes up and down a little with every word, and among few clauses much.
MANY = 10
HOLDS_TOPICS = {"all", "five innovation plans", "seven known documents"}
LEEWAY = Decimal("0.02")
TOPICS = {"topics", "topics_core5", "primary"}
SEVEN = {"seven known documents": tuple(doc for docs in KNOWN.values() for doc in docs)}


def codings():
    """The codings at hand: name, its folder, the texts of its plans, the groups of plans measured apart."""
    found = [("samples", TESTS / "gold", sorted((TESTS.parent / "samples").glob("*.txt")), {})]
    if gold := os.environ.get("POLICYCMP_GOLD"):
        folder = Path(gold)
        found.append(("gold", folder, coded_texts(folder), KNOWN | SEVEN | groups_by_kind(folder)))
    return found


def coded_texts(folder):
    """The texts of the plans whose commitments or clauses are coded, from both folders of the corpus beside it."""
    folders = [folder.parent / "corpus" / name for name in ("plans", "more")]
    found = {text.stem: text for corpus in folders for text in corpus.glob("*.txt")}
    coded = json.loads((folder / "coded.json").read_text(encoding="utf-8"))
    return [found[doc] for doc, layers in sorted(coded.items()) if {"targets", "clauses"} & set(layers)]


def groups_by_kind(folder):
    """The documents of each kind that a coding tells in kinds.json: `kind: plan`, `kind: law` …"""
    groups = {}
    for doc, about in json.loads((folder / "kinds.json").read_text(encoding="utf-8")).items():
        groups.setdefault(f"kind: {about['kind']}", []).append(doc)
    return dict(sorted(groups.items()))


def measured(folder, plans, groups):
    config = load_config()
    core = [topic.id for topic in config.topics if topic.core]
    corpus = analyze_corpus(plans, config)
    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    coding, _ = load_coding(folder, topics={topic.id for topic in config.topics}, texts=texts)
    rows = rows_of(compare(corpus, config)) if coding.rows else None
    analyses = judged_unseen(coding, corpus.analyses, plans, config)
    found = measure(compare_codings(coding, coding_of(analyses), core, rows=rows), groups)
    for name in found.keys() - (HOLDS_TOPICS if len(plans) >= MANY else set()):
        for layer in found[name]["layers"].values():
            for figure in TOPICS & layer.keys():
                del layer[figure]
    return found


def with_leeway(groups, floors):
    """The groups, with floors for the topics of clauses a little below what was reached, but no lower than before."""
    for name, group in groups.items():
        figures = group["layers"].get("clauses", {})
        for key in TOPICS & figures.keys():
            held = floors.get(name, {}).get("layers", {}).get("clauses", {}).get(key, 0)
            figures[key] = max(figures[key] - LEEWAY, Decimal(str(held)))
    return groups


def judged_unseen(coding, analyses, plans, config):
    """The analyses of the plans, with topics by a judge that has learned from the others alone."""
    classifier = Classifier(config.topics, uncovered=config.uncovered)
    learned = learn(find_examples(coding, analyses, classifier))
    by_judge = {}
    for plan in plans:
        data = render_json(learned.without.get(plan.stem, learned.judge).data())
        by_judge.setdefault(data, []).append(plan)
    found = []
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        settings = config.settings.model_copy(update={"model": file.name})
        other = replace(config, schema=config.schema.model_copy(update={"settings": settings}))
        for data, own in by_judge.items():
            file.seek(0)
            file.truncate()
            file.write(data)
            file.flush()
            found += analyze_corpus(own, other).analyses
    return found


def fallen(coding, groups):
    return [
        f"{name}: {line}"
        for name, group in coding["groups"].items()
        for line in below(group["layers"], groups[name]["layers"])
    ]


def main():
    known = dict(load_floors(FLOORS)["codings"]) if FLOORS.is_file() else {}
    broken = []
    for name, folder, plans, groups in codings():
        files = hash_coding(folder)
        now = measured(folder, plans, groups)
        if name in known and known[name]["files"] == files:
            broken += [f"{name}: {line}" for line in fallen(known[name], now)]
        floors = known[name]["groups"] if name in known and known[name]["files"] == files else {}
        known[name] = {"files": files, "groups": with_leeway(now, floors)}
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
