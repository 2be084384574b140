"""What a grant is for: the thing and act of its condition (对…的, 获得…的), and the whole of its rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.asked_sizes import is_had, is_measure, is_measured, is_of_staff, is_size_alone
from policycmp.naming.grants.grant_rates import is_one_of_costs, plain_base
from policycmp.naming.grants.grant_titles import read_licence, read_prize, read_title
from policycmp.naming.grants.places_of_acts import is_only_where, is_where
from policycmp.naming.grants.platform_lists import platforms_listed, with_bracket
from policycmp.naming.grants.set_beside import (
    BESIDES,
    FOR_ITS_OWN,
    IN_TIME,
    MANAGED,
    NOT_FOR,
    OF_A_BODY,
    WHOEVER,
)
from policycmp.naming.grants.unlisted_things import (
    SINCE,
    made_by,
    own_thing,
    read_jobs,
    towards,
)
from policycmp.naming.item_heads import label_of
from policycmp.naming.noun_phrases import extended, siblings_of
from policycmp.naming.own_words import Thing

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.glossary import Found, Glossary

# 新申报国家级高新技术企业; …申报通过后: the application, and what came of it.
_APPLIES = re.compile(r"(?<!成功)(?:申报|申请)(?:[国省市]家?级?(?:及?以上)?)?$")
_EXAMINED = re.compile(r"(?:进入|通过)(?:实质性?审查|实审|初审)|(?:获|被|已|予以)受理")
_SUCCEEDS = re.compile(
    r"(?:成功|(?:并|且|后)[被获经]?认定|并?(?:获得|获批|首次)?(?:通过|获得)?认定(?:的|为|后)|通过|获批)"
)
_FEW = 2
_AFTER = 18
_TAKES_IN, _NEAR = re.compile(r"(?:引进|引育|招收|招聘|聘用|新增|培养|培育)[^,;。:的]{0,6}$"), 10
# 龙泉市对新认定的…: who grants it.
# 市财政科技资金对…: from what it is paid.
_ISSUER = re.compile(
    r"[\u4e00-\u9fff]{1,6}[省市县区](?=对|凡)|[\u4e00-\u9fff]{0,12}(?:财政|资金)(?=对(?![接应象口等])|凡)"
)
# …，高新区给予: who gives.
_GIVES = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:高新区|开发区|经开区|新区|园区|(?<![上城超夜])市|(?<![景社街小库牧])区|[省县])"
    r"(?:本级|财政|政府)*(?:先|再|另|可|将)*"
)
# 围绕绿色铝硅等产业，支持…: the field that it is for.
_FOR_A_FIELD = re.compile(r"[\d.、()一二三四五六七八九十]*(?:围绕|聚焦|瞄准|立足|面向)[^,;。:]*(?<!的)$")
# 新设立并招收首位博士后的工作站: of two verbs the first has its thing behind 的.
_BOTH_OF_HEAD = re.compile(r"(?:设立|建立|组建|新建|成立|建成|创建|获批|认定|备案)(?:并且?|且)")
# 按照…规定通过认定的, 凭算力券抵扣, 视纳税情况: by which rules, means or facts, not of what.
BASE_WORDS = re.compile(
    r"凭(?=[^,;。:]{0,8}券)|(?<![影电重监近])视(?=[^,;。:考评核绩]{0,12}(?:情|程度|规模|财力|多少))|(?:按照?|依照|根据)(?!期|每[^人年月季]|[^,;。]{0,24}(?:规定|要求|程序|办法|文件|条件)[^,;。]{2,}的)"
)


# 向美国、日本申请并获得授权的发明专利 are 境外发明专利.
_ABROAD = "境外"
# 通过PCT途径在欧洲获得授权的: granted there; what is only applied for is an application.
_PCT_GRANTED = re.compile(r"PCT(?:国际|专利|申请)*(?:途径|渠道|方式|进入)[^,;。:]{0,30}?授权")
# 国外发明专利: what a line is about.
_LINE_HEAD = re.compile(r"[^,;。:\n]{2,20}:")
_FOREIGN = re.compile(
    r"境外|国外|海外|外国|国\(境\)外|国际(?!化)|[欧美日][、和]?[欧美日]|美国|日本|欧洲|欧盟|欧专局|其[他它](?:国家|地区)|多国|多个国家"
)
_APPLICATION = "申请"
_IS_GRANTED = re.compile(r"[^,;。:、\d]{0,12}?(?:获得?|取得|被|经|已|予以|后)[^,;。:、\d]{0,6}(?:授权|授予)")
# 年代理发明专利达50件: what an agent does for others.
_AGENCY = re.compile(r"代理(?![机费师人权])[^,;:的]{0,6}$")
# 孵化器新增的高新技术企业: what a body has brought about, not who receives.
_BROUGHT = re.compile(
    r"(?:新增|培育|引进|孵化|毕业|培养|创办|新认定|新建|建设|设立|组建|共建|创建|成立|打造)的(?:重大|重点|高水平|高端|新型)*$"
)
# 人才领办、创办的研究院: who made the thing.
DOES = re.compile(r"(?:领办|创办|领创办|主持|牵头|领衔|主导|带领|开办|兴办)[^,;。的]{0,12}的")
# Nothing that would part two words of one name.
_COMPOUNDED = re.compile(r"[^的、和及与或对获,(]{0,2}")


class Ground(NamedTuple):
    """What a grant is for, and the segment it was read from."""

    thing: Thing
    segment: tuple[int, int]


def find_ground(passage: Passage, glossary: Glossary, place: Place) -> Ground | None:
    """Find what a grant is for in its own statement.

    Args:
        passage: the text.
        glossary: the words of the config.
        place: the amount in its place.

    Returns:
        The thing with its segment; None where the statement does not name it.
    """
    named, leads, recipients = _parted(passage, place, plain_base(passage, place))
    named = [part for part in named if not lexicon.KEEPS_PRICE.match(passage.flat, *part)]
    label = label_of(passage.flat, place.start)
    labels = [part for part in named if label and label[0] <= part[0] and part[1] <= label[1]]
    asked = [part for part in named if part not in labels and not _is_besides(passage, *part)]
    conditions = [
        part
        for part in asked
        if part[0] >= place.left
        or _is_condition(passage.flat, *part)
        or (OF_A_BODY.match(passage.flat, *part) and _ends_in_body(passage, *part))
    ]
    sized: Ground | None = None
    for part in dict.fromkeys((*conditions, *asked)):
        thing = (
            read_jobs(passage, *part)
            or read_prize(passage, *part)
            or read_licence(passage, *part)
            or read_title(passage, *part)
            or _by_noun(passage, glossary, *part)
        )
        if thing is None or (sized and _only_receives(passage, thing, *part)):
            continue
        if sized is None and (is_size_alone(passage.flat, *part) or is_one_of_costs(passage.flat, thing)):
            sized = Ground(thing, part)
            continue
        return Ground(thing, part)
    if sized is not None:
        return sized
    for part in conditions:
        if not _things(passage, *part) and (thing := own_thing(passage, *part)):
            return Ground(thing, part)
    for part in (*labels, *leads, *recipients):
        if thing := read_title(passage, *part) or _by_noun(passage, glossary, *part):
            return Ground(thing, part)
    for part in named:
        if FOR_ITS_OWN.fullmatch(passage.flat, *part):
            continue
        thing = _by_noun(passage, glossary, *part) or own_thing(passage, *part) or towards(passage, *part)
        if thing is not None:
            return Ground(thing, part)
    for part in leads:
        if lexicon.GOVERNS.search(passage.flat, *part) and (thing := own_thing(passage, *part)):
            return Ground(thing, part)
    return None


def _only_receives(passage: Passage, thing: Thing, start: int, end: int) -> bool:
    """Tell a kind of receivers, with which nothing is done, from a thing."""
    kind = thing.entry.units[:1] if thing.entry else None
    return kind in (None, *lexicon.RECEIVERS) and lexicon.GOVERNS.search(passage.flat, start, end) is None


def ground_in(passage: Passage, glossary: Glossary, start: int, end: int) -> Ground | None:
    """Read a stretch that as a whole names what a grant is for.

    Args:
        passage: the text.
        glossary: the words of the config.
        start: where it begins.
        end: where it ends.
    """
    thing = (
        read_title(passage, start, end)
        or _by_noun(passage, glossary, start, end)
        or own_thing(passage, start, end)
    )
    return Ground(thing, (start, end)) if thing else None


def _is_besides(passage: Passage, start: int, end: int) -> bool:
    flat = passage.flat
    return bool(
        (BESIDES.match(flat, start, end) and not _ends_in_body(passage, start, end))
        or MANAGED.fullmatch(flat, start, end)
        or IN_TIME.fullmatch(flat, start, end)
        or WHOEVER.fullmatch(flat, start, end)
    )


_Parts = list[tuple[int, int]]
# 标准依次为, 奖金标准: only how much follows.
_HOW_MUCH = re.compile(
    r"[\d.、()一二三四五六七八九十A-Z]*其?(?:给予|奖励|补助|补贴|资助|奖金|支持|奖补|扶持)?(?:标准|强度|额度|金额|奖金)(?:依次|分别|各|均|每[年月人项家])*[为是按]?"
)


def _parted(passage: Passage, place: Place, plain: int | None = None) -> tuple[_Parts, _Parts, _Parts]:
    """Part the words before an amount, nearest first: what may name it, what it only furthers, and who is given."""
    flat = passage.flat
    segments = passage.segments(place.statement[0], place.start)
    start, end = segments.pop()
    if place.left > start:
        segments.append((start, place.left))
    segments.append((max(start, place.left), end))
    named: _Parts = []
    leads: _Parts = []
    recipients: _Parts = []
    for whole_start, whole_end in reversed(segments):
        if whole_end < place.start and NOT_FOR.match(flat, whole_start, whole_end):
            continue
        issuer = _ISSUER.match(flat, whole_start, whole_end)
        start = issuer.end() if issuer else whole_start
        base = BASE_WORDS.search(flat, start, whole_end)
        end = base.start() if base else whole_end
        if plain is not None and start <= plain < end:
            end = plain
            if lexicon.GIVEN.fullmatch(flat, start, end):
                continue
        is_field = _FOR_A_FIELD.match(flat, start, end) and lexicon.FURTHERS.match(flat, end + 1, place.start)
        if is_field and not lexicon.GOVERNS.search(flat, start, end):
            continue
        furthers = lexicon.FURTHERS.match(flat, start, end)
        if furthers and end < place.start:
            leads.append((furthers.end(), end))
            continue
        given = _given(passage, start, end)
        if given is not None and given[1] < end:
            recipients.append((given[1], end))
        cut = given[0] if given is not None else end
        if (
            cut <= start
            or (given is not None and _GIVES.fullmatch(flat, start, cut))
            or _HOW_MUCH.fullmatch(flat, start, cut)
        ):
            continue
        if (
            start >= place.left
            or not lexicon.ADVERBIAL.match(flat, start, cut)
            or _ends_in_noun(passage, start, cut)
            or _ONE_OF_THEM.match(flat, start, cut)
        ):
            named.append((start, cut))
    return named, leads, recipients


# 单个药品销售收入首次超过1亿元的: of each of them, not how much each may have.
_ONE_OF_THEM = re.compile(
    r"单[个款项](?!企业|单位|项目|机构|主体|个人|产品|年度)[\u4e00-\u9fff]{2,12}(?:首次|超过|达到?|突破|迈过|实现)[^,;。:]*的$"
)


def _ends_in_noun(passage: Passage, start: int, end: int) -> bool:
    """Tell a thing with what happened to it (经考核合格的孵化器) from how something is done (经专家评审)."""
    return any(
        start < noun.start and noun.end == end and passage.flat[noun.start - 1] == "的"
        for noun in passage.objects
    )


def _ends_in_body(passage: Passage, start: int, end: int) -> bool:
    """Tell the last of several conditions where it ends in what all are asked of (…，且…3年以上的研发机构)."""
    return any(
        start < noun.start and noun.end == end and noun.entry.units[:1] == ("bodies",)
        for noun in passage.objects
        if passage.flat[noun.start - 1] == "的"
    )


def _given(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Find the verb that gives in a segment, outside the names of things."""
    # The amount itself may tell that 奖 gives (中心奖20万元).
    seen = end + 1 if passage.flat[end : end + 1].isdigit() else end
    for match in lexicon.GIVING.finditer(passage.flat, start, seen):
        if not passage.object_at(match.start()):
            return match.span()
    return None


