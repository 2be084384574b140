"""Classification: which topics a clause, or what a commitment counts, is about."""

import pickle
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.classify import Classifier
from policycmp.classify.topic_judge import find_judge
from policycmp.config import Label, Topic, load_config
from policycmp.models import Clause, Function, Span

CASES = Path(__file__).parent / "cases" / "classify"
CLASSIFIER = Classifier(load_config().topics, uncovered=load_config().uncovered)
WORDS = sorted(
    {term for topic in load_config().topics for term in (*topic.strong, *topic.terms, *topic.negative)}
)


def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def clause(text, heading="", path=(), function="substance"):
    return Clause(
        "id", "doc", Span(0, len(text)), "", heading, tuple(path), text, function=Function(function)
    )


@pytest.mark.parametrize("case", cases("clauses.yaml"), ids=lambda case: case["name"])
def test_clause(case):
    given = {name: case[name] for name in ("heading", "path", "function") if name in case}
    (found,) = CLASSIFIER.classify_plan([clause(case["text"], **given)], case.get("title", ""), [[]])
    assert [match.id for match in found] == case["topics"]
    assert all(set(case["evidence"]) <= set(found[0].evidence) for _ in [0] if "evidence" in case)


@pytest.mark.parametrize("case", cases("phrases.yaml"), ids=lambda case: case["phrase"])
def test_phrase(case):
    found = CLASSIFIER.classify_phrase(case["phrase"], case.get("context", ""))
    assert (None if found is None else list(found)) == case["topics"]


def test_skipped_spans_never_count():
    text = "建立台账。配合部门为市专利代办处。"
    skipped = Span(text.index("配合"), len(text))
    assert [match.id for match in CLASSIFIER.classify(clause(text))] == ["ip"]
    assert CLASSIFIER.classify(clause(text), skip=[skipped]) == ()


def test_longest_word_wins_whatever_its_topic():
    label = Label(en="x", zh="x")
    firms = Topic(id="firms", label=label, strong=("高新技术企业",), negative=("高新技术企业协会",))
    zones = Topic(id="zones", label=label, strong=("高新技术企业园",))
    classifier = Classifier([firms, zones])
    assert classifier.classify_phrase("高新技术企业园") == ("zones",)
    assert classifier.classify_phrase("高新技术企业协会") == ()
    assert classifier.classify_phrase("高新技术企业") == ("firms",)


def test_what_no_topic_covers_is_weighed_and_never_given():
    roads = Topic(id="roads", label=Label(en="x", zh="x"), strong=("公路",))
    classifier = Classifier([roads], uncovered=["学校"])
    assert classifier.classify_phrase("新建学校") is None
    assert classifier.classify_phrase("通往学校的公路") == ("roads",)
    assert [match.id for match in classifier.classify(clause("新建学校3所。"))] == []
    assert [match.id for match in classifier.classify(clause("新建学校3所，公路5条。"))] == ["roads"]


def shipped():
    config = load_config()
    return Classifier(config.topics, find_judge([topic.id for topic in config.topics]), config.uncovered)


def test_a_clause_that_administers_has_that_topic_alone():
    text = "评审专利的专家与申报企业有利害关系的，应当回避。"
    (match,) = shipped().classify(clause(text, function="administration"))
    assert match.id == "governance"


def test_the_judge_keeps_what_a_number_counts():
    found = shipped().classify(clause("建成孵化器5家，新增高新技术企业30家，发放创新券。"))
    assert {"incubators", "high-tech-enterprises"} <= {match.id for match in found}
    assert all(match.evidence for match in found)


def test_a_taxonomy_without_words_finds_nothing():
    assert Classifier([Topic(id="empty", label=Label(en="x", zh="x"))]).classify(clause("建设孵化器。")) == ()


def test_a_classifier_travels_to_other_processes():
    text = "新建孵化器3家。"
    assert pickle.loads(pickle.dumps(CLASSIFIER)).classify(clause(text)) == CLASSIFIER.classify(clause(text))


plans = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(["围绕", "建设", "、", "，", "。", "3家", "（", "支持", "的", "\n", "Ａ"]),
    ),
    max_size=30,
).map("".join)


@given(plans)
def test_evidence_stands_in_the_clause_and_scores_fall(text):
    found = CLASSIFIER.classify(clause(text))
    assert all(word in text for match in found for word in match.evidence)
    assert all(match.evidence and match.score > 0 for match in found)
    assert len({match.id for match in found}) == len(found)


def test_negative_terms_only_hide():
    hidden = [term for topic in load_config().topics for term in topic.negative]
    spoken = {term for topic in load_config().topics for term in (*topic.strong, *topic.terms)}
    for term in sorted(set(hidden) - spoken):
        assert not CLASSIFIER.classify_phrase(term), term


@pytest.mark.parametrize(
    "unit",
    ["支持高新技术企业、孵化器与科研院所围绕产业链开展合作", "高新技术企业", "新增专利3件", "以专利", "1"],
)
def test_twice_the_text_takes_about_twice_the_time(unit):
    def seconds(length):
        long = clause(unit * (length // len(unit)))
        start = time.process_time()
        CLASSIFIER.classify(long)
        return time.process_time() - start

    # In turn and often enough that what else the machine does slows both alike.
    rounds = [(seconds(12000), seconds(24000)) for _ in range(7)]
    once, twice = (min(times) for times in zip(*rounds, strict=True))
    assert twice < 3 * once + 0.01
