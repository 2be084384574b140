"""A fault of the program that one plan shows: told as an issue of that plan, with the stage, and the others go on."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ProgramFault
from policycmp.models import Issue, Severity
from policycmp.readers import shown_path

if TYPE_CHECKING:
    from policycmp.readers import Input

_PACKAGE = Path(__file__).parent.parent
# The room of the package in which a plan came to grief → the word of `Issue.stage`.
_STAGES = {
    "readers": "read",
    "metadata": "metadata",
    "segment": "segment",
    "classify": "classify",
    "targets": "targets",
    "naming": "targets",
    "agencies": "agencies",
    "measures": "measures",
    "store": "store",
}


def fault_issue(source: Input, error: Exception) -> Issue:
    """Tell that the program failed on a plan.

    Args:
        source: the plan.
        error: what was raised while it was read or analyzed.

    Returns:
        An error that names the plan, the stage and the place in the code; it carries the traceback.
    """
    stage, fault = _stage(error), ProgramFault.of(error)
    message = (
        f"{shown_path(source.path)}: a fault of the program at stage {stage} ({fault.what}); please report it, "
        "the other plans are done"
    )
    return Issue(Severity.ERROR, stage, message, source.doc, trace=fault.trace)


def _stage(error: Exception) -> str:
    """Find the outermost room below this one that was at work."""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            room = path.relative_to(_PACKAGE).parts[0].removesuffix(".py")
            if room in _STAGES:
                return _STAGES[room]
    return "analyze"
