"""Pictures of pages: recognised where the engine is installed, page by page, each page once; told where it is not."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from policycmp.cli import app
from policycmp.errors import ReadError
from policycmp.models import PageLines, PlacedLine, Span
from policycmp.readers import Input, Recognition, read_document, scans
from policycmp.readers.kept_pages import KeptPages
from policycmp.readers.ocr_engine import can_recognise
from policycmp.readers.page_layout import Character, PrintedPage
from policycmp.readers.printed_pages import page_data, page_of

PICTURES = Path(__file__).parent / "scans"
PLAN = [
    "到2027年，全市高新技术企业达到260家，研发投入强度达到2.6%，技术合同成交额突破80亿元。",
    "集聚创新人才。每年引进高层次人才120名，建成人才公寓3000套。",
]
recognises = pytest.mark.skipif(not can_recognise(), reason="the extra policycmp[ocr] is not installed")


def lines(path, **options):
    return read_document(Input(str(path), "plan"), **options).text.splitlines()


def scanned(path, *names, text=None):
    """Write a PDF whose pages are pictures; with `text` its first page is text."""
    drawing = Canvas(str(path), pagesize=(420, 300))
    if text:
        drawing.drawString(40, 200, text)
        drawing.showPage()
    for name in names:
        drawing.drawImage(ImageReader(Image.open(PICTURES / name)), 0, 0, 420, 300)
        drawing.showPage()
    drawing.save()
    return path


@recognises
@pytest.mark.parametrize("name", ["plan.png", "stamped.jpg", "on-its-side.png", "on-its-head.png"])
def test_a_page_is_read_however_it_lies(name):
    text = "\n".join(lines(PICTURES / name))
    assert text.startswith("临湖市科技创新行动方案\n")
    for line in PLAN:
        assert line in text


@recognises
def test_a_ruled_table_is_read_as_rows():
    assert lines(PICTURES / "table.png")[1:] == [
        "指标 | 单位 | 2025年 | 2027年",
        "高新技术企业 | 家 | 190 | 260",
        "研发投入占地区生产总值比重 | % | 2.2 | 2.6",
        "技术合同成交额 | 亿元 | 60 | 80",
        "有效发明专利 | 件 | 3100 | 4200",
    ]


@recognises
def test_columns_are_read_one_after_the_other():
    text = lines(PICTURES / "columns.png")
    assert text[1] == "到2027年，全市新增省级以上创新平台12个，科技型中小企业达到900家。"
    assert text.index("每年举办创新创业大赛2场，开放应用场景40个。") < text.index(
        "建成科技企业孵化器15家，在孵企业超过600家，孵化面积达到30万平方米。"
    )


@recognises
def test_pages_of_text_and_pictures_are_read_each_in_its_way(tmp_path):
    document = read_document(
        Input(str(scanned(tmp_path / "mixed.pdf", "plan.png", text="Plan 2025")), "mixed")
    )
    assert document.text.splitlines()[0] == "Plan 2025"
    assert document.lines.page(document.text.index("260家")) == 2
    assert document.lines.sure(Span(0, 4)) is None
    assert document.lines.sure(Span(document.text.index("260家"), document.text.index("260家") + 4)) > 0.9
    assert document.issues == ()


@recognises
def test_a_page_is_recognised_once(tmp_path, monkeypatch):
    path, told = scanned(tmp_path / "scan.pdf", "plan.png"), []
    recognition = Recognition(tmp_path / "kept", lambda page, pages: told.append((page, pages)))
    first = read_document(Input(str(path), "scan"), recognition=recognition)
    monkeypatch.setattr(scans, "recognise_apart", lambda *_: pytest.fail("recognised again"))
    assert read_document(Input(str(path), "scan"), recognition=recognition) == first
    assert told == [(1, 1)]


@recognises
def test_commitments_of_a_scan_are_those_of_its_text(tmp_path):
    def numbers(path):
        arguments = ["targets", str(path), "--list", "--format", "jsonl", "--quiet", "--no-cache"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    (tmp_path / "plan.txt").write_text("临湖市科技创新行动方案\n" + "\n".join(PLAN) + "\n", "utf-8")
    told = [(each["value"], each["unit"], each["deadline"]) for each in numbers(tmp_path / "plan.txt")]
    recognised = numbers(PICTURES / "plan.png")
    assert {(each["value"], each["unit"], each["deadline"]) for each in recognised} >= set(told)
    assert all(each["page"] == 1 and 0.5 < each["ocr"] <= 1 for each in recognised)


@recognises
def test_a_blank_page_says_so(tmp_path):
    Image.new("L", (600, 800), 255).save(tmp_path / "blank.png")
    with pytest.raises(ReadError, match="no letter could be recognised"):
        lines(tmp_path / "blank.png")


class TestWithoutTheEngine:
    @pytest.fixture(autouse=True)
    def absent(self, monkeypatch):
        monkeypatch.setattr(scans, "can_recognise", lambda: False)

    def test_a_picture_names_what_to_install(self):
        with pytest.raises(ReadError, match=r"is a picture; `pip install 'policycmp\[ocr\]'` reads it"):
            lines(PICTURES / "plan.png")

    def test_a_scan_names_what_to_install(self, tmp_path):
        with pytest.raises(
            ReadError, match=r"is a scan without text; `pip install 'policycmp\[ocr\]'` reads it"
        ):
            lines(scanned(tmp_path / "scan.pdf", "plan.png"))

    def test_pages_of_text_are_read_and_the_others_named(self, tmp_path):
        path = scanned(tmp_path / "mixed.pdf", "plan.png", "table.png", text="Plan 2025")
        document = read_document(Input(str(path), "mixed"))
        assert document.text == "Plan 2025\n"
        assert [issue.message for issue in document.issues] == [
            "pages 2, 3 are pictures and left out; `pip install 'policycmp[ocr]'` reads them"
        ]


def test_a_picture_with_words_on_a_page_of_text_is_no_scan(tmp_path):
    drawing = Canvas(str(tmp_path / "plan.pdf"), pagesize=(420, 300))
    drawing.drawImage(ImageReader(Image.open(PICTURES / "table.png")), 0, 0, 420, 300)
    drawing.drawString(40, 200, "A page of text on a picture, which is its background alone.")
    drawing.save()
    assert lines(tmp_path / "plan.pdf") == ["A page of text on a picture, which is its background alone."]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0cut", b"II*\0cut", b"MM\0*"])
def test_a_damaged_picture_says_so(tmp_path, content):
    (tmp_path / "scan.png").write_bytes(content)
    with pytest.raises(ReadError, match="cut off or damaged"):
        lines(tmp_path / "scan.png")


def test_a_bomb_of_pixels_is_refused(tmp_path):
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    with pytest.raises(ReadError, match="more than 50 million pixels"):
        lines(tmp_path / "bomb.png")


class TestCertainty:
    PLACED = PageLines.of(
        [
            PlacedLine(0, 1, (10, 10, 90, 20)),
            PlacedLine(10, 1, (10, 30, 90, 40), sure=0.97),
            PlacedLine(20, 2, (10, 10, 90, 20), sure=0.62),
        ]
    )

    @pytest.mark.parametrize(
        ("span", "sure", "is_doubtful"),
        [
            (Span(2, 5), None, False),
            (Span(12, 15), 0.97, False),
            (Span(22, 25), 0.62, True),
            (Span(12, 25), 0.62, True),
            (Span(2, 15), 0.97, False),
        ],
    )
    def test_a_quote_is_as_certain_as_its_least_certain_line(self, span, sure, is_doubtful):
        assert self.PLACED.sure(span) == sure
        assert self.PLACED.is_doubtful(span) is is_doubtful

    def test_a_text_without_pages_is_not_doubted(self):
        assert PageLines().sure(Span(0, 5)) is None
        assert not PageLines().is_doubtful(Span(0, 5))


PAGE = PrintedPage(
    [Character(text="新", x0=10.0, x1=20.0, top=5.0, bottom=15.0, size=10.0, sure=0.98)],
    [],
    420.0,
)


def test_a_page_comes_back_from_its_data():
    assert page_of(json.loads(json.dumps(page_data(PAGE)))) == PAGE


class TestKeptPages:
    def test_what_is_damaged_is_as_if_it_had_never_been_there(self, tmp_path):
        kept = KeptPages(tmp_path / "kept")
        assert kept.recall("a") is None
        kept.keep("a", PAGE)
        assert kept.recall("a") == PAGE
        for damage in ("", "[]", '{"width": 1}', '{"width": 1, "characters": [[1]], "grids": []}'):
            (tmp_path / "kept" / "a.json").write_text(damage)
            assert kept.recall("a") is None

    def test_those_not_used_for_longest_go(self, tmp_path, monkeypatch):
        monkeypatch.setattr("policycmp.readers.kept_pages.MOST_PAGES", 2)
        kept = KeptPages(tmp_path)
        for name in "abc":
            kept.keep(name, PAGE)
            (tmp_path / f"{name}.json").touch()
        assert sorted(file.name for file in tmp_path.iterdir()) == ["b.json", "c.json"]
        assert kept.clear() > 0
        assert list(tmp_path.iterdir()) == []

    def test_without_a_folder_nothing_is_kept(self):
        KeptPages(None).keep("a", PAGE)
        assert KeptPages(None).recall("a") is None
        assert KeptPages(None).clear() == 0


def test_doubtful_numbers_are_marked_and_listed(tmp_path, monkeypatch):
    """A page recognised with little certainty: as the engine would give it, without the engine."""
    text = ["一、发展目标", "到2027年，高新技术企业达到260家。", "二、建设平台", "新建重点实验室5家。"]
    characters = [
        Character(
            text=letter, x0=40 + 10 * place, x1=50 + 10 * place, top=30.0 + 20 * row, bottom=40.0 + 20 * row,
            size=10.0, sure=0.6 if row == 1 else 0.99,
        )
        for row, line in enumerate(text)
        for place, letter in enumerate(line)
    ]  # fmt: skip
    monkeypatch.setattr(scans, "can_recognise", lambda: True)
    monkeypatch.setattr(scans, "recognise_apart", lambda *_: PrintedPage(characters, [], 420.0))
    Image.new("L", (420, 300), 255).save(tmp_path / "plan-2025.png")

    def run(*arguments):
        result = CliRunner().invoke(app, [*arguments, str(tmp_path / "plan-2025.png"), "--no-cache"])
        assert result.exit_code == 0, result.output
        return result

    listed = run("targets", "--list", "--format", "markdown")
    assert "260家 ocr?" in listed.stdout
    assert "5家 ocr?" not in listed.stdout
    assert (
        "1 number stands in a line hard to recognise; check against the page: 260家 (p. 1)" in listed.stderr
    )
    assert "ocr?" in run("compare", "--all", "--format", "html").stdout
    assert "ocr?" in run("compare", "--all", "--format", "csv").stdout
    records = [json.loads(line) for line in run("targets", "--list", "--format", "jsonl").stdout.splitlines()]
    assert {each["text"]: Decimal(str(each["ocr"])) for each in records} == {
        "260家": Decimal("0.6"),
        "5家": Decimal("0.99"),
    }
