"""By when: the year that a time phrase sets (到2025年, 三年内, “十四五”末, 今年), and which phrase governs a number."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.numerals import parse_number
from policycmp.language.scanning import Scanner, start_pattern
from policycmp.language.text import last_match
from policycmp.models import Span
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

_FIRST_YEAR, _LAST_YEAR = 1950, 2100
PLAN_ENDS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
LENGTH_OF_A_PLAN = 5
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_NUMERAL = r"(?<![\d一二两三四五六七八九十])[\d一二两三四五六七八九十]{1,4}"
# 十年倍增计划, 三年建设规划: years in the name of a programme.
_NAMES_PROGRAMME = (
    r"(?:[\u4e00-\u9fff]{2}){1,2}(?:规划|计划|方案|纲要|战役|攻坚战|行动(?!\d)|工程(?=[,;。、”》\n]|$))"
)
_BASE_AFTER = r"(?!\s?年?\s?(?:的?基础上|以来|起(?!步)|开始|相比|基数|同期|同比|版|水平|为基|以?后|之后))"
_PHRASES = re.compile(
    rf"""
      # 2021-2025年: its last year
      (?P<range>\d{{4}}\s?年?\s?[-~—–至到]{{1,2}}\s?(?P<to>\d{{4}})\s?年)
      # 2025年, but not the year of a document's number, and no base (2020年基础上)
    | (?<!\d)(?P<year>(?:19|20)\d{{2}})\s?年(?!第?\d*号){_BASE_AFTER}
      # “十四五”末, “十四五”后两年
    | (?P<plan>十[一二三四五六]五)[”\"]?(?:时期|期间|期)?(?:末|期间|时期|期内|后[一二两三四]年|后半[程期])
        (?!的?基础上|相比|以来)
      # 明确了“十四五”发展目标:…
    | (?P<goals>十[一二三四五六]五)[”\"]?(?:时期|期间)?(?:经济社会|国民经济|主要|发展|预期|规划|总体|的)*
        目标(?=[^,;。\n]{{0,8}}:)
      # “十四五”我们这样干, “十四五”投资规模600亿元: the plan's years open what is said of them
    | (?:(?<=[。;:\n]“)|(?<=^“))(?P<opening>十[一二三四五六]五)”
        (?!规划|计划|纲要|开局|以来|以前|相比|收官|中期|评估|末|时?期|主要|重[大点]|发展|专项|项目|工程|[之的第前头首])
      # 二〇二五年: a printed year in Chinese digits
    | (?P<written>二[〇零○][〇零○一二三四五六七八九]{{2}})年{_BASE_AFTER}
      # 未来五年, 今后三年
    | (?:未来|今后)(?P<ahead>{_NUMERAL})(?:到{_NUMERAL}|[-~—至]{_NUMERAL})?个?年(?:内|间|时间|期间)?
      # 三年内, 通过5年努力
    | (?:通过|用|利用|经过|力争|未来|今后|在)?(?P<span>{_NUMERAL})(?:到{_NUMERAL}|[-~—至]{_NUMERAL})?
        个?年(?:左右)?(?P<after>内|之内|以内|时间|的?努力
          # 五年后跻身: what is reached then; 三年后退出 and 两年后的 only say when something is over
          |后(?=[^,;。的\d]{{0,20}}?(?:达到?|突破|超过|跻身|实现|建成|做到|形成|翻|升至|增至)))
      # 通过三年攻坚: an effort of so many years
    | (?:通过|经过|利用|用)(?P<effort>{_NUMERAL})个?年(?:的|持续|左右|接续)*(?:攻坚|奋斗|拼搏|攻关|冲刺)
    # 三年引进…: a term before a verb of adding
    | (?<![近连续过去每])(?P<term>{_NUMERAL})年(?!{_NAMES_PROGRAMME})
        (?=累计|共|新增|净增|新建|新认定|引进|培[育养](?!期|周期)|建成|建设(?!期)|完成|开展|筹集|实施(?!期)|投入|选派|转化|组建
          |安排)
      # 三年突破…, 五年翻两番: one before a verb of reaching
    | (?<![近连续过去每前后首头第满上])(?P<reaching>{_NUMERAL})年(?!{_NAMES_PROGRAMME})
        (?=突破|达到|实现|再造|打造|翻[一两番倍]|倍增|力争|滚动|招引|募集|攻克|改造|总投[资入]|[由从]\d
          |(?<=[一二两三四五]年)\d[\d.]*[万亿]?(?![\d年月日天]))
      # 今年, 年底前, 6月底前
    | (?P<this>今年|本年(?!度)|全年(?!的|度|优良|空气|天|候|无休|平均|用[水电]|任务|累计|合计|总额
          |最高|上限|{AT_MOST}|封顶|每|单|[补奖贴]|资助)
        |(?<![当同每次自一学两半])年内|(?<![年每去上前当\d])年底前?
        |(?<![年的\d])\d{{1,2}}\s?月(?:底|末|\s?\d{{1,2}}\s?日)?(?:之?前(?!后)|底|末)
        # 上半年达到80%, 三季度实现: a part of the year
        |(?<![年度每各前同])(?:[一二三四]季度|[上下]半年)末?
          (?=[^,;。的\d]{{0,10}}?(?:达到?|实现|确保|力争|突破|{AT_LEAST}|要)))
    | (?P<next>明年)
      # 规划期末
    | (?P<end>规划期(?:末|内))
      # 近期40%, 远期45%: the stages of a plan that says until when each runs
    | (?P<stage>[近中远]期)(?![内以规目水]|项目|工作|重点|建设|已|以来)
    """,
    re.VERBOSE,
)
_DIGITS = r"\d一二两三四五六七八九十"
_SCANNER = Scanner(
    start_pattern(
        (
            (_DIGITS, "(?=[^年]{0,16}年)"),
            (r"\d", r"(?=\d?\s?月)"),
            ("规", "(?=划期)"),
            ("近中远", "(?=期)"),
            ("今本明全", "(?=年)"),
            ("年", "(?=[内底])"),
            ("上下", "(?=半年)"),
            ("一二三四", "(?=季度)"),
            ("十", "(?=.五)"),
            ("在用", rf"(?=[{_DIGITS}])"),
            ("通经利力未今", rf"(?=[过用争来后][{_DIGITS}])"),
        )
    ),
    _PHRASES,
)
# 比2019年, 自2018年, 由2020年的1.7%, 恢复到2019年的: where a comparison or a period starts, not where a promise ends.
_BASE_BEFORE = re.compile(
    r"(?:比|较|自|由|从|与|同|在(?=\d{4}年(?:的)?基础)|(?:恢复|回升|回到)[到至]?|相当于)\s?[“\"]?$"
)


class PlanPeriod(NamedTuple):
    """The first and the last year that a plan covers; `is_told` where the text only tells of the plan.

    `announced` is the year of a work report, the first of 今后五年: those of the term of office that it opens.
    """

    first: int
    last: int
    is_told: bool = False
    announced: int | None = None

    @property
    def length(self) -> int:
        """How many years it covers."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase that says by when; `span` lies in the folded text it was found in.

    `year` is None where it counts from an unknown one: 年内 in a text without a date still is by when.
    """

    span: Span
    year: int | None


def plausible_year(year: int | None) -> int | None:
    """Keep a year that a plan of our time can mean; 1025年 and 9999年 are slips, and set none."""
    return year if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR else None


# 2025年底前完成2000年底前建成的小区改造: which are meant, not by when.
_QUALIFIES = re.compile(
    r"\s?[底末]?(?:之|以)?前(?:已)?(?:建成|竣工|投产|投用|交付|成立|注册|出生|毕业|认定|备案|形成|登记|取得|开工|审批|供应)[^,;。\d]{0,4}的"
)


def find_time_phrases(
    text: str,
    issue_year: int | None,
    period: PlanPeriod | None = None,
    stages: Mapping[str, int] | None = None,
) -> list[TimePhrase]:
    """Find the phrases that say by when.

    Args:
        text: folded text.
        issue_year: the year from which 三年内 counts and which 今年 means; None where unknown.
        period: what the plan covers: 今后三年 runs to its end where it covers as many years; told of a plan, so do
            三年内 and, whatever it covers, 三年新增.
        stages: the last year of each stage of the plan (近期, 远期), where it says so.

    Returns:
        The phrases in order.
    """
    phrases: list[TimePhrase] = []
    for match in _SCANNER.find(text):
        if match["span"] and _is_term(text, match):
            continue
        if (match["year"] or match["written"] or match["plan"]) and _BASE_BEFORE.search(
            text[max(0, match.start() - 4) : match.start()]
        ):
            continue
        if match["year"] and _says_which(phrases, match, text):
            continue
        if match["stage"] and match["stage"] not in (stages or {}):
            continue
        year = stages[match["stage"]] if stages and match["stage"] else _year(match, issue_year, period)
        if (match["term"] or match["reaching"]) and _says_how_long(phrases, match, year, text):
            continue
        if plausible_year(year) is not None or year is None:
            phrases.append(TimePhrase(Span(*match.span()), year))
    return phrases


def _says_which(phrases: list[TimePhrase], match: re.Match[str], text: str) -> bool:
    """Tell a year that qualifies a thing from one by when it is done, which lies behind those named before it."""
    year = int(match["year"])
    later = any(phrase.year is not None and phrase.year > year for phrase in phrases)
    return later and _QUALIFIES.match(text, match.end()) is not None


def _says_how_long(phrases: list[TimePhrase], match: re.Match[str], year: int | None, text: str) -> bool:
    """Tell a term (三年累计) that leaves the year before it in force: the same years, or none to count from."""
    if year is None:
        return True
    before = phrases[-1] if phrases else None
    if before is None or before.year is None or abs(before.year - year) > 1:
        return False
    return "。" not in text[before.span.end : match.start()]


# 近期2022—2025年, 远期至2035年: until when the stages of a plan run.
_STAGE = re.compile(
    r"(?P<stage>[近中远]期)(?:规划|目标|水平)?年?(?:为|至|到|:)?"
    r"(?:20\d\d\s?年?\s?[-~—–至到]{1,2}\s?)?(?P<year>20\d\d)\s?年"
)


def find_stages(text: str) -> dict[str, int]:
    """Find until when the stages of a plan run.

    Args:
        text: folded text.

    Returns:
        The last year of each stage that the text defines, as it says first.
    """
    if "期" not in text:
        return {}
    found: dict[str, int] = {}
    for match in _STAGE.finditer(text):
        found.setdefault(match["stage"], int(match["year"]))
    # One alone (近期2025年) is a phrase like any other.
    return found if len(found) > 1 else {}


# 认定后3年内, 自投产年度起5年内, 毕业两年内: counted from an event. 一年内奖励不超过: how often.
_FROM_EVENT = re.compile(
    r"(?:后的?|起|之日起?|连续|满|毕业|离校|注册|成立|认定|落户|投产|入驻|前|近|过去|每|任意|在|同)[,、]?\s?$"
)
_IN_A_YEAR = re.compile(
    rf"[^,;。]{{0,14}}(?:奖励|补贴|补助|资助|累计|最高|{AT_MOST}|总额|只|未|仍|不得|申请|申报|重新|转让|迁出)"
)
_ONE_YEAR = re.compile(r"[一1]个?年内")
# 每户3年内只享受一次
_ONLY = re.compile(r"[^,;。]{0,6}(?:只|仅|最多|不得|不再|不重复)")


def _is_term(text: str, match: re.Match[str]) -> bool:
    if _FROM_EVENT.search(text, max(0, match.start() - 6), match.start()):
        return True
    if match["after"] in _WITHIN and _ONLY.match(text, match.end()):
        return True
    return _ONE_YEAR.search(match.group()) is not None and _IN_A_YEAR.match(text, match.end()) is not None


_WITHIN = frozenset({"内", "之内", "以内"})


def _year(match: re.Match[str], issue_year: int | None, period: PlanPeriod | None) -> int | None:
    if printed := match["to"] or match["year"]:
        return int(printed)
    if match["written"]:
        return int(match["written"].translate(_CHINESE_DIGITS))
    if match["end"]:
        return period.last if period else None
    if plan := match["plan"] or match["opening"] or match["goals"]:
        return PLAN_ENDS[plan]
    is_told = period is not None and period.is_told
    if period and match["term"] and is_told:
        return period.last
    if length := match["span"] or match["term"] or match["effort"]:
        years = parse_number(length)
        return _end_of_same_years(match, years) or _years_on(years, issue_year, period, to_the_end=is_told)
    if length := match["ahead"] or match["reaching"]:
        years = parse_number(length)
        if years and period and period.announced:
            return period.announced + int(years) - 1
        if issue_year is None and period is None and years == LENGTH_OF_A_PLAN:
            return _end_of_named_plan(match)
        return _years_on(years, issue_year, period, to_the_end=True)
    return None if issue_year is None else issue_year + bool(match["next"])


# 印发了第十四个五年规划,确定今后五年的目标
_NAMED_PLAN = re.compile(
    r"(?:第(?P<counted>十[一二三四五六])个五年|(?P<short>十[一二三四五六])五”?)规划[^。\n]{0,60}$"
)
_FAR = 90


# 明确2016至2018年的蓝图,用3年时间
_RANGE_BEFORE = re.compile(r"(?P<first>20\d\d)年?\s?[-~—–至到]{1,2}\s?(?P<last>20\d\d)年[^。\n]{0,60}$")


def _end_of_same_years(match: re.Match[str], length: Decimal | None) -> int | None:
    """Tell when a term ends that its sentence has named by its first and last year."""
    named = last_match(_RANGE_BEFORE, match.string[max(0, match.start() - _FAR) : match.start()])
    if named is None or int(named["last"]) - int(named["first"]) + 1 != length:
        return None
    return int(named["last"])


def _end_of_named_plan(match: re.Match[str]) -> int | None:
    """Tell when 今后五年 end in a text without a date, by the plan of five years that its sentence names."""
    named = last_match(_NAMED_PLAN, match.string[max(0, match.start() - _FAR) : match.start()])
    return PLAN_ENDS[f"{named['counted'] or named['short']}五"] if named else None


def _years_on(
    length: Decimal | None, issue_year: int | None, period: PlanPeriod | None, *, to_the_end: bool
) -> int | None:
    """Count 三年 from the year of issue, else the first of the plan; or to its end where it covers as many years."""
    if length is None:
        return None
    if to_the_end and period and period.length == length:
        return period.last
    if issue_year is None and period and not period.is_told:
        issue_year = period.first
    return None if issue_year is None else issue_year + int(length)


# 16套装置应于2022年底前完成改造, 首批12家2026年投产: by when what is counted is done.
_BY = re.compile(r"[^,;。\d]{0,14}?(?:于|在|到|至|力争|确保|争取)?")
_DONE = "完成|建成|投产|投用|投入使用|竣工|开工|达产|通车|运营|交付"
_DONE_BY = re.compile(rf"[^,;。\d]{{0,6}}?(?:{_DONE}|达标|全覆盖)[^,;。\d]*(?=[,;。\n]|$)")
# 修复岸线9公里、湿地600亩,2025年底前完成: a segment of its own that says no more.
_BY_NEXT = re.compile(r"[^,;。\n]{0,40},(?:力争|确保|争取|计划|预计|全部|均)?(?:于|在|到|至)?")
_DONE_THEN = re.compile(rf"[^,;。\d]{{0,3}}?(?:{_DONE})(?:投用|运营|使用)?(?=[,;。\n]|$)")


def date_behind(phrases: list[TimePhrase], text: str, place: int, end: int) -> TimePhrase | None:
    """Pick the time phrase behind a number that says by when it is done.

    Args:
        phrases: in order of place.
        text: the folded text of the clause.
        place: where the number ends.
        end: where its sentence does.

    Returns:
        The phrase, or None where the words between or behind say something else.
    """
    index = bisect_right(phrases, place, key=lambda phrase: phrase.span.start)
    phrase = phrases[index] if index < len(phrases) else None
    if phrase is None or phrase.span.end > end:
        return None
    start = phrase.span.start
    if _BY.fullmatch(text, place, start):
        return phrase if _DONE_BY.match(text, phrase.span.end) else None
    dated = index and phrases[index - 1].span.start > text.rfind(",", 0, place)
    done = not dated and _BY_NEXT.fullmatch(text, place, start) and _DONE_THEN.match(text, phrase.span.end)
    return phrase if done else None


_LEADING = re.compile(
    r"[\s\d.、()“一二三四五六七八九十是]{0,8}(?:截至|截止|到|至|在|自|从|全市|全省|全县|全区|我市)?"
)


def opens_sentence(text: str, start: int, place: int) -> bool:
    """Tell whether a time phrase opens its sentence, so that it dates all of it.

    Args:
        text: the folded text.
        start: where the sentence begins.
        place: where the phrase does.
    """
    return _LEADING.fullmatch(text[start:place]) is not None


def paragraph_start(text: str, place: int) -> int:
    """Find where the paragraph of a place begins; a line that ends in no full stop goes on in the next.

    Args:
        text: folded text of a clause.
        place: an offset into it.

    Returns:
        The offset behind the last full stop that a line break follows.
    """
    # All its numbers may stand in the first paragraph of a clause.
    found = last_match(_PARAGRAPH_END, text[:place]) if "\n" in text[:place] else None
    return found.end() if found else 0


# A paragraph that opens with 具体包括 goes on with the one before.
_PARAGRAPH_END = re.compile(rf"[。!?][”)]?\s*\n\s*+(?!{lexicon.GOES_ON}|其中[,:])")


# 序号3:…, 2.…, ◎…: a line that opens an item of a list.
ITEM_LINE = re.compile(
    r"^[^\S\n]*(?:(?:序号|任务|事项|项目|专栏)?\s?[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[).、:]|(?=\s))(?!\d)"
    r"|[①-⑳]|——|[◎●◆■▶★•·])",
    re.MULTILINE,
)


def item_of_list(text: str, start: int, place: int) -> tuple[int, int] | None:
    """Find the item that a place stands in, where lines without a full stop list items in one paragraph.

    Args:
        text: folded text of a clause.
        start: where the paragraph begins.
        place: an offset into it.

    Returns:
        Where the item begins, and where the line ends that leads into the list (the paragraph's start where none
        does); None outside a list.
    """
    if text.find("\n", start, place) < 0:
        return None
    items = [match.start() for match in ITEM_LINE.finditer(text, start, place)]
    if not items:
        return None
    lead = text[start : items[0]].rstrip()
    return items[-1], start + len(lead) if lead.endswith(":") else start


def governing(phrases: list[TimePhrase], place: int, since: int = 0) -> TimePhrase | None:
    """Pick the nearest time phrase before a number.

    Args:
        phrases: in order of place.
        place: the offset of the number.
        since: an offset before which no phrase counts (the start of the number's own sentence, say).

    Returns:
        The phrase, or None.
    """
    if not phrases:
        return None
    index = bisect_right(phrases, place, key=lambda phrase: phrase.span.start) - 1
    return phrases[index] if index >= 0 and phrases[index].span.start >= since else None
