"""Where two codings disagree, record by record, with the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from policycmp.evaluate.agreement import ACTUAL_TUPLE, ALIGNED, FIELDS, SAME_BOUNDARY, alike, same
from policycmp.language.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycmp.evaluate.agreement import Agreement, Pairing
    from policycmp.evaluate.code_agreement import CodeRecord
    from policycmp.evaluate.coding import ActualRecord, ClauseRecord, TargetRecord

Kind = Literal["missed", "extra", "differs"]
Layer = Literal["targets", "actuals", "clauses", "codings"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A record that only one coding holds, or one that they see differently.

    `text` is the number expression or the clause's heading, `about` the indicator of a number, `quote` the sentence
    or the clause where the plan is at hand; `fields` holds what differs as (gold, found).
    """

    layer: Layer
    kind: Kind
    doc: str
    start: int
    end: int
    text: str
    about: str = ""
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    quote: str = ""

    def data(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "layer": self.layer,
            "kind": self.kind,
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "indicator": self.about or None,
            "quote": self.quote or None,
            "fields": {name: {"gold": gold, "found": found} for name, (gold, found) in self.fields.items()},
        }


def find_disagreements(agreement: Agreement) -> list[Disagreement]:
    """List every disagreement, numbers before clauses, by plan and place."""
    found = [one for pairing in agreement.targets for one in _numbers("targets", pairing, FIELDS)]
    found += [one for pairing in agreement.actuals for one in _numbers("actuals", pairing, ACTUAL_TUPLE)]
    found += [one for pairing in agreement.clauses for one in _clauses(pairing)]
    found += list(_codings(agreement))
    order = {"targets": 0, "actuals": 1, "clauses": 2, "codings": 3}
    found.sort(key=lambda one: (order[one.layer], one.doc, one.start, one.end, one.kind))
    return [replace(one, quote=_quote(one, agreement.texts.get(one.doc, ""))) for one in found]


def _quote(one: Disagreement, text: str) -> str:
    """Quote the clause, or the sentence that a number begins in."""
    if one.layer == "clauses":
        return text[one.start : one.end]
    return next((span.of(text) for span in sentences(text) if span.start <= one.start < span.end), "")


def _numbers(layer: Layer, pairing: Pairing[Any], names: tuple[str, ...]) -> Iterator[Disagreement]:
    """Compare the numbers of one plan, commitments or results, in the fields that are named."""
    matched_gold = {match.gold for match in pairing.matches}
    matched_found = {match.found for match in pairing.matches}
    for index, record in enumerate(pairing.gold):
        if index not in matched_gold:
            yield _of_number(layer, "missed", record, {})
    for index, record in enumerate(pairing.found):
        if index not in matched_found:
            yield _of_number(layer, "extra", record, {})
    for gold, found in pairing.pairs():
        fields = {
            name: (getattr(gold, name), getattr(found, name)) for name in names if not same(name, gold, found)
        }
        if not alike(gold, found):
            fields["indicator"] = (gold.indicator, found.indicator)
        fields |= _topics(gold, found)
        if fields:
            yield _of_number(layer, "differs", gold, fields)


def _clauses(pairing: Pairing[ClauseRecord]) -> Iterator[Disagreement]:
    exact = [match for match in pairing.matches if match.overlap >= SAME_BOUNDARY]
    matched_gold = {match.gold for match in exact}
    matched_found = {match.found for match in exact}
    for index, record in enumerate(pairing.gold):
        if index not in matched_gold:
            yield _of_clause("missed", record, {})
    for index, record in enumerate(pairing.found):
        if index not in matched_found:
            yield _of_clause("extra", record, {})
    for gold, found in pairing.pairs(ALIGNED):
        fields = _topics(gold, found)
        if gold.primary != found.primary:
            fields["primary"] = (gold.primary, found.primary)
        if fields:
            yield _of_clause("differs", gold, fields)


def _codings(agreement: Agreement) -> Iterator[Disagreement]:
    """Give the codings of one side alone; topics are told with their clauses."""
    kinds: tuple[tuple[Kind, tuple[CodeRecord, ...]], ...] = (
        ("missed", agreement.codes.missed),
        ("extra", agreement.codes.extra),
    )
    for kind, records in kinds:
        for record in records:
            if record.kind != "topic":
                code = f"{record.kind}: {record.id}"
                yield Disagreement("codings", kind, record.doc, record.span.start, record.span.end, code)


def _topics(
    gold: TargetRecord | ActualRecord | ClauseRecord, found: TargetRecord | ActualRecord | ClauseRecord
) -> dict[str, tuple[Any, Any]]:
    if set(gold.topics) == set(found.topics):
        return {}
    return {"topics": (sorted(set(gold.topics)), sorted(set(found.topics)))}


def _of_number(
    layer: Layer, kind: Kind, record: TargetRecord | ActualRecord, fields: dict[str, tuple[Any, Any]]
) -> Disagreement:
    span = record.span
    return Disagreement(layer, kind, record.doc, span.start, span.end, record.text, record.indicator, fields)


def _of_clause(kind: Kind, record: ClauseRecord, fields: dict[str, tuple[Any, Any]]) -> Disagreement:
    span = record.span
    return Disagreement("clauses", kind, record.doc, span.start, span.end, record.heading, "", fields)
