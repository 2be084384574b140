"""`policycmp targets`: indicators × cities, or every commitment, or every number turned down."""

from dataclasses import replace
from itertools import starmap
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import Parts, compare_plans, comparison_report
from policycmp.cli.drawing import PICTURE, thing_picture
from policycmp.cli.ids import asked_indicators, is_asked, topic_ids, type_names
from policycmp.cli.output import Output, Report
from policycmp.cli.session import COMPARED, Session
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.cli.records import Record
    from policycmp.config import Config
    from policycmp.models import Actual, Cell, Column, Corpus, Document, Rejection, Table, Target

EXAMPLE = "policycmp targets samples --list --format jsonl"
PARTS = Parts(("targets",), ("distribution",))
# What each list needs of plans that are in a store.
_PARTS = {
    "list": ("clauses", "commitments"),
    "rejected": ("rejections",),
    "actuals": ("clauses", "actuals"),
}

List = Annotated[bool, typer.Option("--list", help="One row a commitment, with the sentence round it.")]
Actuals = Annotated[
    bool, typer.Option("--actuals", help="What the plans report as reached, one row a number, with its year.")
]
Rejected = Annotated[
    bool, typer.Option("--rejected", help="The numbers that are no commitments, each with its reason.")
]


def targets(
    plans: options.Plans,
    list_: List = False,
    rejected: Rejected = False,
    actuals: Actuals = False,
    indicator: options.Indicators = None,
    narrowing: options.Listing = options.Listing(),
    references: options.References = options.References(),
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Put commitments side by side: how much, by when, and why some may not be compared.

    The lists have a row a number. With --sort confidence those come first of which the program is least sure that they
    are commitments, or with --rejected that they are none; last what a rule or a table settled.
    """
    by_confidence = narrowing.sort == "confidence"
    if by_confidence and actuals:
        raise UsageError("--sort confidence: results have none; it is for --list and --rejected")
    list_ = list_ or (by_confidence and not rejected)
    if list_ + rejected + actuals > 1:
        raise UsageError("--list, --rejected and --actuals are lists of their own; ask for one")
    topics, types, quiet = narrowing.topic, narrowing.type_, reading.quiet

    def report(corpus: "Corpus", config: "Config") -> Report:
        if rejected:
            return rejected_report(corpus, writing.lang, by_confidence=by_confidence)
        if actuals:
            return actuals_report(corpus, config, writing.lang, topics, indicator)
        if list_:
            return list_report(
                corpus, config, writing.lang, topics, types, indicator, by_confidence=by_confidence
            )
        comparison = compare_plans(corpus, config, narrowing, references, indicators=indicator, quiet=quiet)
        tables = comparison_report(comparison, PARTS, lang=writing.lang, quiet=quiet)
        picture = {"svg": lambda: thing_picture(comparison, indicator, writing.lang, quiet=quiet)}
        return replace(tables, text=picture)

    parts = _PARTS["rejected" if rejected else "actuals" if actuals else "list"]
    is_list = rejected or list_ or actuals
    session = Session(
        plans,
        reading,
        topics,
        narrowing.cities,
        types,
        indicator,
        parts if is_list else COMPARED,
        not is_list,
        actuals,
    )
    return session.present(Output(writing, {} if is_list else PICTURE), report)


def list_report(
    corpus: "Corpus",
    config: "Config",
    lang: str = "en",
    topics: "Sequence[str] | None" = None,
    types: "Sequence[str] | None" = None,
    indicators: "Sequence[str] | None" = None,
    *,
    by_confidence: bool = False,
) -> Report:
    """List every commitment, of some topics, types or indicators if any are given; the least sure first if asked."""
    from policycmp.cli.records import aligned_targets, target_record

    asked, of_topics = asked_indicators(indicators, config), topic_ids(topics, config)
    of_types = type_names(types)

    def selected_targets() -> "Iterator[tuple[Target, str | None, Document]]":
        selected = (
            (target, indicator, document)
            for target, indicator, document in aligned_targets(corpus.analyses, config)
            if (not of_topics or of_topics & set(target.topics))
            and (not of_types or target.type in of_types)
            and (not indicators or is_asked(indicator, asked))
        )
        return iter(sorted(selected, key=lambda each: _sureness(each[0]))) if by_confidence else selected

    def records() -> "Iterator[Record]":
        return starmap(target_record, selected_targets())

    def table(*, regions: bool = False) -> "list[Table]":
        listed = (target for target, _, _ in selected_targets())
        return [_list_table(listed, corpus, lang, regions=regions, sure=regions or by_confidence)]

    return Report(
        table,
        lambda: list(records()),
        records,
        csv_records=lambda: _with_regions(records(), corpus),
        sheets=lambda: table(regions=True),
    )


def _sureness(number: "Target | Rejection") -> tuple[bool, float]:
    """Put what the program is least sure of first, what no judge decided last."""
    return number.confidence is None, number.confidence or 0.0


def _with_regions(records: "Iterable[Record]", corpus: "Corpus") -> "Iterator[Record]":
    """Put beside each record whom its plan speaks for."""
    from policycmp.cli.records import region_record

    regions = {analysis.doc: region_record(analysis) for analysis in corpus.heads}
    return (record | regions[str(record["doc"])] for record in records)


def actuals_report(
    corpus: "Corpus",
    config: "Config",
    lang: str = "en",
    topics: "Sequence[str] | None" = None,
    indicators: "Sequence[str] | None" = None,
) -> Report:
    """List every number that plans report as reached, of some topics or indicators if any are given."""
    from policycmp.cli.records import actual_record, aligned_actuals

    asked = asked_indicators(indicators, config)

    def selected() -> "Iterator[tuple[Actual, str | None, Document]]":
        return (
            (actual, indicator, document)
            for actual, indicator, document in aligned_actuals(corpus.analyses, config)
            if (not topics or set(topics) & set(actual.topics))
            and (not indicators or is_asked(indicator, asked))
        )

    def records() -> "Iterator[Record]":
        return starmap(actual_record, selected())

    return Report(
        lambda: [_actuals_table((actual for actual, _, _ in selected()), corpus, lang)],
        lambda: list(records()),
        records,
    )


def rejected_report(corpus: "Corpus", lang: str = "en", *, by_confidence: bool = False) -> Report:
    """List every number that was turned down, the least sure first if asked."""
    from policycmp.cli.records import rejection_record

    def rejections() -> "Iterator[tuple[Rejection, Document]]":
        listed = (
            (rejection, analysis.document)
            for analysis in corpus.analyses
            for rejection in analysis.rejections
        )
        return iter(sorted(listed, key=lambda each: _sureness(each[0]))) if by_confidence else listed

    def records() -> "Iterator[Record]":
        return starmap(rejection_record, rejections())

    def table(*, sure: bool = by_confidence) -> "list[Table]":
        return [_rejected_table((rejection for rejection, _ in rejections()), corpus, lang, sure=sure)]

    return Report(table, lambda: list(records()), records, sheets=lambda: table(sure=True))


_LIST_HEADS = {
    "en": ("Commitments", "indicator", "number", "by", "sentence and id"),
    "zh": ("量化承诺", "指标", "数值", "期限", "原句与编号"),
}
_ACTUALS_HEADS = {
    "en": ("Reported as reached", "indicator", "number", "year", "sentence and id"),
    "zh": ("已实现的数字", "指标", "数值", "年份", "原句与编号"),
}
_REJECTED_HEADS = {
    "en": ("Numbers that are no commitments", "number", "reason", "words and id"),
    "zh": ("未计为承诺的数字", "数字", "原因", "上下文与编号"),
}


_CONFIDENCE_HEAD = {"en": "confidence", "zh": "置信度"}
_REGION_HEADS = {
    "en": ("region", "code", "level", "year of issue"),
    "zh": ("地区", "代码", "层级", "发文年份"),
}


def _list_table(
    targets: "Iterable[Target]", corpus: "Corpus", lang: str, *, regions: bool = False, sure: bool = False
) -> "Table":
    from policycmp.cli.records import region_record
    from policycmp.models import Cell, Column, Row, Table

    title, stub, *heads = _LIST_HEADS[lang]
    columns = (
        *map(Column, ("text", "deadline"), heads),
        *_confidence_column(lang, sure=sure),
        Column("quote", heads[-1]),
    )
    known: dict[str, tuple[Cell, ...]] = {}
    if regions:
        columns += tuple(map(Column, ("region", "region_code", "level", "issued"), _REGION_HEADS[lang]))
        known = {
            analysis.doc: tuple(Cell(str(value or "–")) for value in region_record(analysis).values())
            for analysis in corpus.heads
        }
    rows = tuple(
        Row(
            target.id,
            target.indicator,
            (
                Cell(target.text, target.value),
                Cell(str(target.deadline or "–")),
                *_confidence_cell(target, sure=sure),
                Cell(f"{' '.join(target.quote.split())}\n{target.id}", evidence=(target.id,)),
                *known.get(target.doc, ()),
            ),
            corpus.labels.get(target.doc, target.doc),
        )
        for target in targets
    )
    return Table("commitments", title, stub, columns, rows)


def _confidence_column(lang: str, *, sure: bool) -> "tuple[Column, ...]":
    from policycmp.models import Column

    return (Column("confidence", _CONFIDENCE_HEAD[lang]),) if sure else ()


def _confidence_cell(number: "Target | Rejection", *, sure: bool) -> "tuple[Cell, ...]":
    from policycmp.models import Cell
    from policycmp.rows.commitments import confidence_data

    confidence = confidence_data(number.confidence)
    return (Cell("–" if confidence is None else str(confidence), confidence),) if sure else ()


def _actuals_table(actuals: "Iterable[Actual]", corpus: "Corpus", lang: str) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    title, stub, *heads = _ACTUALS_HEADS[lang]
    columns = tuple(map(Column, ("text", "year", "quote"), heads))
    rows = tuple(
        Row(
            actual.id,
            actual.indicator,
            (
                Cell(actual.text, actual.value),
                Cell(_years(actual)),
                Cell(f"{' '.join(actual.quote.split())}\n{actual.id}", evidence=(actual.id,)),
            ),
            corpus.labels.get(actual.doc, actual.doc),
        )
        for actual in actuals
    )
    return Table("actuals", title, stub, columns, rows)


def _years(actual: "Actual") -> str:
    if actual.year is None:
        return "–"
    return f"{actual.since}–{actual.year}" if actual.since else str(actual.year)


def _rejected_table(
    rejections: "Iterable[Rejection]", corpus: "Corpus", lang: str, *, sure: bool = False
) -> "Table":
    from policycmp.models import Cell, Column, Row, Table
    from policycmp.tables.mood_reasons import rule_label

    title, stub, *heads = _REJECTED_HEADS[lang]
    columns = (Column("reason", heads[0]), *_confidence_column(lang, sure=sure), Column("words", heads[1]))
    rows = tuple(
        Row(
            rejection.id,
            rejection.text,
            (
                Cell(rule_label(rejection.reason, lang) if lang == "zh" else rejection.reason),
                *_confidence_cell(rejection, sure=sure),
                Cell(f"{' '.join(rejection.words.split())}\n{rejection.id}", evidence=(rejection.id,)),
            ),
            corpus.labels.get(rejection.doc, rejection.doc),
        )
        for rejection in rejections
    )
    return Table("rejected", title, stub, columns, rows)
