from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.language.numerals import parse_fraction, parse_number

CASES = yaml.safe_load((Path(__file__).parent / "cases/numerals/numbers.yaml").read_text(encoding="utf-8"))
PAIRS = [(str(text), value) for group in CASES for text, value in group.items()]


@pytest.mark.parametrize(("text", "value"), PAIRS)
def test_numbers_have_exact_values(text, value):
    assert parse_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之三点五", "3.5"),
        ("百分之六十", "60"),
        ("千分之五", "0.5"),
        ("五分之四", "80"),
        ("零分之一", None),
        ("百分之", None),
    ],
)
def test_fractions_are_told_in_per_cent(text, value):
    assert parse_fraction(text) == (None if value is None else Decimal(value))


def in_words(number):
    """Write a whole number below 10^12 the way a clerk would."""
    if number >= 10**8:
        return joined(number, 10**8, "亿")
    if number >= 10**4:
        return joined(number, 10**4, "万")
    words, pending = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            words += ("零" if pending else "") + "零一二三四五六七八九"[digit] + name
            pending = False
        else:
            pending = bool(words)
    return words


def joined(number, place, name):
    head, tail = divmod(number, place)
    return in_words(head) + name + ((("零" if tail < place // 10 else "") + in_words(tail)) if tail else "")


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_every_number_in_words_is_read_back(number):
    assert parse_number(in_words(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=4),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
)
def test_decimals_with_a_magnitude_stay_exact(number, magnitude):
    word, factor = magnitude
    assert parse_number(f"{number:f}{word}") == number * factor


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点半0123456789.,", max_size=40))
def test_any_mixture_has_a_value_or_none(text):
    value = parse_number(text)
    assert value is None or value >= 0
