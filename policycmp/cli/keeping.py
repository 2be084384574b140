"""Whether a run keeps what it finds, and where."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycmp.store.cache import Cache

VARIABLE = "POLICYCMP_CACHE"
CONFIGS = "configs"  # in the folder, beside the analyses: configs without mistakes, once checked
PAGES = "pages"  # in the folder, beside the analyses: pages of scans, once recognised
_OFF = {"", "0", "false", "no", "off"}


def cache_folder() -> Path:
    """Name the folder: the one that the variable names, else that of the user's caches on this system."""
    named = os.environ.get(VARIABLE, "")
    if named.lower() not in _OFF:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("policycmp", appauthor=False)


def is_kept() -> bool:
    """Tell whether anything is kept where the command line says nothing: the variable decides; in CI nothing is."""
    named = os.environ.get(VARIABLE)
    is_ci = os.environ.get("CI", "").lower() not in _OFF
    return not is_ci if named is None else named.lower() not in _OFF


def find_cache(asked: bool | None) -> Cache | None:
    """Settle whether a run keeps what it finds.

    Args:
        asked: what the command line says; where it says nothing the variable decides, and in CI nothing is kept.
    """
    if not (is_kept() if asked is None else asked):
        return None
    from policycmp.store.cache import Cache

    return Cache(cache_folder())
