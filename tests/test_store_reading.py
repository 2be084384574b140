"""A store in place of plans: the same answers as from the files, conditions on plans, and whom it refuses."""

import functools
import json
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
import yaml

from policycmp.cli import main
from policycmp.compare.coverage import compare_coverage
from policycmp.config import load_config
from policycmp.corpus.assembly import load_corpus
from policycmp.corpus.indexing import index_corpus
from policycmp.corpus.jobs import Job
from policycmp.corpus.pipeline import Analyst, analyze_corpus
from policycmp.readers import Input
from policycmp.store.analyses import StoredAnalyses

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases" / "store"
COMMANDS = yaml.safe_load((CASES / "commands.yaml").read_text(encoding="utf-8"))
ANALYZE = Analyst.analyze
CONDITIONS = yaml.safe_load((CASES / "where.yaml").read_text(encoding="utf-8"))


@functools.cache
def shipped_config():
    return load_config()


@functools.cache
def analyzed(path, doc, content):
    """Analyze a plan once for all tests: what is tested here lies behind that."""
    assert content
    return ANALYZE(Analyst(shipped_config()), Job(Input(path, doc)))


@functools.cache
def sampled():
    return analyze_corpus(["samples"], shipped_config(), actuals=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    store = tmp_path_factory.mktemp("stores") / "[all] plans.store"
    index_corpus([ROOT / "samples"], shipped_config(), store)
    return store


@pytest.fixture
def store(made, tmp_path):
    """A store that a test may break."""
    copy = shutil.copy(made, tmp_path)
    shutil.copytree(f"{made}.shards", f"{copy}.shards")
    return Path(copy)


@pytest.fixture
def ask(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(
        "policycmp.config.load_config", lambda path: load_config(path) if path else shipped_config()
    )

    def analyze(_, job):
        path = job.source.path
        return analyzed(path, job.source.doc, Path(path).read_bytes())

    monkeypatch.setattr("policycmp.corpus.pipeline.Analyst.analyze", analyze)

    def asked(*arguments):
        code = main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        return code, out, err

    return asked


def changed(store, statement):
    with duckdb.connect(str(store)) as database:
        database.execute(statement)
    return store


@pytest.fixture(scope="module")
def relative(tmp_path_factory):
    """A store of the samples under the paths that the commands below give them."""
    store = tmp_path_factory.mktemp("relative") / "plans.store"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        index_corpus(["samples"], shipped_config(), store)
    return store


@pytest.mark.parametrize("command", COMMANDS)
def test_a_store_answers_as_the_files_do(command, relative, ask, monkeypatch):
    # Wide enough that a command to type next has room for what it answers, whichever it names.
    monkeypatch.setenv("COLUMNS", "500")
    words = shlex.split(command)
    of_files, of_store = (
        ask(*(plans if word == "PLANS" else word for word in words)) for plans in ("samples", relative)
    )
    assert of_files[1]
    assert _without_wraps(of_store, relative) == _without_wraps(of_files, relative)


def _without_wraps(answer, store):
    """Name the samples where commands to type next name the store, which is longer and wraps lines elsewhere."""
    code, *printed = answer
    return code, ["".join(part.split()).replace(str(store), "samples") for part in printed]


def test_a_store_gives_the_analyses_of_the_files(relative, monkeypatch):
    monkeypatch.chdir(ROOT)
    from_files, from_store = sampled(), load_corpus(relative, shipped_config())
    for one, other in zip(from_files.analyses, from_store.analyses, strict=True):
        assert replace(one, fingerprint=None) == replace(other, fingerprint=None)
    assert (from_store.labels, from_store.issues) == (from_files.labels, from_files.issues)


def test_plans_are_loaded_one_after_the_other_as_they_are_at_once(relative, monkeypatch):
    monkeypatch.setattr("policycmp.store.analyses._BATCH", 2)
    some = load_corpus(relative, shipped_config(), at_once=False)
    whole = tuple(
        replace(each, fingerprint=None) for each in load_corpus(relative, shipped_config()).analyses
    )
    assert [tuple(some.analyses), tuple(some.analyses)] == [whole, whole]
    assert (some.analyses[1], tuple(some.analyses[1:3])) == (whole[1], whole[1:3])
    assert [each.doc for each in some.heads] == [each.doc for each in whole]


@pytest.mark.parametrize("case", CONDITIONS, ids=lambda case: case["where"])
@pytest.mark.parametrize("plans", ["files", "store"])
def test_conditions_on_plans(case, plans, made, ask, monkeypatch):
    monkeypatch.setattr("policycmp.store.guarding.MOST_SECONDS", 1)
    named = "samples" if plans == "files" else made
    code, out, err = ask("compare", named, "--format", "json", "--quiet", "--where", case["where"])
    if "holds" in case:
        assert (code, err) == (0, "")
        assert sorted(each["doc"] for each in json.loads(out)["documents"]) == case["holds"]
    else:
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("error: --where: ")
        assert case["says"] in err


def test_a_condition_is_refused_before_any_plan_is_read(ask):
    code, _, err = ask("compare", "nowhere.txt", "--where", "regoin = '定西市'")
    assert (code, "did you mean region?" in err, "no such file" in err) == (2, True, False)


def test_copies_and_versions_are_told_of_the_plans_that_are_selected(tmp_path, ask):
    folder, store = tmp_path / "plans", tmp_path / "plans.store"
    folder.mkdir()
    text = (ROOT / "samples" / "dingxi-2020.txt").read_text(encoding="utf-8")
    for name, content in {
        "a": text,
        "b": text + "\n打印本页\n",
        "c": text.replace("2020年", "2021年"),
    }.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    index_corpus([folder], shipped_config(), store)
    for further in ([], ["--where", "doc <> 'a'"]):
        answers = [ask("clauses", plans, "--format", "jsonl", *further) for plans in (folder, store)]
        assert answers[0] == answers[1]
        assert answers[0][2].count("it is left out") == (0 if further else 1)


def test_corrections_reach_the_plans_of_a_store(tmp_path, relative, ask):
    lines = ask("targets", relative, "--list", "--format", "jsonl", "--where", "doc = 'dingxi-2020'")[
        1
    ].splitlines()
    dropped, *_, last = (json.loads(line)["id"] for line in lines)
    corrections = tmp_path / "corrections.csv"
    rows = [f"{dropped},commitment,no", f"{last},value,7", "dingxi-2020/none,value,3", "elsewhere/一,value,1"]
    corrections.write_text("\n".join(["id,field,value", *rows]), encoding="utf-8")
    for command in (["targets", "--list"], ["targets", "--rejected"], ["compare"], ["show", "--id", last]):
        of_files, of_store = (
            ask(*command, plans, "--overrides", corrections, "--format", "json")
            for plans in ("samples", relative)
        )
        assert of_store == of_files
        assert "the correction is not applied" in of_store[2]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "STORE", "samples/dingxi-2020.txt"], "is a store, and stands alone"),
        (["compare", "STORE", "--meta", "samples/meta.csv"], "give --meta to policycmp index"),
        (["compare", "STORE", "--encoding", "gb18030"], "give --encoding to policycmp index"),
        (["outline", "STORE"], "outline takes one plan, not 5"),
        (["show", "STORE", "--id", "dingxi-2020/二/(五)"], "did you mean dingxi-2020/二/（五）?"),
        (["show", "STORE", "--id", "dingxi-202/二/（五）"], "did you mean dingxi-2020/二/（五）?"),
    ],
)
def test_what_cannot_be_asked_of_a_store(arguments, says, made, ask):
    code, out, err = ask(*(made if word == "STORE" else word for word in arguments), "--quiet")
    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE store SET version = 99", "update policycmp"),
        ("UPDATE store SET version = 0", "make it new with policycmp index"),
        ("UPDATE store SET config = 'other'", "made with another config"),
        ("DROP TABLE store", "no store of policycmp"),
        ("DROP TABLE documents", "is damaged"),
        ("ALTER TABLE documents ADD COLUMN more VARCHAR", "table `documents` is not that of a store"),
        ("CREATE TABLE more (a INTEGER)", "table `more` is not that of a store"),
        (
            "DROP TABLE issues; CREATE VIEW issues AS SELECT * FROM read_text('/etc/passwd')",
            "a view `issues`",
        ),
        ("CREATE MACRO current_setting(name) AS true", "holds a macro `current_setting`"),
        ("CREATE MACRO duckdb_functions() AS TABLE SELECT 1", "holds a macro `duckdb_functions`"),
        ("CREATE SCHEMA more", "holds a schema `more`"),
        ("CREATE TYPE mood AS ENUM ('a')", "holds a type `mood`"),
        ("UPDATE documents SET level = 'planet'", "is damaged (KeyError)"),
    ],
)
def test_stores_that_are_refused(statement, says, store, ask):
    code, out, err = ask("compare", changed(store, statement))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_store_of_another_program_is_read_with_a_warning(store, ask):
    code, out, err = ask("clauses", changed(store, "UPDATE store SET code = 'other'"), "--format", "jsonl")
    assert code == 0
    assert out
    assert "warning" in err
    assert "was made by another policycmp" in err


