"""Labels on lines of their own, each above what it is for (博士研究生：⏎给予5万元的补贴。)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LABEL = re.compile(
    r"(?![^:\n]{0,40}(?:[如以]下|下列|包括|为|是):)[^,;。:\n]{2,45}:[ ]*\n+[ ]*[^:\n]{4,}[。;](?:\n|$)"
)
# 目标:新建高标准农田4200亩: a line of a list of duties, which no stop ends.
_GOAL = re.compile(r"[^,;。:\n]{0,8}(?:目标|指标|任务):(?=[ ]*\S)")
_FEWEST = 2


def labels_goal(plain: str, span: Span) -> bool:
    """Tell whether a paragraph begins with a label of goals.

    Args:
        plain: the blanked text.
        span: the paragraph.
    """
    return _GOAL.match(plain, span.start, span.end) is not None


def stands_below_label(plain: str, span: Span) -> bool:
    """Tell whether a paragraph begins with a label on a line of its own.

    Args:
        plain: the blanked text.
        span: the paragraph, its label included.
    """
    return _LABEL.match(plain, span.start, span.end) is not None


def below_labels(plain: str, paragraphs: Iterable[Span]) -> Iterator[Span]:
    """Join labels with the paragraphs below them, where there are several.

    Args:
        plain: the blanked text.
        paragraphs: its lines, in order.

    Yields:
        The paragraphs, each with its label; without the line that leads to the first label (具体如下：).
    """
    spans = list(paragraphs)
    labels = [_LABEL.match(plain, span.start) is not None for span in spans]
    if sum(labels) < _FEWEST:
        yield from spans
        return
    leads = labels.index(True) - 1
    label: Span | None = None
    for place, span in enumerate(spans):
        if labels[place]:
            label = span
        elif label is not None:
            yield Span(label.start, span.end)
            label = None
        elif place != leads or plain[span.end - 1] != ":":
            yield span
    if label is not None:
        yield label
