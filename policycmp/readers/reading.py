"""What passes between the parts of the reader: the bytes of a file, and the text that is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycmp.models import Issue, Mask


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one input, with the encoding that the user named and the ending of its name (`.txt`)."""

    content: bytes
    ending: str = ""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one input as its format's reader gives it; `encoding` is None where the format fixes it.

    `masks` are stretches that the format itself tells to be no part of the plan, such as a table of contents.
    """

    text: str
    encoding: str | None = None
    issues: tuple[Issue, ...] = ()
    masks: tuple[Mask, ...] = ()


Reader = Callable[[Raw], Reading]
