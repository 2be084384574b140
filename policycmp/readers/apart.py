"""Formats that take a parser of others are read apart: in a process that is ended when a file takes too much.

The process is kept for the next file, so that a folder of PDFs starts it and loads its parsers once. What it answers
is JSON, never a pickle: nothing that a hostile file might make of the process reaches this one as code.
"""

from __future__ import annotations

import atexit
import json
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from policycmp.errors import ProgramFault, ReadError
from policycmp.models import Issue, Mask, PageLines, Severity, Span
from policycmp.readers.reading import READERS, Reading
from policycmp.readers.reading_process import MEND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.readers.page_layout import PrintedPage
    from policycmp.readers.reading import Bounds, Raw

# The path is that of this process, and never the folder that it happens to stand in.
_START = "import sys; sys.path[:] = {path!r}; from policycmp.readers.reading_process import serve; serve({bounds!r})"


# What is embedded in another program has no interpreter to start, and is read in its process.
_IS_EMBEDDED = not sys.executable or getattr(sys, "frozen", False)


class _Ended(Exception):  # noqa: N818 - an ending, not always an error
    """The process ended, or gave up, before it had read the file."""

    def __init__(self, reason: str, *, by_time: bool = False) -> None:
        super().__init__(reason)
        self.by_time = by_time


def read_apart(kind: str, raw: Raw, bounds: Bounds) -> Reading:
    """Read a file in a process of its own.

    Args:
        kind: a key of `READERS`.
        raw: the file.
        bounds: what it may take.

    Returns:
        The reading.

    Raises:
        ReadError: as the reader of the format; or the file takes too much, or ends the process.
        ProgramFault: the reader has a fault.
    """
    if _IS_EMBEDDED:
        return READERS[kind](raw)
    return _reading_of(_answered(kind, raw, bounds))


def recognise_apart(kind: str, raw: Raw, number: int, bounds: Bounds) -> PrintedPage:
    """Recognise a page that is a picture in a process of its own.

    Args:
        kind: `pdf`, `ofd` or `picture`.
        raw: the file.
        number: of the page, from 1.
        bounds: what the page may take.

    Returns:
        The page.

    Raises:
        ReadError: the page is damaged or takes too much.
        ProgramFault: the recognition has a fault.
    """
    if _IS_EMBEDDED:
        from policycmp.readers.recognition import recognise_page  # noqa: PLC0415 - heavy

        return recognise_page(kind, raw, number)
    from policycmp.readers.printed_pages import page_of  # noqa: PLC0415 - few plans are scans

    return page_of(_answered(kind, raw, bounds, number)["page"])


def _answered(kind: str, raw: Raw, bounds: Bounds, number: int | None = None) -> dict[str, Any]:
    with _LOCK:
        try:
            answer = _ask(kind, raw, bounds, number)
        except _Ended as ended:
            raise ReadError(str(ended)) from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ReadError(
                f"needs a process of its own to be read, and none can be started: {reason}"
            ) from None
    if "refused" in answer:
        raise ReadError(answer["refused"])
    if "fault" in answer:
        raise ProgramFault(answer["fault"], answer["trace"])
    return answer


def _ask(kind: str, raw: Raw, bounds: Bounds, number: int | None) -> dict[str, Any]:
    """Ask the process that is there; one that has read other files is not blamed before a new one fails too."""
    process = _processes.get(bounds)
    if process is not None:
        try:
            return process.read(kind, raw, number)
        except _Ended as ended:
            del _processes[bounds]
            if ended.by_time:
                raise
    process = _processes[bounds] = _Process(bounds)
    try:
        return process.read(kind, raw, number)
    except _Ended:
        del _processes[bounds]
        raise


class _Process:
    """The process, from outside."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._late = False
        code = _START.format(path=sys.path, bounds=(bounds.megabytes, bounds.seconds))
        self._process = subprocess.Popen(  # noqa: S603 - this program again
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C ends the run, and the run ends this.
            start_new_session=True,
        )

    def read(self, kind: str, raw: Raw, number: int | None) -> dict[str, Any]:
        """Send a file and wait for what was read of it, or of one page where a number is given.

        Raises:
            _Ended: no answer comes.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        recognised: dict[int, dict[str, Any]] = {}
        if raw.recognised:
            from policycmp.readers.printed_pages import page_data  # noqa: PLC0415 - few plans are scans

            recognised = {page: page_data(printed) for page, printed in raw.recognised.items()}
        head = {
            "kind": kind,
            "ending": raw.ending,
            "encoding": raw.encoding,
            "size": len(raw.content),
            "recognised": recognised,
            "page": number,
        }
        watch = Timer(self.bounds.seconds, self._end_late)
        watch.daemon = True
        watch.start()
        line = b""
        try:
            with suppress(OSError):
                self._process.stdin.write(json.dumps(head).encode() + b"\n" + raw.content)
                self._process.stdin.flush()
                line = self._process.stdout.readline()
        finally:
            watch.cancel()
            if not line.endswith(b"\n"):
                self.end()
        if not line.endswith(b"\n"):
            raise _Ended(self._reason(), by_time=self._late)
        answer: dict[str, Any] = json.loads(line)
        if "full" in answer:
            self.end()
            raise _Ended(f"takes more than {self.bounds.megabytes} MB to read; {MEND}")
        return answer

    def end(self) -> None:
        """End the process and what it has started."""
        _kill(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _end_late(self) -> None:
        self._late = True
        _kill(self._process)

    def _reason(self) -> str:
        code = self._process.wait()
        if self._late or (sys.platform != "win32" and code == -signal.SIGXCPU):
            self._late = True
            return f"takes more than {self.bounds.seconds} s to read; {MEND}"
        return f"ends the process that reads it ({_ending(code)}); {MEND}"


def _ending(code: int) -> str:
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)


_LOCK = Lock()
_processes: dict[Bounds, _Process] = {}


@atexit.register
def _end_all() -> None:
    for process in _processes.values():
        process.end()
    _processes.clear()


def _reading_of(data: Mapping[str, Any]) -> Reading:
    issues = tuple(Issue(Severity(severity), stage, message) for severity, stage, message in data["issues"])
    masks = tuple(Mask(Span(start, end), reason) for start, end, reason in data["masks"])
    lines = PageLines(bytes.fromhex(data["lines"]))
    return Reading(data["text"], data["encoding"], issues, masks, lines, tuple(data["pictures"]))
