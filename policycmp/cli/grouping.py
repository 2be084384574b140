"""Groups of options: a command takes a whole group as one parameter, the command line shows its options one by one."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def grouped(command: Callable[..., int]) -> Callable[..., int]:
    """Spread every parameter of a command whose type is a group of options over the command line.

    Args:
        command: its groups are dataclasses whose fields are annotated as Typer's parameters are.

    Returns:
        The same command with flat parameters, as Typer takes them, in the same order.
    """
    parameters = signature(command).parameters.values()
    groups: dict[str, Any] = {
        each.name: each.annotation for each in parameters if is_dataclass(each.annotation)
    }
    flat = [one for each in parameters for one in _spread(each, groups)]

    def spread(**arguments: Any) -> int:
        whole = {
            name: group(**{field.name: arguments.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        return command(**arguments, **whole)

    spread.__doc__, spread.__name__, spread.__module__ = command.__doc__, command.__name__, command.__module__
    spread.__annotations__ = {one.name: one.annotation for one in flat} | {"return": int}
    spread.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    return spread


def _spread(parameter: Parameter, groups: dict[str, Any]) -> Iterator[Parameter]:
    if parameter.name not in groups:
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
        return
    for field in fields(groups[parameter.name]):
        default = Parameter.empty if field.default is MISSING else field.default
        yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=field.type)
