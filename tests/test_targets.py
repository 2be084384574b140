import enum
import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Clause, Document, Metadata, Span
from policycmp.naming import Namer, name_number
from policycmp.targets import Extractor, ids_of

FOLDER = Path(__file__).parent / "cases/targets"
CASES = [
    case
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
EXTRACTOR, NAMER = Extractor(load_config(), name_number), Namer(load_config())
BEFORE = "前文。"


def extract(text, heading="", issued=None):
    whole = BEFORE + text
    clause = Clause("plan/一", "plan", Span(len(BEFORE), len(whole)), "一", heading, (), text)
    document = Document("plan", "plan.txt", "text", "utf-8", "", whole)
    targets, rejections, issues = EXTRACTOR.extract(
        [clause], document, Metadata(issued=issued), lambda *_: ()
    )
    named = NAMER.name(targets, [clause], Metadata(issued=issued))
    numbered = tuple(replace(target, id=name) for target, name in zip(named, ids_of(named), strict=True))
    return whole, numbered, rejections, issues


def value_of(target, field):
    value = getattr(target, field)
    return (
        value.value if isinstance(value, enum.Enum) else str(value) if isinstance(value, Decimal) else value
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_each_number_is_judged(case):
    whole, targets, rejections, _ = extract(case["text"], case.get("heading", ""), case.get("issued"))
    expected = case.get("targets", [])
    assert [target.text for target in targets] == [fields["text"] for fields in expected]
    found = [
        {field: value_of(target, field) for field in fields}
        for target, fields in zip(targets, expected, strict=True)
    ]
    assert found == expected
    assert all(target.span.of(whole) == target.text for target in targets)
    reasons = {rejection.span.of(whole): rejection.reason for rejection in rejections}
    assert case.get("rejected", {}).items() <= reasons.items()


def test_every_commitment_tells_why_and_where():
    _, [target], _, _ = extract("到2025年，力争新增高新技术企业40家以上。")
    assert target.id == "plan/一/新增高新技术企业/1"
    assert target.quote == "到2025年，力争新增高新技术企业40家以上"
    assert {"力争", "到2025年"} & set(target.reasons)


def test_what_lies_before_the_years_of_a_plan_without_a_date_is_past():
    text = "2020年高新技术企业126家、营收418亿元，到2025年达到300家。"
    clause = Clause("plan/一", "plan", Span(0, len(text)), "一", "", (), text)
    document = Document("plan", "plan.txt", "text", "utf-8", "", text)
    targets, rejections, _ = EXTRACTOR.extract(
        [clause], document, Metadata(period="2021-2025"), lambda *_: ()
    )
    assert [target.text for target in targets] == ["300家"]
    assert {"126家", "418亿元"} <= {rejection.text for rejection in rejections if rejection.reason == "fact"}


def test_a_table_whose_cells_ran_together_is_reported():
    _, targets, _, [issue] = extract("合计3200360036002800元。")
    assert not targets
    assert "unreadable table" in issue.message


PIECES = st.sampled_from(
    [
        "新增企业",
        "12家",
        "、",
        "，",
        "。",
        "达到35%以上",
        "给予",
        "20万元",
        "奖励",
        "的企业",
        "到2025年",
        "“",
        "”",
        "（",
        "）",
        "每年",
        "力争",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_each_number_is_judged_once(text):
    _, targets, rejections, _ = extract(text)
    spans = sorted([target.span for target in targets] + [rejection.span for rejection in rejections])
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "（" * 50_000 + "）" * 50_000, "新增1家、" * 20_000, "“5”" * 30_000, "百" * 50_000],
)
def test_hostile_sentences_end(text):
    extract(text)


YEARS = yaml.safe_load((FOLDER.parent / "whole_plans/years.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", YEARS, ids=lambda case: case["name"])
def test_what_dates_the_numbers_of_a_whole_plan(case):
    document = Document("plan", "plan.txt", "text", "utf-8", "", case["text"])
    analysis = analyze_document(document, Tools.of(load_config()))
    assert {target.text: target.deadline for target in analysis.targets} == case["years"]


PENALTIES = (
    "违反本条例第十二条规定的，由主管部门责令改正，处{}罚款。",
    "逾期不改正的，并处{}的罚款；情节严重的，吊销许可证。",
    "骗取资金的，追回资金，可以处骗取金额{}的罚款。",
    "没有违法所得的，处{}罚款，对直接责任人员给予处分。",
    "造成损失的，应当赔偿实际损失，赔偿数额为{}。",
    "侵权人应当给予{}的赔偿。",
    "单位未按期报送的，给予警告，可以并处{}罚款。",
    "拒不配合检查的，对个人处{}罚款，对单位加倍处罚款。",
    "赔偿金按照损失的总额计算，最高不超过{}。",
    "弄虚作假取得奖励的，撤销奖励，处{}罚款，五年内不得申报。",
)
AMOUNTS = (
    "五千元以上五万元以下", "1万元", "3万元以上10万元以下", "百分之十以上百分之三十以下", "一倍以上三倍以下",
    "20%", "二千元以下", "不超过50万元", "五倍以下", "1000元至5000元",
)  # fmt: skip


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("amount", AMOUNTS)
def test_no_number_of_a_penalty_is_a_commitment(penalty, amount):
    _, targets, _, _ = extract(penalty.format(amount))
    assert not targets


TURNS = yaml.safe_load((FOLDER.parent / "whole_plans/turns.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TURNS, ids=lambda case: case["name"][:40])
def test_where_a_report_turns_to_what_is_to_come(case):
    document = Document("plan", "plan.txt", "text", "utf-8", "", case["text"])
    assert [target.text for target in analyze_document(document, Tools.of(load_config())).targets] == case[
        "promised"
    ]


TITLES = [
    "2025年工作安排",
    "努力做好2025年各项工作 2025年",
    "今年经济社会发展的主要预期目标",
    "2025年重点工作任务",
]
NO_TITLES = ["我们将按2025年工作安排", "为2025年打下了基础", "市民对2025年工作打算很期待,2024年"]


@pytest.mark.parametrize(("title", "turns"), [*((t, True) for t in TITLES), *((t, False) for t in NO_TITLES)])
def test_a_report_without_lines_turns_at_what_headed_its_next_part(title, turns):
    review = "2024年工作回顾一年来,全市上下团结一心,各项事业稳步发展。" + "我们办好实事，城乡面貌改善。" * 160
    goals = "一、聚焦产业升级，加快建设现代化体系新建平台30个。二、聚焦城市功能，提升承载能力改造小区40个。"
    text = (
        f"各位代表，现在向大会报告工作，请予审议。{review}{title}是关键一年。{'形势依然向好。' * 20}{goals}"
    )
    document = Document("plan", "plan.txt", "text", "utf-8", "", text)
    promised = [target.text for target in analyze_document(document, Tools.of(load_config())).targets]
    assert promised == (["30个", "40个"] if turns else [])


LISTS = yaml.safe_load((FOLDER.parent / "whole_plans/lists.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case["name"])
def test_items_of_a_list_are_read_by_the_line_above_them(case):
    document = Document("plan", "plan.txt", "text", "utf-8", "", case["text"])
    analysis = analyze_document(document, Tools.of(load_config()))
    assert [target.text for target in analysis.targets] == case["promised"]


TOLD_TWICE = yaml.safe_load((FOLDER.parent / "whole_plans/told_twice.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TOLD_TWICE, ids=lambda case: case["name"])
def test_what_a_lead_tells_and_the_body_tells_again_counts_once(case):
    document = Document("plan", "plan.txt", "text", "utf-8", "", case["text"])
    analysis = analyze_document(document, Tools.of(load_config()))
    assert [target.text for target in analysis.targets] == case["targets"]
