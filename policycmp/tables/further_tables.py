"""Tables beside the three of the main job: distributions, credibility, the level above, what is distinctive."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.compare.uptake import Uptake, compare_uptake, is_in_points
from policycmp.models import Cell, Column, Row, Table
from policycmp.rows.numbers import format_bound, format_number, to_decimal
from policycmp.scores.credibility import TICKS
from policycmp.tables.distinctive import find_distinctive
from policycmp.tables.distribution import distribute
from policycmp.tables.further_labels import FURTHER
from policycmp.tables.main_tables import TableWriter

if TYPE_CHECKING:
    from policycmp.compare.result import Comparison
    from policycmp.compare.uptake import UptakeRow
    from policycmp.scores.ambition import AmbitionCell
    from policycmp.tables.distribution import Distribution

_QUARTILES = tuple(Fraction(quarter, 4) for quarter in range(5))
_SHOWN = 12
_PLACES = 2


@dataclass(frozen=True)
class FurtherTables:
    """Writes the further tables of one comparison in one language."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def _writer(self) -> TableWriter:
        return TableWriter(self.comparison, self.lang)

    def distribution(self) -> Table:
        """Rows × quantiles of the compared numbers, with how many plans are comparable and how many are not."""
        words = FURTHER[self.lang]
        rows = tuple(self._distribution_row(each) for each in distribute(self.comparison))
        names = ("comparable", "barred", "lowest", "quartile1", "median", "quartile3", "highest", "spread")
        columns = tuple(Column(name, head) for name, head in zip(names, words.quantiles, strict=True))
        return Table(
            "distribution", words.distribution, words.indicator, columns, rows, (words.distribution_note,)
        )

    def _distribution_row(self, each: Distribution) -> Row:
        words = FURTHER[self.lang]
        barred = ", ".join(f"{count} {words.states[state]}" for state, count in each.barred.items())
        quantiles = [each.quantile(share) for share in _QUARTILES]
        cells = (
            Cell(str(len(each.values)), Decimal(len(each.values))),
            Cell(barred or "–", Decimal(sum(each.barred.values()))),
            *(
                Cell(format_number(value, each.row.family, self.lang), to_decimal(value))
                for value in quantiles
            ),
            Cell(each.sparkline or "–"),
        )
        group = self._writer.topic_label(each.row.topic)
        return Row(each.row.key, self._writer.row_label(each.row), cells, group)

    def credibility(self) -> Table:
        """Ticks × plans: how many of a plan's commitments have each, and how many a commitment has on average."""
        words, docs = FURTHER[self.lang], self.comparison.peers.docs
        ticked = {doc: self._ticks(doc) for doc in docs}
        rows = [
            Row(tick, words.ticks[tick], tuple(_share(tick, ticked[doc]) for doc in docs)) for tick in TICKS
        ]
        means = tuple(_mean([len(each) for each in ticked[doc]]) for doc in docs)
        rows.append(Row("*", words.ticks_mean, means))
        columns = self._writer.columns()
        return Table(
            "credibility", words.credibility, words.tick, columns, tuple(rows), (words.credibility_note,)
        )

    def _ticks(self, doc: str) -> list[tuple[str, ...]]:
        ids = [each.target.id for each in self.comparison.commitments[doc] if not each.is_converted]
        return [self.comparison.credibility[each] for each in ids if each in self._shown]

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The ids of the commitments in the rows that were kept."""
        cells = (cell for row in self.comparison.rows for cell in row.cells.values())
        found = (each for cell in cells for each in (cell.compared, *cell.others, *cell.parts) if each)
        return frozenset(each.target.id for each in found)

    def upper(self) -> Table:
        """What the plan above asks × the plans under it: taken up, not taken up, gone beyond, with the gap."""
        words, uppers = FURTHER[self.lang], self.comparison.grounds.uppers
        docs = [doc for doc in self.comparison.peers.docs if doc in uppers]
        labels = self.comparison.corpus.labels
        columns = tuple(Column(doc, labels.get(doc, doc)) for doc in docs)
        rows = tuple(self._upper_row(row, docs) for row in compare_uptake(self.comparison))
        return Table("upper", words.upper, words.asked, columns, rows, (words.upper_note,))

    def _upper_row(self, row: UptakeRow, docs: list[str]) -> Row:
        words = FURTHER[self.lang]
        indicators = {each.id: each for each in self.comparison.config.indicators}
        if row.indicator_id is None:
            label, group = self._writer.topic_label(row.topic), words.upper_topics
        else:
            named = indicators[row.indicator_id].label
            label, group = (named.zh if self.lang == "zh" else named.en), words.upper_indicators
        cells = tuple(self._uptake(row.cells.get(doc), row.places.get(doc)) for doc in docs)
        name = self.comparison.corpus.labels.get(row.upper, row.upper)
        return Row(f"{row.upper}/{row.indicator_id or row.topic}", label, cells, f"{name}: {group}")

    def _uptake(self, uptake: Uptake | None, place: AmbitionCell | None) -> Cell:
        words = FURTHER[self.lang]
        if uptake is None:
            return Cell("–")
        lines = [words.uptakes[uptake]]
        if place and place.gap:
            lines += self._gap(place)
            return Cell("\n".join(lines), evidence=(place.commitment.target.id, place.gap.upper.target.id))
        return Cell(lines[0])

    def _gap(self, place: AmbitionCell) -> list[str]:
        words, gap, family = FURTHER[self.lang], place.gap, place.commitment.family
        assert gap is not None
        own, above = (
            format_bound(each.compared, None, each.target.comparator, family, self.lang)
            for each in (place.commitment, gap.upper)
        )
        lines = [words.against.format(own=own, above=above)]
        if gap.gap is not None:
            number = format_number(to_decimal(gap.gap, _PLACES), "")
            pattern = words.gap_points if is_in_points(place) else words.gap
            lines.append(pattern.format(gap=number if gap.gap < 0 else f"+{number}"))
        if gap.fair_share is not None:
            lines.append(
                words.fair_share.format(ratio=format_number(to_decimal(gap.fair_share, _PLACES), ""))
            )
        lead = words.no_lead if gap.lead_years is None else words.lead.format(years=gap.lead_years)
        return [*lines, lead]

    def distinctive(self) -> Table:
        """Plans × topics and commitments that few others have."""
        words, labels = FURTHER[self.lang], self.comparison.corpus.labels
        columns = (Column("topics", words.topics), Column("commitments", words.commitments))
        rows = tuple(
            Row(
                each.doc,
                labels.get(each.doc, each.doc),
                (
                    _listed(
                        [_shared(self._writer.topic_label(topic), count) for topic, count in each.topics]
                    ),
                    _listed([_shared(self._writer.row_label(row), count) for row, count in each.rows]),
                ),
            )
            for each in find_distinctive(self.comparison)
        )
        return Table("distinctive", words.distinctive, words.city, columns, rows, (words.distinctive_note,))


def _listed(names: list[str]) -> Cell:
    more = [f"… (+{len(names) - _SHOWN})"] if len(names) > _SHOWN else []
    return Cell("\n".join([*names[:_SHOWN], *more]) or "–", Decimal(len(names)))


def _shared(label: str, count: int) -> str:
    return f"{label} (+{count})" if count else label


def _share(tick: str, ticked: list[tuple[str, ...]]) -> Cell:
    count = sum(tick in each for each in ticked)
    return Cell(f"{count}/{len(ticked)}", Decimal(count)) if ticked else Cell("–")


def _mean(counts: list[int]) -> Cell:
    if not counts:
        return Cell("–")
    mean = to_decimal(Fraction(sum(counts), len(counts)), 1)
    return Cell(format(mean, "f"), mean)
