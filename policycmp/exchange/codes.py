"""The codes of plans for tools of qualitative analysis: what clauses are about and do, what numbers are and count.

A code, a source and a coding have a guid that follows from what they are (UUID version 5 of a name), so that what comes
back is known again, and the same plans give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from policycmp.models import Function, TargetType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.config import Config
    from policycmp.config.schema import Instrument
    from policycmp.instruments import CodedClause, CodedPlan
    from policycmp.models import Analysis, Span

Key = tuple[str, str]
TOPIC, FUNCTION, INSTRUMENT, DIRECTIVE = "topic", "function", "instrument", "directive"
TYPE, OBJECT = "type", "object"
_URN = "urn:policycmp"
_SHADES = ("#1B6CA8", "#2E8B57", "#B5541C", "#7A4FA3", "#A8324A", "#4C7A34", "#37758C", "#8A6D1B")
_GROUPS = {
    TOPIC: ("Topics", "主题", "What a clause commits to something in."),
    FUNCTION: ("Functions", "条款功能", "What a clause does; every clause has one."),
    INSTRUMENT: (
        "Instruments",
        "政策工具",
        "By which policy instruments a clause works, after Rothwell and Zegveld.",
    ),
    DIRECTIVE: ("Directives", "指令类型", "How a clause directs, by its modal words."),
    TYPE: ("Commitments", "承诺", "A number that the issuer promises, grants or requires."),
    OBJECT: ("Counted", "计数对象", "What a commitment counts, grants for or regulates."),
}
_FUNCTIONS = {
    Function.SUBSTANCE: ("Policy", "政策内容", "commits to something"),
    Function.PURPOSE: ("Purpose", "目的依据", "says why, and on what ground"),
    Function.DEFINITION: ("Definition", "定义范围", "says what words mean, and whom it is for"),
    Function.ADMINISTRATION: ("Administration", "组织实施", "says who applies, examines, pays, assesses"),
    Function.FORMAL: ("Formality", "施行解释", "says from when it is in force, and who explains it"),
    Function.REVIEW: ("Review", "工作回顾", "tells what was done"),
}
_TYPES = {
    TargetType.TARGET: ("Target", "目标", "a result to be reached"),
    TargetType.INCENTIVE: ("Incentive", "奖补", "a grant, a rate or its cap"),
    TargetType.RULE: ("Rule", "规定", "a bound that others keep"),
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code, or a group of them (`kind` alone, with `codes` below it).

    `id` is the function, the type, the id of the topic, instrument or directive, or the object's id or else its word;
    `en` and `zh` are its names.
    """

    kind: str
    id: str
    en: str
    zh: str
    about: str = ""
    color: str = _SHADES[0]
    codes: tuple[Code, ...] = field(default=())

    @property
    def key(self) -> Key:
        """What tells it from all other codes."""
        return self.kind, self.id

    @property
    def guid(self) -> str:
        """Its guid, which follows from its key alone."""
        return guid("code", self.kind, self.id)

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.zh if lang == "zh" else self.en


class Coded(NamedTuple):
    """A passage of a plan and the keys of its codes, in their order."""

    span: Span
    keys: tuple[Key, ...]


def urn(*parts: str) -> str:
    """Name a thing of the program as a URN (`urn:policycmp:topic:ip`)."""
    return ":".join((_URN, *parts))


def guid(*parts: str) -> str:
    """Give the guid of a thing by its name."""
    return str(uuid5(NAMESPACE_URL, urn(*parts))).upper()


def codebook(config: Config, analyses: Iterable[Analysis] | None = None) -> tuple[Code, ...]:
    """Give all codes, in groups.

    Args:
        config: its topics, instruments, directives and objects.
        analyses: plans whose commitments are coded; what they count has codes. None gives the whole vocabulary.
    """
    objects = _vocabulary(config) if analyses is None else _counted(config, analyses)
    codes = {
        TOPIC: _shaded([(topic.id, topic.label.en, topic.label.zh, topic.about) for topic in config.topics]),
        FUNCTION: _shaded([(one.value, *names) for one, names in _FUNCTIONS.items()]),
        INSTRUMENT: _shaded(
            [(one.id, one.label.en, one.label.zh, about_instrument(one)) for one in config.instruments]
        ),
        DIRECTIVE: _shaded([(one.id, one.label.en, one.label.zh, "") for one in config.directives]),
        TYPE: _shaded([(one.value, *names) for one, names in _TYPES.items()]),
        OBJECT: _shaded(objects),
    }
    return tuple(
        Code(kind, "", en, zh, about, _SHADES[place], tuple(_codes(kind, codes[kind])))
        for place, (kind, (en, zh, about)) in enumerate(_GROUPS.items())
    )


def all_codes(groups: Iterable[Code]) -> Iterator[Code]:
    """Give the codes of groups, without the groups."""
    for group in groups:
        yield from group.codes


def about_instrument(instrument: Instrument) -> str:
    """Say where an instrument stands: its side, and the theme of the OECD that it falls under."""
    return f"{instrument.side.capitalize()} side. OECD STIP theme: {instrument.stip.en}."


def clause_keys(coded: CodedClause) -> dict[Key, None]:
    """Give the keys of what is coded of a clause, each once, in their order."""
    clause = coded.clause
    keys = [(FUNCTION, clause.function.value)]
    keys += [(TOPIC, topic.id) for topic in clause.topics]
    keys += [(INSTRUMENT, instrument) for instrument in coded.instruments]
    keys += [(DIRECTIVE, coded.directive.id)] if coded.directive else []
    return dict.fromkeys(keys)


def coded_passages(plan: CodedPlan) -> list[Coded]:
    """Give what is coded of a plan: clauses with all that `clause_keys` gives, numbers with their type and object.

    Args:
        plan: its clauses coded.

    Returns:
        The passages in the order of the text, one for each span.
    """
    keys: dict[Span, dict[Key, None]] = {}
    for coded in plan.clauses:
        keys.setdefault(coded.clause.span, {}).update(clause_keys(coded))
    for target in plan.analysis.targets:
        own = keys.setdefault(target.span, {})
        own[TYPE, target.type.value] = None
        if target.counts.object:
            own[OBJECT, target.counts.object_id or target.counts.object] = None
    return [Coded(span, tuple(own)) for span, own in sorted(keys.items()) if span.start < span.end]


def _vocabulary(config: Config) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.label.en, one.label.zh, "") for one in config.objects]


def _counted(config: Config, analyses: Iterable[Analysis]) -> list[tuple[str, str, str, str]]:
    """Give what plans count: what the vocabulary knows in its order, then other nouns as the plans write them."""
    counted = [target.counts for analysis in analyses for target in analysis.targets if target.counts.object]
    ids = {one.object_id for one in counted}
    words = sorted({one.object or "" for one in counted if not one.object_id})
    return [one for one in _vocabulary(config) if one[0] in ids] + [(word, word, word, "") for word in words]


def _shaded(codes: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    return [(*code, _SHADES[place % len(_SHADES)]) for place, code in enumerate(codes)]


def _codes(kind: str, codes: list[tuple[str, str, str, str, str]]) -> Iterator[Code]:
    """Make codes, each with a name of its own in its group: tools take no two codes of one name side by side."""
    taken: set[str] = set()
    for id_, en, zh, about, color in codes:
        own_en, own_zh = (name if name not in taken else f"{name} ({id_})" for name in (en, zh))
        taken |= {own_en, own_zh}
        yield Code(kind, id_, own_en, own_zh, about, color)
