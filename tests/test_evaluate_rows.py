"""Row agreement: pairs of commitments that count the same, against the rows that they stand in."""

import json
from decimal import Decimal

import pytest

from policycmp.cli import main
from policycmp.evaluate import load_coding
from policycmp.evaluate.floors import floor_figures
from policycmp.evaluate.row_agreement import Placed, compare_rows, rows_of_coding
from policycmp.models import Basis, Span, TargetType

PARTS = ("object", "property", "grade", "event", "of")


def coding(folder, *records):
    """Write a coding of rows: each `(doc, start, object, grade)`, a total of firms."""
    targets = [
        {"doc": doc, "start": start, "end": start + 2, "type": "target", "basis": "level", "unit": "家"}
        for doc, start, *_ in records
    ]
    rows = [
        {"doc": doc, "start": start, "end": start + 2, "object": name, "property": "count", "grade": grade}
        for doc, start, name, grade in records
    ]
    folder.mkdir(exist_ok=True)
    for name, lines in (("targets", targets), ("rows", rows)):
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return load_coding(folder)[0]


def placed(doc, start, *rows, unit="家"):
    span = Span(start, start + 2)
    return Placed(doc, span, TargetType.TARGET, Basis.LEVEL, unit, frozenset(rows))


def test_a_coding_agrees_with_itself(tmp_path):
    gold = coding(
        tmp_path, ("a", 0, "孵化器", None), ("b", 0, "孵化器|众创空间", None), ("c", 0, "众创空间", None)
    )
    figures = compare_rows(gold, rows_of_coding(gold)).figures()["all"]
    assert (figures["pairs"]["f1"], figures["pairs"]["gold"]) == (1, 2)
    assert (figures["keys"]["shared"], figures["keys"]["recall"]) == (2, 1)


def test_pairs_that_meet_wrongly_or_not_at_all_count(tmp_path):
    gold = coding(
        tmp_path,
        *(
            ("a", 0, "孵化器", "national"),
            ("b", 0, "“孵化器”", "national+"),
            ("c", 0, "孵化器", "provincial"),
        ),
        ("a", 5, "专利", None),
        ("b", 5, "专利", None),
    )
    found = {
        "a": [placed("a", 0, 1), placed("a", 5, 2)],
        "b": [placed("b", 0, 1), placed("b", 5, 3)],
        "c": [placed("c", 0, 1)],
    }
    figures = compare_rows(gold, found).figures()
    assert figures["all"]["pairs"] == {
        "precision": Decimal("0.333"),
        "recall": Decimal("0.5"),
        "f1": Decimal("0.4"),
        "both": 1,
        "pred": 3,
        "gold": 2,
        "undetected": 0,
    }
    assert figures["all"]["keys"]["met"] == 1
    assert figures["incentive"]["pairs"]["f1"] is None


def test_numbers_of_another_unit_family_do_not_meet(tmp_path):
    gold = coding(tmp_path, ("a", 0, "孵化器", None), ("b", 0, "孵化器", None))
    found = {"a": [placed("a", 0, 1)], "b": [placed("b", 0, 1, unit="%")]}
    assert compare_rows(gold, found).figures()["all"]["pairs"]["both"] == 0


def test_floors_hold_the_leading_figures_of_rows(tmp_path):
    gold = coding(tmp_path, ("a", 0, "孵化器", None), ("b", 0, "孵化器", None))
    floors = floor_figures({"rows": compare_rows(gold, rows_of_coding(gold)).figures()})["rows"]
    assert floors["all"] == {"pairs": 1, "precision": 1, "keys": 1}
    assert floors["rule"] == {}


@pytest.mark.parametrize("format_", ["table", "json"])
def test_evaluate_measures_rows_where_they_are_coded(tmp_path, capsys, format_):
    for doc in "ab":
        text = f"{doc}市创新计划\n到2025年，孵化器达到20家。\n"
        (tmp_path / f"{doc}.txt").write_text(text, encoding="utf-8")
    start = (tmp_path / "a.txt").read_text(encoding="utf-8").index("20家")
    coding(tmp_path / "gold", ("a", start, "孵化器", None), ("b", start, "孵化器", None))
    plans = [str(tmp_path / f"{doc}.txt") for doc in "ab"]
    main(["evaluate", str(tmp_path / "gold"), *plans, "--format", format_, "--quiet"])
    out = capsys.readouterr().out
    assert ("pairs F1" if format_ == "table" else '"share_met"') in out
