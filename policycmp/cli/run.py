"""`policycmp run`: the comparisons named in the config, each to its own files, only what changed."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.comparison import FURTHER, Parts, compare_plans, comparison_report
from policycmp.cli.completion import complete_comparison
from policycmp.cli.output import Output, Report
from policycmp.cli.provenance import Provenance
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import DONE, NOTHING_READ, PARTLY_READ
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.config.comparisons import NamedComparison
    from policycmp.models import Corpus, Table

EXAMPLE = "policycmp run --config config.yaml --only cities"

Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="NAME",
        help="Only the comparison of this name; may be repeated.",
        autocompletion=complete_comparison,
    ),
]
List = Annotated[bool, typer.Option("--list", help="Show the comparisons and whether their files are fresh.")]
Force = Annotated[
    bool,
    typer.Option("--force", help="Do again what has not changed too, also over files that run has not made."),
]
AllowOutside = Annotated[
    bool, typer.Option("--allow-outside", help="Let files stand outside the folder of the config.")
]


@dataclass(frozen=True, slots=True)
class Task:
    """A comparison with its paths settled, the key of its inputs, and which of its files must be written."""

    comparison: "NamedComparison"
    session: Session
    references: options.References
    outputs: tuple[Output, ...]
    key: str
    stale: frozenset[Path]

    def states(self, done: str) -> Iterator[dict[str, object]]:
        """Tell of each file whether it is unchanged, or what was `done` to it."""
        for output in self.outputs:
            state = done if output.file in self.stale else "unchanged"
            yield {"comparison": self.comparison.id, "file": str(output.file), "state": state}


def run(
    only: Only = None,
    list_: List = False,
    force: Force = False,
    allow_outside: AllowOutside = False,
    reading: options.Reading = options.Reading(),
    format: options.Format = None,
    lang: options.Lang = "en",
    no_color: options.NoColor = False,
) -> int:
    """Write the comparisons named in the config to files.

    Only what changed is done again. They stand in its section `comparisons:`.
    """
    output = Output(options.Writing(format, lang=lang, no_color=no_color))
    output.format_name()
    loaded = Session([], reading).load_config()
    options.check_known("comparison", only, [comparison.id for comparison in loaded.comparisons])
    if not loaded.comparisons:
        raise UsageError(
            f"{loaded.path}: names no comparisons; add a section comparisons: with id, plans and files"
        )
    chosen = [comparison for comparison in loaded.comparisons if not only or comparison.id in only]
    tasks = [task_of(comparison, loaded, reading, force=force) for comparison in chosen]
    if list_:
        output.write(run_report([state for task in tasks for state in task.states("to do")], lang))
        return DONE
    _refuse_places(tasks, loaded, reading, outside=allow_outside, force=force)
    ended = [(task, work(task, loaded)) for task in tasks]
    words = {NOTHING_READ: "nothing read"}
    states = [state for task, code in ended for state in task.states(words.get(code, "written"))]
    output.write(run_report(states, lang))
    return overall_code([code for _, code in ended])


def task_of(
    comparison: "NamedComparison", config: "Config", reading: options.Reading, *, force: bool = False
) -> Task:
    """Settle the paths of a comparison from the folder of its config, and see which files are stale.

    Raises:
        UsageError: a file has an ending that no format writes, or the format is unknown.
    """
    from policycmp.cli.freshness import is_fresh, key_of
    from policycmp.readers import is_url

    root, asked = Path(config.path).parent, comparison.options

    def place(path: str | None) -> Path | None:
        return None if path is None else Path(os.path.normpath(root / path))

    reading = replace(
        reading,
        encoding=reading.encoding or asked.encoding,
        meta=reading.meta or place(asked.meta),
        overrides=reading.overrides or place(asked.overrides),
    )
    plans = [plan if is_url(plan) else str(place(plan)) for plan in comparison.plans]
    session = Session(plans, reading, cities=asked.cities)
    outputs = tuple(
        Output(
            options.Writing(
                comparison.format,
                place(file),
                asked.lang,
                asked.delimiter,
                asked.notes,
                layout=asked.layout,
                evidence=asked.evidence,
                date=asked.date,
            )
        )
        for file in comparison.files
    )
    _check_formats(comparison, outputs)
    context = place(asked.context)
    key = key_of(
        comparison, config, session.plans, (reading.meta, reading.overrides, context), reading.condition
    )
    files = [output.file for output in outputs if output.file]
    stale = frozenset(file for file in files if force or not is_fresh(file, key))
    references = options.References(context, list(asked.upper))
    return Task(comparison, session, references, outputs, key, stale)


def _refuse_places(
    tasks: "Sequence[Task]", config: "Config", reading: options.Reading, *, outside: bool, force: bool
) -> None:
    """Refuse files that may not be written, before any is.

    Raises:
        UsageError: the config was only found, not named; or as `Ground.refuse`.
    """
    from policycmp.cli.placing import Ground
    from policycmp.readers import find_inputs

    if reading.config is None:
        raise UsageError(
            f"{config.path}: names files to write, and is only what stands here; name it: --config {config.path}"
        )
    read: list[Path | str | None] = [config.path, config.model]
    for task in tasks:
        others = task.session.reading
        read += [others.meta, others.overrides, task.references.context]
        read += [source.path for source in find_inputs(task.session.plans)[0]]
    ground = Ground.of(Path(config.path).parent, read, outside=outside, force=force)
    for task in tasks:
        for output in task.outputs:
            if output.file is not None:
                ground.refuse(output.file)


def _check_formats(comparison: "NamedComparison", outputs: "Sequence[Output]") -> None:
    from policycmp.renderers import find_format, format_of

    for output in outputs:
        try:
            if output.writing.format is not None:
                find_format(output.writing.format)
            elif output.file is not None:
                format_of(output.file)
        except UsageError as error:
            raise UsageError(f"comparison {comparison.id}: {error}") from None


def work(task: Task, config: "Config") -> int:
    """Make one comparison and write its stale files.

    Returns:
        The exit code; a file of a comparison whose inputs were not all read is made again next time.
    """
    from policycmp.cli.freshness import remember

    if not task.stale:
        return DONE
    corpus = task.session.read(config)
    code = exit_code(corpus)
    if code == NOTHING_READ:
        return code
    report = _report(task, corpus, config)
    for output in task.outputs:
        if output.file in task.stale and output.file is not None:
            output.file.parent.mkdir(parents=True, exist_ok=True)
            output.write(report)
            remember(output.file, task.key if code == DONE else None)
    return code


def _report(task: Task, corpus: "Corpus", config: "Config") -> Report:
    asked, tables, quiet = task.comparison.options, task.comparison.tables, task.session.reading.quiet
    narrowing = options.Narrowing(
        list(asked.topic),
        list(asked.type),
        min_cities=asked.min_cities,
        top=asked.top,
        sort=asked.sort,
        same_year=asked.same_year,
    )
    from policycmp.tables import MAIN_TABLES

    # The further tables belong to the whole comparison, as on the command line.
    further = FURTHER if set(MAIN_TABLES) <= set(tables) else ()
    comparison = compare_plans(corpus, config, narrowing, task.references, quiet=quiet)
    parts = Parts(tables, further, opened=len(tables) > 1)
    report = comparison_report(comparison, parts, lang=asked.lang, quiet=quiet)
    return replace(report, provenance=Provenance(corpus, config))


def overall_code(codes: "Sequence[int]") -> int:
    """Give one exit code for several comparisons: nothing read only where that is so of all."""
    if codes and all(code == NOTHING_READ for code in codes):
        return NOTHING_READ
    return PARTLY_READ if any(codes) else DONE


_HEADS = {"en": ("Comparisons", "comparison", "file", "state"), "zh": ("比较", "名称", "文件", "状态")}
_STATES_ZH = {"unchanged": "未变", "written": "已写", "to do": "待做", "nothing read": "未读到方案"}


def run_report(states: "Sequence[dict[str, object]]", lang: str = "en") -> Report:
    """Lay out what became of each file."""

    def table() -> "list[Table]":
        from policycmp.models import Cell, Column, Row, Table

        title, stub, *heads = _HEADS[lang]
        rows = tuple(
            Row(
                str(state["file"]),
                str(state["comparison"]),
                (
                    Cell(str(state["file"])),
                    Cell(_STATES_ZH[str(state["state"])] if lang == "zh" else str(state["state"])),
                ),
            )
            for state in states
        )
        return [Table("run", title, stub, tuple(map(Column, ("file", "state"), heads)), rows)]

    return Report(table, lambda: list(states), lambda: list(states))
