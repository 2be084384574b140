"""`policycmp overlap`: passages that plans share, without boilerplate, and which plan had them first."""

from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session

if TYPE_CHECKING:
    from policycmp.models import Corpus

EXAMPLE = "policycmp overlap samples -o overlap.xlsx"
SCHEMA = "overlap"
PARTS = ("clauses",)


Shortest = Annotated[
    int,
    typer.Option(
        "--shortest", metavar="N", min=8, help="How many letters or characters must be the same, at least."
    ),
]
Top = Annotated[
    int | None,
    typer.Option("--top", metavar="N", min=1, help="Only the N longest passages; on a screen 20."),
]


def overlap(
    plans: options.Plans,
    shortest: Shortest = 15,
    top: Top = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Find the passages that plans share, without boilerplate, and which plan had them first.

    Each has its place in both plans; later plans share with earlier ones, by their dates.
    """
    session = Session(plans, reading, cities=cities, parts=PARTS)
    return session.present(
        Output(writing), lambda corpus, _: overlap_report(corpus, shortest, top, writing.lang)
    )


def overlap_report(corpus: "Corpus", shortest: int = 15, top: int | None = None, lang: str = "en") -> Report:
    """Lay out what plans share; a screen shows the longest passages.

    Args:
        corpus: plans with their clauses.
        shortest: the fewest characters of a passage.
        top: only so many passages, the longest.
        lang: of the labels.
    """
    from dataclasses import replace

    from policycmp.overlap.overlap_data import overlap_data
    from policycmp.overlap.overlap_tables import SHOWN, OverlapTables, passage_records
    from policycmp.overlap.sharing import find_overlap

    shared = find_overlap(corpus, shortest)
    tables = OverlapTables(corpus, shared, lang)
    report = Report(
        lambda: tables.tables(top),
        lambda: overlap_data(shared, top),
        records=lambda: list(passage_records(shared, top)),
        opening=lambda: tables.opening,
    )
    return replace(report, digest=replace(report, tables=lambda: tables.tables(top or SHOWN)))
