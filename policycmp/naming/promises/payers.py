"""The name of a part of a cost that one of several pays (保险费由县财政承担70%, 市、区两级按1:1比例分摊)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.models import TargetType
from policycmp.naming.fragments import mended_name
from policycmp.naming.grants.condition_words import quoted, reworded
from policycmp.naming.grants.grant_words import name_grant

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_TREASURY = r"(?:中央|自治区|[省市县区州旗]|各级|地方|上级)(?:级|本级|里)?(?:财政|政府)"
_LEVELS = (
    r"(?:中央|自治区|[省市县区州镇乡])(?:[、和与](?:[省市县区州镇乡]|乡镇|街道))+(?:[两三四]级)?(?:财政)?"
)
_OTHERS = (
    r"(?:用人|所在|聘用|主管|受益)?单位|企业|个人|职工|乡镇(?:街道)?|街道|村(?:集体|级)?|农户|养殖户|家庭|银行|(?:担保|保险)机构|"
    r"[一-鿿]{2,4}(?:基金|经费)|资金池"
)
_PAYER = rf"(?P<payer>{_TREASURY}|{_LEVELS}|{_OTHERS})"
_PAYS = r"承担|负担|分担|分摊|自担"
# 县财政承担70%, 用人单位出40%
_BEFORE = re.compile(
    rf"{_PAYER}(?:再|各|按|分别|最高)*(?P<act>{_PAYS}|出资|出)(?:比例)?(?:为|{AT_LEAST}|{AT_MOST})*$"
)
# 省财政全额承担, 按医保基金60%、公共卫生经费30%的比例分担, 市、区两级按1:1比例分摊
_NAMED_BEFORE = re.compile(rf"{_PAYER}(?:财政)?(?:分别|各)?(?:按照?|以)?$")
_BEHIND = re.compile(
    rf"[^,;。:]{{0,16}}?(?:的?比例)?(?:予以|进行|共同|分别)?(?P<act>{_PAYS})(?![一-鿿]{{4}})"
)
_GIVES_PART = re.compile(rf"(?P<payer>{_TREASURY})(?:给予)?(?P<act>补贴|补助)(?:比例为?)?$")
_FIRST = re.compile(rf"(?:[由按]照?)?{_PAYER}(?:{_PAYS}|补[贴助]|出|按|\d|全额|[、,])")
_COST = re.compile(
    r"(?:^|[,;。:、\n]|所需|对|给予)(?P<cost>(?:(?!所需)[一-鿿]){2,16}?(?:费用?|资金|经费|补[贴助]|津贴|奖补|奖励))(?=[,;。:由按]|$)"
)
_BARE_COST = re.compile(r"(?:其|所|需|上述|该|项|相关)*(?:资金|经费|费用)")
_PAID = {"出": "承担", "出资": "承担"}
_LONGEST = 24


def name_payer(context: Context, place: Place) -> str:
    """Name a share by the cost it is of and who pays it.

    Args:
        context: the clause.
        place: the number in its place.

    Returns:
        The name (保险费县财政承担比例); empty where the number is no such share.
    """
    flat = context.passage.flat
    told = _BEFORE.search(flat, place.segment[0], place.start)
    act = told["act"] if told else ""
    if told is None and (told := _NAMED_BEFORE.search(flat, place.segment[0], place.start)):
        behind = _BEHIND.match(flat, place.end, place.statement[1])
        act = behind["act"] if behind else ""
    if not act:
        told = _GIVES_PART.search(flat, place.segment[0], place.start)
        act = told["act"] if told else ""
    if told is None or not act:
        return ""
    cost = _cost(context, place)
    return f"{cost}{told['payer']}{_PAID.get(act, act)}比例" if cost else ""


def _cost(context: Context, place: Place) -> str:
    """Word what is paid: what stands before the first who pays, the cost named before, else the grant before."""
    flat, start = context.passage.flat, place.segment[0]
    first = _FIRST.search(flat, start, place.end)
    whose = quoted(context, (start, first.start())) if first and first.start() > start + 1 else ""
    words = mended_name(reworded(whose.strip("，, ").removeprefix("其中")))
    if words and not whose.rstrip().endswith("的"):
        return words if len(words) <= _LONGEST else ""
    named = _named_cost(context, place)
    if whose or not named:
        before = [known for known in context.counted[:-1] if known[0].target.type is TargetType.INCENTIVE]
        if not named and before:
            named = _of_grant(context, *before[-1])
    return f"{words}{named}" if len(words) + len(named) <= _LONGEST * 2 else named


def _of_grant(context: Context, place: Place, reading: Reading) -> str:
    """Name a grant as what is paid."""
    return name_grant(context, place, reading).removesuffix("比例")


def _named_cost(context: Context, place: Place) -> str:
    """Find the cost that the statement, or the one before, names; 所需资金 is that of what was granted before."""
    flat, start = context.passage.flat, place.statement[0]
    before = context.passage.sentence_before(start)
    grants = [known for known in context.counted[:-1] if known[0].target.type is TargetType.INCENTIVE]
    for begin, end in ((start, place.segment[0]), before or (start, start)):
        for told in reversed(list(_COST.finditer(flat, begin, end))):
            if not _BARE_COST.fullmatch(told["cost"]):
                return quoted(context, told.span("cost"))
            if grants:
                return _of_grant(context, *grants[-1])
            return told["cost"][-2:]
    return ""
