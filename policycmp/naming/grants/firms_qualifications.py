"""Qualifications of building firms, told from the firms: got (升一级资质), or brought along (特级企业迁入)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.grants.grant_objects import Ground
    from policycmp.naming.readings import Context, Reading

_QUALIFICATIONS, _FIRMS = "building-qualifications", "construction-firms"
_CLASS = r"(?:[特一二三甲乙]级|综合)"
# 取得综合或行业甲级资质, 晋升为施工总承包特级, 升特级
_GETS = re.compile(
    rf"(?:(?:首次|新)?(?:取得|获得|获批|晋升|晋级|升级|升为|升至|升到|升|增项|申报)[^,;。:]{{0,14}}?{_CLASS}[^,;。:的]{{0,8}}?资质"
    rf"|(?:晋升|晋级|升级?)(?:为|至|到)?(?:施工)?(?:总承包)?{_CLASS})"
)


def for_qualification(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the qualification that a building firm has got for what is rewarded, whatever its sector is called.

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.
    """
    entry = ground.thing.entry
    if entry is None or entry.id != _FIRMS:
        return None
    got = _GETS.search(context.passage.flat, place.statement[0], place.start)
    if got is None:
        return None
    known = context.glossary.by_id[_QUALIFICATIONS]
    thing = ground.thing._replace(word=known.label.zh, entry=known)
    return ground._replace(thing=thing)


def read_firm_that_came(context: Context, reading: Reading) -> None:
    """Take the firm for what is rewarded where it comes with its qualification (特级资质企业迁入的).

    Args:
        context: the clause.
        reading: what is read of the grant; gets its thing.
    """
    thing, words = reading.thing, context.glossary.event_words
    is_qualified = thing is not None and thing.entry is not None and thing.entry.id == _QUALIFICATIONS
    if thing is not None and is_qualified and reading.event == words["attraction"]:
        known = context.glossary.by_id[_FIRMS]
        reading.thing = thing._replace(word=known.label.zh, entry=known)
