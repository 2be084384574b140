"""Comparison: what may stand in one row, what may not and why, and the object that says so."""

import json
from fractions import Fraction

import pytest
from compare_plans import CASES, analysis, cases, five_plans
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from policycmp.compare import compare, outline_data
from policycmp.config import load_config
from policycmp.models import Comparator, Corpus
from policycmp.rows.commitments import Windows
from policycmp.tables import comparison_data, comparison_tables, json_schema

CONFIG = load_config(CASES / "config.yaml")
ROWS = cases("rows.yaml")
assert CASES.is_dir()


def row_key(row):
    return (row["indicator_id"], row["basis"], row["window"])


@pytest.fixture(scope="module")
def data():
    return comparison_data(compare(five_plans(), CONFIG))


@pytest.mark.parametrize("case", ROWS, ids=lambda case: "/".join(map(str, case["row"])))
def test_cells_say_what_is_comparable_and_why_the_rest_is_not(case, data):
    rows = [row for row in data["targets"] if row_key(row) == tuple(case["row"])]
    assert len(rows) == 1
    for doc, (state, text) in case["cells"].items():
        cell = rows[0]["cells"].get(doc, {"state": "none", "text": "–"})
        assert (cell["state"], cell["text"]) == (state, text)


@pytest.mark.parametrize(
    "case", [case for case in ROWS if "ranks" in case], ids=lambda case: str(case["row"][0])
)
def test_only_comparable_numbers_of_one_level_are_ranked(case, data):
    row = next(row for row in data["ambition"]["rows"] if row_key(row) == tuple(case["row"]))
    assert {doc: cell["rank"] for doc, cell in row["cells"].items()} == case["ranks"]


def test_grants_and_rules_are_not_ranked(data):
    assert not [row for row in data["ambition"]["rows"] if row["indicator_id"].startswith("grant-")]


@pytest.mark.parametrize("case", cases("windows.yaml"), ids=lambda case: case["text"])
def test_window_of_an_addition(case):
    entry = [
        "高新技术企业",
        1,
        "家",
        "increment",
        case["deadline"],
        {"per_year": case.get("per_year", False)},
    ]
    clause = {"text": case["text"], "heading": case.get("heading", ""), "targets": [entry]}
    plan = analysis("plan", [clause], issued=case["issued"])
    assert Windows(plan).find_window(plan.targets[0]) == case["window"]


def test_a_date_from_elsewhere_puts_the_addition_into_the_yearly_row():
    found = comparison_data(compare(five_plans({"nantong-2016": 2016}), CONFIG))
    row = next(row for row in found["targets"] if row_key(row) == ("high-tech-enterprises", "increment", 1))
    cell = row["cells"]["nantong-2016"]
    assert cell["state"] == "value"
    assert cell["text"].startswith("1000 by 2018 (500 a year)")
    assert cell["note"] == "1000 by 2018: over 2 years"
    ranked = next(
        row for row in found["ambition"]["rows"] if row_key(row)[:2] == ("high-tech-enterprises", "increment")
    )
    assert {doc: place["value"] for doc, place in ranked["cells"].items()} == {
        "jingzhou-2020": 20,
        "nantong-2016": 500,
        "zhumadian-2019": 10,
    }


def test_baseline_and_growth_are_derived_from_total_and_addition(data):
    places = {
        row["indicator_id"]: row["cells"]["zhumadian-2019"]
        for row in data["ambition"]["rows"]
        if row["basis"] == "level" and "zhumadian-2019" in row["cells"]
    }
    assert places["high-tech-enterprises"]["baseline"] == {"value": 125, "year": 2018, "source": "derived"}
    assert float(places["high-tech-enterprises"]["growth"]) == pytest.approx((150 / 125) ** 0.5 - 1, abs=1e-6)
    assert places["technology-smes"]["baseline"] == {"value": 100, "year": 2018, "source": "derived"}
    assert float(places["technology-smes"]["growth"]) == pytest.approx(1.5**0.5 - 1, abs=1e-6)
    assert places["rd-spending"]["baseline"] is None


@pytest.mark.parametrize(
    ("last_total", "warnings"),
    [
        (150, []),
        (160, ["高新技术企业总数: 140家 in 2019, but plan/4 less plan/3 leaves 150"]),
    ],
)
def test_figures_of_one_plan_that_disagree_are_reported(last_total, warnings):
    text = "2019年，新增【15家】，达到【140家】。2020年，新增【10家】，达到【150家】。"
    targets = [
        ["新增高新技术企业", 15, "家", "increment", 2019],
        ["高新技术企业总数", 140, "家", "level", 2019],
        ["新增高新技术企业", 10, "家", "increment", 2020],
        ["高新技术企业总数", last_total, "家", "level", 2020],
    ]
    found = compare(Corpus((analysis("plan", [{"text": text, "targets": targets}], issued=2019),)), CONFIG)
    assert [issue.message for issue in found.issues] == warnings


