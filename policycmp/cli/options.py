"""The options that commands share: one name, one help text, one meaning everywhere."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from policycmp.cli.completion import complete_format, complete_indicator, complete_topic, complete_type

Language = Literal["en", "zh"]

Plans = Annotated[
    list[str],
    typer.Argument(
        metavar="PLANS",
        help="Files, folders (searched recursively), globs, and - for standard input.",
        show_default=False,
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The config; else ./config.yaml if it has the key policycmp:, else the one shipped.",
    ),
]
Overrides = Annotated[
    Path | None,
    typer.Option(
        "--overrides",
        metavar="FILE",
        help="Your corrections: CSV with id (of a clause or a commitment), field, value.",
    ),
]
Meta = Annotated[
    Path | None,
    typer.Option(
        "--meta",
        metavar="FILE",
        help="What you know better of the plans: CSV with doc and any of region, level, year, issuer, title.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding of text files; else told from their bytes."),
]
Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar="EXPR",
        help="Only plans of which this holds (doc, region, level, year, issuer): \"level = 'city' and year >= 2020\".",
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="N", min=1, help="How many processes read the plans."),
]
Engine = Annotated[
    Literal["local", "dask"],
    typer.Option("--engine", help="Where the plans are read: on this machine, or on a Dask cluster."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Of the cluster, as tcp://127.0.0.1:8786."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="table, markdown, csv, json, jsonl, xlsx, html, latex or docx; else by the ending of -o.",
        autocompletion=complete_format,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all."),
]
Delimiter = Annotated[
    str,
    typer.Option("--delimiter", metavar="CHARACTER", help="What stands between two fields of a CSV line."),
]
Lang = Annotated[
    Language, typer.Option("--lang", help="Language of the labels; names of regions stay Chinese.")
]
Notes = Annotated[
    bool,
    typer.Option("--notes", help="Under each table: the plans, the method, its measured accuracy."),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text on a terminal too.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Tell errors only, no warnings and notes.")]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        metavar="ID",
        help="Only this topic of the config; may be repeated.",
        autocompletion=complete_topic,
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="Only target, incentive or rule; may be repeated.",
        autocompletion=complete_type,
    ),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        metavar="ID",
        help="Only this indicator of the config; may be repeated.",
        autocompletion=complete_indicator,
    ),
]
Cities = Annotated[
    list[str] | None,
    typer.Option(
        "--cities", metavar="NAMES", help="Only these regions or plan ids, as 定西,荆州; may be repeated."
    ),
]
MinCities = Annotated[
    int | None,
    typer.Option("--min-cities", metavar="K", min=1, help="Only rows that at least K cities commit to."),
]
Top = Annotated[
    int | None,
    typer.Option("--top", metavar="N", min=1, help="Only the N rows that most cities commit to."),
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What every command that reads plans takes (`grouped` spreads it over the command line)."""

    config: ConfigFile = None
    meta: Meta = None
    overrides: Overrides = None
    encoding: Encoding = None
    where: Where = None
    jobs: Jobs = 1
    engine: Engine = "local"
    scheduler: Scheduler = None
    quiet: Quiet = False


@dataclass(frozen=True, slots=True)
class Writing:
    """What every command that writes a report takes."""

    format: Format = None
    output: Output = None
    lang: Lang = "en"
    delimiter: Delimiter = ","
    notes: Notes = False
    no_color: NoColor = False
