"""config.yaml: its schema, and loading it with every mistake told at once."""

from policycmp.config.loading import Config, load_config
from policycmp.config.schema import Indicator, Label, Settings, Strengths, Topic, UnitFamily

__all__ = ["Config", "Indicator", "Label", "Settings", "Strengths", "Topic", "UnitFamily", "load_config"]
