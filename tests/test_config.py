"""The config: every mistake by its line, and files that change only some sections of the shipped one."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from policycmp.cli import main
from policycmp.config import kept_configs, load_config, loading
from policycmp.config.kept_configs import KeptConfigs, load_config_once
from policycmp.config.loading import shipped_config, source_of
from policycmp.config.yaml_bounds import find_excess
from policycmp.errors import ConfigError

CASES = Path(__file__).parent / "cases"
SHIPPED = load_config()
HEAD = 'policycmp: "2"\nextends: default\n'
TOPIC = "  - {id: carbon, label: {en: Carbon, zh: 碳达峰}, strong: [碳达峰]}\n"
MEASURE = "  - {id: trading, label: {en: Trading, zh: 碳交易}, terms: [碳交易]}\n"


def ids(entries):
    return [entry.id for entry in entries]


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
    assert config.sha256 == SHIPPED.sha256


def test_a_topic_of_ones_own_is_added_to_the_shipped_ones(tmp_path):
    config = load(tmp_path, f"{HEAD}topics:\n{TOPIC}")
    assert ids(config.topics) == [*ids(SHIPPED.topics), "carbon"]
    assert config.objects == SHIPPED.objects


def test_an_entry_of_a_known_id_changes_that_one(tmp_path):
    config = load(
        tmp_path, f"{HEAD}topics:\n  - {{id: talent, label: {{en: People}}, strong: [人才码, -院士, 博士]}}\n"
    )
    before, after = (
        next(topic for topic in each.topics if topic.id == "talent") for each in (SHIPPED, config)
    )
    assert (after.label.en, after.label.zh) == ("People", before.label.zh)
    assert after.strong == (*(word for word in before.strong if word != "院士"), "人才码")
    assert after.terms == before.terms
    assert ids(config.topics) == ids(SHIPPED.topics)


@pytest.mark.parametrize(
    ("text", "section", "left"),
    [
        ("drop: [openness]", "topics", [each for each in ids(SHIPPED.topics) if each != "openness"]),
        ("only: [talent, ip]", "topics", ["talent", "ip"]),
        # An id of several things is the first of them; all ids of a line mean one section where they can.
        ("only: [incubators, ip]", "topics", ["incubators", "ip"]),
        ("only: [objects.incubators]", "objects", ["incubators"]),
        ("drop: [rules]", "rules", []),
        (f"only: [topics]\ntopics:\n{TOPIC}", "topics", ["carbon"]),
        (f"only: [talent]\ntopics:\n{TOPIC}", "topics", ["talent", "carbon"]),
        (f"drop: [topics.incubators]\ntopics:\n{TOPIC.replace('carbon', 'incubators')}", "topics", None),
    ],
)
def test_entries_are_dropped_and_kept_by_id_or_section(tmp_path, text, section, left):
    found = ids(getattr(load(tmp_path, f"{HEAD}{text}\n"), section))
    shipped = ids(getattr(SHIPPED, section))
    assert found == left if left is not None else sorted(found) == sorted(shipped)


def test_what_is_dropped_and_written_anew_has_nothing_of_the_shipped(tmp_path):
    config = load(tmp_path, f"{HEAD}drop: [talent]\ntopics:\n{TOPIC.replace('carbon', 'talent')}")
    assert next(topic for topic in config.topics if topic.id == "talent").strong == ("碳达峰",)


def test_what_named_a_dropped_topic_stays_without_one_and_rules_about_it_fall_away(tmp_path):
    config = load(tmp_path, f"{HEAD}only: [topics]\ntopics:\n{TOPIC}measures:\n{MEASURE}")
    assert {each.topic for each in (*config.indicators, *config.objects, *config.measures)} == {None}
    assert ids(config.rules) == ["every-plan-read", "commitments-kept"]


def test_a_file_of_an_earlier_version_works_and_is_told_what_changed(tmp_path):
    config = load(tmp_path, f"{HEAD.replace('2', '1')}topics:\n{TOPIC}")
    assert len(config.topics) == len(SHIPPED.topics) + 1
    [note] = config.notes
    assert ":1: written for version 1: " in note
    assert "`only: [topics]` keeps just your own" in note
    assert note.endswith('policycmp: "2"')
    assert not load(tmp_path, f"{HEAD}topics:\n{TOPIC}").notes


def test_settings_are_merged(tmp_path):
    config = load(tmp_path, f"{HEAD}settings: {{percentile_from: 9}}\n")
    assert config.settings == SHIPPED.settings.model_copy(update={"percentile_from": 9})


def test_another_content_has_another_hash(tmp_path):
    assert load(tmp_path, f"{HEAD}settings: {{percentile_from: 9}}\n").sha256 != SHIPPED.sha256


def test_without_extends_the_sections_are_missed(tmp_path):
    lines = mistakes(tmp_path, f'policycmp: "2"\ntopics:\n{TOPIC}')
    assert all("is missing" in line for line in lines)
    assert mistakes(tmp_path, f'policycmp: "2"\ndrop: [ip]\ntopics:\n{TOPIC}')[-1] == (
        "2: `drop` changes the shipped config, which needs `extends`"
    )


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


def test_units_that_inherited_entries_need_are_told_where_they_are_dropped(tmp_path):
    lines = mistakes(tmp_path, f"{HEAD}drop: [units.firms]\n")
    assert lines
    assert all(line.startswith("3: no unit `firms`, which ") for line in lines)


OBJECT = "  - id: lighthouse-factories\n    label: {en: Lighthouse factories, zh: 灯塔工厂}\n    also: [灯塔企业]\n"
OWN = OBJECT.replace("lighthouse-factories", "incubators")


def test_an_object_with_an_id_of_the_default_changes_it(tmp_path):
    config = load(tmp_path, f"{HEAD}objects:\n{OWN}")
    [changed] = [each for each in config.objects if each.id == "incubators"]
    assert changed.label.zh == "灯塔工厂"
    assert {"灯塔企业", "科技企业孵化器"} <= set(changed.also)
    assert len(config.objects) == len(SHIPPED.objects)


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


def test_the_config_that_is_shipped_need_not_be_held_to_the_bounds_of_a_stranger(monkeypatch):
    assert find_excess(source_of(shipped_config())) is None
    monkeypatch.setattr("policycmp.config.validation.find_excess", None)
    assert loading.checker_of(None).data["topics"]


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        (
            "drop: [openes, ip]",
            "3: no entry has the id `openes`: did you mean `openness`?",
            "drop: [openness, ip]",
        ),
        ("topics:\n  - {id: talent, strong: [-院土]}", "4: `院土` does not stand there", "strong: [院土]"),
        ("settings: {percentile_from: x}", "3: `percentile_from`: input should be", "percentile_from: 5"),
        ("settings: {percentile_from: 0}", "3: `percentile_from`: input should be", "percentile_from: 1"),
        (f"objects:\n{OBJECT}    direction: upp", "7: `direction`: input should be 'up'", "direction: up"),
        (
            f"objects:\n{OBJECT.replace('lighthouse-', 'Lighthouse ')}",
            "4: `id`: ",
            "id: lighthouse-factories",
        ),
        (f"objects:\n{OBJECT}    units: firms", "7: `units`: input should be a valid list", "units: [firms]"),
        (f"objects:\n{OBJECT.replace('also', 'aslo')}", "6: unknown key `aslo`", "also: [灯塔企业]"),
        (
            f"objects:\n{OBJECT.replace('灯塔企业', '瞪羚企业')}",
            "6: `瞪羚企业` stands for `gazelles` too",
            "- {id: gazelles, also: []}",
        ),
        ("rules:\n  - {id: a, require: coverd, topic: ip}", "4: `require`: nothing is", "require: covered"),
        (
            "rules:\n  - {id: a, require: read}\n  - {id: a, require: kept}",
            "5: id `a` stands twice",
            "id: a-2",
        ),
        ("topics: [", "4: not YAML", "topics: []"),
        ("settings: {same_year: true", "4: not YAML", "settings: {same_year: true}"),
        ("xyz: 1", "3: unknown key `xyz`", "# xyz: 1"),
    ],
)
def test_below_each_mistake_stands_a_line_to_paste(tmp_path, capsys, text, line, mend):
    file = tmp_path / "own.yaml"
    file.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    assert main(["config", "check", str(file)]) == 2
    told, pasted, *_ = capsys.readouterr().err.splitlines()
    assert told.startswith(f"{file}:{line}")
    assert pasted == f"    {mend}"
    yaml.safe_load(pasted)


MISTAKES = yaml.safe_load((CASES / "config" / "mistakes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["name"])
def test_every_mistake_of_a_whole_config_has_its_line_and_a_mend(tmp_path, case):
    text = (CASES / "config" / "whole.yaml").read_text(encoding="utf-8")
    for old, new in case["change"].items():
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, text)
    lines = str(raised.value).splitlines()
    assert len(raised.value.mends) == len(lines)
    for told in case["told"]:
        assert [line for line in lines if f"own.yaml:{told['line']}" in line and told["says"] in line], lines


def test_a_config_is_begun_checked_and_shown(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["config", "init"]) == 0
    assert main(["config", "init"]) == 2
    assert "stands there already" in capsys.readouterr().err
    assert main(["config", "check"]) == 0
    assert "no mistakes; entries: " in capsys.readouterr().out
    for what, told in (
        ((), "added topics.renewable-energy"),
        (("topics",), "renewable-energy"),
        (("talent",), "# shipped: shipped config.yaml:"),
        (("settings",), "settings:\n  percentile_from: 5\n"),
        (("uncovered",), "uncovered: ["),
        (("objects.lighthouse-factories",), "# added: config.yaml:"),
    ):
        assert main(["config", "show", *what]) == 0
        assert told in capsys.readouterr().out
    assert main(["config", "show", "talnt"]) == 2
    assert "did you mean talent?" in capsys.readouterr().err


def test_what_is_shown_in_full_can_be_pasted(tmp_path, capsys):
    assert main(["config", "show", "objects.incubators"]) == 0
    pasted = load(tmp_path, f"{HEAD}drop: [objects.incubators]\n{capsys.readouterr().out}")
    assert {each.id: each for each in pasted.objects} == {each.id: each for each in SHIPPED.objects}


def test_aliases_of_an_honest_config_are_followed(tmp_path):
    config = load(tmp_path, f"{HEAD}settings:\n  means: &words [资金, 经费]\n  assessment: *words\n")
    assert config.settings.assessment == (*SHIPPED.settings.assessment, "资金", "经费")


KEPT = [
    HEAD,
    f"{HEAD}topics:\n{TOPIC}drop: [measures.high-tech-reserve]\n",
    f"{HEAD.replace('2', '1')}topics:\n{TOPIC}",
]


@pytest.fixture
def checked(monkeypatch):
    """Which files were checked, one after the other."""
    found = []
    monkeypatch.setattr(kept_configs, "load_config", lambda path: found.append(path) or load_config(path))
    return found


@pytest.mark.parametrize("text", [None, *KEPT])
def test_a_config_once_checked_is_kept_as_it_was(text, checked, tmp_path):
    file = None if text is None else tmp_path / "own.yaml"
    if file is not None:
        file.write_text(text, encoding="utf-8")
    first, again = (load_config_once(file, tmp_path / "kept") for _ in range(2))
    assert checked == [file]
    assert first == again == load_config(file)
    assert first.reading_sha256 == again.reading_sha256


def test_another_text_or_place_or_a_mistake_is_checked_anew(checked, tmp_path):
    file, other, kept = tmp_path / "own.yaml", tmp_path / "other.yaml", tmp_path / "kept"
    for each in (file, other):
        each.write_text(HEAD, encoding="utf-8")
        load_config_once(each, kept)
    file.write_text(f"{HEAD}topics:\n{TOPIC}", encoding="utf-8")
    assert ids(load_config_once(file, kept).topics)[-1] == "carbon"
    file.write_text(f"{HEAD}topic: []\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"own\.yaml:3"):
            load_config_once(file, kept)
    assert checked == [file, other, file, file, file]


@pytest.mark.parametrize("content", ["", "[]\n", "[]\n{}", "[]\nnothing", "1\n{}"])
def test_a_kept_config_that_is_damaged_is_checked_anew(content, checked, tmp_path):
    first = load_config_once(None, tmp_path)
    [file] = tmp_path.iterdir()
    file.write_text(content, encoding="utf-8")
    assert load_config_once(None, tmp_path) == first
    assert checked == [None, None]
    assert load_config_once(None, tmp_path) == first
    assert checked == [None, None]


def test_configs_that_were_of_no_use_for_longest_go(checked, tmp_path, monkeypatch):
    monkeypatch.setattr(kept_configs, "MOST_CONFIGS", 2)
    kept = tmp_path / "kept"
    a, b, c = files = [tmp_path / f"{name}.yaml" for name in "abc"]
    for file in files:
        file.write_text(f"{HEAD}topics:\n{TOPIC.replace('carbon', file.stem)}", encoding="utf-8")
    for file in (a, b):
        load_config_once(file, kept)
    for each in kept.iterdir():
        os.utime(each, ns=(0, 0))
    for file in (a, c, a, b):
        load_config_once(file, kept)
    assert checked == [a, b, c, b]
    assert len(list(kept.iterdir())) == 2
    assert KeptConfigs(kept).clear() > 0
    assert not list(kept.iterdir())


def test_a_folder_that_cannot_be_written_keeps_no_config(checked, tmp_path):
    (tmp_path / "kept").write_text("", encoding="utf-8")
    assert load_config_once(None, tmp_path / "kept") == SHIPPED
    assert KeptConfigs(tmp_path / "kept").clear() == 0
    assert checked == [None]
