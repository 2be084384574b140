"""How far two codings agree, in the codebook's figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from policycmp.evaluate.code_agreement import CodeAgreement
from policycmp.evaluate.coding import ActualRecord, ClauseRecord, Coding, TargetRecord
from policycmp.evaluate.row_agreement import RowAgreement, compare_rows
from policycmp.evaluate.span_matching import Match, Score, match, thousandths
from policycmp.language import patterns as re
from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from policycmp.evaluate.row_agreement import Placed

_Record = TypeVar("_Record", TargetRecord, ClauseRecord, ActualRecord)

QUANTITY = ("value", "value_max", "unit", "comparator")
TUPLE = ("type", "comparator", "value", "value_max", "unit", "basis", "per_year", "deadline", "scope")
FIELDS = (*TUPLE, "strength")
ACTUAL_TUPLE = (*QUANTITY, "basis", "per_year", "year", "since", "scope")
SAME_SPAN = 0.7
SAME_BOUNDARY = 0.8
ALIGNED = 0.5
ALIKE = 0.5
_NO_WORD = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Pairing(Generic[_Record]):
    """The records of one plan in both codings, matched."""

    doc: str
    gold: tuple[_Record, ...]
    found: tuple[_Record, ...]
    matches: tuple[Match, ...]

    def pairs(self, overlap: float = 0.0) -> list[tuple[_Record, _Record]]:
        """List the matched records, gold first, that overlap at least so much."""
        return [(self.gold[m.gold], self.found[m.found]) for m in self.matches if m.overlap >= overlap]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The plans that both codings hold, matched layer by layer.

    `core` are the topics that matter most; `texts` are those of the plans where they are at hand, to quote from.
    """

    targets: tuple[Pairing[TargetRecord], ...]
    clauses: tuple[Pairing[ClauseRecord], ...]
    core: frozenset[str]
    texts: Mapping[str, str] = field(default_factory=dict)
    rows: RowAgreement = field(default_factory=RowAgreement)
    actuals: tuple[Pairing[ActualRecord], ...] = ()
    codes: CodeAgreement = field(default_factory=CodeAgreement)

    def figures(self, doc: str | None = None) -> dict[str, dict[str, Any]]:
        """Calculate the figures of each layer, of one plan or of all; an uncoded layer is left out."""
        targets = [pairing for pairing in self.targets if doc in (None, pairing.doc)]
        clauses = [pairing for pairing in self.clauses if doc in (None, pairing.doc)]
        layers = {}
        if targets:
            layers["targets"] = target_figures(targets, self.core)
        if clauses:
            layers["clauses"] = clause_figures(clauses, self.core)
        actuals = [pairing for pairing in self.actuals if doc in (None, pairing.doc)]
        if actuals:
            layers["actuals"] = actual_figures(actuals)
        if doc is None and self.rows.pairs:
            layers["rows"] = self.rows.figures()
        if doc is None and self.codes.scores:
            layers["codings"] = self.codes.figures()
        return layers

    @property
    def docs(self) -> list[str]:
        """The plans that are coded in any layer, sorted."""
        layers: tuple[Iterable[Pairing[Any]], ...] = (self.targets, self.clauses, self.actuals)
        return sorted({pairing.doc for layer in layers for pairing in layer})

    def topics(self) -> dict[str, dict[str, Score]]:
        """Score each topic that either coding names, by layer."""
        layers: dict[str, list[tuple[Any, Any]]] = {
            "targets": [pair for pairing in self.targets for pair in pairing.pairs()],
            "clauses": [pair for pairing in self.clauses for pair in pairing.pairs(ALIGNED)],
        }
        ids = {
            topic for pairs in layers.values() for pair in pairs for record in pair for topic in record.topics
        }
        return {
            topic: {layer: topic_score(pairs, {topic}) for layer, pairs in layers.items() if pairs}
            for topic in sorted(ids)
        }


def compare_codings(
    gold: Coding,
    found: Coding,
    core: Iterable[str] = (),
    texts: Mapping[str, str] | None = None,
    rows: Mapping[str, Sequence[Placed]] | None = None,
    *,
    codes: CodeAgreement | None = None,
) -> Agreement:
    """Match two codings, plan by plan, in the layers and plans that both hold.

    Args:
        gold: the coding to measure against.
        found: the coding to measure.
        core: the topics that `topics_core5` counts.
        texts: the text of each plan, to quote where the codings disagree.
        rows: where the commitments of each plan stand in a comparison (`rows_of`), to hold against what the gold says
            that they count.
        codes: how far they agree code by code, where they come from a tool of qualitative analysis.
    """
    targets, clauses = _pairings(gold.targets, found.targets), _pairings(gold.clauses, found.clauses)
    row_agreement = compare_rows(gold, rows) if rows and gold.rows else RowAgreement()
    actuals = _pairings(gold.actuals, found.actuals)
    return Agreement(
        targets, clauses, frozenset(core), texts or {}, row_agreement, actuals, codes or CodeAgreement()
    )


def _pairings(gold: Any, found: Any) -> tuple[Pairing[Any], ...]:
    return tuple(
        Pairing(doc, gold[doc], found[doc], tuple(match(gold[doc], found[doc])))
        for doc in sorted(gold)
        if doc in found
    )


