"""Ways on: the commands that a user may type next, with what was typed before."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_PLAIN = re.compile(r"[\w@%+=:,./-]+")


@dataclass(frozen=True, slots=True)
class Ways:
    """Writes commands on the same plans: `plans` with the options that read them, `references` set beside them."""

    plans: tuple[str, ...] = ("PLANS",)
    references: tuple[str, ...] = ()

    def to(self, command: str, *arguments: str, with_references: bool = True) -> str:
        """Write a command to paste.

        Args:
            command: its name.
            arguments: what stands behind the plans.
            with_references: whether the command takes the context and the plan above.
        """
        references = self.references if with_references else ()
        return f"policycmp {command} {quoted((*self.plans, *references, *arguments))}"


def quoted(words: Iterable[str]) -> str:
    """Quote words for a shell, Chinese ones left plain."""
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)
