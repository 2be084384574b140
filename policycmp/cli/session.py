"""What every command does round its own work: settle the config, read the plans, tell what befell them."""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.cli.ids import indicator_ids, topic_ids, type_names
from policycmp.cli.options import Reading, did_you_mean
from policycmp.cli.progress import ProgressBar
from policycmp.cli.provenance import Provenance
from policycmp.cli.streams import DONE, NOTHING_READ, PARTLY_READ, tell, tell_corpus
from policycmp.errors import UsageError
from policycmp.models.garbage import collecting_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policycmp.cli.output import Output, Report
    from policycmp.config import Config
    from policycmp.engines import Engine
    from policycmp.models import Analysis, Corpus, Issue
    from policycmp.store.cache import Cache

# What comparisons need of plans that are in a store.
COMPARED = ("clauses", "commitments", "base values", "uses")
_OWN_CONFIG = re.compile(r"""^(["']?)policycmp\1[ \t]*:""", re.MULTILINE)
_CONFIG_CHARACTERS = 4 * 1024 * 1024
_BETWEEN_NAMES = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class Session:
    """What one run reads, and how.

    `parts` are what it needs of plans that are in a store (`store.analyses`), all by default; unless `at_once`, they
    are loaded some at a time, where it is None only if they are many. `actuals` asks for what plans report as reached
    too, `about`, an id, for the plan that holds it alone.
    """

    plans: Sequence[str]
    reading: Reading = field(default_factory=Reading)
    topics: Sequence[str] | None = None
    cities: Sequence[str] | None = None
    types: Sequence[str] | None = None
    indicators: Sequence[str] | None = None
    parts: Sequence[str] | None = None
    at_once: bool | None = True
    actuals: bool = False
    about: str | None = None

    def present(self, output: Output, work: Callable[[Corpus, Config], Report]) -> int:
        """Read the plans, do a command's work on them and write its report.

        Args:
            output: where the report goes.
            work: the command.

        Returns:
            The exit code.

        Raises:
            PolicycmpError: wrong usage or an invalid config, told before any plan is read where possible.
        """
        output.format_name()
        config = self.load_config()
        corpus = self.read(config)
        if corpus.analyses:
            with nullcontext() if self.at_once is False else collecting_later():
                output.write(replace(work(corpus, config), provenance=Provenance(corpus, config)))
        return exit_code(corpus)

    def load_config(self) -> Config:
        """Load the config and check the topics, indicators and types that were asked for."""
        file = find_config(self.reading.config, quiet=self.reading.quiet)
        with collecting_later():
            config = _load_config(file)
        for note in () if self.reading.quiet else config.notes:
            tell(f"note: {note}")
        topic_ids(self.topics, config)
        indicator_ids(self.indicators, config)
        type_names(self.types)
        return config

    def read(self, config: Config) -> Corpus:
        """Read and analyze the plans, or load them from a store, and tell their issues on standard error."""
        store = find_store(self.plans, self.reading)
        corpus = self._analyze(config) if store is None else self._load(store, config)
        if self.about is not None:
            corpus = corpus.about(self.about)
        tell_corpus(corpus, quiet=self.reading.quiet)
        return only_cities(corpus, self.cities)

    def _load(self, store: Path, config: Config) -> Corpus:
        from policycmp.corpus.assembly import load_corpus

        with collecting_later():
            return load_corpus(
                store,
                config,
                where=self.reading.condition,
                overrides=self.reading.overrides,
                parts=self.parts,
                at_once=self.at_once,
                about=self.about,
            )

    def _analyze(self, config: Config) -> Corpus:
        from policycmp.cli.keeping import PAGES, find_cache
        from policycmp.readers.reading import Recognition

        cache = find_cache(self.reading.cache)
        with collecting_later():
            analyze = self._analyst(cache)
        engine = engine_of(self.reading)
        with ProgressBar(quiet=self.reading.quiet) as bar:
            return analyze(
                self.plans,
                config,
                encoding=self.reading.encoding,
                meta=self.reading.meta,
                overrides=self.reading.overrides,
                where=self.reading.condition,
                numbers=self.parts is None or set(self.parts) != {"clauses"},
                actuals=self.actuals,
                engine=engine,
                progress=bar,
                recognition=Recognition(cache.folder / PAGES if cache else None, bar.tell_page),
            )

    def _analyst(self, cache: Cache | None) -> Callable[..., Corpus]:
        """Settle whether plans are analyzed here and now, or taken from the cache where an earlier run left them."""
        if cache is None:
            from policycmp.corpus.pipeline import analyze_corpus

            return analyze_corpus
        from policycmp.corpus.remembering import analyze_once

        return partial(analyze_once, cache=cache, parts=self.parts)


