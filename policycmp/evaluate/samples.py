"""A sample of clauses coded by hand: the CSV that `policycmp topics sample` draws, as it comes back from a reader."""

from __future__ import annotations

import csv
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import UsageError
from policycmp.evaluate.coding import ClauseRecord, Coding
from policycmp.evaluate.coding_files import RowError
from policycmp.language import patterns as re
from policycmp.models import Issue, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = ("doc", "start", "end", "topics")
_BETWEEN = re.compile(r"[;；,，、|\s]+")
# So many characters tell one clause from another.
_BEGINNING = 12
_NO_TOPIC = {"none", "无", "–", "-", "0"}


def is_sample(path: Path) -> bool:
    """Tell whether a path is a file of coded clauses."""
    return path.is_file() and path.suffix.lower() == ".csv"


def load_sample(
    path: Path | str, *, topics: Mapping[str, str], texts: Mapping[str, str] | None = None
) -> tuple[Coding, tuple[Issue, ...]]:
    """Load a sample that was coded by hand.

    Args:
        path: the CSV, saved with any of `,` `;` and tab between its fields. `topics` holds ids or labels, or `none`
            for a clause without a topic; a row without an entry is not coded yet.
        topics: the ids that a row may name, by what it may call them (ids and labels).
        texts: the text of each plan, to check offsets; None checks nothing.

    Returns:
        The coding, of clauses alone, and an issue for every row that was left out, with its file and line.

    Raises:
        UsageError: the file cannot be read or lacks a column; or none of its rows is coded, or can be used.
    """
    rows = _Rows(Path(path), topics, texts)
    records: dict[str, list[ClauseRecord]] = {}
    found = rows.records()
    if not found:
        raise UsageError(rows.why_nothing())
    for record in found:
        records.setdefault(record.doc, []).append(record)
    return Coding(clauses={doc: tuple(found) for doc, found in records.items()}), tuple(rows.issues)


def only_sampled(found: Coding, sample: Coding) -> Coding:
    """Keep the clauses that a sample holds, so that those never drawn do not count as found too much."""
    kept = {
        doc: tuple(
            one for one in records if any(one.span.overlap(other.span) for other in sample.clauses[doc])
        )
        for doc, records in found.clauses.items()
        if doc in sample.clauses
    }
    return replace(found, targets={}, clauses=kept)


def _stands_there(sampled: str, text: str) -> bool:
    """Tell whether a clause begins as it did when it was drawn, whatever a spreadsheet did to its blanks."""
    begun = "".join(sampled.removeprefix("'").split())[:_BEGINNING]
    return "".join(text.split()).startswith(begun)


class _Rows:
    """Reads the rows of one file, collecting what is wrong with them."""

    def __init__(self, path: Path, topics: Mapping[str, str], texts: Mapping[str, str] | None) -> None:
        self.issues: list[Issue] = []
        self._path = path
        self._topics = topics
        self._texts = texts
        self._count = 0

    def why_nothing(self) -> str:
        """Say why no row can be used: none is coded yet, or each has a mistake."""
        errors = [issue.message for issue in self.issues if issue.severity == Severity.ERROR]
        if errors:
            return "\n".join(errors)
        how = "fill the column topics with ids (ip; talent; see policycmp topics list) or none"
        return f"{self._path}: none of its {self._count} rows is coded: {how}"

    def records(self) -> list[ClauseRecord]:
        """Read the rows that are coded and can be used."""
        records = []
        first: dict[tuple[str, Span], int] = {}
        blank = 0
        for number, row in self._rows():
            if not row.get("topics"):
                blank += any(row.values())
                self._count += any(row.values())
                continue
            self._count += 1
            try:
                record = self._record(row)
            except RowError as error:
                self._lose(number, str(error))
                continue
            before = first.setdefault((record.doc, record.span), number)
            if before == number:
                records.append(record)
            else:
                self._lose(number, f"the same clause as line {before}")
        if blank:
            message = f"{self._path}: {blank} of {self._count} rows are not coded (write `none` for no topic)"
            self.issues.append(Issue(Severity.WARNING, "evaluate", message))
        return records

    def _rows(self) -> list[tuple[int, dict[str, str]]]:
        try:
            source = self._path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise UsageError(f"{self._path}: cannot be read: {reason}") from None
        head = source.partition("\n")[0]
        reader = csv.DictReader(source.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
        missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise UsageError(
                f"{self._path}:1: no column `{missing[0]}`; `policycmp topics sample` writes one"
            )
        return [
            (
                reader.line_num,
                {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)},
            )
            for row in reader
        ]

    def _record(self, row: Mapping[str, str]) -> ClauseRecord:
        doc = row["doc"].removeprefix("'")
        if self._texts is not None and doc not in self._texts:
            raise RowError(f"plan `{doc}` is not among the plans given")
        if not (row["start"].isdecimal() and row["end"].isdecimal() and int(row["start"]) < int(row["end"])):
            raise RowError(f"`start` and `end` are no offsets: {row['start']!r}, {row['end']!r}")
        span = Span(int(row["start"]), int(row["end"]))
        text = (self._texts or {}).get(doc)
        if text is not None and span.end > len(text):
            raise RowError(f"offset {span.end} lies outside the plan's {len(text)} characters")
        if text is not None and not _stands_there(row.get("text", ""), text[span.start : span.end]):
            raise RowError("the plan has another text there; draw the sample from this version of it")
        topics = self._ids(row["topics"])
        primary = (*self._ids(row.get("primary", "")), *topics, None)[0]
        return ClauseRecord(doc, span, row.get("heading", ""), topics, primary)

    def _ids(self, names: str) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        for name in _BETWEEN.split(names.removeprefix("'")):
            if name and name.lower() not in _NO_TOPIC:
                if name.lower() not in self._topics:
                    near = get_close_matches(name.lower(), self._topics, n=1)
                    hint = f": did you mean `{near[0]}`?" if near else " (policycmp topics list has them)"
                    raise RowError(f"unknown topic `{name}`{hint}")
                ids[self._topics[name.lower()]] = None
        return tuple(ids)

    def _lose(self, line: int, reason: str) -> None:
        message = f"{self._path}:{line}: {reason}; the row is left out"
        self.issues.append(Issue(Severity.ERROR, "evaluate", message))
