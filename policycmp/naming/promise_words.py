"""The name of a target or rule: its noun phrase, or the thing that it counts where that names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.naming.noun_phrases import trimmed
from policycmp.naming.plain_text import plain

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_SHORTEST = 2


def name_promise(context: Context, place: Place, reading: Reading) -> str:
    """Name a target or rule.

    Args:
        context: the clause.
        place: the number in its place.
        reading: its parts.

    Returns:
        The noun phrase that was found with the number, else the words of the thing.
    """
    name, thing = place.target.indicator, reading.thing
    if thing is None:
        return name
    written = thing.word
    if thing.end:
        written = context.passage.plain.span(thing.start, thing.end).of(context.clause.text)
        if thing.start >= place.end and not _alike(name, written):
            return written
    return name if _names(name) else written


def _alike(name: str, thing: str) -> bool:
    """Tell whether a name speaks of the thing behind its number, not only of what stands before it."""
    words = plain(fold(name))
    written = plain(fold(thing))
    return any(written[place : place + _SHORTEST] in words for place in range(len(written) - 1))


def _names(name: str) -> bool:
    """Tell a name from what is left of a verb or a mark (面向, “, 安排最高)."""
    return len(trimmed(plain(fold(name)))) >= _SHORTEST
