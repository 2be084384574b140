"""Load a config file: find it, check it (validation.py), and hold what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycmp.config.validation import Checker
from policycmp.config.yaml_bounds import MOST_BYTES
from policycmp.errors import ConfigError

if TYPE_CHECKING:
    from policycmp.config.comparisons import NamedComparison
    from policycmp.config.rules import Rule
    from policycmp.config.schema import (
        Correction,
        CountedObject,
        Indicator,
        Measure,
        RewardedAct,
        Schema,
        Settings,
        Strengths,
        Topic,
        UnitFamily,
        Whole,
    )


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
        data = self.schema.model_dump(mode="json", exclude={"extends", "rules", "comparisons"})
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
    checker = Checker(str(file), _source(file))
    if checker.extends_default():
        shipped = shipped_config()
        checker.inherit(Checker(str(shipped), _source(shipped)))
    return Config(checker.schema(), str(file))


def config_schema() -> dict[str, Any]:
    """Give the JSON Schema of config.yaml, for editors that check it while it is written."""
    from policycmp.config.schema import Schema  # noqa: PLC0415 - typing only otherwise

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Schema.model_json_schema()}


def _source(file: Path) -> str:
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
