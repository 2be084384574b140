"""One writer at a time: a lock of the operating system, which goes with its process however that ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PAUSE = 0.2
_BEYOND = 1 << 30  # where Windows locks a byte, so that the number in the file can still be read


@contextmanager
def locked(
    file: Path, waiting: Callable[[str], None] | None = None, patience: float = float("inf")
) -> Iterator[None]:
    """Hold a lock for as long as the block runs.

    Args:
        file: what is locked; it stays where it is, with the number of the process that had it last.
        waiting: is told once the number of the process that has to end first.
        patience: how many seconds to wait for that at most.

    Raises:
        TimeoutError: it did not end meanwhile.
    """
    number = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _take(number):
            if waiting is not None:
                waiting(os.read(number, 32).decode("ascii", "replace").strip())
            until = time.monotonic() + patience
            while not _take(number):
                if time.monotonic() >= until:
                    raise TimeoutError(f"{file}: another process holds it")
                time.sleep(_PAUSE)
        os.lseek(number, 0, os.SEEK_SET)
        os.ftruncate(number, 0)
        os.write(number, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(number)


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> bool:
        os.lseek(number, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(number, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
