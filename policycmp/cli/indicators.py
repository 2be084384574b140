"""`policycmp indicators`: the ids and labels of what plans count, one in full, and what the vocabulary lacks."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.commands import grouped
from policycmp.cli.ids import indicator_ids, topic_ids
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import DONE
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.config import Config
    from policycmp.models import Corpus, Table
    from policycmp.rows.indicators import Indicator

_HEADS = {
    "en": ("Indicators", "id", "label", "topic", "words", "commitments", "plans"),
    "zh": ("指标", "编号", "名称", "主题", "词语", "承诺数", "方案数"),
}
_MISSING_HEADS = {
    "en": ("Nouns outside the vocabulary", "noun", "plans", "commitments", "like", "sentence"),
    "zh": ("词表之外的名词", "名词", "方案数", "承诺数", "近似", "原句"),
}
_QUOTED = 60

app = typer.Typer(
    help="What plans count: the ids and labels, one in full, and the nouns that the vocabulary lacks.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)

AnyPlans = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PLANS]", help="Plans to count commitments in; without, the vocabulary alone."),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="An id, or a word for what is counted.")]


@app.command("list", epilog="Example: policycmp indicators list samples --topic ip")
@grouped
def list_(
    plans: AnyPlans = None,
    topic: options.Topics = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """List what plans count: ids, labels, words, and in plans how often."""
    session, output = Session(plans or [], reading, topic), Output(writing)
    output.format_name()
    config = session.load_config()
    corpus = session.read(config) if plans else None
    output.write(vocabulary_report(config, corpus, writing.lang, topic))
    return exit_code(corpus) if corpus else DONE


@app.command(epilog="Example: policycmp indicators show high-tech-enterprises samples")
@grouped
def show(
    id: Id,
    plans: AnyPlans = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show one thing counted: its words, its units, and in plans the commitments that count it."""
    session, output = Session(plans or [], reading), Output(writing)
    output.format_name()
    config = session.load_config()
    [known] = indicator_ids([id], config)
    corpus = session.read(config) if plans else None
    output.write(indicator_report(known, config, corpus, writing.lang))
    return exit_code(corpus) if corpus else DONE


