"""Ranks, ratios, terms and 一次: each is a commitment in few kinds of sentence only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST, LEADING_BOUNDS
from policycmp.language.obliging_words import MUST
from policycmp.language.quantities import RATIO_REACHED, NumberKind
from policycmp.models import Comparator
from policycmp.targets.modality import is_extension, is_only_once

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

_RANK_REACHED = re.compile(
    r"(?:进入|跻身|位居|位列|位次|排名|名次|居|列|升至|升到|升|保持|稳定|进位|迈入|提升|达到|争进|冲刺|"
    r"挺进|跃居|稳居|进|入)[^,;。]{0,14}$"
)
# 在全国排名中升至第20位
_PLACE_REACHED = re.compile(r"(?:升|上升|提升|前移|进位|晋升|跃升)[至为到]?(?:全[国省市])?$")
# 前200名高校, 前30名的企业: who, whatever noun follows. 进入前十行列 is where one gets to.
_RANK_OF_WHOM = re.compile(
    r"^(?!以内|之内|之列|行列|位次|名次|方阵|左右|和|及|并|且|或|奋进|迈进|目标)[\u4e00-\u9fff]"
)
_MATCHING = re.compile(r"配套|出[一资]|出资|匹配|比例|给予|资助|补|奖|投入|跟投|共担|分担|承担|负担")
_TIME_PROMISED = re.compile(
    r"(?:压缩|缩短|缩减|减少|压减|控制|提速|限时|办结|稳定|保持)[^,;。]{0,6}$"
    rf"|(?:时限|时间|用时|周期|延期|延长期|延长期限)[^,;。]{{0,4}}(?:{AT_MOST})$"
)
# 在孵时间不超过42个月。从事生物医药的,一般不超过60个月
_LIMIT_GOES_ON = re.compile(
    rf"(?:时限|时间)[^,;。]{{0,10}}(?:{AT_MOST})\d+个?月[,;。][^,;。]{{2,30}}的,?[^,;。]{{0,4}}(?:{AT_MOST})$"
)
_ON_DISPLAY = re.compile(rf"公示(?:期|时间)?(?:为|{AT_LEAST})?$")
# 资金到企不超过30天: how long a service may take
_SERVED_WITHIN = re.compile(
    r"(?:办结|办理|审[核批查]|拨付|兑现|到企|到位|到账|响应|答复|反馈|处置|受理|结案|清偿|诉求|开办|登记|评审|审理)"
    rf"[^,;。\d的租贷补]{{0,8}}(?:{AT_MOST})$"
)
# 每年服务时间不少于60天
_AT_LEAST_SO_LONG = re.compile(
    rf"(?:每[年月周季]|时间|时长|天数|服务|培训|工作|下乡)[^,;。]{{0,16}}(?:{AT_LEAST})$"
)
_DONE_WITHIN = re.compile(
    r"^[,的]?[^,;。]{0,10}?(?:放行|办结|办理完?|完成|审[核批查]|答复|反馈|作出|组织|发给|给予|拨付|兑现|"
    r"回复|受理|响应|出具|送达|通知|告知|公布|公开|报送|备案|落实|解决)"
)
_MUST = re.compile(MUST)
# 请企业收到文件一个月内…办理手续
_ASKED_TO = re.compile(r"请[^,;。\d]{1,16}(?:收到|接到|务必|自|于|在)")
_MAY_APPLY = re.compile(r"^[^,;。]{0,10}?(?:申请|申报|申领|提出|提交|建成|开工|投产|不得|注册|缴纳)")
# 应当在15日内提交答辩书 obliges; 应在15日内申请 is the way to a grant.
_APPLIES = re.compile(r"^[^,;。]{0,10}?(?:申请(?!人|者|单位|企业)|申报(?!人|者|单位|企业)|申领|提出|不得)")
_ONLY_ONCE = re.compile(
    r"(?:只|仅|最多|限|至多)(?:能|可以?|享受|限|给予)?(?:享受|申请|申报|申领|领取?|购买?|享有|奖励|补贴|补助|资助|获得|评选|参加)*$"
)
# 符合多项条件的只能申请一次: one of several, no limit on how often, unless a year is named.
_IN_A_YEAR = re.compile(r"同一年度|每年|一年内|年度|当年|每人每年")
_OF_SEVERAL = re.compile(
    r"(?:多|两|二|\d)[项个种][^,;。]{0,10}(?:条件|奖励|补贴|补助|政策|标准|类别)|同时(?:符合|满足|获得)|就高|从高|择|重复"
)
_DONE_ONCE = re.compile(r"每(?:半年|个?季度?|个?月|年|周|两年|学期|旬)[^,;。]{0,14}$")


def refuse_kind(candidate: Candidate, clause: ClauseText) -> str | None:
    """Say why a rank, ratio, term or 一次 is no commitment: each is one in few kinds of sentence only.

    Args:
        candidate: the number in its place.
        clause: the clause cut up.

    Returns:
        The reason, or None where it may be one.
    """
    if candidate.quantity.text.startswith("第"):
        return None if _PLACE_REACHED.search(candidate.before) else "name"
    if candidate.kind is NumberKind.RANK:
        reached = _RANK_REACHED.search(candidate.before) and not _RANK_OF_WHOM.match(candidate.after)
        return None if reached and not candidate.before.lstrip().startswith("对") else "name"
    if candidate.kind is NumberKind.RATIO:
        if is_ratio_reached(candidate):
            return None
        if _DISTRIBUTED.match(candidate.after):
            return "name"
        words = candidate.segment.of(clause.flat)
        return None if _MATCHING.search(words) else "name"
    if candidate.quantity.unit == _RETURNS:
        return None if _is_guarded_against(candidate) else "name"
    if candidate.kind is NumberKind.DURATION:
        # Years have a value only where somebody is held to them.
        held = candidate.quantity.unit == "年" or _LIMIT_GOES_ON.search(clause.flat, 0, candidate.span.start)
        return None if held or is_time_limit(candidate) or is_free_so_long(candidate) else "term"
    return None


def _is_guarded_against(candidate: Candidate) -> bool:
    """Tell a flood that one is to withstand (防洪标准达到50年一遇, 能抵御20年一遇洪水) from one that came."""
    if _LEVEL_BEHIND.match(candidate.after):
        return _CAME.search(candidate.before) is None
    return _LEVEL_OF_GUARD.search(candidate.before) is not None


_RETURNS = "年一遇"
_GUARDS = r"防洪|防涝|除涝|排涝|防潮|内涝|治涝|排水|防汛|防灾|抗旱|堤[防坝]|海堤|设防|防[御范]|抵御|抗御|扛住|挡住|应对"
_LEVEL_OF_GUARD = re.compile(rf"(?:{_GUARDS})(?!了|住了)[^,;。]{{0,24}}$")
_LEVEL_BEHIND = re.compile(
    rf"\s?(?:的)?(?:{_GUARDS}|设计|建设|重现期)[^,;。\d]{{0,8}}(?:标准|能力|要求|水平|等级)|\s?(?:的)?标准"
)
_CAME = re.compile(r"遭遇|发生|遇到|出现|超过?$|受")


def is_free_so_long(candidate: Candidate) -> bool:
    """Tell how long something may be had for nothing (青年驿站免费住7天), which is given.

    Args:
        candidate: a term.
    """
    return _FREE_OF_CHARGE.search(candidate.left) is not None


_FREE_OF_CHARGE = re.compile(rf"免费(?:居住|入住|使用|住宿?|停[放车]|借用)(?:{AT_MOST}|最长)?$")
# 奖励资金按3:7分配给研制单位和应用单位
_DISTRIBUTED = re.compile(r"的?(?:比例)?(?:进行|予以)?(?:分配|分发|奖励给)")


def is_ratio_reached(candidate: Candidate) -> bool:
    """Tell a ratio between two statistics (加工业与农业产值之比达到2.5:1) from what one side gives to the other."""
    return RATIO_REACHED.search(candidate.left) is not None


def is_time_limit(candidate: Candidate) -> bool:
    """Tell a time within which somebody must act (应于30日内答复, 公示7日) from one that only tells when.

    Args:
        candidate: a term, or hours and working days.

    Returns:
        Whether the time is held to.
    """
    if _ON_DISPLAY.search(candidate.left) or is_extension(candidate):
        return True
    if candidate.quantity.text.startswith(_NOT_BELOW) and not candidate.after.startswith("的"):
        return True
    if _SERVED_WITHIN.search(candidate.left):
        return True
    floor = _AT_LEAST_SO_LONG.search(candidate.left) and not candidate.after.startswith("的")
    if floor or _TIME_PROMISED.search(candidate.left):
        return True
    # 近一个月内3家单位办理了手续 tells when.
    if candidate.quantity.comparator is not Comparator.LE or candidate.quantity.text.startswith("近"):
        return False
    if _MUST.search(candidate.before) or _ASKED_TO.search(candidate.before):
        return _APPLIES.match(candidate.after) is None
    return _DONE_WITHIN.match(candidate.after) is not None and not _MAY_APPLY.match(candidate.after)


# 年开放机时不少于800小时: the bound stands in the number.
_NOT_BELOW = tuple(LEADING_BOUNDS[Comparator.GE])


def is_once(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a promised or allowed 一次, 一项 (每年组织一次以上, 只能申报一项) from the 一次 and 一项 of speech.

    Args:
        candidate: a count of one.
        clause: the clause cut up.

    Returns:
        Whether it counts.
    """
    if candidate.quantity.value != 1:
        return False
    # 延期以一次为限
    if is_extension(candidate) or candidate.after.startswith("为限"):
        return True
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    if candidate.quantity.unit not in ("次", "场"):
        return is_only_once(candidate) and _OF_SEVERAL.search(sentence) is None
    if _ONLY_ONCE.search(candidate.left):
        if _IN_A_YEAR.search(sentence):
            return True
        # 每人仅可申请一次, without a year: how to apply, no limit on what is received.
        return not (_OF_SEVERAL.search(sentence) or candidate.left.endswith(("申请", "申报")))
    ends = re.match(r"\s*(?:[,;。)]|$|以上)", candidate.after) is not None
    return ends and _DONE_ONCE.search(candidate.before) is not None