def _load_config(file: Path | None) -> Config:
    """Load a config, unchecked where an earlier run checked it: `--no-cache` asks for plans alone to be read anew."""
    from policycmp.cli.keeping import CONFIGS, cache_folder, is_kept

    if not is_kept():
        from policycmp.config import load_config

        return load_config(file)
    from policycmp.config.kept_configs import load_config_once

    return load_config_once(file, cache_folder() / CONFIGS)


def exit_code(corpus: Corpus, issues: Iterable[Issue] = ()) -> int:
    """Tell how a run went: all, some or none of the inputs were read."""
    if not corpus.analyses:
        return NOTHING_READ
    lost = any(issue.severity == "error" for issue in (*corpus.issues, *issues))
    return PARTLY_READ if lost else DONE


def find_config(named: Path | None, *, quiet: bool = False) -> Path | None:
    """Settle which config to use: the one named, ./config.yaml if it is ours, or None for the shipped one."""
    if named is not None:
        return named
    from policycmp.config.loading import shipped_config

    here = Path("config.yaml")
    if not here.is_file() or here.samefile(shipped_config()):
        return None
    with here.open(encoding="utf-8-sig", errors="replace") as file:
        is_own = _OWN_CONFIG.search(file.read(_CONFIG_CHARACTERS)) is not None
    if not quiet:
        what = (
            "used, for it stands here" if is_own else "passed over, it has no key policycmp: at its top level"
        )
        tell(f"note: config.yaml: {what}")
    return here if is_own else None


def only_cities(corpus: Corpus, cities: Sequence[str] | None) -> Corpus:
    """Keep the plans of some regions, given by name (whole or short) or by the plan's id.

    Raises:
        UsageError: where a name fits no plan.
    """
    if not cities:
        return corpus
    names = [name for city in cities for name in _BETWEEN_NAMES.split(city) if name]
    answers = {analysis.doc: _answers_to(analysis) for analysis in corpus.heads}
    for name in names:
        known = sorted({answer for all_answers in answers.values() for answer in all_answers})
        if answers and name not in known:
            raise UsageError(f"--cities: no plan of {name!r}: {did_you_mean(name, known)}")
    return corpus.only({doc for doc, answer in answers.items() if answer & set(names)})


def _answers_to(analysis: Analysis) -> set[str]:
    region = analysis.metadata.region
    return {name for name in (analysis.doc, region.name, region.short_name) if name}


def find_store(plans: Sequence[str], reading: Reading) -> Path | None:
    """Find the store among what a command is to read.

    Returns:
        Its file; None where only plans are named.

    Raises:
        UsageError: other plans are named too, or what would have to be known when the store was made.
    """
    from policycmp.store.location import is_store

    store = next((path for path in map(Path, plans) if path.is_file() and is_store(path)), None)
    if store is None:
        return None
    if len(set(plans)) > 1:
        raise UsageError(f"{store}: is a store, and stands alone; give the other plans to policycmp index")
    if reading.meta is not None:
        raise UsageError(
            f"--meta: {store} is a store, its plans are read already; give --meta to policycmp index"
        )
    if reading.encoding is not None:
        raise UsageError(
            f"--encoding: {store} is a store, its plans are read already; give --encoding to policycmp index"
        )
    return store


def engine_of(reading: Reading) -> Engine:
    """Settle the engine of a run.

    Raises:
        UsageError: the options do not fit together.
    """
    from policycmp.engines import SerialEngine, SizedEngine

    if reading.engine == "dask":
        return _cluster(reading)
    if reading.scheduler is not None:
        raise UsageError("--scheduler: needs --engine dask too; without a cluster, --jobs N is what you want")
    if reading.jobs is None:
        return SizedEngine(_cores())
    if reading.jobs == 1:
        return SerialEngine()
    from policycmp.engines import PoolEngine

    return PoolEngine(reading.jobs)


def _cores() -> int:
    """Count the cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _cluster(reading: Reading) -> Engine:
    from policycmp.engines.cluster import ClusterEngine
    from policycmp.store.keys import code_hash

    if reading.scheduler is None:
        raise UsageError("--engine dask: needs --scheduler ADDRESS too, as tcp://127.0.0.1:8786")
    if reading.jobs is not None and reading.jobs > 1:
        raise UsageError("--jobs: is for this machine; a cluster has as many processes as were started there")

    def note(line: str) -> None:
        if not reading.quiet:
            tell(f"note: {line}")

    return ClusterEngine(reading.scheduler, code_hash, note)
