"""How a run speaks: standard output and standard error, files that appear whole, and the exit code."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import Counter
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from policycmp.durability import sync_file, sync_folder
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.models import Corpus, Document, Issue

# Exit codes.
DONE, BROKEN, WRONG_USAGE, PARTLY_READ, NOTHING_READ, PROGRAM_FAULT, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
# What tells one issue from another of its kind.
_PARTICULARS = re.compile(r"`[^`]*`|\([^()]*\)|\S*[/\\.]\S*:|\d[\d.,-]*")
_MOST_OF_A_KIND = 5
_TRACES: ContextVar[bool] = ContextVar("_TRACES", default=False)
_LANG: ContextVar[str] = ContextVar("_LANG", default="en")


def prepare_streams() -> None:
    """Let a console that cannot show Chinese get replaced characters instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def write_result(result: str | bytes | Iterable[str]) -> None:
    """Write to standard output, piece by piece; a reader that has gone (`| head`) is no error and ends it.

    Raises:
        UsageError: it cannot be written, as on a full disk.
    """
    try:
        if isinstance(result, bytes):
            sys.stdout.buffer.write(result)
        else:
            sys.stdout.writelines([result] if isinstance(result, str) else result)
        sys.stdout.flush()
    except OSError as error:
        # Python flushes standard output once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"standard output: cannot be written: {reason}") from None


def speak_as_asked(arguments: Sequence[str]) -> None:
    """Take the language of standard error from the arguments of a run, English where they name none."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    places = [place for place, word in enumerate(words[:-1]) if word == "--lang"]
    _LANG.set(words[places[-1] + 1] if places else "en")


def tell(line: str) -> None:
    """Write one line to standard error in the language of the run, whatever stands in the text."""
    from policycmp.renderers.visible import apart

    said = in_language("".join(char if char.isprintable() else " " for char in line))
    print(apart(said), file=sys.stderr)


def in_language(line: str) -> str:
    """Say a line of standard error in the language of the run."""
    if _LANG.get() != "zh":
        return line
    from policycmp.cli.speech import told_in_chinese

    return told_in_chinese(line)


def show_traces(shown: bool) -> None:
    """Say whether `tell_trace` speaks: what `--debug` asks for, anew for each run of the command line."""
    _TRACES.set(shown)


def tell_trace(trace: str) -> None:
    """Write the traceback of a fault of the program, where it is asked for."""
    for line in trace.splitlines() if _TRACES.get() else ():
        tell(line)


def tell_issues(issues: Iterable[Issue], *, quiet: bool = False, document: Document | None = None) -> None:
    """Tell each issue on a line of its own, errors only if quiet.

    Args:
        issues: in the order to be told.
        quiet: whether warnings and notes are left out.
        document: where they were found, to name its path and line; None where the messages name it.
    """
    for issue in issues:
        if not quiet or issue.severity == "error":
            tell(f"{issue.severity}: {_place(issue, document)}{issue.message}")
            tell_trace(issue.trace)


def tell_corpus(corpus: Corpus, *, quiet: bool = False) -> None:
    """Tell what befell the plans of a run; notes about the text of a plan are left to `outline`.

    Warnings and notes of one kind are told once with their count, where there are many.
    """
    told_severities = {"error"} if quiet else {"error", "warning"}
    found: list[tuple[Issue, Document | None]] = [
        (issue, None) for issue in corpus.issues if not quiet or issue.severity == "error"
    ]
    for analysis in corpus.told(quiet=quiet):
        found += [
            (issue, analysis.document) for issue in analysis.issues if issue.severity in told_severities
        ]
    kinds = Counter(_kind(issue) for issue, _ in found)
    told: set[str] = set()
    for issue, document in found:
        kind = _kind(issue)
        many = issue.severity != "error" and kinds[kind] > _MOST_OF_A_KIND
        if not many:
            tell_issues([issue], quiet=quiet, document=document)
        elif kind not in told and not quiet:
            place = _place(issue, document)
            tell(f"{issue.severity}: {place}{issue.message} (and {kinds[kind] - 1} more of this kind)")
        told.add(kind)


def _kind(issue: Issue) -> str:
    """What an issue says without its names, places and numbers."""
    return f"{issue.severity} {issue.stage} {_PARTICULARS.sub('', issue.message)}"


def _place(issue: Issue, document: Document | None) -> str:
    if document is None:
        return ""
    if issue.span is None:
        return f"{document.path}: "
    return f"{document.path}:{document.text.count(chr(10), 0, issue.span.start) + 1}: "


@contextmanager
def whole_file(path: Path, encoding: str | None = "utf-8") -> Iterator[IO[Any]]:
    """Open a file that appears when it is complete: written beside its place, then put there.

    Args:
        path: the place; what is no regular file (a pipe, /dev/stdout) is written to directly.
        encoding: of the file; None for bytes.

    Raises:
        UsageError: where it cannot be written.
    """
    path = Path(os.path.realpath(path))
    try:
        if path.exists() and not path.is_file():
            with _opened(path, encoding) as file:
                yield file
            return
        with _beside(path, encoding) as file:
            yield file
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None


def _opened(path: Path, encoding: str | None) -> IO[Any]:
    return path.open("wb") if encoding is None else path.open("w", encoding=encoding, newline="")


@contextmanager
def _beside(path: Path, encoding: str | None) -> Iterator[IO[Any]]:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _opened(draft, encoding) as file:
            yield file
        if path.exists():
            shutil.copymode(path, draft)
        sync_file(draft)
        draft.replace(path)
        sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
