"""The taxonomy: how its terms fire, its faults and gaps, a second scorer, and one for another field."""

import json
from pathlib import Path

import pytest

from policycmp.classify import Classifier
from policycmp.classify.topic_judge import find_judge, load_judge
from policycmp.cli import main
from policycmp.compare import compare
from policycmp.config import Label, Topic, load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.errors import ConfigError
from policycmp.evaluate.coding import ClauseRecord, Coding
from policycmp.models import Analysis, Clause, Document, Metadata, Span
from policycmp.renderers import render_json
from policycmp.tables import comparison_data
from policycmp.taxonomy.examples import find_examples
from policycmp.taxonomy.firing import count_terms
from policycmp.taxonomy.learning import learn
from policycmp.taxonomy.suggesting import load_filler, suggest_topics
from policycmp.taxonomy.validating import find_faults, find_firing_faults

CASES = Path(__file__).parent / "cases" / "taxonomy"
CARBON_PLAN = """定西市碳达峰实施方案
一、重点任务
（一）发展清洁能源。到2025年，非化石能源消费比重达到25%。建设风电和储能项目。
（二）推进工业节能。实施节能改造，严控能耗强度。
（三）倡导绿色出行。新建充电桩500个，推广新能源汽车。
（四）巩固生态碳汇。到2025年，森林覆盖率达到30%。
（五）用好市场手段。参与碳排放权交易，依托绿色信贷拓宽来源。
（六）加强宣传引导。办好全国低碳日活动。
"""


def topic(identifier, strong=(), terms=(), negative=(), **more):
    label = Label(**{"en": identifier.title(), "zh": f"主题{identifier}"} | more)
    return Topic(
        id=identifier,
        label=label,
        about="x",
        strong=tuple(strong),
        terms=tuple(terms),
        negative=tuple(negative),
    )


def clause(text, doc="a"):
    return Clause("1", doc, Span(0, len(text)), "", "", (), text)


def analysis(doc, *texts):
    document = Document(doc, f"{doc}.txt", "text", "utf-8", "0" * 64, "\n".join(texts))
    clauses = []
    for number, text in enumerate(texts, 1):
        start = document.text.index(text)
        span = Span(start, start + len(text))
        clauses.append(Clause(f"{doc}/{number}", doc, span, str(number), "", (), text))
    return Analysis(document, Metadata(), tuple(clauses))


def test_the_longest_term_fires_and_a_negative_one_is_counted():
    topics = [topic("firms", ["高新技术企业"], ["企业"], ["企业家"])]
    plans = [analysis("a", "培育高新技术企业。", "服务企业家，服务企业。"), analysis("b", "服务企业。")]
    counts = {count.term: (count.hits, count.clauses, count.plans) for count in count_terms(topics, plans)}
    assert counts == {"高新技术企业": (1, 1, 1), "企业": (2, 2, 2), "企业家": (1, 1, 1)}


@pytest.mark.parametrize(
    ("topics", "faults"),
    [
        ([topic("a", ["甲"])], []),
        ([topic("a", ["甲"], zh="a")], [("label missing", "a", "")]),
        ([topic("a", ["甲"], en="甲")], [("label missing", "a", "")]),
        ([topic("a", ["甲"]), topic("b", ["甲"])], []),
        ([topic("a", [], ["甲"]), topic("b", [], ["甲"])], []),
        ([topic("a", ["甲"]), topic("b", [], ["甲"])], []),
        ([topic("a", ["甲"], ["甲"])], [("twice in a topic", "a", "甲")]),
        ([topic("a", ["甲"], [], ["甲"])], [("negative and term", "a", "甲")]),
        ([topic("a", ["甲"]), topic("b", ["乙"], [], ["甲"])], []),
        ([topic("a")], [("no terms", "a", "")]),
        ([topic("a", ["甲"]), topic("b", ["乙"], en="A")], [("label twice", "b", "")]),
    ],
)
def test_faults_of_a_taxonomy(topics, faults):
    assert [(fault.kind, fault.topic, fault.term) for fault in find_faults(topics)] == faults


