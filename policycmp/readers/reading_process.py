"""What the process that reads apart does: one file after the other, each within bounds of memory and time."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from policycmp.errors import ProgramFault, ReadError
from policycmp.readers.printed_pages import page_data, page_of
from policycmp.readers.reading import READERS, Raw, Reading, refuse_unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


MEND = "do not trust it, or save it as .txt"
_MEGABYTE = 1024 * 1024
# Python and the parsers themselves, before they have a file.
_PROGRAM_MEGABYTES = 96
# Pages are nested as deep as their parser allows (2048 elements); some functions walk them by calling themselves.
_DEEPEST = 20_000
_FULL = b'{"full": true}'


def serve(bounds: tuple[int, int]) -> None:
    """Read one file after the other, as standard input brings them, until it is closed."""
    source = sys.stdin.buffer
    # What a library prints must not stand among the answers.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.setrecursionlimit(_DEEPEST)
    megabytes, seconds = bounds
    limit = _memory_limit(megabytes, target.fileno())
    while line := source.readline():
        head = json.loads(line)
        content = source.read(head["size"])
        _limit_time(seconds)
        limit()
        try:
            answer = json.dumps(_answer(content, head)).encode()
        except MemoryError:
            answer = _FULL
        target.write(answer + b"\n")
        target.flush()


def _answer(content: bytes, head: Mapping[str, Any]) -> dict[str, Any]:
    try:
        recognised = {int(number): page_of(page) for number, page in head["recognised"].items()}
        raw = Raw(content, head["ending"], head["encoding"], recognised)
        if head["page"] is not None:
            return {"page": _recognised(head["kind"], raw, head["page"])}
        reading = READERS[head["kind"]](raw)
        refuse_unusable(reading)
        return _data_of(reading)
    except ReadError as error:
        return {"refused": str(error)}
    except MemoryError:
        raise
    except RecursionError:
        return {"refused": f"is nested deeper than any plan; {MEND}"}
    except Exception as error:  # noqa: BLE001 - told as a fault of the program
        fault = ProgramFault.of(error)
        return {"fault": fault.what, "trace": fault.trace}


def _recognised(kind: str, raw: Raw, number: int) -> dict[str, Any]:
    from policycmp.readers.recognition import recognise_page  # noqa: PLC0415 - heavy

    return page_data(recognise_page(kind, raw, number))


def _memory_limit(megabytes: int, target: int) -> Callable[[], None]:
    """Give what bounds the memory of this process, by what it takes now; nothing where the system cannot."""
    try:
        import resource  # noqa: PLC0415 - Unix has it

        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - as light as can be
            now = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        return _watch_memory(megabytes, target)
    most = now + (megabytes + _PROGRAM_MEGABYTES) * _MEGABYTE

    def limit() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(
            resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )

    return limit


def _watch_memory(megabytes: int, target: int) -> Callable[[], None]:
    """Watch the memory from a thread where the system sets no bound; macOS counts it in bytes."""
    from threading import Thread  # noqa: PLC0415 - only here
    from time import sleep  # noqa: PLC0415

    def watch() -> None:
        try:
            import resource  # noqa: PLC0415 - Unix has it
        except ImportError:
            return
        start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start < megabytes * _MEGABYTE:
            sleep(0.1)
        os.write(target, _FULL + b"\n")
        os._exit(1)

    Thread(target=watch, daemon=True).start()
    return lambda: None


def _limit_time(seconds: int) -> None:
    """Let the system end this process when a file takes too long, also when the one that asked has ended."""
    try:
        import resource  # noqa: PLC0415 - Unix has it
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


def _data_of(reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "encoding": reading.encoding,
        "issues": [[issue.severity, issue.stage, issue.message] for issue in reading.issues],
        "masks": [[mask.span.start, mask.span.end, mask.reason] for mask in reading.masks],
        "lines": reading.lines.packed.hex(),
        "pictures": reading.pictures,
    }
