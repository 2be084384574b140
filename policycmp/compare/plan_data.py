"""The outline of a plan as plain values: its metadata and its tree of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.rows.commitments import place_data

if TYPE_CHECKING:
    from policycmp.models import Analysis, Clause, Issue, Region


def outline_data(analysis: Analysis, *, with_clauses: bool = False) -> dict[str, Any]:
    """Give the JSON object of a plan's outline.

    Args:
        analysis: the plan.
        with_clauses: add its clauses, without their text.

    Returns:
        The object of the interface, its keys in the documented order.
    """
    document, metadata = analysis.document, analysis.metadata
    data: dict[str, Any] = {
        "doc": document.doc,
        "path": document.path,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "chars": len(document.text),
        "title": metadata.title,
        "issuer": metadata.issuer,
        "region": _region_data(metadata.region),
        "doc_number": metadata.doc_number,
        "issued": metadata.issued,
        "published": metadata.published,
        "valid_until": metadata.valid_until,
        "period": metadata.period,
        "draft": metadata.draft,
        "named_year": metadata.named_year,
        "cites": [{"number": cite.number, "title": cite.title} for cite in metadata.cites],
    }
    if with_clauses:
        data["clauses"] = [
            _clause_data(clause) | place_data(document, clause.span) for clause in analysis.clauses
        ]
    data["warnings"] = _warnings(analysis)
    return data


def issue_data(issue: Issue) -> dict[str, Any]:
    """Give the JSON object of an issue."""
    return {
        "severity": issue.severity.value,
        "stage": issue.stage,
        "message": issue.message,
        "doc": issue.doc,
        "start": issue.span.start if issue.span else None,
        "end": issue.span.end if issue.span else None,
    }


def _region_data(region: Region) -> dict[str, Any]:
    return {
        "name": region.name,
        "level": region.level.value if region.level else None,
        "code": region.code,
        "source": region.source,
    }


def _clause_data(clause: Clause) -> dict[str, Any]:
    agencies = clause.agencies
    return {
        "id": clause.id,
        "doc": clause.doc,
        "start": clause.span.start,
        "end": clause.span.end,
        "heading": clause.heading,
        "path": list(clause.path),
        "topics": [
            {"id": match.id, "score": match.score, "evidence": list(match.evidence)}
            for match in clause.topics
        ],
        "primary": clause.primary,
        "function": clause.function.value,
        "agencies": {"lead": list(agencies.lead), "members": list(agencies.members)} if agencies else None,
    }


def _warnings(analysis: Analysis) -> list[str]:
    masks = analysis.document.masks
    masked = [f"masked {mask.span.start}-{mask.span.end}: {mask.reason}" for mask in masks]
    return [*masked, *(issue.message for issue in analysis.issues)]
