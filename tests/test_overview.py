"""The overview: cells in a plan's own terms, findings that are computed, all of them on the first screen."""

import csv
import os
import pty
import re
import select
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from compare_plans import CASES, analysis, five_plans
from test_compare_context import SAMPLES, with_codes

from policycmp.cli import main
from policycmp.compare import compare
from policycmp.compare.highlights import find_lacks, find_leads
from policycmp.config import load_config
from policycmp.models import Corpus
from policycmp.renderers import render
from policycmp.renderers.long_rows import long_rows
from policycmp.rows.context import load_context
from policycmp.rows.things import find_things
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.overview import Overview
from policycmp.tables.thing_cells import ThingCells
from policycmp.tables.ways import Ways

CONFIG = load_config(CASES / "config.yaml")
THINGS = yaml.safe_load((CASES.parent / "tables" / "things.yaml").read_text(encoding="utf-8"))
SIZES = ((80, 24), (100, 30), (140, 40))
DATES = {"nantong-2016": 2016}
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def comparison():
    return compare(five_plans(), CONFIG)


@pytest.mark.parametrize("case", THINGS["cells"], ids=lambda case: case.get("name") or case["en"])
def test_a_cell_gives_the_number_of_the_plan_with_its_basis(case):
    record = {"text": case.get("sentence", "到期【若干】。"), "targets": [case["target"]]}
    plan = analysis("plan", [record], region=("定西市", "city"), issued=case.get("issued", 2020))
    [thing] = find_things(compare(Corpus((plan,)), CONFIG).rows)
    saying = thing.sayings["plan"]
    assert ThingCells("en").write(saying) == case["en"]
    assert ThingCells("zh").write(saying) == case["zh"]
    if "narrow" in case:
        assert ThingCells("en", narrow=True).write(saying) == case["narrow"]


@pytest.mark.parametrize("case", THINGS["rows"], ids=lambda case: f"{case['thing']} {case['doc']}")
def test_a_thing_has_one_row_whatever_its_bases(comparison, case):
    table = Overview(comparison, width=200).side_by_side()
    [row] = [row for row in table.rows if row.label.startswith(case["thing"])]
    cell = row.cells[[column.key for column in table.columns].index(case["doc"])]
    assert (cell.text, cell.tone) == (case["text"], case.get("tone", ""))


def test_the_findings_are_computed(comparison):
    rows = {row.key: row.cells[0].text for row in Overview(comparison, width=140).findings().rows}
    for key, texts in THINGS["findings"].items():
        assert [text for text in texts if text not in rows[key]] == []
    for key, texts in THINGS["never"].items():
        assert [text for text in texts if text in rows[key]] == []


@pytest.mark.parametrize("case", THINGS["mends"], ids=lambda case: str(case["command"]))
def test_the_command_mends_most_of_what_is_barred(case):
    dates = {doc: year for doc, year in DATES.items() if doc not in case["undated"]}
    corpus = with_codes(five_plans(dates))
    context = load_context(SAMPLES / "context.csv", CONFIG) if case["context"] else None
    compared = compare(corpus, CONFIG, context)
    rows = {row.key: row.cells[0].text for row in Overview(compared).findings().rows}
    assert (rows.get("mend", "").partition("  #")[0] or None) == case["command"]


def test_leads_agree_with_the_ranks(comparison):
    leads = find_leads(comparison, find_things(comparison.rows))
    assert leads
    for lead in leads:
        places = comparison.places(lead.thing.main)
        assert {places[doc].rank for doc in lead.docs} == {1}
        assert lead.second is None or places[lead.second].rank > 1


def test_nobody_lacks_what_few_have_or_where_nothing_was_found():
    empty = replace(
        five_plans().analyses[0], document=replace(five_plans().analyses[0].document, doc="empty")
    )
    corpus = Corpus((*five_plans().analyses, replace(empty, clauses=(), targets=())))
    compared = compare(corpus, CONFIG)
    lacks = find_lacks(compared, find_things(compared.rows))
    assert "empty" not in lacks
    assert all(2 * lack.holders > lack.others and lack.holders > 1 for of in lacks.values() for lack in of)


def test_a_plan_in_which_nothing_was_found_says_so_in_its_cells():
    plans = five_plans().analyses
    silent = replace(plans[0], targets=())
    table = Overview(compare(Corpus((silent, *plans[1:])), CONFIG), width=200).side_by_side()
    column = [column.key for column in table.columns].index(silent.doc)
    assert {row.cells[column].text for row in table.rows} == {"nothing found"}
    strict = TableWriter(compare(Corpus((silent, *plans[1:])), CONFIG)).targets()
    assert {row.cells[column].text for row in strict.rows} == {"nothing found"}
    assert {row.column_key for row in long_rows([strict])} == {plan.doc for plan in plans[1:]}


def test_a_plan_without_clauses_is_unread_in_files_too():
    plans = five_plans().analyses
    unread = replace(plans[0], targets=(), clauses=())
    strict = TableWriter(compare(Corpus((unread, *plans[1:])), CONFIG)).targets()
    of_plan = [row for row in long_rows([strict]) if row.column_key == unread.doc]
    assert len(of_plan) == len(strict.rows)
    assert {row.text for row in of_plan} == {"unread"}


