"""Likeness: grants of different plans that are one thing in other words are joined into one row, and marked."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from compare_plans import analysis
from hypothesis import given
from hypothesis import strategies as st

from policycmp.compare import compare, comparing
from policycmp.config import load_config
from policycmp.models import Corpus, Counted
from policycmp.rows.commitments import find_commitments
from policycmp.rows.joining import Things, join_alike
from policycmp.rows.likeness_judge import (
    LikenessJudge,
    PlansBeside,
    compare_wordings,
    load_likeness,
    read_wording,
)
from policycmp.tables import comparison_data, comparison_tables

CONFIG = load_config()
CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "rows" / "likeness.yaml").read_text(encoding="utf-8")
)
# Dice's coefficient of the names is the eighteenth figure of a pair: this judge looks at nothing else.
NAMES_DICE = 17
BESIDE = PlansBeside(0.4, 12, 20)
BY_NAME = LikenessJudge(likely=0.4, start=-3.0, trees=([NAMES_DICE, 0.5, 0.0, 6.0],))


def plan(doc, *grants, kind="incentive", basis=None):
    """Build a plan of grants: each `(name, object)`, perhaps with its sentence and event."""
    clauses = [
        {
            "text": sentence,
            "targets": [
                [
                    name,
                    1,
                    "元",
                    basis,
                    None,
                    {"type": kind, "counts": Counted(thing, "grant", None, event, None)},
                ]
            ],
        }
        for name, thing, sentence, event in (
            (grant[0], grant[1], *(grant[2:] or (f"{grant[0]}【1元】。", None))) for grant in grants
        )
    ]
    return analysis(doc, clauses, region=(f"{doc}市", "city"), issued=2020)


def rows(*plans, judge=BY_NAME):
    """Give the plans that stand in each row of two or more."""
    found = compare(Corpus(tuple(plans)), CONFIG, alike=False, likeness=judge).rows
    return sorted(sorted(row.cells.keys()) for row in found if len(row.cells.keys()) > 1)


def find_things(*plans):
    commitments = find_commitments(Corpus(tuple(plans)), CONFIG).values()
    return Things(one for of_plan in commitments for one in of_plan)


A, B, C = ("无人机整机适航奖励", "甲机"), ("无人机整机适航奖金", "乙机"), ("无人机整机的适航奖", "丙机")


def test_grants_with_other_nouns_meet_where_the_judge_says_so():
    assert rows(plan("a", A), plan("b", B), judge=None) == []
    assert rows(plan("a", A), plan("b", B)) == [["a", "b"]]
    assert rows(plan("a", A), plan("b", B), plan("c", C)) == [["a", "b", "c"]]


def test_what_a_plan_counts_apart_is_never_joined():
    assert rows(plan("a", A, B)) == []
    assert rows(plan("a", A), plan("b", B, C)) == [["a", "b"]]


@pytest.mark.parametrize("kind", ["target", "rule"])
def test_goals_and_rules_are_joined_too_but_none_of_another_type(kind):
    assert rows(plan("a", A, kind=kind), plan("b", B, kind=kind)) == [["a", "b"]]
    assert rows(plan("a", A, kind=kind), plan("b", B)) == []


def test_goals_of_another_basis_say_nothing_of_each_other():
    total, added = (
        plan("a", A, kind="target", basis="level"),
        plan("b", B, kind="target", basis="increment"),
    )
    assert not find_things(total, added).candidates
    assert find_things(total, plan("b", B, kind="target", basis="level")).candidates


def test_a_saved_number_keeps_the_indicator_of_its_own_words():
    plans = (plan("a", A), plan("b", B))
    own = comparison_data(compare(Corpus(plans), CONFIG, alike=False))["commitments"]
    joined = comparison_data(compare(Corpus(plans), CONFIG, likeness=BY_NAME))
    assert [one["indicator_id"] for one in joined["commitments"]] == [one["indicator_id"] for one in own]
    [row] = [row for row in joined["targets"] if len(row["cells"]) > 1]
    assert sum(len(cell.get("joined", ())) for cell in row["cells"].values()) == 1


def test_by_default_small_sets_are_joined_surely_and_large_ones_only_when_asked(monkeypatch):
    surely = replace(BY_NAME, likely=0.97)  # the chance of A and B is .95
    monkeypatch.setattr(comparing, "load_likeness", lambda *, sure: surely if sure else BY_NAME)
    others = [plan(f"q{number}", ("油茶种植补助", "油茶")) for number in range(60)]

    def joined(plans, alike):
        found = compare(Corpus(tuple(plans)), CONFIG, alike=alike).commitments.values()
        return any(one.is_joined for of_plan in found for one in of_plan)

    few, many = [plan("a", A), plan("b", B)], [plan("a", A), plan("b", B), *others]
    assert [joined(few, alike) for alike in (None, True, False)] == [False, True, False]
    assert [joined(many, alike) for alike in (None, True, False)] == [False, True, False]
    monkeypatch.setattr(comparing, "load_likeness", lambda **_: BY_NAME)
    assert [joined(few, None), joined(many, None)] == [True, False]


def test_names_that_have_little_in_common_stay_apart():
    assert rows(plan("a", A), plan("b", ("油茶种植补助", "油茶"))) == []


def test_a_row_bears_the_indicator_of_most_and_marks_the_others():
    plans = [plan("a", B), plan("b", B), plan("c", A)]
    joined = join_alike(find_commitments(Corpus(tuple(plans)), CONFIG), BY_NAME)
    [leading] = {grant.indicator.id for of_plan in joined.values() for grant in of_plan}
    assert leading == joined["a"][0].indicator.id
    assert [of_plan[0].is_joined for of_plan in joined.values()] == [False, False, True]


def test_equal_parts_stay_in_one_row_whatever_the_judge_says():
    never = replace(BY_NAME, start=-9.0, trees=())
    assert rows(plan("a", A), plan("b", A), judge=never) == [["a", "b"]]


def test_a_table_marks_what_was_joined_and_says_what_the_mark_means():
    comparison = compare(Corpus((plan("a", B), plan("b", B), plan("c", A))), CONFIG, likeness=BY_NAME)
    [texts] = [
        [cell.text for cell in row.cells]
        for table in comparison_tables(comparison, "en", ("targets", "grants"))
        for row in table.rows
        if any("≅" in cell.text for cell in row.cells)
    ]
    assert sum("≅" in text for text in texts) == 1


@given(st.permutations([plan("a", A), plan("b", B), plan("c", C, ("油茶种植补助", "油茶")), plan("d", A)]))
def test_the_order_of_the_plans_plays_no_part(plans):
    assert rows(*plans) == [["a", "b", "c", "d"]]


def wording(case):
    sentence, name, thing, event = case
    [grant] = plan("x", (name, thing, sentence, event)).targets
    quoted = replace(grant, quote=sentence.replace("【", "").replace("】", ""))
    return read_wording(quoted, is_listed=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one'][1]}/{case['other'][1]}")
def test_the_shipped_judge_takes_grants_for_one_thing_by_their_words(case):
    one, other = wording(case["one"]), wording(case["other"])
    chance = load_likeness().probability(compare_wordings(one, other, BESIDE))
    assert (chance >= load_likeness(sure=False).likely) is case["same"], chance


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations([case["one"] for case in CASES[:3]], 2)])
def test_the_order_of_a_pair_plays_no_part(one, other):
    figures = compare_wordings(wording(one), wording(other), BESIDE)
    assert figures == compare_wordings(wording(other), wording(one), BESIDE)


def test_the_shipped_judge_looks_at_figures_that_there_are():
    figures = compare_wordings(wording(CASES[0]["one"]), wording(CASES[0]["other"]), BESIDE)

    def looked_at(node):
        return {node[0], *looked_at(node[2]), *looked_at(node[3])} if isinstance(node, list) else set()

    judge = load_likeness()
    assert json.loads(json.dumps(judge.trees))
    assert max(set().union(*map(looked_at, judge.trees))) < len(figures)
