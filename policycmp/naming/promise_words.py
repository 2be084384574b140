"""The name of a target or rule: its noun phrase, or the thing that it counts where that names nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.noun_phrases import strip_leads
from policycmp.naming.plain_text import plain

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_SHORTEST = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")


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
        ending = plain(fold(name))[-_SHORTEST:]
        if thing.start >= place.end and ending not in context.passage.flat[place.end : place.right]:
            return written
    return name if _names(name) else written


def _names(name: str) -> bool:
    """Tell a name from what is left of a verb or a mark (面向, “, 安排最高)."""
    words = plain(fold(name))
    start = strip_leads(words, 0, len(words), verbs=False)
    verb = lexicon.VERB.match(words, start)
    start = strip_leads(words, verb.end() if verb else start, len(words), verbs=False)
    return len(_HAN.findall(words, start)) >= _SHORTEST
