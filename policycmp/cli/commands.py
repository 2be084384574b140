"""The commands: told of without being imported; the one that is invoked is imported and built.

A command takes a whole group of options as one parameter; the command line shows them one by one. One whose module
names the `SCHEMA` of its JSON has `--json-schema`.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What `policycmp --help` says of each: the first line of its own help.
SUMMARIES = {
    "compare": "Compare plans: coverage, targets side by side, ambition.",
    "coverage": "Show which city commits to what, topic by topic.",
    "measures": "Show which city commits to which named instrument of policy.",
    "targets": "Put commitments side by side: how much, by when, and why some may not be compared.",
    "standing": "Show where one city stands among its peers, number by number.",
    "ambition": "Rank the cities in the rows that may be compared.",
    "clauses": "List every clause with its topics and agencies.",
    "show": "Show what stands behind a row, or one clause, commitment or refused number in full, and why.",
    "outline": "Show a plan as the program reads it.",
    "track": "Lay what regions promised beside what their later texts report as reached.",
    "review": "Make a page on which a reader accepts, corrects, refuses and adds to what was found in the plans.",
    "instruments": (
        "Show which policy instruments plans use (Rothwell & Zegveld), topic by topic, and how balanced the mix is."
    ),
    "agencies": "Show who leads and who takes part in each plan, topic by topic, and the network of joint duties.",
    "panel": "Write promises and results as a panel: one row a region, year and thing.",
    "overlap": "Find the passages that plans share, without boilerplate, and which plan had them first.",
    "export": "Write codings for other tools: a REFI-QDA project or codebook, SKOS, 0 or 1 for each code.",
    "diff": "Tell what changed between two versions of a plan.",
    "check": "Hold plans to the rules of the config, for CI.",
    "report": "Write one page to send round: findings, pictures, tables, and the sentences behind them.",
    "run": "Write the comparisons named in the config to files.",
    "config": "A config of one's own: begin one, see what is in force and from where, mend its mistakes.",
    "context": "The figures that comparisons lack: a table of them to fill in.",
    "index": "Keep the analysis of a large corpus in a store.",
    "cache": "The analyses that are kept from run to run: where they are, and how they go.",
    "evaluate": "Measure the agreement with a coding.",
    "guide": "Read what stands behind the figures: methods, tables, codebook, config, ci, python and more.",
    "indicators": "What plans count: the ids and labels, one in full, and the nouns that the vocabulary lacks.",
    "topics": "The taxonomy: its terms, its faults, topics it lacks, clauses to code by hand, a model from codings.",
}


class Commands(TyperGroup):
    """A group whose commands only stand in for those that `load_command` loads."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that the arguments name, and load it."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if name and stand_in else None, rest


def add_commands(app: typer.Typer) -> None:
    """Let an app with the class `Commands` tell of every command."""
    for name, summary in SUMMARIES.items():
        app.command(name, help=summary)(_stand_in)


def _stand_in() -> None:
    """Never run: `Commands` puts the command itself in its place."""


def load_command(name: str) -> Any:
    """Import and build a command: the `app` of its module where it has one, else the function of its name."""
    module = import_module(f"policycmp.cli.{name}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        command = grouped(getattr(module, name), getattr(module, "SCHEMA", None))
        app.command(epilog=f"Example: {module.EXAMPLE}")(command)
    return typer.main.get_command(app)


def grouped(command: Callable[..., int], schema: str | None = None) -> Callable[..., int]:
    """Spread every parameter of a command whose type is a group of options over the command line.

    Args:
        command: its groups are dataclasses whose fields are annotated as Typer's parameters are.
        schema: of its JSON, where `--json-schema` is to print one.

    Returns:
        The same command with flat parameters, as Typer takes them, in the same order.
    """
    parameters = signature(command).parameters.values()
    groups: dict[str, Any] = {
        parameter.name: parameter.annotation for parameter in parameters if is_dataclass(parameter.annotation)
    }
    flat = [option for parameter in parameters for option in _spread(parameter, groups)]
    if schema:
        from policycmp.cli.options import printing_schema

        printing: Any = Annotated[bool, printing_schema(schema)]
        flat.append(Parameter("json_schema", Parameter.KEYWORD_ONLY, default=False, annotation=printing))

    def spread(**arguments: Any) -> int:
        arguments.pop("json_schema", None)
        whole = {
            name: group(**{field.name: arguments.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        return command(**arguments, **whole)

    spread.__doc__, spread.__name__, spread.__module__ = command.__doc__, command.__name__, command.__module__
    spread.__annotations__ = {option.name: option.annotation for option in flat} | {"return": int}
    spread.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    return spread


def _spread(parameter: Parameter, groups: dict[str, Any]) -> Iterator[Parameter]:
    if parameter.name not in groups:
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
        return
    for field in fields(groups[parameter.name]):
        default = Parameter.empty if field.default is MISSING else field.default
        yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=field.type)
