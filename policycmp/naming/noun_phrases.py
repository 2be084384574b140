"""From a phrase to the thing that it names: a word of the glossary at its head, or its own word without trimmings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.scanning import any_of
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.clause_passages import starting_within
from policycmp.naming.fragments import is_fragment
from policycmp.naming.size_classes import class_by_size

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.glossary import Found, Glossary

_BRACKETS = re.compile(r"\([^()]*\)|[()\[\]·]")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+\-.%()/×]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 16
_LONGEST_TAIL = 16  # characters of one thing that links a noun to its number
_PLAIN_NOUN = 2
_BROAD = frozenset(
    [
        "示范区",
        "产业园",
        "开发区",
        "产业链",
        "培训班",
        "合作社",
        "示范村",
        "水利工程",
        "示范项目",
        "投资项目",
        "培训",
        "园区",
        "增加值",
        "营业收入",
    ]
)
# What an industry makes in a year leaves the plain noun, with an amount of it.
_OUTPUT = "产值"
_OF_TRADES = frozenset({_OUTPUT, "增加值", "营业收入"})
# How the output of an industry is told in full: 综合产值 is a word of its own, 茶叶生产产值 is not.
_OF_INDUSTRY = re.compile(r"(?:全产业链|综合|生产|加工|全年|年|总|实现|完成|一产|主营)*")
# The size of a fund is told whatever it is set up for, what is invested on a mu whatever stands there.
NARROWED_BY_NOTHING = frozenset({"基金", "投资强度"})
_LEVELS = re.compile(
    r"(?:国家|省|市|县|区|部|自治区|省部|州|镇|乡)级(?:及?以上)?|[省市县区]派(?=.{2})|(?:国家|省|市|县)(?=级|重点)|及?以上|"
    r"[A-F甲乙丙丁一二三四]类(?=.{2})|^(?:国家)?[一二三四五1-5]星级(?=.{2})|^[一二三四五]级(?=.{2})|^全国(?=.{2})|^(?:国家|省|市)级?[、和及](?:国家|省|市|县|区)级?(?=.{2})"
)


class Thing(NamedTuple):
    """What a phrase names: the canonical word(s), the entry where it is in the glossary, and where it stands."""

    word: str
    entry: CountedObject | None
    start: int
    end: int


def strip_tails(text: str, start: int, end: int) -> int:
    """Take off what links a noun to its number; give the new end."""
    return start + _end_without_tails(text[start:end])


# Those who read a number ask again and again for the same phrase.
@lru_cache(maxsize=4096)
def _end_without_tails(phrase: str) -> int:
    end = len(phrase)
    while match := lexicon.TAILS.search(phrase, max(0, end - _LONGEST_TAIL), end):
        if match.end() < end:
            break
        end = match.start()
    return end


def strip_leads(text: str, start: int, end: int, *, verbs: bool = True) -> int:
    """Take off adverbs (and verbs) before a noun; give the new start."""
    pattern = lexicon.LEADS if verbs else lexicon.LEADS_ONLY
    while start < end and (match := pattern.match(text, start, end)):
        if verbs and _is_noun_of_verb(text, start, match.end(), end):
            break
        start = match.end()
    return start


_NOUN_OF_VERB = re.compile(
    r"(?:研发|孵化|创业|转化|服务|培训|培养|改造|登记|认定|投入|种植|引进|实施|发展|建设|开发|制定|推广|治理|合计|"
    r"总|有效|地方|重点|带动|支持|优先|通过|引导)"
)
_NOUN_REST = re.compile(
    r"(?:器|机构|投入|经费|费用|强度|中心|平台|人员|活动|基地|载体|园|贸易|业|外包|技术|技能|项目|贷款|大赛|收入|"
    r"收益|成果|补贴|担保|"
    r"投资|面积|企业|主体|合同|队|率|量|商|人才|债券|一般公共预算|财政|政府|基金|区|生|发明|产品|设备|费|示范|"
    r"工作站|工作室|建设用地|团)"
)


def _is_noun_of_verb(text: str, start: int, middle: int, end: int) -> bool:
    """Tell 研发机构, 服务外包 and 地方财政收入 (nouns that begin like a verb) from 建设平台."""
    return (
        _NOUN_OF_VERB.fullmatch(text, start, middle) is not None
        and _NOUN_REST.match(text, middle, end) is not None
    )


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
        is_other = outside is not None and (outside.entry is not None or _NEW_HEAD.search(text, start, end))
        if own and nouns and not is_other:
            return _listed_thing(text, nouns, glossary, each=each)
        return outside
    if own and _is_broad(last) and (compound := _compound(text, start, last, nouns)):
        return compound
    thing = _listed_thing(text, nouns, glossary, each=each)
    if held := _HELD.match(text, thing.end, end):
        thing = Thing(thing.word + held["held"], None, thing.start, held.end())
    return _narrowed(text, start, thing, nouns) if own else thing


# 具备上市条件的硬核企业, 产业链优质企业: a known noun that only tells of what kind another is.
_NEW_HEAD = re.compile(
    r"的(?![\u4e00-\u9fff]{0,5}(?:率|量|数|额|面积|规模|水平|能力|强度|平台)$)[\u4e00-\u9fff]{2,8}$|(?:优质|骨干|重点|相关|硬核)企业$"
    # 人才平台, 蔬菜示范基地: a place for what the noun names.
    r"|(?:平台|基地|中心|工作站|服务站|工作室|产业园|园区|市场|公园|街区|联盟|学院)$"
)

# What is there of a thing is not what is made or sold of it in a year.
_HELD = re.compile(r"(?:年|总)?(?P<held>存栏|(?<=[车猪牛羊])保有量|产能|储备|销售量|销量|消费量|库存)")
# 对俄进出口: with whom.
_PARTNER = re.compile(
    r"(?:对|与)(?P<who>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:的)?(?:贸易|经贸)?(?=进出口|出口|贸易|投资)"
)
_SIZED = re.compile(r"(?P<large>规模以上|规上|规模(?=[工企])|限额以上|限上)$")
# Who does or has something (规上企业技改, 开发区高新技术企业).
_HOLDERS = (("places",), ("firms",), ("bodies",), ("persons",), ("teams",))
# 水利重点项目: what field they are of makes them others.
_OF_A_FIELD = frozenset({"重点项目", "重大项目"})
# A sum of money of a noun (电子信息产业 + 营业收入) is the noun's, where a count of 发明专利 is the same of any.
_SUMS = (("yuan",), ("dollars",))
# What is none of a noun's own: a list, an attribute with its particle.
_LOOSE = re.compile(r"[的等、和及与或,]$")


def _narrowed(text: str, start: int, thing: Thing, nouns: list[Found[CountedObject]]) -> Thing:
    """Take along what narrows a noun to a part of its kind (脱贫人口 + 收入), which another row counts."""
    begin = max([start, *(found.end for found in nouns if found.end <= thing.start)])
    holders = _HOLDERS[: None if thing.entry and thing.entry.units[:1] in _HOLDERS else -2]
    if thing.word in NARROWED_BY_NOTHING:
        return thing
    is_sum = thing.entry is not None and thing.entry.units[:1] in _SUMS
    for noun in nouns:
        between = _LEVELS.sub("", text[noun.end : thing.start]) if noun.end <= thing.start else None
        if thing.word in _OF_TRADES and between is not None and _OF_INDUSTRY.fullmatch(between):
            between = ""
        if thing.word == _OUTPUT and between == "":
            own = Thing(_whose(text, start, noun), None, noun.start, noun.end)
            return own if _is_broad(noun) else Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
        is_class = noun.entry.units[:1] == ("firms",) and noun.entry.event == "recognition"
        if (
            (is_sum or is_class or thing.word in _BROAD)
            and between == ""
            and (noun.entry.units[:1] not in holders or is_class)
        ):
            whose = _whose(text, start, noun) if is_sum or is_class else text[noun.start : noun.end]
            return Thing(whose + thing.word, None, noun.start, thing.end)
    if thing.entry is None or begin >= thing.start or _LOOSE.search(text, begin, thing.start):
        return thing
    partner = _PARTNER.search(text, begin, thing.end)
    if partner is not None and partner.start() < thing.start:
        return Thing(f"对{partner['who']}{thing.word}", None, partner.start(), thing.end)
    if sized := _SIZED.search(text, begin, thing.start):
        return Thing(f"{sized['large'][0]}上{thing.word}", None, sized.start(), thing.end)
    field = lexicon.IDLE.sub("", trimmed(text[begin : thing.start])) if thing.word in _OF_A_FIELD else ""
    return Thing(field + thing.word, None, begin, thing.end) if len(field) >= _PLAIN_NOUN else thing


def _whose(text: str, start: int, noun: Found[CountedObject]) -> str:
    """Name whose sum is told: a class of firms by its canonical word, 雪茄 + 产业 by what makes it one of its own."""
    if noun.entry.units[:1] == ("firms",):
        return noun.entry.label.zh
    own = own_word(text, start, noun.end) if _is_broad(noun) else None
    return own.word if own else text[noun.start : noun.end]


def _known(thing: Thing | None, glossary: Glossary) -> Thing | None:
    """Give the entry of a word that is one without its trimmings."""
    entry = glossary.objects.get(thing.word) if thing else None
    return Thing(entry.label.zh, entry, thing.start, thing.end) if thing and entry else thing


def _is_head(text: str, noun: Found[CountedObject], end: int) -> bool:
    """Tell whether nothing of weight stands behind a noun in its phrase."""
    rest = _BRACKETS.sub("", text[noun.end : end])
    if _SUMMED.fullmatch(rest):
        return True
    rest = rest.lstrip("的等")
    while rest:
        shorter = lexicon.COUNTED_BY.sub("", lexicon.FILLERS.sub("", rest))
        shorter = _ENDING_VERB.sub(
            "", re.sub(r"^(?:总|年|新|实际|完成|累计|全年|等|各类|登记|有效)+", "", shorter)
        )
        if shorter == rest:
            return not _HAN.search(rest)
        rest = shorter
    return True


# …、新型研发机构等平台: a word for all of a list.
_SUMMED = re.compile(
    r"等(?:各类|各级|创新|科技|研发)*(?:平台|载体|机构|主体|单位|企业|项目|活动|基地|中心|园区)?"
)
_ENDING_VERB = re.compile(rf"(?:{lexicon.VERBS})$")


def _is_broad(noun: Found[CountedObject]) -> bool:
    """Tell a word so short that what stands before it makes it another thing (产业, 标准; not 高企)."""
    if noun.entry.label.zh in NARROWED_BY_NOTHING or noun.entry.units[:1] == ("firms",):
        return False
    return noun.end - noun.start <= _PLAIN_NOUN or noun.entry.label.zh in _BROAD


def last_thing(passage: Passage, nouns: list[Found[CountedObject]], start: int) -> Thing:
    """Give the last noun of a stretch, with what makes a short one another (储能 + 产业)."""
    last = nouns[-1]
    plain_last = Thing(last.entry.label.zh, last.entry, last.start, last.end)
    if not _is_broad(last):
        return plain_last
    return _compound(passage.flat, start, last, nouns) or _narrowed(passage.flat, start, plain_last, nouns)


def _compound(
    text: str, start: int, noun: Found[CountedObject], nouns: list[Found[CountedObject]]
) -> Thing | None:
    """Give the compound that a short noun ends (花卉产业), None where only trimmings stand before it."""
    joined = [found for found in nouns if found.end == noun.start]
    if (
        not joined
        and len(nouns) > 1
        and not _HAN.search(text[nouns[-2].end : noun.start].strip("、和及与或等"))
    ):
        return None
    if joined and noun.entry.units[:1] in _SUMS:
        return None
    begin = joined[0].start if joined else max([start, *(found.end for found in nouns[:-1])])
    compound = own_word(text, begin, noun.end)
    if compound is None or compound.word == text[noun.start : noun.end]:
        return None
    return compound


def _listed_thing(text: str, nouns: list[Found[CountedObject]], glossary: Glossary, *, each: bool) -> Thing:
    """Put together the kinds of a list under one number: their common noun, else each of them."""
    kinds = _siblings(text, nouns, len(nouns) - 1)
    ids = list(dict.fromkeys(found.entry.id for found in kinds))
    first, last = kinds[0], kinds[-1]
    if len(ids) == 1:
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
    r"(?:\([^()]*\))?(?:等|企业|项目)?(?:[、和及与或]|以及|等)+(?:新?(?:认定|备案|获批|评定)的)?(?:国家|省|市|区|县|级|企业|项目|重大|重点|或者|"
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
    if len(platforms) > 1:
        words.insert(0, glossary.by_id["innovation-platforms"].label.zh)
    return Thing("|".join(words), noun.entry, kinds[0].start, kinds[-1].end)


# What may follow a noun inside its name: no particle, verb, or word for what is done with it.
_TAIL = re.compile(
    r"""(?:(?!
      [国省市县区]家?级|第|的|和|及|与|或|并|且|以|等|时|者|中(?!心)|内|上|一|之一                  # particles
    | 认定|评|备案|称号|资质|名单|复审|复核|考核|获批|获得|入选|入|进[入行]|国际互认               # what is awarded
    | 达|到|至|超|占|最|比|同[比期一]|较|总(?!部)|数(?![字据])|量|额|[一二两三四五六七八九十多几]     # how much
    | 金额|价[格款值]|原值|[大小高低]于|满                                        # how much money
    | 奖|补|给|予|按|每|单[个户家项]|分别|再|另|额外|申请|支持|融资|条件|所[需在产发缴支]               # what is given
    | 企业|单位|机构|个人|人员|项目|各|类(?=项目|企业|产品|的|$)                            # who
    | 平均|单[轮笔次]|全程|前(?=[一二两三四五\d])|财政|办法|细则|门槛|政策    # how, by whom, by what
    | 则|减(?![排速震税水灾贫])|抵|[目名]录|榜|清单                                             # what goes on
    | 首|(?<!青)年|当|后|已|未(?!来)|有|不|需|可|应(?!用)|被|经(?![济营])|由|在|为|因|用于|共(?![享性])|将  # aux.
    | 实施|成功|通过|进行|开展|运营|建[设站]|创建|培育|牵头|完成|产业化|市场化|大规模|产生|发生|取得     # what is done
    | 新[增建设获引认晋]|晋[升级]|升[为至]|参[加展]|获(?!得感)|据实|按实|成交
    | [进出在]站|研究人员|来(?!料)|赴
    )[\u4e00-\u9fff]){1,8}""",
    re.VERBOSE,
)


# 发明专利权 is the patent.
_RIGHT = "权"
# 瞪羚企业培育库: entered before one becomes it.
_LIBRARY = re.compile(r"(?:培育|后备|储备|备选|种子|培养)(?:企业)?(?:入)?库(?!存)")


def extended(passage: Passage, noun: Found[CountedObject], end: int) -> Thing:
    """Take along what makes a noun another thing (知识产权培训 + 基地), up to the act that is done with it."""
    text = passage.flat
    if library := _LIBRARY.match(text, noun.end, end):
        word = text[noun.start : noun.end].removesuffix("企业") + library.group()
        return Thing(word, None, noun.start, library.end())
    acts = [
        act.start
        for act in starting_within(passage.events, noun.end, end)
        if not passage.object_at(act.start)
    ]
    grades = [grade.start for grade in starting_within(passage.grades, noun.end, end)]
    tail = _TAIL.match(text, noun.end, min([end, *acts, *grades]))
    if tail is None or tail.group() == _RIGHT or _is_head(text, noun, tail.end()):
        return Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
    rest = lexicon.FILLERS.sub("", tail.group())
    if not rest:
        return Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
    return Thing(text[noun.start : noun.end] + rest, None, noun.start, noun.end + len(rest))


def own_word(text: str, start: int, end: int) -> Thing | None:
    """Make a noun outside the glossary its own word: praise, places, levels, counting words and brackets off."""
    if _NOTHING.fullmatch(text, start, end):
        return None
    if joined := _JOINED.search(text, start + 1, end):
        # 产业化项目并实际完成投资: what is done besides.
        end = joined.start()
    end = strip_tails(text, start, end)
    if won := _WON.search(text, start, end):
        # 旅游商品一、二、三等奖: what has won them.
        end = won.start() if won.start() > start + 1 else end
    cut = max(text.rfind(mark, start, end) for mark in "、,:;")
    begin = strip_leads(text, max(start, cut + 1) if cut >= start else start, end)
    if "的" in text[begin:end]:
        after = text.rfind("的", begin, end) + 1
        if end - after >= _PLAIN_NOUN:
            begin = after
    word = trimmed(text[begin:end])
    # A fragment names nothing: who asks goes on to the next place where a thing may stand.
    return Thing(word, None, begin, end) if word and not is_fragment(word) else None


# 规模以上电子信息制造业营收: the statistics of an industry are of such firms only, and 营收 is short for it.
_ABOVE_SCALE = re.compile(
    r"^(?:规模以上|规上)(?!工业|服务业|企业|高)(?=[\u4e00-\u9fff]{2,}(?<!企)业(?:营业收入|营收|增加值|产值|利润|$))"
)
_OF_REVENUE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<!主)(?:主营业务收入|营业总收入|销售收入|营收)$")
_JOINED = re.compile(r"(?<![一合兼])并(?![购网轨联发])|且(?=[一-鿿])")
_WON = re.compile(r"(?<![、和及])(?:[特一二三四金银铜](?:[、和及]|等?奖)+)+$")


@lru_cache(maxsize=4096)
def trimmed(phrase: str) -> str:
    """Take the trimmings off a phrase; empty where nothing of a noun is left."""
    word = "" if _NOTHING.fullmatch(phrase) else _BRACKETS.sub("", phrase)
    while True:
        shorter = _LEVELS.sub("", lexicon.THRESHOLD.sub("", word))
        shorter = _once(lexicon.PLACES, _once(lexicon.PRAISE, shorter))
        shorter = shorter[strip_leads(shorter, 0, len(shorter)) :]
        bare = lexicon.COUNTED_BY.sub("", shorter)
        shorter = bare if len(bare) >= _PLAIN_NOUN else shorter
        filled = lexicon.FILLERS.sub("", shorter)
        shorter = filled if len(filled) > _PLAIN_NOUN else shorter
        shorter = shorter[: strip_tails(shorter, 0, len(shorter))].rstrip("、的和及与等").lstrip("、的及与等")
        if shorter == word:
            break
        word = shorter
    if not _PLAIN_NOUN <= len(word) <= _LONGEST or not _WORD.fullmatch(word) or not _HAN.search(word):
        return ""
    return "" if _NOTHING.fullmatch(word) or _CLASS.fullmatch(word) else word


def _once(pattern: re.Pattern[str], word: str) -> str:
    match = pattern.match(word)
    return word[match.end() :] if match and len(word) - match.end() >= _PLAIN_NOUN else word


# Words that name nothing by themselves.
_NOTHING_WORDS = any_of(
    r"""
    第一 第二 第三 一个 只 中心 实施项目 建设项目 工程 设施 场所
    事项 攻坚 应用 领域 方面 环节 层面 一头连着 高端 国家或地区 或 地区 授权 胜诉 倍增 翻番 翻倍 实现 达到 目标任务
    有效期 最低 跃居 水平 期满 期内 届满 到期 后 被 已 再次获得 每 再次 重新 首次 通过 认定 评定 绩效 评价
    评估 优秀 良好 合格 等次 结果 称号 复审 备案 获批 入选 资质 等级 排名 前 成功 当年 连续 运行 正常 满 企业
    单位 项目 机构 个人 资金 经费 金额 标准 额度 比例 奖励 补助 补贴 资助 支持 给予 工作 活动 方面 规模 总数
    数量 指标 目标 任务 以上 以下 其中 累计 预期 预期性 约束性 年度 每年 财政 政策 措施 部分 范围 情况 国家
    榜单 名录 目录 提交 甲方 乙方 奖惩 门槛 领先 周期 覆盖率 覆盖面 总量 受理 立项 审定 审批 填报 抽查 率 综合
    专项 领军型 成长型 科技型 企业类 方式 召开
    省级 市级 一次性 最高 年均 单个 户均 力度 级别 档次 标杆 类型 建设 培育 发展 同类 同级 首次 再次 上述 该
    自筹 配套 各类 主要 重点 达标 合格 总体 新增 新建 引进 增长 全部 其他 有关 相关 相应 符合条件 内容 附则
    五年后 上半年 下半年 一季度 二季度 三季度 四季度 季度 时下 近期 远期 中期 首期 每季度 每月 每周 每半年 每日 分批
    服务机构 中介机构 服务单位 中介 主办方 承办方 部门 主管部门
    就是 投出 应改尽改 覆盖面 覆盖率 亩产 总则 其他事项 保障 目标任务 强度 主体 对象 范围 运营 条件 要求 规定 时间 期限
    方阵 行列 阵营 大关 台阶 关口 滚动 规划期末 期末 完工 开工 竣工 出结果 年初预算
    我市 全市 全省 本市 本办法 本政策 依法 依规 审核 评审 考核 验收 合同 协议 地方 等级
    """
)
_NOTHING = re.compile(rf"(?:{_NOTHING_WORDS})+")
# 一档, A级: a class of something.
_CLASS = re.compile(
    r"(?:第?[A-F甲乙丙丁特一二三四五六七八]\+?(?:等奖|[类级档等]次?|层次)|[一-鿿]{1,2}档|特?[大中小微]型|[金银铜特优]奖)(?:企业|单位|项目)?"
)
