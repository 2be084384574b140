"""Show how far the topics of clauses are right on plans that the judge has not learned from.

    POLICYCMP_GOLD=<folder of the coding> python -m tests.topic_figures

prints, for the coding of that folder: F1 over all topics, their mean, the core topics, the main topic, α of the sets
of topics; each topic with its share of the clauses and its interval; each kind of plan; and what each hundred clauses
to learn from adds (the plans of each fold are judged by weights learned from so many clauses of the others).
"""

from statistics import mean

from policycmp.classify import Classifier
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.evaluate import Coding, coding_of, compare_codings, load_coding
from policycmp.evaluate.topic_reliability import find_reliability
from policycmp.taxonomy.examples import find_examples
from policycmp.taxonomy.learning import Tally
from policycmp.taxonomy.regression import Regression
from tests.raise_floors import codings, groups_by_kind, judged_unseen

FOLDS = 5
STEP = 100


def line(name, agreement):
    """The figures of a group of plans in one line."""
    layer, reliability = agreement.figures()["clauses"], find_reliability(agreement).data()["clauses"]
    topics = reliability["topics"]
    single = [float(one["f1"]["value"]) for key, one in topics.items() if key not in {"all", "core"}]
    figures = {
        "micro": layer["topics"]["f1"],
        "macro": mean(single),
        "core": layer["topics_core5"]["f1"] or 0,
        "main": layer["primary"],
        "α (MASI)": reliability["alpha_masi"] or 0,
    }
    told = "  ".join(f"{key} {float(value):.3f}" for key, value in figures.items())
    return f"{name:24} {reliability['units']:4} clauses  {told}"


def by_topic(agreement):
    """A line for each topic: its share of the clauses, F1 with its interval."""
    for topic, one in find_reliability(agreement).data()["clauses"]["topics"].items():
        low, value, high = (float(one["f1"][key]) for key in ("low", "value", "high"))
        yield f"  {topic:24} in {float(one['prevalence']):.3f} of the clauses  F1 {value:.3f} [{low:.3f}, {high:.3f}]"


def curve(examples):
    """The F1 on plans left out, for each hundred clauses that the judge learned from."""
    docs = sorted({example.doc for example in examples})
    regression = Regression(examples)
    size = STEP
    while size < len(examples):
        tally = Tally()
        for fold in range(FOLDS):
            left = set(docs[fold::FOLDS])
            told = [n for n, one in enumerate(examples) if one.doc not in left and one.tells]
            judge = regression.fit(frozenset(told[:: max(1, round(len(told) / size))][:size]))
            for one in (one for one in examples if one.doc in left and one.judged):
                found = judge.decide(judge.chances(one.reading, one.subject), one.reading, one.subject)
                tally = tally.add(found, one.topics)
        yield size, tally
        size += STEP


def main():
    config = load_config()
    core = [topic.id for topic in config.topics if topic.core]
    folder, plans = next((folder, plans) for name, folder, plans, _ in codings() if name == "gold")
    analyses = analyze_corpus(plans, config).analyses
    coding, _ = load_coding(folder, topics={topic.id for topic in config.topics})
    found = coding_of(judged_unseen(coding, analyses, plans, config))
    agreement = compare_codings(Coding(clauses=coding.clauses), found, core)
    print(line("all", agreement), *by_topic(agreement), sep="\n")
    for kind, docs in groups_by_kind(folder).items():
        if own := {doc: coding.clauses[doc] for doc in docs if doc in coding.clauses}:
            print(line(kind, compare_codings(Coding(clauses=own), found, core)))
    examples = find_examples(coding, analyses, Classifier(config.topics, uncovered=config.uncovered))
    for size, tally in curve(examples):
        print(
            f"learned from {size:4} clauses: F1 {tally.f1:.3f}, main topic {tally.main / tally.clauses:.3f}"
        )


if __name__ == "__main__":
    main()
