"""Train the judge of mood that is shipped, and show how it does on documents left out.

    POLICYCMP_GOLD=<folder of the coding> [POLICYCMP_ROUNDS=<folder of texts>] python -m tests.train_mood [--write]

takes the coded numbers of the folders that tests/train_judge.py takes, and the sentences in tests/cases/targets, of
which the rules are right by test. Prints for each coding
detection, and detection with type, by the rules alone and by a judge that has not seen the document, and how often such
a judge is right by how sure it is; with --write puts the judge that has seen all into policycmp/data/mood.json, with
--spread only the scale on which such judges are right as often as they say.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.language.repairs import make_legible
from policycmp.models import Clause, Document, Metadata, Span, TargetType
from policycmp.naming import name_number
from policycmp.readers import read_document
from policycmp.readers.inputs import Input
from policycmp.targets.extraction import Extractor
from policycmp.targets.mood_judge import FILE, MOODS, NONE, Decision, MoodJudge
from tests.train_judge import codings

TESTS = Path(__file__).parent
OUT = TESTS.parent / "policycmp" / "data" / FILE
FOLDS = 6
FEWEST_DOCUMENTS = 3
STRENGTH = 0.4
# The rules were written with these texts: what the rules say of them tells less than elsewhere.
WRITTEN_WITH, OTHERS = 2.0, 1.0
TINY = 0.02
# Rounds that the rules had hardly been mended on when the judge was trained.
OPEN = frozenset({"r8", "r9", "r10", "r11", "r12"})
EDGES = (0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


class Listening(MoodJudge):
    """A judge that leaves all to the rules and keeps the signs."""

    signs: tuple = ()

    def decide(self, signs, verdict):
        object.__setattr__(self, "signs", tuple(sorted({*signs})))
        return Decision(verdict)


class Listener(Extractor):
    """Reads plans as they are coded, and keeps the signs of each number with what it is."""

    def __init__(self, config):
        super().__init__(config, name_number, Listening({}))
        self.gold, self.heard = None, []

    def _mood(self, candidate, place, role, verdict, before):
        told = super()._mood(candidate, place, role, verdict, before)
        by_rules = told[1].value if told[1] else NONE
        span = candidate.span.shift(place.clause.span.start)
        mood = by_rules if self.gold is None else self._coded(span)
        self.heard.append((self._judge.signs, by_rules, mood))
        return (None, TargetType(mood), None) if mood != NONE else (told[0] or "not promised", None, None)

    def _coded(self, span):
        return next((type_ for coded, type_ in self.gold if coded.overlap(span)), NONE)


def heard_in_codings(config):
    """For each coding: its name, how many commitments each document has, and what is heard in each."""
    listener = Listener(config)
    tools = Tools.of(config)
    tools = replace(tools, numbers=replace(tools.numbers, extractor=listener))
    for folder, plans in codings():
        if not (folder / "targets.jsonl").exists():
            continue
        coded = json.loads((folder / "coded.json").read_text(encoding="utf-8"))
        gold = defaultdict(list)
        for line in (folder / "targets.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            gold[row["doc"]].append((Span(row["start"], row["end"]), row["type"]))
        heard = {}
        for plan in plans:
            if "targets" not in coded.get(plan.stem, ()):
                continue
            document = read_document(Input(str(plan), plan.stem))
            legible = make_legible(document.text)
            listener.gold = [(legible.legible(span), type_) for span, type_ in gold[plan.stem]]
            listener.heard = []
            analyze_document(document, tools)
            heard[plan.stem] = (len(gold[plan.stem]), listener.heard)
        yield folder, heard


def heard_in_cases(config):
    """What is heard in the sentences of the tests, of which the rules are right."""
    listener = Listener(config)
    for file in sorted((TESTS / "cases/targets").glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            text = case["text"]
            clause = Clause("plan/一", "plan", Span(0, len(text)), "一", case.get("heading", ""), (), text)
            document = Document("plan", "plan.txt", "text", "utf-8", "", text)
            listener.extract([clause], document, Metadata(issued=case.get("issued")), lambda *_: ())
    return listener.heard


def train(examples):
    """Fit the weights of signs to examples: document, weight, signs, mood."""
    documents = defaultdict(set)
    for doc, _, signs, _ in examples:
        for sign in signs:
            documents[sign].add(doc)
    names = sorted(sign for sign, docs in documents.items() if len(docs) >= FEWEST_DOCUMENTS)
    index = {name: at for at, name in enumerate(names)}
    cells = [
        (at, index[sign]) for at, (_, _, signs, _) in enumerate(examples) for sign in signs if sign in index
    ]
    rows, columns = zip(*cells, strict=True)
    table = csr_matrix((np.ones(len(cells)), (rows, columns)), (len(examples), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False)
    model.fit(table, [mood for *_, mood in examples], sample_weight=[weight for _, weight, _, _ in examples])
    order = [list(model.classes_).index(mood) for mood in MOODS]
    weights = {}
    for name, column in zip(names, model.coef_[order].T, strict=True):
        own = tuple(round(float(weight), 2) for weight in column)
        if max(map(abs, own)) >= TINY:
            weights[name] = own
    return MoodJudge(weights)


def judged(judge, heard):
    """Tell the moods of the numbers of a document one after the other, as the program does."""
    for signs, by_rules, mood in heard:
        yield mood, by_rules, judge.decide(signs, by_rules).mood


def fit_spread(judged_signs):
    """Find the spread with which judges are right as often as they say: of judge, signs and mood, by likelihood."""
    points = [(judge.points(signs), mood != NONE) for judge, signs, mood in judged_signs]
    return min((spread / 20 for spread in range(10, 81)), key=lambda spread: surprise(points, spread))


def surprise(points, spread):
    """How much the truth surprises, in mean bits of a yes or no."""
    total = 0.0
    for (none, *promised), is_promised in points:
        odds = math.log(sum(math.exp(own / spread) for own in promised)) - none / spread
        total += math.log1p(math.exp(-odds if is_promised else odds))
    return total / len(points)


def reliability(told):
    """Lines of a table: of the numbers judged with a confidence in each bin, how many were judged right."""
    bins = defaultdict(list)
    for sure, right in told:
        bins[min(sum(sure >= edge for edge in EDGES), len(EDGES))].append((sure, right))
    for at, own in sorted(bins.items()):
        low, high = (0.0, *EDGES)[at], (*EDGES, 1.0)[at]
        mean, share = (sum(column) / len(own) for column in zip(*own, strict=True))
        yield f"  {low:.2f}-{high:.2f}  n {len(own):5}  says {mean:.3f}  right {share:.3f}"


def f1(tally, key):
    hits, found, coded = tally[f"{key} hits"], tally[f"{key} found"], tally["coded"]
    return f"{2 * hits / (found + coded):.3f}, with type {2 * tally[f'{key} typed'] / (found + coded):.3f}"


def main():
    config = load_config()
    examples, groups = [], []
    for at, (folder, heard) in enumerate(heard_in_codings(config)):
        groups.append((folder, heard))
        is_new = folder.parent.name == "invented" or folder.name in OPEN
        weight = OTHERS if is_new else WRITTEN_WITH
        for doc, (_, numbers) in heard.items():
            examples += [(f"{at}/{doc}", weight, signs, mood) for signs, _, mood in numbers]
    cases = [("cases", WRITTEN_WITH, signs, mood) for signs, _, mood in heard_in_cases(config)]
    documents = sorted(f"{at}/{doc}" for at, (_, heard) in enumerate(groups) for doc in heard)
    judges = {}
    for fold in range(FOLDS):
        out = set(documents[fold::FOLDS])
        judge = train([one for one in examples if one[0] not in out] + cases)
        judges |= dict.fromkeys(out, judge)
    compare(groups, judges)
    spread = sureness(groups, judges)
    if "--write" in sys.argv:
        judge = train(examples + cases)
        table = sorted(judge.weights.items())
        lines = [f"  {json.dumps(sign, ensure_ascii=False)}: {list(own)}" for sign, own in table]
        OUT.write_text(
            f'{{\n "moods": {json.dumps(MOODS)},\n "spread": {spread},\n "weights": {{\n'
            + ",\n".join(lines)
            + "\n }\n}\n",
            encoding="utf-8",
        )
        print(len(judge.weights), "signs")
    elif "--spread" in sys.argv:
        text = OUT.read_text(encoding="utf-8")
        OUT.write_text(re.sub(r'(?<="spread": )[\d.]+', str(spread), text), encoding="utf-8")


def compare(groups, judges):
    """Print what rules and judges find, coding by coding."""
    total = Counter()
    for at, (folder, heard) in enumerate(groups):
        tally = Counter()
        for doc, (coded, numbers) in heard.items():
            tally["coded"] += coded
            for mood, by_rules, by_judge in judged(judges[f"{at}/{doc}"], numbers):
                for key, told in (("rules", by_rules), ("judge", by_judge)):
                    tally[f"{key} found"] += told != NONE
                    tally[f"{key} hits"] += told != NONE != mood
                    tally[f"{key} typed"] += told == mood != NONE
        total += tally
        print(f"{folder.parent.name}/{folder.name}: rules {f1(tally, 'rules')}; judge {f1(tally, 'judge')}")
    print(f"all: rules {f1(total, 'rules')}; judge {f1(total, 'judge')}")


def sureness(groups, judges):
    """Fit the spread on half of the documents that no rule was written with, and print how sure judges are of both."""
    halves = [[], []]
    for at, (folder, heard) in enumerate(groups):
        if folder.parent.name != "invented":
            continue
        coded = list(json.loads((folder / "coded.json").read_text(encoding="utf-8")))
        for doc, (_, numbers) in heard.items():
            halves[coded.index(doc) % 2] += [
                (judges[f"{at}/{doc}"], signs, mood) for signs, _, mood in numbers
            ]
    spread = fit_spread(halves[0])
    for name, half in zip(("to build with", "held"), halves, strict=True):
        for used in (1.0, spread):
            told = []
            for judge, signs, mood in half:
                decision = replace(judge, spread=used).decide(signs, NONE)
                told.append((decision.confidence, (decision.mood == NONE) == (mood == NONE)))
            print(f"{name}, spread {used}:", *reliability(told), sep="\n")
    return spread


if __name__ == "__main__":
    main()
