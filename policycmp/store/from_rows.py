"""Rows of a store → analyses: the way back from `to_rows.rows_of`.

Each function takes the values of one row in the order of its table's `COLUMNS`, so that what DuckDB fetches can be
taken as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar, overload

from policycmp.models import (
    Actual,
    Agencies,
    Analysis,
    Basis,
    Citation,
    Clause,
    Comparator,
    Counted,
    Document,
    Function,
    Issue,
    Level,
    Mask,
    MeasureUse,
    Metadata,
    PageLines,
    Region,
    Rejection,
    Severity,
    Span,
    Strength,
    Target,
    TargetType,
    TopicMatch,
)
from policycmp.models.number_particulars import BaseValue, OwnWords, Particulars
from policycmp.store.to_rows import PARTICULARS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import StrEnum

    Values = Sequence[Any]

_Word = TypeVar("_Word", bound="StrEnum")
_Text = TypeVar("_Text", str, str | None)
# What need not be loaded: it stands elsewhere too (a clause quotes the text of its plan), or is for queries.
_SPARED = {
    "documents": {"chars", "region_short", "year", "sentences", "lengths", "keys"},
    "clauses": {"text"},
    "commitments": {"number", *PARTICULARS},
    "actuals": {"number"},
}
COLUMNS = {
    table: tuple(name for name in columns if name not in _SPARED.get(table, ()))
    for table, columns in TABLES.items()
}


# Of a commitment also its particulars, which comparing needs; or these alone.
STATED = (*COLUMNS["commitments"], *PARTICULARS)
KEPT = ("doc", "ordinal", "id", *PARTICULARS)


def _words(kind: type[_Word]) -> dict[str, _Word]:
    return {str(word): word for word in kind}


_LEVELS, _TYPES, _COMPARATORS = _words(Level), _words(TargetType), _words(Comparator)
_BASES, _STRENGTHS, _SEVERITIES = _words(Basis), _words(Strength), _words(Severity)
_FUNCTIONS = _words(Function)
# The same amounts come again and again.
_decimal = lru_cache(maxsize=4096)(Decimal)
_NO_WORDS = OwnWords()


def analysis_of(
    document: Values,
    *,
    clauses: Sequence[Values] = (),
    commitments: Sequence[Values] = (),
    rejections: Sequence[Values] = (),
    uses: Sequence[Values] = (),
    actuals: Sequence[Values] = (),
) -> Analysis:
    """Build the analysis of one plan from its rows, each table's in the order of `ordinal`.

    Its fingerprint is not loaded: what it tells is told already.
    """
    row = dict(zip(COLUMNS["documents"], document, strict=True))
    text = row["text"]
    issues = tuple([_issue(*each) for each in _listed(row["issues"])])
    of_reading = row["read_issues"]
    return Analysis(
        document=_document(row, issues[:of_reading]),
        metadata=_metadata(row),
        clauses=tuple(clause_of(clause, text) for clause in clauses),
        targets=tuple(map(target_of, commitments)),
        rejections=tuple(map(rejection_of, rejections)),
        issues=issues[of_reading:],
        measures=tuple(map(use_of, uses)),
        actuals=tuple(map(actual_of, actuals)),
    )


def head_of(values: Values) -> Analysis:
    """Build an analysis that holds what is known of a plan as a whole, from the values of `METADATA`."""
    (doc, path, format_, encoding, sha256, _, region, short, level, code, source, _, issuer, title) = values[
        :14
    ]
    doc_number, issued, published, valid_until, period, draft, named_year = values[14:]
    return Analysis(
        Document(doc, path, _kept(format_), _kept(encoding), sha256, ""),
        Metadata(
            title,
            issuer,
            _region(region, level, code, source, short),
            doc_number,
            issued,
            published,
            valid_until,
            period,
            draft,
            (),
            named_year,
        ),
    )


@lru_cache(maxsize=4096)  # a large corpus has many plans of a region
def _region(
    name: str | None, level: str | None, code: str | None, source: str | None, short: str | None
) -> Region:
    return Region(name, _LEVELS[level] if level else None, code, source, short)


@lru_cache(maxsize=16384)
def _kept(text: _Text) -> _Text:
    """Keep one of equal texts."""
    return text


_kept_all = lru_cache(maxsize=4096)(tuple[str, ...])


def clause_of(row: Values, text: str) -> Clause:
    """Build a clause from its row and the text of its plan."""
    doc, _, id_, start, stop, number, heading, path, topics, scores, evidence, lead, members, function = row
    found = tuple(
        [
            TopicMatch(topic, score, tuple(words))
            for topic, score, words in zip(topics, scores, evidence, strict=True)
        ]
    )
    agencies = None if lead is None else Agencies(tuple(lead), tuple(members or ()))
    return Clause(
        id_,
        doc,
        Span(start, stop),
        number,
        heading,
        tuple(path),
        text[start:stop],
        found,
        agencies,
        _FUNCTIONS[function],
    )


def target_of(row: Values, *, placed: bool = True) -> Target:
    """Build a commitment from its row; unless `placed`, the places of what it counts are left out."""
    (doc, _, id_, clause, start, stop, text, quote, type_, indicator, scope, comparator, value, value_max) = (
        row[:14]
    )
    unit, basis, per_year, deadline, strength, topics, reasons, counts, confidence = row[14:]
    return Target(
        id_,
        _kept(doc),
        _kept(clause),
        Span(start, stop),
        _kept(text),
        _kept(quote),
        _TYPES[type_],
        _kept(indicator),
        _kept(scope),
        _COMPARATORS[comparator],
        _decimal(value),
        None if value_max is None else _decimal(value_max),
        _kept(unit),
        None if basis is None else _BASES[basis],
        per_year,
        deadline,
        _STRENGTHS[strength],
        _kept_all(tuple(topics)),
        _kept_all(tuple(reasons)),
        _counts(counts) if placed else _counted(_split(counts)[0]),
        confidence,
    )


def particulars_of(commitments: Iterable[Values]) -> dict[str, Particulars]:
    """Give the particulars of commitments by their ids, from rows that begin and end as `KEPT`."""
    return {row[2]: _particulars(*row[-len(PARTICULARS) :]) for row in commitments}


def _particulars(window: int | None, since: int | None, own: str | None, base: str | None) -> Particulars:
    return Particulars(
        window, since, _own_words(own) if own else _NO_WORDS, _base_value(*json.loads(base)) if base else None
    )


@lru_cache(maxsize=4096)  # editions of a plan say the same of their numbers
def _own_words(text: str) -> OwnWords:
    pieces, said, acts, done, level = json.loads(text)
    return OwnWords(tuple(pieces), said, frozenset(acts), done, level)


def _base_value(value: str, year: int | None, start: int, end: int) -> BaseValue:
    return BaseValue(Fraction(value), year, Span(start, end))


# How what a number counts is stored where no part of it has evidence, and where the evidence begins.
_NO_EVIDENCE, _EVIDENCE = ",[]]", ",[["


def _counts(text: str) -> Counted:
    parts, evidence = _split(text)
    counted = _counted(parts)
    if not evidence:
        return counted
    return Counted(
        counted.object,
        counted.property,
        counted.grade,
        counted.event,
        counted.of,
        counted.tier,
        counted.object_id,
        StoredEvidence(evidence),
    )


def _split(text: str) -> tuple[str, str]:
    """Part what a number counts from where that was read; both as they are stored, the latter may be empty."""
    if text.endswith(_NO_EVIDENCE):
        return text.removesuffix(_NO_EVIDENCE), ""
    parts, _, evidence = text.rpartition(_EVIDENCE)
    return parts, evidence


@lru_cache(maxsize=16384)  # plans count the same things again and again
def _counted(parts: str) -> Counted:
    """Tell what a number counts, without where it was read."""
    return Counted(*map(_kept, json.loads(parts[1:])))


class StoredEvidence(Sequence[tuple[str, Span]]):
    """Where the parts of what a number counts were read, as it is stored: few ask, and each number has two."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __len__(self) -> int:
        """Count the parts."""
        return len(self._read())

    def __iter__(self) -> Iterator[tuple[str, Span]]:
        """Go through the parts, which are read once for all."""
        return iter(self._read())

    @overload
    def __getitem__(self, index: int) -> tuple[str, Span]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[str, Span], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, Span] | tuple[tuple[str, Span], ...]:
        """Give a part's name and its span, or those of some."""
        return self._read()[index]

    def __eq__(self, other: object) -> bool:
        """Tell whether it says the same as other evidence does, stored or not."""
        return isinstance(other, tuple | StoredEvidence) and self._read() == tuple(other)

    def __hash__(self) -> int:
        """Hash it as a tuple."""
        return hash(self._read())

    def __repr__(self) -> str:
        """Write it as a tuple."""
        return repr(self._read())

    def _read(self) -> tuple[tuple[str, Span], ...]:
        return tuple(
            [(intern(part), Span(start, end)) for part, start, end in json.loads(f"[[{self._text[:-1]}")]
        )


