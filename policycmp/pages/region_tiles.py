"""Regions as tiles: the provinces in their places, or the cities of one province in order; borders are not drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.models.chart import Measure, Shaded, Tile, TileMap
from policycmp.regions import provinces
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.tables.charts import ChartWriter
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.thing_cells import ThingCells, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from policycmp.compare.comparing import Comparison

    Writer = Callable[[Fraction], str]

# Where each province stands: its column in each row of tiles, by its short name, west to east and north to south.
_PLACES = (
    {"黑龙江": 8},
    {"内蒙古": 6, "吉林": 8},
    {"新疆": 1, "北京": 6, "天津": 7, "辽宁": 8},
    {"青海": 2, "甘肃": 3, "宁夏": 4, "山西": 5, "河北": 6, "山东": 7},
    {"西藏": 1, "陕西": 4, "河南": 5, "安徽": 6, "江苏": 7, "上海": 8},
    {"四川": 3, "重庆": 4, "湖北": 5, "江西": 6, "浙江": 7},
    {"云南": 3, "贵州": 4, "湖南": 5, "广东": 6, "福建": 7, "台湾": 8},
    {"广西": 4, "澳门": 5, "香港": 6},
    {"海南": 5},
)
_FIRST_COLUMN = 1
_PROVINCE_DIGITS = 2
_STRIP = 6  # tiles of a line, where regions stand in order
_SHADES = 5
_FEWEST_TILES = 2
_FEWEST_PLACES, _MOST_THINGS = 3, 12
_PLACES_OF_MEANS = 1


class TileLabels(Labels):
    """What the tiles say."""

    title = Bilingual("Provinces, coloured by {measure}", "各省，按{measure}着色")
    strip = Bilingual("Regions in the order of {measure}", "各地，按{measure}排列")
    commitments = Bilingual("quantified commitments", "量化承诺数")
    topics = Bilingual("topics with a clause", "涉及主题数")
    score = Bilingual("ambition (mean percentile)", "力度（平均百分位）")
    ticks = Bilingual("credibility (ticks of 10)", "可信度（满分10）")
    plans = Bilingual("plans", "方案数")


@dataclass(frozen=True)
class RegionTiles:
    """Makes the tiles of one comparison in one language."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def labels(self) -> TileLabels:
        """What the tiles say."""
        return TileLabels(self.lang)

    def tile_map(self) -> TileMap | None:
        """Lay out the regions: provinces where plans are of several, else one tile a region.

        Returns:
            A map with every number by which it may be coloured, the medians of the plans of a tile; None where
            fewer than two regions are known.
        """
        keys = self._provinces if self.is_map else self._regions
        if len(set(keys.values())) < _FEWEST_TILES:
            return None
        measures = [measure for measure in self._measures(keys) if measure.values]
        if not measures:
            return None
        title = (self.labels.title if self.is_map else self.labels.strip).format(measure=measures[0].label)
        tiles = self._map_tiles() if self.is_map else self._strip_tiles(measures[0], keys)
        return TileMap("regions", title, tuple(tiles), tuple(measures))

    @cached_property
    def is_map(self) -> bool:
        """Whether the plans are of several provinces."""
        return len(set(self._provinces.values())) > 1

    @cached_property
    def _provinces(self) -> dict[str, str]:
        """The code of the province of each plan of the level compared."""
        return {
            head.doc: code[:_PROVINCE_DIGITS]
            for head in self.comparison.corpus.heads
            if (code := head.metadata.region.code) and self.comparison.peers.is_peer(head.doc)
        }

    @cached_property
    def _regions(self) -> dict[str, str]:
        return {
            head.doc: name
            for head in self.comparison.corpus.heads
            if (name := head.metadata.region.short_name) and self.comparison.peers.is_peer(head.doc)
        }

    @staticmethod
    def _map_tiles() -> Iterator[Tile]:
        codes = {division.short: division.code[:_PROVINCE_DIGITS] for division in provinces()}
        for row, line in enumerate(_PLACES):
            for name, column in line.items():
                yield Tile(codes.get(name, name), name, row, column - _FIRST_COLUMN)

    @staticmethod
    def _strip_tiles(measure: Measure, keys: Mapping[str, str]) -> Iterator[Tile]:
        """Put regions in the order of a measure, the most first, those without it last."""
        ordered = [*measure.values, *sorted(set(keys.values()) - measure.values.keys())]
        for place, name in enumerate(ordered):
            yield Tile(name, name, place // _STRIP, place % _STRIP)

    def _measures(self, keys: Mapping[str, str]) -> Iterator[Measure]:
        comparison, labels = self.comparison, self.labels
        numbers = {
            analysis.doc: Fraction(len(analysis.targets))
            for analysis in comparison.corpus.analyses
            if analysis.doc in keys
        }
        yield self._measure("commitments", labels.commitments, keys, numbers, _plain)
        topics = {
            doc: Fraction(
                sum(
                    doc in row.cells and row.cells[doc].clauses > 0
                    for row in comparison.coverage
                    if row.topic
                )
            )
            for doc in keys
        }
        yield self._measure("topics", labels.topics, keys, topics, _plain)
        if ChartWriter(comparison, self.lang).ambition() is not None:
            scores = {doc: score.score for doc, score in comparison.ambition.documents.items()}
            yield self._measure("ambition", labels.score, keys, scores, _plain)
        yield self._measure("credibility", labels.ticks, keys, self._ticks(), _mean)
        yield from self._things(keys)

    def _ticks(self) -> dict[str, Fraction]:
        """The mean ticks of a commitment of each plan."""
        credibility = self.comparison.credibility
        means = {}
        for doc, commitments in self.comparison.commitments.items():
            counts = [len(credibility[one.target.id]) for one in commitments if one.target.id in credibility]
            if counts:
                means[doc] = Fraction(sum(counts), len(counts))
        return means

    def _things(self, keys: Mapping[str, str]) -> Iterator[Measure]:
        """Give the things that plans of several places can be compared in, the most shared first."""
        charts, tables = ChartWriter(self.comparison, self.lang), TableWriter(self.comparison, self.lang)
        marks = ThingCells(self.lang).labels.rate_marks
        count, places = 0, {doc: place for place, doc in enumerate(keys)}
        for thing in charts.things:
            docs = thing.compared(places)
            if len({keys[doc] for doc in docs}) < _FEWEST_PLACES or count == _MOST_THINGS:
                continue
            count += 1
            family = thing.main.family

            def write(value: Fraction, family: str = family) -> str:
                number = to_decimal(value, 2) if family in marks else value
                return shortened(format_number(number, family, self.lang)) + marks.get(family, "")

            values = {doc: thing.sayings[doc].commitment.compared for doc in docs}
            yield self._measure(thing.key, tables.row_label(thing.main), keys, values, write)

    @staticmethod
    def _measure(
        key: str, label: str, keys: Mapping[str, str], values: Mapping[str, Fraction], write: Writer
    ) -> Measure:
        """Colour places by the medians of their plans, in fifths of the places from the least to the most."""
        by_place: defaultdict[str, list[Fraction]] = defaultdict(list)
        for doc, place in keys.items():
            if doc in values:
                by_place[place].append(values[doc])
        middles = {place: Fraction(median(of_place)) for place, of_place in by_place.items()}
        order = sorted(set(middles.values()))
        shades = {value: _shade(place, len(order)) for place, value in enumerate(order)}
        if len(order) == 1:
            shades = dict.fromkeys(order, 3)
        ranked = sorted(middles, key=lambda place: (-middles[place], place))
        ends = (write(order[0]), write(order[-1])) if order else ("", "")
        return Measure(
            key,
            label,
            {place: Shaded(shades[middles[place]], write(middles[place])) for place in ranked},
            ends,
        )


def _shade(place: int, count: int) -> int:
    """Choose the shade of the value at a place among so many: a fifth each, fewer than five spread over the shades."""
    return 1 + (place * _SHADES // count if count >= _SHADES else place * (_SHADES - 1) // max(1, count - 1))


def _plain(value: Fraction) -> str:
    return str(to_decimal(value, 0))


def _mean(value: Fraction) -> str:
    return format(to_decimal(value, _PLACES_OF_MEANS), "f")
