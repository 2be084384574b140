import re
from pathlib import Path

import pytest
import yaml

from policycmp.config import load_config
from policycmp.errors import ConfigError

ROOT = Path(__file__).parent.parent
SMALL = """\
policycmp: "1"
topics:
  - id: energy
    label: {en: Energy, zh: 能源}
    terms: [光伏, 风电]
indicators:
  - id: solar-capacity
    label: {en: Solar capacity, zh: 光伏装机}
    topic: energy
    names: [光伏装机容量]
    unit: power
units:
  - id: power
    words: {千瓦: 1, 兆瓦: 1000}
strengths:
  firm: [确保]
  soft: [力争]
"""
MISTAKES = yaml.safe_load((Path(__file__).parent / "cases/config/mistakes.yaml").read_text(encoding="utf-8"))


def written(folder, text):
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_config_is_valid_and_holds_the_taxonomy():
    config = load_config()
    core = ["high-tech-enterprises", "incubators", "tech-finance", "talent", "ip"]
    assert [topic.id for topic in config.topics if topic.core] == core
    assert [topic.id for topic in config.topics][:5] == core
    assert len(config.topics) == 14
    assert len(config.indicators) >= 30
    assert all(
        re.search("[a-zA-Z]", topic.label.en) and re.search("[\u4e00-\u9fff]", topic.label.zh)
        for topic in config.topics
    )


def test_a_small_config_of_ones_own_loads(tmp_path):
    config = load_config(written(tmp_path, SMALL))
    assert [topic.id for topic in config.topics] == ["energy"]
    assert config.strengths.bounds == ("approx",)


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["name"])
def test_every_mistake_is_told_with_its_line(case, tmp_path):
    text = SMALL
    for old, new in case["change"].items():
        assert old in text
        text = text.replace(old, new)
    file = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    told = str(caught.value).removeprefix(f"{file}:").split(f"\n{file}:")
    assert len(told) == len(case["told"])
    for line, expected in zip(told, case["told"], strict=True):
        assert line.startswith(expected["line"]), line
        assert expected["says"] in line


def test_several_mistakes_are_told_at_once_in_the_order_of_their_lines(tmp_path):
    text = (
        SMALL.replace("terms:", "trems:")
        .replace("unit: power", "unit: powr")
        .replace("firm: [确保]", "firm: 确保")
    )
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, text))
    assert [re.search(r"config\.yaml:(\d+):", line)[1] for line in str(caught.value).splitlines()] == [
        "5",
        "11",
        "16",
    ]


def test_a_file_that_cannot_be_read_is_one_line(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.yaml: cannot be read"):
        load_config(tmp_path / "none.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(binary)


def test_comments_do_not_change_the_hash_but_terms_do(tmp_path):
    plain = load_config(written(tmp_path, SMALL)).sha256
    assert load_config(written(tmp_path, "# a note\n" + SMALL)).sha256 == plain
    assert load_config(written(tmp_path, SMALL.replace("风电", "水电"))).sha256 != plain
