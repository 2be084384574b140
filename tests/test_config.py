"""The config: every mistake by its line, and files that change only some sections of the shipped one."""

from itertools import pairwise

import pytest

from policycmp.config import load_config
from policycmp.errors import ConfigError

SHIPPED = load_config()
HEAD = 'policycmp: "1"\nextends: default\n'
TOPIC = "  - {id: carbon, label: {en: Carbon, zh: 碳达峰}, strong: [碳达峰]}\n"
MEASURE = "  - {id: trading, label: {en: Trading, zh: 碳交易}, terms: [碳交易]}\n"


def load(tmp_path, text):
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return load_config(file)


def mistakes(tmp_path, text):
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, text)
    return [line.removeprefix(f"{tmp_path / 'own.yaml'}:") for line in str(raised.value).splitlines()]


def test_what_is_not_named_is_inherited(tmp_path):
    config = load(tmp_path, HEAD)
    assert config.schema.model_copy(update={"extends": None}) == SHIPPED.schema


def test_a_section_replaces_the_whole_one(tmp_path):
    config = load(tmp_path, f"{HEAD}topics:\n{TOPIC}measures:\n{MEASURE}")
    assert [topic.id for topic in config.topics] == ["carbon"]
    assert [measure.id for measure in config.measures] == ["trading"]
    assert len(config.indicators) == len(SHIPPED.indicators)
    assert config.units == SHIPPED.units


def test_inherited_entries_of_replaced_topics_stay_without_one(tmp_path):
    config = load(tmp_path, f"{HEAD}topics:\n{TOPIC}")
    assert {indicator.topic for indicator in config.indicators} == {None}
    assert {measure.topic for measure in config.measures} == {None}


def test_settings_are_merged(tmp_path):
    config = load(tmp_path, f"{HEAD}settings: {{percentile_from: 9}}\n")
    assert config.settings == SHIPPED.settings.model_copy(update={"percentile_from": 9})


def test_another_content_has_another_hash(tmp_path):
    assert load(tmp_path, f"{HEAD}settings: {{percentile_from: 9}}\n").sha256 != SHIPPED.sha256


def test_without_extends_the_sections_are_missed(tmp_path):
    lines = mistakes(tmp_path, f'policycmp: "1"\ntopics:\n{TOPIC}')
    assert all("is missing" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"measures:\n{MEASURE.replace('terms', 'topic: talet, terms')}", "4: no topic `talet` in topics:"),
        (f"measures:\n{MEASURE}{MEASURE.replace('[碳交易]', '[碳市场]')}", "5: id `trading` stands twice"),
        (
            f"measures:\n{MEASURE}{MEASURE.replace('id: trading', 'id: market')}",
            "5: `碳交易` stands for `trading` too",
        ),
        ("measures:\n  - {id: trading, label: {en: Trading, zh: 碳交易}}\n", "4: `terms` is missing; add it"),
        (
            f"measures:\n{MEASURE.replace('terms', 'words')}",
            "4: unknown key `words`; remove it or mend its spelling",
        ),
    ],
)
def test_mistakes_of_measures_have_their_line(tmp_path, text, line):
    assert any(each.startswith(line) for each in mistakes(tmp_path, HEAD + text))


def test_units_that_inherited_indicators_need_are_named_at_the_section(tmp_path):
    lines = mistakes(tmp_path, f"{HEAD}units:\n  - {{id: firms, words: {{家: 1}}}}\n")
    assert "3: no unit `persons`, which indicators of the default need; add it" in lines


OBJECT = "  - id: lighthouse-factories\n    label: {en: Lighthouse factories, zh: 灯塔工厂}\n    also: [灯塔企业]\n"
OWN = OBJECT.replace("lighthouse-factories", "incubators")


def test_objects_are_added_to_those_of_the_default(tmp_path):
    config = load(tmp_path, f"{HEAD}objects:\n{OBJECT}")
    assert [each.id for each in config.objects] == [
        "lighthouse-factories",
        *(each.id for each in SHIPPED.objects),
    ]


def test_an_object_with_an_id_of_the_default_takes_its_place(tmp_path):
    config = load(tmp_path, f"{HEAD}objects:\n{OWN}")
    assert [each.label.zh for each in config.objects if each.id == "incubators"] == ["灯塔工厂"]
    assert len(config.objects) == len(SHIPPED.objects)


def test_objects_of_replaced_topics_stay_without_one(tmp_path):
    config = load(tmp_path, f"{HEAD}topics:\n{TOPIC}objects:\n{OBJECT}")
    assert {each.topic for each in config.objects} == {None}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"objects:\n{OBJECT}    topic: talet\n", "7: no topic `talet` in topics: did you mean `talent`?"),
        (
            f"objects:\n{OBJECT}    units: [firms, frims]\n",
            "7: no unit `frims` in units: did you mean `firms`?",
        ),
        (f"objects:\n{OBJECT}    broader: factory\n", "7: no object `factory` in objects:"),
        (f"objects:\n{OBJECT}    sort: factory\n", "7: unknown key `sort`; remove it or mend its spelling"),
        (f"objects:\n{OBJECT}{OBJECT}", "7: id `lighthouse-factories` stands twice in objects; rename one"),
        (
            f"objects:\n{OBJECT}{OBJECT.replace('灯塔工厂', '数字工厂').replace('lighthouse', 'digital')}",
            "9: `灯塔企业` stands for `lighthouse-factories` too; keep one",
        ),
        ("wholes:\n  - {id: tax}\n", "4: `label` is missing; add it"),
    ],
)
def test_mistakes_of_objects_have_their_line(tmp_path, text, line):
    assert any(each.startswith(line) for each in mistakes(tmp_path, HEAD + text))


def test_a_word_of_an_own_object_that_the_default_has_is_told(tmp_path):
    lines = mistakes(tmp_path, f"{HEAD}objects:\n{OBJECT.replace('灯塔企业', '瞪羚企业')}")
    assert lines == ["6: `瞪羚企业` stands for `gazelles` too; keep one"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a: &a [*a]", "3: *a stands within &a, which never ends"),
        ("a: &a [x]\nb: &b [&c [*b]]", "4: *b stands within &b"),
        (
            "a: &a [x,x,x,x,x,x,x,x]\n"
            + "\n".join(f"{b}: &{b} [{','.join([f'*{a}'] * 8)}]" for a, b in pairwise("abcdefghi")),
            "8: unfolds to more than 200000 values",
        ),
        ("\n".join(" " * depth + "a:" for depth in range(60)), "42: is nested deeper than 40 levels"),
        ("a: " + "[" * 9000, "3: "),
        ("settings: {percentile_from: !!int x}", '3: "x" is no int'),
        ("settings: {percentile_from: " + "9" * 5000 + "}", "is no int"),
        ("settings: {percentile_from: !!timestamp x}", "is no timestamp"),
        ("settings: {model: !!python/name:os.system ''}", "is no python/name:os.system"),
    ],
)
def test_a_hostile_config_is_told_on_a_line(tmp_path, source, told):
    assert told in "\n".join(mistakes(tmp_path, f"{HEAD}{source}\n"))


def test_aliases_of_an_honest_config_are_followed(tmp_path):
    config = load(tmp_path, f"{HEAD}settings:\n  means: &words [资金, 经费]\n  assessment: *words\n")
    assert config.settings.assessment == ("资金", "经费")
