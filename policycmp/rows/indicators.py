"""Indicators: what rows are about, composed of what numbers count, or named by the config."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Counted, TargetType
from policycmp.rows.align import Aligner, name_of
from policycmp.rows.counted_keys import GRADES, PROPERTIES, Key, Keys
from policycmp.rows.units import PERCENT, Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from policycmp.config import Config
    from policycmp.config import Indicator as NamedIndicator
    from policycmp.config.schema import Ratio
    from policycmp.models import Target


_LETTERED = re.compile(r"([a-z])[类级]")
_PROPER = ("China", "Chinese")
# What the end of a name says of the numbers for it, by their property.
_TOLD = {
    "share": re.compile("(?:率|占比|比重|比例)$"),
    "area": re.compile("面积$"),
    "amount": re.compile("[金总]?额$"),
    "time": re.compile("(?:时间|时长|时限|期限)$"),
}
_NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Name:
    """A label in both languages; words of the plans that have no English stand in Chinese in both."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing measured, for a type of commitments.

    `key` is None for one that the config knows by its names. `direction` tells which way is more ambitious; it is
    None where the vocabulary does not have the object, so that nobody can say. `place` orders indicators.
    """

    id: str
    label: Name
    topic: str | None = None
    units: tuple[str, ...] = ()
    direction: Literal["up", "down"] | None = None
    note: Name | None = None
    ratio: Ratio | None = None
    intensive: bool = False
    key: Key | None = None
    place: tuple[int, ...] = ()

    @property
    def unit(self) -> str | None:
        """The family that it is counted in as a rule."""
        return self.units[0] if self.units else None

    @property
    def is_known_by_name(self) -> bool:
        """Whether it was found by the name that a plan gives its number, and not composed."""
        return self.key is None and self.place[:1] == (0,)

    @property
    def is_listed(self) -> bool:
        """Whether the config has it, or its object."""
        return self.direction is not None


def indicators_of(config: Config) -> Indicators:
    """Give the indicators of a config, with its unit families."""
    return Indicators(config, Units(config))


class Indicators:
    """The indicators of a config, and those composed of what numbers count."""

    def __init__(self, config: Config, units: Units) -> None:
        self._config, self._units = config, units
        self._keys = Keys(config)
        self._aligner = Aligner(config, units)
        self._has_names = any(indicator.names for indicator in config.indicators)
        self._named = {indicator.id: indicator for indicator in config.indicators}
        self._composed: dict[tuple[str, Key], Indicator] = {}
        self._counted: dict[tuple[str | None, ...], tuple[Indicator, ...]] = {}

    def of(self, target: Target, region: str | None = None) -> tuple[tuple[Indicator, ...], str]:
        """Find what a commitment counts.

        Args:
            target: the commitment.
            region: the short name of the region that the plan speaks for, which may stand before a name.

        Returns:
            The indicator that the config knows by its name, else one for each kind of thing under its number; where
            there is none, a name for it.
        """
        if self._has_names and (named := self._aligner.align(target, region)):
            return (self._from_names(named),), ""
        kinds = self._kinds(target.type, target.counts)
        return kinds, "" if kinds else name_of(target, region)

    def id_of(self, target: Target, region: str | None = None) -> str | None:
        """Give the id of what a commitment counts, of a list those of its kinds; None where there is none."""
        return _joined_id(self.of(target, region)[0]) or None

    def _kinds(self, kind: TargetType, counts: Counted) -> tuple[Indicator, ...]:
        """Compose the indicator of each kind of thing under a number; plans count the same things again and again."""
        said = (kind, counts.object, counts.property, counts.grade, counts.event, counts.of)
        if said not in self._counted:
            self._counted[said] = tuple([self.compose(kind, key) for key in self._keys.keys(counts)])
        return self._counted[said]

    def words(self, counts: Counted) -> frozenset[str]:
        """Give the words that the vocabulary has for what a number counts, folded; else the plans' own word."""
        return self._keys.words(counts)

    def compose(self, kind: TargetType | str, key: Key) -> Indicator:
        """Compose the indicator of a key, or take the one that the config names for it."""
        if (str(kind), key) not in self._composed:
            self._composed[str(kind), key] = self._compose(TargetType(kind), key)
        return self._composed[str(kind), key]

    def find(self, identifier: str) -> Indicator | None:
        """Find an indicator by its id, an earlier one or a present one, or by a word for its object."""
        identifier = self._config.renamed.get(identifier, identifier)
        if named := self._named.get(identifier):
            return self._from_names(named) if named.counts is None else self._of_combination(named)
        key = self._keys.parse_id(identifier)
        if key is None:
            [key, *_] = self._keys.keys(Counted(identifier, "count")) or [Key("")]
            return self.compose(TargetType.TARGET, key) if self._keys.object(key) else None
        return self.compose(_type_of(key), key)

    @cached_property
    def shares(self) -> tuple[Indicator, ...]:
        """Those that say which amount, over which denominator, gives them."""
        return tuple(
            indicator
            for named in self._config.indicators
            if named.ratio and named.unit == PERCENT and (indicator := self.find(named.id))
        )

    def _compose(self, kind: TargetType, key: Key) -> Indicator:
        if (str(kind), key) in self._combinations:
            return self._of_combination(self._combinations[str(kind), key])
        counted = self._keys.object(key)
        return Indicator(
            id=self._keys.id_of(key),
            label=self._label(kind, key),
            topic=counted.topic if counted else None,
            units=counted.units if counted else (),
            direction=counted.direction if counted else None,
            intensive=key.property in {"share", "ratio", "rate"},
            key=key,
            place=self._place(key),
        )

    def _of_combination(self, named: NamedIndicator) -> Indicator:
        return _registered(named, key=self._key_of(named), place=self._place(self._key_of(named)))

    def _from_names(self, named: NamedIndicator) -> Indicator:
        return _registered(named, key=None, place=(0, list(self._named).index(named.id)))

    @cached_property
    def _combinations(self) -> dict[tuple[str, Key], NamedIndicator]:
        """The indicators of the config that name a key, by type and key."""
        return {(named.type, self._key_of(named)): named for named in self._config.indicators if named.counts}

    def _key_of(self, named: NamedIndicator) -> Key:
        assert named.counts is not None
        return self._keys.keys(named.counts.as_counted())[0]

    def _place(self, key: Key) -> tuple[int, ...]:
        """Order keys by object and act, then by grade from the highest, then by what of it is counted."""
        objects, events, grades, properties = self._places
        return (
            1,
            objects.get(key.object, len(objects)),
            events.get(key.event, len(events)) if key.event else -1,
            grades.get(key.grade, len(grades)),
            properties.get(key.property, len(properties)),
        )

    @cached_property
    def _places(self) -> tuple[dict[str, int], ...]:
        sections = (
            [counted.id for counted in self._config.objects],
            [event.id for event in self._config.events],
            GRADES,
            PROPERTIES,
        )
        return tuple({word: place for place, word in enumerate(words)} for words in sections)

    def _label(self, kind: TargetType, key: Key) -> Name:
        """Write the label in both languages; an object without an English one keeps the plans' word."""
        english, chinese = self._writers
        word = self._keys.word(key)
        return Name(english.label(kind, key, word), chinese.label(kind, key, word))

    @cached_property
    def _writers(self) -> tuple[LabelWriter, LabelWriter]:
        return LabelWriter(self._config, "en"), LabelWriter(self._config, "zh")


