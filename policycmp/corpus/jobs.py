"""A plan to read as a job: here by its path, on another machine by its path and hash, or with its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.models import Issue, Severity
from policycmp.readers import STDIN, Input, find_inputs, is_url, load_bytes, shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.engines import Lost
    from policycmp.metadata import Amendment


@dataclass(frozen=True, slots=True)
class Seal:
    """Where another machine finds the bytes of a plan, and their hash; a store's URL stands for its bytes."""

    path: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A plan to read, with what the user knows better of it.

    `content` are its bytes where they are at hand, `fault` says why they could not be had, and `seal` where another
    machine may find them.
    """

    source: Input
    amendment: Amendment | None = None
    content: bytes | None = None
    fault: str | None = None
    seal: Seal | None = None


def find_jobs(plans: Sequence[str | Path], meta: str | Path | None) -> tuple[list[Job], list[Issue]]:
    """Find the plans that the arguments of a command name, each with what the user knows better of it.

    Raises:
        ConfigError: the CSV has mistakes.
    """
    amendments: Mapping[str, Amendment] = {}
    inputs, issues = find_inputs([str(plan) for plan in plans])
    if meta is not None:
        from policycmp.metadata import find_unused, load_amendments  # noqa: PLC0415 - heavy

        amendments = load_amendments(meta)
        issues += find_unused(amendments, [source.doc for source in inputs])
    jobs = [Job(source, amendments.get(source.doc)) for source in inputs]
    # No other process has this one's standard input.
    return [fill_job(job) if job.source.path == STDIN else job for job in jobs], issues


def lost_issue(lost: Lost[Job]) -> Issue:
    """Tell that a plan ends every process that reads it."""
    path = shown_path(lost.job.source.path)
    message = f"{path}: ends the process that reads it ({lost.reason}); it is left out, the others are done"
    return Issue(Severity.ERROR, "read", message, lost.job.source.doc)


def fill_job(job: Job) -> Job:
    """Take the bytes of a plan here; why that fails is kept to be told where it is analyzed."""
    if job.content is not None or job.fault is not None:
        return job
    try:
        return replace(job, content=load_bytes(job.source), seal=None)
    except ReadError as error:
        return replace(job, fault=str(error), seal=None)


def seal_job(job: Job) -> Job:
    """Name a plan so that another machine can tell whether it sees the same bytes."""
    if job.content is not None or job.fault is not None:
        return job
    if is_url(job.source.path):
        return replace(job, seal=Seal(job.source.path, None))
    filled = fill_job(job)
    if filled.content is None:
        return filled
    path = str(Path(job.source.path).absolute())
    return replace(job, seal=Seal(path, hashlib.sha256(filled.content).hexdigest()))


def open_job(job: Job) -> Job | None:
    """Take the bytes of a sealed plan; None where they are not there, or others."""
    if job.seal is None:
        return job
    try:
        content = load_bytes(Input(job.seal.path, job.source.doc))
    except ReadError:
        return None
    if job.seal.sha256 not in {None, hashlib.sha256(content).hexdigest()}:
        return None
    return replace(job, content=content, seal=None)
