r"""Tables in LaTeX: rules of booktabs, breaking over pages, for ctex and XeLaTeX. Nothing of a text is a command."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policycmp.renderers.blocks import spread
from policycmp.renderers.marks import Marks
from policycmp.renderers.renderer_labels import Words, words_in
from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models import Cell, Column, Row, Table, Tabulation
    from policycmp.renderers.layout import Layout

_MOST_COLUMNS = 6
_STUB_SHARE, _ROOM = 0.24, 0.99

# Signs that are commands, that ligatures are made of (-- becomes a dash), or that \\ would take for its argument.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": r"{-}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": r"{[}",
    "]": r"{]}",
    "*": r"{*}",
    "?": r"{?}",
    "!": r"{!}",
}
_SIGNS = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_BLANKS = re.compile(r"^ | (?= )| $", re.MULTILINE)

_PREAMBLE = r"""% !TeX program = xelatex
% Compiles as it stands. To take it into a paper, load docmute and the packages below there, and \input this file.
\documentclass[UTF8,zihao=-4]{ctexart}
\usepackage[a4paper,landscape,margin=2cm]{geometry}
\usepackage{array,booktabs,longtable}
\providecommand{\evidence}[1]{\textsuperscript{#1}}
\setlength{\tabcolsep}{4pt}
% Signs that Latin fonts lack (≥, ①) are set in the Chinese one.
\ifdefined\xeCJKDeclareCharClass\xeCJKDeclareCharClass{CJK}{"2100->"2BFF}\fi
\begin{document}
"""


def render(tabulation: Tabulation, layout: Layout) -> str:
    r"""Write a document of long tables.

    Args:
        tabulation: the tables; one of more than six columns becomes several that each start with the labels.
            Sentences behind the cells stand in a list at the end, under the numbers of the cells.
        layout: the language is heeded.

    Returns:
        A document that compiles with XeLaTeX and ctex.
    """
    words, marks = words_in(layout.lang), Marks(tabulation)
    lines = [_PREAMBLE]
    if tabulation.opening:
        lines += [f"\\noindent {escape(tabulation.opening)}\n"]
    for table in tabulation.tables:
        lines += _lines(table, marks, words)
    lines += _evidence(marks, words)
    lines.append("\\end{document}")
    return "".join(f"{line}\n" for line in lines)


def escape(text: str) -> str:
    r"""Write a text so that LaTeX sets it as it stands; line feeds become \newline."""
    escaped = _SIGNS.sub(lambda match: _ESCAPES[match.group()], visible(text))
    return _BLANKS.sub(r"\\ ", escaped).replace("\n", r"\newline{}")


def _lines(table: Table, marks: Marks, words: Words) -> Iterator[str]:
    for number, run in enumerate(spread(len(table.columns), _MOST_COLUMNS), start=1):
        columns = [table.columns[index] for index in run]
        title = escape(" ".join(visible(table.title).split()))
        counter = f" {words.continued}" if number > 1 else ""
        yield f"\\section*{{{title}{counter}}}" if title else "\\bigskip"
        yield from _long_table(table, run, columns, marks)
    for note in table.notes:
        yield f"\n\\noindent{{\\small {escape(note)}\\par}}"
    yield ""


def _long_table(table: Table, run: range, columns: Sequence[Column], marks: Marks) -> Iterator[str]:
    head = _row([escape(table.stub), *(escape(column.label) for column in columns)])
    yield "\\begingroup\\small"
    yield f"\\begin{{longtable}}{{@{{}}{_widths(columns)}@{{}}}}"
    yield f"\\toprule\n{head}\n\\midrule\n\\endhead"
    yield "\\bottomrule\n\\endfoot"
    for index, (group, rows) in enumerate(groupby(table.rows, key=lambda row: row.group)):
        if group:
            space = "\\addlinespace\n" if index else ""
            yield f"{space}\\multicolumn{{{len(columns) + 1}}}{{@{{}}l@{{}}}}{{\\bfseries {_one_line(group)}}}\\\\*"
        elif index:
            yield "\\addlinespace"
        for row in rows:
            yield _row([escape(row.label), *_cells(row, run, marks)])
    yield "\\end{longtable}"
    yield "\\endgroup"


def _one_line(text: str) -> str:
    return escape(text).replace(r"\newline{}", " ")


def _widths(columns: Sequence[Column]) -> str:
    """Share the line: a quarter for the labels, the rest evenly, numbers to the right."""
    stub = _STUB_SHARE if columns else _ROOM
    share = (_ROOM - stub) / max(1, len(columns))
    parts = [_width("\\raggedright", stub)]
    parts += [_width("\\raggedleft" if column.numeric else "\\raggedright", share) for column in columns]
    return "".join(parts)


def _width(alignment: str, share: float) -> str:
    return f">{{{alignment}\\arraybackslash}}p{{\\dimexpr {share:.3f}\\linewidth-2\\tabcolsep\\relax}}"


def _cells(row: Row, run: range, marks: Marks) -> Iterator[str]:
    for index in run:
        cell: Cell = row.cells[index]
        number = marks.number(cell)
        yield escape(cell.text) + (f"\\evidence{{{number}}}" if number else "")


def _row(cells: Sequence[str]) -> str:
    return " & ".join(cells) + " \\\\"


def _evidence(marks: Marks, words: Words) -> Iterator[str]:
    notes = list(marks.notes())
    if not notes:
        return
    yield f"\\section*{{{escape(words.evidence)}}}"
    yield "{\\small\\begin{description}"
    for number, sentences in notes:
        yield f"\\item[{number}] " + "\\newline{}".join(
            f"{_one_line(sentence.quote)} ({escape('; '.join(part for part in (sentence.place, sentence.id) if part))})"
            for sentence in sentences
        )
    yield "\\end{description}}"
