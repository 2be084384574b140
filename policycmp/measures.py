"""Clauses → the named instruments that they commit to, or only mention.

A promise without a number is a promise too: the words decide, and the commitments that touch them make it quantified.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.breaths import STOP, judge_breath
from policycmp.language.lexicon import GAP, WordLexicon
from policycmp.language.text import fold, fold_words, sentences
from policycmp.language.title_words import GOALS, SLOGANS
from policycmp.models import MeasureUse, Span, TargetType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policycmp.config import Measure
    from policycmp.models import Clause, Target

_BREAK = re.compile("[,、]")
_TITLE = re.compile(r"《[^》]{0,80}》")
_PRINCIPLES = re.compile(f"{SLOGANS}|发展形势|面临")
_GOALS = re.compile(GOALS)
_LOOKING_BACK = re.compile("回顾|总结|成效|成就|现状|发展基础|过去|取得|发展情况|完成情况")


class _Mention(NamedTuple):
    """The words of a measure in a folded clause, and where those of the next one begin."""

    folded: str
    span: Span
    measure: str | None
    following: int


class MeasureFinder:
    """Reads the registry of measures once; then looks for them in any number of clauses."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._owners: dict[str, str | None] = {}
        for measure in measures:
            self._owners |= dict.fromkeys(fold_words(measure.negative))
        for measure in measures:
            self._owners |= dict.fromkeys(fold_words(measure.terms), measure.id)
        self._lexicon = WordLexicon(self._owners, GAP)

    def find(
        self,
        clauses: Iterable[Clause],
        targets: Iterable[Target],
        skip: Mapping[str, Sequence[Span]] | None = None,
    ) -> tuple[MeasureUse, ...]:
        """Find where the clauses of one plan speak of measures.

        Args:
            clauses: the clauses.
            targets: the plan's commitments; those of a clause that touch a measure make it quantified.
            skip: by the id of a clause, offsets into its text that never count, such as its statement of agencies.

        Returns:
            The uses in the order of the text; the words of a negative term are passed over.
        """
        by_clause: defaultdict[str, list[Target]] = defaultdict(list)
        for target in targets:
            by_clause[target.clause].append(target)
        uses: list[MeasureUse] = []
        for clause in clauses:
            uses += self._uses(clause, by_clause[clause.id], (skip or {}).get(clause.id, ()))
        return tuple(uses)

    def _uses(self, clause: Clause, targets: list[Target], skip: Sequence[Span]) -> Iterator[MeasureUse]:
        folded = fold(clause.text)
        mentions = [
            (span, measure)
            for span, measure in self._words(folded)
            if measure is not None and not any(span.overlap(other) for other in skip)
        ]
        counting = [(target, self._counted(target)) for target in targets] if mentions else []
        quotes = sentences(folded) if mentions else []
        for place, (span, measure) in enumerate(mentions):
            following = mentions[place + 1][0].start if place + 1 < len(mentions) else len(folded)
            own = _Mention(folded, span, measure, following)
            touching = [target.id for target, counted in counting if _touches(target, counted, clause, own)]
            committed, reason = _judge(clause, folded, span, counted=bool(touching))
            quote = next(
                (sentence.of(clause.text) for sentence in quotes if sentence.holds(span)), clause.text
            )
            yield MeasureUse(
                measure or "",
                clause.doc,
                clause.id,
                span.shift(clause.span.start),
                span.of(clause.text),
                quote,
                committed,
                reason,
                tuple(touching),
            )

    def _words(self, folded: str) -> Iterator[tuple[Span, str | None]]:
        for start, end, words in self._lexicon.find(folded):
            yield Span(start, end), self._owners[words]

    def _counted(self, target: Target) -> set[str | None]:
        """Give the measures that a commitment names as what it counts."""
        return {owner for _, owner in self._words(fold(target.indicator))}


def _touches(target: Target, counted: set[str | None], clause: Clause, mention: _Mention) -> bool:
    """Tell whether a commitment puts a number to a measure.

    It does where the measure is what it counts, where its number stands in the same breath, nearest to it of all
    measures, and where it is a grant for what the sentence named before it.
    """
    folded, span = mention.folded, mention.span
    place = target.span.shift(-clause.span.start)
    if STOP.search(folded, min(span.end, place.end), max(span.start, place.start)):
        return False
    if mention.measure in counted:
        return True
    if place.end <= span.start:
        return not _BREAK.search(folded, place.end, span.start)
    if not span.end <= place.start < mention.following:
        return False
    return target.type is TargetType.INCENTIVE or "," not in folded[span.end : place.start]


def _judge(clause: Clause, folded: str, span: Span, *, counted: bool) -> tuple[bool, str]:
    """Tell whether a clause commits to what it names, and why; what a commitment counts is promised."""
    if counted:
        return True, "promised by a number"
    if _is_principle(clause):
        return False, "stated as a principle"
    if any(_LOOKING_BACK.search(title) for title in (*clause.path, clause.heading)):
        return False, "looks back"
    if any(match.start() <= span.start < match.end() for match in _TITLE.finditer(folded)):
        return False, "the title of a document"
    heading = fold(clause.heading)
    at = folded.find(heading) if heading else -1
    if 0 <= at <= span.start < at + len(heading):
        return True, "heads the clause"
    return judge_breath(folded, span)


def _is_principle(clause: Clause) -> bool:
    if _GOALS.search(clause.heading):
        return False
    titles = (*clause.path, clause.heading)
    return any(_PRINCIPLES.search(title) and not _GOALS.search(title) for title in titles)
