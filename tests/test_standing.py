"""Standing: one city's place among its peers, who they are, and what is said of it."""

import json
from fractions import Fraction

import pytest
import yaml
from compare_plans import CASES, analysis, five_plans
from jsonschema import Draft202012Validator
from test_compare_context import SAMPLES, with_codes
from test_overview import SIZES, on_a_screen

from policycmp.cli import main
from policycmp.cli.standing import plan_of, stand_of
from policycmp.compare import compare
from policycmp.compare.standing import Stand, standing_data
from policycmp.config import load_config
from policycmp.errors import UsageError
from policycmp.models import Corpus
from policycmp.renderers import RENDERERS, render
from policycmp.rows.context import load_context
from policycmp.scores.upper import settle_uppers
from policycmp.tables import json_schema
from policycmp.tables.standing_table import StandingWriter
from policycmp.tables.subjects import thing_called

CONFIG = load_config(CASES / "config.yaml")
STANDINGS = yaml.safe_load((CASES.parent / "tables" / "standing.yaml").read_text(encoding="utf-8"))
SAMPLE_PLANS = str(SAMPLES)


def plan(record):
    marked = "、".join("【若干】" for _ in record["numbers"])
    clause = {
        "text": f"{record.get('clause', '到期达到')}{marked}。",
        "heading": record.get("clause", ""),
        "topics": [record.get("topic", "high-tech-enterprises")],
        "targets": record["numbers"],
    }
    return analysis(record["doc"], [clause], region=record["region"], issued=record["issued"])


def stand(case):
    comparison = compare(Corpus(tuple(map(plan, case["plans"]))), CONFIG)
    found = stand_of(comparison, plan_of(comparison, case["city"], quiet=True))
    [line] = [line for line in found.lines if line.thing.main.indicator_id == "high-tech-enterprises"]
    return comparison, found, line


@pytest.mark.parametrize("case", STANDINGS, ids=lambda case: case["name"])
def test_a_city_stands_where_its_number_puts_it(case):
    comparison, found, line = stand(case)
    expected = {**case["line"], "stand": Stand(case["line"]["stand"])}
    if "middle" in expected:
        expected["middle"] = Fraction(expected["middle"])
    if "holders" in expected:
        expected["holders"] = tuple(expected["holders"])
    assert {name: getattr(line, name) for name in expected} == expected
    table = StandingWriter(comparison, found, width=200).table()
    [row] = [row for row in table.rows if row.key == line.thing.key]
    assert [cell.text for cell in row.cells][: len(case["shown"])] == case["shown"]


@pytest.fixture(scope="module")
def comparison():
    corpus = with_codes(five_plans({"nantong-2016": 2016}))
    context = load_context(SAMPLES / "context.csv", CONFIG)
    return compare(corpus, CONFIG, context, settle_uppers(corpus, ["hubei-2020"]))


def test_the_json_follows_its_schema(comparison):
    for analyzed in comparison.corpus.analyses:
        found = stand_of(comparison, analyzed.doc)
        data = json.loads(json.dumps(standing_data(found, comparison), default=float))
        Draft202012Validator(json_schema("standing")).validate(data)


def test_the_plan_above_stands_beside_with_its_gap(comparison):
    found = stand_of(comparison, "jingzhou-2020")
    [line] = [line for line in found.lines if line.upper and line.gap]
    table = StandingWriter(comparison, found, width=200).table()
    [row] = [row for row in table.rows if row.key == line.thing.key]
    assert table.columns[-1].label == "plan above"
    assert row.cells[-1].text == "> 50 % (gap -15)"


@pytest.mark.parametrize(
    ("asked", "peers"),
    [
        (None, ("dingxi-2020", "nantong-2016", "zhumadian-2019")),
        ("province", ()),
        ("定西", ("dingxi-2020",)),
        ("定西市，nantong-2016", ("dingxi-2020", "nantong-2016")),
        ("1:population", ("zhumadian-2019",)),
        ("2:gdp", ("nantong-2016", "zhumadian-2019")),
    ],
)
def test_peers_are_those_asked_for(comparison, asked, peers):
    assert stand_of(comparison, "jingzhou-2020", asked).peers == peers


@pytest.mark.parametrize(
    ("asked", "told"),
    [("北京", "no plan of '北京'"), ("3:rainfall", "no rainfall of the city: it gives gdp, population")],
)
def test_peers_that_are_not_there_are_told_with_those_that_are(comparison, asked, told):
    with pytest.raises(UsageError, match=told):
        stand_of(comparison, "jingzhou-2020", asked)


def test_every_line_can_be_explained_and_every_number_has_its_sentence(comparison):
    found = stand_of(comparison, "dingxi-2020")
    writer = StandingWriter(comparison, found)
    for line in found.lines:
        steps = list(writer.steps(line))
        assert steps
        named = {commitment.target.id for step in steps for commitment in step.commitments}
        for doc in (line.above, line.below):
            assert doc is None or any(target.startswith(f"{doc}/") for target in named)
        assert line.own is None or line.own.commitment.target.id in named


@pytest.mark.parametrize("name", ["1", "high-tech-enterprises", "高新技术企业", "HIGH-TECH enterprises"])
def test_a_thing_is_called_by_its_number_its_id_or_a_label(comparison, name):
    found = stand_of(comparison, "dingxi-2020")
    assert thing_called(comparison, name, [line.thing for line in found.lines]).main.indicator_id == (
        "high-tech-enterprises"
    )


def test_what_nothing_is_called_is_told_with_the_nearest_label(comparison):
    found = stand_of(comparison, "dingxi-2020")
    with pytest.raises(UsageError, match="did you mean 高新技术企业"):
        thing_called(comparison, "高新企业", [line.thing for line in found.lines])


def test_a_city_without_a_number_says_so():
    case = next(case for case in STANDINGS if "instead" in case["name"])
    comparison, found, _ = stand(case)
    assert "it commits to no number" in StandingWriter(comparison, found).findings().title


@pytest.mark.parametrize("format_", [name for name in RENDERERS if name != "json"])
def test_every_format_holds_it(comparison, format_):
    found = stand_of(comparison, "dingxi-2020")
    assert render(StandingWriter(comparison, found, width=200).tables(), format_)


def test_the_newest_of_several_plans_of_a_city_is_taken_and_told(capsys):
    plans = [
        {"doc": "old", "region": ["定西市", "city"], "issued": 2019, "numbers": []},
        {"doc": "new", "region": ["定西市", "city"], "issued": 2022, "numbers": []},
    ]
    comparison = compare(Corpus(tuple(map(plan, plans))), CONFIG)
    assert plan_of(comparison, "定西") == "new"
    assert capsys.readouterr().err == "note: 定西 has 2 plans; new is taken, --city takes an id too: old\n"


@pytest.mark.parametrize(("columns", "lines"), SIZES[:1])
def test_the_first_screen_says_where_the_city_stands(columns, lines):
    shown = on_a_screen(
        ["standing", "samples", "--city", "驻马店"],
        columns,
        lines,
        PAGER=f"head -n {lines - 1}",
        NO_COLOR="1",
    )
    assert all(f"\n{word}" in shown for word in ("First", "Behind", "Missing", "Next"))
    assert "Beside its peers" in shown


def test_a_city_that_is_not_there_is_told_with_those_that_are(capsys):
    assert main(["standing", SAMPLE_PLANS, "--city", "荆洲", "--quiet"]) == 2
    assert "no plan of '荆洲': " in capsys.readouterr().err
