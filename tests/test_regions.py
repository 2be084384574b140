"""Administrative divisions: which place a name means, and where a text names one."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.models import Level
from policycmp.regions import division_of, divisions_named, find_divisions, lies_in, parent, parse_region

FOLDER = Path(__file__).parent / "cases/regions"
MENTIONS = yaml.safe_load((FOLDER / "mentions.yaml").read_text(encoding="utf-8"))
NAMES = yaml.safe_load((FOLDER / "names.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MENTIONS, ids=lambda case: case["text"])
def test_mentions(case):
    found = find_divisions(case["text"])
    assert [[span.of(case["text"]), division.code] for span, division in found] == case["found"]


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case['name']} {case['code']}")
def test_names(case):
    level = Level(case["level"]) if "level" in case else None
    division = parse_region(case["name"], level=level, within=case.get("within"))
    assert (division.code if division else None) == case["code"]
    if division:
        assert division.parent_code == case["parent"]


@given(st.text(alphabet="北京市朝阳区吉林省海南州恩施和县城自治旗 ，", max_size=60))
def test_mentions_stand_apart_and_quote_a_name_of_their_division(text):
    end = 0
    for span, division in find_divisions(text):
        assert end <= span.start < span.end
        end = span.end
        assert division in divisions_named(span.of(text))


@pytest.mark.parametrize("province", [f"{number}0000" for number in (11, 31, 32, 42, 50, 62)])
def test_every_division_of_a_province_leads_up_to_it(province):
    inside = [division for name in ("市", "县", "区") for division in _ending(province, name)]
    assert inside
    for division in inside:
        assert lies_in(division, province)
        assert division.level is Level.PROVINCE or parent(division)


def _ending(province, ending):
    codes = (f"{province[:2]}{number:04d}" for number in range(10_000))
    divisions = [division for code in codes if (division := division_of(code))]
    return [division for division in divisions if division.name.endswith(ending)]


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((FOLDER / "pinyin.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["name"],
)
def test_a_region_is_written_in_latin_script_as_it_is_read(case):
    division = parse_region(case["name"])
    assert (division.pinyin if division else None) == case["latin"]


def test_every_division_has_a_name_in_latin_script():
    for code in ("110000", "420000", "421000", "441422", "659001"):
        assert re.fullmatch(r"[A-Z][a-zü']+(?: [A-Z][a-z]+)?", division_of(code).pinyin)
