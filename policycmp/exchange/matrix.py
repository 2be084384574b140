"""Codes as 0 and 1, for R and Stata: a row a plan (or a clause), a column a topic, an instrument, a sub-variable.

Column names are valid in Stata (at most 32 letters, digits and underscores) and in R; where a shortened name would be
taken twice, a number tells them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from policycmp.config import Config
    from policycmp.instruments import CodedPlan, PmcResult
    from policycmp.models import Analysis

Row = dict[str, Any]
Unit = Literal["plan", "clause"]
_LONGEST_NAME = 32
_HEAD = ("doc", "region_code", "region", "level", "year")


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


def topic_columns(config: Config) -> dict[str, str]:
    """Name the columns of the topics, by their ids."""
    return column_names("topic", [each.id for each in config.topics])


def instrument_columns(config: Config) -> dict[str, str]:
    """Name the columns of the instruments, by their ids."""
    return column_names("instrument", [each.id for each in config.instruments])


def pmc_columns(config: Config) -> dict[str, str]:
    """Name the columns of the sub-variables of the PMC index, by their ids."""
    return column_names("pmc", [each.id for each in config.subvariables])


def matrix_rows(
    plans: Iterable[CodedPlan],
    config: Config,
    *,
    unit: Unit = "plan",
    topics: bool = True,
    instruments: bool = True,
) -> Iterator[Row]:
    """Give the codes of plans or of their clauses as 0 and 1.

    Args:
        plans: their clauses coded.
        config: the codes, in its order.
        unit: what a row is. A plan has a code where one of its clauses does.
        topics: whether columns of topics are wanted.
        instruments: whether columns of instruments are wanted.
    """
    of_topics = topic_columns(config) if topics else {}
    of_instruments = instrument_columns(config) if instruments else {}
    for plan in plans:
        head = plan_head(plan.analysis)
        rows = []
        for coded in plan.clauses:
            own = {topic.id for topic in coded.clause.topics}
            used = set(coded.instruments)
            codes = {name: int(key in own) for key, name in of_topics.items()}
            codes |= {name: int(key in used) for key, name in of_instruments.items()}
            place = {
                "clause": coded.clause.id,
                "start": coded.clause.span.start,
                "end": coded.clause.span.end,
            }
            rows.append((place, codes))
        if unit == "clause":
            yield from (head | place | codes for place, codes in rows)
        else:
            names = [*of_topics.values(), *of_instruments.values()]
            yield head | {name: int(any(codes[name] for _, codes in rows)) for name in names}


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
