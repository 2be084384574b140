"""What only a process of its own can show: imports, pipes, consoles, standard input."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policycmp.cli.commands import SUMMARIES, load_command
from policycmp.readers import READERS

RUN = "import sys; from policycmp.cli import main; sys.exit(main())"
HEAVY = {
    "dask",
    "duckdb",
    "jieba",
    "lxml",
    "multiprocessing",
    "numpy",
    "pandas",
    "pdfplumber",
    "pydantic",
    "rich",
    "sklearn",
    "xlsxwriter",
    "yaml",
}
PLAN = "定西市方案\n一、任务\n（一）高新技术企业。到2025年，总数达到120家。\n（二）人才。引进领军人才10名。\n"


@pytest.fixture
def start(tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")

    def start(code, *arguments, env=None, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | (env or {})
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=stdout,
            stderr=stderr,
            timeout=60,
            check=False,
            **options,
        )

    return start


def loaded(start, code):
    """Name the heavy packages that a program loads, and the modules of ours."""
    process = start(f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)")
    assert process.returncode == 0
    modules = process.stderr.decode().split()
    return HEAVY & {name.partition(".")[0] for name in modules}, {
        name.removeprefix("policycmp.") for name in modules if name.startswith("policycmp.")
    }


def test_help_loads_nothing_heavy_and_no_command(start):
    heavy, own = loaded(start, "from policycmp.cli import main; main(['--help'])")
    assert heavy == set()
    assert own <= {"cli", "cli.commands", "cli.streams", "durability", "errors", "version"}


def test_the_import_loads_nothing_heavy(start):
    heavy, own = loaded(start, "import policycmp; policycmp.Clause, policycmp.__version__")
    assert heavy == set()
    assert all(name.startswith("models") for name in own - {"version"})


@pytest.mark.parametrize("command", SUMMARIES)
def test_help_says_of_a_command_what_the_command_says(command):
    assert load_command(command).get_short_help_str(1000) == SUMMARIES[command]


def test_compare_loads_what_it_needs(start):
    heavy, own = loaded(
        start, "from policycmp.cli import main; main(['compare', 'plan.txt', '--format', 'json'])"
    )
    assert heavy == {"pydantic", "yaml"}
    assert not own & {f"readers.{format_}" for format_ in READERS}
    assert not own & {"check", "diff", "evaluate", "taxonomy", "engines.pool"}
    assert own & {f"cli.{command}" for command in SUMMARIES} == {"cli.compare"}


def test_standard_input_is_a_plan(start):
    process = start(RUN, "coverage", "-", "--format", "json", input=PLAN.encode("gb18030"))
    assert process.returncode == 0
    assert b'"doc": "stdin"' in process.stdout


@pytest.mark.parametrize(
    "command", [["compare"], ["check"], ["diff", "plan.txt"], ["check", "--format", "github"]]
)
def test_a_reader_that_leaves_is_no_error(start, command):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        process = start(RUN, *command, "plan.txt", stdout=closed)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
@pytest.mark.parametrize("command", [["compare"], ["clauses"], ["outline"]])
def test_a_console_without_the_characters_gets_others(start, encoding, command):
    process = start(RUN, *command, "plan.txt", env={"PYTHONIOENCODING": encoding})
    assert (process.returncode, process.stderr) == (0, b"")
    assert process.stdout.decode(encoding)


def test_no_color_reaches_a_pipe(start):
    assert b"\x1b" not in start(RUN, "compare", "plan.txt", env={"FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize(
    "module", ["policycmp.cli", "typer", "policycmp.config", "yaml", "policycmp.corpus.pipeline"]
)
def test_an_interrupt_during_an_import_ends_quietly(start, module):
    code = f"""
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from policycmp.__main__ import run
sys.argv = ["policycmp", "compare", "plan.txt", "-o", "result.json"]
sys.exit(run())
"""
    process = start(code)
    # Python itself dies of the signal where the interrupt hit code that is compiled from text; shells call both 130.
    assert process.returncode in {130, -2}
    assert (process.stdout, process.stderr) == (b"", b"interrupted\n")


def test_completion_loads_nothing_heavy(start):
    code = "from policycmp.cli.completion import complete_indicator as offer; assert len(offer('')) > 100"
    assert loaded(start, code)[0] == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
@pytest.mark.parametrize(("options", "shown"), [([], True), (["--quiet"], False)])
def test_a_bar_over_the_plans_on_a_terminal(start, options, shown):
    import pty  # noqa: PLC0415 - not on Windows

    reading, writing = pty.openpty()
    code = RUN.replace("import sys;", "import sys; import policycmp.cli.progress as p; p._PATIENCE = 0;")
    process = start(
        code, "coverage", "plan.txt", *options, stderr=writing, env={"TERM": "xterm", "COLUMNS": "60"}
    )
    os.close(writing)
    written = b""
    while chunk := _read(reading):
        written += chunk
    os.close(reading)
    assert process.returncode == 0
    assert (b"1/1" in written) is shown
    assert (b"plans/s" in written) is shown
    assert b"Coverage" in process.stdout


def _read(descriptor):
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""


def test_no_bar_in_a_pipe(start):
    code = RUN.replace("import sys;", "import sys; import policycmp.cli.progress as p; p._PATIENCE = 0;")
    assert start(code, "coverage", "plan.txt").stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes as POSIX does")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_ends_the_program_leaves_nothing_half(tmp_path, number):
    (tmp_path / "plan.txt").write_text("定西市科技创新方案\n一、任务\n新增企业5家。\n", encoding="utf-8")
    (tmp_path / "result.json").write_text("before", encoding="utf-8")
    code = (
        "import os, sys; from policycmp import __main__; from policycmp.cli import streams\n"
        f"streams.sync_file = lambda _: os.kill(os.getpid(), {int(signal.Signals[number])})\n"
        "sys.exit(__main__.run())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "coverage", "plan.txt", "-o", "result.json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (130, "interrupted\n")
    assert (tmp_path / "result.json").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.txt", "result.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full disk to write to")
def test_a_full_disk_behind_standard_output_takes_one_line(tmp_path):
    (tmp_path / "plan.txt").write_text("定西市科技创新方案\n一、任务\n新增企业5家。\n", encoding="utf-8")
    with open("/dev/full", "w") as full:  # noqa: PTH123 - as a shell does
        ended = subprocess.run(
            [sys.executable, "-m", "policycmp", "coverage", "plan.txt"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "standard output: cannot be written: no space left" in ended.stderr
