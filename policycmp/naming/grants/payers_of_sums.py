"""Who pays each of the sums of a list (省财政和新区分别给予500万元、100万元): all of them are for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_PAYER = (
    r"(?:中央|国家|自治区|[省市县区州旗镇]|[一-鿿]{0,3}(?:新区|高新区|经开区|开发区|园区)|街道|乡镇)"
    r"(?:[级里]|本级)?(?:财政|政府)?"
)
_LINK = r"[、和与及]"
# A level alone may be that of what is paid for (国家级、省级分别给予): one of them is called a treasury, or is a zone.
_PAYERS = re.compile(
    rf"(?:^|[,;。:的\n]|(?<![\u4e00-\u9fff]))由?(?P<payers>(?=[^,;。:\d]{{0,24}}?(?:财政|政府|新区|开发区|高新区|园区))"
    rf"{_PAYER}(?:{_LINK}{_PAYER})+)(?:再|另)?(?:分别|各自?)[^,;。:\d]{{0,10}}$"
)
_NEAR = 48  # characters


def payer_of(context: Context, place: Place) -> tuple[int, int] | None:
    """Find who pays one of a list of sums.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        Its start and end in the plain text; None where the sums are no payers', or are not as many as they.
    """
    first, flat = place.first, context.passage.flat
    if place.listed == 1:
        return None
    payers = _PAYERS.search(flat, max(first.statement[0], first.start - _NEAR), first.start)
    if payers is None:
        return None
    parts, start = [], payers.start("payers")
    for payer in re.split(_LINK, payers["payers"]):
        parts.append((start, start + len(payer)))
        start += len(payer) + 1
    return parts[place.ordinal] if len(parts) == place.listed else None
