"""Saved results: the commitments of `targets --list` (JSON, JSON Lines) and of `compare` (JSON), read back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from policycmp.diff.editions import Edition
from policycmp.errors import UsageError
from policycmp.models import Basis, Comparator, Span, Strength, Target, TargetType

ENDINGS = (".json", ".jsonl", ".ndjson")
_REMEDY = "save one with `policycmp targets PLANS --list -o result.jsonl`"


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
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
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
    regions = {each["doc"]: each["region"]["name"] for each in documents}
    targets: dict[str, list[Target]] = {doc: [] for doc in regions}
    indicators = {record["id"]: record["indicator_id"] for record in records if record["indicator_id"]}
    for record in records:
        targets.setdefault(record["doc"], []).append(_target(record))
    return tuple(
        Edition(
            doc,
            regions.get(doc),
            tuple(found),
            {each.id: indicators[each.id] for each in found if each.id in indicators},
        )
        for doc, found in sorted(targets.items())
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
    )
