"""What an earlier grant or the head of the item names, where a statement only speaks of it again or of a sum in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.grants.things_around import in_head
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

_FIRST = (0, 0)
_LOAN = "贷款"
_AGAIN = re.compile(
    r"(?:上述|前述|前[款项条](?:所述)?|上款|(?:^|[对,;。\n])(?:该|此)类?)"
    r"(?:产品|机构|平台|项目|基地|园区|载体|企业|人才|团队|工作?站点?|中心|设备|活动|赛事|展会|成果|专利|品种)"
)
# Investment in whatever it is.
_INVESTED = frozenset({"investment", "fixed-investment", "fixed-investment-firms"})


def referred(context: Context, place: Place, ground: Ground | None) -> Ground | None:
    """Take the thing of the grant before where a condition speaks of it again (上述产品…实现销售的).

    Args:
        context: the clause.
        place: the first amount of its list.
        ground: what the condition names, if anything.
    """
    if context.last is None or (ground is not None and ground.thing.entry is not None):
        return None
    known, flat = context.last[1], context.passage.flat
    again = _AGAIN.search(flat, place.statement[0], place.start)
    if again is None or known.thing is None or known.thing.entry is None:
        return None
    segment = ground.segment if ground is not None else _FIRST
    return Ground(known.thing._replace(start=again.start(), end=again.end()), segment)


def in_full(context: Context, thing: Thing) -> Thing:
    """Take the kind of loan that a heading, the title or the clause names where a statement only calls it a loan.

    Args:
        context: the clause.
        thing: what the statement names.
    """
    if thing.word != _LOAN:
        return thing
    named = context.in_headings()
    if named is not None and named.entry is not None and named.word.endswith(_LOAN):
        return named
    kinds = {
        noun.entry.id: noun
        for noun in context.nouns(0, len(context.passage.flat))
        if noun.entry.label.zh.endswith(_LOAN) and noun.entry.label.zh != _LOAN
    }
    return thing_at(next(iter(kinds.values()))) if len(kinds) == 1 else thing


def named_above_investment(context: Context, place: Place, ground: Ground | None) -> Ground | None:
    """Take what the head of an item names where its statement has only the sum invested in it (冷库：按投资额…).

    Args:
        context: the clause.
        place: the first amount of its list.
        ground: what the statement names.
    """
    entry = ground.thing.entry if ground else None
    if entry is None or entry.id not in _INVESTED:
        return None
    head = in_head(context, place)
    if head is None or head.thing.entry is None or head.thing.entry.units[:1] == ("yuan",):
        return None
    return head
