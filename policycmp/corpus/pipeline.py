"""The only place that composes stages: a document becomes an analysis, the plans of a run are analyzed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from policycmp.agencies import find_agencies, find_agency_lines, tells_first_leads
from policycmp.classify import Classifier
from policycmp.classify.topic_judge import find_judge
from policycmp.corpus.assembly import gather
from policycmp.corpus.doubtful import doubtful_numbers
from policycmp.corpus.emptiness import emptiness
from policycmp.corpus.faults import fault_issue
from policycmp.corpus.fingerprints import fingerprint_of
from policycmp.corpus.jobs import Job, fill_job, find_jobs, lost_issue, open_job, seal_job
from policycmp.corpus.override_rows import load_overrides
from policycmp.corpus.printed import as_printed, legible_copy
from policycmp.engines import SerialEngine, batches
from policycmp.errors import PolicycmpError, ReadError
from policycmp.language.repairs import make_legible
from policycmp.measures import MeasureFinder
from policycmp.metadata import amend, doubt_by_name, find_metadata
from policycmp.models import Analysis, Clause, Document, Function, Issue, Severity, Span, TargetType
from policycmp.models.garbage import collecting_later
from policycmp.naming import Namer, name_number
from policycmp.overtime import OvertimeError, within
from policycmp.readers import Bounds, read_document, shown_path
from policycmp.segment import segment
from policycmp.store.selection import check_where
from policycmp.targets import Extractor, find_timeline, ids_of, numbered_actuals, tells_past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.engines import Engine
    from policycmp.metadata import Amendment
    from policycmp.models import Actual, Agencies, Corpus, Metadata, Target
    from policycmp.readers import Recognition
    from policycmp.targets import Timeline
    from policycmp.targets.actuals import Reporter


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the stages need that read numbers, name what they count, and find the measures that they quantify.

    Without `reporter` no actuals are read.
    """

    extractor: Extractor
    namer: Namer
    measures: MeasureFinder
    topics: Mapping[str, str]
    reporter: Reporter | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages need of a config, built once for any number of plans; without `numbers` only clauses are read."""

    classifier: Classifier
    numbers: Numbers | None

    @classmethod
    def of(cls, config: Config, *, numbers: bool = True, actuals: bool = False) -> Tools:
        """Build the tools of a config, those for `numbers` if they are asked for, and for what was reached."""
        judge = find_judge([topic.id for topic in config.topics], config.model)
        classifier = Classifier(config.topics, judge, config.uncovered)
        if not numbers:
            return cls(classifier, None)
        topics = {counted.id: counted.topic for counted in config.objects if counted.topic}
        reporter = _reporter(config, classifier) if actuals else None
        return cls(
            classifier,
            Numbers(
                Extractor(config, name_number),
                Namer(config),
                MeasureFinder(config.measures),
                topics,
                reporter,
            ),
        )


# The config whose tools were built last, and its tools by what they read: who reads plans one by one builds them once.
_BUILT: tuple[Config, dict[tuple[bool, bool], Tools]] | None = None


def tools_of(config: Config, *, numbers: bool, actuals: bool) -> Tools:
    """Give the tools of a config, those built before where it is the config of the run before."""
    global _BUILT  # noqa: PLW0603 - one place, replaced whole
    if config.model:  # a judge of one's own may be learned anew between two runs
        return Tools.of(config, numbers=numbers, actuals=actuals)
    if _BUILT is None or _BUILT[0] is not config:
        _BUILT = (config, {})
    built = _BUILT[1]
    if (numbers, actuals) not in built:
        built[numbers, actuals] = Tools.of(config, numbers=numbers, actuals=actuals)
    return built[numbers, actuals]


def _reporter(config: Config, classifier: Classifier) -> Reporter:
    from policycmp.targets.actuals import Reporter  # noqa: PLC0415 - few questions need its patterns

    return Reporter(config, name_number, classifier.classify_phrase)


def analyze_document(
    document: Document,
    tools: Tools,
    amendment: Amendment | None = None,
    metadata: Metadata | None = None,
) -> Analysis:
    """Find everything that one plan says.

    Args:
        document: the plan as read.
        tools: the tools of the config (`Tools.of`).
        amendment: what the user knows better of its metadata.
        metadata: where it is known from an earlier analysis.

    Returns:
        The analysis; its issues are those of all stages, reading first.
    """
    legible = make_legible(document.text)
    read = legible_copy(document, legible)
    with collecting_later():
        analysis = _analyze(read, metadata or find_metadata(document), tools, amendment)
    analysis = as_printed(analysis, document, legible)
    found = emptiness(analysis, counted=tools.numbers is not None)
    return replace(analysis, issues=(*analysis.issues, *found, *doubtful_numbers(analysis)))


def _analyze(document: Document, found: Metadata, tools: Tools, amendment: Amendment | None) -> Analysis:
    doubt = doubt_by_name(document, found.region, found.issuer)
    metadata, amended = amend(found, amendment)
    first_leads = tells_first_leads(document.text)
    segmented = segment(document)
    timeline = find_timeline(segmented, document, metadata)
    past = {
        clause.id
        for clause in segmented
        if clause.function is Function.REVIEW or tells_past(clause, timeline)
    }
    segmented = tuple(
        replace(clause, function=Function.REVIEW) if clause.id in past else clause for clause in segmented
    )
    lines = {clause.id: find_agency_lines(clause.text) for clause in segmented}
    # The names of departments in an agencies line speak for no topic.
    topics = tools.classifier.classify_plan(segmented, metadata.title or "", list(lines.values()))
    clauses = tuple(
        replace(clause, topics=own, agencies=_agencies(clause, stated, first_leads))
        if own or stated
        else clause
        for clause, own, stated in zip(segmented, topics, lines.values(), strict=True)
    )
    issues = (*document.issues, *([doubt] if doubt else ()), *amended)
    analysis = Analysis(document, metadata, clauses, issues=issues, fingerprint=fingerprint_of(document))
    if tools.numbers is None:
        return analysis
    reviewed = {clause.id: [Span(0, len(clause.text))] for clause in clauses if clause.id in past}
    return _with_numbers(analysis, timeline, lines | reviewed, tools.classifier, tools.numbers)


def _with_numbers(
    analysis: Analysis,
    timeline: Timeline,
    skip: Mapping[str, Sequence[Span]],
    classifier: Classifier,
    tools: Numbers,
) -> Analysis:
    """Add what the numbers of a plan say, and its measures, which are looked for outside the spans to skip."""
    clauses, document, metadata = analysis.clauses, analysis.document, analysis.metadata
    found, rejections, issues = tools.extractor.extract(
        clauses, document, metadata, classifier.classify_phrase, timeline
    )
    targets = _named(tools, classifier, found, clauses, metadata)
    reported: tuple[Actual, ...] = ()
    if tools.reporter:
        reported = tools.reporter.report(clauses, document, metadata, rejections, timeline)
    return replace(
        analysis,
        targets=targets,
        rejections=rejections,
        issues=(*analysis.issues, *issues),
        measures=tools.measures.find(clauses, targets, skip),
        actuals=_named_actuals(tools, reported, clauses, metadata),
    )


class Analyst:
    """The task of engines: reads plans and analyzes them, with tools built once a process."""

    def __init__(
        self,
        config: Config,
        encoding: str | None = None,
        *,
        numbers: bool = True,
        actuals: bool = False,
        recognition: Recognition | None = None,
    ) -> None:
        self.config = config
        self.recognition = recognition
        self.encoding = encoding
        self.numbers = numbers
        self.actuals = actuals

    def __reduce__(self) -> tuple[Callable[..., Analyst], tuple[Config, str | None]]:
        """Send what the tools are made of, not the tools; no other process tells this one of its pages."""
        recognition = self.recognition and replace(self.recognition, tell=None)
        make = partial(Analyst, numbers=self.numbers, actuals=self.actuals, recognition=recognition)
        return make, (self.config, self.encoding)

    def __call__(self, jobs: tuple[Job, ...]) -> tuple[Analysis | Issue, ...]:
        """Give the analysis of each plan, or why there is none."""
        return tuple(map(self.analyze, jobs))

    def probe(self, job: Job) -> None:
        """Analyze a plan and keep nothing."""
        self.analyze(job)

    def analyze(self, job: Job) -> Analysis | Issue:
        """Read and analyze one plan; what cannot be read is an issue, and so is a fault of the program."""
        try:
            if job.fault is not None:
                raise ReadError(f"{shown_path(job.source.path)}: {job.fault}")  # noqa: TRY301 - as when read here
            with within(self.config.settings.most_seconds):
                return self._analyze(job)
        except ReadError as error:
            return Issue(Severity.ERROR, "read", str(error), job.source.doc)
        except OvertimeError:
            seconds = self.config.settings.most_seconds
            message = f"{shown_path(job.source.path)}: takes more than {seconds} s, which no plan does; give it alone"
            return Issue(Severity.ERROR, "analyze", message, job.source.doc)
        except PolicycmpError:
            raise
        except Exception as error:  # noqa: BLE001 - named with its place, and the other plans go on
            return fault_issue(job.source, error)

    def seal(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Name plans so that another machine can tell whether it sees the same (see `engines.Portable`)."""
        return tuple(map(seal_job, jobs))

    def open(self, jobs: tuple[Job, ...]) -> tuple[Job, ...] | None:
        """Take the bytes of sealed plans; None where one of them is not there as it was."""
        opened = [job for job in map(open_job, jobs) if job is not None]
        return tuple(opened) if len(opened) == len(jobs) else None

    def fill(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Take the bytes of plans here."""
        return tuple(map(fill_job, jobs))

    def _analyze(self, job: Job) -> Analysis:
        bounds = Bounds(self.config.settings.most_megabytes, self.config.settings.most_seconds)
        document = read_document(
            job.source,
            encoding=self.encoding,
            content=job.content,
            bounds=bounds,
            recognition=self.recognition,
        )
        return analyze_document(document, self._tools, job.amendment)

    @cached_property
    def _tools(self) -> Tools:
        return tools_of(self.config, numbers=self.numbers, actuals=self.actuals)


def analyze_corpus(
    plans: Sequence[str | Path],
    config: Config,
    *,
    encoding: str | None = None,
    meta: str | Path | None = None,
    overrides: str | Path | None = None,
    where: str | None = None,
    numbers: bool = True,
    actuals: bool = False,
    engine: Engine | None = None,
    progress: Callable[[int, int, int], None] | None = None,
    recognition: Recognition | None = None,
) -> Corpus:
    """Read and analyze the plans of one run.

    Args:
        plans: files, folders (searched recursively), globs, and `-` for standard input.
        config: the taxonomy, indicators, units and wordings.
        encoding: the encoding of text files, where the reader should not tell it from the bytes.
        meta: a CSV of what the user knows better of the plans (`load_amendments`).
        overrides: a CSV of corrections to clauses and commitments (`load_overrides`), beside those of the config.
        where: a condition on the plans (`store.selection.find_selected`); the others are left out.
        numbers: whether numbers and measures are read too, not the clauses alone; with corrections they always are.
        actuals: whether what the plans report as reached is read too; it takes time, and few questions need it.
        engine: where the plans are read; this process by default. The result is the same anywhere.
        progress: is told from time to time how many plans are done, of how many, and how many failed.
        recognition: where pages that are pictures are kept once recognised, and who hears of them.

    Returns:
        The analyses in the order of their columns: by id, plans of a higher level last; among the issues what could
        not be read, what is left out as a copy of another plan, and older versions of a plan.

    Raises:
        ConfigError: a CSV has mistakes; each is told with its line.
        UsageError: the condition is none, or holds of no plan.
    """
    corrections = load_overrides(config, overrides)
    check_where(where)
    jobs, issues = find_jobs(plans, meta)
    analyst = Analyst(
        config, encoding, numbers=numbers or bool(corrections), actuals=actuals, recognition=recognition
    )
    outcomes = analyze_jobs(jobs, analyst, engine or SerialEngine(), progress)
    return gather(outcomes, issues, corrections, where)


def analyze_jobs(
    jobs: Sequence[Job],
    analyst: Analyst,
    engine: Engine,
    progress: Callable[[int, int, int], None] | None,
) -> Iterator[Analysis | Issue]:
    """Let an engine analyze plans; give what was found in their order."""
    done = failed = 0
    for batch in engine.run(analyst, batches(jobs, engine.batch_size(len(jobs)))):
        issues = [lost_issue(lost) for lost in batch.lost]
        done += len(batch.jobs) + len(issues)
        failed += len(issues) + sum(isinstance(found, Issue) for found in batch.result)
        if progress is not None:
            progress(done, len(jobs), failed)
        yield from (*issues, *batch.result)


def _named(
    tools: Numbers,
    classifier: Classifier,
    targets: Sequence[Target],
    clauses: Sequence[Clause],
    metadata: Metadata,
) -> tuple[Target, ...]:
    """Say what the commitments count, with their names and ids; a grant has its topics by its name or its thing."""
    named = tools.namer.name(targets, clauses, metadata)
    return tuple(
        replace(target, id=name, topics=_topics(tools, classifier, target))
        for target, name in zip(named, ids_of(named), strict=True)
    )


def _named_actuals(
    tools: Numbers, reported: Sequence[Actual], clauses: Sequence[Clause], metadata: Metadata
) -> tuple[Actual, ...]:
    """Say what was reached counts, as if it had been promised."""
    named = tools.namer.name([actual.as_target for actual in reported], clauses, metadata)
    return numbered_actuals(
        [replace(actual, counts=target.counts) for actual, target in zip(reported, named, strict=True)]
    )


def _topics(tools: Numbers, classifier: Classifier, target: Target) -> tuple[str, ...]:
    if target.type is not TargetType.INCENTIVE:
        return target.topics
    # A short name may leave the thing to the line above (优秀的奖励).
    phrase = f"{target.indicator}，{target.counts.object or ''}"
    by_name = classifier.classify_phrase(phrase, target.quote)
    of_thing = tools.topics.get(target.counts.object_id or "")
    return by_name or target.topics or ((of_thing,) if of_thing else ())


def _agencies(clause: Clause, lines: list[Span], first_leads: bool) -> Agencies | None:
    return find_agencies(clause.text, first_leads=first_leads) if lines else None
