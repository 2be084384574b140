"""Rows by what numbers count: ids and labels composed of the parts, and what meets in one row."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from compare_plans import analysis

from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Corpus, Counted, Document, TargetType
from policycmp.rows.commitments import find_commitments
from policycmp.rows.counted_keys import Keys
from policycmp.rows.indicators import Indicators, joined
from policycmp.rows.units import Units
from policycmp.tables import comparison_data, comparison_tables

CONFIG = load_config()
TOOLS = Tools.of(CONFIG)
CASES = Path(__file__).parent / "cases" / "rows"


def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def counted(parts):
    object_, property_, grade, event, of, *tier = parts
    return Counted(object_, property_, grade, event, of, *tier)


def plan(doc, *numbers, kind="incentive", region=("定西市", "city"), basis=None):
    """Build a plan of commitments: each `(value, unit, counts)` and perhaps what else differs."""
    clauses = [
        {
            "text": f"第{place}项【{value}】。",
            "targets": [["", value, unit, basis, None, {"type": kind, "counts": counted(counts), **more}]],
        }
        for place, (value, unit, counts, more) in enumerate((*n, {})[:4] for n in numbers)
    ]
    return analysis(doc, clauses, region=region, issued=2020)


def compared(*plans):
    return comparison_data(compare(Corpus(tuple(plans)), CONFIG))


@pytest.mark.parametrize("case", cases("keys.yaml"), ids=lambda case: "/".join(map(str, case["counts"])))
def test_an_indicator_is_composed_of_what_a_number_counts(case):
    kind = case.get("type", "target")
    row_plan = plan("a", (1, "元" if kind == "incentive" else "家", case["counts"]), kind=kind, basis="level")
    kinds, _ = Indicators(CONFIG, Units(CONFIG)).of(row_plan.targets[0])
    indicator = joined(kinds)
    if "id" in case:
        assert (indicator and indicator.id) == case["id"]
    for lang in ("en", "zh"):
        if lang in case:
            assert getattr(indicator.label, lang) == case[lang]


@pytest.mark.parametrize("case", cases("meeting.yaml"), ids=lambda case: f"{case['one']}-{case['other']}")
def test_what_counts_the_same_meets(case):
    kind, units = case.get("type", "target"), case.get("units", ["家", "家"])
    first, second = (
        plan(doc, (1, unit, case[side]), kind=kind, basis="level", region=region)
        for doc, unit, side, region in zip(
            "ab", units, ("one", "other"), (("定西市", "city"), ("荆州市", "city")), strict=True
        )
    )
    comparable = [
        {doc for doc, cell in row["cells"].items() if cell["state"] == "value"}
        for row in compared(first, second)["targets"]
    ]
    assert ({"a", "b"} in comparable) is case["meet"]


def test_ids_of_the_vocabulary_are_read_back():
    keys = Keys(CONFIG)
    for parts in itertools.product(
        ("孵化器", "研发投入"), ("count", "share"), (None, "provincial"), (None, "认定"), (None, "GDP")
    ):
        [key] = keys.keys(counted(parts))
        assert keys.parse_id(keys.id_of(key)) == key


def test_what_is_no_id_is_not_read():
    keys = Keys(CONFIG)
    assert keys.parse_id("incubators.grants") is None
    assert keys.parse_id("lighthouses.grant") is None


def test_a_named_combination_keeps_its_id_and_label(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text(
        'policycmp: "2"\nextends: default\nindicators:\n- id: rd-of-gdp\n  label: {en: R&D / GDP, zh: 研发强度}\n'
        "  counts: {object: 研发投入, property: share, of: GDP}\n  unit: percent\n",
        encoding="utf-8",
    )
    config = load_config(file)
    kinds, _ = Indicators(config, Units(config)).of(
        plan("a", (2, "%", ["研发投入", "share", None, None, "GDP"]), kind="target", basis="level").targets[0]
    )
    assert [(kind.id, kind.label.en) for kind in kinds] == [("rd-of-gdp", "R&D / GDP")]


def test_a_list_of_kinds_alone_is_one_row():
    rows = compared(plan("a", (5, "元", ["孵化器|众创空间", "grant", None, "认定", None])))["targets"]
    assert [row["indicator_id"] for row in rows] == ["incubators.grant.recognition"]


def test_steps_of_one_ladder_stand_in_one_cell_each_with_its_threshold():
    steps = plan(
        "a",
        (200000, "元", ["研发投入", "grant", None, None, None, "研发投入≥1000万元"]),
        (500000, "元", ["研发投入", "grant", None, None, None, "研发投入≥1亿元"]),
    )
    texts = {
        lang: next(
            row.cells[0].text
            for table in comparison_tables(compare(Corpus((steps,)), CONFIG), lang)
            if table.key == "grants"
            for row in table.rows
        )
        for lang in ("en", "zh")
    }
    assert texts["zh"] == "20万元（研发投入≥1000万元），50万元（研发投入≥1亿元）"
    assert texts["en"].startswith("RMB 200,000 (≥ RMB 10 million)")


def test_a_number_far_from_the_median_is_marked_and_its_sentence_named():
    regions = [("定西市", "city"), ("荆州市", "city"), ("南通市", "city"), ("驻马店市", "city")]
    plans = [
        plan(doc, (value, "元", ["高新技术企业", "grant", None, "认定", None]), region=region)
        for doc, value, region in zip("abcd", (50000, 100000, 200000, 30000000), regions, strict=True)
    ]
    [grants] = [t for t in comparison_tables(compare(Corpus(tuple(plans)), CONFIG)) if t.key == "grants"]
    assert [cell.text for cell in grants.rows[0].cells][-1] == "RMB 30 million ?"
    assert any(note.startswith("?:") for note in grants.notes)


def test_grants_stand_by_thing_rewarded_and_grade():
    plans = plan(
        "a",
        (50000, "元", ["孵化器", "grant", "national", "认定", None]),
        (20000, "元", ["孵化器", "grant", "provincial", "认定", None], {"comparator": "le"}),
        (20, "%", ["孵化器", "rate", None, "建设", "设备投资额"]),
    )
    [grants] = [t for t in comparison_tables(compare(Corpus((plans,)), CONFIG)) if t.key == "grants"]
    assert [(row.group, row.label, row.cells[0].text) for row in grants.rows] == [
        ("Incubators: recognised", "national", "RMB 50,000"),
        ("Incubators: recognised", "provincial", "≤ RMB 20,000"),
        ("Incubators: set up", "rate, of equipment investment (%)", "20"),
    ]


@pytest.mark.parametrize(
    ("thing", "unit", "family"),
    [
        ("孵化面积", "平方米", "floor-space"),
        ("孵化面积", "㎡", "floor-space"),
        ("孵化面积", "亩", "area"),
        ("耕地", "平方米", "area"),
        ("某种场地", "平方米", "floor-space"),
        ("某种场地", "公顷", "area"),
    ],
)
def test_floors_are_counted_in_square_metres_and_stand_apart_from_land(thing, unit, family):
    one = plan("a", (30, unit, [thing, "area", None, None, None]), kind="target", basis="increment")
    [row] = compare(Corpus((one,)), CONFIG).rows
    assert row.family == family


def test_cells_of_plans_that_say_nothing_are_left_out():
    first = plan("a", (5, "元", ["孵化器", "grant", None, "认定", None]))
    second = plan("b", (5, "元", ["众创空间", "grant", None, "认定", None]), region=("荆州市", "city"))
    assert [list(row["cells"]) for row in compared(first, second)["targets"]] == [["a"], ["b"]]
    assert TargetType.INCENTIVE in {row["type"] for row in compared(first)["targets"]}


@pytest.mark.parametrize(
    ("text", "value", "basis", "is_lower_better"),
    [
        ("到2025年，单位GDP能耗下降【15%】。", 15, "growth", False),
        ("到2025年，城镇调查失业率控制在【5%】以内。", 5, "level", True),
        ("2025年，居民消费价格涨幅控制在【3%】左右。", 3, "growth", True),
    ],
)
def test_a_fall_is_more_ambitious_the_greater_it_is(text, value, basis, is_lower_better):
    name = next(word for word in ("单位GDP能耗", "城镇调查失业率", "居民消费价格") if word in text)
    clause = {
        "text": text,
        "targets": [["", value, "%", basis, 2025, {"counts": counted([name, "other", None, None, None])}]],
    }
    made = analysis("a", [clause], region=("定西市", "city"), issued=2020)
    made = replace(
        made,
        targets=tuple(
            replace(target, quote=text.replace("【", "").replace("】", "")) for target in made.targets
        ),
    )
    [commitment] = find_commitments(Corpus((made,)), CONFIG)["a"]
    assert commitment.is_better_lower is is_lower_better


def test_an_addition_over_years_shows_the_plans_own_number_first():
    made = plan(
        "a", (20000, "家", ["高新技术企业", "count", None, None, None]), kind="target", basis="increment"
    )
    made = replace(made, targets=tuple(replace(target, deadline=2023) for target in made.targets))
    [row] = compared(made)["targets"]
    assert row["cells"]["a"]["text"] == "20,000 by 2023 (6,667 a year)"


def test_whom_nobody_can_name_meets_nobody():
    nameless = [None, "grant", None, None, None]
    plans = [
        plan(doc, (5, "元", nameless), region=region)
        for doc, region in (("a", ("定西市", "city")), ("b", ("荆州市", "city")))
    ]
    rows = compared(*plans)["targets"]
    assert [(row["indicator_id"], len(row["cells"])) for row in rows] == [(None, 1), (None, 1)]


@pytest.mark.parametrize(("grade", "rows"), [(None, 1), ("A类", 1), ("?", 2)])
def test_grants_whose_class_is_unknown_meet_nothing(grade, rows):
    counts = ("安家补贴", "grant", grade, None, None)
    first, second = plan("a", (1, "元", counts)), plan("b", (2, "元", counts), region=("荆州市", "city"))
    assert len(compared(first, second)["targets"]) == rows


REGIONS = ("定西市", "荆州市", "南通市", "驻马店市")


@pytest.mark.parametrize("case", cases("wording.yaml"), ids=lambda case: case["name"])
def test_a_cell_says_in_the_plans_words_what_not_all_beside_it_say(case):
    plans = [
        analyze_document(
            Document(
                doc, f"{doc}.txt", "txt", "utf-8", "", f"{region}2024年政府工作报告\n2024年工作安排\n{text}"
            ),
            TOOLS,
        )
        for doc, region, text in zip("abcd", REGIONS, case["plans"], strict=False)
    ]
    comparison = compare(Corpus(tuple(plans)), CONFIG)
    shared = [row for row in comparison.rows if len(row.cells) == len(plans)]
    assert shared
    said = [
        sorted(
            {
                words
                for row in shared
                for one in row.cells[doc].stated
                for words in row.marks.get(one.target.id, ())
            }
        )
        for doc in "abcd"[: len(plans)]
    ]
    assert said == case["wording"]
