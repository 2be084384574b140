"""Badly printed text made legible, and the way back to what is printed."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.language.repairs import make_legible
from policycmp.models import Document, Span

TOOLS = Tools.of(load_config())

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "repairs" / "cases.yaml").read_text(encoding="utf-8")
)
FRAGMENTS = [
    "1",
    " ",
    "2 0",
    "万",
    "元",
    "\n",
    "，",
    "。",
    "·",
    "O",
    "\u00ad",
    "叁拾万元",
    "创新发展",
    "达到",
    "%",
    "（一）",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    assert make_legible(case["printed"]).text == case.get("legible", case["printed"])


PLAN = """临湖市科技创新行动方案
一、总体目标
到2026年，全市高新技术企业达到260家，全社会研发经费投入占地区生产总值比重达到2.6%，规上工业企业研发机构覆盖率达到65%，技术合同成交额突破80亿元。
二、重点任务
（一）壮大创新主体。每年新增科技型中小企业150家以上，培育省级专精特新企业40家，发放创新券2000万元。
（二）建设创新平台。新建省级重点实验室5家，对新认定的国家级平台给予300万元奖励，对省级平台给予50万元奖励。
（三）引育创新人才。引进高层次人才团队20个，每个团队最高给予100万元资助，培养卓越工程师300名。
三、保障措施
（一）加强组织领导。成立市科技创新领导小组，统筹协调重大事项。
（二）加大财政投入。市级财政每年安排科技专项资金3亿元，并逐年增长10%以上。
"""


def wrapped(width, end="\n"):
    lines = [
        line[start : start + width] for line in PLAN.splitlines() for start in range(0, len(line), width)
    ]
    return end.join(lines)


def booklet():
    lines = wrapped(26).splitlines()
    for place in range(len(lines) - len(lines) % 9, 0, -9):
        lines[place:place] = ["临湖市科技创新", "行动方案"]
    return "\n".join(lines)


FORMS = {
    "wrapped at 20": wrapped(20),
    "wrapped at 35": wrapped(35),
    "letterspaced": re.sub(r"(?<![\d.])\d{2,}(?![\d.])", lambda match: " ".join(match[0]), PLAN),
    "like OCR": wrapped(28, "  \n\n").replace("300万", "3OO万"),
    "a booklet": booklet(),
}


def commitments(text):
    document = Document("plan", "plan.txt", "txt", "utf-8", "", text)
    analysis = analyze_document(document, TOOLS)
    for record in (*analysis.clauses, *analysis.targets, *analysis.rejections):
        assert record.text == record.span.of(text)
    found = [
        (target.indicator, target.value, target.unit, target.comparator, target.deadline, target.per_year)
        for target in analysis.targets
    ]
    return found, [(clause.number, clause.heading) for clause in analysis.clauses]


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_says_the_same_in_whatever_form_it_is_printed(form):
    assert len(commitments(PLAN)[0]) == 15
    assert commitments(FORMS[form]) == commitments(PLAN)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_every_place_leads_back_in_order_and_to_the_same_character(text):
    legible = make_legible(text)
    places = [legible.printed(Span(place, place + 1)).start for place in range(len(legible.text))]
    assert places == sorted(places)
    read_otherwise = set("0-.三十")
    for place, printed in enumerate(places):
        assert legible.text[place] == text[printed] or legible.text[place] in read_otherwise


def test_a_span_of_the_legible_text_quotes_the_printed_one():
    printed = "城镇化水平达到6 1 %左右"
    legible = make_legible(printed)
    start = legible.text.index("61%")
    assert legible.printed(Span(start, start + 3)).of(printed) == "6 1 %"
    assert legible.legible(Span(printed.index("6 1"), len(printed))).of(legible.text) == "61%左右"


def test_what_a_number_counts_is_shown_where_it_is_printed():
    def things(text):
        found = analyze_document(Document("plan", "plan.txt", "txt", "utf-8", "", text), TOOLS)
        return [dict(target.counts.evidence)["object"].of(text) for target in found.targets]

    printed = PLAN.replace("260家", "2 6 0 家").replace("150家", "1 5 0 家")
    assert "科技型中小企业" in things(printed)
    assert things(printed) == things(PLAN)
