"""What is read of a commitment, and where the thing stands that its own statement does not name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.clause_passages import Passage
from policycmp.naming.item_heads import head_nouns
from policycmp.naming.noun_phrases import last_thing
from policycmp.naming.own_words import Thing, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.config import CountedObject
    from policycmp.models import Clause
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found, Glossary
    from policycmp.naming.grades import Grade

_LONGEST_HEADING = 10
_SHORTEST_HEAD, _LONGEST_HEAD = 3, 18
# 支持对象与标准, 奖励标准: how much is given, no standard that is made.
_STANDARDS_OF_GRANTS = re.compile(
    r"(?<=[与和及、励助持贴补策])标准(?:[与和及、][^制参]{1,6})?$|标准[与和及、](?:程序|条件|对象|范围|方式|期限)|(?<![\u4e00-\u9fff])标准$"
)
# 结果运用, 激励保障: headings of how, which name no thing.
_NAMES_NOTHING = re.compile(
    r"标准|条件|对象|程序|上限|限额$|额度$|比例$|范围|方式|保障|运用|好处|建议|安排|兑现|奖惩|措施|办法|说明|要求|责任|义务|内容|流程|材料|时间|步骤|其[他它]|依据|目的"
    r"|原则|总则|附则|纪律|结果|管理$|方法|解读|问答|什么|怎么|如何|多少|哪些"
)
# 招聘会补贴: a label that calls a grant by what it is for.
_CALLS = re.compile(r"(?:补[贴助]|奖[励补]?|资助|扶持|津贴)$")
# 荣誉类, 限额: labels of what kind of grant or of how much, and of no thing.
_NO_THING = re.compile(
    r"荣誉|资质荣誉|业绩|基础|普惠|获奖|限额|额度|上限|冲量|考评|共享|类别|申报类别|梯度|配套|叠加|晋级|增量|存量|标杆|称号|特别提醒|温馨提示"
    r"|(?:宣传|播出|海外)?传播|争先创优|(?:资金|经费)?(?:拨付|兑付|发放|使用)|购买|租赁|办公|增资|落户|人才与贡献|其[他它]|整体|专项|综合"
)
# 仪器设备供给方, 申报主体: who receives.
_SIDE = re.compile(r"方$|对象$|(?:申报|适用|申领|受理)主体$")
_MARKED = re.compile(r"[,;。:、]")
# 岚山区 above what it grants: whose text it is, and no thing.
_PLACE_NAME = re.compile(r"(?!.*(?:园|示范|试点|产业|创新))[㐀-鿿]{1,7}(?:[省市县区州盟旗镇乡]|街道)[:：]?")
# 后半程安排, 四季度推进: what a part of a plan is, and no thing.
_NO_NAME = re.compile(
    r"(?:安排|部署|推进|举措|任务|目标|思路|要求|原则|保障|布局|规划|方案|要点|建议|展望|打算|问题|明确|决定|议定|亮点|成效|概况|情况|事项)$"
    # 荣誉有奖, 长起来, 拍得火: slogans over an item
    r"|^[^,;。:]{1,4}有(?:奖励?|补[助贴]?|支持|津贴|扶持)$|^[^,;。:]{0,4}(?:起来|得[一-鿿])$"
)


@dataclass
class Reading:
    """The parts read of a commitment.

    `segment` is the stretch that names what a grant is for, empty where another statement does, `item` the part
    of it that is this amount's own; `property`
    is what the words say of it, where the unit does not; `places` says where in the passage a part was read from;
    `of_place` that only the name of a place tells it from one before, `is_rate` that a rate or growth is told.
    """

    thing: Thing | None = None
    grade: Grade | None = None
    event: str | None = None
    event_id: str | None = None
    of: str | None = None
    tier: str | None = None
    is_ratio: bool = False
    property: str | None = None
    of_place: bool = False
    is_rate: bool = False
    segment: tuple[int, int] = (0, 0)
    item: tuple[int, int] | None = None
    places: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass
class Context:
    """A clause as its commitments are read: its passage, its headings, and what those before counted.

    `lead` is the line of the clause above that leads to this one (补贴标准如下：), `levels` what level the plan's
    definitions give an object, by its id; `quotes` are the words quoted so far, by their place, and `parted` the kinds
    that commas part before a list of amounts, by where its statement and its first amount begin.
    """

    passage: Passage
    glossary: Glossary
    clause: Clause
    title: str
    lead: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    counted: list[tuple[Place, Reading]] = field(default_factory=list)
    quotes: dict[tuple[int, int], str] = field(default_factory=dict)
    parted: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def last(self) -> tuple[Place, Reading] | None:
        """What the commitment before counted."""
        return self.counted[-1] if self.counted else None

    @cached_property
    def whole(self) -> Passage:
        """The clause with the words of all its statements, also those far from any commitment."""
        return replace(self.passage, near=())

    @cached_property
    def heading(self) -> Passage:
        """The clause's own heading."""
        return Passage.of(fold(self.clause.heading), self.glossary)

    def above(self) -> Context | None:
        """Give the lead as a context of its own; places in it are none of this clause."""
        if not self.lead:
            return None
        return Context(Passage.of(fold(self.lead), self.glossary), self.glossary, self.clause, self.title)

    def nouns(self, start: int, end: int) -> list[Found[CountedObject]]:
        """List the words of the glossary in a stretch, but those in brackets."""
        return self.passage.objects_in(start, end)

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a word of the glossary stands over a place, so that a verb there is none."""
        found = self.passage.object_at(start)
        return found is not None and end <= found.end

    def in_headings(self, fits: re.Pattern[str] | None = None, *, titled: bool = True) -> Thing | None:
        """Find the thing in the clause's heading, those above it, or the plan's title; one whose word fits."""
        title = (self.title,) if titled else ()
        for heading in (self.clause.heading, *reversed(self.clause.path), *title):
            named = heading is not self.title and fits is None and not _PLACE_NAME.fullmatch(heading)
            thing = None if _SIDE.search(heading) else self._in_heading(heading, named=named, fits=fits)
            if thing is not None:
                return thing
        return None

    def in_own_heading(self) -> Thing | None:
        """Find the thing in the clause's own heading."""
        return self._in_heading(self.clause.heading, named=False, fits=None) if self.clause.heading else None

    def thing_called(self, head: str, *, title: bool = False) -> Thing | None:
        """Find the thing that a label or line of the clause names.

        Args:
            head: its words, without number and mark.
            title: whether they stand alone, so that any noun names one.
        """
        thing = self._in_heading(head, named=True, fits=None)
        is_own = thing is not None and thing.entry is None
        return None if is_own and not (title or _CALLS.search(head)) else thing

    def things_of_heading(self) -> list[Thing]:
        """List the things that the clause's own heading names; they have no place here."""
        nouns = [found for found in self.heading.objects if not self.heading.bracketed(found.start)]
        return [thing_at(found)._replace(start=0, end=0) for found in nouns]

    def last_noun(self, stretch: tuple[int, int]) -> Thing | None:
        """Give the last word of the glossary in a stretch."""
        nouns = self.nouns(*stretch)
        return last_thing(self.passage, nouns, stretch[0]) if nouns else None

    def head_words(self, place: int) -> str:
        """Quote what names the item of a place where that names a thing: its label, the line above, or the heading.

        Args:
            place: the place in the plain text.
        """
        heads = [self.passage.flat[slice(*span)] for span in head_nouns(self.passage.flat, place)]
        for head in (*heads, fold(self.clause.heading)):
            words = lexicon.HEADING_LEADS.sub("", head.strip())
            is_nameless = any(pattern.search(words) for pattern in (_MARKED, _NAMES_NOTHING, _NO_NAME))
            if not is_nameless and _SHORTEST_HEAD <= len(words) <= _LONGEST_HEAD:
                return words
        return ""

    def _in_heading(self, heading: str, *, named: bool, fits: re.Pattern[str] | None) -> Thing | None:
        """Find what a heading names: its last word of the glossary, else its noun; neither has a place here."""
        passage = Passage.of(fold(heading), self.glossary)
        nouns = [
            found
            for found in passage.objects
            if not passage.bracketed(found.start)
            and not _STANDARDS_OF_GRANTS.match(passage.flat, found.start)
            and (
                fits is None
                or fits.search(found.entry.label.zh)
                or fits.search(passage.flat, found.start, found.end)
            )
        ]
        if nouns:
            return Thing(nouns[-1].entry.label.zh, nouns[-1].entry, 0, 0)
        text = lexicon.HEADING_TAILS.sub("", lexicon.HEADING_LEADS.sub("", passage.flat))
        nameless = any(pattern.search(text) for pattern in (_MARKED, _NAMES_NOTHING, _NO_NAME))
        word = trimmed(text) if named and not nameless else ""
        if self.glossary.events.get(word) is not None or _NO_THING.fullmatch(word):
            return None
        return Thing(word, None, 0, 0) if 0 < len(word) <= _LONGEST_HEADING else None


def thing_at(found: Found[CountedObject]) -> Thing:
    """Give the thing that a word of the glossary is."""
    return Thing(found.entry.label.zh, found.entry, found.start, found.end)
