"""Agreement code by code: passages that two codings give the same code."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policycmp.evaluate.span_matching import Score, match
from policycmp.models import Cell, Column, Row, Span, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# What is coded of clauses must overlap by half, what is coded of numbers at all.
_OF_CLAUSES = {"topic", "function", "instrument", "directive"}
_ALIGNED = 0.5


@dataclass(frozen=True, slots=True)
class CodeRecord:
    """A passage with one code: its kind (as in `exchange.codes`) and its id."""

    doc: str
    span: Span
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How far two codings give the same passages the same codes; `missed` and `extra` are those of one alone."""

    scores: Mapping[tuple[str, str], Score] = field(default_factory=dict)
    missed: tuple[CodeRecord, ...] = ()
    extra: tuple[CodeRecord, ...] = ()

    def figures(self) -> dict[str, Any]:
        """Give the figures of each kind of code."""
        kinds: defaultdict[str, Score] = defaultdict(Score)
        for (kind, _), score in self.scores.items():
            kinds[kind] += score
        return {kind: score.data() for kind, score in sorted(kinds.items())}

    def table(self) -> Table:
        """Lay out a line a code."""
        columns = tuple(
            Column(key, label, numeric=True)
            for key, label in (("p", "precision"), ("r", "recall"), ("f1", "F1"), ("gold", "in the gold"))
        )
        rows = []
        for (kind, id_), score in sorted(self.scores.items()):
            figures = score.data()
            cells = tuple(Cell(str(figures[column.key]), figures[column.key]) for column in columns)  # type: ignore[arg-type]
            rows.append(Row(f"{kind}/{id_}", id_, cells, kind))
        note = "passages of the same code that overlap: of clauses by half, of numbers at all"
        return Table("codings", "Codings, code by code", "code", columns, tuple(rows), (note,))


def compare_codes(
    gold: Mapping[str, Sequence[CodeRecord]],
    found: Mapping[str, Sequence[CodeRecord]],
    kinds: Collection[str],
) -> CodeAgreement:
    """Match the passages of each code in the plans that both codings hold, one to one, largest overlap first.

    Args:
        gold: the codings that are held to be right, by plan.
        found: those that are measured.
        kinds: of codes that both codings might have used; others are passed over.
    """
    scores: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    missed: list[CodeRecord] = []
    extra: list[CodeRecord] = []
    for doc in sorted(gold.keys() & found.keys()):
        ours, theirs = _by_code(gold[doc]), _by_code(found[doc])
        for key in sorted(ours.keys() | theirs.keys()):
            if key[0] not in kinds:
                continue
            one, other = ours[key], theirs[key]
            least = _ALIGNED if key[0] in _OF_CLAUSES else 0.0
            matches = [each for each in match(one, other) if each.overlap >= least]
            scores[key] += Score(len(matches), len(other), len(one))
            in_gold, in_found = {each.gold for each in matches}, {each.found for each in matches}
            missed += [record for place, record in enumerate(one) if place not in in_gold]
            extra += [record for place, record in enumerate(other) if place not in in_found]
    return CodeAgreement(dict(scores), tuple(missed), tuple(extra))


def _by_code(records: Iterable[CodeRecord]) -> defaultdict[tuple[str, str], list[CodeRecord]]:
    by_code: defaultdict[tuple[str, str], list[CodeRecord]] = defaultdict(list)
    for record in records:
        by_code[record.kind, record.id].append(record)
    return by_code
