"""`policycmp compare`: the main job, three tables."""

from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import FURTHER, Parts, compare_plans, comparison_report, further_tables
from policycmp.cli.output import Output, Report
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.streams import write_result

if TYPE_CHECKING:
    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp compare samples"
PARTS = Parts(("coverage", "targets", "ambition"), FURTHER, only_data=("measures",), opened=True)


def _print_schema(value: bool) -> None:
    if value:
        from policycmp.renderers import render_json
        from policycmp.tables import json_schema

        write_result(render_json(json_schema()))
        raise typer.Exit


JsonSchema = Annotated[
    bool,
    typer.Option(
        "--json-schema", callback=_print_schema, is_eager=True, help="Print the schema of the JSON and exit."
    ),
]
Distinctive = Annotated[
    bool,
    typer.Option("--distinctive", help="Only what each city has and its peers do not: topics, commitments."),
]


def compare(
    plans: options.Plans,
    narrowing: options.Narrowing = options.Narrowing(),
    distinctive: Distinctive = False,
    references: options.References = options.References(),
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
    json_schema: JsonSchema = False,
) -> int:
    """Compare plans: coverage, targets side by side, ambition.

    Which city commits to what, to how much by when, and how ambitious that is.
    """
    del json_schema

    def report(corpus: "Corpus", config: "Config") -> Report:
        comparison = compare_plans(corpus, config, narrowing, references, quiet=reading.quiet)
        if distinctive:
            return distinctive_report(comparison, writing.lang)
        return comparison_report(comparison, PARTS, lang=writing.lang, quiet=reading.quiet)

    session = Session(plans, reading, narrowing.topic, narrowing.cities, narrowing.type_, parts=COMPARED)
    return session.present(Output(writing), report)


def distinctive_report(comparison: "Comparison", lang: str = "en") -> Report:
    """Tell what each city has and its peers do not."""
    from policycmp.tables.distinctive import distinctive_data

    def records() -> list[dict[str, object]]:
        return distinctive_data(comparison)

    return Report(lambda: further_tables(comparison, ("distinctive",), lang), records, records)
