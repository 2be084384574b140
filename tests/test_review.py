"""The review page as it is written: what it holds of a plan, policy, words, the same bytes, corrections."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.decisions import decisions_of
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.models import Comparator, Counted, Issue, Severity, Span, TargetType
from policycmp.pages.review import review_page
from policycmp.pages.review_data import DOUBTS, plan_data
from policycmp.pages.review_labels import ReviewLabels, words_of

CONFIG = load_config()
UNITS = tuple(dict.fromkeys(word for family in CONFIG.units for word in family.words))
PLAN = """定西市科技创新工作报告
（2024年1月8日）
一、2023年工作回顾
2023年，全市高新技术企业达到43家。
二、2024年工作安排
（一）培育企业。2024年，全市高新技术企业达到50家。支持年营业收入2000万元以上的企业。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return analyze_corpus([folder / "plan.txt"], CONFIG, actuals=True)


@pytest.fixture(scope="module")
def plan(corpus):
    return plan_data(corpus.analyses[0], "定西 2024", UNITS)


def of_kind(plan, kind):
    return [number for number in plan["numbers"] if number["kind"] == kind]


def test_every_number_stands_there_once_with_its_place(plan):
    texts = {number["kind"]: [] for number in plan["numbers"]}
    for number in plan["numbers"]:
        texts[number["kind"]].append(PLAN[number["s"] : number["e"]])
    assert texts["target"] == ["50家"]
    assert texts["actual"] == ["43家"]
    assert "2000万元以上" in texts["rejected"]
    assert "43家" not in texts["rejected"]


def test_a_commitment_tells_its_fields_its_words_and_what_it_counts(plan):
    [target] = of_kind(plan, "target")
    assert plan["clauses"][target["c"]]["id"] + target["id"] == "plan/二/（一）/高新技术企业/1"
    assert target["fields"]["value"] == "50"
    assert target["fields"]["deadline"] == "2024"
    assert target["fields"]["counts.object"] == "高新技术企业"
    assert Span(*target["evidence"]["object"]).of(PLAN) == "高新技术企业"
    assert "promised" in target["why"]


def test_a_refused_number_tells_why_and_what_it_says_by_itself(plan):
    [refused] = [number for number in of_kind(plan, "rejected") if "万元" in PLAN[number["s"] : number["e"]]]
    assert refused["reason"] == "threshold"
    assert refused["reads"] == {"comparator": "ge", "value": "20000000", "unit": "元"}


def test_a_blind_page_reads_every_number_by_its_own_words_alone(corpus):
    plan = plan_data(corpus.analyses[0], "定西 2024", UNITS, blind=True)
    assert of_kind(plan, "target")[0]["reads"] == {"comparator": "eq", "value": "50", "unit": "家"}


@pytest.mark.parametrize(
    ("changes", "doubts"),
    [
        ({}, []),
        ({"counts": Counted()}, ["object"]),
        ({"counts": Counted(object="新物")}, ["vocabulary"]),
        ({"deadline": None}, ["year"]),
        ({"deadline": None, "per_year": True}, []),
        ({"deadline": None, "type": TargetType.INCENTIVE, "basis": None}, []),
        ({"basis": None}, ["basis"]),
        ({"comparator": Comparator.APPROX}, ["bound"]),
        ({"scope": "陇西县"}, ["part"]),
        ({"topics": ()}, ["topic"]),
        ({"topics": (), "deadline": None, "scope": "陇西县"}, ["year", "part", "topic"]),
    ],
)
def test_what_is_open_in_a_commitment(corpus, changes, doubts):
    analysis = corpus.analyses[0]
    target = replace(analysis.targets[0], **changes)
    [told] = of_kind(plan_data(replace(analysis, targets=(target,)), "", UNITS), "target")
    assert told.get("doubts", []) == doubts
    assert set(doubts) <= set(DOUBTS)


@pytest.mark.parametrize(("confidence", "sure"), [(None, None), (0.9949, "0.995"), (0.5, "0.500")])
def test_how_sure_a_commitment_and_a_refusal_are(corpus, confidence, sure):
    analysis = corpus.analyses[0]
    judged = replace(
        analysis,
        targets=tuple(replace(target, confidence=confidence) for target in analysis.targets),
        rejections=tuple(replace(refused, confidence=confidence) for refused in analysis.rejections),
    )
    plan = plan_data(judged, "", UNITS)
    told = [*of_kind(plan, "target"), *of_kind(plan, "rejected")]
    assert {number.get("sure") for number in told} == {sure}


