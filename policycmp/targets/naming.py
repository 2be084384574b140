"""The indicator: the noun phrase that a number counts, completed from the context where the sentence leaves it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.models import TargetType
from policycmp.targets import lexicon
from policycmp.targets.grants import PERCENT
from policycmp.targets.predicates import PredicateKind, find_predicate, strip_leads

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

# Besides what stands before any predicate: prepositions, and particles left over from a cut phrase.
_LEADS = re.compile(
    r"^(?:到(?![位期账达访场岗])|至|完成(?=新|引)|达到?|按照|按|由|对于?|给予|围绕|通过|一批|若干|期末|前(?!三|五|十)|让|每年度?)"
)
_TAILS = re.compile(
    rf"(?:[、,:;\s“(]|{lexicon.REACH_WORDS}|不低于|不少于|至少|不超过|力争|分别|均|各|约|近|共|到|至|在|的|为|是|有|超|总计|合计|左右|增长(?=到|至)|提升|提高(?=到|至))$"
)
_RIGHT_END = re.compile(r"(?:,|;|。|:|以上|左右|等(?=[,;。、]|$)).*$")
_NO_NOUN = re.compile(r"[、,和及与到至来入为]|以[上下内]|用于|支持|奖励|创业|就业|,")
_VERB_TAIL = re.compile(r"(?<=.{3})(?:入驻|参与|共同|开展|进行|用于|以上).*$")
# …由2.1%提高到: where a change starts from is no part of what changes.
_FROM = re.compile(r"(?:由|从)[^由从]{1,14}$")
_DISTRIBUTION = re.compile(r"分别(?:达到?|为|突破|超过|增长|提高到|提升至|增加)")
_GENERIC = re.compile(
    r"^(?:总数|总量|总额|数量|规模|产量|产值|占比|比重|比例|累计|面积|总规模|余额|人数|金额|增长|增速|总人数|覆盖率|总面积|数|增幅|销售额|收入|营收|其中)$"
)
_SHARE = re.compile(r"^占")
_SCOPE_ONLY = re.compile(r"^(?:市|省|县|区)?本级$|^全[市省县区]$|^(?:市|县|区|省)级$")
_ADD_HEAD = re.compile(rf"^(?:{lexicon.ADD_WORDS})+")
_BRACKETS = re.compile(r"\([^()]*\)")
_OPENS_CONDITION = re.compile(r"\s*\d*[.、]?\s*(?:对|凡|支持|鼓励|新|首次|获|经)")
_CONDITION_LEAD = re.compile(
    r"^(?:\s|\d+[.、]|对于?|凡|支持|鼓励|我市|单位|企业通过|通过|成功|获批|获得?|评估为|评定为|入选|进入|新建|实施|新引进|每引进|"
    r"认定|评定|备案|(?:企业|单位)?经|被|的|为)*"
)
_RECOGNISED = re.compile(r"(认定|创建|备案|评定|入库|获批|通过)(?:的|为)+")
_CONDITION_TAIL = re.compile(
    r"(?:的|,|、|分别|最高|一次性|可|由[^的]{0,8}|再|将|每[年月家项个人户名天]|并|的(?:企业|单位|专利|项目|个人|机构|团队|人员)的?|每个)+$"
)
_RATE_BASE = re.compile(r"(?:按照?|依照)(?P<base>[^,;。、\d]{1,16}?)的?$")
_GRANT_LEAD = re.compile(r"^[^,;。]*?(?:给予|予以|奖励|补助|补贴|资助|发放)")
_RECIPIENT = re.compile(r"(?![^,]*(?:按|不超过|总额|标准|额度|投资|费用|金额))[\u4e00-\u9fffA-Za-z]{2,12}")
_GRANTS = r"奖励|奖补|补助|补贴|资助|贴息|支持|激励|津贴|奖金|配套"
_BARE_EVENT = re.compile(rf"(?:到期|期满)?([^企]*?(?:认定|评定|复审|备案|通过|入选))({_GRANTS})")
_EVENT = re.compile(
    rf"(?:企业|单位)?(?:首次|新|重新|再次|成功)*(?:认定|创建|备案|评定|获批|入选)(?P<noun>.+?)(?:{_GRANTS})$"
)
_GIVING = frozenset({"给予", "予以", "发放", "一事一议", "享受"})
_GRANT_AFTER = re.compile(
    rf"^[^,;。]{{0,24}}?(?P<kind>(?:购房|住房|租房|安家|生活|项目|创业|配套|科研|房租|场地|岗位|社保|贷款|运营|建设|启动(?!资金))?)"
    rf"(?:经费|资金)?(?P<word>{_GRANTS}|启动资金|资金)"
)
# What is longer is a clause with a 、 inside, not one item of a list of recipients.
_LONGEST_ITEM = 24
_LONGEST_RECIPIENT = 40
_LEVEL_WORDS = ("国家", "国家级", "省", "省级", "市", "市级", "县级", "部级", "世界", "国际")
_LEVEL_WORD = re.compile(r"国家级?|省级?|市级?|县级|部级|国际|世界")


def name_indicator(
    candidate: Candidate, clause: ClauseText, type_: TargetType, previous: str | None, heading: str
) -> str:
    """Name what a commitment counts.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        type_: what kind of commitment it is.
        previous: the indicator of the commitment before it in the sentence, for what is left out.
        heading: the clause's title, the last resort.

    Returns:
        A short noun phrase in the words of the plan.
    """
    if type_ is TargetType.INCENTIVE:
        name = _grant_name(candidate, clause)
        return _completed(name, previous) if name else previous or heading or candidate.quantity.unit
    name = _own_name(candidate)
    if distributed := _distributed(candidate, clause):
        return distributed
    if _SHARE.match(name) and previous:
        return _core(previous) + name + ("" if name.endswith(("比重", "比例", "率")) else "比重")
    if (not name or _SCOPE_ONLY.match(name)) and previous:
        return previous
    if _GENERIC.match(name) and previous:
        return _core(previous) + name
    if _ADD_HEAD.fullmatch(name) and previous and not _ADD_HEAD.fullmatch(previous):
        return name + _core(previous)
    return name or _segment_name(candidate, clause) or heading or candidate.quantity.unit


def _distributed(candidate: Candidate, clause: ClauseText) -> str | None:
    """Give each number of A、B分别达到140家和150家 its own noun."""
    segment = clause.flat[candidate.segment.start : candidate.span.start]
    listed = _DISTRIBUTION.search(segment)
    items = _clean(segment[: listed.start()]).split("、") if listed else []
    ordinal = _ordinal(candidate)
    return items[ordinal] if len(items) > 1 and ordinal < len(items) else None


def _own_name(candidate: Candidate) -> str:
    """Take the words before the number, or those after it where a verb or a list stands before."""
    predicate = find_predicate(candidate.left)
    after = _counted_after(candidate)
    verbs_only = _ADD_HEAD.fullmatch(predicate.noun) is not None
    if after and (not predicate.noun or verbs_only or predicate.fronted or _lists(predicate.noun, after)):
        return (predicate.noun if verbs_only else "") + after
    noun = (
        predicate.noun
        if predicate.kind in (PredicateKind.ADD, PredicateKind.WEAK)
        else _clean(predicate.noun)
    )
    if "覆盖" in candidate.quantity.text:
        return noun + "覆盖率"
    return predicate.verb + noun if predicate.kind in (PredicateKind.ADD, PredicateKind.WEAK) else noun


def _lists(noun: str, after: str) -> bool:
    """Tell whether the words before only list what the noun after sums up (A、B等4个大装置)."""
    return noun.endswith("等") or ("、" in noun and len(after) > 2)  # noqa: PLR2004 - a noun of its own


def _counted_after(candidate: Candidate) -> str:
    """Take the counted noun behind the number (10家具有国际竞争力的龙头企业)."""
    words = _RIGHT_END.sub("", candidate.right.lstrip("的() "))
    if _NO_NOUN.match(words):
        return ""
    words = _VERB_TAIL.sub("", words).strip(" ”的")
    listed, etc, summed = words.rpartition("等")
    return summed if etc and listed and len(summed) > 1 else words


def _segment_name(candidate: Candidate, clause: ClauseText) -> str:
    """Take the words of the segment before, where the number opens its own."""
    before = clause.flat[
        max(candidate.sentence.start, candidate.segment.start - 40) : candidate.segment.start
    ]
    return _clean(re.split(r"[,;:。]", before.rstrip(",:;"))[-1])


def _clean(words: str) -> str:
    """Strip what leads to the noun phrase and what links it to the number."""
    words = strip_leads(re.split(r"[,;:。]", words)[-1])
    while match := _LEADS.match(words):
        words = strip_leads(words[match.end() :])
    while words and (match := _TAILS.search(words)):
        words = words[: match.start()]
    return _FROM.sub("", words)


def _core(indicator: str) -> str:
    """Take off how an indicator is counted: 新增高新技术企业 → 高新技术企业."""
    core = _ADD_HEAD.sub("", indicator)
    return re.sub(r"(?:总数|总量|数量|总额|规模)$", "", core) or indicator


def _grant_name(candidate: Candidate, clause: ClauseText) -> str:
    """Name a grant by who receives it, and a rate by what it is a share of: 企业研发投入 + 支持 + 比例."""
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    recipient = _named_recipient(candidate) or _recipient(statement)
    if "分别" in statement:
        recipient = _nth_recipient(recipient, _ordinal(candidate))
    recipient = recipient[-_LONGEST_RECIPIENT:]
    rate = _RATE_BASE.search(candidate.before) if candidate.quantity.unit in PERCENT else None
    base = f"按{rate['base']}" if rate else ""
    if not recipient and not base and not _GRANT_AFTER.search(candidate.after):
        return ""
    return f"{recipient}{base}{_grant_word(candidate, statement)}" + (
        "比例" if candidate.quantity.unit in PERCENT else ""
    )


def _completed(name: str, previous: str | None) -> str:
    """Complete 重新认定奖补 with what the grant before it was for (新认定高新技术企业奖补)."""
    bare, before = _BARE_EVENT.fullmatch(name), _EVENT.match(previous or "")
    return f"{bare[1]}{before['noun']}{bare[2]}" if bare and before else name


def _grant_word(candidate: Candidate, statement: str) -> str:
    """Find the words of the grant itself: behind the number (购房补贴), else the last before it."""
    if noun := _GRANT_AFTER.search(candidate.after):
        return noun["kind"] + noun["word"]
    words = [
        match.group() for match in lexicon.GRANT_VERB.finditer(statement) if match.group() not in _GIVING
    ]
    return words[-1] if words and len(words[-1]) > 1 else "支持"


def _ordinal(candidate: Candidate) -> int:
    """Count the amounts of the same unit before this one in its segment."""
    count, earlier = 0, candidate.previous
    while earlier and earlier.segment == candidate.segment:
        count += earlier.quantity.unit == candidate.quantity.unit
        earlier = earlier.previous
    return count


def _nth_recipient(recipients: str, ordinal: int) -> str:
    """Pick the recipient that the nth amount is for: of 国家、省级企业技术中心 the second is 省级企业技术中心."""
    items = recipients.split("、")
    if ordinal >= len(items) or len(items) == 1:
        return recipients
    level = _LEVEL_WORD.search(items[-1])
    item = items[ordinal]
    if len(item) > _LONGEST_ITEM or not item:
        return recipients
    if ordinal < len(items) - 1 and level and _LEVEL_WORD.search(item) and item.endswith(_LEVEL_WORDS):
        return item + items[-1][level.end() :]
    return item


def _named_recipient(candidate: Candidate) -> str:
    """Find who receives between the verb and the amount (给予顶尖人才最高100万元, 、博士每月3000元)."""
    words = _CONDITION_TAIL.sub("", _GRANT_LEAD.sub("", candidate.left.lstrip("、和及以")))
    return words if _RECIPIENT.fullmatch(words) and not re.search(_GRANTS, words) else ""


def _recipient(statement: str) -> str:
    """Find who receives: the nearest condition (对…的) before the grant, else what the statement opens with."""
    segments = [segment for segment in re.split(r"[,:]", _BRACKETS.sub("", statement)) if segment.strip()]
    opening = [segment for segment in segments if _OPENS_CONDITION.match(segment)] or segments[:1]
    chosen = opening[-1] if opening else ""
    if verb := lexicon.GRANT_VERB.search(chosen):
        chosen = chosen[: verb.start()]
    words = _RECOGNISED.sub(r"\1", _CONDITION_LEAD.sub("", chosen.partition("按")[0]))
    return _CONDITION_TAIL.sub("", words)
