"""Analyze each text once: what an earlier run found of a plan is taken from the cache, the rest is kept there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.corpus.assembly import gather
from policycmp.corpus.jobs import find_jobs
from policycmp.corpus.override_rows import load_overrides
from policycmp.engines import SerialEngine
from policycmp.models import Analysis
from policycmp.readers import is_url
from policycmp.store.analyses import PARTS
from policycmp.store.keys import Keys, hash_content
from policycmp.store.selection import check_where

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.corpus.jobs import Job
    from policycmp.engines import Engine
    from policycmp.models import Corpus, Issue
    from policycmp.readers import Recognition
    from policycmp.store.cache import Cache

# How much of plans a run reads, and which other runs read that too and more.
_DEEPER = {"clauses": (), "numbers": ("actuals",), "actuals": ()}


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier runs know of the plans of this one: `keys` are its own, then those of runs that read more."""

    cache: Cache
    keys: Sequence[Keys]
    parts: Collection[str]

    @classmethod
    def of(
        cls, cache: Cache, config: Config, encoding: str | None, depth: str, parts: Collection[str]
    ) -> Memory:
        """Take what a run is made with; `depth` is `clauses`, `numbers` or `actuals`."""
        parts = [part for part in parts if depth == "actuals" or part != "actuals"]
        return cls(cache, [Keys.of(config, encoding, each) for each in (depth, *_DEEPER[depth])], parts)

    def recall(self, jobs: Sequence[Job]) -> dict[str, Analysis]:
        """Load what is known of plans, by their ids."""
        wanted = {
            keys.key(sha256, job.source, job.amendment): job.source.doc
            for job in jobs
            if (sha256 := _hash(job)) is not None
            for keys in self.keys
        }
        found = self.cache.recall(wanted.keys(), self.parts)
        return {wanted[key]: analysis for key, analysis in found.items()}

    def keep(self, jobs: Sequence[Job], analyses: Sequence[Analysis]) -> None:
        """Keep what was found of plans; what was read counts, not what was there when the run began."""
        by_doc = {job.source.doc: job for job in jobs}
        keyed = [
            (self.keys[0].key(analysis.document.sha256, job.source, job.amendment), analysis)
            for analysis in analyses
            if _can_be_kept(analysis, job := by_doc[analysis.doc])
        ]
        if keyed:
            self.cache.keep(keyed)


def analyze_once(
    plans: Sequence[str | Path],
    config: Config,
    *,
    cache: Cache,
    encoding: str | None = None,
    meta: str | Path | None = None,
    overrides: str | Path | None = None,
    where: str | None = None,
    numbers: bool = True,
    actuals: bool = False,
    parts: Collection[str] | None = None,
    engine: Engine | None = None,
    progress: Callable[[int, int, int], None] | None = None,
    recognition: Recognition | None = None,
) -> Corpus:
    """Give the corpus that `analyze_corpus` gives for the same arguments, analyzing only what is not in the cache.

    Of plans that are in the cache only `parts` of `store.analyses.PARTS` are loaded, all by default.

    Raises:
        ConfigError: a CSV has mistakes; each is told with its line.
        UsageError: the condition is none, or holds of no plan.
    """
    corrections = load_overrides(config, overrides)
    check_where(where)
    jobs, issues = find_jobs(plans, meta)
    numbers = numbers or bool(corrections)
    depth = "actuals" if actuals else "numbers" if numbers else "clauses"
    wanted = PARTS if parts is None or corrections else parts
    memory = Memory.of(cache, config, encoding, depth, wanted)
    known = memory.recall(jobs)
    rest = [job for job in jobs if job.source.doc not in known]
    outcomes: list[Analysis | Issue] = list(known.values())
    if rest:
        from policycmp.corpus.pipeline import Analyst, analyze_jobs  # noqa: PLC0415 - loads all stages

        analyst = Analyst(config, encoding, numbers=numbers, actuals=actuals, recognition=recognition)
        found = list(analyze_jobs(rest, analyst, engine or SerialEngine(), progress))
        memory.keep(rest, [each for each in found if isinstance(each, Analysis)])
        outcomes += found
    return gather(outcomes, issues, corrections, where)


def _hash(job: Job) -> str | None:
    """Hash the bytes of a plan; None where there are none at hand: each look at another machine may cost."""
    if job.content is not None:
        return hashlib.sha256(job.content).hexdigest()
    return None if job.fault is not None or is_url(job.source.path) else hash_content(job.source)


def _can_be_kept(analysis: Analysis, job: Job) -> bool:
    """Tell whether rows give an analysis back: half of a surrogate pair, as in odd names, has no place in UTF-8."""
    document = analysis.document
    try:
        for text in (document.doc, document.path, document.text):
            text.encode()
    except UnicodeEncodeError:
        return False
    return not is_url(job.source.path)
