"""Measures: which named instruments a clause commits to, by a number or without, and which it only mentions."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.measures import MeasureFinder
from policycmp.models import Clause, Comparator, Span, Strength, Target, TargetType
from policycmp.tables import comparison_data, comparison_tables

CASES = Path(__file__).parent / "cases" / "measures"
CONFIG = load_config()
FINDER = MeasureFinder(CONFIG.measures)
MARKED = re.compile("【(.*?)】")
TERMS = sorted(term.replace("…", "的") for measure in CONFIG.measures for term in measure.terms)


def clause(text, heading="", path=()):
    return Clause("plan/1", "plan", Span(7, 7 + len(text)), "1", heading, tuple(path), text)


def unmarked(marked):
    """Take the marks off; give the text and a commitment for each."""
    text, targets = "", []
    for place, piece in enumerate(MARKED.split(marked)):
        if place % 2:
            span = Span(7 + len(text), 7 + len(text) + len(piece.lstrip("^")))
            kind = TargetType.INCENTIVE if piece.startswith("^") else TargetType.TARGET
            targets.append(commitment(f"plan/1/{place}", kind, span, piece))
        text += piece.lstrip("^")
    return text, targets


def commitment(identifier, kind, span, text):
    return Target(
        *(identifier, "plan", "plan/1", span, text, "", kind, "指标", "self"),
        *(Comparator.EQ, Decimal(1), None, "家", None, False, None, Strength.FIRM),
    )


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "uses.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["name"],
)
def test_uses(case):
    text, targets = unmarked(case["text"])
    skip = {
        "plan/1": [
            Span(text.index(part), text.index(part) + len(part)) for part in [case.get("skip")] if part
        ]
    }
    found = FINDER.find([clause(text, case.get("heading", ""), case.get("path", ()))], targets, skip)
    said = {use.measure: "number" if use.quantified else use.committed for use in reversed(found)}
    assert said == case["uses"]
    for use in found:
        assert text[use.span.start - 7 : use.span.end - 7] == use.text
        assert use.text in use.quote
        assert use.reason


@given(st.lists(st.sampled_from([*TERMS, "，", "。", "建设", "依托", "3家", "Ａ"]), max_size=20).map("".join))
def test_every_use_quotes_its_words_once(text):
    found = FINDER.find([clause(text)], [])
    spans = [use.span for use in found]
    assert spans == sorted(set(spans))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[use.span.start - 7 : use.span.end - 7] == use.text for use in found)


def test_the_registry_names_instruments_of_every_core_topic_in_both_languages():
    assert len(CONFIG.measures) >= 45
    assert {topic.id for topic in CONFIG.topics if topic.core} <= {each.topic for each in CONFIG.measures}
    assert all(re.search("[㐀-鿿]", each.label.zh) for each in CONFIG.measures)
    assert not any(re.search("[㐀-鿿]", each.label.en) for each in CONFIG.measures)


@pytest.mark.parametrize("measure", CONFIG.measures, ids=lambda measure: measure.id)
def test_every_word_finds_its_own_measure(measure):
    for term in measure.terms:
        found = FINDER.find([clause(f"落实{term.replace('…', '之')}。")], [])
        assert [use.measure for use in found] == [measure.id], term


def test_rows_say_what_was_looked_for_and_not_found(tmp_path):
    plans = {
        "a": "定西市方案\n一、任务\n（一）金融。每年发放创新券500万元。\n（二）人才。依托院士工作站引进专家。\n",
        "b": "荆州市方案\n一、任务\n（一）金融。探索发放创新券。\n",
    }
    for name, text in plans.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    comparison = compare(analyze_corpus([tmp_path], CONFIG), CONFIG)
    rows = {row["measure"]: row for row in comparison_data(comparison, ["measures"])["measures"]}
    assert rows["innovation-vouchers"]["topic"] == "tech-finance"
    assert rows["innovation-vouchers"]["cells"] == {
        "a": {"committed": True, "quantified": True, "clauses": ["a/一/（一）"]},
        "b": {"committed": True, "quantified": False, "clauses": ["b/一/（一）"]},
    }
    assert rows["academician-stations"]["cells"] == {
        "a": {"committed": False, "quantified": False, "clauses": ["a/一/（二）"]},
    }
    (table,) = comparison_tables(comparison, parts=["measures"])
    texts = {row.key: [cell.text for cell in row.cells] for row in table.rows}
    assert len(texts) == len(CONFIG.measures)
    assert texts["innovation-vouchers"] == ["by number (1)", "committed (1)"]
    assert texts["academician-stations"] == ["mentioned (1)", "–"]
    evidence = {row.key: row.cells[0].evidence for row in table.rows}
    assert evidence["innovation-vouchers"] == ("a/一/（一）",)