def test_a_plan_without_clauses_is_unread_not_silent():
    corpus = five_plans()
    empty = analysis("empty", [], region=("空白市", "city"))
    row = comparison_data(compare(Corpus((*corpus.analyses, empty)), CONFIG))["targets"][0]
    assert (row["cells"]["empty"]["state"], row["cells"]["empty"]["text"]) == ("unread", "unread")


def test_every_commitment_stands_in_exactly_the_cells_of_its_own_plan(data):
    targets = {target.id: target.doc for analysis in five_plans().analyses for target in analysis.targets}
    seen = set()
    for row in data["targets"]:
        for doc, cell in row["cells"].items():
            assert {targets[identifier] for identifier in cell["targets"] + cell["parts"]} <= {doc}
            seen |= {*cell["targets"], *cell["parts"]}
    assert seen == set(targets)


def test_what_the_registry_does_not_know_keeps_the_words_of_its_plan():
    clause = {"text": "选派【7个】服务队。", "targets": [["组建科技服务队伍", 7, "个", "increment", None]]}
    row = comparison_data(compare(Corpus((analysis("plan", [clause]),)), CONFIG))["targets"][0]
    assert (row["indicator_id"], row["label"]) == (None, {"en": None, "zh": "组建科技服务队伍"})
    assert row["cells"]["plan"]["text"] == "n/c: no deadline (7)"


def one_target(doc, entry, **more):
    return analysis(doc, [{"text": "到2025年【若干】。", "targets": [entry]}], **more)


def test_plans_that_use_the_same_words_share_a_row_outside_the_registry():
    plans = [
        one_target("a", ["新增博物馆之友", 3, "个", "increment", 2025], issued=2024),
        one_target("b", ["博物馆之友总数", 9, "个", "level", 2025], issued=2024),
        one_target("c", ["培育博物馆之友", 4, "个", "increment", 2025], issued=2024),
    ]
    rows = comparison_data(compare(Corpus(tuple(plans)), CONFIG))["targets"]
    assert [(row["indicator_id"], row["basis"]) for row in rows] == [(None, "level"), (None, "increment")]
    assert {doc: cell["state"] for doc, cell in rows[1]["cells"].items()} == {
        "a": "value",
        "b": "basis",
        "c": "value",
    }


def test_growth_over_several_years_is_no_growth_of_one():
    plans = [
        one_target("five-years", ["地区生产总值", 30, "%", "growth", 2025], issued=2020),
        one_target("one-year", ["地区生产总值", 6, "%", "growth", 2025], issued=2025),
        one_target("undated", ["地区生产总值", 7, "%", "growth", 2025]),
    ]
    rows = comparison_data(compare(Corpus(tuple(plans)), CONFIG))["targets"]
    states = {row["window"]: {doc: cell["state"] for doc, cell in row["cells"].items()} for row in rows}
    assert states == {
        1: {"five-years": "window", "one-year": "value", "undated": "window"},
        5: {"five-years": "value", "one-year": "window", "undated": "window"},
    }
    assert rows[0]["cells"]["five-years"]["text"] == "n/c: over 5 years (30 % by 2025)"


def test_a_plan_of_unknown_level_is_shown_but_not_ranked_among_cities():
    entry = ["高新技术企业总数", 40, "家", "level", 2025]
    plans = [one_target("a", entry, region=("甲市", "city")), one_target("b", entry)]
    found = comparison_data(compare(Corpus(tuple(plans)), CONFIG))
    assert found["targets"][0]["cells"]["b"]["state"] == "level"
    assert {cell["rank"] for cell in found["ambition"]["rows"][0]["cells"].values()} == {None}


def test_areas_are_compared_in_one_unit():
    plans = [
        one_target("a", ["高标准农田", 10, "公顷", "increment", 2025], issued=2025),
        one_target("b", ["高标准农田", 140, "亩", "increment", 2025], issued=2025),
    ]
    cells = comparison_data(compare(Corpus(tuple(plans)), CONFIG))["ambition"]["rows"][0]["cells"]
    assert [(cells[doc]["value"], cells[doc]["rank"]) for doc in ("a", "b")] == [(150, 1), (140, 2)]


