"""The store: what is read again and what is not, what it holds, and whom it refuses."""

import hashlib
import json
import os
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from stores import exported, shards_of

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus import filing, pipeline
from policycmp.corpus.indexing import index_corpus
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.engines import PoolEngine
from policycmp.errors import StoreError
from policycmp.models import (
    Agencies,
    Analysis,
    Basis,
    Citation,
    Document,
    Fingerprint,
    Issue,
    Level,
    Mask,
    Metadata,
    Region,
    Severity,
    Span,
)
from policycmp.readers import find_inputs, read_document
from policycmp.rows.baselines import find_stated_baselines
from policycmp.rows.commitments import align_plans
from policycmp.rows.particulars_reader import ParticularsReader
from policycmp.rows.units import Units
from policycmp.store import catalog, compaction, keys
from policycmp.store.analyses import stored_analyses
from policycmp.store.location import Files
from policycmp.store.shards import Draft
from policycmp.store.shelf import Shelf
from policycmp.store.to_rows import PARTICULARS, STORE_VERSION, TABLES, rows_of

SAMPLES = Path(__file__).parent.parent / "samples"
BASED = """甲市科技创新实施方案（2020年）
一、目标
全社会研发投入占地区生产总值的比重由2019年的0.3%提高到2020年的0.5%。
到2022年，新增省级以上工程技术研究中心6家，科技型中小企业数量比2019年增长25%。
"""
PLAN = (
    "{region}科技创新方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到{count}家。责任单位：市科技局\n"
    "（二）奖励。对新认定的高新技术企业给予{count}万元奖励，不超过50万元。\n"
)
REGIONS = ("定西市", "荆州市", "南通市", "驻马店市")


@pytest.fixture(scope="module")
def config():
    return load_config()


