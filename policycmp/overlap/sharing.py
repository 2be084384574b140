"""Passages that plans share: found by likeness, aligned, without boilerplate, with both places and the direction."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from policycmp.models import Analysis, Corpus, Span
from policycmp.overlap.alignment import Seed, align
from policycmp.overlap.boilerplate import boilerplate_from, find_boilerplate
from policycmp.overlap.likeness import cut_passages, find_candidates, unmasked
from policycmp.overlap.wording import hash_grams, wording_of
from policycmp.scores.upper import propose_uppers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from policycmp.overlap.alignment import Alignment
    from policycmp.overlap.likeness import Passage
    from policycmp.overlap.wording import Wording

SHORTEST = 15
# An alignment grows from a run of so many characters without a change.
SEED = 6
# Of its columns so many are the same, else it is no common wording.
LEAST_SAME = 0.75
_MARGIN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan has a passage: offsets into `Document.text`, the clause that it begins in, and its words."""

    doc: str
    clause: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two plans share.

    `places` are in the order of the plans, the earlier first where the dates tell; `earlier` is then its id, else None.
    `matches` counts the letters and characters that are the same, `columns` all that were aligned. `upper` is the plan
    of the level above, where one of the two is.
    """

    places: tuple[Place, Place]
    matches: int
    columns: int
    earlier: str | None = None
    upper: str | None = None

    @property
    def id(self) -> str:
        """Its name: both plans, each with where the passage begins."""
        return "~".join(f"{place.doc}:{place.span.start}" for place in self.places)

    @property
    def same(self) -> Decimal:
        """The share of what aligns that is the same."""
        return round(Decimal(self.matches) / self.columns, 3)


@dataclass(frozen=True, slots=True)
class PlanShare:
    """Of one plan: its letters and characters, those of boilerplate, those that another plan has, and its date."""

    doc: str
    date: str | None
    chars: int
    boilerplate: int
    shared: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What plans share: the plans in the order of their columns, the passages longest first.

    `least` is how many plans make wording boilerplate, `shortest` the fewest characters of a passage; `uppers` are the
    pairs of a plan and one of the level above, by their ids.
    """

    plans: tuple[PlanShare, ...]
    passages: tuple[Shared, ...]
    least: int
    shortest: int
    uppers: tuple[tuple[str, str], ...] = ()


def find_overlap(corpus: Corpus, shortest: int = SHORTEST) -> Overlap:
    """Find the passages that plans share.

    Args:
        corpus: plans with their clauses; they are gone through twice and need not all be in memory.
        shortest: the fewest letters and characters that must be the same.

    Returns:
        The passages, longest first, and how much of each plan they are.
    """
    wordings = [wording_of(analysis) for analysis in corpus.analyses]
    masks = find_boilerplate(wordings)
    aligned = _Aligner(wordings, masks, shortest).aligned()
    dates = {head.doc: date_of(head) for head in corpus.heads}
    uppers = {(one.doc, one.upper) for one in propose_uppers(Corpus(tuple(corpus.heads)))}
    return Overlap(
        tuple(_plan_shares(wordings, masks, aligned, dates)),
        tuple(sorted(_located(corpus, wordings, aligned, dates, uppers), key=_longest_first)),
        boilerplate_from(len(wordings)),
        shortest,
        tuple(sorted(uppers)),
    )


def date_of(head: Analysis) -> str | None:
    """Give the date of a plan as far as it is known: ISO 8601, shortened; a year that only its file's name has too."""
    metadata = head.metadata
    year = metadata.label_year
    return metadata.issued or metadata.published or (str(year) if year else None)


def is_earlier(date: str | None, other: str | None) -> bool | None:
    """Tell whether one date is before another; None where they do not tell (2020 and 2020-08)."""
    if not date or not other:
        return None
    length = min(len(date), len(other))
    return None if date[:length] == other[:length] else date < other


