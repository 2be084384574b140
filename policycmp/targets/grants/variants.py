"""The amount of a variant in brackets behind the plain one: 每件资助1000元(非职务发明500元), 奖5万元(续评2万元)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bracketed_variants import find_variant
from policycmp.language.measure_words import MONEY
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.models import Quantity, Span
    from policycmp.targets.candidates import Candidate, ClauseText

# Behind it the brackets go on or end: 500元/件、, 500元).
_ENDS = re.compile(r"(?:/[^,;。、\d()]{1,4})?(?=[、,;)])")
_MOST_TIMES = 20


def grants_variant(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what another class than the plain one gets, in brackets behind the amount of that.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    quantity, around = candidate.quantity, clause.quotes_around(candidate.span)
    if around is None or clause.text[around.start] != "(":
        return False
    plain = _plain_before(candidate, around)
    if plain is None or plain.unit != quantity.unit or quantity.unit not in MONEY:
        return False
    if quantity.comparator is not Comparator.EQ or _sums_up_to(plain, clause, around):
        return False
    if not plain.value <= quantity.value * _MOST_TIMES <= plain.value * _MOST_TIMES**2:
        return False
    if find_variant(clause.text, plain.span.end, candidate.span.start) is None:
        return False
    if not _ENDS.match(clause.text, candidate.span.end):
        return False
    return lexicon.GRANT_VERB.search(clause.flat, candidate.statement.start, around.start) is not None


def _plain_before(candidate: Candidate, brackets: Span) -> Quantity | None:
    """Find the last amount before the brackets."""
    plain = candidate.previous
    while plain and plain.span.end > brackets.start:
        plain = plain.previous
    return plain.quantity if plain else None


def _sums_up_to(plain: Quantity, clause: ClauseText, brackets: Span) -> bool:
    """Tell the parts of an amount (10万元(省级6万元、市级4万元)), which brackets list too."""
    amounts = (
        mention.quantity.value
        for mention in clause.mentions
        if mention.quantity and brackets.start < mention.span.start < brackets.end
    )
    return sum(amounts) == plain.value
