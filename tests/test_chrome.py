"""What is masked round a plan, and that nothing inside it ever is."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.readers.chrome import find_masks

CASES = yaml.safe_load((Path(__file__).parent / "cases/chrome/masks.yaml").read_text(encoding="utf-8"))
PAGE = (
    "各县、区人民政府：\n一、投入\n加大投入，完善机制。\n责任编辑：王某\n打印本页\n分享到:\n|\n1\n索引号: 1\n"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_masks(case):
    masks = find_masks(case["text"])
    assert [[mask.reason, mask.span.of(case["text"])] for mask in masks] == case["masked"]


@given(st.lists(st.sampled_from(PAGE.splitlines()), max_size=12).map("\n".join) | st.text(max_size=200))
def test_masks_are_sorted_apart_and_inside_the_text(text):
    end = 0
    for mask in find_masks(text):
        assert end <= mask.span.start < mask.span.end <= len(text)
        end = mask.span.end


def test_bare_page_numbers_need_pages_between_them():
    page = "为促进创新" * 80 + "，完"
    text = "\n".join(f"{page}\n{number}" for number in range(1, 5))
    assert [mask.span.of(text) for mask in find_masks(text)] == ["1", "2", "3", "4"]
    assert find_masks("\n".join(f"{page}。\n{number}" for number in range(1, 5))) == ()


def test_a_line_of_a_megabyte_costs_little():
    text = "支持创新，供大家" * 120_000
    assert find_masks(text) == ()


@pytest.mark.parametrize(
    "unit", ["返回顶部", "扫一扫打开", "【分享到】", "首页 ", "|", "来源:", "小编", "《"]
)
def test_hostile_repetition_costs_little(unit):
    text = "\n".join([unit * (380 // len(unit)) + "吗"] * 40 + [unit * 2000])
    assert find_masks(text) == find_masks(text)
