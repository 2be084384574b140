"""Policy instruments: clauses with what must come out, counts and balance by hand, every format read back."""

import csv
import io
import json
import math
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate
from markdown_it import MarkdownIt

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.exchange.matrix import column_names, matrix_rows
from policycmp.instruments import InstrumentCoder
from policycmp.instruments.instrument_tallies import effective_number, tally
from policycmp.renderers import render_json
from policycmp.tables import json_schema
from policycmp.tables.instrument_data import coded_records, instruments_data

CASES = yaml.safe_load((Path(__file__).parent / "cases/instruments/clauses.yaml").read_text(encoding="utf-8"))
CONFIG = load_config()
SAMPLES = Path(__file__).parent.parent / "samples"
PLAN = "某市科技创新实施方案\n\n某市人民政府\n2028年3月1日\n\n一、重点任务\n\n{clauses}\n"


@pytest.fixture(scope="module")
def samples():
    corpus = analyze_corpus([SAMPLES], CONFIG)
    return corpus, [InstrumentCoder(CONFIG).code(analysis) for analysis in corpus.analyses]


def code(folder, *texts, config=CONFIG):
    """The coded clauses of a plan of some texts, a numbered clause each."""
    numerals = "一二三四五六七八九十"
    clauses = "\n\n".join(f"（{numerals[place]}）{text}" for place, text in enumerate(texts))
    (folder / "plan.txt").write_text(PLAN.format(clauses=clauses), encoding="utf-8")
    [analysis] = analyze_corpus([folder], config).analyses
    return [one for one in InstrumentCoder(config).code(analysis).clauses if "重点任务" in one.clause.path[0]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_clause_has_its_instruments_and_directs(tmp_path, case):
    [coded] = code(tmp_path, case["text"])
    told = {use.instrument: use for use in coded.uses}
    assert sorted(told) == case["instruments"], coded.uses
    assert (coded.directive and coded.directive.id) == case["directive"], coded.directive


def test_every_word_quotes_the_text(samples):
    corpus, plans = samples
    for analysis, plan in zip(corpus.analyses, plans, strict=True):
        text = analysis.document.text
        for coded in plan.clauses:
            assert all(use.span.of(text) == use.text for use in coded.uses)
            if coded.directive:
                quoted = [span.of(text) for span in coded.directive.spans]
                assert quoted == list(coded.directive.words)


def test_purposes_and_definitions_use_none(samples):
    for coded in samples[1][0].clauses:
        if coded.clause.function in {"purpose", "definition", "formal"}:
            assert not coded.uses


def test_there_are_sixteen_and_each_side_has_some():
    sides = [each.side for each in CONFIG.instruments]
    assert len(sides) == 16
    assert [sides.count(side) for side in ("supply", "environment", "demand")] == [5, 6, 5]


def test_words_of_ones_own_change_what_is_found(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        'policycmp: "2"\nextends: default\ninstruments:\n'
        "  - {id: vouchers, strong: [数据要素券]}\n"
        "  - {id: tax, negative: [房产税]}\n"
        "  - {id: land, label: {en: Land, zh: 土地}, side: supply, stip: {en: Governance, zh: 治理}, "
        "terms: [用地], verbs: [保障]}\n",
        encoding="utf-8",
    )
    folder = tmp_path / "plans"
    folder.mkdir()
    first, second, third = code(
        folder, "发放数据要素券。", "免收房产税。", "保障项目用地。", config=load_config(own)
    )
    assert (first.instruments, second.instruments, third.instruments) == (("vouchers",), (), ("land",))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((5,), 1), ((3, 3), 2), ((1, 1, 1, 1), 4), ((0, 4, 0), 1), ((), None), ((0,), None), ((3, 1), 1.7548)],
)
def test_the_balance_by_hand(counts, expected):
    found = effective_number(counts)
    assert found is None if expected is None else abs(float(found) - expected) < 1e-4


@given(st.lists(st.integers(0, 200), max_size=16))
def test_the_balance_lies_between_one_and_the_number_of_kinds(counts):
    found = effective_number(counts)
    present = [count for count in counts if count]
    if not present:
        assert found is None
        return
    whole = sum(present)
    entropy = -sum(count / whole * math.log(count / whole) for count in present)
    assert abs(float(found) - math.exp(entropy)) < 1e-3
    assert 1 <= found <= len(present)
    assert effective_number(sorted(counts)) == found


def test_shares_are_of_codings(tmp_path):
    coded = code(
        tmp_path, "落实研发费用加计扣除政策。", "建设孵化器。", "建设孵化器，发放创新券。", "做好各项工作。"
    )
    plan = InstrumentCoder(CONFIG).code(analyze_corpus([tmp_path], CONFIG).analyses[0])
    counted = tally(plan)
    assert counted.total == sum(len(one.instruments) for one in coded) == 4
    assert (counted.share(["infrastructure"]), counted.share(["tax", "vouchers"])) == (0.5, 0.5)
    assert float(counted.balance) == pytest.approx(2 * math.sqrt(2), abs=1e-3)


