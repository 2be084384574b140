"""The act that the lines over an item tell: how they call its grants (给予运营补贴：), or beside its thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grants.acts_told import PLAIN_ACTS, find_event
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.item_heads import head_nouns, heads_above
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

_CALLED = re.compile(
    r"(?P<act>运营|运行|建设|认定|评定|考核|落户|引进|备案|立项)(?:经?费)?(?:类)?(?:补助|补贴|奖励|奖补|资助)(?:资金|标准)?"
)
# 给予运营补贴：, 运营补贴标准如下：
_LEADS = re.compile(
    rf"{_CALLED.pattern},?(?:为|如下|分别为|(?:具体)?标准(?:如下|为)?|按(?:照)?(?:以下|下列)标准(?:执行)?)?[:：]\s*$"
)
_Act = tuple[str, int, int]


def find_act_led_to(context: Context, thing: Thing, place: Place) -> _Act | None:
    """Find the act that the lines over the item of an amount tell, where its own words tell none.

    Args:
        context: the clause.
        thing: what the grant is for.
        place: the amount in its place.

    Returns:
        The act's id and place; a lead that stands in another clause has none here.
    """
    flat = context.passage.flat
    line = flat.rfind("\n", 0, place.start) + 1
    for start, end in heads_above(flat, place.start):
        if start < line and (act := _led_by(context, context.passage, thing, (start, end))):
            return act
    above = context.above()
    led = _led_by(context, above.passage, thing, (0, len(above.passage.flat))) if above else None
    if led is not None:
        return led[0], 0, 0
    return _called_by_heads(context, place)


def _led_by(context: Context, passage: Passage, thing: Thing, line: tuple[int, int]) -> _Act | None:
    """Read a line that leads to others: how it calls what is given, else the act beside the thing."""
    called = _LEADS.search(passage.flat, *line)
    if called and (act := context.glossary.events.get(called["act"])):
        return act.id, *called.span("act")
    if passage is context.passage and not passage.flat[slice(*line)].rstrip().endswith(":"):
        return None
    for noun in passage.objects_in(*line):
        if noun.entry is thing.entry and noun.entry.event is None:
            found = find_event(passage, Ground(thing_at(noun), line))
            return found if found and found[0] not in PLAIN_ACTS else None
    return None


def _called_by_heads(context: Context, place: Place) -> _Act | None:
    """Take the act that a head over the item calls its grants by (三、运营补贴 over (一)…)."""
    flat = context.passage.flat
    for start, end in head_nouns(flat, place.start):
        called = _CALLED.fullmatch(flat, start, end)
        if called and (act := context.glossary.events.get(called["act"])):
            return act.id, *called.span("act")
    return None
