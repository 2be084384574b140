"""Commitments that a reader adds: a passage with the number in ⟦ ⟧, found again by its words, and the fields given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from policycmp.language import patterns as re
from policycmp.language.quantities import find_quantities
from policycmp.language.text import fold, sentences
from policycmp.models import Comparator, Counted, Span, Strength, Target, TargetType

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policycmp.models import Analysis, Clause

ADD = "add"
MARK = "(override)"
COUNTS = "counts."
# What nothing can stand in for: without it there is no commitment.
NEEDED = ("type", "indicator")
_MARKED = re.compile(r"(?P<before>[^⟦⟧]*)⟦(?P<number>[^⟦⟧]+)⟧(?P<after>[^⟦⟧]*)")
# The id of a number in a plan: the plan's and where it begins.
_NUMBER_ID = re.compile(r"(?P<doc>.+):(?P<start>\d{1,9})")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words round a number, without their blanks; `number` is its place in them, `value` … what it reads."""

    words: str
    number: Span
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    comparator: Comparator = Comparator.EQ

    def __str__(self) -> str:
        """Show the number."""
        return self.number.of(self.words)


def parse_passage(text: str, units: tuple[str, ...]) -> Passage:
    """Read a passage of a plan in which a number is marked.

    Args:
        text: as `高新技术企业达到⟦120家⟧。`; blanks and line ends in it do not count.
        units: the measure words to know.

    Returns:
        The passage, with what the marked words say by themselves.

    Raises:
        ValueError: it is not marked so.
    """
    match = _MARKED.fullmatch(text)
    parts = [_squashed(part) for part in match.group("before", "number", "after")] if match else []
    if not parts or not parts[1]:
        raise ValueError(f"{text!r} marks no number; write the words round it as 总数达到⟦120家⟧。")
    before, number, after = parts
    span = Span(len(before), len(before) + len(number))
    quantities = find_quantities(fold(number), units)
    if not quantities:
        return Passage(before + number + after, span)
    read = quantities[0]
    return Passage(before + number + after, span, read.value, read.value_max, read.unit, read.comparator)


def start_of(identifier: str) -> int | None:
    """Read where a number begins off its id (`PLAN:120`); None where the id is not a number's."""
    match = _NUMBER_ID.fullmatch(identifier)
    return int(match["start"]) if match and "/" not in match["doc"].rpartition(":")[2] else None


def find_passage(text: str, passage: Passage, start: int) -> Span | None:
    """Find the number of a passage in a plan.

    Args:
        text: of the plan.
        passage: its words are looked for; blanks and line ends may stand anywhere.
        start: where the number began; of several places the nearest counts.

    Returns:
        The place of the number, or None where the words stand no longer in the plan.
    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    squashed = _squashed(text)
    found: list[Span] = []
    at = squashed.find(passage.words)
    while at >= 0:
        number = passage.number.shift(at)
        found.append(Span(places[number.start], places[number.end - 1] + 1))
        at = squashed.find(passage.words, at + 1)
    return min(found, key=lambda span: abs(span.start - start), default=None)


def make_target(
    analysis: Analysis, span: Span, passage: Passage, fields: Mapping[str, Any], taken: Collection[str]
) -> Target | None:
    """Make the commitment that a reader adds.

    Args:
        analysis: of the plan.
        span: of the number.
        passage: what the number says by itself.
        fields: what the reader says, by the names of a commitment's fields and `counts.object` and its like.
        taken: ids that others have.

    Returns:
        The commitment; None where the plan has no clause that it could stand in.
    """
    clause = _clause_at(analysis, span)
    if clause is None:
        return None
    told = {name: value for name, value in fields.items() if not name.startswith(COUNTS)}
    counted = {name.removeprefix(COUNTS): value for name, value in fields.items() if name.startswith(COUNTS)}
    stem = f"{clause.id}/{told['indicator'].replace('/', '／')}"
    target = Target(
        id=next(name for number in count(1) if (name := f"{stem}/{number}") not in taken),
        doc=analysis.doc,
        clause=clause.id,
        span=span,
        text=span.of(analysis.document.text),
        quote=_sentence(analysis.document.text, clause, span),
        type=told["type"],
        indicator=told["indicator"],
        scope="self",
        comparator=passage.comparator,
        value=told.get("value", passage.value or Decimal()),
        value_max=passage.value_max,
        unit=passage.unit,
        basis=None,
        per_year=False,
        deadline=None,
        strength=Strength.FIRM,
        reasons=(f"added {MARK}",),
        counts=Counted(**counted),
    )
    target = replace(target, **told)
    return target if target.type is TargetType.TARGET else replace(target, basis=None)


def _clause_at(analysis: Analysis, span: Span) -> Clause | None:
    """Give the clause that holds a place, else the last before it, else the first."""
    before = [clause for clause in analysis.clauses if clause.span.start <= span.start]
    holding = [clause for clause in before if clause.span.holds(span)]
    return next(iter([*holding[-1:], *before[-1:], *analysis.clauses[:1]]), None)


def _sentence(text: str, clause: Clause, span: Span) -> str:
    """Quote the sentence round a number, without its end; the number alone where it stands outside its clause."""
    if not clause.span.holds(span):
        return span.of(text)
    own = (each.shift(clause.span.start) for each in sentences(clause.span.of(text)))
    sentence = next((each for each in own if each.start <= span.start < each.end), span)
    return sentence.of(text).rstrip("。；;")


def _squashed(text: str) -> str:
    return "".join(character for character in text if not character.isspace())
