"""Codes as 0 and 1, for R and Stata: a row a plan or a clause, a column a topic, an instrument, a directive.

Or a row a plan, and a column a sub-variable of the PMC index.

Column names are valid in Stata (at most 32 letters, digits and underscores) and in R; where a shortened name would be
taken twice, a number tells them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from policycmp.exchange.codes import DIRECTIVE, INSTRUMENT, TOPIC, clause_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from policycmp.config import Config
    from policycmp.config.schema import Directive, Instrument, Topic
    from policycmp.exchange.codes import Key
    from policycmp.instruments import CodedPlan, PmcResult
    from policycmp.models import Analysis, Clause

Row = dict[str, Any]
Unit = Literal["plan", "clause"]
_LONGEST_NAME = 32
_HEAD = ("doc", "region_code", "region", "level", "year")
_PLACE = ("clause", "start", "end", "heading", "function")


def column_names(prefix: str, ids: Sequence[str], taken: Collection[str] = ()) -> dict[str, str]:
    """Name a column for each id: `topic` and `high-tech-enterprises` make `topic_high_tech_enterprises`.

    Args:
        prefix: what the codes are.
        ids: of the config.
        taken: names that other columns have.

    Returns:
        The names by id, each once and at most 32 characters long.
    """
    names: dict[str, str] = {}
    used = set(taken)
    for identifier in ids:
        whole = re.sub(r"\W+", "_", f"{prefix}_{identifier}", flags=re.ASCII)
        name, number = whole[:_LONGEST_NAME], 1
        while name in used:
            number += 1
            name = f"{whole[: _LONGEST_NAME - 1 - len(str(number))]}_{number}"
        used.add(name)
        names[identifier] = name
    return names


def code_columns(config: Config) -> dict[Key, str]:
    """Name the columns of topics, instruments and directives, by what a code is and its id, in the config's order."""
    kinds: dict[str, Sequence[Topic | Instrument | Directive]] = {
        TOPIC: config.topics,
        INSTRUMENT: config.instruments,
        DIRECTIVE: config.directives,
    }
    return {
        (kind, identifier): name
        for kind, codes in kinds.items()
        for identifier, name in column_names(kind, [code.id for code in codes]).items()
    }


def pmc_columns(config: Config) -> dict[str, str]:
    """Name the columns of the sub-variables of the PMC index, by their ids."""
    return column_names("pmc", [each.id for each in config.subvariables])


def matrix_head(config: Config, unit: Unit = "plan") -> list[str]:
    """Name all columns in their order, for a file without rows."""
    return [*_HEAD, *(_PLACE if unit == "clause" else ()), *code_columns(config).values()]


def matrix_rows(plans: Iterable[CodedPlan], config: Config, unit: Unit = "plan") -> Iterator[Row]:
    """Give the codes of plans or of their clauses as 0 and 1.

    Args:
        plans: their clauses coded.
        config: the codes, in its order.
        unit: what a row is. A plan has a code where one of its clauses does.
    """
    columns = code_columns(config)
    for plan in plans:
        head = plan_head(plan.analysis)
        held = [clause_keys(coded) for coded in plan.clauses]
        if unit == "plan":
            yield head | _zeros_and_ones(columns, {key for keys in held for key in keys})
            continue
        for coded, keys in zip(plan.clauses, held, strict=True):
            yield head | _place(coded.clause) | _zeros_and_ones(columns, keys)


def _zeros_and_ones(columns: Mapping[Key, str], held: Collection[Key]) -> Row:
    return {name: int(key in held) for key, name in columns.items()}


def _place(clause: Clause) -> Row:
    values = (clause.id, clause.span.start, clause.span.end, clause.heading, clause.function.value)
    return dict(zip(_PLACE, values, strict=True))


def pmc_rows(plans: Iterable[CodedPlan], results: Iterable[PmcResult], config: Config) -> Iterator[Row]:
    """Give the sub-variables of the PMC index of plans as 0 and 1, a row a plan."""
    columns = pmc_columns(config)
    for plan, result in zip(plans, results, strict=True):
        values = {columns[finding.subvariable]: finding.value for finding in result.findings}
        yield plan_head(plan.analysis) | values


def plan_head(analysis: Analysis) -> Row:
    """Say which plan a row is of: its id, region, level and year."""
    region = analysis.metadata.region
    values = (analysis.doc, region.code, region.name, region.level and region.level.value)
    return dict(zip(_HEAD, (*values, analysis.metadata.label_year), strict=True))
