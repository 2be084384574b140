"""Find numbers in text: quantities with unit and touching bound, and the dates and names that are none.

Everything here says what a number *is*; whether anybody promises it is judged later (targets/). Input is folded text.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.bare_numbers import read_age, read_bare
from policycmp.language.bounds import (
    AT_LEAST,
    AT_MOST,
    LEADING_BOUNDS,
    TRAILING_BOUNDS,
    bound_pattern,
    touching_bound,
)
from policycmp.language.held_terms import read_held_term
from policycmp.language.measure_words import unit_pattern
from policycmp.language.number_lists import carried_quantity, ordinal_members
from policycmp.language.number_readings import READINGS
from policycmp.language.numerals import (
    ARABIC,
    FRACTION,
    LONGEST,
    MAGNITUDE,
    MAGNITUDE_END,
    NUMBER,
    parse_number,
)
from policycmp.language.scanning import Scanner, start_pattern
from policycmp.models import Comparator, Quantity, Span

if TYPE_CHECKING:
    from decimal import Decimal

# More digits than any statistic has: a table whose cells ran together when it was copied.
_MOST_DIGITS = 15


class NumberKind(StrEnum):
    """What a number in running text is."""

    QUANTITY = "quantity"
    DATE = "date"
    DURATION = "duration"
    RANK = "rank"
    RATIO = "ratio"
    WHOLE = "whole or half"
    ORDINAL = "ordinal"
    DOCUMENT = "number of a document"
    BARE = "bare number"
    TABLE = "unreadable table"
    VAGUE = "not quantified"
    ITEM = "number of a clause"


class Mention(NamedTuple):
    """A number as it stands in the text; `quantity` is set where its kind has a value: quantities, ranks, durations."""

    span: Span
    kind: NumberKind
    quantity: Quantity | None = None


# Set phrases whose numerals count nothing: 一企一策, 三位一体, 千家万户, 二次开发, and 一 inside 统一 or 唯一.
_IDIOM = (
    r"(?P<idiom>[一1][\u4e00-\u9fff][一1][\u4e00-\u9fff]|[二三四五六七3-7]位一体|千家万户|千企万户|千村万[户落]|"
    r"学前[一二三]年|[二两三]次(?=产业|创业|开发|利用|供水|分配|污染|加密)|一次性|一?半发|[统唯同单专逐之某另任划如万]一(?=[^\d]))"
)
_CHINESE = "零〇一二两三四五六七八九十百千万亿半"
_NUMERAL = rf"\d{_CHINESE}"
_NUMERALS = frozenset(_CHINESE + "0123456789")
# 按1:0.5配套: what one side gives to what the other does.
_RATIO = r"(?P<ratio>(?<![\d:.])\d{1,2}(?:\.\d+)?\s?:\s?\d(?:\.\d+)?(?![\d:]))"
# 孕产妇死亡率控制在9/10万以内; 5万/10万元 are two sums.
_OF_A_HUNDRED_THOUSAND = r"(?<=\d)/(?:10|十)万(?![\d.元亿家个件户名项])"
# 跃居全省前12位, 进入前六
_RANK = (
    rf"(?P<rank>(?<![目此以之年日提当面内眼生空月天])前\s?(?:\d{{1,3}}|"
    rf"[一二三四五六七八九十]{{1,3}})(?![\d.{_CHINESE}])"
    r"(?!\s?(?:[年月日天周季批期轮次章节条款项步路半届任义面段提后述者沿端往来景方个家]|个月|个工作日|"
    r"工作日|%|[万亿]|级))(?:名|位|强|列)?)"
)
# 全额资助, 减半征收, 全免: a share that no digit prints.
_WHOLE = (
    r"(?P<whole>全额(?=(?:给予|予以)?(?:补|资助|贴|奖|扶持|报销|承担|负担|返还|保障|用于|减|免|支持|配套|退还|"
    r"拨付给|列支|抵))"
    r"|减半(?=(?:给予|予以)?(?:奖|征收|收取|缴纳|征缴|补|资助|支付|计算|计征|收费|执行|发放|兑现|享受)|\s?[,;。)\n]|$)"
    r"|等额(?=(?:给予|予以)?(?:配套|奖|补|资助|支持|匹配))|全免(?!疫|税))"
)
_SPECIAL = (
    r"(?P<special>(?<!健)全覆盖(?!工程|行动|计划)"
    r"|翻[一1两二2三3]?番(?:以上)?|翻一?倍(?:以上)?|(?:增加|增长|提高|扩大)[一1]倍(?:以上)?"
    r"|[二两三]位数|一?半以上|(?<![进对大各前])一半(?!发|执行|计)(?:左右)?"
    r"|过半(?<=[例比率重额]过半)(?=\s?[,;。、)]|$)|倍增(?<=现倍增)(?=\s?[,;。、)]|$)"
    # 租金按市场价的七折收取, 8.5折
    r"|(?:[1-9](?:\.\d|\d)?|[一二三四五六七八九])折(?=[,;。、)]|优惠|收|租|购|出|价|的?标准|$)"
    rf"|(?:{AT_LEAST}|{AT_MOST}|近|超|约)?[一二两三四五六七八九]成(?:以上|左右)?(?![为立功果本员长效都熟就交]))"
)
# 不少于总任务的1/3
_SLASHED = r"(?P<slashed>(?:(?<=[的占达到于为过])|(?<=的\s))[1-9]/[1-9](?![\d/])(?:以上|以下|以内|左右)?)"
# 营收破千亿, 跨上万亿: a round sum of money without its 元
_ROUND_SUM = r"(?<=[破过超达越上])[百千万]亿(?=\s?[,;。、)\n]|$)"
_DURATION = (
    # 上一年度 is which year, and no term.
    rf"(?P<duration>(?:近|未来|今后)?(?!(?<=[上下])一年度?){NUMBER}(?:余|多)?个?半?(?:年|月|周?岁|周|季度|日|天)"
    r"(?:以上|以内|以下|之内|内|左右)?)"
)
# 十几万, 数十家, 几百个: no figure can be given for them.
_VAGUE = (
    r"(?:(?<![人指总倍系基次分个件户参函位级岁点奇偶整])[数几][十百千万亿]+"
    r"|[一二三四五六七八九]?十[几数][万亿]?)(?![\d分])"
)
_DASHES = r"\-~—–−～至到"
_RANGE = rf"\s?[{_DASHES}]{{1,2}}\s?"
# 100万元(人民币,下同)至500万元: what brackets add to the lower end of a range
_ASIDE = r"\([^()\d;。]{1,10}\)"
# A numeral in Chinese, its point, blanks and 个: what may stand before a dash besides digits and a measure word.
_MOST_BEFORE_DASH = 28
_YEAR_WORDS = r"(?:底前|年底|末|底|初|前|内|中|度)?"


def find_quantities(text: str, units: tuple[str, ...]) -> list[Quantity]:
    """Find every number that has a measure word, with the bound that touches it.

    Args:
        text: folded text.
        units: the measure words to know, without 万 and 亿.

    Returns:
        The quantities in order of place, spans into `text`, values in the base unit (1.3亿元 is 130000000 元).
    """
    return [
        mention.quantity
        for mention in find_numbers(text, units)
        if mention.quantity and mention.kind is NumberKind.QUANTITY
    ]


def find_numbers(text: str, units: tuple[str, ...]) -> list[Mention]:
    """Find every number, whatever it is.

    Args:
        text: folded text.
        units: the measure words to know, without 万 and 亿.

    Returns:
        The numbers in order of place, none overlapping; Chinese numerals only where a measure word follows.
    """
    mentions = list(filter(None, map(_mention, _scanner(units).find(text))))
    return _listed(mentions, text, units)


_FAR = 20
_LABEL_UNIT = re.compile(
    r"\((?:单位[::])?(?P<magnitude>[十百千]?[万亿]?)(?P<unit>[^\s()\d万亿,;]{1,4})\)\s?(?:[:为是]|达到?|增至)?\s?$"
)


def _labelled(mention: Mention, text: str, units: tuple[str, ...]) -> Mention:
    """Give a number the unit that its label prints before it (研发投入(亿元):12.5)."""
    span = mention.span
    if mention.kind is not NumberKind.BARE or text[span.end : span.end + 1] not in {*",;。、\n", ""}:
        return mention
    label = _LABEL_UNIT.search(text, max(0, span.start - _FAR), span.start)
    value = parse_number(span.of(text) + label["magnitude"]) if label and label["unit"] in units else None
    if value is None or label is None:
        return mention
    return Mention(span, NumberKind.QUANTITY, Quantity(span, span.of(text), value, label["unit"]))


def _with_carried_units(mentions: list[Mention], text: str) -> list[Mention]:
    """Go through the numbers from the last to the first, for the last of a list prints the unit of all."""
    found: list[Mention] = []
    last: Quantity | None = None
    for mention in reversed(mentions):
        quantity = None
        if mention.kind is NumberKind.BARE and last and found[-1].kind is NumberKind.QUANTITY:
            quantity = carried_quantity(text, mention.span, found[-1].span, last)
        found.append(Mention(mention.span, NumberKind.QUANTITY, quantity) if quantity else mention)
        last = last if quantity else mention.quantity
    return found[::-1]


_PLACE = re.compile(r"第\s?(?P<number>[\d一二三四五六七八九十]{1,4})[位名]")


def _placed(text: str, span: Span) -> Quantity | None:
    """Read 第20位, which is a rank where somebody is to reach it."""
    match = _PLACE.fullmatch(text)
    value = parse_number(match["number"]) if match else None
    return Quantity(span, text, value, "位", Comparator.LE) if value else None


def _read_anew(mention: Mention, text: str, kind: NumberKind) -> Mention:
    """Read a number that has no measure word, or a term that is none, by the words round it."""
    if mention.kind is not kind:
        return mention
    read = read_age if kind is NumberKind.DURATION else read_bare
    if quantity := read(text, mention.span):
        return Mention(quantity.span, NumberKind.QUANTITY, quantity)
    if kind is NumberKind.DURATION and (held := read_held_term(text, mention.span)):
        return Mention(held.span, kind, held)
    return mention


def _is_bare_ordinal(mention: Mention, text: str) -> bool:
    """Tell 第2 in 第2、3条, whose noun stands behind the last, from 第2条."""
    return mention.kind is NumberKind.ORDINAL and text[mention.span.end - 1] in _NUMERALS


def _listed(mentions: list[Mention], text: str, units: tuple[str, ...]) -> list[Mention]:
    """Give the members of a list the unit that its last prints, and the 第 that its first does."""
    kinds = {mention.kind for mention in mentions}
    if NumberKind.DURATION in kinds:
        mentions = [_read_anew(one, text, NumberKind.DURATION) for one in mentions]
    if NumberKind.BARE in kinds:
        mentions = [
            _labelled(_read_anew(one, text, NumberKind.BARE), text, units)
            for one in _with_carried_units(mentions, text)
        ]
    if NumberKind.ORDINAL in kinds:
        members = ordinal_members([(one.span, _is_bare_ordinal(one, text)) for one in mentions], text)
        return [Mention(one.span, NumberKind.ORDINAL) if one.span in members else one for one in mentions]
    return mentions


@lru_cache(maxsize=8)
def _scanner(units: tuple[str, ...]) -> Scanner:
    return Scanner(_starts(units), _pattern(units))


# What may follow a Chinese numeral besides a measure word: terms, 余, 分之, 成, 位数, and the words of set phrases.
_AFTER_CHINESE = "几数年月周岁季日天个余多点分成折位次家企村的突以"


def _starts(units: tuple[str, ...]) -> re.Pattern[str]:
    """Match where a number can start: a numeral, or a word that only a numeral makes one (a bound, 第, 翻番)."""
    follows = re.escape("".join(sorted({unit[0] for unit in units})) + _AFTER_CHINESE)
    bounds = [word for words in LEADING_BOUNDS.values() for word in words]
    first = "".join(sorted({word[0] for word in bounds}))
    others = "".join(sorted(set("".join(word[1:] for word in bounds))))
    return start_pattern(
        (
            (r"\d", r"\d*+"),
            (_CHINESE, rf"(?=[{_CHINESE}]{{0,24}}[{follows}\s{_DASHES}]|.[一1]|[一半]|亿(?:[,;。、)]|$))"),
            (r"(〔\[", r"(?=\s?\d)"),
            (r"\s", r"(?<!\n)(?<![^\n].)(?=[^\S\n]{0,11}[(]?\d)"),
            ("数几", "(?=[十百千万亿])"),
            ("第", rf"(?=\s?[{_NUMERAL}])"),
            ("全", "(?=面?覆盖)"),
            ("翻", "(?=.?[番倍])"),
            ("增提扩", "[加长高大](?=[一1]倍)"),
            ("统唯同单专逐之某另任划如", "(?=一)"),
            ("学", "(?=前[一二三]年)"),
            ("上", "(?=[百千万亿])"),
            ("未", rf"来(?=[{_NUMERAL}])"),
            ("前", rf"(?=[{_NUMERAL}])"),
            ("全减等", "(?=[额免半])"),
            ("倍", "(?=增)"),
            ("今", rf"后(?=[{_NUMERAL}])"),
            (first, rf"(?=[{others}]{{0,3}}\s?[{_NUMERAL}])"),
        )
    )


def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    """Compile one scanner for all kinds; the order of the alternatives decides."""
    unit = rf"(?:{unit_pattern(units)}|{_OF_A_HUNDRED_THOUSAND})"
    lead = bound_pattern(LEADING_BOUNDS)
    tail = bound_pattern({c: words for c, words in TRAILING_BOUNDS.items() if c != Comparator.GT})
    reach = _MOST_BEFORE_DASH + max(map(len, units), default=0)
    # Looked for first: few numbers have a dash near, and a range tries all measure words.
    dash = rf"(?=[\d,.]{{{LONGEST}}}|[\d,.]{{0,{LONGEST}}}+[^{_DASHES}。;、:]{{0,{reach}}}[{_DASHES}])"
    quantity = (
        rf"(?P<quantity>(?P<lead>(?<![通经超不])(?<!度(?=过))(?<![签节集预履契公条盟](?=约))(?:{lead})\s?|(?<![迈跃跨登])上(?=[百千万亿]))?"
        rf"(?:{dash}(?P<low>{NUMBER})\s?(?:(?P<low_unit>{unit})(?:{_ASIDE})?)?{_RANGE}(?=[\d一二两三四五六七八九十百千]))?"
        rf"(?P<number>{NUMBER})(?P<more>余|多)?(?P<more_magnitude>{MAGNITUDE})?\s?(?P<unit>{unit})"
        rf"(?:\((?:{unit})\))?(?:\(含\))?(?P<tail>{tail}|(?:(?<=小时)|(?<=工作日)|(?<=分钟))内)?)"
    )
    return re.compile(
        "|".join(
            (
                r"(?P<document>[〔\[(]\s?\d{4}\s?[〕\])]\s?第?\s?\d+\s?号|第?\d+号(?:文件|文|令|公告)?)",
                r"(?P<date>\d{4}\s?年?\s?[-~—–至到]{1,2}\s?\d{4}\s?年|\d{4}\s?年"
                + _YEAR_WORDS
                + r"(?:\s?\d{1,2}\s?月份?(?:\s?\d{1,2}\s?日)?)?"
                r"|(?<!\d)(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|"
                r"\d{1,2}\s?[-~—–至]?\s?(?:\d{1,2})?月(?:\d{1,2}日)?(?!度)|"
                r"(?<![示期限过为])(?<!少于)\d{1,2}[日号](?!均|内|以内|之内)|[二一][〇零一二三四五六七八九]{3}年|"
                r"\d{1,2}:\d{2})",
                _IDIOM,
                _RATIO,
                _RANK,
                _WHOLE,
                r"(?P<item>(?:^|(?<=\n))[^\S\n]{0,12}[(]?\d{1,3}(?:[.)、]|\s(?=[\u4e00-\u9fff]))(?!\d))",
                # 第 1 1 条: blanks between the digits of a typed number.
                r"(?P<spaced>第\s?\d\s\d\s?条)",
                rf"(?P<ordinal>第\s?{NUMBER}(?:{unit}|[批期届次名位条项章节款类产])?)",
                _SPECIAL,
                rf"(?P<vague>零的?突破|{_VAGUE}\s?(?:{unit})?)",
                rf"(?P<give_or_take>{ARABIC}\s?±\s?{ARABIC}\s?{unit})",
                rf"(?P<fraction>(?:(?:{lead})\s?)?{FRACTION}(?:{_RANGE}{FRACTION})?(?:{tail})?)",
                _SLASHED,
                quantity,
                _DURATION,
                rf"(?P<bare>{ARABIC}(?:\s?{MAGNITUDE}|[多余]{MAGNITUDE})?|{_ROUND_SUM})",
            )
        )
    )


def _mention(match: re.Match[str]) -> Mention | None:
    kind, span = match.lastgroup, Span(*match.span())
    if kind == "quantity":
        return _counted(match, span)
    if kind is None or kind == "idiom":
        return None
    if read := READINGS.get(kind):
        quantity = read(match[0], span)
        if kind == "ratio" and quantity and _names_first_first(match):
            quantity = read(_turned(match[0]), span)
            quantity = quantity and replace(quantity, text=match[0])
        if kind in _KINDS:
            return Mention(span, _KINDS[kind], quantity)
        return Mention(span, NumberKind.QUANTITY, quantity) if quantity else None
    if kind == "bare" and len(match["bare"]) > _MOST_DIGITS:
        return Mention(span, NumberKind.TABLE)
    if kind == "ordinal" and (place := _placed(match[0], span)):
        return Mention(span, NumberKind.RANK, place)
    return Mention(span, _KINDS[kind])


def _names_first_first(match: re.Match[str]) -> bool:
    """Tell a ratio that is read as it is named: shares of levels (市县按2:8负担), statistics (之比达到2.8:1)."""
    compared = RATIO_REACHED.search(match.string, max(0, match.start() - _FAR), match.start())
    return bool(compared or SHARED_AMONG.match(match.string, match.end()))


RATIO_REACHED = re.compile(
    r"(?:比值|之比|比例关系|比率|收入比|存贷比|产值比|车桩比|生师比|师生比|医护比|床护比)"
    rf"(?:[^,;。\d]{{0,4}}|[由从]\d[\d.]*:\d[\d.]*)"
    r"(?:达到?|提高[到至]|提升[到至]|缩小[到至]|(?:下降|调整|降低?)[到至]|升至|增至|优化[为到至]|控制在|保持在|为"
    rf"|{AT_LEAST}|{AT_MOST})$"
)
"""What stands before a ratio of two statistics that is to be reached."""
SHARED_AMONG = re.compile(r"的?(?:比例)?(?:财政)?(?:共同|分别|予以)?(?:分[担摊成配]|负担|承担|共担)")
"""What stands behind a ratio or share in which several bear or get it."""


def _turned(ratio: str) -> str:
    """Give a ratio with the issuer's side last: it is named first where levels share (州县两级按2:8负担)."""
    own, other = ratio.split(":")
    return f"{other}:{own}"


