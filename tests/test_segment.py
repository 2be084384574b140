"""Segmentation: what is a clause of a plan, what it is called, and what belongs to none."""

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policycmp.models import Clause, Document, Function, Mask, Span
from policycmp.segment import segment
from policycmp.segment.functions import find_function
from policycmp.segment.markers import parse_han
from policycmp.segment.news import join_news

NAMES = [
    *("numbering.yaml", "inline.yaml", "surroundings.yaml", "structure.yaml", "pages.yaml", "news.yaml"),
    "tables_and_cuts.yaml",
]
CASES = Path(__file__).parent / "cases" / "segment"
FRAGMENTS = [
    *(
        "一、投入",
        "二、服务",
        "（一）平台。建成平台。",
        "(二)人才",
        "1.奖励。",
        "2、补助，",
        "第一条 ",
        "——开放。合作。",
    ),
    *(
        "①修路；",
        "(1)架桥。",
        "一是植树。",
        "各位代表！",
        "附件：表",
        "2021年3月1日",
        "2024年工作安排",
        "目录",
    ),
    *("\n", "。", " ", "：", "　", "(", "”", "投入1.3亿元，", "责任单位：市科技局"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def document(text, masks=()):
    return Document("doc", "doc.txt", "txt", "utf-8", "", text, tuple(Mask(span, "menu") for span in masks))


def found(text, masks=()):
    clauses = segment(document(text, masks))
    return [[clause.id.removeprefix("doc/"), clause.heading, clause.text] for clause in clauses]


def spans(text, quotes):
    return [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]


@pytest.mark.parametrize(
    "case",
    [case for name in NAMES for case in cases(name)],
    ids=lambda case: case["name"],
)
def test_clauses(case):
    masks = spans(case["text"], case.get("masked", []))
    assert found(case["text"], masks) == case["clauses"]


@pytest.mark.parametrize("case", cases("lost_lines.yaml"), ids=lambda case: case["name"])
def test_a_text_without_its_line_ends_has_the_same_clauses(case):
    text = case["lines"]
    quotes = [quote.replace("\n", " ") for _, _, quote in found(text)]
    assert len(quotes) > 1
    assert [quote for _, _, quote in found(text.replace("\n", " "))] == quotes
    if case.get("both"):
        joined = [quote for _, _, quote in found(text.replace("\n", ""))]
        assert joined == [quote.replace("\n", "") for _, _, quote in found(text)]


@pytest.mark.parametrize("case", cases("no_numbers.yaml"), ids=lambda case: case["name"])
def test_one_clause(case):
    assert [text for _, _, text in found(case["text"])] == [case["text"]]


@pytest.mark.parametrize("case", cases("functions.yaml"), ids=lambda case: case["name"])
def test_functions(case):
    text = case["text"]
    path = tuple(case.get("path", ()))
    clause = Clause(
        "doc/1", "doc", Span(0, len(text)), case.get("number", ""), case.get("heading", ""), path, text
    )
    assert find_function(clause) == case["function"]


def test_paths_name_the_headings_above_by_title_or_number():
    text = "一、做强平台\n1.对平台给予奖励的，另有规定：\n(1)省级平台。奖励五万元。\n——市级。奖励一万元。"
    assert [clause.path for clause in segment(document(text))] == [
        ("做强平台", "1"),
        ("做强平台", "1", "省级平台"),
    ]


def test_numbers_are_printed_without_their_stop():
    text = "第一章 总则\n一、投入\n增加投入。\n(二)服务\n改进服务。\n1.奖励\n给予奖励。\n——表扬。给予表扬。"
    assert [clause.number for clause in segment(document(text))] == ["一", "（二）", "1", ""]


@pytest.mark.parametrize(
    ("digits", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("17", 17)]
)
def test_han_ordinals(digits, value):
    assert parse_han(digits) == value


@given(texts | st.text(max_size=80))
@settings(max_examples=300)
def test_clauses_quote_the_text_in_order_under_ids_of_their_own(text):
    clauses = segment(document(text))
    end = 0
    for clause in clauses:
        assert end <= clause.span.start < clause.span.end
        assert clause.text == clause.span.of(text) == clause.text.strip()
        assert clause.heading.replace("\n", "") in clause.text.replace("\n", "")
        end = clause.span.end
    assert len({clause.id for clause in clauses}) == len(clauses)


@given(texts, st.data())
def test_no_clause_starts_or_ends_in_a_masked_stretch(text, data):
    start = data.draw(st.integers(0, len(text)))
    mask = Span(start, data.draw(st.integers(start, len(text))))
    for clause in segment(document(text, [mask])):
        assert not mask.start <= clause.span.start < mask.end
        assert not mask.start < clause.span.end <= mask.end


@given(st.integers(0, 5), st.sampled_from(["另设专户管理。", "每年增加1.5亿元。", "（下称专户）"]))
def test_an_edit_in_one_clause_changes_no_other_id(index, words):
    lines = [f"（{number}）做好工作。逐项抓好落实。" for number in "一二三四五六"]
    text = "\n".join(["一、任务", *lines, "二、保障", "加强领导。"])
    lines[index] += words
    edited = "\n".join(["一、任务", *lines, "二、保障", "加强领导。"])
    assert [row[0] for row in found(edited)] == [row[0] for row in found(text)]


HOSTILE = {
    "digits": "1",
    "open brackets": "(",
    "numbers in running text": "一、",
    "numbers on lines": "一、加快发展。\n",
    "cited numbers": "(一)(二)",
    "blank lines": "\n",
    "spaces": " ",
    "dashes": "——",
    "attachments": "附件:1.表\n",
    "dates": "2020年9月4日\n",
    "titles": "总体工作要求\n",
    "addresses": "一、好。各位代表!",
    "formulas": "本办法自发布之日起施行\n",
    "broken lines": "推进产业技术创新发展和成果转化\n",
    "tables of contents": "目录\n一、平台建设\n",
}


def calls(text):
    """Count the calls, of functions of ours and of C, that dividing a text takes."""
    count = 0

    def count_one(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(count_one)
    try:
        segment(document(text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_takes_at_most_twice_the_steps(name):
    unit = HOSTILE[name]
    short, long = unit * (2_000 // len(unit)), unit * (4_000 // len(unit))
    assert calls(long) <= 2.2 * calls(short) + 100


@pytest.mark.parametrize(
    "unit", ["1", "(", "一", "。", "\n", "(一", "推进发展，", "- ", "目录", "2020年9月4"]
)
def test_a_megabyte_of_anything_comes_to_an_end(unit):
    assert len(segment(document(unit * (1_000_000 // len(unit))))) <= 1


@pytest.mark.parametrize("case", cases("news_joined.yaml"), ids=lambda case: case["name"])
def test_news(case):
    plan = document("\n\n".join(case["paragraphs"]))
    clauses, start = [], 0
    for text, function in zip(case["paragraphs"], case["functions"], strict=True):
        span = Span(start, start + len(text))
        start = span.end + 2
        if function:
            clauses.append(Clause(str(start), "doc", span, "", "", (), text, function=Function(function)))
    joined = join_news(plan, clauses)
    assert [clause.function.value for clause in joined] == case["joined"]
    assert all(clause.text == clause.span.of(plan.text) for clause in joined)
