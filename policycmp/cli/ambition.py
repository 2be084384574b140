"""`policycmp ambition`: ranks and scores by topic and city."""

from policycmp.cli import comparison_options, options
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.references import References
from policycmp.cli.requests import Request
from policycmp.cli.session import Session
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
    config: options.ConfigFile = None,
    meta: options.Meta = None,
    overrides: options.Overrides = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    output: options.Output = None,
    lang: options.Lang = "en",
    delimiter: options.Delimiter = ",",
    notes: options.Notes = False,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Rank the cities in the rows that may be compared.

    --explain shows how any figure was made, line by line, with the sentences.
    """
    session = Session(plans, config, encoding, topic, cities, quiet, type_, meta=meta, overrides=overrides)
    sink = Sink(format, output, lang, delimiter, not no_color, notes=notes)
    narrowing = Narrowing(topic, type_, min_cities, top, sort, same_year)
    request = Request(narrowing, References(context, upper), lang, quiet)
    work = request.compare(PARTS) if explain is None else request.explain(explain)
    return session.present(sink, work)
