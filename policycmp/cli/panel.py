"""`policycmp panel`: promises and results as rows for statistics programs, with a data package beside the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import whole_file, write_result
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp panel samples -o panel.csv"
PARTS = ("clauses", "commitments", "actuals")
_ENDINGS = (".csv", ".parquet")
_PACKAGE = "datapackage.json"

File = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="A .csv or .parquet file; datapackage.json is written beside it. Else CSV on standard output.",
    ),
]


def panel(
    plans: options.Plans,
    output: File = None,
    cities: options.Cities = None,
    reading: options.Reading = options.Reading(),
) -> int:
    """Write promises and results as a panel: one row a region, year and thing.

    Each row has the region's code, what is counted in its parts, the number with its bound, and the sentence.
    """
    if output is not None and output.suffix.lower() not in _ENDINGS:
        raise UsageError(f"{output}: a panel is a .csv or a .parquet file")
    if output is not None and not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: no such folder to write to; make it first")
    session = Session(plans, reading, cities=cities, parts=PARTS, actuals=True)
    config = session.load_config()
    corpus = session.read(config)
    if not corpus.analyses:
        return exit_code(corpus)
    if output is None:
        write_result(csv_lines_of(corpus, config))
    else:
        write_panel(corpus, config, output)
    return exit_code(corpus)


def csv_lines_of(corpus: "Corpus", config: "Config") -> "Iterator[str]":
    """Write a panel as lines of CSV, its head first even where it has no rows."""
    from policycmp.exchange.panel import FIELDS, panel_rows
    from policycmp.renderers.csv import csv_lines

    rows = panel_rows(corpus, config)
    first = next(rows, None)
    if first is None:
        yield ",".join(field.name for field in FIELDS) + "\n"
        return
    yield from csv_lines(row for part in ([first], rows) for row in part)


def write_panel(corpus: "Corpus", config: "Config", path: Path) -> None:
    """Write a panel to a file, and its data package beside it.

    Raises:
        UsageError: where a file cannot be written.
    """
    from policycmp.exchange.panel import data_package
    from policycmp.renderers import render_json

    text = "".join(csv_lines_of(corpus, config)).encode()
    data = text if path.suffix.lower() == ".csv" else _as_parquet(text)
    with whole_file(path, None) as file:
        file.write(data)
    with whole_file(path.with_name(_PACKAGE)) as file:
        file.write(render_json(data_package(corpus, data, path.name)))


def _as_parquet(text: bytes) -> bytes:
    """Turn the CSV of a panel into Parquet, with the types of its columns."""
    from tempfile import TemporaryDirectory

    from policycmp.exchange.panel import FIELDS
    from policycmp.store.database import connect

    with TemporaryDirectory() as folder:
        source, target = Path(folder, "panel.csv"), Path(folder, "panel.parquet")
        source.write_bytes(text)
        types = {field.name: field.sql for field in FIELDS}
        with connect(spill=Path(folder, "spill")) as database:
            database.read_csv(str(source), header=True, dtype=types).write_parquet(str(target))
        return target.read_bytes()
