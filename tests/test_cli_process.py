"""What only a process of its own can show: imports, pipes, consoles, standard input."""

import os
import subprocess
import sys

import pytest

RUN = "import sys; from policycmp.cli import main; sys.exit(main())"
HEAVY = {"sklearn", "jieba", "pandas", "duckdb", "pydantic", "lxml", "yaml", "rich"}
PLAN = "定西市方案\n一、任务\n（一）高新技术企业。到2025年，总数达到120家。\n（二）人才。引进领军人才10名。\n"


@pytest.fixture
def start(tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")

    def start(code, *arguments, env=None, stdout=subprocess.PIPE, **options):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | (env or {})
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            **options,
        )

    return start


def loaded(start, code):
    process = start(
        f"import sys\n{code}\nprint(*(name.partition('.')[0] for name in sys.modules), file=sys.stderr)"
    )
    assert process.returncode == 0
    return HEAVY & set(process.stderr.decode().split())


def test_help_loads_nothing_heavy(start):
    assert loaded(start, "from policycmp.cli import main; main(['--help'])") == set()
    assert loaded(start, "import policycmp; policycmp.Clause, policycmp.__version__") == set()


def test_compare_needs_neither_scikit_learn_nor_jieba(start):
    found = loaded(start, "from policycmp.cli import main; main(['compare', 'plan.txt', '--format', 'json'])")
    assert not found & {"sklearn", "jieba", "pandas", "duckdb", "lxml"}
    assert "yaml" in found


def test_standard_input_is_a_plan(start):
    process = start(RUN, "coverage", "-", "--format", "json", input=PLAN.encode("gb18030"))
    assert process.returncode == 0
    assert b'"doc": "stdin"' in process.stdout


def test_a_reader_that_leaves_is_no_error(start):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        process = start(RUN, "compare", "plan.txt", stdout=closed)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
@pytest.mark.parametrize("command", [["compare"], ["clauses"], ["outline"]])
def test_a_console_without_the_characters_gets_others(start, encoding, command):
    process = start(RUN, *command, "plan.txt", env={"PYTHONIOENCODING": encoding})
    assert (process.returncode, process.stderr) == (0, b"")
    assert process.stdout.decode(encoding)


def test_no_color_reaches_a_pipe(start):
    assert b"\x1b" not in start(RUN, "compare", "plan.txt", env={"FORCE_COLOR": "1"}).stdout
