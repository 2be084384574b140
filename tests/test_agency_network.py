"""Bodies in one form, and the network of joint duties: by hand on a small plan, its files read by other parsers."""

import csv
import io
import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

from policycmp.agencies.bodies import body_key, is_collective, unify
from policycmp.agencies.network import find_network
from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.pipeline import analyze_corpus
from policycmp.exchange.graphml import graphml_lines
from policycmp.models import Level, Region
from policycmp.tables import json_schema

CASES = yaml.safe_load((Path(__file__).parent / "cases/agencies/names.yaml").read_text(encoding="utf-8"))
CONFIG = load_config()
SAMPLES = Path(__file__).parent.parent / "samples"
CITY = Region("定西市", Level.CITY, "621100", "title")
PLAN = """定西市科技创新实施方案

定西市人民政府
2028年3月1日

一、任务

（一）培育高新技术企业。（牵头单位：市科技局，责任单位：市财政局、各县区政府）

（二）引进高层次人才。（牵头单位：市人社局，责任单位：科技局、市财政局）

（三）加强知识产权保护。（牵头单位：市科学技术局）

（四）完善科技金融服务。
"""
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
HOSTILE = '科技局<script>&"\x1b[31m=cmd'


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case["names"]))
def test_names_of_one_body(case):
    region = Region(case["region"], Level(case["level"]), None, "title")
    one, other = (body_key(name, region) for name in case["names"])
    assert (one == other) is case["same"], (one, other)


@pytest.mark.parametrize(
    "name", ["各县区政府", "市直有关部门", "各责任单位", "有关部门", "各县（市、区）政府", "领导小组成员单位"]
)
def test_names_of_several_bodies(name):
    assert is_collective(name)


@pytest.mark.parametrize(
    "name", ["市科技局", "陇西县政府", "功能区管委会", "长江大学", "市委组织部", "各自来水公司"]
)
def test_names_of_one(name):
    assert not is_collective(name)


@given(
    st.lists(st.sampled_from(["市科技局", "科技局", "市科学技术局", "市财政局", "各县区政府"]), max_size=12)
)
def test_the_form_shown_is_one_of_those_used(names):
    shown = unify(names, CITY)
    assert set(shown) == set(names)
    assert set(shown.values()) <= set(names)
    assert all(shown[form] == form for form in shown.values())


def network(folder, text=PLAN):
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    return find_network(analyze_corpus([folder], CONFIG).analyses[0])


def test_the_network_by_hand(tmp_path):
    found = network(tmp_path)
    bodies = {body.name: body for body in found.bodies}
    assert (found.stated, found.leads, len(found.duties)) == (True, True, 3)
    assert set(bodies) == {"市科技局", "市财政局", "各县区政府", "市人社局"}
    science = bodies["市科技局"]
    assert set(science.forms) == {"市科技局", "科技局", "市科学技术局"}
    assert (len(science.lead), len(science.members)) == (2, 1)
    assert str(science.lead_share) == "0.6667"
    assert (science.degree, science.strength) == (3, 4)
    assert bodies["各县区政府"].collective
    pairs = {frozenset(pair): len(ids) for pair, ids in found.edges.items()}
    assert pairs == {
        frozenset(("市科技局", "市财政局")): 2,
        frozenset(("市科技局", "各县区政府")): 1,
        frozenset(("市财政局", "各县区政府")): 1,
        frozenset(("市科技局", "市人社局")): 1,
        frozenset(("市财政局", "市人社局")): 1,
    }
    assert float(found.density) == pytest.approx(2 * 5 / (4 * 3), abs=1e-4)


