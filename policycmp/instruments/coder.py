"""Clauses → the policy instruments that they use, each with the words that tell it.

After Rothwell and Zegveld (1985), as studies of Chinese policy use it: several instruments a clause, coded by what the
clause commits the government to do. What a clause does comes first: purposes, definitions and closings use none, and
clauses on how the policy is run have only those that the config lets them have, unless they promise something.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.agencies import find_agency_lines
from policycmp.instruments.directives import DirectiveReader
from policycmp.language import patterns as re
from policycmp.language.breaths import judge_breath
from policycmp.language.lexicon import GAP, WordLexicon
from policycmp.language.text import fold, sentences
from policycmp.models import Function, Span, TargetType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policycmp.config import Config
    from policycmp.config.schema import Instrument
    from policycmp.instruments.directives import DirectiveUse
    from policycmp.models import Analysis, Clause, Target

_BREATH_ENDS = ",;。!?:\n"
_STOPS = ";。!?\n"
# Titles of documents, with the brackets of any keyboard, and what stands in quotation marks behind a number of one.
_TITLE = re.compile(r"《[^》\n]{0,120}》|<[^<>\n]{2,120}>")
# What a breath is that only tells what is hoped for from the one before, or by which way something else is done.
_ASIDE = re.compile(
    r"""\s*(?:进而|从而|并|最终|努力|逐步|力争|争取)?(?:
      形成|成为|使|力促|带动|引领|激发|助力|服务于|实现[^,\d]{0,20}$
    | [把将][^,]{0,20}(?:建|打造)成 | 为[^,]{1,30}(?:提供|奠定|注入|创造) | 以[^,]{2,40}等方式
    )""",
    re.VERBOSE,
)
# What makes a breath a task, whatever its verb (政府采购要多用创新产品).
_MUST = re.compile(r"应当?(?![用对急])|必须|务必|要(?![素求点闻])|责令|处罚|罚款|吊销|没收")
# The condition of a grant (对首次获批…的, 对新认定的企业), and what gives the grant behind it.
_CONDITION = re.compile(r"\W*(?:[一二三四五六七八九十\d]+\W+)?并?(?:对(?![外接标口])|凡)[^,]*的[^,]{0,20}$")
_WON = re.compile("(?:被|获|取得|评为|入选|认定为)[^,]*$")
_GIVES = re.compile(r"给予|予以|奖|补[助贴]|资助")
_MONEY = re.compile(r"补[助贴]|津贴|安家费|奖励|奖金|资助")
# A breath that tells how things will be, not what is done: 服务体系更加完备, 改革深化.
_STATE = re.compile(
    r"""(?:更加|更为|日益|日趋|显著|明显|大幅度?|稳步|不断|基本|进一步|持续|较大|全面|加快)*
      (?:完备|完善|健全|形成|增强|提高|提升|改善|优化|深化|扩大|跃升|增加|增长|发展|推进|跨越|集聚|普及|繁荣|合理|领先)$
    """,
    re.VERBOSE,
)
_AIMS = re.compile("(?:总体|发展|主要|预期|工作|奋斗|阶段)目标")
# What forbids to take two grants for one thing; it grants none.
_ONCE = re.compile("就高不|从高不|就高原则|不重复|不得重复|不可重复|不累计|不可同时|不能同时|不得同时")
# What is only measured: 数据共享需求满足率达到99%.
_MEASURED = re.compile("[^,]{0,12}(?:率|占比)(?:达|提高|提升|超)")
# A breath that tells on what something else rests: 以服务体系为支撑.
_REST = re.compile("\\W*以[^,]*为(?:支撑|基础|依托)$")
# What is used that others have set up.
_USED = re.compile("(?:接入|登[录陆]|录入|上传至?)[^,]{0,8}$")
# What is counted that nobody has to reach: how often money is paid, the parts of a text, what there is.
_COUNTED = re.compile("(?:措施|任务|举措|政策|方面|指标|环节|步骤|内容|目标|抓手|主线)$")
# Clauses that promise nothing by what they do.
_SILENT = frozenset({Function.PURPOSE, Function.DEFINITION, Function.FORMAL, Function.REVIEW})
# A sentence that reports: 今年1-11月, 自计划实施以来, 据统计.
_MONTHS = re.compile(r"\d[-—~至]\d{1,2}月,")
_PAST = re.compile("以来|据统计|截[至止]")
# How a sum is paid.
_WHOLE = frozenset({"全额", "全部", "全免"})


@dataclass(frozen=True, slots=True)
class InstrumentUse:
    """One place where a clause tells that it uses an instrument.

    `span` is into the plan's text, `text` quotes it; `reason` tells why it counts: a word, a word with its verb, a
    commitment.
    """

    instrument: str
    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class CodedClause:
    """A clause with the instruments that it uses, in the order of the text, and how it directs (None: not at all)."""

    clause: Clause
    uses: tuple[InstrumentUse, ...] = ()
    directive: DirectiveUse | None = None

    @property
    def instruments(self) -> tuple[str, ...]:
        """The ids of its instruments, each once, in the order of the text."""
        return tuple(dict.fromkeys(use.instrument for use in self.uses))


@dataclass(frozen=True, slots=True)
class CodedPlan:
    """A plan with its clauses coded, in their order."""

    analysis: Analysis
    clauses: tuple[CodedClause, ...]

    @property
    def doc(self) -> str:
        """The plan's id."""
        return self.analysis.doc


