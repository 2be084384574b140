"""The analyses of a store: what is known of each plan at hand, what it says loaded when it is asked for."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, Any, overload

from policycmp.models import Analyses, Fingerprint, Tally
from policycmp.models.garbage import collecting_later
from policycmp.store.from_rows import (
    COLUMNS,
    KEPT,
    STATED,
    analysis_of,
    head_of,
    particulars_of,
    target_of,
    use_of,
)
from policycmp.store.to_rows import PARTICULARS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from policycmp.models import Analysis, Document, MeasureUse
    from policycmp.store.shelf import Shelf

# What of plans can be loaded; of the rejections also the base values alone, which comparisons need.
PARTS = ("clauses", "commitments", "rejections", "uses", "actuals")
_BASE_VALUES = "base values"
_ERRORS = """regexp_matches(found.issues, '"error"')"""
_TOLD = """regexp_matches(found.issues, '"(warning|error)"')"""
# The last that is said of an issue is its place in the text, where it has one.
_PLACED = r"""regexp_matches(found.issues, ',\[\d+,\d+\]\]')"""
_WITHOUT_TEXT = tuple("'' AS text" if name == "text" else name for name in COLUMNS["documents"])
_CONDITIONS = {_BASE_VALUES: "found.reason = 'base value'"}
_TABLES = {_BASE_VALUES: "rejections"}
_BATCH = 256
# A clause counts once for each of its topics, and for None where it has none.
_TOPIC = "unnest(CASE WHEN len(topics) = 0 THEN [NULL::VARCHAR] ELSE list_distinct(topics) END) AS topic"
_CLAUSES = f"""SELECT doc, topic, count(*), sum(length)::BIGINT, {{ids}}
    FROM (SELECT doc, ordinal, id, stop - start AS length, {_TOPIC} FROM found) GROUP BY doc, topic"""
_IDS, _NO_IDS = "list(id ORDER BY ordinal)", "NULL"
_LENGTHS = "SELECT doc, sum(stop - start)::BIGINT FROM found GROUP BY doc"
# Many commitments of a plan have the same topics.
_TARGETS = f"""SELECT doc, topic, sum(count)::BIGINT
    FROM (
        SELECT doc, count, {_TOPIC} FROM (SELECT doc, topics, count(*) AS count FROM found GROUP BY doc, topics)
    ) GROUP BY doc, topic"""
_SENTENCES_AT_ONCE = 512
_SHARDS_AT_HAND = 2


@dataclass(frozen=True, slots=True)
class StoredAnalyses(Analyses):
    """Plans of a store in a given order, loaded in batches whenever they are gone through.

    `plans` are their shards by their ids, `heads` what is known of each as a whole, and `correct` is applied to each
    that is loaded. Of what plans say, only `parts` are loaded.
    """

    shelf: Shelf
    plans: Mapping[str, str]
    heads: Sequence[Analysis]
    parts: Collection[str] = PARTS
    correct: Callable[[Analysis], Analysis] | None = None

    def __len__(self) -> int:
        """Count the plans, without loading any."""
        return len(self.plans)

    def __iter__(self) -> Iterator[Analysis]:
        """Load the plans in batches; none is kept."""
        return self._load_all(_BATCH)

    @overload
    def __getitem__(self, index: int) -> Analysis: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Analysis]: ...
    def __getitem__(self, index: int | slice) -> Analysis | Sequence[Analysis]:
        """Load one plan, or some."""
        if isinstance(index, slice):
            return self.only([head.doc for head in self.heads[index]])
        return next(iter(self.only([self.heads[index].doc])))

    @property
    def are_few(self) -> bool:
        """Whether one batch holds them all."""
        return len(self) <= _BATCH

    def only(self, docs: Collection[str]) -> StoredAnalyses:
        """Keep some of the plans."""
        wanted = set(docs)
        heads = tuple(head for head in self.heads if head.doc in wanted)
        return replace(self, plans={head.doc: self.plans[head.doc] for head in heads}, heads=heads)

    def ordered(self, docs: Sequence[str]) -> StoredAnalyses:
        """Give the same plans in the order of some ids."""
        heads = {head.doc: head for head in self.heads}
        plans = {doc: self.plans[doc] for doc in docs}
        return replace(self, plans=plans, heads=tuple(heads[doc] for doc in docs))

    def corrected(self, correct: Callable[[Analysis], Analysis]) -> StoredAnalyses:
        """Apply corrections to each plan that is loaded."""
        return replace(self, correct=correct)

    def with_fingerprints(self) -> StoredAnalyses:
        """Add to what is known of each plan what tells copies and versions."""
        with self.shelf.telling():
            prints = _fingerprints(self.shelf, self.plans)
        return replace(self, heads=tuple(replace(head, fingerprint=prints[head.doc]) for head in self.heads))

    def load(self) -> tuple[Analysis, ...]:
        """Load all at once; what is to be compared with the particulars of its commitments, unless corrected."""
        loaded = tuple(self._load_all(max(len(self), 1)))
        if self.correct is not None or _BASE_VALUES not in self.parts:
            return loaded
        rows = self._rows("commitments", self.plans, KEPT)
        with self.shelf.telling():
            return tuple(replace(each, particulars=particulars_of(rows.get(each.doc, ()))) for each in loaded)

    def tallies(self, *, named: bool = True) -> Iterator[Tally] | None:
        """Count clauses and commitments by plan and topic in the store itself, unless corrections have a say."""
        return None if self.correct is not None else self._tallies(_IDS if named else _NO_IDS)

    def _tallies(self, ids: str) -> Iterator[Tally]:
        kept = {doc: doc for doc in self.plans}  # one text of each id is enough
        targets: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
        for doc, topic, count in self.shelf.stream("commitments", self.plans, _TARGETS):
            targets[topic][kept[doc]] = count
        wholes = dict(self.shelf.stream("clauses", self.plans, _LENGTHS))
        for row in self.shelf.stream("clauses", self.plans, _CLAUSES.format(ids=ids)):
            doc, topic, count, length, named = row
            promised = targets[topic].pop(doc, 0)
            yield Tally(kept[doc], topic, count, length, wholes[doc], promised, tuple(named) if named else ())
        for topic, counts in targets.items():
            for doc, count in counts.items():
                yield Tally(doc, topic, 0, 0, wholes.get(doc, 0), count)

    def uses(self) -> Iterator[MeasureUse]:
        """Load what the plans say of measures; corrections have no say in it but where a whole plan is loaded."""
        if self.correct is not None:
            return (use for analysis in self for use in analysis.measures)
        rows = self._rows("uses", self.plans)
        return (use_of(row) for doc in self.plans for row in rows.get(doc, ()))

    def stating(self, *, placed: bool = True) -> Iterator[Analysis]:
        """Load the plans in batches: their commitments with what was read of these in the texts, which are left out."""
        if self.correct is not None:
            return iter(self)
        heads = {head.doc: head for head in self.heads}
        batches = _batches(self.plans, _BATCH)
        return (each for plans in batches for each in self._stating(plans, heads, placed=placed))

    def _stating(
        self, plans: Mapping[str, str], heads: Mapping[str, Analysis], *, placed: bool
    ) -> list[Analysis]:
        commitments = self._rows("commitments", plans, STATED)
        with collecting_later(), self.shelf.telling():
            return [
                replace(
                    heads[doc],
                    targets=tuple(
                        [
                            target_of(row[: -len(PARTICULARS)], placed=placed)
                            for row in commitments.get(doc, ())
                        ]
                    ),
                    particulars=particulars_of(commitments.get(doc, ())),
                )
                for doc in plans
            ]

    def wording(self) -> Iterator[Analysis]:
        """Load the plans with their clauses alone, in batches, unless corrections have a say."""
        return iter(self if self.correct is not None else replace(self, parts=("clauses",)))

    def unread(self) -> frozenset[str]:
        """Find the plans without a clause in the store itself: a correction takes none away."""
        read = {doc for (doc,) in self.shelf.stream("clauses", self.plans, "SELECT DISTINCT doc FROM found")}
        return frozenset(self.plans.keys() - read)

    def outlines(self, *, texts: bool = False) -> Iterator[Analysis]:
        """Load of the plans what their parts do not say, in batches."""
        if self.correct is not None:
            return iter(self)
        columns = COLUMNS["documents"] if texts else _WITHOUT_TEXT
        return (each for plans in _batches(self.plans, _BATCH) for each in self._outlines(plans, columns))

    def _outlines(self, plans: Mapping[str, str], columns: Sequence[str]) -> list[Analysis]:
        rows = {row[0]: row for row in self.shelf.fetch("documents", columns, plans)}
        with self.shelf.telling():
            return [analysis_of(rows[doc]) for doc in plans]

    def overridden(self) -> frozenset[str]:
        """Find what corrections changed; there are none in the store itself."""
        if self.correct is None:
            return frozenset()
        return frozenset(override for analysis in self for override in analysis.overrides)

    def told(self, *, quiet: bool = False) -> Iterator[Analysis]:
        """Load the plans of which an error, or unless quiet a warning, is to be told, without what they say.

        Their text is loaded where an issue has a place in it.
        """
        grave = _ERRORS if quiet else _TOLD
        rows = self.shelf.fetch("documents", _WITHOUT_TEXT, self.plans, f"{grave} AND NOT {_PLACED}")
        rows += self.shelf.fetch("documents", COLUMNS["documents"], self.plans, f"{grave} AND {_PLACED}")
        by_doc = {row[0]: row for row in rows}
        with self.shelf.telling():
            yield from [analysis_of(by_doc[doc]) for doc in self.plans if doc in by_doc]

    def paged(self) -> Iterator[Analysis]:
        """Load the plans whose text stands on pages; the others are not looked at."""
        found = self.shelf.fetch("documents", ("doc",), self.plans, "found.lines <> ''")
        return iter(self.only([doc for (doc,) in found])) if found else iter(())

    def document_loader(self) -> Callable[[str], Document]:
        """Give what loads the text of a plan by its id; those of a shard together, for copies lie close."""
        by_shard: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for doc, shard in self.plans.items():
            by_shard[shard][doc] = shard

        @lru_cache(maxsize=_SHARDS_AT_HAND)
        def load(shard: str) -> dict[str, Document]:
            rows = self.shelf.fetch("documents", COLUMNS["documents"], by_shard[shard])
            with self.shelf.telling():
                return {row[0]: analysis_of(row).document for row in rows}

        return lambda doc: load(self.plans[doc])[doc]

    def _load_all(self, size: int) -> Iterator[Analysis]:
        for plans in _batches(self.plans, size):
            yield from map(self.correct, self._load(plans)) if self.correct else self._load(plans)

    def _load(self, plans: Mapping[str, str]) -> list[Analysis]:
        with collecting_later(), self.shelf.telling():
            documents = {row[0]: row for row in self.shelf.fetch("documents", COLUMNS["documents"], plans)}
            rows = {_TABLES.get(part, part): self._rows(part, plans) for part in self.parts}
            return [
                analysis_of(documents[doc], **{table: found[doc] for table, found in rows.items()})
                for doc in plans
            ]

    def _rows(
        self, part: str, plans: Mapping[str, str], columns: Sequence[str] | None = None
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Fetch a part of plans, by their ids and in the order of each; by default all columns of its objects."""
        table = _TABLES.get(part, part)
        found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self.shelf.fetch(table, columns or COLUMNS[table], plans, _CONDITIONS.get(part, "true")):
            found[row[0]].append(row)
        for rows in found.values():
            rows.sort(key=itemgetter(1))
        return found