def test_a_plan_that_states_nobody_is_not_stated(tmp_path, capsys):
    plain = "\n".join(line.split("（牵头")[0] for line in PLAN.splitlines())
    found = network(tmp_path, plain)
    assert (found.stated, found.bodies, found.density) == (False, (), None)
    assert main(["agencies", str(tmp_path), "--quiet", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["plans"] == {"plan": None}
    for lang, words in (("en", "not stated"), ("zh", "未载明")):
        assert main(["agencies", str(tmp_path), "--quiet", "--lang", lang]) == 0
        assert words in capsys.readouterr().out


def test_a_plan_without_a_lead_says_so(tmp_path, capsys):
    network(tmp_path, PLAN.replace("牵头单位", "责任单位"))
    assert main(["agencies", str(tmp_path), "--quiet"]) == 0
    assert "no lead named" in capsys.readouterr().out


def test_the_samples_that_state_none(capsys):
    assert main(["agencies", str(SAMPLES), "--quiet", "--format", "json"]) == 0
    plans = json.loads(capsys.readouterr().out)["plans"]
    assert {doc for doc, plan in plans.items() if plan is None} == {"nantong-2016", "hubei-2020"}


def test_the_json_follows_its_schema(capsys):
    schema = json_schema("agencies")
    assert main(["agencies", "--json-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema
    for extra in ([], ["--topic", "talent"], ["--edges"]):
        assert main(["agencies", str(SAMPLES), "--quiet", "--format", "json", *extra]) == 0
        validate(json.loads(capsys.readouterr().out), schema)


def test_edges_agree_with_the_clauses(capsys):
    assert main(["agencies", str(SAMPLES), "--quiet", "--format", "json"]) == 0
    for plan in filter(None, json.loads(capsys.readouterr().out)["plans"].values()):
        counted = {}
        for clause in plan["clauses"]:
            for pair in combinations(sorted([*clause["lead"], *clause["members"]]), 2):
                counted[pair] = counted.get(pair, 0) + 1
        told = {tuple(sorted((edge["source"], edge["target"]))): edge["weight"] for edge in plan["edges"]}
        assert told == counted
        nodes = len(plan["bodies"])
        assert plan["density"] == pytest.approx(2 * len(told) / (nodes * (nodes - 1)), abs=1e-4)


def test_graphml_is_read_by_an_xml_parser(tmp_path):
    file = tmp_path / "duties.graphml"
    assert main(["agencies", str(SAMPLES), "--quiet", "-o", str(file)]) == 0
    root = ET.parse(file).getroot()
    [graph] = root.findall(f"{GRAPHML}graph")
    nodes = {node.get("id") for node in graph.findall(f"{GRAPHML}node")}
    keys = {key.get("id") for key in root.findall(f"{GRAPHML}key")}
    networks = [find_network(analysis) for analysis in analyze_corpus([SAMPLES], CONFIG).analyses]
    assert len(nodes) == sum(len(each.bodies) for each in networks)
    edges = graph.findall(f"{GRAPHML}edge")
    assert len(edges) == sum(len(each.edges) for each in networks)
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in edges)
    assert {data.get("key") for data in graph.iter(f"{GRAPHML}data")} <= keys


def test_any_name_may_stand_in_graphml(tmp_path):
    found = network(tmp_path)
    body = replace(found.bodies[0], name=HOSTILE)
    hostile = replace(found, bodies=(body,), edges={})
    root = ET.fromstring("".join(graphml_lines([hostile])))
    labels = [data.text for data in root.iter(f"{GRAPHML}data") if data.get("key") == "label"]
    assert len(labels) == 1
    assert "<script>&" in labels[0]
    assert "\x1b" not in labels[0]


def test_edges_are_a_csv_list(capsys):
    assert main(["agencies", str(SAMPLES), "--quiet", "--edges", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert set(rows[0]) == {"doc", "source", "target", "weight", "clauses"}
    assert all(len(row["clauses"].split("; ")) == int(row["weight"]) for row in rows)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("extra", [[], ["--edges"]])
def test_every_format_holds_the_bodies(lang, extra, tmp_path):
    for ending in ("txt", "md", "csv", "jsonl", "html", "tex", "xlsx", "docx"):
        file = tmp_path / f"out.{ending}"
        assert main(["agencies", str(SAMPLES), "--quiet", "--lang", lang, "-o", str(file), *extra]) == 0
        if ending not in {"xlsx", "docx"}:
            assert "市科技局" in file.read_text(encoding="utf-8-sig")


def test_the_same_comes_from_a_store(tmp_path, capsys):
    store = tmp_path / "plans.store"
    assert main(["index", str(SAMPLES), "--store", str(store), "--quiet"]) == 0
    capsys.readouterr()
    for extra in ([], ["--edges"], ["--where", "level = 'city'"]):
        outputs = []
        for plans in (store, SAMPLES):
            assert main(["agencies", str(plans), "--quiet", "--format", "json", *extra]) == 0
            outputs.append(capsys.readouterr().out)
        assert outputs[0] == outputs[1]
