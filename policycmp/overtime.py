"""A bound on the time that a piece of work takes, where the system can interrupt it: on Unix, in the main thread."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class OvertimeError(Exception):
    """The work took more time than it may."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Let a block take so much time of the processor; elsewhere than on Unix and in other threads it is not bounded.

    Raises:
        OvertimeError: out of the block, again each second until it is left: a parser may catch the first.
    """
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return
    under_way = True

    def stop(*_: object) -> None:
        if under_way:
            raise OvertimeError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    try:
        yield
    finally:
        under_way = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
