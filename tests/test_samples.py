"""The sample plans and their coding: what ships is complete, and each coded row is true to its text."""

import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from policycmp.models import Basis, Comparator, Strength, TargetType

ROOT = Path(__file__).parent
SAMPLES = ROOT.parent / "samples"
GOLD = ROOT / "gold"
DOCS = ("dingxi-2020", "hubei-2020", "jingzhou-2020", "nantong-2016", "zhumadian-2019")
TOPICS = {
    "high-tech-enterprises",
    "incubators",
    "tech-finance",
    "talent",
    "ip",
    "rd-investment",
    "platforms",
    "tech-transfer",
    "industry",
    "zones",
    "digital",
    "agri-social",
    "openness",
    "governance",
}
TARGET_FIELDS = [
    "doc",
    "start",
    "end",
    "text",
    "type",
    "indicator",
    "scope",
    "comparator",
    "value",
    "value_max",
    "unit",
    "basis",
    "per_year",
    "deadline",
    "strength",
    "topics",
]
CLAUSE_FIELDS = ["doc", "start", "end", "heading", "topics", "primary"]
ARABIC = re.compile(r"(\d+(?:\.\d+)?)(?:[-~](\d+(?:\.\d+)?))?(万?亿?)")
MAGNITUDES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
WORDS = {
    "六个": (6, "个"),
    "百项": (100, "项"),
    "千项": (1000, "项"),
    "超千家": (1000, "家"),
    "翻番": (2, "倍"),
    "全覆盖": (100, "%"),
    "亿元以上": (10**8, "元"),
    "超过百亿元": (10**10, "元"),
}


def load_rows(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


TEXTS = {doc: (SAMPLES / f"{doc}.txt").read_bytes().decode("utf-8") for doc in DOCS}
TARGETS = load_rows("targets.jsonl")
CLAUSES = load_rows("clauses.jsonl")


def named(row: dict[str, Any]) -> str:
    return f"{row['doc']}:{row['start']}"


each_target = pytest.mark.parametrize("row", TARGETS, ids=named)
each_clause = pytest.mark.parametrize("row", CLAUSES, ids=named)
each_doc = pytest.mark.parametrize("doc", DOCS)


def test_the_samples_are_these_five_and_all_are_coded():
    assert sorted(path.stem for path in SAMPLES.glob("*.txt")) == list(DOCS)
    coded = json.loads((GOLD / "coded.json").read_text(encoding="utf-8"))
    assert coded == {doc: ["targets", "clauses"] for doc in DOCS}
    assert {row["doc"] for row in TARGETS} == {row["doc"] for row in CLAUSES} == set(DOCS)


@each_doc
def test_a_sample_is_short_and_plain(doc):
    assert 1500 <= len(TEXTS[doc]) <= 3000
    assert "\r" not in TEXTS[doc]
    assert not TEXTS[doc].startswith("\ufeff")
    assert not re.search(r"[\u4e00-\u9fff][,;:()?!]|[,;:()?!][\u4e00-\u9fff]", TEXTS[doc])


@pytest.mark.parametrize(("rows", "fields"), [(TARGETS, TARGET_FIELDS), (CLAUSES, CLAUSE_FIELDS)])
def test_rows_are_sorted_and_carry_the_fields_of_the_codebook(rows, fields):
    places = [(row["doc"], row["start"]) for row in rows]
    assert places == sorted(set(places))
    assert all(list(row) == fields for row in rows)
    assert all(before["end"] <= row["start"] for before, row in pairwise(rows) if before["doc"] == row["doc"])


@each_clause
def test_a_clause_runs_from_its_number_to_the_end_of_its_text(row):
    text = TEXTS[row["doc"]][row["start"] : row["end"]]
    assert text == text.strip()
    assert row["heading"]
    assert row["heading"] in text.splitlines()[0]
    assert text.endswith(("。", "）"))


@each_clause
def test_a_clause_is_about_known_topics_the_primary_first(row):
    assert set(row["topics"]) <= TOPICS
    assert len(set(row["topics"])) == len(row["topics"])
    assert row["primary"] == next(iter(row["topics"]), None)


@each_target
def test_a_commitment_quotes_its_text(row):
    assert TEXTS[row["doc"]][row["start"] : row["end"]] == row["text"]


@each_target
def test_a_commitment_lies_inside_one_clause_and_within_its_topics(row):
    holders = [
        clause
        for clause in CLAUSES
        if clause["doc"] == row["doc"] and clause["start"] <= row["start"] and row["end"] <= clause["end"]
    ]
    assert len(holders) == 1
    assert set(row["topics"]) <= set(holders[0]["topics"])


@each_target
def test_a_commitment_is_well_formed(row):
    type_ = TargetType(row["type"])
    assert Comparator(row["comparator"])
    assert Strength(row["strength"])
    assert (row["basis"] in set(Basis)) if type_ is TargetType.TARGET else row["basis"] is None
    assert (row["value_max"] is not None) == (row["comparator"] == "range")
    assert row["deadline"] is None or 2016 <= row["deadline"] <= 2035
    assert isinstance(row["per_year"], bool)
    assert row["indicator"]
    assert row["scope"]
    assert row["unit"]


@pytest.mark.parametrize("row", [row for row in TARGETS if ARABIC.search(row["text"])], ids=named)
def test_a_value_is_what_its_digits_say(row):
    low, high, magnitude = ARABIC.search(row["text"]).groups()
    assert Decimal(row["value"]) == Decimal(low) * MAGNITUDES[magnitude]
    assert row["value_max"] == (None if high is None else Decimal(high) * MAGNITUDES[magnitude])


@pytest.mark.parametrize("row", [row for row in TARGETS if not ARABIC.search(row["text"])], ids=named)
def test_a_value_in_words_is_unfolded(row):
    assert (row["value"], row["unit"]) == WORDS[row["text"]]