def target_figures(pairings: Sequence[Pairing[TargetRecord]], core: frozenset[str]) -> dict[str, Any]:
    """Calculate the figures for commitments."""
    pairs = [pair for pairing in pairings for pair in pairing.pairs()]
    found = sum(len(pairing.found) for pairing in pairings)
    gold = sum(len(pairing.gold) for pairing in pairings)
    spans = sum(one.overlap >= SAME_SPAN for pairing in pairings for one in pairing.matches)
    quantities = sum(all(same(field, *pair) for field in QUANTITY) for pair in pairs)
    whole = [pair for pair in pairs if all(same(field, *pair) for field in TUPLE)]
    return {
        "detection": Score(len(pairs), found, gold).data(),
        "spans": _share(spans, pairs),
        "quantity": Score(quantities, found, gold).data(),
        "tuple": Score(len(whole), found, gold).data(),
        "fields": {field: _share(sum(same(field, *pair) for pair in pairs), pairs) for field in FIELDS},
        "indicator": _share(sum(alike(*pair) for pair in pairs), pairs),
        "topics": topic_score(pairs).data(),
        "topics_core5": topic_score(pairs, core).data(),
        "tuple_recall_by_type": _recall_by_type(pairings, whole),
    }


def actual_figures(pairings: Sequence[Pairing[ActualRecord]]) -> dict[str, Any]:
    """Calculate the figures for what is reported as reached."""
    pairs = [pair for pairing in pairings for pair in pairing.pairs()]
    found = sum(len(pairing.found) for pairing in pairings)
    gold = sum(len(pairing.gold) for pairing in pairings)
    spans = sum(one.overlap >= SAME_SPAN for pairing in pairings for one in pairing.matches)
    agreeing = {field: [same(field, *pair) for pair in pairs] for field in ACTUAL_TUPLE}
    quantities = sum(map(all, zip(*(agreeing[field] for field in QUANTITY), strict=True)))
    whole = sum(map(all, zip(*agreeing.values(), strict=True)))
    return {
        "detection": Score(len(pairs), found, gold).data(),
        "spans": _share(spans, pairs),
        "quantity": Score(quantities, found, gold).data(),
        "tuple": Score(whole, found, gold).data(),
        "fields": {field: _share(sum(agreed), pairs) for field, agreed in agreeing.items()},
        "indicator": _share(sum(alike(*pair) for pair in pairs), pairs),
    }


def clause_figures(pairings: Sequence[Pairing[ClauseRecord]], core: frozenset[str]) -> dict[str, Any]:
    """Calculate the figures for clauses."""
    found = sum(len(pairing.found) for pairing in pairings)
    gold = sum(len(pairing.gold) for pairing in pairings)
    exact = sum(one.overlap >= SAME_BOUNDARY for pairing in pairings for one in pairing.matches)
    pairs = [pair for pairing in pairings for pair in pairing.pairs(ALIGNED)]
    return {
        "boundaries": Score(exact, found, gold).data(),
        "topics": topic_score(pairs).data(),
        "topics_core5": topic_score(pairs, core).data(),
        "by_core_topic": {topic: topic_score(pairs, {topic}).data()["f1"] for topic in sorted(core)},
        "primary": _share(sum(one.primary == other.primary for one, other in pairs), pairs),
        "aligned": len(pairs),
    }


def topic_score(pairs: Iterable[tuple[_Record, _Record]], keep: Iterable[str] | None = None) -> Score:
    """Score the topics of matched records together (micro), only those to keep if any are given."""
    score = Score()
    for pair in pairs:
        gold, found = (
            set(record.topics) if keep is None else set(record.topics) & set(keep) for record in pair
        )
        score += Score(len(gold & found), len(found), len(gold))
    return score


def same(field: str, gold: TargetRecord | ActualRecord, found: TargetRecord | ActualRecord) -> bool:
    """Tell whether two records agree in a field: scopes in kind only, the basis of grants and rules not at all."""
    if field == "basis" and isinstance(gold, TargetRecord) and gold.type is not TargetType.TARGET:
        return True
    normal = _NORMAL.get(field, _as_it_is)
    return bool(normal(getattr(gold, field)) == normal(getattr(found, field)))


def _as_it_is(value: object) -> object:
    return value


def _whole_or_part(scope: str) -> bool:
    return scope == "self"


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


_NORMAL: dict[str, Callable[[Any], object]] = {
    "scope": _whole_or_part,
    "value": _rounded,
    "value_max": _rounded,
}


def alike(gold: TargetRecord | ActualRecord, found: TargetRecord | ActualRecord) -> bool:
    """Tell whether two indicators name the same: one holds the other, or they share half of their bigrams."""
    one, other = (_NO_WORD.sub("", record.indicator) for record in (gold, found))
    if one and other and (one in other or other in one):
        return True
    pairs, others = _bigrams(one), _bigrams(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) >= ALIKE


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def _share(count: int, pairs: Sequence[object]) -> Decimal:
    return thousandths(count / max(1, len(pairs)))


def _recall_by_type(
    pairings: Iterable[Pairing[TargetRecord]], whole: Iterable[tuple[TargetRecord, TargetRecord]]
) -> dict[str, Decimal]:
    kinds = Counter(str(record.type) for pairing in pairings for record in pairing.gold)
    hits = Counter(str(gold.type) for gold, _ in whole)
    return {kind: thousandths(hits[kind] / number) for kind, number in sorted(kinds.items())}
