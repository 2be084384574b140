"""What is told of a plan in which nothing is found."""

import pytest

from policycmp.cli.streams import tell_corpus
from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Corpus, Document, Issue, Severity

TOOLS = Tools.of(load_config())
MEETING = """关于召开会议的通知
一、会议时间
定于三月五日上午九时召开全市科技工作会议，请各单位准时参加。
二、会议地点
市政府第一会议室，请提前十分钟入场并签到。
"""


def told(text):
    analysis = analyze_document(Document("plan", "plan.txt", "txt", "utf-8", "", text), TOOLS)
    return [issue.message for issue in analysis.issues if issue.stage == "find"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("We will support 20 firms by 2027 and build three parks in the city.\n", "not in Chinese"),
        ("目录\n一、总则\n二、措施\n", "8 Chinese characters"),
        ("部门 | 负责人 | 联系科室名称\n" * 9, "only a table"),
        (MEETING, "no commitment is found in its 2 clauses"),
    ],
)
def test_the_likely_cause_is_named(text, cause):
    (message,) = told(text)
    assert cause in message


def test_a_plan_with_a_commitment_gives_no_warning():
    assert told("一、目标\n到2027年，全市高新技术企业达到300家。\n") == []


def test_many_warnings_of_a_kind_are_one_line_with_their_count(capsys):
    issues = [
        Issue(Severity.NOTE, "read", f"{name}.txt: looks like `{name}`, {year}")
        for name, year in zip("abcdefg", range(2001, 2008), strict=True)
    ]
    lost = [Issue(Severity.ERROR, "read", f"{name}.txt: cannot be read") for name in "abcdefg"]
    tell_corpus(Corpus((), {}, (*issues, *lost)))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "note: a.txt: looks like `a`, 2001 (and 6 more of this kind)"
    assert len(lines) == 1 + len(lost)