def _type_of(key: Key) -> TargetType:
    return TargetType.INCENTIVE if key.property in {"grant", "rate"} else TargetType.TARGET


def _registered(named: NamedIndicator, *, key: Key | None, place: tuple[int, ...]) -> Indicator:
    return Indicator(
        id=named.id,
        label=Name(named.label.en, named.label.zh),
        topic=named.topic,
        units=(named.unit,),
        direction=named.direction,
        note=Name(named.note.en, named.note.zh) if named.note else None,
        ratio=named.ratio,
        intensive=named.intensive,
        key=key,
        place=place,
    )


def joined(indicators: Sequence[Indicator]) -> Indicator | None:
    """Give the indicator of all kinds of a list together; None where there is none."""
    if len(indicators) < 2:  # noqa: PLR2004
        return indicators[0] if indicators else None
    first = indicators[0]
    return Indicator(
        id=_joined_id(indicators),
        label=Name(
            " / ".join(indicator.label.en for indicator in indicators),
            "、".join(indicator.label.zh for indicator in indicators),
        ),
        topic=first.topic,
        units=first.units,
        direction=first.direction,
        intensive=first.intensive,
        place=first.place,
    )


def _joined_id(indicators: Iterable[Indicator]) -> str:
    return "|".join(indicator.id for indicator in indicators)


class IndicatorLabels(Labels):
    """How the parts of a key are put into one label."""

    grades = Bilingual(
        {
            **{grade: grade for grade in GRADES},
            "特等奖": "special prize",
            "一等奖": "first prize",
            "二等奖": "second prize",
            "三等奖": "third prize",
            "金奖": "gold",
            "银奖": "silver",
            "铜奖": "bronze",
            "优秀奖": "prize of excellence",
            "优秀": "excellent",
            "良好": "good",
            "合格": "passed",
            "甲级": "class A",
            "乙级": "class B",
        },
        {"national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级"},
    )
    lettered = Bilingual("class {letter}", "{letter}类")
    # What is granted, by property; the object and the act stand in `things`.
    grants = Bilingual(
        {"grant": "Grant: {things}", "rate": "Grant rate: {things}", "ratio": "Grant per unit: {things}"},
        {"grant": "{things}奖励", "rate": "{things}补助比例", "ratio": "{things}补助标准"},
    )
    terms = Bilingual(
        {"rate": "rate", "ratio": "per unit", "area": "area", "other": "benefit"},
        {"rate": "补助比例", "ratio": "补助标准", "area": "面积", "other": "其他优惠"},
    )
    rewarded = Bilingual("{things}: {event}", "{things}{event}")
    any = Bilingual("any grade", "不分级")
    comma = Bilingual(", ", "，")
    benefit = Bilingual("Benefit: {things}", "{things}优惠")
    rule = Bilingual("Rule: {things}", "规定：{things}")
    properties = Bilingual(
        {"amount": "{things}, amount", "area": "{things}, area", "time": "{things}, time"},
        {"amount": "{things}金额", "area": "{things}面积", "time": "{things}时间"},
    )
    share = Bilingual("{things} as a share of {whole}", "{things}占{whole}比重")
    share_of_unsaid = Bilingual("{things}, share", "{things}占比")
    ratio = Bilingual("{things} per unit of {whole}", "单位{whole}{things}")
    ratio_of_unsaid = Bilingual("{things}, ratio", "{things}比率")
    rate_of = Bilingual("{label}, of {whole}", "{label}（占{whole}）")


