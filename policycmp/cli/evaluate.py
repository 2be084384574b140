"""`policycmp evaluate`: agreement of the program, or of a second coding, with a coding."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import BROKEN, DONE, PARTLY_READ, tell, tell_issues
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.config import Config
    from policycmp.evaluate import Coding
    from policycmp.evaluate.code_agreement import CodeAgreement
    from policycmp.evaluate.row_agreement import Placed
    from policycmp.evaluate.strata import Strata
    from policycmp.models import Corpus, Issue

EXAMPLE = "policycmp evaluate gold plans --format json"

Gold = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD",
        help="A folder with targets.jsonl, clauses.jsonl or both, and coded.json; the archive of a review (.zip); a "
        "sample coded by hand (CSV); or a REFI-QDA project that comes back (.qdpx).",
        show_default=False,
    ),
]
Others = Annotated[
    list[str],
    typer.Argument(metavar="PLANS", help="The coded plans; or a second coding.", show_default=False),
]
Floor = Annotated[
    Path | None,
    typer.Option(
        "--floor", metavar="FILE", help="Exit with 1 where a figure is below the one in this JSON file."
    ),
]


By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="DIVISIONS",
        help="Figures by kind, level or format of the documents too, with intervals: `kind,level`.",
    ),
]


def evaluate(
    gold: Gold,
    plans: Others,
    floor: Floor = None,
    by: By = None,
    alike: options.Alike = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Measure the agreement with a coding.

    In all, by plan and by topic, with everything that the codings disagree on.
    """
    if not _is_coded(gold):
        raise UsageError(f"{gold}: no coding here; give a folder with targets.jsonl or clauses.jsonl")
    output = Output(writing)
    output.format_name()
    session = Session(plans, reading, actuals=_codes_actuals(gold))
    loaded = session.load_config()
    if len(plans) == 1 and _is_coded(Path(plans[0])):
        report, issues = codings_report(gold, Path(plans[0]), loaded, by)
        code = PARTLY_READ if any(issue.severity == "error" for issue in issues) else DONE
    else:
        corpus = session.read(loaded)
        if not corpus.analyses:
            return exit_code(corpus)
        report, issues = plans_report(gold, corpus, loaded, by, alike=alike)
        code = exit_code(corpus, issues)
    tell_issues(issues, quiet=reading.quiet)
    output.write(report)
    return BROKEN if floor and _tell_broken(floor, report) else code


def _is_coded(path: Path) -> bool:
    from policycmp.evaluate import is_coding, is_sample

    if path.suffix.lower() == ".qdpx":
        from policycmp.exchange.project_file import is_project

        return is_project(path)
    return is_coding(path) or is_sample(path)


def _codes_actuals(gold: Path) -> bool:
    from policycmp.evaluate.coding_files import coding_folder

    return (coding_folder(gold) / "actuals.jsonl").is_file()


def _tell_broken(floor: Path, report: Report) -> bool:
    from policycmp.evaluate import find_broken_floors

    broken = find_broken_floors(floor, cast("dict[str, Any]", report.data()))
    for line in broken:
        tell(f"error: {line}")
    return bool(broken)


def plans_report(
    gold: Path, corpus: "Corpus", config: "Config", by: str | None = None, *, alike: bool | None = None
) -> tuple[Report, "tuple[Issue, ...]"]:
    """Measure what the program found in plans against a coding; `alike` joins as it does in `compare`."""
    from policycmp.compare import compare
    from policycmp.evaluate import coding_of, is_sample, only_sampled, read_strata, rows_of

    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    if _is_project(gold):
        return _project_report(gold, corpus, config, by)
    coding, issues = load_any_coding(gold, config, texts)
    found = coding_of(corpus.analyses)
    if is_sample(gold):
        found = only_sampled(found, coding)
    rows = rows_of(compare(corpus, config, alike=alike)) if coding.rows else {}
    strata = read_strata(by, gold, corpus.analyses) if by else None
    return _report(coding, found, config, texts, rows, strata), issues


def codings_report(
    gold: Path, other: Path, config: "Config", by: str | None = None
) -> tuple[Report, "tuple[Issue, ...]"]:
    """Measure one coding against another."""
    from policycmp.evaluate import read_strata, rows_of_coding

    if _is_project(gold) and _is_project(other):
        return _projects_report(gold, other, config)
    coding, issues = load_any_coding(gold, config)
    second, more = load_any_coding(other, config)
    strata = read_strata(by, gold) if by else None
    return _report(coding, second, config, rows=rows_of_coding(second), strata=strata), (*issues, *more)


def _is_project(path: Path) -> bool:
    from policycmp.exchange.project_file import is_project

    return is_project(path)


def _project_report(
    gold: Path, corpus: "Corpus", config: "Config", by: str | None
) -> tuple[Report, "tuple[Issue, ...]"]:
    """Measure what the program found in plans against the codings of a project, code by code and clause by clause."""
    from dataclasses import replace

    from policycmp.evaluate import coding_of, read_strata
    from policycmp.evaluate.code_agreement import compare_codes
    from policycmp.exchange.returned import load_returned, own_codes
    from policycmp.instruments import code_plans

    returned = load_returned(gold, config, corpus.analyses)
    found = replace(coding_of(corpus.analyses), targets={}, actuals={})
    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    strata = read_strata(by, gold, corpus.analyses) if by else None
    codes = compare_codes(returned.codes, own_codes(code_plans(corpus.analyses, config)), returned.kinds)
    return _report(returned.coding, found, config, texts, strata=strata, codes=codes), returned.issues


def _projects_report(gold: Path, other: Path, config: "Config") -> tuple[Report, "tuple[Issue, ...]"]:
    """Measure the codings of one project against those of another."""
    from policycmp.evaluate.code_agreement import compare_codes
    from policycmp.exchange.returned import load_returned

    one, second = load_returned(gold, config), load_returned(other, config)
    codes = compare_codes(one.codes, second.codes, one.kinds & second.kinds)
    return _report(one.coding, second.coding, config, codes=codes), (*one.issues, *second.issues)


def load_any_coding(
    path: Path, config: "Config", texts: "Mapping[str, str] | None" = None
) -> "tuple[Coding, tuple[Issue, ...]]":
    """Load a coding from a folder, or a sample from its file."""
    from policycmp.evaluate import is_sample, load_coding, load_sample

    if _is_project(path):
        from policycmp.exchange.returned import load_returned

        returned = load_returned(path, config)
        return returned.coding, returned.issues
    if not is_sample(path):
        return load_coding(path, topics={topic.id for topic in config.topics}, texts=texts)
    labels = {name.lower(): topic.id for topic in config.topics for name in (topic.label.zh, topic.label.en)}
    return load_sample(path, topics=labels | {topic.id: topic.id for topic in config.topics}, texts=texts)


def _report(
    gold: "Coding",
    found: "Coding",
    config: "Config",
    texts: "Mapping[str, str] | None" = None,
    rows: "Mapping[str, Sequence[Placed]] | None" = None,
    strata: "Strata | None" = None,
    codes: "CodeAgreement | None" = None,
) -> Report:
    from policycmp.evaluate import compare_codings, evaluation_data, evaluation_tables

    core = [topic.id for topic in config.topics if topic.core]
    agreement = compare_codings(gold, found, core, texts, rows, codes=codes)
    if not agreement.docs:
        coded = ", ".join(sorted({*gold.targets, *gold.clauses})) or "none"
        raise UsageError(f"no plan is in both; coded and at hand: {coded}")
    return Report(lambda: evaluation_tables(agreement, strata), lambda: evaluation_data(agreement, strata))
