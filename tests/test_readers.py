"""A file becomes a document, or one line that says why not and what to do."""

import hashlib
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from policycmp.errors import ReadError
from policycmp.readers import file_bytes as files
from policycmp.readers import plain, read_document
from policycmp.readers.content import parse_format
from policycmp.readers.inputs import Input
from policycmp.readers.reading import Raw

CONTENTS = yaml.safe_load((Path(__file__).parent / "cases/readers/content.yaml").read_text("utf-8"))
PLAN = "一、总体要求\n到2027年，高新技术企业达到500家以上。\n"


def refusal(path, **options) -> str:
    with pytest.raises(ReadError) as caught:
        read_document(Input(str(path), "plan"), **options)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "case", CONTENTS, ids=lambda case: f"{case.get('format', 'refused')} {case['ending']}"
)
def test_the_content_tells_the_format_before_the_ending(case):
    content = bytes.fromhex(case["bytes"]) if "bytes" in case else case["text"].encode()
    if "refusal" in case:
        with pytest.raises(ReadError, match=case["refusal"]):
            parse_format(Raw(content, case["ending"]))
    else:
        assert parse_format(Raw(content, case["ending"])) == case["format"]


def test_a_page_in_utf16_is_a_page():
    assert parse_format(Raw("<html><body>规划</body></html>".encode("utf-16"), ".txt")) == "html"


def test_a_text_file_is_read_as_it_stands(tmp_path):
    path = write(tmp_path / "plan.txt", PLAN.replace("\n", "\r\n").encode("gb18030"))
    document = read_document(Input(str(path), "定西"))
    assert (document.doc, document.path, document.format) == ("定西", str(path), "txt")
    assert (document.text, document.encoding) == (PLAN, "gb18030")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.issues == ()


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PLAN.encode())))
    assert read_document(Input("-", "stdin")).text == PLAN


def test_issues_name_the_document(tmp_path):
    path = write(tmp_path / "plan.txt", PLAN.encode() + b"\xe5\x8a")
    (issue,) = read_document(Input(str(path), "plan")).issues
    assert (issue.doc, issue.stage) == ("plan", "read")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (" \r\n\u3000\n".encode(), "holds no text"),
        ("\ufeff\n".encode(), "holds no text"),
        (b"text\0\0with\0nul bytes" * 20, "holds NUL bytes"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"\x89PNG\r\n\x1a\n", "cut off or damaged"),
        (b"GIF89a", "no scanner makes"),
    ],
)
def test_what_holds_no_text_is_refused(tmp_path, content, words):
    assert words in refusal(write(tmp_path / "plan.txt", content))


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    assert "does not exist" in refusal(tmp_path / "missing.txt")
    assert "does not exist" in refusal(tmp_path / "gone.txt")
    assert "leads back to itself" in refusal(tmp_path / "loop.txt")
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_without_a_writer_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in refusal(tmp_path / "pipe.txt")


def test_a_file_that_vanishes_meanwhile_or_is_locked_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "plan.txt", PLAN)
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(FileNotFoundError(2, "No such file")))
    assert "does not exist (any more)" in refusal(path)
    monkeypatch.setattr(
        Path, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
    )
    assert "check its permissions" in refusal(path)
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    assert "cannot be read (Input/output error)" in refusal(path)


def test_a_line_of_50_megabytes_is_refused_and_the_bound_is_said(tmp_path):
    with (path := tmp_path / "plan.txt").open("wb") as file:
        file.write("规划".encode())
        file.truncate(50 * 1024 * 1024)
    assert "is larger than 8 MB" in refusal(path)


def test_a_file_larger_than_any_plan_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1024)
    path = write(tmp_path / "plan.pdf", b"%PDF-" + b"0" * 2048)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    assert "is larger than" in refusal(path)


def test_a_text_longer_than_any_plan_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("policycmp.readers.reading.MOST_CHARACTERS", 10)
    assert "characters" in refusal(write(tmp_path / "plan.txt", PLAN))


def test_a_few_control_characters_are_no_binary(tmp_path):
    text = PLAN * 10 + "\x0c\x1a"
    assert read_document(Input(str(write(tmp_path / "plan.txt", text)), "plan")).text == text
    with pytest.raises(ReadError):
        plain.refuse_controls("\x01\x02规划")
