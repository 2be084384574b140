"""`policycmp instruments`: which policy instruments plans use, and how comprehensive the plans are."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus
    from policycmp.tables.pmc_tables import PmcTables

EXAMPLE = "policycmp instruments samples --topic talent"
SCHEMA = "instruments"

# What it needs of plans that are in a store.
PARTS = ("clauses", "commitments")


Pmc = Annotated[
    bool,
    typer.Option(
        "--pmc",
        help="The PMC index instead: nine variables, every 0 and 1 with its clause; -o FILE.svg draws it.",
    ),
]
List = Annotated[
    bool,
    typer.Option("--list", help="One row a clause: its instruments with their words, and how it directs."),
]
Matrix = Annotated[
    bool,
    typer.Option(
        "--matrix",
        help="Codes as 0 and 1 for R and Stata, a row a plan: topics, instruments and directives, or with --pmc the "
        "sub-variables; with --list a row a clause.",
    ),
]


def instruments(
    plans: options.Plans,
    pmc: Pmc = False,
    list_: List = False,
    matrix: Matrix = False,
    topic: options.Topics = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show which policy instruments plans use (Rothwell & Zegveld), topic by topic, and how balanced the mix is.

    A clause may use several; each is told by its words. --pmc gives the PMC index.
    """
    if pmc and (topic or list_):
        raise UsageError("--pmc: asks the whole plan; leave out --topic and --list")
    if matrix and topic:
        raise UsageError("--matrix: holds every topic as a column; leave out --topic")
    output = Output(writing, {"svg": ".svg"} if pmc and not matrix else {})

    def report(corpus: "Corpus", config: "Config") -> Report:
        if pmc:
            return pmc_report(corpus, config, writing.lang, matrix=matrix)
        return instruments_report(corpus, config, topic, writing.lang, listed=list_, matrix=matrix)

    return Session(plans, reading, topic, cities, parts=PARTS).present(output, report)


def instruments_report(
    corpus: "Corpus",
    config: "Config",
    topics: "list[str] | None" = None,
    lang: str = "en",
    *,
    listed: bool = False,
    matrix: bool = False,
) -> Report:
    """Lay out the instruments of plans, of the clauses on some topics where any are named."""
    from policycmp.cli.ids import topic_ids
    from policycmp.instruments import code_plans
    from policycmp.instruments.instrument_tallies import tally
    from policycmp.tables.instrument_data import coded_records, instruments_data
    from policycmp.tables.instrument_tables import InstrumentTables, about

    asked = topic_ids(topics, config)
    if matrix:
        from policycmp.exchange.matrix import matrix_rows

        unit: Literal["clause", "plan"] = "clause" if listed else "plan"
        return rows_report(list(matrix_rows(code_plans(corpus.analyses, config), config, unit)), lang)
    if listed:
        plans = list(code_plans(corpus.analyses, config))
        tables = InstrumentTables(corpus, config, (), lang)
        return Report(
            lambda: [tables.listed(plans, asked)],
            lambda: list(coded_records(about(plans, asked))),
            lambda: coded_records(about(plans, asked)),
        )
    tallies = [tally(plan, asked) for plan in code_plans(corpus.analyses, config)]
    tables = InstrumentTables(corpus, config, tallies, lang)
    return Report(tables.tables, lambda: instruments_data(tallies, config))


def pmc_report(corpus: "Corpus", config: "Config", lang: str = "en", *, matrix: bool = False) -> Report:
    """Lay out the PMC index of plans: tables, a drawing of the surfaces, or the sub-variables as 0 and 1."""
    from policycmp.instruments import PmcReader, code_plans
    from policycmp.tables.pmc_tables import PmcTables, pmc_data

    reader = PmcReader(config)
    plans = list(code_plans(corpus.analyses, config))
    results = [reader.read(plan) for plan in plans]
    if matrix:
        from policycmp.exchange.matrix import pmc_rows

        return rows_report(list(pmc_rows(plans, results, config)), lang)
    tables = PmcTables(corpus, config, results, lang)
    return Report(tables.tables, lambda: pmc_data(results, config), text={"svg": lambda: draw(tables)})


def draw(tables: "PmcTables") -> str:
    """Draw the PMC surface of each plan with its matrix.

    Raises:
        UsageError: the number of variables cannot be laid out in rows of three.
    """
    from policycmp.renderers.surface import COLUMNS, Surface, render_surfaces
    from policycmp.tables.pmc_tables import decimal

    names = tables.variables()
    if len(names) < 2 * COLUMNS or len(names) % COLUMNS:
        raise UsageError(
            f"-o FILE.svg: a surface takes variables in rows of three, and {len(names)} are in the config; "
            "change `variables:`, or take another format"
        )
    labels = tables.labels
    surfaces = [
        Surface(
            tables.plan(result.doc),
            f"{labels.title} {decimal(result.index):.2f} · {labels.grades[result.grade]}",
            tuple(decimal(result.values[key]) for key in names),
            tuple(names.values()),
        )
        for result in tables.results
    ]
    return render_surfaces(surfaces, labels.statement)


def rows_report(rows: "list[dict[str, object]]", lang: str = "en") -> Report:
    """Lay out rows of codes: as they are in CSV and JSON, as one table elsewhere."""
    from policycmp.models import Cell, Column, Row, Table

    def table() -> Table:
        head = list(rows[0]) if rows else ["doc"]
        stub = "Plan" if lang == "en" else "方案"
        columns = tuple(Column(name, name) for name in head[1:])
        lines = tuple(
            Row(
                str(number),
                str(row["doc"]),
                tuple(Cell("" if row[name] is None else str(row[name])) for name in head[1:]),
            )
            for number, row in enumerate(rows)
        )
        return Table("matrix", "0/1", stub, columns, lines)

    return Report(lambda: [table()], lambda: rows, lambda: rows)