def test_an_issue_at_the_place_is_an_open_point(corpus):
    analysis = corpus.analyses[0]
    issue = Issue(Severity.WARNING, "targets", "", analysis.doc, analysis.targets[0].span)
    [told] = of_kind(plan_data(replace(analysis, issues=(issue,)), "", UNITS), "target")
    assert told["doubts"] == ["issue"]


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the texts of its scripts."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.scripts = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, text):
        if self.found and self.found[-1][0] == "script":
            self.scripts[-1] += text


def test_the_page_loads_nothing_and_runs_its_own_script_alone(corpus):
    page = "".join(review_page(corpus, CONFIG))
    elements = Elements(page)
    [policy] = [about["content"] for tag, about in elements.found if tag == "meta" and "http-equiv" in about]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not [about for _, about in elements.found if {"src", "style", "onclick", "onload"} & set(about)]
    assert [about["href"] for _, about in elements.found if "href" in about] == ["data:,", "#text"]
    assert not re.search(
        r"https?://|innerHTML|insertAdjacentHTML|document\.write|\beval\b", elements.scripts[-1]
    )


def test_foreign_text_ends_no_element(corpus):
    analysis = corpus.analyses[0]
    text = f"{PLAN}</script><script>alert(1)</script><!-- <script> \u2028 \ud83d ]]>"
    hostile = replace(corpus, analyses=(replace(analysis, document=replace(analysis.document, text=text)),))
    page = "".join(review_page(hostile, CONFIG))
    page.encode("utf-8")
    elements = Elements(page)
    assert len(elements.scripts) == 3
    assert json.loads(elements.scripts[1])["text"] == text


def test_the_same_plans_give_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(PLAN.replace("50家", f"5{ord(name)}家"), encoding="utf-8")
    for order, jobs in ((["a.txt", "b.txt"], "1"), (["b.txt", "a.txt"], "2")):
        assert main(["review", *order, "-o", f"{order[0]}.html", "--jobs", jobs, "--quiet"]) == 0
    assert (tmp_path / "a.txt.html").read_bytes() == (tmp_path / "b.txt.html").read_bytes()


def shape(value):
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    return len(value) if isinstance(value, list) else sorted(re.findall(r"\{\w+\}", value))


def test_all_words_stand_in_both_languages_with_the_same_blanks():
    assert shape(words_of("en")) == shape(words_of("zh"))
    assert set(ReviewLabels("en").doubts) == set(DOUBTS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "review.pdf"], "a review is an .html file"),
        (["-o", "nowhere/review.html"], "no such folder to write to"),
        (["-o", "review.html", "--blind", "--overrides", "mine.csv"], "begins without corrections"),
        ([], "--output"),
    ],
)
def test_wrong_usage_is_told(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert main(["review", "plan.txt", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_nothing_read_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["review", "plan.txt", "-o", "review.html", "--quiet"]) == 4
    assert not (tmp_path / "review.html").exists()


def decided(corpus, tmp_path, *rows):
    (tmp_path / "mine.csv").write_text("\n".join(["id,field,value", *rows]), encoding="utf-8")
    return decisions_of(corpus, CONFIG, tmp_path / "mine.csv")


def test_corrections_become_decisions(corpus, tmp_path):
    target, result = corpus.analyses[0].targets[0].id, corpus.analyses[0].actuals[0].id
    start = PLAN.index("2000万元")
    decisions, issues = decided(
        corpus,
        tmp_path,
        f"{target},deadline,",
        f"{target},per_year,yes",
        f"{result},reported,no",
        "plan/二/（一）,topics,ip",
        f"plan:{start},add,营业收入⟦2000万元以上⟧的",
        f"plan:{start},type,rule",
        f"plan:{start},indicator,营业收入",
    )
    assert issues == []
    plan = decisions["plan"]
    assert plan["numbers"] == {
        target: {"ok": True, "fields": {"deadline": "", "per_year": True}},
        result: {"ok": False, "fields": {}},
    }
    assert plan["clauses"] == {"plan/二/（一）": {"topics": ["ip"]}}
    added = plan["added"][f"plan:{start}"]
    assert Span(added["s"], added["e"]).of(PLAN) == "2000万元以上"
    assert added["fields"]["value"] == "20000000"
    assert added["fields"]["type"] == "rule"


def test_corrections_that_fit_nothing_are_told_and_decide_nothing(corpus, tmp_path):
    decisions, issues = decided(
        corpus,
        tmp_path,
        "plan/九,topics,ip",
        "plan:3,add,别处⟦9家⟧",
        "plan:3,type,rule",
        "plan:3,indicator,企业",
    )
    assert len(issues) == 2
    assert decisions["plan"]["added"] == {}
