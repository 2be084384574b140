"""The panel: one row a region, year and thing, promises and results alike, for statistics programs.

Beside the data stands a Frictionless data package (https://specs.frictionlessdata.io/tabular-data-package/) that names
the columns, their types and units, the key and the sources.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from policycmp.regions import division_of, parent
from policycmp.rows.commitments import align_actuals, align_plans
from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.config import Config
    from policycmp.models import Actual, Analysis, Corpus, Target

    Row = dict[str, Any]


class Field(NamedTuple):
    """A column: its name, its types for Frictionless and DuckDB, and what it says."""

    name: str
    type: str
    sql: str
    description: str
    values: tuple[str, ...] = ()


FIELDS = (
    Field("id", "string", "VARCHAR", "the number's name in policycmp; `policycmp show --id` opens it"),
    Field("doc", "string", "VARCHAR", "the text that it stands in"),
    Field("region_code", "string", "VARCHAR", "GB/T 2260; 100000 for the nation"),
    Field("region", "string", "VARCHAR", "name of the region that the text speaks for"),
    Field("province", "string", "VARCHAR", "name of the province that it lies in"),
    Field(
        "level",
        "string",
        "VARCHAR",
        "administrative level",
        ("nation", "province", "city", "county", "zone"),
    ),
    Field("issued", "integer", "INTEGER", "year of the text"),
    Field("kind", "string", "VARCHAR", "a promise, or what is reported as reached", ("target", "actual")),
    Field("type", "string", "VARCHAR", "of a promise", ("target", "incentive", "rule")),
    Field("year", "integer", "INTEGER", "by which it is promised, or which the result describes"),
    Field("since", "integer", "INTEGER", "first year that a result covers, where it covers several"),
    Field("per_year", "boolean", "BOOLEAN", "recurs each year, or is a mean over years"),
    Field("scope", "string", "VARCHAR", "`self`, or the part of the region that it is for"),
    Field("indicator_id", "string", "VARCHAR", "what is counted, as an id; the same in all texts"),
    Field("indicator", "string", "VARCHAR", "what is counted, in the words of the text"),
    Field("object", "string", "VARCHAR", "the thing counted"),
    Field("property", "string", "VARCHAR", "what of it: count, amount, share …"),
    Field("grade", "string", "VARCHAR", "national, provincial … or the class"),
    Field("event", "string", "VARCHAR", "the act that a grant rewards"),
    Field("of", "string", "VARCHAR", "the whole of a share or rate"),
    Field("tier", "string", "VARCHAR", "the step of a ladder"),
    Field(
        "basis", "string", "VARCHAR", "state, addition or rate of change", ("level", "increment", "growth")
    ),
    Field("value", "number", "DOUBLE", "in the base unit: 1.3亿元 is 130000000"),
    Field("value_max", "number", "DOUBLE", "upper end of a range"),
    Field(
        "bound",
        "string",
        "VARCHAR",
        "how the number bounds the outcome",
        ("eq", "ge", "gt", "le", "lt", "approx", "range"),
    ),
    Field("unit", "string", "VARCHAR", "measure word without 万 and 亿; % for shares"),
    Field("strength", "string", "VARCHAR", "of the wording of a promise", ("firm", "soft")),
    Field("quote", "string", "VARCHAR", "the sentence"),
)
_LICENCE = {
    "name": "other-pd",
    "title": "The quotes are of official documents, which no copyright protects (Copyright Law of the PRC, art. 5)",
}


def panel_rows(corpus: Corpus, config: Config) -> Iterator[Row]:
    """Give the rows: all commitments of each text in the order of their place, then all that it reports.

    Args:
        corpus: texts analyzed with their actuals.
        config: the vocabulary.
    """
    promised = align_plans(corpus.analyses, config)
    reported = align_actuals(corpus.analyses, config)
    for (analysis, commitments), (_, results) in zip(promised, reported, strict=True):
        head = _head(analysis)
        ids = {one.target.id: one.indicator.id for one in (*commitments, *results) if one.indicator}
        for target in analysis.targets:
            yield head | _of_target(target) | _counted(target, ids.get(target.id))
        for actual in analysis.actuals:
            yield head | _of_actual(actual) | _counted(actual, ids.get(actual.id))


def data_package(corpus: Corpus, data: bytes, path: str) -> dict[str, Any]:
    """Describe a panel as a Frictionless tabular data package.

    Args:
        corpus: what it was made of.
        data: the file's bytes.
        path: the file's name beside `datapackage.json`.
    """
    is_csv = path.endswith(".csv")
    resource: dict[str, Any] = {
        "name": "panel",
        "type": "table",
        "path": path,
        "format": "csv" if is_csv else "parquet",
        "mediatype": "text/csv" if is_csv else "application/vnd.apache.parquet",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [_field(field) for field in FIELDS],
            "missingValues": [""],
            "primaryKey": ["id"],
        },
    }
    if is_csv:
        resource["encoding"] = "utf-8"
    return {
        "name": "policycmp-panel",
        "title": "Promises and results of regions by year",
        "description": f"Read from the texts by policycmp {__version__}; quotes are the texts' own words.",
        "licenses": [_LICENCE],
        "sources": [
            {"title": one.metadata.title or one.doc, "path": PurePath(one.document.path).name}
            for one in corpus.heads
        ],
        "resources": [resource],
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "description": field.description,
    }
    constraints: dict[str, Any] = {"enum": list(field.values)} if field.values else {}
    if field.name in {"id", "doc", "kind", "value", "bound", "quote"}:
        constraints["required"] = True
    if field.name == "id":
        constraints["unique"] = True
    return described | ({"constraints": constraints} if constraints else {})


def _head(analysis: Analysis) -> Row:
    """Give what all numbers of a text share; every column is there, in its order."""
    region = analysis.metadata.region
    return dict.fromkeys(field.name for field in FIELDS) | {
        "doc": analysis.doc,
        "region_code": region.code,
        "region": region.name,
        "province": _province(region.code),
        "level": region.level and region.level.value,
        "issued": analysis.metadata.label_year,
    }


def _province(code: str | None) -> str | None:
    """Name the province of a division, itself where it is one."""
    division = division_of(code) if code else None
    while division is not None and (above := parent(division)) is not None:
        division = above
    return division.name if division else None


def _of_target(target: Target) -> Row:
    return {
        "kind": "target",
        "type": target.type.value,
        "year": target.deadline,
        "strength": target.strength.value,
    }


def _of_actual(actual: Actual) -> Row:
    return {"kind": "actual", "year": actual.year, "since": actual.since}


def _counted(number: Target | Actual, indicator_id: str | None) -> Row:
    counts = number.counts
    return {
        "id": number.id,
        "per_year": number.per_year,
        "scope": number.scope,
        "indicator_id": indicator_id,
        "indicator": number.indicator or None,
        "object": counts.object,
        "property": counts.property,
        "grade": counts.grade,
        "event": counts.event,
        "of": counts.of,
        "tier": counts.tier,
        "basis": number.basis and number.basis.value,
        "value": _exact(number.value),
        "value_max": None if number.value_max is None else _exact(number.value_max),
        "bound": number.comparator.value,
        "unit": number.unit or None,
        "quote": " ".join(number.quote.split()),
    }


def _exact(value: Decimal) -> Decimal:
    """Write a number without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
