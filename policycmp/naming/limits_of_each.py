"""How much each may ask for of what only the head of the item names (服务券。每户每年申请额度5万元)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_LIMIT = re.compile(
    r"""(?P<each>[每单][户家个人船车]|每[一-鿿]{2,4}(?=每年))[^\d,;]{0,8}?(?:每年度?|年度|全年)?(?:最高|累计|可)?
    (?P<limit>(?:申[请领]|使用|补[贴助]|领取|兑付)?(?:总?额度|限额|上限))(?:最高)?""",
    re.VERBOSE,
)


def limit_of_each(context: Context, place: Place, name: str) -> str:
    """Name a limit for each by what the head of its item names.

    Args:
        context: the clause.
        place: the number in its place.
        name: the words before the number.

    Returns:
        The name; empty where the words are more than a limit, or no head names a thing.
    """
    limit = _LIMIT.fullmatch(name)
    head = context.head_words(place.start) if limit else ""
    return f"{head}{limit['limit']}（{limit['each']}）" if limit and head else ""
