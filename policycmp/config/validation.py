"""The text of a config file as a schema: composed with line marks, so that every mistake is told with its line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from policycmp.config.cross_checks import did_you_mean, find_comparison_mistakes, find_rule_mistakes
from policycmp.config.inheritance import GLOSSARIES, SECTIONS, Merging, Path, entries, nearest
from policycmp.config.mends import (
    VERSION_LINE,
    example_entry,
    example_of,
    mend_of_detail,
    mend_yaml,
    slug,
    yaml_line,
)
from policycmp.config.schema import Schema
from policycmp.config.yaml_bounds import find_excess
from policycmp.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA_VERSION = "2"
# What a file of it says holds, but its entries add to the shipped ones, where they replaced whole sections.
EARLIER_VERSION = "1"
_TEXT = "tag:yaml.org,2002:str"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Which section's entries refer to ids of another by which key.
_REFERRING = {
    "indicators": {"topic": "topics", "unit": "units"},
    "objects": {
        "topic": "topics",
        "units": "units",
        "broader": "objects",
        "event": "events",
        "whole": "wholes",
    },
    "measures": {"topic": "topics"},
    "subvariables": {
        "variable": "variables",
        "instruments": "instruments",
        "directives": "directives",
        "topics": "topics",
    },
}


class Checker:
    """Turns the text of one config file into a `Schema`, collecting mistakes with their lines.

    One that is `ours` came with the package: nothing in it nests too deep or unfolds too far.
    """

    def __init__(self, name: str, source: str, *, is_ours: bool = False) -> None:
        self.name = name
        self._source = source
        self._is_ours = is_ours
        self._mistakes: list[tuple[int, str, str]] = []
        self.merging: Merging | None = None
        self.data = self._data()

    def extends_default(self) -> bool:
        """Tell whether the file only changes the shipped one."""
        return self.data.get("extends") == "default"

    def inherit(self, default: Checker) -> None:
        """Take the entries of the shipped config that this file neither changes nor drops."""
        self.merging = merging = Merging(self.data, default.data)
        self.data = merging.data
        for path, text, mend in merging.mistakes:
            self._mistakes.append((self._own_line(path), text, mend))

    def earlier(self) -> str | None:
        """Say in one line what changed for a file of an earlier version; None where nothing did."""
        if self.data.get("policycmp") != EARLIER_VERSION or self.merging is None:
            return None
        own = [each for each in SECTIONS if each not in GLOSSARIES and self.merging.has_new(each)]
        mend = f"; `only: [{', '.join(own)}]` keeps just your own" if own else ""
        text = "what stands here adds to the shipped config by id, where sections and lists replaced it"
        line = self._own_line(("policycmp",))
        return f"{self.name}:{line}: written for version 1: {text}{mend}; then write {VERSION_LINE}"

    def line_of(self, section: str, index: int) -> int:
        """Find the line of an entry in this file."""
        return self._own_line((section, index))

    def schema(self) -> Schema:
        """Validate, or raise `ConfigError` with all mistakes, in the order of their lines."""
        data = self.data
        schema = None
        try:
            schema = Schema.model_validate(data)
        except ValidationError as error:
            for detail in _own_mistakes(error.errors()):
                self._note(_location(detail["loc"]), _explain(detail), mend_of_detail(detail))
        self._cross_check(data)
        if self._mistakes or schema is None:
            raise self._error()
        return schema

    def _error(self) -> ConfigError:
        """Tell all mistakes in the order of their lines, each with the line that mends it."""
        lines = self._source.splitlines()
        mistakes = {(line, text): mend for line, text, mend in reversed(self._mistakes)}
        told = [f"{self.name}:{line}: {text}" for line, text in sorted(mistakes)]
        mends = [
            mistakes[place] or f"# {lines[place[0] - 1].strip() if place[0] <= len(lines) else ''}"
            for place in sorted(mistakes)
        ]
        if earlier := self.earlier():
            told.append(earlier)
            mends.append(VERSION_LINE)
        return ConfigError("\n".join(told), mends)

    def _data(self) -> dict[str, Any]:
        try:
            if not self._is_ours and (excess := find_excess(self._source)):
                line, what = excess
                raise ConfigError(f"{self.name}:{line}: {what}", [VERSION_LINE])
            self._loader = _Loader(self._source)
            node = self._loader.get_single_node()
        except yaml.YAMLError as error:
            line = _yaml_line(error)
            text = f"{self.name}:{line}: not YAML: {_yaml_problem(error)}"
            raise ConfigError(text, [mend_yaml(self._source, line)]) from None
        if not isinstance(node, yaml.MappingNode):
            text = f"{self.name}:1: a mapping of sections is expected (topics:, indicators:, …)"
            raise ConfigError(text, [VERSION_LINE])
        self._root = node
        return self._mapping(node)

    def _plain(self, node: yaml.Node) -> Any:
        """Turn a node into plain values with lists as tuples, noting duplicate keys."""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return tuple(map(self._plain, node.value))
        if node.tag == _TEXT:
            return node.value
        try:
            return self._loader.construct_object(node)
        except (yaml.YAMLError, ValueError, AttributeError, OverflowError):
            kind = node.tag.removeprefix("tag:yaml.org,2002:")
            text = f"{_shown(node.value)} is no {kind}; mend it, or put it in quotes"
            self._mistakes.append((node.start_mark.line + 1, text, ""))
            return None

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        mapping = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                line = key_node.start_mark.line + 1
                self._mistakes.append((line, f"`{key}` stands twice here; keep one", ""))
            mapping[key] = self._plain(value_node)
        return mapping

    def _note(self, path: Path, text: str, mend: str) -> None:
        own = path if self.merging is None else self.merging.own_path(path)
        self._mistakes.append((self._own_line(own), text, mend))

    def _own_line(self, path: Path) -> int:
        """Find the line of a place, or of the nearest round it that the file has."""
        node, mark = self._root, self._root.start_mark
        for part in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                mark = node.start_mark
                continue
            pairs = node.value if isinstance(node, yaml.MappingNode) else ()
            found = [(key, value) for key, value in pairs if str(key.value) == part]
            if not found:
                break
            mark, node = found[-1][0].start_mark, found[-1][1]
        return int(mark.line) + 1

    def _cross_check(self, data: dict[str, Any]) -> None:
        """Check what the schema alone cannot: unique ids, and ids that refer to something."""
        self._check_head(data)
        known = {section: set(self._unique_ids(data, section)) for section in SECTIONS}
        for section, keys in _REFERRING.items():
            for index, entry in enumerate(entries(data, section)):
                for key, target in keys.items():
                    for value in _listed(entry.get(key)):
                        self._check_reference((section, index, key), target, value, known[target])
        for section in GLOSSARIES:
            self._check_words(data, section, _words)
        for index, indicator in enumerate(entries(data, "indicators")):
            self._check_ratio(indicator.get("ratio"), index, known["indicators"] | known["objects"])
        self._check_words(data, "measures", _terms)
        units = {str(unit.get("id")): _mapping_of(unit, "words") for unit in entries(data, "units")}
        families = {
            str(entry.get("id")): str([*_listed(entry.get("units")), ""][0])
            for entry in entries(data, "objects")
        } | {str(entry.get("id")): str(entry.get("unit")) for entry in entries(data, "indicators")}
        known["indicators"] |= known["objects"] | set(_mapping_of(data, "renamed"))
        rules, comparisons = entries(data, "rules"), entries(data, "comparisons")
        for path, text, mend in (
            *find_rule_mistakes(rules, known, units, families),
            *find_comparison_mistakes(comparisons, known["topics"]),
        ):
            self._note(path, text, mend)

    def _check_head(self, data: dict[str, Any]) -> None:
        version = data.get("policycmp")
        if isinstance(version, str) and version not in {SCHEMA_VERSION, EARLIER_VERSION}:
            text = f"schema version {version} is unknown; this version reads {SCHEMA_VERSION!r}"
            self._note(("policycmp",), text, VERSION_LINE)
        for key in ("drop", "only"):
            if key in data and self.merging is None:
                self._note(
                    (key,), f"`{key}` changes the shipped config, which needs `extends`", "extends: default"
                )

    def _check_reference(self, path: tuple[str, int, str], target: str, value: Any, known: set[str]) -> None:
        section, index, key = path
        if not isinstance(value, str) or value in known:
            return
        named = target.removesuffix("s")
        if self.merging is not None and self.merging.own_path((section, index)) != (section, index):
            place = self.merging.own_path((section, index))
            if place[0] != section:
                needing = entries(self.data, section)[index].get("id")
                text = (
                    f"no {named} `{value}`, which {section} of the default need; drop those too, or keep it"
                )
                self._note((section, index), text, f"drop: [{target}.{value}, {section}.{needing}]")
                return
        text = f"no {named} `{value}` in {target}:{did_you_mean(value, known)}"
        near = nearest(value, known)
        is_list = isinstance(entries(self.data, section)[index].get(key), tuple)
        mend = f"{target}: [{example_entry(target, value)}]"
        if near:
            mend = f"{key}: [{near}]" if is_list else f"{key}: {near}"
        self._note((section, index, key), text, mend)

    def _check_ratio(self, ratio: Any, index: int, known: set[str]) -> None:
        for key, value in ratio.items() if isinstance(ratio, dict) else ():
            if isinstance(value, str) and value not in known:
                text = f"no indicator `{value}` in indicators:{did_you_mean(value, known)}"
                near = nearest(value, known)
                mend = f"{key}: {near}" if near else example_of(str(key))
                self._note(("indicators", index, "ratio", key), text, mend)

    def _check_words(
        self, data: dict[str, Any], section: str, words: Callable[[dict[str, Any]], list[tuple[Any, ...]]]
    ) -> None:
        """A word names one entry: it could not be said which of two a plan means."""
        owners: dict[str, tuple[Any, ...]] = {}
        listed = entries(data, section)
        for index, entry in enumerate(listed):
            for *path, word in words(entry):
                if not isinstance(word, str):
                    continue
                place = (index, *path)
                owner = owners.setdefault(word, place)
                if owner[0] == index:
                    continue
                # Of an own word that the default has too, the own place is told.
                if self.merging is not None and not self.merging.is_own((section, *place)):
                    place, owner = owner, place
                third = listed[owner[0]].get("id")
                text = f"`{word}` stands for `{third}` too; keep one"
                self._note((section, *place), text, self._mend_of_word((section, *owner), word))

    def _mend_of_word(self, owner: Path, word: str) -> str:
        """Take the word out of the shipped entry that has it; of two own entries, write the one without it."""
        section, index, key, *_ = owner
        entry = entries(self.data, str(section))[int(index)]
        if key == "label":
            return f"- {{id: {entry.get('id')}, also: []}}"
        if self.merging is not None and not self.merging.is_own(owner):
            return f"- {{id: {entry.get('id')}, {key}: [-{word}]}}"
        return yaml_line(str(key), [each for each in _listed(entry.get(str(key))) if each != word])

    def _unique_ids(self, data: dict[str, Any], section: str) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for index, entry in enumerate(entries(data, section)):
            if isinstance(identifier := entry.get("id"), str):
                seen[identifier] += 1
                if seen[identifier] > 1:
                    text = f"id `{identifier}` stands twice in {section}; rename one"
                    self._note((section, index, "id"), text, f"id: {slug(identifier)}-{seen[identifier]}")
                yield identifier


def _terms(measure: dict[str, Any]) -> list[tuple[Any, ...]]:
    """List the words of a measure, each behind its path in the entry."""
    return [("terms", place, term) for place, term in enumerate(_listed(measure.get("terms")))]


def _words(entry: dict[str, Any]) -> list[tuple[Any, ...]]:
    """List the words of an entry of a glossary, each behind its path in the entry."""
    also: list[tuple[Any, ...]] = [
        ("also", place, word) for place, word in enumerate(_listed(entry.get("also")))
    ]
    return [("label", "zh", _mapping_of(entry, "label").get("zh")), *also]


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _mapping_of(entry: dict[str, Any], key: str) -> dict[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _own_mistakes(details: list[Any]) -> list[Any]:
    """Leave out the list that is too short only because its one entry has a mistake of its own."""
    places = [tuple(detail["loc"]) for detail in details]
    return [
        detail
        for detail, place in zip(details, places, strict=True)
        if detail["type"] != "too_short"
        or not any(len(other) > len(place) and other[: len(place)] == place for other in places)
    ]


def _location(loc: tuple[int | str, ...]) -> Path:
    """Give the path of the keys: without what pydantic adds, such as the kind of a rule behind its number."""
    if loc[:1] == ("rules",):
        loc = (*loc[:2], *loc[3:])
    return tuple(part for part in loc if part != "[key]")


def _explain(detail: Any) -> str:
    """Say in plain words what pydantic found and how to mend it."""
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "the file")
    kind = detail["type"]
    if kind == "extra_forbidden":
        return f"unknown key `{key}`; remove it or mend its spelling"
    if kind == "missing":
        return f"`{key}` is missing; add it"
    if kind == "union_tag_not_found":
        return "`require` is missing; say what the rule requires"
    if kind == "union_tag_invalid":
        known = set(detail["ctx"]["expected_tags"].replace("'", "").split(", "))
        return f"`require`: nothing is called {detail['ctx']['tag']!r}:{did_you_mean(detail['ctx']['tag'], known)}"
    if kind == "string_pattern_mismatch":
        return f"`{key}`: {detail['input']!r} is no id; use a-z, 0-9 and -"
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return f"`{key}`: {message}, not {_shown(detail['input'])}".replace("tuple", "list")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits a terminal line


def _yaml_line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _yaml_problem(error: yaml.YAMLError) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split())
