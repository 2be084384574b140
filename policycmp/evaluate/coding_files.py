"""Load a coding from its folder or archive (`targets.jsonl`, `clauses.jsonl`, `rows.jsonl`, `coded.json`), row by row.

A row that cannot be used is an issue that names its file and line; the others count.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import BadZipFile, ZipFile
from zipfile import Path as PathInArchive

from policycmp.errors import UsageError
from policycmp.evaluate.coding import ActualRecord, ClauseRecord, Coding, RowRecord, TargetRecord
from policycmp.models import Basis, Comparator, Issue, Severity, Span, Strength, TargetType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from enum import StrEnum

_Record = TypeVar("_Record", TargetRecord, ClauseRecord, RowRecord, ActualRecord)
_Choice = TypeVar("_Choice", bound="StrEnum")
_MOST_BYTES = 256 * 1024 * 1024
_UNITS = {"percent": "%", "％": "%"}


class RowError(ValueError):
    """Why a row cannot be used; the message fits behind `file:line: `."""


def load_coding(
    folder: Path | str,
    *,
    topics: Collection[str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> tuple[Coding, tuple[Issue, ...]]:
    """Load a coding and check it against the taxonomy and the plans.

    Args:
        folder: or an archive (.zip) of the review page; holds any of `targets.jsonl`, `clauses.jsonl`, `actuals.jsonl`,
            and `coded.json`, which says which plan is coded in which layer; without it the plans that have rows are.
            `rows.jsonl` says what the targets count.
        topics: the ids that a row may name; None accepts any.
        texts: the text of each plan, to check offsets; a coded plan that is not among them is left out.
            None checks nothing.

    Returns:
        The coding, and an issue for every row or plan that was left out, with its file and line.

    Raises:
        UsageError: where the folder holds no coding.
    """
    files = coding_folder(Path(folder))
    if not _holds_coding(files):
        raise UsageError(
            f"{folder}: no coding here; give a folder with targets.jsonl, clauses.jsonl or actuals.jsonl"
        )
    loader = _Loader(files, topics, texts)
    coded = loader.coded()
    targets = loader.layer("targets", target_record, coded)
    clauses = loader.layer("clauses", clause_record, coded)
    rows = loader.layer("rows", row_record, None)
    actuals = loader.layer("actuals", actual_record, coded)
    return Coding(targets, clauses, rows, actuals), tuple(loader.issues)


def is_coding(path: Path) -> bool:
    """Tell whether a folder or an archive holds a coding."""
    return _holds_coding(coding_folder(path))


def coding_folder(path: Path) -> Path | PathInArchive:
    """Give the folder that a path names, or what an archive holds, where it is one that can be taken as a folder."""
    if path.suffix.lower() != ".zip" or not path.is_file():
        return path
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError):
        return path
    # A member is never unpacked further than its head says.
    if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
        return path
    return PathInArchive(archive)


def _holds_coding(folder: Path | PathInArchive) -> bool:
    return any((folder / f"{layer}.jsonl").is_file() for layer in ("targets", "clauses", "actuals"))


class _Loader:
    """Reads the files of one coding, collecting the issues."""

    def __init__(
        self, folder: Path | PathInArchive, topics: Collection[str] | None, texts: Mapping[str, str] | None
    ) -> None:
        self.issues: list[Issue] = []
        self._folder = folder
        self._topics = topics
        self._texts = texts

    def coded(self) -> dict[str, tuple[str, ...]] | None:
        """Read which plan is coded in which layers, without the plans that are not at hand."""
        file = self._folder / "coded.json"
        if not file.is_file():
            return None
        source = file.read_text(encoding="utf-8-sig")
        try:
            coded = json.loads(source)
        except json.JSONDecodeError as error:
            self._lose(file, error.lineno, f"not JSON ({error.msg}); every plan that has rows counts")
            return None
        if not isinstance(coded, dict) or not all(isinstance(layers, list) for layers in coded.values()):
            self._lose(file, 1, 'not of the form {"plan": ["targets"]}; every plan that has rows counts')
            return None
        for doc in coded:
            if not self._at_hand(doc):
                place = source.find(json.dumps(doc, ensure_ascii=False))
                self._note_absent(file, source.count("\n", 0, max(place, 0)) + 1, doc)
        return {doc: tuple(layers) for doc, layers in coded.items() if self._at_hand(doc)}

    def layer(
        self,
        name: str,
        record: Callable[[Mapping[str, Any]], _Record],
        coded: Mapping[str, tuple[str, ...]] | None,
    ) -> dict[str, tuple[_Record, ...]]:
        """Read the records of one layer by plan; `coded` says which plans count."""
        file = self._folder / f"{name}.jsonl"
        docs = [doc for doc, layers in (coded or {}).items() if name in layers]
        if not file.is_file():
            if docs:
                self._lose(file, 1, f"missing, although coded.json names plans for {name}")
            return {}
        records: dict[str, list[_Record]] = {doc: [] for doc in docs}
        for one in self._records(file, record):
            if coded is None or one.doc in records:
                records.setdefault(one.doc, []).append(one)
        return {doc: tuple(rows) for doc, rows in records.items()}

    def _records(
        self, file: Path | PathInArchive, record: Callable[[Mapping[str, Any]], _Record]
    ) -> Iterator[_Record]:
        """Yield the rows that can be used; the others become issues."""
        first: dict[tuple[str, int, int], int] = {}
        for number, line in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1):
            if not line.strip():
                continue
            try:
                one = record(_row(line))
                self._check(one)
            except RowError as error:
                self._lose(file, number, f"{error}; the row is left out")
                continue
            if not self._at_hand(one.doc):
                self._note_absent(file, number, one.doc)
            elif (line_before := first.setdefault((one.doc, one.span.start, one.span.end), number)) != number:
                self._lose(file, number, f"the same span as line {line_before}; the row is left out")
            else:
                yield one

    def _check(self, record: TargetRecord | ClauseRecord | RowRecord | ActualRecord) -> None:
        """Refuse a record that names what is neither in the taxonomy nor in the plan."""
        for topic in record.topics:
            if self._topics is not None and topic not in self._topics:
                raise RowError(f"unknown topic `{topic}`")
        text = (self._texts or {}).get(record.doc)
        if text is not None and record.span.end > len(text):
            raise RowError(f"offset {record.span.end} lies outside the plan's {len(text)} characters")

    def _at_hand(self, doc: str) -> bool:
        return self._texts is None or doc in self._texts

    def _note_absent(self, file: Path | PathInArchive, line: int, doc: str) -> None:
        """Tell once that a coded plan is not at hand."""
        if not any(issue.doc == doc for issue in self.issues):
            message = f"{file}:{line}: plan `{doc}` is not among the plans given; it is left out"
            self.issues.append(Issue(Severity.WARNING, "evaluate", message, doc))

    def _lose(self, file: Path | PathInArchive, line: int, reason: str) -> None:
        self.issues.append(Issue(Severity.ERROR, "evaluate", f"{file}:{line}: {reason}"))


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RowError(f"not JSON ({getattr(error, 'msg', 'nested too deeply')})") from None
    if not isinstance(row, dict):
        raise RowError("not a JSON object")
    return row


def target_record(row: Mapping[str, Any]) -> TargetRecord:
    """Read a row of `targets.jsonl`. Fields that are missing are taken as not coded.

    Raises:
        RowError: where a field has no meaning in the codebook.
    """
    unit = _text(row, "unit")
    return TargetRecord(
        doc=_doc(row),
        span=_span(row),
        text=_text(row, "text"),
        type=_choice(row, "type", TargetType),
        indicator=_text(row, "indicator"),
        scope=_text(row, "scope") or "self",
        comparator=_choice(row, "comparator", Comparator),
        value=_number(row, "value"),
        value_max=_number(row, "value_max"),
        unit=_UNITS.get(unit, unit),
        basis=_choice(row, "basis", Basis),
        per_year=bool(row.get("per_year")),
        deadline=_year(row, "deadline"),
        strength=_choice(row, "strength", Strength),
        topics=_topics(row),
    )


def actual_record(row: Mapping[str, Any]) -> ActualRecord:
    """Read a row of `actuals.jsonl`. Fields that are missing are taken as not coded.

    Raises:
        RowError: where a field has no meaning in the codebook.
    """
    unit = _text(row, "unit")
    return ActualRecord(
        doc=_doc(row),
        span=_span(row),
        text=_text(row, "text"),
        indicator=_text(row, "indicator"),
        scope=_text(row, "scope") or "self",
        comparator=_choice(row, "comparator", Comparator),
        value=_number(row, "value"),
        value_max=_number(row, "value_max"),
        unit=_UNITS.get(unit, unit),
        basis=_choice(row, "basis", Basis),
        per_year=bool(row.get("per_year")),
        year=_year(row, "year"),
        since=_year(row, "since"),
    )


def clause_record(row: Mapping[str, Any]) -> ClauseRecord:
    """Read a row of `clauses.jsonl`.

    Raises:
        RowError: where a field has no meaning in the codebook.
    """
    topics = _topics(row)
    primary = row.get("primary")
    if primary is not None and not isinstance(primary, str):
        raise RowError(f"`primary` is no topic: {primary!r}")
    return ClauseRecord(_doc(row), _span(row), _text(row, "heading"), topics, primary)


def row_record(row: Mapping[str, Any]) -> RowRecord:
    """Read a row of `rows.jsonl`: what a commitment of `targets.jsonl` counts.

    Raises:
        RowError: where a part is no text.
    """
    parts = ("object", "property", "grade", "event", "of", "tier")
    return RowRecord(_doc(row), _span(row), **{part: _text(row, part) for part in parts})


def _doc(row: Mapping[str, Any]) -> str:
    doc = row.get("doc")
    if not isinstance(doc, str) or not doc:
        raise RowError("`doc` is missing: the id of a plan is expected")
    return doc


def _span(row: Mapping[str, Any]) -> Span:
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise RowError(f"`start` and `end` are no offsets: {start!r}, {end!r}")
    return Span(start, end)


def _text(row: Mapping[str, Any], key: str) -> str:
    text = row.get(key)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise RowError(f"`{key}` is no text: {text!r}")
    return text


def _number(row: Mapping[str, Any], key: str) -> Decimal | None:
    number = row.get(key)
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, (int, Decimal)):
        raise RowError(f"`{key}` is no number: {number!r}")
    return Decimal(number)


def _year(row: Mapping[str, Any], key: str) -> int | None:
    year = row.get(key)
    if year is not None and type(year) is not int:
        raise RowError(f"`{key}` is no year: {year!r}")
    return year


def _choice(row: Mapping[str, Any], key: str, choices: type[_Choice]) -> _Choice | None:
    value = row.get(key)
    if value is None:
        return None
    try:
        return choices(value)
    except ValueError:
        raise RowError(f"`{key}` is {value!r}; it may be {', '.join(choices)}") from None


def _topics(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Read topics as ids, or as the objects with an id that `policycmp clauses` writes."""
    topics = row.get("topics") or []
    if not isinstance(topics, list):
        raise RowError(f"`topics` is no list: {topics!r}")
    ids = [topic.get("id") if isinstance(topic, dict) else topic for topic in topics]
    named = tuple(identifier for identifier in ids if isinstance(identifier, str))
    if len(named) < len(ids):
        raise RowError(f"`topics` holds something that is no id: {topics!r}")
    return named
