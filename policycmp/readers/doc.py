"""Old Word files and RTF, through a converter that the machine has."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.language import patterns as re
from policycmp.readers.apart import read_apart
from policycmp.readers.reading import Bounds, Reading
from policycmp.readers.table_rows import CELL_GAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycmp.readers.reading import Raw

_SECONDS = 50
_OFFICES = ("soffice", "libreoffice")
_ROW = re.compile(r"^\|(.*)\|[ \t]*$")


def read_doc(raw: Raw) -> Reading:
    """Read an old Word file (.doc) with antiword, or with LibreOffice where that fails."""
    return _first([_with_antiword, _with_office], raw, "antiword or LibreOffice")


def read_rtf(raw: Raw) -> Reading:
    """Read an RTF file with LibreOffice."""
    return _first([_with_office], raw, "LibreOffice")


def _first(ways: list[Callable[[Raw, Path], Reading | None]], raw: Raw, names: str) -> Reading:
    kind = "an RTF file" if raw.content.startswith(b"{\\rtf") else "an old Word file (.doc)"
    if not any(shutil.which(name) for name in ("antiword", *_OFFICES) if name in _OFFICES or len(ways) > 1):
        raise ReadError(f"is {kind}, which takes {names} to read; install one of them, or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="policycmp-") as folder:
        source = Path(folder) / ("plan.rtf" if "RTF" in kind else "plan.doc")
        source.write_bytes(raw.content)
        for way in ways:
            reading = way(raw, source)
            if reading is not None and reading.text.strip():
                return reading
    raise ReadError(f"is {kind} that {names} cannot read; open it in Word and save it as .docx")


def _with_antiword(_: Raw, source: Path) -> Reading | None:
    program = shutil.which("antiword")
    if program is None:
        return None
    # Without these options antiword writes Latin letters only and breaks lines at 76 columns.
    text = _run([program, "-m", "UTF-8.txt", "-w", "0", str(source)])
    if text is None:
        return None
    lines = (_unframed(line.strip()) for line in text.decode("utf-8", "replace").splitlines())
    return Reading("\n".join(line for line in lines if line) + "\n")


def _unframed(line: str) -> str:
    """Write antiword's `|a |b |` as every reader writes a row."""
    row = _ROW.match(line)
    return CELL_GAP.join(cell.strip() for cell in row.group(1).split("|")) if row else line


def _with_office(raw: Raw, source: Path) -> Reading | None:
    program = next((path for name in _OFFICES if (path := shutil.which(name))), None)
    if program is None:
        return None
    # A run that shares its profile with another writes nothing and says nothing.
    profile = (source.parent / "profile").as_uri()
    options = [
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    _run([program, f"-env:UserInstallation={profile}", *options])
    target = source.with_suffix(".docx")
    if not target.exists():
        return None
    return read_apart("docx", type(raw)(target.read_bytes(), ".docx"), Bounds())


def _run(command: list[str]) -> bytes | None:
    """Run a converter; it is ended, with all that it has started, when it takes too long or the run ends."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a program found on PATH, a file of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    with process:
        try:
            written, _ = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise ReadError(
                f"took {Path(command[0]).name} more than {_SECONDS} s; save it as .docx"
            ) from error
        finally:
            _end(process)
    return written if process.returncode == 0 else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a converter and what it has started: LibreOffice is a script that starts the program itself."""
    if process.poll() is None:
        process.kill()
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