@app.command(epilog="Example: policycmp indicators suggest plans")
@grouped
def suggest(
    plans: options.Plans,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """List the nouns that the vocabulary lacks, by how many plans use them, with lines to paste into a config."""
    session = Session(plans, reading)
    return session.present(
        Output(writing), lambda corpus, config: missing_report(corpus, config, writing.lang)
    )


def vocabulary_report(
    config: "Config", corpus: "Corpus | None", lang: str = "en", topics: "list[str] | None" = None
) -> Report:
    """Lay out the vocabulary, and what else is composed of it in plans; how often each is counted."""
    from policycmp.models import Cell, Column, Row, Table

    asked = topic_ids(topics, config)
    listed = [each for each in _vocabulary(config) if not asked or each.topic in asked]
    counts, docs = _counts(corpus, config)
    composed = {key: each for key, each in counts.items() if not asked or each.topic in asked}
    indicators = list({each.id: each for each in (*listed, *composed.values())}.values())
    words = {entry.id: ", ".join(entry.also) for entry in config.objects}

    def records() -> "Iterator[dict[str, object]]":
        for each in indicators:
            yield {
                "id": each.id,
                "label": {"en": each.label.en, "zh": each.label.zh},
                "topic": each.topic,
                "words": words.get(each.id, ""),
                "commitments": len(docs[each.id]),
                "plans": len(set(docs[each.id])),
            }

    def tables() -> "list[Table]":
        title, stub, *heads = _HEADS[lang]
        numbers = ("commitments", "plans") if corpus else ()
        names = ("label", "topic", "words", *numbers)
        columns = tuple(
            Column(name, head, numeric=name in numbers) for name, head in zip(names, heads, strict=False)
        )
        rows = []
        for each in indicators:
            label = each.label.zh if lang == "zh" else each.label.en
            found = (len(docs[each.id]), len(set(docs[each.id]))) if corpus else ()
            texts = (label, each.topic or "–", words.get(each.id, "–"))
            cells = (*map(Cell, texts), *(Cell(str(number), Decimal(number)) for number in found))
            rows.append(Row(each.id, each.id, cells))
        return [Table("indicators", title, stub, columns, tuple(rows))]

    return Report(tables, lambda: list(records()), records)


def indicator_report(identifier: str, config: "Config", corpus: "Corpus | None", lang: str = "en") -> Report:
    """Lay out one indicator, and the commitments that count it."""
    from policycmp.cli.targets import list_report
    from policycmp.models import Cell, Column, Row, Table
    from policycmp.rows.indicators import indicators_of

    indicator = indicators_of(config).find(identifier)
    if indicator is None:
        raise UsageError(f"unknown indicator {identifier!r}")
    entry = next((entry for entry in config.objects if entry.id == identifier), None)
    record: dict[str, object] = {
        "id": indicator.id,
        "label": {"en": indicator.label.en, "zh": indicator.label.zh},
        "topic": indicator.topic,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "note": indicator.note and {"en": indicator.note.en, "zh": indicator.note.zh},
        "words": list(entry.also) if entry else [],
        "broader": entry.broader if entry else None,
    }
    found = list_report(corpus, config, lang, indicators=[identifier]) if corpus else None

    def tables() -> "list[Table]":
        shown = {
            name: ", ".join(map(str, value.values() if isinstance(value, dict) else value))
            if isinstance(value, dict | list)
            else str(value or "–")
            for name, value in record.items()
        }
        rows = tuple(Row(name, name, (Cell(text or "–"),)) for name, text in shown.items())
        table = Table("indicator", identifier, "field", (Column("value", "value"),), rows)
        return [table, *(found.tables() if found else ())]

    return Report(tables, lambda: record | {"commitments": found.data() if found else []})


def missing_report(corpus: "Corpus", config: "Config", lang: str = "en") -> Report:
    """Lay out the nouns outside the vocabulary, with the lines that would add them below."""
    from policycmp.models import Cell, Column, Row, Table
    from policycmp.taxonomy.missing_nouns import find_missing_nouns

    missing = find_missing_nouns(corpus.analyses, config)
    lines = [each.config_line(number) for number, each in enumerate(missing, 1)]

    def records() -> "Iterator[dict[str, object]]":
        for each, line in zip(missing, lines, strict=True):
            yield {
                "noun": each.noun,
                "plans": each.plans,
                "commitments": len(each.targets),
                "like": each.like[0] if each.like else None,
                "also": list(each.also),
                "config": line.strip(),
            }

    def tables() -> "list[Table]":
        title, stub, *heads = _MISSING_HEADS[lang]
        names = ("plans", "commitments", "like", "sentence")
        columns = tuple(
            Column(name, head, numeric=place < 2)  # noqa: PLR2004
            for place, (name, head) in enumerate(zip(names, heads, strict=True))
        )
        rows = tuple(
            Row(
                each.noun,
                "、".join((each.noun, *each.also)),
                (
                    Cell(str(each.plans), Decimal(each.plans)),
                    Cell(str(len(each.targets)), Decimal(len(each.targets))),
                    Cell(f"{each.like[0]} ({each.like[1]})" if each.like else "–"),
                    Cell("".join(each.targets[0].quote.split())[:_QUOTED], evidence=(each.targets[0].id,)),
                ),
            )
            for each in missing
        )
        notes = ("\n".join(("objects:", *lines)),) if lines else ()
        return [Table("missing", title, stub, columns, rows, notes)]

    return Report(tables, lambda: list(records()), records)


def _vocabulary(config: "Config") -> "Iterator[Indicator]":
    from policycmp.rows.indicators import indicators_of

    known = indicators_of(config)
    ids = (*(entry.id for entry in config.indicators), *(entry.id for entry in config.objects))
    return (indicator for indicator in map(known.find, ids) if indicator)


def _counts(
    corpus: "Corpus | None", config: "Config"
) -> "tuple[dict[str, Indicator], defaultdict[str, list[str]]]":
    """Count by indicator the commitments of plans: the indicators found, and the plan of each commitment."""
    from policycmp.rows.commitments import align_plans

    found: dict[str, Indicator] = {}
    docs: defaultdict[str, list[str]] = defaultdict(list)
    for analysis, commitments in align_plans(corpus.analyses if corpus else (), config):
        for commitment in commitments:
            for kind in commitment.kinds:
                found[kind.id] = kind
                docs[kind.id].append(analysis.doc)
    order = Counter({identifier: len(named) for identifier, named in docs.items()})
    return {identifier: found[identifier] for identifier, _ in order.most_common()}, docs
