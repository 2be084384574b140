"""How a text speaks of its own region: 我市, 全县, 代表州人民政府; and of those above it: 省委、省政府."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Level

if TYPE_CHECKING:
    from policycmp.regions import Division

_KIND = "[省市州县縣区區旗盟]"
_SPEAKER = re.compile(
    rf"代表(?:中共)?(?P<name>[一-鿿]{{2,12}}?(?={_KIND}))??(?P<kind>{_KIND})?(?:人民)?(?P<body>政府|行署|行政公署)"
)
_ASSEMBLY = re.compile(
    r"在(?P<name>[一-鿿]{2,16}?[省市州县区旗])第[一二三四五六七八九十]+[届屆](?:人民代表大[会會]|人大)"
)
_FITTED = re.compile(r"结合(?P<name>[一-鿿]{2,6}?)(?:市|县|州)?[实實]际?")
_DEPARTMENT = re.compile(
    r"(?<![一-鿿])(?:省(?=[一-鿿]{2,9}[厅廳]|政府|直)|[市县縣區区州盟旗](?=[一-鿿]{2,9}?(?:局|委|办|公室)|政府|直|委))"
)
_PARTY = re.compile(r"中共(?P<name>[一-鿿]{2,10}?[省市州县区旗盟])委")
_OWN = re.compile(r"(?P<whose>[我本全])(?P<kind>[省市州县縣区區旗盟])")
_ABOVE = {
    "省": re.compile(r"省委|省(?:人民)?政府|全省|我省"),
    "区": re.compile(r"自治区(?:党委|人民政府|政府)"),
    "州": re.compile(r"州委[、和]?州(?:人民)?政府"),
}
_DOWNWARDS = "省盟州市县旗区"
_FEWEST_WHOLE = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """The ending of the own region's name (市), the names it is introduced by, the endings of those above it.

    `is_speech` tells that someone speaks for a government there: 我代表市人民政府.
    """

    kind: str | None
    names: tuple[str, ...]
    above: frozenset[str]
    is_speech: bool = False

    def fits(self, division: Division) -> bool:
        """Tell whether a text that speaks so may speak for a division."""
        if self.kind is None:
            return True
        if self.kind == "盟":
            return division.name.endswith(("盟", "地区"))
        if not division.name.endswith(self.kind):
            return False
        if self.kind == "区" and division.level is Level.CITY:
            return False
        municipality = self.kind == "市" and division.level is Level.PROVINCE
        in_prefecture = self.kind == "市" and "州" in self.above
        return not (municipality and self.above) and (not in_prefecture or division.level is Level.COUNTY)


def listen(folded: str) -> Voice:
    """Find how a text speaks of its own region.

    Args:
        folded: the visible text, folded.

    Returns:
        The voice; its kind is None where the text does not tell.
    """
    speaker = _SPEAKER.search(folded)
    kind = _kind_of_speaker(speaker) if speaker else None
    kind = kind or _kind_of_words(folded) or _kind_of_departments(folded)
    names = []
    if speaker and speaker.group("name"):
        names.append(speaker.group("name") + (speaker.group("kind") or ""))
    names += [match.group("name") for match in _ASSEMBLY.finditer(folded)]
    names += [
        name for name, _ in Counter(match.group("name") for match in _PARTY.finditer(folded)).most_common()
    ]
    names += [match.group("name") for match in _FITTED.finditer(folded)]
    above = frozenset(ending for ending, pattern in _ABOVE.items() if pattern.search(folded))
    return Voice(kind, tuple(names), above - {kind}, speaker is not None)


def _kind_of_speaker(speaker: re.Match[str]) -> str | None:
    if speaker.group("body") != "政府":
        return "盟"
    return _plain(speaker.group("kind")) if speaker.group("kind") else None


def _kind_of_words(folded: str) -> str | None:
    """我市 tells; else the lowest level that the text speaks of as a whole (全市) more than once or twice."""
    own: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for match in _OWN.finditer(folded):
        (whole if match.group("whose") == "全" else own)[_plain(match.group("kind"))] += 1
    if own:
        return max(own, key=lambda kind: (own[kind], _DOWNWARDS.index(kind)))
    often = {kind: count for kind, count in whole.items() if count >= _FEWEST_WHOLE}
    lower = {kind: count for kind, count in often.items() if kind != "省"}
    return max(lower or often, key=lambda kind: (often[kind], _DOWNWARDS.index(kind)), default=None)


def _kind_of_departments(folded: str) -> str | None:
    """Whose departments carry the plan out: 市科技局, 省科技厅."""
    counts = Counter(_plain(match.group()) for match in _DEPARTMENT.finditer(folded))
    often = {kind: count for kind, count in counts.items() if count >= _FEWEST_WHOLE}
    return max(often, key=lambda kind: (often[kind], _DOWNWARDS.index(kind)), default=None)


def _plain(kind: str) -> str:
    return {"縣": "县", "區": "区"}.get(kind, kind)
