"""Compare the plans of a corpus: the one function that puts the questions together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.compare.ambition import rank_ambition
from policycmp.compare.baselines import derive_baselines, find_inconsistencies
from policycmp.compare.commitments import find_commitments
from policycmp.compare.comparability import RowBuilder
from policycmp.compare.coverage import compare_coverage
from policycmp.compare.measures import compare_measures
from policycmp.compare.peers import Peers
from policycmp.compare.result import Comparison
from policycmp.compare.units import Units
from policycmp.models import Severity

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus, Issue

_SEVERITIES = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def compare(corpus: Corpus, config: Config) -> Comparison:
    """Put the plans of a corpus side by side.

    Args:
        corpus: the plans, in any order.
        config: the indicators, units and topics to compare by.

    Returns:
        Coverage, comparable rows of targets, and ambition; the same for any order of the plans.
    """
    peers = Peers.of(corpus)
    commitments = find_commitments(corpus, config)
    rows = RowBuilder(corpus, config, peers).rows(commitments)
    baselines = {doc: derive_baselines(commitments[doc]) for doc in peers.docs}
    return Comparison(
        corpus=corpus,
        config=config,
        units=Units(config),
        peers=peers,
        coverage=compare_coverage(corpus, config),
        measures=compare_measures(corpus, config),
        rows=rows,
        ambition=rank_ambition(rows, baselines, peers, same_year=config.settings.same_year),
        baselines=baselines,
        issues=_issues(
            corpus, [issue for doc in peers.docs for issue in find_inconsistencies(doc, commitments[doc])]
        ),
    )


def _issues(corpus: Corpus, found: list[Issue]) -> tuple[Issue, ...]:
    """Gather the issues of reading, analysis and comparison, each once, the gravest first."""
    analyzed = [issue for analysis in corpus.analyses for issue in analysis.issues]
    unique = dict.fromkeys([*corpus.issues, *analyzed, *found])
    return tuple(sorted(unique, key=_order))


def _order(issue: Issue) -> tuple[int, str, str, int, str]:
    start = issue.span.start if issue.span else -1
    return (_SEVERITIES[issue.severity], issue.doc or "", issue.stage, start, issue.message)
