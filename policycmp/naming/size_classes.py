"""Classes of firms, clusters and projects that only a size tells: 产值过500亿元的企业, 亿元以上项目, 百亿产业集群."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.numerals import parse_number

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.glossary import Glossary


class SizeClass(NamedTuple):
    """A class told by a size: its word, the entry where the glossary has it, and where it stands."""

    word: str
    entry: CountedObject | None
    start: int
    end: int


_MUCH = r"(?P<much>(?:[\d.]+|[一二两三四五六七八九]?[十百千]*|[一二两三四五六七八九]十)[亿万])元?"
# 20—50亿元: between two sizes.
LOW = r"(?P<low>[\d.]+[万亿]?元?[-—–~～至])?"
_BY_SIZE = re.compile(
    rf"""
    (?P<tax>纳税|税收)?(?P<what>[^,;。、\d的]{{0,12}}?)
    (?:超过?|过|达到?|突破|上|在)?{LOW}{_MUCH}(?:规模)?(?:级|及?以上)?的?
    (?:规模以上|规上|制造业|工业|产业|特色|行政|县域|本土|优势|创新|龙头|领军|骨干|旗舰|头部)*
    (?P<kind>企业|[药车船酒]企|集群|村)(?:的?(?:占比|比重|比例))?$
    """,
    re.VERBOSE,
)
# 招引过5亿元项目; a kind of projects (技改项目, 工业项目) is one whatever its size.
_PROJECTS = re.compile(
    rf"(?P<step>签约|开工|竣工|投产)?(?:总?投资|固定资产投资|单体)?(?:超过?|过|在|达到?)?{LOW}{_MUCH}(?:级|及?以上)?的?(?:产业|招商|投资|引进)?项目(?P<done>签约|开工|竣工|投产)?$"
)
# 研发投入超千万元的企业: not how large they are.
_OTHER_SIZE = re.compile(r"研发|投资|投入|市值|进出口|出口|资[产本金]|融资|贷|面积|补|奖|捐|采购|支出|费")
_RICH_VILLAGE = "经济强村"
_KINDS = {"集群": "产业集群", "企业": "企业", "项目": "项目"}
_IN_CHARACTERS = {1: "", 100: "百", 1000: "千"}


def class_by_size(text: str, start: int, end: int, glossary: Glossary) -> SizeClass | None:
    """Find the class that a size tells at the end of a phrase.

    Args:
        text: the plain text.
        start: where the phrase begins.
        end: where it ends, without what links it to its number.
        glossary: the words of the config.
    """
    if text.find("亿", start, end) < 0 and text.find("万", start, end) < 0:
        return None
    match = _BY_SIZE.search(text, start, end)
    if match is not None and match["kind"] == "村":
        return SizeClass(_RICH_VILLAGE, glossary.objects.get(_RICH_VILLAGE), *match.span())
    if match is not None and (
        _OTHER_SIZE.search(match["what"])
        or _OTHER_SIZE.search(text[max(start, match.start() - 2) : match.start()])
    ):
        return None
    if match is not None and (size := written_size(match["much"])):
        kind = _KINDS.get(match["kind"], "企业")
        size = written_low(match["low"]) + size
        if match["tax"]:
            return _known(f"纳税{size}元企业", glossary, match.span())
        return _known(f"{size}元{kind}", glossary, match.span())
    match = _PROJECTS.search(text, start, end)
    if match is not None and (size := written_size(match["much"])):
        above = "" if match["low"] else "以上"
        size = written_low(match["low"]) + size
        return _known(f"{size}元{above}项目{match['step'] or match['done'] or ''}", glossary, match.span())
    return None


def _known(word: str, glossary: Glossary, span: tuple[int, int]) -> SizeClass:
    entry = glossary.objects.get(word) or glossary.objects.get(word.replace("元", "", 1))
    return SizeClass(entry.label.zh if entry else word, entry, *span)


def written_low(low: str | None) -> str:
    """Write the lower of two sizes one way, with what leads to the upper: 20至 for 20—, nothing for nothing.

    Args:
        low: the lower size with its mark, where there is one.
    """
    return f"{low[:-1].removesuffix('元')}至" if low else ""


def written_size(much: str) -> str:
    """Write a size one way: 10亿 for 十亿, 百亿 for 100亿, 50亿 for 五十亿.

    Args:
        much: a number of 亿 or 万, the number perhaps left out.
    """
    unit = much[-1]
    many = parse_number(much[:-1]) if much[:-1] else Decimal(1)
    if many is None:
        return much
    return f"{_IN_CHARACTERS[int(many)]}{unit}" if many in _IN_CHARACTERS else f"{many.normalize():f}{unit}"
