"""A config that extends the shipped one: its entries are added or change those of the same id; some are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
GLOSSARIES = ("objects", "wholes", "events")
# The sections that are lists of entries with an id, in the order in which an id that stands in several is looked up.
SECTIONS = (
    *("topics", "indicators", *GLOSSARIES, "denominators", "measures"),
    *("instruments", "directives", "variables", "subvariables"),
    *("units", "rules", "comparisons"),
)
UNNAMED = ("settings", "strengths", "renamed", "uncovered")
# What an entry may lose with the entry that it names; what stands under other keys it cannot do without.
_LOSABLE = {"topic": "topics", "broader": "objects", "event": "events", "whole": "wholes"}
# Of those that name several, what they lose is taken out; an entry that has no other rule goes with the last of them.
_LOSABLE_LISTS = ("topics", "instruments", "directives")
_RULES = (*_LOSABLE_LISTS, "terms", "says", "horizon")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry in force stands: in the section of the file itself, of the shipped one, or (changed) in both."""

    own: int | None
    shipped: int | None


class Merging:
    """The shipped data with the changes of a file.

    Attributes:
        data: what is in force.
        places: where each entry of a section comes from.
        dropped: the ids of the shipped entries that are not in force, by section.
        mistakes: each with its path in the file, what is wrong, and a line that mends it.
    """

    def __init__(self, own: Mapping[str, Any], shipped: Mapping[str, Any]) -> None:
        self._own, self._shipped = own, shipped
        self.places: dict[str, tuple[Place, ...]] = {}
        self.dropped: dict[str, tuple[str, ...]] = {}
        self.mistakes: list[tuple[Path, str, str]] = []
        self._drop, self._only = self._named("drop"), self._named("only")
        self.data: dict[str, Any] = {**shipped, **own}
        for section in UNNAMED:
            if section in own:
                self.data[section] = self._extended(shipped.get(section), own[section], (section,))
        for section in SECTIONS:
            if isinstance(own.get(section, ()), tuple):
                self.data[section] = self._merged(section)
        self._let_go()

    def own_path(self, path: Path) -> Path:
        """Find where a place of the data in force stands in the file: the nearest round it, or what dropped it."""
        if len(path) < 2 or path[0] not in self.places or not isinstance(path[1], int):  # noqa: PLR2004
            return path
        section, index, *rest = path
        place = self.places[str(section)][int(index)].own
        if place is None:
            return ("drop",) if "drop" in self._own else ("only",) if "only" in self._own else (section,)
        if len(rest) == 2 and isinstance(rest[1], int):  # noqa: PLR2004 - a key and a place in its list
            key, value = str(rest[0]), self.data[str(section)][int(index)][rest[0]][rest[1]]
            own = entries(self._own, str(section))[place].get(key)
            rest = [key, own.index(value)] if isinstance(own, tuple) and value in own else [key]
        return (section, place, *rest)

    def is_own(self, path: Path) -> bool:
        """Tell whether a place of the data in force stands in the file itself."""
        place = self.own_path(path)
        own: Any = self._own
        try:
            for part in place:
                own = own[part]
        except (KeyError, IndexError, TypeError):
            return False
        return len(place) == len(path)

    def has_new(self, section: str) -> bool:
        """Tell whether the file has entries of its own in a section."""
        return any(place.shipped is None for place in self.places.get(section, ()))

    def _named(self, key: str) -> dict[str, set[str] | None]:
        """Read `drop` or `only`: the ids that it names, by section; None for a section as a whole."""
        words = self._own.get(key, ())
        named: dict[str, set[str] | None] = {}
        if not isinstance(words, tuple):
            return named
        known = {section: self._ids(section) for section in SECTIONS}
        bare = [word for word in words if isinstance(word, str) and word not in SECTIONS and "." not in word]
        shared = [section for section in SECTIONS if bare and set(bare) <= known[section]]
        for place, word in enumerate(words):
            section, _, identifier = str(word).rpartition(".")
            holding = shared or [each for each in SECTIONS if identifier in known[each]]
            section = section or (holding[0] if holding else "")
            if word in SECTIONS:
                named[word] = None
            elif identifier in known.get(section, ()):
                ids = named.setdefault(section, set())
                if ids is not None:
                    ids.add(identifier)
            else:
                near = nearest(identifier, set().union(*known.values()))
                said = f"no entry has the id `{word}`" + (f": did you mean `{near}`?" if near else "")
                kept = [near if each == word else str(each) for each in words if each != word or near]
                self.mistakes.append(((key, place), said, f"{key}: [{', '.join(map(str, kept))}]"))
        return named

    def _ids(self, section: str) -> set[str]:
        return {*ids_of(self._own, section), *ids_of(self._shipped, section)}

    def _keeps(self, section: str, identifier: str) -> bool:
        dropped = self._drop.get(section, set())
        only = self._only.get(section, {identifier})
        return dropped is not None and identifier not in dropped and only is not None and identifier in only

    def _merged(self, section: str) -> tuple[Any, ...]:
        own, shipped = self._own.get(section, ()), entries(self._shipped, section)
        of_id = {
            entry["id"]: place for place, entry in enumerate(shipped) if self._keeps(section, entry["id"])
        }
        self.dropped[section] = tuple(entry["id"] for entry in shipped if entry["id"] not in of_id)
        changes: dict[int, int] = {}
        for place, identifier in enumerate(ids_of(self._own, section)):
            if identifier in of_id:
                changes.setdefault(of_id[identifier], place)
        places = [Place(changes.get(place), place) for place in of_id.values()]
        places += [Place(place, None) for place in range(len(own)) if place not in changes.values()]
        self.places[section] = tuple(places)
        return tuple(
            shipped[place.shipped or 0]
            if place.own is None
            else self._extended(
                {} if place.shipped is None else shipped[place.shipped], own[place.own], (section, place.own)
            )
            for place in places
        )

    def _extended(self, shipped: Any, own: Any, path: Path) -> Any:
        """Change mappings key by key; add to lists, where `-word` takes one out; replace anything else."""
        if isinstance(own, dict):
            whole = shipped if isinstance(shipped, dict) else {}
            changed = {key: self._extended(whole.get(key), value, (*path, key)) for key, value in own.items()}
            return {**whole, **changed}
        if not isinstance(own, tuple):
            return own
        known = shipped if isinstance(shipped, tuple) else ()
        taken = {word[1:] for word in own if _takes_out(word)}
        for place, word in enumerate(own):
            if _takes_out(word) and word[1:] not in known:
                near = nearest(word[1:], {str(each) for each in known})
                said = f"`{word[1:]}` does not stand there, so that it cannot be taken out"
                mend = f"{path[-1]}: [-{near}]" if near else f"{path[-1]}: [{word[1:]}]"
                self.mistakes.append(((*path, place), said, mend))
        kept = tuple(word for word in known if word not in taken)
        return (*kept, *(word for word in own if not _takes_out(word) and word not in kept))

    def _let_go(self) -> None:
        """Take off what inherited entries say of entries that were dropped, and the rules about those."""
        known = {section: set(ids_of(self.data, section)) for section in SECTIONS}
        for section, places in self.places.items():
            listed = self.data[section]
            self.data[section] = tuple(
                self._without_lost(section, entry, place, known)
                for entry, place in zip(listed, places, strict=True)
            )
        renamed = self.data.get("renamed")
        asked = {
            "topic": known["topics"],
            "indicator": known["indicators"]
            | known["objects"]
            | set(renamed if isinstance(renamed, dict) else ()),
        }
        self._let_go_subvariables(known)
        rules = zip(self.data.get("rules") or (), self.places.get("rules", ()), strict=False)
        kept = [(rule, place) for rule, place in rules if place.own is not None or _can_be_asked(rule, asked)]
        if "rules" in self.places:
            self.data["rules"] = tuple(rule for rule, _ in kept)
            self.places["rules"] = tuple(place for _, place in kept)
            ids = ids_of(self.data, "rules")
            self.dropped["rules"] = tuple(each for each in ids_of(self._shipped, "rules") if each not in ids)

    def _let_go_subvariables(self, known: dict[str, set[str]]) -> None:
        """Take off what inherited sub-variables ask of entries that were dropped, and those that ask nothing else."""
        kept = []
        places = self.places.get("subvariables", ())
        listed = self.data.get("subvariables") or ()
        for place, entry in zip(places, listed, strict=False):
            if place.own is not None or not isinstance(entry, dict):
                kept.append((place, entry))
                continue
            less = {
                key: tuple(each for each in value if each in known[key]) if key in _LOSABLE_LISTS else value
                for key, value in entry.items()
            }
            if less["variable"] in known["variables"] and any(less.get(key) for key in _RULES):
                kept.append((place, {key: value for key, value in less.items() if value != ()}))
        if places:
            self.data["subvariables"] = tuple(entry for _, entry in kept)
            self.places["subvariables"] = tuple(place for place, _ in kept)

    def _without_lost(self, section: str, entry: Any, place: Place, known: dict[str, set[str]]) -> Any:
        if place.shipped is None or not isinstance(entry, dict) or section == "rules":
            return entry
        own = {} if place.own is None else entries(self._own, section)[place.own]
        lost = {
            key
            for key, target in _LOSABLE.items()
            if key in entry and key not in own and entry[key] not in known[target]
        }
        if (
            "ratio" not in own
            and not set(entry.get("ratio", {}).values()) <= known["indicators"] | known["objects"]
        ):
            lost.add("ratio")
        return {key: value for key, value in entry.items() if key not in lost} if lost else entry


def entries(data: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    """List the entries of a section, empty ones for what is no mapping."""
    found = data.get(section)
    return [entry if isinstance(entry, dict) else {} for entry in found] if isinstance(found, tuple) else []


def ids_of(data: Mapping[str, Any], section: str) -> list[str]:
    """List the ids of a section, empty ones for what has none."""
    ids = (entry.get("id") for entry in entries(data, section))
    return [identifier if isinstance(identifier, str) else "" for identifier in ids]


def nearest(word: str, known: set[str]) -> str | None:
    """Find the known word that is spelt most alike; None where none is near."""
    import difflib  # noqa: PLC0415 - only for mistakes

    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), None)


def _takes_out(word: Any) -> bool:
    return isinstance(word, str) and len(word) > 1 and word.startswith("-")


def _can_be_asked(rule: Mapping[str, Any], known: Mapping[str, set[str]]) -> bool:
    return all(str(rule[key]).partition(".")[0] in ids for key, ids in known.items() if key in rule)
