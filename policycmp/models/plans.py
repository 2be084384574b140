"""A plan as read: its text, metadata, clauses and commitments."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from policycmp.models.counted import Counted
from policycmp.models.pages import PageLines
from policycmp.models.terms import Basis, Comparator, Function, Level, Severity, Strength, TargetType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from decimal import Decimal

    from policycmp.models.fingerprint import Fingerprint
    from policycmp.models.measure_use import MeasureUse
    from policycmp.models.number_particulars import Particulars
    from policycmp.models.places import Issue, Mask, Span

# 驻政〔2019〕25号: the brackets hold the year in which an office numbered the document.
_NUMBERED_YEAR = re.compile(r"〔(\d{4})〕")
_UNKNOWN = Counted()
# What stands behind a plan's id in the ids of what it holds.
OWNS = ("/", ":")
_NO_PAGES = PageLines()


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. `text` never changes after reading; what is no plan text is masked, not cut.

    `lines` tells where it stands on the pages of a format that has them.
    """

    doc: str
    path: str
    format: str
    encoding: str | None
    sha256: str
    text: str
    masks: tuple[Mask, ...] = ()
    issues: tuple[Issue, ...] = ()
    lines: PageLines = _NO_PAGES


@dataclass(frozen=True, slots=True)
class Region:
    """The jurisdiction that a plan speaks for; `source` tells where its name was found.

    `short` is the name without its generic ending where the ending is not plain (黔南布依族苗族自治州 → 黔南).
    """

    name: str | None = None
    level: Level | None = None
    code: str | None = None
    source: str | None = None
    short: str | None = None

    @property
    def short_name(self) -> str | None:
        """The name without its generic ending (定西市 → 定西), for labels."""
        if self.name is None or self.short is not None:
            return self.short
        for ending in ("省", "市", "地区"):
            if self.name.endswith(ending) and len(self.name) > len(ending) + 1:
                return self.name.removesuffix(ending)
        return self.name


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a plan cites, by number or title or both."""

    number: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who issued a plan, for where and when. Dates are ISO 8601, shortened where the text gives no day.

    `named_year` is the year in the file's name, where nothing in the text dates the plan.
    """

    title: str | None = None
    issuer: str | None = None
    region: Region = Region()
    doc_number: str | None = None
    issued: str | None = None
    published: str | None = None
    valid_until: str | None = None
    period: str | None = None
    draft: bool = False
    cites: tuple[Citation, ...] = ()
    named_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year of issue, of publication where it is unsigned, or of the document's number or its file's name."""
        date = self.issued or self.published
        numbered = _NUMBERED_YEAR.search(self.doc_number or "")
        return int(date[:4]) if date else int(numbered[1]) if numbered else self.named_year

    @property
    def is_dated_by_name(self) -> bool:
        """Whether only the file's name gives the year."""
        return (
            self.named_year is not None
            and self.year == self.named_year
            and not (self.issued or self.published)
        )

    @property
    def label_year(self) -> int | None:
        """The year that tells plans of a region apart: that of issue, else the one year that a plan is for."""
        one_year = self.period if self.period and self.period.isdecimal() else None
        return self.year or (int(one_year) if one_year else None)


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that a text commits to something in, with the words that tell so."""

    id: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The bodies charged with a clause, lead ones apart."""

    lead: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered or titled unit of a plan that carries policy content.

    `span` runs from the first character of the printed number to the end of the clause's own text, `text` quotes it;
    `number` is the printed number without its stop (`（五）`, `1`, empty for a dash), `path` the headings above,
    outermost first. `topics` are sorted best first. `agencies` is None where the plan states none.
    """

    id: str
    doc: str
    span: Span
    number: str
    heading: str
    path: tuple[str, ...]
    text: str
    topics: tuple[TopicMatch, ...] = ()
    agencies: Agencies | None = None
    function: Function = Function.SUBSTANCE

    @property
    def primary(self) -> str | None:
        """The topic that the clause is mainly about."""
        return self.topics[0].id if self.topics else None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and the bound that touches it; magnitudes are unfolded (1.3亿元 is 130000000 元)."""

    span: Span
    text: str
    value: Decimal
    unit: str
    comparator: Comparator = Comparator.EQ
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the issuer promises, requires or grants for the future (one per number expression).

    `confidence` is how probable the judge of mood holds it that the number is a commitment; None where a rule, a table
    or a reader settled it.
    """

    id: str
    doc: str
    clause: str
    span: Span
    text: str
    quote: str
    type: TargetType
    indicator: str
    scope: str
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None
    unit: str
    basis: Basis | None
    per_year: bool
    deadline: int | None
    strength: Strength
    topics: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    counts: Counted = _UNKNOWN
    confidence: float | None = None

    @property
    def binds_all(self) -> bool:
        """Whether the commitment is for the whole jurisdiction, not for a part of it."""
        return self.scope == "self"


@dataclass(frozen=True, slots=True)
class Actual:
    """A number that the issuer reports as reached (one per number expression).

    `year` is the one whose end or course it describes; `since`, where it covers several, is the first of them.
    `per_year` marks a mean over years (年均增长7%), which is no number of one of them.
    """

    id: str
    doc: str
    clause: str
    span: Span
    text: str
    quote: str
    indicator: str
    scope: str
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None
    unit: str
    basis: Basis
    per_year: bool
    year: int | None
    since: int | None = None
    topics: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    counts: Counted = _UNKNOWN

    @property
    def binds_all(self) -> bool:
        """Whether it is the result of the whole jurisdiction, not of a part of it."""
        return self.scope == "self"

    @property
    def as_target(self) -> Target:
        """The target that it would be, had it been promised for its year: what it counts is told the same way."""
        return Target(
            self.id, self.doc, self.clause, self.span, self.text, self.quote, TargetType.TARGET, self.indicator,
            self.scope, self.comparator, self.value, self.value_max, self.unit, self.basis, self.per_year, self.year,
            Strength.FIRM, self.topics, self.reasons, self.counts,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rejection:
    """A number that is no commitment, and why; `words` are those round it that say so.

    `confidence` is how probable the judge of mood holds it that it is none; None where a rule settled it.
    """

    doc: str
    clause: str | None
    span: Span
    text: str
    reason: str
    words: str = ""
    confidence: float | None = None

    @property
    def id(self) -> str:
        """The name of the number: its plan and where it begins."""
        return f"{self.doc}:{self.span.start}"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that one plan says, as read by the program; `actuals` are read where they are asked for.

    `overrides` are the ids of the clauses and commitments that a reader's corrections changed; `fingerprint` tells
    copies and versions of the plan without its text, `particulars` the commitments by their ids where they were read
    before: the text need not be at hand then.
    """

    document: Document
    metadata: Metadata
    clauses: tuple[Clause, ...] = ()
    targets: tuple[Target, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    issues: tuple[Issue, ...] = ()
    measures: tuple[MeasureUse, ...] = ()
    overrides: tuple[str, ...] = ()
    fingerprint: Fingerprint | None = None
    actuals: tuple[Actual, ...] = ()
    particulars: Mapping[str, Particulars] | None = None

    @property
    def doc(self) -> str:
        """The plan's id."""
        return self.document.doc


class Tally(NamedTuple):
    """How much of a plan speaks of a topic, None for none: its clauses, their characters, commitments.

    `whole` counts the characters of all its clauses, `ids` are those of the clauses, where they were asked for.
    """

    doc: str
    topic: str | None
    clauses: int
    length: int
    whole: int
    targets: int
    ids: tuple[str, ...] = ()


class Analyses(Sequence[Analysis]):
    """Analyses that need not all be in memory: they are loaded whenever they are gone through."""

    __slots__ = ()
    heads: Sequence[Analysis]

    @abstractmethod
    def only(self, docs: Collection[str]) -> Sequence[Analysis]:
        """Keep some of the plans, by their ids."""

    @abstractmethod
    def tallies(self, *, named: bool = True) -> Iterator[Tally] | None:
        """Count clauses and commitments by plan and topic without loading them; None where that cannot be.

        Where they are not `named`, the ids of the clauses are left out.
        """

    @abstractmethod
    def uses(self) -> Iterator[MeasureUse]:
        """Load what the plans say of measures, plan by plan, and nothing else."""

    @abstractmethod
    def stating(self, *, placed: bool = True) -> Iterator[Analysis]:
        """Load the plans with what comparing their numbers needs: commitments, their particulars or the texts.

        Unless `placed`, where the parts of what a number counts were read may be left out.
        """

    @abstractmethod
    def wording(self) -> Iterator[Analysis]:
        """Load the plans with their clauses; what else they say may be left out."""

    @abstractmethod
    def unread(self) -> frozenset[str]:
        """Find the plans without a clause, by their ids."""

    @abstractmethod
    def outlines(self, *, texts: bool = False) -> Iterator[Analysis]:
        """Load what is known of the plans as wholes, with what they cite and their issues; their texts if asked."""

    @abstractmethod
    def overridden(self) -> frozenset[str]:
        """Find what corrections changed, by their ids."""

    @abstractmethod
    def told(self, *, quiet: bool = False) -> Iterator[Analysis]:
        """Load the plans of which an issue, an error if quiet, is to be told; what they say may be left out."""

    @abstractmethod
    def paged(self) -> Iterator[Analysis]:
        """Load the plans whose text stands on pages."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The plans of one run in the order of their columns, with the inputs that could not be read among the issues.

    `labels` names each plan's column, by its id.
    """

    analyses: Sequence[Analysis]
    labels: dict[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()

    @property
    def heads(self) -> Sequence[Analysis]:
        """The plans with what is known of each as a whole; what they say may be left out."""
        return self.analyses.heads if isinstance(self.analyses, Analyses) else self.analyses

    def only(self, docs: Collection[str]) -> Corpus:
        """Keep some of the plans, by their ids; labels and issues stay."""
        if isinstance(self.analyses, Analyses):
            return replace(self, analyses=self.analyses.only(docs))
        return replace(self, analyses=tuple(each for each in self.analyses if each.doc in docs))

    def about(self, id_: str) -> Corpus:
        """Keep the plan that may hold a clause or a commitment, and what is told of it; all where none may."""
        docs = {head.doc for head in self.heads if owns(head.doc, id_)}
        if not docs:
            return self
        told = tuple(
            issue
            for issue in self.issues
            if issue.severity == Severity.ERROR
            or (issue.doc in docs if issue.doc is not None else issue.stage != "meta")
        )
        return replace(self.only(docs), issues=told)

    def stating(self, *, placed: bool = True) -> Iterator[Analysis]:
        """Give the plans one by one; what is not about their numbers may be left out, the places of these if asked."""
        if isinstance(self.analyses, Analyses):
            return self.analyses.stating(placed=placed)
        return iter(self.analyses)

    def wording(self) -> Iterator[Analysis]:
        """Give the plans one by one with their clauses; what else they say may be left out."""
        return self.analyses.wording() if isinstance(self.analyses, Analyses) else iter(self.analyses)

    def unread(self) -> frozenset[str]:
        """Find the plans without a clause, by their ids."""
        if isinstance(self.analyses, Analyses):
            return self.analyses.unread()
        return frozenset(analysis.doc for analysis in self.analyses if not analysis.clauses)

    def outlines(self, *, texts: bool = False) -> Iterator[Analysis]:
        """Give the plans one by one, maybe without what they say, their texts only if these are asked for."""
        if isinstance(self.analyses, Analyses):
            return self.analyses.outlines(texts=texts)
        return iter(self.analyses)

    def overridden(self) -> frozenset[str]:
        """Find what corrections changed, by the ids of clauses and commitments."""
        if isinstance(self.analyses, Analyses):
            return self.analyses.overridden()
        return frozenset(override for analysis in self.analyses for override in analysis.overrides)

    def told(self, *, quiet: bool = False) -> Iterator[Analysis]:
        """Give at least the plans of which an issue (an error, if quiet) is to be told, maybe without what they say."""
        return self.analyses.told(quiet=quiet) if isinstance(self.analyses, Analyses) else iter(self.analyses)

    def uses(self) -> Iterator[MeasureUse]:
        """Give what the plans say of measures, plan by plan."""
        if isinstance(self.analyses, Analyses):
            return self.analyses.uses()
        return (use for analysis in self.analyses for use in analysis.measures)

    def paged(self) -> Iterator[Analysis]:
        """Give the plans whose text stands on pages."""
        if isinstance(self.analyses, Analyses):
            return self.analyses.paged()
        return (analysis for analysis in self.analyses if analysis.document.lines)


def owns(doc: str, id_: str) -> bool:
    """Tell whether the id of a clause, a commitment or a number may be one of a plan's."""
    return id_.startswith(tuple(doc + mark for mark in OWNS))
