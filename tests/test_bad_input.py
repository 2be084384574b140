"""Bad files beside a good plan: one line each with its reason, the plan goes on, nothing swells or hangs."""

import functools
import io
import os
import subprocess
import sys
import zipfile
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from policycmp.cli import main
from policycmp.corpus import jobs

PLAN = """定西市科技创新方案
一、任务
（一）壮大企业。到2025年，高新技术企业达到120家。
（二）引进人才。每年引进10名。
"""
MEGABYTE = 1024 * 1024
MOST_MEMORY = 1024 * MEGABYTE
RUN = (
    "import resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY})); "
    "from policycmp.cli import main; sys.exit(main())"
)


def word(*paragraphs):
    document = WordDocument()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(target := io.BytesIO())
    return target.getvalue()


def pdf():
    drawing = Canvas(target := io.BytesIO())
    for page in range(20):
        drawing.drawString(72, 700, f"plan {page}")
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def repacked(change, name="word/document.xml"):
    """A Word file with one member written anew, as `change` makes it of the old one."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(PLAN))) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for member in old.namelist():
            with new.open(member, "w", force_zip64=True) as file:
                for piece in change(old.read(member)) if member == name else [old.read(member)]:
                    file.write(piece)
    return target.getvalue()


def padded(part):
    """A part that goes on for 200 MB of blanks, which pack into next to nothing."""
    yield part
    for _ in range(200):
        yield b" " * MEGABYTE


def entities(part):
    names = "abcdefghij"
    nested = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names))
    head = f'<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa">{nested}]>'.encode()
    yield head + part.partition(b"?>")[2].replace("定西".encode(), b"&j;")


def pdf_bomb():
    packed = zlib.compress(b"0" * 200 * MEGABYTE, 1)
    head = b"%%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return head + packed + b"\nendstream\nendobj\n"


BAD = {
    "cut.docx": (lambda: word(*[PLAN] * 50)[:9000], "is cut off or damaged"),
    "cut.pdf": (lambda: pdf()[:400], "damaged"),
    "bomb.docx": (lambda: repacked(padded), "is larger than"),
    "bomb.pdf": (pdf_bomb, "unpacks to more than"),
    "entities.docx": (lambda: repacked(entities), "XML entities"),
    "line.txt": (lambda: "高新技术企业".encode() * (50 * MEGABYTE // 18), "is larger than"),
    "zero.txt": (lambda: b"\0" * 5000, "NUL bytes"),
    "nul.txt": (lambda: PLAN.encode().replace(b"\n", b"\0\0\n"), "NUL bytes"),
}


@functools.cache
def bad(name):
    return BAD[name][0]()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder, capsys):
    def run(*arguments):
        code = main(["coverage", *arguments, "--format", "csv"])
        written = capsys.readouterr()
        assert "定西" in written.out
        assert folder == Path.cwd()
        return code, written.err.splitlines()

    return run


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_takes_one_line_and_the_plan_goes_on(run, name):
    reason = BAD[name][1]
    Path(name).write_bytes(bad(name))
    code, (line,) = run(".")
    assert code == 3
    assert line.startswith(f"error: {name}: ")
    assert reason in line


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory so")
def test_all_of_them_at_once_stay_in_bounded_memory_and_time(folder):
    for name in BAD:
        (folder / name).write_bytes(bad(name))
    process = subprocess.run(
        [sys.executable, "-c", RUN, "coverage", ".", "--format", "csv"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (process.returncode, len(process.stderr.splitlines())) == (3, len(BAD))
    assert "定西" in process.stdout


def test_a_file_of_two_encodings_is_read_and_told(run):
    first, second = PLAN.encode("gb18030"), PLAN.replace("定西", "荆州").encode()
    Path("mixed.txt").write_bytes(second * 3 + first)
    code, (line,) = run(".")
    assert code == 0
    assert line.startswith("warning: mixed.txt")


def test_links_that_lead_in_circles_end(run, folder):
    (folder / "in").mkdir()
    (folder / "in/above").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    code, lines = run(".")
    assert code == 3
    assert [line.partition(": ")[0] for line in lines] == ["note", "error"]
    assert "1 linked folder" in lines[0]
    assert "leads back to itself" in lines[1]


def test_a_file_without_permission_is_told(run, monkeypatch):
    Path("locked.txt").write_text(PLAN.replace("定西", "荆州"), encoding="utf-8")
    opened = Path.open

    def guarded(path, *arguments, **options):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", guarded)
    assert run(".") == (3, ["error: locked.txt: may not be read; check its permissions"])


def test_a_file_that_vanishes_meanwhile_is_told(run, monkeypatch):
    Path("gone.txt").write_text(PLAN.replace("定西", "荆州"), encoding="utf-8")
    find_inputs = jobs.find_inputs

    def found(plans):
        inputs = find_inputs(plans)
        Path("gone.txt").unlink()
        return inputs

    monkeypatch.setattr(jobs, "find_inputs", found)
    assert run(".") == (3, ["error: gone.txt: does not exist (any more); check the name"])
