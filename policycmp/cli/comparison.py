"""What the comparison commands share: compare, narrow, and lay out the parts that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.cli.narrowing import headline
from policycmp.cli.sink import Report
from policycmp.cli.streams import tell_issues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.cli.narrowing import Narrowing
    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus, Table


def comparison_report(
    corpus: Corpus,
    config: Config,
    parts: Sequence[str],
    narrowing: Narrowing,
    *,
    lang: str = "en",
    quiet: bool = False,
    opened: bool = False,
    only_data: Sequence[str] = (),
) -> Report:
    """Compare plans and lay out some parts of the comparison.

    Args:
        corpus: the plans.
        config: what to compare by.
        parts: of `coverage`, `measures`, `targets` and `ambition`.
        narrowing: which rows to keep.
        lang: of the tables.
        quiet: whether warnings are left out.
        opened: whether a line on the whole opens the tables.
        only_data: further parts that the JSON holds and the tables do not.
    """
    from policycmp.compare import compare

    whole = compare(corpus, config)
    _tell_new(whole, quiet=quiet)
    comparison = narrowing.narrow(whole)

    def tables() -> list[Table]:
        return comparison.tables(lang, parts)

    opening = headline(comparison, lang) if opened else ""
    return Report(tables, lambda: comparison.data((*parts, *only_data), lang), opening=opening)


def _tell_new(comparison: Comparison, *, quiet: bool) -> None:
    """Tell the issues that the comparison itself found."""
    told = {issue for analysis in comparison.corpus.analyses for issue in analysis.issues}
    told |= set(comparison.corpus.issues)
    documents = {analysis.doc: analysis.document for analysis in comparison.corpus.analyses}
    for issue in comparison.issues:
        if issue not in told:
            tell_issues([issue], quiet=quiet, document=documents.get(issue.doc or ""))
