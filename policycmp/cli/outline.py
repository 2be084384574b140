"""`policycmp outline`: a plan as the program reads it."""

from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.records import Record, clause_record
from policycmp.cli.session import Session
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.config import Config
    from policycmp.models import Analysis, Corpus, Table

_NAMED = 16
EXAMPLE = "policycmp outline samples/dingxi-2020.txt"

Plan = Annotated[
    str,
    typer.Argument(
        metavar="PLAN", help="One file, or - for standard input; a store with --where.", show_default=False
    ),
]
Dropped = Annotated[
    bool, typer.Option("--dropped", help="What was masked as no part of the plan, and why, instead.")
]


def outline(
    plan: Plan,
    dropped: Dropped = False,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show a plan as the program reads it.

    Its metadata, and the tree of its headings with the clauses and commitments under each.
    """
    session = Session([plan], reading, at_once=False)
    if dropped:
        return session.present(Output(writing), lambda corpus, _: dropped_report(_only(corpus)))
    return session.present(
        Output(writing), lambda corpus, config: outline_report(_only(corpus), config, writing.lang)
    )


def _only(corpus: "Corpus") -> "Analysis":
    if len(corpus.analyses) > 1:
        docs = ", ".join(head.doc for head in corpus.heads[:_NAMED])
        more = ", …" if len(corpus.analyses) > _NAMED else ""
        hint = "name one, as with --where \"doc = '…'\""
        raise UsageError(f"outline takes one plan, not {len(corpus.analyses)} ({docs}{more}); {hint}")
    return corpus.analyses[0]


def outline_report(analysis: "Analysis", config: "Config", lang: str = "en") -> Report:
    """Lay out a plan's metadata and headings."""
    from policycmp.cli.tree import draw_tree, heading_tree, list_tree
    from policycmp.compare.plan_data import outline_data

    topics = {topic.id: topic.label.zh if lang == "zh" else topic.label.en for topic in config.topics}
    root = heading_tree(analysis)
    facts = [f"{name}: {fact}" for name, fact in plan_facts(analysis).items()]

    def drawn() -> str:
        return _printed([*facts, "", *draw_tree(root, topics, lang)])

    def listed() -> str:
        return _printed(list_tree(root, facts, topics, lang))

    def records() -> list[Record]:
        rows = map(clause_record, analysis.clauses)
        return [{name: value for name, value in row.items() if name != "text"} for row in rows]

    def data() -> Record:
        return outline_data(analysis, with_clauses=True) | {"clauses": records()}

    return Report(list, data, records, {"table": drawn, "markdown": listed})


def plan_facts(analysis: "Analysis") -> dict[str, str]:
    """Name what is known of a plan, each fact in short; what is unknown is left out."""
    document, metadata, region = analysis.document, analysis.metadata, analysis.metadata.region
    file = (document.path, document.format, document.encoding, f"{len(document.text)} characters")
    cites = (" ".join(filter(None, (cited.title, cited.number))) for cited in metadata.cites)
    facts = {
        "file": ", ".join(filter(None, file)),
        "region": ", ".join(filter(None, (region.name, region.level, region.code))),
        "issuer": metadata.issuer,
        "number": metadata.doc_number,
        "issued": metadata.issued,
        "published": metadata.published,
        "valid until": metadata.valid_until,
        "period": metadata.period,
        "status": "draft" if metadata.draft else None,
        "cites": "; ".join(cites),
        "corrected": "; ".join(issue.message for issue in analysis.issues if issue.stage == "meta"),
        "masked": f"{len(document.masks)} (see --dropped)" if document.masks else None,
    }
    return {name: fact for name, fact in facts.items() if fact}


def dropped_report(analysis: "Analysis") -> Report:
    """List what was masked as no part of the plan."""
    text = analysis.document.text

    def records() -> list[Record]:
        return [
            {
                "doc": analysis.doc,
                "start": mask.span.start,
                "end": mask.span.end,
                "text": mask.span.of(text),
                "reason": mask.reason,
            }
            for mask in analysis.document.masks
        ]

    return Report(lambda: [_dropped_table(analysis)], records, records)


def _dropped_table(analysis: "Analysis") -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    document = analysis.document
    rows = tuple(
        Row(
            str(mask.span.start),
            str(document.text.count("\n", 0, mask.span.start) + 1),
            (Cell(mask.reason), Cell(" ".join(mask.span.of(document.text).split()))),
        )
        for mask in document.masks
    )
    columns = (Column("reason", "reason"), Column("text", "text"))
    return Table("dropped", f"Masked in {document.path}", "line", columns, rows)


def _printed(lines: "Iterable[str]") -> str:
    """Join lines after making harmless what a terminal or a page would obey."""
    from policycmp.renderers.visible import visible

    return "".join(f"{visible(' '.join(line.splitlines()))}\n" for line in lines)
