"""The level above: which plan a city's answers to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.errors import UsageError
from policycmp.regions import division_of, lies_in, parent
from policycmp.rows.peers import LEVEL_RANKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.models import Analysis, Corpus


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that may stand above another, and why: the division it lies in, or what it cites."""

    doc: str
    upper: str
    reason: str


def propose_uppers(corpus: Corpus) -> tuple[Proposal, ...]:
    """Propose the plan above each plan, from its region's code and from what it cites; the user decides."""
    plans = sorted(corpus.outlines(), key=lambda analysis: analysis.doc)
    named = _by_name(plans)
    return tuple(
        Proposal(lower.doc, upper.doc, reason)
        for lower in plans
        for upper in _candidates(lower, named)
        if (reason := _reason(lower, upper)) is not None
    )


def _by_name(plans: Sequence[Analysis]) -> dict[str, list[Analysis]]:
    """File the plans by what others may point to them by: their number, their title, their region's code."""
    named: defaultdict[str, list[Analysis]] = defaultdict(list)
    for analysis in plans:
        metadata = analysis.metadata
        for name in {metadata.doc_number, metadata.title, metadata.region.code} - {None}:
            named[str(name)].append(analysis)
    return named


def _candidates(lower: Analysis, named: Mapping[str, list[Analysis]]) -> list[Analysis]:
    """Find the plans that one cites, and those of the regions that it lies in, in the order of their ids."""
    names = {name for cite in lower.metadata.cites for name in (cite.number, cite.title) if name}
    division = division_of(lower.metadata.region.code) if lower.metadata.region.code else None
    while division:
        names.add(division.code)
        division = parent(division)
    found = {analysis.doc: analysis for name in names for analysis in named.get(name, ())}
    return [found[doc] for doc in sorted(found)]


def _reason(lower: Analysis, upper: Analysis) -> str | None:
    own, above = lower.metadata, upper.metadata
    if lower is upper or not _is_higher(lower, upper):
        return None
    for cite in own.cites:
        if cite.number is not None and cite.number == above.doc_number:
            return f"cites {cite.number}"
        if cite.title is not None and cite.title == above.title:
            return f"cites {cite.title}"
    division = division_of(own.region.code) if own.region.code else None
    if division and above.region.code and lies_in(division, above.region.code):
        return f"lies in {above.region.name}"
    return None


def _is_higher(lower: Analysis, upper: Analysis) -> bool:
    own, above = lower.metadata.region.level, upper.metadata.region.level
    return own is not None and above is not None and LEVEL_RANKS[above] > LEVEL_RANKS[own]


def settle_uppers(corpus: Corpus, requests: Sequence[str]) -> dict[str, str]:
    """Settle which plan stands above which.

    Args:
        corpus: the plans.
        requests: a plan's id, for every plan that it is proposed for; or `DOC=UPPER` for one plan.

    Returns:
        The id of the plan above, by the id of each plan under it.

    Raises:
        UsageError: where a plan is not there, or none is proposed to lie under it.
    """
    docs = {head.doc for head in corpus.heads}
    proposals = propose_uppers(corpus) if requests else ()
    uppers: dict[str, str] = {}
    for request in requests:
        lower, _, upper = request.rpartition("=")
        for doc in (upper, *([lower] if lower else [])):
            if doc not in docs:
                raise UsageError(f"--upper: no plan has the id {doc!r}; known: {', '.join(sorted(docs))}")
        under = [lower] if lower else [proposal.doc for proposal in proposals if proposal.upper == upper]
        if not under:
            raise UsageError(f"--upper: no plan cites {upper} or lies in its region; name one as DOC={upper}")
        uppers |= dict.fromkeys(under, upper)
    return uppers
