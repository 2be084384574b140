"""`policycmp compare`: the main job. On a screen the findings and a row a thing, in files every table."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from policycmp.cli import options
from policycmp.cli.comparison import FURTHER, Parts, compare_plans, comparison_report, further_tables
from policycmp.cli.output import Output, Report
from policycmp.cli.paging import screen_width
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.ways import ways_on

if TYPE_CHECKING:
    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus, Table
    from policycmp.tables.ways import Ways

EXAMPLE = "policycmp compare samples"
SCHEMA = "comparison"
PARTS = Parts(("coverage", "targets", "ambition"), FURTHER, only_data=("measures",), opened=True)
_TITLES = {"en": "Plans compared", "zh": "方案比较"}
_FINDINGS = {"en": "Findings", "zh": "主要发现"}
# The findings that a document has: the others say what to type.
_SAID = {"ahead", "lacking", "apart"}
# The characters that a page of A4 on its side carries.
_PAGE = 168
# What an overview shows in a form of its own.
_IN_OVERVIEW = {"coverage", "targets", "grants"}


Distinctive = Annotated[
    bool,
    typer.Option("--distinctive", help="Only what each city has and its peers do not: topics, commitments."),
]
All = Annotated[
    bool, typer.Option("--all", help="On a screen: every thing and table, also what one city alone counts.")
]
Rows = Annotated[
    Literal["things", "strict"],
    typer.Option("--rows", help="On a screen: a row a thing, or one for each basis and window as in files."),
]


def compare(
    plans: options.Plans,
    narrowing: options.Narrowing = options.Narrowing(),
    all_: All = False,
    rows: Rows = "things",
    distinctive: Distinctive = False,
    references: options.References = options.References(),
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Compare plans: coverage, targets side by side, ambition.

    Which city commits to what, to how much by when, and how ambitious that is.
    """
    output = Output(writing)

    def report(corpus: "Corpus", config: "Config") -> Report:
        comparison = compare_plans(
            corpus,
            config,
            narrowing,
            references,
            named=output.names_clauses,
            placed=output.places_parts,
            quiet=reading.quiet,
        )
        if distinctive:
            return distinctive_report(comparison, writing.lang)
        whole = comparison_report(comparison, PARTS, lang=writing.lang, quiet=reading.quiet)
        whole = replace(whole, title=_TITLES[writing.lang])
        if rows == "strict":
            return whole
        ways = ways_on(plans, reading, references, writing.lang, narrowing.cities)
        return replace(
            whole,
            digest=overview_report(comparison, whole, ways, lang=writing.lang, is_whole=all_),
            paper=None if all_ else lambda: paper_report(comparison, whole, lang=writing.lang),
        )

    session = Session(
        plans, reading, narrowing.topic, narrowing.cities, narrowing.type_, parts=COMPARED, at_once=None
    )
    return session.present(output, report)


def overview_report(
    comparison: "Comparison", whole: Report, ways: "Ways", *, lang: str = "en", is_whole: bool = False
) -> Report:
    """Lay out a comparison for a screen: findings, a row a thing, coverage as a grid.

    Args:
        comparison: what was found.
        whole: its report in full.
        ways: how the next commands are written.
        lang: of the words.
        is_whole: whether things of one plan and the further tables are shown too.
    """
    from policycmp.tables.overview import Overview

    def tables() -> "list[Table]":
        shown = Overview(comparison, lang, ways, screen_width(), is_whole).tables()
        rest = (whole.digest or whole).tables() if is_whole else ()
        return [*shown, *(table for table in rest if table.key not in _IN_OVERVIEW)]

    return replace(whole, tables=tables, opening=str, digest=None)


def paper_report(comparison: "Comparison", whole: Report, *, lang: str = "en") -> Report:
    """Lay out a comparison for a document: findings, a row a thing, coverage in numbers; nothing to type."""
    from policycmp.tables.main_tables import TableWriter
    from policycmp.tables.overview import Overview

    # The numbers of rows are for `show`, which a reader of paper has not.
    overview = Overview(replace(comparison, numbered=()), lang, width=_PAGE)

    def tables() -> "list[Table]":
        findings, *things, _ = overview.tables()
        said = tuple(row for row in findings.rows if row.key in _SAID)
        coverage = TableWriter(comparison, lang).coverage() if overview.fits else overview.coverage()
        return [replace(findings, title=_FINDINGS[lang], rows=said), *things, coverage]

    return replace(whole, tables=tables, opening=overview.headline, digest=None)


def distinctive_report(comparison: "Comparison", lang: str = "en") -> Report:
    """Tell what each city has and its peers do not."""
    from policycmp.tables.distinctive import distinctive_data

    def records() -> list[dict[str, object]]:
        return distinctive_data(comparison)

    return Report(lambda: further_tables(comparison, ("distinctive",), lang), records, records)
