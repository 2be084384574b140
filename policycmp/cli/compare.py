"""`policycmp compare`: the main job, three tables."""

from typing import Annotated

import typer

from policycmp.cli import comparison_options, options
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.references import References
from policycmp.cli.requests import Request
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.sink import Sink
from policycmp.cli.streams import write_result

EXAMPLE = "policycmp compare samples"
PARTS = ("coverage", "targets", "ambition")


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


def compare(
    plans: options.Plans,
    topic: options.Topics = None,
    type_: options.Types = None,
    cities: options.Cities = None,
    min_cities: options.MinCities = None,
    top: options.Top = None,
    sort: comparison_options.Sort = "registry",
    same_year: comparison_options.SameYear = False,
    distinctive: comparison_options.Distinctive = False,
    context: comparison_options.Context = None,
    upper: comparison_options.Uppers = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
    json_schema: JsonSchema = False,
) -> int:
    """Compare plans: coverage, targets side by side, ambition.

    Which city commits to what, to how much by when, and how ambitious that is.
    """
    del json_schema
    session = Session(plans, reading, topic, cities, type_, parts=COMPARED)
    sink = Sink.of(writing)
    narrowing = Narrowing(topic, type_, min_cities, top, sort, same_year)
    request = Request(narrowing, References(context, upper), writing.lang, reading.quiet)
    if distinctive:
        return session.present(sink, request.find_distinctive())
    return session.present(sink, request.compare(PARTS, only_data=("measures",), opened=True))
