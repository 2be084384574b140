"""`policycmp coverage`: topics × cities."""

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.cli import options
from policycmp.cli.comparison import Parts, compare_plans, comparison_report, survey_plans
from policycmp.cli.drawing import PICTURE, coverage_picture
from policycmp.cli.output import Output, Report
from policycmp.cli.session import COMPARED, Session

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp coverage samples --format csv -o coverage.csv"
PARTS = Parts(("coverage",))


def coverage(
    plans: options.Plans,
    topic: options.Topics = None,
    cities: options.Cities = None,
    sort: options.Sort = "registry",
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show which city commits to what, topic by topic.

    Each cell counts clauses, and quantified commitments in brackets.
    """
    by_score, output = sort == "score", Output(writing, PICTURE)

    def report(corpus: "Corpus", config: "Config") -> Report:
        narrowing = options.Narrowing(topic, sort=sort)
        if by_score:
            comparison = compare_plans(corpus, config, narrowing, options.References(), quiet=reading.quiet)
        else:
            comparison = survey_plans(corpus, config, narrowing, topics=True, named=output.names_clauses)
        tables = comparison_report(comparison, PARTS, lang=writing.lang, quiet=reading.quiet)
        return replace(tables, text={"svg": lambda: coverage_picture(comparison, writing.lang)})

    parts = COMPARED if by_score else ("clauses", "commitments")
    session = Session(plans, reading, topic, cities, parts=parts, at_once=by_score)
    return session.present(output, report)
