"""Allowances to people: which one an amount is, and whose class is its grade, near it or in the headings above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.clause_passages import Passage
from policycmp.naming.grades import RANKS, Grade
from policycmp.naming.grants.granted_persons import receiver_of
from policycmp.naming.item_heads import heads_above, label_of
from policycmp.naming.own_words import Thing, own_word
from policycmp.naming.person_classes import degrees, find_classes
from policycmp.naming.readings import Reading

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.readings import Context

_NEAR = 8
_AFTER = 18
# 100万元的购房补贴: how it is called.
_CALLED = re.compile(r"的?(?:一次性|基本|基础|激励|专项|定额)?")
# 从创业补助资金中: where the money comes from.
_SOURCE = re.compile(r"(?:专项)?(?:资金|经费)")
# …发放购房补贴,标准依次为30万元、10万元: how much, not for what.
_HOW_MUCH = re.compile(r",?(?:补贴|补助|发放|资助)?标准(?:依次|分别|各)*[为是]?")
_JOIN = re.compile(r"(?:[、和及与]|以及)+")
# 住房和生活补贴: the ending stands behind the last only.
_SHORT = re.compile(r"(?P<kind>住房|租房|购房|安家|生活|交通|就业)(?:[、和及与]|以及)$")
_KINDS = {"租房": "住房补贴", "安家": "安家补贴"}
# An allowance by its own name, behind an amount or before it.
_NAMED_BEHIND = re.compile(
    r"(?:的|标准)?(?:发放|给予)?(?:一次性)?(?P<name>[一-鿿]{2,4}(?:补贴|补助|津贴))(?![一-鿿]{0,2}标准)"
)
_NAMED_BEFORE = re.compile(
    r"(?:发放|给予|享受|领取|人才|人员|专家|博士|硕士|本科生|毕业生)(?P<name>[一-鿿]{2,4}(?:补贴|补助|津贴))(?:标准)?"
    r"(?:每[人月年])*(?:最高|共|为)?$"
)
# A类人才, 第一层次人才: a class of persons by the plan's own scale.
_OF_CLASS = re.compile(r"(?:[A-F]类?|[一二三四五六]类|层次|顶尖)(?:高层次|急需|紧缺)?(?:人才|人员|专家)")
_NO_NAME = re.compile(
    r"(?:财政|资金|相应|同等|配套|一次性|奖励|每[年月人]|最高|给予|适当|享受|经费|定额|等额|[省市县区]级?)+(?:补贴|补助|津贴)"
)
# 博士后科研工作站: no person.
_STATIONS = re.compile(
    r"博士后?[^,;。:、]{0,8}(?:站|基地|平台|中心)(?![^,;。:]{0,12}(?:进站|在站|出站|博士后研究))"
)
# 科研补助 is what is called 科研补贴 elsewhere.
_ENDINGS = ("补贴", "补助", "津贴", "资助", "经费")
# 每年补助2万元: paid again and again to a class of persons, and for nothing else, it is what they live on.
_RECURS = re.compile(r"每人?每?[年月]|/[年月]")
_MONTHLY, _PRIZE = re.compile(r"每人?每?月|/月"), "奖"
_PRIZED = re.compile(_PRIZE)
_REWARDED = re.compile(r"奖|引进|招引|引育|来[^,;。]{0,4}(?:就业|工作|创业)")
# Nothing but a class of persons before the amount (博士研究生:35万元).
_BARE_CLASS = re.compile(
    r"(?:^|[,;。:\n)])[^,;。:\n]{0,24}(?:生|士|师|工|者|人才|人员|专家|院士|毕业|学历|学位|职称|本科|[大专]专|院校|高校|博士后|[正副]高级?)"
    r"(?:\([^()]*\))?(?::|,(?=每人))?(?:[^,;。:\d]{0,4}\d年(?:内|共))?(?:每人?每?[年月]|每[人套户])?(?:另行|另外)?(?:一次性)?(?:给予|发放|补助|补贴)?(?:共|最高)?$"
)
# 200万元项目资助: its own name.
# …的人才，标准为：A类50万元、B类30万元: who is asked what, then classes with their amounts.
_BY_CLASS = re.compile(
    r"(?:人才|人员|毕业生|专家)[^;。:\n]{0,12}标准(?:分别|如下)?为?:(?:[^;。:\n]*[、,)])?"
    r"(?:[A-G]类|第?[一二三四五六](?:类|层次|档))(?:高层次)?(?:人才)?(?:每人)?(?:给予|补助|补贴)?$"
)
_CALLED_OTHERWISE = re.compile(r"的?[^,;。、\d]{0,8}(?:资助|奖励|经费|项目|支持|贴息)")
# 首次创业的毕业生: what is paid once for that, but no loan or rent.
_STARTS = re.compile(
    r"(?:首次|自主|返乡|入乡|初次)创业(?!示范|园|基地|孵化|载体|平台|街|大赛|贷|担保|服务|培训|导师)|(?:创办|领办|开办)(?:小微|初创|个体)?(?:企业|实体|工商户)[^,;。:]{0,12}(?:经营|满)"
)
_LENT = re.compile(r"贷款|贴息|租金|房租|场租|社保|社会保险|大赛|项目")
_BARE = "津贴"
# 出站后留本市工作的, but nothing by the month, nor to the station.
_STAYS_ON = re.compile(r"出站[^,;。:]{0,6}(?:留|来|到|在)[^,;。:]{0,10}(?:工作|就业|创业|任职|发展)?")
_PAID_OTHERWISE = re.compile(
    r"每[人]?[年月]|单位|企业|工作站|基地|项目|科研|补贴|津贴|生活|住房|购房|租房|奖励"
)
_TO_SETTLE = "安家补贴"
_FOR_START, _YUAN = "创业补贴", "元"
_LIVING, _FOR_HOMES = "生活补贴", "购房补贴"
# Not an allowance, but paid to a class of persons like one.
_FOR_WORK = ("科研启动经费", "日常经费")
# What is paid for the certificate, not for the training.
_SKILLS_RAISED = re.compile(r"技能提升(?:补贴|补助|奖)")
_OBTAINS = re.compile(r"(?:取得|获得|考取|获取)[^,;。:]{0,40}?(?:证书|资格证)")
_CERTIFICATE, _FOR_SKILL = "职业资格证书", "技能提升补贴"
# 学徒取得高级工证书的: paid for their training.
_APPRENTICES, _FOR_APPRENTICES = re.compile(r"学徒"), "学徒制培训补贴"
# Whatever interns are paid for, they are paid as interns.
_AS_INTERN = "实习补贴"
_INTERNS = re.compile(r"(?:实习|实训)(?!基地|平台|中心|单位|工厂)")
_PAID_TO_INTERNS = ("生活补贴", "交通补贴")
_RECEIVES = re.compile(r"每人|每[年月](?!度)|/月|/人|人均|每名|/年")
_PERSONS = re.compile(r"毕业生|大学生|人才|人员|学位|学历|研究生|青年|学生|者$")
_HOMES = re.compile(
    r"(?:人才|青年|专家|博士|蓝领|职工|员工|引才|租赁)公寓|人才(?:周转)?房|周转房|青年驿站"
    r"|公租房|公共租赁住房|保障性租赁住房|人才住房|廉租"
)
_RENT = re.compile(r"租金|房租|租房")
_BULLETS = "●◎○◇▲■·*- \u3000"
_RENTS = re.compile(r"租房居住|租房(?=的|且|,)|租住|租赁住房居住|免[缴交][^,;。]{0,6}租金")
_BUYS = re.compile(r"(?:购(?:买|置|房)|买)[^,;。]{0,14}(?:住房|住宅|商品房|房屋|新房|首套房|二手房)|[购买]房")
_ONLY_CLASSES = re.compile(
    r"[;\s]*(?!对?(?:新?引进|培[养育]|推荐|招[聘引]))[A-Z\u4e00-\u9fff、]{1,14}(?:人才|毕业生|研究生|学位)[^,;。\d]{0,4}"
)
# 购房申请公积金贷款的: more is lent them, nothing is given.
_LENT_BY_FUND = re.compile(r"公积金(?:可贷|贷款)")
# 按实际购房款的60%: a share of the price of a home.
_OF_PRICE = re.compile(
    r"(?:购房(?:款|金额|总价|总额|价款|支出)|(?<!租)房款|(?:住房|房屋|商品房)(?:总价|价款|总价款))(?:总额)?的(?:最高)?$"
)
_RAISED = re.compile(r"标准|基础上")
_RAISES = re.compile(r"提高|上浮|增加|[倍%]")
_FAR = 200
_AMOUNT = re.compile(r"\d[\d.]*[万亿]?元")


def read_allowance(context: Context, place: Place, leader: Place, ground: Thing | None) -> Reading | None:
    """Read an amount as an allowance to people.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
        ground: what the condition of the grant names, if anything.

    Returns:
        The allowance with the class of persons; None where the amount is none.
    """
    thing = (
        _for_certificate(context, place, leader)
        or _for_research(context, place, leader)
        or _for_interns(context, place, leader)
        or _for_rent(context, place, leader)
        or _for_renting(context, place, leader)
        or _beside(context, place, leader)
        or _for_staying(context, place, leader)
        or _for_purchase(context, leader)
        or _raised(context, leader)
        or (_around(context, leader) if _is_for_persons(context, place, leader, ground) else None)
        or _told_behind(context, place, leader)
        or _unnamed(context, place, leader)
        or _for_starters(context, place, leader)
    )
    if thing is None:
        return None
    thing = _certified(context, thing)
    event = context.glossary.event_words.get((thing.entry and thing.entry.event) or "")
    return Reading(thing, receiver_of(context, place, leader), event)


_RATE = "%"
_CAP_NEXT = re.compile(r"[,、]?(?:且|并)?[^,;。:\d的]{0,10}\d[\d.]*[百千万亿]*元的(?:一次性)?")


def _beside(context: Context, place: Place, leader: Place) -> Thing | None:
    """Find the allowance named behind the last amount of a list or right before the first."""
    end, flat = place.last.end, context.passage.flat
    left = leader.left
    if place.target.unit == _RATE and (cap := _CAP_NEXT.match(flat, end, place.statement[1])):
        # 最高50%,最高100万元的房租补贴: for both.
        named = allowances_in(context, cap.end(), min(cap.end() + _NEAR, place.statement[1]))
        return _joined(context, named[0]) if named and named[0].start == cap.end() else None
    if _HOW_MUCH.fullmatch(flat, left, leader.start) and (
        named := allowances_in(context, leader.statement[0], left)
    ):
        return _joined(context, named[-1])
    if context.passage.bracketed(leader.start):
        left = max(left, flat.rfind("(", 0, leader.start))
    near = allowances_in(context, left, place.last.right)
    own = _NAMED_BEHIND.match(flat, end, place.last.right)
    if own and len(own["name"]) > len(_BARE) and not _NO_NAME.fullmatch(own["name"]):
        # 子女教育津贴: the plain word is only the end of a name.
        near = [found for found in near if flat[found.start : found.end] != _BARE]
    if behind_it := [
        found for found in near if found.start >= end and _CALLED.fullmatch(flat, end, found.start)
    ]:
        return _joined(context, behind_it[0])
    for found in near:
        behind = end <= found.start <= min(end + _NEAR, place.last.right)
        if behind or (found.end <= leader.start and leader.start - _AFTER <= found.end):
            return _joined(context, found)
    if not degrees(find_classes(flat[leader.statement[0] : leader.start])) and not _OF_CLASS.search(
        flat, leader.statement[0], leader.start
    ):
        return None
    if _STATIONS.search(flat, leader.statement[0], leader.start):
        return None
    match = _NAMED_BEHIND.match(flat, end, place.last.right) or _NAMED_BEFORE.search(
        flat, leader.left, leader.start
    )
    if match is None or _NO_NAME.fullmatch(match["name"]):
        return None
    return own_word(flat, *match.span("name")) and _by_name(context, match["name"], match.span("name"))


def _by_name(context: Context, name: str, span: tuple[int, int]) -> Thing:
    """Look an allowance up by its name, whatever ending it has; its own word where the glossary has none."""
    stem = name[:-2]
    known = (_known(context, f"{stem}{ending}", span) for ending in _ENDINGS)
    # 子女教育津贴 is 子女教育补贴.
    return next(filter(None, known), Thing(f"{stem}{_ENDINGS[0]}", None, *span))


def allowances_in(context: Context, start: int, end: int) -> list[Found[CountedObject]]:
    """List the allowances of the glossary in a stretch."""
    return [
        found
        for found in context.nouns(start, end)
        if (
            lexicon.ALLOWANCE.search(found.entry.label.zh)
            or lexicon.ALLOWANCE.search(context.passage.flat, found.start, found.end)
        )
        and not _SOURCE.match(context.passage.flat, found.end)
    ]


def _joined(context: Context, found: Found[CountedObject]) -> Thing:
    """Take the kinds along that share one ending or one amount with an allowance (住房和生活补贴)."""
    flat = context.passage.flat
    if match := _SHORT.search(flat, max(0, found.start - _NEAR), found.start):
        word = _KINDS.get(match["kind"], f"{match['kind']}补贴")
        return Thing(f"{word}|{found.entry.label.zh}", found.entry, match.start(), found.end)
    before = [each for each in context.passage.objects if each.end <= found.start][-1:]
    if (
        before
        and _JOIN.fullmatch(flat, before[0].end, found.start)
        and lexicon.ALLOWANCE.search(before[0].entry.label.zh)
    ):
        words = dict.fromkeys((before[0].entry.label.zh, found.entry.label.zh))
        return Thing("|".join(words), found.entry, before[0].start, found.end)
    return Thing(found.entry.label.zh, found.entry, found.start, found.end)


def _for_research(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what a class of persons gets for its work (对A类、B类人才，给予500万元、300万元科研经费)."""
    end, flat = place.last.end, context.passage.flat
    for found in context.nouns(end, place.last.right):
        if found.entry.label.zh in _FOR_WORK and _CALLED.fullmatch(flat, end, found.start):
            line = flat.rfind("\n", 0, leader.start) + 1
            if not _PERSONS.search(flat, line, leader.start) and not find_classes(flat[line : leader.start]):
                return None
            told = receiver_of(context, place, leader)
            return Thing(found.entry.label.zh, found.entry, found.start, found.end) if told else None
    return None


