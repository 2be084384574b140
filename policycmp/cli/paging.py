"""The pager: what is longer than the screen is shown page by page, as git does; never where there is no screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress

from policycmp.cli.streams import write_result

# Where no terminal says how large it is.
_SIZE = (100, 24)
# End where the text fits, show colours, and leave the text on the screen.
_LESS = "FRX"
# A pager that only hands the text through.
_NONE = {"", "cat"}


def screen_width() -> int:
    """Count the cells of a line of the screen."""
    return shutil.get_terminal_size(_SIZE).columns


def show_paged(text: str) -> None:
    """Show a text through `$PAGER` (`less` where it is unset) if it is longer than the screen; else write it."""
    pager = find_pager()
    is_long = text.count("\n") >= shutil.get_terminal_size(_SIZE).lines
    if pager is None or not is_long or not (sys.stdin.isatty() and sys.stdout.isatty()):
        write_result(text)
        return
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8"} | os.environ
    try:
        # The user's own command, which may have options of its own.
        process = subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602
    except OSError:
        write_result(text)
        return
    with suppress(BrokenPipeError):
        process.communicate(text.encode(sys.stdout.encoding or "utf-8", "replace"))
    while process.poll() is None:
        # A pager takes an interrupt for itself.
        with suppress(KeyboardInterrupt):
            process.wait()


def find_pager() -> str | None:
    """Find the command that shows pages: `$PAGER`, else `less`; None where there is none or none is wanted."""
    named = os.environ.get("PAGER")
    if named is None:
        return "less" if shutil.which("less") else None
    return None if named.strip() in _NONE else named
