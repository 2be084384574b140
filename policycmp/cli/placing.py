"""Where `run` may write: below the folder of its config, and over nothing that it has not made itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.cli.freshness import note_of, was_made
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Ground:
    """What a config may have written: `root` is its folder, `read` are the real paths of all that it reads.

    `outside` lifts the bound of the folder, `force` lets files be replaced that were not made by `run`.
    """

    root: Path
    read: frozenset[str]
    outside: bool = False
    force: bool = False

    @classmethod
    def of(
        cls, root: Path, read: Iterable[Path | str | None], *, outside: bool = False, force: bool = False
    ) -> Ground:
        """Note what is read by its real paths, so that no link leads to it by another name."""
        return cls(root, frozenset(os.path.realpath(path) for path in read if path), outside, force)

    def refuse(self, file: Path) -> None:
        """Refuse a file that may not be written.

        Raises:
            UsageError: it lies outside the folder (also by a link), is read by the run, or was made by somebody else.
        """
        real = os.path.realpath(file)
        if real in self.read:
            raise UsageError(
                f"{file}: is a plan or a config of this run and is never written; name another file"
            )
        for place in (real, os.path.realpath(note_of(file))):
            if not self.outside and not Path(place).is_relative_to(os.path.realpath(self.root)):
                raise UsageError(
                    f"{file}: lies outside the folder of the config; write below it, or give --allow-outside"
                )
        if os.path.lexists(file) and not self.force and not was_made(file):
            raise UsageError(f"{file}: was not made by policycmp run; name another file, or give --force")
