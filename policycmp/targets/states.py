"""How things stand: what a place has, one after the other, and what a text opens with before it says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.predicates import ADD_WORDS
from policycmp.language.scanning import holding

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText


def tells_how_things_stand(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a number of what is there from one of what is to come.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        Whether its sentence tells what a place has, and nothing between turns to what is done or given, or whether
        it only leads to what the text is for.
    """
    flat, start = clause.flat, candidate.span.start
    if _MAY_STAND(flat) and (_stands_so(candidate, flat) or _has_grown(candidate, flat)):
        return True
    may_have, may_lead = _MAY_HAVE(flat), _MAY_LEAD(flat)
    if not (may_have or may_lead):
        return False
    if _GIVES.search(candidate.after) or _AHEAD.search(candidate.after):
        return False
    words = flat[candidate.sentence.start : start + 1]
    for told in _HAS.finditer(words) if may_have else ():
        if not _TURNS.search(words, told.end()) and not _AHEAD.search(words, 0, told.start()):
            return True
    return may_lead and _leads_to_purpose(candidate, clause)


# 全县现有合作社210家、茶园8万亩,加工厂45座; 下辖9个街道,人口60万人,占…; 对现有10家… is to whom something is done.
_HAS = re.compile(
    r"(?:^|[,;:“])(?:[^,;:\d对将把在从由按以至于超比高低每]{0,12}(?:现有|共有|下辖|管辖|辖(?!区))"
    r"|(?:目前|当前)?(?:全[省市县区州镇乡]|我[省市县区州镇乡]|本[省市县区州镇乡])(?:现|共|已|还)?有)[^,;:。、\d]{0,16}(?=\d)"
)
_MAY_HAVE = holding("有(?<=[现共省市县区州镇乡]有)|有(?<=[省市县区州镇乡][已还]有)|辖")
_PLANS = (
    r"力争|争取|确保|计划(?!的)|拟|将|要(?!素|道|塞)|今年|明年|今后|未来(?!产业)|目标"
    r"|[到至]20\d\d年|到年底|年底前|十[三四五六]五|期末|年末"
)
_GIVEN = r"给予|予以|奖|补[助贴]?|资助|贴息|按照?|每"
_AHEAD = re.compile(_PLANS)
_GIVES = re.compile(_GIVEN)
_TURNS = re.compile(
    rf"{_PLANS}|(?<![已经现])(?!上市公司)(?:{ADD_WORDS})|提[高升]|提至|增[至到加长]|达到|突破|控制|压[减缩]|降"
    rf"|{_GIVEN}|其中(?:新|培)|;|{AT_LEAST}|{AT_MOST}|的(?=[,;]|$)"
)


def _stands_so(candidate: Candidate, flat: str) -> bool:
    """我县素有茶乡美誉,仅茶园就有26万亩; 覆盖率达到41%,较十年前提高3%: the sentence tells how things stand."""
    start, end = candidate.sentence
    words = flat[start : candidate.span.start + 1]
    if _AHEAD.search(words) or _GIVES.search(candidate.after):
        return False
    if any(not _ADDS.search(words, told.end()) for told in _STANDS.finditer(words)):
        return True
    compared = _COMPARED.search(flat, start, end)
    return compared is not None and _ADDS.search(words) is None and _AHEAD.search(flat, start, end) is None


# 已是满眼皆绿,…; 如今,…: what is told of the present. 享有美誉的我市 says who.
_STANDS = re.compile(
    r"(?:素有|享有|被誉为|号称|有着)[^,;。]{1,20}?(?:美誉|之称|之乡|称号)[”\"]?(?=,)|已是[^,;。\d]{2,24},|(?:^|[,;])(?:如今|眼下|现如今),"
    r"|仅[^,;。\d补奖]{1,16}就(?:已)?(?:有|达到?|占|多达|超过?)(?=\d)"
)
_ADDS = re.compile(rf"(?<![已经现])(?!上市公司)(?:{ADD_WORDS})|{AT_LEAST}|{AT_MOST}")
# 较10年前提高, 比五年前多
_COMPARED = re.compile(
    r"[较比](?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:多|余)?年前[^,;。\d]{0,4}(?:提|增|翻|上升|净增|多|高|扩|下降|减|降)"
)


def _has_grown(candidate: Candidate, flat: str) -> bool:
    """经过近五年培育,企业由120家增加到260家: what years gone by have made of it, unless the sentence strives."""
    words = flat[candidate.sentence.start : candidate.span.start]
    grown = _GROWN.search(words)
    if grown is None or _AHEAD.search(_ISSUED.sub("", words)):
        return False
    return grown["near"] is not None or _MAKES.search(words, grown.end("years")) is None


_SO_MANY = r"(?:[几数多]|\d{1,2}|[一二两三四五六七八九十]{1,3})(?:多|余)?个?年"
_GROWN = re.compile(
    rf"(?P<years>(?P<near>(?:通过|经过|历经)近{_SO_MANY}|近年来|近[几数]年|短短{_SO_MANY}|(?<![未后])[几多两三四五十]年来)|(?:经过|历经){_SO_MANY})"
    r"[^;。]{0,60}?[由从](?:(?:19|20)\d\d年的?|最初的?|原来的?|不足|不到)?\d[^,;。]{0,16}[到至](?:了|现在的|目前的|如今的|20\d\d年的?)?\Z"
)
# 2018年出台三年计划: a plan that has been made is none that is made here
_ISSUED = re.compile(r"(?:出台|印发|制定|实施|发布|启动)(?:了|《)?[^,;。]{0,24}(?:计划|行动)[》”]?(?=,)")
# 经过三年努力,把…从12家发展到60家: what a plan is for
_MAKES = re.compile("[把使让令]|努力")
_MAY_STAND = holding("年前|年来|近|历经|经过|短短|仅|如今|眼下|已是|美誉|之称|之乡|称号")


def _leads_to_purpose(candidate: Candidate, clause: ClauseText) -> bool:
    """我县有林地80万亩。为…,制定本办法: what an article opens with before it says what the text is for."""
    flat = clause.flat
    purpose = _PURPOSE.search(flat, candidate.span.end, candidate.span.end + _FAR)
    if purpose is None:
        return False
    line = flat.rfind("\n", 0, candidate.span.start) + 1
    return _AHEAD.search(flat, line, purpose.start()) is None


_PURPOSE = re.compile(
    r"为(?<![^,;。]为)(?:[了把让进加推促支鼓规])[^\n]{4,200}?(?:制定|出台|提出|推出)(?:了?本|了?以下|了?如下|了?该|[^,;。\d]{0,8}(?:办法|措施|政策|意见)(?=[,;。]))"
)
_MAY_LEAD = holding("制定|出台|提出|推出")
_FAR = 240
