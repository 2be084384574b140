"""Compare the plans of a corpus: the verb that puts the questions together, and its result."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.compare.coverage import compare_coverage, compare_measures
from policycmp.models import Severity
from policycmp.rows.baselines import derive_baselines, find_inconsistencies, find_stated_baselines
from policycmp.rows.commitments import align_plans
from policycmp.rows.comparability import RowBuilder, commitments_in
from policycmp.rows.consistency import find_conflicts
from policycmp.rows.context import Context
from policycmp.rows.grounds import Grounds, convert_amounts
from policycmp.rows.indicators import Indicators
from policycmp.rows.joining import join_alike
from policycmp.rows.like_names import group_alike
from policycmp.rows.likeness_judge import load_likeness
from policycmp.rows.peers import Peers
from policycmp.rows.things import find_things
from policycmp.rows.units import Units
from policycmp.scores.ambition import Ambition, rank_ambition
from policycmp.scores.credibility import tick_commitments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policycmp.compare.coverage import CoverageRow, MeasureRow
    from policycmp.config import Config
    from policycmp.models import Corpus, Issue
    from policycmp.rows.baselines import Baseline
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.indicators import Indicator
    from policycmp.rows.likeness_judge import LikenessJudge
    from policycmp.rows.things import Thing
    from policycmp.scores.ambition import AmbitionCell

# In more plans than this most that is only worded alike is not the same, and asking after it takes long.
_FEW = 60
_SEVERITIES = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True)
class Comparison:
    """What one comparison found; `rows` are those of the targets, `doubts` what comparing itself found amiss.

    `commitments` are those of each plan by its id; `grounds` is what their numbers are measured on. `numbered` are the
    rows whose things have numbers, also where some of them are left out; in the plans of `unread` nothing was found.
    """

    corpus: Corpus
    config: Config
    units: Units
    peers: Peers
    coverage: tuple[CoverageRow, ...]
    rows: tuple[ComparedRow, ...]
    ambition: Ambition
    doubts: tuple[Issue, ...] = ()
    commitments: dict[str, tuple[Commitment, ...]] = field(default_factory=dict)
    grounds: Grounds = field(default_factory=Grounds)
    measures: tuple[MeasureRow, ...] = ()
    numbered: tuple[ComparedRow, ...] = ()
    unread: frozenset[str] = frozenset()

    @cached_property
    def analyzed(self) -> tuple[Issue, ...]:
        """Those of the analysis of the plans."""
        return tuple(issue for analysis in self.corpus.outlines() for issue in analysis.issues)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Those of reading, analysis and comparison, each once, the gravest first."""
        unique = dict.fromkeys([*self.corpus.issues, *self.analyzed, *self.doubts])
        return tuple(sorted(unique, key=_order))

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """What the rows are about, each thing once, those that most plans count first."""
        return find_things(self.rows)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the things by their keys, which stay when rows are left out."""
        things = self.things if self.numbered is self.rows else find_things(self.numbered)
        return {thing.key: number for number, thing in enumerate(things, start=1)}

    @cached_property
    def promised(self) -> frozenset[str]:
        """The ids of the commitments that stand in the rows."""
        return frozenset(commitments_in(self.rows))

    @cached_property
    def credibility(self) -> dict[str, tuple[str, ...]]:
        """The ticks of every commitment, by its id."""
        return tick_commitments(self.corpus, self.commitments, self.grounds, self.config)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators that the plans' commitments count, by their ids."""
        return {
            indicator.id: indicator
            for commitments in self.commitments.values()
            for commitment in commitments
            for indicator in (*commitment.kinds, *([commitment.indicator] if commitment.indicator else []))
        }

    def places(self, row: ComparedRow) -> dict[str, AmbitionCell]:
        """Give the places of the plans in a row, none where it is not ranked."""
        return self._places.get(row.key, {})

    @cached_property
    def _places(self) -> dict[str, dict[str, AmbitionCell]]:
        return {row.row.key: row.cells for row in self.ambition.rows}


