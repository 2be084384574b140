"""Who issued a plan, for where and when: every field as printed, and None where the plan does not say."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.metadata import doubt_by_name, find_metadata, parse_date
from policycmp.models import Document
from policycmp.readers.chrome import find_masks

FOLDER = Path(__file__).parent / "cases/metadata"
CASES = yaml.safe_load((FOLDER / "plans.yaml").read_text(encoding="utf-8"))
PLACES = yaml.safe_load((FOLDER / "places.yaml").read_text(encoding="utf-8"))
STAMPS = yaml.safe_load((FOLDER / "stamps.yaml").read_text(encoding="utf-8"))
DATES = {
    "2019年5月14日": "2019-05-14",
    "2019年05月29日": "2019-05-29",
    "二〇二〇年九月四日": "2020-09-04",
    "二○二一年十二月三十一日": "2021-12-31",
    "二零二二年廿一月": None,
    "2020年8月": "2020-08",
    "2020年": "2020",
    "2020-1-2": "2020-01-02",
    "2020年2月30日": None,
    "2020年13月": None,
    "某年某月": None,
    "": None,
}


def metadata_of(text, file="plan.txt"):
    document = Document(file.rsplit(".", 1)[0], file, "text", "utf-8", "", text, find_masks(text))
    return find_metadata(document)


def plain(metadata):
    """The fields as the cases write them."""
    region = metadata.region
    return {name: getattr(metadata, name) for name in metadata.__slots__} | {
        "region": [region.name, region.level and region.level.value, region.code, region.source],
        "cites": [[citation.number, citation.title] for citation in metadata.cites],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_metadata(case):
    found = plain(metadata_of(case["text"], case.get("file", "plan.txt")))
    assert {name: found[name] for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case["name"])
def test_the_place_that_a_page_speaks_for(case):
    found = plain(metadata_of(case["text"], case.get("file", "plan.txt")))["region"]
    assert found == (case["region"] or [None] * 4)


@pytest.mark.parametrize("case", STAMPS, ids=lambda case: case["name"])
def test_the_day_that_a_page_is_published(case):
    assert metadata_of(case["text"]).published == case["published"]


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_dates(text, date):
    assert parse_date(text) == date


def test_every_month_is_read_in_chinese():
    months = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()  # noqa: SIM905 - reads better
    assert [parse_date(f"二〇二〇年{month}月") for month in months] == [f"2020-{n:02d}" for n in range(1, 13)]


@given(
    st.text(
        alphabet="南通市人民政府办公室关于印发的通知《》〔2020〕1号年月日我代表省委有效期。，：\n ",
        max_size=120,
    )
)
def test_any_text_gets_metadata(text):
    metadata = metadata_of(text)
    assert metadata == metadata_of(text)
    assert metadata.region.code is None or metadata.region.name
    assert metadata.region.source in (None, "title", "text")


@pytest.mark.parametrize(
    "unit",
    [
        *["委", "市人民政府 ", "《", "〔2020〕1号", "关于印发", "2020年", "代表市", "中共市委", "在市第一届"],
        *[
            "近日",
            "南通市",
            "南通市、",
            "《南通市",
            "从南通",
            "南通高新区",
            "息烽",
            "2020-1-1 1:1",
            "时间:2020-1-1 ",
        ],
    ],
)
def test_hostile_repetition_costs_little(unit):
    lines = [unit * (90 // len(unit))] * 40
    assert metadata_of("\n".join([*lines, unit * 3000, *lines])).valid_until is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("襄阳.txt", "各位代表：\n现在，我代表国务院，向大会报告政府工作。\n", "国务院"),
        ("南通-2016.txt", "扬州市科技创新行动方案\n一、目标\n新增企业5家。\n", "扬州市"),
        ("扬州-2016.txt", "扬州市科技创新行动方案\n一、目标\n新增企业5家。\n", None),
        ("江苏-扬州.txt", "扬州市科技创新行动方案\n一、目标\n新增企业5家。\n", None),
        ("plan.txt", "扬州市科技创新行动方案\n一、目标\n新增企业5家。\n", None),
        ("襄阳.txt", "一、目标\n新增企业5家。\n", None),
    ],
)
def test_a_file_named_after_another_place_is_doubted(name, text, said):
    document = Document("doc", name, "txt", "utf-8", "", text)
    metadata = find_metadata(document)
    doubt = doubt_by_name(document, metadata.region, metadata.issuer)
    assert (doubt is None) if said is None else (f"its text {said};" in doubt.message)


@pytest.mark.parametrize(
    ("name", "text", "year", "by_name"),
    [
        ("nantong-2016.txt", "市政府关于建设创新基地的意见\n一、目标\n新增企业5家。\n", 2016, True),
        ("plan-2016-2018.txt", "市政府关于建设创新基地的意见\n一、目标\n新增企业5家。\n", None, False),
        ("20160301.txt", "市政府关于建设创新基地的意见\n一、目标\n新增企业5家。\n", None, False),
        ("plan-2016.txt", "扬州市科技意见\n扬政发〔2019〕7号\n一、目标\n新增企业5家。\n", 2019, False),
        (
            "plan-2016.txt",
            "扬州市科技意见\n一、目标\n新增企业5家。\n扬州市人民政府\n2018年3月1日\n",
            2018,
            False,
        ),
        ("plan-2016.txt", "扬州市科技计划（2021—2023年）\n一、目标\n新增企业5家。\n", None, False),
    ],
)
def test_a_year_of_the_files_name_dates_what_nothing_else_dates(name, text, year, by_name):
    metadata = find_metadata(Document("doc", name, "txt", "utf-8", "", text))
    assert (metadata.year, metadata.is_dated_by_name) == (year, by_name)
