"""The options of the commands that compare: what numbers are set against, and how the tables are laid out."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Order = Literal["registry", "cities", "label", "score"]

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
