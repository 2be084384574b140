"""Titles outside the glossary: what stands behind a level (省级质量标杆), up to what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import any_of
from policycmp.naming.own_words import Thing, trimmed

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.grades import Grade

# A title goes on to a particle, a list, an act, or what only says that it is one (称号, 名单).
_TITLE = re.compile(
    r"""(?:(?!
      的|者|称号|资[质格]|名[单录]|目录|榜|证书|牌匾                             # that it is one
    | 认定|评定|评选|评审|复[审核评]|备案|考[核评]|评[价估]|验收|立项|命名|授牌|挂牌|创建|建设|培育 # what is done
    | 连续|持续|稳定                                                       # for how long
    | 奖[励补金项]|奖(?=[\d最])|补[助贴]|资助|支持|给予|每|各|分别|一次性              # what is given
    | 经(?=认|评|批|考)|被|且|并(?!购)|后(?!备)|通过|获|由(?!来)|按             # what goes on
    | 实施|开展|承担|设立|给|受理|批准|审[核定批]|确认|公布
    | 、|和(?![谐美睦平])|及|与(?!会)|或
    )[\u4e00-\u9fffA-Za-z0-9+·-]){3,18}""",
    re.VERBOSE,
)
# 省级财政, 市级部门: who gives or decides; 省级计划: what is approved, not recognised.
_NO_TITLE = re.compile(
    r"(?:以上)?(?:财政|部门|主管|有关|相关|政府|机关|资金|政策|标准|配套|领导|统筹|媒体|.*(?:[局厅]|计划|项目|课题)$)"
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
_OF_FIRMS = re.compile(r"(?:企业|单位)$")
_SHORTEST = 3
_LISTS = ("、", "和", "及", "与")
_SUM = "等"
_BROAD = 2


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
    return None


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
    known = [noun for noun in passage.objects if noun.start < title.end() and title.start() < noun.end]
    if any(noun.end - noun.start > _BROAD for noun in known):
        return None
    if known and known[-1].end == title.end() and len(title.group()) - _BROAD < _SHORTEST:
        return None
    word = _OF_FIRMS.sub("", title.group())
    word = trimmed(word) if len(word) >= _SHORTEST else ""
    return Thing(word, None, title.start(), title.end()) if word else None


def _summed_behind(passage: Passage, start: int, end: int) -> bool:
    """Tell a list that a word of the glossary sums up (省级创新中心、技术中心等创新平台)."""
    return any(
        start < noun.start and noun.end <= end and passage.flat[noun.start - 1] == _SUM
        for noun in passage.objects
    )
