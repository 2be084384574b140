"""Years that somebody is held to (服务期不少于3年, 应在2年内建成, 5年内不得迁出); most terms only tell how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.numerals import NUMBER, parse_number
from policycmp.language.obliging_words import MUST
from policycmp.models import Comparator, Quantity, Span

if TYPE_CHECKING:
    from decimal import Decimal

_YEARS = re.compile(rf"(?P<number>{NUMBER})年(?P<bound>以上|以内|之内|内)?")
# How far round a term the words stand that hold somebody to it.
_FAR = 24
_BOUNDS = (
    (re.compile(rf"(?:{AT_LEAST})\s?$"), Comparator.GE),
    (re.compile(rf"(?:{AT_MOST})\s?$"), Comparator.LE),
)
# What is kept up so long: 服务期, 经营年限, 档案保存期限; what somebody has behind him or is given so long is no duty.
_KEPT_UP = re.compile(
    r"(?:服务|任职|履职|在岗|驻[点村]|驻留|经营|纳税|运营|保存|保管|留存|保留|保修|质保|培训|见习|自持|持有|锁定|"
    r"使用)[^,;。\d]{0,10}$"
)
# Records are kept for years, whichever verb says so: 原始记录应当至少保存6年, 票据留存3年以上.
_RECORDS_KEPT = re.compile(
    r"(?:记录|档案|资料|凭证|票据|台账|单据|影像|录像|数据|报告|文件|样品|处方|病历)[^,;。\d]{0,14}"
    rf"(?:保存|保管|留存|留足|存档|留档|保留)(?:期限|时间|年限)?(?:应当?|须|必须|为)?(?:{AT_LEAST})?\s?$"
)
# How long one may rent or dwell: 累计承租时间不得超过5年, 最长居住3年.
_DWELT = re.compile(r"(?:承租|租住|居住|入住)(?:时间|期限|年限|期)?(?:累计|合计|最长|原则上|一般)*$")
_DWELT_AT_MOST = re.compile(r"最长(?:只?[可能])?(?:居住|租住|入住|承租|住|租)$")
# 复审间隔不得超过3年, 应当每5年组织一次复审
_INTERVAL = re.compile(r"(?:间隔|周期)(?:期限?|时间)?(?:原则上|一般)?$")
_ONCE = re.compile(rf"(?:{AT_LEAST})?(?:组织|开展|进行|实施)?一次")
_BEHIND_HIM = re.compile(r"经[历验]|资历|成立|注册|已|从事|租|补[贴助]|资助|奖励|连续")
_RIGHT_OF_USE = re.compile(r"的[^,;。\d]{0,10}使用权")
_PUT_OFF = re.compile(r"(?:延长|延期|离岗|在孵|孵化|借调|挂职|试用)[^,;。\d]{0,10}$")
_SHALL = re.compile(rf"(?:{MUST})[^,;。\d]{{0,20}}$")
_SHALL_BEHIND = re.compile(
    r",?[^,;。\d]{0,12}?(?:应当?|须(?!知)|必须|不得(?!再|重[新复]|申[报请]|参[加评]|享受|承担|推荐|提名))"
)
# 弄虚作假的取消资格,3年内不得进入名录: what a breach costs.
_BREACH = re.compile(r"取消|撤销|追回|失信|虚假|作假|剽窃|骗取|违规|违反")
_DONE = re.compile(
    r"[^,;。\d]{0,10}?(?:完成|建成|投产|开工|达到?|取得|获得?|转化|参加|整改|实现|实施|补齐|退还|竣工)"
)


def read_held_term(text: str, span: Span) -> Quantity | None:
    """Read a term of years that the words round it hold somebody to.

    Args:
        text: folded text.
        span: where the term stands.

    Returns:
        The years with the bound that touches them, or None where they only tell how long something lasts or when.
    """
    term = _YEARS.fullmatch(span.of(text))
    value = parse_number(term["number"]) if term else None
    if term is None or not value:
        return None
    kept = _RECORDS_KEPT.search(text, max(0, span.start - _FAR), span.start)
    if term["bound"] == "以上":
        return Quantity(span, span.of(text), value, "年", Comparator.GE) if kept else None
    if term["bound"]:
        held = _done_within(text, span)
        return Quantity(span, span.of(text), value, "年", Comparator.LE) if held else None
    if _recurs(text, span) or _DWELT_AT_MOST.search(text, max(0, span.start - _FAR), span.start):
        return Quantity(span, span.of(text), value, "年", Comparator.LE)
    bounded = _bounded(text, span, value)
    return bounded or (Quantity(span, span.of(text), value, "年", Comparator.GE) if kept else None)


def _recurs(text: str, span: Span) -> bool:
    """Tell how often something must be done (应当每5年组织一次复审)."""
    near = max(0, span.start - _FAR)
    return _ONCE.match(text, span.end) is not None and _MUST_RECUR.search(text, near, span.start) is not None


_MUST_RECUR = re.compile(r"(?:应当?|须|必须)每$")


def _done_within(text: str, span: Span) -> bool:
    near = max(0, span.start - _FAR)
    if _SHALL_BEHIND.match(text, span.end):
        return _BREACH.search(text, near, span.start) is None
    return _SHALL.search(text, near, span.start) is not None and _DONE.match(text, span.end) is not None


# 期满可以延长一年
MAY_LAST = "可以?(?:申请|再|适当|酌情|最多)?(?:延长|延期|顺延)"
_MAY_LAST = re.compile(rf"{MAY_LAST}$")


def _bounded(text: str, span: Span, value: Decimal) -> Quantity | None:
    near = max(0, span.start - _FAR)
    if _MAY_LAST.search(text, near, span.start):
        return Quantity(span, span.of(text), value, "年", Comparator.LE)
    for pattern, comparator in _BOUNDS:
        if (bound := pattern.search(text, near, span.start)) is None:
            continue
        whole = Span(bound.start(), span.end)
        if not _is_duty(text, whole, floor=comparator is Comparator.GE):
            return None
        return Quantity(whole, whole.of(text), value, "年", comparator)
    return None


# 租房补贴…最长不超过3年: how long one gets it.
_GIVEN_SO_LONG = re.compile(r"补[贴助]|奖补|资助|减免|免租|享受|优惠|发放")


def _is_duty(text: str, span: Span, *, floor: bool) -> bool:
    """Tell a floor for what is kept up and a ceiling for what is put off from how long somebody gets or has done it."""
    words = text[max(0, span.start - _FAR) : span.start]
    if not floor:
        at_most = _PUT_OFF.search(words) or _INTERVAL.search(words)
        own = re.split("[;。]", words)[-1]
        return at_most is not None or (_DWELT.search(own) is not None and not _GIVEN_SO_LONG.search(own))
    if _RIGHT_OF_USE.match(text, span.end):
        return True
    own = re.split("[,;。]", words)[-1]
    return (
        _KEPT_UP.search(words) is not None
        and not _BEHIND_HIM.search(own)
        and text[span.end : span.end + 1] != "的"
    )
