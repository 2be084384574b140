"""Hostile files beside a good plan: one line each, the plan's result the same, memory and time bounded."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile import READ, REFUSED

if sys.platform == "win32":
    pytest.skip("the bounds are those of Unix", allow_module_level=True)

PLAN = """定西市科技创新方案
一、任务
（一）壮大企业。到2025年，高新技术企业达到120家。
（二）引进人才。每年引进10名。
"""
CONFIG = 'policycmp: "2"\nextends: default\nsettings:\n  most_seconds: {seconds}\n'
MOST_MEMORY = 512 * 1024  # over that of the good plan alone, in kilobytes
RUN = """
import resource, sys
from policycmp.cli import main
code = main()
own, readers = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
from policycmp.readers import apart
apart._end_all()
readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(own + readers, file=open("memory", "w"))
sys.exit(code)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "bounds.yaml").write_text(CONFIG.format(seconds=3), encoding="utf-8")
    return tmp_path


def run(folder, *arguments):
    """Run the program in a process of its own; give how it ended and the memory that it took, with its readers'."""
    process = subprocess.run(
        [sys.executable, "-c", RUN, *arguments, "--config", "bounds.yaml", "--format", "csv"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return process, int((folder / "memory").read_text(encoding="utf-8"))


def test_what_is_refused_takes_one_line_each_and_bounded_memory(folder):
    good, memory = run(folder, "coverage", "plan.txt")
    for name, write in REFUSED.items():
        (folder / name).write_bytes(write())
    # In a folder, what holds no plan that can be found is passed over; named, it is told.
    named = [name for name in REFUSED if name.endswith((".zip", ".xlsx"))]
    process, most = run(folder, "coverage", ".", *named)
    lines = [line for line in process.stderr.splitlines() if "not read (" not in line]
    told = {
        line.removeprefix("error: ").removeprefix("./").partition(": ")[0].partition("!/")[0]
        for line in lines
    }
    assert told == set(REFUSED)
    assert len(lines) == len(REFUSED)
    assert all(len(line) < 400 for line in lines)
    assert not [line for line in lines if "fault of the program" in line]
    assert (process.returncode, process.stdout) == (3, good.stdout)
    assert most - memory < MOST_MEMORY


def test_what_is_read_has_no_fault_and_costs_no_other_plan(folder):
    for name, write in READ.items():
        (folder / name).write_bytes(write())
    started = time.monotonic()
    process, most = run(folder, "targets", ".", "--list")
    assert process.returncode in {0, 3}, process.stderr
    assert "fault of the program" not in process.stderr
    assert "plan/一/（一）" in process.stdout
    assert most < 2 * MOST_MEMORY
    assert time.monotonic() - started < 60


def test_a_file_that_takes_too_long_is_ended_and_the_next_is_read(folder, monkeypatch):
    """The reader itself is slowed down: what is slow today may be mended tomorrow."""
    (folder / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'policycmp.readers.reading_process' in ''.join(sys.orig_argv):\n"
        "    from policycmp.readers import docx\n"
        "    read = docx.read_docx\n"
        "    def slow(raw):\n"
        "        while raw.ending == '.docx' and len(raw.content) > 2000: pass\n"
        "        return read(raw)\n"
        "    docx.read_docx = slow\n",
        encoding="utf-8",
    )
    (folder / "bounds.yaml").write_text(CONFIG.format(seconds=1), encoding="utf-8")
    (folder / "slow.docx").write_bytes(READ["footnotes.docx"]())
    (folder / "swift.docx").write_bytes(READ["list-level.docx"]())
    monkeypatch.syspath_prepend(str(folder))
    process, _ = run(folder, "targets", "slow.docx", "swift.docx", "--list")
    assert process.returncode == 3
    assert process.stderr.startswith("error: slow.docx: takes more than 1 s to read")
    assert "swift" in process.stdout


def test_a_plan_that_takes_too_long_to_analyze_is_told(folder):
    (folder / "bounds.yaml").write_text(CONFIG.format(seconds=1), encoding="utf-8")
    (folder / "long.txt").write_text("荆州市方案\n" + PLAN * 8000, encoding="utf-8")
    process, _ = run(folder, "coverage", "long.txt", "plan.txt")
    assert process.returncode == 3
    assert process.stderr == "error: long.txt: takes more than 1 s, which no plan does; give it alone\n"


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for processes as Linux lists them")
def test_no_process_is_left(folder, monkeypatch):
    (folder / "plan.docx").write_bytes(READ["list-level.docx"]())
    monkeypatch.syspath_prepend(str(folder))  # tells our processes from those of other tests
    process, _ = run(folder, "coverage", "plan.docx")
    assert process.returncode == 0
    assert not [file for file in Path("/proc").glob("[0-9]*/cmdline") if str(folder) in _command(file)]


def _command(file):
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
