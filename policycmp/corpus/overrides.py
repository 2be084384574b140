"""What a reader knows better: topics of a clause, any field of a commitment, or that a number is no commitment.

A correction names a clause or a commitment by its id, so it survives a new reading of the plan; one that fits nothing
any more is reported. What it touched says so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycmp.errors import ConfigError
from policycmp.models import (
    Basis,
    Comparator,
    Counted,
    Issue,
    Rejection,
    Severity,
    Strength,
    TargetType,
    TopicMatch,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from policycmp.config import Config
    from policycmp.models import Analysis, Clause, Target

MARK = "(override)"
_COLUMNS = ("id", "field", "value")
_DROP = "commitment"
_COUNTS = "counts."
COUNTED_PARTS = ("object", "property", "grade", "event", "of", "tier")
_NO = {"no", "false", "0", "否", "不是"}
_YES = {"yes", "true", "1", "是"}
_NOTHING = {"", "none", "null", "–", "-", "无"}


@dataclass(frozen=True, slots=True)
class Override:
    """One correction: `where` it stands, whose field it sets, and to what."""

    where: str
    id: str
    field: str
    value: Any
    note: str = ""


def load_overrides(config: Config, path: Path | str | None = None) -> tuple[Override, ...]:
    """Load the corrections of a config and of a file.

    Args:
        config: its section `overrides` comes first; its topics are those that a correction may name.
        path: a CSV with the columns `id`, `field`, `value` and, if wanted, `note`.

    Returns:
        The corrections in their order; of two for the same field of the same id the later one counts.

    Raises:
        ConfigError: with a line `file:line: what is wrong` for every row that has no meaning.
    """
    topics = [topic.id for topic in config.topics]
    mistakes: list[str] = []
    corrections: dict[tuple[str, str], Override] = {}
    rows = [
        (
            f"{config.path}: overrides, entry {number}",
            correction.id,
            correction.field,
            _as_text(correction.value),
            correction.note,
        )
        for number, correction in enumerate(config.overrides, 1)
    ]
    for where, identifier, field, value, note in [*rows, *(_csv_rows(Path(path)) if path else ())]:
        try:
            parsed = _parse(field, value, topics)
        except ValueError as error:
            mistakes.append(f"{where}: {error}")
            continue
        corrections[identifier, field] = Override(where, identifier, field, parsed, note)
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tuple(corrections.values())


def apply_overrides(
    analyses: Iterable[Analysis], overrides: Sequence[Override]
) -> tuple[list[Analysis], list[Issue]]:
    """Correct the analyses of a run.

    Args:
        analyses: the plans as the program reads them.
        overrides: the corrections.

    Returns:
        The analyses in their order, each correction among their issues and its id among their `overrides`; and an
        issue for each correction whose plan is there and that fits nothing in it.
    """
    analyses = list(analyses)
    by_doc, issues = find_owners([analysis.doc for analysis in analyses], overrides)
    corrected = []
    for analysis in analyses:
        corrected_analysis, unfit = correct(analysis, by_doc.get(analysis.doc, ()))
        corrected.append(corrected_analysis)
        issues += unfit
    return corrected, issues


def find_owners(
    docs: Iterable[str], overrides: Sequence[Override]
) -> tuple[dict[str, list[Override]], list[Issue]]:
    """Find the corrections of each plan by its id; an issue tells how many are for none of the plans."""
    by_doc: dict[str, list[Override]] = {}
    longest_first = sorted(docs, key=len, reverse=True) if overrides else []
    elsewhere = 0
    for override in overrides:
        owner = next((doc for doc in longest_first if override.id.startswith(f"{doc}/")), None)
        if owner is None:
            elsewhere += 1
        else:
            by_doc.setdefault(owner, []).append(override)
    message = f"{elsewhere} of {len(overrides)} corrections are for plans that are not among those given"
    return by_doc, [Issue(Severity.WARNING, "overrides", message)] if elsewhere else []


def correct(analysis: Analysis, overrides: Sequence[Override]) -> tuple[Analysis, list[Issue]]:
    """Correct one analysis; an issue tells of each correction that fits nothing in it."""
    if not overrides:
        return analysis, []
    issues: list[Issue] = []
    clauses = {clause.id: clause for clause in analysis.clauses}
    targets = {target.id: target for target in analysis.targets}
    rejections: list[Rejection] = []
    notes: list[Issue] = []
    for override in overrides:
        if override.id in targets:
            told = _correct_target(targets, override, rejections)
        elif override.id in clauses and override.field == "topics":
            clauses[override.id], told = _with_topics(clauses[override.id], override)
        else:
            issues.append(Issue(Severity.WARNING, "overrides", _unfit(override, clauses), analysis.doc))
            continue
        notes.append(Issue(Severity.NOTE, "overrides", f"{override.where}: {told}", analysis.doc))
    corrected = replace(
        analysis,
        clauses=tuple(clauses.values()),
        targets=tuple(targets.values()),
        rejections=tuple(sorted((*analysis.rejections, *rejections), key=lambda each: each.span)),
        issues=(*analysis.issues, *notes),
        measures=tuple(
            replace(use, targets=tuple(each for each in use.targets if each in targets))
            for use in analysis.measures
        ),
        overrides=tuple(
            sorted({each.id for each in overrides if each.id in clauses or each.id in _ids(analysis)})
        ),
    )
    return corrected, issues


def _ids(analysis: Analysis) -> set[str]:
    return {target.id for target in analysis.targets}


def _unfit(override: Override, clauses: Collection[str]) -> str:
    if override.id in clauses:
        return f"{override.where}: `{override.id}` is a clause, of which only `topics` can be corrected"
    return f"{override.where}: nothing has the id `{override.id}` any more; the correction is not applied"


def _correct_target(targets: dict[str, Target], override: Override, rejections: list[Rejection]) -> str:
    target = targets[override.id]
    if override.field == _DROP:
        if override.value:
            return f"{target.id}: a commitment, as the program says"
        del targets[target.id]
        reason = f"not a commitment {MARK}"
        rejections.append(Rejection(target.doc, target.clause, target.span, target.text, reason))
        return f"{target.id}: not a commitment{_remark(override)}"
    part = override.field.removeprefix(_COUNTS)
    old = getattr(target.counts, part) if part != override.field else getattr(target, override.field)
    reasons = (*target.reasons, f"{override.field} {MARK}")
    changes: dict[str, Any] = {override.field: override.value, "reasons": reasons}
    if part != override.field:
        changes = {"counts": _recounted(target.counts, part, override.value), "reasons": reasons}
    if override.field == "type" and override.value is not TargetType.TARGET:
        changes["basis"] = None
    targets[target.id] = replace(target, **changes)
    return f"{target.id}: {override.field} {_shown(old)} → {_shown(override.value)}{_remark(override)}"


def _recounted(counts: Counted, part: str, value: str | None) -> Counted:
    """Set a part of what a number counts; what it was read from is told no more, nor the id of another object."""
    evidence = tuple((name, span) for name, span in counts.evidence if name != part)
    changes: dict[str, Any] = {part: value, "evidence": evidence}
    if part == "object":
        changes["object_id"] = None
    return replace(counts, **changes)


def _with_topics(clause: Clause, override: Override) -> tuple[Clause, str]:
    known = {match.id: match for match in clause.topics}
    matches = tuple(
        replace(known[topic], evidence=(*known[topic].evidence, MARK))
        if topic in known
        else TopicMatch(topic, 0.0, (MARK,))
        for topic in override.value
    )
    old, new = _shown(tuple(known)), _shown(override.value)
    return replace(clause, topics=matches), f"{clause.id}: topics {old} → {new}{_remark(override)}"


def _remark(override: Override) -> str:
    return f" ({override.note})" if override.note else ""


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _as_text(value: Any) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


def _csv_rows(path: Path) -> Iterable[tuple[str, str, str, str, str]]:
    """Read the rows of a CSV, as a spreadsheet may have saved it."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"{path}: cannot be read: {reason}") from None
    head = source.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(source.splitlines(keepends=True), delimiter=delimiter)
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise ConfigError(f"{path}:1: no column `{missing[0]}`; the columns are id, field, value and note")
    for row in reader:
        cells = {key: (value or "").strip().removeprefix("'") for key, value in row.items() if key}
        if any(cells.values()):
            yield (
                f"{path}:{reader.line_num}", cells["id"], cells["field"], cells["value"], cells.get("note", "")
            )  # fmt: skip


