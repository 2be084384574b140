"""The console blocks of README.md: each `$ policycmp …` with the output that it prints.

`python -m tests.readme` writes the present outputs into the README; the test compares them.
"""

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

from policycmp.cli import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = "112"
BLOCK = re.compile(r"```console\n\$ policycmp (?P<command>.*)\n(?P<output>(?:.*\n)*?)```")


def printed(command):
    """Run a command of the README at its top level and return what it prints on standard output."""
    out = io.StringIO()
    before = Path.cwd(), os.environ.get("COLUMNS")
    os.chdir(ROOT)
    os.environ["COLUMNS"] = WIDTH
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = main(shlex.split(command))
    finally:
        os.chdir(before[0])
        os.environ.pop("COLUMNS")
        if before[1] is not None:
            os.environ["COLUMNS"] = before[1]
    assert code == 0, command
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n"


def regenerate():
    """Write the present outputs into the README."""
    text = README.read_text(encoding="utf-8")
    block = "```console\n$ policycmp {}\n{}```"
    text = BLOCK.sub(lambda match: block.format(match["command"], printed(match["command"])), text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    regenerate()
