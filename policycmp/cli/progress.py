"""A bar over the plans: on a terminal only, and only once it takes long enough to wonder."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from policycmp.cli.streams import in_language

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
_FAST = 10  # plans a second, of which nobody wants tenths


class ProgressBar:
    """Shows how many plans are done, on standard error; it is gone when the work is."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._since = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Start the clock."""
        self._since = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        """Take the bar away, also when the work was interrupted."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, failed: int = 0) -> None:
        """Tell how many of how many plans are done, and how many of them failed."""
        elapsed = time.monotonic() - self._since
        if not self._shown or elapsed < _PATIENCE:
            return
        if self._bar is None or self._task is None:
            self._bar = _bar()
            self._task = self._bar.add_task(in_language("plans"), total=total, rate="", failures="")
            self._bar.start()
        speed = f"{done / elapsed:.{0 if done >= _FAST * elapsed else 1}f}" if elapsed else ""
        rate = in_language(f"{speed} plans/s") if speed else ""
        failures = in_language(f"{failed} failed") if failed else ""
        self._bar.update(self._task, completed=done, total=total, rate=rate, failures=failures)

    def tell_page(self, page: int, pages: int) -> None:
        """Tell which page of a scan is being recognised."""
        if self._shown and self._bar is None:
            self._bar = _bar()
            self._task = self._bar.add_task("", total=pages, rate="", failures="")
            self._bar.start()
        if self._bar is not None and self._task is not None:
            text = in_language(f"page {page} of {pages}")
            self._bar.update(self._task, rate=text, failures="")


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]}"),
    )
    return Progress(*columns, console=Console(stderr=True, no_color=True), transient=True)
