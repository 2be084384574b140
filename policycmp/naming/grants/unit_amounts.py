"""Amounts by unit: money by area, by a measure (每吨200元), or by what a thing has of parts (每张床位)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import SHARES

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_BY_AREA = re.compile(r"/(?:月[/·])?(?:m2?(?![a-z])|㎡|平方米|平米|亩)|每(?:平方米|平米|亩)")
_EACH_AREA = re.compile(r"(?:每一?|一|按)(?:平方米|平米|亩)(?:每[月年])?[^,;。:\d]{0,6}$")
_AREA = "面积"
# 每吨200元, 0.1元/千瓦时
_MEASURE = (
    r"(?:载重吨|吨标准?煤|吨公里|标准?箱|TEU|吨|千瓦时|度(?!假)|千瓦|兆瓦时?|kWh?|公里|千米|立方米|公斤|千克)"
)
_BY_MEASURE = re.compile(rf"/{_MEASURE}")
# 每处理1吨, 每消纳一吨: with what is done with it.
_EACH_MEASURE = re.compile(
    rf"(?:每(?:(?:(?![个年季月期套额制])[一-鿿]){{1,3}}?)?[一1个]?|(?<!十)一|按){_MEASURE}[^,;。:\d]{{0,8}}$"
)
# 每张床位补贴500元: money by what the thing has of it.
_EACH_PART = re.compile(
    r"(?:每(?:新增|新建)?(?:张|间|个)?|一[张间])[一-鿿]{0,4}?(?P<part>(?<=张)床(?!位)|床位|客房|车位|座位|工位|机位|托位)[^,;。:\d]{0,8}$"
)
_BED = "床位"
_PART_LENGTH = 2
# What has places is paid by the place, and they are what is counted.
_PARTS = {"养老机构": "养老床位", "托育机构": "托位"}
# 新建托位按每个8000元
_EACH_ONE = re.compile(r"每[个张][^,;。:\d]{0,6}$")


def read_unit(context: Context, reading: Reading, place: Place) -> None:
    """Take money by area (每平方米20元, 15元/平方米) or another measure (每吨200元) for a ratio.

    Args:
        context: the clause.
        reading: what is read of the grant; gets its property and whole, and the part that is paid for as its thing.
        place: the amount in its place.
    """
    flat = context.passage.flat
    if place.target.unit in SHARES:
        return
    first = place.first
    if _BY_MEASURE.match(flat, place.end) or _EACH_MEASURE.search(flat, first.left, first.start):
        reading.property = "ratio"
    if each := _EACH_PART.search(flat, place.left, place.start):
        reading.property, reading.of = "ratio", _BED if each["part"] == _BED[0] else each["part"]
        _take_part(context, reading, reading.of)
    elif (
        reading.thing is not None
        and reading.thing.word in _PARTS.values()
        and _EACH_ONE.search(flat, place.left, place.start)
    ):
        reading.property, reading.of = "ratio", reading.thing.word[-_PART_LENGTH:]
    if _BY_AREA.match(flat, place.end) or _EACH_AREA.search(flat, first.left, first.start):
        reading.property, reading.of = "ratio", _AREA


def _take_part(context: Context, reading: Reading, part: str) -> None:
    """Take the places of a home or nursery for the thing where they are paid for one by one."""
    thing = reading.thing
    entry = context.glossary.objects.get(_PARTS.get(thing.word, "")) if thing else None
    if thing is not None and entry is not None and entry.label.zh.endswith(part):
        reading.thing = thing._replace(word=entry.label.zh, entry=entry)
