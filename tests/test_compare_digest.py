"""The digest of many plans: its figures are those of the matrix, and it stands in its place from 101 plans on."""

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest
from compare_plans import CASES, analysis

from policycmp.cli.comparison import Parts, comparison_report
from policycmp.cli.options import Writing
from policycmp.cli.output import Output
from policycmp.compare import compare
from policycmp.compare.uptake import Uptake, compare_uptake
from policycmp.config import load_config
from policycmp.models import Corpus, MeasureUse, Span
from policycmp.rows.comparability import ComparedCell
from policycmp.tables import comparison_data
from policycmp.tables.digest import Digest

CONFIG = load_config(CASES / "config.yaml")
PARTS = ("coverage", "measures", "targets", "ambition")
FIRMS, OWN = "高新技术企业总数", "科普大篷车巡展场次"
SPOKEN = {"value", "window", "context", "level"}


def plan(number):
    """One short text under many names: every third says nothing on firms, every fifth states a yearly number."""
    firms = [FIRMS, 100 + number % 40, "家", "level", 2025]
    firms = [FIRMS, 7, "家", "increment", None] if number % 5 == 0 else firms
    records = [
        {"text": "到期企业达到【若干】家。", "targets": [firms], "topics": ["high-tech-enterprises"]},
        {"text": "投入达到【若干】%，巡展【若干】场。", "topics": ["rd-investment"]},
    ]
    records[1]["targets"] = [
        ["全社会研发经费支出占地区生产总值比重", Decimal(number % 7) / 2 + 1, "%", "level", 2025],
        [OWN, number + 1, "场", "level", 2025],
    ]
    kept = records[1:] if number % 3 == 0 else records
    found = analysis(f"plan-{number:03}", kept, region=("定西市", "city"))
    committed, targets = number % 4 > 1, ("plan/1",) if number % 8 == 3 else ()
    use = MeasureUse(
        CONFIG.measures[0].id, found.doc, found.clauses[0].id, Span(0, 1), "", "", committed, "", targets
    )
    return replace(found, measures=(use,) if number % 5 else ())


def corpus(count):
    return Corpus(tuple(plan(number) for number in range(count)))


@pytest.fixture(scope="module")
def comparison():
    return compare(corpus(130), CONFIG)


@pytest.fixture(scope="module")
def data(comparison):
    return comparison_data(comparison)


def values_of(table):
    return {row.key: [cell.value for cell in row.cells] for row in table.rows}


def test_coverage_counts_what_the_matrix_holds(comparison, data):
    told = values_of(Digest(comparison).coverage())
    for row in data["coverage"]:
        cells = [cell for cell in row["cells"].values() if cell["clauses"] or cell["targets"]]
        shares = [Fraction(cell["share"]) for cell in cells]
        counts = [len(cells), sum(cell["clauses"] for cell in cells), sum(cell["targets"] for cell in cells)]
        assert told[row["topic"] or ""][:3] == counts
        share = told[row["topic"] or ""][3]
        assert (
            share is None if not cells else abs(Fraction(share) - 100 * median(shares)) < Fraction(1, 10**6)
        )
    assert told["high-tech-enterprises"][0] == 130 - 44


def test_measures_count_each_plan_once(comparison, data):
    told = values_of(Digest(comparison).measures())
    for row in data["measures"]:
        cells = row["cells"].values()
        quantified = sum(cell["quantified"] for cell in cells)
        committed = sum(cell["committed"] and not cell["quantified"] for cell in cells)
        mentioned = sum(not cell["committed"] and bool(cell["clauses"]) for cell in cells)
        assert all(cell["clauses"] for cell in cells)
        absent = len(data["documents"]) - len(cells)
        assert told[row["measure"]] == [quantified, committed, mentioned, absent]
    assert all(told[CONFIG.measures[0].id])


