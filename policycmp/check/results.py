"""Rules on outcomes: what was promised for a year that has passed was reported, or reached too."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from policycmp.check.findings import Finding, say
from policycmp.scores.outcomes import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.check.scope import Scope
    from policycmp.config.rules import OutcomeRule, Rule
    from policycmp.scores.outcomes import Outcome

_MET = frozenset({Verdict.REACHED, Verdict.EXCEEDED})
# Of these years nothing can be asked yet.
_AHEAD = frozenset({Verdict.NOT_DUE, Verdict.ON_COURSE, Verdict.BEHIND})
_NOT_TOLD = frozenset({Verdict.NOT_REPORTED, Verdict.NO_LONGER_SET})


def asks_for_outcomes(rules: tuple[Rule, ...]) -> bool:
    """Tell whether any rule needs what plans report as reached."""
    return any(rule.require in {"reached", "reported"} for rule in rules)


def check_outcome(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Ask of each promise whose year has passed what became of it; a plan without any is asked nothing."""
    rule = cast("OutcomeRule", rule)
    docs = {analysis.doc for analysis in scope.plans_of(rule)}
    for outcome in scope.outcomes(rule.indicator, rule.basis):
        doc = outcome.promise.target.doc
        if doc in docs and outcome.verdict not in _AHEAD:
            evidence = (outcome.promise.target.id, *(one.actual.id for one in outcome.results))
            yield Finding(rule.id, _holds(rule, outcome), doc, _told(rule, outcome, scope), evidence)


def _holds(rule: OutcomeRule, outcome: Outcome) -> bool:
    return outcome.verdict in _MET if rule.require == "reached" else outcome.verdict not in _NOT_TOLD


def _told(rule: OutcomeRule, outcome: Outcome, scope: Scope) -> str:
    """Say what was promised, what was reported, and the verdict."""
    reported = "、".join(dict.fromkeys(f"{one.actual.text} ({one.actual.year})" for one in outcome.results))
    return say(
        scope.lang,
        f"outcome {outcome.verdict.value}",
        indicator=scope.indicator_name(rule.indicator),
        numbers=scope.number(outcome.promise.target),
        reported=reported,
    )