class _Reading:
    """The text of one clause as its instruments are looked for in it.

    `hidden` are places that say nothing (titles, lines of agencies), `unsaid` those too that use no instrument.
    """

    def __init__(self, clause: Clause, targets: Sequence[Target]) -> None:
        self.folded = fold(clause.text)
        titles = (Span(*match.span()) for match in _TITLE.finditer(self.folded))
        self.hidden = (*find_agency_lines(clause.text), *titles)
        once = (each for each in sentences(self.folded) if _ONCE.search(each.of(self.folded)))
        self.unsaid = (*self.hidden, *once)
        at = max(self.folded.find(fold(clause.heading)), 0)
        self._heading = Span(at, at + len(clause.heading))
        numbers = [(target.type, target.span.shift(-clause.span.start)) for target in targets]
        self._numbers = [span for _, span in numbers]
        self._amounts = [span for kind, span in numbers if kind is TargetType.INCENTIVE]
        self._aims = _AIMS.search(self.folded) is not None or any(
            target.type is TargetType.TARGET and target.deadline is not None for target in targets
        )

    def breath(self, place: Span) -> Span:
        """Find the breath of a place: what stands between two commas or stops."""
        start = 1 + max(self.folded.rfind(mark, 0, place.start) for mark in _BREATH_ENDS)
        ends = [at for mark in _BREATH_ENDS if (at := self.folded.find(mark, place.end)) >= 0]
        return Span(start, min(ends, default=len(self.folded)))

    def is_rewarded(self, place: Span) -> bool:
        """Tell whether a place stands in the condition of a grant."""
        breath = self.breath(place)
        stop = self.folded.find("。", breath.end)
        behind = self.folded[place.end : stop if stop >= 0 else len(self.folded)]
        won = _WON.search(self.folded[breath.start : place.start]) and "的" in behind
        return bool((won or _CONDITION.match(breath.of(self.folded))) and _GIVES.search(behind))

    def grants(self, place: Span) -> bool:
        """Tell whether the sentence of a place grants money; for a place in the heading, whether the clause does."""
        in_heading = self._heading.holds(place)
        start = 0 if in_heading else 1 + max(self.folded.rfind(mark, 0, place.start) for mark in _STOPS)
        ends = [at for mark in _STOPS if (at := self.folded.find(mark, place.end)) >= 0]
        sentence = Span(start, len(self.folded) if in_heading else min(ends, default=len(self.folded)))
        return bool(_MONEY.search(sentence.of(self.folded))) or any(map(sentence.overlap, self._amounts))

    def promises(self, place: Span) -> bool:
        """Tell whether what is named at a place is promised: in the heading, by a number, or by its breath."""
        breath = self.breath(place)
        if _USED.search(self.folded[breath.start : place.start]):
            return False
        if self._heading.holds(place):
            return True
        if any(breath.overlap(number) for number in self._numbers):
            return not _MEASURED.match(self.folded, place.end, breath.end)
        own = breath.of(self.folded)
        if _REST.match(own):
            return False
        if self._aims and _STATE.search(own):
            return False
        return not _ASIDE.match(own) and (bool(_MUST.search(own)) or judge_breath(self.folded, place)[0])


