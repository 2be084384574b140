"""Tables of targets, read from pages and Word files: each cell a commitment of its row and its column."""

import enum
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from docx import Document as WordDocument

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Clause, Document, Metadata, Span
from policycmp.readers import read_document
from policycmp.readers.inputs import Input

CASES, IN_LINES = (
    yaml.safe_load((Path(__file__).parent / "cases/tables" / name).read_text(encoding="utf-8"))
    for name in ("years.yaml", "lines.yaml")
)
TOOLS = Tools.of(load_config())
TITLE = "青湾市科技创新行动方案"
OPENING = "一、主要目标\n坚持创新引领，推动全市科技工作再上台阶。"
CLOSING = "二、保障措施\n各区县要加强领导，落实责任，营造氛围。\n青湾市人民政府\n2022年3月1日"


def as_page(above, table, closing=CLOSING):
    lines = [TITLE, *OPENING.split("\n"), *([above] if above else [])]
    paragraphs = ("".join(f"<p>{line}</p>" for line in part) for part in (lines, closing.split("\n")))
    return table.join(paragraphs).encode()


def page_table(rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def as_word(above, rows):
    word = WordDocument()
    for line in (TITLE, *OPENING.split("\n"), *([above] if above else [])):
        word.add_paragraph(line)
    table = word.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for index, text in enumerate(cells):
            row.cells[index].text = text
        for cell in row.cells[len(cells) :]:
            cell._tc.getparent().remove(cell._tc)
    for line in CLOSING.split("\n"):
        word.add_paragraph(line)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def analyze(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return analyze_document(read_document(Input(str(path), "plan")), TOOLS)


def plain(value):
    return (
        value.value if isinstance(value, enum.Enum) else str(value) if isinstance(value, Decimal) else value
    )


def check(analysis, case):
    text = analysis.document.text
    targets, expected = analysis.targets, case["targets"]
    found = [
        {field: plain(getattr(target, field)) for field in fields}
        for target, fields in zip(targets, expected, strict=False)
    ]
    assert found == expected
    assert len(targets) == len(expected)
    assert all(target.span.of(text) == target.text and target.text in target.quote for target in targets)
    reasons = {rejection.text: rejection.reason for rejection in analysis.rejections}
    for figure, reason in case.get("rejected", {}).items():
        assert reasons[figure] == reason if reason else figure in reasons
    messages = [issue.message for issue in analysis.issues if issue.stage == "targets"]
    assert len(messages) == len(case.get("issues", []))
    assert all(part in message for part, message in zip(case.get("issues", []), messages, strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"][:40])
def test_tables_of_a_page(tmp_path, case):
    check(analyze(tmp_path, "plan.html", as_page(case.get("above"), page_table(case["rows"]))), case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"][:40])
def test_tables_of_a_word_file(tmp_path, case):
    check(analyze(tmp_path, "plan.docx", as_word(case.get("above"), case["rows"])), case)


LOOSE_ROWS = [
    ["序号", "指标", "2020年", "2025年", "属性"],
    ["1", "国家级孵化器数（家）", "4", "12", "预期性"],
    ["2", "研发经费投入强度（%）", "1.9", "2.7", "约束性"],
    ["3", "技术合同成交额（亿元）", "8", "25", "预期性"],
]


@pytest.mark.parametrize("gap", [" ", "\n"], ids=["cells apart by blanks", "a cell a line"])
def test_tables_that_lost_their_lines(tmp_path, gap):
    rows = "\n".join(gap.join(row) for row in LOOSE_ROWS)
    plan = f"青湾市“十四五”科技创新规划\n{OPENING}\n主要指标表\n{rows}\n{CLOSING}"
    analysis = analyze(tmp_path, "plan.txt", plan.encode())
    found = [
        (one.text, str(one.value), one.deadline, one.basis.value, one.strength.value)
        for one in analysis.targets
    ]
    assert found == [
        ("12", "12", 2025, "level", "soft"),
        ("2.7", "2.7", 2025, "level", "firm"),
        ("25", "2500000000", 2025, "level", "soft"),
    ]


BARS = [
    ("主要指标", "指标名称｜2030年｜2035年｜属性"),
    ("专栏3 主要指标（指标名称｜2030年｜2035年｜属性）", None),
]


@pytest.mark.parametrize("head", BARS, ids=["a header in a line of its own", "a header in brackets"])
def test_bars_part_cells_without_blanks(tmp_path, head):
    rows = "湿地保护率｜52%｜56%｜约束性\n林下产业产值｜80亿元｜130亿元以上｜预期性"
    plan = "\n".join(
        ["青湾市林业发展规划", OPENING, *filter(None, head), rows, "二、保障措施\n各区县要加强领导。"]
    )
    analysis = analyze(tmp_path, "plan.txt", plan.encode())
    found = [(one.text, one.indicator, one.deadline, one.strength.value) for one in analysis.targets]
    assert found == [("56%", "湿地保护率", 2035, "firm"), ("130亿元以上", "林下产业产值", 2035, "soft")]


def test_bars_of_a_menu_are_no_table(tmp_path):
    menu = "首页｜政策｜2030年｜2035年\n新闻｜公开｜互动｜更多120条"
    analysis = analyze(tmp_path, "plan.txt", f"青湾市林业发展规划\n{OPENING}\n{menu}\n{CLOSING}".encode())
    assert not any("cell of a table" in one.reasons for one in analysis.targets)


@pytest.mark.parametrize(
    ("years", "binds", "found"),
    [
        (("2030年", "2035年"), ("约束性", "预期性"), ["56%", "130亿元"]),
        (("2028年", "2030年"), ("约束性", "预期性"), ["52%", "56%", "80亿元", "130亿元"]),
        (("2030年", "2035年"), ("约束性", "林业局"), ["52%", "56%", "80亿元", "130亿元"]),
    ],
    ids=["the two ends of a plan", "two years within one", "not all rows bind"],
)
def test_rows_that_bind_tell_where_a_plan_without_a_date_starts(tmp_path, years, binds, found):
    table = page_table(
        [
            ["指标", *years, "备注"],
            ["湿地保护率", "52%", "56%", binds[0]],
            ["林下产业产值", "80亿元", "130亿元", binds[1]],
        ]
    )
    content = as_page(None, table, "二、保障措施\n各区县要加强领导，落实责任，营造氛围。")
    assert [target.text for target in analyze(tmp_path, "plan.html", content).targets] == found


@pytest.mark.parametrize("case", IN_LINES, ids=lambda case: case["name"][:40])
def test_tables_that_came_with_a_cell_a_line(tmp_path, case):
    plan = f"{TITLE}\n{OPENING}\n{case['lines']}\n{CLOSING}"
    analysis = analyze(tmp_path, "plan.txt", plan.encode())
    in_table = [one for one in analysis.targets if "cell of a table" in one.reasons]
    check(replace(analysis, targets=tuple(in_table)), case)


def test_a_list_in_lines_is_no_table(tmp_path):
    lines = "项目\n2024年\n任务\n新建孵化器\n3家以上\n新增企业\n市科技局\n2025年"
    plan = f"{TITLE}\n{OPENING}\n{lines}\n{CLOSING}"
    assert not any(
        "cell of a table" in one.reasons for one in analyze(tmp_path, "plan.txt", plan.encode()).targets
    )


def cells(text):
    return "".join(f"<tr>{row}</tr>" for row in text.split("\n"))


HEADS = {
    "years below a cell that spans them": (
        "<td rowspan=2>指标</td><td rowspan=2>单位</td><td colspan=2>年度目标</td><td rowspan=2>责任单位</td>\n"
        "<td>2023年</td><td>2024年</td>"
    ),
    "years below empty cells": (
        "<td>指标</td><td>单位</td><td colspan=2>年度目标</td><td>责任单位</td>\n"
        "<td></td><td></td><td>2023年</td><td>2024年</td><td></td>"
    ),
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_header_may_have_two_rows(tmp_path, head):
    body = "<td>创新平台</td><td>家</td><td>7</td><td>9</td><td>科技局</td>"
    analysis = analyze(tmp_path, "plan.html", as_page(None, f"<table>{cells(head)}{cells(body)}</table>"))
    found = [(target.text, target.indicator, target.unit, target.deadline) for target in analysis.targets]
    assert found == [("7", "创新平台", "家", 2023), ("9", "创新平台", "家", 2024)]


def test_a_cell_may_span_the_rows_of_its_class(tmp_path):
    rows = (
        "<td>类别</td><td>指标</td><td>2023年</td>\n<td rowspan=2>人才</td><td>引进博士（名）</td><td>15</td>\n"
        "<td>选派科技特派员（名）</td><td>200</td>"
    )
    analysis = analyze(tmp_path, "plan.html", as_page(None, f"<table>{cells(rows)}</table>"))
    assert [(target.indicator, target.text) for target in analysis.targets] == [
        ("引进博士", "15"),
        ("选派科技特派员", "200"),
    ]


def test_a_number_in_a_label_is_part_of_a_name(tmp_path):
    table = page_table([["指标", "2023年"], ["引进500家企业中的龙头（家）", "3"]])
    analysis = analyze(tmp_path, "plan.html", as_page(None, table))
    assert [target.text for target in analysis.targets] == ["3"]
    assert {rejection.text: rejection.reason for rejection in analysis.rejections}["500家"] == "name"


def test_an_attachment_goes_with_the_clause_that_it_follows(tmp_path):
    table = page_table([["项目", "2023年", "2024年"], ["培训人数（人）", "800", "900"]])
    content = as_page(None, "", CLOSING + "\n附件：年度任务表\n附件\n年度任务表").decode() + table
    analysis = analyze(tmp_path, "plan.html", content.encode())
    assert [(target.text, target.clause, target.deadline) for target in analysis.targets] == [
        ("800", "plan/二", 2023),
        ("900", "plan/二", 2024),
    ]


@pytest.mark.parametrize(
    ("title", "found"), [("科技创新“十四五”规划", ["9"]), ("科技创新工作方案", ["4", "9"])]
)
def test_the_years_that_a_plan_is_for_tell_what_was_there_before(tmp_path, title, found):
    table = page_table([["指标", "2020年", "2025年"], ["创新平台（家）", "4", "9"]])
    content = as_page(None, table, "二、保障措施\n各区县要加强领导，落实责任，营造氛围。").decode()
    analysis = analyze(tmp_path, "plan.html", content.replace("科技创新行动方案", title).encode())
    assert [target.text for target in analysis.targets] == found


def extract(text, start, end):
    document = Document("plan", "plan.txt", "text", "utf-8", "", text)
    clause = Clause("plan/一", "plan", Span(start, end), "一", "", (), text[start:end])
    return TOOLS.numbers.extractor.extract([clause], document, Metadata(issued="2022-03"), lambda *_: ())


TOGETHER = "年度任务表任务2022年2023年2024年培训人数（人）320036002800创办实体（个）140160120投资（亿元）465"


@pytest.mark.parametrize("inside", [True, False], ids=["in a clause", "outside the clauses"])
def test_a_table_that_ran_together_is_reported_and_never_read(inside):
    text = f"新增企业5家。{TOGETHER}"
    targets, rejections, [issue] = extract(text, 0, len(text) if inside else 7)
    assert [target.text for target in targets] == ["5家"]
    unread = {each.text: each.clause for each in rejections if each.reason == "unreadable table"}
    assert unread == dict.fromkeys(["320036002800", "140160120", "465"], "plan/一" if inside else None)
    assert issue.severity == "warning"
    assert "unreadable table" in issue.message
    assert issue.span.of(text).startswith("2022年2023年2024年培训")


@pytest.mark.parametrize(
    "text",
    [
        "2022年2023年各新增5家。",
        "2022年、2023年、2024年培训人数3200、3600、2800。",
        "电话13900000000，编号20220012345。",
    ],
)
def test_years_and_digits_in_a_sentence_are_no_table(text):
    _, rejections, issues = extract(text, 0, len(text))
    assert not issues
    assert "unreadable table" not in {rejection.reason for rejection in rejections}


def test_numbers_outside_the_clauses_are_kept_with_their_reason():
    text = "青政发〔2022〕7号 奖励20家企业的意见 新增企业5家。 2022年3月1日 第3版"
    start = text.index("新增")
    targets, rejections, _ = extract(text, start, start + 7)
    assert [target.text for target in targets] == ["5家"]
    assert [(each.text, each.clause, each.reason) for each in rejections] == [
        ("〔2022〕7号", None, "number of a document"),
        ("20家", None, "outside the clauses"),
        ("2022年3月1日", None, "date"),
        ("第3", None, "name"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "甲 | 2023年\n" * 5_000,
        "指标 | 2023年\n" + "甲 | 1\n" * 5_000,
        "9" * 20 + "\n",
        ("9" * 20 + "\n") * 5_000,
    ],
    ids=["headers", "rows", "digits", "lines of digits"],
)
def test_long_tables_end(text):
    extract(text, 0, len(text))


UNDATED = "青湾市规划\n一、主要指标\n{rows}\n二、保障措施\n加强领导。"


@pytest.mark.parametrize(
    ("rows", "found", "warned"),
    [
        (  # what comes between the years tells that the first is the base
            "指标 | 2025年 | 2030年 | 年均增速〔累计〕\n研发经费投入（亿元） | 12 | 20 | 〔66〕以上",
            [("20", "2000000000", "元", "level", 2030), ("66", "66", "%", "growth", 2030)],
            False,
        ),
        (  # nothing tells it
            "指标 | 单位 | 2025年 | 2030年\n平台数量 | 家 | 11 | 32",
            [("11", "11", "家", "level", 2025), ("32", "32", "家", "level", 2030)],
            True,
        ),
        (
            "指标 | 单位 | 2026年 | 2027年\n平台数量 | 家 | 11 | 32",
            [("11", "11", "家", "level", 2026), ("32", "32", "家", "level", 2027)],
            False,
        ),
    ],
)
def test_the_first_year_of_a_plan_without_a_date(tmp_path, rows, found, warned):
    analysis = analyze(tmp_path, "plan.txt", UNDATED.format(rows=rows).encode())
    assert [
        (one.text, str(one.value), one.unit, one.basis.value, one.deadline) for one in analysis.targets
    ] == found
    assert any("may be where it starts" in issue.message for issue in analysis.issues) == warned


LONE_ROWS = yaml.safe_load(
    (Path(__file__).parent / "cases/tables/lone_rows.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", LONE_ROWS, ids=lambda case: case["name"][:40])
def test_lines_that_are_rows_by_themselves(tmp_path, case):
    lines = "\n".join(case["lines"])
    plan = f"青湾市“十四五”科技创新规划\n{OPENING}\n{lines}\n{CLOSING}"
    check(analyze(tmp_path, "plan.txt", plan.encode()), case)


def test_the_head_of_a_table_does_not_go_on_with_its_title(tmp_path):
    rows = "序号 指标 2022年完成 2023年目标\n1 孵化器总数（家） 6 8\n2 技术合同成交额（亿元） 7.9 10"
    analysis = analyze(tmp_path, "plan.txt", f"青湾县2022年目标完成及2023年计划指标对照表\n{rows}\n".encode())
    assert [(one.text, one.deadline) for one in analysis.targets] == [("8", 2023), ("10", 2023)]
