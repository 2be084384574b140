"""The PMC index (policy modelling consistency, Ruiz Estrada 2011): how comprehensive a plan is.

Each variable is the mean of its sub-variables, which are 0 or 1; the index is their sum. A 1 names the first clause
that decides it, a 0 says what was looked for. It measures what a plan speaks of, not how much it wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.agencies import find_agency_lines
from policycmp.language import patterns as re
from policycmp.language.lexicon import GAP, WordLexicon
from policycmp.language.text import fold
from policycmp.models import Span, TargetType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.config import Config
    from policycmp.config.schema import Subvariable
    from policycmp.instruments.coder import CodedClause, CodedPlan
    from policycmp.models import Metadata, Target

# Of nine variables the grades begin at 4, 6 and 8; of another number at the same parts of the most that is possible.
_GRADES = (("perfect", Fraction(8, 9)), ("excellent", Fraction(6, 9)), ("acceptable", Fraction(4, 9)))
POOR = "poor"
GRADES = (POOR, *(name for name, _ in reversed(_GRADES)))
_DEADLINE = re.compile(r"(?:到|至)(?P<year>20\d\d)年")
_CITATION = re.compile(r"《[^》\n]{4,80}》|\S{2,8}〔20\d\d〕\d+号")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sub-variable of a plan: 1 with the clause and the words that decide it, or 0.

    What stands outside the clauses (a document cited in the opening, how long the text is in force) has no clause and
    no span, but its words.
    """

    subvariable: str
    clause: str | None = None
    span: Span | None = None
    text: str = ""

    @property
    def value(self) -> int:
        """1 or 0."""
        return int(bool(self.text))


@dataclass(frozen=True, slots=True)
class PmcResult:
    """The index of one plan: its findings in the order of the config, and what each variable comes to."""

    doc: str
    findings: tuple[Finding, ...]
    values: Mapping[str, Fraction]

    @property
    def index(self) -> Fraction:
        """The sum of the variables."""
        return sum(self.values.values(), Fraction(0))

    @property
    def grade(self) -> str:
        """Poor, acceptable, excellent or perfect."""
        return grade_of(self.index, len(self.values))


def grade_of(index: Fraction, variables: int) -> str:
    """Grade an index of so many variables."""
    reached = index / variables if variables else Fraction(0)
    return next((name for name, least in _GRADES if reached >= least), POOR)


