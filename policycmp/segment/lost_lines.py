"""Line ends that a page lost: where a text that stands on one line was divided into paragraphs.

Chinese sets no blank behind a stop, and none before a number. Where one stands there, it is what is left of a line end.
"""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.title_words import TEXTS

_HAN = "一二三四五六七八九十"
_COUNTED = "行动|任务|工程|举措|措施|目标|专项|政策|专栏"
_NUMBER = rf"""
    (?: [{_HAN}]{{1,3}}、
      | \([{_HAN}]{{1,3}}\)(?![项款]|、?\()
      | 第[{_HAN}百\d]{{1,5}}[章节条](?:[ (【]|$)
      | \d{{1,2}}[.、](?=[ ]?[㐀-鿿“《])
      | [①-⑳](?=[㐀-鿿])
      | ——(?=[㐀-鿿“]) | [{_HAN}]是(?=[㐀-鿿]{{2}})
      | 【[^】\n]{{2,16}}】
      | [问答][ ]?:
      | (?:{_COUNTED})[{_HAN}\d]{{1,2}}[ :、]
    )
"""
_BEHIND_STOP = re.compile(rf"(?<=[。;!?)】”])(?P<blank>[ ]+)(?=(?P<number>{_NUMBER})?)", re.VERBOSE)
_BEFORE_NUMBER = re.compile(rf"(?<=[㐀-鿿])(?P<blank>[ ]+)(?={_NUMBER})", re.VERBOSE)
_BEHIND_TITLE = re.compile(
    rf"(?:^|(?<=[\n。;!?)] ))(?:[{_HAN}]{{1,3}}、|\([{_HAN}]{{1,3}}\))"
    r"[^。;!?:,\d \n]{4,30}(?P<blank>[ ]+)(?=[㐀-鿿“\d])",
    re.MULTILINE,
)
_NAME = re.compile(
    r"[ ]*[^。;!?:,\n]{4,60}"
    rf"(?:{TEXTS}|决定|纲要|条例|通知|公告|报告|举措|要点|解读|问答|指南|总结)"
    r"(?:\([^()\n]{1,16}\))?(?P<blank>[ ]+)(?=[㐀-鿿“\d])"
)
"""What a text is called, in front of its first words."""
_COMMA = re.compile("[,;、]")
_SPACED_COMMA = re.compile("[,;、] ")
_COMMA_FOR_STOP = re.compile(
    rf",(?=第[{_HAN}百\d]{{1,5}}[章条][㐀-鿿“(]|[{_HAN}]{{1,3}}、[㐀-鿿]|\([{_HAN}]{{1,3}}\)[㐀-鿿]|\d{{1,2}}[.、][㐀-鿿“])"
)
_FEWEST_BETWEEN_STOPS = 200
_LONG = 120
_FEWEST = 2
_HABIT = 0.2


def with_line_ends(plain: str) -> str:
    """Break the lines again of a text that lost its line ends.

    Args:
        plain: the folded text.

    Returns:
        A text of the same length, a blank turned into a line end where one of its long lines was once broken.
    """
    return "\n".join([_broken(line) if len(line) >= _LONG else line for line in plain.split("\n")])


def with_stops(plain: str) -> str:
    """Write 。 again before the numbers of a line that has commas for all its stops (…奖励,第五条…,第六条…).

    Args:
        plain: the folded text.

    Returns:
        A text of the same length.
    """
    if "," not in plain:
        return plain
    return "\n".join([_stopped(line) if len(line) >= _LONG else line for line in plain.split("\n")])


def _stopped(line: str) -> str:
    if line.count("。") > 1 + len(line) // _FEWEST_BETWEEN_STOPS:
        return line
    stopped, count = _COMMA_FOR_STOP.subn("。", line)
    return stopped if count >= _FEWEST else line


def _broken(line: str) -> str:
    if " " not in line:
        return line
    # A writer who sets a blank behind every stop breaks no lines with it.
    habit = len(_SPACED_COMMA.findall(line)) > _HABIT * len(_COMMA.findall(line))
    places = [match.start("blank") for match in _BEHIND_STOP.finditer(line) if match["number"] or not habit]
    places += [match.start("blank") for match in _BEFORE_NUMBER.finditer(line)]
    places += [match.start("blank") for match in _BEHIND_TITLE.finditer(line)]
    if len(places) < _FEWEST:
        return line
    name = _NAME.match(line)
    letters = list(line)
    for place in [*places, *([name.start("blank")] if name else [])]:
        letters[place] = "\n"
    return "".join(letters)
