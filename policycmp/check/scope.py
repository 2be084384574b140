"""What rules ask of a comparison: which plans they are for, and what these promise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.check.findings import say
from policycmp.rows.commitments import Commitment, find_commitments
from policycmp.rows.indicators import Indicators
from policycmp.rows.units import Units
from policycmp.scores.outcomes import track_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.compare import Comparison
    from policycmp.config.rules import Rule
    from policycmp.diff import Edition
    from policycmp.models import Analysis, Target
    from policycmp.scores.outcomes import Outcome, Track


@dataclass(frozen=True)
class Scope:
    """The plans at hand, the baseline if there is one, and the language to speak in."""

    comparison: Comparison
    baseline: tuple[Edition, ...] | None = None
    lang: str = "en"

    @cached_property
    def units(self) -> Units:
        """The unit families of the config."""
        return Units(self.comparison.config)

    @cached_property
    def commitments(self) -> dict[str, tuple[Commitment, ...]]:
        """The commitments of each plan by its id."""
        return find_commitments(self.comparison.corpus, self.comparison.config)

    @cached_property
    def _indicators(self) -> Indicators:
        return Indicators(self.comparison.config, self.units)

    def plans_of(self, rule: Rule) -> list[Analysis]:
        """Find the plans that a rule is for, in the order of the columns."""
        return [
            analysis
            for analysis in self.comparison.corpus.analyses
            if (not rule.plans or any(answers_to(analysis, name) for name in rule.plans))
            and (rule.level is None or analysis.metadata.region.level in {rule.level, None})
        ]

    def promises(self, doc: str, indicator: str, basis: str | None) -> list[Commitment]:
        """Find what a plan promises of an indicator for its whole region, of one basis where one is named."""
        known = self._indicators.find(indicator)
        return [
            commitment
            for commitment in self.commitments[doc]
            if known is not None
            and any(kind.id == known.id for kind in commitment.kinds)
            and commitment.target.binds_all
            and (basis is None or commitment.target.basis == basis)
        ]

    @cached_property
    def _tracks(self) -> tuple[Track, ...]:
        """What became of what each region promised."""
        return track_outcomes(self.comparison.corpus, self.comparison.config)

    def outcomes(self, indicator: str, basis: str | None) -> list[Outcome]:
        """Find what became of the promises on an indicator, of one basis where one is named."""
        known = self._indicators.find(indicator)
        return [
            outcome
            for track in self._tracks
            for outcome in track.outcomes
            if known is not None
            and any(kind.id == known.id for kind in outcome.promise.kinds)
            and (basis is None or outcome.promise.target.basis == basis)
        ]

    def indicator_name(self, indicator: str) -> str:
        """Name an indicator in the language of the findings."""
        known = self._indicators.find(indicator)
        if known is None:
            return indicator
        return known.label.zh if self.lang == "zh" else known.label.en

    def topic_name(self, topic: str) -> str:
        """Name a topic in the language of the findings."""
        label = next(known.label for known in self.comparison.config.topics if known.id == topic)
        return label.zh if self.lang == "zh" else label.en

    def label(self, doc: str) -> str:
        """Name a plan as its column does."""
        return self.comparison.corpus.labels.get(doc, doc)

    def shown(self, commitments: Iterable[Commitment]) -> str:
        """Write numbers as the plans do, with their deadlines."""
        return "、".join(Counter(self.number(commitment.target) for commitment in commitments))

    def number(self, target: Target) -> str:
        """Write a number as its plan does, with its deadline."""
        if target.deadline is None:
            return target.text
        return say(self.lang, "by", text=target.text, year=target.deadline)


def answers_to(analysis: Analysis, name: str) -> bool:
    """Tell whether a plan goes by a name: its id, its region, or a pattern of its id."""
    region = analysis.metadata.region
    return name in {region.name, region.short_name} or fnmatchcase(analysis.doc, name)
