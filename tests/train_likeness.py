"""Train the judge of likeness that is shipped, and show how it does on subjects left out.

    [POLICYCMP_GOLD=<folder of the coding>] python -m tests.train_likeness

takes the grants of the marked texts in tests/subjects, of the invented documents and, where the folder is given,
of the coded plans, as the program at hand reads them, and writes policycmp/data/likeness.json.
"""

import json
import os
from collections import defaultdict
from itertools import combinations
from math import log
from pathlib import Path

from sklearn.ensemble import HistGradientBoostingClassifier

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_corpus, analyze_document
from policycmp.evaluate import load_coding
from policycmp.evaluate.span_matching import match
from policycmp.models import Corpus, TargetType
from policycmp.rows.commitments import find_commitments
from policycmp.rows.joining import Things, join_things
from policycmp.rows.likeness_judge import VERSION, LikenessJudge, compare_wordings
from tests.marked_texts import SUBJECTS, coding_of_marks, read_marked
from tests.raise_floors import coded_texts

TESTS = Path(__file__).parent
JUDGE = TESTS.parent / "policycmp" / "data" / "likeness.json"
LIKELY = 0.3
FOLDS = 4
# Of so many subjects one stands among what plans of other subjects grant: most pairs there are no pairs.
MIXED = 3


def coded_grants(config):
    """Give the grants of each set of texts: the set, the commitment, and what a reader says that it counts."""
    tools = Tools.of(config)
    for file in sorted(SUBJECTS.glob("*.txt")):
        texts = read_marked(file)
        corpus = [analyze_document(text.document, tools) for text in texts]
        yield file.stem, list(_told(coding_of_marks(texts), corpus, config))
    folders = [folder for folder in sorted((TESTS / "invented").iterdir()) if folder.is_dir()]
    sets = [(folder, sorted(folder.glob("texts/*.txt"))) for folder in folders]
    if gold := os.environ.get("POLICYCMP_GOLD"):
        sets.append((Path(gold), coded_texts(Path(gold))))
    for folder, plans in sets:
        coding, _ = load_coding(folder, topics={topic.id for topic in config.topics})
        yield f"/{folder.name}", list(_told(coding, analyze_corpus(plans, config).analyses, config))


def _told(coding, analyses, config):
    """Give each grant that was found, with its key and the kinds of its object."""
    commitments = find_commitments(Corpus(tuple(analyses)), config)
    for doc, rows in coding.rows.items():
        targets = {target.span: target for target in coding.targets[doc]}
        found = [
            one
            for one in commitments.get(doc, ())
            if one.target.type is TargetType.INCENTIVE and len(one.subjects) == 1
        ]
        for pair in match(rows, [one.target for one in found]):
            row = rows[pair.gold]
            if targets[row.span].type is TargetType.INCENTIVE:
                key = (row.property, row.grade.rstrip("+"), row.event, row.of)
                yield found[pair.found], key, frozenset(row.object.split("|"))


def is_same(one, other):
    """Tell whether a reader lays two grants side by side."""
    return one[1] == other[1] and not one[2].isdisjoint(other[2])


def figures_of(grants):
    """Give the figures of the pairs that the judge would be asked about, and whether they are the same."""
    things, told = Things(one[0] for one in grants), {one[0].target.id: one for one in grants}
    for pair in things.candidates:
        for one, wording in things.compared(pair[0]):
            for other, beside in things.compared(pair[1]):
                if wording.doc != beside.doc:
                    nearness = things.nearness(wording.doc, beside.doc)
                    yield (
                        compare_wordings(wording, beside, nearness),
                        is_same(told[one.target.id], told[other.target.id]),
                    )


def train(sets):
    """Learn from the pairs of each set, and from those of several subjects together."""
    marked = [grants for name, grants in sets if not name.startswith("/")]
    mixed = [one for grants in marked[::MIXED] for one in grants]
    pairs = [pair for grants in [mixed, *(grants for _, grants in sets)] for pair in figures_of(grants)]
    learned = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.08,
        max_leaf_nodes=10,
        min_samples_leaf=30,
        l2_regularization=3.0,
        early_stopping=False,
        random_state=0,
    ).fit([figures for figures, _ in pairs], [same for _, same in pairs])
    share = sum(same for _, same in pairs) / len(pairs)
    return LikenessJudge(LIKELY, round(log(share / (1 - share)), 4), tuple(_trees(learned)))


def _trees(learned):
    """Write the trees as the judge reads them: scikit-learn keeps those of this kind for itself."""
    for [predictor] in learned._predictors:

        def node(at, nodes=predictor.nodes):
            one = nodes[at]
            if one["is_leaf"]:
                return round(float(one["value"]), 4)
            below, above = node(one["left"]), node(one["right"])
            return [int(one["feature_idx"]), round(float(one["num_threshold"]), 4), below, above]

        yield node(0)


def agreement(grants, judge):
    """Count pairs of different plans: the same and in one row, in one row, the same; by parts alone, then joined."""
    leaders = join_things(Things(one[0] for one in grants), judge)
    counts = [0] * 5
    for one, other in combinations(grants, 2):
        if one[0].target.doc != other[0].target.doc:
            rows = [grant[0].subject for grant in (one, other)]
            meet = rows[0] == rows[1]
            joined = leaders.get(rows[0], rows[0]) == leaders.get(rows[1], rows[1])
            same = is_same(one, other)
            counts = [
                n + k
                for n, k in zip(counts, (meet and same, meet, joined and same, joined, same), strict=True)
            ]
    return counts


def show(name, counts):
    both, found, both_joined, found_joined, gold = counts
    for kind, right, all_ in (("parts", both, found), ("joined", both_joined, found_joined)):
        figures = (right / max(1, all_), right / max(1, gold), 2 * right / max(1, all_ + gold))
        print(f"{name:24} {kind:7} precision {figures[0]:.3f} recall {figures[1]:.3f} F1 {figures[2]:.3f}")


def parted(sets, fold):
    """Part the sets: whole subjects of the marked texts, and documents of the others, are left out in turn."""
    subjects = [name for name, _ in sets if not name.startswith("/")]
    left = set(subjects[fold::FOLDS])
    kept, out = [], []
    for name, grants in sets:
        docs = set(sorted({one[0].target.doc for one in grants})[fold::FOLDS])
        is_left = [name in left if not name.startswith("/") else one[0].target.doc in docs for one in grants]
        kept.append((name, [one for one, leave in zip(grants, is_left, strict=True) if not leave]))
        out.append((name, [one for one, leave in zip(grants, is_left, strict=True) if leave]))
    return kept, out


def main():
    config = load_config()
    sets = list(coded_grants(config))
    counts = defaultdict(lambda: [0] * 5)
    for fold in range(FOLDS):
        kept, out = parted(sets, fold)
        judge = train(kept)
        mixed = [one for name, grants in out if not name.startswith("/") for one in grants]
        for name, grants in [*out, ("/several subjects", mixed)]:
            group = name[1:] if name.startswith("/") else "one subject"
            counts[group] = [a + b for a, b in zip(counts[group], agreement(grants, judge), strict=True)]
    for group, of_group in counts.items():
        show(group, of_group)
    judge = train(sets)
    data = {"policycmp_likeness": VERSION, "likely": judge.likely, "start": judge.start, "trees": judge.trees}
    JUDGE.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
