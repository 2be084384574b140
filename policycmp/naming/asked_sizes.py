"""Sizes and numbers that a condition only asks for: of a firm, of what somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.naming import naming_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.glossary import Found

# 在孵企业达到20家以上…的孵化器: so many are asked of who is named behind.
_HAS_MANY = re.compile(
    rf"(?:\([^()]*\))?(?:数量|总数|数)?(?:{AT_LEAST}|{AT_MOST}|达到?|超过?|在|有|为)*"
    r"\d+(?:家|个|名|人|件|项|户|张|台|位)(?:\([^()]*\))?(?:及?以上)?(?:\([^()]*\))?[^,;。]*的"
)
# What somebody brought about is rewarded itself (培育高新技术企业5家以上的).
_BROUGHT_ABOUT = re.compile(
    rf"(?:{lexicon.GOVERNS.pattern}|培育|孵化|服务|毕业|推动|促成|帮助|辅导|引育|授权)[^,;、的\d]{{0,8}}$",
    re.VERBOSE,
)

_SETS_UP = re.compile(r"新?(?:设立|设|建立|建设|成立|组建|建)")
# 每张护理型床位, 每40英尺重箱.
_COUNTED_BY = re.compile(r"每[张间][\u4e00-\u9fff]{0,4}$|\d{2}英尺$")


def is_measured(flat: str, noun: Found[CountedObject]) -> bool:
    """Tell whether the size of a noun is the condition (年营业收入1亿元以上的), so that it is no thing itself."""
    if noun.entry.event is not None or lexicon.SIZE.search(flat, noun.start, noun.end) is None:
        return False
    return lexicon.MEASURED.match(flat, noun.end) is not None


def is_had(flat: str, noun: Found[CountedObject], start: int, end: int) -> bool:
    """Tell what somebody must have so many of (在孵企业20家以上的孵化器) from what it has brought about.

    Args:
        flat: the plain text.
        noun: a word of the glossary in a condition.
        start: where the condition begins.
        end: where it ends.
    """
    counted = _HAS_MANY.match(flat, noun.end, end)
    if counted is None:
        return False
    brought = _BROUGHT_ABOUT.search(flat, start, noun.start)
    # 设立研发人员60人以上的研发中心: persons are not set up.
    return brought is None or (
        noun.entry.units[:1] == ("persons",) and _SETS_UP.match(brought.group()) is not None
    )


# …,技术合同登记额50万元以上的: how large what another part names must be.
_SIZE_ALONE = re.compile(
    rf"""
    (?:且|并|其)?(?:年度?|当年|上年度?|累计|单笔)*[^,;。:\d]{{0,10}}?
    (?: 额|量|支出|投入|投资|规模|面积|人员|人数|员工
      | (?:参[赛会展训演]|与会|到会|入场|现场)[\u4e00-\u9fff]{{0,6}} )         # 参赛运动员
    (?:达到?|超过?|{AT_LEAST}|在|为|满)*\d[\d.]*[十百千万亿]*
    (?:元|件|项|人次?|家|名|场次?|户|张|台套?|吨|辆|平方米|美元|份)
    (?:\([^()]*\))?(?:及?以上)?(?:\([^()]*\))?的?
    """,
    re.VERBOSE,
)
# 签订1年以上劳动合同, 缴纳社会保险: how those are employed for whom somebody is paid.
_OF_STAFF = re.compile(
    r"签订?[^,;。:、]{0,8}(?:劳动|用工|聘用)合同$|[并且、][^,;。:、]{0,8}缴纳[^,;。:、]{0,8}(?:保险费?|社保)$"
)


def is_size_alone(flat: str, start: int, end: int) -> bool:
    """Tell a part of a condition that only asks how large something is which another part names.

    Args:
        flat: the plain text.
        start: where the part begins.
        end: where it ends.
    """
    return _SIZE_ALONE.fullmatch(flat, start, end) is not None


def is_of_staff(flat: str, start: int, end: int) -> bool:
    """Tell how somebody must be employed for whom one is paid, up to the noun that ends there.

    Args:
        flat: the plain text.
        start: where a condition begins.
        end: where a word of the glossary in it ends.
    """
    return _OF_STAFF.search(flat, start, end) is not None


def is_measure(flat: str, start: int, end: int) -> bool:
    """Tell that an amount is counted by the noun that begins there, and is not for it (每张护理型床位).

    Args:
        flat: the plain text.
        start: where a condition begins.
        end: where a word of the glossary in it begins.
    """
    return _COUNTED_BY.search(flat, start, end) is not None
