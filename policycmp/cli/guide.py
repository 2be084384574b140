"""`policycmp guide`: what stands behind the figures, on the screen."""

from importlib import resources
from typing import Annotated

import typer

from policycmp.cli.options import did_you_mean
from policycmp.cli.paging import show_paged
from policycmp.cli.streams import write_result
from policycmp.errors import UsageError

EXAMPLE = "policycmp guide methods"

Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="Which; without, a line on each.", show_default=False),
]


def guide(name: Name = None) -> int:
    """Read what stands behind the figures: methods, tables, codebook, config, ci, python and more."""
    guides = load_guides()
    if name is None:
        width = max(map(len, guides))
        lines = (f"{guide_name:{width}}  {_summary(text)}" for guide_name, text in guides.items())
        write_result("\n".join(lines) + "\n")
    elif name in guides:
        show_paged(guides[name])
    else:
        near = did_you_mean(name, list(guides))
        raise UsageError(f"no guide {name!r}: {near} (there are {', '.join(guides)})")
    return 0


def load_guides() -> dict[str, str]:
    """Load the guides that the package holds, by name."""
    files = resources.files("policycmp").joinpath("guide").iterdir()
    named = {file.name.removesuffix(".md"): file for file in files if file.name.endswith(".md")}
    return {name: named[name].read_text(encoding="utf-8") for name in sorted(named)}


def _summary(text: str) -> str:
    """Take the first line under the title."""
    return next(line for line in text.splitlines()[1:] if line.strip())