@pytest.fixture
def plans(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(12):
        write(folder, number)
    return folder


@pytest.fixture
def small_shards(monkeypatch):
    monkeypatch.setattr(filing, "SHARD_PLANS", 4)
    monkeypatch.setattr(compaction, "SHARD_PLANS", 4)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "plans.duckdb"


def write(folder, number, count=None):
    text = PLAN.format(region=REGIONS[number % 4], count=count or number + 10)
    (folder / f"plan-{number:02}.txt").write_text(text, encoding="utf-8")


def counts(indexed):
    return indexed.documents, indexed.read, indexed.kept, indexed.adopted, indexed.removed, indexed.failed


def odd(analysis):
    """Put into an analysis what plans seldom have, each field in the shape that is the hardest to keep."""
    document, target, clause = analysis.document, analysis.targets[0], analysis.clauses[0]
    issue = Issue(Severity.NOTE, "read", 'a "quoted"\tline\u2028', document.doc, Span(1, 2))
    text = document.text + "\0\ufffe😀\U000e0001"
    return replace(
        analysis,
        document=replace(document, text=text, masks=(Mask(Span(0, 3), "page"),), issues=(issue,)),
        metadata=Metadata(
            title="",
            region=Region("黔南布依族苗族自治州", Level.CITY, "522700", "meta", "黔南"),
            draft=True,
            cites=(Citation("国发〔2016〕1号"), Citation(None, "纲要")),
        ),
        clauses=(
            replace(clause, agencies=Agencies(), path=("", "一、'")),
            *(replace(each, agencies=None, topics=()) for each in analysis.clauses[1:]),
        ),
        targets=(
            replace(
                target, value=Decimal("1E+3"), value_max=Decimal("0.10"), basis=Basis.LEVEL, deadline=None
            ),
        ),
        issues=(issue, replace(issue, span=None, doc=None, severity=Severity.WARNING)),
        fingerprint=Fingerprint((-(2**63), 2**63 - 1), (1, 2), (0,)),
    )


def analyses(config):
    tools = Tools.of(config)
    found = [analyze_document(read_document(source), tools) for source in find_inputs([str(SAMPLES)])[0]]
    bare = Document("bare", "bare.txt", "txt", None, "0" * 64, "无")
    return [*found, Analysis(bare, Metadata()), odd(found[0])]


def plain(value):
    """Turn what the layout gives into what comes out of DuckDB."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def test_all_values_of_an_analysis_come_out_of_a_shard_as_they_were(tmp_path, config):
    for number, analysis in enumerate(analyses(config)):
        with Draft(tmp_path) as draft:
            draft.add(analysis, f"key {number}")
            shard = draft.publish()
        for table, rows in rows_of(analysis).items():
            found = duckdb.execute(
                f"SELECT {', '.join(TABLES[table])} FROM read_parquet('{tmp_path}/{shard}/{table}.parquet')"
            ).fetchall()
            assert [dict(zip(TABLES[table], row, strict=True)) for row in found] == plain(rows)
    assert not list(tmp_path.glob(".*"))


def test_what_is_compared_comes_out_of_a_store_as_the_texts_tell_it(plans, store, config):
    for sample in SAMPLES.glob("*.txt"):
        shutil.copy(sample, plans)
    (plans / "based.txt").write_text(BASED, encoding="utf-8")
    index_corpus([plans], config, store)
    reader, units, tools = ParticularsReader(config), Units(config), Tools.of(config)
    sources = {source.doc: source for source in find_inputs([str(plans)])[0]}
    for stored in stored_analyses(Shelf.open(store)).stating():
        analysis = analyze_document(read_document(sources[stored.doc]), tools)
        assert stored.targets == analysis.targets
        assert stored.particulars == reader.read(analysis).particulars
        assert (stored.document.text, stored.clauses, stored.rejections) == ("", (), ())
        [(_, kept)], [(_, anew)] = (align_plans([one], config) for one in (stored, analysis))
        assert kept == anew
        baselines = find_stated_baselines(analysis, anew, units)
        assert find_stated_baselines(stored, kept, units) == baselines
        assert bool(baselines) or stored.doc != "based"


def test_where_counted_parts_were_read_need_not_be_loaded(plans, store, config):
    index_corpus([plans], config, store)
    stored = stored_analyses(Shelf.open(store))
    for whole, lean in zip(stored.stating(), stored.stating(placed=False), strict=True):
        assert any(target.counts.evidence for target in whole.targets)
        assert lean.targets == tuple(
            replace(target, counts=replace(target.counts, evidence=())) for target in whole.targets
        )


def test_a_plan_may_be_kept_without_what_only_comparing_needs(config):
    rows = rows_of(analyses(config)[0])["commitments"]
    assert all(row[name] is None for row in rows for name in PARTICULARS)


def test_another_layout_is_another_version():
    layout = hashlib.sha256(json.dumps(TABLES).encode()).hexdigest()[:12]
    assert (STORE_VERSION, layout) == (10, "0c5df5ebc0e3")


def test_what_did_not_change_is_not_read_again(plans, store, config):
    assert counts(index_corpus([plans], config, store)) == (12, 12, 0, 0, 0, 0)
    before = store.stat().st_ino, exported(store)
    assert counts(index_corpus([plans], config, store)) == (12, 0, 12, 0, 0, 0)
    assert (store.stat().st_ino, exported(store)) == before


def test_new_changed_renamed_and_removed_plans(plans, store, tmp_path, config):
    index_corpus([plans], config, store)
    write(plans, 3, count=99)
    write(plans, 12)
    (plans / "plan-00.txt").rename(plans / "renamed.txt")
    (plans / "plan-01.txt").unlink()
    os.utime(plans / "plan-02.txt", (0, 0))
    assert counts(index_corpus([plans], config, store)) == (12, 3, 9, 0, 2, 0)
    index_corpus([plans], config, tmp_path / "fresh.duckdb")
    assert exported(store) == exported(tmp_path / "fresh.duckdb")


def test_a_row_of_the_users_own_knowledge_has_its_plan_read_again(plans, store, tmp_path, config):
    meta = tmp_path / "meta.csv"
    meta.write_text("doc,issuer\nplan-03,某局\nplan-04,某办\n", encoding="utf-8")
    index_corpus([plans], config, store)
    assert counts(index_corpus([plans], config, store, meta=meta)) == (12, 2, 10, 0, 0, 0)
    meta.write_text("doc,issuer\nplan-03,某局\nplan-04,某厅\n", encoding="utf-8")
    assert counts(index_corpus([plans], config, store, meta=meta)) == (12, 1, 11, 0, 0, 0)


def test_another_config_encoding_or_program_has_all_read_again(plans, store, tmp_path, config, monkeypatch):
    index_corpus([plans], config, store)
    file = tmp_path / "config.yaml"
    file.write_text("policycmp: '2'\nextends: default\nsettings:\n  means: [某词]\n", encoding="utf-8")
    indexed = index_corpus([plans], load_config(file), store)
    assert counts(indexed) == (12, 12, 0, 0, 0, 0)
    assert [issue.message for issue in indexed.issues] == [
        f"{store}: was written with another config; all plans are read again"
    ]
    # The state before is still there for readers, so the way back is short.
    assert counts(index_corpus([plans], config, store)) == (12, 0, 0, 12, 0, 0)
    assert counts(index_corpus([plans], config, store, encoding="utf-8")) == (12, 12, 0, 0, 0, 0)
    monkeypatch.setattr(keys, "code_hash", lambda: "another")
    monkeypatch.setattr(catalog, "code_hash", lambda: "another")
    indexed = index_corpus([plans], config, store, encoding="utf-8")
    assert counts(indexed) == (12, 12, 0, 0, 0, 0)
    assert "another version of policycmp" in indexed.issues[0].message


def test_rules_and_comparisons_have_nothing_read_again(plans, store, tmp_path, config):
    index_corpus([plans], config, store)
    file = tmp_path / "config.yaml"
    file.write_text("policycmp: '2'\nextends: default\ncomparisons: []\n", encoding="utf-8")
    assert index_corpus([plans], load_config(file), store).kept == 12


def test_unreadable_plans_are_named_and_tried_again(plans, store, config):
    (plans / "empty.txt").write_bytes(b"")
    indexed = index_corpus([plans], config, store)
    assert counts(indexed) == (12, 12, 0, 0, 0, 1)
    assert [issue.doc for issue in indexed.issues] == ["empty"]
    before = store.stat().st_ino
    assert index_corpus([plans], config, store).issues == indexed.issues
    assert store.stat().st_ino == before
    shutil.copy(SAMPLES / "dingxi-2020.txt", plans / "empty.txt")
    assert counts(index_corpus([plans], config, store)) == (13, 1, 12, 0, 0, 0)


def test_nothing_found_leaves_the_store_alone(plans, store, tmp_path, config):
    index_corpus([plans], config, store)
    indexed = index_corpus([tmp_path / "misspelled"], config, store)
    assert (indexed.documents, indexed.removed) == (12, 0)
    assert index_corpus([plans], config, store).kept == 12


def test_a_shard_that_is_gone_is_made_again(plans, store, config):
    index_corpus([plans], config, store)
    whole = exported(store)
    [shard] = shards_of(store)
    (Path(f"{store}.shards") / shard / "uses.parquet").unlink()
    assert index_corpus([plans], config, store).read == 12
    assert exported(store) == whole


def test_the_same_store_with_processes_and_in_any_shards(plans, store, tmp_path, config, monkeypatch):
    index_corpus([plans], config, store)
    monkeypatch.setattr(filing, "SHARD_PLANS", 4)
    index_corpus([plans], config, tmp_path / "many.duckdb", engine=PoolEngine(2))
    assert len(shards_of(tmp_path / "many.duckdb")) > 1
    assert exported(tmp_path / "many.duckdb") == exported(store)


def test_a_large_batch_makes_several_shards(plans, store, tmp_path, config, monkeypatch):
    index_corpus([plans], config, store)
    monkeypatch.setattr(filing, "_LARGEST_DRAFT", 5_000)
    index_corpus([plans], config, tmp_path / "large.duckdb")
    assert len(shards_of(tmp_path / "large.duckdb")) > 1
    assert exported(tmp_path / "large.duckdb") == exported(store)


@pytest.mark.usefixtures("small_shards")
def test_outlived_shards_are_merged_and_old_ones_go(plans, store, tmp_path, config):
    index_corpus([plans], config, store)
    for number in (0, 1, 2, 4, 5, 6):
        write(plans, number, count=70)
    assert index_corpus([plans], config, store).read == 6
    index_corpus([plans], config, tmp_path / "fresh.duckdb")
    assert exported(store) == exported(tmp_path / "fresh.duckdb")
    first, live = shards_of(store), {holding.shard for holding in catalog.load_catalog(Files(store)).holdings}
    # Those of plans 0-3 and 4-7 are merged to one of plans 3 and 7; they themselves stay for readers.
    assert len(live) == 4
    assert len(first - live) == 2
    (plans / "plan-11.txt").unlink()
    index_corpus([plans], config, store)
    assert shards_of(store) == live


def test_many_small_shards_are_merged(plans, store, tmp_path, config, monkeypatch):
    monkeypatch.setattr(compaction, "_MOST_SMALL", 3)
    for number in range(20, 24):
        write(plans, number)
        index_corpus([plans], config, store)
    index_corpus([plans], config, tmp_path / "fresh.duckdb")
    assert exported(store) == exported(tmp_path / "fresh.duckdb")
    assert len({holding.shard for holding in catalog.load_catalog(Files(store)).holdings}) == 1


def test_a_newer_store_is_refused_and_an_older_one_made_new(plans, store, config):
    index_corpus([plans], config, store)
    whole = exported(store)
    for version, message in (
        (STORE_VERSION + 1, "update policycmp"),
        (STORE_VERSION - 1, "policycmp index PLANS"),
    ):
        with duckdb.connect(str(store)) as database:
            database.execute("UPDATE store SET version = ?", [version])
        with pytest.raises(StoreError, match=f"version {version}, .*{message}"):
            catalog.load_catalog(Files(store))
        if version > STORE_VERSION:
            with pytest.raises(StoreError, match=message):
                index_corpus([plans], config, store)
    assert "older version" in index_corpus([plans], config, store).issues[0].message
    assert exported(store) == whole


@pytest.mark.parametrize("content", [b"", b"some notes", b"x" * 8 + b"DUCK" + b"x" * 5000])
def test_what_is_no_store_is_refused_and_stays(plans, store, config, content):
    store.write_bytes(content)
    with pytest.raises(StoreError):
        index_corpus([plans], config, store)
    assert store.read_bytes() == content
    assert not Path(f"{store}.shards").exists()


def test_another_database_is_refused_and_stays(plans, store, config):
    with duckdb.connect(str(store)) as database:
        database.execute("CREATE TABLE mine AS SELECT 1 AS one")
    with pytest.raises(StoreError, match="no store of policycmp"):
        index_corpus([plans], config, store)
    with duckdb.connect(str(store)) as database:
        assert database.execute("FROM mine").fetchall() == [(1,)]


def test_a_store_may_have_any_name_and_stand_among_the_plans(plans, tmp_path, config):
    for name in ("it's [1]*?.db", "temp", "main.txt"):
        store = plans / name
        index_corpus([plans], config, store)
        indexed = index_corpus([plans], config, store)
        assert counts(indexed) == (12, 0, 12, 0, 0, 0)
        assert not indexed.issues
        link = tmp_path / "link.duckdb"
        link.symlink_to(store)
        assert index_corpus([plans], config, link).kept == 12
        link.unlink()
        for left in plans.glob("[im t]*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def test_the_command_tells_what_became_of_the_plans(plans, store, capsys):
    (plans / "empty.txt").write_bytes(b"")
    assert main(["index", str(plans), "--store", str(store), "--format", "json"]) == 3
    out, err = capsys.readouterr()
    expected = {"documents": 12, "read": 12, "kept": 0, "adopted": 0, "removed": 0, "failed": 1}
    assert json.loads(out) == {"store": str(store), **expected}
    assert err.startswith("error: ")
    assert main(["index", str(plans / "nothing"), "--store", str(store)]) == 4
    assert main(["index", str(plans), "--store", str(store), "--lang", "zh"]) == 3
    assert "未变，保留" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--where", "--overrides"])
def test_the_command_refuses_what_says_nothing_about_a_store(plans, store, option, capsys):
    assert main(["index", str(plans), "--store", str(store), option, "x"]) == 2
    assert capsys.readouterr().err.startswith(f"error: {option}: ")
    assert not store.exists()


def test_the_command_refuses_in_one_line_where_it_cannot_write(plans, tmp_path, capsys):
    assert main(["index", str(plans), "--store", str(tmp_path / "nowhere" / "plans.duckdb")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    (tmp_path / "taken.duckdb.shards").write_text("a file where the folder should be")
    assert main(["index", str(plans), "--store", str(tmp_path / "taken.duckdb")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_fault_of_the_program_costs_its_plan_alone(plans, config, tmp_path, monkeypatch):
    def fail_at_one(document):
        if document.doc == "plan-03":
            raise ZeroDivisionError
        return find_metadata(document)

    find_metadata = pipeline.find_metadata
    monkeypatch.setattr(pipeline, "find_metadata", fail_at_one)
    report = index_corpus([plans], config, tmp_path / "s.duckdb")
    [issue] = [issue for issue in report.issues if issue.severity is Severity.ERROR]
    assert issue.doc == "plan-03"
    assert (
        "plan-03.txt: a fault of the program at stage analyze (ZeroDivisionError at test_store.py:"
        in issue.message
    )
    assert (report.documents, report.failed) == (11, 1)
