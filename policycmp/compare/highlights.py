"""Highlights: who leads in what, what a city lacks that most of its peers have, and what keeps numbers apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policycmp.models import Basis, State, TargetType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.compare.comparing import Comparison
    from policycmp.rows.things import Saying, Thing

_FEWEST_PEERS = 2


@dataclass(frozen=True, slots=True)
class Lead:
    """Who promises most of a thing, among how many plans of the level that can be compared; `second` comes next."""

    thing: Thing
    docs: tuple[str, ...]
    of: int
    second: str | None = None


class Lacking(StrEnum):
    """What kind of thing a plan lacks."""

    TOPIC = "topic"
    NUMBER = "number"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Lack:
    """What a plan lacks and most of its peers have: a topic, a number for a thing, a measure, by its id.

    `holders` of the `others` peers have it.
    """

    doc: str
    kind: Lacking
    key: str
    holders: int
    others: int


class Reason(StrEnum):
    """Why a number cannot be set beside others."""

    DATE = "date"
    CONTEXT = "context"
    DEADLINE = "deadline"
    WINDOW = "window"
    UNIT = "unit"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class Barrier:
    """What keeps numbers apart, for one reason: the numbers' things and plans."""

    reason: Reason
    barred: tuple[tuple[Thing, str], ...]

    @property
    def docs(self) -> tuple[str, ...]:
        """The plans whose numbers are barred, each once."""
        return tuple(sorted({doc for _, doc in self.barred}))

    @property
    def things(self) -> tuple[Thing, ...]:
        """The things that they count, each once."""
        return tuple({thing.key: thing for thing, _ in self.barred}.values())


def find_leads(comparison: Comparison, things: Sequence[Thing]) -> tuple[Lead, ...]:
    """Find who leads in each thing that two or more plans of one level can be compared in.

    Returns:
        Leads in the things that most plans can be compared in first; none where all promise the same, or only other
        plans of the leader's own region promise less.
    """
    regions = {head.doc: head.metadata.region.name or head.doc for head in comparison.corpus.heads}
    leads = [lead for thing in things if (lead := _lead(comparison, thing, regions))]
    return tuple(sorted(leads, key=lambda lead: -lead.of))


def _lead(comparison: Comparison, thing: Thing, regions: Mapping[str, str]) -> Lead | None:
    places = comparison.places(thing.main)
    if not places:
        return None
    compared = thing.compared(comparison.peers.compared)
    ranks = {doc: places[doc].rank or 0 for doc in compared if doc in places}
    leaders = tuple(doc for doc, rank in ranks.items() if rank == 1)
    own = {regions[doc] for doc in leaders}
    others = sorted((rank, doc) for doc, rank in ranks.items() if rank > 1 and regions[doc] not in own)
    return Lead(thing, leaders, len(ranks), others[0][1]) if leaders and others else None


def find_lacks(comparison: Comparison, things: Sequence[Thing]) -> dict[str, tuple[Lack, ...]]:
    """Find what each plan lacks that more than half of its peers have, two of them at least.

    Returns:
        By the plan's id, what most peers have first; plans that lack nothing are left out. A plan in which nothing was
        found at all is left out too: it was not read for what it lacks.
    """
    peers = comparison.peers
    docs = [doc for doc in peers.compared if doc not in comparison.unread]
    searched = set(docs)
    lacks: defaultdict[str, list[Lack]] = defaultdict(list)
    for kind, key, holders in _held(comparison, things):
        holding = len(searched & holders)
        if holding >= _FEWEST_PEERS and 2 * holding > len(docs) - 1:
            for doc in docs:
                if doc not in holders:
                    lacks[doc].append(Lack(doc, kind, key, holding, len(docs) - 1))
    return {
        doc: tuple(sorted(lacks[doc], key=lambda lack: -lack.holders)) for doc in peers.docs if doc in lacks
    }


