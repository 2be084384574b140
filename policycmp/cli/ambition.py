"""`policycmp ambition`: ranks and scores by topic and city."""

from policycmp.cli import options
from policycmp.cli.comparison import comparison_report
from policycmp.cli.narrowing import Narrowing
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
    """Rank the cities in the rows that may be compared."""
    session = Session(plans, config, encoding, topic, cities, quiet, type_, meta=meta, overrides=overrides)
    sink = Sink(format, output, lang, delimiter, not no_color)
    narrowing = Narrowing(topic, type_, min_cities, top)
    return session.present(
        sink,
        lambda corpus, config: comparison_report(corpus, config, PARTS, narrowing, lang=lang, quiet=quiet),
    )
