"""What the own words of a number say besides the label of its row: what narrows, widens or changes what it counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Basis, Span, TargetType
from policycmp.models.number_particulars import OwnWords
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.plain_text import plain_folded as plain
from policycmp.rows.acts_done import ACTS, PLAIN_ACTS, done_in, first_done, kinds_of
from policycmp.rows.align import normalize
from policycmp.rows.telling_words import behind_noun, end_of_opening, has_verb, parted, parted_of_grant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from policycmp.models import Target

# No noun phrase is longer.
_FARTHEST = 80
_SHORTEST, _LONGEST = 2, 14
_STATEMENT = re.compile(r"[,;。:!?\n|]")
# 绿色工厂40个、绿色园区3个: a number with its noun ends what came before.
_NUMBER = (
    rf"\d[\d.]*(?:[-~—–]\d[\d.]*)?[十百千万亿%]*[余多]?(?![轮批期年]次?(?:{lexicon.VERBS}))"
    r"[^\d,;。:、\s]{0,5}?(?:及?以上|以下|左右|以内)?(?:[、和]|及(?!以))"
)
_BEGINNING = re.compile(rf"{_STATEMENT.pattern}|{_NUMBER}")
_ENDING = re.compile(r"[,;。:!?|、\n\d]")
# No number with its noun goes beyond one of these marks, so that none need be looked for before the last.
_LAST_MARK = re.compile(r".*[,;。:\n]", re.DOTALL)
# 蔬菜、水果产量分别达到…: each of a list has a number of its own.
_EACH = re.compile(r"分别|依次|(?<![平人户村年亩地日])均(?![衡等价])|都(?!市)|各(?![类种项级地族])")
_IN_TURN = re.compile("分别|依次")
_LISTED = re.compile(r"[、和及与]")
_ITEM_END, _DIGIT = re.compile(r"[、和及与\d]"), re.compile(r"\d")
_ANOTHER = re.compile(r"、\d")
# 出资1000万元(各园区500万元)设立…: what is told aside.
_ASIDE = re.compile(r"^\([^()]*\)")
# 其中产业项目20个, 50亿元以上3个: parts of what was told before.
_PART = re.compile(r"其中|(?:总?投资)?(?:超过?|过)?[\d.十百千]*[万亿]元?(?:级|及?以上)")
_OF_WHOLE = "其中"
_SENTENCE = re.compile(r"[;。!?\n|]")
# Of whom a whole is told: what is a part of it is theirs too.
_HELD_BY = re.compile(
    r"""
      (?:[省市县区]属)?(?:国企|国有企业|央企|民营企业|外资企业)
    | (?:国家级|省级)?(?:开发区|高新区|经开区|产业园区|园区|新区)
    | (?:[国省市县区级、]{1,6})?重[点大](?:建设|产业|工业|民生)?项目
    """,
    re.VERBOSE,
)
_OF_ALL = re.compile(
    rf"(?:力争|确保|实现|推动|促进|努力)*(?P<held>{_HELD_BY.pattern})(?=[^,;。]*[、和及与])", re.VERBOSE
)
_AREA = r"农村|城乡|城镇|城市(?:\(县城\))?|县城|中心城区|城区|建成区|县级以上城市"
_PART_OF_KIND = re.compile(
    r"[\u4e00-\u9fff、]{2,12}[和及与、](?=[\u4e00-\u9fff]{2})|农村|大型|中型|小型|大中型|国有|[省市]属|民营|民办|公办|人工|企业级|义务教育|[\d.]+[万亿]元(?:及?以上)?"
)
_PART_OF_RATE = re.compile(rf"{_AREA}|{_PART_OF_KIND.pattern}")
_AREAS = re.compile(rf"(?:全[市县省州区]|力争|确保|实现|推动|保持|和)*(?P<area>{_AREA})(?![、和及与])")
_HOLDS = re.compile(r"稳居|位居|保持|达到|实现")
_LEVELS = re.compile(
    r"(?:国家?级?、?[省州]|省级?、?[市州]|市级?、?[县区])[市县区]*(?=级|重点|龙头|示范|骨干)级?"
)
# 重点项目年度投资 is 重点项目投资, 重点项目总投资 is not.
_IDLE_INSIDE = re.compile(r"(?:年度?|完成|实现|计划|实际|的)*")
_REFERENCE = re.compile(r"\[\d+\]|[\u2460-\u2473\u3251-\u32bf]")
# 上市(挂牌)企业, 上市公司或挂牌企业, 营造林: the vocabulary's word for a thing, or the kinds of a list, may hold more.
_MORE_IN_NAMES = re.compile(r"挂牌|营造林|(?<=或).{2,}$")
# 领军人才项目: no persons.
_ACTORS, _PROJECT = re.compile("(?:企业|公司|人才|院士|团队)$"), "项目"
_EXAMPLES = re.compile(r".*(?<![高同中平均优对初何])等(?![级次离效同于])")
# 新建(改造): an act in brackets is one of several.
_BRACKETED = re.compile(r"\((改[建造]|改?、?扩?建?)\)")
_SIZED = re.compile(r"(?P<of>规模以上|规上|规模(?=工)|限额以上|限上)(?=.{2})")
_OPEN = re.compile(r"(?P<of>公共)(?P<thing>.+)")
# By these acts the vocabulary's words for one thing differ too (技术攻关).
_IN_NAMES = re.compile("攻关|揭榜")
_CARRIES_OUT = "完成"
_MOST = Fraction(1, 2)


def find_own_words(target: Target, folded: str, words: Collection[str], region: str | None) -> OwnWords:
    """Read the words that a number has beside those for its object.

    Args:
        target: the commitment.
        folded: the text of its plan.
        words: those that the vocabulary has for its object, folded.
        region: the short name of the plan's region, which may stand before a noun.
    """
    parts = dict(target.counts.evidence)
    thing, number = parts.get("object"), target.span
    if thing is None or (thing.start < number.end and number.start < thing.end):
        return OwnWords()
    is_share = target.counts.property == "share"
    written = plain(folded[thing.start : thing.end])
    thing = _core(folded, thing, words, is_share=is_share)
    grade = folded[parts["grade"].start : parts["grade"].end] if "grade" in parts else ""
    is_grant = target.type is TargetType.INCENTIVE
    phrase = _Phrase(folded, thing, number, grade, is_grant)
    leads, attribute = (parted_of_grant if is_grant else parted)(phrase.attribute, region)
    behind = phrase.behind
    if is_done_apart := phrase.is_carried and has_verb(behind[0]):
        behind = behind[:1]
    tails = (behind_noun(words, is_share=target.counts.of is not None) for words in behind)
    tail = "" if is_grant else next(filter(None, tails), "")
    adds = target.basis is Basis.INCREMENT and not is_grant and not is_share
    if not adds:
        done = ""
    elif is_done_apart:
        # 申报瞪羚企业20家、通过9家: who have passed are not those who apply.
        done = "" if tail else done_in(behind[0])
    else:
        done = _done(phrase, leads, "" if tail else behind[0], written, region)
    area = phrase.area if is_share else ""
    is_of_actors = _ACTORS.search(target.counts.object or "") and written.endswith(_PROJECT)
    more = (
        _PROJECT if is_of_actors else "",
        phrase.holder,
        "" if area in plain(phrase.attribute) else area,
        *_MORE_IN_NAMES.findall(written),
    )
    return OwnWords(
        pieces=tuple(piece for piece in (attribute, tail, *more) if piece),
        said=normalize(phrase.said),
        acts=kinds_of(done),
        done=done,
        level=plain(grade) if (target.counts.grade or "").endswith("+") else phrase.levels,
    )


def _done(phrase: _Phrase, leads: str, behind: str, written: str, region: str | None) -> str:
    """Give the words for what is done with the thing, its own before those of all its list."""
    own = parted(phrase.before_number, region)[0] + leads if phrase.is_behind else leads
    has_own = lexicon.ANY_VERB.search(own) or _CARRIES_OUT in own or ACTS.match(written)
    head = "" if has_own else parted(phrase.head, region)[0]
    return first_done(own, behind, head, "".join(_IN_NAMES.findall(written)))


def _core(folded: str, thing: Span, words: Collection[str], *, is_share: bool) -> Span:
    """Take the vocabulary's word out of what was read as the object (新增公办普通高中 + 学位).

    How large those are of which something is told narrows it, also where the vocabulary has the word for both.
    """
    written = folded[thing.start : thing.end]
    if (sized := _SIZED.match(written)) or ((sized := _OPEN.match(written)) and sized["thing"] in words):
        return Span(thing.start + sized.end("of"), thing.end)
    if written in words or plain(written) in words:
        # 城镇污水处理率: a word of the vocabulary may say where, whose or how large it is. 老旧小区 are all 城镇.
        part = (_PART_OF_RATE if is_share else _PART_OF_KIND).match(written)
        is_part = part is not None and written[part.end() :] in words
        return Span(thing.start + part.end(), thing.end) if part is not None and is_part else thing
    # Of two as long the last, which the others only narrow: sets have no order.
    size, place = max(((len(word), written.rfind(word)) for word in words if word in written), default=(0, 0))
    if not size:
        # 农业综合产值: other words stand inside the vocabulary's.
        same = max((_parts_before(written, word) for word in words), default=0)
        return Span(thing.start, thing.start + same) if same else thing
    start = thing.start + place
    return Span(start, start + size)


def _parts_before(written: str, word: str) -> int:
    """Measure what of a word stands before others that part it, nothing where none do."""
    same = next((at for at, (one, other) in enumerate(zip(written, word, strict=False)) if one != other), 0)
    is_parted = same >= _SHORTEST and len(word) - same >= _SHORTEST and written.endswith(word[same:])
    return (
        same
        if is_parted and not _IDLE_INSIDE.fullmatch(written, same, len(written) - len(word) + same)
        else 0
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The statement that a number stands in with its thing, before or behind it."""

    folded: str
    thing: Span
    number: Span
    grade: str
    is_grant: bool

    @property
    def is_behind(self) -> bool:
        return self.thing.start >= self.number.end

    @property
    def is_carried(self) -> bool:
        """Whether another number stands between the thing and this one."""
        return _DIGIT.search(self.folded, self.thing.end, self.number.start) is not None

    @property
    def attribute(self) -> str:
        """Give the words before the thing, without its grade."""
        start = self.number.end if self.is_behind else self._begin(_BEGINNING, self.thing.start)
        words = _ASIDE.sub("", self.folded[start : self.thing.start])
        if not self.is_behind and self._is_each:
            items = _LISTED.split(words)
            place = self._place_in_list
            words = items[-1 if place is None or self.is_grant else min(place, len(items) - 1)]
        *items, words = words.split("、")
        # 瞪羚企业实现零的突破、高新技术企业90家: what is told of an item of its own.
        told = (
            place for place, item in enumerate(items, 1) if lexicon.TAILS.search(item) or _HOLDS.search(item)
        )
        words = "、".join([*items[max(told, default=0) :], words])
        # 新增“科技型上市公司”: the name begins with the mark.
        name = words.rpartition("“")[2]
        words = name if name and "”" not in name else words
        # 城南大桥、北山隧道等重点项目: a few of them.
        words = _EXAMPLES.sub("", words)
        return _BRACKETED.sub(r"\1", self._without_grade(words))

    @property
    def _is_each(self) -> bool:
        """Whether each of the list that the number stands in has a number of its own."""
        start = self._begin(_STATEMENT, self.thing.start)
        return _EACH.search(self.folded, start, self.number.start) is not None

    @property
    def _is_beside_others(self) -> bool:
        """Whether a list of numbers has this one (国家级、省级基地为50万元、20万元)."""
        before = self.folded[max(0, self.number.start - _SHORTEST) : self.number.start]
        is_first = _ANOTHER.match(self.folded, self.number.end) is not None
        return is_first or before.endswith("、")

    @property
    def _place_in_list(self) -> int | None:
        """Count the numbers of a list before this one (城区和镇区供水率分别达到99%、95%), where each has its own."""
        start = self._begin(_STATEMENT, self.thing.start)
        each = _IN_TURN.search(self.folded, start, self.number.start)
        return len(_LISTED.findall(self.folded[each.end() : self.number.start])) if each else None

    @property
    def behind(self) -> tuple[str, ...]:
        """Give the words behind the thing, the nearest to the number first: its own, else those of its statement."""
        if self.is_behind:
            return (self._without_grade(self.folded[self.thing.end : self._end(_ENDING, self.thing.end)]),)
        end = self.number.start
        stated = self.folded[max(self.thing.end, self._begin(_STATEMENT, end)) : end]
        if each := _EACH.search(stated):
            return (self._without_grade(_ITEM_END.split(stated[: each.start()], 1)[0]),)
        own = self.folded[max(self.thing.end, self._begin(_BEGINNING, end)) : end]
        places = (own,) if own == stated else (own, stated)
        return tuple(self._without_grade(_DIGIT.split(words, 1)[0]) for words in places)

    @property
    def before_number(self) -> str:
        """Give the words before a number that its thing follows."""
        return plain(self.folded[self._begin(_BEGINNING, self.number.start) : self.number.start])

    @property
    def head(self) -> str:
        """Give the statement up to the thing or number: the first of a list has the verb of all, also of its parts."""
        first = min(self.thing.start, self.number.start)
        start = self._begin(_STATEMENT, first)
        while start and self.folded[start - 1] in ",(" and _PART.match(self.folded, start):
            start = self._begin(_STATEMENT, start - 1)
        return plain(self.folded[start:first])

    @property
    def holder(self) -> str:
        """Give those of whom the whole is told that the number is a part of (市属国企投资1000亿元,其中产业投资…)."""
        start = self._begin(_STATEMENT, min(self.thing.start, self.number.start))
        if not self.folded.startswith(_OF_WHOLE, start):
            # 力争市属国企营收、利润均增长8%: the first of a list has those of all.
            first = _OF_ALL.match(self.folded, start, self.thing.end) if self._is_each else None
            return plain(first["held"]) if first else ""
        held = list(_HELD_BY.finditer(self.folded, self._begin(_SENTENCE, start), start))
        return plain(held[-1].group()) if held else ""

    @property
    def area(self) -> str:
        """Give the kind of area that the first of a list of rates has for all (农村厕所普及率93%、污水处理率74%)."""
        found = _AREAS.match(self.folded, self._begin(_STATEMENT, self.thing.start), self.thing.start)
        return plain(found["area"]) if found else ""

    @property
    def levels(self) -> str:
        """Give the levels that are counted together (省市重点项目), nothing where there is one or each has a number."""
        if self._is_each or self._is_beside_others:
            return ""
        found = _LEVELS.search(self.folded, self._begin(_BEGINNING, self.thing.start), self.thing.end)
        return found.group() if found else ""

    @property
    def said(self) -> str:
        """Give all of its words."""
        start = self._begin(_BEGINNING, min(self.thing.start, self.number.start))
        end = self._end(_ENDING, self.thing.end) if self.is_behind else self.number.end
        return plain(self.folded[start:end])

    def _begin(self, pattern: re.Pattern[str], end: int) -> int:
        """Find where the last mark before a place ends."""
        reach = max(0, end - _FARTHEST)
        # A sentence begins farther back.
        mark = _LAST_MARK.match(self.folded, reach, end) if pattern is not _SENTENCE else None
        start = mark.end() if mark else reach
        for match in pattern.finditer(self.folded, start, end):
            start = match.end()
        return end_of_opening(self.folded, start, end)

    def _end(self, pattern: re.Pattern[str], start: int) -> int:
        match = pattern.search(self.folded, start, start + _FARTHEST)
        return match.start() if match else min(start + _FARTHEST, len(self.folded))

    def _without_grade(self, words: str) -> str:
        return plain(_REFERENCE.sub("", words.replace(self.grade, "") if self.grade else words))


