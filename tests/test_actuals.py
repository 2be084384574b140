"""Actuals: what a text reports as reached, with the years that it describes; each case is a sentence of a review."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Document

CASES = yaml.safe_load((Path(__file__).parent / "cases/actuals/results.yaml").read_text(encoding="utf-8"))
TOOLS = Tools.of(load_config(), actuals=True)
REPORT = """政府工作报告

各位代表：

现在，我代表市人民政府向大会报告工作，请予审议。

一、2023年工作回顾

{review}

二、2024年工作安排

2024年，{coming}
"""


def read(text):
    return analyze_document(Document("report", "report.txt", "txt", "utf-8", "", text), TOOLS)


def reviewed(sentence, coming="全市生产总值增长6%左右。"):
    return read(REPORT.format(review=sentence, coming=coming))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_each_result_is_read_with_its_years(case):
    analysis = reviewed(case["text"])
    expected = case["actuals"]
    assert [actual.text for actual in analysis.actuals] == [fields["text"] for fields in expected]
    for actual, fields in zip(analysis.actuals, expected, strict=True):
        found = {name: getattr(actual, name) for name in fields}
        assert {name: value if value is None else str(value) for name, value in found.items()} == {
            name: value if value is None else str(value) for name, value in fields.items()
        }
        assert actual.span.of(analysis.document.text) == actual.text


def test_what_is_announced_is_no_result_and_what_was_reached_no_promise():
    analysis = reviewed("新增企业40家。", "新增企业60家，去年新增企业40家。")
    assert [actual.text for actual in analysis.actuals] == ["40家"]
    assert [target.text for target in analysis.targets] == ["60家"]


def test_a_base_that_brackets_tell_with_its_year_was_reached():
    text = (
        "临江县金融发展规划（2022-2025年）\n一、目标\n贷款余额突破300亿元（2020年为212亿元、存款214亿元）。"
    )
    analysis = read(text)
    assert [(actual.text, actual.year) for actual in analysis.actuals] == [("212亿元", 2020)]
    assert [target.text for target in analysis.targets] == ["突破300亿元"]


def test_a_report_that_outlines_the_next_five_years_has_not_reached_them():
    analysis = reviewed("生产总值增长5%。\n\n今后五年，生产总值年均增长6%，到2028年研发投入占比达到3%。")
    assert [actual.text for actual in analysis.actuals] == ["5%"]


def test_the_situation_part_of_a_plan_tells_results_with_the_year_that_it_names():
    analysis = read(
        "南桥市科技创新规划\n\n一、发展基础\n\n截至2020年底，全市高新技术企业达到210家，研发投入占比2.2%。\n\n"
        "二、发展目标\n\n到2025年，高新技术企业达到400家。\n"
    )
    assert [(actual.text, actual.year) for actual in analysis.actuals] == [("210家", 2020), ("2.2%", 2020)]
    assert [target.text for target in analysis.targets] == ["400家"]


def test_results_are_read_only_where_they_are_asked_for():
    text = REPORT.format(review="新增企业40家。", coming="新增企业60家。")
    document = Document("report", "report.txt", "txt", "utf-8", "", text)
    assert analyze_document(document, Tools.of(load_config())).actuals == ()


def test_every_result_has_a_name_of_its_own_and_says_what_it_counts():
    analysis = reviewed("新增高新技术企业40家，新增高新技术企业20家，建成孵化器3家。")
    ids = [actual.id for actual in analysis.actuals]
    assert len(set(ids)) == len(ids)
    assert all("@2023/" in name for name in ids)
    assert {actual.counts.object for actual in analysis.actuals} == {"高新技术企业", "孵化器"}


PIECES = st.sampled_from([
    "新增企业", "12家", "、", "，", "。", "增长6%", "过去五年", "达到", "2023年", "“", "”", "比2020年", "年均",
    "万名群众", "3.2万", "政策36条", "\n",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_results_quote_the_text_and_never_overlap(review):
    analysis = reviewed(review)
    spans = [actual.span for actual in analysis.actuals]
    assert all(actual.span.of(analysis.document.text) == actual.text for actual in analysis.actuals)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
    promised = {target.span for target in analysis.targets}
    assert not promised & set(spans)


def test_a_bulletin_of_statistics_tells_only_what_was_reached():
    analysis = read(
        "定西市2023年国民经济和社会发展统计公报\n\n一、综合\n\n全年地区生产总值620亿元，比上年增长6.1%。\n\n"
        "二、科技\n\n年末全市高新技术企业达到96家。\n"
    )
    assert not analysis.targets
    assert [(actual.text, actual.year) for actual in analysis.actuals] == [
        ("620亿元", 2023),
        ("6.1%", 2023),
        ("96家", 2023),
    ]


def test_a_page_of_the_press_tells_what_is_so_in_its_year():
    analysis = read(
        "临江留下人才的办法\n\n2024-05-06 09:10\n\n今年大学生留临目标2万人以上，目前已开发各类岗位近3万个。\n\n"
        "城里还有8个科技园区、30多家孵化基地，入园可享受租金补贴。市里建设了5000套公寓。\n\n"
        "今年还有6个园区将开工，政策由7家企业牵头落实。\n"
    )
    assert [(actual.text, actual.basis, actual.year) for actual in analysis.actuals] == [
        ("近3万个", "increment", 2024),
        ("8个", "level", 2024),
        ("30多家", "level", 2024),
        ("5000套", "increment", 2024),
    ]
    assert [target.text for target in analysis.targets] == ["2万人以上", "6个"]


def test_a_page_of_the_press_tells_what_was_done_last_year_and_so_far_in_this():
    analysis = read(
        "城市更新的计划\n\n2024-10-09 09:10\n\n去年，全国实施了6万个更新项目。此外，改造了约10万公里的管道。\n\n"
        "今年前9个月，新开工改造小区4万个，今年计划改造小区5万个。\n"
    )
    assert [(actual.text, actual.year) for actual in analysis.actuals] == [
        ("6万个", 2023),
        ("约10万公里", 2023),
        ("4万个", 2024),
    ]
    assert [target.text for target in analysis.targets] == ["5万个"]
