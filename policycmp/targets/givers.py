"""Places that a text of another tells of: the city that gives beside a district, counties that share an amount."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.models import Level
from policycmp.regions import divisions_named, opening_division, short_counties

# Where the words of a giver may begin: at a segment, or at 其中 and the like.
_STARTS = re.compile(r"(?:^|[,;:、。\n])\s*(?:[(]?[\d一二三四五六七八九十]{1,2}[).、]\s*)?(?:其中|由)?")
_GIVES = re.compile(
    r"(?:人民政府|政府|本级|财政|市级|级财政|科技局)?(?:财政)?"
    r"(?:按|对|将|再|另|还|给予|予以|一次性|每年|奖励|补助|补贴|资助|配套|奖补|最高)"
)
# Another that gives: the nearest before an amount is its giver.
_OTHER_GIVER = re.compile(
    r"(?:[省市区县]级|[本我][省市区县]|高新区|经开区|开发区|新区|园区|[省市区县](?=财政|按|再|给予))[^,;。\d]{0,12}?(?:按|给予|配套|再|奖励|补助)"
)


def place_that_gives(flat: str, start: int, place: int) -> str | None:
    """Find the place whose grant an amount is (福州市按2%给予补助,最高300万元): by name, at the start of a segment.

    Args:
        flat: the folded text of the clause.
        start: where the statement of the amount begins.
        place: where the amount does.

    Returns:
        The place as the text names it, whoever speaks; None where none is named, or another gives since.
    """
    words = flat[start:place]
    if not any(sign in words for sign in "市省州县区"):
        return None
    giver = None
    for opening in _STARTS.finditer(words):
        told = words[opening.end() :]
        division = opening_division(told)
        if division and told.startswith(division.name) and _GIVES.match(told, len(division.name)):
            giver = division.name
        elif _OTHER_GIVER.match(told):
            giver = None
    return giver


_LISTED = re.compile(r"[\s,]*(?P<names>[\u4e00-\u9fff]{2,6}(?:[、和及][\u4e00-\u9fff]{2,}){1,12})")
_SHORTEST, _LONGEST = 2, 5


def listed_places(words: str) -> str | None:
    """Find the counties that words begin to list (海城、台安、岫岩每户).

    Args:
        words: the folded words before a number.

    Returns:
        The list as the text gives it; None where not all of it are counties.
    """
    match = _LISTED.match(words)
    if match is None:
        return None
    *first, last = re.split("[、和及]", match["names"])
    if not all(map(_is_county, first)):
        return None
    ends = (last[:length] for length in range(_LONGEST, _SHORTEST - 1, -1))
    final = next(filter(_is_county, ends), None)
    return f"{'、'.join(first)}、{final}" if final else None


def _is_county(name: str) -> bool:
    return name in short_counties() or any(one.level is Level.COUNTY for one in divisions_named(name))
