"""What the comparison commands share: compare, narrow, and lay out the parts that were asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.cli.narrowing import headline
from policycmp.cli.references import References
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
    further: Sequence[str] = (),
    references: References | None = None,
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
        further: tables beside the parts: `distribution`, `upper`, `credibility`, `distinctive`.
        references: what the numbers are set against.
    """
    from policycmp.tables import comparison_data, comparison_tables

    whole = (references or References()).compare(corpus, config, quiet=quiet)
    _tell_new(whole, quiet=quiet)
    comparison = narrowing.narrow(whole)

    def tables() -> list[Table]:
        return _in_order([*comparison_tables(comparison, lang, parts), *_further(comparison, further, lang)])

    opening = headline(comparison, lang) if opened else ""
    report = Report(tables, lambda: comparison_data(comparison, (*parts, *only_data), lang), opening=opening)
    return replace(report, digest=_digest(comparison, report, (*parts, *further), lang))


def _digest(comparison: Comparison, whole: Report, names: Sequence[str], lang: str) -> Report | None:
    """Lay out figures over all plans, where these are too many to be read side by side."""
    if not comparison.peers.are_too_many:
        return None
    from policycmp.tables.digest import Digest

    digest = Digest(comparison, lang)
    builders = {
        "coverage": digest.coverage,
        "measures": digest.measures,
        "targets": digest.targets,
        "ambition": digest.ambition,
        "credibility": digest.credibility,
        "upper": digest.upper,
    }
    shown = [name for name in builders if name in names and (name != "upper" or comparison.grounds.uppers)]
    opening = "\n".join(line for line in (whole.opening, digest.opening) if line)
    return replace(whole, tables=lambda: [builders[name]() for name in shown], opening=opening)


def explanation_report(
    corpus: Corpus,
    config: Config,
    request: str,
    narrowing: Narrowing,
    references: References,
    lang: str = "en",
) -> Report:
    """Explain the figures of a row, a cell, a topic or a city.

    Raises:
        UsageError: where nothing is called so.
    """
    from policycmp.tables.explanation import Explainer, explanation_data, explanation_table

    comparison = narrowing.narrow(references.compare(corpus, config, quiet=True))
    steps = Explainer(comparison, lang).explain(request)
    records = explanation_data(steps)
    return Report(lambda: [explanation_table(steps, lang)], lambda: records, lambda: records)


def distinctive_report(
    corpus: Corpus,
    config: Config,
    narrowing: Narrowing,
    references: References,
    lang: str = "en",
    quiet: bool = False,
) -> Report:
    """Tell what each city has and its peers do not."""
    from policycmp.tables.distinctive import distinctive_data

    comparison = narrowing.narrow(references.compare(corpus, config, quiet=quiet))

    def records() -> list[dict[str, object]]:
        return distinctive_data(comparison)

    return Report(lambda: _further(comparison, ("distinctive",), lang), records, records)


def _further(comparison: Comparison, names: Sequence[str], lang: str) -> list[Table]:
    """Write the further tables that say something: a spread needs many cities, a gap a plan above."""
    from policycmp.tables.further_tables import FurtherTables

    tables = FurtherTables(comparison, lang)
    peers = sum(comparison.peers.is_peer(doc) for doc in comparison.peers.docs)
    spoken = {
        "distribution": peers >= comparison.config.settings.percentile_from,
        "upper": bool(comparison.grounds.uppers),
        "credibility": True,
        "distinctive": True,
    }
    builders = {
        "distribution": tables.distribution,
        "upper": tables.upper,
        "credibility": tables.credibility,
        "distinctive": tables.distinctive,
    }
    return [builders[name]() for name in names if spoken[name]]


def _in_order(tables: list[Table]) -> list[Table]:
    """Put the spread, which a reader of many cities needs first, before the cells that it sums up."""
    keys = ("coverage", "measures", "distribution", "targets")
    return sorted(tables, key=lambda table: keys.index(table.key) if table.key in keys else len(keys))


def _tell_new(comparison: Comparison, *, quiet: bool) -> None:
    """Tell the issues that the comparison itself found."""
    told = {issue for analysis in comparison.corpus.analyses for issue in analysis.issues}
    told |= set(comparison.corpus.issues)
    documents = {analysis.doc: analysis.document for analysis in comparison.corpus.analyses}
    for issue in comparison.issues:
        if issue not in told:
            tell_issues([issue], quiet=quiet, document=documents.get(issue.doc or ""))
