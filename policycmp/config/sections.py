"""What every section of config.yaml is made of: unknown keys are mistakes, and nothing is converted in silence."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Text = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A mapping of the config."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, str_strip_whitespace=True, defer_build=True
    )


class Label(Section):
    """A name in both languages of the tables."""

    en: Text
    zh: Text
