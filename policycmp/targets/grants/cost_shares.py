"""Shares of a cost that are given in few words: 租馆费用的40%, 采购额15%由区财政承担, 扶持比例1%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import MONEY, RATES
from policycmp.language.money_words import GRANTS
from policycmp.models import Comparator

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting

# What somebody spends, right before its share.
_COST = (
    r"(?:费用?|费支出|支出|花费|成本|租金|房租|利息|保费|保险费|运费|学费|(?:设备|项目|建设|改造|研发|实际|总)投[资入]额?"
    r"|采购额|购置额|(?<=[|按])投[资入]额|合同额|合同金额|发票金额|设备款|价款|货款|购房款|服务款)"
)
_OF_COST = re.compile(rf"{_COST}总?额?的?(?:约|按|给予)?$")
# 补采购价25%, 报销造价三成: the verb before the cost is enough.
_PAID_OF_COST = re.compile(
    r"(?<![互弥填增候])(?:补(?![充齐短助贴偿交缴])|报销)[^,;。、\d的]{1,8}[费款价额金本]$"
)
# 贷款贴息40%、上限5万元
_OF_GRANT = re.compile(rf"(?:{GRANTS}|贴息)$")
_UNLIKELY = re.compile(
    rf"占[^,;。]{{0,16}}$|不[低少]于|[增下降]|(?:预算|财政|一般公共预算|全社会|R&D)[^,;。]{{0,6}}{_COST}"
)
# 补贴比例统一为50%
_NAMED_SHARE = re.compile(
    rf"(?:{GRANTS}|扶持|贴息|返还|报销|抵扣|补偿)(?:比例|比率|率)(?:统一|一律|均|按|是|为|:)*$"
)
_CAP_BEHIND = re.compile(
    rf"\s?[,，、](?:[单每一同][^,;。\d]{{1,6}})?(?:最高|最多|至多|封顶|上限|{AT_MOST})[^,;。\d]{{0,4}}\d[\d.]*[万亿]*元?"
)
_CAP = re.compile(rf"(?:最高|最多|至多|封顶|上限|{AT_MOST})")
_SHARE_BEFORE = re.compile(
    rf"(?:{_COST}总?额?的?|{GRANTS}|贴息)(?:[\d.]+%|[一二三四五六七八九]成|三分之[一二]|一半)[,、][^,;。、\d]{{0,8}}$"
)


def is_share_of_cost(candidate: Candidate, clause: ClauseText, setting: Setting) -> bool:
    """Tell the share of a cost that is given, though no verb says so.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        setting: what the clause is read in.

    Returns:
        Whether a cost stands right before it, and a cap behind it or a list of grants around it says that it is given.
    """
    if candidate.quantity.unit not in RATES or candidate.quantity.comparator not in _PLAIN:
        return False
    if setting.is_law or setting.conditions_at(candidate.span.start):
        return False
    if _PAID_OF_COST.search(candidate.left):
        return True
    given = setting.prices_at(candidate.span.start)
    if _NAMED_SHARE.search(candidate.left):
        return given
    of_cost = _OF_COST.search(candidate.left)
    if (of_cost or _OF_GRANT.search(candidate.left)) is None or _UNLIKELY.search(candidate.before):
        return False
    if of_cost and given and _ENDS.match(candidate.behind):
        return True
    return _CAP_BEHIND.match(clause.flat, candidate.span.end, candidate.sentence.end) is not None


def caps_share_of_cost(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell the cap right behind such a share (设备投资的8%,不超过2000万元).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    if candidate.quantity.unit not in MONEY:
        return False
    capped = candidate.quantity.comparator is Comparator.LE or _CAP.search(candidate.left)
    before = clause.flat[candidate.sentence.start : candidate.span.start]
    return bool(capped) and _SHARE_BEFORE.search(before) is not None and not _UNLIKELY.search(before)


_PLAIN = frozenset({Comparator.EQ, Comparator.LE})
_ENDS = re.compile(r"\s?(?:\([^()]*\))?\s?(?:$|[,;。、\n|])")
