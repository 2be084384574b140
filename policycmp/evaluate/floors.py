"""Floors: figures that an agreement must not fall below, and the file that holds those reached so far.

The file ships with the package. It says for each coding which files it was measured against (their hashes), and for
each group of its plans the figures by layer. Any JSON of the shape of `evaluate --format json`, or of its `layers`,
is read as floors as well.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from policycmp.evaluate.agreement import Agreement

# Figures are printed to three decimals: half of the last one is no fall.
TOLERANCE = Decimal("0.0005")
ALL = "all"
_FIGURES = {
    "targets": ("detection", "spans", "quantity", "tuple", "fields", "indicator", "topics", "topics_core5"),
    "clauses": ("boundaries", "topics", "topics_core5", "primary"),
}
_FILES = ("targets.jsonl", "clauses.jsonl", "rows.jsonl", "coded.json", "kinds.json")

Figures = dict[str, dict[str, Any]]


def find_broken_floors(file: Path, data: dict[str, Any]) -> list[str]:
    """Compare figures with their floors.

    Args:
        file: the floors: of several codings (the one of the same plans counts), or in the shape of the figures.
        data: the figures, as `evaluate --format json` writes them.

    Returns:
        A line for each figure that is below its floor or missing.

    Raises:
        UsageError: the file cannot be read, holds something else than numbers, or no coding of these plans.
    """
    floors = load_floors(file)
    if "codings" not in floors:
        return _below(file, floors, data)
    groups = _groups_of(file, floors, data["by_doc"])
    broken = []
    for name, group in groups.items():
        docs = group["docs"]
        figures = data["layers"] if name == ALL else data["by_doc"][docs[0]] if len(docs) == 1 else None
        if figures is not None:
            broken += [f"{name}: {line}" for line in below(group["layers"], floor_figures(figures))]
    return broken


def load_floors(file: Path) -> dict[str, Any]:
    """Load a file of floors, its numbers exact.

    Raises:
        UsageError: where it cannot be read.
    """
    try:
        floors = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise UsageError(f"{file}: not JSON ({error})") from None
    if not isinstance(floors, dict):
        raise UsageError(f"{file}: holds no floors by name")
    return floors


def hash_coding(folder: Path) -> dict[str, str]:
    """Tell the SHA-256 of each file of a coding."""
    files = (folder / name for name in _FILES)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}


def measure(agreement: Agreement, groups: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Measure an agreement as floors hold it.

    Args:
        agreement: of all plans of a coding.
        groups: the plans of each group besides that of all.

    Returns:
        By group, its plans and the figures by layer.
    """
    named = {ALL: agreement.docs} | {name: sorted(docs) for name, docs in groups.items()}
    return {
        name: {"docs": docs, "layers": floor_figures(_only(agreement, docs).figures())}
        for name, docs in named.items()
    }


def floor_figures(layers: Mapping[str, Mapping[str, Any]]) -> Figures:
    """Pick from the figures of each layer those that have floors: F1 for scores, shares, and the fields' shares."""
    figures = {
        layer: {name: _leading(layers[layer][name]) for name in names}
        for layer, names in _FIGURES.items()
        if layer in layers
    }
    if "rows" in layers:
        figures["rows"] = {kind: _leading_of_rows(of_kind) for kind, of_kind in layers["rows"].items()}
    return figures


def below(floors: Mapping[str, Any], figures: Mapping[str, Any]) -> list[str]:
    """List the figures that are missing or lie below their floors by more than rounding."""
    broken = []
    for path, floor in _leaves(floors, ()):
        figure = _at(figures, path)
        if figure is None:
            broken.append(f"{'.'.join(path)}: no such figure (floor {floor})")
        elif figure < floor - TOLERANCE:
            broken.append(f"{'.'.join(path)}: {figure} is below its floor {floor}")
    return broken


def _only(agreement: Agreement, docs: Collection[str]) -> Agreement:
    return replace(
        agreement,
        targets=tuple(pairing for pairing in agreement.targets if pairing.doc in docs),
        clauses=tuple(pairing for pairing in agreement.clauses if pairing.doc in docs),
        rows=agreement.rows.only(docs),
    )


def _leading_of_rows(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Pick the figures of rows that have floors; those of a type that no two plans share are none."""
    leading = {
        "pairs": figures["pairs"]["f1"],
        "precision": figures["pairs"]["precision"],
        "keys": figures["keys"]["recall"],
    }
    return {name: figure for name, figure in leading.items() if figure is not None}


def _leading(figure: Any) -> Any:
    return figure.get("f1", figure) if isinstance(figure, dict) else figure


def _groups_of(file: Path, floors: Mapping[str, Any], docs: Collection[str]) -> dict[str, Any]:
    """Find the coding of the same plans."""
    for coding in floors["codings"].values():
        if coding["groups"][ALL]["docs"] == sorted(docs):
            groups: dict[str, Any] = coding["groups"]
            return groups
    raise UsageError(f"{file}: no floors for the plans {', '.join(sorted(docs))}")


def _below(file: Path, floors: Mapping[str, Any], data: Mapping[str, Any]) -> list[str]:
    for path, floor in _leaves(floors, ()):
        if isinstance(floor, bool) or not isinstance(floor, int | Decimal):
            raise UsageError(f"{file}: {'.'.join(path)} is no number")
    return below(floors, {**data["layers"], **data})


def _leaves(floors: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not isinstance(floors, dict):
        yield path, floors
        return
    for key, value in floors.items():
        yield from _leaves(value, (*path, key))


def _at(data: Any, path: tuple[str, ...]) -> int | Decimal | None:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, int | Decimal) else None
