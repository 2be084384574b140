"""The id of each plan, from the name of its file."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.readers.remote import is_url, path_in

if TYPE_CHECKING:
    from collections.abc import Sequence

STDIN = "-"


def name_docs(paths: Sequence[str]) -> dict[str, str]:
    """Give each path its stem, with its ending and then its folders in front until no two are alike."""
    docs = {path: _stem(path) for path in paths}
    names: dict[str, list[str]] = {}
    depths = dict.fromkeys(paths, 1)
    while True:
        counts = Counter(docs.values())
        alike = [path for path in paths if counts[docs[path]] > 1]
        names |= {path: _names(path) for path in alike if path not in names}
        alike = [path for path in alike if depths[path] < len(names[path])]
        if not alike:
            return docs
        for path in alike:
            depths[path] += 1
            docs[path] = ":".join(reversed(names[path][: depths[path]]))


def _stem(path: str) -> str:
    """Give a file's stem; most files need no more for their id."""
    if path == STDIN or is_url(path) or not _is_unicode(path):
        return _names(path)[0]
    return unicodedata.normalize("NFC", cut_name(os.path.split(path)[1])[0])


def _is_unicode(path: str) -> bool:
    """Tell whether a path needs no guess at its encoding (`shown_path`)."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _names(path: str) -> list[str]:
    """List a file's stem, its ending and its folders, the nearest first."""
    if path == STDIN:
        return ["stdin"]
    absolute = path_in(path) if is_url(path) else os.path.normpath(Path(path).absolute())
    shown = Path(unicodedata.normalize("NFC", shown_path(str(absolute))))
    folders = [name for name in reversed(shown.parent.parts) if name != shown.anchor]
    return [name for name in (shown.stem, shown.suffix.lower().removeprefix("."), *folders) if name]


def cut_name(name: str) -> tuple[str, str]:
    """Cut a file's name into stem and ending, as pathlib does; there may be very many of them."""
    stem, point, ending = name.rpartition(".")
    return (stem, point + ending) if stem and ending else (name, "")


def shown_path(path: str) -> str:
    """Write a path so that any output can hold it; archives made on Windows leave names in GBK."""
    raw = os.fsencode(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
