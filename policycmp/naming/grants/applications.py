"""Applications: a step of its own where only that is paid for, told apart from what was got by applying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grants.acts_told import acts_in
from policycmp.naming.grants.grant_grades import since
from policycmp.naming.own_words import Thing

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.grants.grant_objects import Ground
    from policycmp.naming.readings import Context, Reading

# A step before an act is what is rewarded.
APPLYING = ("申报", "申请")
_AND_PASSED = re.compile(r"[并且后,][^,;。:]{0,4}(?:认定|评定|入库|备案)(?:成功|通过)?(?:的|后|[,;])")
_FAILED = re.compile(r"未(?:能|获得?|被|予)?(?:通过|认定|获得|获批)")


def take_application(context: Context, reading: Reading, leader: Place) -> bool:
    """Take an application for what is paid for where it was not successful (申报…但未通过认定的).

    Args:
        context: the clause.
        reading: what is read of the grant; gets the application as its thing.
        leader: the first amount of the list that it stands in.

    Returns:
        Whether it is one.
    """
    thing, start = reading.thing, max(leader.statement[0], since(context, leader))
    if thing is None or not _FAILED.search(context.passage.flat, start, leader.start):
        return False
    entry = context.glossary.objects.get(thing.word + APPLYING[0])
    if entry is not None:
        reading.thing = Thing(entry.label.zh, entry, thing.start, thing.end)
    return entry is not None


def take_what_was_got(context: Context, reading: Reading, ground: Ground, leader: Place) -> None:
    """Take what was applied for where that is what is rewarded (申报…并认定成功的; …；通过认定的，奖励).

    Args:
        context: the clause.
        reading: what is read of the grant; gets what was applied for as its thing.
        ground: what the condition names.
        leader: the first amount of the list that it stands in.
    """
    thing, start = reading.thing, max(leader.statement[0], since(context, leader))
    flat = context.passage.flat
    if thing is None or not thing.word.endswith(APPLYING) or _FAILED.search(flat, start, leader.start):
        return
    whole = context.glossary.objects.get(thing.word.removesuffix(APPLYING[0]))
    if whole is None:
        return
    if ground.segment[1]:
        passed = _AND_PASSED.search(flat, thing.start, leader.start) is not None
    else:
        passed = any(act.entry.id == "recognition" for act in acts_in(context.passage, start, leader.start))
    if passed:
        reading.thing = Thing(whole.label.zh, whole, thing.start, thing.end)