def test_a_part_is_no_number_of_the_whole_and_no_dash():
    record = {
        "text": "园区达到【13家】。",
        "targets": [["高新技术企业总数", 13, "家", "level", 2022, {"scope": "园区"}]],
    }
    other = {"text": "全市达到【30家】。", "targets": [["高新技术企业总数", 30, "家", "level", 2022]]}
    plans = [
        analysis("a", [record], region=("定西市", "city"), issued=2020),
        *(analysis(doc, [other], region=("荆州市", "city"), issued=2020) for doc in "bc"),
    ]
    table = Overview(compare(Corpus(tuple(plans)), CONFIG), width=200).side_by_side()
    assert [cell.text for cell in table.rows[0].cells] == ["in parts", "30 by 2022", "30 by 2022"]


def test_many_plans_are_a_spread():
    def plan(number):
        record = {
            "text": "全市达到【若干家】。",
            "targets": [["高新技术企业总数", 100 + number, "家", "level", 2025]],
            "topics": ["high-tech-enterprises"] if number else [],
        }
        return analysis(f"plan-{number:02}", [record], region=(f"样城{number:02}市", "city"), issued=2023)

    compared = compare(Corpus(tuple(map(plan, range(99)))), CONFIG)
    for width, height in SIZES:
        findings, things, coverage = Overview(compared, width=width).tables()
        assert [cell.text for cell in things.rows[0].cells][:4] == ["99 of 99", "100", "149", "198"]
        assert coverage.rows[0].cells[0].text.endswith("▄ 98")
        shown = render([findings], "table", width=width)
        assert "样城98 198 by 2025, of 99" in shown
        assert "样城00: nothing on High-tech enterprises (98 of 98 others)" in shown
        assert shown.count("\n") < height


def test_ways_on_repeat_what_was_typed_so_that_it_can_be_pasted():
    ways = Ways(("my plans/*.txt", "--meta", "m.csv"), ("--context", "定西.csv"))
    assert ways.to("compare", "--all") == (
        "policycmp compare 'my plans/*.txt' --meta m.csv --context 定西.csv --all"
    )
    assert ways.to("show", "1", with_references=False) == "policycmp show 'my plans/*.txt' --meta m.csv 1"


def test_a_command_is_never_broken_by_what_stands_behind_it():
    ways = Ways(("a-folder/with-a-long-name/of-reports-from-many-cities",))
    compared = compare(five_plans(), CONFIG)
    for width in (80, 140):
        rows = {
            row.key: row.cells[0].text for row in Overview(compared, ways=ways, width=width).findings().rows
        }
        assert ("  # " in rows["next"].splitlines()[0]) == (width == 140)


def test_two_plans_of_one_city_lead_nobody_and_are_one_city():
    def plan(doc, year, firms):
        record = {"text": "到期【若干】。", "targets": [["高新技术企业总数", firms, "家", "level", year + 3]]}
        return analysis(doc, [record], region=("定西市", "city"), issued=year)

    compared = compare(Corpus((plan("old", 2019, 30), plan("new", 2022, 60))), CONFIG)
    overview = Overview(compared)
    assert find_leads(compared, overview.things) == ()
    assert overview.headline().startswith("2 plans (1 city)")
    rows = {row.key: row.cells[0].text for row in overview.findings().rows}
    # What is to be pasted names the plan by its id, since the city has two.
    assert "policycmp standing PLANS --city new" in rows["next"]


def test_one_plan_alone_is_shown_without_findings_that_take_two():
    record = {"text": "到期【若干】。", "targets": [["高新技术企业总数", 30, "家", "level", 2022]]}
    compared = compare(Corpus((analysis("a", [record], region=("定西市", "city"), issued=2019),)), CONFIG)
    findings, things, _ = Overview(compared).tables()
    assert [row.key for row in findings.rows] == ["next"]
    assert findings.title == "1 plan (1 city) · 1 commitment"
    assert len(things.rows) == 1


def test_the_cities_that_were_chosen_stay_chosen_in_the_commands_that_come_next():
    ways = Ways(("plans",), (), ("--cities", "定西,荆州"))
    assert ways.to("show", "1") == "policycmp show plans --cities 定西,荆州 1"
    assert ways.to("compare", "--cities", "定西") == "policycmp compare plans --cities 定西"


def on_a_screen(arguments, columns, lines, **environment):
    """Run a command where it has a screen and return what comes out of it, without styles."""
    ours, theirs = pty.openpty()
    size = {"COLUMNS": str(columns), "LINES": str(lines), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "policycmp", *arguments],
        stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL,
        cwd=ROOT, env=os.environ | size | environment,
    )  # fmt: skip
    os.close(theirs)
    shown = bytearray()
    while select.select([ours], [], [], 60)[0]:
        try:
            if not (piece := os.read(ours, 65536)):
                break
        except OSError:
            break
        shown += piece
    process.wait()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_the_first_screen_of_the_samples_holds_every_finding(columns, lines):
    shown = on_a_screen(["compare", "samples"], columns, lines, PAGER=f"head -n {lines - 1}", NO_COLOR="1")
    assert len(shown.splitlines()) == lines - 1
    assert all(re.search(rf"^{word}", shown, re.MULTILINE) for word in ("Ahead", "Lacking", "Apart", "Next"))
    assert re.search(r"^Side by side$", shown, re.MULTILINE)
    assert all(len(line) <= columns for line in shown.splitlines())


