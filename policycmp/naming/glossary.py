"""The glossaries of the config as vocabularies: which things, wholes and acts a text names, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from policycmp.language import patterns as re
from policycmp.language.lexicon import WordLexicon
from policycmp.naming.plain_text import plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import Config, CountedObject, RewardedAct, Whole

_Entry = TypeVar("_Entry", bound="CountedObject | Whole | RewardedAct")
# Departments and documents that a thing gives its name to: 知识产权局, 科技项目办公室.
_BODY = re.compile(
    r"(?:行政)?(?:局|厅|部门|办公室|委员会|主管|管理办法|法(?![人院定])|条例|领导小组"
    # 人才贷, 专利险: what is lent on or insured by it.
    r"|贷(?!款)|险(?!种))"
)
_SIZE, _NOUN = "规上", re.compile(r"[\u4e00-\u9fff]")
_STANDARD, _MADE_SO = "标准", "化"


@dataclass(frozen=True, slots=True)
class Found(Generic[_Entry]):
    """A word of a glossary in a plain text."""

    start: int
    end: int
    entry: _Entry


class Words(Generic[_Entry]):
    """The words of one glossary."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        hidden = [word for each in entries for word in getattr(each, "not_", ())]
        named = [(word, one) for one in entries for word in (one.label.zh, *one.also)]
        self._by_word: dict[str, _Entry | None] = dict.fromkeys(plain_words(hidden))
        self._by_word |= zip(plain_words(word for word, _ in named), (one for _, one in named), strict=True)
        self._lexicon = WordLexicon(self._by_word)

    def find(self, text: str, first: int, last: int) -> list[Found[_Entry]]:
        """Find the words in a stretch of a plain text, from left to right, none overlapping."""
        found: list[Found[_Entry]] = []
        for start, end, word in self._lexicon.find(text[first:last]):
            entry = self._by_word[word]
            if word.endswith(_SIZE) and _NOUN.match(text, first + end):
                # 新增规上 + 服务业企业: how large, before a noun that tells what.
                return found + self.find(text, first + end - len(_SIZE), last)
            if word != _STANDARD and word.endswith(_STANDARD) and text.startswith(_MADE_SO, first + end):
                # 国家 + 标准化技术委员会.
                return found + self.find(text, first + end - len(_STANDARD), last)
            if (
                entry is not None
                and not _BODY.match(text, first + end)
                and not _cuts_number(text, first + start)
            ):
                found.append(Found(first + start, first + end, entry))
        return found

    def get(self, text: str) -> _Entry | None:
        """Give the entry that a text as a whole is a word of."""
        return self._by_word.get(text)


_MAGNITUDES = frozenset("十百千万亿")
_NUMERALS = frozenset("一二两三四五六七八九十百千万") | frozenset("0123456789")


def _cuts_number(text: str, start: int) -> bool:
    """Tell 亿元企业 inside 十亿元企业."""
    return text[start] in _MAGNITUDES and start > 0 and text[start - 1] in _NUMERALS


@dataclass(frozen=True)
class Glossary:
    """All glossaries of a config."""

    objects: Words[CountedObject]
    wholes: Words[Whole]
    events: Words[RewardedAct]
    by_id: dict[str, CountedObject]
    whole_by_id: dict[str, Whole]
    event_words: dict[str, str]

    @classmethod
    def of(cls, config: Config) -> Glossary:
        """Order the words of a config."""
        return cls(
            Words(config.objects),
            Words(config.wholes),
            Words(config.events),
            {entry.id: entry for entry in config.objects},
            {entry.id: entry for entry in config.wholes},
            {entry.id: entry.label.zh for entry in config.events},
        )
