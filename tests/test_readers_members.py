"""Files that hold several plans, and the less common kinds of documents."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from policycmp.errors import ReadError
from policycmp.readers import Input, find_inputs, load_bytes, read_document

PLAN = "临湖市科技创新方案\n一、目标\n到2027年，全市高新技术企业达到300家，技术合同成交额突破80亿元。\n"
ODT = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
    "<text:h>临湖市方案</text:h><text:p>一、目标<text:s text:c='2'/>见下<text:line-break/>到2027年</text:p>"
    "<text:list><text:list-item><text:p>新增企业<text:span>20</text:span>家。</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>指标</text:p></table:table-cell>"
    "<table:table-cell><text:p>2027年</text:p></table:table-cell></table:table-row></table:table>"
    "<text:tracked-changes><text:p>删去</text:p></text:tracked-changes></office:text></office:body></office:document-content>"
)


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return str(path)


def workbook(path, rows):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return str(path)


def test_the_plans_of_an_archive_are_inputs(tmp_path):
    path = archive(
        tmp_path / "plans.zip",
        {"2024/临湖.txt": PLAN, "b.md": PLAN, "__MACOSX/b.md": "x", "photo.gif": "x", "in.zip": "x"},
    )
    inputs, issues = find_inputs([path])
    assert ([source.doc for source in inputs], issues) == (["b", "临湖"], [])
    assert read_document(inputs[1]).text == PLAN


def test_names_in_gbk_are_read(tmp_path):
    path = tmp_path / "plans.zip"
    archive(path, {"AAAA.txt": PLAN})
    # Archives made on Chinese Windows name their members in GBK, and do not say so.
    path.write_bytes(path.read_bytes().replace(b"AAAA", "临湖".encode("gbk")))
    (source,), _ = find_inputs([str(path)])
    assert source.doc == "临湖"
    assert load_bytes(source).decode() == PLAN


def test_a_bomb_is_refused_and_the_others_are_read(tmp_path):
    path = archive(tmp_path / "plans.zip", {"a.txt": "一" * 2_000_000, "b.txt": PLAN})
    bomb, plan = find_inputs([path])[0]
    with pytest.raises(ReadError, match="do not trust it"):
        load_bytes(bomb)
    assert load_bytes(plan).decode() == PLAN


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("empty.zip", {"a.gif": "x"}, "archive without plans"), ("cut.zip", None, "cut off or damaged")],
)
def test_an_archive_without_plans_is_told(tmp_path, name, content, reason):
    path = tmp_path / name
    if content is None:
        path.write_bytes(b"PK\x03\x04 and no more")
    else:
        archive(path, content)
    inputs, (issue,) = find_inputs([str(path)])
    assert (inputs, issue.severity) == ([], "error")
    assert reason in issue.message


def test_a_member_that_does_not_unpack_is_told(tmp_path):
    path = archive(tmp_path / "plans.zip", {"a.txt": PLAN * 9})
    content = Path(path).read_bytes()
    place = content.index(b"a.txt") + len("a.txt")
    Path(path).write_bytes(content[:place] + b"\xff" * 9 + content[place + 9 :])
    with pytest.raises(ReadError, match="is damaged in its archive"):
        load_bytes(Input(f"{path}!/a.txt", "a"))


def test_a_member_that_is_gone_is_told(tmp_path):
    path = archive(tmp_path / "plans.zip", {"a.txt": PLAN})
    with pytest.raises(ReadError, match="not in the archive"):
        load_bytes(Input(f"{path}!/b.txt", "b"))


def test_a_list_of_policies_gives_a_plan_a_row(tmp_path):
    rows = [
        ("序号", "标题", "发布机构", "发布日期", "正文"),
        (1, "临湖市科技创新方案", "临湖市人民政府", "2024-03-05", PLAN),
        (2, "空", "某局", "2024-01-01", "无"),
    ]
    path = workbook(tmp_path / "list.xlsx", rows)
    (source,), issues = find_inputs([path])
    document = read_document(source)
    assert (source.doc, issues) == ("list-2", [])
    assert document.text.splitlines()[:3] == [
        "发布机构：临湖市人民政府",
        "发布日期：2024-03-05",
        "临湖市科技创新方案",
    ]
    assert document.text.endswith("80亿元。\n")


def test_a_workbook_without_texts_is_told_where_it_is_named_and_counted_in_a_folder(tmp_path):
    workbook(tmp_path / "context.xlsx", [("region", "gdp"), ("临湖市", 100)])
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert "without a column of texts" in find_inputs([str(tmp_path / "context.xlsx")])[1][0].message
    inputs, (issue,) = find_inputs([str(tmp_path)])
    assert [source.doc for source in inputs] == ["plan"]
    assert (issue.severity, "1 .xlsx" in issue.message) == ("note", True)


def test_an_opendocument_text_is_read(tmp_path):
    path = archive(
        tmp_path / "plan.odt", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT}
    )
    document = read_document(Input(path, "plan"))
    assert document.format == "odt"
    assert document.text == "临湖市方案\n一、目标  见下\n到2027年\n新增企业20家。\n指标 | 2027年\n"
