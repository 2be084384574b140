"""Findings as JUnit XML, which every CI server shows: a suite for each rule, a case for each plan."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.check.findings import Finding

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(findings: Sequence[Finding], labels: Mapping[str, str]) -> str:
    """Write findings as JUnit XML, without times: the same findings give the same bytes.

    Args:
        findings: rule by rule.
        labels: the plans' names by their ids.
    """
    root = ET.Element("testsuites", {"name": "policycmp check", **_counts(findings)})
    for rule, group in groupby(findings, key=lambda finding: finding.rule):
        found = list(group)
        suite = ET.SubElement(
            root, "testsuite", {"name": rule, **_counts(found), "errors": "0", "skipped": "0"}
        )
        for finding in found:
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
    return _NOT_XML.sub("\ufffd", text)
