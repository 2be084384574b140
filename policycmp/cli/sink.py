"""Where a result goes, and in which format."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from policycmp.cli.streams import write_result
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Self

    from policycmp.cli.backing import Backing
    from policycmp.cli.options import Writing
    from policycmp.models import Table, Tabulation

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found, in the shapes that formats ask for; only the one asked for is made.

    `records` are what lists write as one line each in CSV and JSON Lines, as they come; None where the tables do.
    `text` replaces the tables in the formats that it has an entry for; `opening` stands above them where people read.
    `backing` is what it was made of, where that can be shown; `digest` takes the whole's place on a screen that is too
    narrow for it.
    """

    tables: Callable[[], Sequence[Table]]
    data: Callable[[], object]
    records: Callable[[], Iterable[Mapping[str, object]]] | None = None
    text: Mapping[str, Callable[[], str]] | None = None
    opening: str = ""
    backing: Backing | None = None
    digest: Report | None = None


@dataclass(frozen=True, slots=True)
class Sink:
    """The format, the file and the looks of one run's result.

    `own` are the formats that only this command has, each with the ending of its files (`Report.text` writes them).
    `notes` puts the method under each table.
    """

    format: str | None = None
    output: Path | None = None
    lang: str = "en"
    delimiter: str = ","
    color: bool = True
    own: Mapping[str, str] = field(default_factory=dict)
    notes: bool = False

    @classmethod
    def of(cls, writing: Writing, own: Mapping[str, str] | None = None) -> Self:
        """Take what was asked for on the command line."""
        return cls(
            writing.format,
            writing.output,
            writing.lang,
            writing.delimiter,
            not writing.no_color,
            own or {},
            writing.notes,
        )

    def format_name(self) -> str:
        """Settle the format: the one asked for, else by the file's ending, else a table.

        Raises:
            UsageError: where there is no such format, or the file cannot stand there.
        """
        from policycmp.renderers import RENDERERS

        name = self._named_format()
        is_binary = name in RENDERERS and RENDERERS[name].encoding is None
        if is_binary and self.output is None and sys.stdout.isatty():
            raise UsageError(f"{name} is nothing to print: name a file with -o")
        return name

    def _named_format(self) -> str:
        from policycmp.cli.session import check_known
        from policycmp.renderers import FORMATS, find_format, format_of

        if len(self.delimiter) != 1:
            raise UsageError(f"--delimiter takes one character, not {self.delimiter!r}")
        if self.output is not None and not self.output.absolute().parent.is_dir():
            raise UsageError(f"{self.output}: no such folder to write to; make it first")
        if self.format is not None:
            if self.own:
                check_known("format", [self.format], [*FORMATS, *self.own])
            return self.format if self.format in self.own else find_format(self.format).name
        ending = self.output.suffix.lower() if self.output is not None else ""
        if ending and ending in self.own.values():
            return next(name for name, own in self.own.items() if own == ending)
        return format_of(self.output) if self.output is not None else "table"

    def write(self, report: Report) -> None:
        """Write a report in the format to the file, or to standard output."""
        from policycmp.renderers import RENDERERS

        name = self.format_name()
        rendered = self._rendered(_shown(report, name), name)
        if self.output is None:
            write_result(rendered)
            return
        encoding = RENDERERS[name].encoding if name in RENDERERS else "utf-8"
        with whole_file(self.output, encoding) as file:
            file.writelines([rendered] if isinstance(rendered, str | bytes) else rendered)

    def _rendered(self, report: Report, name: str) -> str | bytes | Iterator[str]:
        from policycmp.renderers import jsonl_lines, render, render_json

        if name == "json":
            return render_json(report.data())
        if report.text and name in report.text:
            return report.text[name]()
        if report.records is not None and name == "jsonl":
            return jsonl_lines(report.records())
        if report.records is not None and name == "csv":
            from policycmp.cli.records import csv_lines

            return csv_lines(report.records(), self.delimiter)
        screen = name == "table" and self.output is None
        return render(
            self._tabulation(report, name),
            name,
            width=shutil.get_terminal_size((_WIDTH, 24)).columns if screen else None,
            color=screen and self.color and sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
            lang=self.lang,
            delimiter=self.delimiter,
            encoding=(sys.stdout.encoding if screen else None) or "utf-8",
        )

    def _tabulation(self, report: Report, name: str) -> Tabulation:
        """Lay out the tables as asked for, with what stands behind them where the format shows it."""
        from policycmp.models import Tabulation
        from policycmp.renderers import RENDERERS

        tables, backing = tuple(report.tables()), report.backing
        if backing is None:
            return Tabulation(tables, report.opening)
        if self.notes:
            notes = backing.notes(self.lang)
            tables = tuple(replace(table, notes=(*table.notes, *notes)) for table in tables)
        if not RENDERERS[name].shows_evidence:
            return Tabulation(tables, report.opening)
        return Tabulation(tables, report.opening, backing.evidence(tables), backing.provenance(self.lang))


def _shown(report: Report, format_: str) -> Report:
    """Take the digest of a report for people who read it as a table; other formats keep every cell."""
    if format_ != "table" or report.digest is None:
        return report
    return replace(report.digest, backing=report.backing)


@contextmanager
def whole_file(path: Path, encoding: str | None = "utf-8") -> Iterator[IO[Any]]:
    """Open a file that appears when it is complete: written beside its place, then put there.

    Args:
        path: the place; what is no regular file (a pipe, /dev/stdout) is written to directly.
        encoding: of the file; None for bytes.

    Raises:
        UsageError: where it cannot be written.
    """
    path = Path(os.path.realpath(path))
    try:
        if path.exists() and not path.is_file():
            with _opened(path, encoding) as file:
                yield file
            return
        with _beside(path, encoding) as file:
            yield file
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None


def _opened(path: Path, encoding: str | None) -> IO[Any]:
    return path.open("wb") if encoding is None else path.open("w", encoding=encoding, newline="")


@contextmanager
def _beside(path: Path, encoding: str | None) -> Iterator[IO[Any]]:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _opened(draft, encoding) as file:
            yield file
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
