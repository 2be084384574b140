"""Why a number of a plan was held for a commitment or for none, found again when somebody asks.

The signs of its mood are not kept with an analysis, they would be larger than all the rest: the plan is read once more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.corpus.additions import MARK
from policycmp.corpus.pipeline import analyze_document, tools_of
from policycmp.language.repairs import make_legible
from policycmp.models import Span, Target
from policycmp.naming import name_number
from policycmp.tables.mood_reasons import MoodReasons
from policycmp.targets import Extractor
from policycmp.targets.mood_judge import shipped_judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import Config
    from policycmp.models import Analysis, Rejection
    from policycmp.targets.mood_judge import Decision


def reasons_for(number: Target | Rejection, analysis: Analysis, config: Config) -> MoodReasons:
    """Tell how a number was decided.

    Args:
        number: a commitment or a number that was turned down.
        analysis: of its plan.
        config: what it was read by.
    """
    promised = isinstance(number, Target)
    if number.confidence is None:
        told = number.reasons if isinstance(number, Target) else (number.reason,)
        by_reader = any(MARK in reason for reason in told)
        rule = next((reason for reason in told if reason in _SETTLING), told[0] if told else "")
        return MoodReasons(promised, None, {}, rule, by_reader)
    signs = _find_signs(number.span, analysis, config)
    return MoodReasons(promised, number.confidence, shipped_judge().weigh(signs))


# What settles that a number is a commitment, among the words that tell so.
_SETTLING = frozenset({"cell of a table", "said of what is to come"})


def _find_signs(span: Span, analysis: Analysis, config: Config) -> Sequence[str]:
    """Read a plan once more as it was read, and listen to what the judge is told of one number."""
    legible = make_legible(analysis.document.text)
    found: list[Sequence[str]] = []

    def hear(heard: Span, signs: Sequence[str], _: Decision) -> None:
        if legible.printed(heard) == span:
            found.append(signs)

    tools = tools_of(config, numbers=True, actuals=False)
    if tools.numbers is not None:
        tools = replace(
            tools, numbers=replace(tools.numbers, extractor=Extractor(config, name_number, hear=hear))
        )
    analyze_document(analysis.document, tools, metadata=analysis.metadata)
    return found[-1] if found else ()
