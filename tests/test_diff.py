"""What is told of two versions of a plan, and of two saved results."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from written_plans import analysis, chapters, clause, config, corpus

from policycmp.cli import main
from policycmp.compare import compare
from policycmp.diff import Edition, diff, editions_of, load_editions, matching, moves
from policycmp.errors import UsageError
from policycmp.models import Target
from policycmp.tables import comparison_data

CASES = Path(__file__).parent / "cases" / "diff"
OLD = """一、培育主体
（一）壮大企业。到2025年，全市高新技术企业达到1000家，科技型中小企业达到2000家。
（二）提高投入。到2025年，全社会研发投入占GDP比重达到2.8%。
（三）繁荣市场。到2025年，确保技术合同成交额达到50亿元。
（四）建设载体。到2025年，省级科技企业孵化器达到20家。
二、集聚人才
（五）引进人才。每年引进领军人才10名以上。"""
NEW = (
    OLD.replace("1000家", "900家")
    .replace("到2025年，全社会", "到2027年，全社会")
    .replace("确保", "力争")
    .replace(
        "（四）建设载体。到2025年，省级科技企业孵化器达到20家。",
        "（四）建设平台。到2025年，省级重点实验室达到8家。",
    )
)
FIVE = [
    ("gone", "20家", None),
    ("lowered", "1000家", "900家"),
    ("postponed", "2.8%", "2.8%"),
    ("softened", "50亿元", "50亿元"),
    ("new", None, "8家"),
]


def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def changes(old, new):
    before, after = (editions_of(corpus(each), config()) for each in (old, new))
    return diff(before, after, config())


def told(found):
    return [
        (change.kind, change.old and change.old.text, change.new and change.new.text)
        for change in found
        if isinstance(change.new or change.old, Target)
    ]


@pytest.mark.parametrize("case", cases("changes.yaml"), ids=lambda case: case["name"])
def test_changes_of_commitments(case):
    found = changes(analysis("old", clause(case["old"])), analysis("new", clause(case["new"])))
    assert told(found) == [tuple(change) for change in case["changes"]]


@pytest.mark.parametrize("case", cases("moves.yaml"), ids=lambda case: case["name"])
def test_moves_of_clauses(case):
    found = changes(analysis("old", chapters(case["old"])), analysis("new", chapters(case["new"])))
    moved = [change.new.text for change in found if change.kind == "moved"]
    assert [next(text for text in case["moved"] if text in clause_text) for clause_text in moved] == case[
        "moved"
    ]


@pytest.fixture
def versions(tmp_path, monkeypatch):
    for name, body in (("old", OLD), ("new", NEW)):
        document = analysis(name, body).document
        (tmp_path / f"{name}.txt").write_text(document.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policycmp.config.load_config", lambda _=None: config())
    return tmp_path


@pytest.fixture
def run(versions, capsys):
    assert versions == Path.cwd()

    def run(*arguments):
        code = main(arguments)
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def five(out):
    return [
        (change["change"], change["old"] and change["old"]["text"], change["new"] and change["new"]["text"])
        for change in json.loads(out)
    ]


def test_exactly_the_five_changes_are_told(run):
    code, out, err = run("diff", "old.txt", "new.txt", "--exit-code", "--format", "json")
    assert (code, err) == (1, "")
    assert five(out) == FIVE
    gone, lowered, *_ = json.loads(out)
    assert (gone["new"], lowered["old"]["deadline"], lowered["new"]["value"]) == (None, 2025, 900)
    assert "1000家" in lowered["old"]["quote"]
    assert "900家" in lowered["new"]["quote"]


@pytest.mark.parametrize(
    ("save", "ending"),
    [
        (["targets", "--list"], "json"),
        (["targets", "--list"], "jsonl"),
        (["compare"], "json"),
        (["targets"], "json"),
    ],
    ids=["list", "lines", "compare", "targets"],
)
def test_exactly_the_five_changes_are_told_of_saved_results(run, save, ending):
    for name in ("old", "new"):
        assert run(*save, f"{name}.txt", "-o", f"{name}.{ending}") == (0, "", "")
    assert five(run("diff", f"old.{ending}", f"new.{ending}", "--format", "json")[1]) == FIVE
    assert five(run("diff", f"old.{ending}", "new.txt", "--format", "json")[1]) == FIVE


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_a_result_of_an_earlier_version_is_read_and_what_it_lacks_is_told(run, tmp_path, ending):
    """Results of schema 1 do not say what their numbers count, and name indicators that are called otherwise now."""
    run(
        "compare" if ending == "json" else "targets",
        *(() if ending == "json" else ("--list",)),
        "old.txt",
        "-o",
        f"old.{ending}",
    )
    file = tmp_path / f"old.{ending}"
    saved = file.read_text(encoding="utf-8")
    records = [json.loads(line) for line in saved.splitlines()] if ending == "jsonl" else json.loads(saved)
    for record in records if ending == "jsonl" else records["commitments"]:
        del record["counts"]
        record["indicator_id"] = record["indicator_id"] and f"{record['indicator_id']}-earlier"
    lines = [json.dumps(record) for record in records] if ending == "jsonl" else [json.dumps(records)]
    file.write_text("\n".join(lines), encoding="utf-8")
    code, out, err = run("diff", f"old.{ending}", "new.txt", "--format", "json")
    assert (code, five(out)) == (0, FIVE)
    assert [line for line in err.splitlines() if line.startswith(f"note: old.{ending}: ")] == err.splitlines()
    assert len(err.splitlines()) == 1


def test_no_difference_ends_with_zero(run):
    code, out, _ = run("diff", "old.txt", "old.txt", "--exit-code")
    assert code == 0
    assert "nothing changed" in out
    assert run("diff", "old.txt", "new.txt")[0] == 0


def test_both_sentences_are_shown(run):
    out = run("diff", "old.txt", "new.txt", "--format", "markdown")[1]
    assert "确保技术合同成交额" in out
    assert "力争技术合同成交额" in out
    rows = list(csv.DictReader(io.StringIO(run("diff", "old.txt", "new.txt", "--format", "csv")[1])))
    assert [(row["change"], row["old_number"] or None, row["new_number"] or None) for row in rows] == FIVE


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        (["--indicator", "rd-intensity"], ["postponed"]),
        (["--topic", "platforms"], ["new"]),
        (["--type", "incentive"], []),
        (["--indicator", "rd-intensity", "--indicator", "high-tech-enterprises"], ["lowered", "postponed"]),
    ],
)
def test_changes_are_narrowed(run, options, kinds):
    out = run("diff", "old.txt", "new.txt", "--format", "json", *options)[1]
    assert [change["change"] for change in json.loads(out)] == kinds


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["old.txt", "none.txt"], 4, "none.txt: no such file"),
        (["old.txt", "none.json"], 2, "none.json: cannot be read"),
        (["old.txt", "bad.json"], 2, "bad.json: is no saved result"),
        (["old.txt", "coverage.json"], 2, "`commitments` is missing"),
        (["old.txt", "new.txt", "--indicator", "rd-intensty"], 2, "did you mean rd-intensity?"),
        (["-", "-"], 2, "not both"),
    ],
)
def test_bad_input_takes_one_line(run, versions, arguments, code, says):
    (versions / "bad.json").write_text("[{", encoding="utf-8")
    (versions / "coverage.json").write_text('{"documents": []}', encoding="utf-8")
    found = run("diff", *arguments)
    assert (found[0], found[1]) == (code, "")
    assert says in found[2]
    assert len(found[2].splitlines()) == 1


def test_plans_are_found_again_by_region():
    old = [
        editions_of(corpus(analysis(doc, OLD, region)), config())[0]
        for doc, region in (("a", "合肥市"), ("b", "南通市"))
    ]
    new = [
        editions_of(corpus(analysis(doc, NEW, region)), config())[0]
        for doc, region in (("x", "南通市"), ("y", "合肥市"))
    ]
    assert [(change.doc, change.kind) for change in diff(old, new, config())] == [
        (doc, kind) for doc in ("x", "y") for kind, *_ in FIVE
    ]


def test_a_plan_that_is_gone_takes_its_commitments_along():
    plans = [
        editions_of(corpus(analysis(doc, OLD, region)), config())[0]
        for doc, region in (("a", "合肥市"), ("b", "南通市"))
    ]
    found = diff(plans, plans[:1], config())
    assert {(change.kind, change.doc) for change in found} == {("gone", "b")}
    assert len(found) == len(plans[1].targets)


def test_a_file_that_is_no_result_is_refused(tmp_path):
    (tmp_path / "list.json").write_text('[{"id": "a"}]', encoding="utf-8")
    with pytest.raises(UsageError, match="is missing"):
        load_editions(tmp_path / "list.json")


SENTENCES = st.lists(
    st.sampled_from(
        [
            "到2025年，高新技术企业达到1000家。",
            "到2025年，力争技术合同成交额达到50亿元。",
            "到2026年，独角兽企业达到3家。",
            "每年引进领军人才10名。",
            "到2025年，全社会研发投入占GDP比重达到2.8%。",
        ]
    ),
    unique=True,
)
OPPOSITES = {
    "gone": "new",
    "lowered": "raised",
    "postponed": "advanced",
    "softened": "hardened",
    "new": "gone",
    "raised": "lowered",
    "advanced": "postponed",
    "hardened": "softened",
}


@given(SENTENCES, SENTENCES)
def test_the_other_way_round_the_opposite_is_told(old, new):
    before, after = (analysis(doc, clause("".join(each))) for doc, each in (("old", old), ("new", new)))
    forth = {(OPPOSITES[kind], right, left) for kind, left, right in told(changes(before, after))}
    assert forth == set(told(changes(after, before)))
    assert {left or right for _, left, right in forth} == {
        target.text
        for one, other in ((before, after), (after, before))
        for target in one.targets
        if target.text not in {each.text for each in other.targets}
    }


def test_the_json_of_a_comparison_holds_its_commitments():
    plan = analysis("old", OLD)
    data = comparison_data(compare(corpus(plan), config()), ("targets",))
    assert [each["id"] for each in data["commitments"]] == [target.id for target in plan.targets]


def work_of(monkeypatch, count):
    """Count how often two texts are compared for plans of so many commitments to one thing, most of them changed."""
    compared = []

    def of(module, name):
        work = getattr(module, name)
        return lambda old, new: compared.append(name) or work(old, new)

    lines = [
        f"{place % 90 + 1}.到{2024 + place % 7}年，力争高新技术企业达到{place + 100}家。"
        for place in range(count)
    ]
    changed = [line.replace("家", "户", place % 3).replace("1", "2") for place, line in enumerate(lines)]
    before, after = (
        editions_of(corpus(analysis("plan", "\n".join(each))), config())
        for each in (lines, changed[7:] + changed[:7])
    )
    with monkeypatch.context() as patch:
        patch.setattr(matching, "_ratio", of(matching, "_ratio"))
        patch.setattr(moves, "_likeness", of(moves, "_likeness"))
        changes = diff(before, after, config())
    assert len(before[0].targets) == count
    assert {"new", "gone"}.isdisjoint(str(change.kind) for change in changes)
    return len(compared)


def test_twice_the_commitments_take_twice_the_work(monkeypatch):
    once, twice = work_of(monkeypatch, 250), work_of(monkeypatch, 500)
    assert twice < 2.2 * once
    assert twice < 500 * 40


@given(st.lists(st.integers(0, 9), min_size=1, max_size=300), st.randoms())
def test_the_same_commitments_in_any_order_are_no_change(values, random):
    target = editions_of(corpus(analysis("plan", clause("到2025年，企业达到100家。"))), config())[0].targets[
        0
    ]
    old = tuple(
        replace(target, id=f"plan/{place}", value=Decimal(value)) for place, value in enumerate(values)
    )
    new = list(old)
    random.shuffle(new)
    assert diff([Edition("plan", None, old)], [Edition("plan", None, tuple(new))], config()) == ()
