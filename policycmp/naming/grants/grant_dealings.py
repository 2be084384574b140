"""What a grant is for that is a share of what was dealt in or traded: firms bought, contracts of technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import SHARES
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.own_words import Thing
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_DEALING = re.compile(r"(?:按照?|依照)[^,;。:]{0,12}?(?:交易|成交|合同)(?:总|金)?额")
# 按技术交易额的2%: of contracts of technology, whoever of the two has it and whatever was traded.
_TRADED = re.compile(
    r"技术(?:合同)?(?:实际)?(?:交易|成交|合同)(?:总|金)?额|合同(?:成交|交易)额|技术出资[^,;。:]{0,4}额"
)
_CONTRACTS, _TRADES = "技术合同", frozenset({"科技成果", "技术引进", "高校", "科研院所", "科研机构"})
_SIDE = re.compile(r"输出方?|受让方|转让方|吸纳方?|让与方|[买卖]方")
# Brokers bring contracts about: they are rewarded for what they are.
_RECEIVING = (("firms",), ("teams",))


def in_dealing(context: Context, ground: Ground | None, place: Place) -> Ground | None:
    """Take what is dealt in for the thing of a share of it (按并购交易额的1%), where it has no condition of its own.

    Args:
        context: the clause.
        ground: what the condition names, if anything.
        place: the amount in its place.
    """
    dealing = _DEALING.search(context.passage.flat, place.segment[0], place.start)
    if dealing is None or place.target.unit not in SHARES:
        return None
    paid = context.last[0].end if context.last else 0
    if ground is not None and ground.segment[1] > paid:
        return None
    nouns = [noun for noun in context.nouns(*dealing.span()) if noun.entry.units[:1] != ("yuan",)]
    return Ground(thing_at(nouns[-1]), dealing.span()) if nouns else None


def in_contracts(context: Context, ground: Ground | None, place: Place) -> Ground | None:
    """Take contracts of technology for what a share of what was traded is for (受让方引进科技成果的，按技术交易额的3%).

    Args:
        context: the clause.
        ground: what the condition names, if anything.
        place: the amount in its place.
    """
    traded = _TRADED.search(context.passage.flat, place.segment[0], place.start)
    if traded is None or place.target.unit not in SHARES:
        return None
    entry = ground.thing.entry if ground else None
    if entry is not None and entry.units[:1] not in _RECEIVING:
        # 引进科技成果的: an act of its own.
        side = _SIDE.search(context.passage.flat, place.statement[0], traded.start())
        if side is None or entry.label.zh not in _TRADES:
            return None
    contracts = context.glossary.objects.get(_CONTRACTS)
    return Ground(Thing(_CONTRACTS, contracts, *traded.span()), traded.span())
