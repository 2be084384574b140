"""Plans in object stores and on servers: `s3://bucket/folder/`, `s3://bucket/*.txt`, any URL that fsspec knows.

fsspec and the driver of a store are installed by those who need them, and imported when the first URL is met.
"""

from __future__ import annotations

import glob
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from policycmp.errors import ReadError
from policycmp.language import patterns as re

_INSTALL = "pip install 'policycmp[addresses]'"
_WEB = f"is a web address; save the page and give the file, or {_INSTALL} to read addresses"
# Two letters at least: `C:\` is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(path: str) -> bool:
    """Tell whether a path names its scheme."""
    return _SCHEME.match(path) is not None


def path_in(url: str) -> PurePosixPath:
    """Give the path in a URL, its server or bucket first; what a web address asks for behind `?` is no part of it."""
    if url.lower().startswith(("http://", "https://")):
        parts = urlsplit(url)
        return PurePosixPath(parts.netloc, unquote(parts.path).lstrip("/"))
    return PurePosixPath(_SCHEME.sub("", url, count=1).lstrip("/"))


def find_urls(url: str) -> tuple[list[str], bool]:
    """Find the files that a URL names.

    Args:
        url: of a file, a folder or a glob.

    Returns:
        The URLs of the files, sorted; and whether the URL is that of a folder, of which all files are given.

    Raises:
        ReadError: there is none, or the store cannot be asked; the message does not name the URL.
    """
    if url.lower().startswith(("http://", "https://")):
        return [url], False
    system, path = _open_system(url)
    try:
        found, is_folder = _find(system, path)
    except Exception as error:
        raise ReadError(f"cannot be searched ({_first_line(error)})") from error
    if found is None:
        raise ReadError("no such file or folder; check the spelling")
    return sorted(system.unstrip_protocol(name) for name in found), is_folder


def _find(system: Any, path: str) -> tuple[list[str] | None, bool]:
    """List the files that a path names; None where there is nothing."""
    if glob.has_magic(path) and not system.isfile(path):
        return [name for name in system.glob(path) if system.isfile(name)], False
    if system.isdir(path):
        return system.find(path), True
    return ([path], False) if system.exists(path) else (None, False)


def load_url(url: str, most: int) -> bytes:
    """Read the bytes at a URL, so many at most. Each store has errors of its own, which are told as they are.

    Raises:
        ReadError: it cannot be read; the message does not name the URL.
    """
    system, path = _open_system(url)
    try:
        with system.open(path, "rb") as file:
            content: bytes = file.read(most)
    except FileNotFoundError as error:
        raise ReadError("does not exist (any more); check the name") from error
    except Exception as error:
        raise ReadError(f"cannot be read ({_first_line(error)})") from error
    return content


def _open_system(url: str) -> tuple[Any, str]:
    web = url.lower().startswith(("http://", "https://"))
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        needs = _WEB if web else f"needs fsspec and the driver of its store; {_INSTALL}"
        raise ReadError(needs) from None
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        if web:
            raise ReadError(_WEB) from None
        raise ReadError(f"needs a driver of its store ({_first_line(error)})") from None
    except Exception as error:
        raise ReadError(f"cannot be read ({_first_line(error)})") from error
    return system, path


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