def _counted(match: re.Match[str], span: Span) -> Mention | None:
    """Take a number with its measure word; one that has no reading is kept where it is printed in digits."""
    if match.string.startswith(")", span.end) and _is_unit_alone(match, span):
        return None
    if match[0] in ("万元", "亿元") and not match.string.startswith("级", span.end):
        return None  # the name of a unit: 单位 万元
    if _loses_digits(match, span):
        return Mention(span, NumberKind.TABLE)
    quantity = _quantity(match, span)
    if quantity is not None:
        return Mention(span, NumberKind.QUANTITY, quantity)
    return Mention(span, NumberKind.TABLE) if any(map(str.isdigit, match["number"])) else None


_BETWEEN_DIGITS = frozenset("0123456789 .,·•・")
_TORN_BEFORE = re.compile(r"(?:\d[ ]?[.,·•・]?[ ]?|\d[ ]{1,3})$")


def _loses_digits(match: re.Match[str], span: Span) -> bool:
    """Tell whether digits that belong to the number stand outside it, so that no value may be given."""
    if match.string[span.start - 1 : span.start] not in _BETWEEN_DIGITS:
        return False
    printed = match["low"] or match["number"]
    if not printed[:1].isdigit() or match["lead"]:
        return False
    return bool(_TORN_BEFORE.search(match.string, max(0, span.start - 4), span.start))


