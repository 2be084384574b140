"""The commands: what they write, in which shape, and how they end."""

import csv
import functools
import io
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus import pipeline
from policycmp.renderers import FORMATS

CASES = Path(__file__).parent / "cases" / "cli"
PLAN = """定西市人民政府关于推进科技创新的若干措施
各县、区人民政府，市直各部门：
一、培育创新主体
（一）壮大高新技术企业。到2025年，全市高新技术企业达到120家。对新认定的高新技术企业给予20万元奖励。责任单位：市科技局、市财政局
（二）引进科技人才。每年引进领军人才10名以上，力争建设院士工作站3家。（牵头单位：市人社局，责任单位：市科技局）
二、保障措施
（一）加强知识产权保护。完善保护机制，开展专利导航。
定西市人民政府
2023年5月8日
"""
TARGET_FIELDS = (
    *("id", "doc", "clause", "start", "end", "text", "quote", "type", "indicator", "scope", "comparator"),
    *("value", "value_max", "unit", "basis", "per_year", "deadline", "strength", "topics", "indicator_id"),
    "reasons",
    "counts",
    "confidence",
)
CLAUSE_FIELDS = (
    "id",
    "doc",
    "start",
    "end",
    "heading",
    "path",
    "text",
    "topics",
    "primary",
    "function",
    "agencies",
)


@functools.cache
def shipped_config():
    return load_config()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "other.txt").write_text(
        PLAN.replace("定西", "荆州").replace("120家", "90家"), encoding="utf-8"
    )
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder, capsys, monkeypatch):
    assert folder == Path.cwd()
    # Reading the shipped config is most of a command's time here; once is enough for all tests.
    monkeypatch.setattr(
        "policycmp.config.load_config", lambda path: load_config(path) if path else shipped_config()
    )

    def run(*arguments):
        code = main(arguments)
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "bad_input.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["name"],
)
def test_bad_input_takes_one_line(run, case):
    code, out, err = run(*case["arguments"])
    assert code == case["code"]
    assert len(err.splitlines()) == 1
    assert case["says"] in err
    assert bool(out) == case.get("result", False)


def test_every_mistake_in_a_config_is_told_with_its_line(run, folder):
    (folder / "config.yaml").write_text('policycmp: "1"\ncolour: red\ntopics: none\n', encoding="utf-8")
    code, out, err = run("coverage", "plan.txt")
    assert (code, out) == (2, "")
    assert "config.yaml:2: unknown key `colour`" in err
    note, *mistakes = err.splitlines()
    assert note == "note: config.yaml: used, for it stands here"
    assert all(line.startswith("config.yaml:") for line in mistakes)


def test_a_foreign_config_is_passed_over_with_a_line(run, folder):
    (folder / "config.yaml").write_text("site: mine\nnested:\n  policycmp: no\n", encoding="utf-8")
    code, out, err = run("coverage", "plan.txt")
    assert code == 0
    assert out
    assert err.splitlines() == ["note: config.yaml: passed over, it has no key policycmp: at its top level"]
    assert run("coverage", "plan.txt", "--quiet")[2] == ""


