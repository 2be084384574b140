"""What the words round a mention say of it: promised, there already, given up, or only the ground of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.models import Span

_STOPS = ";。!?\n"
STOP = re.compile(f"[{_STOPS}]")
_BREATH = re.compile(f"[^,:{_STOPS}]+")
# What stands before the words in the same breath and makes them a fact, a ground or a definition.
_FACT = re.compile(
    r"""(?:
      截至|截止|目前|此前|去年|上年|历史       # a day that has passed
    | 现有|现已|已(?!确定)                    # what is there
    | [一二三四五]五”?(?:期间|以来|时期)       # the last five years
    )""",
    re.VERBOSE,
)
_AHEAD = re.compile("到20|力争|达到|将(?!已)|今后|下一步|每年|继续|新增|再")
ADVERBS = "进一步|充分|积极|重点|主要|着力|主动|紧紧|全面|切实|不断|有效|加快|持续|大力|并|要"
"""What tells how something is done, before the verb."""
_ADVERBS = rf"[\s“(]*(?:{ADVERBS}|鼓励|支持)*"
_GROUND = re.compile(
    rf"""{_ADVERBS}(?:
      依托|围绕|立足|借助|聚焦|结合|瞄准|针对|面向    # what it leans on or aims at
    | 根据|按照|依照|顺应|参照|对照|贯彻             # what it follows
    | 符合|具有|拥有|建有|属于                      # what those have who are meant
    )""",
    re.VERBOSE,
)
_DEFINED = re.compile("所称|是指|包括但不限于|的除外")
_GIVEN_UP = re.compile("(?:取消|不再|禁止|严禁|清理|防止|杜绝|避免|打击|不得)[^,;。]{0,10}$")
_DOES = re.compile(
    r"""
      建|构|搭|做|设立|打造|布局|健全|完善|创(?![新业意])|组织|举办|办好|启动|试点       # to set up
    | 培育|培养|引进|引育|招引|吸引|集聚|选派|选拔|评选|遴选|聘|派|担任|入驻            # to bring in and choose
    | 支持|鼓励|引导|扶持|给予|奖|补|减|资助|配套|发放|兑现|安排|投入|担保|贴息|享受     # to support
    | 加大|加快|加强|强化|深化|扩大|提升|提高|壮大|优化|拓宽|拓展|拓|增加|净增|新增|达|突破|降低  # to raise and reach
    | 推进|推动|推行|推广|促进|发展|开展|实施|实行|落实|执行|改革|探索|探|运用|采取|采用|利用   # to carry out
    | 制定|出台|发布|申报|认定|纳入|列入|允许|允|赋予|合理|依法|统筹|保障                    # to rule
    | 攻克|转化|承接|承担|参与|协同|开发|开放|开通|共享|对接|服务|提供|发挥             # to research and to share
    | 争取|畅通|用好|用足|整合|盘活|通过                                            # to make the most of
    """,
    re.VERBOSE,
)


def judge_breath(folded: str, span: Span) -> tuple[bool, str]:
    """Tell whether what is named at a place of a clause is promised, by the words round it.

    Args:
        folded: the folded text of a clause.
        span: the place of the words that name it.

    Returns:
        Whether it is, and why: its own breath between two commas is asked first, then its sentence.
    """
    start = _behind_last(folded, ",:" + _STOPS, span.start)
    breath = _BREATH.match(folded, start)
    before, whole = folded[start : span.start], breath[0] if breath else ""
    if _DEFINED.search(whole):
        return False, "defined, not promised"
    if _FACT.search(before) and not _AHEAD.search(whole):
        return False, "there already"
    if _GIVEN_UP.search(before):
        return False, "given up"
    ground = _GROUND.match(before)
    if ground and not _DOES.search(before, ground.end()):
        return False, f"only the ground: {ground[0].strip()}"
    verb = _DOES.search(before) or _DOES.search(folded, span.start, _end_of_sentence(folded, span.end))
    verb = verb or _DOES.search(folded, _behind_last(folded, _STOPS, span.start), span.start)
    return (True, f"promised: {verb[0]}") if verb else (False, "no verb that promises it")


def _behind_last(folded: str, stops: str, place: int) -> int:
    return max(folded.rfind(stop, 0, place) for stop in stops) + 1


def _end_of_sentence(folded: str, place: int) -> int:
    stop = STOP.search(folded, place)
    return stop.start() if stop else len(folded)