def _is_unit_alone(match: re.Match[str], span: Span) -> bool:
    """Tell the unit that brackets give for a column or label (亿元) from a number before a closing bracket."""
    if match.string[span.start - 1 : span.start] not in ("(", ":"):
        return False
    return not (match["number"].strip("十百千万亿") or match["lead"] or match["tail"])


_KINDS = {
    "document": NumberKind.DOCUMENT,
    "date": NumberKind.DATE,
    "ordinal": NumberKind.ORDINAL,
    "spaced": NumberKind.ORDINAL,
    "rank": NumberKind.RANK,
    "ratio": NumberKind.RATIO,
    "whole": NumberKind.WHOLE,
    "vague": NumberKind.VAGUE,
    "item": NumberKind.ITEM,
    "duration": NumberKind.DURATION,
    "bare": NumberKind.BARE,
}


def _quantity(match: re.Match[str], span: Span) -> Quantity | None:
    text, number, magnitude, low, low_unit, unit, tail, lead, more = match.group(*_QUANTITY_GROUPS)
    values = _values(number, magnitude, low, low_unit)
    if values is None:
        return None
    value, value_max = values
    bound = tail or lead or more
    comparator = Comparator.EQ if bound is None else Comparator.LE if bound == "内" else touching_bound(bound)
    if value_max is not None:
        comparator = Comparator.RANGE
    if parts := _PARTS_OF_A_PERCENT.get(unit):
        value, value_max, unit = value / parts, value_max and value_max / parts, "%"
    unit = unit.removeprefix("个") or "个"
    if unit == "个" and (shared := _SHARED_POINTS.match(match.string, span.end)):
        unit = shared["unit"]
    return Quantity(span, text, value, unit, comparator, value_max)


