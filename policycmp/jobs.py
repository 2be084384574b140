"""A plan to read as a job: here by its path, on another machine by its path and hash, or with its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.readers import Input, is_url, load_bytes

if TYPE_CHECKING:
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
