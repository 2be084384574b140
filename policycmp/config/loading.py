"""Load a config file: find it, compose it with line marks, validate it, and tell every mistake at once."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from policycmp.config.schema import Indicator, Schema, Settings, Strengths, Topic, UnitFamily
from policycmp.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_VERSION = "1"
_Path = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Config:
    """A valid config: sections in the order of the file, and where it came from."""

    schema: Schema
    path: str

    @property
    def settings(self) -> Settings:
        """Single values."""
        return self.schema.settings

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The taxonomy."""
        return self.schema.topics

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The registry of indicators."""
        return self.schema.indicators

    @property
    def units(self) -> tuple[UnitFamily, ...]:
        """The unit families."""
        return self.schema.units

    @property
    def strengths(self) -> Strengths:
        """The wording strengths."""
        return self.schema.strengths

    @cached_property
    def sha256(self) -> str:
        """A hash of the content, not of the bytes: comments and layout do not change a result."""
        content = json.dumps(self.schema.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def load_config(path: Path | str | None = None) -> Config:
    """Load a config and check it against the schema and itself.

    Args:
        path: the file; None takes the one shipped with the package.

    Returns:
        The config.

    Raises:
        ConfigError: with a line `file:line: what and how to mend` for every mistake found.
    """
    file = Path(path) if path is not None else shipped_config()
    try:
        source = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"{file}: cannot be read: {reason}") from None
    schema = _Checker(str(file), source).schema()
    return Config(schema, str(file))


def shipped_config() -> Path:
    """Find the default config: inside the wheel, or beside the package in an editable install."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "config.yaml"
    return inside if inside.is_file() else package.parent / "config.yaml"


class _Checker:
    """Turns the text of one config file into a `Schema`, collecting mistakes with their lines."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source
        self._mistakes: list[tuple[int, str]] = []
        self._lines: dict[_Path, int] = {}

    def schema(self) -> Schema:
        """Validate, or raise `ConfigError` with all mistakes, in the order of their lines."""
        data = self._data()
        schema = None
        try:
            schema = Schema.model_validate(data)
        except ValidationError as error:
            for detail in _own_mistakes(error.errors()):
                self._note(_location(detail["loc"]), _explain(detail))
        self._cross_check(data)
        if self._mistakes or schema is None:
            mistakes = sorted(set(self._mistakes))
            raise ConfigError("\n".join(f"{self._name}:{line}: {text}" for line, text in mistakes))
        return schema

    def _data(self) -> dict[str, Any]:
        try:
            self._loader = _Loader(self._source)
            node = self._loader.get_single_node()
        except yaml.YAMLError as error:
            raise ConfigError(f"{self._name}:{_yaml_line(error)}: not YAML: {_yaml_problem(error)}") from None
        if not isinstance(node, yaml.MappingNode):
            raise ConfigError(f"{self._name}:1: a mapping of sections is expected (topics:, indicators:, …)")
        data: dict[str, Any] = self._plain(node, ())
        return data

    def _plain(self, node: yaml.Node, path: _Path) -> Any:
        """Turn a node into plain values with lists as tuples, noting its line and duplicate keys."""
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._plain(item, (*path, index)) for index, item in enumerate(node.value))
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, path: _Path) -> dict[str, Any]:
        mapping = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in mapping:
                self._mistakes.append((line, f"`{key}` stands twice here; keep one"))
            mapping[key] = self._plain(value_node, (*path, key))
            self._lines[(*path, key)] = line
        return mapping

    def _note(self, path: _Path, text: str) -> None:
        while path and path not in self._lines:
            path = path[:-1]
        self._mistakes.append((self._lines.get(path, 1), text))

    def _cross_check(self, data: dict[str, Any]) -> None:
        """Check what the schema alone cannot: unique ids, and ids that refer to something."""
        version = data.get("policycmp")
        if isinstance(version, str) and version != SCHEMA_VERSION:
            self._note(
                ("policycmp",), f"schema version {version} is unknown; this version reads {SCHEMA_VERSION!r}"
            )
        known = {
            section: set(self._unique_ids(data, section)) for section in ("topics", "indicators", "units")
        }
        for index, indicator in enumerate(_entries(data, "indicators")):
            for key, section in (("topic", "topics"), ("unit", "units")):
                value = indicator.get(key)
                if isinstance(value, str) and value not in known[section]:
                    text = f"no {key} `{value}` in {section}:{_did_you_mean(value, known[section])}"
                    self._note(("indicators", index, key), text)
            self._check_ratio(indicator.get("ratio"), index, known["indicators"])

    def _check_ratio(self, ratio: Any, index: int, known: set[str]) -> None:
        for key, value in ratio.items() if isinstance(ratio, dict) else ():
            if isinstance(value, str) and value not in known:
                text = f"no indicator `{value}` in indicators:{_did_you_mean(value, known)}"
                self._note(("indicators", index, "ratio", key), text)

    def _unique_ids(self, data: dict[str, Any], section: str) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for index, entry in enumerate(_entries(data, section)):
            if isinstance(identifier := entry.get("id"), str):
                seen[identifier] += 1
                if seen[identifier] > 1:
                    self._note(
                        (section, index, "id"), f"id `{identifier}` stands twice in {section}; rename one"
                    )
                yield identifier


def _entries(data: dict[str, Any], section: str) -> list[dict[str, Any]]:
    entries = data.get(section)
    return (
        [entry if isinstance(entry, dict) else {} for entry in entries] if isinstance(entries, tuple) else []
    )


def _own_mistakes(details: list[Any]) -> list[Any]:
    """Leave out the list that is too short only because its one entry has a mistake of its own."""
    places = [tuple(detail["loc"]) for detail in details]
    return [
        detail
        for detail, place in zip(details, places, strict=True)
        if detail["type"] != "too_short"
        or not any(len(other) > len(place) and other[: len(place)] == place for other in places)
    ]


def _location(loc: tuple[int | str, ...]) -> _Path:
    return tuple(part for part in loc if part != "[key]")


def _explain(detail: Any) -> str:
    """Say in plain words what pydantic found and how to mend it."""
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "the file")
    kind = detail["type"]
    if kind == "extra_forbidden":
        return f"unknown key `{key}`; remove it or mend its spelling"
    if kind == "missing":
        return f"`{key}` is missing; add it"
    if kind == "string_pattern_mismatch":
        return f"`{key}`: {detail['input']!r} is no id; use a-z, 0-9 and -"
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return f"`{key}`: {message}, not {_shown(detail['input'])}".replace("tuple", "list")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits a terminal line


def _did_you_mean(word: str, known: set[str]) -> str:
    import difflib  # noqa: PLC0415 - only for mistakes

    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f" did you mean `{near[0]}`?" if near else " add it or take one of those"


def _yaml_line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _yaml_problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)
