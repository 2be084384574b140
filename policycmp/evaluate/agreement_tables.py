"""An agreement as plain values (for JSON) and as tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.evaluate.disagreements import find_disagreements
from policycmp.evaluate.strata import strata_data, strata_tables
from policycmp.evaluate.topic_reliability import find_reliability, reliability_tables
from policycmp.models import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.evaluate.agreement import Agreement
    from policycmp.evaluate.disagreements import Disagreement
    from policycmp.evaluate.row_agreement import RowAgreement
    from policycmp.evaluate.span_matching import Score
    from policycmp.evaluate.strata import Strata

_SCORES = {
    "targets": ("detection", "quantity", "tuple", "topics", "topics_core5"),
    "clauses": ("boundaries", "topics", "topics_core5"),
    "actuals": ("detection", "quantity", "tuple"),
}
_SHARES = {"targets": ("spans", "indicator"), "clauses": ("primary",), "actuals": ("spans", "indicator")}
_PARTS = {
    "targets": ("fields", "tuple_recall_by_type"),
    "clauses": ("by_core_topic",),
    "actuals": ("fields",),
}
_TITLES = {
    "targets": "Quantified commitments",
    "clauses": "Clauses",
    "actuals": "Reported as reached",
    "codings": "Codings",
}
_ROW_FIGURES = {
    ("pairs", "f1"): "pairs F1",
    ("pairs", "precision"): "pairs precision",
    ("pairs", "recall"): "pairs recall",
    ("keys", "recall"): "mean over the keys that plans share",
    ("keys", "shared"): "keys that plans share",
    ("keys", "met"): "keys of which any pair meets",
    ("pairs", "gold"): "pairs in the gold",
    ("pairs", "undetected"): "pairs with a number that was not found",
    ("pairs", "pred"): "pairs found",
}
_FIGURES = (
    ("p", "precision"),
    ("r", "recall"),
    ("f1", "F1"),
    ("tp", "right"),
    ("pred", "found"),
    ("gold", "gold"),
)


def evaluation_data(agreement: Agreement, strata: Strata | None = None) -> dict[str, Any]:
    """Give the figures of each layer, by plan, topic and stratum, the disagreements, the reliability beyond chance."""
    return {
        "layers": agreement.figures(),
        **({"by": strata_data(agreement, strata)} if strata else {}),
        "by_doc": {doc: agreement.figures(doc) for doc in agreement.docs},
        "by_topic": {
            topic: {layer: score.data() for layer, score in layers.items()}
            for topic, layers in agreement.topics().items()
        },
        "disagreements": [disagreement.data() for disagreement in find_disagreements(agreement)],
        "reliability": find_reliability(agreement).data(),
    }


def evaluation_tables(agreement: Agreement, strata: Strata | None = None) -> list[Table]:
    """Lay out the figures of each layer, by plan, topic and stratum, and the disagreements."""
    tables = [_layer_table(agreement, layer) for layer in agreement.figures() if layer in _SCORES]
    tables += strata_tables(agreement, strata or {})
    if agreement.rows.pairs:
        tables.append(_rows_table(agreement.rows))
    if agreement.codes.scores:
        tables.append(agreement.codes.table())
    if agreement.docs:
        reliability = find_reliability(agreement)
        tables += [_topic_table(agreement), *reliability_tables(reliability)]
        last = _disagreement_table(agreement)
        said = reliability.suffices()
        tables.append(replace(last, notes=(*last.notes, said)) if said else last)
    return tables


def _layer_table(agreement: Agreement, layer: str) -> Table:
    """Lay out one layer: a row a figure, a column for all plans and one for each."""
    wholes = {"all": agreement.figures()[layer]}
    for doc in agreement.docs:
        if layer in (figures := agreement.figures(doc)):
            wholes[doc] = figures[layer]
    labels = _metric_rows(layer, wholes["all"])
    rows = tuple(
        Row("/".join(path), label, tuple(_figure_cell(_at(whole, path)) for whole in wholes.values()), group)
        for path, label, group in labels
    )
    columns = tuple(Column(key, "all plans" if key == "all" else key, numeric=True) for key in wholes)
    return Table(layer, _TITLES[layer], "figure", columns, rows)


def _rows_table(rows: RowAgreement) -> Table:
    """Lay out how far commitments that count the same share rows, of all and of each type."""
    figures = rows.figures()
    columns = tuple(Column(name, name, numeric=True) for name in figures)
    lines = tuple(
        Row(
            f"{part}/{name}",
            _ROW_FIGURES[part, name],
            tuple(_figure_cell(figures[kind][part][name]) for kind in figures),
        )
        for part, name in _ROW_FIGURES
    )
    return Table("rows", "Rows: pairs of commitments that count the same", "figure", columns, lines)


def _metric_rows(layer: str, figures: Mapping[str, Any]) -> list[tuple[tuple[str, ...], str, str]]:
    """List the rows of a layer as (path to the figure, label, group)."""
    rows: list[tuple[tuple[str, ...], str, str]] = []
    rows += [((name, "f1"), f"{name} F1", "") for name in _SCORES[layer]]
    first = rows[0][0][0]
    rows[1:1] = [((first, "p"), f"{first} precision", ""), ((first, "r"), f"{first} recall", "")]
    rows += [((name,), name, "") for name in _SHARES[layer]]
    rows += [((part, name), name, part.replace("_", " ")) for part in _PARTS[layer] for name in figures[part]]
    rows.append(((first, "gold"), "in the gold", "counts"))
    rows.append(((first, "pred"), "found", "counts"))
    return rows


def _at(figures: Mapping[str, Any], path: tuple[str, ...]) -> Decimal | int | None:
    value: Any = figures
    for key in path:
        value = value.get(key) if value is not None else None
    return value if isinstance(value, int | Decimal) else None


def _figure_cell(value: Decimal | int | None) -> Cell:
    if value is None:
        return Cell("–")
    return Cell(str(value) if isinstance(value, int) else f"{value:.3f}", Decimal(value))


def _topic_table(agreement: Agreement) -> Table:
    layers = [layer for layer in agreement.figures() if layer in _SCORES]
    columns = tuple(
        Column(f"{layer}/{key}", f"{layer} {label}", numeric=True)
        for layer in layers
        for key, label in _FIGURES
    )
    rows = tuple(
        Row(topic, topic, tuple(cell for layer in layers for cell in _score_cells(scores.get(layer))))
        for topic, scores in agreement.topics().items()
    )
    return Table("topics", "Topics of matched records", "topic", columns, rows)


def _score_cells(score: Score | None) -> list[Cell]:
    figures: dict[str, Decimal | int] = score.data() if score else {}
    return [_figure_cell(figures.get(key)) for key, _ in _FIGURES]


def _disagreement_table(agreement: Agreement) -> Table:
    columns = tuple(Column(key, key) for key in ("kind", "text", "indicator", "differences", "sentence"))
    rows = tuple(map(_disagreement_row, find_disagreements(agreement)))
    notes = ("gold ≠ found; missed: in the gold only; extra: found only",)
    return Table("disagreements", "Disagreements", "place", columns, rows, notes)


def _disagreement_row(disagreement: Disagreement) -> Row:
    place = f"{disagreement.doc} {disagreement.start}–{disagreement.end}"
    differences = "; ".join(
        f"{name}: {_shown(gold)} ≠ {_shown(found)}" for name, (gold, found) in disagreement.fields.items()
    )
    quote = " ".join(disagreement.quote.split())
    texts = (disagreement.kind, disagreement.text, disagreement.about, differences, quote)
    key = f"{disagreement.layer}/{disagreement.kind}/{place}"
    return Row(key, place, tuple(map(Cell, texts)), _TITLES[disagreement.layer])


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)
