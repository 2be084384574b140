"""What tells the mood of a number: the signs by which it is promised, granted, bound or only told.

Each sign is a few words of text (`sentence aim`, `time in paragraph past`), so that the weights which a judge has
learned for them can be read and a decision explained. Most say where a kind of word stands: in the number's own words,
its segment, statement or sentence before it, behind it, in the rest of the sentence, or in what is said right before.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.measure_words import MONEY, RATES
from policycmp.language.predicates import find_predicate, strip_leads
from policycmp.language.scanning import Scanner, start_pattern
from policycmp.language.word_patterns import WordPatterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Comparator, Function
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting

_WORDS = {
    "aim": r"力争|争取|努力|确保|冲刺|剑指|瞄准|锁定|盯住",
    "will": r"将(?<![不即必]将)(?!近)|拟|打算|计划(?!的)|准备|要(?!素|求|点|闻)|再(?=[增添上新投])",
    "goal": r"目标|预期|任务|安排|指标",
    "must": r"应(?<![供响反适效相对感]应)当?(?![用急对届])|须(?!知)|必须|不得|严禁|原则上",
    "may": r"可(?:以|按|享|申|获|再|延|最)|允许|最高|封顶|上限|至多|最多",
    "give": r"给予|奖励|奖补|补助|补贴|资助|贴息|减免|免收|返还|发放|兑现|奖(?!项)|补(?!充|齐|短)|享受|配套|支付|另付",
    "done": r"已(?!有序)|了(?!解)|完成了|实现了|成功|获批|荣获|圆满|顺利",
    "reached": r"同比|较上年|比上年|较年初|增速|占全|居全|累计|共(?!同|建|享|赢)|合计|总计|仅|只有"
    r"|现有|拥有|目前|眼下|现|截至|获悉|高达|首次",
    "new": r"新增|净增|新建|新认定|引进|培育|建成|打造|新引|选派|组织|开展|举办|实施|转化|推广",
    "condition": r"的,|条件|符合|具备|满足|申请|申报|如果|若|凡|对象|范围|门槛|连续"
    r"|年度(?=[^,;。]{0,8}(?:收入|营收|研发))",
    "score": r"得分|加分|分值|满分|扣|权重|计分|评分|打分|位次|排名",
    "penalty": r"罚|违约|逾期|追回|收回|赔偿|退还|折价",
    "paid": r"首期|首付|尾款|余款|验收|中期|分期|拨付|分[两三四五\d]年",
    "example": r"例如|比如|打个比方|假设|以.{1,12}为例|举例|算下来",
    "before": r"此前|过去|原来|以前|原为|由原|去年|上年",
    "each": r"每[个家名人户项件所年月]|各[个县区市]|单个|同一",
    "project": r"总投资|投资建设|年产|占地|建筑面积|规划面积|一期|二期|用地",
    "stat": r"地区生产总值|GDP|常住人口|户籍人口|人均|下辖|辖",
    "problem": r"存在|问题|差距|不足|短板|滞后|隐忧",
    "speech": r"[“\"]",
}
_LEXICON = WordPatterns(_WORDS)


class _Signs(NamedTuple):
    """What a kind of word says by where it stands."""

    rest: str
    behind: str
    earlier: str
    sentence: str
    statement: str
    segment: str
    own: str


_SIGNS = {name: _Signs(*(f"{where} {name}" for where in _Signs._fields)) for name in _WORDS}
# How far back what is said before a sentence still tells, and how far behind a number its words reach.
_EARLIER, _BEHIND = 60, 14
# Farther words of a sentence without an end say nothing of a number.
_NEARBY = 600
_TIME = re.compile(
    r"""
      (?P<ahead>(?:到|至)20\d\d年|今后|未来|明年|下半年|年底|年内|年末|新的一年|规划期末|下一?步)
    | (?P<this>今年(?!以来|前|上半年|[一二三]季度|1))
    | (?P<past>去年|上年|以来|年来|过去|截[至止]|上半年|[一二三]季度|前\d{1,2}个?月
        |\d{1,2}\s?[-~—–至到]\s?\d{1,2}\s?月|本届|此前|昨日|近日|日前|期间)
    | (?P<range>20\d\d年?\s?[-~—–至到]{1,2}\s?20\d\d年)
    | (?P<year>20\d\d)年
    """,
    re.VERBOSE,
)
# One class of characters, with what must follow each: `re` skips the rest of a text by it.
_TIMES = Scanner(
    start_pattern(
        (
            (r"\d", r"(?=\d{0,3}(?:年|\s?[-~—–至到]))"),
            ("到至", "(?=20)"),
            ("今", "(?=[后年])"),
            ("未明以", "(?=[来年])"),
            ("年", "(?=[底内末来])"),
            ("上下", "(?=[年半一步])"),
            ("一二三", "(?=季度)"),
            ("前", r"(?=\d)"),
            ("新规去过截本此昨近日期", "(?=[的划年去止至届前日间])"),
        )
    ),
    _TIME,
)
_GENRES = (
    ("law", r"条例|管理规定|管理办法|法$"),
    ("contract", r"协议|合同|备忘录|责任书|军令状|承诺书"),
    ("talk", r"问答|答记者问|访谈|发布会|解读|读懂|答复|讲话|热点|政策问"),
    ("rules", r"办法|细则|指引|规定|章程"),
    ("notice", r"通知|公告|指南|公示|通告|榜单"),
    ("report", r"报告|总结|回顾|回眸|情况|简报|年报|公报|纪要|汇报|通报"),
    ("list", r"措施|政策|若干|[条]$|意见"),
    ("plan", r"规划|方案|计划|纲要|行动"),
)
_GENRE = [(name, re.compile(words)) for name, words in _GENRES]
_NEWS = re.compile(r"记者|本报讯|获悉|了解到|据悉|讯\(|日电")
_COUNTS = frozenset("家个名人户项件所座条支场次位种款台套辆")


def genre_of(title: str, text: str) -> str:
    """Tell what kind of page a text is, by its title, else by how it speaks."""
    for name, words in _GENRE:
        if words.search(title):
            return name
    return "news" if _NEWS.search(text) else "page"


class Spoken:
    """The words of a clause that tell the mood of its numbers, found once, where any number is to be judged."""

    def __init__(self, clause: ClauseText, genre: str, issued: int | None, latest: int | None) -> None:
        self.clause = clause
        self.genre = genre
        self.issued = issued
        self.latest = latest

    @cached_property
    def _words(self) -> list[tuple[int, str]]:
        return _LEXICON.find(self.clause.flat)

    @cached_property
    def _times(self) -> list[re.Match[str]]:
        return [*_TIMES.find(self.clause.flat)]

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start() for match in self._times]

    def first_time(self, start: int, end: int) -> re.Match[str] | None:
        """Give the first word of time in a stretch."""
        index = bisect_left(self._starts, start)
        return self._times[index] if index < len(self._times) and self._times[index].end() <= end else None

    def last_time(self, start: int, end: int) -> re.Match[str] | None:
        """Give the last word of time in a stretch."""
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and self._times[index].end() > end:
            index -= 1
        return self._times[index] if index >= 0 and self._starts[index] >= start else None

    def words(self, first: int, last: int) -> list[tuple[int, str]]:
        """Give where the words of each kind stand in a stretch, in order of place."""
        return self._words[bisect_left(self._words, (first,)) : bisect_left(self._words, (last,))]


def find_signs(
    candidate: Candidate,
    spoken: Spoken,
    setting: Setting,
    *,
    verdict: str,
    role: str,
    before: str,
) -> list[str]:
    """Gather the signs of a number's mood.

    Args:
        candidate: the number in its place.
        spoken: the words of its clause.
        setting: what the clause is read in.
        verdict: what the rules say of it: the type of commitment, or why it is none.
        role: what it does in a sentence that grants.
        before: what the number before it in the sentence was judged to be.

    Returns:
        The signs; some more than once.
    """
    genre = spoken.genre
    unit, bound = _unit(candidate.quantity.unit), candidate.quantity.comparator
    predicate = find_predicate(candidate.left)
    signs = [
        "always",
        *_of_rules(verdict, before, genre, unit),
        *_of_document(genre, setting.function, unit),
        *_of_bound(role, bound, unit),
        f"unit {candidate.quantity.unit}",
        f"number {candidate.kind.name}",
        f"predicate {predicate.kind}",
        f"predicate {predicate.kind} {genre}",
        f"verb {predicate.verb}",
    ]
    signs += _document(setting)
    signs += _words_round(candidate, spoken)
    signs += _time(candidate, spoken)
    signs += _touching(candidate, spoken.clause, unit)
    return signs


# The same few are found for thousands of numbers.
@lru_cache(maxsize=4096)
def _of_rules(verdict: str, before: str, genre: str, unit: str) -> tuple[str, ...]:
    return (
        f"rules {verdict}",
        f"rules {verdict} of {genre}",
        f"rules {verdict} in {unit}",
        f"before {before}",
        f"before {before}, rules {verdict}",
    )


@lru_cache(maxsize=1024)
def _of_document(genre: str, function: Function, unit: str) -> tuple[str, ...]:
    return (f"kind {genre}", f"kind {genre} {unit}", f"kind {genre} {function}", f"function {function}")


@lru_cache(maxsize=1024)
def _of_bound(role: str, bound: Comparator, unit: str) -> tuple[str, ...]:
    return (f"role {role}", f"role {role} {bound}", f"bound {bound}", f"bound {bound} {unit}")


def _document(setting: Setting) -> Iterator[str]:
    if setting.is_law:
        yield "law"
    if setting.lists_grants:
        yield "lists grants"
    if setting.grants:
        yield "under a grant"


def _touching(candidate: Candidate, clause: ClauseText, unit: str) -> Iterator[str]:
    """Give the characters that touch a number, and the mark that it stands inside."""
    left, after = candidate.left.rstrip(), candidate.after.lstrip()
    yield from (f"left {left[-count:]}" for count in (1, 2, 3) if len(left) >= count)
    yield from (f"after {after[:count]}" for count in (1, 2) if len(after) >= count)
    if not after:
        yield "after end"
    if mark := clause.opening_mark(candidate.span):
        yield f"inside {mark}"
        yield f"inside {mark} {unit}"
    if not strip_leads(candidate.before):
        yield "opens"
    if not candidate.left.strip():
        yield "alone"


def _unit(unit: str) -> str:
    if unit in RATES:
        return "share"
    if unit in MONEY:
        return "money"
    return "count" if unit in _COUNTS else "measure"


def _words_round(candidate: Candidate, spoken: Spoken) -> Iterator[str]:
    start, end = candidate.span
    own = start - len(candidate.left)
    sentence = candidate.sentence
    first = max(0, sentence.start - _EARLIER, start - _NEARBY)
    for place, name in spoken.words(first, min(sentence.end, end + _NEARBY)):
        signs = _SIGNS[name]
        if place >= end:
            yield signs.rest
            if place < end + _BEHIND:
                yield signs.behind
        elif place < candidate.sentence.start:
            yield signs.earlier
        elif place < start:
            yield signs.sentence
            if place >= candidate.statement.start:
                yield signs.statement
            if place >= candidate.segment.start:
                yield signs.segment
            if place >= own:
                yield signs.own


def _time(candidate: Candidate, spoken: Spoken) -> Iterator[str]:
    flat, start = spoken.clause.flat, candidate.span.start
    near = max(0, start - _NEARBY)
    sentence = max(candidate.sentence.start, near)
    paragraph = max(flat.rfind("\n", near, start) + 1, near)
    for where, since in (("sentence", sentence), ("paragraph", paragraph)):
        told = _when(spoken.last_time(since, start), spoken)
        yield f"time in {where} {told}"
        yield f"time in {where} {told} {spoken.genre}"
    yield f"first time {_when(spoken.first_time(sentence, start), spoken)}"


def _when(match: re.Match[str] | None, spoken: Spoken) -> str:
    if match is None:
        return "none"
    if match.lastgroup != "year":
        return match.lastgroup or "none"
    year = int(match["year"])
    if spoken.issued:
        return "year past" if year < spoken.issued else "year this" if year == spoken.issued else "year ahead"
    return "year latest" if year == spoken.latest else "year before"


def latest_year(text: str) -> int | None:
    """Find the latest year that a text names."""
    return max((int(match) for match in _YEAR.findall(text)), default=None)


_YEAR = re.compile(r"(20\d\d)年(?<!\d\d{4}年)")
