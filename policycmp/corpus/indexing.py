"""Fill and renew a store: find the plans, read what the store lacks, put the catalog in place."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import uuid4

from policycmp.corpus.assembly import find_kin
from policycmp.corpus.jobs import find_jobs, lost_issue
from policycmp.engines import SerialEngine
from policycmp.errors import StoreError
from policycmp.models import Issue, Severity
from policycmp.store.analyses import stored_analyses
from policycmp.store.catalog import (
    Catalog,
    Known,
    Origin,
    OutdatedStoreError,
    load_catalog,
    open_catalog,
    publish_catalog,
)
from policycmp.store.compaction import compact
from policycmp.store.database import storing
from policycmp.store.keys import Keys, hash_content
from policycmp.store.location import Files
from policycmp.store.locking import locked
from policycmp.store.shards import Holding, find_damaged, load_holdings, unpack_shard
from policycmp.store.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from policycmp.config import Config
    from policycmp.corpus.filing import Filed
    from policycmp.corpus.jobs import Job
    from policycmp.engines import Engine
    from policycmp.store.catalog import Kin


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of the plans of a run.

    Attributes:
        documents: in the store now.
        read: analyzed by this run.
        kept: in the store already, and unchanged.
        adopted: found in shards that an interrupted run or an earlier state of the store left.
        removed: in the store before, and no longer among the plans.
        failed: could not be read; each is among the issues, and is tried again by the next run.
        issues: what befell the inputs.
    """

    documents: int
    read: int
    kept: int
    adopted: int
    removed: int
    failed: int
    issues: tuple[Issue, ...] = ()


def index_corpus(
    plans: Sequence[str | Path],
    config: Config,
    store: str | Path,
    *,
    encoding: str | None = None,
    meta: str | Path | None = None,
    engine: Engine | None = None,
    progress: Callable[[int, int, int], None] | None = None,
    waiting: Callable[[str], None] | None = None,
) -> Indexed:
    """Bring a store up to date: afterwards it holds the plans that are named, and no others.

    Plans are told by their content: what is in the store already is not read again. A run that is interrupted, in
    whatever way, leaves the store as it was; the next one takes over what it had read.

    Args:
        plans: files, folders (searched recursively), globs, and `-` for standard input.
        config: the taxonomy, indicators, units and wordings; another one means that all is read again.
        store: the catalog's file; a folder of shards is made beside it.
        encoding: the encoding of text files, where the reader should not tell it from the bytes.
        meta: a CSV of what the user knows better of the plans.
        engine: where the plans are read; this process by default. The store says the same anywhere.
        progress: is told from time to time how many of the plans to read are done, of how many, how many failed.
        waiting: is told the number of the process that writes to the store now, where there is one.

    Returns:
        What became of the plans.

    Raises:
        ConfigError: a CSV has mistakes; each is told with its line.
        StoreError: the file is no store, or of a newer program, or the disk refuses.
    """
    files = Files.of(store)
    _refuse_unfit(files)
    with _writing(files, waiting):
        return _Run(files, config, encoding, engine or SerialEngine(), progress).index(plans, meta)


@contextmanager
def _writing(files: Files, waiting: Callable[[str], None] | None) -> Iterator[None]:
    """Hold the lock of a store, and clear away what others left."""
    with ExitStack() as held:
        with storing(files.catalog):
            files.shards.mkdir(exist_ok=True)
            held.enter_context(locked(files.lock, waiting))
            files.sweep()
        yield


@dataclass(frozen=True, slots=True)
class _Taken:
    """How many plans a run found, what befell them, the known ones, and the shards of the others."""

    plans: int
    issues: tuple[Issue, ...]
    held: Sequence[Holding]
    shards: Sequence[str]
    unread: tuple[Issue, ...]


