"""How sure the program is that a number is a commitment or none, kept with it, and told in words a person reads."""

import csv
import io
import json
import math
import re

import pytest

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.deciding import reasons_for
from policycmp.corpus.pipeline import Tools, analyze_corpus, analyze_document
from policycmp.models import Document, Rejection
from policycmp.tables.mood_reasons import RULES, MoodReasons, rule_label
from policycmp.targets import judge, passages
from policycmp.targets.mood_judge import shipped_judge

CONFIG = load_config()
PLAN = """临湖市人民政府关于推进科技创新的若干措施
临政发〔2023〕5号
一、培育创新主体
（一）壮大高新技术企业。2022年，全市高新技术企业已有90家。到2025年，全市高新技术企业达到120家。对新认定的高新技术企业给予20万元奖励。
（二）引进科技人才。每年引进领军人才10名以上，力争建设院士工作站3家。违反规定的，处2万元罚款。
临湖市人民政府
2023年5月8日
"""
CORRECTIONS = "id,field,value\n{id},commitment,no\n{other},value,7\n"


@pytest.fixture
def plan(tmp_path, monkeypatch):
    # Reading the shipped config is most of a command's time here; once is enough for all tests.
    monkeypatch.setattr("policycmp.config.load_config", lambda path: load_config(path) if path else CONFIG)
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "plan.txt"


@pytest.fixture
def ask(capsys):
    def ask(*arguments):
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return ask


@pytest.fixture
def analysis(plan):
    (analysis,) = analyze_corpus([plan], CONFIG).analyses
    return analysis


def records(out):
    return [json.loads(line) for line in out.splitlines()]


def by_text(numbers):
    return {number.text: number for number in numbers}


def test_what_the_judge_decides_is_kept_with_how_sure_it_is(analysis):
    promised, refused = by_text(analysis.targets), by_text(analysis.rejections)
    assert {"120家", "20万元", "10名以上", "3家"} <= promised.keys()
    assert all(0.5 <= number.confidence < 1 for number in promised.values())
    assert refused["90家"].reason == "fact"
    assert 0.5 <= refused["90家"].confidence < 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [("2023年5月8日", "date"), ("〔2023〕5号", "number of a document"), ("2万元", "penalty")],
)
def test_what_a_rule_settles_has_no_confidence(analysis, text, reason):
    number = by_text(analysis.rejections)[text]
    assert (number.reason, number.confidence) == (reason, None)
    told = reasons_for(number, analysis, CONFIG)
    assert told.data() == {"by": "rule", "rule": reason, "confidence": None, "signs": []}
    assert told.table().rows[0].label == f"settled by rule: {rule_label(reason, 'en')}"


def test_a_cell_of_a_table_is_settled_by_rule():
    text = (
        "临湖市“十四五”科技创新规划\n一、发展目标\n到2025年，科技创新主要指标如下。\n"
        "指标\t单位\t2020年\t2025年\n高新技术企业数\t家\t120\t300\n技术合同成交额\t亿元\t8\t20\n2021年6月1日\n"
    )
    document = Document("plan", "plan.txt", "text", "utf-8", "", text)
    analysis = analyze_document(document, Tools.of(CONFIG))
    target = by_text(analysis.targets)["300"]
    assert target.confidence is None
    told = reasons_for(target, analysis, CONFIG)
    assert told.data()["rule"] == "cell of a table"
    assert told.table("zh").rows[0].label == "由规则判定：表格单元格"


def test_the_reasons_of_every_number_add_up_to_its_confidence(analysis):
    for number in (*analysis.targets, *analysis.rejections):
        if number.confidence is None:
            continue
        told = reasons_for(number, analysis, CONFIG)
        odds = sum(reason.weight for reason in told.reasons())
        is_refused = isinstance(number, Rejection)
        confidence = 1 / (1 + math.exp(odds if is_refused else -odds))
        # The odds are those of the likeliest type, the confidence is of all.
        assert number.confidence == pytest.approx(confidence, abs=0.05)
        assert abs(told.reasons()[0].weight) == max(abs(reason.weight) for reason in told.reasons())


def test_a_plan_that_is_read_as_it_was_meant_is_explained_where_it_stands():
    text = re.sub(r"(?<=，|到)\d\d\d\d(?=年)", lambda match: " ".join(match[0]), PLAN).replace(
        "120家", "1 2 0家"
    )
    analysis = analyze_document(Document("plan", "plan.txt", "text", "utf-8", "", text), Tools.of(CONFIG))
    target = by_text(analysis.targets)["1 2 0家"]
    assert reasons_for(target, analysis, CONFIG).reasons()


def test_every_sign_that_was_learned_is_told_in_words_of_both_languages():
    for sign in shipped_judge().weights:
        (reason,) = MoodReasons(promised=True, confidence=0.9, weights={sign: 1.0}).reasons()
        english, chinese = reason.words
        assert english not in {sign, reason.key}
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert "{" not in english + chinese


def test_every_reason_for_refusing_has_words_in_both_languages():
    told = {*judge.REASONS.values(), *(reason for reason, _ in (*judge._TESTS, *passages._PASSAGES))}
    assert told | {"not promised", "cell of a table", "outside the clauses"} <= RULES.keys()


