"""What plans share: passages with both places and their direction, boilerplate left out, the tables and the JSON."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.overlap.alignment import GAP, MATCH, MISMATCH, Seed, align
from policycmp.overlap.boilerplate import boilerplate_from, find_boilerplate
from policycmp.overlap.overlap_data import overlap_data
from policycmp.overlap.overlap_tables import MOST_SIDE_BY_SIDE, OverlapTables
from policycmp.overlap.sharing import find_overlap, is_earlier
from policycmp.overlap.wording import Wording, hash_grams
from policycmp.tables import json_schema

ROOT = Path(__file__).parent.parent
CASES = yaml.safe_load((Path(__file__).parent / "cases/overlap/passages.yaml").read_text(encoding="utf-8"))
CONFIG = load_config()
# Nothing that the frames of two plans have in common touches what they are to share.
HEADS = ("山川行旅", "鱼米丰登", "江海通达")
PLAN = "{place}科技创新实施方案\n\n一、任务\n\n（一）{head}。{text}\n\n{place}人民政府\n{issued}\n"


def write(folder, plans):
    for number, plan in enumerate(plans):
        text = PLAN.format(head=HEADS[number], **plan | {"issued": plan["issued"] or ""})
        (folder / f"p{number}.txt").write_text(text, encoding="utf-8")
    return folder


def overlap_of(folder, **options):
    return find_overlap(analyze_corpus([folder], CONFIG, numbers=False), **options)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_passages_that_plans_share(tmp_path, case):
    found = overlap_of(write(tmp_path, case["plans"]))
    places = {f"p{number}": plan["place"] for number, plan in enumerate(case["plans"])}
    assert [
        {"earlier": places.get(one.earlier), "texts": [place.text for place in one.places]}
        for one in found.passages
    ] == case["shared"]


def test_the_known_reuse_of_the_samples_has_both_offsets_and_its_direction():
    corpus = analyze_corpus([ROOT / "samples"], CONFIG, numbers=False)
    [longest, *_] = find_overlap(corpus).passages
    texts = {analysis.doc: analysis.document.text for analysis in corpus.analyses}
    earlier, later = longest.places
    assert (earlier.doc, later.doc) == ("jingzhou-2020", "hubei-2020")
    assert (longest.earlier, longest.upper) == ("jingzhou-2020", "hubei-2020")
    assert earlier.text.startswith("推广知识产权质押、股权质押等融资")
    assert later.text.startswith("推广知识产权质押、股权质押等融资")
    for place in longest.places:
        assert texts[place.doc][place.span.start : place.span.end] == place.text


def test_every_passage_quotes_its_text_and_is_long_and_alike_enough():
    corpus = analyze_corpus([ROOT / "samples"], CONFIG, numbers=False)
    analyses = {analysis.doc: analysis for analysis in corpus.analyses}
    found = find_overlap(corpus, shortest=10)
    assert len(found.passages) > 3
    for shared in found.passages:
        assert shared.matches >= 10
        assert shared.same >= 0.75
        for place in shared.places:
            analysis = analyses[place.doc]
            assert place.span.of(analysis.document.text) == place.text
            assert place.clause in {clause.id for clause in analysis.clauses}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("2020-08", "2020-12-04", True),
        ("2020-12-04", "2020-08-15", False),
        ("2019", "2020-08", True),
        ("2020", "2020-08", None),
        ("2020-08-15", "2020-08-15", None),
        (None, "2020", None),
        ("2020", None, None),
    ],
)
def test_dates_tell_the_direction_or_do_not(one, other, told):
    assert is_earlier(one, other) is told


@pytest.mark.parametrize(
    ("plans", "least"), [(1, 3), (5, 3), (60, 3), (61, 4), (99, 5), (100, 5), (2000, 100)]
)
def test_boilerplate_is_what_three_plans_or_a_twentieth_have(plans, least):
    assert boilerplate_from(plans) == least


# Few characters, so that runs repeat.
WORDS = st.text(alphabet="甲乙丙丁", min_size=0, max_size=60)


def wording(doc, text):
    codes = np.array([ord(character) for character in text], np.uint32)
    return Wording(doc, codes, np.arange(len(codes), dtype=np.int32), np.zeros(len(codes), np.bool_))


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_what_is_masked_is_what_too_many_plans_have(texts):
    least = boilerplate_from(len(texts))
    marks = find_boilerplate([wording(str(number), text) for number, text in enumerate(texts)])
    for text, marked in zip(texts, marks, strict=True):
        expected = [False] * len(text)
        for start in range(len(text) - 12):
            if sum(text[start : start + 13] in other for other in texts) >= least:
                expected[start : start + 13] = [True] * 13
        assert marked.tolist() == expected


@given(WORDS, st.integers(1, 15))
def test_runs_have_one_hash_if_they_are_the_same(text, length):
    runs = [text[start : start + length] for start in range(len(text) - length + 1)]
    hashes = hash_grams(np.array([ord(one) for one in text], np.uint32), length).tolist()
    assert len(hashes) == len(runs)
    assert len(set(zip(runs, hashes, strict=True))) == len(set(runs)) == len(set(hashes))


def best_beginning(one, other):
    """The highest score of an alignment of two beginnings: the whole table, cell by cell."""
    table = {}
    for row in range(len(one) + 1):
        for column in range(len(other) + 1):
            ways = [0] if not row and not column else []
            if row and column:
                step = MATCH if one[row - 1] == other[column - 1] else MISMATCH
                ways.append(table[row - 1, column - 1] + step)
            if row:
                ways.append(table[row - 1, column] + GAP)
            if column:
                ways.append(table[row, column - 1] + GAP)
            table[row, column] = max(ways)
    return max(table.values())


SHORT = st.text(alphabet="甲乙丙丁", min_size=0, max_size=14)


@given(SHORT, SHORT, SHORT, SHORT)
def test_an_alignment_is_the_best_through_its_seed(before, after, other_before, other_after):
    one, other = f"{before}子{after}", f"{other_before}子{other_after}"
    codes = np.array([ord(character) for character in one + other], np.uint32)
    seed = Seed(len(before), len(one) + len(other_before), 0, len(one), len(one), len(one) + len(other))
    [found] = align(codes, [seed])
    best = best_beginning(after, other_after) + best_beginning(before[::-1], other_before[::-1])
    assert found.score == MATCH + best
    assert found.matches <= found.columns
    assert found.start <= seed.place < found.end <= len(one)
    assert len(one) <= found.other_start <= seed.other < found.other_end


def test_a_copy_of_any_length_is_one_passage(tmp_path):
    """Longer than any window, and with a change every now and then."""
    draw = random.Random(5)
    text = "".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(900))
    changed = "".join("改" if number % 97 == 96 else one for number, one in enumerate(text))
    plans = [
        {"place": "定西市", "issued": "2020年1月1日", "text": text},
        {"place": "荆州市", "issued": "2021年1月1日", "text": changed},
    ]
    [shared] = overlap_of(write(tmp_path, plans)).passages
    assert shared.matches > 880


def printed(capsys, *arguments):
    assert main(["overlap", *map(str, arguments), "--quiet"]) == 0
    return capsys.readouterr().out


def test_the_json_follows_its_schema_and_counts_all(capsys):
    data = json.loads(printed(capsys, ROOT / "samples", "--format", "json"))
    validate(data, json_schema("overlap"))
    assert [plan["doc"] for plan in data["plans"]][-1] == "hubei-2020"
    for pair in data["pairs"]:
        own = [
            one for one in data["passages"] if {place["doc"] for place in one["places"]} == set(pair["docs"])
        ]
        assert (pair["passages"], pair["characters"]) == (len(own), sum(one["characters"] for one in own))
    main(["overlap", "--json-schema"])
    assert json.loads(capsys.readouterr().out) == json_schema("overlap")


def test_only_the_longest_where_so_many_are_asked_for(capsys):
    whole = json.loads(printed(capsys, ROOT / "samples", "--format", "json"))
    some = json.loads(printed(capsys, ROOT / "samples", "--format", "json", "--top", "1"))
    assert some["passages"] == whole["passages"][:1]
    assert some["pairs"] == whole["pairs"]


def test_the_order_of_the_plans_changes_nothing(capsys):
    files = sorted((ROOT / "samples").glob("*.txt"))
    assert printed(capsys, *files, "--format", "json") == printed(capsys, *files[::-1], "--format", "json")


def test_a_store_gives_what_reading_gives(tmp_path, capsys):
    store = tmp_path / "plans.duckdb"
    assert main(["index", str(ROOT / "samples"), "--store", str(store), "--quiet"]) == 0
    capsys.readouterr()
    read = printed(capsys, ROOT / "samples", "--format", "json")
    assert printed(capsys, store, "--format", "json") == read


def test_a_row_shares_with_the_earlier_plan_of_its_column(capsys):
    out = printed(capsys, ROOT / "samples", "--format", "markdown")
    matrix = out.partition("## Wording of upper")[0]
    [row] = [line for line in matrix.splitlines() if line.startswith("| 湖北 2020 |")]
    [other] = [line for line in matrix.splitlines() if line.startswith("| 荆州 2020 |")]
    assert "36 (2)" in row
    assert not any(character.isdecimal() for character in other.replace("荆州 2020", ""))
    assert "the lower" in out


@pytest.mark.parametrize("ending", ["xlsx", "md", "html", "docx", "tex", "csv", "jsonl"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_holds_the_passages(tmp_path, ending, lang, capsys):
    file = tmp_path / f"overlap.{ending}"
    assert printed(capsys, ROOT / "samples", "-o", file, "--lang", lang) == ""
    content = file.read_bytes()
    assert content
    if ending in {"md", "html", "tex", "csv", "jsonl"}:
        assert "推广知识产权质押" in content.decode("utf-8-sig")


def test_many_plans_are_listed_pair_by_pair(tmp_path):
    line = "遴选百名青年工程师驻厂攻关并发放津贴"
    for number in range(MOST_SIDE_BY_SIDE + 1):
        draw = random.Random(number)
        own = "".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(40))
        text = own + (line if number < 2 else "")
        plan = PLAN.format(place="定西市", head=own[:4], text=text, issued=f"20{number + 10}年1月1日")
        (tmp_path / f"p{number}.txt").write_text(plan, encoding="utf-8")
    corpus = analyze_corpus([tmp_path], CONFIG, numbers=False)
    found = find_overlap(corpus)
    [pairs, passages] = OverlapTables(corpus, found).tables()
    assert [row.key for row in pairs.rows] == ["p0~p1"]
    assert len(passages.rows) == 1
    assert len(overlap_data(found)["pairs"]) == 1


def test_two_plans_know_no_boilerplate_and_say_so(tmp_path, capsys):
    write(tmp_path, CASES[0]["plans"])
    assert "fewer than three plans" in printed(capsys, tmp_path, "--format", "markdown")
    assert "fewer than three plans" not in printed(capsys, ROOT / "samples", "--format", "markdown")


def test_nothing_shared_is_an_answer(tmp_path, capsys):
    write(tmp_path, CASES[1]["plans"])
    assert json.loads(printed(capsys, tmp_path, "--format", "json"))["passages"] == []
    assert "0 passages" in printed(capsys, tmp_path)
