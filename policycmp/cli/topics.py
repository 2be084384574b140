"""`policycmp topics`: the taxonomy, its faults, what it lacks, clauses to code by hand, and a model from codings."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from policycmp.cli import options
from policycmp.cli.commands import grouped
from policycmp.cli.ids import topic_ids
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import DONE, tell, tell_issues, whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.config import Config
    from policycmp.models import Cell, Clause, Corpus, Table
    from policycmp.taxonomy.firing import TermCount
    from policycmp.taxonomy.learning import Learned
    from policycmp.taxonomy.suggesting import Suggestion
    from policycmp.taxonomy.validating import Fault

_QUOTED = 60

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
    typer.Option("--model", metavar="FILE", help="Where to keep the judge (JSON); settings.model names it."),
]


@app.command("list", epilog="Example: policycmp topics list")
@grouped
def list_(
    plans: AnyPlans = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """List the topics: the ids and labels that options take, what each is about, and in plans how many speak of it."""
    session = Session(plans or [], reading)
    output = Output(writing)
    output.format_name()
    loaded = session.load_config()
    corpus = session.read(loaded) if plans else None
    output.write(topics_report(loaded, corpus, writing.lang))
    return exit_code(corpus) if corpus else DONE


@app.command(epilog="Example: policycmp topics show samples --topic ip")
@grouped
def show(
    plans: AnyPlans = None,
    topic: options.Topics = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show the terms of the taxonomy, and how often each fires in plans."""
    session = Session(plans or [], reading, topic)
    output = Output(writing)
    output.format_name()
    loaded = session.load_config()
    corpus = session.read(loaded) if plans else None
    output.write(terms_report(loaded, corpus, writing.lang, topic))
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
    session = Session(plans or [], reading)
    output = Output(writing)
    output.format_name()
    loaded = session.load_config()
    corpus = session.read(loaded) if plans else None
    output.write(faults_report(loaded, corpus, writing.lang))
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
    session = Session(plans, reading)
    output = Output(writing)
    return session.present(
        output, lambda corpus, config: suggestions_report(corpus, config, writing.lang, clusters)
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
    session = Session(plans, reading)
    name = writing.format or (None if writing.output else "csv")
    output = Output(replace(writing, format=name))

    def report(corpus: "Corpus", config: "Config") -> Report:
        from policycmp.evaluate.bootstrap import expected_within, sufficiency

        drawn = sample_report(corpus, config, size)
        if writing.output and not reading.quiet:
            count = len(cast("list[object]", drawn.data()))
            tell(f"note: {sufficiency(count, expected_within(count))}")
            tell(
                f"note: fill in topics (ids, or none), then: policycmp evaluate {writing.output} {' '.join(plans)}"
            )
        return drawn

    return session.present(output, report)


@app.command(epilog="Example: policycmp topics learn gold plans --model model.json")
@grouped
def learn(
    gold: Gold,
    plans: options.Plans,
    model: Model = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Learn a judge from coded clauses, which weighs the terms and what stands round them.

    Its figures are those of plans that it was not trained on; it is worth keeping only where it helps the terms.
    """
    session = Session(plans, reading)
    return _learn(session, Output(writing), gold, model)


def _learn(session: Session, output: Output, gold: Path, model: Path | None) -> int:
    """Learn from the coding of the plans of a session, keep the model and show its figures."""
    from policycmp.classify import Classifier
    from policycmp.cli.evaluate import load_any_coding
    from policycmp.renderers import render_json
    from policycmp.taxonomy.examples import find_examples
    from policycmp.taxonomy.learning import learn as learn_judge

    output.format_name()
    config = session.load_config()
    corpus = session.read(config)
    if not corpus.analyses:
        return exit_code(corpus)
    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    coding, issues = load_any_coding(gold, config, texts)
    tell_issues(issues, quiet=session.reading.quiet)
    classifier = Classifier(config.topics, uncovered=config.uncovered)
    learned = learn_judge(find_examples(coding, corpus.analyses, classifier))
    if model is not None:
        with whole_file(model) as file:
            file.write(render_json(learned.judge.data()))
    output.write(learned_report(learned))
    if not session.reading.quiet:
        tell(f"note: {verdict(learned)}")
    return exit_code(corpus, issues)


_TOPIC_HEADS = {
    "en": ("Topics", "id", "English", "Chinese", "about", "plans", "clauses"),
    "zh": ("主题", "编号", "英文", "中文", "内容", "方案数", "条款数"),
}


def topics_report(config: "Config", corpus: "Corpus | None" = None, lang: str = "en") -> Report:
    """List the topics by id with their labels, and where there are plans how many of them speak of each."""
    from policycmp.models import Cell, Column, Row, Table

    def records() -> "list[dict[str, object]]":
        return [
            {"id": topic.id, "label": {"en": topic.label.en, "zh": topic.label.zh}, "about": topic.about}
            | ({"plans": plans, "clauses": clauses} if corpus else {})
            for topic in config.topics
            for plans, clauses in (_spoken(corpus, topic.id),)
        ]

    def tables() -> "list[Table]":
        title, stub, *heads = _TOPIC_HEADS[lang]
        numbers = ("plans", "clauses") if corpus else ()
        names = ("en", "zh", "about", *numbers)
        columns = tuple(
            Column(name, head, numeric=name in numbers) for name, head in zip(names, heads, strict=False)
        )
        rows = []
        for topic in config.topics:
            texts = map(Cell, (topic.label.en, topic.label.zh, topic.about or "–"))
            figures = map(_number, _spoken(corpus, topic.id)) if corpus else ()
            rows.append(Row(topic.id, topic.id, (*texts, *figures)))
        return [Table("topics", title, stub, columns, tuple(rows))]

    return Report(tables, records, records)


def _spoken(corpus: "Corpus | None", topic: str) -> tuple[int, int]:
    """Count the plans that speak of a topic, and their clauses on it."""
    counts = [
        sum(topic in {match.id for match in clause.topics} for clause in analysis.clauses)
        for analysis in (corpus.analyses if corpus else ())
    ]
    return sum(map(bool, counts)), sum(counts)


def terms_report(
    config: "Config", corpus: "Corpus | None", lang: str = "en", wanted: "Sequence[str] | None" = None
) -> Report:
    """List the terms of the taxonomy, with how often they fire where there are plans."""
    from policycmp.taxonomy.firing import count_terms

    asked = topic_ids(wanted, config)
    topics = [topic for topic in config.topics if not asked or topic.id in asked]
    counted = count_terms(config.topics, corpus.analyses if corpus else ())
    counts = [count for count in counted if any(count.topic == topic.id for topic in topics)]

    def records() -> list[dict[str, object]]:
        return [_term_record(count, counted=corpus is not None) for count in counts]

    def tables() -> "list[Table]":
        names = {topic.id: getattr(topic.label, lang) for topic in topics}
        return [_terms_table(counts, names, counted=corpus is not None)]

    return Report(tables, records, records)


def _term_record(count: "TermCount", *, counted: bool) -> dict[str, object]:
    record: dict[str, object] = {"topic": count.topic, "kind": count.kind, "term": count.term}
    if counted:
        record |= {"hits": count.hits, "clauses": count.clauses, "plans": count.plans}
    return record


def _terms_table(counts: "Sequence[TermCount]", names: "Mapping[str, str]", *, counted: bool) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    figures = ("hits", "clauses", "plans") if counted else ()
    columns = (Column("kind", "kind"), *(Column(name, name, numeric=True) for name in figures))
    rows = tuple(
        Row(
            f"{count.topic}/{count.kind}/{count.term}",
            count.term,
            (Cell(count.kind), *(_number(getattr(count, name)) for name in figures)),
            names[count.topic],
        )
        for count in counts
    )
    note = "strong: one is enough; terms: count by place and number; negative: hide what stands inside them."
    return Table("terms", "Terms of the taxonomy", "term", columns, rows, (note,))


def faults_report(config: "Config", corpus: "Corpus | None", lang: str = "en") -> Report:
    """List what is wrong with the taxonomy, by itself and in plans."""
    from policycmp.taxonomy.firing import count_terms
    from policycmp.taxonomy.validating import find_faults, find_firing_faults

    faults = find_faults(config.topics)
    if corpus is not None:
        clauses = sum(len(analysis.clauses) for analysis in corpus.analyses)
        faults += find_firing_faults(count_terms(config.topics, corpus.analyses), clauses)
    names = {topic.id: getattr(topic.label, lang) for topic in config.topics}

    def records() -> list[dict[str, object]]:
        return [
            {"kind": fault.kind, "topic": fault.topic, "term": fault.term, "message": fault.message}
            for fault in faults
        ]

    return Report(lambda: [_faults_table(faults, names)], records, records)


def _faults_table(faults: "Sequence[Fault]", names: "Mapping[str, str]") -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    columns = (Column("topic", "topic"), Column("message", "what"))
    rows = tuple(
        Row(
            f"{number}",
            fault.term or "–",
            (Cell(names[fault.topic]), Cell(fault.message)),
            fault.kind,
        )
        for number, fault in enumerate(faults, 1)
    )
    return Table("faults", "Faults of the taxonomy", "term", columns, rows)


def suggestions_report(
    corpus: "Corpus", config: "Config", lang: str = "en", clusters: int | None = None
) -> Report:
    """List the subjects that no topic covers."""
    from policycmp.taxonomy.suggesting import suggest_topics

    del lang
    found = suggest_topics(corpus.analyses, config.topics, clusters)

    def records() -> list[dict[str, object]]:
        return [
            {
                "name": one.name,
                "words": list(one.words),
                "clauses": len(one.clauses),
                "plans": one.plans,
                "examples": [clause.id for clause in one.examples],
            }
            for one in found
        ]

    return Report(lambda: [_suggestions_table(found)], records, records)


def _suggestions_table(found: "Sequence[Suggestion]") -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    columns = (
        Column("clauses", "clauses", numeric=True),
        Column("plans", "plans", numeric=True),
        Column("words", "further words"),
        Column("examples", "for example"),
    )
    rows = tuple(
        Row(
            f"{number}",
            one.name,
            (
                _number(len(one.clauses)),
                _number(one.plans),
                Cell(" ".join(one.words[3:])),
                Cell("\n".join(map(_quoted, one.examples)), evidence=tuple(each.id for each in one.examples)),
            ),
        )
        for number, one in enumerate(found, 1)
    )
    note = "Clauses without a topic, by their words (TF-IDF, k-means); a subject is named by its three foremost words."
    return Table("suggestions", "Subjects that no topic covers", "subject", columns, rows, (note,))


def _quoted(clause: "Clause") -> str:
    text = " ".join(clause.text.split())
    return f"{text[:_QUOTED]}… ({clause.doc})" if len(text) > _QUOTED else f"{text} ({clause.doc})"


def sample_report(corpus: "Corpus", config: "Config", size: int) -> Report:
    """Draw clauses to be coded by hand."""
    from policycmp.taxonomy.sampling import draw_sample, sample_record

    drawn = draw_sample(corpus.analyses, [topic.id for topic in config.topics], size)

    def records() -> list[dict[str, object]]:
        return [sample_record(clause) for clause in drawn]

    return Report(lambda: [_sample_table(drawn)], records, records)


def _sample_table(drawn: "Sequence[Clause]") -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    columns = (Column("text", "text"), Column("topics", "topics"))
    rows = tuple(Row(clause.id, clause.id, (Cell(clause.text), Cell(""))) for clause in drawn)
    return Table("sample", "Clauses to be coded", "clause", columns, rows)


def learned_report(learned: "Learned") -> Report:
    """Show how terms and judge do on plans left out."""
    from policycmp.evaluate.span_matching import thousandths

    scores = {**learned.scores(), "all plans": learned.totals()}

    def records() -> list[dict[str, object]]:
        return [
            {"doc": doc, **{name: thousandths(tally.f1) for name, tally in tallies.items()}}
            for doc, tallies in scores.items()
        ]

    def tables() -> "list[Table]":
        from policycmp.models import Cell, Column, Row, Table

        columns = tuple(Column(name, name, numeric=True) for name in ("terms", "judge"))
        rows = tuple(
            Row(doc, doc, tuple(Cell(f"{tally.f1:.3f}", thousandths(tally.f1)) for tally in tallies.values()))
            for doc, tallies in scores.items()
        )
        notes = (
            "Topics of clauses, micro-F1, each plan left out of all that the judge was fitted on.",
            "Those who wrote the terms may have seen the plans.",
        )
        return [Table("learned", "A judge of topics, on plans left out", "plan", columns, rows, notes)]

    return Report(tables, records, records)


def verdict(learned: "Learned") -> str:
    """Say whether a judge is worth keeping, and whether the clauses suffice to tell."""
    from policycmp.evaluate.bootstrap import expected_within, sufficiency

    totals, scores = learned.totals(), learned.scores()
    terms, judge = totals["terms"], totals["judge"]
    better = sum(one["judge"].f1 > one["terms"].f1 for one in scores.values())
    figures = (
        f"F1 {judge.f1:.3f} instead of {terms.f1:.3f} on {judge.clauses} clauses of {len(scores)} plans left out, "
        f"better in {better} of them"
    )
    if learned.helps:
        said = f"the judge helps: {figures}; settings.model in the config makes it speak"
    else:
        said = f"the judge does not help: {figures}; better not to use it"
    return f"{said}. {sufficiency(judge.clauses, expected_within(judge.clauses, judge.f1))}"


def _number(value: int) -> "Cell":
    from policycmp.models import Cell

    return Cell(str(value), Decimal(value))
