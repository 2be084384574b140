"""Costs that a rate is a share of, as things: what a cost is paid for by its own name, insurance by its premium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.grants.grant_rates import PREMIUM, find_base
from policycmp.naming.own_words import Thing
from policycmp.naming.person_classes import find_classes
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

# 国际认证花费, 装修花销: the end that makes a cost of what is done.
_COST = re.compile(r"(?:实际)?(?:总)?(?:费用|花费|花销|开支|支出|成本|(?<![消免收经付计])费(?![率用者力心]))")
_SHORTEST = 2
_WORDS = re.compile(r"[一-鿿A-Za-z0-9()]+")
_LISTED = re.compile(r"(?P<first>[一-鿿]{2,8})(?:、[一-鿿]{2,6}){1,5}等(?:各项|相关)?$")
# Allowances and money for work are paid by classes of persons.
_PAID_TO = re.compile(r"(?:补贴|补助|津贴|安家费|学费|经费|奖金|资助|基金|项目|贷款)$")
_RENTS, _FOR_HOMES = "房租", "住房补贴"
_INSURED = ("保险", "险")
# What is insured, where the statement or its heads name no insurance: which premiums these are.
_INSURANCES = (
    (re.compile(r"首[台批版][套次]|首台\(套\)"), "首台套保险"),
    (re.compile(r"信保|短期险|(?:出口|外贸)[^,;。]{0,24}(?:投保|保险|保费)|信用保险"), "出口信用保险"),
    (re.compile(r"(?:专利|商标|知识产权|版权|侵权)[^,;。]{0,24}(?:投保|保险|保费|险)"), "知识产权保险"),
)


def for_named_cost(context: Context, place: Place) -> Ground | None:
    """Take what a cost is paid for by the cost's own name (CE等国际认证花费，补助一半).

    Args:
        context: the clause.
        place: the rate in its place.
    """
    base = find_base(context.passage, place)
    if base is None or base.start >= place.start:
        return None
    flat, start = context.passage.flat, place.statement[0]
    for cost in _COST.finditer(flat, base.start, min(base.end + len("费用"), place.start)):
        end = cost.start()
        words = [match.span() for match in _WORDS.finditer(flat, start, end)]
        begin = words[-1][0] if words and words[-1][1] == end else end
        if fee := _of_list(context, start, end):
            return fee
        for cut in range(begin, end - _SHORTEST + 1):
            entry = context.glossary.objects.get(flat[cut:end])
            if entry is not None and entry.units[:1] not in lexicon.HOLDERS:
                return Ground(Thing(entry.label.zh, entry, cut, end), (0, 0))
    return None


def _of_list(context: Context, start: int, end: int) -> Ground | None:
    """Take the first fee of a list (评估、登记等费用)."""
    listed = _LISTED.search(context.passage.flat[start:end])
    if listed is None:
        return None
    begin = start + listed.start("first")
    for word in (listed["first"] + "费", listed["first"]):
        for cut in range(len(listed["first"]) - 1):
            entry = context.glossary.objects.get(word[cut:])
            if entry is not None and entry.units[:1] not in lexicon.HOLDERS:
                return Ground(Thing(entry.label.zh, entry, begin + cut, start + listed.end("first")), (0, 0))
    return None


def read_plain_cost(context: Context, reading: Reading, place: Place) -> None:
    """Take no grade for a cost, whatever is rented or visited (甲级写字楼的租金); rent of classes of persons is theirs.

    Args:
        context: the clause.
        reading: what is read of the grant; loses its grade.
        place: the amount in its place.
    """
    thing, grade = reading.thing, reading.grade
    if thing is None or thing.entry is None or grade is None:
        return
    words = context.passage.flat[place.statement[0] : place.right]
    home = context.glossary.objects.get(_FOR_HOMES)
    if thing.word == _RENTS and home is not None and find_classes(words):
        reading.thing, reading.event = thing._replace(word=home.label.zh, entry=home), None
    elif thing.entry.units[:1] == ("yuan",):
        reading.grade = grade if _PAID_TO.search(thing.word) else None
    elif reading.event == context.glossary.event_words["exhibition"] and grade.end != thing.start:
        # 省级展会 are told apart from others by their level.
        reading.grade = None


def for_insurance(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the insurance whose premium is paid, whoever and whatever is insured (首台套投保费用补贴60%).

    Args:
        context: the clause.
        ground: what the condition names.
        place: the rate in its place.
    """
    base = find_base(context.passage, place)
    if base is None or base.word != PREMIUM or ground.thing.word.endswith(_INSURED):
        return None
    if own := context.glossary.objects.get(ground.thing.word + _INSURED[0]):
        return Ground(Thing(own.label.zh, own, ground.thing.start, ground.thing.end), (0, 0))
    start, end = place.statement[0], place.right
    before = context.passage.sentence_before(start)
    for stretch in filter(None, ((start, end), before)):
        named = [noun for noun in context.nouns(*stretch) if noun.entry.label.zh.endswith(_INSURED[0])]
        if named:
            return Ground(thing_at(named[-1]), (0, 0))
        for sign, word in _INSURANCES:
            entry = context.glossary.objects.get(word)
            if entry is not None and (told := sign.search(context.passage.flat, *stretch)):
                return Ground(Thing(word, entry, *told.span()), (0, 0))
    return None
