"""The options that commands share: one name, one help text, one meaning everywhere; groups of them, and near misses."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from policycmp.cli.completion import complete_format, complete_indicator, complete_topic, complete_type
from policycmp.errors import UsageError

Language = Literal["en", "zh"]
Arrangement = Literal["wide", "long", "transposed"]
Attachment = Literal["none", "notes", "links"]
Order = Literal["registry", "cities", "label", "score"]
ListOrder = Literal["registry", "cities", "label", "score", "confidence"]
_NAMED = 16
_COMMAS = re.compile(r"[,，、;；]")

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
        help="Only plans of which this holds (doc, region, province, level, year, issuer): "
        "\"level = 'city' and year >= 2020\".",
    ),
]
Provinces = Annotated[
    list[str] | None,
    typer.Option(
        "--province", metavar="NAMES", help="Only plans of these provinces, as 湖北,四川; may be repeated."
    ),
]
Levels = Annotated[
    list[str] | None,
    typer.Option(
        "--level",
        metavar="LEVELS",
        help="Only plans of these levels: nation, province, city, county or zone; several with commas.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="How many processes read the plans; by default one, or one a core for more than 64 plans.",
    ),
]
Cached = Annotated[
    bool | None,
    typer.Option(
        "--cache/--no-cache",
        help="Keep what is found, and analyze again only what changed; not in CI unless asked.",
        show_default=False,
    ),
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
Arranged = Annotated[
    Arrangement,
    typer.Option(
        "--layout",
        help="A row a thing and a column a plan; a line a commitment (plan, thing, value, bound, year, sentence); or a "
        "row a plan.",
    ),
]
Transpose = Annotated[bool, typer.Option("--transpose", help="The same as --layout transposed.")]
Evidence = Annotated[
    Attachment | None,
    typer.Option(
        "--evidence",
        help="Sentences in documents: none, numbered notes for numbers (Word, LaTeX, Markdown), or links from every "
        "cell (HTML, XLSX).",
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="TEXT", help="Printed in the head of documents as it stands; else none is."
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text on a terminal too.")]
NoPager = Annotated[
    bool, typer.Option("--no-pager", help="Print what is longer than the screen, without $PAGER (less -FRX).")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Tell errors only, no warnings and notes.")]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        metavar="ID",
        help="Only these topics, by id or label, as ip,人才; may be repeated.",
        autocompletion=complete_topic,
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="Only target, incentive or rule; several with commas.",
        autocompletion=complete_type,
    ),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        metavar="ID",
        help="Only these indicators, by id or label; may be repeated.",
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
Context = Annotated[
    Path | None,
    typer.Option(
        "--context",
        metavar="FILE",
        help="Figures of the regions (population, GDP, past values): CSV or YAML with region, year, measure, value, "
        "unit, source.",
    ),
]
Uppers = Annotated[
    list[str] | None,
    typer.Option(
        "--upper",
        metavar="DOC",
        help="The plan of the level above, by its id, for all plans under it; CITY-DOC=DOC for one. May be repeated.",
    ),
]
Sort = Annotated[
    Order,
    typer.Option(
        "--sort",
        help="Rows as in the config, by cities that share them, or by Chinese label; cities by score.",
    ),
]
ListSort = Annotated[
    ListOrder,
    typer.Option(
        "--sort",
        help="Rows as in the config, by cities that share them, or by Chinese label; cities by score; the numbers of "
        "a list by confidence, the least sure first.",
    ),
]
Alike = Annotated[
    bool | None,
    typer.Option(
        "--alike/--no-alike",
        help="Join what is likely one thing in other words (≅), as a trained judge takes it; by default only the "
        "likeliest, among up to 60 plans.",
        show_default=False,
    ),
]
SameYear = Annotated[bool, typer.Option("--same-year", help="Rank only plans with equal deadlines.")]
Distinctive = Annotated[
    bool,
    typer.Option("--distinctive", help="Only what each city has and its peers do not: topics, commitments."),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="ROW[:DOC]",
        help="The arithmetic, with its sentences, behind an indicator, an indicator:city, a topic or a city.",
    ),
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What every command that reads plans takes (`grouped` spreads it over the command line)."""

    config: ConfigFile = None
    meta: Meta = None
    overrides: Overrides = None
    encoding: Encoding = None
    where: Where = None
    province: Provinces = None
    level: Levels = None
    jobs: Jobs = None
    engine: Engine = "local"
    scheduler: Scheduler = None
    cache: Cached = None
    quiet: Quiet = False

    @property
    def condition(self) -> str | None:
        """What must hold of a plan: --where, --province and --level together, in the SQL of --where.

        Raises:
            UsageError: there is no such province or level; it names those there are.
        """
        named = {"province": find_provinces(self.province or ()), "level": find_levels(self.level or ())}
        parts = [f"{column} in ({', '.join(map(repr, names))})" for column, names in named.items() if names]
        if not parts:
            return self.where
        return " and ".join([*([f"({self.where}\n)"] if self.where else []), *parts])


