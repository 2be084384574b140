"""Try whether a learned judge would tell commitments from other numbers better than the rules; nothing of it ships.

    POLICYCMP_GOLD=<folder of the coding> python -m tests.learn_judge

reads the coded plans, takes what the grammar finds round each number as features (its unit and bound, the verb before
it, what stands behind it, the function and kind of its clause, with and without the decision of the rules), trains a
log-linear model of scikit-learn on all documents but one, judges that one, and so on. It prints precision, recall and
F1 of the rules, of the model, and of the rules where only a sure model overrules them. Codings of further documents
stand in tests/rounds/NAME; their texts are taken from the folder NAME in the one that POLICYCMP_ROUNDS names.

A model that does not beat the rules on documents left out decides nothing in the program.
"""

import json
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.targets import extraction
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants import granted
from policycmp.targets.predicates import find_predicate

TESTS = Path(__file__).parent
COUNTS = frozenset("家个名人户项件所座条支场")
TIMES = frozenset(("工作日", "小时", "天", "日", "周", "月"))
# A feature that one document alone has tells nothing of another.
FEWEST_DOCUMENTS = 2
SURE = 0.9
RULES = "rules: "


@dataclass(frozen=True)
class Judged:
    """A number as the rules judged it: `kept` by them, with its features; `coded` where a coder calls it a promise."""

    doc: str
    kept: bool
    features: frozenset[str]
    coded: bool


def coded_documents():
    """Each coding at hand: its records of commitments, and the texts of its documents."""
    gold = Path(os.environ["POLICYCMP_GOLD"])
    found = [(gold, [gold.parent / "corpus" / part for part in ("plans", "more", "national")])]
    if rounds := os.environ.get("POLICYCMP_ROUNDS"):
        found += [(folder, [Path(rounds) / folder.name]) for folder in sorted((TESTS / "rounds").glob("*"))]
    for folder, places in found:
        coded = json.loads((folder / "coded.json").read_text(encoding="utf-8"))
        docs = {doc for doc, layers in coded.items() if "targets" in layers}
        texts = [path for place in places for path in sorted(place.glob("*.txt")) if path.stem in docs]
        lines = (folder / "targets.jsonl").read_text(encoding="utf-8").splitlines()
        yield [json.loads(line) for line in lines if line.strip()], texts


def unit_class(unit):
    if unit in granted.MONEY:
        return "money"
    if unit in granted.PERCENT:
        return "share"
    return "time" if unit in TIMES else "count" if unit in COUNTS else "other"


def features_of(candidate, place, role, past, reason):
    """Name what the grammar finds round a number; what the rules made of it carries a mark of its own."""
    quantity, setting, text = candidate.quantity, place.setting, place.text
    unit = unit_class(quantity.unit)
    predicate = find_predicate(candidate.left).kind
    statement = candidate.statement.of(text.flat)
    verbs = [match.start() + candidate.statement.start for match in lexicon.GRANT_VERB.finditer(statement)]
    left, behind = candidate.left.rstrip(), candidate.behind.lstrip()
    told = {
        f"unit {unit}",
        f"bound {quantity.comparator} {unit}",
        f"verb {predicate} {unit}",
        f"before {left[-2:]}",
        f"behind {behind[:2]}",
        f"function {setting.function}",
        f"kind {candidate.kind}",
        f"{RULES}{reason} {role} {unit}",
    }
    signs = {
        "grant noun behind": lexicon.GRANT_NOUN.match(candidate.behind),
        "grant verb before": any(candidate.segment.start <= verb < candidate.span.start for verb in verbs),
        "grant verb behind": any(verb >= candidate.span.end for verb in verbs),
        "yearly": lexicon.YEARLY.search(candidate.before),
        "cap": lexicon.CAP.search(candidate.before),
        "adds": lexicon.ADD.search(candidate.before),
        "stock": lexicon.STOCK.search(candidate.left),
        "reaches": lexicon.REACH_END_STRICT.search(candidate.left),
        "fact": lexicon.FACT.search(candidate.before),
        "listed": candidate.is_listed,
        "past": past,
        "law": setting.is_law,
        "heading grants": setting.grants,
        "conditions": setting.conditions_at(candidate.span.start),
        "quoted": text.opening_mark(candidate.span),
        "report": place.is_report,
    }
    return frozenset(told | {name for name, holds in signs.items() if holds})


def judged_numbers(records, texts, config):
    """Analyze documents and watch the rules judge: every number that they had to ask for its words."""
    seen = {}
    refusal = extraction._refusal

    def watched(candidate, place, role, *, past, last_reason):
        reason = refusal(candidate, place, role, past=past, last_reason=last_reason)
        span = candidate.span.shift(place.clause.span.start)
        seen[place.clause.doc, span] = features_of(candidate, place, role, past, reason)
        return reason

    extraction._refusal = watched
    try:
        analyses = analyze_corpus(texts, config).analyses
    finally:
        extraction._refusal = refusal
    kept = {(target.doc, target.span) for analysis in analyses for target in analysis.targets}
    return [
        Judged(doc, (doc, span) in kept, features, is_coded(records, doc, span))
        for (doc, span), features in seen.items()
    ]


def is_coded(records, doc, span):
    return any(one["doc"] == doc and one["start"] < span.end and span.start < one["end"] for one in records)


def probabilities(numbers, *, with_rules):
    """How sure a model that has not seen a number's document is that it is a commitment."""
    found = np.zeros(len(numbers))
    kept = [{name: 1 for name in one.features if with_rules or not name.startswith(RULES)} for one in numbers]
    for doc in sorted({one.doc for one in numbers}):
        others = [index for index, one in enumerate(numbers) if one.doc != doc]
        own = [index for index, one in enumerate(numbers) if one.doc == doc]
        documents = defaultdict(set)
        for index in others:
            for name in kept[index]:
                documents[name].add(numbers[index].doc)
        known = {name for name, docs in documents.items() if len(docs) >= FEWEST_DOCUMENTS}
        vectorizer = DictVectorizer()
        seen = vectorizer.fit_transform(
            [{name: 1 for name in kept[index] if name in known} for index in others]
        )
        model = LogisticRegression(C=0.3, max_iter=2000).fit(seen, [numbers[index].coded for index in others])
        found[own] = model.predict_proba(vectorizer.transform([kept[index] for index in own]))[:, 1]
    return found


def figures(decided, coded):
    right = int((decided & coded).sum())
    precision, recall = right / max(1, int(decided.sum())), right / max(1, int(coded.sum()))
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"


def main():
    config = load_config()
    numbers = [one for coding in coded_documents() for one in judged_numbers(*coding, config)]
    coded = np.array([one.coded for one in numbers])
    rules = np.array([one.kept for one in numbers])
    print(
        f"{len(numbers)} numbers of {len({one.doc for one in numbers})} documents, {int(coded.sum())} coded"
    )
    print("rules:", figures(rules, coded))
    for name, with_rules in (("model of the grammar alone", False), ("model that knows the rules", True)):
        sure = probabilities(numbers, with_rules=with_rules)
        print(f"{name}, documents left out:", figures(sure > 1 / 2, coded))
        overruled = np.where(sure > SURE, True, np.where(sure < 1 - SURE, False, rules))
        print("  overruling the rules where sure:", figures(overruled, coded))


if __name__ == "__main__":
    main()