class LabelWriter:
    """Writes the labels of keys in one language."""

    def __init__(self, config: Config, lang: str) -> None:
        self._lang, self._labels = lang, IndicatorLabels(lang)
        sections = (config.objects, config.events, config.wholes)
        self._objects, self._events, self._wholes = (
            {entry.id: entry.label.zh if lang == "zh" else entry.label.en for entry in section}
            for section in sections
        )
        self._chinese = {counted.id: counted.label.zh for counted in config.objects}
        self._amounts = {
            counted.id: counted.label.zh
            for counted in config.objects
            if counted.units and counted.units[0] in {"yuan", "dollars"}
        }
        self._acts = {event.id: event.label.zh for event in config.events}

    def label(self, kind: TargetType, key: Key, word: str) -> str:
        """Write the label of a key for a type of commitments; `word` stands for an object without a label."""
        labels, whole = self._labels, self._wholes.get(key.of, key.of)
        if kind is TargetType.INCENTIVE:
            label = labels.grants.get(key.property, labels.benefit).format(things=self._things(key, word))
            return labels.rate_of.format(label=label, whole=whole) if whole else label
        label = self._measured(key, self._things(key, word), whole)
        return labels.rule.format(things=label) if kind is TargetType.RULE else label

    def rewarded(self, key: Key) -> str:
        """Write the object and the act that is rewarded, without the grade."""
        name, event = self._objects.get(key.object, key.object), self._events.get(key.event, key.event)
        return self._labels.rewarded.format(things=name, event=event) if event else name

    def _things(self, key: Key, word: str) -> str:
        """Write what is counted or rewarded inside a phrase: the object with its grade and the act."""
        name, event = self._objects.get(key.object, word), self._events.get(key.event, key.event)
        if self._lang == "zh" and key.grade.endswith("奖"):
            return f"{name}{key.grade}{event}"
        if event and not self._says_the_act(key):
            name = f"{name}{event}" if self._lang == "zh" else f"{event} {_lowered(name)}"
        return self._with_grade(name, self._grade(key))

    def _says_the_act(self, key: Key) -> bool:
        """Tell whether what is paid for names the act itself: who is granted a rent has rented (场地租金, 租赁)."""
        spent, act = self._amounts.get(key.object, ""), self._acts.get(key.event, "")
        return not set(act).isdisjoint(spent)

    def terms(self, key: Key) -> str:
        """Write the terms of a grant: the grade that it is for, and of what a rate is a share."""
        whole = self._wholes.get(key.of, key.of)
        terms = self._labels.terms.get(key.property, "")
        if terms and whole:
            terms = self._labels.rate_of.format(label=terms, whole=whole)
        return self._labels.comma.join(part for part in (self._grade(key), terms) if part) or self._labels.any

    def _grade(self, key: Key) -> str:
        """Write the grade, as the plans do where nothing else is known for it."""
        if lettered := _LETTERED.fullmatch(key.grade):
            return self._labels.lettered.format(letter=lettered[1].upper())
        return self._labels.grades.get(key.grade, key.grade)

    def _with_grade(self, name: str, grade: str) -> str:
        if not grade:
            return name
        if self._lang != "zh":
            return f"{name}, {grade}"
        # A级物流企业 are of class A.
        return (
            name if name.startswith(grade.removesuffix("类")) and grade.endswith("类") else f"{grade}{name}"
        )

    def _measured(self, key: Key, things: str, whole: str) -> str:
        """Write what a number says of its object: nothing for a plain count or amount, or what its unit tells."""
        labels = self._labels
        if _TOLD.get(key.property, _NEVER).search(self._chinese.get(key.object, key.object)):
            # 污水收集率, 人均体育场地面积: the name tells it.
            return things
        if key.property in {"share", "rate"}:
            pattern = labels.share if whole else labels.share_of_unsaid
        elif key.property == "ratio":
            pattern = labels.ratio if whole else labels.ratio_of_unsaid
        elif key.property == "amount" and key.object in self._amounts:
            return things
        else:
            pattern = labels.properties.get(key.property, "{things}")
        return pattern.format(things=things, whole=whole)


def _lowered(name: str) -> str:
    """Write a name inside a phrase: its first letter small unless it is an abbreviation or a country's."""
    is_fixed = name[1:2].isupper() or not name[1:2].isalpha() or name.startswith(_PROPER)
    return name if is_fixed else name[:1].lower() + name[1:]