def test_targets_tell_spread_and_ambitious_end_of_the_registered_rows(comparison, data):
    table = Digest(comparison).targets()
    registered = [row for row in data["targets"] if row["indicator_id"]]
    assert len(table.rows) == len(registered) == 3
    for row, told, ranked in zip(registered, table.rows, comparison.rows, strict=False):
        compared = {
            doc: cell.compared for doc, cell in ranked.cells.items() if isinstance(cell, ComparedCell)
        }
        values = sorted(each.compared for each in compared.values())
        says = [cell for cell in row["cells"].values() if cell["state"] in SPOKEN or cell["parts"]]
        numbers = [cell.value for cell in told.cells[:5]]
        spread = [values[0], median(values), values[-1]] if values else [None] * 3
        assert numbers == [len(says), len(values), *spread]
        best = sorted(compared, key=lambda doc: (-compared[doc].compared, doc))[:3]
        assert told.cells[5].evidence == tuple(compared[doc].target.id for doc in best)
        assert all(doc in told.cells[5].text for doc in best)


def test_further_plans_with_the_last_number_are_counted(comparison):
    share = next(row for row in Digest(comparison).targets().rows if row.key.startswith("rd-intensity"))
    highest = sum(number % 7 == 6 for number in range(130))
    assert share.cells[5].text.endswith(f"(+{highest - 3})")


def test_what_is_outside_the_registry_is_counted_in_a_note(comparison):
    notes = Digest(comparison).targets().notes
    assert re.match(
        "1 more rows .* hold 130 commitments of 130 plans: policycmp targets PLANS --list", notes[-1]
    )


def test_plans_are_ranked_by_score_and_the_rest_is_counted(comparison, data):
    table = Digest(comparison).ambition()
    scores = data["ambition"]["documents"]
    ranked = sorted(
        (doc for doc in scores if scores[doc]["rows"] > 1), key=lambda d: (-scores[d]["score"], d)
    )
    assert [row.key for row in table.rows] == [*ranked[:20], *ranked[-5:]]
    assert [row.cells[0].value for row in table.rows] == [
        *range(1, 21),
        *range(len(ranked) - 4, len(ranked) + 1),
    ]
    assert all(row.cells[1].value == scores[row.key]["score"] for row in table.rows)
    single = len(scores) - len(ranked)
    assert f"{single} plans that rest on one row, {130 - len(scores)} without" in table.notes[-1]


def test_credibility_counts_the_commitments_with_each_tick(comparison, data):
    told = values_of(Digest(comparison).credibility())
    ticks = [each["ticks"] for each in data["credibility"].values()]
    assert told["quantified"] == [len(ticks), 100]
    for name, (count, share) in told.items():
        assert count == sum(name in each for each in ticks)
        assert abs(Fraction(share) - Fraction(100 * int(count), len(ticks))) < Fraction(1, 10**6)


def test_the_level_above_counts_the_plans_by_what_they_make_of_it():
    plans = corpus(110)
    above = replace(plan(1), document=replace(plan(1).document, doc="above"))
    whole = Corpus((*plans.analyses, above))
    found = compare(whole, CONFIG, uppers={each.doc: "above" for each in plans.analyses})
    told = Digest(found).upper()
    for row, asked in zip(told.rows, compare_uptake(found), strict=True):
        assert [cell.value for cell in row.cells] == [
            list(asked.cells.values()).count(each) for each in Uptake
        ]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("count", "is_digest"), [(100, False), (101, True)])
def test_from_101_plans_on_a_screen_shows_the_digest(count, is_digest, lang, capsys):
    report = comparison_report(compare(corpus(count), CONFIG), Parts(PARTS), lang=lang, quiet=True)
    Output(Writing(lang=lang)).write(report)
    shown = capsys.readouterr().out
    assert ("-o FILE.xlsx" in shown) is is_digest
    assert ({"en": "most ambitious\n", "zh": "力度最大\n"}[lang] in shown) is is_digest
    assert len(shown.splitlines()) < 500 or not is_digest


def test_files_of_other_formats_keep_every_cell_that_says_something(tmp_path):
    report = comparison_report(compare(corpus(101), CONFIG), Parts(PARTS), quiet=True)
    Output(Writing(output=tmp_path / "all.csv")).write(report)
    text = (tmp_path / "all.csv").read_bytes().decode("utf-8-sig")
    written = list(csv.reader(io.StringIO(text, newline="")))
    cells = [cell for table in report.tables() for row in table.rows for cell in row.cells]
    assert len(written) == 1 + sum(not cell.is_blank for cell in cells)
    assert any(cell.is_blank for cell in cells)
