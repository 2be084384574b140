"""Tables in GitHub's Markdown. A group is a row with its name in bold and nothing else; evidence is in footnotes."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.renderers.blocks import spread
from policycmp.renderers.marks import Marks
from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models import Cell, Evidence, Table, Tabulation
    from policycmp.renderers.layout import Layout

_MOST_COLUMNS = 8

# `~` because 5~8和10~20 would be struck through, `$` because GitHub sets a formula between two of them.
_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
# What GitHub makes a link of: addresses of the web, and behind an @ people and their mail.
_ADDRESS = re.compile(r"(?<=http)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)
_MENTION = re.compile(r"(?<=@)(?=[A-Za-z0-9])")
_APART = "<!-- -->"
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OUTER_BLANK = re.compile(r"^\s|\s$")
_LEADING_MARKUP = re.compile(r"^(?:[#>+=-]|\d+(?=[.)]))")
_TRAILING_HASHES = re.compile(r"(?=#+$)")


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Write each table as a heading, a pipe table and its notes.

    Args:
        tabulation: what to write; a table of more than eight columns becomes several that each start with the
            labels.
        layout: nothing of it changes Markdown.

    Returns:
        Markdown that ends with a line feed.
    """
    del layout
    marks = Marks(tabulation)
    parts = [["#" + _heading(tabulation.title, "").removeprefix("##")]] if tabulation.title else []
    parts += [[_paragraph(text)] for text in (tabulation.date, tabulation.opening) if text]
    parts += [list(_lines(table, marks)) for table in tabulation.tables]
    parts += [list(_lines(tabulation.sources, marks))] if tabulation.sources is not None else []
    parts += [[_paragraph(remark)] for remark in tabulation.remarks]
    footnotes = [f"[^{number}]: {_footnote(sentences)}" for number, sentences in marks.notes()]
    parts += [footnotes] if footnotes else []
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts)


@lru_cache(maxsize=4096)  # few texts of a large table differ
def escape(text: str) -> str:
    """Write a text so that a Markdown parser reads it back as it stands, on one line.

    Args:
        text: any text; what `visible` replaces is replaced, line ends become `<br>`.

    Returns:
        Markdown for a table cell or the inside of a paragraph.
    """
    escaped = _ENTITY.sub("&amp;", visible(text)).replace("<", "&lt;")
    escaped = _ADDRESS.sub(r"\\", _MARKUP.sub(r"\\\g<0>", escaped))
    escaped = _MENTION.sub(_APART, escaped)
    lines = (_OUTER_BLANK.sub(_as_entity, line) for line in escaped.split("\n"))
    return "<br>".join(lines)


def _as_entity(blank: re.Match[str]) -> str:
    return f"&#{ord(blank.group())};"


def _paragraph(text: str) -> str:
    return _LEADING_MARKUP.sub(_mark_escaped, escape(text))


def _mark_escaped(mark: re.Match[str]) -> str:
    return mark.group() + "\\" if mark.group().isdigit() else "\\" + mark.group()


def _heading(text: str, counter: str) -> str:
    title = escape(" ".join(visible(text).split())) + counter
    return "## " + _TRAILING_HASHES.sub(r"\\", title)


def _lines(table: Table, marks: Marks) -> Iterator[str]:
    runs = spread(len(table.columns), _MOST_COLUMNS)
    for number, run in enumerate(runs, start=1):
        if number > 1:
            yield ""
        if table.title:
            yield _heading(table.title, f" ({number}/{len(runs)})" if len(runs) > 1 else "")
            yield ""
        yield from _pipes(table, run, marks)
    for note in table.notes:
        yield ""
        yield _paragraph(note)


def _pipes(table: Table, run: range, marks: Marks) -> Iterator[str]:
    columns = [table.columns[index] for index in run]
    yield _pipe_row([escape(table.stub), *(escape(column.label) for column in columns)])
    yield _pipe_row(["---", *("---:" if column.numeric else "---" for column in columns)])
    grouped = False
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        if group:
            yield _pipe_row([f"**{heading}**" if (heading := escape(group)) else "", *("" for _ in columns)])
        elif grouped:
            yield _pipe_row(["", *("" for _ in columns)])
        grouped = bool(group)
        for row in rows:
            yield _pipe_row([escape(row.label), *(_cell(row.cells[index], marks) for index in run)])


def _cell(cell: Cell, marks: Marks) -> str:
    number = marks.number(cell)
    return escape(cell.text) + (f"[^{number}]" if number else "")


def _footnote(sentences: Sequence[Evidence]) -> str:
    """Write each sentence with its place and id; the id opens it with `show`."""
    return "<br>".join(
        f"{escape(' '.join(sentence.quote.split()))} ({'; '.join(filter(None, _source(sentence)))})"
        for sentence in sentences
    )


def _source(sentence: Evidence) -> tuple[str, str]:
    return escape(sentence.place), escape(sentence.id)


def _pipe_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