def _is_condition(flat: str, start: int, end: int) -> bool:
    words = flat[start:end].strip("、和及与或 ")
    if lexicon.ADVERBIAL.match(words):
        return False
    return bool(lexicon.OPENS_CONDITION.match(words) or lexicon.ENDS_CONDITION.search(words))


def _nouns(passage: Passage, start: int, end: int) -> list[Found[CountedObject]]:
    """List the words for things in a stretch, but funds, parts of a share, and who does what the thing is made by."""
    nouns = [
        found
        for found in passage.objects_in(start, end)
        if not found.entry.label.zh.endswith(_NO_THINGS)
        and passage.flat[found.start - 1 : found.start] != "占"
        and not _is_how_much(passage.flat, found)
        and not is_only_where(passage.flat, found, start, end)
        and not is_of_staff(passage.flat, start, found.end)
    ]
    if not nouns:
        return []
    if nouns[0].entry.units[:1] == ("persons",):
        nouns = [noun for noun in nouns if not _AT_WORK.fullmatch(passage.flat, noun.start, noun.end)]
    asked = [noun for noun in nouns if not _is_asked_besides(passage, noun, nouns, start)]
    nouns = asked or [noun for noun in nouns if noun.entry.units[:1] == ("yuan",)]
    nouns = [noun for noun in nouns if not _SERVED.match(passage.flat, noun.start - 1, end)] or nouns
    nouns = [
        noun
        for noun in nouns
        if not _is_met(passage, noun, end) and not is_measure(passage.flat, start, noun.start)
    ]
    nouns = [noun for noun in nouns if not is_where(passage.flat, noun, start, end)] or nouns
    since = [found.span() for found in SINCE.finditer(passage.flat, start, end)]
    nouns = [noun for noun in nouns if not any(one <= noun.start < other for one, other in since)]
    if nouns and (host := _HOST.search(passage.flat, start, nouns[-1].start)):
        nouns = [noun for noun in nouns if noun.start >= host.end()]
    return [noun for noun in nouns if noun is nouns[-1] or not DOES.match(passage.flat, noun.end, end)]