def compare(
    corpus: Corpus,
    config: Config,
    context: Context | None = None,
    uppers: Mapping[str, str] | None = None,
    *,
    named: bool = True,
    placed: bool = True,
    alike: bool | None = None,
    likeness: LikenessJudge | None = None,
) -> Comparison:
    """Put the plans of a corpus side by side.

    Args:
        corpus: the plans, in any order.
        config: the indicators, units and topics to compare by.
        context: figures of the plans' regions; without it nothing is converted or set against them.
        uppers: the plan of the level above, by the id of each plan that is to be measured against one.
        named: whether the cells of topics must name their clauses.
        placed: whether commitments must tell where the parts of what they count were read.
        alike: joins what is likely one thing in other words; False nothing, None the surest, in few plans.
        likeness: joins what it takes for one thing, in place of the judge that is shipped.

    Returns:
        Coverage, comparable rows of targets, and ambition; the same for any order of the plans.
    """
    peers, context = Peers.of(corpus), context or Context()
    regions = {head.doc: head.metadata.region.code for head in corpus.heads}
    units = Units(config)
    stated, baselines = _read_once(corpus, config, units, placed=placed)
    shares, unread = Indicators(config, units).shares if context.figures else (), corpus.unread()
    commitments = {doc: convert_amounts(stated[doc], regions[doc], context, shares) for doc in peers.docs}
    judge = likeness or _judge_of(len(peers.docs), alike)
    if judge is not None:
        commitments = join_alike(commitments, judge)
    rows = group_alike(RowBuilder(unread, config, peers).rows(commitments))
    derived = {doc: derive_baselines(of_plan) for doc, of_plan in stated.items()}
    grounds = Grounds(
        regions=regions,
        derived=derived,
        stated=baselines,
        context=context,
        denominators=config.schema.denominators,
        uppers=uppers or {},
    )
    return Comparison(
        corpus=corpus,
        config=config,
        units=units,
        peers=peers,
        coverage=compare_coverage(corpus, config, named=named),
        measures=compare_measures(corpus, config),
        rows=rows,
        ambition=rank_ambition(rows, grounds, peers, same_year=config.settings.same_year),
        doubts=(*_inconsistencies(peers.docs, stated, derived), *find_conflicts(stated, grounds)),
        commitments=commitments,
        grounds=grounds,
        numbered=rows,
        unread=unread,
    )


def _judge_of(plans: int, alike: bool | None) -> LikenessJudge | None:
    """Load the judge of likeness that is asked for; by default it is left out where it costs much and adds little."""
    if alike is False or (alike is None and plans > _FEW):
        return None
    return load_likeness(sure=not alike)


def _read_once(
    corpus: Corpus, config: Config, units: Units, *, placed: bool
) -> tuple[dict[str, tuple[Commitment, ...]], dict[str, dict[str, Baseline]]]:
    """Align the commitments of each plan and find the baselines it states; its text and clauses are not kept."""
    stated: dict[str, tuple[Commitment, ...]] = {}
    baselines: dict[str, dict[str, Baseline]] = {}
    for analysis, of_plan in align_plans(corpus.stating(placed=placed), config):
        stated[analysis.doc] = of_plan
        baselines[analysis.doc] = find_stated_baselines(analysis, of_plan, units)
    return stated, baselines


def _inconsistencies(
    docs: Iterable[str],
    stated: Mapping[str, tuple[Commitment, ...]],
    derived: Mapping[str, dict[tuple[str, str], list[Baseline]]],
) -> list[Issue]:
    return [issue for doc in docs for issue in find_inconsistencies(doc, stated[doc], derived[doc])]


def survey(
    corpus: Corpus, config: Config, *, topics: bool = False, measures: bool = False, named: bool = True
) -> Comparison:
    """Put side by side what the plans of a corpus speak of: their topics, their measures, and none of their numbers.

    Args:
        corpus: the plans, in any order.
        config: the topics and measures to compare by.
        topics: whether topics are counted.
        measures: whether measures are.
        named: whether the cells of topics must name their clauses.

    Returns:
        A comparison without rows; the parts that are not asked for are empty.
    """
    return Comparison(
        corpus=corpus,
        config=config,
        units=Units(config),
        peers=Peers.of(corpus),
        coverage=compare_coverage(corpus, config, named=named) if topics else (),
        measures=compare_measures(corpus, config) if measures else (),
        rows=(),
        ambition=Ambition(()),
    )


def _order(issue: Issue) -> tuple[int, str, str, int, str]:
    start = issue.span.start if issue.span else -1
    return (_SEVERITIES[issue.severity], issue.doc or "", issue.stage, start, issue.message)
