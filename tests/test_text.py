import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycmp.language.scanning import any_of, find_at_lines
from policycmp.language.text import fold, sentences, strip
from policycmp.models import Span


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("３５％以上（含），", "35%以上(含),"),
        ("全　市", "全 市"),
        ("2025①、㎡", "2025①、㎡"),
        ("⼈⼝", "人口"),
        ("1︰0.5、1∶2", "1:0.5、1:2"),
        ("“双创”…—", "“双创”…—"),
    ],
)
def test_folding_maps_what_a_keyboard_writes_otherwise_and_nothing_more(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="全市新增3家。；！？”’ \n，", max_size=80))
def test_sentences_hold_all_but_blanks_once_and_in_order(text):
    spans = sentences(text)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == "".join(text.split())
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))


def test_a_closing_quote_stays_with_its_sentence():
    text = "建设“双创”基地。落实“一次办好。”再次开始"
    assert [span.of(text) for span in sentences(text)] == ["建设“双创”基地。", "落实“一次办好。”", "再次开始"]


def test_strip_shrinks_to_the_words():
    assert strip("  三家 ", Span(0, 5)) == Span(2, 4)
    assert strip("   ", Span(1, 3)).start == strip("   ", Span(1, 3)).end


@pytest.mark.parametrize(
    "pattern", [r"^[ ]*\d{1,2}、", r"^附件\s*(?:[^。\n]+$)?", r"^(?=“)", r"^[^。\n]*:\n\s*"]
)
@given(text=st.text(alphabet="附件1、“ ：:。\n甲", max_size=60), since=st.integers(0, 20))
def test_what_begins_lines_is_found_as_a_search_finds_it(pattern, text, since):
    compiled = re.compile(pattern, re.MULTILINE)
    found = [match.span() for match in find_at_lines(compiled, text, since)]
    assert found == [match.span() for match in compiled.finditer(text, since)]


def test_of_words_that_begin_alike_the_longest_is_read():
    words = re.compile(any_of("新增 新 新增加 建设(?!者)"))
    assert [match[0] for match in words.finditer("新增加3家、新增、新建设者")] == ["新增加", "新增", "新"]
