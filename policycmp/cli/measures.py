"""`policycmp measures`: named instruments × cities, or every place that speaks of one."""

from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import Parts, comparison_report, survey_plans
from policycmp.cli.ids import topic_ids
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.config import Config
    from policycmp.models import Corpus, MeasureUse, Table

EXAMPLE = "policycmp measures samples --topic tech-finance"
PARTS = Parts(("measures",))

List = Annotated[
    bool, typer.Option("--list", help="One row for each place that names a measure, with its sentence.")
]


def measures(
    plans: options.Plans,
    list_: List = False,
    topic: options.Topics = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show which city commits to which named instrument of policy.

    By a number, without one, in passing only, or not at all. --list shows the sentences.
    """

    def report(corpus: "Corpus", config: "Config") -> Report:
        if list_:
            return list_report(corpus, config, writing.lang, topic)
        comparison = survey_plans(corpus, config, options.Narrowing(topic), measures=True)
        return comparison_report(comparison, PARTS, lang=writing.lang, quiet=reading.quiet)

    parts = ("clauses", "commitments", "uses")
    session = Session(plans, reading, topic, cities, parts=parts, at_once=False)
    return session.present(Output(writing), report)


def list_report(
    corpus: "Corpus", config: "Config", lang: str = "en", topics: "Sequence[str] | None" = None
) -> Report:
    """List every place that names a measure, of some topics if any are given."""
    asked = topic_ids(topics, config)
    wanted = {measure.id for measure in config.measures if not asked or measure.topic in asked}

    def selected_uses() -> "Iterator[MeasureUse]":
        return (use for analysis in corpus.analyses for use in analysis.measures if use.measure in wanted)

    def records() -> "Iterator[dict[str, object]]":
        return map(_record, selected_uses())

    return Report(lambda: [_table(selected_uses(), corpus, config, lang)], lambda: list(records()), records)


def _record(use: "MeasureUse") -> dict[str, object]:
    return {
        "measure": use.measure,
        "doc": use.doc,
        "clause": use.clause,
        "start": use.span.start,
        "end": use.span.end,
        "text": use.text,
        "quote": use.quote,
        "committed": use.committed,
        "quantified": use.quantified,
        "reason": use.reason,
        "targets": list(use.targets),
    }


_HEADS = {
    "en": ("Where plans name measures", "measure", "words", "why", "sentence and id"),
    "zh": ("政策工具出处", "工具", "用词", "依据", "原句与编号"),
}


def _table(uses: "Iterable[MeasureUse]", corpus: "Corpus", config: "Config", lang: str) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    title, stub, *heads = _HEADS[lang]
    names = {measure.id: getattr(measure.label, lang) for measure in config.measures}
    columns = tuple(map(Column, ("text", "reason", "quote"), heads))
    rows = tuple(
        Row(
            f"{use.doc}:{use.span.start}",
            names[use.measure],
            (
                Cell(use.text),
                Cell(use.reason),
                Cell(f"{' '.join(use.quote.split())}\n{use.clause}", evidence=(use.clause, *use.targets)),
            ),
            corpus.labels.get(use.doc, use.doc),
        )
        for use in uses
    )
    return Table("uses", title, stub, columns, rows)
