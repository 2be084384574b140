"""What another class than the plain one gets, in brackets behind its amount: 每件资助1000元(非职务发明500元)."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.money_words import GRANTS

_VARIANT = re.compile(
    rf"""
    (?:/[^,;。、\d()]{{1,4}})? (?:的?(?:{GRANTS}|奖金))?                # of the plain amount: 20万元/人, 50万元奖励
    \( (?:[^,;。、:·\d()]{{1,14}}\d[\d.]*[万亿]?元[、,;·])*              # others of the same brackets: 市级4万元、
    (?P<class>[^,;。、:·\d()]{{1,14}}?) 的?(?:每[个家件项人户亩])?\Z    # who or what gets it instead: 非职务发明
    """,
    re.VERBOSE,
)
_NO_CLASS = re.compile(
    r"""
    # a part, and how it is reckoned
      含|包括|其中|总额|[总合共累]计|人均|平均|相当|[折约为是共计达至到超过比较]$|不[足满低高超少]
    # what is paid or kept
    | 配套|资金|经费|自[筹付]|价|租金|租赁费|成本|投[资入]|年薪|工资|罚|押金|保证金
    # what is earned and owned
    | 收入|营收|产值|销售|纳税|税收|利润|注册|贷款|规模|余额|存款
    # an instalment, and what was
    | 首[付期年]|第[一二三四五]|次年|当年|[尾余]款|[预拨]付|预拨|已|了|原|去年|上年
    """,
    re.VERBOSE,
)


def find_variant(text: str, plain_end: int, amount: int) -> tuple[int, int] | None:
    """Find who or what gets the amount in brackets instead of the plain one before them.

    Args:
        text: folded, or plain with the commas of brackets hidden (·).
        plain_end: where the plain amount ends.
        amount: where the one in brackets begins.

    Returns:
        Start and end of the class; None where the brackets tell something else (含税, 首付, 其中).
    """
    variant = _VARIANT.match(text, plain_end, amount)
    return variant.span("class") if variant and not _NO_CLASS.search(variant["class"]) else None
