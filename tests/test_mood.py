"""The judge of mood: weights as text, a decision by their sum, and what spoke for it."""

import itertools
import math
from dataclasses import replace

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
    assert JUDGE.decide(signs, "rule").mood == mood


def test_without_weights_the_rules_decide():
    assert MoodJudge({}).decide(["sentence aim"], "rule") == ("rule", None)


@pytest.mark.parametrize(
    ("sign", "none", "others", "mood"),
    [
        ("sentence aim", -1.0, (2.0, 0.0, 0.0), "target"),
        ("sentence done", 3.0, (0.5, 0.0, 0.0), "none"),
        ("never learned", 0.0, (0.0, 0.0, 0.0), "none"),
    ],
)
@pytest.mark.parametrize("spread", [1.0, 2.0])
def test_how_sure_a_decision_is_that_a_number_is_a_commitment_or_none(sign, none, others, mood, spread):
    promised = sum(math.exp(own / spread) for own in others)
    chance = promised / (promised + math.exp(none / spread))
    decision = replace(JUDGE, spread=spread).decide([sign], "rule")
    assert decision.mood == mood
    assert decision.confidence == pytest.approx(1 - chance if mood == "none" else chance, abs=0.0005)


def test_a_tie_is_none_in_whatever_order_the_signs_come():
    weights = {"a": (0.1, 0.7, 0.0, 0.0), "b": (0.2, 0.1, 0.0, 0.0), "c": (0.6, 0.1, 0.0, 0.0)}
    for order in itertools.permutations(weights):
        assert MoodJudge({sign: weights[sign] for sign in order}).decide(order, "rule").mood == "none"
    assert {tuple(MoodJudge(weights).points(order)) for order in itertools.permutations(weights)} == {
        (0.9, 0.9, 0.0, 0.0)
    }


def test_no_decision_is_certain():
    assert (
        MoodJudge({"role granted": (-30.0, 0.0, 30.0, 0.0)}).decide(["role granted"], "rule").confidence
        == 0.999
    )


def test_what_each_sign_does_adds_up():
    signs = ["sentence aim", "sentence done", "sentence aim", "never learned"]
    none, target, *_ = JUDGE.points(signs)
    assert JUDGE.weigh(signs) == {"sentence aim": 3.0, "sentence done": -2.5}
    assert sum(JUDGE.weigh(signs).values()) == target - none
    assert replace(JUDGE, spread=2.0).weigh(signs) == {"sentence aim": 1.5, "sentence done": -1.25}


def test_the_shipped_judge_weighs_every_mood():
    assert all(len(own) == len(MOODS) for own in shipped_judge().weights.values())


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
