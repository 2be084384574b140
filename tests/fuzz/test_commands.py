"""Every command on harmed plans: an exit code that is documented, one line for each trouble, the same bytes again."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import finite
from mutations import flipped, plan

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.engines import PoolEngine
from policycmp.errors import ConfigError

EXAMPLES = int(os.environ.get("POLICYCMP_FUZZ", "400")) // 60
COMMANDS = [
    *(["compare"], ["coverage"], ["measures"], ["targets"], ["targets", "--list"], ["targets", "--rejected"]),
    *(["ambition"], ["clauses"], ["check"], ["topics", "show"]),
]
FORMATS = ("table", "markdown", "csv", "json", "jsonl", "xlsx", "html", "latex", "docx")
CODES = {0, 1, 2, 3, 4}
QUICK = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load_config()
    monkeypatch.setattr(
        "policycmp.config.load_config", lambda path=None: config if path is None else load_config(path)
    )
    return tmp_path


def write(folder, mixed):
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(plan(mixed), encoding="utf-8", errors="replace")


def told(capsys, code):
    """Check how a command ended; give what it wrote."""
    written = capsys.readouterr()
    assert code in CODES, written.err
    assert "fault of the program" not in written.err
    assert "Traceback" not in written.err
    return written.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@QUICK
@given(seed=st.integers(0, 1 << 32))
def test_a_command(folder, capsys, command, seed):
    mixed = random.Random(seed)
    write(folder, mixed)
    format_ = mixed.choice(FORMATS)
    result = folder / "result"
    arguments = [*command, *([] if command[0] == "topics" else ["a.txt", "b.txt"])]
    told(capsys, main([*arguments, "--format", format_, "-o", str(result)]))
    if format_ == "json" and result.exists():
        finite(result.read_bytes())
    before = result.read_bytes() if result.exists() else None
    turned = ["b.txt" if each == "a.txt" else "a.txt" if each == "b.txt" else each for each in arguments]
    told(capsys, main([*turned, "--format", format_, "-o", str(result)]))
    assert (result.read_bytes() if result.exists() else None) == before
    result.unlink(missing_ok=True)


@QUICK
@given(seed=st.integers(0, 1 << 32))
def test_one_plan(folder, capsys, seed):
    write(folder, random.Random(seed))
    told(capsys, main(["outline", "a.txt"]))
    told(capsys, main(["diff", "a.txt", "b.txt", "--format", "json"]))
    ids = told(capsys, main(["targets", "a.txt", "--list", "--format", "jsonl"])).splitlines()
    for line in ids[:2]:
        assert main(["show", "a.txt", "--id", finite(line)["id"]]) == 0
    capsys.readouterr()


@settings(QUICK, max_examples=max(2, EXAMPLES // 4))
@given(seed=st.integers(0, 1 << 32))
def test_a_store_and_more_processes_say_the_same(folder, capsys, seed):
    write(folder, random.Random(seed))
    files = told(capsys, main(["compare", "a.txt", "b.txt", "--format", "json"]))
    told(capsys, main(["index", "a.txt", "b.txt", "--store", "plans.store"]))
    stored = told(capsys, main(["compare", "plans.store", "--format", "json"]))
    assert stored == files
    config = load_config()
    both = ["a.txt", "b.txt"]
    assert analyze_corpus(both, config, engine=PoolEngine(2)) == analyze_corpus(both, config)
    for path in Path().glob("plans.store*"):
        path.unlink() if path.is_file() else None


@settings(QUICK, max_examples=EXAMPLES * 5)
@given(seed=st.integers(0, 1 << 32))
def test_a_harmed_config(folder, seed):
    mixed = random.Random(seed)
    lines = CONFIG.splitlines(keepends=True)
    for _ in range(mixed.choice((1, 2, 5))):
        place, other = mixed.randrange(len(lines)), mixed.randrange(len(lines))
        lines[place] = mixed.choice(
            (
                "",
                lines[other],
                lines[place] * 2,
                "  " + lines[place],
                lines[place].replace(":", ": " + mixed.choice(VALUES) + " #", 1),
            )
        )
    (folder / "own.yaml").write_bytes(
        flipped("".join(lines).encode(), mixed) if mixed.random() < 0.3 else "".join(lines).encode()
    )
    told = []
    try:
        load_config(folder / "own.yaml")
    except ConfigError as error:
        told = str(error).splitlines()
    assert all(line.startswith(f"{folder / 'own.yaml'}:") for line in told)


VALUES = (
    *(
        "[]",
        "{}",
        "~",
        "1",
        "-1",
        "1e999",
        ".nan",
        ".inf",
        '""',
        "[[[]]]",
        "yes",
        "2020-01-01",
        "!!int x",
        "&a [*a]",
        "*b",
        "|",
    ),
    *(
        "<<",
        '"\\0"',
        "'\\ud800'",
        "0x1F",
        "1:30",
        "9" * 400,
        "{a: {b: c}}",
        "- x",
        "? y",
        "!!binary x",
        "!!set {x}",
    ),
)
CONFIG = """policycmp: "2"
extends: default
settings:
  percentile_from: 4
  means: [资金, 经费]
  most_seconds: 20
topics:
  - id: carbon
    label: {en: Carbon, zh: 碳达峰}
    strong: [碳达峰]
    terms: [减排, 节能]
    negative: [碳达峰办公室]
indicators:
  - {id: emissions, label: {en: Emissions, zh: 排放}, topic: carbon, names: [碳排放], unit: money, direction: down}
measures:
  - {id: trading, label: {en: Trading, zh: 碳交易}, topic: carbon, terms: [碳交易, 排放…交易]}
units:
  - {id: money, words: {元: 1, 万元: 10000, 亿元: "100000000"}}
rules:
  - {id: covers, require: covered, topic: carbon}
  - {id: cuts, require: at-most, indicator: emissions, value: 5万元, plans: [a]}
comparisons:
  - {id: all, plans: [a.txt], files: [out.csv], options: {topic: [carbon], lang: zh, top: 3}}
overrides:
  - {id: a/一/1, field: deadline, value: 2030}
"""


@settings(QUICK, max_examples=EXAMPLES * 2)
@given(seed=st.integers(0, 1 << 32))
def test_a_harmed_result(folder, capsys, seed):
    mixed = random.Random(seed)
    (folder / "a.txt").write_text(
        "定西市方案\n一、任务。到2025年，高新技术企业达到120家，投入5%。\n", encoding="utf-8"
    )
    told(capsys, main(["targets", "a.txt", "--list", "--format", "jsonl", "-o", "saved.jsonl"]))
    saved = (folder / "saved.jsonl").read_text(encoding="utf-8")
    for _ in range(mixed.choice((1, 2))):
        field = mixed.choice(
            (
                '"value": 120',
                '"2025"',
                "2025",
                '"ge"',
                "null",
                '"target"',
                "[",
                "{",
                "true",
                "false",
                "5",
                '"id"',
            )
        )
        saved = saved.replace(
            field, mixed.choice(('"x"', "null", "[]", "{}", "-1", "1e400", "NaN", "true", '"NaN"', "")), 1
        )
    (folder / "saved.jsonl").write_text(saved, encoding="utf-8")
    told(capsys, main(["diff", "saved.jsonl", "a.txt"]))
