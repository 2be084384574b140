"""`policycmp topics`: the taxonomy, its faults, what it lacks, clauses to code by hand, and a model from codings."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from policycmp.cli import options
from policycmp.cli.exit_codes import DONE
from policycmp.cli.grouping import grouped
from policycmp.cli.session import Session, exit_code
from policycmp.cli.sink import Sink, whole_file
from policycmp.cli.streams import tell, tell_issues
from policycmp.errors import UsageError

app = typer.Typer(
    help="The taxonomy: its terms, its faults, topics it lacks, clauses to code by hand, a model from codings.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)

AnyPlans = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PLANS]", help="Plans to count terms in; without, the taxonomy alone."),
]
Clusters = Annotated[
    int | None, typer.Option("--clusters", metavar="N", min=2, help="How many subjects to look for.")
]
Size = Annotated[int, typer.Option("-n", "--size", metavar="N", min=1, help="How many clauses to draw.")]
Gold = Annotated[
    Path,
    typer.Argument(metavar="GOLD", help="A folder with a coding, or a sample coded by hand (CSV)."),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="FILE", help="Where to keep the model (JSON); settings.model names it."),
]


@app.command(epilog="Example: policycmp topics show samples --topic ip")
@grouped
def show(
    plans: AnyPlans = None,
    topic: options.Topics = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show the terms of the taxonomy, and how often each fires in plans."""
    from policycmp.cli.topics_reports import terms_report

    session = Session(plans or [], reading, topic)
    sink = Sink.of(writing)
    sink.format_name()
    loaded = session.load_config()
    corpus = session.read(loaded) if plans else None
    sink.write(terms_report(loaded, corpus, writing.lang, topic))
    return exit_code(corpus) if corpus else DONE


@app.command(epilog="Example: policycmp topics validate samples")
@grouped
def validate(
    plans: AnyPlans = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Find what is wrong with the taxonomy.

    Missing labels, terms of two topics; in plans, terms that never fire or fire almost everywhere.
    """
    from policycmp.cli.topics_reports import faults_report

    session = Session(plans or [], reading)
    sink = Sink.of(writing)
    sink.format_name()
    loaded = session.load_config()
    corpus = session.read(loaded) if plans else None
    sink.write(faults_report(loaded, corpus, writing.lang))
    return exit_code(corpus) if corpus else DONE


@app.command(epilog="Example: policycmp topics suggest plans --clusters 20")
@grouped
def suggest(
    plans: options.Plans,
    clusters: Clusters = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Suggest topics and terms from the clauses that no topic covers."""
    from policycmp.cli.topics_reports import suggestions_report

    session = Session(plans, reading)
    sink = Sink.of(writing)
    return session.present(
        sink, lambda corpus, config: suggestions_report(corpus, config, writing.lang, clusters)
    )


@app.command(epilog="Example: policycmp topics sample samples -n 60 -o sample.csv")
@grouped
def sample(
    plans: options.Plans,
    size: Size = 60,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Draw clauses to be coded blind, from every topic and from none.

    Fill in `topics` (ids, `;` between them, or none) and give the file to `policycmp evaluate`.
    """
    from policycmp.cli.topics_reports import sample_report

    session = Session(plans, reading)
    name = writing.format or (None if writing.output else "csv")
    sink = Sink.of(replace(writing, format=name))
    return session.present(sink, lambda corpus, config: sample_report(corpus, config, size))


@app.command(epilog="Example: policycmp topics learn gold plans --model model.json")
@grouped
def learn(
    gold: Gold,
    plans: options.Plans,
    model: Model = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Learn a second scorer from codings, for clauses in which no term fires.

    Its figures are those of plans that it was not trained on; it is worth keeping only where it helps the terms.
    """
    session = Session(plans, reading)
    return _learn(session, Sink.of(writing), gold, model)


def _learn(session: Session, sink: Sink, gold: Path, model: Path | None) -> int:
    """Learn from the coding of the plans of a session, keep the model and show its figures."""
    from policycmp.cli.evaluate import load_any_coding
    from policycmp.cli.topics_reports import learned_report
    from policycmp.renderers import render_json
    from policycmp.taxonomy.learning import find_examples
    from policycmp.taxonomy.learning import learn as learn_weights

    sink.format_name()
    config = session.load_config()
    if config.model is not None:
        raise UsageError("the config names a model; learn without it, so that terms are judged alone")
    corpus = session.read(config)
    if not corpus.analyses:
        return exit_code(corpus)
    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    coding, issues = load_any_coding(gold, config, texts)
    tell_issues(issues, quiet=session.reading.quiet)
    learned = learn_weights(find_examples(coding, corpus.analyses))
    if model is not None:
        with whole_file(model) as file:
            file.write(render_json(learned.weights.data()))
    sink.write(learned_report(learned))
    if not learned.helps and not session.reading.quiet:
        tell("note: on plans left out it does not improve on the terms alone; better not to use it")
    return exit_code(corpus, issues)
