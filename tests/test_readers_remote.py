"""Plans in object stores, by the stores that fsspec has in memory and on disk."""

import sys

import pytest

from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.errors import ReadError
from policycmp.models import Severity
from policycmp.readers import find_inputs, is_url, load_bytes
from policycmp.readers.inputs import Input
from policycmp.readers.remote import load_url

fsspec = pytest.importorskip("fsspec", reason="the extra policycmp[addresses] is not installed")
PLAN = "定西市科技创新方案\n一、任务\n（一）高新技术企业。到2025年，高新技术企业达到120家。\n{rest}\n"


@pytest.fixture(params=["memory", "file"])
def bucket(request, tmp_path):
    url = "memory://bucket" if request.param == "memory" else tmp_path.as_uri()
    for name in ("a.txt", "in/b.md", "in/c.csv", "in/.hidden.txt", "in/README.md"):
        with fsspec.open(f"{url}/{name}", "wb", auto_mkdir=True) as file:
            file.write(PLAN.format(rest=name * 30).encode())
    yield url
    system, path = fsspec.core.url_to_fs(url)
    system.rm(path, recursive=True)


def docs(*plans):
    return [source.doc for source in find_inputs(plans)[0]]


def messages(*plans):
    return [(issue.severity, issue.message) for issue in find_inputs(plans)[1]]


def test_files_folders_and_globs(bucket):
    assert docs(f"{bucket}/a.txt") == ["a"]
    assert docs(bucket) == docs(f"{bucket}/") == ["a", "b"]
    assert docs(f"{bucket}/*.txt", f"{bucket}/in/*.md") == ["README", "a", "b"]
    ((severity, message),) = messages(bucket)
    assert severity is Severity.NOTE
    assert "3 are not read (1 .csv, 1 README.md, 1 hidden)" in message


def test_equal_stems_take_the_bucket_in_front(bucket, tmp_path):
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "a.txt").write_text(PLAN, "utf-8")
    found = docs(f"{bucket}/a.txt", str(tmp_path / "near" / "a.txt"))
    assert sorted(found) == sorted(["near:txt:a", f"{bucket.rpartition('/')[2]}:txt:a"])


def test_plans_are_read_as_from_files(bucket):
    corpus = analyze_corpus([bucket], load_config())
    assert [(one.doc, one.targets[0].value) for one in corpus.analyses] == [("a", 120), ("b", 120)]
    assert all(is_url(one.document.path) for one in corpus.analyses)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.txt", "no such file or folder"),
        ("*.pdf", "nothing matches"),
        ("gone/", "no such file or folder"),
    ],
)
def test_what_is_not_there_is_an_error_of_one_line(bucket, name, words):
    ((severity, message),) = messages(f"{bucket}/{name}")
    assert severity is Severity.ERROR
    assert message.startswith(f"{bucket}/{name}: {words}")
    assert "\n" not in message


def test_a_plan_that_goes_is_an_issue(bucket):
    sources, _ = find_inputs([f"{bucket}/a.txt"])
    system, path = fsspec.core.url_to_fs(sources[0].path)
    system.rm(path)
    with pytest.raises(Exception, match="does not exist"):
        load_bytes(sources[0])


@pytest.mark.parametrize(
    ("url", "words"),
    [("nostore://a/b.txt", "Protocol not known: nostore"), ("gs://bucket/plan.txt", "gcsfs")],
)
def test_a_store_without_a_driver_is_told(url, words, monkeypatch):
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    ((severity, message),) = messages(url)
    assert severity is Severity.ERROR
    assert message.startswith(f"{url}: ")
    assert words in message


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert messages("s3://bucket/a.txt") == [
        (
            Severity.ERROR,
            "s3://bucket/a.txt: needs fsspec and the driver of its store; pip install 'policycmp[addresses]'",
        )
    ]


@pytest.mark.parametrize("lacking", ["fsspec.core", "aiohttp"])
def test_a_web_address_without_its_extra_says_what_helps(monkeypatch, lacking):
    monkeypatch.setitem(sys.modules, lacking, None)
    monkeypatch.delitem(sys.modules, "fsspec.implementations.http", raising=False)
    with pytest.raises(
        ReadError, match=r"save the page and give the file, or pip install 'policycmp\[addresses\]'"
    ):
        load_url("https://example.org/plan.html", 100)


def test_a_web_address_is_a_plan_by_the_name_in_its_path():
    assert find_inputs(["https://www.example.org/policy/%E8%A7%84%E5%88%92.html?id=3"])[0] == [
        Input("https://www.example.org/policy/%E8%A7%84%E5%88%92.html?id=3", "规划")
    ]
    assert not is_url(r"C:\plans\a.txt")
