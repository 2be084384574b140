"""From a phrase to the thing that it names: a word of the glossary at its head, or its own word without trimmings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.clause_passages import starting_within
from policycmp.naming.fragments import is_fragment
from policycmp.naming.narrower_things import compound_of, is_broad, narrowed
from policycmp.naming.own_words import BRACKETS, Thing, own_word, strip_tails
from policycmp.naming.size_classes import class_by_size

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.glossary import Found, Glossary

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_FUND = 10  # characters of 发展专项扶持资金


def thing_of(
    passage: Passage, glossary: Glossary, start: int, end: int, *, own: bool = True, each: bool = False
) -> Thing | None:
    """Find what a phrase names.

    Args:
        passage: the text.
        glossary: the words of the config.
        start: where the phrase begins.
        end: where it ends.
        own: whether a phrase outside the glossary is its own word.
        each: whether the number holds for each kind of a list, not for their sum.

    Returns:
        The thing; None where the phrase names nothing.
    """
    thing = _thing_of(passage, glossary, start, end, own=own, each=each)
    if thing is None or thing.entry is not None:
        return thing
    word = _OF_REVENUE.sub("营业收入", _ABOVE_SCALE.sub("", thing.word))
    return thing if word == thing.word else _known(thing._replace(word=word), glossary)


def _thing_of(
    passage: Passage, glossary: Glossary, start: int, end: int, *, own: bool, each: bool
) -> Thing | None:
    text = passage.flat
    if sized := class_by_size(text, start, strip_tails(text, start, end), glossary):
        return Thing(*sized)
    nouns = passage.objects_in(start, end)
    if own and (fund := _fund_of_field(passage, glossary, start, end)):
        return fund
    # A noun may end like what links one to its number (居民消费价格涨幅).
    end = max([strip_tails(text, start, end), *(found.end for found in nouns[-1:])])
    last = nouns[-1] if nouns else None
    if own and last is not None and (library := _LIBRARY.match(text, last.end, end)):
        # Firms of a library are none of the class yet.
        word = f"{last.entry.label.zh}培育库"
        return _known(Thing(word, None, last.start, library.end()), glossary)
    if last is None or not _is_head(text, last, end):
        outside = _known(own_word(text, start, end), glossary) if own else None
        # What stands behind a known noun is more often left of its sentence than a part of its name.
        is_other = outside is not None and (
            outside.entry is not None or _NEW_HEAD.search(text, start, end) or _is_place_of(text, last, end)
        )
        if own and nouns and not is_other:
            return _held(text, _listed_thing(text, nouns, glossary, each=each), end)
        return outside
    if own and is_broad(last) and (compound := compound_of(text, start, last, nouns)):
        return compound
    thing = _held(text, _listed_thing(text, nouns, glossary, each=each), end)
    part = narrowed(text, start, thing, nouns) if own else thing
    return _known(part, glossary) if part.word.endswith(thing.word) else part


_SET_ASIDE = re.compile(r"(?:发展|工作|引导|扶持|建设)?专项(?:引导|扶持|奖补)?(?:资金|经费)$")


def _fund_of_field(passage: Passage, glossary: Glossary, start: int, end: int) -> Thing | None:
    """Read the money set aside for a field that the glossary has no fund of (文化旅游发展专项资金)."""
    end = strip_tails(passage.flat, start, end)
    fund = _SET_ASIDE.search(passage.flat, max(start, end - _LONGEST_FUND), end)
    noun = passage.object_at(end - 1) if fund else None
    field = own_word(passage.flat, start, fund.start()) if fund else None
    if field is None or (noun is not None and noun.end == end):
        return None
    return _known(Thing(f"{field.word}专项资金", None, field.start, end), glossary)


# 具备上市条件的硬核企业, 产业链优质企业: a known noun that only tells of what kind another is.
_NEW_HEAD = re.compile(
    r"的(?![\u4e00-\u9fff]{0,5}(?:率|量|数|额|面积|规模|水平|能力|强度|平台)$)[\u4e00-\u9fff]{2,8}$|(?:优质|骨干|重点|相关|硬核)企业$|化(?:程度|水平)$"
    # 人才平台, 蔬菜示范基地: a place for what the noun names.
    r"|(?:平台|基地|中心|工作站|服务站|工作室|产业园|园区|市场|公园|街区|联盟|学院)$"
)
# 社区助餐食堂, 森林村庄, 乡村旅游客房: so does what ends in the name of a place.
_PLACE_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{1,7}[店站点带片村镇寨桥池场厂园院馆堂楼线管库城宇房庄额](?<![金总]额)"
)


def _is_place_of(text: str, noun: Found[CountedObject] | None, end: int) -> bool:
    """Tell a place or body behind a noun, which is another thing than the noun is (社区 + 助餐食堂)."""
    if noun is None or not _PLACE_BEHIND.fullmatch(text, noun.end, end):
        return False
    tail = text[noun.end : end]
    return not is_fragment(tail) and not _LINKED.search(tail)


_LINKED = re.compile(r"[和及与或的等]|覆盖|实现|进入|下放|达到|通达")
# What is there of a thing is not what is made or sold of it in a year.
_HELD = re.compile(
    r"(?:年|总|先进|优质)?(?P<held>存栏|(?<=[车猪牛羊])保有量|产能|储备|销售量|销量|消费量|库存)"
)


def _held(text: str, thing: Thing, end: int) -> Thing:
    held = _HELD.match(text, thing.end, end)
    return Thing(thing.word + held["held"], None, thing.start, held.end()) if held else thing


def _known(thing: Thing | None, glossary: Glossary) -> Thing | None:
    """Give the entry of a word that is one without its trimmings."""
    entry = glossary.objects.get(thing.word) if thing else None
    return Thing(entry.label.zh, entry, thing.start, thing.end) if thing and entry else thing


def _is_head(text: str, noun: Found[CountedObject], end: int) -> bool:
    """Tell whether nothing of weight stands behind a noun in its phrase."""
    rest = BRACKETS.sub("", text[noun.end : end])
    if _SUMMED.fullmatch(rest):
        return True
    rest = rest.lstrip("的等")
    while rest:
        shorter = lexicon.COUNTED_BY.sub("", lexicon.FILLERS.sub("", rest))
        shorter = _ENDING_VERB.sub("", _BEGINNING.sub("", shorter))
        if shorter == rest:
            return not _HAN.search(rest)
        rest = shorter
    return True


# …、新型研发机构等平台: a word for all of a list.
_SUMMED = re.compile(
    r"等(?:各类|各级|创新|科技|研发)*(?:平台|载体|机构|主体|单位|企业|项目|活动|基地|中心|园区)?"
)
_BEGINNING = re.compile(r"^(?:总|年|新|实际|完成|累计|全年|等|各类|登记|有效)+")
_ENDING_VERB = re.compile(rf"(?:{lexicon.VERBS})$")


def last_thing(passage: Passage, nouns: list[Found[CountedObject]], start: int) -> Thing:
    """Give the last noun of a stretch, with what makes it another (储能 + 产业)."""
    last = nouns[-1]
    compound = compound_of(passage.flat, start, last, nouns) if is_broad(last) else None
    plain_last = Thing(last.entry.label.zh, last.entry, last.start, last.end)
    return compound or narrowed(passage.flat, start, plain_last, nouns)


def _listed_thing(text: str, nouns: list[Found[CountedObject]], glossary: Glossary, *, each: bool) -> Thing:
    """Put together the kinds of a list under one number: their common noun, else each of them."""
    kinds = _siblings(text, nouns, len(nouns) - 1)
    ids = list(dict.fromkeys(found.entry.id for found in kinds))
    first, last = kinds[0], kinds[-1]
    if len(ids) == 1 or (not each and text[last.start - 1] == "等"):
        # 院士、教学名师等顶尖人才: what sums them up.
        return Thing(last.entry.label.zh, last.entry, last.start, last.end)
    each = (
        each
        or text[last.end : last.end + 2].startswith(("各", "分别", "或"))
        or "或" in text[first.end : last.start]
    )
    broader = {glossary.by_id[id_].broader or id_ for id_ in ids}
    if len(broader) == 1 and not each and (common := glossary.by_id.get(next(iter(broader)))):
        return Thing(common.label.zh, common, first.start, last.end)
    # Each of them is meant, or only their sum, which meets neither.
    words = dict.fromkeys(found.entry.label.zh for found in kinds)
    return Thing(("|" if each else "、").join(words), last.entry if each else None, first.start, last.end)


_BETWEEN = re.compile(
    r"(?:\([^()]*\))?(?:等|企业|项目|目录|名单)?(?:[、和及与或]|以及|等)+(?:新?(?:认定|备案|获批|评定)的)?(?:国家|省|市|区|县|级|企业|工业|项目|重大|重点|或者|"
    r"及?以上|[\u4e00-\u9fff]{2,3}(?:部|省|市))*"
)


def _siblings(text: str, nouns: list[Found[CountedObject]], index: int) -> list[Found[CountedObject]]:
    """Gather the nouns of the list that one stands in."""
    siblings = [nouns[index]]
    for before in reversed(nouns[:index]):
        if not _BETWEEN.fullmatch(text, before.end, siblings[0].start):
            break
        siblings.insert(0, before)
    for after in nouns[index + 1 :]:
        if not _BETWEEN.fullmatch(text, siblings[-1].end, after.start):
            break
        siblings.append(after)
    return siblings


def siblings_of(
    passage: Passage, glossary: Glossary, nouns: list[Found[CountedObject]], noun: Found[CountedObject]
) -> Thing:
    """Take the other kinds of a list each of which gets the amount (工程研究中心和技术创新中心, 各) along."""
    kinds = _siblings(passage.flat, nouns, nouns.index(noun))
    words = list(dict.fromkeys(found.entry.label.zh for found in kinds))
    platforms = {found.entry.id for found in kinds if found.entry.broader == "innovation-platforms"}
    if passage.flat[noun.start - 1] == "等" and not platforms:
        # 粮食、肉类等指定监管场地: what sums them up.
        return Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
    if len(platforms) > 1:
        words.insert(0, glossary.by_id["innovation-platforms"].label.zh)
    return Thing("|".join(words), noun.entry, kinds[0].start, kinds[-1].end)


# What may follow a noun inside its name: no particle, verb, or word for what is done with it.
_TAIL = re.compile(
    r"""(?:(?!
      [国省市县区]家?级|第|的|和|及|与|或|并|且|以|等|时|者|中(?!心)|内|上|一|之一                  # particles
    | 认定|评|备案|称号|牌[子匾]|资质|名单|复审|复核|考核|获批|获得|入选|入|进[入行]|国际互认         # what is awarded
    | 集中|余额|常年|合计|共计|(?<!许可)新?证(?![明券监])                    # no half of a word stays
    | 达|到|至|超|过(?![渡滤程敏])|占|最|比|同[比期一]|较|总(?!部)|数(?![字据])|量|额|[一二两三四五六七八九十多几]
    | 金额|价[格款值]|原值|[大小高低]于|满                                        # how much money
    | 奖|补|给|予|按|凭|每|单[个户家项车船台套部片集线站]|分别|再|另|额外|申请|支持|融资|条件|所[需在产发缴支]  # given
    | 企业|单位|机构|个人|人员|项目|各|类(?=项目|企业|产品|的|$)                            # who
    | 平均|单[轮笔次]|全程|前(?=[一二两三四五\d])|财政|办法|细则|门槛|政策    # how, by whom, by what
    | (?<![细准规原守])则|减(?![排速震税水灾贫])|抵|[目名]录|榜|清单                                 # what goes on
    | 首|(?<!青)年|当|后|已|未(?!来)|有|不|需|(?<![许认])可|应(?!用)|被|经(?![济营])|由|在|为|因          # auxiliaries
    | 用于|共(?![享性同])|将|也|就(?!业|医|餐|近)|即|均|凭|自(?![动主然行贸由助愿治驾媒驱])|还(?!贷)
    | 实施|成功|通过|进行|开展|运营|建[设站]|创建|培育|牵头|完成|产业化|市场化|大规模|产生|发生|取得     # what is done
    | 期(?=[满内])|到期|连续|行政|秘书处|终[审结]|[胜败]诉|结案|验收
    | (?:主要|第一|共同|联合)?(?:起草|牵头|主导|主持|参与|依托|承办|主办|协办)
    | 新[增建设获引认晋]|晋[升级]|升[为至]|参[加展]|获(?!得感)|据实|按实|成交|审定|鉴定
    | [进出在]站|研究人员|来(?!料)|赴
    | 投保|[租购]买?(?=[\u4e00-\u9fff]{0,4}[险房买])|拿|登(?![记陆山])|捧|斩获|摘[得取下]|夺[得取冠]
    | 保持|继续|扩[建大]|花[费销]|还本|付息|实[缴收付际]|到[账位资]|中标|签[约订]|落[户地]|入[驻园]
    | 投资(?!基金|公司|机构|企业|人|者)|软硬件|日(?![用化间常照语本])|含                           # of what size
    | 合格|达标|得分|评分|免费|介绍|重点(?=支持|扶持|资助|奖励|保障|用于|围绕)
    )[\u4e00-\u9fff]){1,8}""",
    re.VERBOSE,
)


# 发明专利权 is the patent.
_RIGHT = "权"
# 瞪羚企业培育库: entered before one becomes it.
_LIBRARY = re.compile(r"(?:培育|后备|储备|备选|种子|培养)(?:企业)?(?:入)?库(?!存)")


# 智能化改造 + 项目软硬件投资: how much was put into it.
_PUT_IN = re.compile(r"(?:项目)?(?:软硬件|固定资产|设备|实际|完成|建设|[总年])*(?:投资|投入|支出)(?:总?额)?")
# 科学技术奖设一等奖, 基金设面上项目: of which classes it is.
_PARTED = re.compile(r"(?:共|各|下)?(?:设(?:立|置)?|分(?:为|成)?)面?")


def _firms_of(passage: Passage, noun: Found[CountedObject]) -> Thing | None:
    """Read the firms of a sector (软件业 + 企业), which are no sector."""
    text = passage.flat
    behind = _FIRMS.match(text, noun.end)
    if behind is None or not noun.entry.label.zh.endswith(_SECTOR) or text[noun.end - 1] != _SECTOR:
        return None
    word = text[noun.start : noun.end]
    known = (passage.glossary.objects.get(name + "企业") for name in (word, word[:-1]))
    entry = next(filter(None, known), None)
    return Thing(entry.label.zh if entry else f"{word}企业", entry, noun.start, behind.end())


# 人工智能 + 创新应用先导区: a noun that a title of its own begins with.
_SHOWN = re.compile(
    r"(?:(?!认定|评|备案|奖|补|给|的|被|获|新建|建设|入选|[国省市县区]家?级)[\u4e00-\u9fff]){0,8}?"
    r"(?:(?:示范|先导|先行|试验|集聚)区|(?:示范|标杆|试点)(?:企业|项目|工程|基地|园区?|平台|城市|[县镇村]))"
    r"(?=的|称号|名单|[,、和]|$)"
)
_SECTOR = "业"
_FIRMS = re.compile(r"类?企业(?!家|所得|投|研|技|贷)")


def extended(passage: Passage, noun: Found[CountedObject], end: int) -> Thing:
    """Take along what makes a noun another thing (知识产权培训 + 基地), up to the act that is done with it."""
    text = passage.flat
    if firms := _firms_of(passage, noun):
        return firms
    if shown := _SHOWN.match(text, noun.end, end):
        word = text[noun.start : shown.end()]
        entry = passage.glossary.objects.get(word)
        return Thing(entry.label.zh if entry else word, entry, noun.start, shown.end())
    if library := _LIBRARY.match(text, noun.end, end):
        name = noun.entry.label.zh
        entry = passage.glossary.objects.get(f"{name}培育库")
        word = entry.label.zh if entry else name.removesuffix("企业") + library.group()
        return Thing(word, entry, noun.start, library.end())
    acts = [
        act.start
        for act in starting_within(passage.events, noun.end, end)
        if not passage.object_at(act.start)
    ]
    grades = [grade.start for grade in starting_within(passage.grades, noun.end, end)]
    tail = _TAIL.match(text, noun.end, min([end, *acts, *grades]))
    if (
        tail is None
        or tail.group() == _RIGHT
        or _PARTED.fullmatch(tail.group())
        or _PUT_IN.fullmatch(tail.group())
        or _is_head(text, noun, tail.end())
    ):
        return Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
    rest = lexicon.FILLERS.sub("", tail.group())
    if not rest:
        return Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
    return Thing(text[noun.start : noun.end] + rest, None, noun.start, noun.end + len(rest))


# 规模以上电子信息制造业营收: the statistics of an industry are of such firms only, and 营收 is short for it.
_ABOVE_SCALE = re.compile(
    r"^(?:规模以上|规上)(?!工业|服务业|企业|高)(?=[\u4e00-\u9fff]{2,}(?<!企)业(?:营业收入|营收|增加值|产值|利润|$))"
)
_OF_REVENUE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<!主)(?:主营业务收入|营业总收入|销售收入|营收)$")
