"""Agencies: who is charged with a clause, as the plan states it."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.agencies import find_agencies, find_agency_lines, tells_first_leads

CASES = yaml.safe_load((Path(__file__).parent / "cases/agencies/statements.yaml").read_text(encoding="utf-8"))
FRAGMENTS = [
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "责任单位：",
    "牵头单位:",
    "市科技局",
    "、",
    "，",
    "。",
    "\n",
    "牵头",
    "配合",
    " ",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_statement(case):
    text = case["text"]
    assert [span.of(text) for span in find_agency_lines(text)] == case["lines"]
    agencies = find_agencies(text, first_leads=case.get("first_leads", False))
    stated = agencies and [list(agencies.lead), list(agencies.members)]
    assert stated == ([case["lead"], case["members"]] if "lead" in case else None)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("（责任单位：市科技局、市财政局。列首位的为牵头单位，下同）", True),
        ("注：排在第一位的为牵头部门。", True),
        ("各项任务排名第一的单位为牵头单位。", True),
        ("牵头单位要把任务列在首位。", False),
        ("我市创新指数列全省首位。", False),
    ],
)
def test_rule_that_the_first_leads(text, leads):
    assert tells_first_leads(text) is leads


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join) | st.text(max_size=60))
def test_statements_are_apart_and_names_stand_in_them(text):
    lines = find_agency_lines(text)
    assert all(left.end <= right.start for left, right in pairwise(lines))
    agencies = find_agencies(text)
    stated = [line.of(text) for line in lines]
    for name in [*agencies.lead, *agencies.members] if agencies else []:
        assert any(name in line for line in stated)


@pytest.mark.parametrize(
    "unit", ["责任单位：", "（责任单位：", "（市科技局（市", "市科技局、", "(", "责任单位：市科技局\n"]
)
def test_a_long_text_comes_to_an_end(unit):
    text = unit * (300_000 // len(unit))
    assert all(line.start < line.end for line in find_agency_lines(text))
