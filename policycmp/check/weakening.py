"""What made a commitment weaker, in words: a smaller number, a later year, a hedge that was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.check.findings import say
from policycmp.diff.changes import ChangeKind
from policycmp.models import Comparator, Target

if TYPE_CHECKING:
    from policycmp.check.scope import Scope
    from policycmp.diff import Change

_SIGNS = {
    Comparator.EQ: "=",
    Comparator.RANGE: "–",
    Comparator.GE: "≥",
    Comparator.GT: ">",
    Comparator.LE: "≤",
    Comparator.LT: "<",
    Comparator.APPROX: "≈",
}
_LONGEST, _BEFORE = 72, 36


def say_weakening(change: Change, scope: Scope) -> str:
    """Say what a plan promises less than before."""
    old, new = (place if isinstance(place, Target) else None for place in (change.old, change.new))
    return say(
        scope.lang,
        change.kind.value,
        indicator=old.indicator if old else "",
        old=scope.number(old) if old else "",
        new=scope.number(new) if new else "",
        years=_years(old, new, scope.lang) if old and new else "",
        wording=_wording(old, new, scope) if old and new and change.kind is ChangeKind.SOFTENED else "",
    )


def context_of(change: Change) -> str:
    """Quote what stands round the number, of the new version where there is one."""
    place = change.new if isinstance(change.new, Target) else change.old
    if not isinstance(place, Target):
        return ""
    quote = " ".join(place.quote.split())
    start = max(0, quote.find(" ".join(place.text.split())) - _BEFORE)
    shown = quote[start : start + _LONGEST]
    return ("…" if start else "") + shown + ("…" if start + _LONGEST < len(quote) else "")


def _years(old: Target, new: Target, lang: str) -> str:
    return " → ".join(
        str(target.deadline) if target.deadline else say(lang, "no year") for target in (old, new)
    )


def _wording(old: Target, new: Target, scope: Scope) -> str:
    """Name the hedge that was added, the firm word that was dropped, or the bound that holds less."""
    strengths = scope.comparison.config.strengths
    hedges = [word for word in (*strengths.soft, *strengths.soft_object) if word in new.reasons]
    if added := [word for word in hedges if word not in old.reasons]:
        return say(scope.lang, "word added", word=added[0])
    if old.comparator is not new.comparator:
        return say(scope.lang, "bound", old=_SIGNS[old.comparator], new=_SIGNS[new.comparator])
    dropped = [word for word in strengths.firm if word in old.reasons and word not in new.reasons]
    return say(scope.lang, "word dropped", word=dropped[0]) if dropped else say(scope.lang, "hedged")
