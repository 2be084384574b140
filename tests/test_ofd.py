"""OFD (GB/T 33190): pages as they are shown; hostile files are refused in one line."""

import io
import zipfile

import pytest
from typer.testing import CliRunner

from policycmp.cli import app
from policycmp.errors import ReadError
from policycmp.readers import Input, read_document
from tests.ofd_files import LINE, NAMESPACE, SIZE, lines_page, ofd, page, rule, text_object

FIRST = [
    "临湖市科技创新行动方案",
    "一、发展目标",
    "\u3000\u3000到2027年，全市高新技术企业达到260家，研发投入强度达到",
    "2.6%，技术合同成交额突破80亿元。",
]
SECOND = ["二、建设平台", "\u3000\u3000新建重点实验室5家，每家给予50万元补助。"]


def read(tmp_path, content):
    path = tmp_path / "plan.ofd"
    path.write_bytes(content)
    return read_document(Input(str(path), "plan"))


def refusal(tmp_path, content):
    with pytest.raises(ReadError) as refused:
        read(tmp_path, content)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def lines(document):
    return document.text.splitlines()


def test_pages_are_read_in_their_order_and_lines_joined(tmp_path):
    document = read(tmp_path, ofd([lines_page(FIRST), lines_page(SECOND)]))
    assert document.format == "ofd"
    assert lines(document) == [*FIRST[:2], (FIRST[2] + FIRST[3]).strip(), SECOND[0], SECOND[1].strip()]


def test_each_line_knows_its_page_and_box(tmp_path):
    document = read(tmp_path, ofd([lines_page(FIRST), lines_page(SECOND)]))
    start = document.text.index("5家")
    assert document.lines.page(start) == 2
    assert document.lines.page(document.text.index("260家")) == 1


