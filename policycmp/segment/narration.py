"""Paragraphs that only narrate: what a news page tells of persons, of the past, of the document that it announces.

They commit to nothing, whatever figures they hold, so they are no units of a plan. A paragraph that gives a sum,
names a goal or says what the document demands is none of them.
"""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.teasers import find_teaser

_SAID = r"据(?:介绍|了解|悉|报道|知),?"
_PERSON = re.compile(
    r"""
      (?<![其吉排])[他她](?!们|人|国|乡|山|方|项)(?:每[月年])?(?:说|表示|告诉|坦言|笑|还|也|的|就|在|和|从|可|介绍|感慨|算了)
    | ^[ ]*像[^。,]{2,12}(?:这样|一样)                                                     # 像张某这样…
    | (?:说|表示|告诉记者|坦言|感慨)[^。“]{0,6}“[^”]*我(?![市省县区州国院校局们])
    | “[^”]*我(?![市省县区州国院校局们])[^”]*”[^。“]{0,30}(?:说|表示|告诉记者|坦言|感慨)
    | ^[^。]{0,30}(?:走进|来到)[^。]{2,40},?(?:只见|记者看到|映入眼帘)                         # 走进车间，只见…
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Whom a reporter met, and what they said of themselves."""
_PRAISE = re.compile(
    r"\s*[^。,;]{2,24}(?:时期|阶段|期间|年),?(?:也)?是[^。]*(?:时期|阶段|机遇期|窗口期|攻坚期|之年|一年|[五十]年)[。!]\s*"
)
"""“十二五”时期是…的关键时期。"""
_BACKGROUND = re.compile(
    rf"\s*(?:{_SAID})?(?:当前|目前|前期|近年来|近几年|长期以来|一直以来|多年来|随着|众所周知|此前|一段时间以来)[,,]?"
)
_AHEAD = re.compile(
    r"""
      (?<![不即必])将(?!近|于[^。,]{2,20}(?:举行|召开)) | 力争 | 确保 | 争取 | (?:到|至)20\d\d年 | 计划[^》。,]{0,10}\d
    | 应当 | 必须 | 不得 | (?<=[,。;])要 | 要(?:达到?|超过|控制|提高|提升|新增|完成|实现)[^。,;]{0,8}\d
    | 年底前(?:要|完成|实现|达到?|建成|新增) | 下一步 | 今后 | 未来[三五\d]
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(
    r"\s*“[^”]{8,}[。!]”[^。“]{0,60}(?:说|表示|介绍|指出|告诉记者|坦言|感慨)[。!]?\s*"
    r"|\s*[^。“]{0,60}(?:说|表示|介绍|指出|告诉记者|坦言|感慨)[:,]\s*“[^”]{8,}[。!]?”[。!]?\s*"
)
"""A paragraph that is nothing but what somebody said."""
_GIVES = re.compile(
    r"(?:给予|予以|奖励|补助|补贴|资助)[^。,;]{0,16}\d|\d[\d.,]*[万亿]?元[^。;,]{0,10}(?:奖励|补助|补贴|资助)"
    r"|可以?(?:申请|申领|享受|获得)"
)
_OF_PARTS = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个(?:方面|部分|章节|板块|领域|重点|专项)|大(?:部分|方面|板块|行动|工程|任务)"
    r"|[项条](?!目)(?:[^。;,、“”\d]{0,8}(?:任务|措施|举措|政策|内容|工作|条款|意见|行动))?|[章节](?=[、,。\d]))"
)
"""What a document has of its own parts: 从9个方面提出30项重点任务."""
_ANNOUNCES = re.compile(
    rf"""
    \s*(?: (?:{_SAID})?[^。《》]{{0,90}}                                                    # 据悉，临湖发布了《…》
           (?:印发|发布|出台|公布|推出|制定|形成|编制|通过|下发|实施)了?[^。《》]{{0,10}}《
       | (?:本次|此次|新(?:版|修订的))?[^。,《》]{{0,8}}《[^》]+》(?:\([^()]*\))?                # 《…》共分6个部分
           (?:从|共|分|由|包括|包含|围绕|聚焦|以|坚持|是) )
    """,
    re.VERBOSE,
)
_NAMES_PARTS = re.compile(
    r"\s*[^。,《]{0,8}《[^》]+》(?:明确|确定|提出|阐明|包括)了?[^。:]{0,40}(?:指导思想|基本原则|总体思路|总体要求)、[^。:\d]*。\s*"
)
"""《纲要》明确了…的指导思想、发展目标、重点任务。"""
_DEMANDS = re.compile(
    r"》[^。《》]{0,16}(?:提出|明确|要求|规定|指出|强调)了?[,:]|(?:提出|明确|要求|规定)[,:]|对[^。,《》]{2,40}的,|符合条件|可(?:申请|享受|申领)"
)
"""Where the document itself begins to speak (《规划》提出，…)."""
_LIST_OF_NAMES = re.compile(r"[^。]{0,80}(?:公布|公示|发布|命名|评选|认定)[^。]{0,60}名单[^。]{0,40}。\s*")
"""Who was chosen (公布了60家示范场名单，临湖5家榜上有名。)."""
_MORAL = re.compile(
    rf"\s*(?:{_SAID})?(?:这些|此|该|以上|上述|总之|总的来说|综上)[^。,]{{0,16}}(?:政策|措施|补贴)?[^。,]{{0,4}}(?:旨在|体现|表明|有助于)[^。]*。(?:[^。]*建议[^。]*。)?\s*"
)
"""What a page says at last of what it told."""
_FIGURE = re.compile(r"\d[\d.,]*(?:%|[十百千万亿]*(?:元|[家个名项件人户]|美元))")
_STOPPED = re.compile(r"[。,;:!?\d】〕)》]")
_LONGEST = 500
_SHORTEST_PARAGRAPH = 16


def without_teaser(plain: str, end: int) -> str:
    """Blank the statements that a page puts on lines of their own above the text.

    Args:
        plain: the blanked text.
        end: where its first number opens a line.

    Returns:
        A text of the same length, line ends kept.
    """
    teaser = find_teaser(plain, end)
    if teaser is None:
        return plain
    return plain[: teaser.start] + _blank(teaser.of(plain)) + plain[teaser.end :]


def without_narration(plain: str, end: int, last: int) -> str:
    """Blank the paragraphs that only narrate.

    Args:
        plain: the blanked text.
        end: where its first unit starts; what stands under a number or a title is left.
        last: where its last unit does.

    Returns:
        A text of the same length, line ends kept.
    """
    lines = [" " * len(line) if narrates(line) else line for line in plain[:end].split("\n")]
    start = plain.rstrip().rfind("\n") + 1
    # Under a title nothing but the page's own last word is left out.
    if _MORAL.fullmatch(plain, start) or ((last < start or end == len(plain)) and _is_stub(plain, start)):
        return ("\n".join(lines) + plain[end:])[:start] + _blank(plain[start:])
    return "\n".join(lines) + plain[end:]


def _blank(text: str) -> str:
    return "".join(mark if mark == "\n" else " " for mark in text)


def _is_stub(plain: str, start: int) -> bool:
    """Whether the last line holds but the first words of a sentence that a page cut off (对于目前)."""
    line = plain[start:].strip()
    ended = plain[:start].rstrip()[-1:] in {*"。!?”"}
    return ended and len(line) < _SHORTEST_PARAGRAPH and not (_STOPPED.search(line) or line[:1].isdigit())


def narrates(paragraph: str) -> bool:
    """Tell whether a paragraph only narrates.

    Args:
        paragraph: folded text that stands under no number.

    Returns:
        Whether it tells of persons, praises a period, gives the background, or announces a document and counts
        its parts, and neither gives a sum nor sets a goal nor says what is demanded.
    """
    if len(paragraph) > _LONGEST:
        return False
    if any(told.fullmatch(paragraph) for told in (_PRAISE, _LIST_OF_NAMES, _NAMES_PARTS)):
        return True
    if _AHEAD.search(paragraph):
        return False
    if _PERSON.search(paragraph):
        return True
    if _QUOTED.fullmatch(paragraph) and not (_GIVES.search(paragraph) or _FIGURE.search(paragraph)):
        return True
    if _GIVES.search(paragraph) or _FIGURE.search(_OF_PARTS.sub("", paragraph)):
        return False
    announces = _ANNOUNCES.match(paragraph) and not _DEMANDS.search(paragraph)
    return bool(announces or _BACKGROUND.match(paragraph))