@dataclass(frozen=True, slots=True)
class Writing:
    """What every command that writes a report takes."""

    format: Format = None
    output: Output = None
    lang: Lang = "en"
    delimiter: Delimiter = ","
    notes: Notes = False
    layout: Arranged = "wide"
    transpose: Transpose = False
    evidence: Evidence = None
    date: Date = None
    no_color: NoColor = False
    no_pager: NoPager = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What every command that compares takes: which rows to keep, and in which order."""

    topic: Topics = None
    type_: Types = None
    cities: Cities = None
    min_cities: MinCities = None
    top: Top = None
    sort: Sort = "registry"
    same_year: SameYear = False


@dataclass(frozen=True, slots=True)
class Listing(Narrowing):
    """What `targets` takes, which also lists numbers."""

    sort: ListSort = "registry"  # type: ignore[assignment] # one order more


@dataclass(frozen=True, slots=True)
class References:
    """What it sets the numbers against: figures of the regions, the plans of the level above, and what is joined."""

    context: Context = None
    upper: Uppers = None
    alike: Alike = None


def printing(flag: str, load: Callable[[], dict[str, Any]], told: str) -> Any:
    """Make an option that prints something as JSON and ends the command, whatever else it is given.

    Args:
        flag: the option.
        load: gives what is printed.
        told: the help.
    """

    def show(asked: bool) -> None:
        if asked:
            from policycmp.cli.streams import write_result
            from policycmp.renderers import render_json

            write_result(render_json(load()))
            raise typer.Exit

    return typer.Option(flag, callback=show, is_eager=True, help=told)


def printing_schema(name: str) -> Any:
    """Make the option that prints the schema of a command's JSON; `name` is that of a file in `policycmp/tables`."""

    def load() -> dict[str, Any]:
        from policycmp.tables.json_schemas import json_schema

        return json_schema(name)

    return printing("--json-schema", load, "Print the schema of the JSON and exit.")


def separated(names: Sequence[str]) -> list[str]:
    """Take names apart at the commas between them."""
    return [part.strip() for name in names for part in _COMMAS.split(name) if part.strip()]


def find_provinces(names: Sequence[str]) -> list[str]:
    """Find the full names of provinces, given as 湖北 or 湖北省.

    Raises:
        UsageError: there is none of that name.
    """
    from policycmp.models import Level
    from policycmp.regions import parse_region, provinces

    found = {name: parse_region(name, level=Level.PROVINCE) for name in separated(names)}
    for name, division in found.items():
        if division is None:
            raise UsageError(
                f"--province: {name!r} is none; known: {', '.join(each.short for each in provinces())}"
            )
    return [division.name for division in found.values() if division]


def find_levels(names: Sequence[str]) -> list[str]:
    """Check the names of levels.

    Raises:
        UsageError: there is none of that name.
    """
    from policycmp.models import Level

    levels = separated(names)
    for level in levels:
        if level not in set(Level):
            raise UsageError(f"--level: {level!r} is none; known: {', '.join(Level)}")
    return levels


def check_known(what: str, names: Sequence[str] | None, known: Sequence[str]) -> None:
    """Refuse the first name that is not known.

    Raises:
        UsageError: it names the nearest that is.
    """
    for name in names or ():
        if name not in known:
            raise UsageError(f"unknown {what} {name!r}: {did_you_mean(name, known)}")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Name the nearest of the known words, or where none is near all of them, so far as a line can hold them."""
    from difflib import get_close_matches

    if near := get_close_matches(word, known, n=1):
        return f"did you mean {near[0]}?"
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"known: {', '.join(known[:_NAMED]) or 'none'}{more}"