def test_commitments_are_those_of_the_text(tmp_path):
    (tmp_path / "plan.ofd").write_bytes(ofd([lines_page(FIRST), lines_page(SECOND)]))
    (tmp_path / "text.txt").write_text("\n".join([*FIRST[:2], FIRST[2] + FIRST[3], *SECOND]), "utf-8")

    def numbers(name):
        arguments = ["targets", str(tmp_path / name), "--list", "--format", "csv", "--quiet"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        return [row.split(",")[5:] for row in result.stdout.splitlines()]

    assert [len(row) for row in numbers("plan.ofd")]
    assert len(numbers("plan.ofd")) == len(numbers("text.txt")) == 6


def test_steps_may_be_counted_and_letters_placed_by_a_matrix(tmp_path):
    counted = text_object("研发投入强度达到2.6%", 30, 40, steps=f"g 7 {SIZE} {SIZE} g 3 {SIZE / 2}")
    scaled = text_object("新建实验室5家", 15, 30, attributes='CTM="2 0 0 2 0 0"')
    text = read(tmp_path, ofd([page([counted, scaled])])).text
    assert "研发投入强度达到2.6%" in text
    assert "新建实验室5家" in text


def test_letters_without_steps_stand_side_by_side(tmp_path):
    assert lines(read(tmp_path, ofd([page([text_object("新建实验室5家", 30, 40, steps="")])]))) == [
        "新建实验室5家"
    ]


def test_what_is_written_aslant_is_a_watermark(tmp_path):
    aslant = text_object("内部资料", 60, 100, attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')
    document = read(tmp_path, ofd([page([text_object("新建实验室5家", 30, 40), aslant])]))
    assert lines(document) == ["新建实验室5家"]


def test_templates_and_blocks_are_drawn(tmp_path):
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/head.xml"/>'
    head = page([text_object("临湖市人民政府文件", 60, 30)])
    inner = f"<ofd:PageBlock>{text_object('新建实验室5家。', 30, 60)}</ofd:PageBlock>"
    content = page([inner], templates='<ofd:Template TemplateID="7"/>')
    document = read(tmp_path, ofd([content], common=common, parts={"Doc_0/Tpls/head.xml": head}))
    assert "".join(lines(document)) == "临湖市人民政府文件新建实验室5家。"


def test_ruled_tables_are_rows(tmp_path):
    left, middle, right, top = 30, 90, 150, 40
    rules = [rule(left, top + 10 * row, right, top + 10 * row) for row in range(3)]
    rules += [rule(x, top, x, top + 20) for x in (left, middle, right)]
    words = [("指标", 32, 47), ("2027年", 92, 47), ("高新技术企业（家）", 32, 57), ("260", 92, 57)]
    document = read(tmp_path, ofd([page([*rules, *(text_object(*word) for word in words)])]))
    assert lines(document) == ["指标 | 2027年", "高新技术企业（家） | 260"]


def test_bold_print_drawn_twice_counts_once(tmp_path):
    twice = [text_object("新建实验室5家", 30, 40), text_object("新建实验室5家", 30.05, 40)]
    assert lines(read(tmp_path, ofd([page(twice)]))) == ["新建实验室5家"]


def test_page_numbers_are_left_out(tmp_path):
    pages = [
        page(
            [
                *(text_object(f"第{number}章新建实验室{row}家。", 30, 40 + LINE * row) for row in range(6)),
                text_object(f"— {number} —", 100, 280),
            ]
        )
        for number in (1, 2, 3)
    ]
    document = read(tmp_path, ofd(pages))
    assert "—" not in document.text
    assert "3 page headers, footers and page numbers" in document.issues[0].message


def test_a_page_that_the_file_lacks_is_named(tmp_path):
    places = ["Pages/Page_0/Content.xml", "Pages/gone.xml"]
    document = read(tmp_path, ofd([lines_page(FIRST), lines_page(SECOND)], locations=places))
    assert [issue.message for issue in document.issues] == ["page 2 cannot be read: the file lacks them"]


def test_a_damaged_page_costs_that_page_alone(tmp_path):
    document = read(
        tmp_path, ofd([lines_page(FIRST), "<ofd:Page"], parts={"Doc_0/Pages/Page_1/Content.xml": "<ofd:Page"})
    )
    assert lines(document)[0] == FIRST[0]
    assert "page 2" in document.issues[0].message


def test_signatures_and_attachments_are_left_alone(tmp_path):
    parts = {
        "Doc_0/Signs/Signatures.xml": "<not xml",
        "Doc_0/Attachs/plan.js": "alert(1)",
        "Doc_0/Annots/Annotations.xml": f"<ofd:Annotations {NAMESPACE}/>",
    }
    assert lines(read(tmp_path, ofd([lines_page(SECOND)], parts=parts)))[0] == SECOND[0]


class TestHostile:
    def test_a_page_outside_the_file_is_not_fetched(self, tmp_path):
        (tmp_path / "secret.xml").write_text(lines_page(["机密5家"]), "utf-8")
        for place in (
            "../../../secret.xml",
            "/etc/passwd",
            "http://example.org/page.xml",
            "file:///etc/passwd",
        ):
            document = read(
                tmp_path,
                ofd([lines_page(FIRST), lines_page(SECOND)], locations=["Pages/Page_0/Content.xml", place]),
            )
            assert "机密" not in document.text
            assert "page 2 cannot be read" in document.issues[0].message

    def test_entities(self, tmp_path):
        bomb = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><ofd:Page>&d;</ofd:Page>'
        assert "entities" in refusal(tmp_path, ofd([bomb]))

    def test_a_bomb(self, tmp_path):
        assert "larger than" in refusal(tmp_path, ofd([page([" " * (20 * 1024 * 1024)])]))

    def test_a_block_in_itself_without_end(self, tmp_path):
        deep = "<ofd:PageBlock>" * 200 + "</ofd:PageBlock>" * 200
        document = read(tmp_path, ofd([page([deep, text_object("新建实验室5家", 30, 40)])]))
        assert lines(document) == ["新建实验室5家"]

    def test_one_page_a_thousand_times(self, tmp_path):
        places = ["Pages/Page_0/Content.xml"] * 1001
        assert "more than 1000 pages" in refusal(tmp_path, ofd([lines_page(SECOND)], locations=places))

    def test_a_template_that_uses_itself(self, tmp_path):
        common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/head.xml"/>'
        head = page([text_object("临湖市", 60, 30)], templates='<ofd:Template TemplateID="7"/>')
        content = page([text_object("新建实验室5家", 30, 60)], templates='<ofd:Template TemplateID="7"/>')
        document = read(tmp_path, ofd([content], common=common, parts={"Doc_0/Tpls/head.xml": head}))
        assert "".join(lines(document)) == "临湖市新建实验室5家"

    def test_steps_without_end(self, tmp_path):
        endless = text_object("新建实验室5家", 30, 40, steps="g 999999999 4.5")
        assert "新" in read(tmp_path, ofd([page([endless])])).text

    def test_numbers_that_are_none(self, tmp_path):
        odd = text_object("新建实验室5家", 30, 40).replace('X="0"', 'X="NaN"').replace("4.5", "inf", 1)
        document = read(tmp_path, ofd([page([odd, text_object("达到260家", 30, 60)])]))
        assert "达到260家" in document.text

    def test_cut_off(self, tmp_path):
        content = ofd([lines_page(FIRST)])
        assert "cut off or damaged" in refusal(tmp_path, content[: len(content) // 2])

    def test_encrypted(self, tmp_path):
        assert "is encrypted" in refusal(
            tmp_path, ofd([lines_page(FIRST)], parts={"Encryptions.xml": "<a/>"})
        )

    def test_no_pages(self, tmp_path):
        assert "pages without text" in refusal(tmp_path, ofd([]))

    def test_no_document(self, tmp_path):
        assert "damaged" in refusal(tmp_path, ofd([], parts={"Doc_0/Document.xml": None}))

    def test_a_zip_that_only_names_it(self, tmp_path):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("notes/OFD.xml", "<a/>")
        assert "damaged" in refusal(tmp_path, target.getvalue())
