"""What options name: topics, indicators and types, by id or by label in either language, several with commas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policycmp.config import Config

_BETWEEN = re.compile(r"[,，、;；]\s*")
_NAMED = 16


def topic_ids(names: Sequence[str] | None, config: Config) -> frozenset[str]:
    """Settle which topics are meant; none where none are named.

    Raises:
        UsageError: where no topic is called so; it names the nearest, and the command that lists them.
    """
    ids = {
        name.casefold(): topic.id
        for topic in config.topics
        for name in (topic.label.en, topic.label.zh, topic.id)
    }
    labels = {topic.id: f"{topic.label.en}, {topic.label.zh}" for topic in config.topics}
    return frozenset(_settle("topic", names, ids.get, ids, labels, "policycmp topics list"))


def indicator_ids(names: Sequence[str] | None, config: Config) -> frozenset[str]:
    """Settle which indicators are meant, by their present ids; none where none are named.

    Raises:
        UsageError: as `topic_ids`.
    """
    if not names:
        return frozenset()
    from policycmp.rows.indicators import indicators_of

    known = indicators_of(config)
    named = [
        *((entry.id, entry.label) for entry in config.objects),
        *((entry.id, entry.label) for entry in config.indicators),
    ]
    ids = {name.casefold(): key for key, label in named for name in (label.en, label.zh, key)}
    labels = {key: f"{label.en}, {label.zh}" for key, label in named}

    def find(name: str) -> str | None:
        indicator = known.find(name) or known.find(ids.get(name, name))
        return indicator.id if indicator else None

    return frozenset(_settle("indicator", names, find, ids, labels, "policycmp indicators list"))


def asked_indicators(names: Sequence[str] | None, config: Config) -> frozenset[str]:
    """Settle which indicators are meant, those that the config names for an object with the object.

    Raises:
        UsageError: as `topic_ids`.
    """
    asked = indicator_ids(names, config)
    words = {word: entry.id for entry in config.objects for word in (entry.label.zh, *entry.also)}
    named = {one.id for one in config.indicators if one.counts and words.get(one.counts.object) in asked}
    return asked | named


def is_asked(identifier: str | None, asked: frozenset[str]) -> bool:
    """Tell whether an indicator is one of those asked for, or counts an object that is."""
    kinds = (identifier or "").split("|")
    return any(kind in asked or kind.partition(".")[0] in asked for kind in kinds)


def type_names(names: Sequence[str] | None) -> frozenset[str]:
    """Settle which types of commitments are meant; none where none are named.

    Raises:
        UsageError: where there is no such type; it names those there are.
    """
    from policycmp.models import TargetType

    known = {str(kind): str(kind) for kind in TargetType}
    return frozenset(_settle("type", names, known.get, known, known, ""))


def _settle(
    what: str,
    names: Sequence[str] | None,
    find: Callable[[str], str | None],
    ids: dict[str, str],
    labels: dict[str, str],
    command: str,
) -> Iterator[str]:
    for name in _separated(names or (), find):
        if (identifier := find(name.casefold())) or (identifier := find(name)):
            yield identifier
        else:
            raise UsageError(f"unknown {what} {name!r}: {_hint(name, ids, labels, command)}")


def _separated(names: Iterable[str], find: Callable[[str], str | None]) -> Iterator[str]:
    """Take names apart at their commas; a label with a comma in it stays whole."""
    for name in names:
        if find(name.casefold()):
            yield name
        else:
            yield from (part.strip() for part in _BETWEEN.split(name) if part.strip())


def _hint(name: str, ids: dict[str, str], labels: dict[str, str], command: str) -> str:
    """Name the nearest, with its labels; where none is near, those there are or the command that lists them."""
    from difflib import get_close_matches

    if near := get_close_matches(name.casefold(), ids, n=1):
        identifier = ids[near[0]]
        label = f" ({labels[identifier]})" if labels[identifier] != identifier else ""
        return f"did you mean {identifier}?{label}"
    if len(labels) <= _NAMED:
        listed = f"known: {', '.join(labels)}"
        return f"{listed}; `{command}` has the labels" if command else listed
    return f"`{command}` lists them"
