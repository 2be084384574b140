"""`policycmp clauses`: every clause with its topics and agencies."""

import re
from itertools import starmap
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.ids import topic_ids
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.cli.records import Record
    from policycmp.config import Config
    from policycmp.models import Clause, Corpus, Document, Table

EXAMPLE = "policycmp clauses samples --topic talent --match 院士"

Match = Annotated[
    str | None, typer.Option("--match", metavar="REGEX", help="Only clauses whose text it matches.")
]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="NAME", help="Only clauses that charge a body of this name.")
]


def clauses(
    plans: options.Plans,
    match: Match = None,
    agency: Agency = None,
    topic: options.Topics = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """List every clause with its topics and agencies."""
    pattern = _pattern(match)
    session = Session(plans, reading, topic, cities, parts=("clauses",), at_once=False)
    return session.present(
        Output(writing),
        lambda corpus, config: clauses_report(corpus, config, writing.lang, pattern, agency, topic),
    )


def clauses_report(
    corpus: "Corpus",
    config: "Config",
    lang: str = "en",
    match: re.Pattern[str] | None = None,
    agency: str | None = None,
    topics: "Sequence[str] | None" = None,
) -> Report:
    """Select clauses by what they say, whom they charge and what they are about."""
    from policycmp.cli.records import clause_record

    asked = topic_ids(topics, config)

    def selected_clauses() -> "Iterator[tuple[Clause, Document]]":
        return (
            (clause, analysis.document)
            for analysis in corpus.analyses
            for clause in analysis.clauses
            if (match is None or match.search(clause.text))
            and (agency is None or _charges(clause, agency))
            and (not asked or any(topic.id in asked for topic in clause.topics))
        )

    def records() -> "Iterator[Record]":
        return starmap(clause_record, selected_clauses())

    return Report(
        lambda: [_table((clause for clause, _ in selected_clauses()), corpus, config, lang)],
        lambda: list(records()),
        records,
    )


def _pattern(match: str | None) -> re.Pattern[str] | None:
    try:
        return None if match is None else re.compile(match)
    except re.error as error:
        raise UsageError(f"--match: {match!r} is no regular expression: {error}") from None


def _charges(clause: "Clause", name: str) -> bool:
    """Tell whether a body of a name, or with the name in its own, is charged; brackets may be of either width."""
    from policycmp.language.text import fold

    agencies = clause.agencies
    charged = () if agencies is None else (*agencies.lead, *agencies.members)
    return any(fold(name) in fold(agency) for agency in charged)


def _table(clauses: "Iterable[Clause]", corpus: "Corpus", config: "Config", lang: str) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    heads = _HEADS[lang]
    names = {topic.id: getattr(topic.label, lang) for topic in config.topics}
    columns = tuple(map(Column, ("topics", "agencies", "id"), heads[2:]))
    rows = tuple(
        Row(
            clause.id,
            clause.heading or clause.text[:20],
            (
                Cell("\n".join(names.get(topic.id, topic.id) for topic in clause.topics) or "–"),
                Cell(_agencies(clause)),
                Cell(clause.id),
            ),
            corpus.labels.get(clause.doc, clause.doc),
        )
        for clause in clauses
    )
    return Table("clauses", heads[0], heads[1], columns, rows)


_HEADS = {
    "en": ("Clauses", "clause", "topics", "agencies, lead first", "id"),
    "zh": ("条款", "条款", "主题", "责任单位(牵头在前)", "编号"),
}


def _agencies(clause: "Clause") -> str:
    agencies = clause.agencies
    return "–" if agencies is None else "、".join((*agencies.lead, *agencies.members))
