"""What only some of those who receive a grant get on top of it (其中规上企业再奖励5万元, 小巨人企业提高到10%)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import SHARES_AND_POINTS
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.acts_told import acts_in
from policycmp.naming.readings import Reading

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.readings import Context

_MORE = re.compile(r"其中|[再另][^,;。:转融生造]|额外|加[奖补]|追加|增发")
_RAISED = re.compile(r"(?:(?:提高|上浮|增加|上调|放宽)(?:至|到|为)?|提[升]?[至到])[^,;。:\d]{0,4}$")
# 高新技术企业抵扣30%: the same rate for others.
_SAME = re.compile(r"(?:的|[,:]|可|则|按照?|为|抵扣|返还|补[贴助]?|给予|享受|减按|报销|贴息|上限)*$")
_AT_MOST = re.compile(rf"(?:单户|每[家户])?(?:最高|上限|{AT_MOST})")
# 升为规上企业的再奖励: to become one is another grant.
_BECOMES = re.compile(r"(?:[成升转长评定]为|成|升|[纳进列转]入|新增|首次|达到|新|培育|成长|引进|每)$")
# Firms by how large they are, which is no title that a grant would be for.
_BY_SIZE = (None, "scale-up")
_POINTS, _INTEREST = "百分点", re.compile(r"利息|贷款")


def for_some(context: Context, place: Place) -> Reading | None:
    """Go on with the grant before where only some of those who receive it get more.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        What the grant before was read as, its receivers the step; None where the amount is for another thing.
    """
    if context.last is None or place.listed > 1:
        return None
    before, known = context.last
    flat = context.passage.flat
    if known.thing is None or before.listed > 1 or "\n" in flat[before.end : place.start]:
        return None
    if before.statement not in (place.statement, context.passage.sentence_before(place.statement[0])):
        return None
    raised = _RAISED.search(flat, before.end, place.start) is not None
    if (
        raised
        and place.target.unit == _POINTS
        and before.target.unit in SHARES_AND_POINTS
        and not _INTEREST.search(known.thing.word)
    ):
        # Points are added to the rate before, for whomever.
        places = [named for named in known.places if named[0] != "tier"]
        return Reading(
            known.thing, known.grade, known.event, of=known.of, segment=known.segment, places=places
        )
    rated = place.target.unit in SHARES_AND_POINTS and before.target.unit in SHARES_AND_POINTS
    some = _receivers(context, before, place, any_class=raised or rated)
    if some is None or some.entry is known.thing.entry:
        return None
    same = _SAME.match(flat, some.end, place.start) is not None if rated else False
    if not rated and before.target.unit == place.target.unit and known.thing.entry is not None:
        # 个人最高30万元，小微企业最高400万元: how much each may have of the same.
        same = _AT_MOST.fullmatch(flat, some.end, place.start) is not None and not flat[
            before.end : some.start
        ].strip(",、;的")
    if not raised and not same and not _MORE.search(flat, before.end, place.end):
        return None
    acts = {
        context.glossary.event_words[act.entry.id]
        for act in acts_in(context.passage, before.end, place.start)
    }
    if acts - {known.event} or any(
        before.end <= grade.start < place.start for grade in context.passage.grades
    ):
        return None
    places = [named for named in known.places if named[0] not in ("of", "tier")]
    places.append(("tier", some.start, some.end))
    return Reading(
        known.thing,
        known.grade,
        known.event,
        of=known.of if rated else None,
        tier=some.entry.label.zh,
        places=places,
    )


def _receivers(
    context: Context, before: Place, place: Place, *, any_class: bool
) -> Found[CountedObject] | None:
    """Find the one class of receivers that stands before an amount, and nothing else that a grant may be for."""
    nouns = list(context.nouns(before.end, place.start))
    if len(nouns) != 1 or nouns[0].entry.units[:1] not in lexicon.APPLICANTS:
        return None
    some = nouns[0]
    if _BECOMES.search(context.passage.flat, before.end, some.start):
        return None
    return some if any_class or some.entry.event in _BY_SIZE else None