def stored_analyses(
    shelf: Shelf, where: str | None = None, parts: Collection[str] = PARTS, about: str | None = None
) -> StoredAnalyses:
    """Take the plans of a store in the order of their ids.

    Args:
        shelf: the open store.
        where: a condition; plans of which it does not hold are left out.
        parts: what of the plans can be loaded.
        about: the id of a clause, a commitment or a number: only the plan that may hold it, all where none may.

    Raises:
        UsageError: the condition is none, or holds of no plan.
        StoreError: the store cannot be read.
    """
    rows = (shelf.find_owners(about) if about and where is None else ()) or shelf.find_plans(where)
    plans: dict[str, str] = {}
    heads: list[Analysis] = []
    with collecting_later(), shelf.telling():
        for shard, *head in rows:
            heads.append(head_of(head))
            plans[heads[-1].doc] = intern(shard)
    return StoredAnalyses(shelf, plans, heads, parts)


def load_analyses(shelf: Shelf, plans: Mapping[str, str], parts: Collection[str]) -> list[Analysis]:
    """Load plans as they were analyzed, but for the parts that are not asked for.

    Args:
        shelf: where their shards are.
        plans: the shard of each by its id.
        parts: of `PARTS`.

    Raises:
        StoreError: they cannot be read.
    """
    rows = shelf.fetch("documents", ("doc", "sentences", "lengths", "keys"), plans)
    prints = {
        doc: Fingerprint(tuple(sentences), tuple(lengths), tuple(keys))
        for doc, sentences, lengths, keys in rows
    }
    loaded = StoredAnalyses(shelf, plans, (), parts)
    return [replace(analysis, fingerprint=prints[analysis.doc]) for analysis in loaded]


def _fingerprints(shelf: Shelf, plans: Mapping[str, str]) -> dict[str, Fingerprint]:
    """Load what tells copies and versions; the sentences only of plans that share a long one with another."""
    keys = {doc: tuple(found) for doc, found in shelf.fetch("documents", ("doc", "keys"), plans)}
    counts = Counter(key for found in keys.values() for key in set(found))
    sharing = {doc: plans[doc] for doc in plans if any(counts[key] > 1 for key in keys[doc])}
    fingerprints = {doc: Fingerprint(keys=found) for doc, found in keys.items()}
    for batch in _batches(sharing, _SENTENCES_AT_ONCE):
        for doc, sentences, lengths in shelf.fetch("documents", ("doc", "sentences", "lengths"), batch):
            fingerprints[doc] = Fingerprint(array("q", sentences), array("i", lengths), keys[doc])
    return fingerprints


def _batches(plans: Mapping[str, str], size: int) -> Iterator[dict[str, str]]:
    rest = iter(plans.items())
    while batch := dict(islice(rest, size)):
        yield batch
