"""What may stand in config.yaml. One class per section; unknown keys are mistakes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from policycmp.config.comparisons import NamedComparison
from policycmp.config.rules import Rule
from policycmp.config.sections import Id, Label, Section, Text
from policycmp.models import Counted

MOST_BYTES = 4 * 1024 * 1024  # of a file, a stranger's too


class Topic(Section):
    """A topic of the taxonomy: the words that speak for it and those that only look like it.

    `strong` terms settle the topic wherever the clause commits to something; `terms` count by place and number;
    a `negative` hides the terms inside it (高新技术产业开发区 is no 高新技术产业). Clauses that only administer (how
    to apply, examine, pay out, assess) have the topic of `administration`, where there is one.
    """

    id: Id
    label: Label
    about: str = ""
    core: bool = False
    administration: bool = False
    strong: tuple[Text, ...] = ()
    terms: tuple[Text, ...] = ()
    negative: tuple[Text, ...] = ()


class Ratio(Section):
    """How an amount becomes a share: ids of two indicators; a context table gives the denominator's figures."""

    amount: Id
    denominator: Id


class Combination(Section):
    """What a number counts, in words or ids of the glossary: see `models/counted.py` for the parts."""

    object: Text
    property: Text | None = None
    grade: Text | None = None
    event: Text | None = None
    of: Text | None = None

    def as_counted(self) -> Counted:
        """Give it as the noun of the program."""
        return Counted(self.object, self.property, self.grade, self.event, self.of)


class Indicator(Section):
    """One thing measured that has a label or a note of its own, its unit family, and which way is more ambitious.

    It is known by what its numbers count (`counts`), or by names. A name matches an indicator's text as a whole, after
    the words that say how it is counted (新增, 总数, 达到) are taken off; `not` lists longer names that mean something
    else. An `intensive` one is a ratio already (per 10,000 people, per head), and is not divided once more.
    """

    id: Id
    label: Label
    topic: Id | None = None
    type: Literal["target", "incentive", "rule"] = "target"
    counts: Combination | None = None
    names: tuple[Text, ...] = ()
    not_: tuple[Text, ...] = Field(default=(), alias="not")
    unit: Id
    direction: Literal["up", "down"] = "up"
    note: Label | None = None
    ratio: Ratio | None = None
    intensive: bool = False

    @model_validator(mode="after")
    def _is_known_by_something(self) -> Indicator:
        if not self.names and self.counts is None:
            raise ValueError("neither `counts` nor `names`; say what its numbers count")
        return self


class Word(Section):
    """A word of the field: its label in Chinese is its canonical form, `also` are others for the same."""

    id: Id
    label: Label
    also: tuple[Text, ...] = ()


class CountedObject(Word):
    """A thing that plans count, grant for or regulate.

    The longest word wins whatever its object; a word of `not` hides those inside it (高新技术产业开发区 is no
    高新技术产业). `units` are the unit families that it is counted in, the plain one first: they tell what of it a
    growth rate means. `grade` is the one that all of its kind have, so that it tells nothing (national for 小巨人).
    `broader` is the common noun of several kinds under one number (众创空间、孵化器共60家 are 孵化载体); `event` is
    the act that a grant for it rewards where no other is said (获奖 of a prize, 认定 of an incubator); `whole` what a
    share of it is a part of where the words do not say it (国土面积 of 森林覆盖率).
    """

    topic: Id | None = None
    units: tuple[Id, ...] = ()
    direction: Literal["up", "down"] = "up"
    grade: Literal["national", "provincial", "municipal", "county"] | None = None
    broader: Id | None = None
    event: Id | None = None
    whole: Id | None = None
    not_: tuple[Text, ...] = Field(default=(), alias="not")


class Whole(Word):
    """What a share or a rate is a part of."""


class RewardedAct(Word):
    """An act that a grant rewards."""


class Denominator(Section):
    """What numbers are set against: its figures come from a context table; `per` of its base units make one."""

    id: Id
    label: Label
    names: tuple[Text, ...] = Field(min_length=1)
    unit: Id
    per: int = Field(default=1, ge=1)


class Measure(Section):
    """A named instrument of policy: the words that plans use for it.

    The longest word wins whatever its measure; a `negative` hides the words inside it. `…` in a word stands for up to
    twelve characters of one breath (柔性…人才).
    """

    id: Id
    label: Label
    topic: Id | None = None
    terms: tuple[Text, ...] = Field(min_length=1)
    negative: tuple[Text, ...] = ()


class Instrument(Section):
    """A policy instrument after Rothwell and Zegveld: the words by which a clause tells that it uses it.

    A `strong` word is enough; one of `terms` needs one of `verbs` in the same breath (between two commas); a
    `negative` hides the words inside it. Commitments of the kinds in `numbers` speak for it too, words of `otherwise`
    only where the clause has no other instrument, words of `granted` where their sentence grants money. `rewarded`
    tells that it counts in the condition of a grant too (对获批重点实验室的), `administration` that clauses on how the
    policy is run may have it. `…` in a word stands for up to twelve characters of one breath.
    """

    id: Id
    label: Label
    side: Literal["supply", "environment", "demand"]
    stip: Label
    strong: tuple[Text, ...] = ()
    terms: tuple[Text, ...] = ()
    verbs: tuple[Text, ...] = ()
    negative: tuple[Text, ...] = ()
    numbers: tuple[Literal["target", "incentive", "rule"], ...] = ()
    otherwise: tuple[Text, ...] = ()
    granted: tuple[Text, ...] = ()
    rewarded: bool = False
    administration: bool = False

    @model_validator(mode="after")
    def _is_known_by_something(self) -> Instrument:
        if not (self.strong or self.terms or self.granted or self.numbers or self.otherwise):
            raise ValueError("no word tells it; give `strong` or `terms`")
        return self