@dataclass(frozen=True)
class _Run:
    """One run over a store whose lock is held."""

    files: Files
    config: Config
    encoding: str | None
    engine: Engine
    progress: Callable[[int, int, int], None] | None

    def index(self, plans: Sequence[str | Path], meta: str | Path | None) -> Indexed:
        """Take over what the store knows of the plans, read the rest, and put a catalog in place."""
        before = _load_or_none(self.files)
        origin = Origin.of(self.config, self.encoding)
        news = [*self._news(before, origin)]
        with storing(self.files.catalog, "read"):
            news += self._remove_damaged()
            known = Known.of(self.files, before)
        taken = self._take(plans, meta, known.holdings)
        if not taken.plans:
            return Indexed(len(before.holdings) if before else 0, 0, 0, 0, 0, 0, taken.issues)
        with storing(self.files.catalog):
            new = load_holdings(self.files, taken.shards)
            after = Catalog(
                origin,
                tuple(sorted([*taken.held, *new])),
                {**known.sizes, **Counter(holding.shard for holding in new)},
                (*taken.issues, *taken.unread),
            )
            self._publish(before, after)
        indexed = _summary(before, after, new, len(taken.unread))
        return replace(indexed, issues=(*news, *after.issues))

    def _remove_damaged(self) -> Iterator[Issue]:
        """Remove the shards that are not as they were written; their plans are unknown then, and read again."""
        damaged = find_damaged(self.files)
        if damaged:
            self.files.remove_shards(damaged)
            parts = "1 part is" if len(damaged) == 1 else f"{len(damaged)} parts are"
            message = f"{self.files.catalog}: {parts} damaged; the plans in question are read again"
            yield Issue(Severity.WARNING, "store", message)

    def _take(
        self, plans: Sequence[str | Path], meta: str | Path | None, known: Mapping[str, Holding]
    ) -> _Taken:
        """Find the plans, and read those that are not known; of the others only their holdings stay in memory."""
        jobs, issues = find_jobs(plans, meta)
        held: list[Holding] = []
        rest: list[Job] = []
        for job in jobs:
            holding = known.get(self._key(job) or "")
            if holding is None:
                rest.append(job)
            else:
                held.append(holding)
        shards, unread = self._read(rest)
        unread.sort(key=lambda issue: (issue.doc or "", issue.message))
        return _Taken(len(jobs), tuple(issues), held, shards, tuple(unread))

    def _news(self, before: Catalog | None, origin: Origin) -> Iterator[Issue]:
        """Say why plans that did not change are read again."""
        changed = _changed(before, origin) if self.files.catalog.exists() else None
        if changed is not None:
            message = f"{self.files.catalog}: was written {changed}; all plans are read again"
            yield Issue(Severity.NOTE, "store", message)

    @cached_property
    def keys(self) -> Keys:
        """Makes the keys of this run."""
        return Keys.of(self.config, self.encoding)

    def _key(self, job: Job) -> str | None:
        """Give the key of a plan as it is now; None where the reader has to say what is wrong with it."""
        if job.fault is not None:
            return None
        content = job.content
        sha256 = hash_content(job.source) if content is None else hashlib.sha256(content).hexdigest()
        return sha256 and self.keys.key(sha256, job.source, job.amendment)

    def _read(self, jobs: Sequence[Job]) -> tuple[list[str], list[Issue]]:
        """Let the engine file plans, and tell how far it is; give their shards, and what could not be read."""
        if not jobs:
            return [], []
        from policycmp.corpus.filing import Filing, shard_batches  # noqa: PLC0415 - loads all stages

        done = 0
        shards: list[str] = []
        issues: list[Issue] = []
        with self._marked() as mark:
            task = Filing.of(self.config, self.encoding, self.files, mark)
            for batch in self.engine.run(task, shard_batches(jobs, self.engine)):
                shards += self._taken(batch.result)
                issues += [*map(lost_issue, batch.lost), *batch.result.issues]
                done += len(batch.jobs) + len(batch.lost)
                if self.progress is not None:
                    self.progress(done, len(jobs), len(issues))
        return shards, issues

    @contextmanager
    def _marked(self) -> Iterator[str]:
        """Put a file into the folder of the store, as a sign for those who see it."""
        mark = self.files.shards / f".{uuid4().hex}.part"
        with storing(self.files.catalog):
            mark.touch()
        try:
            yield mark.name
        finally:
            # A sign that cannot be taken away costs nothing: the next run clears what is left half.
            with suppress(OSError):
                mark.unlink(missing_ok=True)

    def _taken(self, filed: Filed) -> tuple[str, ...]:
        """Take in what came with a batch."""
        if filed.refused:
            raise StoreError(filed.refused)
        with storing(self.files.catalog):
            for shard, parcel in zip(filed.shards, filed.parcels, strict=False):
                unpack_shard(parcel, self.files.shards / shard)
        return filed.shards

    def _publish(self, before: Catalog | None, after: Catalog) -> None:
        """Put a catalog in place, unless it says what is there already.

        The shards of the catalog before stay for another turn, for those who are reading them.
        """
        if before is not None and _same(before, after):
            return
        files = self.files
        unnamed = files.find_shards() - ({holding.shard for holding in before.holdings} if before else set())
        holdings = tuple(compact(files, after.holdings, after.sizes))
        named = Counter(holding.shard for holding in holdings)
        sizes = {shard: after.sizes.get(shard, count) for shard, count in sorted(named.items())}
        publish_catalog(files, replace(after, holdings=holdings, sizes=sizes), self._find_kin)
        files.remove_shards(unnamed - named.keys())

    def _find_kin(self, database: DuckDBPyConnection) -> Kin:
        return find_kin(stored_analyses(Shelf(self.files, database)))


def _refuse_unfit(files: Files) -> None:
    """Refuse before anything is written."""
    if not files.catalog.parent.is_dir():
        raise StoreError(f"{files.catalog}: no such folder to write to; make it first")
    if files.catalog.exists():
        with suppress(OutdatedStoreError):
            open_catalog(files).close()


def _load_or_none(files: Files) -> Catalog | None:
    if not files.catalog.exists():
        return None
    try:
        return load_catalog(files)
    except OutdatedStoreError:
        return None


def _changed(before: Catalog | None, origin: Origin) -> str | None:
    """Say what a store was made with that is another now, where that changes what is read."""
    if before is None:
        return "by an older version of policycmp"
    if before.origin.code != origin.code:
        return "by another version of policycmp"
    if before.origin.config != origin.config:
        return "with another config"
    if before.origin.encoding != origin.encoding:
        return "with another --encoding"
    return None


def _same(before: Catalog, after: Catalog) -> bool:
    return (before.origin, before.holdings, before.issues) == (after.origin, after.holdings, after.issues)


def _summary(before: Catalog | None, after: Catalog, new: Sequence[Holding], failed: int) -> Indexed:
    earlier = {} if before is None else {holding.doc: holding for holding in before.holdings}
    docs = {holding.doc for holding in after.holdings}
    kept = len({*after.holdings} & {*earlier.values()} - {*new})
    adopted = len(after.holdings) - len(new) - kept
    removed = len(earlier.keys() - docs)
    return Indexed(len(docs), len(new), kept, adopted, removed, failed, after.issues)
