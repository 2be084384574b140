"""Corrections by hand: applied by id, kept over a new reading, named where they count, reported where they do not."""

import json
from zipfile import ZipFile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policycmp.cli import main
from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.corpus.additions import find_passage, parse_passage
from policycmp.corpus.override_rows import load_overrides
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.errors import ConfigError
from policycmp.models import Span

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


MISSED = "plan:55"
LONGER = PLAN.replace("完成农村道路养护。", "完成农村道路养护，\n新建示范路3公里，改造危桥3座。")


def added(words, *fields, at=MISSED):
    return [f"{at},add,{words},", *(f"{at},{field}," for field in fields)]


BRIDGES = added("新建示范路3公里，改造危桥⟦3座⟧。", "type,target", "indicator,改造危桥")


def test_a_commitment_that_was_missed(correct):
    corpus = correct(
        *added(
            "农村道路⟦养护⟧。", "type,rule", "indicator,农村道路", "value,100", "unit,%", "counts.object,道路"
        )
    )
    added_target = corpus.analyses[0].targets[1]
    assert added_target.id == "plan/一/（二）/农村道路/1"
    assert (added_target.text, added_target.quote) == ("养护", "完成农村道路养护")
    assert added_target.span.of(PLAN) == "养护"
    assert (str(added_target.value), added_target.unit, added_target.type) == ("100", "%", "rule")
    assert (added_target.scope, added_target.deadline, added_target.strength) == ("self", None, "firm")
    assert (added_target.counts.object, added_target.counts.object_id) == ("道路", None)
    assert added_target.reasons == ("added (override)",)
    assert corpus.analyses[0].overrides == (added_target.id,)


def test_the_marked_words_say_value_unit_and_bound(correct):
    analysis = correct(*BRIDGES, plan=LONGER.replace("3座", "不少于3座")).analyses[0]
    assert "改造危桥" not in {
        target.indicator for target in analysis.targets if "(override)" in target.reasons[-1]
    }
    words = [row.replace("⟦3座⟧", "⟦不少于3座⟧") for row in BRIDGES]
    refused = [f"{target.id},commitment,no," for target in analysis.targets if target.text.endswith("座")]
    targets = correct(*words, *refused, plan=LONGER.replace("3座", "不少于3座")).analyses[0].targets
    (bridges,) = [target for target in targets if target.text == "不少于3座"]
    assert (bridges.comparator, str(bridges.value), bridges.unit) == ("ge", "3", "座")


def test_what_the_program_reads_by_itself_takes_the_fields(correct):
    rows = added("高新技术企业达到⟦120家⟧。", "type,rule", "indicator,企业", at="plan:3")
    (analysis,) = correct(*rows).analyses
    assert [(target.id, target.type, target.indicator) for target in analysis.targets] == [
        (TARGET, "rule", "企业")
    ]


def test_each_number_is_judged_once(correct):
    plan = PLAN.replace("养护。\n", "养护。支持年营业收入2000万元以上的企业。\n")
    (before,) = correct(plan=plan).analyses
    assert "2000万元以上" in {rejection.text for rejection in before.rejections}
    (after,) = correct(
        *added("营业收入⟦2000万元以上⟧的企业", "type,rule", "indicator,营业收入"), plan=plan
    ).analyses
    assert "2000万元以上" in {target.text for target in after.targets}
    assert "2000万元以上" not in {rejection.text for rejection in after.rejections}


@pytest.mark.parametrize(
    "mend",
    [("一、任务", "一、任务\n各部门要认真落实。"), ("农村道路养护", "农村道\n路养护"), ("定西市", "𠮷𠮷市")],
)
def test_an_addition_survives_an_edit_elsewhere_and_other_line_ends(correct, mend):
    rows = added("完成农村道路⟦养护⟧。", "type,target", "indicator,公路", "value,1")
    (analysis,) = correct(*rows, plan=PLAN.replace(*mend)).analyses
    assert [target.text for target in analysis.targets if target.indicator == "公路"] == ["养护"]


def test_of_two_places_with_the_same_words_the_nearest_counts(correct):
    plan = PLAN + "（三）养护公路。完成农村道路养护。\n"
    last = plan.rindex("养护。")
    for at, number in ((last - 2, "（三）"), (50, "（二）")):
        rows = added("道路⟦养护⟧。", "type,target", "indicator,公路", "value,1", at=f"plan:{at}")
        ids = [target.id for target in correct(*rows, plan=plan).analyses[0].targets]
        assert f"plan/一/{number}/公路/1" in ids


