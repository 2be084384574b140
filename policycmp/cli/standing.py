"""`policycmp standing`: where one city stands among its peers, number by number."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import compare_plans
from policycmp.cli.drawing import PICTURE, standing_picture
from policycmp.cli.output import Output, Report
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.streams import tell
from policycmp.cli.ways import ways_on
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.compare import Comparison
    from policycmp.compare.standing import Standing
    from policycmp.config import Config
    from policycmp.models import Corpus, Table
    from policycmp.tables.standing_table import StandingWriter

EXAMPLE = "policycmp standing samples --city 定西"
SCHEMA = "standing"
# Files have room.
WIDE = 200


City = Annotated[
    str, typer.Option("--city", metavar="NAME", help="The city, by its name, or the id of its plan.")
]
Peers = Annotated[
    str | None,
    typer.Option(
        "--peers",
        metavar="WHOM",
        help="Whom it is held against: province, names as 荆州,南通, or the 5 nearest by a figure of the context as "
        "5:gdp; else all plans of its level.",
    ),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="THING",
        help="The arithmetic of one line, with every sentence: its number, its id or its label.",
    ),
]


def standing(
    plans: options.Plans,
    city: City,
    peers: Peers = None,
    explain: Explain = None,
    narrowing: options.Narrowing = options.Narrowing(),
    references: options.References = options.References(),
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show where one city stands among its peers, number by number.

    What it counts beside its peers, with its place, the median and the nearest of them; what peers count and it does
    not; what only it counts.
    """
    output = Output(writing, {} if explain else PICTURE)

    def report(corpus: "Corpus", config: "Config") -> Report:
        comparison = compare_plans(corpus, config, narrowing, references, quiet=reading.quiet)
        doc = plan_of(comparison, city, quiet=reading.quiet)
        found = stand_of(comparison, doc, peers)
        from policycmp.tables.standing_table import StandingWriter

        width = output.screen_width
        ways = ways_on(plans, reading, references, writing.lang, narrowing.cities) if width else None
        writer = StandingWriter(comparison, found, writing.lang, ways, width or WIDE)
        tables = standing_report(comparison, found, writer, explain)
        return replace(tables, text={"svg": lambda: standing_picture(comparison, found, writing.lang)})

    session = Session(plans, reading, narrowing.topic, narrowing.cities, narrowing.type_, parts=COMPARED)
    return session.present(output, report)


def plan_of(comparison: "Comparison", city: str, *, quiet: bool = False) -> str:
    """Find the plan of a city, the newest of several, which is told.

    Raises:
        UsageError: no plan is of a city of that name; it names the nearest.
    """
    from policycmp.tables.subjects import docs_called, known_plans

    docs = docs_called(comparison, city)
    if not docs:
        raise UsageError(
            f"--city: no plan of {city!r}: {options.did_you_mean(city, known_plans(comparison))}"
        )
    years = {analysis.doc: analysis.metadata.year or 0 for analysis in comparison.corpus.analyses}
    newest = max(docs, key=lambda doc: (years[doc], doc))
    if len(docs) > 1 and not quiet:
        others = ", ".join(doc for doc in docs if doc != newest)
        tell(f"note: {city} has {len(docs)} plans; {newest} is taken, --city takes an id too: {others}")
    return newest


def stand_of(comparison: "Comparison", doc: str, peers: str | None = None) -> "Standing":
    """Choose the peers of a plan and find where it stands.

    Raises:
        UsageError: where the peers that were asked for are not there.
    """
    from policycmp.compare.standing import choose_peers, find_standing

    context = comparison.grounds.context
    chosen = choose_peers(comparison.corpus, comparison.peers, doc, peers, context)
    return find_standing(comparison, doc, chosen)


def standing_report(
    comparison: "Comparison", found: "Standing", writer: "StandingWriter", explain: str | None = None
) -> Report:
    """Lay out a standing, or the arithmetic of one of its lines.

    Raises:
        UsageError: where nothing is called what is to be explained.
    """
    from policycmp.compare.standing import standing_data
    from policycmp.tables.explanation import explanation_data, explanation_table
    from policycmp.tables.subjects import thing_called

    if explain is None:
        return Report(writer.tables, lambda: standing_data(found, comparison))
    thing = thing_called(comparison, explain, [line.thing for line in found.lines])
    steps = [step for line in found.lines if line.thing.key == thing.key for step in writer.steps(line)]

    def tables() -> "list[Table]":
        return [explanation_table(steps, writer.lang)]

    return Report(tables, lambda: explanation_data(steps))
