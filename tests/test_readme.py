import re

import pytest
import readme

from policycmp.cli import main

TEXT = readme.README.read_text(encoding="utf-8")
BLOCKS = [(match["command"], match["output"]) for match in readme.BLOCK.finditer(TEXT)]


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_readme_shows_what_the_command_prints(command, output):
    assert readme.printed(command) == output


def test_the_first_command_of_the_readme_prints_three_tables(capsys):
    [first, *_] = re.findall(r"^python3 -m venv .*policycmp (.*)$", TEXT, re.MULTILINE)
    assert (
        main([argument.replace("samples", str(readme.ROOT / "samples")) for argument in first.split()]) == 0
    )
    printed = capsys.readouterr().out
    assert all(title in printed for title in ("Coverage", "Targets side by side", "Ambition"))
    assert all(city in printed for city in ("定西", "荆州", "南通", "驻马店", "湖北"))


def test_every_command_named_in_the_readme_exists(capsys):
    for name in set(re.findall(r"`policycmp ([a-z]+)", TEXT)):
        assert main([name, "--help"]) == 0
    capsys.readouterr()
