"""Where a result goes, and in which format."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policycmp.cli.options import Writing, check_known
from policycmp.cli.paging import screen_width, show_paged
from policycmp.cli.streams import whole_file, write_result
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from policycmp.cli.provenance import Provenance
    from policycmp.models import Corpus, Table, Tabulation
    from policycmp.models.chart import DotPlot


# Their columns go by the same names in every language.
_FOR_PROGRAMS = {"csv", "json", "jsonl"}
# Their columns are as wide as a page leaves them.
_PAGED = {"docx", "latex", "xlsx", "html"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found, in the shapes that formats ask for; only the one asked for is made.

    `records` are what lists write as one line each in CSV and JSON Lines, as they come; None where the tables do.
    `text` replaces the tables in the formats that it has an entry for; `opening` stands above them where people read.
    `provenance` is what it was made of, where that can be shown; `digest` takes the whole's place on a screen that is
    too narrow for it, `paper` in documents. `title` heads those: what was asked. A spreadsheet cannot look up what a
    plan's id stands for: `csv_records` and `sheets` take the place of `records` and `tables` there; it draws `charts`.
    """

    tables: Callable[[], Sequence[Table]]
    data: Callable[[], object]
    records: Callable[[], Iterable[Mapping[str, object]]] | None = None
    text: Mapping[str, Callable[[], str]] | None = None
    opening: Callable[[], str] = str
    provenance: Provenance | None = None
    digest: Report | None = None
    paper: Callable[[], Report] | None = None
    title: str = ""
    csv_records: Callable[[], Iterable[Mapping[str, object]]] | None = None
    sheets: Callable[[], Sequence[Table]] | None = None
    charts: Callable[[], Sequence[DotPlot]] | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """Where one run's result goes, in which format, and how it looks there.

    `own` are the formats that only this command has, each with the ending of its files (`Report.text` writes them).
    """

    writing: Writing = field(default_factory=Writing)
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path | None:
        """The file, or None for standard output."""
        return self.writing.output

    def format_name(self) -> str:
        """Settle the format: the one asked for, else by the file's ending, else a table.

        Raises:
            UsageError: where there is no such format, or the file cannot stand there.
        """
        from policycmp.renderers import RENDERERS

        name = self._named_format()
        is_binary = name in RENDERERS and RENDERERS[name].encoding is None
        if is_binary and self.file is None and sys.stdout.isatty():
            raise UsageError(f"{name} is nothing to print: name a file with -o")
        return name

    def _named_format(self) -> str:
        from policycmp.renderers import FORMATS, find_format, format_of

        if len(self.writing.delimiter) != 1:
            raise UsageError(f"--delimiter takes one character, not {self.writing.delimiter!r}")
        if self.file is not None and not self.file.absolute().parent.is_dir():
            raise UsageError(f"{self.file}: no such folder to write to; make it first")
        if self.writing.format is not None:
            if self.own:
                check_known("format", [self.writing.format], [*FORMATS, *self.own])
            return (
                self.writing.format
                if self.writing.format in self.own
                else find_format(self.writing.format).name
            )
        ending = self.file.suffix.lower() if self.file is not None else ""
        if ending and ending in self.own.values():
            return next(name for name, own in self.own.items() if own == ending)
        return format_of(self.file) if self.file is not None else "table"

    @property
    def screen_width(self) -> int | None:
        """The cells of a line where the result goes to a screen as tables; None where it goes elsewhere."""
        return screen_width() if self.file is None and self.format_name() == "table" else None

    @property
    def names_clauses(self) -> bool:
        """Whether the clauses are named that a topic stands in: a screen shows none, and JSON counts them."""
        return self.format_name() not in {"table", "json"}

    @property
    def places_parts(self) -> bool:
        """Whether it is told where the parts of what a number counts were read: no table shows that."""
        return self.format_name() == "json"

    def write(self, report: Report) -> None:
        """Write a report in the format to the file, or to standard output."""
        from policycmp.renderers import RENDERERS

        name = self.format_name()
        rendered = self._rendered(_shown(report, name, self.writing.layout), name)
        if self.file is None:
            if name == "table" and isinstance(rendered, str) and not self.writing.no_pager:
                show_paged(rendered)
            else:
                write_result(rendered)
            return
        encoding = RENDERERS[name].encoding if name in RENDERERS else "utf-8"
        with whole_file(self.file, encoding) as file:
            file.writelines([rendered] if isinstance(rendered, str | bytes) else rendered)

    def _rendered(self, report: Report, name: str) -> str | bytes | Iterator[str]:
        from policycmp.renderers import json_chunks, jsonl_lines, render

        if name == "json":
            return json_chunks(report.data())
        if report.text and name in report.text:
            return report.text[name]()
        if self.writing.layout == "long" and name in {"csv", "jsonl"} and report.provenance is not None:
            from policycmp.renderers.csv import csv_lines
            from policycmp.tables.layouts import long_records

            lines = long_records(self._arranged(tuple(report.tables()), report.provenance))
            return csv_lines(lines, self.writing.delimiter) if name == "csv" else jsonl_lines(lines)
        if report.records is not None and name == "jsonl":
            return jsonl_lines(report.records())
        if report.records is not None and name == "csv":
            from policycmp.renderers.csv import csv_lines

            records = report.csv_records or report.records
            return csv_lines(records(), self.writing.delimiter)
        width = self.screen_width
        return render(
            self._tabulation(report, name),
            name,
            width=width,
            color=width is not None
            and not self.writing.no_color
            and sys.stdout.isatty()
            and not os.environ.get("NO_COLOR"),
            lang=self.writing.lang,
            delimiter=self.writing.delimiter,
            encoding=(sys.stdout.encoding if width is not None else None) or "utf-8",
            evidence=self._attachment(name),
        )

    def _attachment(self, name: str) -> str:
        """Settle how sentences are attached: as asked, else by what the format is read in."""
        return self.writing.evidence or ("links" if name in {"html", "xlsx"} else "notes")

    def _tabulation(self, report: Report, name: str) -> Tabulation:
        """Lay out the tables as asked for, with what stands behind them where the format shows it."""
        from policycmp.models import Tabulation
        from policycmp.renderers import RENDERERS
        from policycmp.tables.layouts import trimmed
        from policycmp.tables.recognised import mark_doubtful

        sheets = report.sheets if name == "xlsx" else None
        provenance = report.provenance
        tables = tuple((sheets or report.tables)())
        if provenance is None:
            return Tabulation(self._arranged(tables, None), report.opening())
        tables = mark_doubtful(tables, provenance.corpus, self.writing.lang)
        if self.writing.lang == "en" and name not in _FOR_PROGRAMS and self.writing.layout != "long":
            tables = self._with_pinyin(tables, provenance.corpus, name)
        tables = self._arranged(tables, provenance)
        if self.writing.notes:
            notes = provenance.notes(self.writing.lang)
            tables = tuple(replace(table, notes=(*table.notes, *notes)) for table in tables)
        if not RENDERERS[name].shows_evidence:
            return Tabulation(tables, report.opening())
        attached = self._attachment(name)
        tables = tuple(trimmed(table, self.writing.lang) for table in tables)
        lang = self.writing.lang
        return Tabulation(
            tables,
            report.opening(),
            provenance.evidence(tables, only_numbers=attached == "notes") if attached != "none" else (),
            provenance.table(lang),
            provenance.title(report.title or (tables[0].title if tables else ""), lang),
            self.writing.date or "",
            provenance.sources(lang),
            () if self.writing.notes else provenance.notes(lang),
            tuple(report.charts()) if report.charts is not None and name == "xlsx" else (),
        )

    def _with_pinyin(self, tables: tuple[Table, ...], corpus: Corpus, name: str) -> tuple[Table, ...]:
        """Give the regions' names in pinyin once: in the heads of the first table that has a column a plan."""
        from policycmp.tables.latin_names import latin_heads

        docs = corpus.labels.keys()
        if not any(column.key in docs for table in tables for column in table.columns):
            return tables
        heads = latin_heads(corpus, below=self.screen_width is not None or name in _PAGED)
        for place, table in enumerate(tables):
            if any(column.key in heads for column in table.columns):
                columns = (
                    replace(column, label=heads.get(column.key, column.label)) for column in table.columns
                )
                return (*tables[:place], replace(table, columns=tuple(columns)), *tables[place + 1 :])
        return tables

    def _arranged(self, tables: tuple[Table, ...], provenance: Provenance | None) -> tuple[Table, ...]:
        """Turn the tables, or write a line a commitment, where that is asked for."""
        from policycmp.tables.layouts import long, transposed

        lang, layout = self.writing.lang, "transposed" if self.writing.transpose else self.writing.layout
        if layout == "transposed":
            return tuple(transposed(table, lang) for table in tables)
        if layout == "long" and provenance is not None:
            targets = provenance.targets()
            laid = (long(table, targets, lang) for table in tables)
            return tuple(table for table in laid if table.rows)
        return tables


def _shown(report: Report, format_: str, layout: str) -> Report:
    """Take the digest of a report for a screen, the paper for documents; other formats keep every cell."""
    from policycmp.renderers import RENDERERS

    is_document = format_ in RENDERERS and RENDERERS[format_].shows_evidence
    shown = report.paper() if report.paper is not None and (is_document or layout == "long") else None
    if format_ == "table" and layout == "wide":
        shown = report.digest
    return report if shown is None else replace(shown, provenance=report.provenance, title=report.title)
