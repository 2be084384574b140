"""`policycmp coverage`: topics × cities."""

from policycmp.cli import comparison_options, options
from policycmp.cli.comparison import comparison_report
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.sink import Sink

EXAMPLE = "policycmp coverage samples --format csv -o coverage.csv"
PARTS = ("coverage",)


def coverage(
    plans: options.Plans,
    topic: options.Topics = None,
    cities: options.Cities = None,
    sort: comparison_options.Sort = "registry",
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show which city commits to what, topic by topic.

    Each cell counts clauses, and quantified commitments in brackets.
    """
    session = Session(plans, reading, topic, cities, parts=COMPARED)
    sink = Sink.of(writing)
    narrowing = Narrowing(topic, sort=sort)
    return session.present(
        sink,
        lambda corpus, config: comparison_report(
            corpus, config, PARTS, narrowing, lang=writing.lang, quiet=reading.quiet
        ),
    )
