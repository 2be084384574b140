"""Train the judge of likeness that is shipped, and show how it does on subjects left out.

    [POLICYCMP_GOLD=FOLDER] POLICYCMP_CORPUS=FOLDER python -m tests.train_likeness

takes the commitments of the marked texts in tests/subjects, of the invented documents and, where the folder is given,
of the coded plans, as the program at hand reads them, and the labelled pairs of tests/likeness/pairs.tsv, whose texts
stand in the folders `reports`, `plans`, `more` and `formats` of the second folder. It writes
policycmp/data/likeness.json.

A plan on a new subject uses nouns that the glossary lacks. So the marked texts are read again with glossaries of
which a share is missing: the judge is to learn what it can go by there.
"""

import csv
import json
import os
import zlib
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from math import log
from pathlib import Path
from typing import NamedTuple

from sklearn.ensemble import HistGradientBoostingClassifier

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_corpus, analyze_document
from policycmp.evaluate import load_coding
from policycmp.evaluate.span_matching import match
from policycmp.models import Corpus
from policycmp.rows.commitments import find_commitments
from policycmp.rows.joining import Things, join_things
from policycmp.rows.likeness_judge import VERSION, LikenessJudge, compare_wordings
from tests.marked_texts import SUBJECTS, coding_of_marks, read_marked
from tests.raise_floors import coded_texts

TESTS = Path(__file__).parent
JUDGE = TESTS.parent / "policycmp" / "data" / "likeness.json"
PAIRS = TESTS / "likeness" / "pairs.tsv"
LABELLED = {"reports": ("reports",), "policies": ("plans", "more", "formats")}
SURE, LIKELY = 0.5, 0.15
FOLDS = 4
# The share of the glossary that is missing when the marked texts are read once more.
MISSING = (0.4, 0.7)
# A labelled pair stands for the many like it that nobody labelled, one of a coded plan for those of other plans.
LABELLED_WEIGHT, CODED_WEIGHT = 20, 3


class Told(NamedTuple):
    """A pair of commitments: the figures, whether a reader lays the two side by side, and how much it counts."""

    figures: list[float]
    is_same: bool
    weight: float = 1


def read_subjects(config):
    """Give the commitments of each subject, with what a reader says that they count."""
    tools = Tools.of(config)
    for file in sorted(SUBJECTS.glob("*.txt")):
        texts = read_marked(file)
        corpus = [analyze_document(text.document, tools) for text in texts]
        yield file.stem, list(_coded(coding_of_marks(texts), corpus, config))


def read_coded(config):
    """Give the commitments of each coding, with what a reader says that they count."""
    folders = [folder for folder in sorted((TESTS / "invented").iterdir()) if folder.is_dir()]
    sets = [(folder, sorted(folder.glob("texts/*.txt"))) for folder in folders]
    if gold := os.environ.get("POLICYCMP_GOLD"):
        sets.append((Path(gold), coded_texts(Path(gold))))
    for folder, plans in sets:
        coding, _ = load_coding(folder, topics={topic.id for topic in config.topics})
        yield folder.name, list(_coded(coding, analyze_corpus(plans, config).analyses, config))


def _coded(coding, analyses, config):
    """Give each commitment that was found, with its key and the kinds of its object."""
    commitments = find_commitments(Corpus(tuple(analyses)), config)
    for doc, rows in coding.rows.items():
        targets = {target.span: target for target in coding.targets[doc]}
        found = [one for one in commitments.get(doc, ()) if len(one.subjects) == 1]
        for pair in match(rows, [one.target for one in found]):
            row, target = rows[pair.gold], targets[rows[pair.gold].span]
            key = (target.type, target.basis, row.property, row.grade.rstrip("+"), row.event, row.of)
            yield found[pair.found], key, frozenset(row.object.split("|"))


def partial(config, share):
    """Take a share of the things from a glossary, always the same; what others or the code name stays."""

    def stays(thing):
        return zlib.crc32(f"{share}{thing.id}".encode()) % 100 >= 100 * share or thing.id in held

    held = {thing.broader for thing in config.objects if thing.broader} | _named_in_code()
    some = config.schema.model_copy(update={"objects": tuple(filter(stays, config.objects))})
    return replace(config, schema=some)


def _named_in_code():
    """Give what the code names in quotes: ids that it asks the glossary for are among them."""
    files = (TESTS.parent / "policycmp").rglob("*.py")
    return {word for file in files for word in file.read_text(encoding="utf-8").split('"')[1::2]}


def is_same(one, other):
    """Tell whether a reader lays two commitments side by side."""
    return one[1] == other[1] and not one[2].isdisjoint(other[2])