def test_list_has_the_fields_of_the_interface(run):
    code, out, _ = run("targets", "plan.txt", "--list", "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(records) >= 3
    for record in records:
        assert tuple(record) == TARGET_FIELDS
        assert PLAN[record["start"] : record["end"]] == record["text"]
        assert record["text"] in record["quote"]
        assert record["reasons"]
    total = next(record for record in records if record["text"] == "120家")
    assert total | {"type": "target", "value": 120, "unit": "家", "deadline": 2025, "basis": "level"} == total
    assert total["indicator_id"] == "high-tech-enterprises"


def test_clauses_have_the_fields_of_the_interface(run):
    _, out, _ = run("clauses", "plan.txt", "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["id"] for record in records] == ["plan/一/（一）", "plan/一/（二）", "plan/二/（一）"]
    for record in records:
        assert tuple(record) == CLAUSE_FIELDS
        assert PLAN[record["start"] : record["end"]] == record["text"]
        assert all(
            set(topic) == {"id", "score", "evidence"} and topic["evidence"] for topic in record["topics"]
        )
        assert record["primary"] == (record["topics"][0]["id"] if record["topics"] else None)
    assert records[1]["agencies"] == {"lead": ["市人社局"], "members": ["市科技局"]}
    assert records[2]["agencies"] is None


def test_json_of_a_list_holds_the_records_of_its_lines(run):
    for command in (["targets", "--list"], ["targets", "--rejected"], ["clauses"]):
        lines = run(*command, "plan.txt", "--format", "jsonl")[1]
        assert json.loads(run(*command, "plan.txt", "--format", "json")[1]) == list(
            map(json.loads, lines.splitlines())
        )


def test_rejected_numbers_name_their_reason(run):
    records = list(
        map(json.loads, run("targets", "plan.txt", "--rejected", "--format", "jsonl")[1].splitlines())
    )
    assert records
    for record in records:
        assert list(record) == [
            "id",
            "doc",
            "clause",
            "start",
            "end",
            "text",
            "reason",
            "words",
            "confidence",
        ]
        assert record["reason"]
        assert PLAN[record["start"] : record["end"]] == record["text"]


def test_csv_of_a_list_is_a_line_each(run):
    rows = list(csv.DictReader(io.StringIO(run("targets", "plan.txt", "--list", "--format", "csv")[1])))
    records = list(map(json.loads, run("targets", "plan.txt", "--list", "--format", "jsonl")[1].splitlines()))
    assert tuple(rows[0]) == (*TARGET_FIELDS, "region", "region_code", "level", "issued")
    assert [(row["id"], row["text"], row["start"]) for row in rows] == [
        (record["id"], record["text"], str(record["start"])) for record in records
    ]
    assert rows == list(
        csv.DictReader(
            io.StringIO(run("targets", "plan.txt", "--list", "--format", "csv", "--delimiter", ";")[1]),
            delimiter=";",
        )
    )


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--match", "专利导航"], ["plan/二/（一）"]),
        (["--match", "高新技术企业.*奖励"], ["plan/一/（一）"]),
        (["--match", "区块链"], []),
        (["--agency", "市人社局"], ["plan/一/（二）"]),
        (["--agency", "市科技局"], ["plan/一/（一）", "plan/一/（二）"]),
        (["--agency", "市教育局"], []),
        (["--topic", "ip"], ["plan/二/（一）"]),
        (["--topic", "digital"], []),
        (["--topic", "ip", "--topic", "talent"], ["plan/一/（二）", "plan/二/（一）"]),
    ],
)
def test_clauses_are_selected(run, options, ids):
    out = run("clauses", "plan.txt", *options, "--format", "jsonl")[1]
    assert [json.loads(line)["id"] for line in out.splitlines()] == ids


def test_types_and_topics_narrow_the_list(run):
    def texts(*options):
        lines = run("targets", "plan.txt", "--list", "--format", "jsonl", *options)[1].splitlines()
        return [json.loads(line)["text"] for line in lines]

    assert texts("--type", "incentive") == ["20万元"]
    assert "20万元" not in texts("--type", "target")
    assert texts("--type", "incentive", "--type", "target") == texts()
    assert texts("--topic", "digital") == []
    assert texts("--indicator", "high-tech-enterprises") == ["120家", "20万元"]
    assert texts("--indicator", "高新技术企业", "--type", "target") == ["120家"]
    assert texts("--indicator", "rd-intensity") == []


def test_compare_follows_its_own_schema(run):
    schema = json.loads(run("compare", "--json-schema")[1])
    whole = json.loads(run("compare", "plan.txt", "other.txt", "--format", "json")[1])
    jsonschema.validate(whole, schema)
    assert [document["doc"] for document in whole["documents"]] == ["other", "plan"]
    for part in ("coverage", "targets", "ambition"):
        alone = json.loads(run(part, "plan.txt", "other.txt", "--format", "json")[1])
        assert alone[part] == whole[part]
        assert not {"coverage", "targets", "ambition"} - {part} & set(alone)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("command", ["compare", "clauses"])
