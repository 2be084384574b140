"""The context of plans: figures of their regions (population, GDP, past values) that no plan gives itself."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.errors import ConfigError
from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.regions import division_of, parse_region
from policycmp.rows.align import normalize
from policycmp.rows.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policycmp.config import Config


# A denominator may be this many years older than what it divides.
_OLDEST = 3

COLUMNS = ("region", "year", "measure", "value", "unit", "source")
_Record = dict[str, str]
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 100}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a region, in the base unit of its family; `measure` is the id of a denominator or an indicator."""

    region: str
    year: int
    measure: str
    value: Fraction
    source: str


@dataclass(frozen=True)
class Context:
    """The figures of a context table. Regions go by their codes; without a code nothing is known."""

    figures: tuple[Figure, ...] = ()

    def figure(self, region: str | None, measure: str, year: int) -> Figure | None:
        """Find a region's figure of a year.

        Returns:
            That of the year, else of the nearest earlier one within three years; None where there is none.
        """
        known = self._series.get((region, measure), {})
        years = (year - gap for gap in range(_OLDEST + 1))
        return next((known[earlier] for earlier in years if earlier in known), None)

    def exact(self, region: str | None, measure: str, year: int) -> Figure | None:
        """Find a region's figure of this year and no other."""
        return self._series.get((region, measure), {}).get(year)

    def before(self, region: str | None, measure: str, year: int) -> Figure | None:
        """Find a region's latest figure of the years before one."""
        known = self._series.get((region, measure), {})
        latest = max((known_year for known_year in known if known_year < year), default=None)
        return None if latest is None else known[latest]

    @cached_property
    def _series(self) -> dict[tuple[str | None, str], dict[int, Figure]]:
        series: dict[tuple[str | None, str], dict[int, Figure]] = {}
        for figure in self.figures:
            series.setdefault((figure.region, figure.measure), {})[figure.year] = figure
        return series


def load_context(path: Path, config: Config) -> Context:
    """Load the figures that plans are set against.

    Args:
        path: a CSV file with the columns region, year, measure, value, unit and source, or a YAML list of mappings
            with these keys.
        config: the denominators, indicators and units that it may name.

    Returns:
        The context.

    Raises:
        ConfigError: with a line `file:line: what and how to mend` for every mistake.
    """
    text = _read(path)
    is_yaml = path.suffix.lower() in {".yaml", ".yml"}
    records = list(_yaml_records(path, text) if is_yaml else _csv_records(path, text))
    parser = _Parser(config)
    mistakes: list[str] = []
    figures: dict[tuple[str, int, str], tuple[int, Figure]] = {}
    for line, record in records:
        if _is_unfilled(record):
            continue
        try:
            figure = parser.figure(record)
        except ValueError as error:
            mistakes.append(f"{path}:{line}: {error}")
            continue
        key = (figure.region, figure.year, figure.measure)
        first = figures.setdefault(key, (line, figure))[0]
        if first != line:
            mistakes.append(
                f"{path}:{line}: {record['region']} has its {figure.measure} of {figure.year} on line {first} "
                "already; keep one"
            )
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return Context(tuple(figure for _, figure in figures.values()))


def _is_unfilled(record: _Record) -> bool:
    """Tell whether a line is as `context template` leaves it: nobody has filled in its value yet."""
    return bool(record["unit"]) and not record["value"] and not record["source"]


