"""Projects and codebooks of REFI-QDA (https://www.qdasoftware.org): `.qdpx` and `.qdc`.

A project is a ZIP with `project.qde` (UTF-8 without a byte order mark) and each plan as plain text in `sources/`.
Positions count code points of that text, from 0, the end not included; its lines end with a line feed.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policycmp.exchange.codes import TOPIC, all_codes, codebook, coded_passages, guid
from policycmp.instruments import code_plans
from policycmp.renderers.visible import visible
from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.config import Config
    from policycmp.exchange.codes import Code, Key
    from policycmp.instruments import CodedPlan
    from policycmp.models import Analysis, Corpus

PROJECT, CODES = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
QDE, SOURCES, INTERNAL = "project.qde", "sources/", "internal://"
ORIGIN = f"policycmp {__version__}"
USER = guid("user", "policycmp")
# A ZIP begins in 1980, and knows of no time zone: no clock is in the file.
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_VARIABLES = {"region": "Text", "region_code": "Text", "level": "Text", "year": "Integer"}


def write_project(corpus: Corpus, config: Config, lang: str = "en") -> bytes:
    """Write plans with their codings as a REFI-QDA project.

    Args:
        corpus: plans with their clauses and commitments.
        config: the vocabulary.
        lang: of the names of the codes.

    Returns:
        The bytes of the file; the same plans give the same.
    """
    groups = codebook(config, corpus.analyses)
    guids = {code.key: code.guid for code in all_codes(groups)}
    root = ET.Element(
        "Project", {"xmlns": PROJECT, "name": "policycmp", "origin": ORIGIN, "creatingUserGUID": USER}
    )
    ET.SubElement(ET.SubElement(root, "Users"), "User", guid=USER, name="policycmp")
    _add_codes(ET.SubElement(root, "CodeBook"), groups, lang)
    variables = ET.SubElement(root, "Variables")
    for name, kind in _VARIABLES.items():
        ET.SubElement(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable=kind)
    sources = ET.SubElement(root, "Sources")
    texts = {}
    for plan in code_plans(corpus.analyses, config):
        _add_source(sources, plan, guids)
        texts[f"{SOURCES}{source_guid(plan.doc)}.txt"] = plan.analysis.document.text
    return _packed({QDE: _written(root)} | {name: text.encode() for name, text in texts.items()})


def write_codebook(config: Config, analyses: Iterable[Analysis] | None = None, lang: str = "en") -> bytes:
    """Write the codes as a REFI-QDA codebook.

    Args:
        config: the vocabulary.
        analyses: plans, of whose objects alone there are codes; None for the whole vocabulary.
        lang: of the names.
    """
    root = ET.Element("CodeBook", {"xmlns": CODES, "origin": ORIGIN})
    _add_codes(root, codebook(config, analyses), lang)
    return _written(root)


def source_guid(doc: str) -> str:
    """Give the guid of a plan in a project; it follows from the plan's id alone."""
    return guid("source", doc)


def _add_codes(parent: ET.Element, groups: Iterable[Code], lang: str) -> None:
    codes = ET.SubElement(parent, "Codes")
    for group in groups:
        if group.codes or group.kind == TOPIC:
            _add_code(codes, group, lang)


def _add_code(parent: ET.Element, code: Code, lang: str) -> None:
    element = ET.SubElement(
        parent,
        "Code",
        guid=code.guid,
        name=_clean(code.name(lang)),
        isCodable="false" if not code.id else "true",
        color=code.color,
    )
    if code.about:
        ET.SubElement(element, "Description").text = _clean(code.about)
    for child in code.codes:
        _add_code(element, child, lang)


def _add_source(sources: ET.Element, plan: CodedPlan, guids: dict[Key, str]) -> None:
    """Add a plan: its text by its path, what is coded of it, and its variables."""
    analysis = plan.analysis
    own = source_guid(analysis.doc)
    source = ET.SubElement(
        sources,
        "TextSource",
        guid=own,
        name=_clean(analysis.doc),
        plainTextPath=f"{INTERNAL}{own}.txt",
        creatingUser=USER,
    )
    for span, keys in coded_passages(plan):
        place = analysis.doc, str(span.start), str(span.end)
        selection = ET.SubElement(
            source,
            "PlainTextSelection",
            guid=guid("selection", *place),
            name=_beginning(span.of(analysis.document.text)),
            startPosition=str(span.start),
            endPosition=str(span.end),
            creatingUser=USER,
        )
        for key in keys:
            coding = ET.SubElement(selection, "Coding", guid=guid("coding", *place, *key), creatingUser=USER)
            ET.SubElement(coding, "CodeRef", targetGUID=guids[key])
    for name, value in _values(analysis).items():
        variable = ET.SubElement(source, "VariableValue")
        ET.SubElement(variable, "VariableRef", targetGUID=guid("variable", name))
        ET.SubElement(variable, f"{_VARIABLES[name]}Value").text = _clean(value)


def _values(analysis: Analysis) -> dict[str, str]:
    """Give the variables of a plan; what is unknown has no value."""
    region, year = analysis.metadata.region, analysis.metadata.label_year
    values = {
        "region": region.name,
        "region_code": region.code,
        "level": region.level and region.level.value,
        "year": None if year is None else str(year),
    }
    return {name: value for name, value in values.items() if value}


_LONGEST_NAME = 30


def _beginning(text: str) -> str:
    shown = _clean(" ".join(text.split()))
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[:_LONGEST_NAME]}…"


def _clean(text: str) -> str:
    """Make a text visible, on one line, as names are; XML holds no control characters."""
    return " ".join(visible(text).split())


def _written(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
            archive.writestr(info, content)
    return file.getvalue()
