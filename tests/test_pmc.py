"""The PMC index: values by hand on a small plan, every 1 with its clause, the drawing read as XML, hostile labels."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.instruments import InstrumentCoder, PmcReader
from policycmp.instruments.pmc import grade_of, looked_for
from policycmp.renderers.surface import Surface, render_surfaces

CONFIG = load_config()
SAMPLES = Path(__file__).parent.parent / "samples"
PLAN = """某市科技创新实施方案

某市人民政府
2028年3月1日

一、目标

到2030年，高新技术企业达到300家。

二、任务

（一）补齐短板。鼓励高校与企业建设研发中心。（牵头单位：市科技局，责任单位：市财政局）

（二）给予补助。对新认定的高新技术企业，给予10万元奖励。

三、保障

加强考核，做好宣传。
"""
SVG = "{http://www.w3.org/2000/svg}"


def read(folder, text=PLAN, config=CONFIG):
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    [analysis] = analyze_corpus([folder], config).analyses
    return PmcReader(config).read(InstrumentCoder(config).code(analysis)), analysis


def test_the_arithmetic_by_hand(tmp_path):
    result, _ = read(tmp_path)
    found = {finding.subvariable: finding.value for finding in result.findings}
    assert {key for key, value in found.items() if value} >= {
        *("forecast", "supervision", "guidance", "support", "diagnosis"),
        *("short-term", "firms", "research-bodies", "government", "supply", "framework"),
        *("money", "aims", "duties", "tasks", "assessed", "cooperation", "publicity"),
    }
    assert not any(found[key] for key in ("within-a-year", "long-term", "demand", "validity", "tax-relief"))
    assert result.values["nature"] == 1
    assert result.values["timeliness"] == Fraction(1, 4)
    assert result.values["tools"] == Fraction(2, 3)
    assert result.index == sum(result.values.values())
    sizes = {}
    for each in CONFIG.subvariables:
        sizes.setdefault(each.variable, []).append(found[each.id])
    assert result.values == {key: Fraction(sum(own), len(own)) for key, own in sizes.items()}


def test_every_one_names_its_clause_and_quotes_it(tmp_path):
    result, analysis = read(tmp_path)
    clauses = {clause.id: clause for clause in analysis.clauses}
    for finding in result.findings:
        if finding.clause is not None:
            assert clauses[finding.clause].span.holds(finding.span)
            assert finding.span.of(analysis.document.text) == finding.text
    for asked in CONFIG.subvariables:
        assert looked_for(asked)


def test_what_stands_outside_the_clauses_counts_with_its_words(tmp_path):
    text = PLAN.replace("一、目标", "根据《关于加快创新的若干意见》，制定本方案。\n\n一、目标", 1)
    cited = {each.subvariable: each for each in read(tmp_path, text)[0].findings}["grounds"]
    plain = {each.subvariable: each for each in read(tmp_path)[0].findings}["grounds"]
    assert (cited.value, "关于加快创新的若干意见" in cited.text, plain.value) == (1, True, 0)


@pytest.mark.parametrize(
    ("index", "variables", "grade"),
    [
        (Fraction(399, 100), 9, "poor"),
        (4, 9, "acceptable"),
        (Fraction(599, 100), 9, "acceptable"),
        (6, 9, "excellent"),
        (8, 9, "perfect"),
        (9, 9, "perfect"),
        (4, 10, "poor"),
        (Fraction(40, 9), 10, "acceptable"),
        (0, 0, "poor"),
    ],
)
def test_grades(index, variables, grade):
    assert grade_of(Fraction(index), variables) == grade


def test_the_output_says_what_it_measures(capsys):
    for lang, words in (("en", "not how ambitious"), ("zh", "而非力度")):
        assert main(["instruments", str(SAMPLES), "--pmc", "--quiet", "--lang", lang]) == 0
        assert words in "".join(capsys.readouterr().out.split("\n")).replace("  ", " ")


def test_the_drawing_is_xml_with_every_value_beside_its_surface(tmp_path):
    file = tmp_path / "pmc.svg"
    assert main(["instruments", str(SAMPLES), "--pmc", "--quiet", "-o", str(file)]) == 0
    root = ET.parse(file).getroot()
    groups = root.findall(f"{SVG}g")
    assert len(groups) == 5
    for group in groups:
        assert len([one for one in group.iter(f"{SVG}polygon") if one.get("class") == "face"]) == 4
        numbers = [one.text for one in group.iter(f"{SVG}text") if one.text and one.text[:2] in {"0.", "1."}]
        assert len(numbers) == 9
    assert "not how ambitious" in "".join(root.itertext())


def test_any_label_may_stand_in_a_drawing():
    label = "<script>&\x1b[31m“政策”" * 3
    svg = render_surfaces([Surface(label, label, (Decimal("0.5"),) * 6, (label,) * 6)], label)
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>&" in "".join(root.itertext())


def test_variables_that_make_no_rows_of_three_are_told(tmp_path, capsys):
    own = tmp_path / "own.yaml"
    own.write_text('policycmp: "2"\nextends: default\ndrop: [variables.fields]\n', encoding="utf-8")
    arguments = ["instruments", str(SAMPLES), "--pmc", "--quiet", "--config", str(own)]
    assert main([*arguments, "--format", "svg"]) == 2
    assert "rows of three, and 8 are" in capsys.readouterr().err
    assert main([*arguments, "--format", "json"]) == 0
    index = json.loads(capsys.readouterr().out)["pmc"]["dingxi-2020"]
    assert (index["of"], len(index["variables"])) == (8, 8)


def test_subvariables_lose_what_is_dropped_and_go_with_their_last_rule(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        'policycmp: "2"\nextends: default\ndrop: [topics.talent, instruments.tax, directives.encouraging]\n',
        encoding="utf-8",
    )
    config = load_config(own)
    ids = {each.id for each in config.subvariables}
    assert {"talents", "tax-relief"} & ids == set()
    assert {"guidance", "framework", "incubation"} <= ids
    framework = next(each for each in config.subvariables if each.id == "framework")
    assert "tax" not in framework.instruments


def test_the_matrix_of_subvariables(capsys):
    assert main(["instruments", str(SAMPLES), "--pmc", "--matrix", "--quiet", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    names = [name for name in rows[0] if name.startswith("pmc_")]
    assert len(names) == len(CONFIG.subvariables)
    assert main(["instruments", str(SAMPLES), "--pmc", "--quiet", "--format", "json"]) == 0
    pmc = json.loads(capsys.readouterr().out)["pmc"]
    for row in rows:
        assert sum(int(row[name]) for name in names) == sum(
            one["value"] for one in pmc[row["doc"]]["subvariables"].values()
        )