def test_signs_that_say_one_thing_in_several_ways_are_one_reason():
    weights = {
        "own aim": 0.25,
        "segment aim": 0.5,
        "sentence aim": -0.125,
        "rest aim": -1.0,
        "left 家": 0.1,
        "left 业家": 0.2,
    }
    told = MoodReasons(promised=True, confidence=0.6, weights=weights)
    assert [(reason.key, reason.weight) for reason in told.reasons()] == [
        ("after aim", -1.0), ("before aim", 0.62), ("left", 0.3),
    ]  # fmt: skip
    assert [reason.words[0] for reason in told.reasons()] == [
        "words of aiming (力争, 确保 …) in the rest of its sentence",
        "words of aiming (力争, 确保 …) in its own words",
        "the words right before it: “业家”",
    ]
    assert [row.cells[0].text for row in told.table().rows] == ["−1.00", "+0.62", "+0.30", "−0.08"]


def test_lists_give_it_in_every_format(ask, plan):
    listed = records(ask("targets", plan, "--list", "--format", "jsonl"))
    assert all(0.5 <= record["confidence"] < 1 for record in listed)
    rows = list(csv.DictReader(io.StringIO(ask("targets", plan, "--list", "--format", "csv"))))
    assert [float(row["confidence"]) for row in rows] == [record["confidence"] for record in listed]
    refused = records(ask("targets", plan, "--rejected", "--format", "jsonl"))
    assert {record["confidence"] is None for record in refused} == {True, False}
    compared = json.loads(ask("targets", plan, "--format", "json"))
    assert {one["confidence"] for one in compared["commitments"]} == {one["confidence"] for one in listed}


@pytest.mark.parametrize("further", [["--list"], ["--rejected"], []])
def test_lists_begin_with_the_least_sure(ask, plan, further):
    listed = records(ask("targets", plan, *further, "--sort", "confidence", "--format", "jsonl"))
    plain = records(ask("targets", plan, *(further or ["--list"]), "--format", "jsonl"))
    assert sorted(one["id"] for one in listed) == sorted(one["id"] for one in plain)
    known = [one["confidence"] for one in listed if one["confidence"] is not None]
    assert known == sorted(known)
    assert [one["confidence"] for one in listed][: len(known)] == known
    assert "confidence" in ask("targets", plan, *further, "--sort", "confidence")


@pytest.mark.parametrize("command", ["compare", "targets --actuals"])
def test_only_lists_of_judged_numbers_are_sorted_by_it(plan, capsys, command):
    name, *flags = command.split()
    assert main([name, plan, *flags, "--sort", "confidence"]) == 2
    assert "confidence" in capsys.readouterr().err


def test_show_tells_what_spoke_for_a_commitment_and_against(ask, plan):
    for listed in ("--list", "--rejected"):
        for record in records(ask("targets", plan, listed, "--format", "jsonl")):
            shown = json.loads(ask("show", plan, "--id", record["id"], "--format", "json"))
            decision = shown["decision"]
            assert decision["confidence"] == record["confidence"]
            assert decision["by"] == ("rule" if record["confidence"] is None else "judge")
            assert bool(decision["signs"]) == (record["confidence"] is not None)
            weights = [abs(sign["weight"]) for sign in decision["signs"]]
            assert weights == sorted(weights, reverse=True)
    said = ask("show", plan, "--id", record["id"], "--lang", "zh")
    assert "由规则判定" in said


def test_a_store_tells_the_same(ask, plan, tmp_path):
    store = tmp_path / "plans.store"
    ask("index", plan, "--store", store)
    for listed in ("--list", "--rejected"):
        of_files, of_store = (
            ask("targets", each, listed, "--format", "jsonl", "--sort", "confidence")
            for each in (plan, store)
        )
        assert of_files == of_store
        first = records(of_files)[0]["id"]
        of_files, of_store = (
            json.loads(ask("show", each, "--id", first, "--format", "json")) for each in (plan, store)
        )
        assert of_files["decision"] == of_store["decision"]
        assert of_store["decision"]["signs"]


def test_what_a_reader_corrects_is_settled_by_the_reader(plan, analysis, tmp_path):
    dropped, kept = analysis.targets[0], analysis.targets[1]
    file = tmp_path / "corrections.csv"
    file.write_text(CORRECTIONS.format(id=dropped.id, other=kept.id), encoding="utf-8")
    (corrected,) = analyze_corpus([plan], CONFIG, overrides=file).analyses
    (number,) = [one for one in corrected.rejections if one.span == dropped.span]
    assert number.confidence is None
    assert reasons_for(number, corrected, CONFIG).data()["by"] == "reader"
    assert reasons_for(number, corrected, CONFIG).table("zh").rows[0].label == "由人工更正判定"
    (same,) = [one for one in corrected.targets if one.id == kept.id]
    assert same.confidence == kept.confidence


def test_how_sure_the_program_is_is_no_change_of_a_plan(ask, plan, tmp_path):
    saved = ask("targets", plan, "--list", "--format", "jsonl")
    other = [record | {"confidence": 0.511} for record in records(saved)]
    old = [{key: value for key, value in record.items() if key != "confidence"} for record in other]
    for name, lines in (("other", other), ("old", old)):
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
        assert json.loads(ask("diff", f"{name}.jsonl", plan, "--format", "json", "--exit-code")) == []
