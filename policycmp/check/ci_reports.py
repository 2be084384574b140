"""Findings as servers of CI show them: JUnit XML, and annotations of GitHub beside the lines of a plan."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policycmp.language import patterns as re
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
        counts = {
            **_counts(of_rule),
            "errors": "0",
            "skipped": str(sum(not each.held and not _fails(each) for each in of_rule)),
        }
        suite = ET.SubElement(root, "testsuite", {"name": rule, **counts})
        names = _case_names(of_rule, labels)
        for finding, name in zip(of_rule, names, strict=True):
            _add_case(suite, finding, name)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case_names(findings: Sequence[Finding], labels: Mapping[str, str]) -> list[str]:
    """Name each case: the plan, and where it has several what happened to which commitment; numbers stay out of it."""
    plans = [labels.get(finding.doc or "-", finding.doc or "-") for finding in findings]
    times, names = Counter(plans), []
    for plan, finding in zip(plans, findings, strict=True):
        what = re.split("[:：]", finding.message, maxsplit=1)[0]
        names.append(plan if times[plan] == 1 else f"{plan}: {' '.join((what, *finding.evidence[:1]))}")
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        seen[name] += 1
        names[place] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names


def _add_case(suite: ET.Element, finding: Finding, name: str) -> None:
    case = ET.SubElement(suite, "testcase", classname=f"policycmp.{finding.rule}", name=_clean(name))
    message = _clean(finding.message)
    text = _clean("\n".join(filter(None, (finding.message, finding.context, *finding.evidence))))
    if finding.held is None:
        ET.SubElement(case, "skipped", type=finding.rule, message=message)
    elif finding.is_broken and not _fails(finding):
        # JUnit knows no warnings; a skipped case is shown with its message and fails no run.
        ET.SubElement(case, "skipped", type=finding.rule, message=f"warning: {message}")
    elif _fails(finding):
        ET.SubElement(case, "failure", type=finding.rule, message=message).text = text


def _fails(finding: Finding) -> bool:
    return finding.is_broken and finding.severity == "error"


def _counts(findings: Sequence[Finding]) -> dict[str, str]:
    return {"tests": str(len(findings)), "failures": str(sum(map(_fails, findings)))}


def _clean(text: str) -> str:
    """Replace what XML cannot hold, whatever stands in a plan."""
    return _NOT_XML.sub("\ufffd", apart(text))


def write_annotations(findings: Sequence[Finding], corpus: Corpus) -> str:
    """Write an error (or warning) for each broken rule, at the line of its first sentence, and a closing count.

    A rule that could not be asked takes a notice.

    Args:
        findings: what was found.
        corpus: the plans, for their paths and lines.
    """
    plans = {analysis.doc: analysis for analysis in corpus.analyses}
    told = [finding for finding in findings if not finding.held]
    lines = [_annotation(finding, plans.get(finding.doc or "")) for finding in told]
    states = Counter(finding.state for finding in findings)
    asked = f"{states['held']} held, {states['broken']} broken"
    lines.append(asked + (f", {states['not checked']} not checked" if states["not checked"] else ""))
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, analysis: Analysis | None) -> str:
    properties = dict(_properties(finding, analysis))
    written = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
    command = finding.severity if finding.is_broken else "notice"
    message = "\n".join(filter(None, (finding.message, finding.context)))
    return f"::{command} {written}::{_escaped(message, _IN_TEXT)}"


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