def _read(path: Path) -> str:
    """Decode a table; spreadsheets in China write GB 18030 where they do not write UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError(f"{path}: cannot be read: it is neither UTF-8 nor GB 18030 text")


def _csv_records(path: Path, text: str) -> Iterator[tuple[int, _Record]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    head = [fold(name).strip().lower() for name in next(reader, [])]
    _check_columns(path, 1, head)
    line = reader.line_num + 1
    for fields in reader:
        if any(field.strip() for field in fields):
            padded = [*fields, *[""] * (len(head) - len(fields))]
            yield line, {name: field.strip() for name, field in zip(head, padded, strict=False)}
        line = reader.line_num + 1


def _yaml_records(path: Path, text: str) -> Iterator[tuple[int, _Record]]:
    import yaml  # noqa: PLC0415 - few have a table, and most of those are CSV

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ConfigError(f"{path}:{mark.line + 1 if mark else 1}: not YAML; mend it") from None
    if not isinstance(node, yaml.SequenceNode):
        raise ConfigError(f"{path}:1: a list of figures is expected (- region: …)")
    for item in node.value:
        line = item.start_mark.line + 1
        pairs = item.value if isinstance(item, yaml.MappingNode) else []
        record = {str(key.value): str(value.value).strip() for key, value in pairs}
        _check_columns(path, line, list(record))
        yield line, record


def _check_columns(path: Path, line: int, names: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ConfigError(f"{path}:{line}: no {', '.join(missing)}; a figure has {', '.join(COLUMNS)}")


class _Parser:
    """Turns records into figures."""

    def __init__(self, config: Config) -> None:
        self._units = Units(config)
        self._families = {family.id: family for family in config.units}
        self._measures: dict[str, set[str]] = {}
        self._unit_of: dict[str, str] = {}
        indicators = [indicator for indicator in config.indicators if indicator.type == "target"]
        named = [
            *((each.id, each.unit, each.label, each.names) for each in config.schema.denominators),
            *((each.id, each.unit, each.label, each.names) for each in indicators),
            *((each.id, each.units[0], each.label, each.also) for each in config.objects if each.units),
        ]
        for measure_id, unit, label, names in named:
            if measure_id in self._unit_of:
                continue
            self._unit_of[measure_id] = unit
            for name in (measure_id, label.en, label.zh, *names):
                self._measures.setdefault(normalize(name).lower(), set()).add(measure_id)

    def figure(self, record: _Record) -> Figure:
        """Parse one record.

        Raises:
            ValueError: what is wrong with it and how to mend it.
        """
        year = record["year"].removesuffix("年")
        if not _YEAR.fullmatch(year):
            raise ValueError(f"{record['year']!r} is no year; write it as 2020")
        measure = self._measure(record["measure"])
        return Figure(
            region=_region(record["region"]),
            year=int(year),
            measure=measure,
            value=self._value(record["value"], record["unit"], measure),
            source=_source(record["source"]),
        )

    def _measure(self, name: str) -> str:
        measures = {name} & set(self._unit_of) or self._measures.get(normalize(name).lower(), set())
        if len(measures) == 1:
            return next(iter(measures))
        if measures:
            raise ValueError(f"{name!r} may be {' or '.join(sorted(measures))}; name one of them")
        raise ValueError(f"unknown measure {name!r}; take a denominator or an indicator of the config")

    def _value(self, text: str, unit: str, measure: str) -> Fraction:
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"{text!r} is no number; write digits alone, the unit has its own column")
        family = self._unit_of[measure]
        word = fold(unit).strip()
        for magnitude, size in {"": 1, **_MAGNITUDES}.items():
            rest = word.removeprefix(magnitude)
            if word.startswith(magnitude) and rest in {fold(known) for known in self._families[family].words}:
                return (
                    Fraction(Decimal(text.replace(",", "")))
                    * size
                    * Fraction(self._units.factor(family, rest))
                )
        known = "、".join(self._families[family].words)
        raise ValueError(
            f"unknown unit {unit!r} of {measure}; take {known}, with 万 or 亿 before it if need be"
        )


def _region(name: str) -> str:
    division = division_of(name) or parse_region(name)
    if division is None:
        raise ValueError(f"unknown region {name!r}; write its full name (定西市) or its six-figure code")
    return division.code


def _source(text: str) -> str:
    if not text:
        raise ValueError("the source is missing; say where the figure was seen")
    return text
