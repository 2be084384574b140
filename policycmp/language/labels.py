"""Labels of what is shown, each once with its words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


class Bilingual(Generic[T]):
    """A label in English and Chinese; read off a set of `Labels` it is in the language of the set."""

    def __init__(self, en: T, zh: T) -> None:
        self._words = {"en": en, "zh": zh}

    def __get__(self, labels: Labels, owner: type[Labels]) -> T:
        """Give the label in the language of its set."""
        return self._words[labels.lang]


@dataclass(frozen=True)
class Labels:
    """What one kind of table calls things, in one language (`en` or `zh`); its members are `Bilingual`."""

    lang: str = "en"
