"""`policycmp ambition`: ranks and scores by topic and city."""

from policycmp.cli import comparison_options, options
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.references import References
from policycmp.cli.requests import Request
from policycmp.cli.session import COMPARED, Session
from policycmp.cli.sink import Sink

EXAMPLE = "policycmp ambition samples --topic high-tech-enterprises"
PARTS = ("ambition",)


def ambition(
    plans: options.Plans,
    topic: options.Topics = None,
    type_: options.Types = None,
    cities: options.Cities = None,
    min_cities: options.MinCities = None,
    top: options.Top = None,
    sort: comparison_options.Sort = "registry",
    same_year: comparison_options.SameYear = False,
    explain: comparison_options.Explain = None,
    context: comparison_options.Context = None,
    upper: comparison_options.Uppers = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Rank the cities in the rows that may be compared.

    --explain shows how any figure was made, line by line, with the sentences.
    """
    session = Session(plans, reading, topic, cities, type_, parts=COMPARED)
    sink = Sink.of(writing)
    narrowing = Narrowing(topic, type_, min_cities, top, sort, same_year)
    request = Request(narrowing, References(context, upper), writing.lang, reading.quiet)
    work = request.compare(PARTS) if explain is None else request.explain(explain)
    return session.present(sink, work)
