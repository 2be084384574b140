"""The only place that composes stages: a document becomes an analysis, the plans of a run a corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policycmp.agencies import find_agencies, find_agency_lines, tells_first_leads
from policycmp.classify import Classifier
from policycmp.classify.weights import load_weights
from policycmp.compare.peers import Peers
from policycmp.errors import ReadError
from policycmp.measures import MeasureFinder
from policycmp.metadata import amend, find_metadata, find_unused, load_amendments
from policycmp.models import Analysis, Clause, Corpus, Document, Issue, Severity, Span
from policycmp.overrides import apply_overrides, load_overrides
from policycmp.readers import find_inputs, read_document
from policycmp.segment import segment
from policycmp.targets import Extractor, find_timeline, tells_past
from policycmp.versions import find_copies, find_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.metadata import Amendment
    from policycmp.readers import Input


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages need of a config, built once for any number of plans."""

    classifier: Classifier
    extractor: Extractor
    measures: MeasureFinder

    @classmethod
    def of(cls, config: Config) -> Tools:
        """Build the tools of a config."""
        weights = load_weights(config.model) if config.model else None
        return cls(Classifier(config.topics, weights), Extractor(config), MeasureFinder(config.measures))


def analyze_document(document: Document, tools: Tools, amendment: Amendment | None = None) -> Analysis:
    """Find everything that one plan says.

    Args:
        document: the plan as read.
        tools: the tools of the config (`Tools.of`).
        amendment: what the user knows better of its metadata.

    Returns:
        The analysis; its issues are those of all stages, reading first.
    """
    metadata, amended = amend(find_metadata(document), amendment)
    first_leads = tells_first_leads(document.text)
    segmented = segment(document)
    timeline = find_timeline(segmented, document, metadata)
    past = {clause.id for clause in segmented if tells_past(clause, timeline)}
    lines = {clause.id: find_agency_lines(clause.text) for clause in segmented}
    clauses = tuple(
        _classified(clause, tools.classifier, lines[clause.id], first_leads, past=clause.id in past)
        for clause in segmented
    )
    targets, rejections, issues = tools.extractor.extract(
        clauses, document, metadata, tools.classifier.classify_phrase, timeline
    )
    reviewed = {clause.id: [Span(0, len(clause.text))] for clause in clauses if clause.id in past}
    measures = tools.measures.find(clauses, targets, lines | reviewed)
    issues = (*document.issues, *amended, *issues)
    return Analysis(document, metadata, clauses, targets, rejections, issues, measures)


def analyze_corpus(
    plans: Sequence[str | Path],
    config: Config,
    *,
    encoding: str | None = None,
    meta: str | Path | None = None,
    overrides: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Corpus:
    """Read and analyze the plans of one run.

    Args:
        plans: files, folders (searched recursively), globs, and `-` for standard input.
        config: the taxonomy, indicators, units and wordings.
        encoding: the encoding of text files, where the reader should not tell it from the bytes.
        meta: a CSV of what the user knows better of the plans (`load_amendments`).
        overrides: a CSV of corrections to clauses and commitments (`load_overrides`), beside those of the config.
        progress: is told after each plan how many are done, and of how many.

    Returns:
        The analyses in the order of their columns: by id, plans of a higher level last. Among the issues are
        what could not be read, a text that is there already under another id, and older versions of a plan.

    Raises:
        ConfigError: a CSV has mistakes; each is told with its line.
    """
    amendments = load_amendments(meta) if meta is not None else {}
    corrections = load_overrides(config, overrides)
    inputs, issues = find_inputs([str(plan) for plan in plans])
    issues += find_unused(amendments, [source.doc for source in inputs])
    tools = Tools.of(config)
    read = [
        analyze_document(document, tools, amendments.get(document.doc))
        for source in _told(inputs, progress)
        if (document := _read(source, encoding, issues))
    ]
    analyses, unfit = apply_overrides(_without_copies(read, issues), corrections)
    issues += [*unfit, *find_versions(analyses)]
    ordered = _in_columns(analyses)
    return Corpus(ordered, column_labels(ordered), tuple(issues))


def _in_columns(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    by_doc = {analysis.doc: analysis for analysis in analyses}
    return tuple(by_doc[doc] for doc in Peers.of(Corpus(tuple(analyses))).docs)


def _classified(
    clause: Clause, classifier: Classifier, lines: list[Span], first_leads: bool, *, past: bool
) -> Clause:
    """Add topics and agencies.

    The names of departments in an agencies line speak for no topic, and a review of the past commits to none.
    """
    agencies = find_agencies(clause.text, first_leads=first_leads) if lines else None
    return replace(clause, topics=() if past else classifier.classify(clause, lines), agencies=agencies)


def _told(inputs: list[Input], progress: Callable[[int, int], None] | None) -> Iterator[Input]:
    for done, source in enumerate(inputs, start=1):
        yield source
        if progress is not None:
            progress(done, len(inputs))


def _read(source: Input, encoding: str | None, issues: list[Issue]) -> Document | None:
    try:
        return read_document(source, encoding=encoding)
    except ReadError as error:
        issues.append(Issue(Severity.ERROR, "read", str(error), source.doc))
        return None


def _without_copies(analyses: Sequence[Analysis], issues: list[Issue]) -> list[Analysis]:
    """Keep the first of the plans with the same text, in the order of their ids."""
    paths = {analysis.doc: analysis.document.path for analysis in analyses}
    copies = find_copies(analyses)
    for doc, first in sorted(copies.items()):
        message = f"{paths[doc]}: the same text as `{first}` ({paths[first]}); it is left out"
        issues.append(Issue(Severity.WARNING, "read", message, doc))
    return [analysis for analysis in analyses if analysis.doc not in copies]


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


def _label(analysis: Analysis, name: str | None) -> str:
    if name is None:
        return analysis.doc
    year = analysis.metadata.label_year
    return f"{name} {year}" if year else name
