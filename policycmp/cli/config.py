"""`policycmp config`: begin a config of one's own, show what is in force and from where, mend its mistakes."""

from collections import Counter
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.commands import grouped
from policycmp.cli.options import did_you_mean
from policycmp.cli.output import Output, Report
from policycmp.cli.session import find_config
from policycmp.cli.streams import DONE, WRONG_USAGE, tell, whole_file, write_result
from policycmp.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.config.origins import EntryInForce
    from policycmp.models import Table

app = typer.Typer(
    help="A config of one's own: begin one, see what is in force and from where, mend its mistakes.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)

_ORIGINS = ("shipped", "added", "changed", "dropped")
NewFile = Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to write it.")]
OwnFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]", help="The config; without, the one that commands here use.", show_default=False
    ),
]
What = Annotated[
    str | None,
    typer.Argument(
        metavar="[WHAT]",
        help="A section (topics) or an id (talent); without, how many of each.",
        show_default=False,
    ),
]


@app.command(epilog="Example: policycmp config init")
def init(file: NewFile = Path("config.yaml")) -> int:
    """Write a commented config with one topic, object, rule and comparison, to be changed."""
    if file.exists():
        raise UsageError(f"{file}: stands there already; name another: policycmp config init my.yaml")
    with whole_file(file) as opened:
        opened.write(resources.files("policycmp.config").joinpath("own.yaml").read_text(encoding="utf-8"))
    option = "" if file == Path("config.yaml") else f" {file}"
    tell(f"note: wrote {file}; change it, then: policycmp config check{option}")
    return DONE


@app.command(epilog="Example: policycmp config show topics")
@grouped
def show(
    what: What = None,
    config: options.ConfigFile = None,
    quiet: options.Quiet = False,
    writing: options.Writing = options.Writing(),
) -> int:
    """Show what is in force, and from where: how many entries, those of a section, or one in full."""
    from policycmp.config.inheritance import SECTIONS, UNNAMED
    from policycmp.config.origins import trace_entries

    output = Output(writing)
    output.format_name()
    path = find_config(config, quiet=quiet)
    entries = trace_entries(path)
    if what is None:
        output.write(sections_report(entries))
    elif what in SECTIONS:
        output.write(entries_report([entry for entry in entries if entry.section == what]))
    elif what in UNNAMED:
        write_result(section_in_full(what, path))
    else:
        write_result("\n".join(map(_in_full, find_entries(what, entries))))
    return DONE


@app.command(epilog="Example: policycmp config check config.yaml")
def check(file: OwnFile = None) -> int:
    """Check a config: every mistake with its line, and below it a line to paste in its place."""
    from policycmp.config import load_config
    from policycmp.config.loading import shipped_config
    from policycmp.config.origins import trace_entries

    path = find_config(file, quiet=True)
    try:
        loaded = load_config(path)
    except ConfigError as error:
        lines = str(error).splitlines()
        for place, line in enumerate(lines):
            tell(line)
            if place < len(error.mends):
                print_mend(error.mends[place])
        return WRONG_USAGE
    for note in loaded.notes:
        tell(f"note: {note}")
    origins = Counter(entry.origin for entry in trace_entries(path))
    counts = ", ".join(f"{origins[origin]} {origin}" for origin in _ORIGINS if origins[origin])
    write_result(f"{path or shipped_config().name}: no mistakes; entries: {counts}\n")
    return DONE


def print_mend(mend: str) -> None:
    """Tell a line to paste, set in below the mistake that it mends."""
    tell(f"    {mend}")


def sections_report(entries: "Sequence[EntryInForce]") -> Report:
    """Lay out how many entries of each section are in force, by where they come from."""
    from policycmp.models import Cell, Column, Row, Table

    counts = Counter((entry.section, entry.origin) for entry in entries)
    sections = list(dict.fromkeys(entry.section for entry in entries))

    def records() -> "Iterator[dict[str, object]]":
        for section in sections:
            yield {"section": section} | {origin: counts[section, origin] for origin in _ORIGINS}

    def tables() -> "list[Table]":
        columns = tuple(Column(origin, origin, numeric=True) for origin in _ORIGINS)
        rows = tuple(
            Row(section, section, tuple(Cell(str(counts[section, origin] or "–")) for origin in _ORIGINS))
            for section in sections
        )
        own = [entry for entry in entries if entry.origin != "shipped"]
        notes = tuple(f"{entry.place}: {entry.origin} {entry.section}.{entry.id}" for entry in own)
        return [Table("config", "In force", "section", columns, rows, notes)]

    return Report(tables, lambda: list(records()), records)


def entries_report(entries: "Sequence[EntryInForce]") -> Report:
    """Lay out the entries of a section: id, label, origin and place."""
    from policycmp.models import Cell, Column, Row, Table

    def records() -> "Iterator[dict[str, object]]":
        for entry in entries:
            label = entry.data.get("label")
            label = label if isinstance(label, dict) else {}
            yield {"id": entry.id, **label, "origin": entry.origin, "place": entry.place}

    def tables() -> "list[Table]":
        names = ("en", "zh", "origin", "place")
        columns = tuple(Column(name, name) for name in names)
        rows = tuple(
            Row(str(each["id"]), str(each["id"]), tuple(Cell(str(each.get(name, "–"))) for name in names))
            for each in records()
        )
        return [Table("entries", entries[0].section if entries else "entries", "id", columns, rows)]

    return Report(tables, lambda: list(records()), records)


def find_entries(what: str, entries: "Sequence[EntryInForce]") -> "list[EntryInForce]":
    """Find the entries of an id, in all sections or in the one before its point.

    Raises:
        UsageError: where there is none.
    """
    found = [entry for entry in entries if what in {entry.id, f"{entry.section}.{entry.id}"}]
    if not found:
        known = list(dict.fromkeys([*(entry.section for entry in entries), *(entry.id for entry in entries)]))
        raise UsageError(f"no section or id {what!r}: {did_you_mean(what, known)}")
    return found


def section_in_full(name: str, path: Path | None) -> str:
    """Write a section without ids (settings, strengths …) as it is in force."""
    from policycmp.config import load_config
    from policycmp.config.mends import yaml_line, yaml_mapping

    value = load_config(path).schema.model_dump(mode="json", by_alias=True)[name]
    return f"{name}:\n{yaml_mapping(value)}" if isinstance(value, dict) else f"{yaml_line(name, value)}\n"


def _in_full(entry: "EntryInForce") -> str:
    """Write an entry as it would stand in a config, its origin in a comment."""
    from policycmp.config.mends import yaml_entry

    lines = yaml_entry(entry.data)
    return f"# {entry.origin}: {entry.place}\n{entry.section}:\n{lines}"
