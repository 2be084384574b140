"""Plans as nobody wrote them: read without a fault, and what is said of them quotes them."""

import os
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import analyzed, check
from mutations import plan

SEEDS = yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text(encoding="utf-8"))
EXAMPLES = int(os.environ.get("POLICYCMP_FUZZ", "400"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed["name"])
def test_what_once_failed(seed):
    check(analyzed(seed["text"]))


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 1 << 32))
def test_a_plan_put_together_and_harmed(seed):
    check(analyzed(plan(random.Random(seed))))


@settings(max_examples=EXAMPLES // 4)
@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text(text):
    check(analyzed(text))
