"""Analyzed plans → a corpus: copies left out, corrections made, versions told, columns ordered and labelled."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.corpus.override_rows import load_overrides
from policycmp.corpus.overrides import apply_overrides, correct, find_owners
from policycmp.corpus.versions import find_copies, find_versions
from policycmp.models import Analysis, Corpus, Issue, Severity
from policycmp.rows.peers import Peers
from policycmp.store.selection import select_analyses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from policycmp.config import Config
    from policycmp.corpus.override_rows import Override
    from policycmp.store.analyses import StoredAnalyses
    from policycmp.store.catalog import Kin
    from policycmp.store.shelf import Shelf


def assemble(
    read: Sequence[Analysis], issues: Sequence[Issue], corrections: Sequence[Override] = ()
) -> Corpus:
    """Make the analyses of plans a corpus: leave out copies, correct, tell versions, order and label the columns."""
    copies = find_copies(read)
    kept = [analysis for analysis in read if analysis.doc not in copies]
    analyses, unfit = apply_overrides(kept, corrections)
    told = [*_copy_issues(read, copies), *unfit, *find_versions(analyses), *_dated_by_name(analyses)]
    ordered = _in_columns(analyses)
    return Corpus(ordered, column_labels(ordered), (*issues, *told))


def gather(
    outcomes: Iterable[Analysis | Issue],
    issues: Sequence[Issue],
    corrections: Sequence[Override],
    where: str | None,
) -> Corpus:
    """Make what became of the plans of a run a corpus of those of which a condition holds (`assemble`).

    Raises:
        UsageError: the condition is none, or holds of no plan.
    """
    found = sorted(outcomes, key=lambda each: each.doc or "")
    lost = [each for each in found if isinstance(each, Issue)]
    read = [each for each in found if isinstance(each, Analysis)]
    return assemble(select_analyses(read, where), [*issues, *lost], corrections)


def load_corpus(
    store: str | Path,
    config: Config,
    *,
    where: str | None = None,
    overrides: str | Path | None = None,
    parts: Collection[str] | None = None,
    at_once: bool | None = True,
    about: str | None = None,
) -> Corpus:
    """Load plans from a store: the same corpus as their files would give.

    Args:
        store: the file of the store.
        config: the one that it was made with.
        where: a condition on the plans (`store.selection.find_selected`); the others are left out.
        overrides: a CSV of corrections to clauses and commitments, beside those of the config.
        parts: which of `store.analyses.PARTS` to load; all by default.
        at_once: whether the analyses are loaded now; otherwise some at a time, whenever they are gone through. None
            loads now what fits into one such load.
        about: the id of a clause, a commitment or a number, where only the plan that holds it is wanted.

    Raises:
        ConfigError: the CSV has mistakes.
        StoreError: the store cannot be used.
        UsageError: the condition is none, or holds of no plan.
    """
    from policycmp.store.analyses import PARTS, stored_analyses  # noqa: PLC0415 - DuckDB is heavy
    from policycmp.store.shelf import Shelf  # noqa: PLC0415

    corrections = load_overrides(config, overrides)
    shelf = Shelf.open(Path(store))
    issues = shelf.find_issues(config)
    stored = stored_analyses(shelf, where, PARTS if parts is None or corrections else parts, about)
    kin = shelf.load_kin(stored.plans)
    if where is not None and not _are_whole(stored, shelf, kin):
        kin = find_kin(stored)
    issues += _copy_issues(stored.heads, kin.copies)
    stored = stored.only([doc for doc in stored.plans if doc not in kin.copies])
    stored, unfit = _corrected(stored, corrections)
    issues += [*unfit, *kin.versions, *_dated_by_name(stored.heads)]
    stored = stored.ordered([head.doc for head in _in_columns(stored.heads)])
    labels = column_labels(stored.heads)
    now = stored.are_few if at_once is None else at_once
    return Corpus(stored.load() if now else stored, labels, tuple(issues))


def _are_whole(stored: StoredAnalyses, shelf: Shelf, kin: Kin) -> bool:
    """Tell whether some plans are one plan twice exactly where the store knows that they are.

    They are where they hold the original of every copy, and all plans of each region: versions are of one region.
    """
    regions = [head.metadata.region for head in stored.heads]
    counts = Counter(region.code or region.name for region in regions if region.name)
    everywhere = shelf.count_by_region()
    return all(everywhere[region] == count for region, count in counts.items()) and all(
        kin.copies[doc] in stored.plans for doc in stored.plans if doc in kin.copies
    )


def find_kin(stored: StoredAnalyses) -> Kin:
    """Find which of some plans in a store are copies, and which of the others are versions of one plan."""
    from policycmp.store.catalog import Kin  # noqa: PLC0415 - as above

    stored = stored.with_fingerprints()
    copies = find_copies(stored.heads, stored.document_loader())
    return Kin(copies, find_versions([head for head in stored.heads if head.doc not in copies]))


def _corrected(stored: StoredAnalyses, corrections: Sequence[Override]) -> tuple[StoredAnalyses, list[Issue]]:
    """Correct plans whenever they are loaded; those that corrections name are loaded now to see what fits nothing."""
    by_doc, issues = find_owners(stored.plans, corrections)
    for analysis in stored.only(by_doc) if by_doc else ():
        issues += correct(analysis, by_doc[analysis.doc])[1]
    if not by_doc:
        return stored, issues
    return stored.corrected(lambda analysis: correct(analysis, by_doc.get(analysis.doc, ()))[0]), issues


def _in_columns(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    by_doc = {analysis.doc: analysis for analysis in analyses}
    return tuple(by_doc[doc] for doc in Peers.of(Corpus(tuple(analyses))).docs)


def _copy_issues(analyses: Iterable[Analysis], copies: Mapping[str, str]) -> list[Issue]:
    """Tell which plans are left out, for their text stands in another."""
    paths = {analysis.doc: analysis.document.path for analysis in analyses}
    return [
        Issue(
            Severity.WARNING,
            "read",
            f"{paths[doc]}: the same text as `{first}` ({paths[first]}); it is left out",
            doc,
        )
        for doc, first in sorted(copies.items())
        if doc in paths and first in paths
    ]


def column_labels(analyses: Iterable[Analysis]) -> dict[str, str]:
    """Label each plan by region and year.

    Args:
        analyses: the plans of one run.

    Returns:
        By id, the region's short name and the year (of issue, else the one that the plan is for); the whole
        name where two plans would be labelled alike (吉林省, 吉林市); with the id where even these are, or the id
        alone where the region is unknown.
    """
    analyses = tuple(analyses)
    regions = {analysis.doc: analysis.metadata.region for analysis in analyses}
    short = {analysis.doc: _label(analysis, regions[analysis.doc].short_name) for analysis in analyses}
    whole = {analysis.doc: _label(analysis, regions[analysis.doc].name) for analysis in analyses}
    counts = Counter(short.values())
    labels = {doc: label if counts[label] == 1 else whole[doc] for doc, label in short.items()}
    counts = Counter(labels.values())
    return {
        doc: label if counts[label] == 1 or label == doc else f"{label} ({doc})"
        for doc, label in labels.items()
    }


def _dated_by_name(analyses: Sequence[Analysis]) -> list[Issue]:
    """Tell which plans take their year from their file's name."""
    docs = [analysis.doc for analysis in analyses if analysis.metadata.is_dated_by_name]
    if not docs:
        return []
    message = f"the year of {', '.join(docs)} (marked *) is taken from the file's name; --meta sets it"
    return [Issue(Severity.NOTE, "meta", message)]


def _label(analysis: Analysis, name: str | None) -> str:
    if name is None:
        return analysis.doc
    year = analysis.metadata.label_year
    mark = "*" if analysis.metadata.is_dated_by_name else ""
    return f"{name} {year}{mark}" if year else name
