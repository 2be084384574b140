"""The rows of corrections: a CSV, a section of the config or an archive of the review page, each value checked."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from policycmp.corpus.additions import ADD, COUNTS, NEEDED, parse_passage, start_of
from policycmp.errors import ConfigError
from policycmp.models import Basis, Comparator, Strength, TargetType
from policycmp.models.counted import COUNTED_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from policycmp.config import Config

DROP = "commitment"
UNREPORTED = "reported"
_COLUMNS = ("id", "field", "value")
_NO = {"no", "false", "0", "否", "不是"}
_YES = {"yes", "true", "1", "是"}
_NOTHING = {"", "none", "null", "–", "-", "无"}
# In an archive that the review page gives.
_MEMBER = "overrides.csv"
_MOST_BYTES = 64 * 1024 * 1024


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
        path: a CSV with the columns `id`, `field`, `value` and, if wanted, `note`; or an archive of the review page,
            which holds one.

    Returns:
        The corrections in their order; of two for the same field of the same id the later one counts.

    Raises:
        ConfigError: with a line `file:line: what is wrong` for every row that has no meaning.
    """
    topics = [topic.id for topic in config.topics]
    units = tuple(dict.fromkeys(word for family in config.units for word in family.words))
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
            parsed = _parse(identifier, field, value, topics, units)
        except ValueError as error:
            mistakes.append(f"{where}: {error}")
            continue
        corrections[identifier, field] = Override(where, identifier, field, parsed, note)
    mistakes += _half_added(corrections)
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tuple(corrections.values())


def _half_added(corrections: Mapping[tuple[str, str], Override]) -> Iterable[str]:
    """Tell what a commitment that is added lacks, each on a line with the row that mends it."""
    for (identifier, field), override in corrections.items():
        if field != ADD:
            continue
        for needed in NEEDED:
            if (identifier, needed) not in corrections:
                yield f"{override.where}: the added commitment has no {needed}; add a row `{identifier},{needed},…`"
        if override.value.value is None and (identifier, "value") not in corrections:
            yield (
                f"{override.where}: no number can be read from ⟦{override.value}⟧; "
                f"add a row `{identifier},value,…`"
            )


def _as_text(value: Any) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


def _source(path: Path) -> str:
    """Read a CSV, or that in an archive of the review page."""
    try:
        content = _member(path) if path.suffix.lower() == ".zip" else path.read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, BadZipFile, KeyError) as error:
        reason = (
            error.strerror
            if isinstance(error, OSError)
            else "it is not UTF-8 text"
            if isinstance(error, UnicodeDecodeError)
            else f"it is no archive with {_MEMBER}"
        )
        raise ConfigError(f"{path}: cannot be read: {reason}") from None


def _member(path: Path) -> bytes:
    with ZipFile(path) as archive:
        if archive.getinfo(_MEMBER).file_size > _MOST_BYTES:
            raise ConfigError(f"{path}: cannot be read: {_MEMBER} is larger than any file of corrections")
        return archive.read(_MEMBER)


def _csv_rows(path: Path) -> Iterable[tuple[str, str, str, str, str]]:
    """Read the rows of a CSV, as a spreadsheet may have saved it."""
    source = _source(path)
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


def _parse(identifier: str, field: str, value: str, topics: Sequence[str], units: tuple[str, ...]) -> Any:
    """Read a value for a field, or say why it is none."""
    if field == "topics":
        return _parse_topics(value, topics)
    if field == ADD:
        if start_of(identifier) is None:
            raise ValueError(f"`{identifier}` is no place; a commitment is added as PLAN:START, as plan:120")
        return parse_passage(value, units)
    if field not in _PARSERS:
        raise ValueError(f"unknown field `{field}`; it may be {', '.join((ADD, 'topics', *_PARSERS))}")
    return _PARSERS[field](value)


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


_OF_BOTH: Mapping[str, Callable[[str], Any]] = {
    "indicator": _parse_text,
    "scope": _parse_text,
    "comparator": Comparator,
    "value": _parse_number,
    "value_max": _or_none(_parse_number),
    "unit": str,
    "basis": _or_none(Basis),
    "per_year": _parse_flag,
    **{f"{COUNTS}{part}": _or_none(_parse_text) for part in COUNTED_PARTS},
}
_OF_TARGETS: Mapping[str, Callable[[str], Any]] = {
    DROP: _parse_flag,
    "type": TargetType,
    "deadline": _or_none(_parse_year),
    "strength": Strength,
}
_OF_RESULTS: Mapping[str, Callable[[str], Any]] = {
    UNREPORTED: _parse_flag,
    "year": _or_none(_parse_year),
    "since": _or_none(_parse_year),
}
_PARSERS = {**_OF_TARGETS, **_OF_BOTH, **_OF_RESULTS}
FIELDS = frozenset({"topics", *_OF_TARGETS, *_OF_BOTH})
FIELDS_OF_ACTUALS = frozenset({"topics", *_OF_BOTH, *_OF_RESULTS})
