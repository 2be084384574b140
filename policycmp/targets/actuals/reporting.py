"""Find the numbers that are reported as reached, and read each as the result that it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import MONEY, RATES
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.language.quantities import NumberKind
from policycmp.language.text import fold, last_match
from policycmp.models import Actual, Basis, Comparator, Function, TargetType
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.actuals.periods import Period, find_period, is_yearly_mean, period_of
from policycmp.targets.bases import judge_basis
from policycmp.targets.candidates import (
    Candidate,
    ClauseText,
    place_candidate,
    read_clause,
    words_round,
)
from policycmp.targets.document_dates import DocumentDates
from policycmp.targets.judge import refuse
from policycmp.targets.modality import judge_comparator
from policycmp.targets.passages import refuse_passage
from policycmp.targets.scoping import SELF, find_scope
from policycmp.targets.setting import Setting, read_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from policycmp.config import Config
    from policycmp.models import Clause, Document, Metadata, NameOf, Rejection
    from policycmp.targets.tense import Timeline

TopicsOf = Callable[[str, str], tuple[str, ...] | None]

# Why what is told of the past was no commitment.
_TOLD = frozenset({"fact", "not promised"})
# What is told of the past may be any of these: none keeps a number from having been reached.
_NO_BAR = frozenset({"fact", "existing thing", "size of a zone"})
# 提升15位, 全国百强区14位: ranks and lists of ranks.
_RANK_UNITS = frozenset({"位", "名次", "强"})
_LISTED = re.compile(
    r"[^,;。]{0,16}(?:入选|入围|上榜|跻身|进入|位列|荣登)[^,;。]{0,12}(?:[十百千]强|榜|前\d)"
)
# The issuer counts its own work: meetings, measures, promises to the people.
_OWN_WORK = re.compile(
    r"""
      座谈会|早餐会|推介会|发布会|恳谈会|对接会|宣讲|调研|督查|会议        # it met
    | 民生实事|实事|“[^”]{1,10}”(?:事项|实事)                            # it promised
    | (?:政策|改革|创新|便民|惠企|惠民|服务|助企)*(?:措施|举措|政策)       # it decreed
    """,
    re.VERBOSE,
)
_DECREED = re.compile(r"出台|推出|制定|印发|发布|实施|提出|提高|代替|取代|落实")
_ARTICLES = re.compile(r"政策|措施|意见|办法|举措|方案|条例")
# 50亿元农业企业1家: the size of what is counted.
_SIZE_OF_COUNTED = re.compile(r"[^,;。\d、]{2,12}\d+(?:家|个|户)")
# 16条重点产业链产值增长10.7%: whose figure follows.
_SUBJECT_OF_FIGURE = re.compile(
    r"[^,;。、\d]{2,20}(?:增长|达到?|突破|超过?|实现|提高|下降)[^,;。、\d]{0,4}\d"
)
_CLASS = re.compile(
    r"(?:及?以上|以下)?(?:的|(?:重大|重点|产业|工业|招商|规上|连片|标准化)*(?:项目|企业|基地|农田|蔬菜))"
)
# 新增4家、累计达到11家: what it all comes to.
_SUMMED_UP = re.compile(r"累计(?:达到?|突破|超过?)?$")
_RAISED = re.compile(r"(?:提高|提升|增加|扩大|上升|增长|下降|降低|降|升|增)[到至][^,;。、\d]{0,6}$")
_NEW = re.compile(
    r"新(?:增|建|设|登记|注册|开工|签约|引进|招引|认定|获批|入选|改扩?建|培育|投产|开通|发展)|净增|复航"
)
_MULTIPLE = re.compile(r"(?:增长|提高|增加|提升|扩大|上升)(?:了|近|超过?|约)?$")
_STOCK = re.compile(
    r"""(?:
      总数|总量|总额|总规模|保有量|拥有量|存量(?=达|突|超|为|近|约|$)|余额|覆盖|在孵|在建
    | 产量|销量|产值|增加值|营业?收入|营收|利润|税收|支出|收入|存款|贷款余额|总值|投资额|固定资产投资  # of a year
    | 利用外资|外商直接投资|对外投资|直接投资|进出口(?:总额|额)?|出口额?|贸易额|零售(?:总)?额|交易额|成交额|销售额
    | 吞吐量|客流量|班列|列车|货运量|客运量|发电量|用电量|里程|面积|人数|户数|用户|直接融资|出境旅游|接待游客|旅游
    )[^,;。、]{0,8}$""",
    re.VERBOSE,
)
# 集聚“整车—零部件”企业814家: a verb of having, before its object.
_HAS = re.compile(
    r"^[、,和]?(?:已|目前|全市|全省|共|[\u4e00-\u9fff]{2,4}(?=还有))*(?:还有|拥有|现有|集聚|汇聚|聚集|建有|设有|保有)"
)
_OVER = re.compile(r"[余多]")
# 比上年增长: against what, which names nothing.
_COMPARED = re.compile(r"(?:同比|(?:比|较)(?:上一?年|去年|(?:19|20)\d\d年)(?:[底末]|同期)?)")
# 目前已开发岗位1万个, 还有12个园区, 建设了2万套公寓: what is so in the year that a text appears.
_NOW = re.compile(r"目前|现有|现已|还有|如今|迄今|至今|[\u4e00-\u9fff](?<![为除])了[^,;。、\d]{0,3}$")
_WHEN = re.compile(
    r"(?P<last>(?<![比较与同在由从于])去年)|(?P<so_far>(?:今年)?前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月|(?<!\d)1\s?[-~—–至到]\s?\d{1,2}\s?月)"
    r"|今年|明年|20\d\d年"
)
_WHOLE = re.compile(r"全[国省市州县区盟旗](?!覆盖)|我[国省市州县区盟旗]")
# 中央国家机关“三公”经费, “科大硅谷”集聚…: who speaks of itself inside the report.
_OWN_SUBJECT = re.compile(
    r"""^(?:[一二三四五六七八九十]是)?(?P<name>
      中央(?:国家|党政)?机关(?:和事业单位)?                     # part of the state
    | “[^“”]{2,10}(?:谷|城|港|园|岛|地图|平台)”                   # a place or platform with a name
    | [\u4e00-\u9fff\w]{2,16}?(?:片区|集团|公司)                 # a zone, a firm
    )(?!等)""",
    re.VERBOSE,
)


class Reporter:
    """Finds what plans report as reached, after one config; build it once and use it for all.

    `name` tells from the words round a number what it counts, `topics` the topics of a phrase in its context.
    """

    def __init__(self, config: Config, name: NameOf, topics: TopicsOf) -> None:
        self._name, self._topics = name, topics
        self._units = tuple(dict.fromkeys(word for family in config.units for word in family.words))

    def report(
        self,
        clauses: Sequence[Clause],
        document: Document,
        metadata: Metadata,
        rejections: Sequence[Rejection],
        timeline: Timeline,
    ) -> tuple[Actual, ...]:
        """Read the results that a text reports.

        Args:
            clauses: its clauses.
            document: its text.
            metadata: its date.
            rejections: the numbers that were turned down as commitments.
            timeline: the year that a work report announces: the one before it is under review.

        Returns:
            The results in order of place, spans into `document.text`.
        """
        folded = fold(document.text)
        dates = DocumentDates.of(document, metadata, timeline)
        settings = read_settings(clauses, document, metadata, dates)
        reviewed = Period(timeline.reviewed)
        present = None if timeline.is_report else dates.issued
        by_clause: defaultdict[str | None, list[Rejection]] = defaultdict(list)
        for rejection in rejections:
            by_clause[rejection.clause].append(rejection)
        found: list[Actual] = []
        for clause, setting in zip(clauses, settings, strict=True):
            own = _told(clause, by_clause.get(clause.id, ()), timeline, folded)
            if not own:
                continue
            text = read_clause(clause.span.of(folded), self._units)
            read = replace(setting, function=Function.SUBSTANCE)
            last = reviewed.year or metadata.year
            years = _reviewed(clause, reviewed)
            review = _Review(clause, text, read, years, last, present, self._name)
            found += review.results(own, self._topics)
        return tuple(found)


def _told(clause: Clause, rejections: Iterable[Rejection], timeline: Timeline, folded: str) -> frozenset[int]:
    """Find where the numbers of a clause start that may tell of results.

    In a review all may, and in a work report only those before it turns to the coming year; elsewhere those that were
    turned down as facts, and bases that brackets tell with their year.
    """
    review = clause.function is Function.REVIEW
    return frozenset(
        rejection.span.start
        for rejection in rejections
        if (
            timeline.is_past(rejection.span.start)
            if timeline.is_report
            else review or rejection.reason in _TOLD or _is_base_in_brackets(folded, rejection.span.start)
        )
    )


def _is_base_in_brackets(text: str, place: int) -> bool:
    """Tell what brackets say of a past year beside a goal (突破500亿元(2020年为312亿元、214亿元))."""
    return _BASE_IN_BRACKETS.search(text, max(0, place - _NEAR), place) is not None


_BASE_IN_BRACKETS = re.compile(r"\(20\d\d年[底末]?(?:为|达到?|是|预计|约)?(?:\d[^()\n,;]{0,12}、)*$")
_NEAR = 30


def _reviewed(clause: Clause, reviewed: Period) -> Period:
    """Tell the years that a clause reviews: those of the innermost heading that names any."""
    for heading in (clause.heading, *reversed(clause.path)):
        if heading and (period := period_of(fold(heading), reviewed)):
            return period
    return reviewed


@dataclass(frozen=True, slots=True)
class _Review:
    """A clause that tells of results."""

    clause: Clause
    text: ClauseText
    setting: Setting
    reviewed: Period
    reviewed_last: int | None
    present: int | None
    name: NameOf

    def results(self, facts: Collection[int], topics: TopicsOf) -> Iterator[Actual]:
        """Read the results of the clause in order: each tells where the words of the next begin."""
        anchor, previous, earlier = 0, None, None
        for index, mention in enumerate(self.text.mentions):
            if mention.quantity is None or mention.kind not in (NumberKind.QUANTITY, NumberKind.WHOLE):
                anchor = mention.span.end if mention.kind is not NumberKind.DATE else anchor
                continue
            if self.clause.span.start + mention.span.start not in facts:
                continue
            candidate = place_candidate(self.text, index, anchor, previous)
            if self._is_none(candidate):
                continue
            anchor = mention.span.end
            earlier = earlier if candidate.previous else None
            reported = self._reported(candidate, earlier, topics)
            previous, earlier = candidate, reported
            if not self._lies_ahead(reported) and self._is_told_as_result(reported):
                yield reported

    def _is_told_as_result(self, reported: Actual) -> bool:
        """Tell a result from what only stands in a sentence (由7家企业牵头): outside a review it names its year."""
        return self.clause.function is Function.REVIEW or reported.year is not None

    def _year_of_page(self, candidate: Candidate) -> int | None:
        """Tell the year of a number by a page that speaks of 去年, of 今年1-9月 or of what is there now."""
        if self.present is None:
            return None
        flat, start = self.text.flat, candidate.span.start
        word = last_match(_WHEN, flat[flat.rfind("\n", 0, start) + 1 : start])
        if word and word["last"]:
            return self.present - 1
        return self.present if (word and word["so_far"]) or _NOW.search(candidate.before) else None

    def _lies_ahead(self, reported: Actual) -> bool:
        """Tell whether the years of a number are yet to come (今后五年 in a report's outline of a new plan)."""
        last = self.reviewed_last
        return reported.year is not None and last is not None and reported.year > last

    def _is_none(self, candidate: Candidate) -> bool:
        """Tell whether a number is no result: a name, a threshold, a base, a rank, the issuer counting its own work."""
        if candidate.quantity.unit in _RANK_UNITS or _LISTED.match(candidate.after):
            return True
        if _is_base_in_brackets(self.text.flat, candidate.span.start):
            return False
        if _counts_own_work(candidate) or _is_of_counted(candidate) or _is_aim(candidate):
            return True
        reason = refuse_passage(candidate, self.text, self.setting, granted=False) or refuse(
            candidate, self.text, past=False
        )
        if reason == "threshold":
            return _CLASS.match(candidate.after) is not None
        return reason is not None and reason not in _NO_BAR

    def _reported(self, candidate: Candidate, earlier: Actual | None, topics: TopicsOf) -> Actual:
        quantity, offset = candidate.quantity, self.clause.span.start
        basis = _basis(candidate, earlier)
        value = quantity.value
        if quantity.unit == "倍" and _MULTIPLE.search(candidate.left):
            value += 1
        period = find_period(self.text.flat, candidate.sentence.start, candidate.span.start, self.reviewed)
        mean = is_yearly_mean(candidate.before)
        if basis is Basis.LEVEL and not mean:
            period = Period(period.year)
        if period.year is None:
            period = Period(self._year_of_page(candidate))
        left = _COMPARED.sub("", candidate.left)
        words = words_round(
            candidate if left == candidate.left else replace(candidate, left=left),
            self.text,
            self.clause.heading,
            earlier.indicator if earlier else None,
        )
        indicator = self.name(words)
        quote = candidate.whole_sentence.of(self.clause.text)
        return Actual(
            id="",
            doc=self.clause.doc,
            clause=self.clause.id,
            span=candidate.span.shift(offset),
            text=candidate.span.of(self.clause.text),
            quote=quote,
            indicator=indicator,
            scope=_scope(self, candidate, earlier),
            comparator=_comparator(candidate),
            value=value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            basis=basis,
            per_year=mean,
            year=period.year,
            since=period.since,
            topics=(indicator and topics(indicator, quote)) or (),
            reasons=("reported", candidate.left.strip(" 、,")[-20:]),
        )


def _is_aim(candidate: Candidate) -> bool:
    """Tell an aim that a result is measured by (规划目标2.6%, 距65%还差, 提前完成1500亿元的目标) from the result."""
    return _AIM_BEFORE.search(candidate.left) is not None or _AIM_BEHIND.match(candidate.after) is not None


_AIM_BEFORE = re.compile(
    r"(?:目标(?:值|数)?|目标任务)(?:为|是)?$|(?<![\u4e00-\u9fff])距离?(?:年度|规划|全年|预期)?(?:目标)?$"
)
_AIM_BEHIND = re.compile(r"的?(?:年度|规划|预期|全年)*(?:目标|任务)(?:值|数)?(?![群])")


def _counts_own_work(candidate: Candidate) -> bool:
    """举办早餐会31场, 推出政策举措178项, 促进发展20条: the issuer counts what it did itself."""
    unit = candidate.quantity.unit
    if unit == "条" and _ARTICLES.search(candidate.before + candidate.after):
        return True
    if unit not in ("场", "项", "件", "个", "次", "条"):
        return False
    own = _OWN_WORK.search(candidate.left[-16:]) or _OWN_WORK.match(candidate.right)
    return own is not None and (
        unit == "场" or _DECREED.search(candidate.before) is not None or "实事" in own.group()
    )


def _is_of_counted(candidate: Candidate) -> bool:
    """Tell the size of what is counted behind it, and the count of those whose figure follows."""
    if candidate.quantity.unit in MONEY:
        return _SIZE_OF_COUNTED.match(candidate.after) is not None
    if candidate.quantity.unit in RATES or find_predicate(candidate.left).kind is not PredicateKind.BARE:
        return False
    return _SUBJECT_OF_FIGURE.match(candidate.after) is not None


def _comparator(candidate: Candidate) -> Comparator:
    """Read the bound that touches a result, or its list; 余 and 多 say more."""
    quantity = candidate.quantity
    bound = judge_comparator(candidate, TargetType.TARGET) if candidate.is_listed else quantity.comparator
    return Comparator.GT if bound is Comparator.EQ and _OVER.search(quantity.text) else bound


def _basis(candidate: Candidate, earlier: Actual | None) -> Basis:
    """Judge what a result measures: the statistic of a year and what a place has are states, the rest was added."""
    inherited = earlier.basis if earlier else None
    if candidate.quantity.unit in ("%", "倍", "百分点"):
        return judge_basis(candidate, inherited)
    words = candidate.left
    inherited = None if inherited is Basis.GROWTH else inherited
    goes_on = inherited is not None and candidate.before != words and words.startswith(("、", "和", "及"))
    if not words.strip("、和及,") and inherited:
        return inherited
    if _RAISED.search(words) or _SUMMED_UP.search(words):
        return Basis.LEVEL
    if _NEW.search(words) or "累计" in words:
        return Basis.INCREMENT
    if _STOCK.search(words) or _HAS.search(words):
        return Basis.LEVEL
    kind = find_predicate(words).kind
    if goes_on and inherited and kind in (PredicateKind.BARE, PredicateKind.REACH):
        return inherited
    if kind in (PredicateKind.ADD, PredicateKind.NEW, PredicateKind.WEAK):
        return Basis.INCREMENT
    reached = lexicon.REACH_END_STRICT.search(words) or candidate.quantity.text.startswith(("超", "突破"))
    return Basis.LEVEL if reached else Basis.INCREMENT


def _scope(review: _Review, candidate: Candidate, earlier: Actual | None) -> str:
    """Find the part of the jurisdiction whose result it is."""
    text = review.text
    sentence = text.flat[candidate.statement.start : candidate.span.start]
    if _WHOLE.search(candidate.before):
        return SELF
    if own := _OWN_SUBJECT.match(sentence):
        return own["name"]
    scope = find_scope(
        candidate, text, review.clause.heading, TargetType.TARGET, earlier.scope if earlier else None
    )
    return SELF if scope != SELF and scope in review.setting.speaker else scope
