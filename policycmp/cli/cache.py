"""`policycmp cache`: where analyses are kept from run to run, and how they go."""

import typer

from policycmp.cli.keeping import CONFIGS, PAGES, cache_folder
from policycmp.cli.streams import DONE, tell, write_result

EXAMPLE = "policycmp cache path"
_MEGABYTE = 1_000_000

app = typer.Typer(
    help="The analyses that are kept from run to run: where they are, and how they go.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)


@app.command(epilog=f"Example: {EXAMPLE}")
def path() -> int:
    """Print the folder."""
    write_result(f"{cache_folder()}\n")
    return DONE


@app.command(epilog="Example: policycmp cache clear")
def clear() -> int:
    """Remove all that is kept."""
    from policycmp.config.kept_configs import KeptConfigs
    from policycmp.readers.kept_pages import KeptPages
    from policycmp.store.cache import Cache

    folder = cache_folder()
    removed = (
        Cache(folder).clear() + KeptPages(folder / PAGES).clear() + KeptConfigs(folder / CONFIGS).clear()
    )
    tell(f"removed {removed / _MEGABYTE:.1f} MB from {folder}")
    return DONE
