"""Corrections as decisions of the review page, so that a file of them can be looked at and gone on with there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.corpus.additions import ADD, find_passage, start_of
from policycmp.corpus.override_rows import DROP, UNREPORTED, load_overrides
from policycmp.corpus.overrides import correct, find_owners
from policycmp.renderers.json import digits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.corpus.override_rows import Override
    from policycmp.models import Analysis, Corpus, Issue

Decisions = dict[str, dict[str, Any]]


def decisions_of(corpus: Corpus, config: Config, path: Path) -> tuple[Decisions, list[Issue]]:
    """Turn the corrections of a file into decisions.

    Args:
        corpus: the plans as the program reads them.
        config: its own corrections are in force already and are left out.
        path: the file, as `load_overrides` takes it.

    Returns:
        By plan, the decisions in the form of the page's state; and an issue for each that fits nothing.

    Raises:
        ConfigError: the file has mistakes.
    """
    own = {override.where for override in load_overrides(config)}
    overrides = [each for each in load_overrides(config, path) if each.where not in own]
    by_doc, issues = find_owners([analysis.doc for analysis in corpus.analyses], overrides)
    decided: Decisions = {}
    for analysis in corpus.analyses:
        if analysis.doc in by_doc:
            issues += correct(analysis, by_doc[analysis.doc])[1]
            decided[analysis.doc] = _decisions(analysis, by_doc[analysis.doc])
    return decided, issues


def _decisions(analysis: Analysis, overrides: Sequence[Override]) -> dict[str, Any]:
    clauses = {clause.id for clause in analysis.clauses}
    added = {override.id: override for override in overrides if override.field == ADD}
    numbers: dict[str, dict[str, Any]] = {}
    decided: dict[str, Any] = {"numbers": numbers, "added": _added(analysis, added), "clauses": {}}
    for override in overrides:
        if override.field == ADD:
            continue
        if override.id in added:
            if override.id in decided["added"]:
                decided["added"][override.id]["fields"][override.field] = _typed(override.value)
        elif override.id in clauses:
            decided["clauses"][override.id] = {"topics": list(override.value)}
        elif override.field in {DROP, UNREPORTED}:
            numbers.setdefault(override.id, {"fields": {}})["ok"] = override.value
        else:
            number = numbers.setdefault(override.id, {"ok": True, "fields": {}})
            number["fields"][override.field] = _typed(override.value)
    return decided


def _added(analysis: Analysis, added: dict[str, Override]) -> dict[str, dict[str, Any]]:
    """Lay out the commitments that are added, with what their words say by themselves."""
    found: dict[str, dict[str, Any]] = {}
    for identifier, override in added.items():
        passage = override.value
        span = find_passage(analysis.document.text, passage, start_of(identifier) or 0)
        if span is None:
            continue
        fields = {"comparator": passage.comparator, "unit": passage.unit, "strength": "firm"}
        fields |= {"value": _typed(passage.value), "value_max": _typed(passage.value_max)}
        before, after = passage.words[: passage.number.start], passage.words[passage.number.end :]
        quote = f"{before}⟦{passage}⟧{after}"
        found[identifier] = {"s": span.start, "e": span.end, "quote": quote, "fields": fields}
    return found


def _typed(value: Any) -> Any:
    """Write a value as the page's form holds it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return digits(value)
    return value if isinstance(value, bool) else str(value)
