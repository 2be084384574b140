"""HTML pages read back by html5lib, and opened in Chromium where the machine has one."""

import re
import shutil
import subprocess
from itertools import groupby

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderers_hostile import steady, tables

from policycmp.models import Cell, Column, Evidence, Row, Table, Tabulation
from policycmp.renderers import render
from policycmp.renderers.visible import visible

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--enable-logging=stderr", "--v=0"),
)
SENTENCES = (Evidence("a", "到<2020>年 38 家", "甲市, a.txt:3"), Evidence("b", "100家", "a.txt:4"))


def read_page(text):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def text_of(element):
    return "".join(element.itertext())


@steady
@given(st.lists(tables(), max_size=2))
def test_a_page_reads_back_the_same(some):
    page = read_page(render(some, "html"))
    sections = page.findall(".//section")
    assert [text_of(section.find("h2")) for section in sections if section.find("h2") is not None] == [
        visible(table.title) for table in some if table.title
    ]
    for table, section in zip(some, sections, strict=True):
        rows = [[text_of(cell) for cell in row] for row in section.iter("tr")]
        assert rows == expected_rows(table)
        assert [text_of(note) for note in section.findall("p")] == [visible(note) for note in table.notes]
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= {
        *(
            "html",
            "head",
            "meta",
            "link",
            "title",
            "style",
            "body",
            "nav",
            "a",
            "section",
            "h2",
            "div",
            "table",
        ),
        *("thead", "tbody", "tr", "th", "td", "p", "aside", "script"),
    }


def expected_rows(table):
    rows = [[visible(table.stub), *(visible(column.label) for column in table.columns)]]
    for group, members in groupby(table.rows, key=lambda row: row.group):
        rows += [[visible(group), ""]] if group else []
        rows += [[visible(row.label), *(visible(cell.text) for cell in row.cells)] for row in members]
    return rows


def small_page(lang="en", extra=""):
    columns = (Column("a", "甲"), Column("b", "乙", numeric=True))
    values = (("9 (1)", 9), ("10 (2)", 10), ("–", None), ("n/c", None))
    rows = tuple(
        Row(f"r{index}", f"R{index}", (Cell(text, value, ("a", "b")), Cell("1")), "G<1>" if index else "")
        for index, (text, value) in enumerate((("x", None), *values))
    )
    provenance = Table(
        "p", "Provenance", "What", (Column("v", "Value"),), (Row("v", "policycmp", (Cell("0"),)),)
    )
    page = render(
        Tabulation((Table("t", "T", "S", columns, rows),), "1 plan", SENTENCES, provenance), "html", lang=lang
    )
    return page.replace("</body>", f"<script>{extra}</script></body>") if extra else page


def test_a_cell_names_its_sentences():
    page = read_page(small_page())
    link = page.find(".//td/a")
    assert (link.get("href"), link.get("data-e")) == ("#e1", "1 2")
    assert [text_of(item) for item in page.iter("li")] == [
        "到<2020>年 38 家 甲市, a.txt:3 · a",
        "100家 a.txt:4 · b",
    ]
    assert [details.get("id") for details in page.iter("details")] == ["evidence", "provenance"]


@pytest.mark.parametrize(("lang", "written"), [("en", "en"), ("zh", "zh-Hans")])
def test_a_page_says_its_language(lang, written):
    page = small_page(lang)
    assert read_page(page).get("lang") == written
    assert page == small_page(lang)


def test_a_page_may_load_nothing():
    page = small_page()
    assert not re.search(r'(?:src|href)="(?!#|data:,)', page)
    assert "default-src 'none'" in page


def opened(page, width, path):
    """Open a page in Chromium; its tree after the scripts have run, and what they said."""
    file = path / "page.html"
    file.write_text(page, encoding="utf-8")
    run = subprocess.run(
        [
            CHROMIUM,
            *QUIET,
            f"--user-data-dir={path / 'profile'}",
            f"--window-size={width},800",
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return html5lib.parse(run.stdout, namespaceHTMLElements=False), re.findall(r".*CONSOLE.*", run.stderr)


CLICKS = """
const rows = document.querySelector("#t1 tbody:last-of-type").rows;
const shown = () => [...rows].map((row) => row.cells[1].textContent).join("|");
const button = document.querySelector("#t1 thead th:nth-child(2) button");
const orders = [shown()];
for (let click = 0; click < 3; click++) { button.click(); orders.push(shown()); }
document.querySelector("td a").click();
orders.push(performance.getEntriesByType("resource").length);
orders.push(document.documentElement.scrollWidth <= innerWidth);
document.title = orders.join(" / ");
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("width", [1280, 500])  # no window of Chromium is narrower
def test_chromium_sorts_shows_evidence_and_asks_nobody(width, tmp_path):
    page, said = opened(small_page(), width, tmp_path)
    assert said == []
    assert page.find(".//thead//button") is not None
    unlocked = re.sub(r"<meta http-equiv[^>]*>", "", small_page(extra=CLICKS))
    page, said = opened(unlocked, width, tmp_path)
    assert said == []
    ascending, descending = "9 (1)|10 (2)|n/c|–", "n/c|10 (2)|9 (1)|–"
    start = "9 (1)|10 (2)|–|n/c"
    assert page.find(".//title").text == f"{start} / {ascending} / {descending} / {start} / 0 / true"
    panel = page.find(".//aside")
    assert panel.get("hidden") is None
    assert [text_of(sentence) for sentence in panel.iter("p")] == [text_of(item) for item in page.iter("li")]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_chromium_runs_no_script_but_ours(tmp_path):
    page, said = opened(small_page(extra="document.title = 'run'"), 1280, tmp_path)
    assert page.find(".//title").text == "1 plan"
    assert len(said) == 1
    assert "Content Security Policy" in said[0]
