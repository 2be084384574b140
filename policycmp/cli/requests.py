"""Requests: what a command asks of a comparison, as the work that a session does on the plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.cli.comparison import comparison_report, distinctive_report, explanation_report
from policycmp.cli.references import References

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policycmp.cli.narrowing import Narrowing
    from policycmp.cli.sink import Report
    from policycmp.config import Config
    from policycmp.models import Corpus

    Work = Callable[[Corpus, Config], Report]

FURTHER = ("distribution", "upper", "credibility")


@dataclass(frozen=True, slots=True)
class Request:
    """Which rows to keep, what to set the numbers against, and how to speak."""

    narrowing: Narrowing
    references: References = field(default_factory=References)
    lang: str = "en"
    quiet: bool = False

    def compare(
        self,
        parts: Sequence[str],
        further: Sequence[str] = FURTHER,
        only_data: Sequence[str] = (),
        *,
        opened: bool = False,
    ) -> Work:
        """Ask for parts of the comparison (see `comparison_report`)."""
        return lambda corpus, config: comparison_report(
            corpus,
            config,
            parts,
            self.narrowing,
            lang=self.lang,
            quiet=self.quiet,
            opened=opened,
            only_data=only_data,
            further=further,
            references=self.references,
        )

    def explain(self, subject: str) -> Work:
        """Ask how the figures of a row, a cell, a topic or a city were made."""
        return lambda corpus, config: explanation_report(
            corpus, config, subject, self.narrowing, self.references, self.lang
        )

    def find_distinctive(self) -> Work:
        """Ask what each city has and its peers do not."""
        return lambda corpus, config: distinctive_report(
            corpus, config, self.narrowing, self.references, self.lang, self.quiet
        )