def test_the_json_follows_its_schema_in_every_part(capsys):
    schema = json_schema("instruments")
    assert main(["instruments", "--json-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema
    for extra in ([], ["--topic", "talent"], ["--list"], ["--pmc"]):
        assert main(["instruments", str(SAMPLES), "--quiet", "--format", "json", *extra]) == 0
        validate(json.loads(capsys.readouterr().out), schema)


def test_counts_of_the_json_are_those_of_its_clauses(samples):
    tallies = [tally(plan) for plan in samples[1]]
    data = json.loads(render_json(instruments_data(tallies, CONFIG)))
    for plan in data["plans"].values():
        assert plan["codings"] == sum(len(one["clauses"]) for one in plan["instruments"].values())
        assert sum(plan["sides"].values()) == pytest.approx(1, abs=1e-3)
        assert sum(len(one["clauses"]) for one in plan["directives"].values()) <= plan["clauses"]
    crossed = {line["topic"]: line["cells"] for line in data["topics"]}
    talent = sum(
        line["counts"].get("training", 0)
        for plan in data["plans"].values()
        for line in plan["topics"]
        if line["topic"] == "talent"
    )
    assert crossed["talent"]["training"]["count"] == talent > 0


def test_a_topic_narrows_the_clauses(samples):
    plan = samples[1][0]
    own = tally(plan, ["talent"])
    assert own.clauses == sum(
        any(topic.id == "talent" for topic in one.clause.topics) for one in plan.clauses
    )
    assert set(own.topics) <= {"talent"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("extra", [[], ["--pmc"], ["--list"]])
def test_every_format_holds_the_table(lang, extra, tmp_path, capsys):
    word = {"en": "Talent and training", "zh": "人才培养"}[lang]
    word = word if extra != ["--pmc"] else {"en": "encourages", "zh": "引导"}[lang]
    for ending in ("txt", "md", "csv", "jsonl", "xlsx", "html", "tex", "docx"):
        file = tmp_path / f"out.{ending}"
        arguments = ["instruments", str(SAMPLES), "--quiet", "--lang", lang, "-o", str(file), *extra]
        assert main(arguments) == 0
        if ending == "xlsx":
            sheets = openpyxl.load_workbook(file).worksheets
            texts = [str(cell.value) for sheet in sheets for row in sheet for cell in row]
            assert any(word in text for text in texts)
        elif ending == "md":
            assert word in MarkdownIt().enable("table").render(file.read_text(encoding="utf-8"))
        elif ending in {"txt", "html"} or (ending == "csv" and extra != ["--list"]):
            assert word in file.read_text(encoding="utf-8-sig")
    assert capsys.readouterr().err == ""


def test_listed_clauses_are_records_a_line(capsys):
    assert main(["instruments", str(SAMPLES), "--quiet", "--list", "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["doc"] for line in lines} == {path.stem for path in SAMPLES.glob("*.txt")}
    assert any(line["instruments"] for line in lines)


def test_many_plans_stand_a_row_each(tmp_path, capsys):
    cities = [
        "荆州",
        "南通",
        "定西",
        "驻马店",
        "合肥",
        "芜湖",
        "襄阳",
        "宜昌",
        "苏州",
        "无锡",
        "洛阳",
        "兰州",
        "青岛",
    ]
    for place, city in enumerate(cities):
        clauses = f"（一）建设{place + 2}家孵化器。\n\n（二）{city}市引进{city}急需人才{place * 7 + 3}名。"
        text = PLAN.replace("某市", f"{city}市").format(clauses=clauses)
        (tmp_path / f"p{place:02}.txt").write_text(text, encoding="utf-8")
    assert main(["instruments", str(tmp_path), "--quiet", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["column_key"] for row in rows if row["table"] == "instruments"} >= {
        "balance",
        "supply",
        "leading",
    }


def test_the_same_comes_from_a_store(tmp_path, capsys):
    store = tmp_path / "plans.store"
    assert main(["index", str(SAMPLES), "--store", str(store), "--quiet"]) == 0
    capsys.readouterr()
    for extra in ([], ["--pmc"], ["--matrix"], ["--where", "level = 'city'"]):
        outputs = []
        for plans in (store, SAMPLES):
            assert main(["instruments", str(plans), "--quiet", "--format", "json", *extra]) == 0
            outputs.append(capsys.readouterr().out)
        assert outputs[0] == outputs[1]


def test_the_matrix_is_read_by_statistics_programs(capsys, samples):
    assert main(["instruments", str(SAMPLES), "--quiet", "--matrix", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    names = list(rows[0])
    assert names[:5] == ["doc", "region_code", "region", "level", "year"]
    assert {"topic_talent", "instrument_public_service"} <= set(names)
    assert all(len(name) <= 32 and name.isidentifier() for name in names)
    assert all(row[name] in {"0", "1"} for row in rows for name in names[5:])
    clauses = list(matrix_rows(samples[1], CONFIG, unit="clause"))
    for row in rows:
        own = [one for one in clauses if one["doc"] == row["doc"]]
        assert all(int(row[name]) == max(one[name] for one in own) for name in names[5:])


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,60}", fullmatch=True), unique=True, max_size=30))
def test_names_of_columns_are_valid_and_unlike(ids):
    names = column_names("instrument", ids)
    assert len(set(names.values())) == len(ids)
    assert all(len(name) <= 32 and name.isidentifier() for name in names.values())


def test_wrong_usage_is_told_on_one_line(capsys):
    assert main(["instruments", str(SAMPLES), "--pmc", "--topic", "talent"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_records_name_the_place_of_every_word(samples):
    corpus, plans = samples
    text = corpus.analyses[0].document.text
    for record in coded_records(plans[0].clauses):
        for instrument in record["instruments"]:
            assert all(text[one["start"] : one["end"]] == one["text"] for one in instrument["evidence"])
