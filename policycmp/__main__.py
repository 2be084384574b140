"""The program: `policycmp …` and `python -m policycmp …`."""

from __future__ import annotations

import gc
import signal
import sys

# What a command makes is kept to its end, for the most part: one of a few plans ends before any search for garbage.
_OBJECTS_BETWEEN_SEARCHES = 500_000


def run() -> int:
    """Run the command line, also while its modules are still being imported: Ctrl-C then ends it as quietly.

    Returns:
        The exit code (see `policycmp.cli.main`).
    """
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    _end_as_by_interrupt()
    try:
        from policycmp.cli import main  # noqa: PLC0415 - an interrupt may come during this import

        return main()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201 - the program speaks here
        return 130
    finally:
        gc.freeze()  # the process ends: Python would search all that it holds twice more


def _end_as_by_interrupt() -> None:
    """Let what ends a program from outside clean up as Ctrl-C does; `nohup` keeps its word."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


if __name__ == "__main__":
    sys.exit(run())
