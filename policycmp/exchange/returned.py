"""Codings that come back from a tool of qualitative analysis, as records to measure against.

A code is known by its guid, else by its name and the group that it stands in; a text by its guid, else by its name.
What stands for nothing here is told, and nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from policycmp.errors import UsageError
from policycmp.evaluate import ClauseRecord, Coding
from policycmp.evaluate.code_agreement import CodeRecord
from policycmp.exchange.codes import FUNCTION, OBJECT, TOPIC, all_codes, codebook, coded_passages
from policycmp.exchange.project_file import open_project
from policycmp.exchange.qdpx import source_guid
from policycmp.models import Issue, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.exchange.codes import Key
    from policycmp.exchange.project_file import ProjectCode, ProjectFile, ProjectSource
    from policycmp.instruments import CodedPlan
    from policycmp.models import Analysis

# Two selections that overlap so far are one clause, coded twice.
_ONE_CLAUSE = 0.5
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Returned:
    """What a project says of plans: clauses with topics as a coding, and every coding by itself.

    `kinds` are those of which it has any code: of the others it says nothing.
    """

    coding: Coding
    codes: Mapping[str, tuple[CodeRecord, ...]]
    kinds: frozenset[str]
    issues: tuple[Issue, ...]


def load_returned(path: Path, config: Config, analyses: Sequence[Analysis] | None = None) -> Returned:
    """Load the codings of a project.

    Args:
        path: the `.qdpx`.
        config: the vocabulary that its codes are looked up in.
        analyses: the plans; positions become those of their texts. None takes the texts of the project.

    Returns:
        The codings of the texts that are plans at hand, and what had to be left out.

    Raises:
        UsageError: the file cannot be read or trusted, or holds no coding that is known here.
    """
    project = open_project(path)
    loader = _Loader(path, config, analyses)
    keys = loader.keys(project.codes)
    records = loader.records(project, keys)
    if not any(records.values()):
        told = [issue.message for issue in loader.issues if issue.severity == Severity.ERROR]
        raise UsageError("\n".join(told) or f"{path}: no coding of these plans by a code that is known here")
    clauses = {doc: tuple(_clauses(doc, own)) for doc, own in records.items()}
    kinds = frozenset(kind for kind, _ in keys.values())
    loader.tell_absent(kinds)
    return Returned(Coding(clauses=clauses), records, kinds, tuple(loader.issues))


def own_codes(plans: Iterable[CodedPlan]) -> dict[str, tuple[CodeRecord, ...]]:
    """Give the codings of the program itself, by plan."""
    return {
        plan.doc: tuple(
            CodeRecord(plan.doc, span, *key) for span, keys in coded_passages(plan) for key in keys
        )
        for plan in plans
    }


class _Loader:
    """Finds what codes and texts stand for, collecting the issues."""

    def __init__(self, path: Path, config: Config, analyses: Sequence[Analysis] | None) -> None:
        self.issues: list[Issue] = []
        self._path = path
        self._texts = None if analyses is None else {one.doc: one.document.text for one in analyses}
        self._vocabulary = codebook(config)
        groups = [*self._vocabulary, *(codebook(config, analyses) if analyses else ())]
        codes = list(all_codes(groups))
        self._by_guid = {code.guid: code.key for code in codes}
        self._groups = {group.guid: group.kind for group in groups}
        self._groups |= {_plain(name): group.kind for group in groups for name in (group.en, group.zh)}
        names = [(_plain(name), code.key) for code in codes for name in (code.en, code.zh, code.id)]
        self._by_name: dict[str, set[Key]] = {}
        for name, key in names:
            self._by_name.setdefault(name, set()).add(key)

    def keys(self, codes: Iterable[ProjectCode]) -> dict[str, Key]:
        """Give what each code of a project stands for, by its guid; those that stand for nothing are left out."""
        return {code.guid: key for code in codes if (key := self._key(code)) is not None}

    def _key(self, code: ProjectCode) -> Key | None:
        if code.guid in self._by_guid:
            return self._by_guid[code.guid]
        kinds = [self._groups.get(name) for name in (*code.above, *map(_plain, code.path[:-1]))]
        kind = next((kind for kind in kinds if kind), None)
        keys = self._by_name.get(_plain(code.name), set())
        if kind is not None:
            keys = {key for key in keys if key[0] == kind}
            if not keys and kind == OBJECT:
                return OBJECT, code.name
        return next(iter(keys)) if len(keys) == 1 else None

    def records(self, project: ProjectFile, keys: Mapping[str, Key]) -> dict[str, tuple[CodeRecord, ...]]:
        """Give the codings of each plan; a text that is no plan at hand, or not as it was, is left out."""
        names = {code.guid: code.name for code in project.codes}
        unknown: Counter[str] = Counter()
        records: dict[str, tuple[CodeRecord, ...]] = {}
        for source in project.sources:
            doc = self._doc(source)
            places = None if doc is None else self._places(source, doc)
            if doc is None or places is None:
                continue
            own: dict[CodeRecord, None] = {}
            for span, code in source.codings:
                moved = places.find(span)
                if code not in keys:
                    unknown[names.get(code, "?")] += 1
                elif moved is not None:
                    own[CodeRecord(doc, moved, *keys[code])] = None
            records[doc] = tuple(own)
        if unknown:
            shown = ", ".join(f"{name!r}" for name, _ in sorted(unknown.items())[:_NAMED])
            more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
            self._tell(
                Severity.WARNING,
                f"{sum(unknown.values())} codings by codes that stand for nothing here are left out: {shown}{more}",
            )
        return records

    def tell_absent(self, kinds: Collection[str]) -> None:
        """Tell of which kinds a project has no code, so that they are not measured."""
        absent = [group.en.lower() for group in self._vocabulary if group.codes and group.kind not in kinds]
        if absent:
            self._tell(Severity.WARNING, f"has no code of {', '.join(absent)}; these are not measured")

    def _doc(self, source: ProjectSource) -> str | None:
        if self._texts is None:
            return source.name or None
        for doc in self._texts:
            if source.guid == source_guid(doc):
                return doc
        for name in (source.name, PurePath(source.name).stem):
            if name in self._texts:
                return name
        self._tell(Severity.WARNING, f"the text {source.name!r} is not among the plans given; it is left out")
        return None

    def _places(self, source: ProjectSource, doc: str) -> Places | None:
        if source.text is None:
            why = "has no plain text in UTF-8; export it with plain texts"
        else:
            text = unmarked(source.text) if self._texts is None else self._texts[doc]
            places = Places.between(source.text, text)
            if places is not None:
                return places
            why = "is not the text of the plan any more; positions would be wrong"
        self._tell(Severity.ERROR, f"the text {source.name!r} {why}; its codings are left out")
        return None

    def _tell(self, severity: Severity, message: str) -> None:
        self.issues.append(Issue(severity, "evaluate", f"{self._path}: {message}"))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of one text stand in another that differs from it in blanks and line ends alone.

    `visible` and `others` are the places of what is no blank, in order; both None where the texts are equal.
    """

    length: int
    visible: tuple[int, ...] | None = None
    others: tuple[int, ...] | None = None

    @classmethod
    def between(cls, text: str, other: str) -> Places | None:
        """Lay two texts beside each other; None where they differ in more than blanks and a mark in front."""
        if text == other:
            return cls(len(text))
        visible, others = _visible(text), _visible(other)
        if [text[place] for place in visible] != [other[place] for place in others]:
            return None
        return cls(len(other), tuple(visible), tuple(others))

    def find(self, span: Span) -> Span | None:
        """Give where a span stands in the other text; None where nothing of it does."""
        if self.visible is None or self.others is None:
            return span if span.end <= self.length else None
        from bisect import bisect_left  # noqa: PLC0415 - only where texts differ

        first, last = bisect_left(self.visible, span.start), bisect_left(self.visible, span.end) - 1
        return Span(self.others[first], self.others[last] + 1) if first <= last else None


def unmarked(text: str) -> str:
    """Write a text with line feeds alone, as this program reads texts."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _visible(text: str) -> list[int]:
    return [place for place, one in enumerate(text) if not one.isspace() and one != "\ufeff"]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _clauses(doc: str, records: Iterable[CodeRecord]) -> list[ClauseRecord]:
    """Put the topics of one clause together: those of spans that overlap by half; with a function alone it has none."""
    topics: dict[Span, list[str]] = {}
    coded = [record for record in records if record.kind in {TOPIC, FUNCTION}]
    for record in sorted(coded, key=lambda record: (record.kind != FUNCTION, record.span)):
        span = record.span
        if span not in topics:
            nearest = max(topics, key=lambda other: _alike(other, record.span), default=span)
            span = nearest if _alike(nearest, record.span) >= _ONE_CLAUSE else record.span
        own = topics.setdefault(span, [])
        if record.kind == TOPIC and record.id not in own:
            own.append(record.id)
    return [
        ClauseRecord(doc, span, topics=tuple(own), primary=own[0] if own else None)
        for span, own in sorted(topics.items())
    ]


def _alike(one: Span, other: Span) -> float:
    shared = one.overlap(other)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared else 0.0