def test_an_addition_whose_words_are_gone_is_reported_with_the_mend(correct):
    rows = added("完成农村道路⟦养护⟧。", "type,target", "indicator,公路", "value,1")
    corpus = correct(*rows, plan=PLAN.replace("农村道路", "县乡道路"))
    [issue] = corpus.issues
    assert issue.message == (
        "mine.csv:2: the words round ⟦养护⟧ stand no longer in the plan; the commitment is not added: "
        "mark it anew in `policycmp review`, or mend the words"
    )
    assert len(corpus.analyses[0].targets) == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            added("道路⟦养护⟧", "type,target", "indicator,路"),
            "no number can be read from ⟦养护⟧; add a row `plan:55,value,…`",
        ),
        (
            added("达到⟦120家⟧", "indicator,企业"),
            "the added commitment has no type; add a row `plan:55,type,…`",
        ),
        (
            added("达到⟦120家⟧", "type,target"),
            "the added commitment has no indicator; add a row `plan:55,indicator,…`",
        ),
        (added("达到120家", "type,target", "indicator,企业"), "marks no number; write the words round it as"),
        (added("达到⟦ ⟧", "type,target", "indicator,企业"), "marks no number"),
        (added("达到⟦120家⟧", "type,target", "indicator,企业", at="plan/一"), "`plan/一` is no place"),
    ],
)
def test_half_an_addition_is_named_by_line(correct, rows, told):
    with pytest.raises(ConfigError) as raised:
        correct(*rows)
    [line] = str(raised.value).splitlines()
    assert line.startswith("mine.csv:2: ")
    assert told in line


def test_fields_of_a_number_that_nobody_adds_are_reported(correct):
    corpus = correct("plan:3,deadline,2030,")
    [message] = [issue.message for issue in corpus.issues]
    assert "`plan:3` is a number, of which nothing can be corrected; a row `plan:3,add,…⟦number⟧…`" in message


REPORT = """定西市人民政府工作报告
（2024年1月8日）
一、2023年工作回顾
2023年，全市高新技术企业达到43家。
二、2024年工作安排
2024年，全市高新技术企业达到50家。
"""


@pytest.fixture
def actuals(correct):
    def actuals(*rows):
        correct(*rows, plan=REPORT)
        return analyze_corpus(["plan.txt"], CONFIG, overrides="mine.csv", actuals=True)

    return actuals


def test_results_are_corrected_and_refused(actuals):
    (result,) = actuals().analyses[0].actuals
    assert (result.text, result.year) == ("43家", 2023)
    (corrected,) = actuals(f"{result.id},year,2022,", f"{result.id},counts.object,企业,").analyses[0].actuals
    assert (corrected.year, corrected.counts.object) == (2022, "企业")
    assert actuals(f"{result.id},reported,no,").analyses[0].actuals == ()
    [message] = [issue.message for issue in actuals(f"{result.id},strength,soft,").issues]
    assert "has no strength of that kind" in message


def test_corrections_of_results_are_silent_where_nobody_asks_for_results(actuals, correct):
    (result,) = actuals().analyses[0].actuals
    assert correct(f"{result.id},year,2022,", plan=REPORT).issues == ()


def test_a_result_that_is_a_commitment_after_all(actuals):
    rows = added("高新技术企业达到⟦43家⟧。", "type,target", "indicator,企业")
    (analysis,) = actuals(*rows).analyses
    assert analysis.actuals == ()
    assert [target.text for target in analysis.targets] == ["43家", "50家"]


def test_an_archive_holds_corrections(correct, tmp_path):
    correct(f"{TARGET},deadline,2030,")
    with ZipFile(tmp_path / "review.zip", "w") as archive:
        archive.write(tmp_path / "mine.csv", "overrides.csv")
    (analysis,) = analyze_corpus(["plan.txt"], CONFIG, overrides="review.zip").analyses
    assert analysis.targets[0].deadline == 2030


@pytest.mark.parametrize(
    ("name", "content"), [("torn.zip", b"PK\x03\x04"), ("empty.zip", b"PK\x05\x06" + bytes(18))]
)
def test_what_is_no_archive_of_corrections_is_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigError, match=r"it is no archive with overrides\.csv"):
        load_overrides(CONFIG, tmp_path / name)


@given(
    text=st.text(alphabet="到达标0123家，。\n 　𠮷", min_size=1, max_size=60),
    ends=st.tuples(st.integers(0, 59), st.integers(1, 8)),
    before=st.text(alphabet="甲乙\n", max_size=9),
)
def test_a_passage_is_found_again_whatever_stands_before_it(text, ends, before):
    start = min(ends[0], len(text) - 1)
    number = Span(start, min(len(text), start + ends[1]))
    assume(not number.of(text)[0].isspace() and not number.of(text)[-1].isspace())
    quote = f"{text[: number.start]}⟦{number.of(text)}⟧{text[number.end :]}"
    span = find_passage(before + text, parse_passage(quote, ("家",)), number.start)
    assert span == number.shift(len(before))
