"""The text of a config file as a schema: composed with line marks, so that every mistake is told with its line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from policycmp.config.cross_checks import find_comparison_mistakes, find_rule_mistakes
from policycmp.config.schema import Schema
from policycmp.config.yaml_bounds import find_excess
from policycmp.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA_VERSION = "1"
_Path = tuple[str | int, ...]
_TEXT = "tag:yaml.org,2002:str"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GLOSSARIES = ("objects", "wholes", "events")
_SECTIONS = ("topics", "indicators", *_GLOSSARIES, "measures", "units", "rules", "comparisons")
# Which section's entries refer to ids of another by which key.
_REFERRING = {
    "indicators": {"topic": "topics", "unit": "units"},
    "objects": {"topic": "topics", "units": "units", "broader": "objects", "event": "events"},
    "measures": {"topic": "topics"},
}


class Checker:
    """Turns the text of one config file into a `Schema`, collecting mistakes with their lines."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source
        self._mistakes: list[tuple[int, str]] = []
        self._inherited: frozenset[str] = frozenset()
        self._own: dict[str, int] = {}
        self.data = self._data()

    def extends_default(self) -> bool:
        """Tell whether the file only changes some sections of the shipped one."""
        return self.data.get("extends") == "default"

    def inherit(self, default: Checker) -> None:
        """Take over the sections that this file does not have, and the settings that it does not set.

        A reference of an inherited entry to a topic that this file has replaced is taken off: the entry stays, under
        no topic. Words are added to those of the default; one with an id of the default takes its place.
        """
        own = self.data
        self._own = {section: len(entries(own, section)) for section in _GLOSSARIES if section in own}
        self._inherited = frozenset(default.data) - {*own, "policycmp"}
        topics = [topic.get("id") for topic in entries(own, "topics")] if "topics" in own else None
        for section in sorted(self._inherited | set(self._own)):
            inherited = default.data[section]
            if topics is not None and section in _REFERRING:
                inherited = tuple(_without_strange_topic(each, topics) for each in inherited)
            own[section] = _with_words(own, section, inherited) if section in self._own else inherited
        if "rules" in self._inherited and {"topics", "indicators"} & (set(own) - self._inherited):
            own["rules"] = tuple(rule for rule in own["rules"] if not {"topic", "indicator"} & set(rule))
        if isinstance(own["settings"], dict):
            own["settings"] = {**default.data["settings"], **own["settings"]}

    def schema(self) -> Schema:
        """Validate, or raise `ConfigError` with all mistakes, in the order of their lines."""
        data = self.data
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
            if excess := find_excess(self._source):
                line, what = excess
                raise ConfigError(f"{self._name}:{line}: {what}")
            self._loader = _Loader(self._source)
            node = self._loader.get_single_node()
        except yaml.YAMLError as error:
            raise ConfigError(f"{self._name}:{_yaml_line(error)}: not YAML: {_yaml_problem(error)}") from None
        if not isinstance(node, yaml.MappingNode):
            raise ConfigError(f"{self._name}:1: a mapping of sections is expected (topics:, indicators:, …)")
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
            self._mistakes.append((node.start_mark.line + 1, text))
            return None

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        mapping = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                line = key_node.start_mark.line + 1
                self._mistakes.append((line, f"`{key}` stands twice here; keep one"))
            mapping[key] = self._plain(value_node)
        return mapping

    def _note(self, path: _Path, text: str) -> None:
        self._mistakes.append((self._line(path), text))

    def _line(self, path: _Path) -> int:
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
        version = data.get("policycmp")
        if isinstance(version, str) and version != SCHEMA_VERSION:
            self._note(
                ("policycmp",), f"schema version {version} is unknown; this version reads {SCHEMA_VERSION!r}"
            )
        known = {section: set(self._unique_ids(data, section)) for section in _SECTIONS}
        for section, keys in _REFERRING.items():
            for index, entry in enumerate(entries(data, section)):
                for key, target in keys.items():
                    for value in _listed(entry.get(key)):
                        self._check_reference((section, index, key), target, value, known[target])
        for section in _GLOSSARIES:
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
        for path, text in (
            *find_rule_mistakes(rules, known, units, families, _did_you_mean),
            *find_comparison_mistakes(comparisons, known["topics"], _did_you_mean),
        ):
            self._note(path, text)

    def _check_reference(self, path: tuple[str, int, str], target: str, value: Any, known: set[str]) -> None:
        section, index, key = path
        if not isinstance(value, str) or value in known:
            return
        named = target.removesuffix("s")
        if section in self._inherited or index >= self._own.get(section, index + 1):
            self._note((target,), f"no {named} `{value}`, which {section} of the default need; add it")
            return
        self._note((section, index, key), f"no {named} `{value}` in {target}:{_did_you_mean(value, known)}")

    def _check_ratio(self, ratio: Any, index: int, known: set[str]) -> None:
        for key, value in ratio.items() if isinstance(ratio, dict) else ():
            if isinstance(value, str) and value not in known:
                text = f"no indicator `{value}` in indicators:{_did_you_mean(value, known)}"
                self._note(("indicators", index, "ratio", key), text)

    def _check_words(
        self, data: dict[str, Any], section: str, words: Callable[[dict[str, Any]], list[tuple[Any, ...]]]
    ) -> None:
        """A word names one entry: it could not be said which of two a plan means."""
        owners: dict[str, tuple[Any, ...]] = {}
        listed = entries(data, section)
        own = self._own.get(section, len(listed))
        for index, entry in enumerate(listed):
            for *path, word in words(entry):
                if not isinstance(word, str):
                    continue
                owner, *other = owners.setdefault(word, (index, *path))
                if owner != index:
                    # Of an own word that the default has too, the own place is told.
                    place, third = ((index, *path), owner) if index < own else ((owner, *other), index)
                    text = f"`{word}` stands for `{listed[third].get('id')}` too; keep one"
                    self._note((section, *place), text)

    def _unique_ids(self, data: dict[str, Any], section: str) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for index, entry in enumerate(entries(data, section)):
            if isinstance(identifier := entry.get("id"), str):
                seen[identifier] += 1
                if seen[identifier] > 1:
                    self._note(
                        (section, index, "id"), f"id `{identifier}` stands twice in {section}; rename one"
                    )
                yield identifier


def _without_strange_topic(entry: Any, topics: list[Any]) -> Any:
    if isinstance(entry, dict) and entry.get("topic") not in topics:
        return {key: value for key, value in entry.items() if key != "topic"}
    return entry


def _with_words(own: dict[str, Any], section: str, inherited: tuple[Any, ...]) -> Any:
    """Add the words of the default to a glossary, but those that it has an entry of its own for."""
    if not isinstance(own[section], tuple):
        return own[section]
    ids = {entry.get("id") for entry in entries(own, section)}
    return (*own[section], *(entry for entry in inherited if entry["id"] not in ids))


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


def entries(data: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """List the entries of a section, empty ones for what is no mapping."""
    found = data.get(section)
    return [entry if isinstance(entry, dict) else {} for entry in found] if isinstance(found, tuple) else []


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


def _location(loc: tuple[int | str, ...]) -> _Path:
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
        return f"`require`: nothing is called {detail['ctx']['tag']!r}:{_did_you_mean(detail['ctx']['tag'], known)}"
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
    return " ".join(str(getattr(error, "problem", None) or error).split())
