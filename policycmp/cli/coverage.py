"""`policycmp coverage`: topics × cities."""

from policycmp.cli import comparison_options, options
from policycmp.cli.comparison import comparison_report
from policycmp.cli.narrowing import Narrowing
from policycmp.cli.session import Session
from policycmp.cli.sink import Sink

EXAMPLE = "policycmp coverage samples --format csv -o coverage.csv"
PARTS = ("coverage",)


def coverage(
    plans: options.Plans,
    topic: options.Topics = None,
    cities: options.Cities = None,
    sort: comparison_options.Sort = "registry",
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
    """Show which city commits to what, topic by topic.

    Each cell counts clauses, and quantified commitments in brackets.
    """
    session = Session(plans, config, encoding, topic, cities, quiet, meta=meta, overrides=overrides)
    sink = Sink(format, output, lang, delimiter, not no_color, notes=notes)
    narrowing = Narrowing(topic, sort=sort)
    return session.present(
        sink,
        lambda corpus, config: comparison_report(corpus, config, PARTS, narrowing, lang=lang, quiet=quiet),
    )