# 提高6个和8个百分点: what the last of a list counts in, the others do; 2个以上百分点: a bound between.
_SHARED_POINTS = re.compile(
    r"(?:(?:[、和及与]\d[\d.]{0,6}个){1,5}|(?<=个以上)|(?<=个左右))(?P<unit>百分点|基点)"
)


# 4.5‰, 孕产妇死亡率10/10万
_PARTS_OF_A_PERCENT = {"‰": 10, "/10万": 1000, "/十万": 1000}
_QUANTITY_GROUPS = (0, "number", "more_magnitude", "low", "low_unit", "unit", "tail", "lead", "more")


@lru_cache(maxsize=8192)
def _values(
    number: str, magnitude: str | None, low: str | None, low_unit: str | None
) -> tuple[Decimal, Decimal | None] | None:
    """Read a number, or both ends of a range; the same few are printed again and again."""
    if len(number) > LONGEST or len(low or "") > LONGEST:
        return None
    value = _value(number, magnitude)
    if not value:
        return None
    if not low:
        return value, None
    least = _low(low, low_unit, number + (magnitude or ""))
    # 9至7项 is read from the smaller to the larger.
    return None if least is None else (min(least, value), max(least, value))


def _value(number: str, magnitude: str | None = None) -> Decimal | None:
    if sum(map(str.isdigit, number)) > _MOST_DIGITS:
        return None
    value = parse_number(number)
    factor = parse_number(f"1{magnitude}") if magnitude else None
    return value * factor if value is not None and factor is not None else value


def _low(low: str, low_unit: str | None, high: str) -> Decimal | None:
    """Read the lower end; 100-200万元 shares the magnitude that only the upper end prints."""
    shared = MAGNITUDE_END.search(high)
    magnitude = shared.group() if shared and not low_unit and low[-1].isdigit() else ""
    return _value(low, magnitude)
