"""LaTeX read back by pylatexenc, and set by XeLaTeX where the machine has it with a Chinese font."""

import io
import re
import shutil
import subprocess
from itertools import groupby
from unicodedata import normalize

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from renderers_hostile import TRICKS, steady, tables, texts

from policycmp.models import Cell, Column, Evidence, Row, Table, Tabulation
from policycmp.renderers import render
from policycmp.renderers.latex import escape
from policycmp.renderers.visible import visible

XELATEX, KPSEWHICH = shutil.which("xelatex"), shutil.which("kpsewhich")
SENTENCES = (Evidence("a", "到2020年 38 家_&", "甲市, a.txt:3"), Evidence("b", "100家", ""))


def reader():
    context = get_default_latex_context_db()
    signs = {"textquotedbl": '"', "textquotesingle": "'", "textasciigrave": "`", "newline": "\n", " ": " "}
    signs |= {
        "textasciicircum": "^",
        "textasciitilde": "~",
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
    }
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    context.add_context_category("signs", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context, strict_latex_spaces=True, keep_comments=True)


READER = reader()


def unset(latex):
    """What a text of LaTeX reads like; the environments are taken apart before."""
    return READER.latex_to_text(latex)


@steady
@given(texts)
def test_a_text_reads_back_the_same(text):
    assert unset(escape(text)) == visible(text)


def read_tables(written):
    """The rows of every long table, head first, a group as one cell."""
    read = []
    for body in re.findall(r"\\begin\{longtable\}[^\n]*\n(.*?)\\end\{longtable\}", written, re.DOTALL):
        rows = []
        _, _, untitled = body.rpartition("\\endfirsthead\n")
        for line in re.sub(
            r"\\(?:toprule|midrule|bottomrule|endhead|endfoot|addlinespace)\n", "", untitled
        ).splitlines():
            group = re.fullmatch(r"\\multicolumn\{\d+\}\{@\{\}l@\{\}\}\{\\bfseries (.*)\}\\\\\*", line)
            cells = [group[1]] if group else re.split(r" & ", line.removesuffix(" \\\\"))
            rows.append([unset(cell) for cell in cells])
        read.append(rows)
    return read


@steady
@given(st.lists(tables(), max_size=2))
def test_latex_tables_read_back_the_same(some):
    read = iter(read_tables(render(some, "latex")))
    for table in some:
        columns = iter(range(len(table.columns)))
        done = False
        while not done:
            rows = next(read)
            run = [next(columns) for _ in rows[0][1:]]
            assert rows == expected_rows(table, run)
            done = not run or run[-1] == len(table.columns) - 1
    assert not list(read)


def expected_rows(table, run):
    rows = [[visible(table.stub), *(visible(table.columns[index].label) for index in run)]]
    for group, members in groupby(table.rows, key=lambda row: row.group):
        rows += [[visible(group).replace("\n", " ")]] if group else []
        rows += [[visible(row.label), *(visible(row.cells[index].text) for index in run)] for row in members]
    return rows


def hostile_table():
    ours = [
        trick
        for trick in TRICKS
        if trick.isprintable() and trick.strip() and not set(trick) & set("שלום👨🔬🇨🇳𠮷ｱ")
    ]
    extra = (
        r"\input{/etc/passwd}",
        r"\write18{id}",
        r"\end{longtable}",
        "^^5cinput",
        "--- ?` ''",
        "%",
        "{",
        "}",
    )
    rows = tuple(
        Row(f"r{index}", f"R{index}", (Cell(text, evidence=("a", "b")), Cell("≥ 20")), "G&1")
        for index, text in enumerate((*ours, *extra))
    )
    return Table(
        "t",
        r"T_1 & \input{x}",
        "S%",
        (Column("a", "定西 2020"), Column("b", "#", numeric=True)),
        rows,
        ("100%",),
    )


def test_notes_of_evidence_are_numbered():
    written = render(Tabulation((hostile_table(),), "1 plan", SENTENCES), "latex")
    assert written.count("\\evidence{1}") == len(hostile_table().rows)
    assert "\\item[1] 到2020年 38 家\\_\\& (甲市, a.txt:3)\\newline{}100家 (b)" in written


def has_chinese_latex():
    if not (XELATEX and KPSEWHICH):
        return False
    found = subprocess.run(
        [KPSEWHICH, "ctexart.cls", "FandolSong-Regular.otf"], capture_output=True, check=False
    )
    return found.returncode == 0


@pytest.mark.skipif(not has_chinese_latex(), reason="no XeLaTeX with ctex and a Chinese font on this machine")
def test_xelatex_sets_every_cell(tmp_path):
    table = hostile_table()
    (tmp_path / "t.tex").write_text(
        render(Tabulation((table,), "1 plan", SENTENCES), "latex"), encoding="utf-8"
    )
    run = subprocess.run(
        [XELATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "t.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout.decode(errors="replace")[-2000:]
    with pdfplumber.open(io.BytesIO((tmp_path / "t.pdf").read_bytes())) as pdf:
        text = "\n".join(page.extract_text() or "" for page in pdf.pages)
    lines = [re.sub(r"\s", "", normalize("NFC", line)) for line in text.splitlines()]
    for row in table.rows:
        expected = re.sub(r"\s", "", normalize("NFC", f"{row.label}{visible(row.cells[0].text)}"))
        assert any(line in (f"{expected}1≥20", f"{expected}1⩾20") for line in lines), (expected, lines)
