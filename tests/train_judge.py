"""Train the judge of topics that is shipped, and show how it does on plans left out.

    POLICYCMP_GOLD=<folder of the coding> [POLICYCMP_ROUNDS=<folder of texts>] python -m tests.train_judge

takes the coded clauses of that folder, its plans from ../corpus/plans and ../corpus/more beside it, of the samples, of
the invented documents, and of each round in tests/rounds whose texts stand in a folder of its name under the second
variable. Writes policycmp/data/judge.json where the judge does better than the terms alone, and exits with 1 where it
does not.
"""

import os
import sys
from pathlib import Path

from policycmp.classify import Classifier
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.evaluate import load_coding
from policycmp.renderers import render_json
from policycmp.taxonomy.examples import find_examples
from policycmp.taxonomy.learning import learn
from tests.raise_floors import coded_texts

TESTS = Path(__file__).parent
JUDGE = TESTS.parent / "policycmp" / "data" / "judge.json"


def codings():
    """The codings at hand: the folder of each, and the texts of its plans."""
    gold = Path(os.environ["POLICYCMP_GOLD"])
    found = [(gold, coded_texts(gold)), (TESTS / "gold", sorted((TESTS.parent / "samples").glob("*.txt")))]
    if texts := os.environ.get("POLICYCMP_ROUNDS"):
        rounds = sorted(folder for folder in (TESTS / "rounds").iterdir() if folder.is_dir())
        found += [(folder, sorted((Path(texts) / folder.name).glob("*.txt"))) for folder in rounds]
    invented = sorted(folder for folder in (TESTS / "invented").iterdir() if folder.is_dir())
    found += [(folder, sorted(folder.glob("texts/*.txt"))) for folder in invented]
    return [(folder, plans) for folder, plans in found if plans]


def coded_examples(config):
    """The coded clauses of all codings, read by terms alone."""
    classifier = Classifier(config.topics, uncovered=config.uncovered)
    examples = []
    for folder, plans in codings():
        corpus = analyze_corpus(plans, config)
        coding, issues = load_coding(folder, topics={topic.id for topic in config.topics})
        for issue in issues:
            print(issue.message, file=sys.stderr)
        examples += find_examples(coding, corpus.analyses, classifier)
    return examples


def main():
    config = load_config()
    learned = learn(coded_examples(config))
    core = {topic.id for topic in config.topics if topic.core}
    for name, topics in [
        ("all topics", None),
        ("core topics", core),
        *((t.id, {t.id}) for t in config.topics),
    ]:
        totals = learned.totals(topics=topics)
        figures = "  ".join(f"{key} {tally.f1:.3f}" for key, tally in totals.items())
        print(f"{name:24} {figures}  in {totals['terms'].gold} of {totals['terms'].clauses} clauses")
    for key, tally in learned.totals().items():
        print(f"main topic, {key:12} {tally.main / tally.clauses:.3f}")
    if not learned.helps:
        sys.exit("the judge does no better than the terms; nothing is written")
    JUDGE.write_text(render_json(learned.judge.data()), encoding="utf-8")


if __name__ == "__main__":
    main()
