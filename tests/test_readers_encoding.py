"""Text files come out the same whatever they are encoded in, and what is damaged is told."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.errors import ReadError, UsageError
from policycmp.readers.encoding import decode

CASES = yaml.safe_load((Path(__file__).parent / "cases/readers/encoding.yaml").read_text("utf-8"))
WORDS = [
    "加快建设",
    "创新平台",
    "研发投入",
    "占地区生产总值的比重",
    "到2027年",
    "达到",
    "3.5%",
    "。\n",
    "一、",
    "（二）",
    "高新技术企业",
    "一次性奖励",
    "各区政府",
    "要加强",
    "责任单位：市科技局",
    "最高",
    "开展",
    "①",
    "万人发明专利拥有量",
    "5,000万元",
    "，并",
    "\n\n",
    "科技特派员",
    "众创空间",
    "“双创”",
    "不低于",
]
TRADITIONAL = [
    "加快建設",
    "創新平臺",
    "研發投入",
    "佔地區生產總值的比重",
    "達到",
    "3.5%",
    "。\n",
    "高新技術企業",
    "一次性獎勵",
    "各區政府",
    "要加強",
    "責任單位",
    "最高",
    "開展",
    "萬人發明專利擁有量",
    "，並",
    "\n",
    "科技特派員",
    "不低於",
]


def plans(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=8, max_size=60).map("".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_encoding(case):
    raw = bytes.fromhex(case.get("before", "")) + case["text"].encode(case["as"])
    decoded = decode(raw + bytes.fromhex(case.get("after", "")))
    assert case["encoding"] in (None, decoded.encoding)
    if (text := case.get("gives", case["text"])) is not None:
        assert decoded.text == text
    assert [case["warning"] in issue.message for issue in decoded.issues] == [True] * ("warning" in case)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@given(text=plans(WORDS))
def test_simplified_text_comes_back(encoding, text):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.issues) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16-be"])
@given(text=plans(TRADITIONAL))
def test_traditional_text_comes_back(encoding, text):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.issues) == (text, ())


@given(
    lines=st.lists(plans([word.strip() for word in WORDS if word.strip()]), min_size=2, max_size=4),
    position=st.integers(0),
    encoding=st.sampled_from(["utf-8", "gb18030"]),
)
def test_a_bad_byte_is_told_and_costs_nothing_outside_its_line(lines, position, encoding):
    damaged = lines[1].encode(encoding)
    position %= len(damaged) + 1
    raw = [line.encode(encoding) for line in lines]
    raw[1] = damaged[:position] + b"\xff" + damaged[position:]
    decoded = decode(b"\n".join(raw))
    read = decoded.text.split("\n")
    assert [read[0], *read[2:]] == [lines[0], *lines[2:]]
    assert "damaged" in decoded.issues[-1].message
    assert decoded.issues[-1].span.of(decoded.text) == "\ufffd"


@given(raw=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(raw):
    try:
        text = decode(raw).text
    except ReadError as error:
        text = str(error) + "\n"
        raw = b"\n"
    assert "\r" not in text
    assert text.count("\n") <= len(re.findall(rb"[\r\n]", raw))


def test_parts_in_two_encodings_are_each_read_as_what_they_are():
    lines = [
        "信息来源：市科技局\n",
        "一、加快建设创新平台\n",
        "（一）支持企业建设研发机构，给予一次性奖励。\n",
    ]
    decoded = decode(lines[0].encode() + "".join(lines[1:]).encode("gb18030") * 3)
    assert decoded.text == lines[0] + "".join(lines[1:]) * 3
    assert "1 lines are in utf-8, the others in gb18030" in decoded.issues[0].message


def test_the_user_names_the_encoding():
    text = "이 도시는 기술 기업을 지원한다"
    assert decode(text.encode("euc-kr"), "euc-kr").text == text
    assert decode("联通".encode("gbk"), "GB2312").text == "联通"
    assert decode("\ufeff规划".encode(), "utf-8").text == "规划"


@pytest.mark.parametrize("name", ["klingon", "rot13", "zip", ""])
def test_an_encoding_that_does_not_exist_is_wrong_usage(name):
    with pytest.raises(UsageError, match="no encoding is called"):
        decode(b"abc", name)


@pytest.mark.parametrize(
    "raw",
    [
        b"abc\0\0\0def\0ghi",
        bytes(range(256)) * 8,
        b"\0" * 64,
    ],
)
def test_what_is_no_text_is_refused(raw):
    with pytest.raises(ReadError, match="no text"):
        decode(raw)