def told_pairs(commitments, weight=1):
    """Give the pairs of commitments that the judge would be asked about."""
    things, told = Things(one[0] for one in commitments), {one[0].target.id: one for one in commitments}
    for pair in things.candidates:
        for one, wording in things.compared[pair[0]]:
            for other, beside in things.compared[pair[1]]:
                if wording.kind == beside.kind:
                    figures = compare_wordings(wording, beside, things.beside(wording.doc, beside.doc))
                    yield Told(figures, is_same(told[one.target.id], told[other.target.id]), weight)


def labelled_pairs(config, corpus):
    """Give the labelled pairs of real plans on many subjects, of which few count the same."""
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        labelled = list(csv.DictReader(lines, delimiter="\t"))
    for plans, folders in LABELLED.items():
        files = sorted(file for folder in folders for file in (corpus / folder).glob("*.txt"))
        of_plans = find_commitments(analyze_corpus(files, config), config)
        things = Things(one for of_plan in of_plans.values() for one in of_plan if len(one.subjects) == 1)
        wordings = {
            (one.target.doc, str(one.target.span.start)): wording
            for compared in things.compared.values()
            for one, wording in compared
        }
        for row in labelled:
            pair = [
                wordings.get((row[doc], row[at])) for doc, at in (("doc", "start"), ("other", "other_start"))
            ]
            if row["plans"] == plans and all(pair):
                figures = compare_wordings(*pair, things.beside(row["doc"], row["other"]))
                yield Told(figures, row["same"] == "1", LABELLED_WEIGHT)


def train(pairs):
    """Learn from pairs."""
    learned = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.08,
        max_leaf_nodes=10,
        min_samples_leaf=30,
        l2_regularization=3.0,
        early_stopping=False,
        random_state=0,
    ).fit(
        [pair.figures for pair in pairs],
        [pair.is_same for pair in pairs],
        sample_weight=[pair.weight for pair in pairs],
    )
    same = sum(pair.weight for pair in pairs if pair.is_same)
    start = log(same / (sum(pair.weight for pair in pairs) - same))
    return LikenessJudge(SURE, round(start, 4), tuple(_trees(learned)))


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


def agreement(commitments, judge):
    """Count pairs of different plans: the same and in one row, in one row, the same; by parts alone, then joined."""
    leaders = join_things(Things(one[0] for one in commitments), judge)
    counts = [0] * 5
    for one, other in combinations(commitments, 2):
        if one[0].target.doc != other[0].target.doc:
            rows = [told[0].subject for told in (one, other)]
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


def main():
    config = load_config()
    subjects = dict(read_subjects(config))
    lacking = [dict(read_subjects(partial(config, share))) for share in MISSING]
    coded = dict(read_coded(config))
    labelled = list(labelled_pairs(config, Path(os.environ["POLICYCMP_CORPUS"])))

    def trained(kept, of_coding):
        pairs = [pair for read in (subjects, *lacking) for name in kept for pair in told_pairs(read[name])]
        pairs += [pair for plans in of_coding for pair in told_pairs(plans, CODED_WEIGHT)]
        return train(pairs + labelled)

    counts = defaultdict(lambda: [0] * 5)
    for fold in range(FOLDS):
        docs = {
            name: set(sorted({one[0].target.doc for one in plans})[fold::FOLDS])
            for name, plans in coded.items()
        }
        out = {
            name: [one for one in plans if one[0].target.doc in docs[name]] for name, plans in coded.items()
        }
        kept = [
            [one for one in plans if one[0].target.doc not in docs[name]] for name, plans in coded.items()
        ]
        left = sorted(subjects)[fold::FOLDS]
        judge = trained(sorted(set(subjects) - set(left)), kept)
        asked = [("one subject", subjects[name]) for name in left]
        asked += [
            (f"{100 * share:.0f} % lacking", read[name])
            for share, read in zip(MISSING, lacking, strict=True)
            for name in left
        ]
        for group, commitments in [*asked, *out.items()]:
            for least in (SURE, LIKELY):
                added = agreement(commitments, replace(judge, likely=least))
                counts[group, least] = [a + b for a, b in zip(counts[group, least], added, strict=True)]
    for (group, least), of_group in counts.items():
        show(f"{group} {least}", of_group)
    judge = trained(sorted(subjects), coded.values())
    data = {
        "policycmp_likeness": VERSION,
        "sure": SURE,
        "likely": LIKELY,
        "start": judge.start,
        "trees": judge.trees,
    }
    JUDGE.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
