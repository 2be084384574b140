"""Load a config file: find it, check it (validation.py), and hold what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycmp.config.schema import MOST_BYTES
from policycmp.errors import ConfigError

if TYPE_CHECKING:
    from policycmp.config.comparisons import NamedComparison
    from policycmp.config.rules import Rule
    from policycmp.config.schema import (
        Correction,
        CountedObject,
        Directive,
        Indicator,
        Instrument,
        Measure,
        RewardedAct,
        Schema,
        Settings,
        Strengths,
        Subvariable,
        Topic,
        UnitFamily,
        Variable,
        Whole,
    )
    from policycmp.config.validation import Checker

# How the shipped config is called where entries of it are told of.
SHIPPED = "shipped config.yaml"
# What a file says of itself, and what names plans; neither changes what is read in them.
_NAMELESS = {"policycmp", "extends", "drop", "only", "rules", "comparisons"}
# What is asked of plans that are read already: another word there does not mean that they must be read again.
_ASKED_LATER = {"instruments", "directives", "variables", "subvariables"}


@dataclass(frozen=True)
class Config:
    """A valid config: sections in the order of the file, where it came from, and what its user should know."""

    schema: Schema
    path: str
    notes: tuple[str, ...] = ()

    @property
    def settings(self) -> Settings:
        """Single values."""
        return self.schema.settings

    @property
    def model(self) -> Path | None:
        """The judge learned for the topics, its path taken from where the config stands; None without one."""
        named = self.schema.settings.model
        return Path(self.path).parent / named if named else None

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The taxonomy."""
        return self.schema.topics

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Words for what no topic covers."""
        return self.schema.uncovered

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The registry of indicators."""
        return self.schema.indicators

    @property
    def renamed(self) -> dict[str, str]:
        """What indicators of earlier versions are called now, by their old ids."""
        return self.schema.renamed

    @property
    def objects(self) -> tuple[CountedObject, ...]:
        """The things that plans count."""
        return self.schema.objects

    @property
    def wholes(self) -> tuple[Whole, ...]:
        """What shares and rates are a part of."""
        return self.schema.wholes

    @property
    def events(self) -> tuple[RewardedAct, ...]:
        """The acts that grants reward."""
        return self.schema.events

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The registry of named instruments."""
        return self.schema.measures

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The policy instruments."""
        return self.schema.instruments

    @property
    def directives(self) -> tuple[Directive, ...]:
        """How clauses direct."""
        return self.schema.directives

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables of the PMC index."""
        return self.schema.variables

    @property
    def subvariables(self) -> tuple[Subvariable, ...]:
        """What the variables of the PMC index are the means of."""
        return self.schema.subvariables

    @property
    def overrides(self) -> tuple[Correction, ...]:
        """What a reader knows better than the program."""
        return self.schema.overrides

    @property
    def units(self) -> tuple[UnitFamily, ...]:
        """The unit families."""
        return self.schema.units

    @property
    def strengths(self) -> Strengths:
        """The wording strengths."""
        return self.schema.strengths

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What plans are checked against."""
        return self.schema.rules

    @property
    def comparisons(self) -> tuple[NamedComparison, ...]:
        """The comparisons by name."""
        return self.schema.comparisons

    @cached_property
    def sha256(self) -> str:
        """A hash of the content, not of the bytes: comments and layout do not change a result, nor what is named."""
        return self._hash(_NAMELESS)

    @cached_property
    def reading_sha256(self) -> str:
        """A hash of what decides how plans are read: that of what is kept of them."""
        return self._hash(_NAMELESS | _ASKED_LATER)

    def _hash(self, left_out: set[str]) -> str:
        data = self.schema.model_dump(mode="json", exclude=left_out)
        content = json.dumps(data, ensure_ascii=False, sort_keys=True)
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
    return _checked(str(file), source_of(file))


@lru_cache(maxsize=4)
def _checked(name: str, source: str) -> Config:
    """Check a config that was read; who asks for the same text again in one process gets the same config."""
    checker = _checker(name, source)
    schema = checker.schema()
    earlier = checker.earlier()
    return Config(schema, name, (earlier,) if earlier else ())


def checker_of(path: Path | str | None) -> Checker:
    """Read a config file as YAML, with what it takes over from the shipped one.

    Raises:
        ConfigError: it is no YAML, or cannot be read.
    """
    file = Path(path) if path is not None else shipped_config()
    return _checker(str(file), source_of(file))


def _checker(name: str, source: str) -> Checker:
    from policycmp.config.validation import Checker  # noqa: PLC0415 - one that is kept was checked before

    shipped = shipped_config()
    checker = Checker(name, source, is_ours=name == str(shipped))
    if checker.extends_default():
        checker.inherit(Checker(SHIPPED, source_of(shipped), is_ours=True))
    return checker


def config_schema() -> dict[str, Any]:
    """Give the JSON Schema of config.yaml, for editors that check it while it is written."""
    from policycmp.config.schema import Schema  # noqa: PLC0415 - typing only otherwise

    schema = Schema.model_json_schema()
    # A file that extends the default leaves out what it does not change.
    entry_parts = (part for name, part in schema["$defs"].items() if not name.endswith("Rule"))
    for part in (schema, *entry_parts):
        part["required"] = [key for key in part.get("required", ()) if key in {"policycmp", "id", "require"}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def source_of(file: Path) -> str:
    """Read the text of a config file.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        with file.open(encoding="utf-8-sig") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"{file}: cannot be read: {reason}") from None


def shipped_config() -> Path:
    """Find the default config: inside the wheel, or beside the package in an editable install."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "config.yaml"
    return inside if inside.is_file() else package.parent / "config.yaml"