def test_what_could_not_be_read_is_told_in_one_line(store, ask):
    statement = (
        "INSERT INTO issues SELECT 10 + i, 'error', 'read', 'x.txt: is empty', 'x' FROM range(2) AS t(i)"
    )
    code, _, err = ask("clauses", changed(store, statement))
    assert code == 0
    assert "2 inputs could not be read when it was made" in err


@pytest.mark.parametrize("command", [["compare"], ["clauses", "--format", "jsonl"]])
def test_a_store_without_its_shards_is_refused(command, store, ask):
    shutil.rmtree(f"{store}.shards")
    code, _, err = ask(*command, store)
    assert code == 2
    assert "is gone; if it was just written anew, run this again" in err


def test_a_damaged_store_is_refused(store, ask):
    content = store.read_bytes()
    store.write_bytes(content[: len(content) // 2])
    code, out, err = ask("compare", store)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert store.name in err


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Plans of which one is a copy and one an older version, and a store of them."""
    folder = tmp_path_factory.mktemp("twice")
    plans = folder / "plans"
    plans.mkdir()
    text = (ROOT / "samples" / "dingxi-2020.txt").read_text(encoding="utf-8")
    (plans / "a.txt").write_text(text, encoding="utf-8")
    (plans / "b.txt").write_text(text, encoding="utf-8")
    (plans / "c.txt").write_text(text.replace("2020年", "2019年").replace("企业", "单位"), encoding="utf-8")
    index_corpus([plans], shipped_config(), folder / "plans.store")
    return plans, folder / "plans.store"


def test_copies_and_versions_are_decided_when_a_store_is_written(twice, monkeypatch):
    plans, store = twice
    from_files = analyze_corpus([plans], shipped_config(), actuals=True)
    monkeypatch.setattr("policycmp.corpus.assembly.find_copies", None)
    monkeypatch.setattr("policycmp.corpus.assembly.find_versions", None)
    for at_once in (True, False):
        from_store = load_corpus(store, shipped_config(), at_once=at_once)
        assert [each.doc for each in from_store.analyses] == ["a", "c"]
        assert from_store.issues == from_files.issues
    assert {issue.doc for issue in from_files.issues} >= {"b"}


def test_a_condition_may_leave_the_original_out(twice):
    plans, store = twice
    for condition in ("doc = 'b'", "doc <> 'a'", "doc <> 'c'"):
        from_files = analyze_corpus([plans], shipped_config(), where=condition)
        from_store = load_corpus(store, shipped_config(), where=condition)
        assert [each.doc for each in from_store.analyses] == [each.doc for each in from_files.analyses]
        assert from_store.issues == from_files.issues


@pytest.mark.parametrize("doc", ["a", "b", "c", "nothing"])
def test_show_takes_one_plan_of_a_store(doc, twice, ask, monkeypatch):
    monkeypatch.setattr("policycmp.corpus.pipeline.Analyst.analyze", ANALYZE)
    plans, store = twice
    of_files, of_store = (ask("show", where, "--id", f"{doc}/二/（五）") for where in (plans, store))
    assert of_store == of_files
    assert (of_store[0] == 0) is (doc in {"a", "c"})


def test_show_loads_no_other_plan(twice, ask, monkeypatch):
    _, store = twice
    monkeypatch.setattr("policycmp.store.shelf.Shelf.find_plans", None)
    assert ask("show", store, "--id", "c/二/（五）")[0] == 0


def test_coverage_is_counted_in_the_store(twice, monkeypatch):
    _, store = twice
    loaded = compare_coverage(load_corpus(store, shipped_config()), shipped_config())
    corpus = load_corpus(store, shipped_config(), at_once=False)
    # Neither are plans loaded, nor are all counts in memory at once beside the cells.
    monkeypatch.setattr("policycmp.store.analyses.StoredAnalyses._load", None)
    monkeypatch.setattr("policycmp.store.shelf.Shelf.ask", None)
    counted = compare_coverage(corpus, shipped_config())
    assert counted == loaded
    assert [list(row.cells) for row in counted] == [list(row.cells) for row in loaded]
    assert any(cell.targets for row in counted for cell in row.cells.values())


def test_coverage_heeds_corrections(twice, tmp_path):
    _, store = twice
    corrections = tmp_path / "overrides.csv"
    corrections.write_text("id,field,value\na/二/（五）,topics,talent\n", encoding="utf-8")
    rows = [
        compare_coverage(
            load_corpus(store, shipped_config(), overrides=corrections, at_once=at_once), shipped_config()
        )
        for at_once in (False, True)
    ]
    assert rows[0] == rows[1]
    assert rows[0] != compare_coverage(load_corpus(store, shipped_config()), shipped_config())


@pytest.mark.parametrize("condition", ["region = '定西市'", "level = 'city'", "year >= 2019"])
def test_what_holds_of_whole_regions_is_decided_as_in_the_store(condition, twice, monkeypatch):
    plans, store = twice
    from_files = analyze_corpus([plans], shipped_config(), where=condition)
    monkeypatch.setattr("policycmp.corpus.assembly.find_kin", None)
    from_store = load_corpus(store, shipped_config(), where=condition)
    assert (
        [each.doc for each in from_store.analyses] == [each.doc for each in from_files.analyses] == ["a", "c"]
    )
    assert from_store.issues == from_files.issues


def test_coverage_need_not_name_its_clauses(twice):
    _, store = twice
    corpus = load_corpus(store, shipped_config(), at_once=False)
    named, unnamed = (compare_coverage(corpus, shipped_config(), named=named) for named in (True, False))
    assert any(cell.evidence for row in named for cell in row.cells.values())
    assert unnamed == tuple(
        replace(row, cells={doc: replace(cell, evidence=()) for doc, cell in row.cells.items()})
        for row in named
    )


def test_measures_are_loaded_without_the_plans(twice, monkeypatch):
    _, store = twice
    uses = [use for analysis in load_corpus(store, shipped_config()).analyses for use in analysis.measures]
    corpus = load_corpus(store, shipped_config(), at_once=False)
    monkeypatch.setattr("policycmp.store.analyses.StoredAnalyses._load", None)
    assert list(corpus.uses()) == uses != []


def test_only_what_is_told_is_loaded(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in {
        "a": "定西市科技方案\n一、任务\n推动发展。\n",
        "b": "一、任务\n新增企业5家。\n",
        "c": "abc",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index_corpus([folder], shipped_config(), tmp_path / "plans.store")
    corpus = load_corpus(tmp_path / "plans.store", shipped_config(), at_once=False)
    told = {
        each.doc: [issue for issue in each.issues if issue.severity == "warning"] for each in corpus.told()
    }
    expected = {
        each.doc: [issue for issue in each.issues if issue.severity == "warning"] for each in corpus.analyses
    }
    assert told == {doc: issues for doc, issues in expected.items() if issues}
    assert set(told) == {"a", "c"}
    assert list(corpus.told(quiet=True)) == []
    assert list(corpus.paged()) == []


def test_compare_goes_once_through_the_plans_of_a_large_store(relative, ask, monkeypatch):
    monkeypatch.setenv("COLUMNS", "500")
    of_files = ask("compare", "samples", "--quiet")
    monkeypatch.setattr("policycmp.store.analyses._BATCH", 2)
    batches, stating = [], StoredAnalyses._stating

    def counted(self, plans, heads, *, placed):
        batches.append(list(plans))
        assert not placed
        return stating(self, plans, heads, placed=placed)

    monkeypatch.setattr(StoredAnalyses, "_stating", counted)
    # No plan is loaded as a whole: what a screen shows needs neither all clauses nor the texts.
    monkeypatch.setattr(StoredAnalyses, "_load", None)
    monkeypatch.setattr("policycmp.store.analyses._IDS", "no clause is named")
    of_store = ask("compare", relative, "--quiet")
    assert _without_wraps(of_store, relative) == _without_wraps(of_files, relative)
    assert sorted(doc for batch in batches for doc in batch) == sorted(
        path.stem for path in (ROOT / "samples").glob("*.txt")
    )
    assert max(map(len, batches)) == 2


def test_clauses_are_loaded_some_plans_at_a_time_and_nothing_else(relative, monkeypatch):
    whole = load_corpus(relative, shipped_config(), at_once=True).analyses
    monkeypatch.setattr("policycmp.store.analyses._BATCH", 2)
    corpus = load_corpus(relative, shipped_config(), at_once=False)
    batches, load = [], StoredAnalyses._load
    monkeypatch.setattr(
        StoredAnalyses, "_load", lambda self, plans: batches.append(plans) or load(self, plans)
    )
    wording = corpus.wording()
    first = next(wording)
    assert len(batches) == 1
    worded = [first, *wording]
    assert [(each.doc, each.clauses) for each in worded] == [(each.doc, each.clauses) for each in whole]
    assert not any(each.targets or each.rejections or each.measures for each in worded)
    assert max(map(len, batches)) == 2


@pytest.mark.parametrize("format_", ["json", "csv", "markdown", "xlsx"])
def test_files_of_a_large_store_say_the_same(format_, relative, ask, monkeypatch, tmp_path):
    written = []
    for batch in (512, 2):
        monkeypatch.setattr("policycmp.store.analyses._BATCH", batch)
        out = tmp_path / f"{batch}.{format_}"
        assert ask("compare", relative, "--all", "-o", out)[0] == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]


def test_equal_words_of_a_store_are_one_object(relative):
    targets = [
        target for analysis in load_corpus(relative, shipped_config()).analyses for target in analysis.targets
    ]
    for words in ("unit", "scope", "indicator", "clause", "quote"):
        kept = [getattr(target, words) for target in targets]
        assert len({*map(id, kept)}) == len({*kept})
