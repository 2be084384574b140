"""The README in both languages and the guide's pages: their commands run, and `$ policycmp …` prints what stands there.

`python -m tests.readme` writes the present outputs into them, and the picture of the first screen; tests compare them.
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

from rich.console import Console
from rich.text import Text

from policycmp.cli import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
GUIDE = ROOT / "policycmp" / "guide"
CHINESE = GUIDE / "README.zh.md"
PICTURE = ROOT / ".github" / "first-screen.svg"
PAGES = (README, CHINESE, GUIDE / "tables.md", GUIDE / "scale.md", GUIDE / "python.md", GUIDE / "overlap.md")
WIDTH = "112"
PICTURED = "100", 34
STORE = "plans.duckdb"
BLOCK = re.compile(r"```console\n\$ policycmp (?P<command>.*)\n(?P<output>(?:.*\n)*?)```")
# The picture loads nothing from elsewhere, and Latin letters keep their width.
_UNWANTED = re.compile(
    r"@font-face \{.*?\}\s*|\s*font-variant-east-asian: full-width;|\s*<!-- .*? -->", re.DOTALL
)


class Screen(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self):
        return True


@cache
def workplace():
    """Lay out what the README speaks of: samples, plans, the config, in a folder that commands may write to."""
    folder = Path(tempfile.mkdtemp(prefix="policycmp-readme-"))
    for name in ("samples", "plans"):
        shutil.copytree(ROOT / "samples", folder / name)
    shutil.copy(ROOT / "config.yaml", folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextlib.contextmanager
def at_work(width):
    """Be where the samples are, before a screen of some width."""
    before = Path.cwd(), os.environ.get("COLUMNS")
    os.chdir(workplace())
    os.environ["COLUMNS"] = width
    try:
        yield
    finally:
        os.chdir(before[0])
        os.environ.pop("COLUMNS")
        if before[1] is not None:
            os.environ["COLUMNS"] = before[1]


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
    with at_work(WIDTH), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(shlex.split(command))
    assert code == 0, command
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n"


def typed(text):
    """List the commands that stand without their output, from line to line; those that install are passed over."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("policycmp ")]


# What the placeholders of the table of commands stand for, where the samples are.
_FILLED = {
    "PLANS": "samples",
    "PLAN": "samples/dingxi-2020.txt",
    "OLD": "samples/dingxi-2020.txt",
    "NEW": "samples/jingzhou-2020.txt",
    "GOLD": "coding.qdpx",
    "--city NAME": "--city 定西",
    "guide NAME": "guide methods",
    "--store FILE": f"--store {STORE}",
    "panel samples -o FILE": "panel samples -o panel.csv",
    "report samples -o FILE": "report samples -o report.html",
    "export samples -o FILE": "export samples -o coding.qdpx",
    "config init": "config init own.yaml",
    "run": "run --config own.yaml",
    "--id ID": "--id dingxi-2020/二/（五）",
}


def listed(text):
    """List the commands of the table of all commands, each alone and with every option that its row explains."""
    commands = []
    for _, first, answer, _ in re.findall(r"^(\| )(`policycmp .*?`) \| (.*)( \|)$", text, re.MULTILINE):
        own = re.findall(r"`(?:policycmp )?([^`]*)`", first)
        commands += own
        commands += [f"{own[-1]} {option}" for option in re.findall(r"`(--[a-z][^`]*)`", answer)]
    return [_filled(command) for command in commands]


def _filled(command):
    for placeholder, value in _FILLED.items():
        command = re.sub(rf"(?<![\w/.]){re.escape(placeholder)}(?![\w/.])", value, command)
    return command


def picture():
    """Draw the first screen of the samples."""
    out = Screen()
    width, height = PICTURED
    with at_work(width), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert main(["compare", "samples", "--no-pager"]) == 0
    console = Console(
        record=True, width=int(width), file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text("$ policycmp compare samples", style="bold"))
    screen = Text.from_ansi("\n".join(out.getvalue().splitlines()[:height]))
    # Blanks of a style of their own part the columns, each of which is then placed by itself.
    screen.highlight_regex(r" {2,}", "dim")
    console.print(screen)
    svg = console.export_svg(title="policycmp", unique_id="policycmp")
    return _UNWANTED.sub("", svg).rstrip() + "\n"


def regenerate():
    """Write the present outputs into the pages, and the picture."""
    block = "```console\n$ policycmp {}\n{}```"
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        text = BLOCK.sub(lambda match: block.format(match["command"], printed(match["command"])), text)
        page.write_text(text, encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    regenerate()
