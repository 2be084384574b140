"""Sparse cells: a row keeps what plans say, and one blank cell for all that say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell = TypeVar("Cell")


class SparseCells(dict[str, Cell]):
    """The cells of a row by plan, in the order of the plans; looking up a plan that says nothing gives its blank.

    It iterates over the plans that say something only: a row of a few costs no more where there are a thousand.
    """

    def __init__(self, said: Mapping[str, Cell], blanks: Mapping[str, Cell]) -> None:
        super().__init__(said)
        self._blanks = blanks

    def __missing__(self, doc: str) -> Cell:
        """Give what stands for a plan that says nothing here."""
        return self._blanks[doc]