def _parse(field: str, value: str, topics: Sequence[str]) -> Any:
    """Read a value for a field, or say why it is none."""
    if field == "topics":
        return _parse_topics(value, topics)
    if field not in _FIELDS:
        raise ValueError(f"unknown field `{field}`; it may be {', '.join(('topics', *_FIELDS))}")
    return _FIELDS[field](value)


def _parse_topics(value: str, topics: Sequence[str]) -> tuple[str, ...]:
    named = value.replace(",", ";").replace("；", ";").replace("，", ";").replace(" ", ";").split(";")
    ids = tuple(dict.fromkeys(name for name in named if name not in _NOTHING))
    for name in ids:
        if name not in topics:
            raise ValueError(f"unknown topic `{name}`")
    return ids


def _parse_flag(value: str) -> bool:
    if value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise ValueError(f"{value!r} is neither yes nor no")


def _parse_number(value: str) -> Decimal:
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is no number")
    return number


def _parse_text(value: str) -> str:
    if not value:
        raise ValueError("the value is empty")
    return value


def _parse_year(value: str) -> int:
    if not (value.isdecimal() and len(value) == len("2025")):
        raise ValueError(f"{value!r} is no year")
    return int(value)


def _or_none(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda value: None if value.lower() in _NOTHING else parse(value)


_FIELDS: Mapping[str, Callable[[str], Any]] = {
    _DROP: _parse_flag,
    "type": TargetType,
    "indicator": _parse_text,
    "scope": _parse_text,
    "comparator": Comparator,
    "value": _parse_number,
    "value_max": _or_none(_parse_number),
    "unit": str,
    "basis": _or_none(Basis),
    "per_year": _parse_flag,
    "deadline": _or_none(_parse_year),
    "strength": Strength,
    **{f"{_COUNTS}{part}": _or_none(_parse_text) for part in COUNTED_PARTS},
}
