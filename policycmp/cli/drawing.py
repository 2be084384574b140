"""One picture as a file: `-o FILE.svg` of the commands that have one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from policycmp.cli.streams import tell
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.compare import Comparison
    from policycmp.compare.standing import Standing
    from policycmp.rows.things import Thing

# The format that these commands have besides those of all, with its ending.
PICTURE: Mapping[str, str] = MappingProxyType({"svg": ".svg"})
_NAMED = 3


def coverage_picture(comparison: Comparison, lang: str) -> str:
    """Draw topics × plans as a heat map."""
    from policycmp.renderers.heat_map import draw_heat_map
    from policycmp.renderers.svg import svg_file
    from policycmp.tables.main_tables import TableWriter

    table = TableWriter(comparison, lang).coverage()
    return svg_file(draw_heat_map(table), table.title)


def thing_picture(
    comparison: Comparison, indicators: Sequence[str] | None, lang: str, *, quiet: bool = False
) -> str:
    """Draw what plans say of one thing as a dot plot: the most shared of the indicators that were asked for.

    Raises:
        UsageError: none was asked for; it names those that most plans count.
    """
    from policycmp.renderers.dot_plot import draw_dot_plot
    from policycmp.renderers.svg import svg_file
    from policycmp.tables.charts import ChartWriter

    things, writer = comparison.things, ChartWriter(comparison, lang)
    if not indicators:
        ids = list(dict.fromkeys(_id(thing) for thing in things if thing.main.indicator_id))
        known = ", ".join(ids[:_NAMED])
        raise UsageError(f"a picture shows one thing: name it with --indicator ID, as {known}")
    if not things:
        raise UsageError(f"--indicator {','.join(indicators)}: no plan counts it")
    if len(things) > 1 and not quiet:
        others = ", ".join(_id(thing) for thing in things[1 : 1 + _NAMED])
        rest = f" and {len(things) - 1 - _NAMED} more" if len(things) > 1 + _NAMED else ""
        tell(f"note: the picture shows {_id(things[0])}, which most plans count, not {others}{rest}")
    plot = writer.dot_plot(things[0])
    notes = writer.labels.picture_notes(plot)
    return svg_file(draw_dot_plot(plot), plot.title, notes=notes)


def _id(thing: Thing) -> str:
    return thing.main.indicator_id or thing.main.label


def standing_picture(comparison: Comparison, standing: Standing, lang: str) -> str:
    """Draw where one plan stands: a strip a thing."""
    from policycmp.renderers.strip_plot import draw_strip_plot
    from policycmp.renderers.svg import svg_file
    from policycmp.tables.charts import ChartWriter

    writer = ChartWriter(comparison, lang)
    plot = writer.standing(standing)
    return svg_file(draw_strip_plot(plot), plot.title, notes=(writer.labels.strip_note,))
