"""Row agreement: whether commitments that count the same stand in one row, over pairs of commitments of two plans."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from policycmp.evaluate.span_matching import match, thousandths
from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from policycmp.compare import Comparison
    from policycmp.evaluate.coding import Coding, RowRecord, TargetRecord
    from policycmp.models import Basis, Span

ALL = "all"
# All measure words of counting are one family.
_FAMILIES = {
    "%": "percent", "％": "percent", "百分点": "points", "倍": "times", "元": "yuan", "万元": "yuan", "亿元": "yuan",
    "美元": "dollars", "㎡": "area", "平方米": "area", "平米": "area", "亩": "area", "公顷": "area", "平方公里": "area",
    "年": "time", "个月": "time", "月": "time", "天": "time", "日": "time", "小时": "time", "位": "rank",
}  # fmt: skip
_QUOTES = str.maketrans("", "", "“”\"'‘’「」")


@dataclass(frozen=True, slots=True)
class Placed:
    """A commitment, and the rows that it stands in: numbers of rows, or what a coder says that it counts."""

    doc: str
    span: Span
    type: TargetType | None
    basis: Basis | None
    unit: str
    rows: frozenset[object]

    def is_beside(self, other: Placed) -> bool:
        """Tell whether two commitments are laid side by side as the same."""
        own = (self.type, self.basis, _FAMILIES.get(self.unit, "count"))
        return own == (other.type, other.basis, _FAMILIES.get(other.unit, "count")) and not (
            self.rows.isdisjoint(other.rows)
        )


@dataclass(frozen=True, slots=True)
class _Coded:
    """What a coder says that a commitment counts: a key without the object, and the kinds of object."""

    doc: str
    span: Span
    type: TargetType | None
    key: tuple[str, ...]
    kinds: frozenset[str]

    def shared(self, other: _Coded) -> tuple[str, ...] | None:
        """Give the key that two commitments share, None where they do not count the same."""
        kinds = self.kinds & other.kinds
        return (*self.key, min(kinds)) if kinds and self.key == other.key else None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two commitments of different plans that either side takes for the same; `key` is None where the gold does not."""

    docs: tuple[str, str]
    type: TargetType | None
    key: tuple[str, ...] | None
    meets: bool
    is_found: bool


@dataclass(frozen=True, slots=True)
class RowAgreement:
    """The pairs of commitments that the gold or the program lays side by side."""

    pairs: tuple[_Pair, ...] = ()

    def only(self, docs: Collection[str]) -> RowAgreement:
        """Keep the pairs of some plans."""
        return RowAgreement(tuple(pair for pair in self.pairs if set(pair.docs) <= set(docs)))

    def figures(self) -> dict[str, Any]:
        """Calculate, of all commitments and of each type: the pairs, and the keys that two plans or more share."""
        kinds = {ALL: None, **{str(kind): kind for kind in TargetType}}
        return {
            name: _figures([pair for pair in self.pairs if kind in (None, pair.type)])
            for name, kind in kinds.items()
        }


def compare_rows(gold: Coding, found: Mapping[str, Sequence[Placed]]) -> RowAgreement:
    """Hold rows against a coding of what counts the same.

    Args:
        gold: the coding, its rows and its targets; a plan that lacks either is left out.
        found: the commitments of each plan, with their rows.
    """
    docs = sorted(gold.rows.keys() & gold.targets.keys() & found.keys())
    coded: list[_Coded] = []
    placed: list[Placed | None] = []
    for doc in docs:
        targets = {target.span: target for target in gold.targets[doc]}
        records = [_coded(row, targets[row.span]) for row in gold.rows[doc] if row.span in targets]
        of_gold = {pair.gold: found[doc][pair.found] for pair in match(records, found[doc])}
        coded += records
        placed += [of_gold.get(place) for place in range(len(records))]
    return RowAgreement(tuple(_pairs(coded, placed)))


def _pairs(coded: Sequence[_Coded], placed: Sequence[Placed | None]) -> Iterator[_Pair]:
    for (record, place), (other, other_place) in combinations(zip(coded, placed, strict=True), 2):
        if record.doc == other.doc:
            continue
        key = record.shared(other)
        is_found = place is not None and other_place is not None
        meets = place is not None and other_place is not None and place.is_beside(other_place)
        if key is not None or meets:
            yield _Pair((record.doc, other.doc), record.type, key, meets, is_found)


def rows_of(comparison: Comparison) -> dict[str, list[Placed]]:
    """Tell in which rows of a comparison each commitment stands, whatever the state of its cell."""
    rows: defaultdict[str, set[object]] = defaultdict(set)
    for number, row in enumerate(comparison.rows):
        for cell in row.cells.values():
            for commitment in (*cell.stated, *cell.parts):
                rows[commitment.target.id].add(number)
    return {
        analysis.doc: [
            Placed(
                target.doc, target.span, target.type, target.basis, target.unit, frozenset(rows[target.id])
            )
            for target in analysis.targets
        ]
        for analysis in comparison.corpus.analyses
    }


def rows_of_coding(coding: Coding) -> dict[str, list[Placed]]:
    """Tell in which rows the commitments of a coding would stand: one for each kind of thing under a number."""
    placed = {}
    for doc in coding.rows.keys() & coding.targets.keys():
        targets = {target.span: target for target in coding.targets[doc]}
        records = [(_coded(row, targets[row.span]), targets[row.span]) for row in coding.rows[doc]]
        placed[doc] = [
            Placed(
                doc,
                target.span,
                target.type,
                target.basis,
                target.unit,
                frozenset((record.key, kind) for kind in record.kinds),
            )
            for record, target in records
        ]
    return placed


def _coded(row: RowRecord, target: TargetRecord) -> _Coded:
    basis = target.basis if target.type is TargetType.TARGET else None
    parts = (row.property, row.grade.rstrip("+"), row.event, row.of)
    key = (str(target.type), str(basis), *map(_plain, parts))
    return _Coded(row.doc, row.span, target.type, key, frozenset(_plain(row.object).split("|")))


def _plain(text: str) -> str:
    """Write a part in one spelling: without blanks and quotation marks, widths and cases alike."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_QUOTES).casefold()


def _figures(pairs: Sequence[_Pair]) -> dict[str, Any]:
    right = sum(pair.key is not None and pair.meets for pair in pairs)
    gold, found = sum(pair.key is not None for pair in pairs), sum(pair.meets for pair in pairs)
    keys: defaultdict[tuple[str, ...], list[bool]] = defaultdict(list)
    for pair in pairs:
        if pair.key is not None:
            keys[pair.key].append(pair.meets)
    met = sum(map(any, keys.values()))
    return {
        "pairs": {
            "precision": _ratio(right, found),
            "recall": _ratio(right, gold),
            "f1": _ratio(2 * right, found + gold),
            "both": right,
            "pred": found,
            "gold": gold,
            "undetected": sum(pair.key is not None and not pair.is_found for pair in pairs),
        },
        "keys": {
            "shared": len(keys),
            "met": met,
            "whole": sum(map(all, keys.values())),
            "share_met": _ratio(met, len(keys)),
            "recall": _ratio(_mean_shares(keys.values()), len(keys)),
        },
    }


def _mean_shares(met: Iterable[list[bool]]) -> float:
    return sum(sum(pairs) / len(pairs) for pairs in met)


def _ratio(part: float, whole: int) -> Decimal | None:
    return thousandths(part / whole) if whole else None