def _held(comparison: Comparison, things: Sequence[Thing]) -> Iterator[tuple[Lacking, str, set[str]]]:
    """Tell of each topic, thing and measure which plans have it."""
    for topic in comparison.coverage:
        if topic.topic is not None:
            yield (
                Lacking.TOPIC,
                topic.topic,
                {doc for doc, cell in topic.cells.items() if cell.clauses},
            )
    for thing in things:
        if thing.main.type is TargetType.TARGET:
            yield Lacking.NUMBER, thing.key, {*thing.sayings, *thing.partly}
    for measure in comparison.measures:
        yield (
            Lacking.MEASURE,
            measure.measure.id,
            {doc for doc, cell in measure.cells.items() if cell.committed},
        )


def find_barriers(comparison: Comparison, things: Sequence[Thing]) -> tuple[Barrier, ...]:
    """Find what keeps the numbers of plans of one level apart: what a user can mend first, then what bars most.

    A thing that several plans count, and no two of them on one basis, is barred by its basis as a whole.
    """
    dated = {head.doc: head.metadata.year is not None for head in comparison.corpus.heads}
    barred: defaultdict[Reason, list[tuple[Thing, str]]] = defaultdict(list)
    for thing in things:
        for doc, reason in _barred(thing.said_by(comparison.peers.compared), dated):
            barred[reason].append((thing, doc))
    order = Counter({reason: len(of_reason) for reason, of_reason in barred.items()})
    mendable = {Reason.DATE, Reason.CONTEXT}
    return tuple(
        Barrier(reason, tuple(barred[reason]))
        for reason in sorted(order, key=lambda reason: (reason not in mendable, -order[reason]))
    )


def _barred(said: Mapping[str, Saying], dated: Mapping[str, bool]) -> Iterator[tuple[str, Reason]]:
    bases = [(saying.row.basis, saying.row.family) for saying in said.values() if saying.is_compared]
    is_apart = len(bases) > 1 and len(set(bases)) == len(bases)
    for doc, saying in said.items():
        if reason := reason_of(saying, is_dated=dated.get(doc, False)):
            yield doc, reason
        elif is_apart and saying.is_compared:
            yield doc, Reason.BASIS


def reason_of(saying: Saying, *, is_dated: bool) -> Reason | None:
    """Tell why a number may not be set beside others of its basis; None where it may.

    Args:
        saying: what a plan says of a thing.
        is_dated: whether the plan's year of issue is known.
    """
    commitment, row = saying.commitment, saying.row
    if saying.is_compared:
        return None
    if saying.cell.state is State.CONTEXT:
        return Reason.CONTEXT
    if commitment.is_flow and commitment.window is None:
        return Reason.DEADLINE if is_dated or commitment.target.deadline is None else Reason.DATE
    if commitment.target.basis is row.basis is Basis.GROWTH and commitment.family == row.family:
        return Reason.WINDOW
    return Reason.UNIT if commitment.target.basis is row.basis else Reason.BASIS


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A figure that would make a number comparable: of which region and year, by the id of its measure."""

    region: str
    year: int
    measure: str


def find_missing_figures(comparison: Comparison) -> tuple[MissingFigure, ...]:
    """Find the figures that would make barred amounts comparable, each once, by region and year."""
    regions = {head.doc: head.metadata.region.name for head in comparison.corpus.heads}
    found = {
        MissingFigure(region, year, row.indicator.ratio.denominator)
        for row in comparison.rows
        for doc, cell in row.cells.items()
        if cell.state is State.CONTEXT and row.indicator and row.indicator.ratio and (region := regions[doc])
        for commitment in cell.stated
        if (year := commitment.target.deadline)
    }
    return tuple(sorted(found, key=lambda figure: (figure.region, figure.year, figure.measure)))


def find_undated(comparison: Comparison) -> tuple[str, ...]:
    """Find the plans without a date, by whose year numbers could be compared."""
    barriers = find_barriers(comparison, comparison.things)
    return next((barrier.docs for barrier in barriers if barrier.reason is Reason.DATE), ())
