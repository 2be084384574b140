"""What a process of the pool does: calls from one pipe, one after the other, and an answer to each."""

from __future__ import annotations

import gc
import os
import signal
import threading
import traceback
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from policycmp.engines.tasks import pack, unpack

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Raised:
    """An error of the task on its way to the parent, with the place where it was raised."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.trace = "".join(traceback.format_exception(error))

    def again(self) -> Exception:
        """Give the error as it is raised in the parent."""
        self.error.__cause__ = RuntimeError(f"in a worker:\n{self.trace}")
        return self.error


def serve(connection: Connection) -> None:
    """Do the task that comes first on the calls that follow, until the parent is gone; the first answer is None.

    A thread takes the calls off the pipe, so that the parent never waits to give one, and ends the process as soon
    as the pipe is closed: by the parent, or with it, however it ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calls: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, calls), daemon=True).start()
    task: Any = None
    while True:
        content = calls.get()
        try:
            if task is None:
                task = unpack(content)
                gc.freeze()
                answer = pack(None)
            else:
                answer = _answer(task, *unpack(content))
        except Exception as error:  # noqa: BLE001 - the parent raises it
            answer = _packed(Raised(error))
        _send(connection, answer)


def _receive(connection: Connection, calls: SimpleQueue[bytes]) -> None:
    try:
        while True:
            calls.put(connection.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def _answer(task: Any, jobs: tuple[object, ...], probe: bool) -> bytes:
    return pack(task.probe(*jobs) if probe else task(jobs))


def _packed(raised: Raised) -> bytes:
    try:
        unpack(content := pack(raised))
    except Exception:  # noqa: BLE001 - an error may hold anything
        return pack(Raised(RuntimeError(raised.trace)))
    return content


def _send(connection: Connection, answer: bytes) -> None:
    try:
        connection.send_bytes(answer)
    except OSError:
        os._exit(0)
