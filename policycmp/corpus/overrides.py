"""What a reader knows better: topics of a clause, any field of a number, that one is no commitment, or that one is.

A correction names a clause or a commitment by its id, so it survives a new reading of the plan; a commitment that is
added names its words. What fits nothing any more is reported; what a correction touched says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policycmp.corpus.additions import ADD, COUNTS, MARK, find_passage, make_target, start_of
from policycmp.corpus.override_rows import DROP, FIELDS, FIELDS_OF_ACTUALS, UNREPORTED
from policycmp.language import patterns as re
from policycmp.models import Issue, Rejection, Severity, TargetType, TopicMatch
from policycmp.models.plans import owns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.corpus.override_rows import Override
    from policycmp.models import Actual, Analysis, Clause, Counted, Target

_MARK_ANEW = "the commitment is not added: mark it anew in `policycmp review`, or mend the words"
# The id of a result ends with its year and an ordinal; results are read only where they are asked for.
_IS_ACTUAL = re.compile(r"/[^/]*@(?:\d{4}|\?)/\d+$")


def apply_overrides(
    analyses: Iterable[Analysis], overrides: Sequence[Override]
) -> tuple[list[Analysis], list[Issue]]:
    """Correct the analyses of a run.

    Args:
        analyses: the plans as the program reads them.
        overrides: the corrections.

    Returns:
        The analyses in their order, each correction among their issues and its id among their `overrides`; and an
        issue for each correction whose plan is there and that fits nothing in it.
    """
    analyses = list(analyses)
    by_doc, issues = find_owners([analysis.doc for analysis in analyses], overrides)
    corrected = []
    for analysis in analyses:
        corrected_analysis, unfit = correct(analysis, by_doc.get(analysis.doc, ()))
        corrected.append(corrected_analysis)
        issues += unfit
    return corrected, issues


def find_owners(
    docs: Iterable[str], overrides: Sequence[Override]
) -> tuple[dict[str, list[Override]], list[Issue]]:
    """Find the corrections of each plan by its id; an issue tells how many are for none of the plans."""
    by_doc: dict[str, list[Override]] = {}
    longest_first = sorted(docs, key=len, reverse=True) if overrides else []
    elsewhere = 0
    for override in overrides:
        owner = next((doc for doc in longest_first if owns(doc, override.id)), None)
        if owner is None:
            elsewhere += 1
        else:
            by_doc.setdefault(owner, []).append(override)
    message = f"{elsewhere} of {len(overrides)} corrections are for plans that are not among those given"
    return by_doc, [Issue(Severity.WARNING, "overrides", message)] if elsewhere else []


def correct(analysis: Analysis, overrides: Sequence[Override]) -> tuple[Analysis, list[Issue]]:
    """Correct one analysis; an issue tells of each correction that fits nothing in it."""
    if not overrides:
        return analysis, []
    correction = _Correction(analysis)
    added: dict[str, list[Override]] = {override.id: [] for override in overrides if override.field == ADD}
    for override in overrides:
        if override.id in added:
            added[override.id].append(override)
        else:
            correction.apply(override)
    for identifier in sorted(added, key=lambda name: (start_of(name) or 0, name)):
        correction.add(added[identifier])
    return correction.corrected(), correction.issues


class _Correction:
    """Corrects one analysis, correction by correction; `issues` are of those that fit nothing."""

    def __init__(self, analysis: Analysis) -> None:
        self.issues: list[Issue] = []
        self._analysis = analysis
        self._clauses = {clause.id: clause for clause in analysis.clauses}
        self._targets = {target.id: target for target in analysis.targets}
        self._actuals = {actual.id: actual for actual in analysis.actuals}
        self._rejections = list(analysis.rejections)
        self._notes: list[Issue] = []
        self._touched: set[str] = set()

    def apply(self, override: Override) -> None:
        """Apply a correction of what has an id."""
        if override.id in self._targets and override.field in FIELDS:
            told = self._correct_target(self._targets[override.id], override)
        elif override.id in self._actuals and _fits_actual(override):
            told = self._correct_actual(self._actuals[override.id], override)
        elif override.id in self._clauses and override.field == "topics":
            self._clauses[override.id], told = _with_topics(self._clauses[override.id], override)
        else:
            self._tell_unfit(override)
            return
        self._note(override, told)

    def add(self, overrides: Sequence[Override]) -> None:
        """Add a commitment: its passage is one of the corrections, its fields are the others.

        What the program reads as a commitment by itself meanwhile takes the fields as corrections.
        """
        override = next(one for one in overrides if one.field == ADD)
        text = self._analysis.document.text
        span = find_passage(text, override.value, start_of(override.id) or 0)
        if span is None:
            self._warn(
                override, f"the words round ⟦{override.value}⟧ stand no longer in the plan; {_MARK_ANEW}"
            )
            return
        fields = {one.field: one.value for one in overrides if one.field in FIELDS and one.field != DROP}
        read = next((each for each in self._targets.values() if each.span.overlap(span)), None)
        if read is not None:
            self._note(override, f"{read.id}: the program reads {read.text} as a commitment by itself")
            for one in overrides:
                if one.field in fields:
                    self.apply(replace(one, id=read.id))
            return
        taken = {*self._targets, *(target.id for target in self._analysis.targets)}
        target = make_target(self._analysis, span, override.value, fields, taken)
        if target is None:
            self._warn(
                override, f"the plan has no clause for ⟦{override.value}⟧; the commitment is not added"
            )
            return
        self._targets[target.id] = target
        self._rejections = [each for each in self._rejections if not each.span.overlap(span)]
        self._actuals = {key: each for key, each in self._actuals.items() if not each.span.overlap(span)}
        self._note(replace(override, id=target.id), f"{target.id}: added, {target.text}{_remark(override)}")

    def corrected(self) -> Analysis:
        """Give the analysis with what was corrected, in order of place."""
        analysis, targets = self._analysis, self._targets
        return replace(
            analysis,
            clauses=tuple(self._clauses.values()),
            targets=tuple(sorted(targets.values(), key=lambda each: each.span)),
            actuals=tuple(self._actuals.values()),
            rejections=tuple(sorted(self._rejections, key=lambda each: each.span)),
            issues=(*analysis.issues, *self._notes),
            measures=tuple(
                replace(use, targets=tuple(each for each in use.targets if each in targets))
                for use in analysis.measures
            ),
            overrides=tuple(sorted(self._touched)),
        )

    def _correct_target(self, target: Target, override: Override) -> str:
        if override.field == DROP:
            if override.value:
                return f"{target.id}: a commitment, as the program says"
            del self._targets[target.id]
            reason = f"not a commitment {MARK}"
            self._rejections.append(Rejection(target.doc, target.clause, target.span, target.text, reason))
            return f"{target.id}: not a commitment{_remark(override)}"
        changes, told = _changes(target, override)
        if override.field == "type" and override.value is not TargetType.TARGET:
            changes["basis"] = None
        self._targets[target.id] = replace(target, **changes)
        return told

    def _correct_actual(self, actual: Actual, override: Override) -> str:
        if override.field != UNREPORTED:
            changes, told = _changes(actual, override)
            self._actuals[actual.id] = replace(actual, **changes)
            return told
        if override.value:
            return f"{actual.id}: reported, as the program says"
        del self._actuals[actual.id]
        return f"{actual.id}: not reported{_remark(override)}"

    def _tell_unfit(self, override: Override) -> None:
        """Tell why a correction fits nothing, unless it is of a result and nobody asked for those."""
        if override.id in self._clauses:
            self._warn(override, f"`{override.id}` is a clause, of which only `topics` can be corrected")
        elif override.id in self._targets or override.id in self._actuals:
            self._warn(override, f"`{override.id}` has no {override.field} of that kind")
        elif start_of(override.id) is not None:
            mend = f"a row `{override.id},{ADD},…⟦number⟧…` makes it a commitment"
            self._warn(override, f"`{override.id}` is a number, of which nothing can be corrected; {mend}")
        elif self._analysis.actuals or not _IS_ACTUAL.search(override.id):
            what = f"nothing has the id `{override.id}` any more; the correction is not applied"
            self._warn(override, what)

    def _warn(self, override: Override, message: str) -> None:
        text = f"{override.where}: {message}"
        self.issues.append(Issue(Severity.WARNING, "overrides", text, self._analysis.doc))

    def _note(self, override: Override, told: str) -> None:
        self._touched.add(override.id)
        text = f"{override.where}: {told}"
        self._notes.append(Issue(Severity.NOTE, "overrides", text, self._analysis.doc))


def _fits_actual(override: Override) -> bool:
    """Tell whether a correction can be one of a result, whose basis is always known."""
    return override.field in FIELDS_OF_ACTUALS and not (override.field == "basis" and override.value is None)


def _changes(number: Target | Actual, override: Override) -> tuple[dict[str, Any], str]:
    """Give what a correction changes of a commitment or a result, and the line that tells of it."""
    part = override.field.removeprefix(COUNTS)
    reasons = (*number.reasons, f"{override.field} {MARK}")
    if part == override.field:
        old = getattr(number, override.field)
        changes: dict[str, Any] = {override.field: override.value, "reasons": reasons}
    else:
        old = getattr(number.counts, part)
        changes = {"counts": _recounted(number.counts, part, override.value), "reasons": reasons}
    return (
        changes,
        f"{number.id}: {override.field} {_shown(old)} → {_shown(override.value)}{_remark(override)}",
    )


def _recounted(counts: Counted, part: str, value: str | None) -> Counted:
    """Set a part of what a number counts; what it was read from is told no more, nor the id of another object."""
    evidence = tuple((name, span) for name, span in counts.evidence if name != part)
    changes: dict[str, Any] = {part: value, "evidence": evidence}
    if part == "object":
        changes["object_id"] = None
    return replace(counts, **changes)


def _with_topics(clause: Clause, override: Override) -> tuple[Clause, str]:
    known = {match.id: match for match in clause.topics}
    matches = tuple(
        replace(known[topic], evidence=(*known[topic].evidence, MARK))
        if topic in known
        else TopicMatch(topic, 0.0, (MARK,))
        for topic in override.value
    )
    old, new = _shown(tuple(known)), _shown(override.value)
    return replace(clause, topics=matches), f"{clause.id}: topics {old} → {new}{_remark(override)}"


def _remark(override: Override) -> str:
    return f" ({override.note})" if override.note else ""


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
