"""`policycmp agencies`: who leads and who takes part, topic by topic, and the networks of joint duties."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp agencies samples -o duties.graphml"
SCHEMA = "agencies"

# What it needs of plans that are in a store.
PARTS = ("clauses",)


Edges = Annotated[
    bool,
    typer.Option(
        "--edges",
        help="One row a pair of bodies that share clauses, with their number: the edge list of the network.",
    ),
]
All = Annotated[bool, typer.Option("--all", help="On a screen too, every body of each plan.")]


def agencies(
    plans: options.Plans,
    edges: Edges = False,
    all_: All = False,
    topic: options.Topics = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show who leads and who takes part in each plan, topic by topic, and the network of joint duties.

    Names are brought to one form within a plan. -o FILE.graphml writes the network for Gephi and the like.
    """

    def report(corpus: "Corpus", config: "Config") -> Report:
        return agencies_report(corpus, config, topic, writing.lang, edges=edges, whole=all_)

    output = Output(writing, {"graphml": ".graphml"})
    return Session(plans, reading, topic, cities, parts=PARTS).present(output, report)


def agencies_report(
    corpus: "Corpus",
    config: "Config",
    topics: "list[str] | None" = None,
    lang: str = "en",
    *,
    edges: bool = False,
    whole: bool = False,
) -> Report:
    """Lay out who answers for what; unless the `whole` is asked for, a screen shows the bodies charged most."""
    from policycmp.agencies.network import find_network
    from policycmp.cli.ids import topic_ids
    from policycmp.exchange.graphml import graphml_lines
    from policycmp.tables.agency_data import agencies_data, edge_records
    from policycmp.tables.agency_tables import AgencyTables

    asked = topic_ids(topics, config)
    networks = [find_network(analysis, asked) for analysis in corpus.analyses]
    tables = AgencyTables(corpus, config, networks, lang)
    text = {"graphml": lambda: "".join(graphml_lines(networks))}
    if edges:
        records = edge_records(networks)
        return Report(lambda: [tables.edge_rows()], lambda: records, lambda: records, text)
    report = Report(tables.tables, lambda: agencies_data(networks, config), text=text)
    short = replace(report, tables=lambda: tables.tables(whole=False))
    return report if whole else replace(report, digest=short)
