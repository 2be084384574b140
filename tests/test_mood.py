"""The judge of mood: weights as text, a decision by their sum, and what spoke for it."""

import pytest

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Document
from policycmp.targets.mood import genre_of, latest_year
from policycmp.targets.mood_judge import MOODS, MoodJudge, shipped_judge

# none, target, incentive, rule
JUDGE = MoodJudge({"sentence aim": (-1.0, 2.0, 0.0, 0.0), "sentence done": (3.0, 0.5, 0.0, 0.0)})


@pytest.mark.parametrize(
    ("signs", "mood"),
    [
        (["sentence aim"], "target"),
        (["sentence done"], "none"),
        (["sentence aim", "sentence aim", "sentence done"], "target"),
        (["sentence done", "never learned"], "none"),
    ],
)
def test_the_sum_of_the_weights_decides(signs, mood):
    assert JUDGE.decide(signs, "rule") == mood


def test_without_weights_the_rules_decide():
    assert MoodJudge({}).decide(["sentence aim"], "rule") == "rule"


def test_the_shipped_judge_weighs_every_mood():
    assert all(len(own) == len(MOODS) for own in shipped_judge().weights.values())


def test_the_order_of_signs_decides_nothing():
    # Fractions would add up to a hair more in one order than in another.
    assert all(isinstance(weight, int) for own in shipped_judge().weights.values() for weight in own)


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        ("临湖市科技条例", "", "law"),
        ("临湖区投资合作协议", "", "contract"),
        ("临湖市人才政策问答", "", "talk"),
        ("临湖县2023年工作总结", "", "report"),
        ("临湖市科技创新行动方案", "", "plan"),
        ("临湖氢能起步", "记者获悉，临湖有企业12家。", "news"),
        ("临湖氢能起步", "临湖有企业12家。", "page"),
    ],
)
def test_what_kind_of_page_a_text_is(title, text, genre):
    assert genre_of(title, text) == genre


def test_the_latest_year_that_a_text_names():
    assert latest_year("2021年至2023年，120231年") == 2023
    assert latest_year("三年内") is None


# Pages on which the rules alone take what is told for a promise, and what they promise.
PAGES = [
    (
        "临湖科技贷款开门红\n记者获悉，一季度全市登记技术合同412项，成交额31亿元，同比增长9%。",
        [],
    ),
    (
        "临湖县孵化基地委托运营合同\n三、运营费：甲方每年支付60万元，逾期付款的，每户扣3000元。",
        ["60万元"],
    ),
]


@pytest.mark.parametrize(("text", "promised"), PAGES)
def test_a_page_promises_only_what_is_to_come(text, promised):
    document = Document("page", "page.txt", "text", "utf-8", "", text)
    analysis = analyze_document(document, Tools.of(load_config()))
    assert [target.text for target in analysis.targets] == promised
