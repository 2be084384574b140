"""How reliable the topics of clauses are, and the fields of commitments: per topic and in all, with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.evaluate.agreement import ALIGNED
from policycmp.evaluate.bootstrap import FIGURES, RESAMPLES, Interval, find_intervals, sufficiency
from policycmp.evaluate.reliability import cohen_kappa, krippendorff_alpha
from policycmp.evaluate.span_matching import Score, thousandths
from policycmp.models import Cell, Column, Row, Strength, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from policycmp.evaluate.agreement import Agreement
    from policycmp.evaluate.coding import ClauseRecord, TargetRecord
    from policycmp.evaluate.reliability import Metric

NO_VARIATION = "no variation"
_ALL, _CORE = "all", "core"
_ORDER = {Strength.SOFT: 0, Strength.FIRM: 1}
_FIELDS: Mapping[str, Metric] = {
    "type": "nominal",
    "comparator": "nominal",
    "unit": "nominal",
    "basis": "nominal",
    "scope": "nominal",
    "strength": "ordinal",
    "deadline": "interval",
    "value": "ratio",
}


@dataclass(frozen=True, slots=True)
class TopicReliability:
    """One topic, or a group of them, over the clauses that both codings hold.

    `score` counts it, `held` the clauses of the gold that have it; κ and α are None without variation.
    """

    score: Score
    units: int
    held: int
    intervals: Mapping[str, Interval]
    kappa: Fraction | None
    alpha: Fraction | None

    @property
    def prevalence(self) -> float:
        """The share of the clauses that have the topic, or any of the group, in the gold."""
        return self.held / self.units if self.units else 0.0

    def data(self) -> dict[str, Any]:
        """Give the figures as plain values."""
        return {
            "gold": self.score.gold,
            "prevalence": thousandths(self.prevalence),
            **{
                name: _figure(figure(self.score), self.intervals.get(name))
                for name, figure in FIGURES.items()
            },
            "kappa": _exact(self.kappa),
            "alpha": _exact(self.alpha),
            "variation": self.alpha is not None,
        }


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability of two codings: topics of clauses (with `all` and `core`), and fields of commitments."""

    units: int
    topics: Mapping[str, TopicReliability]
    masi: Fraction | None
    fields: Mapping[str, Fraction | None]

    def suffices(self) -> str:
        """Say in a sentence whether the clauses suffice, by the width of the interval of all topics; or nothing."""
        whole = self.topics.get(_ALL)
        interval = whole.intervals.get("f1") if whole else None
        return sufficiency(self.units, (interval.high - interval.low) / 2) if interval else ""

    def data(self) -> dict[str, Any]:
        """Give the figures as plain values."""
        return {
            "clauses": {
                "units": self.units,
                "suffices": self.suffices() or None,
                "resamples": RESAMPLES,
                "topics": {topic: one.data() for topic, one in self.topics.items()},
                "alpha_masi": _exact(self.masi),
            },
            "targets": {
                name: {"metric": _FIELDS[name], "alpha": _exact(alpha), "variation": alpha is not None}
                for name, alpha in self.fields.items()
            },
        }


def find_reliability(agreement: Agreement) -> Reliability:
    """Calculate the reliability of topics over matched clauses, and of fields over matched commitments."""
    pairs = [pair for pairing in agreement.clauses for pair in pairing.pairs(ALIGNED)]
    named = sorted({topic for pair in pairs for record in pair for topic in record.topics})
    groups = {_ALL: set(named), _CORE: set(agreement.core), **{topic: {topic} for topic in named}}
    counts = {key: _counts(pairs, kept) for key, kept in groups.items()} if pairs else {}
    intervals = find_intervals(counts, len(pairs))
    topics = {}
    for key, scores in counts.items():
        kept = groups[key]
        judgements = [
            (topic in one.topics, topic in other.topics) for one, other in pairs for topic in sorted(kept)
        ]
        topics[key] = TopicReliability(
            sum(scores.values(), Score()),
            len(pairs),
            sum(score.gold > 0 for score in scores.values()),
            intervals[key],
            cohen_kappa(judgements),
            krippendorff_alpha(judgements),
        )
    sets = [(frozenset(one.topics), frozenset(other.topics)) for one, other in pairs]
    commitments = [pair for pairing in agreement.targets for pair in pairing.pairs()]
    return Reliability(len(pairs), topics, krippendorff_alpha(sets, "masi"), _field_alphas(commitments))


