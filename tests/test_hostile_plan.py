"""A plan whose title, headings and sentences carry tricks: each stays a text in every format."""

import csv
import io
import json
import re
from pathlib import Path

import html5lib
import pytest
import yaml
from docx import Document
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from openpyxl import load_workbook

from policycmp.cli import main
from policycmp.cli.session import Session
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.renderers import RENDERERS
from policycmp.renderers.visible import visible

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "renderers" / "tricks.yaml").read_text(encoding="utf-8")
)
TRICKS = {case["name"]: visible(case["trick"]) for case in CASES}
NUMERALS = "一二三四五六七八九十"
CLAUSE = """（{number}）培育{trick}高新技术企业
到2025年，全市{trick}高新技术企业总数达到{count}家，新建{trick}重点实验室{count}家。对新认定的{trick}孵化器给予{count}万元奖励。
"""


def written_plan():
    """A plan of one clause a trick; its title holds them all."""
    tricks = [case["trick"] for case in CASES]
    clauses = [
        CLAUSE.format(number=numeral(index), trick=trick, count=20 + index)
        for index, trick in enumerate(tricks, start=1)
    ]
    title = f"定西市{''.join(tricks)}科技创新行动方案"
    return "\n".join([title, "一、主要任务", *clauses, "定西市人民政府", "2023年5月8日", ""])


def numeral(number):
    return NUMERALS[number - 1] if number <= 10 else "十" + NUMERALS[number - 11]


OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LOG_COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
COMMANDS = {
    *(
        "documentclass",
        "usepackage",
        "providecommand",
        "evidence",
        "textsuperscript",
        "setlength",
        "tabcolsep",
    ),
    *(
        "ifdefined",
        "xeCJKDeclareCharClass",
        "fi",
        "begin",
        "end",
        "noindent",
        "section",
        "begingroup",
        "endgroup",
    ),
    *("small", "raggedright", "raggedleft", "arraybackslash", "dimexpr", "linewidth", "relax", "toprule"),
    *(
        "midrule",
        "bottomrule",
        "endhead",
        "endfoot",
        "addlinespace",
        "multicolumn",
        "bfseries",
        "newline",
        "par",
    ),
    *("item", "textbackslash", "textasciicircum", "textasciitilde", "textquotedbl", "textquotesingle"),
    *("textasciigrave", "textless", "textgreater", "textbar", "bigskip"),
    *("Large", "normalsize", "footnotesize", "linespread", "selectfont", "ctexset", "endfirsthead"),
    *("LTpre", "LTpost", "itemsep", "parsep"),
}


def inert_table(written):
    assert not OBEYED.search(written.decode())
    assert not LOG_COMMAND.search(written.decode())


def inert_markdown(written):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).parse(written.decode())
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.content for token in inline if token.type == "html_inline"} <= {"<br>", "<!-- -->"}
    assert not LOG_COMMAND.search(written.decode())
    assert not re.search(r"@\w|https?://|www\.", written.decode())
    assert not {token.type for token in (*tokens, *inline)} & {
        "html_block",
        "link_open",
        "image",
        "code_inline",
        "fence",
    }
    notes = {token.meta["id"] for token in inline if token.type == "footnote_ref"}
    assert len(notes) == sum(token.type == "footnote_open" for token in tokens)


def inert_csv(written):
    assert not LOG_COMMAND.search(written.decode("utf-8-sig"))
    for fields in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")):
        for text in fields:
            assert not re.match(r"\s*[=+\-@＝＋－＠]", text) or re.fullmatch(r"[+-]?[\d,.]+%?", text)


def inert_json(written):
    assert not LOG_COMMAND.search(written.decode())
    assert not OBEYED.search(written.decode())
    json.loads(written)


def inert_jsonl(written):
    assert not LOG_COMMAND.search(written.decode())
    assert not OBEYED.search(written.decode())
    [json.loads(line) for line in written.decode().splitlines()]


def inert_xlsx(written):
    cells = [
        cell for sheet in load_workbook(io.BytesIO(written)) for row in sheet.iter_rows() for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type in "fe"]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert links is not None
    assert not [link for link in links if link.target]


def inert_html(written):
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(written.decode())
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    assert len([element for element in elements if element.tag == "script"]) == 1
    assert not {element.tag for element in elements} & {
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "svg",
    }
    assert not [
        name for element in elements for name in element.attrib if name.startswith("on") or name == "src"
    ]
    targets = {element.get("href") for element in elements if element.get("href")}
    assert all(target.startswith("#") or target == "data:," for target in targets)


def inert_latex(written):
    text = written.decode()
    body = re.sub(r"^%.*", "", text, flags=re.MULTILINE)
    assert set(re.findall(r"\\([A-Za-z]+)", body)) <= COMMANDS
    assert not re.search(r"(?<!\\)[%~$]|\^\^", body)
    assert body.count("\\end{document}") == 1
    assert body.count("\\begin{longtable}") == body.count("\\end{longtable}")


def inert_docx(written):
    document = Document(io.BytesIO(written))
    for part in document.part.package.iter_parts():
        assert not [relation for relation in part.rels.values() if relation.is_external]
        # The one field repeats the number of a note; its instruction holds nothing of a plan.
        rest = re.sub(rb'<w:fldSimple w:instr=" NOTEREF n\d+ \\f \\h ">', b"", part.blob)
        assert not re.search(rb"<w:(?:fldSimple|instrText|object|pict|hyperlink|altChunk)", rest)


CHECKS = {name: globals()[f"inert_{name}"] for name in RENDERERS}


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """The shipped config, and the plan read with it."""
    config = load_config()
    path = tmp_path_factory.mktemp("plans") / "plan.txt"
    path.write_text(written_plan(), encoding="utf-8")
    return config, analyze_corpus([path], config)


def test_each_trick_is_read_in_clauses_and_in_sentences_with_commitments(plans):
    [analysis] = plans[1].analyses
    for name, trick in TRICKS.items():
        # A sentence may end within a trick (“!”), a number may stand in it “(1)”: its beginning must do for these.
        assert visible(analysis.document.text).count(trick) >= 5, name
        assert any(trick[:6] in visible(clause.text) for clause in analysis.clauses), name
        assert any(trick[:4] in visible(target.quote) for target in analysis.targets), name


@pytest.mark.parametrize("command", [["compare"], ["targets", "--list"], ["clauses"]], ids=" ".join)
@pytest.mark.parametrize("format_", CHECKS)
def test_all_tricks_stay_texts(format_, command, plans, tmp_path, monkeypatch):
    config, corpus = plans
    monkeypatch.setattr("policycmp.config.load_config", lambda _: config)
    monkeypatch.setattr(Session, "read", lambda *_: corpus)
    result = tmp_path / "result"
    assert main([*command, "plan.txt", "--notes", "--format", format_, "-o", str(result), "--quiet"]) == 0
    CHECKS[format_](result.read_bytes())
