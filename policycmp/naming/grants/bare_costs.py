"""Names that hold a cost or the words of a row and nothing else, with what these are of (展位费 → 展会展位费)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.naming.grants.condition_words import quoted

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_BARE_COST = re.compile(
    r"""^(?:所需|上年出口|实际|实[付缴]|上年度?|年度?|当年|[省市县区]级|项目|设备|软硬件|改造|建设|其|每[笔次]|同期|固定资产)*
    (?:保费|展位费?|特装费|认证费用?|评估费用?|担保费用?|检测费用?|服务费用?|运费|物流费用?|流片费用?|律师费|诉讼费|投保费用?|费用|投入|投资额?|投入额|支出|金额
    |采购额|合同额|销售额|租金|房租|利息|贷款|贷款利息|装修费|补[贴助]|贴息)+(?:补[贴助])?$""",
    re.VERBOSE,
)
_NAMES_COST = re.compile(
    r"^(?:[^费]*费用?|房租|贷款利息|利息|投资|设备购置|费用|贷款|固定资产投资|.*补贴"
    r"|担保代偿|贷款损失|装修)$"
)
_SPENT = re.compile(r"(?:投入|投资|设备|费用|展位费?|认证费|保费|支出|金额)")
_HEAD_TAIL = re.compile(
    r"的?(?:奖励|奖补|补贴|补助|资助|支持|扶持|激励|优惠|政策|措施|标准|限额|资金|条件|对象|方式|范围|额度|补|奖)+$"
)
_NO_HEAD = re.compile(
    r"标准|限额|对象|金额|怎么|多少|哪些|什么|如何|金融|降成本|成本"
    r"|负担|保障|环境|体系|力度|高质量|措施|政策|政府|财政"
)


def with_what(context: Context, place: Place, reading: Reading, stem: str) -> str:
    """Say for what a cost is paid where a name holds nothing else: by what is counted, or by the head of the item.

    Args:
        context: the clause.
        place: the amount in its place.
        reading: the parts of the grant.
        stem: what the grant is for, as its name begins.
    """
    if not _BARE_COST.match(stem):
        return stem
    thing = reading.thing.word if reading.thing else ""
    if "|" in thing or _NAMES_COST.match(thing) or len(thing) > _LONGEST_THING:
        thing = ""
    head = _HEAD_TAIL.sub("", context.head_words(place.start))
    named = context.thing_called(head) if head and _SPENT.search(stem) and not _NO_HEAD.search(head) else None
    if named is None or named.entry is None or len(head) > _LONGEST_THING:
        head = ""
    return next((_joined(what, stem) for what in (thing, head) if len(what) > 1 and what not in stem), stem)


def _joined(what: str, stem: str) -> str:
    """Join two words without what the first ends and the second begins with (展会展位费, 房租租金)."""
    shared = next(
        (size for size in range(min(len(what), len(stem)), 0, -1) if stem.startswith(what[-size:])), 0
    )
    return f"{what}{stem[shared:]}"


_LONGEST_THING = 10

_ROW = re.compile(r"[\s　]*(?P<words>[一-鿿“”A-Z、]{2,12}?)(?:每[个家件项])?[\s　:]*")
_NO_ROW = re.compile(rf"奖励|奖补|补助|补贴|资助|给予|最高|封顶|标准|上限|每|按|金额|额度|{AT_MOST}|合计|共")
_SHORT_ROW = 4
_LEAD = re.compile(
    r"^[\s　]*(?:[A-Z]\d{0,2}|[①-⑳]|\(?[\d一二三四五六七八九十]+[)、.])?[\s　]*"
    r"(?P<words>[一-鿿“”]{3,10}(?<!类|款|条))[:。]?$"
)


def row_words(context: Context, place: Place) -> str:
    """Take the words of a row that hold nothing but them and an amount (　　金奖　80万元), under what leads to it.

    Args:
        context: the clause.
        place: the amount in its place.
    """
    flat = context.passage.flat
    start = flat.rfind("\n", 0, place.start) + 1
    row = _ROW.fullmatch(flat, start, place.start) if place.listed == 1 else None
    if row is None or _NO_ROW.search(row["words"]):
        return ""
    words = quoted(context, row.span("words"))
    if len(words) > _SHORT_ROW:
        return words
    clause = context.clause
    for above in (*reversed(flat[:start].splitlines()), context.lead, clause.heading, *reversed(clause.path)):
        lead = _LEAD.match(above.strip())
        if lead and not _NO_ROW.search(lead["words"]):
            return f"{lead['words']}{words}"
    return words
