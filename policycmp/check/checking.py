"""Check plans against the rules of the config: the one function that puts the rules together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from policycmp.check.findings import Finding, say
from policycmp.check.promises import check_bound, check_dated, check_quantified, check_upper
from policycmp.check.results import check_outcome
from policycmp.check.scope import Scope
from policycmp.check.weakening import context_of, say_weakening
from policycmp.compare import compare
from policycmp.diff import Change, ChangeKind, diff, editions_of
from policycmp.models import Severity, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policycmp.config import Config
    from policycmp.config.rules import CoveredRule, KeptRule, Rule
    from policycmp.diff import Edition
    from policycmp.models import Corpus


def check(
    corpus: Corpus, config: Config, baseline: Sequence[Edition] | None = None, lang: str = "en"
) -> tuple[Finding, ...]:
    """Hold plans to the rules of the config.

    Args:
        corpus: the plans; rules on outcomes need them analyzed with their actuals (`asks_for_outcomes`).
        config: the rules, and what they speak of.
        baseline: an earlier result, for the rules that nothing may be weaker; without it these are not checked.
        lang: of the messages.

    Returns:
        A finding for each rule and plan, in the order of the rules and of the columns.
    """
    scope = Scope(compare(corpus, config, alike=False), None if baseline is None else tuple(baseline), lang)
    return tuple(
        replace(finding, severity=rule.severity)
        for rule in config.rules
        for finding in _findings(rule, scope)
    )


def _findings(rule: Rule, scope: Scope) -> Iterator[Finding]:
    if rule.plans and not scope.plans_of(rule):
        names = ", ".join(rule.plans)
        yield Finding(rule.id, False, None, say(scope.lang, "no plan", names=names))
        return
    yield from _CHECKS[rule.require](rule, scope)


def _check_read(rule: Rule, scope: Scope) -> Iterator[Finding]:
    if not rule.plans:
        for issue in scope.comparison.corpus.issues:
            if issue.severity is Severity.ERROR:
                yield Finding(rule.id, False, issue.doc, issue.message)
    for analysis in scope.plans_of(rule):
        count = len(analysis.clauses)
        sentence = say(scope.lang, "read" if count else "unread", clauses=count, doc=analysis.document.path)
        yield Finding(rule.id, bool(count), analysis.doc, sentence)


def _check_covered(rule: Rule, scope: Scope) -> Iterator[Finding]:
    topic = cast("CoveredRule", rule).topic
    for analysis in scope.plans_of(rule):
        committing = [
            clause.id for clause in analysis.clauses if any(match.id == topic for match in clause.topics)
        ]
        sentence = "covered" if committing else "uncovered"
        message = say(scope.lang, sentence, count=len(committing), topic=scope.topic_name(topic))
        yield Finding(rule.id, bool(committing), analysis.doc, message, tuple(committing))


def _check_kept(rule: Rule, scope: Scope) -> Iterator[Finding]:
    if scope.baseline is None:
        yield Finding(rule.id, None, None, say(scope.lang, "no baseline"))
        return
    rule = cast("KeptRule", rule)
    config, corpus = scope.comparison.config, scope.comparison.corpus
    changes = diff(scope.baseline, editions_of(corpus, config), config)
    weaker = [change for change in changes if change.is_weaker and _concerns(rule, change)]
    asked = {analysis.doc for analysis in scope.plans_of(rule)}
    at_hand = {analysis.doc for analysis in corpus.analyses}
    for doc in [*(analysis.doc for analysis in scope.plans_of(rule)), *_lost(weaker, at_hand)]:
        of_plan = [change for change in weaker if change.doc == doc]
        if doc not in asked and (rule.plans or rule.level):
            continue
        for change in of_plan:
            message, context = say_weakening(change, scope), context_of(change)
            yield Finding(rule.id, False, doc, message, _evidence(change), context=context)
        if not of_plan:
            yield Finding(rule.id, True, doc, say(scope.lang, "kept"))
        for change in changes:
            if change.doc == doc and change.kind is ChangeKind.STEP and _concerns(rule, change):
                yield Finding(rule.id, True, doc, _step(change, scope), _evidence(change))


def _evidence(change: Change) -> tuple[str, ...]:
    """Name both sides of a change, as far as there are two."""
    return tuple(place.id for place in (change.old, change.new) if place)


def _step(change: Change, scope: Scope) -> str:
    """Say that a goal for an earlier year leads to the later one."""
    sides = [place for place in (change.old, change.new) if isinstance(place, Target)]
    step, goal = sorted(sides, key=lambda target: target.deadline or 0)
    return say(
        scope.lang, "step", indicator=step.indicator, number=scope.number(step), goal=scope.number(goal)
    )


def _lost(changes: Sequence[Change], at_hand: set[str]) -> list[str]:
    """Name the plans that only the baseline has."""
    return sorted({change.doc for change in changes} - at_hand)


def _concerns(rule: KeptRule, change: Change) -> bool:
    old = change.old
    return (
        isinstance(old, Target)
        and (rule.topic is None or rule.topic in old.topics)
        and (rule.indicator is None or rule.indicator in (change.indicator or "").split("|"))
        and (rule.type is None or rule.type == old.type)
    )


_CHECKS: dict[str, Callable[[Rule, Scope], Iterator[Finding]]] = {
    "read": _check_read,
    "covered": _check_covered,
    "quantified": check_quantified,
    "dated": check_dated,
    "at-least": check_bound,
    "at-most": check_bound,
    "above-upper": check_upper,
    "at-least-upper": check_upper,
    "kept": _check_kept,
    "reached": check_outcome,
    "reported": check_outcome,
}
