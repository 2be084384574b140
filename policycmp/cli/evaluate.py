"""`policycmp evaluate`: agreement of the program, or of a second coding, with a coding."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.session import DONE, PARTLY_READ, Session, exit_code
from policycmp.cli.sink import Report, Sink
from policycmp.cli.streams import tell_issues
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import Config
    from policycmp.evaluate import Coding
    from policycmp.models import Analysis, Issue

EXAMPLE = "policycmp evaluate gold plans --format json"

Gold = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD",
        help="A folder with targets.jsonl, clauses.jsonl or both, and coded.json.",
        show_default=False,
    ),
]
Others = Annotated[
    list[str],
    typer.Argument(
        metavar="PLANS", help="The coded plans; or a second folder with a coding.", show_default=False
    ),
]


def evaluate(
    gold: Gold,
    plans: Others,
    config: options.ConfigFile = None,
    meta: options.Meta = None,
    overrides: options.Overrides = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    output: options.Output = None,
    lang: options.Lang = "en",
    delimiter: options.Delimiter = ",",
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Measure the agreement with a coding.

    In all, by plan and by topic, with everything that the codings disagree on.
    """
    from policycmp.evaluate import is_coding

    if not is_coding(gold):
        raise UsageError(f"{gold}: no coding here; give a folder with targets.jsonl or clauses.jsonl")
    sink = Sink(format, output, lang, delimiter, not no_color)
    sink.format_name()
    session = Session(plans, config, encoding, quiet=quiet, meta=meta, overrides=overrides)
    if len(plans) == 1 and is_coding(Path(plans[0])):
        loaded = session.load_config()
        report, issues = codings_report(gold, Path(plans[0]), loaded)
        code = PARTLY_READ if any(issue.severity == "error" for issue in issues) else DONE
    else:
        loaded = session.load_config()
        corpus = session.read(loaded)
        if not corpus.analyses:
            return exit_code(corpus)
        report, issues = plans_report(gold, corpus.analyses, loaded)
        code = exit_code(corpus, issues)
    tell_issues(issues, quiet=quiet)
    sink.write(report)
    return code


def plans_report(
    gold: Path, analyses: "Sequence[Analysis]", config: "Config"
) -> tuple[Report, "tuple[Issue, ...]"]:
    """Measure what the program found in plans against a coding."""
    from policycmp.evaluate import coding_of, load_coding

    texts = {analysis.doc: analysis.document.text for analysis in analyses}
    coding, issues = load_coding(gold, topics={topic.id for topic in config.topics}, texts=texts)
    return _report(coding, coding_of(analyses), config), issues


def codings_report(gold: Path, other: Path, config: "Config") -> tuple[Report, "tuple[Issue, ...]"]:
    """Measure one coding against another."""
    from policycmp.evaluate import load_coding

    topics = {topic.id for topic in config.topics}
    coding, issues = load_coding(gold, topics=topics)
    second, more = load_coding(other, topics=topics)
    return _report(coding, second, config), (*issues, *more)


def _report(gold: "Coding", found: "Coding", config: "Config") -> Report:
    from policycmp.evaluate import compare_codings, evaluation_data, evaluation_tables

    core = [topic.id for topic in config.topics if topic.core]
    agreement = compare_codings(gold, found, core)
    if not agreement.docs:
        coded = ", ".join(sorted({*gold.targets, *gold.clauses})) or "none"
        raise UsageError(f"no plan is in both; coded and at hand: {coded}")
    return Report(lambda: evaluation_tables(agreement), lambda: evaluation_data(agreement))
