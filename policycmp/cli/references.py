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
        from policycmp.compare.context_table import load_context
        from policycmp.compare.upper import propose_uppers, settle_uppers

        context = load_context(self.context, config) if self.context else None
        uppers = settle_uppers(corpus, self.uppers or ())
        if not self.uppers and not quiet:
            for proposal in propose_uppers(corpus):
                tell(
                    f"note: {proposal.doc} {proposal.reason}: --upper {proposal.upper} measures it against that plan"
                )
        return compare(corpus, config, context, uppers)
