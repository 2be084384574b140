"""Findings as annotations that GitHub shows beside the lines of a plan (workflow commands)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.check.findings import Finding
    from policycmp.models import Analysis, Clause, Corpus, Target

_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def write_annotations(findings: Sequence[Finding], corpus: Corpus) -> str:
    """Write an error for each broken rule, at the line of its first sentence, and a closing count.

    Args:
        findings: what was found.
        corpus: the plans, for their paths and lines.
    """
    plans = {analysis.doc: analysis for analysis in corpus.analyses}
    broken = [finding for finding in findings if not finding.held]
    lines = [_annotation(finding, plans.get(finding.doc or "")) for finding in broken]
    lines.append(f"{len(findings) - len(broken)} held, {len(broken)} broken")
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, analysis: Analysis | None) -> str:
    properties = dict(_properties(finding, analysis))
    written = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
    return f"::error {written}::{_escaped(finding.message, _IN_TEXT)}"


def _properties(finding: Finding, analysis: Analysis | None) -> Iterator[tuple[str, str]]:
    if analysis is not None:
        yield "file", analysis.document.path
        place = _place(finding, analysis)
        # Only in a text file is a line of the decoded text a line of the file.
        if place is not None and analysis.document.format in {"txt", "md", "html"}:
            yield "line", str(analysis.document.text.count("\n", 0, place.span.start) + 1)
    yield "title", finding.rule


def _place(finding: Finding, analysis: Analysis) -> Target | Clause | None:
    places: dict[str, Target | Clause] = {clause.id: clause for clause in analysis.clauses}
    places.update({target.id: target for target in analysis.targets})
    return next((places[each] for each in reversed(finding.evidence) if each in places), None)


def _escaped(text: str, table: Mapping[str, str]) -> str:
    shown = "".join(char if char.isprintable() or char in table else "\ufffd" for char in text)
    return shown.translate({ord(char): code for char, code in table.items()})