def test_coverage_counts_clauses_and_commitments_with_a_residual():
    corpus = five_plans()
    rows = {
        row["topic"]: row["cells"]
        for row in comparison_data(compare(corpus, CONFIG), ["coverage"])["coverage"]
    }
    assert list(rows) == [*(topic.id for topic in CONFIG.topics), None]
    assert (
        rows["high-tech-enterprises"]["dingxi-2020"]["clauses"],
        rows["rd-investment"]["dingxi-2020"]["targets"],
    ) == (2, 3)
    lengths = {plan.doc: [len(clause.text) for clause in plan.clauses] for plan in corpus.analyses}[
        "zhumadian-2019"
    ]
    share = Fraction(lengths[0], sum(lengths))
    assert abs(Fraction(rows["high-tech-enterprises"]["zhumadian-2019"]["share"]) - share) <= Fraction(
        1, 20000
    )
    assert rows[None]["dingxi-2020"]["clauses"] == 0


def test_the_json_holds_to_its_schema_in_whole_and_in_parts():
    validator = Draft202012Validator(json_schema())
    Draft202012Validator.check_schema(json_schema())
    comparison = compare(five_plans(), CONFIG)
    for parts in (["coverage"], ["targets"], ["ambition"], ["coverage", "measures", "targets", "ambition"]):
        found = comparison_data(comparison, parts)
        validator.validate(found)
        assert set(parts) == set(found) & {"coverage", "measures", "targets", "ambition"}


def test_the_schema_refuses_what_the_interface_does_not_name(data):
    validator = Draft202012Validator(json_schema())
    assert not validator.is_valid({**data, "extra": 1})
    broken = json.loads(json.dumps(data, default=float))
    broken["targets"][0]["cells"]["dingxi-2020"]["state"] = "maybe"
    assert not validator.is_valid(broken)


def test_benchmarks_stand_last_and_are_marked():
    columns = comparison_tables(compare(five_plans(), CONFIG))[0].columns
    assert [column.key for column in columns if column.benchmark] == ["hubei-2020"]
    assert columns[-1].key == "hubei-2020"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_three_tables_speak_the_language_asked_for(lang):
    tables = comparison_tables(compare(five_plans(), CONFIG), lang)
    assert [table.key for table in tables] == ["coverage", "targets", "grants", "ambition"]
    targets = tables[1]
    label = {"en": "High-tech enterprises, total (firms)", "zh": "高新技术企业，总数（家）"}[lang]
    row = next(row for row in targets.rows if row.key == "high-tech-enterprises/target/level/firms")
    assert row.label == label
    first = {"en": "38 by 2020\npart: 陇西经济开发区 13", "zh": "38（到2020年）\n部分：陇西经济开发区 13"}[
        lang
    ]
    assert row.cells[0].text == first
    assert row.cells[0].evidence == ("dingxi-2020/1", "dingxi-2020/2")
    assert all(len(row.cells) == len(table.columns) for table in tables for row in table.rows)


def test_ambition_shows_ranks_below_five_cities_with_single_rows_in_brackets():
    ambition = comparison_tables(compare(five_plans(), CONFIG))[-1]
    row = next(row for row in ambition.rows if row.key == "high-tech-enterprises")
    assert [cell.text for cell in row.cells] == ["2", "2/2 [1]", "1/2 [1]", "–", "1/2, 2/2", "–"]


def test_outline_lists_clauses_on_demand():
    plan = five_plans().analyses[0]
    assert "clauses" not in outline_data(plan)
    clause = outline_data(plan, with_clauses=True)["clauses"][0]
    assert plan.document.text[clause["start"] : clause["end"]] == plan.clauses[0].text
    assert "text" not in clause


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(5)))
def test_the_order_of_the_plans_changes_no_byte(order):
    plans = five_plans().analyses
    expected = json.dumps(comparison_data(compare(Corpus(plans), CONFIG)), default=str)
    shuffled = Corpus(tuple(plans[place] for place in order))
    assert json.dumps(comparison_data(compare(shuffled, CONFIG)), default=str) == expected


@settings(deadline=None, max_examples=20)
@given(
    st.sampled_from(list(Comparator)),
    st.integers(0, 10**9),
    st.sampled_from(["city", "province", "county", None]),
)
def test_an_unrelated_plan_changes_no_score_of_the_others(comparator, value, level):
    corpus = five_plans()
    entry = ["博物馆参观人数", value, "人次", "level", 2020, {"comparator": comparator.value}]
    other = analysis("zz-other", [{"text": "参观人数【若干】。", "targets": [entry]}], region=("某地", level))
    before = comparison_data(compare(corpus, CONFIG), ["ambition"])["ambition"]
    after = comparison_data(compare(Corpus((*corpus.analyses, other)), CONFIG), ["ambition"])["ambition"]
    assert after["topics"] == before["topics"]
    assert after["documents"] == before["documents"]
