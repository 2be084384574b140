"""When a plan was issued and published, which years it covers, and until when it holds. Dates are ISO 8601."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.signature import DATE

if TYPE_CHECKING:
    from policycmp.metadata.page import Page
    from policycmp.metadata.signature import Signature

_DIGITS = dict(zip("〇一二三四五六七八九零○Oo", "01234567890000", strict=True))
_PART = re.compile(r"[^年月日号號\-./\s]+")
_TEN = 10
_DELIVERED = re.compile(rf"(?:——|[(—-])(?P<date>{DATE})在")
_ADOPTED = re.compile(rf"(?P<date>{DATE})[^。\n]{{2,60}}?(?:通[过過]|修正|修[订訂]|批准)")
_BRACKETED = re.compile(rf"[((](?P<date>{DATE})\s*(?:印[发發]|[发發]布|公布|下[发發])[))]")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
# How a page stamps the day of its publication on a line of its own, over the text.
_STAMP = re.compile(
    rf"""
    ^(?:[-*•·][ \t]*)?(?P<bare>(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}})(?:\s+{_CLOCK})?$
    |^(?:(?!.{{0,40}}(?:截[止至]|报名|申报|受理|会议|召开|举行|培训|[施执]行|生效|有效))[^,。;\n]{{0,60}}[\s|])?
     (?P<timed>{DATE})\s+{_CLOCK}(?![ \t]*(?:[-—~至到前止起]|开始|召开|举行))
    |^(?P<placed>{DATE})[\s|]+(?:来源|作者|[一-鿿]{{2,12}}[网报社台](?![一-鿿]))
    |^(?P<day_first>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d{{2}})(?:\s+{_CLOCK})?$
    """,
    re.VERBOSE | re.MULTILINE,
)
# A layout may break it over the first lines.
_TORN_STAMP = re.compile(r"\s*(?P<date>(?:19|20)\d{2}\s*-\s*\d{1,2}\s*-\s*\d{1,2})\s*\n")
# 时间:2019-06-03 来源:某县某中心
_CREDIT = re.compile(
    rf"(?:时间|日期)\s*:\s*(?P<date>{DATE})(?:\s+{_CLOCK})?[\s|]+(?:来源|作者|编辑|浏览|点击)\w{{0,4}}\s*:"
)

# Header fields with a date, the surest first.
_SIGNED_FIELDS = ("成文日期", "成文时间", "签发日期", "生成日期", "制发日期")
_PUBLISHED_FIELDS = (
    "发文日期",
    "发布日期",
    "公布日期",
    "公开日期",
    "发布时间",
    "公开时间",
    "发文时间",
    "更新时间",
    "时间",
    "日期",
)
_FOOT_FIELDS = ("发布日期", "发布时间", "公开日期", "公开时间")
_EXPIRY_FIELDS = ("失效日期", "失效时间", "废止日期")
_FIELD_VALUE = re.compile(rf"(?:\*\*)?\s*[\]】]?\s*:?(?:\*\*)?\s*(?P<date>{DATE})")
_LAST_LINES = 12
_FULL_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")

_YEARS = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-—–―~～至到]+\s*((?:19|20)\d{2})\s*年?")
_ONE_YEAR = re.compile(r"^\D{0,12}?(20\d{2})\s*年(?!度?[前以])")
_PLAN_OF_FIVE_YEARS = re.compile(
    r"[“\"](十一五|十二五|十三五|十四五|十五五|十五)[”\"]|第(十|十一|十二|十三|十四|十五)个五年"
)
_ORDINALS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15}
_OPENING = 1500
_REVIEW = re.compile(
    r"(?P<a>20\d{2})年(?:政府|主要)?工作(?:情况)?的?(?:简要)?(?:回顾|总结)|一、(?P<b>20\d{2})年主要工作"
)
_REPORT = re.compile(
    r"(?:代表[^。,]{2,20}|向大会)[^。]{0,10}报告|^\s*(?:刚刚)?(?:过去的)?20\d{2}年,?是[^。]{0,80}一年"
)
_ANNOUNCED = re.compile(
    r"[。!;、\n]\s*(?P<year>20\d{2})年[^。;\n]{0,30}?(?:工作安排|主要工作|重点工作|总体要求|工作思路|周年|(?:关键|攻坚)[^。,]{0,6}年)"
    r"(?=[\s\S]{0,3000}?(?:预期目标|主要目标|总体要求))"
)
_AHEAD = r"年[^。,、\d]{0,10}?(?:工作|任务|目标|发展|思路|要求)"
_TERM = re.compile(
    r"(?:实施|實施|执行|執行|规划|規劃|规劃|規划)(?:期限?|[时時][间間])(?:为|為|是|:)?\s*" + _YEARS.pattern
)

_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_NUMBER = r"\d{1,2}|[一二三四五六七八九十两]{1,2}"
_VALID_FOR = re.compile(
    rf"(?:有效期限?|试行期限?|执行期限?|暂定)\s*(?:为|為|是|:)?\s*(?P<years>{_NUMBER})\s*年"
)
_VALID_UNTIL = re.compile(
    rf"有效期限?[^。;,]{{0,20}}?(?:至|到)\s*(?P<a>{DATE})|(?:[实實施执執]行|有效)(?:期限?)?(?:至|到)\s*(?P<b>{DATE})"
)
# One of them stands where `_VALID_UNTIL` or `_VALID_FOR` matches.
_TERM_WORDS = ("暂定", "有效期", "有效至", "有效到", "行期", "行至", "行到")
_SINCE_DATE = re.compile(rf"自\s*(?P<date>{DATE})\s*(?:起|开始|施行|实施|执行|生效)")
_SINCE_ISSUE = re.compile(
    r"自(?:公布|发布|印发|颁布|發布|印發|下发|通过)之日起(?:\s*(?P<days>\d{1,3})\s*日后)?"
)


def parse_date(text: str) -> str | None:
    """Parse a Chinese or numeric date.

    Args:
        text: such as 2019年5月14日, 二〇二〇年九月四日, 2020-08 or 2020年.

    Returns:
        The date as YYYY-MM-DD, shortened where day or month are missing; None where it is none.
    """
    parts = [_number(part) for part in _PART.findall(text)]
    if not parts or len(parts) > 3 or None in parts:  # noqa: PLR2004 - year, month, day
        return None
    numbers = [part for part in parts if part is not None]
    try:
        dt.date(*[*numbers, 1, 1][:3])
    except ValueError:
        return None
    return "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])


def find_issued(page: Page, signature: Signature | None) -> str | None:
    """Find the date of the signature; else of delivery, of issue in brackets, of adoption, or the page header's."""
    if signature and (issued := parse_date(signature.date)):
        return issued
    for pattern in (_DELIVERED, _BRACKETED, _ADOPTED):
        found = [parse_date(match.group("date")) for match in pattern.finditer(page.squeezed_head())]
        if dates := sorted(date for date in found if date):
            return dates[-1]
    return _field_date(page.header, _SIGNED_FIELDS)


