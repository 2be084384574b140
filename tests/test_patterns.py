"""Patterns that wait for their first use: each must compile, and does then what one of `re` does."""

import importlib
import pickle
import pkgutil
import re

import pytest

import policycmp
from policycmp.language import patterns
from policycmp.language.text import fold
from policycmp.language.word_patterns import WordPatterns
from policycmp.segment import functions
from policycmp.targets import facts, gone, modality, passages, states, turns
from tests.marked_texts import SUBJECTS

# A cheap question, and the costly pattern that is asked only of texts for which the answer is yes.
SPARED = {
    "what a place has": (states._MAY_HAVE, states._HAS),
    "what a text is for": (states._MAY_LEAD, states._PURPOSE),
    "since when": (gone._MAY_BE_TOLD, gone._SINCE),
    "by then": (gone._MAY_BE_TOLD, gone._BY_THEN),
    "for years": (gone._MAY_BE_GONE, gone._FOR_YEARS),
    "when it is built": (passages._MAY_BE_DONE, passages._WHEN_DONE),
    "so far": (facts._MAY_TELL_TODAY, facts._SO_FAR),
    "part of a year": (facts._MAY_TELL_PART, facts._PART_OF_YEAR),
    "lately": (facts._MAY_TELL_LATELY, facts._LATELY),
    "has besides": (facts._MAY_BE_THERE.search, facts._HAS_BESIDES),
    "so few": (facts._MAY_BE_THERE.search, facts._SO_FEW),
    "lies within": (facts._MAY_BE_THERE.search, facts._LIES_WITHIN),
    "only": (facts._MAY_BE_THERE.search, facts._ONLY),
    "only so many": (modality._LIMITS.search, modality._ONLY_SO_MANY),
    "how firm": (modality._MAY_BE_MARKED, modality._MARKED),
    "definitions": (functions._DEFINES.search, functions._DEFINITION),
}


@pytest.fixture(scope="module")
def texts():
    return [fold(file.read_text(encoding="utf-8")) for file in sorted(SUBJECTS.glob("*.txt"))]


@pytest.fixture(scope="module")
def parts(texts):
    """What rules look at: a part of a text, up to a number or a stop."""
    return sorted({part for text in texts for part in re.split(r"(?<=[。\n])|(?=\d)", text)})


def written():
    """Every pattern of the package, waiting or used, by module and name."""
    for module in pkgutil.walk_packages(policycmp.__path__, "policycmp."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, patterns._Unread | re.Pattern):
                    yield f"{module.name}.{name}", value


def test_every_pattern_that_waits_compiles():
    found = dict(written())
    assert len(found) > 1000
    for name, pattern in found.items():
        assert pattern.groups >= 0, name


def test_a_pattern_that_waited_matches_as_one_of_re():
    late, early = (module.compile("(?P<unit>家|个)", re.VERBOSE) for module in (patterns, re))
    assert late.pattern == early.pattern
    assert late.search("新增30家", 2)["unit"] == early.search("新增30家", 2)["unit"] == "家"
    assert late.sub("", "30家") == "30"
    assert pickle.loads(pickle.dumps(patterns.compile(early.pattern, re.VERBOSE))) == early
    assert late.flags == early.flags


def test_a_pattern_that_was_used_has_the_methods_of_the_compiled_one():
    pattern = patterns.compile("家|个")
    assert pattern.search("30家")
    methods = [getattr(pattern, name).__self__ for name in ("search", "sub", "finditer")]
    assert methods == [re.compile("家|个")] * 3


def test_patterns_of_words_find_in_one_reading_what_each_finds_alone():
    patterns_of = {"aim": "力争|确保", "will": "要(?!求)|再(?=新)|不得?", "new": "新增|新建", "mark": '[“"]'}
    text = '力争新增30家,要求“再新建”5家,要确保不得"少于"2家'
    alone = [
        (found.start(), name) for name, words in patterns_of.items() for found in re.finditer(words, text)
    ]
    assert WordPatterns(patterns_of).find(text) == sorted(alone)
    assert (len(alone), WordPatterns(patterns_of).find("")) == (10, [])


def test_a_pattern_of_words_must_begin_with_a_character():
    with pytest.raises(ValueError, match="begins with no character"):
        WordPatterns({"any": "力争|.家"})


@pytest.mark.parametrize("asked", SPARED)
def test_a_cheap_question_is_answered_yes_wherever_the_costly_pattern_matches(asked, parts):
    holds, pattern = SPARED[asked]
    for part in filter(pattern.search, parts):
        assert holds(part), part


def test_words_of_time_begin_where_a_scan_looks_for_them(texts):
    assert sum(len([*turns._CUES.finditer(text)]) for text in texts) > 1000
    for text in texts:
        found = [match.span() for match in turns._WORDS_OF_TIME.find(text)]
        assert found == [match.span() for match in turns._CUES.finditer(text)]
