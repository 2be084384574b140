"""Alignment: the indicator behind a plan's own words, and the registry that names it."""

import pytest
from compare_plans import CASES, cases, target
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.rows.align import Aligner, cores, normalize
from policycmp.rows.units import Units

CONFIG = load_config(CASES / "config.yaml")
ALIGNER = Aligner(CONFIG, Units(CONFIG))
RECURRING = 45


def aligned(case):
    kind = case.get("type", "target")
    found = ALIGNER.align(target(case["name"], 1, case["unit"], case.get("basis"), type=kind))
    return found.id if found else None


@pytest.mark.parametrize("case", cases("alignment.yaml"), ids=lambda case: case["name"])
def test_words_of_a_plan_lead_to_their_indicator(case):
    assert aligned(case) == case["to"]


def test_a_regions_name_may_stand_before_the_indicator():
    commitment = target("荆州市高新技术企业")
    assert ALIGNER.align(commitment) is None
    assert ALIGNER.align(commitment, "荆州").id == "high-tech-enterprises"


def test_the_part_that_is_bound_may_stand_before_the_indicator():
    park = "陇西经济开发区"
    assert ALIGNER.align(target(f"{park}高新技术企业总数", scope=park)).id == "high-tech-enterprises"
    assert ALIGNER.align(target(f"{park}高新技术企业总数")) is None


def test_the_registry_names_what_recurs_and_every_name_finds_its_own_entry():
    assert len(CONFIG.indicators) >= RECURRING
    units = Units(CONFIG)
    for indicator in CONFIG.indicators:
        basis = "level" if indicator.type == "target" else None
        for name in indicator.names:
            commitment = target(name, 1, units.base(indicator.unit), basis, type=indicator.type)
            found = ALIGNER.align(commitment)
            assert found is not None, (indicator.id, name)
            assert found.id == indicator.id, name


def test_no_entry_shuts_out_its_own_names():
    for indicator in CONFIG.indicators:
        shut = [normalize(word) for word in indicator.not_]
        assert not [name for name in indicator.names if any(word in normalize(name) for word in shut)], (
            indicator.id
        )


@given(st.text(alphabet="新增高新技术企业总数全市的（）“”占比重研发GDP ", max_size=30))
def test_normalizing_is_idempotent_and_cores_shrink_from_both_ends(text):
    whole = normalize(text)
    assert normalize(whole) == whole
    found = cores(whole, "target")
    assert found[0] == whole
    assert all(core in whole for core in found)
    assert [len(core) for core in found] == sorted((len(core) for core in found), reverse=True)


@pytest.mark.parametrize(
    ("unit", "family", "factor"),
    [
        ("公顷", "area", "15"),
        ("平方公里", "area", "1500"),
        ("平方米", "area", "0.0015"),
        ("公斤", "weight", "0.001"),
        ("家", "firms", "1"),
    ],
)
def test_units_have_exact_factors(unit, family, factor):
    assert str(Units(CONFIG).factor(family, unit)) == factor


def test_calendar_words_are_no_measure_words():
    words = {word for family in CONFIG.units for word in family.words}
    assert not words & {"年", "月", "日", "天", "届", "章", "级", "强", "号", "一"}
