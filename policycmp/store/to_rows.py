"""The tables of a store: their columns, and an analysis as rows of them.

Everything that an analysis says stands in plain columns, so that any DuckDB can ask a store; `from_rows.py` reads the
rows back. Numbers of commitments stand twice: `value` is exact text, `number` is for queries.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.models import (
        Actual,
        Analysis,
        Clause,
        Counted,
        Document,
        Issue,
        MeasureUse,
        Metadata,
        Rejection,
        Target,
    )
    from policycmp.models.number_particulars import Particulars

    Row = dict[str, Any]

STORE_VERSION = 10

_PLACE = {"doc": "VARCHAR", "ordinal": "INTEGER"}
_SPAN = {"start": "INTEGER", "stop": "INTEGER"}
METADATA = {
    "doc": "VARCHAR",
    "path": "VARCHAR",
    "format": "VARCHAR",
    "encoding": "VARCHAR",
    "sha256": "VARCHAR",
    "chars": "INTEGER",
    "region": "VARCHAR",
    "region_short": "VARCHAR",
    "level": "VARCHAR",
    "code": "VARCHAR",
    "region_source": "VARCHAR",
    "year": "INTEGER",
    "issuer": "VARCHAR",
    "title": "VARCHAR",
    "doc_number": "VARCHAR",
    "issued": "VARCHAR",
    "published": "VARCHAR",
    "valid_until": "VARCHAR",
    "period": "VARCHAR",
    "draft": "BOOLEAN",
    "named_year": "INTEGER",
}
# What comparing needs of a commitment and only the text tells; nothing where nobody asked for it.
PARTICULARS = {"years": "INTEGER", "since": "INTEGER", "own": "VARCHAR", "base": "VARCHAR"}
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        **METADATA,
        "short": "VARCHAR",
        "cites": "VARCHAR",
        "masks": "VARCHAR",
        "lines": "VARCHAR",
        "read_issues": "INTEGER",
        "issues": "VARCHAR",
        "sentences": "BIGINT[]",
        "lengths": "INTEGER[]",
        "keys": "BIGINT[]",
        "text": "VARCHAR",
    },
    "clauses": {
        **_PLACE,
        "id": "VARCHAR",
        **_SPAN,
        "number": "VARCHAR",
        "heading": "VARCHAR",
        "path": "VARCHAR[]",
        "text": "VARCHAR",
        "topics": "VARCHAR[]",
        "scores": "DOUBLE[]",
        "evidence": "VARCHAR[][]",
        "lead": "VARCHAR[]",
        "members": "VARCHAR[]",
        "function": "VARCHAR",
    },
    "commitments": {
        **_PLACE,
        "id": "VARCHAR",
        "clause": "VARCHAR",
        **_SPAN,
        "text": "VARCHAR",
        "quote": "VARCHAR",
        "type": "VARCHAR",
        "indicator": "VARCHAR",
        "scope": "VARCHAR",
        "comparator": "VARCHAR",
        "value": "VARCHAR",
        "value_max": "VARCHAR",
        "unit": "VARCHAR",
        "basis": "VARCHAR",
        "per_year": "BOOLEAN",
        "deadline": "INTEGER",
        "strength": "VARCHAR",
        "topics": "VARCHAR[]",
        "reasons": "VARCHAR[]",
        "counts": "VARCHAR",
        "confidence": "DOUBLE",
        "number": "DOUBLE",
        **PARTICULARS,
    },
    "actuals": {
        **_PLACE,
        "id": "VARCHAR",
        "clause": "VARCHAR",
        **_SPAN,
        "text": "VARCHAR",
        "quote": "VARCHAR",
        "indicator": "VARCHAR",
        "scope": "VARCHAR",
        "comparator": "VARCHAR",
        "value": "VARCHAR",
        "value_max": "VARCHAR",
        "unit": "VARCHAR",
        "basis": "VARCHAR",
        "per_year": "BOOLEAN",
        "year": "INTEGER",
        "since": "INTEGER",
        "topics": "VARCHAR[]",
        "reasons": "VARCHAR[]",
        "counts": "VARCHAR",
        "number": "DOUBLE",
    },
    "rejections": {
        **_PLACE,
        "clause": "VARCHAR",
        **_SPAN,
        "text": "VARCHAR",
        "reason": "VARCHAR",
        "words": "VARCHAR",
        "confidence": "DOUBLE",
    },
    "uses": {
        **_PLACE,
        "measure": "VARCHAR",
        "clause": "VARCHAR",
        **_SPAN,
        "text": "VARCHAR",
        "quote": "VARCHAR",
        "committed": "BOOLEAN",
        "reason": "VARCHAR",
        "targets": "VARCHAR[]",
    },
}


def rows_of(analysis: Analysis) -> dict[str, list[Row]]:
    """Lay an analysis out as rows, by table; a plan has one row of documents and any number of the others."""
    return {
        "documents": [_document_row(analysis)],
        "clauses": [_clause_row(*each) for each in enumerate(analysis.clauses)],
        "commitments": [
            _commitment_row(*each) | _particulars(each[1], analysis.particulars)
            for each in enumerate(analysis.targets)
        ],
        "actuals": [_actual_row(*each) for each in enumerate(analysis.actuals)],
        "rejections": [_rejection_row(analysis.doc, *each) for each in enumerate(analysis.rejections)],
        "uses": [_use_row(*each) for each in enumerate(analysis.measures)],
    }


def metadata_row(document: Document, metadata: Metadata) -> Row:
    """Lay out what is known of a plan: the columns of `METADATA`, of which `--where` may speak."""
    region = metadata.region
    return {
        "doc": document.doc,
        "path": document.path,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "chars": len(document.text),
        "region": region.name,
        "region_short": region.short_name,
        "level": region.level,
        "code": region.code,
        "region_source": region.source,
        "year": metadata.label_year,
        "issuer": metadata.issuer,
        "title": metadata.title,
        "doc_number": metadata.doc_number,
        "issued": metadata.issued,
        "published": metadata.published,
        "valid_until": metadata.valid_until,
        "period": metadata.period,
        "draft": metadata.draft,
        "named_year": metadata.named_year,
    }


def _document_row(analysis: Analysis) -> Row:
    document, metadata, fingerprint = analysis.document, analysis.metadata, analysis.fingerprint
    return metadata_row(document, metadata) | {
        "short": metadata.region.short,
        "cites": _json([[cited.number, cited.title] for cited in metadata.cites]),
        "masks": _json([[mask.span.start, mask.span.end, mask.reason] for mask in document.masks]),
        "lines": document.lines.packed.hex(),
        "read_issues": len(document.issues),
        "issues": _json([_issue(issue) for issue in (*document.issues, *analysis.issues)]),
        "sentences": fingerprint and fingerprint.sentences,
        "lengths": fingerprint and fingerprint.lengths,
        "keys": fingerprint and fingerprint.keys,
        "text": document.text,
    }


def _issue(issue: Issue) -> list[Any]:
    span = issue.span and [issue.span.start, issue.span.end]
    return [issue.severity, issue.stage, issue.message, issue.doc, span]


def _clause_row(ordinal: int, clause: Clause) -> Row:
    agencies = clause.agencies
    return {
        "doc": clause.doc,
        "ordinal": ordinal,
        "id": clause.id,
        "start": clause.span.start,
        "stop": clause.span.end,
        "number": clause.number,
        "heading": clause.heading,
        "path": clause.path,
        "text": clause.text,
        "topics": [topic.id for topic in clause.topics],
        "scores": [topic.score for topic in clause.topics],
        "evidence": [topic.evidence for topic in clause.topics],
        "lead": agencies and agencies.lead,
        "members": agencies and agencies.members,
        "function": clause.function,
    }


def _commitment_row(ordinal: int, target: Target) -> Row:
    return {
        "doc": target.doc,
        "ordinal": ordinal,
        "id": target.id,
        "clause": target.clause,
        "start": target.span.start,
        "stop": target.span.end,
        "text": target.text,
        "quote": target.quote,
        "type": target.type,
        "indicator": target.indicator,
        "scope": target.scope,
        "comparator": target.comparator,
        "value": str(target.value),
        "value_max": None if target.value_max is None else str(target.value_max),
        "unit": target.unit,
        "basis": target.basis,
        "per_year": target.per_year,
        "deadline": target.deadline,
        "strength": target.strength,
        "topics": target.topics,
        "reasons": target.reasons,
        "counts": _counts(target.counts),
        "confidence": target.confidence,
        "number": float(target.value),
    }


def _particulars(target: Target, read: Mapping[str, Particulars] | None) -> Row:
    if read is None:
        return dict.fromkeys(PARTICULARS)
    window, since, own, base = read[target.id]
    words = [own.pieces, own.said, sorted(own.acts), own.done, own.level]
    return {
        "years": window,
        "since": since,
        "own": _json(words) if any(words) else None,
        "base": base and _json([str(base.value), base.year, *base.span]),
    }


def _actual_row(ordinal: int, actual: Actual) -> Row:
    return {
        "doc": actual.doc,
        "ordinal": ordinal,
        "id": actual.id,
        "clause": actual.clause,
        "start": actual.span.start,
        "stop": actual.span.end,
        "text": actual.text,
        "quote": actual.quote,
        "indicator": actual.indicator,
        "scope": actual.scope,
        "comparator": actual.comparator,
        "value": str(actual.value),
        "value_max": None if actual.value_max is None else str(actual.value_max),
        "unit": actual.unit,
        "basis": actual.basis,
        "per_year": actual.per_year,
        "year": actual.year,
        "since": actual.since,
        "topics": actual.topics,
        "reasons": actual.reasons,
        "counts": _counts(actual.counts),
        "number": float(actual.value),
    }


def _counts(counts: Counted) -> str:
    parts = [
        counts.object,
        counts.property,
        counts.grade,
        counts.event,
        counts.of,
        counts.tier,
        counts.object_id,
    ]
    return _json([parts, [[part, span.start, span.end] for part, span in counts.evidence]])


def _rejection_row(doc: str, ordinal: int, rejection: Rejection) -> Row:
    return {
        "doc": doc,
        "ordinal": ordinal,
        "clause": rejection.clause,
        "start": rejection.span.start,
        "stop": rejection.span.end,
        "text": rejection.text,
        "reason": rejection.reason,
        "words": rejection.words,
        "confidence": rejection.confidence,
    }


def _use_row(ordinal: int, use: MeasureUse) -> Row:
    return {
        "doc": use.doc,
        "ordinal": ordinal,
        "measure": use.measure,
        "clause": use.clause,
        "start": use.span.start,
        "stop": use.span.end,
        "text": use.text,
        "quote": use.quote,
        "committed": use.committed,
        "reason": use.reason,
        "targets": use.targets,
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
