"""How often plans use which instrument, topic by topic, and how balanced the mix is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from policycmp.config import Config
    from policycmp.instruments.coder import CodedClause, CodedPlan

_DIGITS = Decimal("0.0001")
# Decimal rounds ln and exp correctly, so that the last digit is the same on every machine.
_PRECISION = 28


@dataclass(slots=True)
class PlanTally:
    """How often one plan uses each instrument.

    Attributes:
        doc: the plan's id.
        clauses: how many clauses were counted.
        uses: the ids of the clauses that use an instrument, by the instrument, in the order of the text.
        topics: the same, topic by topic; a clause stands under each of its topics, under None where it has none.
        directives: how many clauses direct in which way; under None those that direct nobody.
    """

    doc: str
    clauses: int = 0
    uses: dict[str, list[str]] = field(default_factory=dict)
    topics: dict[str | None, dict[str, list[str]]] = field(default_factory=dict)
    directives: dict[str | None, list[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many codings there are: a clause counts once for each of its instruments."""
        return sum(map(len, self.uses.values()))

    def share(self, instruments: Collection[str]) -> Decimal:
        """Give the share of some instruments among the codings, 0 to 1; 0 where there is none."""
        counted = sum(len(self.uses.get(each, ())) for each in instruments)
        return share(counted, self.total)

    @property
    def balance(self) -> Decimal | None:
        """The effective number of instruments, exp(-Σ p ln p); None where the plan uses none."""
        return effective_number(len(ids) for ids in self.uses.values())


def share(part: int, whole: int) -> Decimal:
    """Divide two counts, to four decimals; 0 where there is nothing to divide by."""
    return (Decimal(part) / whole).quantize(_DIGITS) if whole else Decimal(0)


def effective_number(counts: Iterable[int]) -> Decimal | None:
    """Tell how many equally frequent kinds would be as mixed: exp of Shannon's entropy.

    Args:
        counts: how often each kind occurs; zeros change nothing.

    Returns:
        exp(-Σ p ln p) to four decimals: 1 where all is of one kind, n where n kinds are equally frequent; None where
        nothing occurs.
    """
    present = [count for count in counts if count]
    whole = sum(present)
    if not whole:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        shares = [Decimal(count) / whole for count in present]
        entropy = -sum((part * part.ln() for part in shares), Decimal(0))
        return entropy.exp().quantize(_DIGITS)


def tally(plan: CodedPlan, topics: Collection[str] = ()) -> PlanTally:
    """Count the instruments of a plan.

    Args:
        plan: its clauses coded.
        topics: those whose clauses count; all by default, also clauses without a topic.
    """
    counted = PlanTally(plan.doc)
    for coded in plan.clauses:
        own = [topic.id for topic in coded.clause.topics]
        if topics and not set(own) & set(topics):
            continue
        counted.clauses += 1
        directive = coded.directive.id if coded.directive else None
        counted.directives.setdefault(directive, []).append(coded.clause.id)
        shown = [topic for topic in own if not topics or topic in topics]
        _add(counted, coded, shown or [None])
    return counted


def _add(counted: PlanTally, coded: CodedClause, topics: Iterable[str | None]) -> None:
    for instrument in coded.instruments:
        counted.uses.setdefault(instrument, []).append(coded.clause.id)
        for topic in topics:
            counted.topics.setdefault(topic, {}).setdefault(instrument, []).append(coded.clause.id)


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic in all plans: how often each instrument stands with it; `topic` None is what no topic claims."""

    topic: str | None
    counts: Mapping[str, int]
    evidence: Mapping[str, tuple[str, ...]]


def cross_topics(tallies: Iterable[PlanTally], config: Config) -> tuple[TopicLine, ...]:
    """Lay instruments across topics over all plans: the two-dimensional table of the literature.

    Returns:
        A line a topic in the order of the config, then one for clauses without a topic; topics without any instrument
        are left out.
    """
    counts: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    evidence: defaultdict[str | None, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for counted in tallies:
        for topic, uses in counted.topics.items():
            for instrument, ids in uses.items():
                counts[topic][instrument] += len(ids)
                evidence[topic][instrument] = (*evidence[topic].get(instrument, ()), *ids)
    order: list[str | None] = [topic.id for topic in config.topics]
    return tuple(
        TopicLine(topic, counts[topic], evidence[topic]) for topic in [*order, None] if topic in counts
    )
