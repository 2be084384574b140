"""`policycmp export`: codings for other tools, by the ending of the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import DONE, whole_file
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Corpus

EXAMPLE = "policycmp export samples -o samples.qdpx"
PARTS = ("clauses", "commitments")
# What needs no plans: it is made of the config alone.
_OF_CONFIG = (".qdc", ".ttl", ".jsonld")
_ENDINGS = (".qdpx", ".csv", *_OF_CONFIG)

Plans = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PLANS]",
        help="Files, folders (searched recursively), globs, and -, standard input; .qdc, .ttl and .jsonld need none.",
        show_default=False,
    ),
]
File = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="A .qdpx (REFI-QDA project), .qdc (codebook), .ttl, .jsonld (SKOS), .csv (a row a clause, 0/1 a code).",
    ),
]


def export(
    output: File,
    plans: Plans = None,
    cities: options.Cities = None,
    lang: options.Lang = "en",
    reading: options.Reading = options.Reading(),
) -> int:
    """Write codings for other tools: a REFI-QDA project or codebook, SKOS, 0 or 1 for each code.

    `policycmp evaluate FILE.qdpx PLANS` reads the codings of a project that comes back.
    """
    ending = output.suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError(f"{output}: give a file that ends in {', '.join(_ENDINGS)}")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: no such folder to write to; make it first")
    if not plans and ending not in _OF_CONFIG:
        raise UsageError(f"{output}: name the plans whose codings go there")
    session = Session(plans or [], reading, cities=cities, parts=PARTS)
    config = session.load_config()
    corpus = session.read(config) if plans else None
    if corpus is not None and not corpus.analyses:
        return exit_code(corpus)
    content = exported(corpus, config, ending, lang)
    with whole_file(output, None) as file:
        file.write(content)
    return DONE if corpus is None else exit_code(corpus)


def exported(corpus: "Corpus | None", config: "Config", ending: str, lang: str = "en") -> bytes:
    """Give the bytes of a file for other tools.

    Args:
        corpus: plans with their clauses and commitments; None where the config alone is asked for.
        config: the vocabulary.
        ending: of the file: `.qdpx`, `.qdc`, `.ttl`, `.jsonld` or `.csv`.
        lang: of the names of codes.
    """
    from policycmp.exchange.matrix import matrix_head, matrix_rows
    from policycmp.exchange.qdpx import write_codebook, write_project
    from policycmp.exchange.skos import write_json_ld, write_turtle
    from policycmp.instruments import code_plans
    from policycmp.renderers.csv import csv_lines

    if ending == ".ttl":
        return write_turtle(config).encode()
    if ending == ".jsonld":
        return write_json_ld(config).encode()
    if corpus is None or ending == ".qdc":
        return write_codebook(config, corpus.analyses if corpus else None, lang)
    if ending == ".csv":
        rows = matrix_rows(code_plans(corpus.analyses, config), config, "clause")
        return ("".join(csv_lines(rows)) or ",".join(matrix_head(config, "clause")) + "\n").encode()
    return write_project(corpus, config, lang)