def find_marks(members: Mapping[str, OwnWords], label: str) -> dict[str, tuple[str, ...]]:
    """Tell which numbers of a row say what others in it do not.

    Args:
        members: the words of each, by id.
        label: the label of the row, which says of all what it says.

    Returns:
        What each says that another does not; nothing where all say it, or the label does.
    """
    label = normalize(label)
    is_usual = _usual_acts(members.values())
    with_higher = sum(bool(words.level) for words in members.values())
    spelled = {piece: normalize(piece) for words in members.values() for piece in words.pieces}
    alone = {
        piece
        for piece, spelling in spelled.items()
        if spelling not in label and any(spelling not in words.said for words in members.values())
    }
    marks: dict[str, tuple[str, ...]] = {}
    for identifier, words in members.items():
        told = [piece for piece in words.pieces if piece in alone]
        if words.level and with_higher < len(members):
            told.insert(0, words.level)
        if words.acts and not is_usual(words.acts) and words.done not in label:
            told.insert(0, words.done)
        if told:
            marks[identifier] = tuple(dict.fromkeys(map(_short, told)))
    return marks


def _usual_acts(members: Collection[OwnWords]) -> Callable[[frozenset[str]], bool]:
    """Tell acts as most of a row have them from others; where most only add, adding in other words is no other act."""
    count = Counter(kind for words in members for kind in words.acts)
    usual = frozenset(kind for kind in count if count[kind] > _MOST * len(members))
    told = usual if usual - PLAIN_ACTS else frozenset()
    return lambda acts: (acts if told else acts - PLAIN_ACTS) == told


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