class _Aligner:
    """Aligns the passages of plans; what is masked bounds every alignment. All plans stand one behind the other."""

    def __init__(
        self, wordings: Sequence[Wording], masks: Sequence[NDArray[np.bool_]], shortest: int
    ) -> None:
        self._wordings, self._shortest = wordings, shortest
        self._begins = np.cumsum([0, *map(len, wordings)])
        self._codes = np.concatenate([np.zeros(0, np.uint32), *(wording.codes for wording in wordings)])
        self._grams = [hash_grams(wording.codes, SEED).astype(np.uint32) for wording in wordings]
        self._bounds = [np.array(unmasked(mask), np.int64).reshape(-1, 2) for mask in masks]
        self._passages: list[Passage] = [
            passage
            for plan, (wording, mask) in enumerate(zip(wordings, masks, strict=True))
            for passage in cut_passages(plan, wording, mask, shortest)
        ]

    def aligned(self) -> dict[tuple[int, int], list[Alignment]]:
        """Give the alignments of each pair of plans, by their places in the corpus; none touches another.

        Of each pair one seed is aligned at a time, for its alignment may hold the seeds behind it.
        """
        waiting: defaultdict[tuple[int, int], deque[Seed]] = defaultdict(deque)
        for one, other in find_candidates(self._wordings, self._passages):
            passage, partner = self._passages[one], self._passages[other]
            waiting[passage.plan, partner.plan].extend(self._seeds(passage, partner))
        known: defaultdict[tuple[int, int], list[Alignment]] = defaultdict(list)
        left: dict[tuple[int, int], deque[Seed]] = waiting
        while left := {pair: seeds for pair, seeds in left.items() if _uncovered(seeds, known[pair])}:
            first = [seeds.popleft() for seeds in left.values()]
            aligned = zip(left, first, align(self._codes, first), strict=True)
            for pair, seed, alignment in aligned:
                known[pair].append(_alike_part(seed, alignment))
        return {
            pair: [self._local(pair, one) for one in kept]
            for pair, alignments in sorted(known.items())
            if (kept := _apart(one for one in alignments if one.matches >= self._shortest))
        }

    def _seeds(self, passage: Passage, partner: Passage) -> Iterator[Seed]:
        """Give a seed for each run that both have, with a margin round them; runs on one diagonal share theirs."""
        start, end = self._bound(passage)
        other_start, other_end = self._bound(partner)
        begun = max(start, passage.start - _MARGIN)
        other_begun = max(other_start, partner.start - _MARGIN)
        stop, other_stop = min(end, passage.end + _MARGIN), min(other_end, partner.end + _MARGIN)
        ours = self._grams[passage.plan][begun : stop - SEED + 1].tolist()
        theirs = self._grams[partner.plan][other_begun : other_stop - SEED + 1].tolist()
        common = set(ours).intersection(theirs)
        if not common:
            return
        places = {gram: place for place, gram in enumerate(theirs) if gram in common}
        at, other_at = int(self._begins[passage.plan]), int(self._begins[partner.plan])
        bounds = start + at, end + at, other_start + other_at, other_end + other_at
        diagonal = None
        for place, gram in enumerate(ours, begun):
            if gram in common:
                other = places[gram] + other_begun
                if place - other != diagonal:
                    diagonal = place - other
                    yield Seed(place + at, other + other_at, *bounds)

    def _bound(self, passage: Passage) -> tuple[int, int]:
        """Give the stretch without boilerplate that a passage stands in."""
        bounds = self._bounds[passage.plan]
        start, end = bounds[np.searchsorted(bounds[:, 0], passage.start, side="right") - 1].tolist()
        return start, end

    def _local(self, pair: tuple[int, int], alignment: Alignment) -> Alignment:
        """Give the ranges as those of each plan."""
        at, other_at = (int(self._begins[plan]) for plan in pair)
        return alignment._replace(
            start=alignment.start - at,
            end=alignment.end - at,
            other_start=alignment.other_start - other_at,
            other_end=alignment.other_end - other_at,
        )


