r"""Tables in LaTeX: rules of booktabs, breaking over pages, for ctex and XeLaTeX. Nothing of a text is a command."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.renderers.marks import Marks
from policycmp.renderers.paper import Page, page_for, shares
from policycmp.renderers.renderer_labels import Words, words_in
from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models import Cell, Column, Row, Table, Tabulation
    from policycmp.renderers.blocks import Block
    from policycmp.renderers.layout import Layout

_ROOM = 0.99

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
\documentclass[UTF8,zihao=5]{ctexart}
\usepackage[a4paper,%(side)smargin=2cm]{geometry}
\usepackage{array,booktabs,longtable}%(packages)s
\providecommand{\evidence}[1]{\textsuperscript{#1}}
\setlength{\tabcolsep}{3pt}
\setlength{\LTpre}{4pt}\setlength{\LTpost}{4pt}
\ctexset{section={beforeskip=8pt,afterskip=2pt,format=\bfseries}}
% Signs that Latin fonts lack (≥, ①) are set in the Chinese one.
\ifdefined\xeCJKDeclareCharClass\xeCJKDeclareCharClass{CJK}{"2100->"2BFF}\fi
\linespread{1.05}\selectfont
\begin{document}
"""


def render(tabulation: Tabulation, layout: Layout) -> str:
    r"""Write a document of long tables.

    Args:
        tabulation: the tables; one that is wider than a page becomes several that each start with the labels.
            Sentences behind the cells stand in a list at the end, under the numbers of the cells.
        layout: the language is heeded, and whether cells are linked to their sentences or numbered.

    Returns:
        A document that compiles with XeLaTeX and ctex.
    """
    words, marks = words_in(layout.lang), Marks(tabulation, by_sentence=True)
    page, are_linked = page_for(tabulation), layout.evidence == "links"
    packages = "\n\\usepackage[hidelinks]{hyperref}" if are_linked else ""
    # The preamble has signs of per cent of its own.
    side = "" if page.is_upright else "landscape,"
    lines = [_PREAMBLE.replace("%(side)s", side).replace("%(packages)s", packages)]
    if tabulation.title:
        lines += [f"\\noindent{{\\Large\\bfseries {_one_line(tabulation.title)}\\par}}\n"]
    lines += [f"\\noindent {escape(text)}\n" for text in (tabulation.date, tabulation.opening) if text]
    tables = (*tabulation.tables, *([tabulation.sources] if tabulation.sources else []))
    for table in tables:
        lines += _lines(table, page, marks, words, are_linked=are_linked)
    lines += [f"\\noindent{{\\small {escape(remark)}\\par}}\n" for remark in tabulation.remarks]
    lines += _evidence(marks, words, are_linked=are_linked)
    lines.append("\\end{document}")
    return "".join(f"{line}\n" for line in lines)


def escape(text: str) -> str:
    r"""Write a text so that LaTeX sets it as it stands; line feeds become \newline."""
    escaped = _SIGNS.sub(lambda match: _ESCAPES[match.group()], visible(text))
    return _BLANKS.sub(r"\\ ", escaped).replace("\n", r"\newline{}")


def _lines(table: Table, page: Page, marks: Marks, words: Words, *, are_linked: bool) -> Iterator[str]:
    for number, block in enumerate(page.blocks(table), start=1):
        counter = f" {words.continued}" if number > 1 else ""
        title = f"{_one_line(' '.join(table.title.split()))}{counter}" if table.title else ""
        yield from _long_table(table, title, block, marks, are_linked=are_linked)
    for note in table.notes:
        yield f"\n\\noindent{{\\small {escape(note)}\\par}}"
    yield ""


def _long_table(table: Table, title: str, block: Block, marks: Marks, *, are_linked: bool) -> Iterator[str]:
    """Write a table whose title is part of it, so that no page ends between them."""
    columns = [table.columns[index] for index in block.columns]
    head = _row([escape(table.stub), *(escape(column.label) for column in columns)])
    is_headed = any((table.stub, *(column.label for column in columns)))
    yield "\\begingroup\\footnotesize"
    yield f"\\begin{{longtable}}{{@{{}}{_widths(block, columns)}@{{}}}}"
    top = f"\\toprule\n{head}\n\\midrule" if is_headed else "\\toprule"
    if title:
        whole = f"\\multicolumn{{{len(columns) + 1}}}{{@{{}}l@{{}}}}"
        yield f"{whole}{{\\normalsize\\bfseries {title}}}\\\\[2pt]\n{top}\n\\endfirsthead"
    yield f"{top}\n\\endhead"
    yield "\\bottomrule\n\\endfoot"
    for index, (group, rows) in enumerate(groupby(table.rows, key=lambda row: row.group)):
        if group:
            space = "\\addlinespace\n" if index else ""
            yield f"{space}\\multicolumn{{{len(columns) + 1}}}{{@{{}}l@{{}}}}{{\\bfseries {_one_line(group)}}}\\\\*"
        elif index:
            yield "\\addlinespace"
        for row in rows:
            yield _row([escape(row.label), *_cells(row, block, marks, are_linked=are_linked)])
    yield "\\end{longtable}"
    yield "\\endgroup"


def _one_line(text: str) -> str:
    return escape(text).replace(r"\newline{}", " ")


def _widths(block: Block, columns: Sequence[Column]) -> str:
    """Share the line by what the columns ask for, numbers to the right."""
    stub, *rest = (share * _ROOM for share in shares(block))
    parts = [_width("\\raggedright", stub)]
    parts += [
        _width("\\raggedleft" if column.numeric else "\\raggedright", share)
        for column, share in zip(columns, rest, strict=True)
    ]
    return "".join(parts)


def _width(alignment: str, share: float) -> str:
    return f">{{{alignment}\\arraybackslash}}p{{\\dimexpr {share:.3f}\\linewidth-2\\tabcolsep\\relax}}"


def _cells(row: Row, block: Block, marks: Marks, *, are_linked: bool) -> Iterator[str]:
    for index in block.columns:
        cell: Cell = row.cells[index]
        number = marks.number(cell)
        if number and are_linked:
            yield f"\\hyperlink{{e{number}}}{{{escape(cell.text)}}}"
        else:
            yield escape(cell.text) + (f"\\evidence{{{number}}}" if number else "")


def _row(cells: Sequence[str]) -> str:
    return " & ".join(cells) + " \\\\"


def _evidence(marks: Marks, words: Words, *, are_linked: bool) -> Iterator[str]:
    notes = list(marks.notes())
    if not notes:
        return
    yield f"\\section*{{{escape(words.evidence)}}}"
    yield "{\\footnotesize\\begin{description}\\setlength{\\itemsep}{0pt}\\setlength{\\parsep}{0pt}"
    for number, sentences in notes:
        place = f"\\hypertarget{{e{number}}}{{}}" if are_linked else ""
        yield f"\\item[{number}] {place}" + "\\newline{}".join(
            f"{_one_line(sentence.quote)} ({escape(sentence.place or sentence.id)})" for sentence in sentences
        )
    yield "\\end{description}}"
