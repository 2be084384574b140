"""Load a coding from its folder (`targets.jsonl`, `clauses.jsonl`, `rows.jsonl`, `coded.json`), row by row.

A row that cannot be used is an issue that names its file and line; the others count.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from policycmp.errors import UsageError
from policycmp.evaluate.coding import ClauseRecord, Coding, RowRecord, TargetRecord
from policycmp.evaluate.record_rows import RowError, clause_record, row_record, target_record
from policycmp.models import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_Record = TypeVar("_Record", TargetRecord, ClauseRecord, RowRecord)


def load_coding(
    folder: Path | str,
    *,
    topics: Collection[str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> tuple[Coding, tuple[Issue, ...]]:
    """Load a coding and check it against the taxonomy and the plans.

    Args:
        folder: holds `targets.jsonl`, `clauses.jsonl` or both, and `coded.json`, which says which plan is
            coded in which layer; without it the plans that have rows are. `rows.jsonl` says what the targets count.
        topics: the ids that a row may name; None accepts any.
        texts: the text of each plan, to check offsets; a coded plan that is not among them is left out.
            None checks nothing.

    Returns:
        The coding, and an issue for every row or plan that was left out, with its file and line.

    Raises:
        UsageError: where the folder holds no coding.
    """
    folder = Path(folder)
    if not is_coding(folder):
        raise UsageError(f"{folder}: no coding here; give a folder with targets.jsonl or clauses.jsonl")
    loader = _Loader(folder, topics, texts)
    coded = loader.coded()
    targets = loader.layer("targets", target_record, coded)
    clauses = loader.layer("clauses", clause_record, coded)
    rows = loader.layer("rows", row_record, None)
    return Coding(targets, clauses, rows), tuple(loader.issues)


def is_coding(folder: Path) -> bool:
    """Tell whether a folder holds a coding."""
    return any((folder / f"{layer}.jsonl").is_file() for layer in ("targets", "clauses"))


class _Loader:
    """Reads the files of one coding, collecting the issues."""

    def __init__(self, folder: Path, topics: Collection[str] | None, texts: Mapping[str, str] | None) -> None:
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

    def _records(self, file: Path, record: Callable[[Mapping[str, Any]], _Record]) -> Iterator[_Record]:
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

    def _check(self, record: TargetRecord | ClauseRecord | RowRecord) -> None:
        """Refuse a record that names what is neither in the taxonomy nor in the plan."""
        for topic in record.topics:
            if self._topics is not None and topic not in self._topics:
                raise RowError(f"unknown topic `{topic}`")
        text = (self._texts or {}).get(record.doc)
        if text is not None and record.span.end > len(text):
            raise RowError(f"offset {record.span.end} lies outside the plan's {len(text)} characters")

    def _at_hand(self, doc: str) -> bool:
        return self._texts is None or doc in self._texts

    def _note_absent(self, file: Path, line: int, doc: str) -> None:
        """Tell once that a coded plan is not at hand."""
        if not any(issue.doc == doc for issue in self.issues):
            message = f"{file}:{line}: plan `{doc}` is not among the plans given; it is left out"
            self.issues.append(Issue(Severity.WARNING, "evaluate", message, doc))

    def _lose(self, file: Path, line: int, reason: str) -> None:
        self.issues.append(Issue(Severity.ERROR, "evaluate", f"{file}:{line}: {reason}"))


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RowError(f"not JSON ({getattr(error, 'msg', 'nested too deeply')})") from None
    if not isinstance(row, dict):
        raise RowError("not a JSON object")
    return row
