"""Tables into files: one module a format, imported when it is asked for.

A renderer is a function `render(tabulation, layout)` in a module of this package. It takes any `Table`, with the
evidence that cells name, and knows nothing of plans. To add a format, add its module and a line to `RENDERERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal, cast, overload

from policycmp.errors import UsageError
from policycmp.models import Table, Tabulation
from policycmp.renderers.json import json_chunks, jsonl_lines, render_json, render_jsonl
from policycmp.renderers.layout import Layout

__all__ = [
    "FORMATS",
    "RENDERERS",
    "Format",
    "Layout",
    "format_of",
    "json_chunks",
    "jsonl_lines",
    "render",
    "render_json",
    "render_jsonl",
]

Renderer = Callable[[Tabulation, Layout], str | bytes]
TextFormat = Literal["table", "markdown", "csv", "json", "jsonl", "html", "latex"]
BinaryFormat = Literal["xlsx", "docx"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write tables.

    Attributes:
        name: what `--format` calls it.
        module: the module of this package that holds its `render`.
        endings: the endings of files in this format.
        encoding: what a file in this format should be encoded in (standard output has its own); None where the
            renderer gives bytes, which no terminal should get.
        shows_evidence: whether it has a place for the sentences behind the cells.
    """

    name: str
    module: str
    endings: tuple[str, ...]
    encoding: str | None = "utf-8"
    shows_evidence: bool = False

    def load(self) -> Renderer:
        """Import the renderer."""
        return cast("Renderer", import_module(f"{__name__}.{self.module}").render)


RENDERERS: Mapping[str, Format] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            Format("table", "terminal", (".txt",)),
            Format("markdown", "markdown", (".md", ".markdown"), shows_evidence=True),
            Format("csv", "csv", (".csv",), encoding="utf-8-sig"),
            Format("json", "json", (".json",)),
            Format("jsonl", "jsonl", (".jsonl", ".ndjson")),
            Format("xlsx", "xlsx", (".xlsx",), encoding=None, shows_evidence=True),
            Format("html", "html", (".html", ".htm"), shows_evidence=True),
            Format("latex", "latex", (".tex",), shows_evidence=True),
            Format("docx", "docx", (".docx",), encoding=None, shows_evidence=True),
        )
    }
)
FORMATS = tuple(RENDERERS)


@overload
def render(
    tables: Sequence[Table] | Tabulation,
    format: TextFormat = "table",
    *,
    width: int | None = None,
    color: bool = False,
    lang: str = "en",
    ambiguous_wide: bool = False,
    delimiter: str = ",",
    encoding: str = "utf-8",
    evidence: str = "notes",
) -> str: ...
@overload
def render(
    tables: Sequence[Table] | Tabulation,
    format: BinaryFormat,
    *,
    lang: str = "en",
    evidence: str = "notes",
) -> bytes: ...
@overload
def render(
    tables: Sequence[Table] | Tabulation,
    format: str,
    *,
    width: int | None = None,
    color: bool = False,
    lang: str = "en",
    ambiguous_wide: bool = False,
    delimiter: str = ",",
    encoding: str = "utf-8",
    evidence: str = "notes",
) -> str | bytes: ...
def render(
    tables: Sequence[Table] | Tabulation,
    format: str = "table",  # noqa: A002 (the option's name)
    *,
    width: int | None = None,
    color: bool = False,
    lang: str = "en",
    ambiguous_wide: bool = False,
    delimiter: str = ",",
    encoding: str = "utf-8",
    evidence: str = "notes",
) -> str | bytes:
    """Write tables in a format.

    Args:
        tables: what to write, in order; as a `Tabulation` where the evidence behind them is to be written too.
        format: one of `FORMATS`.
        width: see `Layout`, as all that follows.
        color: whether bold and dim may be used.
        lang: the language of added words.
        ambiguous_wide: whether “ ” — … fill two cells.
        delimiter: what stands between two fields of a CSV line.
        encoding: what the output will be encoded in.
        evidence: how sentences are attached: `notes` or `links`.

    Returns:
        The text, ended by a line feed; bytes for xlsx and docx.

    Raises:
        UsageError: there is no such format.
    """
    layout = Layout(width, color, lang, ambiguous_wide, delimiter, encoding, evidence)
    tabulation = tables if isinstance(tables, Tabulation) else Tabulation(tuple(tables))
    return find_format(format).load()(tabulation, layout)


def find_format(name: str) -> Format:
    """Look a format up by its name.

    Args:
        name: what the user typed.

    Returns:
        The format.

    Raises:
        UsageError: there is none of that name; the message names those there are.
    """
    if name in RENDERERS:
        return RENDERERS[name]
    close = get_close_matches(name.lower(), FORMATS, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    raise UsageError(f"unknown format {name!r}: {hint}known are {', '.join(FORMATS)}")


def format_of(path: str | PurePath) -> str:
    """Tell the format of an output file by its ending.

    Args:
        path: the file to write.

    Returns:
        The name of a format; `table` for a file without an ending.

    Raises:
        UsageError: no format has this ending.
    """
    ending = PurePath(path).suffix.lower()
    if not ending:
        return "table"
    for format_ in RENDERERS.values():
        if ending in format_.endings:
            return format_.name
    known = ", ".join(ending for format_ in RENDERERS.values() for ending in format_.endings)
    raise UsageError(f"no format writes {ending} files: name one with --format (known endings: {known})")
