"""The name of a grant: who receives it, for what, and of what it is a share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.granted import PERCENT

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

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
# A cap bounds what one of them gets of the grant before it.
_ANY_ONE = re.compile(
    r"(?:单[个家项户]|同一|每[家项个户名件]|两项|全部|累计|当年|年度|合计)?(?:企业|单位|机构|项目|团队|个人|银行|平台|补助|补贴|奖励)?"
    r"(?:同一年度|每年|当年|年度|累计|合计|最高|总额|面积|可)*"
)
_RATE_NAME = re.compile(r"按[^,;。]{1,16}?(?=奖励|奖补|补助|补贴|资助|贴息|支持|激励|配套)")
_OWN_SUBJECT = re.compile(
    r"(?:其中|对)?(?P<who>(?![按年市省单每同分])[\u4e00-\u9fff“”]{2,16}?)的?按[^,;。]{0,16}$"
)
_BODY = re.compile(r"(?:单位|机构|企业|团队|运营方|主体)$")
_AMOUNT = re.compile(r"\d[\d.]*(?:万|亿)?(?:元|%|家|户|名|件|个)")


def name_grant(candidate: Candidate, clause: ClauseText, previous: str | None) -> str:
    """Name a grant by who receives it, and a rate by what it is a share of: 企业研发投入 + 支持 + 比例.

    Args:
        candidate: the amount in its place.
        clause: the clause cut up.
        previous: the indicator of the commitment before it in the sentence, for what is left out.

    Returns:
        A short noun phrase in the words of the plan; empty where the statement tells nobody.
    """
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    recipient = _recipient_of(candidate, statement)
    rate = _RATE_BASE.search(candidate.before) if candidate.quantity.unit in PERCENT else None
    base = f"按{rate['base']}" if rate else ""
    share = "比例" if candidate.quantity.unit in PERCENT else ""
    kind = _GRANT_AFTER.search(candidate.after)
    if previous and _ANY_ONE.fullmatch(recipient) and not (kind and kind["kind"]):
        return _RATE_NAME.sub("", previous).removesuffix("比例") + share
    if not recipient and not base and not kind:
        return ""
    return _completed(f"{recipient}{base}{_grant_word(candidate, statement)}{share}", previous)


def _recipient_of(candidate: Candidate, statement: str) -> str:
    """Find who receives this amount: the one its own words name, else the condition of the statement."""
    own = _OWN_SUBJECT.match(candidate.before)
    if own and not _OPENS_CONDITION.match(candidate.before):
        return own["who"]
    named = _named_recipient(candidate)
    recipient = _recipient(statement)
    if named and not (_BODY.search(named) and recipient):
        return named
    if "分别" in statement:
        recipient = _nth_recipient(recipient, candidate.ordinal())
    return recipient[-_LONGEST_RECIPIENT:]


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


def _nth_recipient(recipients: str, ordinal: int) -> str:
    """Pick the recipient that the nth amount is for: of 国家、省级企业技术中心 the second is 省级企业技术中心."""
    items = recipients.split("、")
    if _AMOUNT.search(items[0]) and all(map(_AMOUNT.match, items[1:])) and 0 < ordinal < len(items):
        return _nth_amount(items, ordinal)
    if ordinal >= len(items) or len(items) == 1:
        return recipients
    level = _LEVEL_WORD.search(items[-1])
    item = items[ordinal]
    if len(item) > _LONGEST_ITEM or not item:
        return recipients
    if ordinal < len(items) - 1 and level and _LEVEL_WORD.search(item) and item.endswith(_LEVEL_WORDS):
        return item + items[-1][level.end() :]
    return item


def _nth_amount(items: list[str], ordinal: int) -> str:
    """Pick the step that the nth amount is for: of 突破5亿元、20亿元的企业 the second is 突破20亿元的企业."""
    before = _AMOUNT.split(items[0])[0]
    after = _AMOUNT.split(items[-1])[-1]
    step = _AMOUNT.match(items[ordinal])
    return before + (step.group() if step else "") + after


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
