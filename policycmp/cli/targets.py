"""`policycmp targets`: indicators × cities, or every commitment, or every number turned down."""

from dataclasses import replace
from itertools import starmap
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import comparison_options, options
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.references import References
from policycmp.cli.requests import Request
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.sink import Report, Sink
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.cli.records import Record
    from policycmp.config import Config
    from policycmp.models import Corpus, Rejection, Table, Target

EXAMPLE = "policycmp targets samples --list --format jsonl"

List = Annotated[bool, typer.Option("--list", help="One row a commitment, with the sentence round it.")]
Rejected = Annotated[
    bool, typer.Option("--rejected", help="The numbers that are no commitments, each with its reason.")
]


def targets(
    plans: options.Plans,
    list_: List = False,
    rejected: Rejected = False,
    topic: options.Topics = None,
    indicator: options.Indicators = None,
    type_: options.Types = None,
    cities: options.Cities = None,
    min_cities: options.MinCities = None,
    top: options.Top = None,
    sort: comparison_options.Sort = "registry",
    same_year: comparison_options.SameYear = False,
    context: comparison_options.Context = None,
    upper: comparison_options.Uppers = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Put commitments side by side: how much, by when, and why some may not be compared."""
    if list_ and rejected:
        raise UsageError("--list and --rejected are two lists; ask for one")
    session = Session(plans, reading, topic, cities, type_, indicator, COMPARED)
    sink = Sink.of(writing)
    if rejected:
        session = replace(session, parts=("rejections",), at_once=False)
        return session.present(sink, lambda corpus, _: rejected_report(corpus, writing.lang))
    if list_:
        asked = (writing.lang, topic, type_, indicator)
        session = replace(session, parts=("clauses", "commitments"), at_once=False)
        return session.present(sink, lambda corpus, config: list_report(corpus, config, *asked))
    narrowing = Narrowing(topic, type_, min_cities, top, sort, same_year, indicator)
    request = Request(narrowing, References(context, upper), writing.lang, reading.quiet)
    return session.present(sink, request.compare(("targets",), ("distribution",)))


def list_report(
    corpus: "Corpus",
    config: "Config",
    lang: str = "en",
    topics: "Sequence[str] | None" = None,
    types: "Sequence[str] | None" = None,
    indicators: "Sequence[str] | None" = None,
) -> Report:
    """List every commitment, of some topics, types or indicators if any are given."""
    from policycmp.cli.records import aligned_targets, target_record

    def found() -> "Iterator[tuple[Target, str | None]]":
        return (
            (target, indicator)
            for target, indicator in aligned_targets(corpus.analyses, config)
            if (not topics or set(topics) & set(target.topics))
            and (not types or target.type in types)
            and (not indicators or indicator in indicators)
        )

    def records() -> "Iterator[Record]":
        return starmap(target_record, found())

    return Report(
        lambda: [_list_table((target for target, _ in found()), corpus, lang)],
        lambda: list(records()),
        records,
    )


def rejected_report(corpus: "Corpus", lang: str = "en") -> Report:
    """List every number that was turned down."""
    from policycmp.cli.records import rejection_record

    def found() -> "Iterator[Rejection]":
        return (rejection for analysis in corpus.analyses for rejection in analysis.rejections)

    def records() -> "Iterator[Record]":
        return map(rejection_record, found())

    return Report(lambda: [_rejected_table(found(), corpus, lang)], lambda: list(records()), records)


_LIST_HEADS = {
    "en": ("Commitments", "indicator", "number", "by", "sentence and id"),
    "zh": ("量化承诺", "指标", "数值", "期限", "原句与编号"),
}
_REJECTED_HEADS = {
    "en": ("Numbers that are no commitments", "number", "reason", "clause"),
    "zh": ("未计为承诺的数字", "数字", "原因", "条款"),
}


def _list_table(found: "Iterable[Target]", corpus: "Corpus", lang: str) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    title, stub, *heads = _LIST_HEADS[lang]
    columns = tuple(map(Column, ("text", "deadline", "quote"), heads))
    rows = tuple(
        Row(
            target.id,
            target.indicator,
            (
                Cell(target.text, target.value),
                Cell(str(target.deadline or "–")),
                Cell(f"{' '.join(target.quote.split())}\n{target.id}", evidence=(target.id,)),
            ),
            corpus.labels.get(target.doc, target.doc),
        )
        for target in found
    )
    return Table("commitments", title, stub, columns, rows)


def _rejected_table(found: "Iterable[Rejection]", corpus: "Corpus", lang: str) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    title, stub, *heads = _REJECTED_HEADS[lang]
    columns = tuple(map(Column, ("reason", "clause"), heads))
    rows = tuple(
        Row(
            f"{rejection.doc}:{rejection.span.start}",
            rejection.text,
            (Cell(rejection.reason), Cell(rejection.clause or "–")),
            corpus.labels.get(rejection.doc, rejection.doc),
        )
        for rejection in found
    )
    return Table("rejected", title, stub, columns, rows)
