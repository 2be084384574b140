"""Whose size a grant rewards by steps (软件企业营业收入), and how the plan itself calls an allowance (A类安家费)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.condition_words import quoted

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

_MONEY_MADE = (
    r"(?:主?营业?|销售|软件业务|业务|服务|线上|网络|经营|[一-鿿]{0,4}?)?(?:收入|营收|产值|零售额|销售额|交易额|税收|出口额|进出口额)"
)
# 设计企业年主营业务收入, 单个药品年销售收入: who has it, right before.
_OWNER = re.compile(
    rf"""(?:^|(?<=[,;。:、\n\s]))(?:对于?|支持|鼓励|凡|单[个家]|(?:首次)?(?:纳统|入库|在库)的)*
    (?P<who>(?!年|上|当|首|本|企业|其|该|同一|规上|限上|工业|对)[一-鿿A-Za-z]{{2,12}}?(?<![的单家])
      (?:企业|机构|公司|合作社|楼宇|园区|基地|商[场户]|平台|团队|药品|产品|农场|店铺?|协会))
    (?:的|在)?(?:上一?|当|[全每])?年度?(?:实现|累计)?(?:首次)?(?={_MONEY_MADE})""",
    re.VERBOSE,
)
_STARTS_WITH_SIZE = re.compile(rf"(?:上一?|当|[全每])?年?度?(?={_MONEY_MADE})")
_PAID_AS = re.compile(
    r"(?:^|(?<=[,;。:、\n\s的放给予受将]))(?P<called>(?!每|的|按|给)[一-鿿]{0,6}?(?:安家费|安家补[贴助]|补[贴助]|津贴|奖学金))"
    r"(?:标准)?(?:分(?:别|[一二三四五两]档|为)|[按为是:]|标准|,)*[^,;。\n]{0,12}$"
)


def with_owner(context: Context, place: Place, thing: Thing, stem: str) -> str:
    """Set who has it before a size that is rewarded (年营业收入首次突破1亿元 of 人力资源机构).

    Args:
        context: the clause.
        place: the amount in its place.
        thing: the size.
        stem: the words so far.
    """
    size = _STARTS_WITH_SIZE.match(stem)
    flat, start = context.passage.flat, place.statement[0]
    if size is None or not start <= thing.start < place.start:
        return stem
    owners = [one for one in _OWNER.finditer(flat, start, place.start) if one.end() <= thing.start + 1]
    who = quoted(context, owners[-1].span("who")) if owners else ""
    return f"{who}{stem[size.end() :]}" if who and who not in stem else stem