def test_same_bytes_in_any_order(run, command, format_):
    def written(*plans):
        assert run(command, *plans, "--format", format_, "-o", "result")[0] == 0
        return Path("result").read_bytes()

    first = written("plan.txt", "other.txt")
    assert first
    assert written("other.txt", "plan.txt") == first


def test_a_workbook_is_not_printed_on_a_terminal(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = run("compare", "plan.txt", "--format", "xlsx")
    assert (code, out, err) == (2, "", "error: xlsx is nothing to print: name a file with -o\n")


@pytest.mark.parametrize("format_", ["table", "markdown", "html", "latex"])
@pytest.mark.parametrize(("lang", "words"), [("en", "Source: 2 plans, read by"), ("zh", "来源：2份方案")])
def test_notes_stand_under_each_table(run, format_, lang, words):
    def written(*options):
        return run("compare", "plan.txt", "other.txt", "--format", format_, "--lang", lang, *options)[1]

    assert written().count(words) <= 1  # documents say it once at their foot
    assert written("--notes").count(words) >= 3


@pytest.mark.parametrize(
    ("format_", "sentence"),
    [
        ("markdown", "[^1]: "),
        ("html", '<li id="e1">'),
        ("latex", "\\item[1] "),
    ],
)
def test_sentences_behind_cells_come_with_the_tables(run, format_, sentence):
    written = run("targets", "plan.txt", "--format", format_)[1]
    assert sentence in written
    assert "全市高新技术企业达到120家" in written
    assert "plan.txt:4" in written


def test_cities_keep_their_plans_alone(run):
    def docs(*cities):
        data = json.loads(run("coverage", "plan.txt", "other.txt", "--format", "json", *cities)[1])
        return [document["doc"] for document in data["documents"]]

    assert docs("--cities", "定西") == docs("--cities", "定西市") == docs("--cities", "plan") == ["plan"]
    assert docs("--cities", "定西,荆州") == docs("--cities", "定西", "--cities", "other") == ["other", "plan"]


def test_rows_are_narrowed_and_scored_anew(run):
    def rows(*options):
        return json.loads(run("compare", "plan.txt", "other.txt", "--format", "json", *options)[1])

    whole = rows()
    assert {row["topic"] for row in rows("--topic", "high-tech-enterprises")["targets"]} == {
        "high-tech-enterprises"
    }
    assert {row["type"] for row in rows("--type", "incentive")["targets"]} == {"incentive"}
    assert len(rows("--top", "1")["targets"]) == 1
    out = run("targets", "plan.txt", "--indicator", "high-tech-enterprises", "--format", "json")[1]
    found = {row["indicator_id"] for row in json.loads(out)["targets"]}
    assert found == {"high-tech-enterprises", "grant-high-tech-new"}
    assert rows("--min-cities", "2")["targets"] == whole["targets"]
    assert rows("--min-cities", "3")["targets"] == []
    assert rows("--type", "incentive")["ambition"]["rows"] == []
    assert whole["ambition"]["rows"]


def test_output_takes_its_format_from_the_ending(run, folder):
    assert run("compare", "plan.txt", "-o", "result.json") == (0, "", "")
    assert json.loads((folder / "result.json").read_text(encoding="utf-8")) == json.loads(
        run("compare", "plan.txt", "--format", "json")[1]
    )
    run("coverage", "plan.txt", "-o", "result.csv")
    assert (folder / "result.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert sorted(path.name for path in folder.glob("*result*")) == ["result.csv", "result.json"]


def test_an_interrupted_run_leaves_the_old_file(run, folder, monkeypatch):
    (folder / "result.json").write_text("old", encoding="utf-8")

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("policycmp.cli.streams.Path.replace", interrupt)
    before = sorted(path.name for path in folder.iterdir())
    code, out, err = run("compare", "plan.txt", "-o", "result.json")
    assert (code, out, err) == (130, "", "interrupted\n")
    assert (folder / "result.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_fault_within_a_plan_costs_that_plan(run, folder, monkeypatch):
    def fail_at_one(document):
        if document.doc == "other":
            raise ZeroDivisionError("not so\nfast")
        return find_metadata(document)

    find_metadata = pipeline.find_metadata
    monkeypatch.setattr(pipeline, "find_metadata", fail_at_one)
    alone = run("coverage", "plan.txt", "--format", "csv")[1]
    (folder / "other.txt").write_text("荆州市科技创新方案\n一、任务\n", encoding="utf-8")
    code, out, err = run("coverage", "plan.txt", "other.txt", "--format", "csv")
    assert (code, out) == (3, alone)
    assert err.count("\n") == 1
    assert err.startswith(
        "error: other.txt: a fault of the program at stage analyze (ZeroDivisionError: not so fast"
    )
    assert "please report" in err
    _, _, err = run("coverage", "plan.txt", "other.txt", "--format", "csv", "--debug")
    assert "Traceback (most recent call last):" in err


def test_a_fault_outside_a_plan_has_a_code_of_its_own(run, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("policycmp.cli.session.exit_code", fail)
    code, _, err = run("coverage", "plan.txt", "--format", "csv")
    assert code == 70
    assert err.count("\n") == 1
    assert "a fault of the program (ZeroDivisionError at test_cli.py:" in err
    code, _, err = run("--debug", "coverage", "plan.txt", "--format", "csv")
    assert code == 70
    assert "Traceback (most recent call last):" in err


def test_show_opens_every_id_of_the_lists(run):
    for command in (["targets", "--list"], ["clauses"]):
        for line in run(*command, "plan.txt", "--format", "jsonl")[1].splitlines():
            record = json.loads(line)
            code, out, _ = run("show", "plan.txt", "--id", record["id"], "--format", "json")
            shown = json.loads(out)
            assert code == 0
            assert record in (shown["target"], shown["clause"])
            row = PLAN.splitlines()[shown["place"]["line"] - 1]
            assert row[shown["place"]["column"] - 1 :].startswith(record["text"].splitlines()[0])


def test_show_names_the_evidence_and_the_reasons(run):
    out = run("show", "plan.txt", "--id", "plan/一/（一）")[1]
    assert "plan.txt:4:1" in out
    assert "high-tech-enterprises (" in out
    assert "reasons" in out
    shown = json.loads(run("show", "plan.txt", "--id", "plan/一/（一）", "--format", "json")[1])
    assert {target["text"] for target in shown["targets"]} >= {"120家", "20万元"}
    assert all(rejection["reason"] for rejection in shown["rejected"])


def test_outline_draws_the_headings(run):
    code, out, _ = run("outline", "plan.txt")
    tree = [line.partition(" · ")[0] for line in out.splitlines() if "── " in line]
    assert code == 0
    assert tree == [
        "├── 一、培育创新主体",
        "│   ├── （一）壮大高新技术企业",
        "│   └── （二）引进科技人才",
        "└── 二、保障措施",
        "    └── （一）加强知识产权保护",
    ]


def test_outline_of_a_plan_as_data(run):
    data = json.loads(run("outline", "plan.txt", "--format", "json")[1])
    assert list(data)[:6] == ["doc", "path", "format", "encoding", "sha256", "chars"]
    assert data["chars"] == len(PLAN)
    assert set(data["region"]) == {"name", "level", "code", "source"}
    assert [clause["path"] for clause in data["clauses"]] == [
        ["培育创新主体"],
        ["培育创新主体"],
        ["保障措施"],
    ]
    assert not any("text" in clause for clause in data["clauses"])


def test_outline_shows_what_was_dropped(run, folder):
    (folder / "page.txt").write_text(f"【打印本页】\n{PLAN}【关闭窗口】\n", encoding="utf-8")
    records = list(
        map(json.loads, run("outline", "page.txt", "--dropped", "--format", "jsonl")[1].splitlines())
    )
    assert [record["text"] for record in records] == ["【打印本页】", "【关闭窗口】"]
    assert all(record["reason"] for record in records)


def test_the_same_text_twice_is_reported_and_compared_once(run, folder):
    (folder / "copy.txt").write_text(PLAN, encoding="gb18030")
    code, out, err = run("coverage", "plan.txt", "copy.txt", "--format", "json")
    assert code == 0
    assert err.splitlines() == ["warning: plan.txt: the same text as `copy` (copy.txt); it is left out"]
    assert [document["doc"] for document in json.loads(out)["documents"]] == ["copy"]


def test_what_the_user_knows_better_is_named_in_the_outline(run, folder):
    (folder / "meta.csv").write_text("doc,year,region\nplan,2021,荆州\n", encoding="utf-8")
    arguments = ("outline", "plan.txt", "--meta", "meta.csv")
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    named = ["meta.csv:2: region is 荆州市 instead of 定西市", "meta.csv:2: year is 2021 instead of 2023"]
    assert f"corrected: {'; '.join(named)}" in out.splitlines()
    data = json.loads(run(*arguments, "--format", "json")[1])
    assert data["region"] == {"name": "荆州市", "level": "city", "code": "421000", "source": "meta"}
    assert (data["issued"], data["warnings"]) == ("2021", named)
    compared = json.loads(run("compare", "plan.txt", "--meta", "meta.csv", "--format", "json")[1])
    assert [issue["message"] for issue in compared["issues"]] == named


@pytest.mark.parametrize(
    "command", ["compare", "coverage", "targets", "ambition", "clauses", "show", "outline", "evaluate"]
)
def test_every_command_that_reads_plans_takes_corrections(run, command):
    assert "--meta" in run(command, "--help")[1]


def test_an_addition_gets_its_window_from_the_year_that_the_user_gives(run, folder):
    (folder / "plan.txt").write_text(
        "南通市科技创新意见\n一、任务\n（一）壮大企业。到2018年，新增高新技术企业1000家。\n", encoding="utf-8"
    )
    (folder / "meta.csv").write_text("doc,year\nplan,2016\n", encoding="utf-8")

    def cells(*more):
        data = json.loads(run("targets", "plan.txt", "--format", "json", *more)[1])
        return [
            (row["window"], cell["state"], cell["text"])
            for row in data["targets"]
            for cell in row["cells"].values()
        ]

    assert cells()[0][:2] == (None, "window")
    ((window, state, text),) = cells("--meta", "meta.csv")
    assert (window, state) == (1, "value")
    assert "500" in text


def test_help_of_every_command_has_an_example(run):
    commands = [
        "compare",
        "coverage",
        "measures",
        "targets",
        "ambition",
        "clauses",
        "show",
        "outline",
        "evaluate",
    ]
    commands += ["diff", "check", "run"]
    overview = run("--help")[1]
    for command in commands:
        assert command in overview
        assert f"Example: policycmp {command} " in run(command, "--help")[1]
    assert run()[:2] == (0, overview)
    assert run("--version")[1].startswith("policycmp 0.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("compare --topic t", {"tech-finance", "talent", "tech-transfer"}),
        ("targets --type ", {"target", "incentive", "rule"}),
        ("diff --indicator rd-i", {"rd-intensity", "rd-intensity-rank", "rd-institution-coverage"}),
        ("compare --format j", {"json", "jsonl"}),
        ("check --format j", {"json", "jsonl", "junit"}),
        ("run --only ", {"cities"}),
        ("comp", {"compare"}),
    ],
)
def test_the_shell_completes(folder, capsys, monkeypatch, typed, words):
    (folder / "config.yaml").write_text(
        "comparisons:\n  - id: cities\n    plans: [plan.txt]\n", encoding="utf-8"
    )
    line = f"policycmp {typed}"
    monkeypatch.setenv("_POLICYCMP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    with pytest.raises(SystemExit):
        main([])
    assert set(capsys.readouterr().out.split()) == words