def _for_certificate(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what is paid for a certificate of skill that was obtained (取得高级工证书的，…技能提升补贴)."""
    flat = context.passage.flat
    raised = _SKILLS_RAISED.search(flat, leader.statement[0], place.last.segment[1])
    obtained = _OBTAINS.search(flat, leader.statement[0], leader.start)
    if obtained and (apprentices := _APPRENTICES.search(flat, leader.statement[0], leader.start)):
        return _known(context, _FOR_APPRENTICES, apprentices.span())
    return _known(context, _CERTIFICATE, raised.span()) if raised and obtained else None


def _certified(context: Context, thing: Thing) -> Thing:
    """Take an allowance for a raised skill as paid for the certificate of it, whatever the words around say."""
    if thing.entry is None or thing.entry.label.zh != _FOR_SKILL:
        return thing
    return _known(context, _CERTIFICATE, (thing.start, thing.end)) or thing


def _for_interns(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what interns live and travel on (来我市实习的，每人每月给予1000元生活补贴)."""
    interns = _INTERNS.search(context.passage.flat, leader.statement[0], leader.start)
    if interns is None:
        return None
    thing = _beside(context, place, leader) or _told_before(context, interns.start(), leader)
    if thing is None and _RECEIVES.search(context.passage.flat, interns.end(), place.right):
        return _known(context, _AS_INTERN, interns.span())
    if thing is None or not any(kind in thing.word for kind in _PAID_TO_INTERNS):
        return None
    return _known(context, _AS_INTERN, (thing.start, thing.end))


def _told_before(context: Context, start: int, leader: Place) -> Thing | None:
    named = allowances_in(context, start, leader.start)
    return _joined(context, named[-1]) if named else None


def _for_rent(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what people get for the rent of a public home, however it is called."""
    flat = context.passage.flat
    label = label_of(flat, place.start) or (0, 0)
    line = flat.rfind("\n", 0, place.start) + 1
    near = _HOMES.search(flat, leader.statement[0], place.start) or _HOMES.search(flat, *label)
    if not near and not _HOMES.match(flat[line : place.start].lstrip(_BULLETS)):
        return None
    paid = _RENT.search(flat, leader.segment[0], place.right)
    return _known(context, "住房补贴", paid.span()) if paid else None


def _for_renting(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what people get by the month who rent a home (租房居住的，每月600元；免缴租金，每月不超过600元)."""
    flat, start = context.passage.flat, leader.statement[0]
    rented = _RENTS.search(flat, start, leader.start)
    if rented is None and find_classes(flat[start : leader.start]):
        # 博士、硕士…每月补贴房租: to persons, whoever lets the home.
        rented = _RENT.search(flat, leader.left, leader.start)
    if rented is None or not _RECURS.search(flat, start, place.right):
        return None
    named = allowances_in(context, rented.end(), place.last.right)
    return _known(context, "住房补贴", rented.span()) if not named else None


def _for_purchase(context: Context, leader: Place) -> Thing | None:
    """Read what people get for a home that they buy, where the grant has no name of its own."""
    flat, start = context.passage.flat, leader.statement[0]
    if _OF_PRICE.search(flat, leader.segment[0], leader.start):
        return _known(context, _FOR_HOMES, (0, 0))
    bought = _BUYS.search(flat, start, leader.start)
    classes = find_classes(flat[start : leader.start])
    if bought is None and _ONLY_CLASSES.fullmatch(flat, start, leader.start):
        # A类人才购买首套住房的…; B类、C类人才分别给予: the same for others.
        sentence = max(flat.rfind(end, 0, start) for end in "。\n") + 1
        bought = _BUYS.search(flat, sentence, start)
    if bought is None or not (classes or _PERSONS.search(flat, start, leader.start)):
        return None
    if lent := _LENT_BY_FUND.search(flat, bought.end(), leader.start):
        return _known(context, "住房公积金", lent.span())
    return _known(context, _FOR_HOMES, (0, 0))


def _known(context: Context, word: str, span: tuple[int, int]) -> Thing | None:
    entry = context.glossary.objects.get(word)
    return Thing(entry.label.zh, entry, *span) if entry else None


def _raised(context: Context, place: Place) -> Thing | None:
    """Read 按上述标准上浮30%: the allowances that the sentence before names."""
    flat = context.passage.flat
    if not (
        _RAISED.search(flat, place.segment[0], place.start)
        and _RAISES.search(flat, place.segment[0], place.right)
    ):
        return None
    for before, known in reversed(context.counted):
        if "\n" in flat[before.end : place.start]:
            return None
        if known.thing and lexicon.ALLOWANCE.search(known.thing.word):
            words = [
                other.thing.word
                for one, other in context.counted
                if other.thing
                and one.statement == before.statement
                and lexicon.ALLOWANCE.search(other.thing.word)
            ]
            return Thing("|".join(dict.fromkeys(words)), known.thing.entry, 0, 0)
    return None


def _is_for_persons(context: Context, place: Place, leader: Place, ground: Thing | None) -> bool:
    """Tell an amount each of a class of persons gets (博士每人每月1000元) from one for another thing."""
    flat = context.passage.flat
    if ground is not None and not (
        (ground.entry and ground.entry.units[:1] == ("persons",)) or _PERSONS.search(ground.word)
    ):
        return lexicon.ALLOWANCE.search(ground.word) is not None
    return _RECEIVES.search(flat, leader.statement[0], place.right) is not None


def _around(context: Context, leader: Place) -> Thing | None:
    """Find the allowance in the statement, as that of the amount before, in the items above, or in the headings."""
    start = leader.statement[0]
    if inside := allowances_in(context, start, leader.start):
        return _joined(context, inside[-1])
    if context.last is not None:
        before, known = context.last
        near = "\n" not in context.passage.flat[before.end : leader.start]
        if near and known.thing and lexicon.ALLOWANCE.search(known.thing.word):
            return known.thing
    for head_start, head_end in heads_above(context.passage.flat, start):
        if named := allowances_in(context, head_start, head_end):
            return _joined(context, named[-1])
    above = context.above()
    if above is not None and (named := allowances_in(above, 0, len(above.passage.flat))):
        return _joined(above, named[-1])._replace(start=0, end=0)
    return context.in_headings(lexicon.ALLOWANCE)


def _told_behind(context: Context, place: Place, leader: Place) -> Thing | None:
    """Find what classes of persons with their amounts are given (按博士2000元、硕士1000元的标准，发放生活补贴)."""
    flat = context.passage.flat
    if not find_classes(flat[leader.left : leader.start]):
        return None
    named = allowances_in(context, place.last.end, place.statement[1])
    if not named or _AMOUNT.search(flat, place.last.end, named[0].start):
        return None
    return _joined(context, named[0])


def _unnamed(context: Context, place: Place, leader: Place) -> Thing | None:
    """Find what a class of persons is paid where its item only says how much: around the item, else to live on."""
    flat, start = context.passage.flat, leader.statement[0]
    words = flat[start : leader.start]
    of_classes = _BY_CLASS.search(words)
    if not of_classes and not _BARE_CLASS.search(words):
        return None
    if not of_classes and not _tells_persons(context, start, leader.start):
        return None
    if _CALLED_OTHERWISE.match(flat, place.end, place.right):
        return None
    if around := _named_around(context, leader):
        return around
    rewarded = _REWARDED.search(flat, start, place.right)
    if rewarded and rewarded.group() != _PRIZE and _MONTHLY.search(flat, leader.segment[0], place.right):
        # 新引进的硕士每人每月补助: by the month nobody is rewarded for having come.
        rewarded = _PRIZED.search(flat, start, place.right)
    if not _RECURS.search(flat, leader.segment[0], place.right) or rewarded:
        return None
    return (
        _known(context, _LIVING, (0, 0))
        if find_classes(words) or find_ranks(context, start, leader.start)
        else None
    )


def _for_staying(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what postdocs get once who stay (出站留本市工作的，给予30万元), where the grant has no name of its own."""
    flat = context.passage.flat
    stays = _STAYS_ON.search(flat, leader.statement[0], leader.start)
    if stays is None or _PAID_OTHERWISE.search(flat, stays.start(), place.last.segment[1]):
        return None
    return _known(context, _TO_SETTLE, (0, 0)) if place.target.unit == _YUAN else None


def _for_starters(context: Context, place: Place, leader: Place) -> Thing | None:
    """Read what persons get who start a business (高校毕业生首次创业、正常经营6个月以上的，补贴1万元)."""
    flat = context.passage.flat
    started = _STARTS.search(flat, leader.statement[0], leader.start)
    if started is None or not _PERSONS.search(flat, leader.statement[0], leader.start):
        return None
    if _LENT.search(flat, leader.statement[0], place.last.segment[1]) or place.target.unit != _YUAN:
        return None
    return _known(context, _FOR_START, (0, 0))


def _tells_persons(context: Context, start: int, end: int) -> bool:
    """Tell whether a stretch names a class of persons: a degree, a rank, or persons of a kind."""
    if find_classes(context.passage.flat[start:end]) or find_ranks(context, start, end):
        return True
    return any(noun.entry.units[:1] == ("persons",) for noun in context.nouns(start, end))


def _named_around(context: Context, leader: Place) -> Thing | None:
    """Find the allowance that items of classes with their amounts are for: before them, in the headings, behind."""
    flat, start = context.passage.flat, leader.statement[0]
    everywhere = Passage.of(fold(context.clause.text), context.glossary)
    named = [noun for noun in everywhere.objects if lexicon.ALLOWANCE.search(noun.entry.label.zh)]
    before = [noun for noun in named if noun.end <= leader.start]
    leads = [noun for noun in before if not _AMOUNT.search(flat, noun.end, _end_of_line(flat, noun.end))]
    if leads and leads == before:
        return _known(context, leads[-1].entry.label.zh, (0, 0))
    in_line = bool(before) and "\n" not in flat[before[-1].end : start]
    if not in_line and (thing := context.in_headings(lexicon.ALLOWANCE)):
        return thing
    if before:
        return _known(context, before[-1].entry.label.zh, (0, 0))
    if _BUYS.search(flat, max(0, start - _FAR), leader.start):
        return _known(context, _FOR_HOMES, (0, 0))
    after = [noun for noun in named if noun.start >= leader.end and not _has_amount(context, noun, leader)]
    return _known(context, after[0].entry.label.zh, (0, 0)) if after else None


def _has_amount(context: Context, noun: Found[CountedObject], leader: Place) -> bool:
    """Tell an allowance of a later statement with an amount of its own."""
    statement = context.passage.statement(noun.start)
    return statement != leader.statement and _AMOUNT.search(context.passage.flat, *statement) is not None


def _end_of_line(flat: str, place: int) -> int:
    end = flat.find("\n", place)
    return end if end >= 0 else len(flat)


def find_ranks(context: Context, start: int, end: int) -> list[Grade]:
    """List the ranks of persons in a stretch (高级技师, 副高级)."""
    return [g for g in context.passage.grades if start <= g.start < end and g.value in RANKS]
