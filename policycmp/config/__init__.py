"""config.yaml: its schema, and loading it with every mistake told at once."""

from policycmp.config.loading import Config, config_schema, load_config
from policycmp.config.schema import (
    Correction,
    CountedObject,
    Indicator,
    Measure,
    RewardedAct,
    Settings,
    Strengths,
    Topic,
    UnitFamily,
    Whole,
)
from policycmp.config.sections import Label

__all__ = [
    "Config",
    "Correction",
    "CountedObject",
    "Indicator",
    "Label",
    "Measure",
    "RewardedAct",
    "Settings",
    "Strengths",
    "Topic",
    "UnitFamily",
    "Whole",
    "config_schema",
    "load_config",
]
