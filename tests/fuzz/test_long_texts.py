"""One unit a thousand times over: twice the text takes about twice the time, never the square."""

import time

import pytest
from invariants import analyzed

HEAD = "定西市科技创新方案\n一、任务\n（一）壮大企业。"
UNITS = (
    *(
        "9",
        "0",
        "1,",
        "1.1.",
        "一",
        "万",
        "5%",
        "（",
        "（）",
        "“",
        "1.",
        "一、",
        "（一）",
        "①",
        "——",
        "一是",
        "2025年",
        "到2025年，",
    ),
    *(
        "达到100家，",
        "。",
        "：",
        "1；",
        "|",
        "1|2|\n",
        "\n",
        " ",
        "各位代表，",
        "责任单位：市科技局、",
        "国发〔2020〕1号",
        "《关于",
    ),
    *(
        "1-",
        "10—20家",
        "不低于",
        "增长10%",
        "其中",
        "补助100万元，",
        "给予10万元",
        "1万元",
        "附件1\n",
        "第一条 ",
        "高新技术企业",
        "~",
        "5月8日",
    ),
)
SHORT, LONG = 6_000, 18_000
MOST = 3  # seconds for the shorter; what takes next to nothing is not measured


def seconds(unit, length):
    """Time the analysis of a text of so many characters."""
    text = HEAD + unit * (length // len(unit)) + "\n（二）引进人才。每年引进10名。\n"
    started = time.process_time()
    analyzed(text)
    return time.process_time() - started


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_time_grows_with_the_text(unit):
    analyzed(HEAD)
    once = seconds(unit, SHORT)
    assert once < MOST
    if once > 0.3:
        assert seconds(unit, LONG) < 8 * once


def test_an_indicator_does_not_grow_from_number_to_number():
    targets = analyzed(HEAD + "增长10%" * 50).targets
    assert targets
    assert {target.indicator for target in targets} == {"增长"}
