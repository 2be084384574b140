"""Rules held and broken, and what CI servers read of it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from lxml import etree
from pydantic import TypeAdapter
from written_plans import analysis, clause, config, corpus

from policycmp.check import Finding, check, write_annotations, write_junit
from policycmp.cli import main
from policycmp.config import Config, load_config
from policycmp.config.loading import shipped_config
from policycmp.config.rules import Rule
from policycmp.diff import editions_of
from policycmp.errors import ConfigError
from policycmp.models import Corpus, Issue, Severity

CASES = Path(__file__).parent / "cases"
LANJIANG = "到2025年，高新技术企业达到1000家，全社会研发投入占GDP比重达到2.8%。"
YUNFENG = "每年新增高新技术企业20家。力争全社会研发投入占GDP比重达到2.5%。"
PROVINCE = "到2025年，全社会研发投入占GDP比重达到2.7%。"
HOSTILE = "坏\x1b[31m%0A::error::\n::warning::,a=b:c]]><x/>&\x00\ufffe"


def rules(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def with_rules(*entries):
    """The shipped config with other rules."""
    numbered = [{"id": f"rule-{number}", **entry} for number, entry in enumerate(entries, start=1)]
    adapted = TypeAdapter(tuple[Rule, ...]).validate_json(json.dumps(numbered))
    return Config(config().schema.model_copy(update={"rules": adapted}), "config.yaml")


def plans():
    return corpus(
        analysis("lanjiang", clause(LANJIANG), "合肥市"),
        analysis("yunfeng", clause(YUNFENG), "南通市"),
        analysis("province", clause(PROVINCE), "江苏省"),
    )


@pytest.mark.parametrize("case", rules("check/rules.yaml"), ids=lambda case: str(case["rule"]))
def test_rules(case):
    findings = check(plans(), with_rules(case["rule"]))
    marks = {True: "y", False: "n", None: "?"}
    assert {finding.doc: marks[finding.held] for finding in findings} == case["held"]
    assert any(
        case.get("says", "") in finding.message
        for finding in findings
        if not finding.held or "says" not in case
    )
    docs = {target.id for each in plans().analyses for target in each.targets}
    docs |= {each.id for plan in plans().analyses for each in plan.clauses}
    assert {evidence for finding in findings for evidence in finding.evidence} <= docs


@pytest.mark.parametrize("case", rules("config/rules.yaml"), ids=lambda case: " ".join(case["lines"]))
def test_mistakes_in_rules_and_comparisons_are_told_with_their_line(case, tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text(
        "\n".join(['policycmp: "2"', "extends: default", *case["lines"]]) + "\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError) as error:
        load_config(file)
    assert [
        line
        for line in str(error.value).splitlines()
        if line.startswith(f"{file}:{case['line']}: ") and case["says"] in line
    ]
    assert len(str(error.value).splitlines()) == 1


def test_rules_and_comparisons_change_no_result(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text(
        'policycmp: "2"\nextends: default\ncomparisons: [{id: c, plans: [p], files: [c.md]}]\n',
        encoding="utf-8",
    )
    assert load_config(file).sha256 == config().sha256 != ""
    assert [rule.id for rule in config().rules] == [
        "every-plan-read",
        "commitments-kept",
        "high-tech-enterprises-covered",
    ]


def test_default_rules_about_a_replaced_taxonomy_fall_away(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text(
        'policycmp: "2"\nextends: default\nonly: [topics]\n'
        "topics: [{id: sea, label: {en: Sea, zh: 海}, terms: [海洋]}]\n",
        encoding="utf-8",
    )
    assert [rule.id for rule in load_config(file).rules] == ["every-plan-read", "commitments-kept"]


def test_what_could_not_be_read_breaks_a_rule():
    read = analysis("plan", clause(LANJIANG))
    lost = Corpus((read,), {}, (Issue(Severity.ERROR, "read", "scan.pdf: holds no text", "scan"),))
    found = check(lost, with_rules({"require": "read"}))
    assert [(finding.doc, finding.held) for finding in found] == [("scan", False), ("plan", True)]


def test_nothing_may_be_weaker_than_in_the_baseline():
    baseline = editions_of(corpus(analysis("plan", clause(LANJIANG))), config())
    now = corpus(
        analysis("plan", clause(LANJIANG.replace("1000", "900").replace("到2025年，", "到2026年，")))
    )
    kept = {"require": "kept"}
    assert [
        finding.held
        for finding in check(corpus(analysis("plan", clause(LANJIANG))), with_rules(kept), baseline)
    ] == [True]
    found = check(now, with_rules(kept), baseline)
    assert [re.match(r"\w+", finding.message)[0] for finding in found] == [
        "lowered",
        "postponed",
        "postponed",
    ]
    assert not any(finding.held for finding in found)
    only = check(now, with_rules({**kept, "indicator": "rd-intensity"}), baseline)
    assert [finding.message for finding in only] == [found[2].message]
    assert [each.held for each in check(now, with_rules({**kept, "type": "incentive"}), baseline)] == [True]
    [unasked] = check(now, with_rules(kept))
    assert (unasked.held, unasked.state, unasked.is_broken) == (None, "not checked", False)


@pytest.mark.parametrize(
    "case", rules("check/weakening.yaml"), ids=lambda case: case.get("name") or case["en"][0]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_weaker_is_said_in_words(case, lang):
    baseline = editions_of(corpus(analysis("plan", clause(case["old"]))), config())
    now = corpus(analysis("plan", clause(case["new"])))
    found = check(now, with_rules({"require": "kept"}), baseline, lang)
    if lang in case:
        assert [finding.message for finding in found] == case[lang]
    for finding in found:
        assert bool(finding.context) == finding.is_broken
        assert finding.context.strip("…") in case["new"] + case["old"]


def test_a_warning_is_told_and_breaks_no_run():
    found = check(plans(), with_rules({"require": "covered", "topic": "talent", "severity": "warning"}))
    assert {(finding.state, finding.severity) for finding in found} == {("broken", "warning")}
    root = etree.fromstring(write_junit(found, plans().labels).encode())
    SCHEMA.assertValid(root)
    assert root.get("failures") == "0"
    assert {case.find("skipped").get("message") for case in root[0]} == {
        "warning: commits to nothing in Talent"
    }
    annotations = write_annotations(found, plans())
    assert annotations.count("::warning ") == 3
    assert "::error" not in annotations


def test_what_could_not_be_asked_is_skipped_and_noticed():
    found = check(plans(), with_rules({"require": "kept"}))
    root = etree.fromstring(write_junit(found, plans().labels).encode())
    SCHEMA.assertValid(root)
    assert (root[0].get("skipped"), root[0].get("failures")) == ("1", "0")
    assert "--baseline" in root[0][0].find("skipped").get("message")
    annotations = write_annotations(found, plans())
    assert annotations.startswith("::notice title=rule-1::no baseline")
    assert annotations.endswith("\n0 held, 0 broken, 1 not checked\n")


def test_each_case_of_junit_has_a_name_of_its_own_that_no_number_changes():
    def names(firms, share):
        baseline = editions_of(corpus(analysis("plan", clause(LANJIANG))), config())
        now = LANJIANG.replace("1000", firms).replace("2.8", share).replace("到2025年，", "到2026年，")
        found = check(corpus(analysis("plan", clause(now))), with_rules({"require": "kept"}), baseline)
        root = etree.fromstring(write_junit(found, {"plan": "合肥 2020"}).encode())
        return [case.get("name") for case in root.iter("testcase")]

    first = names("900", "2.6")
    assert len(first) == len(set(first)) == 4
    assert first == names("800", "2.5")
    assert all(name.startswith("合肥 2020: ") for name in first)


def test_a_plan_of_the_baseline_that_is_gone_breaks_it():
    baseline = editions_of(plans(), config())
    now = corpus(*plans().analyses[1:])
    found = check(now, with_rules({"require": "kept"}), baseline)
    assert {(finding.doc, finding.held) for finding in found} == {
        ("yunfeng", True),
        ("province", True),
        ("lanjiang", False),
    }
    assert check(now, with_rules({"require": "kept", "plans": ["yunfeng"]}), baseline) == found[:1]


def test_messages_are_written_in_chinese_too():
    findings = check(plans(), with_rules({"require": "covered", "topic": "talent"}), lang="zh")
    assert {finding.message for finding in findings} == {"未对“科技人才”作出承诺"}


SCHEMA = etree.XMLSchema(etree.fromstring((CASES / "check" / "junit.xsd").read_bytes()))


def test_junit_follows_its_schema():
    findings = check(plans(), with_rules({"require": "read"}, {"require": "covered", "topic": "talent"}))
    written = write_junit(findings, plans().labels)
    root = etree.fromstring(written.encode())
    SCHEMA.assertValid(root)
    assert (root.get("tests"), root.get("failures")) == ("6", "3")
    assert [suite.get("name") for suite in root] == ["rule-1", "rule-2"]
    assert [(case.get("name"), case.find("failure") is None) for case in root[1]] == [
        (label, False) for label in plans().labels.values()
    ]
    assert root[1][0].find("failure").get("message") == "commits to nothing in Talent"
    assert written == write_junit(findings, plans().labels)


def test_hostile_texts_stay_inert():
    findings = [Finding("rule", False, "plan", HOSTILE, (HOSTILE,))]
    root = etree.fromstring(write_junit(findings, {"plan": HOSTILE}).encode())
    SCHEMA.assertValid(root)
    assert [element.tag for element in root.iter()] == ["testsuites", "testsuite", "testcase", "failure"]
    annotations = write_annotations(findings, corpus(analysis("plan", clause(LANJIANG))))
    assert len(annotations.splitlines()) == 2
    assert annotations.count("::error ") == 1
    assert "%250A::error::%0A::warning::" in annotations
    assert annotations.isascii() or all(char.isprintable() or char == "\n" for char in annotations)


def test_an_annotation_stands_at_its_line():
    plan = corpus(analysis("plan", clause(YUNFENG)))
    findings = check(plan, with_rules({"require": "dated", "indicator": "rd-intensity"}))
    assert write_annotations(findings, plan) == (
        "::error file=plan.txt,line=4,title=rule-1::"
        "no deadline for R&D spending as a share of GDP: 2.5%25\n0 held, 1 broken\n"
    )


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    (tmp_path / "plan.txt").write_text(analysis("plan", clause(LANJIANG)).document.text, encoding="utf-8")
    (tmp_path / "weaker.txt").write_text(
        analysis("plan", clause(LANJIANG.replace("1000", "9"))).document.text, encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policycmp.config.load_config", lambda _=None: config())

    def run(*arguments):
        code = main(arguments)
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def test_exit_codes(run):
    assert run("check", "plan.txt")[0] == 0
    assert run("targets", "plan.txt", "--list", "-o", "base.jsonl")[0] == 0
    assert run("check", "plan.txt", "--baseline", "base.jsonl")[0] == 0
    assert run("check", "weaker.txt", "--baseline", "base.jsonl")[0] == 1
    assert run("check", "plan.txt", "none.txt")[0] == 1
    assert run("check", "none.txt")[0] == 4
    assert run("check", "plan.txt", "--baseline", "none.json")[0] == 2


def test_unread_inputs_alone_give_three(run, monkeypatch):
    bare = with_rules({"require": "covered", "topic": "high-tech-enterprises"})
    monkeypatch.setattr("policycmp.config.load_config", lambda _=None: bare)
    assert run("check", "plan.txt", "none.txt")[0] == 3


def test_output_of_each_format(run):
    out = run("check", "plan.txt", "none.txt", "--format", "json")[1]
    data = json.loads(out)
    assert [tuple(each) for each in data] == [
        ("rule", "held", "doc", "message", "evidence", "state", "severity", "context")
    ] * len(data)
    assert [each["held"] for each in data] == [False, True, None, True]
    assert [each["state"] for each in data] == ["broken", "held", "not checked", "held"]
    assert "every-plan-read" in run("check", "plan.txt", "none.txt")[1]
    assert run("check", "plan.txt", "none.txt", "--format", "github")[1].startswith(
        "::error title=every-plan-read::none.txt"
    )
    assert run("check", "plan.txt", "-o", "report.xml") == (0, "", "")
    SCHEMA.assertValid(etree.fromstring(Path("report.xml").read_bytes()))
    code, _, err = run("check", "plan.txt", "--format", "junti")
    assert (code, err) == (2, "error: unknown format 'junti': did you mean junit?\n")
    assert run("compare", "plan.txt", "--format", "junit")[0] == 2


def test_the_schema_of_the_config_is_printed_and_fits_the_shipped_one(run):
    schema = json.loads(run("check", "--config-schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = yaml.safe_load(shipped_config().read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(data)] == []
    data["rules"] = [{"id": "a", "require": "covered"}]
    assert [list(error.path) for error in validator.iter_errors(data)] == [["rules", 0]]