class PmcReader:
    """Reads the sub-variables of a config once; then asks them of any number of plans."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._words = {each.id: _Words(each) for each in config.subvariables if each.terms}

    def read(self, plan: CodedPlan) -> PmcResult:
        """Ask a plan every question.

        Args:
            plan: its clauses coded.

        Returns:
            The findings; variables without a sub-variable are left out.
        """
        metadata = plan.analysis.metadata
        texts = [_Text(coded) for coded in plan.clauses]
        by_clause: dict[str, list[Target]] = {}
        for target in plan.analysis.targets:
            by_clause.setdefault(target.clause, []).append(target)
        year = metadata.label_year
        asked = ((each, self._find(each, texts, by_clause, year)) for each in self._config.subvariables)
        findings = tuple(found if found.value else _outside(each, metadata) for each, found in asked)
        values = {}
        for variable in self._config.variables:
            own = [
                finding.value
                for each, finding in zip(self._config.subvariables, findings, strict=True)
                if each.variable == variable.id
            ]
            if own:
                values[variable.id] = Fraction(sum(own), len(own))
        return PmcResult(plan.doc, findings, values)

    def _find(
        self,
        asked: Subvariable,
        texts: Sequence[_Text],
        targets: Mapping[str, Sequence[Target]],
        year: int | None,
    ) -> Finding:
        for text in texts:
            clause = text.coded.clause
            places = self._places(asked, text, targets.get(clause.id, ()), year)
            if place := next(places, None):
                span = place.shift(clause.span.start)
                return Finding(asked.id, clause.id, span, place.of(clause.text))
        return Finding(asked.id)

    def _places(
        self, asked: Subvariable, text: _Text, targets: Sequence[Target], year: int | None
    ) -> Iterator[Span]:
        """Give the places of a clause at which one of the rules holds, as offsets into its text."""
        coded = text.coded
        start = coded.clause.span.start
        if asked.id in self._words:
            yield from self._words[asked.id].find(text)
        for use in coded.uses:
            if use.instrument in asked.instruments:
                yield use.span.shift(-start)
        if coded.directive and coded.directive.id in asked.directives:
            yield from (span.shift(-start) for span in coded.directive.spans)
        if any(topic.id in asked.topics for topic in coded.clause.topics):
            yield text.opening
        for target in targets:
            if _holds(asked, target, year):
                yield target.span.shift(-start)
        yield from _said(asked, text, year)


class _Text:
    """A clause folded once for all questions, with the offsets that name departments."""

    def __init__(self, coded: CodedClause) -> None:
        self.coded = coded
        self.folded = fold(coded.clause.text)
        self.agencies = find_agency_lines(coded.clause.text)

    @property
    def opening(self) -> Span:
        """Where its first sentence stands."""
        end = self.folded.find("。") + 1
        return Span(0, end or len(self.folded))


class _Words:
    """Looks for the terms of one sub-variable."""

    def __init__(self, asked: Subvariable) -> None:
        self._terms = {fold(term) for term in asked.terms}
        self._lexicon = WordLexicon(self._terms | {fold(term) for term in asked.negative}, GAP)

    def find(self, text: _Text) -> Iterator[Span]:
        for start, end, word in self._lexicon.find(text.folded):
            place = Span(start, end)
            if word in self._terms and not any(place.overlap(line) for line in text.agencies):
                yield place


def _holds(asked: Subvariable, target: Target, year: int | None) -> bool:
    """Tell whether a commitment answers a question: by its kind, its deadline, or how far that lies ahead."""
    is_target = target.type is TargetType.TARGET
    if is_target and _lies_ahead(asked, target.deadline, year):
        return True
    says = {
        "target": is_target,
        "grant": target.type is TargetType.INCENTIVE,
        "deadline": is_target and target.deadline is not None,
    }
    return any(says.get(each, False) for each in asked.says)


def _lies_ahead(asked: Subvariable, deadline: int | None, year: int | None) -> bool:
    """Tell whether a deadline lies as many years after the year of the plan as a question asks."""
    if asked.horizon is None or deadline is None or year is None:
        return False
    latest = asked.horizon.to
    return deadline - year >= asked.horizon.from_ and (latest is None or deadline - year <= latest)


def _outside(asked: Subvariable, metadata: Metadata) -> Finding:
    """Answer a question by what stands outside the clauses: documents cited, and how long the text is in force."""
    if "citation" in asked.says and metadata.cites:
        first = metadata.cites[0]
        return Finding(asked.id, text=f"《{first.title}》" if first.title else first.number or "")
    if "validity" in asked.says and metadata.valid_until:
        return Finding(asked.id, text=metadata.valid_until)
    return Finding(asked.id)


def _said(asked: Subvariable, text: _Text, year: int | None) -> Iterator[Span]:
    """Give what a clause says besides its numbers: a year to come, whom it charges, which document it cites."""
    for match in _DEADLINE.finditer(text.folded):
        if "deadline" in asked.says or _lies_ahead(asked, int(match["year"]), year):
            yield Span(*match.span())
    agencies = text.coded.clause.agencies
    if (
        agencies
        and text.agencies
        and (("lead" in asked.says and agencies.lead) or ("members" in asked.says and agencies.members))
    ):
        yield text.agencies[0]
    if "citation" in asked.says and (cited := _CITATION.search(text.folded)):
        yield Span(*cited.span())


def looked_for(asked: Subvariable) -> list[str]:
    """Say what a sub-variable looks for, rule by rule: what a 0 did not meet."""
    horizon = asked.horizon
    until = "" if horizon is None else "…" if horizon.to is None else str(horizon.to)
    return [
        *asked.terms,
        *(f"instrument {each}" for each in asked.instruments),
        *(f"directive {each}" for each in asked.directives),
        *(f"topic {each}" for each in asked.topics),
        *(f"a {each}" for each in asked.says),
        *([f"a deadline {horizon.from_}–{until} years ahead"] if horizon else []),
    ]
