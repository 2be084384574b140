"""Plans compared as the command line asks, and the report of the parts that were asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policycmp.cli.narrowing import narrow
from policycmp.cli.output import Report
from policycmp.cli.streams import tell, tell_issues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.cli.options import Narrowing, References
    from policycmp.compare import Comparison
    from policycmp.config import Config
    from policycmp.models import Corpus, Table
    from policycmp.models.chart import DotPlot
    from policycmp.scores.upper import Proposal

# Tables of their own beside the parts of a comparison.
FURTHER = ("distribution", "upper", "credibility")
# More notes than a screen has lines are read by nobody.
_MOST_TOLD = 24
# Nor does anyone look at more charts of a spreadsheet.
_MOST_DRAWN = 48
_BARRED = {"basis", "window", "context", "level"}
_COUNTED = {
    "en": (
        ("plan", "plans"),
        ("quantified commitment", "quantified commitments"),
        ("cannot be compared", "cannot be compared"),
        ("warning", "warnings"),
    ),
    "zh": (("份方案",) * 2, ("项量化承诺",) * 2, ("项不可比",) * 2, ("条警告",) * 2),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a comparison a report shows.

    `main` are of `coverage`, `measures`, `targets` and `ambition`, `only_data` further ones that the JSON holds and
    the tables do not; `further` are tables beside the parts; `opened` puts a line on the whole above them.
    """

    main: Sequence[str]
    further: Sequence[str] = ()
    only_data: Sequence[str] = ()
    opened: bool = False


def compare_plans(
    corpus: Corpus,
    config: Config,
    narrowing: Narrowing,
    references: References,
    *,
    indicators: Sequence[str] | None = None,
    named: bool = True,
    placed: bool = True,
    quiet: bool = False,
) -> Comparison:
    """Compare plans and keep the rows that were asked for; where no plan above is named, tell which might be.

    Args:
        corpus: the plans.
        config: what to compare by.
        narrowing: which rows to keep, and their order.
        references: what the numbers are set against.
        indicators: those to keep, all by default.
        named: whether the cells of topics must name their clauses.
        placed: whether commitments must tell where the parts of what they count were read.
        quiet: whether notes are left out.

    Raises:
        ConfigError: where the context table has mistakes.
        UsageError: where a plan above is not there.
    """
    from policycmp.compare import compare
    from policycmp.rows.context import load_context
    from policycmp.scores.upper import propose_uppers, settle_uppers

    context = load_context(references.context, config) if references.context else None
    uppers = settle_uppers(corpus, references.upper or ())
    if not references.upper and not quiet:
        _tell_proposals(propose_uppers(corpus))
    comparison = compare(corpus, config, context, uppers, named=named, placed=placed, alike=references.alike)
    return narrow(comparison, narrowing, indicators)


def survey_plans(
    corpus: Corpus,
    config: Config,
    narrowing: Narrowing,
    *,
    topics: bool = False,
    measures: bool = False,
    named: bool = True,
) -> Comparison:
    """Lay side by side what plans speak of, without their numbers, and keep what was asked for (`compare.survey`)."""
    from policycmp.compare import survey

    return narrow(survey(corpus, config, topics=topics, measures=measures, named=named), narrowing)


def comparison_report(
    comparison: Comparison, parts: Parts, *, lang: str = "en", quiet: bool = False
) -> Report:
    """Lay out some parts of a comparison, and tell the issues that the comparison itself found.

    Args:
        comparison: what was found.
        parts: those to lay out.
        lang: of the tables.
        quiet: whether warnings are left out.
    """
    from policycmp.tables import comparison_tables

    _tell_new(comparison, quiet=quiet)

    def tables() -> list[Table]:
        main = comparison_tables(comparison, lang, parts.main)
        return _in_order([*main, *further_tables(comparison, parts.further, lang)])

    def data() -> dict[str, object]:
        from policycmp.tables.comparison_data import comparison_parts

        return comparison_parts(comparison, (*parts.main, *parts.only_data), lang)

    report = Report(
        tables,
        data,
        opening=(lambda: headline(comparison, lang)) if parts.opened else str,
        charts=(lambda: dot_plots(comparison, lang)) if "targets" in parts.main else None,
    )
    return replace(report, digest=_digest(comparison, report, (*parts.main, *parts.further), lang))


def dot_plots(comparison: Comparison, lang: str) -> list[DotPlot]:
    """Draw what several plans can be compared in, the most shared first."""
    from policycmp.tables.charts import ChartWriter

    writer = ChartWriter(comparison, lang)
    return [writer.dot_plot(thing) for thing in writer.things[:_MOST_DRAWN]]


def further_tables(comparison: Comparison, names: Sequence[str], lang: str) -> list[Table]:
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


def headline(comparison: Comparison, lang: str = "en") -> str:
    """Say in one line how many plans there are, and how much of what they promise cannot be compared."""
    from policycmp.rows.comparability import ComparedCell

    cells = [cell for row in comparison.rows for cell in row.cells.values()]
    compared = {cell.compared.target.id for cell in cells if isinstance(cell, ComparedCell)}
    others = {commitment.target.id for cell in cells if cell.state in _BARRED for commitment in cell.stated}
    whole = comparison.promised
    warnings = sum(issue.severity != "note" for issue in comparison.issues)
    counts = (len(comparison.corpus.analyses), len(whole), len(others - compared), warnings)
    named = zip(counts, _COUNTED[lang], strict=True)
    return " · ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in named if count)


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

    def opening() -> str:
        return "\n".join(line for line in (whole.opening(), digest.opening) if line)

    return replace(whole, tables=lambda: [builders[name]() for name in shown], opening=opening)


def _in_order(tables: list[Table]) -> list[Table]:
    """Put the spread, which a reader of many cities needs first, before the cells that it sums up."""
    keys = ("coverage", "measures", "distribution", "targets", "grants")
    return sorted(tables, key=lambda table: keys.index(table.key) if table.key in keys else len(keys))


def _tell_new(comparison: Comparison, *, quiet: bool) -> None:
    """Tell the issues that the comparison itself found."""
    doubts = {issue for issue in comparison.doubts if not quiet or issue.severity == "error"}
    if not doubts:
        return
    corpus = comparison.corpus
    told = {*comparison.analyzed, *corpus.issues}
    new = [issue for issue in comparison.issues if issue in doubts and issue not in told]
    owners = {issue.doc for issue in new if issue.doc is not None}
    documents = {analysis.doc: analysis.document for analysis in corpus.only(owners).analyses}
    for issue in new:
        tell_issues([issue], quiet=quiet, document=documents.get(issue.doc or ""))


def _tell_proposals(proposals: Sequence[Proposal]) -> None:
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
