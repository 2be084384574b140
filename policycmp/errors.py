"""Failures of a whole run. What befalls one plan is an `Issue` (models/places.py), not an exception."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 200


class PolicycmpError(Exception):
    """A failure that ends the run; `str()` of it is what the user reads, one problem a line."""


class ConfigError(PolicycmpError):
    """The config cannot be used; the message has a line `file:line: what and how to mend` for every mistake.

    `mends` has for each of those lines one that can be pasted, where they are known.
    """

    def __init__(self, message: str, mends: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.mends = tuple(mends)


class UsageError(PolicycmpError):
    """The command line asks for something that does not exist (a format, a topic, a clause)."""


class ReadError(PolicycmpError):
    """One input cannot be read; `policycmp.readers` turns it into an `Issue` and goes on with the others."""


class EngineError(PolicycmpError):
    """The processes or the cluster that read the plans cannot go on; the message says why on one line."""


class ProgramFault(Exception):  # noqa: N818 - a fault is what people are told of
    """A fault of the program, raised in another process: what it was and where, and the traceback for `--debug`."""

    def __init__(self, what: str, trace: str) -> None:
        super().__init__(what, trace)
        self.what = what
        self.trace = trace

    @classmethod
    def of(cls, error: Exception) -> ProgramFault:
        """Describe any error on one line; one that is described already stays as it is."""
        if isinstance(error, ProgramFault):
            return error
        frames = traceback.extract_tb(error.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        what = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
        return cls(f"{what[:_LONGEST]}{place}", "".join(traceback.format_exception(error)))


class StoreError(PolicycmpError):
    """A store cannot be used: it is none, of another version, damaged, or its disk refuses."""
