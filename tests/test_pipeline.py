"""Composing the stages: order, labels, copies, and what befalls single plans."""

import pickle

import pytest

import policycmp
from policycmp.config import load_config
from policycmp.corpus.assembly import column_labels
from policycmp.corpus.pipeline import Tools, analyze_corpus, analyze_document
from policycmp.models import Analysis, Document, Level, Metadata, Region

PLAN = "{region}科技创新方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到{count}家。责任单位：市科技局\n"


@pytest.fixture(scope="module")
def config():
    return load_config()


def write(folder, **plans):
    for name, (region, count) in plans.items():
        (folder / f"{name}.txt").write_text(PLAN.format(region=region, count=count), encoding="utf-8")


def analysis(doc, name=None, issued=None):
    return Analysis(Document(doc, doc, "txt", None, "", ""), Metadata(region=Region(name), issued=issued))


def test_columns_stand_by_id_and_provinces_last(tmp_path, config):
    write(tmp_path, b=("荆州市", 1), a=("湖北省", 2), c=("定西市", 3))
    corpus = analyze_corpus([tmp_path], config)
    assert [(one.doc, one.metadata.region.level) for one in corpus.analyses] == [
        ("b", Level.CITY),
        ("c", Level.CITY),
        ("a", Level.PROVINCE),
    ]
    assert list(corpus.labels) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("analyses", "labels"),
    [
        ([("a", "定西市", "2020-05")], ["定西 2020"]),
        ([("a", "南通市", None)], ["南通"]),
        ([("a", None, "2020")], ["a"]),
        ([("a", "吉林市", "2024"), ("b", "吉林省", "2024")], ["吉林市 2024", "吉林省 2024"]),
        ([("a", "吉林市", "2023"), ("b", "吉林省", "2024")], ["吉林 2023", "吉林 2024"]),
        ([("a", "定西市", "2020"), ("b", "定西市", "2020")], ["定西市 2020 (a)", "定西市 2020 (b)"]),
        ([("a", "定西市", "2020"), ("b", "定西市", "2021")], ["定西 2020", "定西 2021"]),
    ],
)
def test_labels_tell_plans_apart(analyses, labels):
    assert list(column_labels([analysis(*one) for one in analyses]).values()) == labels


@pytest.mark.parametrize(
    ("name", "period", "label"),
    [
        ("黔南布依族苗族自治州", "2024", "黔南 2024"),
        ("广西壮族自治区", "2021-2025", "广西"),
        ("黄山区", None, "黄山区"),
        ("合肥市", "2024", "合肥 2024"),
    ],
)
def test_labels_are_short_and_tell_the_year_that_a_plan_is_for(tmp_path, config, name, period, label):
    title = {"2024": "2024年科技工作要点", "2021-2025": "科技创新规划（2021—2025年）", None: "科技创新方案"}[
        period
    ]
    (tmp_path / "plan.txt").write_text(f"{name}{title}\n一、任务\n加快创新。\n", encoding="utf-8")
    corpus = analyze_corpus([tmp_path], config)
    assert list(corpus.labels.values()) == [label]
    assert corpus.analyses[0].metadata.year is None


def test_the_same_text_stays_once_under_the_first_id(tmp_path, config):
    write(tmp_path, z=("定西市", 1), a=("定西市", 1), m=("定西市", 2))
    (tmp_path / "spaced.txt").write_text(
        (tmp_path / "a.txt").read_text(encoding="utf-8") + "\n\n", encoding="utf-8"
    )
    corpus = analyze_corpus([tmp_path], config)
    assert [one.doc for one in corpus.analyses] == ["a", "m"]
    assert [(issue.doc, issue.severity) for issue in corpus.issues] == [
        ("spaced", "warning"),
        ("z", "warning"),
        ("a", "note"),
    ]
    assert "another version of `m`" in corpus.issues[-1].message


def test_what_the_user_knows_better_reaches_labels_windows_and_issues(tmp_path, config):
    write(tmp_path, a=("定西市", 1), b=("荆州市", 2))
    meta = tmp_path / "meta.csv"
    meta.write_text("doc,region,year\na,南通,2021\nc,,2020\n", encoding="utf-8")
    corpus = analyze_corpus([tmp_path / "a.txt", tmp_path / "b.txt"], config, meta=meta)
    assert corpus.labels == {"a": "南通 2021", "b": "荆州"}
    assert [(issue.severity, issue.stage) for issue in corpus.issues] == [("warning", "meta")]
    assert [issue.message.partition(": ")[2] for issue in corpus.analyses[0].issues] == [
        "region is 南通市 instead of 定西市",
        "year is 2021 instead of unknown",
    ]


def test_an_unreadable_plan_is_an_issue_and_the_rest_goes_on(tmp_path, config):
    write(tmp_path, a=("定西市", 1))
    (tmp_path / "broken.txt").write_bytes(b"")
    corpus = analyze_corpus([tmp_path, tmp_path / "missing.txt"], config)
    assert [one.doc for one in corpus.analyses] == ["a"]
    assert {issue.severity for issue in corpus.issues} == {"error"}
    assert sorted("missing.txt" in issue.message for issue in corpus.issues) == [False, True]


def test_a_document_becomes_an_analysis_whose_spans_quote_it(config):
    text = PLAN.format(region="定西市", count=120)
    document = Document("plan", "plan.txt", "txt", "utf-8", "", text)
    found = analyze_document(document, Tools.of(config))
    assert [clause.span.of(text) for clause in found.clauses] == [clause.text for clause in found.clauses]
    assert [(target.text, target.span.of(text)) for target in found.targets] == [("120家", "120家")]
    assert found.clauses[0].agencies.members == ("市科技局",)
    assert found.clauses[0].primary == "high-tech-enterprises"
    assert pickle.loads(pickle.dumps(found)) == found


def test_departments_that_are_charged_speak_for_no_topic(config):
    text = "定西市方案\n一、任务\n（一）绿化。扩大城区绿地。责任单位：市知识产权局、市人才办\n"
    found = analyze_document(Document("plan", "plan.txt", "txt", "utf-8", "", text), Tools.of(config))
    assert {match.id for clause in found.clauses for match in clause.topics} & {"ip", "talent"} == set()


def test_the_package_gives_the_same_in_five_lines(tmp_path):
    write(tmp_path, a=("定西市", 1), b=("荆州市", 2))
    config = policycmp.load_config()
    corpus = policycmp.analyze_corpus([tmp_path], config)
    comparison = policycmp.compare_corpus(corpus, config)
    written = policycmp.render(policycmp.comparison_tables(comparison), "markdown")
    assert "定西" in written


def test_every_public_name_loads():
    assert all(getattr(policycmp, name) is not None for name in policycmp.__all__)
    assert set(policycmp.__all__) <= set(dir(policycmp))
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        policycmp.nothing_of_ours  # noqa: B018 - the access is the test


def test_a_review_of_the_past_commits_to_no_topic(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(
        "各位代表：\n一、2023年工作回顾\n建成科技企业孵化器3家，新增高新技术企业20家，发放创新券。\n"
        "二、2024年工作安排\n建成科技企业孵化器5家，新增高新技术企业30家，发放创新券。\n",
        encoding="utf-8",
    )
    [analysis] = analyze_corpus([report], load_config()).analyses
    past, coming = analysis.clauses
    assert not past.topics
    assert {"incubators", "high-tech-enterprises"} <= {topic.id for topic in coming.topics}
    assert {target.clause for target in analysis.targets} == {coming.id}
    assert {use.clause for use in analysis.measures} == {coming.id}
