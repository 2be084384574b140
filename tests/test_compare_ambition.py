"""Ambition: ranks, percentiles and scores, exact and fair to every order."""

from decimal import Decimal
from statistics import median

import pytest
from compare_plans import CASES, analysis
from hypothesis import given, settings
from hypothesis import strategies as st

from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.models import Corpus
from policycmp.rows.numbers import format_number
from policycmp.tables import comparison_data

CONFIG = load_config(CASES / "config.yaml")
UP, DOWN = "高新技术企业总数", "城镇调查失业率"


def corpus(values, name=UP, unit="家", level="city", **more):
    return Corpus(
        tuple(
            analysis(
                f"city-{place}",
                [{"text": "到2020年【若干】。", "targets": [[name, value, unit, "level", 2020, more]]}],
                region=(f"第{place}市", level),
                issued=2019,
            )
            for place, value in enumerate(values)
        )
    )


def places(plans):
    rows = comparison_data(compare(plans, CONFIG), ["ambition"])["ambition"]["rows"]
    assert len(rows) == 1
    return rows[0]["cells"]


@pytest.mark.parametrize(
    ("values", "ranks", "percentiles"),
    [
        ([30], [None], [None]),
        ([30, 20], [1, 2], [75, 25]),
        ([20, 20], [1, 1], [50, 50]),
        ([10, 20, 20, 40, 50], [5, 3, 3, 2, 1], [10, 40, 40, 70, 90]),
    ],
)
def test_rank_and_mid_rank_percentile(values, ranks, percentiles):
    found = places(corpus(values))
    assert [found[f"city-{place}"]["rank"] for place in range(len(values))] == ranks
    assert [found[f"city-{place}"]["percentile"] for place in range(len(values))] == percentiles


def test_less_is_better_where_the_config_says_down():
    found = places(corpus(["5.5", 6], DOWN, "%"))
    assert [found["city-0"]["rank"], found["city-1"]["rank"]] == [1, 2]


def test_a_range_counts_by_the_end_that_promises_less():
    assert places(corpus([2], value_max=Decimal(3), comparator="range"))["city-0"]["value"] == 2
    down = corpus([5], DOWN, "%", value_max=Decimal(6), comparator="range")
    assert places(down)["city-0"]["value"] == 6


def test_each_level_is_ranked_for_itself():
    cities, provinces = corpus([30, 20]), corpus([900], level="province")
    renamed = analysis(
        "province-0",
        [{"text": "到2020年【若干】。", "targets": [[UP, 900, "家", "level", 2020]]}],
        region=("某省", "province"),
    )
    assert len(provinces.analyses) == 1
    found = places(Corpus((*cities.analyses, renamed)))
    assert {doc: cell["rank"] for doc, cell in found.items()} == {
        "city-0": 1,
        "city-1": 2,
        "province-0": None,
    }


def test_a_city_scores_the_mean_of_its_topics_with_its_range():
    def plan(place, patents, firms, growth):
        targets = [
            ["专利授权量", patents, "件", "increment", 2020],
            [UP, firms, "家", "level", 2020],
            ["科技型中小企业总数", growth, "家", "level", 2020],
        ]
        return analysis(
            f"city-{place}",
            [{"text": "2020年【一】【二】【三】。", "targets": targets}],
            region=("市", "city"),
        )

    found = comparison_data(compare(Corpus((plan(0, 9, 5, 7), plan(1, 1, 6, 1))), CONFIG), ["ambition"])[
        "ambition"
    ]
    assert found["topics"]["high-tech-enterprises"]["city-0"] == {"score": 50, "rows": 2}
    assert found["documents"]["city-0"] == {"score": Decimal("62.5"), "rows": 3, "low": 50, "high": 75}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=8))
def test_percentiles_of_a_row_average_fifty_and_follow_the_ranks(values):
    found = places(corpus(values))
    ordered = [found[f"city-{place}"] for place in range(len(values))]
    assert abs(sum(cell["percentile"] for cell in ordered) - 50 * len(values)) <= Decimal("0.00001")
    for value, cell in zip(values, ordered, strict=True):
        assert cell["rank"] == 1 + sum(other > value for other in values)
        assert float(cell["ratio_to_median"]) == pytest.approx(value / median(values), abs=1e-5)


@pytest.mark.parametrize(
    ("value", "family", "lang", "text"),
    [
        ("1500000000", "yuan", "en", "RMB 1.5 billion"),
        ("50000", "yuan", "en", "RMB 50,000"),
        ("3000", "yuan", "en", "RMB 3,000"),
        ("130000000", "yuan", "zh", "1.3亿元"),
        ("0.87", "items", "en", "0.87"),
        ("145000", "persons", "en", "145,000"),
        ("145000", "persons", "zh", "14.5万"),
        ("1000", "firms", "en", "1000"),
        ("2.0", "percent", "en", "2"),
    ],
)
def test_numbers_are_written_short_and_exact(value, family, lang, text):
    assert format_number(Decimal(value), family, lang) == text
