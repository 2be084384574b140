"""What all numbers of a clause share: its text, the dates round it, and the time phrases that may date them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from policycmp.language import patterns as re
from policycmp.targets.dating import TimePhrase, find_time_phrases
from policycmp.targets.grants.windows import calls_for

if TYPE_CHECKING:
    from policycmp.models import Clause, Span
    from policycmp.targets.candidates import ClauseText
    from policycmp.targets.document_dates import DocumentDates
    from policycmp.targets.mood import Spoken
    from policycmp.targets.setting import Setting


class TopicsOf(Protocol):
    """Tells the topics of a phrase in its context, or in a part of that."""

    def __call__(self, phrase: str, context: str, /, within: Span | None = None) -> tuple[str, ...] | None:
        """Give the ids of topics; None where it is what no topic covers."""


_AHEAD = re.compile(r"今后|未来")
# A year in the title of a plan dates that plan.
_TITLE_MARKS = frozenset("《<")


@dataclass(frozen=True)
class ClauseSetting:
    """What all numbers of a clause share."""

    clause: Clause
    text: ClauseText
    dates: DocumentDates
    is_report: bool
    topics: TopicsOf
    setting: Setting
    spoken: Spoken

    @cached_property
    def phrases(self) -> list[TimePhrase]:
        """The time phrases that may date a number."""
        found = find_time_phrases(self.text.flat, self.dates.present, self.dates.period, self.dates.stages)
        return [phrase for phrase in found if self.text.opening_mark(phrase.span) not in _TITLE_MARKS]

    @cached_property
    def coming(self) -> list[TimePhrase]:
        """Those of them that can be a deadline: none before the year of issue (1980年前建成的小区)."""
        issued = self.dates.issued
        return [
            one
            for one in self.phrases
            if one.year is None or not issued or one.year >= issued or self.is_of_plan(one)
        ]

    @cached_property
    def acts(self) -> list[TimePhrase]:
        """Those that can be the window of a rewarded act, which may be the year before: 启动2022年度申报."""
        issued = self.dates.issued
        if not issued or not any(one.year == issued - 1 for one in self.phrases):
            return self.coming
        coming = set(self.coming)
        return [
            one
            for one in self.phrases
            if one in coming or (one.year == issued - 1 and calls_for(self.text.flat, one.span))
        ]

    def is_of_plan(self, phrase: TimePhrase) -> bool:
        """Tell whether a phrase looks ahead (到2020年, 今后五年) within the plan that a younger page tells of."""
        period = self.dates.period
        if phrase.year is None or period is None or not period.first <= phrase.year <= period.last:
            return False
        start, end = phrase.span
        return (
            self.text.flat[start - 1 : start] in {"到", "至"}
            or _AHEAD.search(self.text.flat, start, end) is not None
        )
