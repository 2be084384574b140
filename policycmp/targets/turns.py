"""Where a report turns: each word of time says which way it looks, to what was done or to what is to come."""

from __future__ import annotations

from typing import NamedTuple

from policycmp.language import patterns as re
from policycmp.language.scanning import Scanner, start_pattern

_NUMERAL = r"(?:[一两二三四五六七八九十]|\d{1,2})"
_CUES = re.compile(
    rf"""
    # what something is compared with turns nothing: 比去年, 为上年同期的1.4倍, 去年建成的, 完成全年目标
      (?P<base>
          (?:比|较|与|同|为|占|于|超|过|在)(?:去年|上年|上一年|明年|今年|20\d\d年)
        | (?:去年|上年|20\d\d年)(?:同期|的(?!工作)|[^,;。\d]{{0,8}}的(?=\d))
        | (?:完成|实现|达到|接近)(?:了)?(?:今年|全年|年度|20\d\d年)[^,;。]{{0,6}}(?:目标|任务)
      )
    | (?P<past>
          去年 | 上年(?!度) | 过去的?(?:[一三五]年|\d{{4}}年) | [一两二三四五几](?:年半|年)[来里] | 两年半来 | 以来,
        | [工作年]{{1,2}}(?:总结|回顾) | 截[至止] | 这一年 | 回[首望]
        | (?P<part>(?:今年|20\d\d年)?                                                       # part of a year
          (?:以来|上半年|[一二三]季度(?!末?前|起|要|将|力争|确保|计划|开始|启动)|前{_NUMERAL}个?月
            |(?<!\d)\d{{1,2}}\s?[-~—–至到]\s?\d{{1,2}}\s?月(?!底|前)))
        | 存在(?:的)?(?:问题|差距|不足|困难) | (?:问题|差距|不足|短板)(?:也|仍|还)(?:要|需|有)
      )
    | (?P<coming>
          下半年 | [四三二]季度(?=起|要|将|力争|确保) | 明年 | 来年 | 新的一年 | 下一?步(?!步) | 下一阶段 | 接下来
        | 今后 | 未来 | 预期目标 | 工作安排 | 指标安排 | 全年要(?!素|求) | 展望(?:20\d\d|明年|未来)
        | 做好20\d\d年[^。;,]{{0,10}}工作 | “?十[四五六]五”?(?:时期|期间)?,?(?:我们|要(?!素|求)|将(?!近))
        | (?:我们|全县|全市|全区)(?:将|打算|计划)
      )
    | (?P<this>今年|年内)
    | (?P<year>20\d\d)年(?!前)
    """,
    re.VERBOSE,
)
# What a word of time can begin with, so that most of a text is passed over.
_BEGINS = start_pattern(
    (
        (r"\d", r"(?=\d{0,3}(?:年|\s?[-~—–至到]))"),
        ("比较与同为占于超过在", "(?=[去上明今2])"),
        ("完实达接", "(?=[成现到近下])"),
        ("一二两三四五几", "(?=年|季度)"),
        ("十“", "(?=[十四五六])"),
        ("前", r"(?=[\d一二两三四五六七八九十])"),
        ("以未", "(?=来)"),
        ("去明来", "(?=年)"),
        ("上下", "(?=[年半一步])"),
        ("今", "(?=[年后])"),
        ("工作年", "(?=[工作年总回内])"),
        ("问差不短", "(?=[题距足板])"),
        ("截回", "(?=[至止首望顾])"),
        ("我", "(?=们)"),
        ("全", "(?=[年县市区])"),
        ("存新这预指展做", "(?=[在的一期标望好])"),
    )
)
_WORDS_OF_TIME = Scanner(_BEGINS, _CUES)
# 2023年,青湾县将…: a year that plans, where nothing tells which year a text is of.
_PLANNED = re.compile(r",?[^。;,]{0,8}(?:力争|将|计划|拟|要|打算)")
# How near to the start of a paragraph a word of time must stand to turn what follows the paragraph, too.
_NEAR = 28
_PARAGRAPH_END, _SENTENCE_END = "\n", "。"


class Turn(NamedTuple):
    """A place from which on a report looks back (or ahead)."""

    place: int
    is_past: bool


class Years(NamedTuple):
    """The year under review and the one announced; the same where a report is of the first part of a year.

    `this` tells whether 今年 is the one to come; in the summary of a year it may be either.
    """

    reviewed: int | None
    announced: int | None
    this: bool = True


