"""Titles outside the glossary: what stands behind a level (省级质量标杆), prizes and licences of their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import any_of
from policycmp.naming.own_words import PLAIN_NOUN, Thing, trimmed

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.grades import Grade

# A title goes on to a particle, a list, an act, or what only says that it is one (称号, 名单).
_TITLE = re.compile(
    r"""(?:(?!
      的|者|称号|资[质格]|名[单录]|目录|榜|证书|牌匾                             # that it is one
    | 认定|评定|评选|评审|复[审核评]|备案|考[核评]|评[价估]|验收|立项|命名|授牌|挂牌        # what is done
    | (?:创建|建设|培育)(?!示范|试点)
    | 连续|持续|稳定                                                       # for how long
    | 奖[励补金项]|奖(?=[\d最])|补[助贴]|资助|支持|给予|每|各|分别|一次性              # what is given
    | 经(?=认|评|批|考)|被|且|并(?!购)|后(?!备)|通过|获|由(?!来)|按             # what goes on
    | 实施|开展|承担|设立|给|受理|批准|审[核定批]|确认|公布
    | 、|和(?![谐美睦平]|旅游)|及|与(?!会)|或
    )[\u4e00-\u9fffA-Za-z0-9+·-]){3,18}""",
    re.VERBOSE,
)
# 省级财政, 市级部门: who gives or decides; 省级计划: what is approved, not recognised.
_NO_TITLE = re.compile(
    r"(?:以上)?(?:.*(?:委员会|专家组)?(?:审定|评审|鉴定)$|财政|部门|主管|有关|相关|政府|机关|资金|政策|标准|配套|领导|统筹|媒体"
    r"|.*(?:[局厅]|计划|课题|(?<!示范)(?<!标杆)(?<!试点)(?<!样板)项目)$)"
)
_ACTS = any_of(
    """
    新增 新晋 入围 上榜 跻身 遴选 认定 评定 评选 评审 备案 获批 获评 获得 取得 入选 列入 纳入 进入 评为 评上 授予 命名
    创建 创成 建成 争创 申报 通过 荣获 获 晋升 升级 成为 成功 批准 确定
    """
)
# 新认定的省级…, 获评省级…, 对省级…: nothing but the act stands before the level.
_OPENS = r"(?:.*?[,、;:。\n])?[\d.()一二三四五六七八九十]*(?:对于?|凡|给予|支持|鼓励|奖励|企业|单位|机构|每|\d*[家个])*"
_HIGHER = r"(?:(?:国家|省|市|区|县)级?[、和及与或])*"
_BEFORE = re.compile(rf"(?:{_OPENS}[^的,]{{0,6}}?{_ACTS}\d*[家个项]?[的为成至到了]*|{_OPENS}){_HIGHER}")
_BEHIND = re.compile(r"的?[^的,]{0,8}(?:的[^的,]{0,6})?(?:[、和及与或].*)?$")
# What any trade may have: a title that ends in it is told by what stands before (智慧农机应用 + 示范项目).
_ANY_TRADE = (
    r"(?:应用|创新|创建|公共|技术|服务|综合|产业|特色|集聚|示范|试点|标杆|样板|先导|先行)*"
    r"(?:(?:示范|试点|标杆|样板)(?:项目|工程|基地|平台|中心)?|(?:示范|试点|先行|标杆)(?:[区县镇村园]|城市|街区|社区)|(?:服务|示范)平台|园区?|(?:集聚|先行|先导|试验)区|民营企业)"
)
_COMPOUND = re.compile(rf"(?P<purpose>[\u4e00-\u9fffA-Za-z0-9+·-]{{2,12}}?)(?P<head>{_ANY_TRADE})")
SHORT = re.compile(_ANY_TRADE)
_OF_A_TYPE = re.compile(r"[一-鿿]{2,8}型$")
_PRIVATE = "民营企业"
_PRAISED = re.compile(r"(?:重大|重点|优秀|高水平|高质量|十佳|首批|新型|大型|综合|先进|企业|各类|专业)+")
# 科普示范基地 is 科普基地.
_SHOWN = re.compile(r"(?:示范|试点|标杆)(?=(?:基地|园区?|平台|中心)$)")
_OF_FIRMS = re.compile(r"(?:企业|单位)$")
_SHORTEST = 3
# 获得全国…, 获评某某省…: which of the places has recognised it.
_OF_A_PLACE = re.compile(
    r"(?:获得|荣获|获评|获批|评为|评定为|认定为|授予|入选)(?:全国|[\u4e00-\u9fff]{2,3}[省市州])(?!级)"
)
# What a title told before may begin behind.
_OPENS_TITLE = re.compile(
    rf"[^\u4e00-\u9fffA-Za-z0-9+]|[的对为到州]|(?<=[\u4e00-\u9fff])[市县区](?=创新|示范|[\u4e00-\u9fff]{{4}})"
    rf"|(?!(?:创建|建设|培育)(?:示范|试点|标杆))(?:{_ACTS}|开展|实施|建设|打造|推进|推动|承担|支持|鼓励|培育|参与|组织|设立|本|各类|每[家个])"
)
_FOR_SHOW = re.compile(r"(?:示范|试点|标杆|样板|先行|先导)(?:[区县镇村]|项目|工程|基地|园区?|平台|中心)?$")
_SHOWN_BEHIND = re.compile(r"(?:示范|试点|标杆)(?:基地|园区?|区|项目|单位|平台|中心)[、和及与]$")
_GREEN = re.compile(r"(?:绿色|近?零碳|低碳|智慧|无废)$")
# 成功创建…, 新获批…: what follows is a title.
_AWARDED = re.compile(r"(?:创建|获批|获评|认定|评定|评为|入选|列入|授予|命名)(?:的|为)?$")
_FARTHEST, _FEW, _PLATFORMS = 40, 4, "innovation-platforms"
_LISTS = ("、", "和", "及", "与")
_SUM = "等"
_BROAD = 2
_LICENCE = re.compile(r"(?:获得?|取得)(?:独立)?(?P<what>(?:招收|招录|招聘|培养|承办)[^,;。:的]{1,12}资格)")
# 获鲁班奖奖80万元: a prize of its own name.
_LEVEL_OF_PRIZE = re.compile(r"^(?:(?:国家|全国|省|市|区|县)级?)(?=.{3})")
_PRIZE_WON = re.compile(
    r"(?:获得?|荣获|获评|夺得|斩获|摘得)(?P<prize>[\u4e00-\u9fff]{2,12}(?<!一等)(?<!二等)(?<!三等)奖)(?![励补金项品])"
)


def read_title(passage: Passage, start: int, end: int) -> Thing | None:
    """Read a title that the glossary does not have.

    Args:
        passage: the text.
        start: where a condition begins.
        end: where it ends.

    Returns:
        The title as its own word; None where no level stands before one, or the glossary names it.
    """
    levels = [
        grade for grade in passage.grades if grade.is_level and start <= grade.start and grade.end < end
    ]
    for level in reversed(levels):
        if _BEFORE.fullmatch(passage.flat, start, level.start) and (thing := _behind(passage, level, end)):
            return thing
    place = _OF_A_PLACE.search(passage.flat, start, end)
    title = _TITLE.match(passage.flat, place.end(), end) if place else None
    if title and _BEHIND.fullmatch(passage.flat, title.end(), end):
        return _of_a_trade(passage, *title.span())
    return None


def full_title(passage: Passage, thing: Thing) -> Thing:
    """Take the title told in full before for one told in short (…氢能产业集聚区…。其中，省级产业集聚区奖励).

    Args:
        passage: the text.
        thing: what a grant is for.

    Returns:
        What the line names in full before; the thing itself where it is no short form, or nothing is named.
    """
    text = passage.flat
    head = text[thing.start : thing.end]
    if not head or (thing.entry is None and not SHORT.fullmatch(head)):
        return thing
    if own := _green(passage, thing) or _named_at(passage, thing.start, head, _FOR_SHOW):
        return own
    if not SHORT.fullmatch(head):
        return thing
    line = text.rfind("\n", 0, thing.start) + 1
    place = text.rfind(head, line, thing.start)
    while place >= 0:
        known = passage.object_at(place)
        if known is not None and known.start < place and known.end == place + len(head):
            return Thing(known.entry.label.zh, known.entry, thing.start, thing.end)
        if full := _named_at(passage, place, head):
            return full._replace(start=thing.start, end=thing.end)
        place = text.rfind(head, line, place)
    return _shared(passage, thing, head) or thing


def _named_at(passage: Passage, place: int, head: str, heads: re.Pattern[str] | None = None) -> Thing | None:
    """Read the title that ends in a word at a place, with what it is for."""
    opened = _opening(passage, place)
    if place - opened < PLAIN_NOUN:
        return None
    named = _of_a_trade(passage, opened, place + len(head))
    if named is None or heads is None or _AWARDED.search(passage.flat, max(0, opened - _FEW), opened):
        return named
    return named if heads.search(passage.flat, opened, named.end) else None


def _opening(passage: Passage, place: int) -> int:
    """Find where the words before the last word of a title begin: behind a mark, a verb or a level."""
    text = passage.flat
    line = max(text.rfind("\n", 0, place) + 1, place - _FARTHEST)
    opened = max([line, *(found.end() for found in _OPENS_TITLE.finditer(text, line, place))])
    return max([opened, *(grade.end for grade in passage.grades if opened < grade.end <= place)])


def _shared(passage: Passage, thing: Thing, head: str) -> Thing | None:
    """Take what the first title of a list is for, for one that only has its last word (体育产业示范基地、示范项目)."""
    shown = _SHOWN_BEHIND.search(passage.flat, max(0, thing.start - _FARTHEST), thing.start)
    words = passage.flat[_opening(passage, shown.start()) : shown.start()] if shown else ""
    return thing._replace(word=words + head, entry=None) if len(words) >= PLAIN_NOUN else None


def _green(passage: Passage, thing: Thing) -> Thing | None:
    """Read a title that is its noun with green, smart or without carbon before it (省级 + 绿色数据中心)."""
    entry = thing.entry
    if entry is None or entry.broader == _PLATFORMS or entry.units[:1] == ("firms",):
        return None
    adjective = _GREEN.search(passage.flat, max(0, thing.start - _FEW), thing.start)
    if adjective is None:
        return None
    is_titled = any(grade.end == adjective.start() for grade in passage.grades)
    if not is_titled and not _AWARDED.search(
        passage.flat, max(0, adjective.start() - _FEW), adjective.start()
    ):
        return None
    return Thing(passage.flat[adjective.start() : thing.end], None, adjective.start(), thing.end)


def _behind(passage: Passage, level: Grade, end: int) -> Thing | None:
    title = _TITLE.match(passage.flat, level.end, end)
    if (
        title is None
        or _NO_TITLE.match(title.group())
        or not _BEHIND.fullmatch(passage.flat, title.end(), end)
    ):
        return None
    if passage.flat[title.end() : title.end() + 1] in _LISTS and _summed_behind(passage, title.end(), end):
        return None
    if compound := _of_a_trade(passage, *title.span()):
        return compound
    known = [noun for noun in passage.objects if noun.start < title.end() and title.start() < noun.end]
    if any(noun.end - noun.start > _BROAD for noun in known):
        return None
    if known and known[-1].end == title.end() and len(title.group()) - _BROAD < _SHORTEST:
        return None
    word = _OF_FIRMS.sub("", title.group())
    word = trimmed(word) if len(word) >= _SHORTEST else ""
    return Thing(word, None, title.start(), title.end()) if word else None


def _of_a_trade(passage: Passage, start: int, end: int) -> Thing | None:
    """Read a title whose last word any trade may have, by what it is for (氢能 + 产业集聚区)."""
    text = passage.flat
    compound = _COMPOUND.fullmatch(text, start, end)
    if compound is None:
        return None
    if praise := _PRAISED.match(text, start, compound.end("purpose")):
        start = praise.end()
    purpose, head = text[start : compound.end("purpose")], compound["head"]
    if len(purpose) < PLAIN_NOUN or (head == _PRIVATE and not _OF_A_TYPE.search(purpose)):
        return None
    known = passage.object_at(end - 1)
    if known is not None and known.start < compound.start("head"):
        # 全域旅游示范区: the glossary has it.
        return None
    word = text[start:end]
    entry = passage.glossary.objects.get(_SHOWN.sub("", word))
    return Thing(entry.label.zh if entry else word, entry, start, end)


def _summed_behind(passage: Passage, start: int, end: int) -> bool:
    """Tell a list that a word of the glossary sums up (省级创新中心、技术中心等创新平台)."""
    return any(
        start < noun.start and noun.end <= end and passage.flat[noun.start - 1] == _SUM
        for noun in passage.objects
    )


def read_prize(passage: Passage, start: int, end: int) -> Thing | None:
    """Read a prize of its own name, whoever has won it (获鲁班奖的建筑企业).

    Args:
        passage: the text.
        start: where a condition begins.
        end: where it ends.
    """
    won = _PRIZE_WON.search(passage.flat, start, end)
    if won is None or passage.objects_in(won.start("prize"), won.end("prize")):
        return None
    prize = _LEVEL_OF_PRIZE.sub("", won["prize"])
    return Thing(prize, None, won.end("prize") - len(prize), won.end("prize"))


def read_licence(passage: Passage, start: int, end: int) -> Thing | None:
    """Read what somebody may do (获得独立招收博士后资格的工作站), whoever it is.

    Args:
        passage: the text.
        start: where a condition begins.
        end: where it ends.
    """
    licence = _LICENCE.search(passage.flat, start, end)
    return Thing(licence["what"], None, *licence.span("what")) if licence else None
