"""What was reached stays reached: the agreement with each coding against its floors."""

import json
from decimal import Decimal

import pytest
from raise_floors import ABOUT, FLOORS, codings, fallen, main, measured

from policycmp.errors import UsageError
from policycmp.evaluate.floors import below, find_broken_floors, floor_figures, hash_coding, load_floors

CODINGS = {name: rest for name, *rest in codings()}


@pytest.mark.parametrize("name", ["samples", "gold"])
def test_no_figure_falls_below_its_floor(name):
    if name not in CODINGS:
        pytest.skip("POLICYCMP_GOLD names no folder with the coded plans")
    folder, plans, groups = CODINGS[name]
    coding = load_floors(FLOORS)["codings"][name]
    assert coding["files"] == hash_coding(folder), "the coding has changed: run python -m tests.raise_floors"
    assert fallen(coding, measured(folder, plans, groups)) == []


def test_the_file_says_that_its_figures_are_in_sample():
    assert "in-sample" in load_floors(FLOORS)["about"] == ABOUT


@pytest.mark.parametrize(
    ("figure", "broken"), [("0.9", False), ("0.8996", False), ("0.8994", True), (None, True)]
)
def test_half_of_the_last_printed_digit_is_no_fall(figure, broken):
    figures = {"targets": {"tuple": figure and Decimal(figure)}}
    assert bool(below({"targets": {"tuple": Decimal("0.9")}}, figures)) is broken


FIGURES = {"detection": {"p": Decimal(1), "f1": Decimal("0.95")}, "tuple": {"f1": Decimal("0.9")}}


def data(docs=("a", "b")):
    layers = {
        "targets": {
            name: Decimal("0.9") for name in ("spans", "quantity", "indicator", "topics", "topics_core5")
        }
    }
    layers["targets"] |= FIGURES | {"fields": {"unit": Decimal("0.9")}}
    return {"layers": layers, "by_doc": dict.fromkeys(docs, layers)}


def shipped(**groups):
    group = {name: {"docs": docs, "layers": layers} for name, (docs, layers) in groups.items()}
    return {"codings": {"a coding": {"groups": {"all": {"docs": ["a", "b"], "layers": {}}} | group}}}


@pytest.mark.parametrize(
    ("floors", "broken"),
    [
        ({"layers": {"targets": {"tuple": {"f1": 0.9}}}}, []),
        ({"targets": {"tuple": {"f1": 0.91}}}, ["targets.tuple.f1: 0.9 is below its floor 0.91"]),
        ({"by_doc": {"a": {"targets": {"spans": 1}}}}, ["by_doc.a.targets.spans: 0.9 is below its floor 1"]),
        ({"clauses": {"primary": 0.5}}, ["clauses.primary: no such figure (floor 0.5)"]),
        (shipped(all=(["a", "b"], {"targets": {"tuple": 0.9}})), []),
        (
            shipped(all=(["a", "b"], {"targets": {"tuple": 0.91}})),
            ["all: targets.tuple: 0.9 is below its floor 0.91"],
        ),
        (shipped(one=(["a"], {"targets": {"spans": 1}})), ["one: targets.spans: 0.9 is below its floor 1"]),
    ],
)
def test_floors_may_be_those_shipped_or_have_the_shape_of_the_figures(tmp_path, floors, broken):
    file = tmp_path / "floors.json"
    file.write_text(json.dumps(floors), encoding="utf-8")
    assert find_broken_floors(file, data()) == broken


@pytest.mark.parametrize("content", ["[1]", "{", '{"targets": {"tuple": "high"}}', '{"codings": {}}'])
def test_what_holds_no_floors_is_refused(tmp_path, content):
    file = tmp_path / "floors.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError):
        find_broken_floors(file, data())


def test_only_leading_figures_have_floors():
    assert floor_figures(data()["layers"])["targets"]["detection"] == Decimal("0.95")


@pytest.mark.parametrize("lower", [True, False])
def test_floors_are_raised_and_never_lowered(tmp_path, monkeypatch, lower):
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    layer = floors["codings"]["samples"]["groups"]["all"]["layers"]["targets"]
    reached = layer["indicator"]
    layer["indicator"] = 1.1 if lower else 0.1
    file = tmp_path / "floors.json"
    file.write_text(json.dumps(floors), encoding="utf-8")
    monkeypatch.setattr("raise_floors.FLOORS", file)
    monkeypatch.delenv("POLICYCMP_GOLD", raising=False)
    before = file.read_text(encoding="utf-8")
    if lower:
        with pytest.raises(SystemExit, match="below its floor"):
            main()
        assert file.read_text(encoding="utf-8") == before
    else:
        main()
        written = json.loads(file.read_text(encoding="utf-8"))["codings"]["samples"]["groups"]["all"][
            "layers"
        ]
        assert written["targets"]["indicator"] >= reached
