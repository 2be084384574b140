"""`policycmp compare`: the main job, three tables."""

from typing import Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import comparison_report
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.session import Session
from policycmp.cli.sink import Sink
from policycmp.cli.streams import write_result

EXAMPLE = "policycmp compare samples"
PARTS = ("coverage", "targets", "ambition")


def _print_schema(value: bool) -> None:
    if value:
        from policycmp.compare import json_schema
        from policycmp.renderers import render_json

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
    config: options.ConfigFile = None,
    meta: options.Meta = None,
    overrides: options.Overrides = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    output: options.Output = None,
    lang: options.Lang = "en",
    delimiter: options.Delimiter = ",",
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
    json_schema: JsonSchema = False,
) -> int:
    """Compare plans: coverage, targets side by side, ambition.

    Which city commits to what, to how much by when, and how ambitious that is.
    """
    del json_schema
    session = Session(plans, config, encoding, topic, cities, quiet, type_, meta=meta, overrides=overrides)
    sink = Sink(format, output, lang, delimiter, not no_color)
    narrowing = Narrowing(topic, type_, min_cities, top)
    return session.present(
        sink,
        lambda corpus, config: comparison_report(
            corpus, config, PARTS, narrowing, lang=lang, quiet=quiet, opened=True, only_data=("measures",)
        ),
    )
