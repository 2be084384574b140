"""The task that fills a store: plans are analyzed, and what is found is filed where they are read."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policycmp.corpus.pipeline import Analyst
from policycmp.engines import SerialEngine
from policycmp.errors import StoreError
from policycmp.models import Issue
from policycmp.readers import Recognition
from policycmp.rows.particulars_reader import ParticularsReader
from policycmp.store.compaction import SHARD_PLANS
from policycmp.store.database import storing
from policycmp.store.keys import Keys
from policycmp.store.shards import Draft, pack_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.config import Config
    from policycmp.corpus.jobs import Job
    from policycmp.engines import Engine
    from policycmp.store.location import Files
    from policycmp.store.shards import Parcel

PAGES = "pages"  # beside the shards: pages of scans, once recognised
_LEAST_BATCH = 32
_BATCHES_TO_COME = 6
_SHARES = 8  # of the batches that an engine wants where results are small
_LARGEST_DRAFT = 64 * 1024 * 1024  # bytes of rows; DuckDB holds them while it writes them


@dataclass(frozen=True, slots=True)
class Filed:
    """What a batch came to: its shards, plans that could not be read, or why the disk refused the rest.

    `parcels` are the files of the shards where those who work do not see the folder of the store.
    """

    shards: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    refused: str | None = None
    parcels: tuple[Parcel, ...] = ()


@dataclass(frozen=True)
class Filing:
    """The task of engines: analyzes plans and files what it finds in shards, so that nothing large travels.

    `mark` is a file in the folder of the store: whoever sees it works on the same disk.
    """

    analyst: Analyst
    particulars: ParticularsReader
    keys: Keys
    files: Files
    mark: str

    @classmethod
    def of(cls, config: Config, encoding: str | None, files: Files, mark: str) -> Filing:
        """Make the task of one run."""
        pages = Recognition(files.shards / PAGES)
        analyst = Analyst(config, encoding, actuals=True, recognition=pages)
        return cls(analyst, ParticularsReader(config), Keys.of(config, encoding), files, mark)

    def __call__(self, jobs: tuple[Job, ...]) -> Filed:
        """File a batch in a shard, or in several where it is large."""
        if (self.files.shards / self.mark).exists():
            return self._file(jobs, self.files.shards)
        with TemporaryDirectory() as folder:
            filed = self._file(jobs, Path(folder))
            return replace(filed, parcels=tuple(pack_shard(Path(folder) / shard) for shard in filed.shards))

    def probe(self, job: Job) -> None:
        """Analyze a plan and keep nothing."""
        self.analyst.probe(job)

    def seal(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """As `Analyst.seal`."""
        return self.analyst.seal(jobs)

    def open(self, jobs: tuple[Job, ...]) -> tuple[Job, ...] | None:
        """As `Analyst.open`."""
        return self.analyst.open(jobs)

    def fill(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """As `Analyst.fill`."""
        return self.analyst.fill(jobs)

    def _file(self, jobs: tuple[Job, ...], folder: Path) -> Filed:
        issues: list[Issue] = []
        try:
            with storing(self.files.catalog):
                shards = tuple(self._shards(deque(jobs), folder, issues))
        except StoreError as error:
            return Filed(refused=str(error))
        return Filed(shards, tuple(issues))

    def _shards(self, jobs: deque[Job], folder: Path, issues: list[Issue]) -> Iterator[str]:
        while jobs:
            with Draft(folder) as draft:
                while jobs and draft.size < _LARGEST_DRAFT:
                    self._add(jobs.popleft(), draft, issues)
                shard = draft.publish()
            if shard is not None:
                yield shard

    def _add(self, job: Job, draft: Draft, issues: list[Issue]) -> None:
        outcome = self.analyst.analyze(job)
        if isinstance(outcome, Issue):
            issues.append(outcome)
        else:
            # What was read counts, not what was there when the run began.
            key = self.keys.key(outcome.document.sha256, job.source, job.amendment)
            draft.add(self.particulars.read(outcome), key)


def shard_batches(jobs: Sequence[Job], engine: Engine) -> Iterator[tuple[Job, ...]]:
    """Cut jobs into batches, a shard each: towards the end smaller ones, so that all processes end together."""
    most = SHARD_PLANS
    alone = isinstance(engine, SerialEngine)
    if not alone:
        most = min(most, _SHARES * max(1, engine.batch_size(len(jobs))))
    start = 0
    while start < len(jobs):
        rest = len(jobs) - start
        size = most if alone else min(most, max(_LEAST_BATCH, rest // _BATCHES_TO_COME))
        yield tuple(jobs[start : start + size])
        start += size
