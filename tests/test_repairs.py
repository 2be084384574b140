"""Badly printed text made legible, and the way back to what is printed."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.language.repairs import make_legible
from policycmp.models import Span

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "repairs" / "cases.yaml").read_text(encoding="utf-8")
)
FRAGMENTS = [
    "1",
    " ",
    "2 0",
    "万",
    "元",
    "\n",
    "，",
    "。",
    "·",
    "O",
    "\u00ad",
    "叁拾万元",
    "创新发展",
    "达到",
    "%",
    "（一）",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    assert make_legible(case["printed"]).text == case.get("legible", case["printed"])


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_every_place_leads_back_in_order_and_to_the_same_character(text):
    legible = make_legible(text)
    places = [legible.printed(Span(place, place + 1)).start for place in range(len(legible.text))]
    assert places == sorted(places)
    read_otherwise = set("0-.三十")
    for place, printed in enumerate(places):
        assert legible.text[place] == text[printed] or legible.text[place] in read_otherwise


def test_a_span_of_the_legible_text_quotes_the_printed_one():
    printed = "城镇化水平达到6 1 %左右"
    legible = make_legible(printed)
    start = legible.text.index("61%")
    assert legible.printed(Span(start, start + 3)).of(printed) == "6 1 %"
    assert legible.legible(Span(printed.index("6 1"), len(printed))).of(legible.text) == "61%左右"