def _uncovered(seeds: deque[Seed], known: Sequence[Alignment]) -> bool:
    """Drop the seeds in front that an alignment holds already; tell whether any is left."""
    while seeds and any(_covers(alignment, seeds[0]) for alignment in known):
        seeds.popleft()
    return bool(seeds)


def _alike_part(seed: Seed, alignment: Alignment) -> Alignment:
    """Give an alignment as it is where enough of it is the same, else only the run through its seed."""
    if alignment.matches >= LEAST_SAME * alignment.columns:
        return alignment
    before, after = alignment.before, alignment.after
    length = before + after
    return alignment._replace(
        start=seed.place - before,
        end=seed.place + after,
        other_start=seed.other - before,
        other_end=seed.other + after,
        matches=length,
        columns=length,
    )


def _covers(alignment: Alignment, seed: Seed) -> bool:
    return (
        alignment.start <= seed.place < alignment.end
        and alignment.other_start <= seed.other < alignment.other_end
    )


def _apart(alignments: Iterable[Alignment]) -> list[Alignment]:
    """Keep the best of alignments that have a character in common on either side, in the order of the text."""
    kept: list[Alignment] = []
    for one in sorted(alignments, key=lambda one: (-one.score, one)):
        if not any(_touch(one, other) for other in kept):
            kept.append(one)
    return sorted(kept)


def _touch(one: Alignment, other: Alignment) -> bool:
    ours = min(one.end, other.end) > max(one.start, other.start)
    theirs = min(one.other_end, other.other_end) > max(one.other_start, other.other_start)
    return ours or theirs


def _plan_shares(
    wordings: Sequence[Wording],
    masks: Sequence[NDArray[np.bool_]],
    aligned: dict[tuple[int, int], list[Alignment]],
    dates: dict[str, str | None],
) -> Iterator[PlanShare]:
    shared = [np.zeros(len(wording), np.bool_) for wording in wordings]
    for (plan, other), alignments in aligned.items():
        for one in alignments:
            shared[plan][one.start : one.end] = True
            shared[other][one.other_start : one.other_end] = True
    for wording, mask, own in zip(wordings, masks, shared, strict=True):
        yield PlanShare(wording.doc, dates[wording.doc], len(wording), int(mask.sum()), int(own.sum()))


def _located(
    corpus: Corpus,
    wordings: Sequence[Wording],
    aligned: dict[tuple[int, int], list[Alignment]],
    dates: dict[str, str | None],
    uppers: set[tuple[str, str]],
) -> Iterator[Shared]:
    """Give each alignment its places in the texts, its direction, and which of the plans is above the other."""
    wanted: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for (plan, other), alignments in aligned.items():
        wanted[plan] |= {(one.start, one.end) for one in alignments}
        wanted[other] |= {(one.other_start, one.other_end) for one in alignments}
    places: dict[tuple[int, int, int], Place] = {}
    for plan, analysis in enumerate(corpus.analyses):
        for start, end in wanted[plan]:
            places[plan, start, end] = _place(analysis, wordings[plan].span(start, end))
    for (plan, other), alignments in aligned.items():
        docs = wordings[plan].doc, wordings[other].doc
        first = is_earlier(*(dates[doc] for doc in docs))
        upper = next((above for below, above in (docs, docs[::-1]) if (below, above) in uppers), None)
        for one in alignments:
            pair = places[plan, one.start, one.end], places[other, one.other_start, one.other_end]
            ordered = pair[::-1] if first is False else pair
            earlier = None if first is None else ordered[0].doc
            yield Shared(ordered, one.matches, one.columns, earlier, upper)


def _place(analysis: Analysis, span: Span) -> Place:
    clause = max(
        (clause for clause in analysis.clauses if clause.span.start <= span.start),
        key=lambda clause: clause.span.start,
    )
    return Place(analysis.doc, clause.id, span, span.of(analysis.document.text))


def _longest_first(shared: Shared) -> tuple[int, str]:
    return -shared.matches, shared.id
