"""`--where`: a condition on what is known of plans, in the SQL of DuckDB, asked of a store or of plans just read."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from policycmp.errors import UsageError
from policycmp.language import patterns as re
from policycmp.regions import provinces
from policycmp.store.guarding import MOST_SECONDS, interrupted, shut
from policycmp.store.to_rows import METADATA, metadata_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from policycmp.models import Analysis

# The columns of a condition: what is known of plans, and the province by the first digits of the region's code.
_COLUMNS = (*METADATA, "province")
_UNKNOWN = re.compile(r'Referenced column "(?P<name>.*?)" (?:was )?not found')
_KIND = re.compile(r"^[A-Z][\w ]*Error: ")
_QUOTED = "a text stands in single quotes, as in region = '定西市'"
# What people select by; the values that there are help one who found nothing.
_TELLING = ("region", "province", "level", "year", "issuer")
_NAMED = 5
_LONGEST = 10_000
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "128MB",
    "threads": 1,
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def _plans() -> str:
    """Write the query of the columns that a condition may name."""
    names = " ".join(f"WHEN '{province.code[:2]}' THEN '{province.name}'" for province in provinces())
    return f"SELECT {', '.join(METADATA)}, CASE code[1:2] {names} END AS province FROM documents"


def find_selected(
    database: DuckDBPyConnection, where: str, columns: Sequence[str] = ("doc",)
) -> list[tuple[Any, ...]]:
    """Find the plans of which a condition holds.

    Args:
        database: its table `documents` has the columns of `METADATA`; it must be shut (`guarding.shut`).
        where: one expression that is true or false of a plan, as a user writes it.
        columns: what is wanted of each plan.

    Returns:
        These columns of each such plan, in the order of ids.

    Raises:
        UsageError: it is no such expression, or holds of no plan although there are some.
    """
    import duckdb  # noqa: PLC0415 - heavy

    try:
        _check(database, where)
        query = f"WITH chosen AS (SELECT doc FROM ({_plans()}) WHERE ({where}\n)) "
        query += f"SELECT {', '.join(columns)} FROM documents SEMI JOIN chosen USING (doc) ORDER BY doc"
        with interrupted(database):
            rows = database.execute(query).fetchall()
    except duckdb.InterruptException:
        raise UsageError(f"--where: takes more than {MOST_SECONDS} s; ask for less") from None
    except (duckdb.Error, RuntimeError) as error:
        raise UsageError(f"--where: {_reason(str(error))}") from None
    if not rows:
        _refuse_nothing(database, where)
    return rows


def select_analyses(analyses: Sequence[Analysis], where: str | None) -> Sequence[Analysis]:
    """Keep the analyses of which a condition holds (`find_selected`), in their order; all without one.

    Raises:
        UsageError: as `find_selected`.
    """
    if where is None:
        return analyses
    import duckdb  # noqa: PLC0415 - heavy

    rows = [metadata_row(analysis.document, analysis.metadata) for analysis in analyses]
    columns = [[row[name] for row in rows] for name in METADATA]
    with duckdb.connect(config=_SETTINGS) as database:
        typed = ", ".join(f"{name} {kind}" for name, kind in METADATA.items())
        values = ", ".join(f"unnest(?::{kind}[])" for kind in METADATA.values())
        database.execute(f"CREATE TABLE documents ({typed})")
        database.execute(f"INSERT INTO documents SELECT {values}", columns)
        shut(database)
        selected = {row[0] for row in find_selected(database, where)}
    return [analysis for analysis in analyses if analysis.doc in selected]


def check_where(where: str | None) -> None:
    """Refuse a condition before any plan is read.

    Raises:
        UsageError: it is no expression that is true or false of a plan.
    """
    select_analyses((), where)


def _check(database: DuckDBPyConnection, where: str) -> None:
    """See that it is one expression, and one that is true or false, before it becomes part of a query."""
    import duckdb  # noqa: PLC0415 - heavy

    if not where.strip():
        raise RuntimeError("is empty; say what must hold of a plan, as level = 'city' and year >= 2020")
    if len(where) > _LONGEST:
        raise RuntimeError(f"is longer than {_LONGEST} characters; shorten it")
    duckdb.SQLExpression(where)
    if len(database.extract_statements(f"SELECT ({where}\n)")) != 1:
        raise RuntimeError("is more than one statement")
    kind = database.sql(f"SELECT ({where}\n) AS held FROM ({_plans()})").types[0]
    if str(kind) not in {"BOOLEAN", '"NULL"'}:
        raise RuntimeError(
            f"is not true or false but a value ({str(kind).lower()}): compare it, as year >= 2020"
        )


def _reason(error: str) -> str:
    """Say on one line what is wrong, and what the columns are called."""
    unknown = _UNKNOWN.search(error)
    known = f"columns are {', '.join(_COLUMNS)}"
    if unknown is None:
        return f"{_KIND.sub('', error.splitlines()[0])}; {known}"
    name = unknown["name"]
    near = get_close_matches(name.lower(), _COLUMNS, n=1)
    hint = f"did you mean {near[0]}?" if near else _QUOTED
    return f"unknown column {name!r}: {hint}; {known}"


def _refuse_nothing(database: DuckDBPyConnection, where: str) -> None:
    """Tell one who selected nothing what there is.

    Raises:
        UsageError: always, but where there are no plans at all.
    """
    counted = database.execute("SELECT count(*) FROM documents").fetchone()
    count = counted[0] if counted else 0
    if not count:
        return
    asked = [name for name in _TELLING if re.search(rf"\b{name}\b", where)] or list(_TELLING)
    there = "; ".join(f"{name}: {_values(database, name)}" for name in asked)
    plans = "the one plan" if count == 1 else f"any of the {count} plans"
    raise UsageError(f"--where: {where} does not hold of {plans}; there are {there}")


def _values(database: DuckDBPyConnection, column: str) -> str:
    query = (
        f"SELECT DISTINCT {column} FROM ({_plans()}) WHERE {column} IS NOT NULL ORDER BY 1 LIMIT {_NAMED + 1}"
    )
    values = [str(row[0]) for row in database.execute(query).fetchall()]
    more = ", …" if len(values) > _NAMED else ""
    return ", ".join(values[:_NAMED]) + more if values else "none known"
