"""What must survive a power cut is handed to the disk: a file before it gets its name, the folder after."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def sync_file(file: Path) -> None:
    """Wait until the content of a file is on the disk.

    Raises:
        OSError: the disk refuses, now or when the file was written.
    """
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows and some network disks do that by themselves."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