def find_turns(text: str, start: int, years: Years, *, past: bool) -> tuple[Turn, ...]:
    """Find where a text without headings turns.

    Args:
        text: folded.
        start: where what it tells begins.
        years: the year that it reviews and the one that it announces.
        past: whether it begins with what was done.

    Returns:
        The turns in order of place. What opens a paragraph, or heads the other part of a text that lost its lines,
        holds until another does, but a fact of the past told behind goals only while its paragraph lasts; else a look
        ahead that opens a sentence holds until the paragraph ends, any other until the sentence does.
    """
    turns = [Turn(start, past)]
    held = before = past
    for cue in _WORDS_OF_TIME.find(text, start):
        looks_back = _looks_back(cue, years)
        if looks_back is None or _is_step(cue, turns[-1]):
            continue
        turns = _back_to(turns, text, cue.start(), held)
        opens = _opens_paragraph(text, cue.start())
        if opens and looks_back and _opens_review(cue):
            before, held = held, True
        elif (opens and not looks_back) or (not looks_back and _heads_part(cue)):
            before = held = False
        elif held and not before and _answers_review(turns[-1], cue):
            held = False
        turns.append(Turn(cue.start(), looks_back))
    return tuple(_back_to(turns, text, len(text), held))


def _answers_review(last: Turn, cue: re.Match[str]) -> bool:
    """Tell what a paragraph of a part to come goes on with behind last year's figures (去年接待…。今年,接待…)."""
    text = cue.string
    if not last.is_past or not (cue["this"] or cue["coming"] or cue["year"]):
        return False
    begins = text[cue.start() - 1 : cue.start()] == _SENTENCE_END
    return begins and _PARAGRAPH_END not in text[last.place : cue.start()]


# What a page of results says of what comes, or of what its readers may get; and what it says of what is over.
_AHEAD = re.compile(
    r"""
      (?P<opens>下一?步(?!步)|下一阶段|接下来|下半年|明年|来年|今后|未来)
    | 将(?<!即将)(?![近军其之以]) | 计划(?!总投资) | 打算 | 拟(?!态)
    | 力争 | 争取(?!到|资金|了) | 确保(?!了) | 承诺 | 预期目标
    | (?:提出|要求|强调), | (?<![主重需只必摘概纲])要(?![素闻求点件紧塞道害领义])
    | 全年(?=再) | [到至]20\d\d年
    | 根据[^,;。\n]{0,12}《 | 按照[^,;。\n]{0,12}《 | 给予 | 可(?:享|获|申) | 最高(?=\d) | 分别按
    """,
    re.VERBOSE,
)
_BEHIND = re.compile(
    r"截[至止]|去年|上年|上半年|[一二三]季度|前\d{1,2}个?月|月份?,|以来|目前|累计|同比|已(?!有序)|[^为除]了(?!解)"
)
_SENTENCE = re.compile(r"[^。\n]+[。\n]?")
_OPENS_WITHIN = 12


def find_turns_of_results(text: str) -> tuple[Turn, ...]:
    """Find where a page that tells what part of a year has brought turns to what comes, and back.

    Args:
        text: folded.

    Returns:
        The turns in order of place. A sentence that looks ahead does so from its first word that says it, and so do
        those behind it in the paragraph until one looks back; what opens a paragraph holds until then.
    """
    turns, held, past = [Turn(0, True)], True, True
    for sentence in _SENTENCE.finditer(text):
        if text[sentence.start() - 1 : sentence.start()] in ("", _PARAGRAPH_END):
            past = held
        ahead, over = _AHEAD.search(sentence[0]), _BEHIND.search(sentence[0])
        if over:
            held = past = True
        if ahead and ahead["opens"] and ahead.start() <= _OPENS_WITHIN:
            held = False
        past = past and not ahead
        place = sentence.start() + (ahead.start() if ahead and over else 0)
        if over:
            turns.append(Turn(sentence.start(), True))
        turns.append(Turn(place, past))
    return tuple(turns)


def _back_to(turns: list[Turn], text: str, place: int, held: bool) -> list[Turn]:
    """Let the last turn end with its paragraph, or with its sentence where it stands inside one."""
    last = turns[-1]
    if last.is_past == held:
        return turns
    begins_sentence = text[last.place - 1 : last.place] in ("。", "\n", ";")
    opens = _opens_paragraph(text, last.place) if last.is_past else begins_sentence
    end = text.find(_PARAGRAPH_END if opens else _SENTENCE_END, last.place)
    paragraph = text.find(_PARAGRAPH_END, last.place)
    if last.is_past and _OPENS_REVIEW.match(text, last.place - 1):
        end = _end_of_results(text, end)
    ends = [each for each in (end, paragraph) if each >= 0]
    return [*turns, Turn(min(ends), held)] if ends and min(ends) < place else turns