class _Reader:
    """Looks for the words of one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._kinds = {
            **dict.fromkeys(map(fold, instrument.otherwise), "otherwise"),
            **dict.fromkeys(map(fold, instrument.granted), "granted"),
            **dict.fromkeys(map(fold, instrument.terms), "term"),
            **dict.fromkeys(map(fold, instrument.strong), "strong"),
            **dict.fromkeys(map(fold, instrument.negative), "negative"),
        }
        self._granted = frozenset(map(fold, instrument.granted))
        self._lexicon = WordLexicon(self._kinds, GAP)
        verbs = sorted(map(fold, instrument.verbs), key=len, reverse=True)
        self._verbs = re.compile("|".join(map(re.escape, verbs)) or "(?!)")

    def find(self, reading: _Reading) -> Iterator[tuple[Span, str, bool]]:
        """Find the words that count, each with its reason and whether it counts only where nothing else does."""
        for start, end, word in self._lexicon.find(reading.folded):
            kind, place = self._kinds[word], Span(start, end)
            if kind == "negative" or any(place.overlap(other) for other in reading.unsaid):
                continue
            if not self.instrument.rewarded and reading.is_rewarded(place):
                continue
            if word in self._granted and reading.grants(place):
                yield place, f"{word} + money", False
                continue
            verb = self._verb(reading, place) if kind == "term" else None if kind == "granted" else ""
            if verb is not None and reading.promises(place):
                yield place, f"{word} + {verb}" if verb else word, kind == "otherwise"

    def _verb(self, reading: _Reading, place: Span) -> str | None:
        """Find the verb in the breath of a term, outside the term: the nearest before it, else the next one."""
        breath = reading.breath(place)
        before = [match[0] for match in self._verbs.finditer(reading.folded, breath.start, place.start)]
        after = self._verbs.search(reading.folded, place.end, breath.end)
        return before[-1] if before else after[0] if after else None


class InstrumentCoder:
    """Reads the instruments of a config once; then codes any number of plans."""

    def __init__(self, config: Config) -> None:
        self._readers = tuple(map(_Reader, config.instruments))
        self._directives = DirectiveReader(config.directives)

    def code(self, analysis: Analysis) -> CodedPlan:
        """Code the clauses of a plan, also those without an instrument, from its clauses and commitments."""
        by_clause: defaultdict[str, list[Target]] = defaultdict(list)
        for target in analysis.targets:
            by_clause[target.clause].append(target)
        coded = (self._coded(clause, by_clause[clause.id]) for clause in analysis.clauses)
        return CodedPlan(analysis, tuple(coded))

    def _coded(self, clause: Clause, targets: list[Target]) -> CodedClause:
        reading = _Reading(clause, targets)
        directive = self._directives.find(clause, reading.folded, reading.hidden, targets)
        promises = any(target.type is not TargetType.RULE for target in targets)
        if clause.function in _SILENT and not promises:
            return CodedClause(clause, (), directive)
        is_run = clause.function is Function.ADMINISTRATION and not promises
        uses: list[InstrumentUse] = []
        alone: list[InstrumentUse] = []
        for reader in self._readers:
            uses += _numbered(reader.instrument, targets)
            if is_run and not reader.instrument.administration:
                continue
            for place, reason, otherwise in reader.find(reading):
                span = place.shift(clause.span.start)
                use = InstrumentUse(reader.instrument.id, span, place.of(clause.text), reason)
                (alone if otherwise else uses).append(use)
        told = sorted(uses or alone, key=lambda use: (use.span, use.instrument))
        return CodedClause(clause, tuple(told), directive)


def _numbered(instrument: Instrument, targets: Sequence[Target]) -> Iterator[InstrumentUse]:
    """Give the commitments that speak for an instrument."""
    granting = {target.quote for target in targets if target.type is TargetType.INCENTIVE}
    for target in targets:
        if target.type not in instrument.numbers:
            continue
        if target.type is not TargetType.TARGET or not _is_counted_only(target, granting):
            yield InstrumentUse(instrument.id, target.span, target.text, f"a number: {target.type}")


def code_plans(analyses: Iterable[Analysis], config: Config) -> Iterator[CodedPlan]:
    """Code the clauses of plans with the instruments and directives of a config, a plan as it is asked for."""
    return map(InstrumentCoder(config).code, analyses)


def _is_counted_only(target: Target, granting: AbstractSet[str]) -> bool:
    """Tell whether a number is none to be reached: what a budget spends, how a grant is paid out, parts of a text.

    Args:
        target: the number, of a kind that is to be reached.
        granting: the sentences that grant money.
    """
    if _COUNTED.search(target.indicator) or target.text in _WHOLE or f"等{target.text}" in target.quote:
        return True
    sentence = fold(target.quote)
    if _MONTHS.search(sentence) or (target.deadline is None and _PAST.search(sentence)):
        return True
    return target.deadline is None and (target.unit.endswith(("元", "次")) or target.quote in granting)
