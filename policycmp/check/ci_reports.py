"""Findings as servers of CI show them: JUnit XML, and annotations of GitHub beside the lines of a plan."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policycmp.renderers.visible import apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.check.findings import Finding
    from policycmp.models import Analysis, Clause, Corpus, Target


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def write_junit(findings: Sequence[Finding], labels: Mapping[str, str]) -> str:
    """Write findings as JUnit XML, without times: the same findings give the same bytes.

    Args:
        findings: rule by rule.
        labels: the plans' names by their ids.
    """
    root = ET.Element("testsuites", {"name": "policycmp check", **_counts(findings)})
    for rule, group in groupby(findings, key=lambda finding: finding.rule):
        of_rule = list(group)
        suite = ET.SubElement(
            root, "testsuite", {"name": rule, **_counts(of_rule), "errors": "0", "skipped": "0"}
        )
        for finding in of_rule:
            doc = finding.doc or "-"
            case = ET.SubElement(
                suite, "testcase", classname=f"policycmp.{rule}", name=_clean(labels.get(doc, doc))
            )
            if not finding.held:
                text = _clean("\n".join((finding.message, *finding.evidence)))
                ET.SubElement(case, "failure", type=rule, message=_clean(finding.message)).text = text
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(findings: Sequence[Finding]) -> dict[str, str]:
    return {"tests": str(len(findings)), "failures": str(sum(not finding.held for finding in findings))}


def _clean(text: str) -> str:
    """Replace what XML cannot hold, whatever stands in a plan."""
    return _NOT_XML.sub("\ufffd", apart(text))


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
    return next((places[place_id] for place_id in reversed(finding.evidence) if place_id in places), None)


def _escaped(text: str, table: Mapping[str, str]) -> str:
    shown = "".join(char if char.isprintable() or char in table else "\ufffd" for char in text)
    return shown.translate({ord(char): code for char, code in table.items()})
