"""The library does what the commands do: the lines of its own description run, and tables go into data frames."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import policycmp
from policycmp.models import Cell, Column, Row, Table

ROOT = Path(__file__).parent.parent
TABLE = Table(
    "targets",
    "Targets",
    "indicator",
    (Column("a", "定西 2020", numeric=True), Column("b", "indicator")),
    (
        Row("r", "firms", (Cell("≥ 20", Decimal(20), ("a/1",)), Cell("–")), "Firms"),
        Row("s", "share", (Cell("0.5", Decimal("0.5")), Cell("n/c: yearly"))),
    ),
)


def described():
    """The indented lines of the package's docstring."""
    return "\n".join(line[4:] for line in policycmp.__doc__.splitlines() if line.startswith("    "))


def test_the_lines_of_the_description_run(monkeypatch, capsys):
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    names = {}
    exec(compile(described(), "policycmp.__doc__", "exec"), names)
    assert "| " in capsys.readouterr().out
    assert len(names["corpus"].analyses) == 5
    assert list(names["frame"].columns)[2:] == list(names["corpus"].labels.values())
    assert names["changes"] == ()
    assert [finding.rule for finding in names["broken"]] == []


def test_every_public_name_loads_and_is_typed():
    declared = set(re.findall(r" as (\w+)", (ROOT / "policycmp" / "__init__.py").read_text(encoding="utf-8")))
    for name in policycmp.__all__:
        assert getattr(policycmp, name) is not None
    assert set(policycmp.__all__) - {"__version__"} == declared
    assert (ROOT / "policycmp" / "py.typed").is_file()
    with pytest.raises(AttributeError, match="no attribute 'compare_plans'"):
        _ = policycmp.compare_plans


def test_a_table_as_a_pandas_frame():
    pandas = pytest.importorskip("pandas")
    frame = TABLE.to_pandas()
    assert frame.to_dict("list") == {
        "group": ["Firms", ""],
        "indicator": ["firms", "share"],
        "定西 2020": ["≥ 20", "0.5"],
        "indicator (b)": ["–", "n/c: yearly"],
    }
    numbers = TABLE.to_pandas(values=True)
    assert list(numbers["定西 2020"]) == [20.0, 0.5]
    assert pandas.isna(numbers["indicator (b)"]).all()


def test_a_table_as_a_polars_frame():
    polars = pytest.importorskip("polars")
    frame = TABLE.to_polars()
    assert frame.rows() == [("Firms", "firms", "≥ 20", "–"), ("", "share", "0.5", "n/c: yearly")]
    numbers = TABLE.to_polars(values=True)
    assert numbers["定西 2020"].to_list() == [20.0, 0.5]
    assert numbers["indicator (b)"].to_list() == [None, None]
    assert numbers["indicator (b)"].dtype == polars.Float64


def test_tables_need_no_data_frames():
    code = "import sys, policycmp.models; assert not {'pandas', 'polars', 'numpy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
