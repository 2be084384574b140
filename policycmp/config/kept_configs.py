"""Configs once checked, kept as files by their content: to read one as YAML and check it takes longer than a start."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from policycmp.config.loading import Config, load_config, shipped_config, source_of
from policycmp.config.schema import Schema
from policycmp.version import __version__

MOST_CONFIGS = 16  # of some 300 KB each


@dataclass(frozen=True, slots=True)
class KeptConfigs:
    """A folder of configs without mistakes, each with the notes for its user."""

    folder: Path

    def recall(self, key: str) -> tuple[Schema, tuple[str, ...]] | None:
        """Take a config as it was kept; what is damaged is as if it had never been there."""
        file = self._file(key)
        try:
            notes, _, content = file.read_bytes().partition(b"\n")
            found = Schema.model_validate_json(content), tuple(json.loads(notes))
            os.utime(file)  # it was of use
        except (OSError, ValueError, TypeError):
            return None
        return found

    def keep(self, key: str, schema: Schema, notes: tuple[str, ...]) -> None:
        """Keep a config, and let go those not used for longest where there are too many; a full disk keeps nothing."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self.folder / f"{key}.{os.getpid()}.part"
            draft.write_text(f"{json.dumps(notes)}\n{schema.model_dump_json(by_alias=True)}", "utf-8")
            draft.replace(self._file(key))
            self._let_go(MOST_CONFIGS)

    def clear(self) -> int:
        """Remove all configs; give how many bytes they took."""
        before = sum(file.stat().st_size for file in self.folder.glob("*.json"))
        self._let_go(0)
        return before

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _let_go(self, most: int) -> None:
        files = list(self.folder.glob("*.json"))
        if len(files) > most:
            newest_first = sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for file in newest_first[most:]:
                file.unlink(missing_ok=True)


def load_config_once(path: Path | None, folder: Path) -> Config:
    """Give the config that `load_config` gives, checking it only where its text is new.

    Args:
        path: the file; None takes the one shipped with the package.
        folder: where configs that were checked are kept.

    Raises:
        ConfigError: as `load_config`.
    """
    file = path or shipped_config()
    sources = map(source_of, dict.fromkeys((file, shipped_config())))
    kept, key = KeptConfigs(folder), _key(str(file), *sources)
    if known := kept.recall(key):
        schema, notes = known
        return Config(schema, str(file), notes)
    config = load_config(path)
    kept.keep(key, config.schema, config.notes)
    return config


def _key(name: str, *sources: str) -> str:
    """Hash what decides how a config is understood: its name, which stands in notes, its text, and this program."""
    code = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    content = hashlib.sha256()
    for part in (*(text.encode("utf-8", "surrogatepass") for text in (__version__, name, *sources)), *code):
        content.update(b"%d:" % len(part))
        content.update(part)
    return content.hexdigest()
