"""Rates that a grant is reckoned by: of each step of a sum, and how far the rate of a charge is recognized."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import RATES
from policycmp.language.money_words import GRANTS

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText


def raises_standard(candidate: Candidate) -> bool:
    """Tell how much more than the grant told before is given (按上述标准上浮30%, 按补贴标准的2倍执行).

    Args:
        candidate: a quantity in its place.
    """
    return candidate.quantity.unit in _MULTIPLES and _RAISED_STANDARD.search(candidate.left) is not None


_MULTIPLES = frozenset({"%", "倍", "百分点"})
_RAISED_STANDARD = re.compile(
    r"(?:上述|以上|该|相应|补[助贴]|奖[励补]|资助|津贴|扶持|发放|支持)标准(?:的基础上|基础上)?(?:再|予以|给予|分别|各)*"
    r"(?:上浮|提高|上调|增加|加发|的)?$"
)


def is_ceiling_of_base(candidate: Candidate) -> bool:
    """Tell how far the base of a grant is taken (按不超过3%的费率上限、年度保费的80%给予补偿).

    Args:
        candidate: a quantity in a statement that grants.
    """
    return _CEILING.match(candidate.after) is not None


_CEILING = re.compile(r"的(?:费率|利率)?上限[、和及与]")


def is_rate_of_step(candidate: Candidate, clause: ClauseText, *, granting: bool) -> bool:
    """Tell the rate of one step of a grant (500万元至2000万元的部分按不超过5%计算).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        granting: whether the clause is headed as one that grants; else the words before must.
    """
    if candidate.quantity.unit not in RATES or not _OF_STEP.search(candidate.left):
        return False
    return granting or _GRANTED.search(clause.flat, 0, candidate.statement.start) is not None


_OF_STEP = re.compile(r"的(?:部分)?,?按照?$")
_GRANTED = re.compile(GRANTS)


def bears_interest(candidate: Candidate) -> bool:
    """Tell points of interest that are borne for a borrower (给予不超过2个百分点的贴息).

    Args:
        candidate: a quantity in its place.
    """
    if candidate.quantity.unit != "百分点":
        return False
    if _BORNE_AT_ONCE.match(candidate.behind):
        return True
    given = _GIVES_POINTS.search(candidate.before) is not None
    if given and _INTEREST.match(candidate.behind) is not None:
        return True
    return _BORNE_BEFORE.search(candidate.left) is not None and _OTHERS_BEAR.search(candidate.left) is None


# 按年化1.5个百分点贴息, 按1个百分点给予贴息, 财政再贴0.5个百分点, 贴息1个百分点
_BORNE_AT_ONCE = re.compile(r"(?:以内)?的?(?:标准|利率)?(?:给予|予以)?(?:财政)?贴息(?!的|贷款|率|前|后)")
# What levels above bear is no grant of the issuer.
_OTHERS_BEAR = re.compile(r"(?:国家|中央|省里|省级|省财政|上级)[^,;。]{0,8}$")
_BORNE_BEFORE = re.compile(rf"(?:[再另]贴|(?:年化|财政)?贴息)(?:{AT_MOST}|最高)?$")
_GIVES_POINTS = re.compile(rf"(?:给予|予以|享受|提供)[^,;。\d]{{0,24}}(?:{AT_MOST}|最高)?$")
_INTEREST = re.compile(r"(?:以内)?的?[^,;。\d的]{0,8}(?:贴息|利息补贴|利息补助|贷款补贴)")
