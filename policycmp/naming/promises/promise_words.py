"""The name of a target or rule: its noun phrase, or the thing that it counts where that names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.limits_of_each import limit_of_each
from policycmp.naming.own_words import strip_leads, trimmed
from policycmp.naming.plain_text import plain

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_SHORTEST = 2
# (其中国审2个: what leads to a part is none of its name.
_PART = re.compile(r"^[（(]?其中[,，]?(?=.{2})")
# ——普惠金融: … is the label of an item, 10亿元 a size.
_LABEL = re.compile(r"[—–-]{1,2}|序号")
_SIZE = re.compile(r"(?:超|过)?[\d一二三四五六七八九十百千]*[万亿]元?(?:以上)?")
# 截至, 还要再上, 比上年执行数增长: what leads to a number and names nothing.
_LOST = re.compile(
    r"截至|按照?每|还[要将能]|比上?一?年|以后|须年均|每[次届批]$|拿出[^一-鿿]?[今明]年"
    r"|[^,;]{2,12}按[^揭,;]{1,12}\d+%|后(?![备勤市台端续期置])"
)
_ASIDE = re.compile(r"[（(][^（()）]{4,}[）)]$")
_GROWN = re.compile(r"(?:年均)?(?:增长|提高|下降|增幅)$")
# A档, 一等奖: a class of something, and the label that says of what (每项成果完成人：一等奖不超过9人).
_CLASS = re.compile(
    r"(?:第?[A-F一二三四五]\+?[档等类级]|[特一二三四]等奖|[金银铜]奖|优秀奖?|良好|合格)(?:数量|个数|名额)?"
)
_COUNT = re.compile(r"(?:数量|个数|名额)$")
_OF_ALL = re.compile(
    r"(?:第[一二三四五六七八九十百]+条)?(?:每[项个家件名])?([一-鿿]{3,12})(?<!标准)(?<!结果)(?<!条件)(?<!运用)(?<!方式)(?<!要求):"
)
_SHARE = "占比"
_HAN = re.compile(r"[\u4e00-\u9fff]")


def name_promise(context: Context, place: Place, reading: Reading) -> str:
    """Name a target or rule.

    Args:
        context: the clause.
        place: the number in its place.
        reading: its parts.

    Returns:
        The noun phrase that was found with the number, else the words of the thing.
    """
    name, thing = _PART.sub("", place.target.indicator), reading.thing
    if limit := limit_of_each(context, place, name):
        return limit
    if _CLASS.fullmatch(name):
        return _of_class(context, place, reading, name)
    if thing is None:
        return name
    written = thing.word
    if _SIZE.fullmatch(name):
        return written if _SIZE.match(written) else name + written
    if thing.end:
        written = context.passage.plain.span(thing.start, thing.end).of(context.clause.text)
        ending = plain(name)[-_SHORTEST:]
        if thing.start >= place.end and ending not in context.passage.flat[place.end : place.segment[1]]:
            return written
    if _LABEL.match(name):
        return written
    if _LOST.match(name):
        told = _GROWN.search(name)
        written = _ASIDE.sub("", written)
        return written if told is None or told.group() in written else written + told.group()
    return name if _names(name) and not _names_other(context, place, name, reading, written) else written


def _of_class(context: Context, place: Place, reading: Reading, name: str) -> str:
    """Name a class by the label before it, else by what it is a class of (A档重点实验室占比)."""
    flat, thing = context.passage.flat, reading.thing
    start = max(flat.rfind(mark, 0, place.start) for mark in "\n。") + 1
    labels = _OF_ALL.findall(flat, start, place.start)
    whose = labels[-1] if labels else thing.word if thing and thing.entry else ""
    share = _SHARE if place.target.unit == "%" else ""
    return f"{_COUNT.sub('', name)}{'' if whose[-_SHORTEST:] in name else whose}{share}"


def _names_other(context: Context, place: Place, name: str, reading: Reading, written: str) -> bool:
    """Tell a name that has nothing of the thing in it, and is none itself (总量冲刺, 东溪镇, 规划期末)."""
    own, word = plain(name), reading.thing.word if reading.thing else ""
    if own in context.passage.flat[place.end : place.segment[1]]:
        return False
    pairs = [own[at : at + 2] for at in range(len(own) - 1)]
    if any(pair in said for said in map(plain, (word, written)) for pair in pairs):
        return False
    in_own_words = any(
        place.left <= noun.start < place.start and noun.entry.label.zh == word
        for noun in context.passage.objects
    )
    if in_own_words or reading.of_place:
        return True
    return not context.glossary.objects.find(own, 0, len(own)) and not trimmed(own)


def _names(name: str) -> bool:
    """Tell a name from what is left of a verb or a mark (面向, “, 安排最高)."""
    words = plain(name)
    start = strip_leads(words, 0, len(words), verbs=False)
    verb = lexicon.VERB.match(words, start)
    start = strip_leads(words, verb.end() if verb else start, len(words), verbs=False)
    return len(_HAN.findall(words, start)) >= _SHORTEST