def test_terms_that_fire_almost_everywhere():
    topics = [topic("a", ["公路"], ["铁路", "服务"], ["责任"])]
    plans = [analysis("a", *["建设公路，做好服务，落实责任。"] * 5, *["建设公路。"] * 15)]
    faults = find_firing_faults(count_terms(topics, plans), 20)
    assert [(fault.kind, fault.term) for fault in faults] == [
        ("fires almost everywhere", "公路"),
        ("fires almost everywhere", "服务"),
    ]


def test_terms_that_never_fire_in_many_clauses():
    counts = count_terms([topic("a", ["公路"], ["铁路"])], [analysis("a", "建设公路。")])
    assert find_firing_faults(counts, 999) == []
    assert [fault.term for fault in find_firing_faults(counts, 1000)] == ["铁路"]


def test_the_shipped_taxonomy_has_labels_and_terms():
    assert find_faults(load_config().topics) == []


def test_suggestions_name_the_subjects_that_no_topic_covers():
    roads = [f"修建农村公路，养护国省干线公路和桥梁，第{number}批开工。" for number in "一二三四五"]
    schools = [f"新建幼儿园和小学，扩充义务教育学位，第{number}批招生。" for number in "一二三四五"]
    plans = [analysis("a", *roads, *schools)]
    found = suggest_topics(plans, [topic("ip", ["专利"])], clusters=2)
    assert [len(one.clauses) for one in found] == [5, 5]
    names = [one.words for one in found]
    assert any("公路" in words and "桥梁" in words for words in names)
    assert any("幼儿园" in words for words in names)
    assert not {word for words in names for word in words} & load_filler()
    assert suggest_topics(plans, [topic("ip", ["专利"])], clusters=2) == found
    assert all(set(one.examples) <= set(one.clauses) for one in found)


def test_nothing_is_suggested_from_too_little():
    assert suggest_topics([analysis("a", "修建农村公路，养护国省干线公路和桥梁。")], []) == []


COMMITTED = {"ip": "申请发明专利并保护商标", "roads": "养护公路桥梁和隧道", "": "按时报送材料"}
PASSING = {
    "ip": "申请发明专利并保护商标，沿公路设点",
    "roads": "养护公路桥梁，展示专利",
    "": "看专利展，走公路",
}


def examples(*topics, texts=COMMITTED):
    plans = []
    coding = {}
    for doc in "abcd":
        coded = [(name, f"{text}，第{number}项。") for name, text in texts.items() for number in "甲乙丙丁"]
        plans.append(analysis(doc, *(text for _, text in coded)))
        records = zip(plans[-1].clauses, coded, strict=True)
        coding[doc] = tuple(
            ClauseRecord(doc, clause.span, "", (name,) if name else ()) for clause, (name, _) in records
        )
    return find_examples(Coding(clauses=coding), plans, Classifier(topics))


def test_a_judge_helps_where_terms_name_too_much():
    topics = topic("ip", ["专利", "商标"]), topic("roads", ["公路", "桥梁"])
    learned = learn(examples(*topics, texts=PASSING))
    assert learned.helps
    assert learned.totals()["judge"].f1 == 1
    assert learned.totals()["terms"].f1 < 1
    classifier = Classifier(topics, learned.judge)
    (match,) = classifier.classify(clause("申请发明专利，保护商标，沿公路设点。"))
    assert (match.id, match.evidence) == ("ip", ("专利", "商标"))
    assert classifier.classify(clause("按时报送表格。")) == ()
    assert classifier.classify(clause("")) == ()
    assert learn(examples(*topics, texts=PASSING)) == learned


def test_each_plan_has_a_judge_that_learned_from_the_others():
    learned = learn(examples(topic("ip", ["专利"]), topic("roads", ["公路"])))
    assert sorted(learned.without) == ["a", "b", "c", "d"]


def test_a_judge_does_not_help_terms_that_find_all():
    assert not learn(examples(topic("ip", ["专利"]), topic("roads", ["公路"]))).helps


def test_a_judge_weighs_the_words_of_the_taxonomy():
    learned = learn(examples(topic("ip", ["专利"]), topic("roads", ["公路"])))
    assert learned.judge.weights["ip"]["words"] > 0
    assert learned.judge.weights["ip"]["others"] < 0


