"""What stands beside the rows: credibility, the level above, explanations, spreads, what is distinctive."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from compare_plans import CASES, analysis, cases, five_plans
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_compare_context import CODES, SAMPLES, with_codes

from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.errors import UsageError
from policycmp.models import Agencies, Citation, Corpus
from policycmp.rows.context import load_context
from policycmp.scores.credibility import TICKS
from policycmp.scores.upper import propose_uppers, settle_uppers
from policycmp.tables import comparison_data, json_schema
from policycmp.tables.distinctive import find_distinctive
from policycmp.tables.explanation import Explainer, explanation_table
from policycmp.tables.further_tables import FurtherTables, distribute

CONFIG = load_config(CASES / "config.yaml")
UP = "高新技术企业总数"


@pytest.fixture(scope="module")
def comparison():
    corpus = with_codes(five_plans())
    context = load_context(SAMPLES / "context.csv", CONFIG)
    return compare(corpus, CONFIG, context, settle_uppers(corpus, ["hubei-2020"]))


def tick_plan(case):
    entry = ["高新技术企业总数", 200, "家", "level", case.get("deadline"), case.get("more", {})]
    plan = analysis(
        "plan", [{"text": case["text"], "targets": [entry]}], region=case.get("region", (None, None))
    )
    agencies = Agencies(*map(tuple, case["agencies"])) if "agencies" in case else None
    metadata = replace(plan.metadata, doc_number=case.get("number"), draft=case.get("draft", False))
    return replace(plan, metadata=metadata, clauses=(replace(plan.clauses[0], agencies=agencies),))


@pytest.mark.parametrize(
    "case", cases("credibility.yaml"), ids=lambda case: "+".join(case["ticks"]) or case["text"]
)
def test_ticks_of_a_commitment(case):
    data = comparison_data(compare(Corpus((tick_plan(case),)), CONFIG), ["targets"])
    assert data["credibility"] == {"plan/1": {"ticks": ["quantified", *case["ticks"]], "of": 10}}


def test_baselines_and_milestones_of_the_plan_itself_are_ticked_and_the_contexts_are_not(comparison):
    ticked = comparison.credibility
    totals = [
        each
        for each in comparison.commitments["zhumadian-2019"]
        if each.target.indicator == "高新技术企业总数"
    ]
    assert all({"baseline", "milestones"} <= set(ticked[each.target.id]) for each in totals)
    assert "baseline" not in ticked["dingxi-2020/1"]
    targets = {target.id for plan in five_plans().analyses for target in plan.targets}
    assert set(ticked) == targets
    assert all(list(ticks) == [tick for tick in TICKS if tick in ticks] for ticks in ticked.values())


def test_the_plan_above_is_proposed_by_division_and_by_citation_and_confirmed_by_the_user():
    corpus = with_codes(five_plans())
    assert [(each.doc, each.upper, each.reason) for each in propose_uppers(corpus)] == [
        ("jingzhou-2020", "hubei-2020", "lies in 湖北省")
    ]
    plans = {plan.doc: plan for plan in corpus.analyses}
    above = replace(plans["hubei-2020"].metadata, doc_number="鄂政发〔2020〕1号")
    citing = replace(plans["nantong-2016"].metadata, cites=(Citation("鄂政发〔2020〕1号", None),))
    plans |= {
        "hubei-2020": replace(plans["hubei-2020"], metadata=above),
        "nantong-2016": replace(plans["nantong-2016"], metadata=citing),
    }
    corpus = Corpus(tuple(plans.values()))
    assert ("nantong-2016", "cites 鄂政发〔2020〕1号") in [
        (each.doc, each.reason) for each in propose_uppers(corpus)
    ]
    assert settle_uppers(corpus, []) == {}
    assert settle_uppers(corpus, ["dingxi-2020=hubei-2020"]) == {"dingxi-2020": "hubei-2020"}


@pytest.mark.parametrize("request_", ["nowhere", "nowhere=hubei-2020", "dingxi-2020"])
def test_a_plan_above_that_is_not_there_or_above_nobody_is_wrong_usage(request_):
    with pytest.raises(UsageError, match="--upper"):
        settle_uppers(with_codes(five_plans()), [request_])


def test_a_share_stands_with_its_gap_to_the_plan_above_and_no_lead_without_a_year(comparison):
    data = comparison_data(comparison)
    Draft202012Validator(json_schema()).validate(data)
    row = next(row for row in data["ambition"]["rows"] if row["indicator_id"] == "rd-institution-coverage")
    assert row["cells"]["jingzhou-2020"]["upper"] == {
        "doc": "hubei-2020",
        "value": 50,
        "gap": -15,
        "growth_gap": None,
        "fair_share": None,
        "lead_years": None,
    }
    uptake = {row["indicator_id"] or row["topic"]: row["cells"] for row in data["upper"]}
    assert uptake["rd-institution-coverage"] == {"jingzhou-2020": "taken up"}
    assert uptake["technology-deputies"] == {"jingzhou-2020": "not taken up"}


def two_levels(city, province, name="高新技术企业总数", unit="家"):
    plans = []
    for doc, value, region, year in (
        ("jingzhou-2020", city, ("荆州市", "city"), 2022),
        ("hubei-2020", province, ("湖北省", "province"), 2025),
    ):
        clause = {"text": f"到{year}年【若干】。", "targets": [[name, value, unit, "level", year]]}
        plans.append(analysis(doc, [clause], region=region, issued=2020))
    corpus = with_codes(Corpus(tuple(plans)))
    context = load_context(SAMPLES / "context.csv", CONFIG)
    return compare(corpus, CONFIG, context, settle_uppers(corpus, ["hubei-2020"]))


@pytest.mark.parametrize(("city", "uptake"), [(1200, "gone beyond"), (1000, "taken up")])
def test_a_count_is_set_against_its_fair_share_by_gdp(city, uptake):
    comparison = two_levels(city, 20000)
    place = comparison_data(comparison)["ambition"]["rows"][0]["cells"]["jingzhou-2020"]["upper"]
    assert float(place["fair_share"]) == pytest.approx(city / 20000 / (2369.04 / 43443.46), abs=1e-5)
    assert (place["gap"], place["lead_years"]) == (None, 3)
    rows = {row["indicator_id"]: row["cells"] for row in comparison_data(comparison)["upper"]}
    assert rows["high-tech-enterprises"] == {"jingzhou-2020": uptake}


def steps(comparison, request, lang="en"):
    return {step.figure: step for step in Explainer(comparison, lang).explain(request)}


def test_the_arithmetic_of_a_cell_starts_from_sentences_and_ends_in_its_figures(comparison):
    found = steps(comparison, "high-tech-enterprises/target/level/firms:驻马店")
    assert (found["baseline"].value, found["baseline"].arithmetic) == ("125 (2018)", "140 − 15")
    assert (found["growth a year"].value, found["growth a year"].arithmetic) == (
        "0.095445",
        "(150 ÷ 125)^(1/2) − 1",
    )
    assert (found["rank"].value, found["rank"].arithmetic) == ("1/2", "place among 150, 38")
    assert (found["percentile"].value, found["percentile"].arithmetic) == ("75", "100 × (1 + ½ × 1) ÷ 2")
    ids = {target.id for plan in five_plans().analyses for target in plan.targets}
    assert all(set(step.evidence) <= ids for step in found.values())
    assert len(found["baseline"].evidence) == 2


def test_a_converted_cell_and_a_barred_one_are_explained_too(comparison):
    converted = steps(comparison, "rd-intensity:驻马店市")["value"]
    assert converted.value == "≈ 0.524609"
    assert converted.arithmetic.startswith("100 × 1500000000 ÷ 285927000000 (gdp of 2020; ")
    barred = steps(comparison, "high-tech-enterprises:nantong-2016")["not comparable"]
    assert (barred.value, barred.arithmetic) == ("window", "n/c: no date (1000 by 2018)")


def test_scores_are_explained_from_the_rows_behind_them(comparison):
    score = comparison.ambition.documents["zhumadian-2019"]
    *topics, mean, left_out = Explainer(comparison).explain("zhumadian-2019")
    assert [step.figure for step in topics] == ["score"] * len(topics)
    assert mean.arithmetic == f"mean of the topics: {', '.join(step.value for step in topics)}"
    assert float(mean.value.removeprefix("≈ ")) == pytest.approx(float(score.score), abs=1e-6)
    assert left_out.arithmetic == str(score.rows)
    (own,) = [
        step for step in Explainer(comparison).explain("rd-investment") if "zhumadian-2019" in step.subject
    ]
    assert (own.value, own.arithmetic) == ("50", "mean of 50 (R&D spending as a share of GDP (%))")


@pytest.mark.parametrize(
    ("request_", "hint"),
    [("high-tech-enterprise", "did you mean high-tech-enterprises"), ("?", "name an indicator")],
)
def test_a_name_that_nothing_has_gets_the_nearest(request_, hint, comparison):
    with pytest.raises(UsageError, match=hint):
        Explainer(comparison).explain(request_)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_row_of_every_plan_can_be_explained_in_both_languages(lang, comparison):
    for row in comparison.rows:
        table = explanation_table(Explainer(comparison, lang).explain(row.key), lang)
        assert all(len(each.cells) == len(table.columns) == 3 for each in table.rows)


def many(values):
    plans = [
        analysis(
            f"city-{place}",
            [
                {
                    "text": "到2020年【若干】。",
                    "topics": ["talent"],
                    "targets": [[UP, value, "家", "level", 2020]],
                }
            ],
            region=(f"第{place}市", "city"),
        )
        for place, value in enumerate(values)
    ]
    return compare(Corpus(tuple(plans)), CONFIG)


def test_a_row_of_many_cities_is_summed_up_by_quantiles_and_a_spread():
    row = FurtherTables(many([10, 20, 30, 40, 50])).distribution().rows[0]
    assert [cell.text for cell in row.cells] == ["5", "–", "10", "20", "30", "40", "50", "█·█·█·██"]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 1000), min_size=2, max_size=9))
def test_quantiles_lie_in_order_between_the_ends_and_halve_the_values(values):
    (found,) = distribute(many(values))
    quantiles = [found.quantile(Fraction(quarter, 4)) for quarter in range(5)]
    assert quantiles == sorted(quantiles)
    assert (quantiles[0], quantiles[-1]) == (min(values), max(values))
    assert sum(value < quantiles[2] for value in values) <= len(values) / 2


def test_what_one_city_alone_commits_to_is_distinctive_and_what_all_share_is_not(comparison):
    found = {
        each.doc: {row.indicator.id for row, _ in each.rows if row.indicator}
        for each in find_distinctive(comparison)
    }
    assert "hubei-2020" not in found
    assert "rd-institution-coverage" in found["jingzhou-2020"]
    assert "high-tech-enterprises" not in found["jingzhou-2020"]
    assert all(not row.indicator for each in find_distinctive(many([1, 2, 3])) for row, _ in each.rows)


@settings(deadline=None, max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_topics_changes_no_score(random):
    corpus = with_codes(five_plans())
    topics = list(CONFIG.topics)
    random.shuffle(topics)
    shuffled = replace(CONFIG, schema=CONFIG.schema.model_copy(update={"topics": tuple(topics)}))
    before, after = (
        comparison_data(compare(corpus, config), ["ambition"])["ambition"] for config in (CONFIG, shuffled)
    )
    assert after["topics"] == before["topics"]
    assert after["documents"] == before["documents"]
    assert sorted(map(json.dumps, _plain(after["rows"]))) == sorted(map(json.dumps, _plain(before["rows"])))


def _plain(rows):
    return json.loads(json.dumps(rows, default=str))


def outside(doc, name, unit="个"):
    clause = {"text": "建成【若干】。", "targets": [[name, 3, unit, "level", 2025]]}
    return analysis(doc, [clause], issued=2024)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("公共停车泊位", "停车泊位", True),
        ("省级示范性普通高中", "省级示范普通高中", True),
        ("公共停车泊位", "水利工程设施", False),
        ("博物馆之友协会", "博物馆之友协会", False),
    ],
)
def test_rows_outside_the_registry_that_are_worded_alike_stand_together_and_apart(one, other, alike):
    plans = (outside("a", one), outside("b", "灯光球场改造"), outside("c", other))
    rows = comparison_data(compare(Corpus(plans), CONFIG), ["targets"])["targets"]
    named = [row["label"]["zh"] for row in rows]
    assert {row["alike"] is not None for row in rows if row["label"]["zh"] in (one, other)} == {alike}
    assert {row["alike"] for row in rows if row["label"]["zh"] == "灯光球场改造"} == {None}
    if alike:
        assert abs(named.index(one) - named.index(other)) == 1
        by_unit = Corpus((outside("a", one), outside("c", other, "公里")))
        assert {
            row["alike"] for row in comparison_data(compare(by_unit, CONFIG), ["targets"])["targets"]
        } == {None}


def test_codes_name_every_plan_of_the_cases():
    assert set(CODES) == {plan.doc for plan in five_plans().analyses}
