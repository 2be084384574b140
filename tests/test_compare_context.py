"""What numbers are set against: a context table, baselines in so many words, the other plans of a region."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from compare_plans import CASES, analysis, cases, five_plans
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.errors import ConfigError
from policycmp.models import Corpus, Rejection, Span
from policycmp.rows.context import Context, Figure, load_context
from policycmp.tables import comparison_data, json_schema

CONFIG = load_config(CASES / "config.yaml")
SAMPLES = Path(__file__).parent.parent / "samples"
CODES = {
    "dingxi-2020": "621100",
    "jingzhou-2020": "421000",
    "nantong-2016": "320600",
    "zhumadian-2019": "411700",
    "hubei-2020": "420000",
}
HEAD = "region,year,measure,value,unit,source\n"


def with_codes(corpus, codes=None):
    codes = CODES if codes is None else codes
    plans = []
    for plan in corpus.analyses:
        region = replace(plan.metadata.region, code=codes.get(plan.doc))
        plans.append(replace(plan, metadata=replace(plan.metadata, region=region)))
    return Corpus(tuple(plans))


@pytest.fixture(scope="module")
def context():
    return load_context(SAMPLES / "context.csv", CONFIG)


def table(tmp_path, text, name="context.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def row_of(data, indicator, basis="level"):
    return next(row for row in data["targets"] if (row["indicator_id"], row["basis"]) == (indicator, basis))


def place_of(data, indicator, doc):
    rows = [
        row for row in data["ambition"]["rows"] if row["indicator_id"] == indicator and doc in row["cells"]
    ]
    return rows[0]["cells"][doc]


def test_an_amount_becomes_the_share_that_others_state_and_says_so(context):
    data = comparison_data(compare(with_codes(five_plans()), CONFIG, context))
    cell = row_of(data, "rd-intensity")["cells"]["zhumadian-2019"]
    assert (cell["state"], cell["text"]) == (
        "value",
        "0.52 by 2020 (converted from RMB 1.5 billion, GDP of 2020)",
    )
    assert (
        cell["note"]
        == "RMB 1.5 billion over the GDP of 2020, RMB 285.93 billion (2020 statistical communiqué, to be checked)"
    )
    assert place_of(data, "rd-intensity", "zhumadian-2019")["rank"] == 2
    Draft202012Validator(json_schema()).validate(data)


@pytest.mark.parametrize(
    ("year", "state"),
    [(2021, "context"), (2020, "value"), (2019, "value"), (2017, "value"), (2016, "context")],
)
def test_a_denominator_is_of_the_targets_year_or_of_one_of_the_three_before(year, state):
    context = Context((Figure("411700", year, "gdp", Fraction(285_927_000_000), "statistics"),))
    cell = row_of(comparison_data(compare(with_codes(five_plans()), CONFIG, context)), "rd-intensity")[
        "cells"
    ]
    assert cell["zhumadian-2019"]["state"] == state
    assert (f"GDP of {year}" in cell["zhumadian-2019"]["text"]) == (state == "value")


def test_nothing_is_converted_for_a_region_without_a_code(context):
    data = comparison_data(compare(with_codes(five_plans(), {}), CONFIG, context))
    assert row_of(data, "rd-intensity")["cells"]["zhumadian-2019"]["state"] == "context"


def test_a_share_in_the_plans_own_words_stands_before_a_converted_one(context):
    text = "到2020年研发投入【15亿元】，占比【0.6%】。"
    entries = [
        ["全社会研发投入", 1500000000, "元", "level", 2020],
        ["研发投入占GDP比重", "0.6", "%", "level", 2020],
    ]
    plan = analysis("zhumadian-2019", [{"text": text, "targets": entries}], region=("驻马店市", "city"))
    data = comparison_data(compare(with_codes(Corpus((plan,))), CONFIG, context))
    assert row_of(data, "rd-intensity")["cells"]["zhumadian-2019"]["text"] == "0.6 by 2020"


def test_counts_are_normalised_and_ratios_are_not(context):
    data = comparison_data(compare(with_codes(five_plans()), CONFIG, context))
    per = place_of(data, "high-tech-enterprises", "zhumadian-2019")["per"]
    assert float(per["population"]) == pytest.approx(150 / 700.8427, abs=1e-6)
    assert float(per["gdp"]) == pytest.approx(150 / 2859.27, abs=1e-6)
    assert place_of(data, "invention-patents-per-10000", "dingxi-2020")["per"] is None
    assert place_of(data, "rd-intensity", "dingxi-2020")["per"] is None
    money = row_of(data, "rd-spending")["cells"]["zhumadian-2019"]["text"]
    assert money == (
        "RMB 1.5 billion by 2020; RMB 2.14 million per 10,000 of population (2020), 0.525 % of GDP (2020)"
    )
    text = row_of(data, "high-tech-enterprises")["cells"]["zhumadian-2019"]["text"]
    assert "0.214 per 10,000 of population (2020), 0.052 per RMB 100 million of GDP (2020)" in text


def test_a_figure_of_a_past_year_is_a_baseline_where_the_plan_gives_none(tmp_path):
    path = table(tmp_path, HEAD + "621100,2018,高新技术企业,20,家,register\n411700,2017,高企,1,家,register\n")
    data = comparison_data(compare(with_codes(five_plans()), CONFIG, load_context(path, CONFIG)))
    place = place_of(data, "high-tech-enterprises", "dingxi-2020")
    assert place["baseline"] == {"value": 20, "year": 2018, "source": "context"}
    assert float(place["growth"]) == pytest.approx((38 / 20) ** 0.5 - 1, abs=1e-6)
    assert place_of(data, "high-tech-enterprises", "zhumadian-2019")["baseline"]["source"] == "derived"


@pytest.mark.parametrize("case", cases("context_mistakes.yaml"), ids=lambda case: case["line"])
def test_a_mistake_in_the_table_is_one_line_with_its_place(case, tmp_path):
    path = table(tmp_path, f"{HEAD}{case['line']}\n定西市,2020,population,100,万人,ok\n")
    with pytest.raises(ConfigError) as caught:
        load_context(path, CONFIG)
    assert str(caught.value).startswith(f"{path}:2: {case['says']}")
    assert len(str(caught.value).splitlines()) == 1


def test_all_mistakes_are_told_at_once_and_duplicates_name_both_lines(tmp_path):
    lines = ["定西,2020,人口,100,万人,a", "621100,2020,population,1000000,人,b", "", "定西,x,gdp,1,亿元,c"]
    path = table(tmp_path, HEAD + "\n".join(lines))
    with pytest.raises(ConfigError) as caught:
        load_context(path, CONFIG)
    first, second = str(caught.value).splitlines()
    assert first == f"{path}:3: 621100 has its population of 2020 on line 2 already; keep one"
    assert second.startswith(f"{path}:5: 'x' is no year")


def test_a_table_without_a_column_or_that_is_no_table_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="csv:1: no unit, source"):
        load_context(table(tmp_path, "region,year,measure,value\n"), CONFIG)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_context(tmp_path / "none.csv", CONFIG)
    with pytest.raises(ConfigError, match=re.escape("context.yaml:1: a list")):
        load_context(table(tmp_path, "region: x", "context.yaml"), CONFIG)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_may_come_from_any_spreadsheet_or_be_yaml(encoding, tmp_path):
    path = table(tmp_path, f'{HEAD}定西,2020年,常住人口,"2,524,097",人,普查\n', encoding=encoding)
    listed = "- {region: 定西, year: 2020, measure: population, value: 252.4097, unit: 万人, source: 普查}\n"
    from_yaml = load_context(table(tmp_path, listed, "context.yaml"), CONFIG)
    assert load_context(path, CONFIG) == from_yaml
    assert from_yaml.figures[0].value == 2524097


MARKS = re.compile(r"【(.*?)】|〖(.*?)〗")


def stated_plan(case):
    """Build the plan of a case: base values become rejections, as the extractor delivers them."""
    plan = analysis(
        "plan",
        [{"text": re.sub(r"[〖〗]", "", case["text"]), "targets": case["targets"]}],
        region=("定西市", "city"),
        issued=2021,
    )
    text = plan.document.text
    bases = [match[2] for match in MARKS.finditer(case["text"]) if match[2]]
    places = [text.index(base) for base in bases]
    rejections = tuple(
        Rejection("plan", "plan/1", Span(place, place + len(base)), base, "base value")
        for base, place in zip(bases, places, strict=True)
    )
    return replace(plan, rejections=rejections)


@pytest.mark.parametrize("case", cases("stated.yaml"), ids=lambda case: case["text"])
def test_a_baseline_in_so_many_words(case):
    data = comparison_data(compare(Corpus((stated_plan(case),)), CONFIG))
    last = f"plan/{len(case['targets'])}"
    indicator = next(row for row in data["targets"] if last in row["cells"]["plan"]["targets"])[
        "indicator_id"
    ]
    rows = [
        row for row in data["ambition"]["rows"] if (row["indicator_id"], row["basis"]) == (indicator, "level")
    ]
    found = rows[0]["cells"]["plan"]["baseline"]
    expected = case["baseline"] and dict(
        zip(("value", "year"), case["baseline"], strict=True), source="stated"
    )
    assert found == expected
    assert (rows[0]["cells"]["plan"]["growth"] is None) or case["baseline"][1] is not None


def region_plan(doc, value, year=2025, name="高新技术企业总数", **more):
    entry = [name, value, "家", "level", year, more]
    return analysis(
        doc, [{"text": f"到{year}年【若干】。", "targets": [entry]}], region=("定西市", "city"), issued=2021
    )


@pytest.mark.parametrize(
    ("one", "other", "messages"),
    [
        ({"value": 100}, {"value": 120}, ["高新技术企业总数 in 2025: a promises 100, b promises 120"]),
        ({"value": 100}, {"value": 100}, []),
        ({"value": 100}, {"value": 120, "year": 2026}, []),
        ({"value": 100}, {"value": 120, "comparator": "ge"}, []),
        ({"value": 100}, {"value": 120, "scope": "高新区"}, []),
        ({"value": 100}, {"value": 120, "name": "科技型中小企业"}, []),
    ],
)
def test_plans_of_one_region_that_disagree_are_reported(one, other, messages):
    corpus = with_codes(
        Corpus((region_plan("a", **one), region_plan("b", **other))), {"a": "621100", "b": "621100"}
    )
    assert [issue.message for issue in compare(corpus, CONFIG).issues] == messages
    elsewhere = with_codes(corpus, {"a": "621100", "b": "411700"})
    assert compare(elsewhere, CONFIG).issues == ()


@settings(deadline=None, max_examples=8)
@given(st.permutations(range(5)), st.integers(1, 10**13))
def test_figures_of_other_regions_and_the_order_of_figures_change_nothing(order, value):
    figures = [
        Figure(code, 2020, "gdp", Fraction(10**11 + place), "s") for place, code in enumerate(CODES.values())
    ]
    corpus = with_codes(five_plans())
    expected = json.dumps(comparison_data(compare(corpus, CONFIG, Context(tuple(figures)))), default=str)
    other = Figure("110000", 2020, "gdp", Fraction(value), "s")
    shuffled = Context((*(figures[place] for place in order), other))
    assert json.dumps(comparison_data(compare(corpus, CONFIG, shuffled)), default=str) == expected


def test_the_shipped_table_names_the_sources_that_are_to_be_checked(context):
    unsure = [figure for figure in context.figures if "to be checked" in figure.source]
    assert len(context.figures) == 10
    assert len(unsure) == 8
    assert {figure.region for figure in context.figures} == set(CODES.values())
    assert Decimal(str(context.exact("420000", "gdp", 2020).value)) == Decimal(4_344_346_000_000)
