"""What every command does round its own work: settle the config, read the plans, tell what befell them."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.cli.backing import Backing
from policycmp.cli.exit_codes import DONE, NOTHING_READ, PARTLY_READ
from policycmp.cli.options import Reading
from policycmp.cli.progress import ProgressBar
from policycmp.cli.stores import find_store
from policycmp.cli.streams import tell, tell_corpus
from policycmp.errors import UsageError
from policycmp.models.garbage import collecting_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policycmp.cli.sink import Report, Sink
    from policycmp.config import Config
    from policycmp.models import Analysis, Corpus, Issue

# What comparisons need of plans that are in a store.
COMPARED = ("clauses", "commitments", "base values", "uses")
_OWN_CONFIG = re.compile(r"""^(["']?)policycmp\1[ \t]*:""", re.MULTILINE)
_NAMED = 16
_BETWEEN_NAMES = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class Session:
    """What one run reads, and how.

    `parts` are what it needs of plans that are in a store (`store.analyses`), all by default; unless `at_once`, they
    are loaded some at a time.
    """

    plans: Sequence[str]
    reading: Reading = field(default_factory=Reading)
    topics: Sequence[str] | None = None
    cities: Sequence[str] | None = None
    types: Sequence[str] | None = None
    indicators: Sequence[str] | None = None
    parts: Sequence[str] | None = None
    at_once: bool = True

    def present(self, sink: Sink, work: Callable[[Corpus, Config], Report]) -> int:
        """Read the plans, do a command's work on them and write its report.

        Args:
            sink: where the report goes.
            work: the command.

        Returns:
            The exit code.

        Raises:
            PolicycmpError: wrong usage or an invalid config, told before any plan is read where possible.
        """
        sink.format_name()
        config = self.load_config()
        corpus = self.read(config)
        if corpus.analyses:
            with collecting_later() if self.at_once else nullcontext():
                sink.write(replace(work(corpus, config), backing=Backing(corpus, config)))
        return exit_code(corpus)

    def load_config(self) -> Config:
        """Load the config and check the topics, indicators and types that were asked for."""
        from policycmp.config import load_config
        from policycmp.models import TargetType

        with collecting_later():
            config = load_config(find_config(self.reading.config, quiet=self.reading.quiet))
        check_known("topic", self.topics, [topic.id for topic in config.topics])
        check_known("indicator", self.indicators, [indicator.id for indicator in config.indicators])
        check_known("type", self.types, [str(kind) for kind in TargetType])
        return config

    def read(self, config: Config) -> Corpus:
        """Read and analyze the plans, or load them from a store, and tell their issues on standard error."""
        store = find_store(self.plans, self.reading)
        corpus = self._analyze(config) if store is None else self._load(store, config)
        tell_corpus(corpus, quiet=self.reading.quiet)
        return only_cities(corpus, self.cities)

    def _load(self, store: Path, config: Config) -> Corpus:
        from policycmp.corpus.assembly import load_corpus

        with collecting_later():
            return load_corpus(
                store,
                config,
                where=self.reading.where,
                overrides=self.reading.overrides,
                parts=self.parts,
                at_once=self.at_once,
            )

    def _analyze(self, config: Config) -> Corpus:
        from policycmp.cli.engines import engine_of
        from policycmp.corpus.pipeline import analyze_corpus

        engine = engine_of(self.reading)
        with ProgressBar(quiet=self.reading.quiet) as bar:
            return analyze_corpus(
                self.plans,
                config,
                encoding=self.reading.encoding,
                meta=self.reading.meta,
                overrides=self.reading.overrides,
                where=self.reading.where,
                engine=engine,
                progress=bar,
            )


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
    here = Path("config.yaml")
    if not here.is_file():
        return None
    if _OWN_CONFIG.search(here.read_text(encoding="utf-8-sig", errors="replace")):
        return here
    if not quiet:
        tell("note: config.yaml: passed over, it has no key policycmp: at its top level")
    return None


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


def check_known(what: str, names: Sequence[str] | None, known: Sequence[str]) -> None:
    """Refuse the first name that is not known.

    Raises:
        UsageError: it names the nearest that is.
    """
    for name in names or ():
        if name not in known:
            raise UsageError(f"unknown {what} {name!r}: {did_you_mean(name, known)}")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Name the nearest of the known words, or where none is near all of them, so far as a line can hold them."""
    from difflib import get_close_matches

    if near := get_close_matches(word, known, n=1):
        return f"did you mean {near[0]}?"
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"known: {', '.join(known[:_NAMED]) or 'none'}{more}"