def _things(passage: Passage, start: int, end: int) -> list[Found[CountedObject]]:
    """List the words for things in a stretch whose size is not only asked."""
    return [noun for noun in _nouns(passage, start, end) if not is_measured(passage.flat, noun)]


# 标准为每户2万元, 按5万元标准: how much is given.
_HOW_MUCH_WORD = re.compile(r"标准(?=[:为是按由从调提]|第[一二三1-3]年)|(?<=[元补励助贴持])标准")
# 高校毕业生到我市就业: what persons do.
_AT_WORK = re.compile(r"就业")
# 向中小企业开放的平台, 为园区企业提供服务: for whom.
_SERVED = re.compile(r"[向为给][\u4e00-\u9fff]{2,12}?(?:开放|提供|出租|转让|输出|输送|许可)")
# …并签订劳动合同的, …且缴纳社会保险的: what is asked besides what is done first.
_ALSO = re.compile(r"(?<![合一兼])(?:并(?![购网轨联])(?:且|在|与|能|按[期时])?|且)[^,;。:的、]{0,16}$")
_VERB_BEFORE = re.compile(
    rf"(?:{lexicon.VERBS}|推荐|使用|获评|研制|生产|购买|采购|购置|租赁|评定|通过|注册|登记|申请)(?:的|了)?$"
)


