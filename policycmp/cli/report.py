"""`policycmp report`: one page to send round, with pictures, tables and the sentences behind them."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from policycmp.cli import options
from policycmp.cli.comparison import compare_plans
from policycmp.cli.output import Output, Report
from policycmp.cli.provenance import Provenance
from policycmp.cli.session import Session
from policycmp.cli.streams import tell
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus
    from policycmp.pages.report import Imprint
    from policycmp.scores.outcomes import Track

EXAMPLE = "policycmp report samples -o report.html"
# What it needs of plans that are in a store.
PARTS = ("clauses", "commitments", "base values", "uses", "actuals")
_TITLES = {"en": "Plans compared", "zh": "方案比较"}
_ADDRESSES = ("http://", "https://")

Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="The heading; else the plans are named.")
]


def report(
    plans: options.Plans,
    title: Title = None,
    date: options.Date = None,
    narrowing: options.Narrowing = options.Narrowing(),
    references: options.References = options.References(),
    reading: options.Reading = options.Reading(),
    output: options.Output = None,
    lang: options.Lang = "en",
) -> int:
    """Write one page to send round: findings, pictures, tables, and the sentences behind them.

    The page is one file that loads nothing; it can be filtered, sorted and printed. Give texts of several years to see
    what became of promises.
    """
    if output is None and sys.stdout.isatty():
        raise UsageError("a page is nothing to print: name a file with -o, as -o report.html")
    folder = output.absolute().parent if output is not None else Path.cwd()

    def laid_out(corpus: "Corpus", config: "Config") -> Report:
        comparison = compare_plans(corpus, config, narrowing, references, quiet=reading.quiet)
        if comparison.peers.are_too_many and not reading.quiet:
            tell(
                f"note: a page of {len(comparison.peers.docs)} plans is large: --province, --cities, --topic or "
                "--min-cities make it smaller"
            )
        tracks = tracks_of(comparison)
        imprint = imprint_of(comparison, folder, title, date, lang)
        return page_report(comparison, imprint, tracks, lang)

    session = Session(
        plans, reading, narrowing.topic, narrowing.cities, narrowing.type_, parts=PARTS, actuals=True
    )
    return session.present(Output(options.Writing(format="html", output=output, lang=lang)), laid_out)


def page_report(
    comparison: "Comparison", imprint: "Imprint", tracks: "tuple[Track, ...]" = (), lang: str = "en"
) -> Report:
    """Lay out the page of a comparison."""
    from policycmp.pages.report import report_page

    return Report(
        tables=list,
        data=dict,
        text={"html": lambda: report_page(comparison, imprint, tracks, lang=lang)},
    )


def tracks_of(comparison: "Comparison") -> "tuple[Track, ...]":
    """Lay what regions promised beside what they reported, where any has texts of several years."""
    from policycmp.scores.outcomes import track_outcomes

    years: dict[str, set[int | None]] = {}
    for head in comparison.corpus.heads:
        if head.metadata.region.name:
            years.setdefault(head.metadata.region.name, set()).add(head.metadata.label_year)
    if all(len(of_region) < 2 for of_region in years.values()):  # noqa: PLR2004 - one text tells no outcome
        return ()
    return track_outcomes(comparison.corpus, comparison.config, comparison.grounds.context)


def imprint_of(
    comparison: "Comparison", folder: Path, title: str | None, date: str | None, lang: str
) -> "Imprint":
    """Gather what stands round a page: its heading, how it was made, and where the plans' files are.

    Args:
        comparison: what the page shows.
        folder: where the page will stand.
        title: the heading that was asked for.
        date: the date that was given.
        lang: of the words.
    """
    from policycmp.pages.report import Imprint

    provenance = Provenance(comparison.corpus, comparison.config)
    return Imprint(
        title or provenance.title(_TITLES[lang], lang),
        date or "",
        provenance.notes(lang),
        provenance.table(lang),
        lambda path: address_of(path, folder),
    )


def address_of(path: str, folder: Path) -> str | None:
    """Give the address of a plan's file, seen from a folder; None for what is no file.

    Returns:
        A web address as it stands, else the way from the folder, so written that it is never taken for anything else.
    """
    if path.startswith(_ADDRESSES):
        return path
    file = Path(path)
    if not file.is_file():
        return None
    try:
        way = Path(os.path.relpath(file.absolute(), folder)).as_posix()
    except ValueError:  # another drive
        return file.absolute().as_uri()
    return quote(f"./{way}" if not way.startswith(".") else way)
