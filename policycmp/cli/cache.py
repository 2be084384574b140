"""`policycmp cache`: where analyses are kept from run to run, and how they go."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policycmp.cli.streams import DONE, tell, write_result

if TYPE_CHECKING:
    from policycmp.store.cache import Cache

EXAMPLE = "policycmp cache path"
VARIABLE = "POLICYCMP_CACHE"
_OFF = {"", "0", "false", "no", "off"}
_MEGABYTE = 1_000_000

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="The analyses that are kept from run to run: where they are, and how they go.",
    epilog=f"Example: {EXAMPLE}",
)


@app.command()
def path() -> int:
    """Print the folder."""
    write_result(f"{cache_folder()}\n")
    return DONE


@app.command()
def clear() -> int:
    """Remove all that is kept."""
    from policycmp.store.cache import Cache

    removed = Cache(cache_folder()).clear()
    tell(f"removed {removed / _MEGABYTE:.1f} MB from {cache_folder()}")
    return DONE


def cache_folder() -> Path:
    """Name the folder: the one that the variable names, else that of the user's caches on this system."""
    named = os.environ.get(VARIABLE, "")
    if named.lower() not in _OFF:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("policycmp", appauthor=False)


def find_cache(asked: bool | None) -> Cache | None:
    """Settle whether a run keeps what it finds.

    Args:
        asked: what the command line says; where it says nothing the variable decides, and in CI nothing is kept.
    """
    if asked is None:
        named = os.environ.get(VARIABLE)
        is_ci = os.environ.get("CI", "").lower() not in _OFF
        asked = not is_ci if named is None else named.lower() not in _OFF
    if not asked:
        return None
    from policycmp.store.cache import Cache

    return Cache(cache_folder())
