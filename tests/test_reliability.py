"""Agreement beyond chance, against a published vector, against another implementation, and by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycmp.evaluate import cohen_kappa, krippendorff_alpha
from policycmp.evaluate.bootstrap import find_intervals
from policycmp.evaluate.reliability import masi_distance
from policycmp.evaluate.span_matching import Score

# Krippendorff (2011): four coders, twelve units, a point where a coder says nothing.
VECTOR = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
CODERS = [
    [None if mark == "." else int(mark) for mark in line.split()] for line in VECTOR.split("\n") if line
]
UNITS = list(zip(*CODERS, strict=True))
codes = st.integers(0, 3)


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_the_published_vector(metric, alpha):
    assert round(float(krippendorff_alpha(UNITS, metric)), 3) == alpha


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_no_variation_is_neither_0_nor_1(metric):
    assert krippendorff_alpha([(2, 2), (2, 2)], metric) is None
    assert krippendorff_alpha([], metric) is None
    assert krippendorff_alpha([(1, None), (None, 2)], metric) is None


def test_kappa_without_variation():
    assert cohen_kappa([("a", "a")] * 3) is None
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a"), ("b", "b")]) == 1


@given(st.lists(st.tuples(codes, codes), min_size=2, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs):
    metrics = pytest.importorskip("sklearn.metrics")
    kappa = cohen_kappa(pairs)
    if kappa is not None:
        firsts, seconds = zip(*pairs, strict=True)
        assert float(kappa) == pytest.approx(metrics.cohen_kappa_score(firsts, seconds))


@given(st.lists(st.tuples(codes, codes), min_size=2, max_size=30))
def test_alpha_is_1_where_all_agree_and_never_more(pairs):
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        alpha = krippendorff_alpha(pairs, metric)
        assert alpha is None or alpha <= 1
        assert alpha != 1 or all(one == other for one, other in pairs)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", Fraction(0)),
        ("ab", "ab", Fraction(0)),
        ("a", "", Fraction(1)),
        ("a", "b", Fraction(1)),
        ("a", "ab", 1 - Fraction(1, 2) * Fraction(2, 3)),
        ("ab", "bc", 1 - Fraction(1, 3) * Fraction(1, 3)),
    ],
)
def test_masi(one, other, distance):
    assert masi_distance(frozenset(one), frozenset(other)) == distance


def test_intervals_hold_the_figure_and_do_not_move():
    units = {"ip": {number: Score(int(number % 5 > 0), 1, 1) for number in range(50)}}
    first = find_intervals(units, 80)
    assert first == find_intervals(units, 80)
    interval = first["ip"]["f1"]
    assert interval.low < 0.8 < interval.high
    assert interval.low > 0.6
    assert interval.high < 0.95


def test_a_perfect_figure_has_no_width_and_an_absent_one_no_interval():
    perfect = find_intervals({"ip": {0: Score(1, 1, 1)}, "zones": {}}, 3, resamples=200)
    assert (perfect["ip"]["f1"].low, perfect["ip"]["f1"].high) == (1, 1)
    assert perfect["zones"] == {}
