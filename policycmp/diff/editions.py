"""Editions: one version of a plan as far as a diff needs it, from an analysis or from a saved result."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycmp.errors import UsageError
from policycmp.models import Basis, Comparator, Counted, Span, Strength, Target, TargetType
from policycmp.rows.commitments import find_commitments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import Config
    from policycmp.models import Clause, Corpus

ENDINGS = (".json", ".jsonl", ".ndjson")
_LACKS = "it does not say what its numbers count, so that they are matched by their names; save it again"
_REMEDY = "save one with `policycmp targets PLANS --list -o result.jsonl`"


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one plan.

    `indicators` gives the indicator that a commitment was aligned to, by the commitment's id; `clauses` is None where
    the text is not at hand (a saved result). An old one was saved before commitments said what they count.
    """

    doc: str
    region: str | None = None
    targets: tuple[Target, ...] = ()
    indicators: dict[str, str] = field(default_factory=dict)
    clauses: tuple[Clause, ...] | None = None
    is_old: bool = False

    @property
    def lacks(self) -> str:
        """What the result does not say since an older version of the program wrote it; empty for a present one."""
        return _LACKS if self.is_old else ""


def editions_of(corpus: Corpus, config: Config) -> tuple[Edition, ...]:
    """Take the commitments and clauses of each plan.

    Args:
        corpus: the plans.
        config: the indicators to align commitments to.
    """
    commitments = find_commitments(corpus, config)
    return tuple(
        Edition(
            analysis.doc,
            analysis.metadata.region.name,
            analysis.targets,
            {
                commitment.target.id: commitment.indicator.id
                for commitment in commitments[analysis.doc]
                if commitment.indicator
            },
            analysis.clauses,
        )
        for analysis in corpus.analyses
    )


def pair_editions(
    old: Sequence[Edition], new: Sequence[Edition]
) -> list[tuple[Edition | None, Edition | None]]:
    """Find the versions of each plan: by id, then by region where one plan speaks for it, then the last of each.

    Returns:
        Pairs in the order of the new plans, then what is only old; None where a version is missing.
    """
    partners: dict[str, Edition] = {}
    _pair_by({edition.doc: edition for edition in old}, {edition.doc: edition for edition in new}, partners)
    taken = {edition.doc for edition in partners.values()}
    rest_old = [edition for edition in old if edition.doc not in taken]
    rest_new = [edition for edition in new if edition.doc not in partners]
    _pair_by(_by_region(rest_old), _by_region(rest_new), partners)
    taken = {edition.doc for edition in partners.values()}
    rest_old = [edition for edition in rest_old if edition.doc not in taken]
    rest_new = [edition for edition in rest_new if edition.doc not in partners]
    if len(rest_old) == len(rest_new) == 1:
        partners[rest_new[0].doc] = rest_old.pop()
    pairs: list[tuple[Edition | None, Edition | None]] = [
        (partners.get(edition.doc), edition) for edition in new
    ]
    return pairs + [(edition, None) for edition in rest_old]


def _pair_by(old: dict[str, Edition], new: dict[str, Edition], partners: dict[str, Edition]) -> None:
    partners.update({new[key].doc: old[key] for key in new if key in old})


def _by_region(editions: Sequence[Edition]) -> dict[str, Edition]:
    counts = Counter(edition.region for edition in editions)
    return {edition.region: edition for edition in editions if edition.region and counts[edition.region] == 1}


def is_saved(path: str) -> bool:
    """Tell whether a path names a saved result: no plan ends like one."""
    return Path(path).suffix.lower() in ENDINGS


def load_editions(path: Path | str) -> tuple[Edition, ...]:
    """Load a saved result.

    Args:
        path: a file that `targets --list` or `compare` wrote as JSON or JSON Lines.

    Returns:
        An edition for each plan, without clauses.

    Raises:
        UsageError: it cannot be read, or holds no commitments.
    """
    try:
        source = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is no saved result, not UTF-8 text; {_REMEDY}") from None
    try:
        return _editions(*_parsed(source))
    except (KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        reason = f"`{error.args[0]}` is missing" if isinstance(error, KeyError) else str(error)
        raise UsageError(f"{path}: is no saved result: {' '.join(reason.split())}; {_REMEDY}") from None


def _parsed(source: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Split a result into what it says of the plans and its commitments."""
    try:
        data = json.loads(source, parse_float=Decimal)
    except json.JSONDecodeError:
        data = [json.loads(line, parse_float=Decimal) for line in source.splitlines() if line.strip()]
    if isinstance(data, dict):
        # A file of JSON Lines with a single line is one object too.
        return (list(data["documents"]), list(data["commitments"])) if "documents" in data else ([], [data])
    return [], list(data)


def _editions(documents: list[dict[str, Any]], records: list[dict[str, Any]]) -> tuple[Edition, ...]:
    regions = {document["doc"]: document["region"]["name"] for document in documents}
    targets: dict[str, list[Target]] = {doc: [] for doc in regions}
    is_old = any("counts" not in record for record in records)
    indicators = {record["id"]: record["indicator_id"] for record in records if record["indicator_id"]}
    for record in records:
        targets.setdefault(record["doc"], []).append(_target(record))
    return tuple(
        Edition(
            doc,
            regions.get(doc),
            tuple(of_plan),
            {target.id: indicators[target.id] for target in of_plan if target.id in indicators},
            is_old=is_old,
        )
        for doc, of_plan in sorted(targets.items())
    )


def _target(record: dict[str, Any]) -> Target:
    return Target(
        **{
            key: record[key] for key in ("id", "doc", "clause", "text", "quote", "indicator", "scope", "unit")
        },
        span=Span(record["start"], record["end"]),
        type=TargetType(record["type"]),
        comparator=Comparator(record["comparator"]),
        value=Decimal(record["value"]),
        value_max=None if record["value_max"] is None else Decimal(record["value_max"]),
        basis=Basis(record["basis"]) if record["basis"] else None,
        per_year=record["per_year"],
        deadline=record["deadline"],
        strength=Strength(record["strength"]),
        topics=tuple(record["topics"]),
        reasons=tuple(record["reasons"]),
        counts=_counted(record.get("counts") or {}),
    )


def _counted(record: dict[str, Any]) -> Counted:
    names = ("object", "property", "grade", "event", "of", "tier", "object_id")
    parts: dict[str, Any] = {name: record.get(name) for name in names}
    return Counted(**parts)
