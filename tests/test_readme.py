import contextlib
import re
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import readme

from policycmp.cli import main
from policycmp.cli.commands import SUMMARIES
from policycmp.config import load_config

TEXT = readme.README.read_text(encoding="utf-8")
PAGES = {page.name: page.read_text(encoding="utf-8") for page in readme.PAGES}
BLOCKS = [
    (match["command"], match["output"]) for text in PAGES.values() for match in readme.BLOCK.finditer(text)
]


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_readme_shows_what_the_command_prints(command, output):
    assert readme.printed(command) == output


def test_the_first_command_of_the_readme_prints_findings_and_tables(capsys):
    [first, *_] = re.findall(r"^python3 -m venv .*policycmp (.*)$", TEXT, re.MULTILINE)
    assert (
        main([argument.replace("samples", str(readme.ROOT / "samples")) for argument in first.split()]) == 0
    )
    printed = capsys.readouterr().out
    assert all(title in printed for title in ("Ahead", "Lacking", "Side by side", "Coverage"))
    assert all(city in printed for city in ("定西", "荆州", "南通", "驻马店", "湖北"))


@pytest.mark.parametrize("page", [readme.README, readme.CHINESE], ids=lambda page: page.name)
def test_the_commands_of_each_language_run_in_their_order(page, capsys):
    commands = readme.typed(page.read_text(encoding="utf-8"))
    assert len(commands) > 10
    for command in commands:
        with readme.at_work(readme.WIDTH):
            assert main(shlex.split(command, comments=True)[1:]) == 0, command
            capsys.readouterr()


def test_every_command_of_the_table_runs_with_each_option_of_its_row(capsys):
    commands = {command: None for text in (TEXT, PAGES["README.zh.md"]) for command in readme.listed(text)}
    assert len(commands) > 35
    # `run` takes the config that `config init` writes.
    for command in sorted(commands, key=lambda command: command.startswith("run ")):
        with readme.at_work(readme.WIDTH):
            assert main(shlex.split(command)) == 0, command
            assert "error" not in capsys.readouterr().err, command


def test_both_languages_say_the_same():
    english, chinese = (page.read_text(encoding="utf-8") for page in (readme.README, readme.CHINESE))
    plain = [
        [re.sub(r" --lang zh| --date \"[^\"]*\"|\s+#.*", "", line).strip() for line in readme.typed(text)]
        for text in (english, chinese)
    ]
    assert plain[0] == plain[1]
    assert "(policycmp/guide/README.zh.md)" in english.splitlines()[0]
    assert "(../../README.md)" in chinese.splitlines()[0]
    assert set(NAMED.findall(english)) - PROSE == set(NAMED.findall(chinese)) - PROSE


def test_the_picture_is_the_first_screen():
    drawn, kept = (
        re.findall(r">([^<>]*)</text>", svg)
        for svg in (readme.picture(), readme.PICTURE.read_text(encoding="utf-8"))
    )
    assert drawn == kept, "run python -m tests.readme"
    assert "http" not in re.sub(r"http://www\.w3\.org/\S+", "", readme.PICTURE.read_text(encoding="utf-8"))


# As code: between backticks, as a line of its own, behind a prompt, a folder or a key. The rest is prose.
NAMED = re.compile(r"(?:[`$#/:] ?|^)policycmp ([a-z]+)\b", re.MULTILINE)
PROSE = {"puts", "reads"}
DOCUMENTS = (
    readme.README,
    readme.ROOT / "config.yaml",
    *sorted((readme.ROOT / ".github").rglob("*.md")),
    *sorted((readme.ROOT / "policycmp" / "guide").glob("*.md")),
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_a_document_names_exists(document):
    named = set(NAMED.findall(document.read_text(encoding="utf-8"))) - PROSE
    assert named <= set(SUMMARIES)


def test_the_table_of_commands_lists_every_command():
    rows = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `policycmp ")]
    assert {name for row in rows for name in NAMED.findall(row)} == set(SUMMARIES)


def test_ci_the_readme_and_contributing_test_with_one_command():
    [readmes] = re.findall(r"^python3 -m venv .*pytest.*$", TEXT, re.MULTILINE)
    contributing = (readme.ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert readmes == " && ".join(re.search(r"```sh\n(.*\n.*)\n```", contributing)[1].splitlines())
    assert "README.md" in (readme.ROOT / ".ci" / "run").read_text(encoding="utf-8")


def block(language, holding, text=TEXT):
    blocks = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return next(text for text in blocks if holding in text)


def test_the_lines_in_python_run(capsys):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    lines = "".join(re.findall(r"```python\n(.*?)```", PAGES["python.md"], re.DOTALL))
    names = {}
    with readme.at_work(readme.WIDTH):
        exec(lines, names)
        assert Path("comparison.md").read_text(encoding="utf-8").startswith("## Coverage")
    assert [table.key for table in (names["coverage"], names["targets"], names["ambition"])]
    assert len(names["numbers"]) == len(names["polars_frame"]) == len(names["targets"].rows)
    assert "rows" in capsys.readouterr().out


def test_the_taxonomy_of_ones_own_loads(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text(block("yaml", "renewable-energy"), encoding="utf-8")
    config = load_config(file)
    assert [topic.id for topic in config.topics] == [
        *(topic.id for topic in load_config().topics),
        "renewable-energy",
    ]


def test_the_lines_for_a_cluster_run(tmp_path, monkeypatch, capsys):
    pytest.importorskip("distributed", reason="policycmp[cluster] is not installed")
    (tmp_path / "plans").symlink_to(readme.ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    *servers, last = block("sh", "dask scheduler", PAGES["scale.md"]).replace("8786", port).splitlines()
    running = [
        subprocess.Popen([sys.executable, "-m", *shlex.split(line)], stderr=subprocess.DEVNULL)
        for line in servers
    ]
    try:
        assert len(running) == 3
        _wait_for(port)
        assert main(shlex.split(last)[1:]) == 0
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()
    assert re.search(r"^read +5$", capsys.readouterr().out, re.MULTILINE)


def _wait_for(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(port)