def find_published(page: Page) -> str | None:
    """Find the date of publication: in the header's fields, stamped over the text, or credited below it."""
    if published := _field_date(page.header, _PUBLISHED_FIELDS):
        return published
    over = "\n".join([page.header, *(line.of(page.folded) for line in page.head)])
    below = "\n".join(line.of(page.folded) for line in page.lines[-_LAST_LINES:])
    stamps = [*_STAMP.finditer(over), _TORN_STAMP.match(page.folded), _CREDIT.search(below)]
    dates = (_stamped(stamp) for stamp in stamps if stamp)
    return next(filter(None, dates), None) or _field_date(page.foot, _FOOT_FIELDS)


def _stamped(stamp: re.Match[str]) -> str | None:
    """The date of a stamp, whose day may stand first (17.03.2018)."""
    date = re.sub(r"\s", "", next(filter(None, stamp.groups())))
    return parse_date(".".join(reversed(date.split("."))) if stamp.lastgroup == "day_first" else date)


def find_period(page: Page, title: str | None) -> str | None:
    """Find the years that a plan covers (`2024-2026`): in its title, a stated term, the headings of a report."""
    if title:
        if match := _YEARS.search(title):
            return f"{match.group(1)}-{match.group(2)}"
        if match := _PLAN_OF_FIVE_YEARS.search(title):
            first = 1951 + 5 * (_ORDINALS[match.group(2) or match.group(1).removesuffix("五") or "十"])
            return f"{first}-{first + 4}"
        if match := _ONE_YEAR.search(title):
            return match.group(1)
    if match := _TERM.search(page.folded):
        return f"{match.group(1)}-{match.group(2)}"
    if match := _REVIEW.search(page.folded):
        ahead = str(int(match.group("a") or match.group("b")) + 1)
        spoken = _REPORT.search(page.folded[:_OPENING]) and "今年" in page.folded
        if re.search(ahead + _AHEAD, page.folded) or spoken:
            return ahead
    return _announced_year(page)


