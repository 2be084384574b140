"""The bytes of an input, never more than a plan can have."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from policycmp.errors import ReadError
from policycmp.readers.names import STDIN
from policycmp.readers.remote import is_url, load_url

if TYPE_CHECKING:
    from os import stat_result

MOST_BYTES = 64 * 1024 * 1024
_REASONS = {
    errno.ENOENT: "does not exist (any more); check the name",
    errno.EACCES: "may not be read; check its permissions",
    errno.EPERM: "may not be read; check its permissions",
    errno.ELOOP: "is a link that leads back to itself; name the file itself",
    errno.EISDIR: "is a folder; give it to the command as one of the plans",
}


def load_file(path: str) -> bytes:
    """Read the bytes of a file, a URL or standard input.

    Raises:
        ReadError: it is missing, forbidden, no file, empty or too large; the message does not name the path.
    """
    try:
        if path == STDIN:
            content = _load_bounded(sys.stdin.buffer)
        elif is_url(path):
            content = load_url(path, MOST_BYTES + 1)
            refuse_size(len(content), MOST_BYTES)
        else:
            file_path = Path(path)
            status = file_path.stat()
            refuse_special(status)
            with file_path.open("rb") as file:
                content = _load_bounded(file, status.st_size)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"cannot be read ({error.strerror or error})")
        raise ReadError(reason) from error
    if not content:
        raise ReadError("is empty; save the plan again")
    return content


def refuse_size(size: int, most: int) -> None:
    """Refuse a file larger than a plan can be; the bound keeps memory and time in hand."""
    if size > most:
        raise ReadError(f"is larger than {most // 1024 // 1024} MB, which no plan is; give the plan alone")


def _load_bounded(file: BinaryIO, size: int = 0) -> bytes:
    """Read to the end or the bound; room for the bound is made only where a file is longer than its size tells."""
    content = file.read(size + 1)
    if len(content) > size:
        content += file.read(MOST_BYTES + 1 - len(content))
    refuse_size(len(content), MOST_BYTES)
    return content


def refuse_special(status: stat_result) -> None:
    """Refuse what has no end or no bytes: reading a pipe without a writer would wait for ever."""
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(_REASONS[errno.EISDIR])
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("is no regular file; pipe it into `-` instead")
    refuse_size(status.st_size, MOST_BYTES)
