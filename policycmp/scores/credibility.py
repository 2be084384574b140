"""Credibility: ten ticks a commitment, a second axis that is never blended with ambition."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycmp.language.text import fold
from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.config import Config
    from policycmp.models import Analysis, Clause, Corpus
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.grounds import Grounds

TICKS = (
    "quantified",
    "dated",
    "baseline",
    "scope",
    "lead",
    "members",
    "milestones",
    "means",
    "assessment",
    "status",
)


def tick_commitments(
    corpus: Corpus, commitments: Mapping[str, tuple[Commitment, ...]], grounds: Grounds, config: Config
) -> dict[str, tuple[str, ...]]:
    """Tick every commitment for what makes it credible.

    Args:
        corpus: the plans.
        commitments: those of each plan, by its id.
        grounds: where baselines are found; those of the plan itself count, the context's do not.
        config: the words that speak of means and of assessment.

    Returns:
        By the commitment's id, the names of its ticks in the order of `TICKS`.
    """
    by_doc: dict[str, dict[str, tuple[str, ...]]] = {}
    kept: dict[tuple[str, ...], tuple[str, ...]] = {}  # many commitments have the same ticks
    # The plans of a store come one by one, and are put in order when only their ticks are left.
    for analysis in corpus.wording():
        stated = [
            commitment for commitment in commitments.get(analysis.doc, ()) if not commitment.is_converted
        ]
        if not stated:
            continue
        plan = _Plan.of(analysis, stated, grounds, config)
        ticks = {commitment.target.id: plan.ticks(commitment) for commitment in stated}
        by_doc[analysis.doc] = {target: kept.setdefault(each, each) for target, each in ticks.items()}
    return {target: ticks for doc in sorted(by_doc) for target, ticks in by_doc[doc].items()}


def credibility_data(ticked: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Give the JSON object of the ticks; equal ones are one object."""
    written = {ticks: {"ticks": list(ticks), "of": len(TICKS)} for ticks in set(ticked.values())}
    return {target: written[ticks] for target, ticks in ticked.items()}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one plan offers its commitments."""

    clauses: dict[str, Clause]
    years: Counter[tuple[tuple[str, str, str], str, str | None]]
    grounds: Grounds
    funded: frozenset[str]
    assessed: frozenset[str]
    is_region_known: bool
    is_assessed: bool
    is_issued: bool

    @classmethod
    def of(cls, analysis: Analysis, commitments: list[Commitment], grounds: Grounds, config: Config) -> _Plan:
        """Gather what the ticks of a plan's commitments need."""
        metadata, assessment = analysis.metadata, config.settings.assessment
        has_date = metadata.year is not None and not metadata.is_dated_by_name
        dated = {
            (*_series(commitment), commitment.target.deadline)
            for commitment in commitments
            if commitment.target.deadline
        }
        clauses = {commitment.target.clause for commitment in commitments}
        texts = {clause.id: fold(clause.text) for clause in analysis.clauses if clause.id in clauses}
        headings = fold("\n".join(clause.heading for clause in analysis.clauses))
        granting = {
            commitment.target.clause
            for commitment in commitments
            if commitment.target.type is TargetType.INCENTIVE
        }
        return cls(
            clauses={clause.id: clause for clause in analysis.clauses},
            years=Counter(series[:-1] for series in dated),
            grounds=grounds,
            funded=frozenset(
                clause
                for clause, text in texts.items()
                if clause in granting or _has(text, config.settings.means)
            ),
            assessed=frozenset(clause for clause, text in texts.items() if _has(text, assessment)),
            is_region_known=metadata.region.name is not None,
            is_assessed=_has(headings, assessment),
            is_issued=not metadata.draft and bool(metadata.doc_number or (metadata.issuer and has_date)),
        )

    def ticks(self, commitment: Commitment) -> tuple[str, ...]:
        """Tick one commitment."""
        target, clause = commitment.target, self.clauses.get(commitment.target.clause)
        agencies = clause.agencies if clause else None
        baseline = self.grounds.baseline(commitment)
        is_based = bool(baseline and baseline.source != "context") or commitment.since is not None
        tests = (
            ("quantified", True),
            ("dated", target.deadline is not None or target.per_year),
            ("baseline", is_based),
            ("scope", not target.binds_all or self.is_region_known),
            ("lead", agencies and agencies.lead),
            ("members", agencies and agencies.members),
            ("milestones", self.years[_series(commitment)] > 1),
            ("means", target.clause in self.funded),
            ("assessment", self.is_assessed or target.clause in self.assessed),
            ("status", self.is_issued),
        )
        return tuple([tick for tick, holds in tests if holds])


def _series(commitment: Commitment) -> tuple[tuple[str, str, str], str, str | None]:
    """Tell what a commitment shares with its milestones: the subject, the scope and the basis."""
    return (commitment.subject, commitment.target.scope, commitment.target.basis)


def _has(folded: str, words: tuple[str, ...]) -> bool:
    return any(map(folded.__contains__, words))