def _announced_year(page: Page) -> str | None:
    """The year that a work report opens its second part with (2024年是……。今年的主要预期目标是)."""
    if not _REPORT.search(page.folded[:_OPENING]):
        return None
    return max((match.group("year") for match in _ANNOUNCED.finditer(f"\n{page.folded}")), default=None)


def find_named_year(page: Page) -> int | None:
    """Find the one year that a file's name gives (nantong-2016)."""
    years = {int(year) for year in _NAMED_YEAR.findall(page.stem)}
    return years.pop() if len(years) == 1 else None


def find_valid_until(page: Page, issued: str | None) -> str | None:
    """Find until when a plan holds: a date that it or its page names, else its term from the day it takes effect."""
    limited = any(words in page.folded for words in _TERM_WORDS)
    if limited and (match := _VALID_UNTIL.search(page.folded)):
        return parse_date(match.group("a") or match.group("b"))
    if stated := _field_date(page.header, _EXPIRY_FIELDS):
        return stated
    if limited and (match := _VALID_FOR.search(page.folded)):
        years = _number(match.group("years"))
        start = _start(page.folded[max(0, match.start() - 60) : match.end() + 60], issued)
        return _add_years(start, years) if start and years else None
    return None


def _start(context: str, issued: str | None) -> str | None:
    """The day that a plan takes effect, where it is known to the day."""
    if match := _SINCE_DATE.search(context):
        return parse_date(match.group("date"))
    match = _SINCE_ISSUE.search(context)
    if not match or not issued or not _FULL_DATE.match(issued):
        return None
    days = dt.timedelta(days=int(match.group("days") or 0))
    return (dt.date.fromisoformat(issued) + days).isoformat()


def _add_years(date: str, years: int) -> str:
    shifted = f"{int(date[:4]) + years:04d}{date[4:]}"
    return shifted if parse_date(shifted) else shifted.replace("-02-29", "-02-28")


def _field_date(header: str, names: tuple[str, ...]) -> str | None:
    for name in names if header else ():
        values = (_FIELD_VALUE.match(header, label.end()) for label in _label(name).finditer(header))
        match = next(filter(None, values), None)
        if match and (date := parse_date(match.group("date"))):
            return date
    return None


@cache
def _label(name: str) -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s\d【:*])" + r"\s*".join(name), re.MULTILINE)


def _number(text: str) -> int | None:
    """Read 2020, 二〇二〇, 十四 or 廿一."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if not text or set(text) - set(_DIGITS) - set("十廿两"):
        return None
    text = text.replace("廿", "二十").replace("两", "二")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_DIGITS.get(tens, "1")) * _TEN + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS[character] for character in text))