def _is_how_much(flat: str, noun: Found[CountedObject]) -> bool:
    """Tell a word that only says how much is given from a thing."""
    word = _HOW_MUCH_WORD.match(flat, noun.start)
    return word is not None and word.end() == noun.end


def _is_asked_besides(
    passage: Passage, noun: Found[CountedObject], nouns: list[Found[CountedObject]], start: int
) -> bool:
    """Tell what is asked besides the first deed of a condition (新招员工并签订劳动合同的)."""
    also = _ALSO.search(passage.flat, start, noun.start)
    if also is None or _VERB_BEFORE.search(passage.flat, start, also.start()):
        return False
    has_thing = any(other.end <= also.start() for other in nouns)
    return has_thing or lexicon.GOVERNS.search(passage.flat, start, also.start()) is not None


# What money comes from, or is a share of.
_NO_THINGS = ("资金", "地方财政贡献")
# 依托高校建设的实验室: on whom it stands.
_HOST = re.compile(
    r"(?:依托|利用)[^,;。:的]{2,24}?(?:改扩?建|改造|建设|组建|设立|共建|建立|成立)(?![^,;。:的]{0,8}依托)"
)


def _is_met(passage: Passage, noun: Found[CountedObject], end: int) -> bool:
    """Tell a standard that something meets (达到五星级标准的饭店) from one that is made."""
    if noun.entry.label.zh != "标准":
        return False
    graded = any(grade.end == noun.start and not grade.is_level for grade in passage.grades)
    return graded and passage.flat.startswith("的", noun.end) and noun.end + _FEW < end


