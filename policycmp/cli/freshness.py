"""Whether a file that `run` wrote is still what it would write: told by a small note beside it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from policycmp.cli.streams import whole_file
from policycmp.errors import ReadError
from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.config.comparisons import NamedComparison


def key_of(
    comparison: NamedComparison,
    config: Config,
    plans: Sequence[str],
    others: Sequence[Path | None],
    where: str | None = None,
) -> str:
    """Hash all that a comparison's files depend on.

    Args:
        comparison: what is asked for.
        config: its taxonomy, indicators and units.
        plans: the paths of the plans, as `find_inputs` takes them.
        others: the further files that it reads, None where one is not asked for.
        where: the condition on the plans.

    Returns:
        A hash of the version, the config, the comparison and the content of every plan and file.
    """
    from policycmp.readers import find_inputs

    inputs, issues = find_inputs(list(plans))
    depends = {
        "version": __version__,
        "config": config.sha256,
        "comparison": comparison.model_dump(mode="json", exclude={"files"}),
        "plans": {source.path: _content(source.path) for source in inputs},
        "others": [_content(str(other)) if other else None for other in others],
        "issues": [issue.message for issue in issues],
        "where": where,
    }
    return _sha256(json.dumps(depends, ensure_ascii=True, sort_keys=True).encode())


def is_fresh(file: Path, key: str) -> bool:
    """Tell whether a file was written for this key and has not been touched since."""
    try:
        note = json.loads(note_of(file).read_text(encoding="utf-8"))
        return bool(note == {"key": key, "sha256": _sha256(file.read_bytes())})
    except (OSError, ValueError):
        return False


def was_made(file: Path) -> bool:
    """Tell whether a file is one that `run` wrote: a note stands beside it, whatever became of it since."""
    try:
        note = json.loads(note_of(file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(note, dict) and note.keys() == {"key", "sha256"}


def remember(file: Path, key: str | None) -> None:
    """Write the note beside a file; without a key it is made again next time."""
    note = {"key": key, "sha256": _sha256(file.read_bytes())}
    with whole_file(note_of(file)) as written:
        written.write(json.dumps(note) + "\n")


def note_of(file: Path) -> Path:
    """Name the note beside a file."""
    return file.with_name(f".{file.name}.policycmp")


def _content(path: str) -> str | None:
    from policycmp.readers import Input, load_bytes

    try:
        return _sha256(load_bytes(Input(path, "")))
    except ReadError:
        return None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