def test_a_judge_travels_as_text(tmp_path):
    judge = learn(examples(topic("ip", ["专利"]))).judge
    file = tmp_path / "judge.json"
    file.write_text(render_json(judge.data()), encoding="utf-8")
    assert load_judge(file) == judge


def test_the_shipped_judge_is_for_the_shipped_taxonomy_alone():
    assert find_judge([each.id for each in load_config().topics]) is not None
    assert find_judge(["ip", "roads"]) is None


@pytest.mark.parametrize("text", ["", "{}", '{"policycmp_judge": "0", "weights": {}}', "[1]"])
def test_what_is_no_judge_is_refused(tmp_path, text):
    (tmp_path / "model.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"model\.json:1: "):
        load_judge(tmp_path / "model.json")


def test_forty_lines_make_a_taxonomy_for_another_field(tmp_path):
    assert len((CASES / "carbon.yaml").read_text(encoding="utf-8").splitlines()) <= 41
    (tmp_path / "plan.txt").write_text(CARBON_PLAN, encoding="utf-8")
    config = load_config(CASES / "carbon.yaml")
    corpus = analyze_corpus([tmp_path / "plan.txt"], config)
    assert [[match.id for match in clause.topics] for clause in corpus.analyses[0].clauses] == [
        ["renewable-energy"],
        ["energy-saving"],
        ["green-transport"],
        ["carbon-sink"],
        ["carbon-market"],
        [],
    ]
    data = comparison_data(compare(corpus, config))
    cells = {row["indicator_id"]: row["cells"]["plan"]["text"] for row in data["targets"]}
    assert cells["non-fossil-share"].startswith("25")
    assert cells["forest-cover"].startswith("30")
    committed = {row["measure"]: row["cells"]["plan"]["committed"] for row in data["measures"]}
    assert committed == {"carbon-trading": True, "green-credit": False}


@pytest.mark.parametrize("format_", ["table", "markdown", "csv", "json", "jsonl"])
@pytest.mark.parametrize("command", [["show"], ["validate"], ["sample"]])
def test_commands_write_every_format(tmp_path, capsys, command, format_):
    (tmp_path / "plan.txt").write_text(CARBON_PLAN, encoding="utf-8")
    arguments = ["topics", *command, str(tmp_path / "plan.txt"), "--format", format_]
    assert main([*arguments, "--config", str(CASES / "carbon.yaml")]) == 0
    out = capsys.readouterr().out
    assert out or command == ["validate"]  # a taxonomy without faults has no rows
    if format_ == "json":
        json.loads(out)


def test_the_taxonomy_alone_needs_no_plans(capsys):
    assert main(["topics", "show", "--config", str(CASES / "carbon.yaml"), "--format", "jsonl"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first == {"topic": "renewable-energy", "kind": "strong", "term": "风电"}


def test_learn_keeps_its_model_and_says_whether_it_helps(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    other = "荆州市方案\n一、任务\n（一）修建公路。\n（二）扩建学校。\n（三）改造管网。\n"
    rows = []
    for doc, text in (("a", CARBON_PLAN), ("b", other)):
        (tmp_path / f"{doc}.txt").write_text(text, encoding="utf-8")
        for mark in ("（一）", "（二）", "（三）"):
            start = text.index(mark)
            rows.append(
                {"doc": doc, "start": start, "end": text.index("\n", start), "topics": ["carbon-sink"]}
            )
    (tmp_path / "gold").mkdir()
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "gold" / "clauses.jsonl").write_text(lines, encoding="utf-8")
    arguments = ["topics", "learn", "gold", "a.txt", "b.txt", "--model", "model.json"]
    assert main([*arguments, "--config", str(CASES / "carbon.yaml"), "--format", "jsonl"]) == 0
    written = capsys.readouterr()
    assert [json.loads(line)["doc"] for line in written.out.splitlines()] == ["a", "b", "all plans"]
    assert "the judge does not help: F1 " in written.err
    assert load_judge(tmp_path / "model.json").likely > 0