def _counts(pairs: Sequence[tuple[ClauseRecord, ClauseRecord]], kept: set[str]) -> dict[int, Score]:
    """Count topics unit by unit, only where any of them occurs."""
    counts = {}
    for number, (one, other) in enumerate(pairs):
        gold, found = set(one.topics) & kept, set(other.topics) & kept
        if gold or found:
            counts[number] = Score(len(gold & found), len(found), len(gold))
    return counts


def _field_alphas(pairs: Sequence[tuple[TargetRecord, TargetRecord]]) -> dict[str, Fraction | None]:
    return {
        name: krippendorff_alpha([(_coded(one, name), _coded(other, name)) for one, other in pairs], metric)
        for name, metric in (_FIELDS.items() if pairs else ())
    }


def _coded(record: TargetRecord, name: str) -> Any:
    value = getattr(record, name)
    if name == "scope":
        return value == "self"
    return _ORDER.get(value) if name == "strength" else value


def _figure(value: float, interval: Interval | None) -> dict[str, Decimal | None]:
    return {
        "value": thousandths(value),
        "low": thousandths(interval.low) if interval else None,
        "high": thousandths(interval.high) if interval else None,
    }


def _exact(value: Fraction | None) -> Decimal | None:
    return None if value is None else thousandths(float(value))


def reliability_tables(reliability: Reliability) -> list[Table]:
    """Lay out the reliability of topics, and that of the fields of commitments, where there are any."""
    tables = []
    if reliability.topics:
        tables.append(_topic_table(reliability))
    if reliability.fields:
        rows = tuple(
            Row(name, name, (Cell(_FIELDS[name]), _chance_cell(alpha)))
            for name, alpha in reliability.fields.items()
        )
        columns = (Column("metric", "metric"), Column("alpha", "α", numeric=True))
        tables.append(Table("field-reliability", "Fields of matched commitments", "field", columns, rows))
    return tables


def _topic_table(reliability: Reliability) -> Table:
    heads = {"gold": "in the gold", "prevalence": "prevalence", "p": "precision", "r": "recall", "f1": "F1"}
    columns = tuple(
        Column(key, label, numeric=True) for key, label in {**heads, "kappa": "κ", "alpha": "α"}.items()
    )
    rows = tuple(Row(topic, topic, _topic_cells(one)) for topic, one in reliability.topics.items())
    masi = NO_VARIATION if reliability.masi is None else f"{float(reliability.masi):.3f}"
    notes = (
        f"In brackets the middle 95 % of {RESAMPLES} resamples of {reliability.units} clauses.",
        f"α of whole topic sets (MASI distance): {masi}; ≥ .800 reliable, ≥ .667 tentative.",
    )
    return Table("reliability", "Reliability of the topics of clauses", "topic", columns, rows, notes)


def _topic_cells(reliability: TopicReliability) -> tuple[Cell, ...]:
    cells = [
        Cell(str(reliability.score.gold), Decimal(reliability.score.gold)),
        Cell(f"{reliability.prevalence:.3f}", thousandths(reliability.prevalence)),
    ]
    for name, figure in FIGURES.items():
        value, interval = figure(reliability.score), reliability.intervals.get(name)
        between = f" ({interval.low:.2f}–{interval.high:.2f})" if interval else ""
        cells.append(Cell(f"{value:.3f}{between}", thousandths(value)))
    return (*cells, _chance_cell(reliability.kappa), _chance_cell(reliability.alpha))


def _chance_cell(value: Fraction | None) -> Cell:
    return Cell(NO_VARIATION) if value is None else Cell(f"{float(value):.3f}", _exact(value))
