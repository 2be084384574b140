"""The console blocks of README.md: each `$ policycmp …` with the output that it prints.

`python -m tests.readme` writes the present outputs into the README; the test compares them.
"""

import atexit
import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from functools import cache
from pathlib import Path

from policycmp.cli import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = "112"
STORE = "plans.duckdb"
BLOCK = re.compile(r"```console\n\$ policycmp (?P<command>.*)\n(?P<output>(?:.*\n)*?)```")


@cache
def workplace():
    """Lay out what the README speaks of: the samples and the config, in a folder that commands may write to."""
    folder = Path(tempfile.mkdtemp(prefix="policycmp-readme-"))
    shutil.copytree(ROOT / "samples", folder / "samples")
    shutil.copy(ROOT / "config.yaml", folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def printed(command):
    """Run a command of the README where the samples are and return what it prints on standard output.

    The store that it speaks of is made anew for `index`, and before any other command that reads it.
    """
    if command.startswith("index "):
        shutil.rmtree(workplace() / f"{STORE}.shards", ignore_errors=True)
        (workplace() / STORE).unlink(missing_ok=True)
    elif STORE in command and not (workplace() / STORE).exists():
        printed(f"index samples --store {STORE}")
    out = io.StringIO()
    before = Path.cwd(), os.environ.get("COLUMNS")
    os.chdir(workplace())
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
