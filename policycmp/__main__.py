"""The program: `policycmp …` and `python -m policycmp …`."""

from __future__ import annotations

import sys


def run() -> int:
    """Run the command line, also while its modules are still being imported: Ctrl-C then ends it as quietly.

    Returns:
        The exit code (see `policycmp.cli.main`).
    """
    try:
        from policycmp.cli import main  # noqa: PLC0415 - an interrupt may come during this import

        return main()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201 - the program speaks here
        return 130


if __name__ == "__main__":
    sys.exit(run())