class Directive(Section):
    """How a clause directs: the modal words that tell it, which lead a sentence, or govern it `anywhere`.

    `plain` is what a sentence without any of them does, unless it holds a commitment of the kinds in `numbers`.
    """

    id: Id
    label: Label
    terms: tuple[Text, ...] = Field(min_length=1)
    negative: tuple[Text, ...] = ()
    numbers: tuple[Literal["target", "incentive", "rule"], ...] = ()
    anywhere: bool = False
    plain: bool = False


class Variable(Section):
    """A variable of the PMC index: the mean of its sub-variables."""

    id: Id
    label: Label


class Horizon(Section):
    """How many years after the year of a plan a deadline lies; without `to` any number from `from` on."""

    from_: int = Field(alias="from", ge=0)
    to: int | None = None


class Subvariable(Section):
    """A question to a plan that is answered with 0 or 1, and the rules of which one must hold of a clause for a 1."""

    id: Id
    variable: Id
    label: Label
    terms: tuple[Text, ...] = ()
    negative: tuple[Text, ...] = ()
    instruments: tuple[Id, ...] = ()
    directives: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    says: tuple[Literal["target", "grant", "deadline", "lead", "members", "citation", "validity"], ...] = ()
    horizon: Horizon | None = None

    @model_validator(mode="after")
    def _is_decided_by_something(self) -> Subvariable:
        rules = (self.terms, self.instruments, self.directives, self.topics, self.says, self.horizon)
        if not any(rules):
            raise ValueError("no rule decides it; give `terms`")
        return self


class Correction(Section):
    """What a reader knows better: a field of a clause or of a commitment, by its id (see `corpus/override_rows.py`)."""

    id: Text
    field: Text
    value: str | int | float | bool | tuple[Text, ...] | None = None
    note: str = ""


class UnitFamily(Section):
    """Measure words that count the same thing, each with its factor to the family's base unit (factor 1).

    Those of `counting` families (家, 个, 名, 项) only say that things are counted; the object says which.
    """

    id: Id
    counting: bool = False
    words: dict[Text, int | float | str]
    label: Label | None = None


class Strengths(Section):
    """The wordings that make a commitment firm or soft.

    A `soft` word reaches to the next ； or 。; a `soft_object` word holds for its own object only (争创国家级基地).
    `bounds` are the comparators that are soft by themselves (左右). What has none of these is firm; the `firm` words
    are kept as the reason.
    """

    firm: tuple[Text, ...]
    soft: tuple[Text, ...]
    soft_object: tuple[Text, ...] = ()
    bounds: tuple[Literal["eq", "ge", "gt", "le", "lt", "approx", "range"], ...] = ("approx",)


class Settings(Section):
    """Single values that a comparison depends on.

    `means` and `assessment` are the words that speak of money or an instrument, and of holding somebody to account.
    `most_megabytes` and `most_seconds` bound what one file may take while it is read.
    """

    percentile_from: int = Field(default=5, ge=1)
    model: Text | None = None
    same_year: bool = False
    means: tuple[Text, ...] = ()
    assessment: tuple[Text, ...] = ()
    most_megabytes: int = Field(default=256, ge=64, le=65536)
    most_seconds: int = Field(default=50, ge=1, le=86400)


class Schema(Section):
    """The whole file.

    One that extends the default says only what differs: its entries are added, or change those of the same id. `drop`
    takes entries of the default away, `only` keeps just those; both name ids (`talent`, `objects.incubators` where an
    id is several things) or sections.
    """

    policycmp: Text
    extends: Literal["default"] | None = None
    drop: tuple[Text, ...] = ()
    only: tuple[Text, ...] = ()
    settings: Settings = Settings()
    topics: tuple[Topic, ...] = Field(min_length=1)
    uncovered: tuple[Text, ...] = ()
    indicators: tuple[Indicator, ...]
    renamed: dict[Text, Text] = Field(default_factory=dict)
    objects: tuple[CountedObject, ...] = ()
    wholes: tuple[Whole, ...] = ()
    events: tuple[RewardedAct, ...] = ()
    denominators: tuple[Denominator, ...] = ()
    measures: tuple[Measure, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    directives: tuple[Directive, ...] = ()
    variables: tuple[Variable, ...] = ()
    subvariables: tuple[Subvariable, ...] = ()
    overrides: tuple[Correction, ...] = ()
    units: tuple[UnitFamily, ...] = Field(min_length=1)
    strengths: Strengths
    rules: tuple[Rule, ...] = ()
    comparisons: tuple[NamedComparison, ...] = ()
