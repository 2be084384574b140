"""Many subjects: what the program finds in the marked texts, and that their reader reads the marks as written."""

import pytest
from marked_texts import SUBJECTS, figures, measure_subject, read_marked, together

FILES = sorted(SUBJECTS.glob("*.txt"))
# Below what was measured on the day that they were set; on most of these subjects the rules were mended.
FLOORS = {
    "precision": 0.97,
    "recall": 0.96,
    "types": 0.98,
    "names": 0.66,
    "pairs_precision": 0.82,
    "pairs_f1": 0.64,
    "keys": 0.55,
}
MARKED = """# 孵化器 (incentive)
@new 新认定孵化器奖励
@count 孵化器数量 (target, level)
== 澜江市
第一条 对新认定的孵化器给予⟦new|20万元|新认定孵化器奖励⟧。
第二条 孵化器达到⟦count|8家|孵化器数量⟧，面积2000平方米以上的优先。
== 青陵县
建成孵化器的，奖励⟦new|10万元|孵化器建设奖励⟧。
"""


@pytest.fixture(scope="module")
def everything():
    return figures(together([measure_subject(file) for file in FILES]))


@pytest.mark.parametrize("name", FLOORS)
def test_the_marks_of_all_subjects_are_read_this_well(everything, name):
    assert everything[name] >= FLOORS[name]


def test_joining_brings_more_together_and_mixes_no_more():
    apart, sure, likely = (
        figures(together([measure_subject(file, alike) for file in FILES])) for alike in (False, None, True)
    )
    assert sure["pairs_recall"] > apart["pairs_recall"] + 0.05
    assert likely["pairs_recall"] > sure["pairs_recall"] + 0.02
    assert sure["pairs_precision"] > apart["pairs_precision"] - 0.01
    assert likely["pairs_precision"] > apart["pairs_precision"] - 0.03


def test_a_mark_stands_where_its_number_does(tmp_path):
    file = tmp_path / "incubators.txt"
    file.write_text(MARKED, encoding="utf-8")
    texts = read_marked(file)
    assert [text.place for text in texts] == ["澜江市", "青陵县"]
    assert [
        [(mark.thing, mark.type.value, mark.span.of(text.text), mark.name) for mark in text.marks]
        for text in texts
    ] == [
        [
            ("incubators/new", "incentive", "20万元", "新认定孵化器奖励"),
            ("incubators/count", "target", "8家", "孵化器数量"),
        ],
        [("incubators/new", "incentive", "10万元", "孵化器建设奖励")],
    ]
    assert not any("⟦" in text.text or "|" in text.text for text in texts)


def test_a_mark_for_a_thing_that_is_not_declared_is_an_error(tmp_path):
    file = tmp_path / "incubators.txt"
    file.write_text(MARKED.replace("⟦count|", "⟦total|"), encoding="utf-8")
    with pytest.raises(KeyError, match="total"):
        read_marked(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_things_recur_so_that_rows_can_be_measured(file):
    texts = read_marked(file)
    assert len(texts) == 3
    things = [{mark.thing for mark in text.marks} for text in texts]
    assert len((things[0] & things[1]) | (things[0] & things[2]) | (things[1] & things[2])) >= 8
