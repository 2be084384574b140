"""What standard error says, in Chinese: every message of the package has its words in the catalog."""

import ast
import re
from pathlib import Path

import pytest
import yaml

import policycmp
from policycmp.cli import main
from policycmp.cli.speech import in_chinese

PACKAGE = Path(policycmp.__file__).parent
SAMPLES = str(PACKAGE.parent / "samples")
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "cli" / "speech.yaml").read_text(encoding="utf-8"))
CATALOG = [
    line.split("\t")
    for line in (PACKAGE / "data" / "messages.zh.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
# What tells users something: errors of these names, issues, and what is told directly.
TELLING = re.compile(r"(?:Usage|Read|Store|Config|OutdatedStore|Engine|Row)Error|UnpackingReasons|Issue|tell")
HAN = re.compile("[一-鿿]")


def template(node):
    """The text of a message with {} for what varies, None where it is none."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def messages():
    for module in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if TELLING.fullmatch(name):
                values = (*node.args, *(keyword.value for keyword in node.keywords))
                for text in filter(None, map(template, values)):
                    if len(re.findall(r"[a-z]{2,}", text)) > 2 and " " in text:
                        yield f"{module.relative_to(PACKAGE)}:{node.lineno}", text


def test_messages_have_their_words_in_chinese():
    """All but a few: a message that is new may wait for its words, not many may."""
    told = list(messages())
    missing = [
        (place, text)
        for place, text in told
        if not HAN.search(in_chinese(re.sub("^(?:note|warning|error): ", "", text).replace("{}", "7")))
    ]
    assert len(told) > 150
    assert 20 * len(missing) <= len(told), missing


def test_the_catalog_says_each_message_once_and_keeps_what_varies():
    english = [entry[0] for entry in CATALOG]
    assert sorted(set(english)) == sorted(english)
    for entry in CATALOG:
        assert len(entry) == 2, entry
        holes, used = entry[0].count("{}"), re.findall(r"\{\d*\}", entry[1])
        assert len(used) <= holes, entry
        assert HAN.search(entry[1]) or entry[0] == entry[1], entry


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["en"])
def test_messages_are_put_together_from_their_parts(case):
    assert in_chinese(case["en"]) == case["zh"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["compare", SAMPLES, "--topic", "tallent"], 2, "错误：没有主题'tallent'：是否指talent？"),
        (["compare", "nowhere.txt"], 4, "错误：nowhere.txt：没有这个文件或文件夹；请检查拼写"),
        (["compare", SAMPLES, "--foo"], 2, "错误：没有选项：--foo"),
        (["standing", SAMPLES], 2, "错误：缺选项'--city'。"),
        (["coverage", SAMPLES], 0, "提示：nantong-2016的年份（标*）取自文件名；可用--meta设定"),
    ],
    ids=lambda value: " ".join(value).replace(SAMPLES, "samples") if isinstance(value, list) else "",
)
def test_standard_error_speaks_the_language_of_the_run(arguments, code, told, capsys):
    assert main([*arguments, "--lang", "zh"]) == code
    shown = capsys.readouterr().err
    assert told in shown
    assert not re.search(r"^(?:error|note|warning):", shown, re.MULTILINE)
    assert main(arguments) == code
    assert all(word not in capsys.readouterr().err for word in ("错误", "提示", "警告"))
