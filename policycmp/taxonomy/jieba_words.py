"""Chinese words of a text, by jieba: slow to load, so only the commands that build taxonomies use it."""

from __future__ import annotations

import logging
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from policycmp.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[㐀-鿿]{2,}|[A-Za-z][A-Za-z0-9]+")
_OWN_WORD_FREQUENCY = 20000


class Segmenter:
    """Splits texts into words with a jieba of its own, which knows the terms of a taxonomy; filler is left out."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        import jieba  # noqa: PLC0415 - half a second and a dictionary, for these commands only

        jieba.setLogLevel(logging.WARNING)
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.initialize()
        for term in sorted(set(terms)):
            self._tokenizer.add_word(term, freq=_OWN_WORD_FREQUENCY)
        self._filler = load_filler()

    def words(self, text: str) -> list[str]:
        """Split a text into words of two characters and more, without filler."""
        cut = self._tokenizer.cut(fold(text), HMM=False)
        return [word for word in cut if _WORD.fullmatch(word) and word not in self._filler]


def load_filler() -> frozenset[str]:
    """Load the words of policy that tell nothing of its subject."""
    source = resources.files("policycmp").joinpath("data/filler.yaml").read_text(encoding="utf-8")
    return frozenset(word for words in yaml.safe_load(source).values() for word in words)