def _by_noun(passage: Passage, glossary: Glossary, start: int, end: int) -> Thing | None:
    """Read a stretch by the words of the glossary in it, but those whose size is only asked."""
    if (abroad := _PCT_GRANTED.search(passage.flat, start, end)) and (
        foreign := glossary.objects.get(f"{_ABROAD}发明专利")
    ):
        return Thing(foreign.label.zh, foreign, *abroad.span())
    nouns = _things(passage, start, end)
    nouns = [noun for noun in nouns if not is_had(passage.flat, noun, start, end)] or nouns
    if nouns and (made := made_by(passage, nouns[-1], end)):
        return made
    return _chosen(passage, glossary, nouns, start, end) if nouns else None


def _chosen(
    passage: Passage, glossary: Glossary, nouns: list[Found[CountedObject]], start: int, end: int
) -> Thing:
    """Choose among the nouns of a condition: what its last verb governs, not who receives."""
    flat = passage.flat
    last = nouns[-1]
    if len(nouns) > 1:
        governed = [
            noun
            for match in lexicon.GOVERNS.finditer(flat, start, end)
            for noun in nouns
            if match.end() <= noun.start <= match.end() + _AFTER
            and "的" not in flat[match.end() : noun.start].rstrip("的")
            and not any(match.start() >= other.start and match.end() <= other.end for other in nouns)
            and not _is_asked_of(flat, noun, last)
        ]
        is_asked = (
            _BOTH_OF_HEAD.search(flat, start, nouns[0].start) and "的" in flat[nouns[0].end : last.start]
        )
        if governed and not is_asked and not is_recipient(flat, nouns, governed[-1]):
            last = governed[-1]
        elif not is_asked and is_recipient(flat, nouns, last) and not _is_brought_in(flat, nouns, start):
            last = _noun_before(flat, nouns, last) or last
    if agency := _AGENCY.search(flat, start, last.start):
        word = "商标代理" if "商标" in last.entry.label.zh else "专利代理"
        return Thing(word, glossary.objects.get(word), agency.start(), last.end)
    granted = _granted(flat, glossary, last, end)
    if foreign := glossary.objects.get(f"{_ABROAD}{(granted or last.entry).label.zh}"):
        opening = _LINE_HEAD.search(flat, flat.rfind("\n", 0, start) + 1, start)
        if _FOREIGN.search(flat, start, end) or (opening and _FOREIGN.search(opening.group())):
            return Thing(foreign.label.zh, foreign, last.start, last.end)
    if granted is not None:
        return Thing(granted.label.zh, granted, last.start, last.end)
    thing = extended(passage, last, end)
    step = _at_its_step(flat, glossary, thing, start, end)
    if step is not thing or thing.entry is not last.entry:
        return step
    siblings = siblings_of(passage, glossary, nouns, last)
    listed = platforms_listed(passage, glossary, last, start, end)
    if listed is not None and listed.word.count("|") > siblings.word.count("|"):
        return listed
    return with_bracket(passage, glossary, siblings)


