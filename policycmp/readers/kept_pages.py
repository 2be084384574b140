"""Pages once recognised, kept as files by the content of their scan: to recognise one takes seconds."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.readers.printed_pages import page_data, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from policycmp.readers.page_layout import PrintedPage

MOST_PAGES = 4000  # of some 50 KB each


@dataclass(frozen=True, slots=True)
class KeptPages:
    """A folder of pages; without a folder nothing is kept."""

    folder: Path | None

    def recall(self, name: str) -> PrintedPage | None:
        """Take a page as it was kept; what is damaged is as if it had never been there."""
        if self.folder is None:
            return None
        file = self.folder / f"{name}.json"
        try:
            page = page_of(json.loads(file.read_text("utf-8")))
            os.utime(file)  # it was of use
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None
        return page

    def keep(self, name: str, page: PrintedPage) -> None:
        """Keep a page, and let go those not used for longest where there are too many; a full disk keeps nothing."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self.folder / f"{name}.{os.getpid()}.part"
            draft.write_text(json.dumps(page_data(page)), "utf-8")
            draft.replace(self.folder / f"{name}.json")
            self._let_go(MOST_PAGES)

    def clear(self) -> int:
        """Remove all pages; give how many bytes they took."""
        if self.folder is None or not self.folder.is_dir():
            return 0
        before = sum(file.stat().st_size for file in self.folder.glob("*.json"))
        self._let_go(0)
        return before

    def _let_go(self, most: int) -> None:
        files = list(self.folder.glob("*.json")) if self.folder else []
        if len(files) > most:
            newest_first = sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for file in newest_first[most:]:
                file.unlink(missing_ok=True)
