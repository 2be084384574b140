"""The comparisons that `policycmp run` makes: which plans, which tables, to which files."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from policycmp.config.sections import Id, Section, Text

TableName = Literal["coverage", "measures", "targets", "ambition"]


class ComparisonOptions(Section):
    """What the options of the same name say on the command line."""

    topic: tuple[Id, ...] = ()
    type: tuple[Literal["target", "incentive", "rule"], ...] = ()
    cities: tuple[Text, ...] = ()
    min_cities: int | None = Field(default=None, ge=1)
    top: int | None = Field(default=None, ge=1)
    lang: Literal["en", "zh"] = "en"
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    encoding: Text | None = None
    meta: Text | None = None
    overrides: Text | None = None
    context: Text | None = None
    upper: tuple[Text, ...] = ()
    sort: Literal["registry", "cities", "label", "score"] = "registry"
    same_year: bool = False
    notes: bool = False
    layout: Literal["wide", "long", "transposed"] = "wide"
    evidence: Literal["none", "notes", "links"] | None = None
    date: Text | None = None


class NamedComparison(Section):
    """A comparison by name. Paths are taken from the folder of the config; a file's ending tells its format."""

    id: Id
    plans: tuple[Text, ...] = Field(min_length=1)
    tables: tuple[TableName, ...] = Field(default=("coverage", "targets", "ambition"), min_length=1)
    files: tuple[Text, ...] = Field(min_length=1)
    format: Text | None = None
    options: ComparisonOptions = ComparisonOptions()
