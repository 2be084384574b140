from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.language.quantities import NumberKind, find_numbers, find_quantities
from policycmp.language.text import fold
from policycmp.models import Comparator

CASES = yaml.safe_load((Path(__file__).parent / "cases/quantities/cases.yaml").read_text(encoding="utf-8"))
UNITS = tuple(dict.fromkeys(word for family in load_config().units for word in family.words))


def told(quantity, text):
    value = (
        f"{quantity.value}..{quantity.value_max}"
        if quantity.comparator is Comparator.RANGE
        else str(quantity.value)
    )
    return f"{quantity.span.of(text)} = {value} {quantity.unit} {quantity.comparator}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_numbers_are_found_with_unit_bound_and_span(case):
    text = case["text"]
    mentions = find_numbers(fold(text), UNITS)
    assert [told(mention.quantity, text) for mention in mentions if mention.quantity] == case.get("finds", [])
    others = {mention.span.of(text): mention.kind.value for mention in mentions if not mention.quantity}
    assert others == case.get("others", {})


@given(st.integers(1, 10**9), st.sampled_from(["", "万", "亿"]), st.sampled_from(["家", "元", "人", "件"]))
def test_value_and_unit_survive_any_magnitude(number, magnitude, unit):
    text = f"完成{number}{magnitude}{unit}，"
    [quantity] = find_quantities(text, UNITS)
    assert quantity.value == Decimal(number) * {"": 1, "万": 10**4, "亿": 10**8}[magnitude]
    assert (quantity.unit, quantity.text) == (unit, text[2:-1])


@given(
    st.text(alphabet="0123456789一二百千万亿年月家个元%以上不超过约至-—，。、（）“”的建成达到", max_size=200)
)
def test_numbers_never_overlap_and_quote_their_text(text):
    folded = fold(text)
    mentions = find_numbers(folded, UNITS)
    ends = [0, *(mention.span.end for mention in mentions)]
    assert all(mention.span.start >= end for mention, end in zip(mentions, ends, strict=False))
    assert all(mention.quantity.text == mention.span.of(folded) for mention in mentions if mention.quantity)


def test_a_hundred_thousand_digits_are_a_table_not_a_number():
    [mention] = find_numbers("7" * 100_000, UNITS)
    assert mention.kind is NumberKind.TABLE