def _opens_paragraph(text: str, place: int) -> bool:
    opening = text[text.rfind(_PARAGRAPH_END, 0, place) + 1 : place]
    return len(opening) <= _NEAR and _SENTENCE_END not in opening


def _heads_part(cue: re.Match[str]) -> bool:
    """Tell what headed the part to come before the text lost its lines (…努力改进。2025年工作安排2025年是…)."""
    text = cue.string
    start = text.rfind(_PARAGRAPH_END, 0, cue.start()) + 1
    end = text.find(_PARAGRAPH_END, cue.start())
    if (end if end >= 0 else len(text)) - start < _LONGEST_PARAGRAPH:
        return False
    opened = max(start, text.rfind(_SENTENCE_END, start, cue.start()) + 1)
    return _PART_TO_COME.match(text, opened) is not None


# 努力做好2024年各项工作, 2024年工作安排: a title that begins where a sentence has ended.
_PART_TO_COME = re.compile(
    r"\s?(?:努力|扎实|全力|奋力)?(?:做好20\d\d年[^。;,]{0,10}工作"
    r"|(?:20\d\d|今|新的一)年(?:我们|的|[市县区]|政府|主要|重点|经济社会(?:发展)?)*(?:(?:重点)?工作(?:安排|任务|打算|思路|部署|重点)|预期目标))"
)
# No paragraph is as long: its lines were lost.
_LONGEST_PARAGRAPH = 2000


def _opens_review(cue: re.Match[str]) -> bool:
    """Tell a word of the past that opens a review (2023年,我们…) from background (据悉,2023年全市生产总值为…)."""
    before = cue.string[cue.string.rfind(_PARAGRAPH_END, 0, cue.start()) + 1 : cue.start()]
    if _TOLD_BESIDES.search(before) or cue[0].startswith("截"):
        return False
    return not (cue["year"] and _OF_A_YEAR.match(cue.string, cue.end()))


# 据了解,…: what a page tells besides.
_TOLD_BESIDES = re.compile(r"据[^,。]{0,12}(?:了解|悉|介绍|统计|测算|数据)|记者|数据显示|此前|背景")
# 2023年全市生产总值为…: a figure of that year, in one sentence
_OF_A_YEAR = re.compile(r"(?:底|末|度)?(?![,我]|是|工作|以来|[^,。]{0,6}(?:回顾|总结))")


def _end_of_results(text: str, end: int) -> int:
    """Go on behind a sentence that looks back while the next ones plan nothing (过去一年成绩很大。生产总值增长…)."""
    while end >= 0 and (following := _TELLS_NUMBERS.match(text, end + 1)):
        end = following.end() - 1
    return end


# 。过去一年,我们…: a sentence of its own that looks back.
_OPENS_REVIEW = re.compile(r"[。\n](?:过去(?:的?[一三五]年|\d{4}年)|一年来|五年来)")
_TELLS_NUMBERS = re.compile(
    r"(?!\s)(?!今年|明年|[^。\n]{0,80}(?:要(?!素)|将(?!近)|力争|确保|计划|预期|努力|争取|着力|坚持|加快|推进|今年|明年))[^。\n]*\d[^。\n]*。"
)


def _is_step(cue: re.Match[str], last: Turn) -> bool:
    """Tell a part of the year that a sentence plans by (2025年，…一季度开工率40%、上半年70%) from one that is over."""
    if not cue["part"] or last.is_past or _SENTENCE_ENDS.search(cue.string, last.place + 1, cue.start()):
        return False
    return _OVER.match(cue.string, cue.end()) is None


_SENTENCE_ENDS = re.compile(r"[。\n]")
# 今年计划开工60个,上半年已开工42个
_OVER = re.compile(r"[^,;。]{0,8}(?:已|共|完成了|实现了|累计)")


def _looks_back(cue: re.Match[str], years: Years) -> bool | None:
    """Tell which way a word of time looks; None where it does not tell.

    What opens a bracket only adds the base of a goal (床位达到900张(去年底为690张)).
    """
    if cue["base"] or cue.string.startswith("(", cue.start() - 1):
        return None
    if cue["past"]:
        return True
    if cue["coming"]:
        return False
    if cue["this"]:
        return False if years.this else None
    year = int(cue["year"])
    if years.announced is None:
        return False if _PLANNED.match(cue.string, cue.end()) else None
    if year == years.announced == years.reviewed:
        return None
    return year < years.announced
