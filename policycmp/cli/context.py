"""`policycmp context`: the figures and dates that comparisons lack, as tables to fill in."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.commands import grouped
from policycmp.cli.output import Output, Report
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.streams import tell
from policycmp.cli.ways import ways_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus, Table

# What fills in a table of money writes it in these.
_USUAL_UNITS = {"yuan": "亿元"}

app = typer.Typer(
    help="The figures that comparisons lack: a table of them to fill in.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)

Dates = Annotated[
    bool,
    typer.Option(
        "--dates", help="The plans without a date instead, to fill in their years and give to --meta."
    ),
]


@app.callback()
def context() -> None:
    """The figures that comparisons lack: a table of them to fill in."""


@app.command(epilog="Example: policycmp context template samples -o context.csv")
@grouped
def template(
    plans: options.Plans,
    dates: Dates = False,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Write a table of the regions, years and measures that would make barred numbers comparable.

    Fill in value and source and give the file to --context; lines left empty are passed over.
    """
    name = writing.format or (None if writing.output else "csv")
    session = Session(plans, reading, cities=cities, parts=COMPARED)

    def report(corpus: "Corpus", config: "Config") -> Report:
        from policycmp.compare import compare

        comparison = compare(corpus, config)
        found = undated(comparison) if dates else missing_figures(comparison)
        if not found and not reading.quiet:
            tell(
                f"note: nothing to fill in: {'a missing date' if dates else 'a missing figure'} bars no number"
            )
        elif writing.output and not reading.quiet:
            option = "--meta" if dates else "--context"
            command = ways_on(plans, reading, options.References(), cities=cities).to(
                "compare", option, str(writing.output)
            )
            tell(f"note: fill it in, then: {command}")
        return records_report(found, ("doc", "year", "title") if dates else _columns())

    return session.present(Output(replace(writing, format=name)), report)


def _columns() -> "tuple[str, ...]":
    from policycmp.rows.context import COLUMNS

    return COLUMNS


def missing_figures(comparison: "Comparison") -> list[dict[str, str]]:
    """Write the figures that would make barred amounts comparable, their values and sources to be filled in."""
    from policycmp.compare.highlights import find_missing_figures

    units = {size.id: size.unit for size in comparison.config.schema.denominators}
    records = []
    for figure in find_missing_figures(comparison):
        family = comparison.units.named(units[figure.measure])
        unit = _USUAL_UNITS.get(units[figure.measure]) or (next(iter(family.words)) if family else "")
        fields = (figure.region, str(figure.year), figure.measure, "", unit, "")
        records.append(dict(zip(_columns(), fields, strict=True)))
    return records


def undated(comparison: "Comparison") -> list[dict[str, str]]:
    """Write the plans whose missing dates bar numbers, their years to be filled in."""
    from policycmp.compare.highlights import find_undated

    titles = {analysis.doc: analysis.metadata.title or "" for analysis in comparison.corpus.analyses}
    return [{"doc": doc, "year": "", "title": titles[doc]} for doc in find_undated(comparison)]


def records_report(records: "Sequence[dict[str, str]]", heads: "Sequence[str]") -> Report:
    """Lay records out under their heads."""
    from policycmp.models import Cell, Column, Row, Table

    def tables() -> "list[Table]":
        columns = tuple(Column(head, head) for head in heads[1:])
        rows = tuple(
            Row(str(place), record[heads[0]], tuple(Cell(record[head]) for head in heads[1:]))
            for place, record in enumerate(records)
        )
        return [Table("template", "template", heads[0], columns, rows)]

    return Report(tables, lambda: list(records), lambda: records)
