"""`policycmp ambition`: ranks and scores by topic and city."""

from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import FURTHER, Parts, compare_plans, comparison_report
from policycmp.cli.output import Output, Report
from policycmp.cli.session import COMPARED, Session

if TYPE_CHECKING:
    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp ambition samples --topic high-tech-enterprises"
PARTS = Parts(("ambition",), FURTHER)

Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="ROW[:DOC]",
        help="The arithmetic, with its sentences, behind an indicator, an indicator:city, a topic or a city.",
    ),
]


def ambition(
    plans: options.Plans,
    narrowing: options.Narrowing = options.Narrowing(),
    explain: Explain = None,
    references: options.References = options.References(),
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Rank the cities in the rows that may be compared.

    --explain shows how any figure was made, line by line, with the sentences.
    """

    def report(corpus: "Corpus", config: "Config") -> Report:
        quiet = reading.quiet or explain is not None
        comparison = compare_plans(corpus, config, narrowing, references, quiet=quiet)
        if explain is not None:
            return explanation_report(comparison, explain, writing.lang)
        return comparison_report(comparison, PARTS, lang=writing.lang, quiet=quiet)

    session = Session(plans, reading, narrowing.topic, narrowing.cities, narrowing.type_, parts=COMPARED)
    return session.present(Output(writing), report)


def explanation_report(comparison: "Comparison", asked: str, lang: str = "en") -> Report:
    """Explain the figures of a row, a cell, a topic or a city.

    Raises:
        UsageError: where nothing is called so.
    """
    from policycmp.tables.explanation import Explainer, explanation_data, explanation_table

    steps = Explainer(comparison, lang).explain(asked)
    records = explanation_data(steps)
    return Report(lambda: [explanation_table(steps, lang)], lambda: records, lambda: records)