def test_what_fits_the_screen_and_what_is_not_wanted_goes_through_no_pager():
    paged = {"PAGER": "echo paged; cat > /dev/null"}
    assert on_a_screen(["compare", "samples"], 80, 24, **paged) == "paged\n"
    assert "paged" not in on_a_screen(["compare", "samples"], 80, 400, **paged)
    assert "paged" not in on_a_screen(["compare", "samples", "--no-pager"], 80, 24, **paged)
    assert "Coverage" in on_a_screen(["compare", "samples"], 80, 24, PAGER="cat")


def test_colour_is_little_and_can_be_had_without():
    assert "\x1b[1;32m150 by 2020" in on_a_screen(["compare", "samples"], 140, 400)
    assert "\x1b[" not in on_a_screen(["compare", "samples"], 140, 400, NO_COLOR="1")
    assert "\x1b[" not in on_a_screen(["compare", "samples", "--no-color"], 140, 400)


def printed(capsys, *arguments):
    assert main([argument.replace("samples", str(ROOT / "samples")) for argument in arguments]) == 0
    return capsys.readouterr().out


def test_all_gives_every_thing_and_strict_the_rows_of_files(capsys):
    first = printed(capsys, "compare", "samples")
    whole = printed(capsys, "compare", "samples", "--all")
    strict = printed(capsys, "compare", "samples", "--rows", "strict")
    assert "Ambition" not in first
    assert "5 (13)" not in first
    assert all(title in whole for title in ("Side by side", "5 (13)", "Ambition", "Credibility"))
    assert whole.count("\n") > first.count("\n")
    assert "n/c: yearly" in strict
    assert "Targets side by side" in strict


def test_documents_hold_what_the_screen_does_and_all_else_where_asked(tmp_path, capsys):
    file = tmp_path / "out.md"
    for options, is_strict in (((), False), (("--all",), True), (("--rows", "strict"), True)):
        printed(capsys, "compare", "samples", "-o", str(file), *options)
        text = file.read_text(encoding="utf-8")
        assert ("n/c: yearly" in text) is is_strict
        assert text.startswith("# Plans compared: 定西 2020, ")
    printed(capsys, "compare", "samples", "-o", str(file), "--date", "May 2027")
    text = file.read_text(encoding="utf-8")
    assert "\n\nMay 2027\n\n" in text
    assert "policycmp compare" not in text
    assert all(title in text for title in ("## Findings", "## Side by side", "## Coverage", "## Plans"))
    assert "驻政〔2019〕25号" in text


@pytest.mark.parametrize(("evidence", "notes"), [("none", False), ("notes", True)])
def test_notes_are_for_numbers_alone(tmp_path, capsys, evidence, notes):
    file = tmp_path / "out.md"
    printed(capsys, "compare", "samples", "-o", str(file), "--evidence", evidence)
    _, _, coverage = file.read_text(encoding="utf-8").partition("## Coverage")
    table, _, after = coverage.partition("## Plans")
    assert "[^" not in table
    assert ("[^1]: " in after) is notes


def test_long_gives_a_line_a_commitment_and_transposed_a_row_a_plan(tmp_path, capsys):
    file = tmp_path / "out.csv"
    printed(capsys, "compare", "samples", "-o", str(file), "--layout", "long")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    first = lines[0]
    assert list(first) == ["plan", "thing", "value", "bound", "year", "sentence", "number", "id"]
    assert (first["plan"], first["value"], first["year"], first["number"]) == (
        "定西 2020",
        "38 by 2020",
        "2020",
        "38",
    )
    assert first["id"].startswith("dingxi-2020/")
    turned = printed(capsys, "coverage", "samples", "--format", "markdown", "--layout", "transposed")
    assert turned == printed(capsys, "coverage", "samples", "--format", "markdown", "--transpose")
    assert "| 定西 (Dingxi) 2020 | 5 (13) |" in turned


@pytest.mark.parametrize(
    ("arguments", "times", "shown"),
    [
        (["compare", "samples"], 1, "(Dingxi)"),
        (["compare", "samples", "--all"], 1, "(Dingxi)"),
        (["coverage", "samples", "--format", "markdown"], 1, "定西 (Dingxi) 2020"),
        (["standing", "samples", "--city", "定西"], 1, "定西 (Dingxi) 2020 among"),
        (["compare", "samples", "--lang", "zh"], 0, "(Dingxi)"),
        (["compare", "samples", "--format", "csv"], 0, "(Dingxi)"),
        (["compare", "samples", "--format", "json"], 0, "(Dingxi)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_regions_have_pinyin_once_where_the_words_are_english(arguments, times, shown, capsys):
    out = printed(capsys, *arguments, "--quiet")
    assert out.count("(Dingxi)") == times
    assert (shown in out) == bool(times)
