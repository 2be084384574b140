"""What was typed, as far as the commands that come next take it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.cli.options import Reading, References
    from policycmp.tables.ways import Ways

_READING = ("config", "meta", "overrides", "encoding", "where")
_LISTS = ("province", "level")


def ways_on(
    plans: Sequence[str],
    reading: Reading,
    references: References,
    lang: str = "en",
    cities: Sequence[str] | None = None,
) -> Ways:
    """Gather the plans, the options that read them and set figures beside them, and the cities that were chosen."""
    from policycmp.tables.ways import Ways

    asked = [(f"--{name}", value) for name in _READING if (value := getattr(reading, name)) is not None]
    asked += [(f"--{name}", ",".join(named)) for name in _LISTS if (named := getattr(reading, name))]
    asked += [("--lang", lang)] if lang != "en" else []
    chosen = ("--cities", ",".join(cities)) if cities else ()
    joining = {None: (), True: ("--alike",), False: ("--no-alike",)}[references.alike]
    return Ways((*sorted(plans), *_typed(asked)), tuple(_references(references)), chosen, joining)


def _references(references: References) -> Iterator[str]:
    if references.context is not None:
        yield from ("--context", str(references.context))
    for upper in references.upper or ():
        yield from ("--upper", upper)


def _typed(asked: Sequence[tuple[str, object]]) -> Iterator[str]:
    for name, value in asked:
        yield from (name, str(value))
