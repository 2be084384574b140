"""`policycmp track`: what regions promised beside what their later texts report, with the verdict."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp track report-2023.txt report-2024.txt"
SCHEMA = "outcomes"

# What it needs of plans that are in a store.
PARTS = ("clauses", "commitments", "actuals")


All = Annotated[
    bool, typer.Option("--all", help="On a screen too, promises of which no text tells the outcome.")
]


def track(
    plans: options.Plans,
    context: options.Context = None,
    all_: All = False,
    topic: options.Topics = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Lay what regions promised beside what their later texts report as reached.

    Give texts of several years: plans, work reports, bulletins. They are grouped by region and ordered in time.
    """

    def report(corpus: "Corpus", config: "Config") -> Report:
        return track_report(corpus, config, context, topic, lang=writing.lang, whole=all_)

    session = Session(plans, reading, topic, cities, parts=PARTS, actuals=True)
    return session.present(Output(writing), report)


def track_report(
    corpus: "Corpus",
    config: "Config",
    context: Path | None = None,
    topics: "list[str] | None" = None,
    *,
    lang: str = "en",
    whole: bool = False,
) -> Report:
    """Lay out what became of the promises of each region; a screen shows those whose outcome is known.

    Raises:
        ConfigError: where the context table has mistakes.
    """
    from dataclasses import replace

    from policycmp.rows.context import load_context
    from policycmp.scores.outcomes import track_outcomes
    from policycmp.tables.outcome_data import outcomes_data
    from policycmp.tables.outcome_tables import OutcomeTables

    figures = load_context(context, config) if context else None
    tracks = track_outcomes(corpus, config, figures)
    if topics:
        tracks = tuple(
            replace(
                one,
                outcomes=tuple(
                    outcome
                    for outcome in one.outcomes
                    if outcome.promise.indicator and outcome.promise.indicator.topic in topics
                ),
            )
            for one in tracks
        )
    tables = OutcomeTables(corpus, config, tracks, lang)
    report = Report(tables.tables, lambda: outcomes_data(tracks), opening=lambda: tables.opening)
    short = replace(report, tables=lambda: tables.tables(whole=False))
    return report if whole else replace(report, digest=short)
