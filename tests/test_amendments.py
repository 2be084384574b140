"""What the user knows better holds, is named, and is told line by line where it is wrong."""

from pathlib import Path

import pytest
import yaml

from policycmp.errors import ConfigError
from policycmp.metadata import amend, find_unused, load_amendments
from policycmp.models import Level, Metadata, Region

CASES = yaml.safe_load((Path(__file__).parent / "cases/metadata/amendments.yaml").read_text(encoding="utf-8"))
FOUND = Metadata(
    title="定西市创新方案",
    issuer="定西市人民政府",
    region=Region("定西市", Level.CITY, "621100", "title", "定西"),
    issued="2019-03-05",
)


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def load(case):
        Path("meta.csv").write_bytes(case["csv"].encode(case.get("encoding", "utf-8")))
        return load_amendments("meta.csv")

    return load


@pytest.mark.parametrize("case", CASES["given"], ids=lambda case: case["name"])
def test_what_the_user_knows_better_holds_and_is_named(load, case):
    metadata, issues = amend(FOUND, load(case).get("plan"))
    region = metadata.region
    assert [region.name, region.level, region.code, region.source] == case.get(
        "region", ["定西市", "city", "621100", "title"]
    )
    for name in ("title", "issuer", "issued"):
        assert getattr(metadata, name) == case.get(name, getattr(FOUND, name))
    assert [issue.message for issue in issues] == case.get("notes", [])
    assert {(issue.severity, issue.doc) for issue in issues} <= {("note", "plan")}


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["says"][0][:60])
def test_every_mistake_is_told_with_its_line(load, case):
    with pytest.raises(ConfigError) as caught:
        load(case)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(case["says"])
    assert all(line.startswith(words) for line, words in zip(lines, case["says"], strict=True))


def test_a_file_that_is_missing_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.csv:1: cannot be read: no such file"):
        load_amendments(tmp_path / "none.csv")


def test_rows_that_fit_no_plan_are_warnings(load):
    amendments = load({"csv": "doc,year\ndingxi-202,2020\nplan,2020\n别处,2020\n"})
    issues = find_unused(amendments, ["plan", "dingxi-2020"])
    assert [issue.severity for issue in issues] == ["warning", "warning"]
    assert issues[0].message == "meta.csv:2: no plan is called `dingxi-202`: did you mean `dingxi-2020`?"
    assert issues[1].message.startswith("meta.csv:4: no plan is called `别处`: ")
