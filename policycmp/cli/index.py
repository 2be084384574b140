"""`policycmp index`: read a large corpus once, and afterwards only what changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.progress import ProgressBar
from policycmp.cli.session import Session, engine_of
from policycmp.cli.streams import DONE, NOTHING_READ, PARTLY_READ, tell, tell_issues
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.corpus.indexing import Indexed
    from policycmp.models import Table

EXAMPLE = "policycmp index samples --store plans.duckdb"

Store = Annotated[
    Path,
    typer.Option(
        "--store",
        metavar="FILE",
        help="The store; made where there is none. A folder FILE.shards stands beside it.",
        show_default=False,
    ),
]


def index(
    plans: options.Plans,
    store: Store,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Keep the analysis of a large corpus in a store.

    Only new and changed plans are read; those that are gone leave the store. Commands take FILE in place of PLANS.
    """
    from policycmp.corpus.indexing import index_corpus

    output = Output(writing)
    output.format_name()
    _refuse_meaningless(reading)
    session = Session(plans, reading)
    config = session.load_config()
    with ProgressBar(quiet=reading.quiet) as bar:
        indexed = index_corpus(
            plans,
            config,
            store,
            encoding=reading.encoding,
            meta=reading.meta,
            engine=engine_of(reading),
            progress=bar,
            waiting=lambda process: tell(f"waiting for process {process or '?'}, which writes to {store}"),
        )
    tell_issues(indexed.issues, quiet=reading.quiet)
    output.write(index_report(indexed, store, writing.lang))
    return exit_code(indexed)


def exit_code(indexed: "Indexed") -> int:
    """Tell how a run went: all, some or none of the inputs are in the store."""
    if not indexed.read + indexed.kept + indexed.adopted:
        return NOTHING_READ
    lost = any(issue.severity == "error" for issue in indexed.issues)
    return PARTLY_READ if lost else DONE


def index_report(indexed: "Indexed", store: Path, lang: str = "en") -> Report:
    """Lay out what became of the plans."""
    counts = {name: getattr(indexed, name) for name in _LABELS[lang]}

    def data() -> dict[str, object]:
        return {"store": str(store), **counts}

    return Report(lambda: [_table(counts, store, lang)], data, lambda: [data()])


_LABELS = {
    "en": {
        "documents": "in the store now",
        "read": "read",
        "kept": "kept, unchanged",
        "adopted": "taken over from an earlier run",
        "removed": "removed",
        "failed": "not readable",
    },
    "zh": {
        "documents": "库中现有",
        "read": "本次读取",
        "kept": "未变，保留",
        "adopted": "接续此前中断的运行",
        "removed": "移除",
        "failed": "无法读取",
    },
}
_HEADS = {"en": ("Store", "plans", "number"), "zh": ("文库", "方案", "数量")}


def _table(counts: dict[str, int], store: Path, lang: str) -> "Table":
    from decimal import Decimal

    from policycmp.models import Cell, Column, Row, Table

    title, stub, number = _HEADS[lang]
    rows = tuple(
        Row(name, _LABELS[lang][name], (Cell(str(count), Decimal(count)),)) for name, count in counts.items()
    )
    return Table("index", f"{title} {store}", stub, (Column("number", number, numeric=True),), rows)


def _refuse_meaningless(reading: options.Reading) -> None:
    """Refuse options that say nothing about what is kept: a store holds all of the plans, as they are read."""
    for option in ("where", "province", "level"):
        if getattr(reading, option) is not None:
            raise UsageError(
                f"--{option}: index takes all of PLANS; give --{option} to the commands that ask the store"
            )
    if reading.overrides is not None:
        raise UsageError(
            "--overrides: a store holds what was read; give --overrides to the commands that ask the store"
        )