def _granted(flat: str, glossary: Glossary, noun: Found[CountedObject], end: int) -> CountedObject | None:
    """Find the right that was granted on an application (申请国外专利并获得授权的)."""
    label = noun.entry.label.zh
    if not label.endswith(_APPLICATION) or not _IS_GRANTED.match(flat, noun.end, end):
        return None
    right = glossary.objects.get(label.removesuffix(_APPLICATION))
    return right if right is not noun.entry else None


def _is_asked_of(flat: str, noun: Found[CountedObject], last: Found[CountedObject]) -> bool:
    """Tell what a body must spend that is brought in or set up (引进年研发投入达800万元的研发总部)."""
    is_sum = noun.entry.units[:1] == ("yuan",) and last.entry.units[:1] == ("bodies",)
    return is_sum and noun is not last and lexicon.MEASURED.match(flat, noun.end) is not None


def _is_brought_in(flat: str, nouns: list[Found[CountedObject]], start: int) -> bool:
    """Tell a body that is brought in or set up from one that only receives for what it spends."""
    before, last = nouns[-2:]
    return (
        last.entry.event == "attraction"
        and _is_asked_of(flat, before, last)
        and lexicon.GOVERNS.search(flat, start, before.start) is not None
    )


def _at_its_step(flat: str, glossary: Glossary, thing: Thing, start: int, end: int) -> Thing:
    """Take the application for a thing where that is asked (申报省级高新技术企业), the thing where it succeeds."""
    applying = glossary.objects.get(f"{thing.word}申报")
    if (
        applying is not None
        and _APPLIES.search(flat, start, thing.start)
        and not _SUCCEEDS.search(flat, thing.end, end)
    ):
        return Thing(applying.label.zh, applying, thing.start, thing.end)
    examined = glossary.objects.get(f"{thing.word}申请")
    if examined is not None and _EXAMINED.search(flat, start, end):
        return Thing(examined.label.zh, examined, thing.start, thing.end)
    applied = glossary.objects.get(thing.word.removesuffix("申报"))
    if thing.word.endswith("申报") and applied is not None and _SUCCEEDS.match(flat, thing.end, end):
        return Thing(applied.label.zh, applied, thing.start, thing.end)
    return thing


def is_recipient(flat: str, nouns: list[Found[CountedObject]], noun: Found[CountedObject]) -> bool:
    """Tell whether a noun behind 的 only says who receives (获得专利金奖的科技型企业)."""
    before = _noun_before(flat, nouns, noun)
    return (
        before is not None
        and "的" in flat[before.end : noun.start]
        and not _BROUGHT.search(flat, before.end, noun.start)
        # 由院士签约进站的工作站: who came to it.
        and not _is_asked_of(flat, before, noun)
        and not (
            noun.entry.units[:1] == ("bodies",)
            and before.entry.units[:1] in lexicon.PERSONAL
            and not _TAKES_IN.search(flat, max(0, before.start - _NEAR), before.start)
        )
        and (noun.entry.units[:1] in lexicon.RECEIVERS or before.entry.event == "award")
    )


def _noun_before(
    flat: str, nouns: list[Found[CountedObject]], noun: Found[CountedObject]
) -> Found[CountedObject] | None:
    """Give the noun before the words that a noun ends (发明专利研究团队)."""
    index = nouns.index(noun)
    while index and _COMPOUNDED.fullmatch(flat, nouns[index - 1].end, nouns[index].start):
        index -= 1
    return nouns[index - 1] if index else None
