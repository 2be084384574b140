"""What numbers are set against on the command line: a context table, and the plan of the level above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.cli.streams import tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus
    from policycmp.scores.upper import Proposal

# More notes than a screen has lines are read by nobody.
_MOST_TOLD = 24


@dataclass(frozen=True, slots=True)
class References:
    """The context table, and the plans that the user names as those above others."""

    context: Path | None = None
    uppers: Sequence[str] | None = None

    def compare(self, corpus: Corpus, config: Config, *, quiet: bool = False) -> Comparison:
        """Compare plans on these grounds; where no plan above is named, tell which might be.

        Raises:
            ConfigError: where the context table has mistakes.
            UsageError: where a plan above is not there.
        """
        from policycmp.compare import compare
        from policycmp.rows.context import load_context
        from policycmp.scores.upper import propose_uppers, settle_uppers

        context = load_context(self.context, config) if self.context else None
        uppers = settle_uppers(corpus, self.uppers or ())
        if not self.uppers and not quiet:
            _tell(propose_uppers(corpus))
        return compare(corpus, config, context, uppers)


def _tell(proposals: Sequence[Proposal]) -> None:
    """Tell which plan may stand above which; where these are many, how many there are and what to do about them."""
    if len(proposals) > _MOST_TOLD:
        docs = {proposal.doc for proposal in proposals}
        tell(
            f"note: {len(docs)} plans cite others or lie in their regions: --upper DOC measures them against that plan"
        )
        return
    for proposal in proposals:
        tell(
            f"note: {proposal.doc} {proposal.reason}: --upper {proposal.upper} measures it against that plan"
        )
