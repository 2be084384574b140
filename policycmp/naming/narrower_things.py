"""What narrows a thing to a part of its kind, which is another: 垃圾分类 + 示范村, 错时共享 + 停车位, 对俄 + 进出口."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.fragments import is_fragment
from policycmp.naming.own_words import LEVELS, PLAIN_NOUN, Thing, own_word, trimmed
from policycmp.regions import divisions_named

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.glossary import Found

_HAN = re.compile(r"[\u4e00-\u9fff]")
# Words that name no kind by themselves, a park or a pilot of anything: what stands before them says of what.
_ANY_KIND = re.compile(
    r"(?:示范|试点|标杆|样板|精品|特色|先行|先导|投资|开发|水利|产业|培训|重点|重大|合作|旅游)*"
    r"(?:[区县市村镇乡园社班链]|社区|园区|街区|城市|工程|项目|基地|试点|线路|活动|[试示]范|培训|增加值|营业收入)"
)
# What an industry makes in a year leaves the plain noun, with an amount of it.
_OUTPUT = "产值"
_OF_TRADES = frozenset({_OUTPUT, "增加值", "营业收入"})
# How the output of an industry is told in full: 综合产值 is a word of its own, 茶叶生产产值 is not.
_OF_INDUSTRY = re.compile(r"(?:全产业链|综合|生产|加工|全年|年|总|实现|完成|一产|主营)*")
# The size of a fund is told whatever it is set up for, what is invested on a mu whatever stands there.
NARROWED_BY_NOTHING = frozenset({"基金", "投资强度"})
# 对俄进出口: with whom.
_PARTNER = re.compile(
    r"(?:对|与)(?P<who>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:的)?(?:贸易|经贸)?(?=进出口|出口|贸易|投资)"
)
_SIZED = re.compile(r"(?P<large>规模以上|规上|规模(?=[工企])|限额以上|限上)$")
# Who does or has something (规上企业技改, 开发区高新技术企业).
_TITLES = frozenset({"recognition", "scale-up"})
# A sum of money of a noun (电子信息产业 + 营业收入) is the noun's, where a count of 发明专利 is the same of any.
_SUMS = (("yuan",), ("dollars",))
_PROJECT = "项目"  # 工业项目 + 项目开工
_DOING = re.compile(r"推进|推动|滚动")
# 支持企业投保 + 出口信用保险, 租用 + 海外仓: who does what with a thing narrows nothing.
_DEALS = re.compile(
    r"""(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])?(?:支持|鼓励|引导|推动|帮助)?(?:各类|符合条件的)?(?:企业|单位|机构|个人|农户|主体|高校|院所)?
    (?:开展|实施|投保|参保|购买|购置|采购|租用|租赁|使用|利用|安装|建设|新建|扩建|引进|发行|办理|委托|承接|参加|组织|举办)+
    (?![的业费型]|服务|设备)""",
    re.VERBOSE,
)
# What is none of a noun's own: a list, an attribute with its particle.
_LOOSE = re.compile(r"[的等、和及与或,]$")


_IMPERSONAL = lexicon.HOLDERS - lexicon.PERSONAL
_LABEL = re.compile(r"(?:类别|类型|名称|事项|项目|对象|级别|等级):")


def narrowed(text: str, start: int, thing: Thing, nouns: list[Found[CountedObject]]) -> Thing:
    """Take along what narrows a noun to a part of its kind (脱贫人口 + 收入), which another row counts."""
    begin = max([start, *(found.end for found in nouns if found.end <= thing.start)])
    # 平台类别：…: what a label says narrows nothing.
    if label := _LABEL.search(text, begin, thing.start):
        begin = label.end()
    holders = lexicon.HOLDERS if thing.entry and thing.entry.units[:1] in lexicon.HOLDERS else _IMPERSONAL
    if thing.word in NARROWED_BY_NOTHING:
        return thing
    is_sum = thing.entry is not None and thing.entry.units[:1] in _SUMS
    for noun in nouns:
        between = LEVELS.sub("", text[noun.end : thing.start]) if noun.end <= thing.start else None
        if thing.word in _OF_TRADES and between is not None and _OF_INDUSTRY.fullmatch(between):
            between = ""
        if between != "":
            continue
        if thing.word == _OUTPUT:
            own = Thing(_whose(text, start, noun), None, noun.start, noun.end)
            return own if is_broad(noun) else Thing(noun.entry.label.zh, noun.entry, noun.start, noun.end)
        is_class = noun.entry.units[:1] == ("firms",) and noun.entry.event == "recognition"
        if is_class or _tells(text[noun.start : noun.end], noun, thing, holders):
            whose = _whose(text, start, noun) if is_sum or is_class else text[noun.start : noun.end]
            what = thing.word.removeprefix(_PROJECT) if whose.endswith(_PROJECT) else thing.word
            return Thing(whose + what, None, noun.start, thing.end)
    if thing.entry is None or begin >= thing.start or _LOOSE.search(text, begin, thing.start):
        return thing
    partner = _PARTNER.search(text, begin, thing.end)
    if partner is not None and partner.start() < thing.start:
        return Thing(f"对{partner['who']}{thing.word}", None, partner.start(), thing.end)
    if sized := _SIZED.search(text, begin, thing.start):
        return Thing(f"{sized['large'][0]}上{thing.word}", None, sized.start(), thing.end)
    attribute = "" if _is_title(thing.entry) else _attribute(text[begin : thing.start])
    if not attribute or attribute in thing.word:
        return thing
    return Thing(attribute + thing.word, None, begin, thing.end)


def _tells(words: str, noun: Found[CountedObject], thing: Thing, holders: frozenset[tuple[str]]) -> bool:
    """Tell a noun right before a thing that says of what it is (水土保持 + 示范县), not who has it or what is done."""
    if words in thing.word or lexicon.VERB.fullmatch(words) or lexicon.IDLE.fullmatch(words):
        return False
    entry, family = thing.entry, noun.entry.units[:1]
    is_sum = entry is not None and entry.units[:1] in _SUMS
    if _ANY_KIND.fullmatch(thing.word) and not is_sum:
        return True
    if family in holders or _is_title(entry):
        return False
    # 旅游业 makes jobs, which are the same wherever they are made.
    return is_sum or family not in _SUMS


def _is_title(entry: CountedObject | None) -> bool:
    """Tell what firms are recognised as: they are it whatever they do (涉海高新技术企业)."""
    return entry is not None and entry.units[:1] == ("firms",) and entry.event in _TITLES


def _attribute(words: str) -> str:
    """Take what tells a part of a kind from the words before its noun (错时共享 + 停车位), if anything does."""
    deals = _DEALS.match(words)
    attribute = lexicon.IDLE.sub("", trimmed(words[deals.end() :] if deals else words))
    is_other = lexicon.NO_ATTRIBUTE.search(attribute) or lexicon.VERB.search(attribute)
    if len(attribute) < PLAIN_NOUN or is_other or is_fragment(attribute):
        return ""
    # 淄博工业增加值: where, not what.
    return "" if divisions_named(attribute) else attribute


def _whose(text: str, start: int, noun: Found[CountedObject]) -> str:
    """Name whose sum is told: a class of firms by its canonical word, 雪茄 + 产业 by what makes it one of its own."""
    if noun.entry.units[:1] == ("firms",):
        return noun.entry.label.zh
    own = own_word(text, start, noun.end) if is_broad(noun) else None
    return own.word if own else text[noun.start : noun.end]


def is_broad(noun: Found[CountedObject]) -> bool:
    """Tell a word so short that what stands before it makes it another thing (产业, 标准; not 高企)."""
    if noun.entry.label.zh in NARROWED_BY_NOTHING or noun.entry.units[:1] == ("firms",):
        return False
    return noun.end - noun.start <= PLAIN_NOUN or _ANY_KIND.fullmatch(noun.entry.label.zh) is not None


def compound_of(
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
    deals = _DEALS.match(text, begin, noun.start)
    begin = deals.end() if deals else begin
    if begin == noun.start:
        return None
    compound, short = own_word(text, begin, noun.end), text[noun.start : noun.end]
    if compound is None or compound.word == short or _DOING.search(compound.word):
        return None
    # A compound ends in its noun, though that says little by itself (水利重点 + 项目).
    return (
        compound
        if compound.word.endswith(short[-1])
        else compound._replace(word=compound.word + short[-PLAIN_NOUN:])
    )
