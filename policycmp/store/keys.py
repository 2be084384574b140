"""What an analysis depends on, as a hash: a plan whose key is in the store need not be read again."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ConfigError, ReadError
from policycmp.store.to_rows import STORE_VERSION
from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.config import Config
    from policycmp.metadata import Amendment
    from policycmp.readers import Input

# What lies in the package and never changes the analysis of a plan; the config counts by its content.
_WITHOUT_EFFECT = frozenset(
    {
        "check",
        "cli",
        "compare",
        "diff",
        "engines",
        "evaluate",
        "guide",
        "renderers",
        "scores",
        "store",
        "tables",
        "taxonomy",
        "__main__.py",
        "config.yaml",
        "floors.json",
        "py.typed",
    }
)


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes the keys of one run; `common` is the hash of what all its plans depend on."""

    common: str

    @classmethod
    def of(cls, config: Config, encoding: str | None = None, depth: str = "") -> Keys:
        """Take what a run is made with: this program, a config, and the encoding that the user names.

        `depth` names how much of plans is read, where that is not all.
        """
        from policycmp.readers.ocr_engine import engine_name  # noqa: PLC0415 - who reads a store needs no readers

        return cls(_hash([STORE_VERSION, code_hash(), config_hash(config), encoding, depth, engine_name()]))

    def key(self, sha256: str, source: Input, amendment: Amendment | None) -> str:
        """Give the key of a plan.

        Args:
            sha256: of its bytes.
            source: its id and its path stand in the analysis.
            amendment: what the user knows better of it, and where that is written.

        Returns:
            The same for the same analysis, on every machine.
        """
        from policycmp.readers import shown_path  # noqa: PLC0415 - who reads a store needs no readers of plans

        known = None if amendment is None else asdict(amendment)
        return _hash([self.common, sha256, source.doc, shown_path(source.path), known])


def hash_content(source: Input) -> str | None:
    """Hash the bytes of a plan; None where the reader has to say what is wrong with it."""
    from policycmp.readers import load_bytes  # noqa: PLC0415 - as above

    try:
        return hashlib.sha256(load_bytes(source)).hexdigest()
    except ReadError:
        return None


def config_hash(config: Config) -> str:
    """Hash what a config says about reading, with the learned model that it names.

    Raises:
        ConfigError: the model cannot be read.
    """
    if config.model is None:
        return config.reading_sha256
    try:
        model = hashlib.sha256(config.model.read_bytes()).hexdigest()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"{config.path}: settings.model: {config.model} cannot be read: {reason}") from None
    return _hash([config.reading_sha256, model])


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Hash the program as far as it can change an analysis; its version alone where it has no files."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent.parent
    try:
        for name, file in sorted(_sources(package)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    except OSError:
        return hashlib.sha256(__version__.encode()).hexdigest()
    return digest.hexdigest()


def _sources(package: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, files in os.walk(package):
        here = Path(folder)
        left_out = _WITHOUT_EFFECT if here == package else frozenset()
        folders[:] = [name for name in folders if name not in left_out | {"__pycache__"}]
        for name in files:
            if name not in left_out:
                file = here / name
                yield file.relative_to(package).as_posix(), file


def _hash(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
