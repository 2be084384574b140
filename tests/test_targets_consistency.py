"""Totals and additions of a plan: what does not add up is reported, what cannot be told is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.models import Clause, Document, Metadata, Span
from policycmp.naming import name_number
from policycmp.targets import Extractor
from policycmp.targets.sums import find_inconsistencies

CASES = yaml.safe_load((Path(__file__).parent / "cases/consistency/sums.yaml").read_text(encoding="utf-8"))
EXTRACTOR = Extractor(load_config(), name_number)


def extract(text):
    clause = Clause("plan/一", "plan", Span(0, len(text)), "一", "", (), text)
    document = Document("plan", "plan.txt", "text", "utf-8", "", text)
    return EXTRACTOR.extract([clause], document, Metadata(issued="2022"), lambda *_: ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_sums(case):
    targets, _, issues = extract(case["text"])
    parts = case.get("broken", [])
    assert len(issues) == bool(parts)
    assert all(part in issue.message for issue in issues for part in parts)
    assert len(targets) >= 3
    assert all(
        issue.span.of(case["text"]) in case["text"] and issue.severity == "warning" for issue in issues
    )


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(-5, 5))
def test_only_the_sum_itself_is_quiet(before, added, off):
    targets, _, _ = extract(
        "到2023年，科技型企业总数达到7家。2024年新增科技型企业3家，科技型企业总数达到10家。"
    )
    values = (before, added, before + added + off)
    changed = [
        replace(target, value=type(target.value)(value))
        for target, value in zip(targets, values, strict=True)
    ]
    assert bool(find_inconsistencies(changed)) is bool(off)
