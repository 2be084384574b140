"""A text as names are looked for in it: folded, without quotation marks and blanks, each place known."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold, fold_words
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = "[\\u4e00-\\u9fff]"
# What goes on with a name behind a bracket: 示范企业(示范车间)的 are two.
_ON = "(?![的和及与或等各每分]|一次性|奖[励补]|给予|补[助贴]|最高|按)[\\u4e00-\\u9fff]"
_NAMED_IN = "|".join(rf"(?<=\({_HAN}{{{length}}}\))" for length in range(1, 5))
# (一) is the number of an item.
_NUMERAL = "[一二三四五六七八九十]"
_NO_NUMBER, _NO_NUMBER_BEFORE = rf"(?!{_NUMERAL}{{1,2}}\))", rf"(?<!\({_NUMERAL}\))(?<!\({_NUMERAL}{{2}}\))"
# One by one: a search skips to single characters three times as fast as to \s.
_BLANKS = r" \t\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_QUOTES = "“”\"'‘’「」『』《》<>〈〉"
_DROPPED = re.compile(
    rf"""[{_BLANKS}(){_QUOTES}]                                # so that a search skips to one of these
    (?: (?<=[{_BLANKS}])[{_BLANKS}]*                               # blanks
      | (?<=[{_QUOTES}])[{_QUOTES}]*                         # quotation marks
      | (?<=\()
        (?: [^()\n]{{1,60}}(?:简称|缩写)[^()\n]{{0,20}}\)     # PCT(…的简称)
          | R[^\S\n]?&[^\S\n]?D\)(?={_HAN})                # 研究与开发(R&D)经费
          | {_NO_NUMBER}(?=套\)|{_HAN}{{1,4}}\){_ON})         # brackets round a few characters inside a name:
        )
      | (?<=\)){_NO_NUMBER_BEFORE}                           # 首台(套), 工程(技术)研究中心
        (?:(?<=\(套\))|(?:{_NAMED_IN})(?={_ON}))
    )""",
    re.VERBOSE,
)

# “小升规”“规做精”: quotes side by side are a list, but in “专精特新”“小巨人”企业.
_SIDE_BY_SIDE = re.compile("”“(?!小巨人)")
# ▲面试补助 应届毕业生…: the label of an item, apart from what it is given for by a blank alone.
_APART = re.compile(
    r"""
    ^(?P<label>[^\S\n]*
      (?: [^\w\s] | [^\w\s]?(?:\d{1,2}|[一二三四五六七八九十A-Z]{1,2})[.、)] )[^\S\n]*   # its mark or number
      (?: [“"][^”"\n]{2,10}[”"]                                                    # a name in quotation marks
        | [“"]?[^,;。:、\s\d]{1,10}?[”"]?(?:补[贴助]|奖[励补]?|资助|扶持|津贴) )   # or what the grant is called
    )
    [^\S\n](?=[^\S\n]*[\u4e00-\u9fff“])
    """,
    re.VERBOSE | re.MULTILINE,
)
# How such a label ends, and the blank; few texts have any.
_LABEL_END = re.compile(r"[”\"贴助励奖补持][^\S\n]")
# 【扶持二:冷链】, 第五条(原良种场), 棚拍——企业…: labels that other marks than a colon set apart.
_SET_APART = re.compile(
    r"""
    ^(?P<before>[^\S\n]*(?:第[一二三四五六七八九十百\d]+条)?[^\S\n]*)
    (?: (?P<opens>【)(?P<number>[^】\n:、\d]{0,4}[一二三四五六七八九十\d]{1,3}[:、.])?(?P<boxed>[^】\n:]{1,14})】
      | (?<=条)\((?P<bracketed>[^()\n,;。:\d]{2,10})\)
      | (?<!条)(?P<dashed>[\u4e00-\u9fff]{2,6})——(?=[\u4e00-\u9fff]) )
    (?P<colon>:?)""",
    re.VERBOSE | re.MULTILINE,
)
_SETS_APART = ("【", "条(", "——")


def _with_colon(label: re.Match[str]) -> str:
    """Write a label that is set apart as one before a colon, in as many characters."""
    words = label["boxed"] or label["bracketed"] or label["dashed"]
    told = f"{label['before']}{label['opens'] or ''}{words}:"
    return told + " " * (len(label.group()) - len(told))


def plain(text: str) -> str:
    """Write a word as plain texts have it."""
    return plain_folded(fold(text))


def plain_words(words: Iterable[str]) -> list[str]:
    """Write many words as plain texts have them."""
    return [plain_folded(folded) for folded in fold_words(words)]


def plain_folded(folded: str) -> str:
    """Write a word of a folded text as plain texts have it."""
    return folded if folded.isalnum() else "".join(_DROPPED.sub("", folded).split())


@dataclass(frozen=True)
class PlainText:
    """A plain text: where each kept stretch starts in it, and how much further on it stands in the original."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, folded: str) -> PlainText:
        """Make a folded text plain; line ends stay."""
        folded = _SIDE_BY_SIDE.sub("、“", folded) if "”“" in folded else folded
        if any(mark in folded for mark in _SETS_APART):
            folded = _SET_APART.sub(_with_colon, folded)
        if _LABEL_END.search(folded):
            folded = _APART.sub(r"\g<label>:", folded)
        pieces, starts, shifts = [], [0], [0]
        reached = length = 0
        for match in _DROPPED.finditer(folded):
            pieces.append(folded[reached : match.start()])
            length += match.start() - reached
            reached = match.end()
            starts.append(length)
            shifts.append(reached - length)
        pieces.append(folded[reached:])
        return cls("".join(pieces), tuple(starts), tuple(shifts))

    def place(self, offset: int) -> int:
        """Find the place of an offset of the original."""
        index = bisect_left(self._origins, offset + 1) - 1
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(offset - self.shifts[index], end)

    def span(self, start: int, end: int) -> Span:
        """Give the span of the original that a stretch was read from."""
        return Span(self._origin(start), self._origin(end - 1) + 1) if end > start else Span(0, 0)

    def _origin(self, place: int) -> int:
        index = bisect_left(self.starts, place + 1) - 1
        return place + self.shifts[index]

    @cached_property
    def _origins(self) -> tuple[int, ...]:
        return tuple(start + shift for start, shift in zip(self.starts, self.shifts, strict=True))
