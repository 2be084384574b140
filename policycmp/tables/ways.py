"""Ways on: the commands that a user may type next, with what was typed before."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable


_CITIES = "--cities"
# What takes the number of a row.
_NUMBERED = {"show"}
_PLAIN = re.compile(r"[\w@%+=:,./-]+")


@dataclass(frozen=True, slots=True)
class Ways:
    """Writes commands on the same plans: `plans` with the options that read them, `references` set beside them.

    `cities` are those that the plans were narrowed to, as an option with its values; `joining` is the option that
    changes which rows there are, so that their numbers mean the same to the next command.
    """

    plans: tuple[str, ...] = ("PLANS",)
    references: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()

    def to(self, command: str, *arguments: str, with_references: bool = True) -> str:
        """Write a command to paste.

        Args:
            command: its name.
            arguments: what stands behind the plans.
            with_references: whether the command takes the context and the plan above.
        """
        references = self.references if with_references else ()
        cities = () if _CITIES in arguments else self.cities
        joining = self.joining if with_references or command in _NUMBERED else ()
        return f"policycmp {command} {quoted((*self.plans, *cities, *references, *joining, *arguments))}"


def quoted(words: Iterable[str]) -> str:
    """Quote words for a shell, Chinese ones left plain."""
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)
