"""What the user knows better of a plan than its text tells: a CSV with a row a plan, each change named."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ConfigError
from policycmp.language import patterns as re
from policycmp.metadata.jurisdiction import nation, region_of
from policycmp.models import Issue, Level, Metadata, Region, Severity
from policycmp.regions import division_of, divisions_named, parse_region

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COLUMNS = ("doc", "region", "level", "year", "issuer", "title")
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t，"
_YEAR = re.compile(r"(?:19|20)\d{2}")
# How the whole country is written.
_NATION = frozenset({"全国", "中国", "国家", "100000", "China"})
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Amendment:
    """A row of the user's file: what it says of one plan, None where it says nothing; `place` is `file:line`."""

    doc: str
    place: str
    region: Region | None = None
    level: Level | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(slots=True)
class _Checker:
    """Turns rows into amendments and collects what is wrong with them."""

    name: str
    amendments: dict[str, Amendment] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)

    def note(self, line: int, message: str) -> None:
        self.mistakes.append(f"{self.name}:{line}: {message}")

    def take(self, line: int, row: Mapping[str, str]) -> None:
        doc = row["doc"]
        level = self._level(line, row.get("level"))
        if not doc:
            self.note(line, "names no plan; give its id in `doc`")
        elif doc in self.amendments:
            self.note(line, f"`{doc}` stands there already ({self.amendments[doc].place}); keep one row")
        else:
            self.amendments[doc] = Amendment(
                doc,
                f"{self.name}:{line}",
                self._region(line, row.get("region"), level),
                level,
                self._year(line, row.get("year")),
                row.get("issuer") or None,
                row.get("title") or None,
            )

    def _level(self, line: int, text: str | None) -> Level | None:
        if not text:
            return None
        if text.lower() in set(Level):
            return Level(text.lower())
        self.note(line, f"unknown level {text!r}; write {', '.join(Level)} or nothing")
        return None

    def _year(self, line: int, text: str | None) -> int | None:
        if not text:
            return None
        if _YEAR.fullmatch(text):
            return int(text)
        self.note(line, f"{text!r} is no year of issue; write four digits, as 2020")
        return None

    def _region(self, line: int, text: str | None, level: Level | None) -> Region | None:
        if not text:
            return None
        if text in _NATION and level in {None, Level.NATION}:
            return nation("meta")
        division = division_of(text) or parse_region(text, level=None if level is Level.ZONE else level)
        if division is not None and level in {None, division.level}:
            return region_of(division, "meta")
        if level is Level.ZONE:
            return Region(text, Level.ZONE, None, "meta")
        named = divisions_named(text)
        if not named:
            self.note(line, f"no region is called {text!r}; write its full name, or `zone` as its level")
        elif level is None:
            names = ", ".join(f"{division.name} {division.code}" for division in named)
            self.note(line, f"{text!r} means several regions ({names}); write the code instead")
        else:
            names = ", ".join(f"{division.name} is a {division.level}" for division in named)
            self.note(line, f"no {level} is called {text!r}: {names}")
        return None


def load_amendments(path: Path | str) -> dict[str, Amendment]:
    """Load what the user knows better: a CSV with `doc` and any of region, level, year, issuer, title.

    Args:
        path: UTF-8 or GB18030, as spreadsheets save it; an empty field corrects nothing.

    Returns:
        The amendments by the ids of their plans.

    Raises:
        ConfigError: a line `file:line: what and how to mend` for every mistake.
    """
    checker = _Checker(str(path))
    rows = _rows(checker, _text(Path(path)))
    line, head = next(rows, (1, []))
    names = [name.strip().lower() for name in head]
    unknown = [name for name in names if name not in COLUMNS]
    if "doc" not in names or unknown or len(set(names)) < len(names):
        found = f", not {', '.join(head)}" if head else ""
        checker.note(
            line, f"its first line must name `doc` and any of {', '.join(COLUMNS[1:])}, each once{found}"
        )
        rows = iter(())
    for line, row in rows:
        if len(row) > len(names):
            checker.note(line, f"has {len(row)} fields for {len(names)} columns; put quotes round a comma")
        else:
            checker.take(line, dict(zip(names, (value.strip() for value in row), strict=False)))
    if checker.mistakes:
        raise ConfigError("\n".join(checker.mistakes))
    return checker.amendments


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"{path}:1: cannot be read: {reason}") from None
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and len(content) <= _MOST_BYTES:
            return text
    raise ConfigError(f"{path}:1: cannot be read: it is no CSV text; save it as CSV UTF-8")


def _rows(checker: _Checker, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, each with the line that it begins on."""
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda mark: (head.count(mark), mark == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            checker.note(before + 1, f"is no CSV: {error}")
            return
        if any(value.strip() for value in row):
            yield before + 1, row
        before = reader.line_num


def amend(metadata: Metadata, amendment: Amendment | None) -> tuple[Metadata, tuple[Issue, ...]]:
    """Put what the user knows better in the place of what the text tells.

    Args:
        metadata: as found.
        amendment: the row of the plan, if it has one.

    Returns:
        The corrected metadata, and a note for every value that is another one now.
    """
    if amendment is None:
        return metadata, ()
    region = amendment.region or metadata.region
    if amendment.level and amendment.level is not region.level:
        region = _at_level(region, amendment.level)
    # The user names no day: only a year that the text does not give replaces the date.
    year = None if amendment.year in {None, metadata.year} else amendment.year
    corrected = replace(
        metadata,
        region=region,
        issued=str(year) if year else metadata.issued,
        issuer=amendment.issuer or metadata.issuer,
        title=amendment.title or metadata.title,
    )
    changes = [
        ("region", metadata.region.name, corrected.region.name),
        ("level", metadata.region.level, corrected.region.level),
        ("year", metadata.year, corrected.year),
        ("issuer", metadata.issuer, corrected.issuer),
        ("title", metadata.title, corrected.title),
    ]
    messages = [
        f"{amendment.place}: {name} is {new} instead of {old or 'unknown'}"
        for name, old, new in changes
        if new != old
    ]
    return corrected, tuple(Issue(Severity.NOTE, "meta", message, amendment.doc) for message in messages)


def _at_level(region: Region, level: Level) -> Region:
    """The region of the same name at another level; the name alone where there is none."""
    if level is Level.NATION:
        return nation("meta")
    division = parse_region(region.short_name, level=level) if region.short_name else None
    if division is not None:
        return region_of(division, "meta")
    return Region(region.name, level, None, "meta", region.short)


def find_unused(amendments: Mapping[str, Amendment], docs: Sequence[str]) -> list[Issue]:
    """Find the rows that fit no plan of the run.

    Args:
        amendments: by the ids of their plans.
        docs: the ids of the plans, those that could not be read too.

    Returns:
        A warning for each, with the nearest id.
    """
    issues = []
    for doc, amendment in amendments.items():
        if doc not in docs:
            near = get_close_matches(doc, docs, n=1)
            hint = (
                f"did you mean `{near[0]}`?" if near else "`doc` is the name of its file without the ending"
            )
            issues.append(
                Issue(Severity.WARNING, "meta", f"{amendment.place}: no plan is called `{doc}`: {hint}")
            )
    return issues
