"""What a renderer may be told besides the tables: nothing of it changes what the tables say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """The looks of an output.

    Attributes:
        width: cells of a terminal line; None sets no limit, so that no table is split.
        color: whether bold and dim may be used.
        lang: the language of the words that a renderer adds itself.
        ambiguous_wide: whether “ ” — … ≥ and the like fill two cells, as in many Chinese terminals.
        delimiter: what stands between two fields of a CSV line.
        encoding: what the output will be encoded in; characters outside it are replaced where that is needed
            for columns to line up.
        evidence: how sentences are attached: `notes` are numbered, `links` lead from a cell to them; the tabulation
            has none where none are wanted.
    """

    width: int | None = None
    color: bool = False
    lang: str = "en"
    ambiguous_wide: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"
    evidence: str = "notes"