def actual_of(row: Values) -> Actual:
    """Build a result from its row."""
    doc, _, id_, clause, start, stop, text, quote, indicator, scope, comparator, value, value_max = row[:13]
    unit, basis, per_year, year, since, topics, reasons, counts = row[13:]
    return Actual(
        id_,
        doc,
        clause,
        Span(start, stop),
        text,
        quote,
        indicator,
        scope,
        _COMPARATORS[comparator],
        _decimal(value),
        None if value_max is None else _decimal(value_max),
        unit,
        _BASES[basis],
        per_year,
        year,
        since,
        tuple(topics),
        tuple(reasons),
        _counts(counts),
    )


def rejection_of(row: Values) -> Rejection:
    """Build a number that was turned down from its row."""
    doc, _, clause, start, stop, text, reason, words, confidence = row
    return Rejection(doc, clause, Span(start, stop), text, reason, words, confidence)


def use_of(row: Values) -> MeasureUse:
    """Build the use of a measure from its row."""
    doc, _, measure, clause, start, stop, text, quote, committed, reason, targets = row
    span = Span(start, stop)
    return MeasureUse(measure, doc, clause, span, text, quote, committed, reason, tuple(targets))


def _document(row: dict[str, Any], issues: tuple[Issue, ...]) -> Document:
    masks = tuple([Mask(Span(start, stop), reason) for start, stop, reason in _listed(row["masks"])])
    return Document(
        row["doc"],
        row["path"],
        row["format"],
        row["encoding"],
        row["sha256"],
        row["text"],
        masks,
        issues,
        PageLines(bytes.fromhex(row["lines"])),
    )


def _metadata(row: dict[str, Any]) -> Metadata:
    return Metadata(
        title=row["title"],
        issuer=row["issuer"],
        region=_region(row["region"], row["level"], row["code"], row["region_source"], row["short"]),
        doc_number=row["doc_number"],
        issued=row["issued"],
        published=row["published"],
        valid_until=row["valid_until"],
        period=row["period"],
        draft=row["draft"],
        named_year=row["named_year"],
        cites=tuple([Citation(number, title) for number, title in _listed(row["cites"])]),
    )


def _listed(text: str) -> list[list[Any]]:
    """Parse a list; most are empty."""
    return [] if text == "[]" else json.loads(text)


def _issue(severity: str, stage: str, message: str, doc: str | None, span: list[int] | None) -> Issue:
    return Issue(_SEVERITIES[severity], stage, message, doc, Span(*span) if span else None)
