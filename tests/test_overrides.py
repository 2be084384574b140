"""Corrections by hand: applied by id, kept over a new reading, named where they count, reported where they do not."""

import json

import pytest

from policycmp.cli import main
from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.corpus.overrides import load_overrides
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.errors import ConfigError

PLAN = """定西市方案
一、任务
（一）壮大高新技术企业。到2025年，高新技术企业达到120家。
（二）养护公路。完成农村道路养护。
"""
CLAUSE = "plan/一/（二）"
TARGET = "plan/一/（一）/高新技术企业/1"
CONFIG = load_config()


@pytest.fixture
def correct(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policycmp.config.load_config", lambda path: load_config(path) if path else CONFIG)

    def correct(*rows, plan=PLAN):
        (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
        lines = ["id,field,value,note", *rows]
        (tmp_path / "mine.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        return analyze_corpus(["plan.txt"], CONFIG, overrides="mine.csv")

    return correct


def test_the_program_names_the_ids_that_the_tests_correct(correct):
    (analysis,) = correct().analyses
    assert [target.id for target in analysis.targets] == [TARGET]
    assert CLAUSE in {clause.id for clause in analysis.clauses}
    assert analysis.overrides == ()


def test_topics_of_a_clause(correct):
    (analysis,) = correct(f"{CLAUSE},topics,zones; ip,seen on site").analyses
    clause = next(clause for clause in analysis.clauses if clause.id == CLAUSE)
    assert [match.id for match in clause.topics] == ["zones", "ip"]
    assert clause.primary == "zones"
    assert all("(override)" in match.evidence for match in clause.topics)
    assert analysis.overrides == (CLAUSE,)
    assert [issue.message for issue in analysis.issues if issue.stage == "overrides"] == [
        f"mine.csv:2: {CLAUSE}: topics none → zones, ip (seen on site)"
    ]


@pytest.mark.parametrize("nothing", ["", "none", "无"])
def test_no_topic_at_all(correct, nothing):
    (analysis,) = correct(f"plan/一/（一）,topics,{nothing},").analyses
    assert analysis.clauses[0].topics == ()


@pytest.mark.parametrize(
    ("field", "value", "becomes"),
    [
        ("deadline", "2030", 2030),
        ("deadline", "", None),
        ("value", "150.5", "150.5"),
        ("comparator", "ge", "ge"),
        ("scope", "陇西县", "陇西县"),
        ("per_year", "是", True),
        ("strength", "soft", "soft"),
        ("basis", "increment", "increment"),
        ("indicator", "科技型中小企业", "科技型中小企业"),
        ("topics", "ip", ("ip",)),
    ],
)
def test_any_field_of_a_commitment(correct, field, value, becomes):
    (analysis,) = correct(f"{TARGET},{field},{value},").analyses
    (target,) = analysis.targets
    found = getattr(target, field)
    assert found == becomes or str(found) == becomes
    assert target.reasons[-1] == f"{field} (override)"
    assert target.id == TARGET


@pytest.mark.parametrize(
    ("part", "value", "becomes"),
    [
        ("object", "孵化器", "孵化器"),
        ("grade", "provincial", "provincial"),
        ("of", "", None),
        ("tier", "≥1亿元", "≥1亿元"),
    ],
)
def test_any_part_of_what_a_number_counts(correct, part, value, becomes):
    (target,) = correct(f"{TARGET},counts.{part},{value},").analyses[0].targets
    assert getattr(target.counts, part) == becomes
    assert part not in dict(target.counts.evidence)
    assert target.reasons[-1] == f"counts.{part} (override)"
    assert part != "object" or target.counts.object_id is None


def test_a_corrected_object_moves_the_row(correct):
    corpus = correct(f"{TARGET},counts.object,孵化器,")
    rows = compare(corpus, CONFIG).rows
    assert [row.indicator.id for row in rows if row.indicator] == ["incubators"]


def test_a_grant_has_no_basis(correct):
    (analysis,) = correct(f"{TARGET},type,incentive,").analyses
    assert (analysis.targets[0].type, analysis.targets[0].basis) == ("incentive", None)


def test_not_a_commitment(correct):
    (analysis,) = correct(f"{TARGET},commitment,no,").analyses
    assert analysis.targets == ()
    assert ("120家", "not a commitment (override)") in {(one.text, one.reason) for one in analysis.rejections}


def test_a_correction_survives_an_edit_elsewhere(correct):
    longer = PLAN.replace("一、任务", "一、任务\n各部门要高度重视，认真落实。")
    (analysis,) = correct(f"{TARGET},deadline,2030,", plan=longer).analyses
    assert analysis.targets[0].deadline == 2030


def test_of_two_the_later_counts(correct):
    (analysis,) = correct(f"{TARGET},deadline,2030,", f"{TARGET},deadline,2031,").analyses
    assert analysis.targets[0].deadline == 2031


def test_what_fits_nothing_is_reported(correct):
    corpus = correct(f"{TARGET}9,deadline,2030,", f"{CLAUSE},deadline,2030,", "other/一,topics,ip,")
    messages = [issue.message for issue in corpus.issues if issue.stage == "overrides"]
    assert messages == [
        "1 of 3 corrections are for plans that are not among those given",
        f"mine.csv:2: nothing has the id `{TARGET}9` any more; the correction is not applied",
        f"mine.csv:3: `{CLAUSE}` is a clause, of which only `topics` can be corrected",
    ]
    assert {issue.severity for issue in corpus.issues} == {"warning"}


def test_every_bad_row_is_named_by_line(correct):
    rows = [
        f"{TARGET},colour,red,",
        f"{TARGET},deadline,soon,",
        f"{CLAUSE},topics,magic,",
        f"{TARGET},value,many,",
    ]
    with pytest.raises(ConfigError) as raised:
        correct(*rows)
    lines = str(raised.value).splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "mine.csv:2",
        "mine.csv:3",
        "mine.csv:4",
        "mine.csv:5",
    ]
    assert "unknown field `colour`" in lines[0]
    assert "unknown topic `magic`" in lines[2]


def test_a_section_of_the_config_corrects_too(correct, tmp_path):
    corpus = correct()
    (tmp_path / "own.yaml").write_text(
        f'policycmp: "2"\nextends: default\noverrides:\n  - {{id: {TARGET}, field: deadline, value: 2030}}\n'
        f"  - {{id: {CLAUSE}, field: topics, value: [ip, zones]}}\n",
        encoding="utf-8",
    )
    config = load_config(tmp_path / "own.yaml")
    assert [override.value for override in load_overrides(config)] == [2030, ("ip", "zones")]
    (analysis,) = analyze_corpus(["plan.txt"], config).analyses
    assert analysis.targets[0].deadline == 2030
    assert corpus.analyses[0].targets[0].deadline == 2025


def test_outputs_name_what_was_corrected(correct, capsys):
    correct(f"{TARGET},deadline,2030,checked", f"{CLAUSE},topics,ip,")
    assert main(["compare", "plan.txt", "--overrides", "mine.csv", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["provenance"]["overrides"] == [TARGET, CLAUSE]
    assert [issue["stage"] for issue in data["issues"]].count("overrides") == 2
    assert main(["targets", "plan.txt", "--overrides", "mine.csv"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"Corrected by hand: {TARGET}" in shown
    assert main(["targets", "plan.txt", "--overrides", "mine.csv", "--list", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["reasons"][-1] == "deadline (override)"
