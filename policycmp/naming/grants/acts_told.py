"""The acts in the words of a grant: beside its thing, one of several, behind its thing, in a condition before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BRACKETED
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.grant_objects import BASE_WORDS, DOES, Ground

if TYPE_CHECKING:
    from policycmp.config import RewardedAct
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.own_words import Thing

# 入库培育首次认定为高新技术企业: what it is made by the act before it.
_INTO = re.compile(r"(?:为|成为?)(?:国家|省|市|区|县)?级?(?:重点)?")
# 设立技术改造专项资金: what is set up is the money.
_FUNDS = re.compile(r"专项|资金|基金")
# How far an act may stand from its thing.
_NEAR = 8
_BEHIND = 12
# 评定为国家3A、4A、5A级的旅行社: what may stand between besides.
_GRADED = re.compile(
    r"(?:国家|省|市|区|县)级?|[A-Z\d]+级?|[一二三四五]星?级|[甲乙丙]级|[、和及与或的为]|首次|成功"
)
# 购置植保无人机、抛秧机等智能农机: examples before it.
_EXAMPLES = re.compile(r"[^,;。:的]{2,24}等")
# 新建5000立方米水体以上的深水网箱: how large it must be.
_MEASURED = re.compile(
    r"(?:连片|单体|单个|面积|建筑面积|总?投资|日处理|日产|年产|规模)?\d[\d.]*[^,;。:、的\d]{1,10}?(?:及?以上|以内)的?"
)
# Becoming or having something: what that is, the thing tells best (a prize is won, a patent granted).
PLAIN_ACTS = frozenset({"recognition", "obtaining"})
_RENEWED = "re-recognition"
# Acts on a thing that is there already.
AGAIN = frozenset({"assessment", _RENEWED})
_BEFORE = AGAIN | {"attraction"}
_BEHIND_IT = _BEFORE | {"approval", "production"}
# One amount for either.
_OR = re.compile(r"[或、和及]")
_OR_ELSE = re.compile(r"(?:通过|的)?(?:或者?|、|和|及)(?:直接|首次|新|经|被|整体|从?外地)*")
# Who runs it (孵化器的运营机构) does nothing that is rewarded.
_WHO_RUNS = re.compile(
    r"(?:运营|运行|建设|承办|共建|承建|组建|牵头)(?:管理)?(?:单位|机构|主体|方(?!案)|商|公司|团队|企业)"
)
# 培育期内, 认定管理办法: no act, but what is named after it.
_NO_ACT = re.compile(
    r"期(?=[内间满])|所(?!得)|库|对象|资金|管理办法|机构|条件|(?<=交易)[总金]?额|(?<=共建)(?:一带一路|国家|单位|方)"
)
# 依次兑现三个台阶: how many steps there are, not that one is reached.
_COUNTED_STEPS = re.compile(r"[两二三四五六]个$")
_GROWTH, _STEP = "growth", "step"
# …的国家级、省级智慧物流: one phrase.
_PHRASE = re.compile(
    r"的?(?:(?:国家|省|市|县|区|自治区)级?[、和及与或]?)*(?:(?!购置|购买|实施|开展|建设|用于|给予)[^,;。:、的\d]){0,14}"
)
# Behind these another act begins.
_APART = re.compile(r"[,;的并且后]")
# 应用我市企业研制的首台套
_MADE_BY = re.compile(
    r"^(?:[我本全][省市县区]|[省市县区]内|本地|区域内)?(?:企业|单位)?(?:自主|首次)?(?:研制|研发|生产|制造)(?:生产)?的"
)
_FEW = 2
_LONGEST_TITLE = 40


def find_event(passage: Passage, ground: Ground) -> tuple[str, int, int] | None:
    """Find the act that stands next to the thing of a grant: its id and place."""
    thing, (start, end) = ground
    told = acts_in(passage, start, end + 2)
    near = [
        found
        for found in told
        if _beside(passage.flat, thing, found.start, found.end) or _in_phrase(passage, thing, found)
    ]
    brought = [found for found in near if found.entry.id == "attraction" and _governs(passage, found, thing)]
    if brought and any(found.start >= thing.end for found in near):
        # 引进国家级机构设立分支机构: what becomes of it is said behind it.
        return _act(brought[-1:])
    into = [found for found in near if _INTO.fullmatch(passage.flat, found.end, thing.start)]
    again = [found for found in near if _is_again(found) and any(found.end == one.start for one in into)]
    # 证书期满后再次通过认定的: that it is done again may stand far behind.
    renewed = [found for found in told if _is_again(found) and found.start >= thing.end]
    is_plain = all(found.entry.id in PLAIN_ACTS for found in near)
    return _act(again or into or (renewed if is_plain else None) or near)


def find_act_in_sentence_before(passage: Passage, thing: Thing, start: int) -> tuple[str, int, int] | None:
    """Find the act beside a thing that the sentence before names (支持企业建设冷库。按投资的10%补助).

    Args:
        passage: the text.
        thing: what a grant is for.
        start: where the statement that only says how much begins.

    Returns:
        The act's id and place; None where the thing stands elsewhere, or no act stands with it.
    """
    before = passage.sentence_before(start)
    if before is None or not before[0] <= thing.start < before[1] or _FUNDS.match(passage.flat, thing.end):
        return None
    found = find_event(passage, Ground(thing, before))
    return None if found and found[0] in PLAIN_ACTS else found


# 建海外仓, 买新能源车: verbs of those who ask.
_SPOKEN = {"建": "set-up", "办": "set-up", "买": "procurement", "购": "procurement", "租": "rent"}
_BESIDE = 2


def find_act_in_heading(heading: Passage, thing: Thing) -> tuple[str, int, int] | None:
    """Find the act right before a thing in the heading that names it (建海外仓能补多少？); it has no place here.

    Args:
        heading: the heading.
        thing: what a grant is for.
    """
    for noun in heading.objects:
        if noun.entry is not thing.entry or noun.entry.event is not None:
            continue
        told = [act for act in heading.events_in(0, noun.start) if noun.start - act.end <= _BESIDE]
        spoken = _SPOKEN.get(heading.flat[noun.start - 1 : noun.start])
        id_ = told[-1].entry.id if told else spoken
        return (id_, 0, 0) if id_ and id_ not in PLAIN_ACTS else None
    return None


def nth_act(passage: Passage, ground: Ground, place: Place) -> tuple[str, int, int] | None:
    """Find the act of one of several: that at its place in a list, the first where one amount is for both.

    首次认定、重新认定…分别给予 are two, 新认定或重新认定的，给予 is one.
    """
    acts = _as_one(acts_in(passage, *ground.segment))
    told = {act.entry.id: act for act in reversed(acts)}
    if place.listed == 1 and {"recognition", "attraction"} == set(told):
        # 通过认定或新迁入的: of two for one amount the first.
        first, other = sorted((told["recognition"], told["attraction"]), key=lambda act: act.start)
        return _act([first]) if _OR_ELSE.fullmatch(passage.flat, first.end, other.start) else None
    if place.listed > 1 and len(told) == len(acts) == place.listed:
        return _act([acts[place.ordinal]])
    if place.listed == 1 and {"recognition", _RENEWED} <= set(told):
        first, again = told["recognition"], told[_RENEWED]
        if first.end <= again.start and _OR.search(passage.flat, first.end, again.start):
            return _act([first])
        if again.end <= first.start and _OR_ELSE.fullmatch(passage.flat, again.end, first.start):
            return _act([first])
    return None


def find_own_event(passage: Passage, end: int, place: Place) -> tuple[str, int, int] | None:
    """Find the act in the words of an amount behind its thing (…，年度考核合格的，给予…).

    Args:
        passage: the text.
        end: where the segment of the thing ends; 0 where another statement names it.
        place: the amount in its place.
    """
    # 按购置设备投资额的15%: what the base says is not what is asked.
    base = BASE_WORDS.search(passage.flat, max(end, place.segment[0]), place.start)
    acts = acts_in(passage, max(end, place.statement[0]), base.start() if base else place.start)
    wanted = _BEHIND_IT if end else frozenset(act.entry.id for act in acts) - PLAIN_ACTS
    return _act([found for found in acts if found.entry.id in wanted])


def find_act_before(passage: Passage, start: int, since: int) -> tuple[str, int, int] | None:
    """Find the act in a condition before that of the thing (整体搬迁落户我县，且在有效期内的高新技术企业)."""
    return _act([found for found in acts_in(passage, since, start) if found.entry.id in _BEFORE])


def acts_in(passage: Passage, start: int, end: int) -> list[Found[RewardedAct]]:
    """List the words for acts in a stretch, but those inside the name of a thing, or on who only makes it."""
    return [
        act
        for act in passage.events_in(start, end)
        if not (
            _WHO_RUNS.match(passage.flat, act.start)
            or _NO_ACT.match(passage.flat, act.end)
            or _is_agents(passage, act.end)
            or _in_title(passage.flat, act.start)
            or (act.entry.id == _GROWTH and _is_of_amount(passage, act.end))
            or (act.entry.id == _STEP and _COUNTED_STEPS.search(passage.flat, start, act.start))
        )
    ]


def _is_of_amount(passage: Passage, place: int) -> bool:
    """Tell that it is the amount that is raised (再增加50万元)."""
    return any(start == place for start, _ in passage.near)


def _is_again(act: Found[RewardedAct]) -> bool:
    return act.entry.id == _RENEWED


def _as_one(acts: list[Found[RewardedAct]]) -> list[Found[RewardedAct]]:
    """Take two words for one act as one: 通过复核, 重新认定获批; that something is renewed tells more."""
    return [
        act
        for act in acts
        if not any(act.end == other.start and not _is_again(act) for other in acts)
        and not any(other.end == act.start and _is_again(other) for other in acts)
    ]


def _in_title(flat: str, place: int) -> bool:
    """Tell a word in the title of a document (《人才引进办法》)."""
    opened = flat.rfind("《", max(0, place - _LONGEST_TITLE), place)
    return opened >= 0 and flat.find("》", opened, place) < 0


def _is_agents(passage: Passage, place: int) -> bool:
    """Tell whether a noun begins at a place that only does something (引进 of 引进人才领办的研究院)."""
    noun = passage.object_at(place)
    return noun is not None and DOES.match(passage.flat, noun.end) is not None


def _act(near: list[Found[RewardedAct]]) -> tuple[str, int, int] | None:
    specific = [found for found in near if found.entry.id not in PLAIN_ACTS] or near
    if not specific:
        return None
    chosen = specific[-1]
    for before in reversed(specific[:-1]):
        # 培育或引进: of two for one amount the first.
        chosen = before if before.end == chosen.start - 1 else chosen
    return chosen.entry.id, chosen.start, chosen.end


def _governs(passage: Passage, found: Found[RewardedAct], thing: Thing) -> bool:
    """Tell an act with nothing but a level between it and its thing, which another act follows."""
    return found.end <= thing.start and not _GRADED.sub("", passage.flat[found.end : thing.start])


def _in_phrase(passage: Passage, thing: Thing, found: Found[RewardedAct]) -> bool:
    """Tell an act that heads the phrase of a thing, however long (新认定的国家级、省级智慧物流应用示范项目)."""
    if found.entry.id not in PLAIN_ACTS or not _PHRASE.fullmatch(passage.flat, found.end, thing.start):
        return False
    between = passage.objects_in(found.end, thing.start)
    return not any(noun.entry.units[:1] in lexicon.RECEIVERS for noun in between)


def _beside(flat: str, thing: Thing, start: int, end: int) -> bool:
    """Tell whether an act stands right before a thing, or behind it with nothing that begins another."""
    if end <= thing.start:
        between = _MEASURED.sub(
            "", _EXAMPLES.sub("", BRACKETED.sub("", _MADE_BY.sub("", flat[end : thing.start])))
        )
        return len(between) <= _NEAR or len(_GRADED.sub("", between)) <= _FEW
    return thing.end <= start <= thing.end + _BEHIND and not _APART.search(flat, thing.end, start)
