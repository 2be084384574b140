"""Who answers for what with whom: the duties of a plan, and the network of bodies that share clauses.

Two bodies are joined by an edge where a clause charges both; its weight is the number of such clauses. A plan that
states nobody has no network, which is not the same as an empty one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from policycmp.agencies.bodies import is_collective, unify

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policycmp.models import Analysis

_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Duty:
    """A clause with the bodies that it charges, in one form each, and its topics."""

    clause: str
    topics: tuple[str, ...]
    lead: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """All that it charges, those that lead first."""
        return (*self.lead, *self.members)


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a plan.

    Attributes:
        name: the form that the plan uses most.
        forms: every name of it, in the order of the text.
        collective: whether it stands for several (各县区政府).
        lead: the ids of the clauses that it leads.
        members: of those that it takes part in without leading.
        degree: with how many other bodies it shares a clause.
        strength: how many clauses it shares with others, each counted once for each of them.
    """

    name: str
    forms: tuple[str, ...]
    collective: bool
    lead: tuple[str, ...]
    members: tuple[str, ...]
    degree: int
    strength: int

    @property
    def clauses(self) -> int:
        """How many clauses charge it."""
        return len(self.lead) + len(self.members)

    @property
    def lead_share(self) -> Decimal:
        """The share of its clauses that it leads, 0 to 1."""
        return (Decimal(len(self.lead)) / self.clauses).quantize(_DIGITS) if self.clauses else Decimal(0)


@dataclass(frozen=True, slots=True)
class DutyNetwork:
    """The duties of one plan.

    Attributes:
        doc: the plan's id.
        stated: whether the plan names anybody in charge.
        leads: whether it says who leads.
        duties: its clauses with those they charge, in the order of the text.
        bodies: by how many clauses charge them, the most first.
        edges: the ids of the clauses that two bodies share, by the two in the order of `bodies`.
    """

    doc: str
    stated: bool
    leads: bool
    duties: tuple[Duty, ...]
    bodies: tuple[Body, ...]
    edges: Mapping[tuple[str, str], tuple[str, ...]]

    @property
    def density(self) -> Decimal | None:
        """2E/(N(N-1)): the share of the possible edges that there are; None below two bodies."""
        count = len(self.bodies)
        if count < 2:  # noqa: PLR2004 - one body can share nothing
            return None
        return (Decimal(2 * len(self.edges)) / (count * (count - 1))).quantize(_DIGITS)


def find_network(analysis: Analysis, topics: Collection[str] = ()) -> DutyNetwork:
    """Find who answers for what in a plan.

    Args:
        analysis: with its clauses and their agencies.
        topics: those whose clauses count; all by default.

    Returns:
        Its duties, bodies and edges. Whether the plan states anybody, and the form of names, is told by all clauses.
    """
    charged = [clause for clause in analysis.clauses if clause.agencies]
    names = [
        name
        for clause in charged
        if clause.agencies
        for name in (*clause.agencies.lead, *clause.agencies.members)
    ]
    shown = unify(names, analysis.metadata.region)
    duties = []
    for clause in charged:
        own = tuple(topic.id for topic in clause.topics)
        if clause.agencies is None or (topics and not set(own) & set(topics)):
            continue
        lead = tuple(dict.fromkeys(shown[name] for name in clause.agencies.lead))
        members = tuple(dict.fromkeys(shown[name] for name in clause.agencies.members))
        duties.append(Duty(clause.id, own, lead, tuple(name for name in members if name not in lead)))
    leads = any(clause.agencies and clause.agencies.lead for clause in charged)
    bodies, edges = _joined(duties, shown)
    return DutyNetwork(analysis.doc, bool(charged), leads, tuple(duties), bodies, edges)


def _joined(
    duties: list[Duty], shown: Mapping[str, str]
) -> tuple[tuple[Body, ...], dict[tuple[str, str], tuple[str, ...]]]:
    """Count the bodies of duties, and join those that share clauses."""
    order = Counter(name for duty in duties for name in duty.bodies)
    ranked = sorted(order, key=lambda name: -order[name])  # stable: of equals the first in the text
    places = {name: place for place, name in enumerate(ranked)}
    edges: dict[tuple[str, str], tuple[str, ...]] = {}
    for duty in duties:
        for one, other in combinations(sorted(duty.bodies, key=places.__getitem__), 2):
            edges[one, other] = (*edges.get((one, other), ()), duty.clause)
    bodies = []
    for name in ranked:
        own = [len(ids) for pair, ids in edges.items() if name in pair]
        bodies.append(
            Body(
                name,
                tuple(form for form, form_shown in shown.items() if form_shown == name),
                is_collective(name),
                tuple(duty.clause for duty in duties if name in duty.lead),
                tuple(duty.clause for duty in duties if name in duty.members),
                len(own),
                sum(own),
            )
        )
    in_order = sorted(edges, key=lambda pair: (places[pair[0]], places[pair[1]]))
    return tuple(bodies), {pair: edges[pair] for pair in in_order}


@dataclass(frozen=True, slots=True)
class TopicDuties:
    """Who answers for a topic of a plan: how many of its clauses each body leads and takes part in, most first."""

    topic: str | None
    clauses: tuple[str, ...]
    lead: Mapping[str, int]
    members: Mapping[str, int]


def duties_by_topic(network: DutyNetwork, topics: Collection[str]) -> tuple[TopicDuties, ...]:
    """Sort the duties of a plan by topic.

    Args:
        network: the duties.
        topics: the ids, in the order wanted; clauses without one come last, under None.

    Returns:
        A line a topic that a charged clause is about; a clause stands under each of its topics.
    """
    lines = []
    for topic in [*topics, None]:
        own = [duty for duty in network.duties if topic in (duty.topics or (None,))]
        if own:
            lead = Counter(name for duty in own for name in duty.lead)
            members = Counter(name for duty in own for name in duty.members)
            ids = tuple(duty.clause for duty in own)
            lines.append(TopicDuties(topic, ids, dict(lead.most_common()), dict(members.most_common())))
    return tuple(lines)
