"""Keys: what a number counts, in the ids of the config; commitments of one key count the same thing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models.counted import UNKNOWN_GRADE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.config import Config, CountedObject
    from policycmp.config.schema import Word
    from policycmp.models import Counted

# What a number may say of its object, besides the plain count or amount that its units stand for.
PROPERTIES = ("count", "amount", "share", "ratio", "area", "time", "grant", "rate", "other")
GRADES = ("national", "provincial", "municipal", "county")
_PLAIN = {"yuan": "amount", "dollars": "amount", "percent": "share", "area": "area"}
_PLAIN_PROPERTIES = ("count", "amount")
# What is written in the one spelling already.
_PLAINLY_WRITTEN = re.compile("[a-z0-9\\-\u4e00-\u9fff]*")
_MARKS = str.maketrans("", "", "“”\"'‘’「」")
_WHOLE = "of-"
# What was paid for what is bought or rented, however the price is called (购置价款, 合同金额).
_PAID = {
    "procurement": ("purchases", {"unit-price", "sale-price", "contract", "equipment-investment", "cost"}),
    "rent": ("rent", {"contract", "cost", "service-fee"}),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One kind of thing and what of it is counted; each part is empty where nothing names it.

    `object`, `event` and `of` are ids of the config where it has the word, else the canonical word itself. A grade
    stands without its 以上, and is empty where all of the object's kind have it.
    """

    object: str
    property: str = ""
    grade: str = ""
    event: str = ""
    of: str = ""


class Keys:
    """Finds the keys of what numbers count, and writes them as ids."""

    def __init__(self, config: Config) -> None:
        self._objects = {counted.id: counted for counted in config.objects}
        self._object_ids = _ids_by_word(config.objects)
        self._event_ids = _ids_by_word(config.events)
        self._whole_ids = _ids_by_word(config.wholes)
        self._events = set(self._event_ids.values())
        self._written: dict[str, str] = {}
        self._words: dict[str, frozenset[str]] = {}

    def object(self, key: Key) -> CountedObject | None:
        """Give the object of a key, None where the vocabulary has only its word."""
        return self._objects.get(key.object)

    def words(self, counts: Counted) -> frozenset[str]:
        """Give the words for the object of a number, folded: those of the vocabulary, else the plans' own."""
        counted = self._objects.get(counts.object_id or "")
        if counted is None:
            return frozenset([fold(counts.object)]) if counts.object else frozenset()
        if counted.id not in self._words:
            self._words[counted.id] = frozenset(map(fold, (counted.label.zh, *counted.also)))
        return self._words[counted.id]

    def keys(self, counts: Counted) -> tuple[Key, ...]:
        """Find the keys of a number: one for each kind of a list (`A|B`), none where it cannot be said."""
        if counts.grade == UNKNOWN_GRADE:
            return ()
        words = {_plain(word): word.strip() for word in (counts.object or "").split("|")}
        for plain, word in words.items():
            self._written.setdefault(plain, word)
        keys = tuple(self._key(word, counts) for word in words if word)
        return tuple(map(self._of_its_own, keys)) if len(keys) > 1 else keys

    def _of_its_own(self, key: Key) -> Key:
        """Count or measure a kind of a list as it is: of 游客、旅游收入 the one is no amount, the other no count."""
        is_plain = key.property in _PLAIN_PROPERTIES and key.object in self._objects
        return replace(key, property=self._plain_property(key.object)) if is_plain else key

    def word(self, key: Key) -> str:
        """Give the object of a key as plans write it."""
        return self._written.get(key.object, key.object)

    def _key(self, word: str, counts: Counted) -> Key:
        identifier = self._object_ids.get(word, word)
        counted = self._objects.get(identifier)
        grade = _plain(counts.grade).rstrip("+")
        event, of = _plain(counts.event), _plain(counts.of)
        event, of = self._event_ids.get(event, event), self._whole_ids.get(of, of)
        paid, prices = _PAID.get(event, ("", ()))
        return Key(
            object=identifier,
            property=_plain(counts.property),
            grade="" if counted and grade == counted.grade else grade,
            event=event,
            of=paid if of in prices else of,
        )

    def id_of(self, key: Key) -> str:
        """Write a key as an id: the object, then what differs from the plain count or amount of it."""
        what = "" if key.property == self._plain_property(key.object) else key.property or "unsaid"
        parts = (key.object, what, key.grade, key.event, key.of and _WHOLE + key.of)
        return ".".join(part for part in parts if part)

    def parse_id(self, text: str) -> Key | None:
        """Read an id that `id_of` has written; None where the vocabulary does not have its words."""
        identifier, *parts = text.split(".")
        if identifier not in self._objects:
            return None
        read = {"property": self._plain_property(identifier)}
        for part in parts:
            if part in PROPERTIES:
                read["property"] = part
            elif part.startswith(_WHOLE):
                read["of"] = part.removeprefix(_WHOLE)
            elif part in self._events:
                read["event"] = part
            elif part in GRADES or not part.isascii():
                read["grade"] = part
            else:
                return None
        return Key(identifier, **read)

    def _plain_property(self, identifier: str) -> str:
        counted = self._objects.get(identifier)
        return _PLAIN.get(counted.units[0], "count") if counted and counted.units else "count"


def _ids_by_word(entries: Iterable[Word]) -> dict[str, str]:
    """File entries by their words, canonical ones first: an `also` never takes the place of another's own word."""
    own = [(word, entry.id) for entry in entries for word in (entry.label.zh, entry.id)]
    named = own + [(word, entry.id) for entry in entries for word in entry.also]
    words = _plain_words([word for word, _ in named])
    # The last of a word stays, so the first comes last.
    return dict(zip(reversed(words), (identifier for _, identifier in reversed(named)), strict=True))


def _plain_words(words: Sequence[str]) -> list[str]:
    """Write words in one spelling; a vocabulary has tens of thousands, and hardly one that is not written so."""
    is_plain = _PLAINLY_WRITTEN.fullmatch
    written = {word: _plain(word) for word in words if not is_plain(word)}
    return [written.get(word, word) for word in words]


@lru_cache(maxsize=16384)
def _plain(text: str | None) -> str:
    """Write a part in one spelling: without blanks and quotation marks, widths and cases alike."""
    folded = unicodedata.normalize("NFKC", text or "").translate(_MARKS)
    return "".join(folded.split()).casefold()
