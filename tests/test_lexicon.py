"""Words looked for all at once are those that one pattern would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from policycmp.language.lexicon import WordLexicon

FEW = st.text("甲乙丙丁", min_size=1, max_size=4)


def found(words, text, gap=""):
    return [word for _, _, word in WordLexicon(words, gap).find(text)]


def test_the_longest_word_at_a_place_wins_and_the_first_of_two_that_overlap():
    assert found(["人才", "人才公寓", "公寓", "寓所"], "建人才公寓和公寓所") == ["人才公寓", "公寓"]
    assert found(["村", "村庄规划"], "村村有村庄规划、村庄和村") == ["村", "村", "村庄规划", "村", "村"]
    assert found([], "人才") == found([""], "人才") == []


def test_a_gap_holds_what_its_pattern_allows():
    words = ["给…奖", "给予…奖励", "给予"]
    assert found(words, "给予高额奖励,给他奖,给予,给。奖", "[^,。]{0,4}?") == ["给予…奖励", "给…奖", "给予"]
    assert found(["给…奖"], "给他奖,给…奖") == ["给…奖"]


@given(st.lists(FEW, max_size=12), st.text("甲乙丙丁戊", max_size=40))
def test_it_finds_what_one_pattern_would(words, text):
    longest_first = sorted(words, key=len, reverse=True)
    expected = [match.span() for match in re.finditer("|".join(longest_first) or "(?!)", text)]
    assert [(start, end) for start, end, _ in WordLexicon(words).find(text)] == expected
