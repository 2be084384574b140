"""What the comparing commands set numbers against and how they lay them out."""

import functools
import json

import pytest

from policycmp.cli import main
from policycmp.config import load_config

PLAN = """{region}人民政府关于推进科技创新的若干措施
一、培育创新主体
（一）壮大高新技术企业。到{year}年，全市高新技术企业达到{firms}家。到2025年，全社会研发投入达到{money}亿元。
{region}人民政府
2023年5月8日
"""
PROVINCE = """湖北省人民政府关于推进科技创新的若干措施
一、培育创新主体
（一）壮大高新技术企业。到2027年，全省高新技术企业达到3万家。
湖北省人民政府
2023年1月8日
"""
CONTEXT = """region,year,measure,value,unit,source
荆州市,2024,gdp,3000,亿元,statistics
湖北省,2024,gdp,60000,亿元,statistics
定西市,2021,gdp,500,亿元,statistics
"""


@functools.cache
def shipped_config():
    return load_config()


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    plans = {
        "dingxi": ("定西市", 2025, 120, 5),
        "jingzhou": ("荆州市", 2025, 1800, 60),
        "huanggang": ("黄冈市", 2026, 90, 9),
    }
    for name, (region, year, firms, money) in plans.items():
        text = PLAN.format(region=region, year=year, firms=firms, money=money)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "hubei.txt").write_text(PROVINCE, encoding="utf-8")
    (tmp_path / "context.csv").write_text(CONTEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "policycmp.config.load_config", lambda path: load_config(path) if path else shipped_config()
    )

    def run(*arguments):
        names = ("dingxi.txt", "jingzhou.txt", "huanggang.txt", "hubei.txt")
        code = main([arguments[0], *names, *arguments[1:]])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def cells(out, indicator, basis="level"):
    rows = json.loads(out)["targets"]
    return next(row["cells"] for row in rows if (row["indicator_id"], row["basis"]) == (indicator, basis))


def test_a_context_table_converts_what_it_covers_and_names_the_year(run):
    code, out, _ = run("targets", "--context", "context.csv", "--format", "json")
    shares = cells(out, "rd-intensity")
    assert code == 0
    assert shares["jingzhou"]["text"] == "2 by 2025 (converted from RMB 6 billion, GDP of 2024)"
    assert shares["dingxi"]["state"] == shares["huanggang"]["state"] == "context"


def test_a_mistake_in_the_context_table_is_wrong_usage_with_its_line(run, tmp_path):
    (tmp_path / "broken.csv").write_text(
        CONTEXT.replace("亿元,statistics", "kg,statistics", 1), encoding="utf-8"
    )
    code, out, err = run("ambition", "--context", "broken.csv", "--quiet")
    assert (code, out) == (2, "")
    assert err.startswith("broken.csv:2: unknown unit 'kg' of gdp")
    assert len(err.splitlines()) == 1


def test_the_plan_above_is_proposed_until_it_is_named(run):
    _, _, err = run("ambition")
    assert "note: jingzhou lies in 湖北省: --upper hubei measures it against that plan" in err.splitlines()
    code, out, err = run("ambition", "--upper", "hubei", "--context", "context.csv", "--format", "json")
    place = json.loads(out)["ambition"]["rows"][0]["cells"]["jingzhou"]["upper"]
    assert (code, place["lead_years"], place["fair_share"]) == (0, 2, 1.2)
    assert "note: jingzhou" not in err
    assert run("ambition", "--upper", "nowhere")[0] == 2


def test_explain_prints_the_arithmetic_with_the_sentence(run):
    code, out, _ = run("ambition", "--explain", "high-tech-enterprises:荆州", "--format", "jsonl")
    steps = {step["figure"]: step for step in map(json.loads, out.splitlines())}
    assert code == 0
    assert (steps["rank"]["value"], steps["rank"]["arithmetic"]) == ("1/3", "place among 1800, 120, 90")
    assert "1800家" in steps["value"]["sentences"][0]["quote"]
    code, _, err = run("ambition", "--explain", "high-tech-enterprise:荆州")
    assert (code, "did you mean high-tech-enterprises?" in err) == (2, True)


def test_equal_deadlines_alone_are_ranked_on_demand(run):
    def ranks(*options):
        _, out, _ = run("ambition", "--format", "json", *options)
        rows = json.loads(out)["ambition"]["rows"]
        row = next(row for row in rows if row["indicator_id"] == "high-tech-enterprises")
        return {doc: (place["rank"], place["of"]) for doc, place in row["cells"].items()}

    assert ranks()["huanggang"] == (3, 3)
    assert ranks("--same-year")["huanggang"] == (None, 1)
    assert ranks("--same-year")["dingxi"] == (2, 2)


def test_cities_are_sorted_by_score_and_rows_by_label(run):
    def columns(*options):
        _, out, _ = run("ambition", "--format", "json", *options)
        return [document["doc"] for document in json.loads(out)["documents"]]

    assert columns() == ["dingxi", "huanggang", "jingzhou", "hubei"]
    assert columns("--sort", "score") == ["jingzhou", "dingxi", "huanggang", "hubei"]
    _, out, _ = run("targets", "--format", "json", "--sort", "label")
    labels = [row["label"]["zh"] for row in json.loads(out)["targets"]]
    assert labels == sorted(labels)


def test_what_is_distinctive_is_listed_for_each_city(run):
    code, out, _ = run("compare", "--distinctive", "--format", "jsonl")
    assert code == 0
    assert not [
        record for record in map(json.loads, out.splitlines()) if record["key"].startswith("high-tech-ent")
    ]
