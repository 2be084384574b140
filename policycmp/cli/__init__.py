"""The command line: one file a command, which is imported when it is invoked, as is what it needs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policycmp.cli.commands import Commands, add_commands
from policycmp.cli.streams import (
    INTERRUPTED,
    PROGRAM_FAULT,
    WRONG_USAGE,
    prepare_streams,
    show_traces,
    speak_as_asked,
    tell,
    tell_trace,
)
from policycmp.errors import ConfigError, PolicycmpError, ProgramFault

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEBUG = "--debug"
# Typer's own class for wrong usage has no public name; its subclass for bad values has.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="policycmp",
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

add_commands(app)


def _print_version(value: bool) -> None:
    if value:
        from policycmp.version import __version__

        typer.echo(f"policycmp {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
]


Debug = Annotated[
    bool,
    typer.Option(
        _DEBUG, help="Show the traceback of a fault of the program; may stand behind a command too."
    ),
]


@app.callback(epilog="Example: policycmp compare samples")
def policycmp(version: Version = False, debug: Debug = False) -> None:
    """Put the innovation plans of many cities side by side: who commits to what, how much, by when."""
    del version
    show_traces(debug)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: what stands behind the program's name; None takes those of the process.

    Returns:
        The exit code: 0 done, 2 wrong usage or an invalid config, 3 some inputs could not be read,
        4 none could, 70 a fault of the program, 130 interrupted.
    """
    prepare_streams()
    # No plugin has a say in a config, and the search for one reads what every package installed tells of itself.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    speak_as_asked(arguments)
    if _DEBUG in arguments:
        arguments = [_DEBUG, *(argument for argument in arguments if argument != _DEBUG)]
    try:
        code = app(arguments or ["--help"], prog_name="policycmp", standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except PolicycmpError as error:
        mark = "" if isinstance(error, ConfigError) else "error: "
        for line in str(error).splitlines():
            tell(f"{mark}{line}")
        return WRONG_USAGE
    except _UsageError as error:
        tell(f"error: {_message(error)}")
        return WRONG_USAGE
    except Exception as error:  # noqa: BLE001 - no command may end in a traceback
        fault = ProgramFault.of(error)
        tell(f"error: a fault of the program ({fault.what}); please report it, with what --debug shows")
        tell_trace(fault.trace)
        return PROGRAM_FAULT
    if code == INTERRUPTED:
        tell("interrupted")
    return int(code or 0)


def _message(error: Exception) -> str:
    """Say what is wrong with the arguments on one line, and where to look."""
    described: Any = error
    text = " ".join(described.format_message().split()).replace("Value error, ", "")
    context = described.ctx
    return f"{text} (see {context.command_path} --help)" if context is not None else text
