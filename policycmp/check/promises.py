"""Rules on what plans promise of an indicator: that they do, by when, and how much."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from policycmp.check.findings import Finding, say
from policycmp.check.scope import answers_to
from policycmp.config.cross_checks import parse_amount
from policycmp.models import Basis, Comparator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from policycmp.check.scope import Scope
    from policycmp.config.rules import BoundRule, DatedRule, QuantifiedRule, Rule, UpperRule
    from policycmp.rows.commitments import Commitment

_AT_MOST = frozenset({Comparator.LE, Comparator.LT})
_AT_LEAST = frozenset({Comparator.GE, Comparator.GT})


def check_quantified(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Ask each plan for a number."""
    rule = cast("QuantifiedRule", rule)
    for analysis in scope.plans_of(rule):
        promises = scope.promises(analysis.doc, rule.indicator, rule.basis)
        yield _finding(rule, scope, analysis.doc, promises, "stated" if promises else "unstated")


def check_dated(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Ask each plan for a number with a deadline, and perhaps one that is early enough."""
    rule = cast("DatedRule", rule)
    for analysis in scope.plans_of(rule):
        promises = scope.promises(analysis.doc, rule.indicator, rule.basis)
        dated = [commitment for commitment in promises if commitment.target.deadline is not None]
        timely = _in_time(dated, rule.by)
        verdict = "stated" if timely else "late" if dated else "undated" if promises else "unstated"
        yield _finding(rule, scope, analysis.doc, timely or dated or promises, verdict)


def check_bound(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Ask each plan for enough of something, or for little enough."""
    rule = cast("BoundRule", rule)
    basis = rule.basis or Basis.LEVEL
    for analysis in scope.plans_of(rule):
        promises = scope.promises(analysis.doc, rule.indicator, basis)
        timely = _in_time(promises, rule.by)
        enough = [promise for promise in timely if _is_enough(promise, rule, scope)]
        verdict = "stated" if enough else rule.require if timely else "late" if promises else "unstated"
        yield _finding(rule, scope, analysis.doc, enough or timely or promises, verdict)


def _in_time(promises: list[Commitment], by: int | None) -> list[Commitment]:
    return [
        commitment for commitment in promises if by is None or (commitment.target.deadline or by + 1) <= by
    ]


def _is_enough(commitment: Commitment, rule: BoundRule, scope: Scope) -> bool:
    """Compare a promise with the bound, both in base units; a cap promises no least, a floor no most."""
    bound = parse_amount(rule.value, {commitment.target.unit, *_words(commitment, scope)})
    if bound is None:
        return False
    amount = Fraction(bound.value * scope.units.factor(commitment.family, bound.unit))
    comparator = commitment.target.comparator
    if rule.require == "at-most":
        return (
            comparator not in _AT_LEAST and _annual(commitment, commitment.high or commitment.low) <= amount
        )
    return comparator not in _AT_MOST and _annual(commitment, commitment.low) >= amount


def _annual(commitment: Commitment, value: Decimal | Fraction) -> Fraction:
    years = commitment.window if commitment.is_annualized else None
    return Fraction(value) / (years or 1)


def _words(commitment: Commitment, scope: Scope) -> Iterable[str]:
    family = scope.units.named(commitment.family)
    return family.words if family else ()


def check_upper(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Ask each plan for more than the plan of the higher level."""
    rule = cast("UpperRule", rule)
    uppers = _uppers(rule, scope)
    if not uppers:
        yield Finding(rule.id, None, None, say(scope.lang, "no upper"))
        return
    for upper in uppers:
        theirs = scope.promises(upper, rule.indicator, rule.basis)
        for analysis in scope.plans_of(rule):
            if analysis.doc not in uppers:
                yield _against(rule, scope, analysis.doc, upper, theirs)


def _uppers(rule: UpperRule, scope: Scope) -> list[str]:
    analyses, peers = scope.comparison.corpus.analyses, scope.comparison.peers
    if rule.upper is not None:
        return [analysis.doc for analysis in analyses if answers_to(analysis, rule.upper)]
    return [analysis.doc for analysis in analyses if peers.is_benchmark(analysis.doc)]


def _against(rule: UpperRule, scope: Scope, doc: str, upper: str, theirs: list[Commitment]) -> Finding:
    """Hold the best that a plan promises against what the upper plan does."""
    ours = scope.promises(doc, rule.indicator, rule.basis)
    pairs = [(own, theirs_too) for own in ours for theirs_too in theirs if _comparable(own, theirs_too)]
    reaching = [
        (own, theirs_too)
        for own, theirs_too in pairs
        if _reaches(own, theirs_too, rule.require == "above-upper")
    ]
    held = [(own, theirs_too) for own, theirs_too in reaching if _year(own) <= _year(theirs_too)]
    shown = held or reaching or pairs
    verdict = (
        "above"
        if held
        else "later"
        if reaching
        else "below"
        if pairs
        else "upper silent"
        if ours
        else "unstated"
    )
    return _finding(
        rule,
        scope,
        doc,
        list(dict.fromkeys(own for own, _ in shown)) or ours,
        verdict,
        held=None if verdict == "upper silent" else verdict == "above",
        upper=scope.label(upper),
        theirs=scope.shown(dict.fromkeys(theirs_too for _, theirs_too in shown)),
    )


def _comparable(own: Commitment, theirs_too: Commitment) -> bool:
    return (own.target.basis, own.family, own.span_of_years) == (
        theirs_too.target.basis,
        theirs_too.family,
        theirs_too.span_of_years,
    ) and own.span_of_years is not None


def _reaches(own: Commitment, theirs_too: Commitment, strictly: bool) -> bool:
    lead = theirs_too.compared - own.compared if own.is_better_lower else own.compared - theirs_too.compared
    return lead > 0 or (lead == 0 and not strictly)


def _year(commitment: Commitment) -> int:
    """Give the deadline; a promise without one is never late, since nothing tells when it is due."""
    return commitment.target.deadline or 0


def _finding(
    rule: QuantifiedRule | DatedRule | BoundRule | UpperRule,
    scope: Scope,
    doc: str,
    promises: list[Commitment],
    verdict: str,
    *,
    held: bool | None = False,
    **values: str,
) -> Finding:
    message = say(
        scope.lang,
        verdict,
        indicator=scope.indicator_name(rule.indicator),
        numbers=scope.shown(promises),
        bound=getattr(rule, "value", ""),
        by=getattr(rule, "by", ""),
        **values,
    )
    evidence = tuple(commitment.target.id for commitment in promises)
    return Finding(rule.id, held or verdict == "stated" if held is not None else None, doc, message, evidence)
