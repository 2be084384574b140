"""The overview of a comparison, for a screen: findings, a row for each thing, coverage as a shaded grid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from policycmp.compare.highlights import Reason, reason_of
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.rows.units import COUNT, DOLLARS, PERCENT, POINTS, TIMES, YUAN
from policycmp.tables.cells import JOINED_NOTE
from policycmp.tables.highlight_lines import HighlightWriter
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.thing_cells import ThingCells, shortened
from policycmp.tables.ways import Ways

if TYPE_CHECKING:
    from fractions import Fraction

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.coverage import CoverageCell, CoverageRow
    from policycmp.models.table import Tone
    from policycmp.rows.things import Thing

# The room that labels and a column of plans take, by which a screen shows plans side by side or their spread.
_LABELS, _COLUMN, _WIDE = 24, 11, 20
# From which share of the plan's text on a topic has one to four eighths of a block.
_SHADES = (Decimal(0), Decimal("0.05"), Decimal("0.1"), Decimal("0.2"))
_BLOCKS = "▁▂▃▄"
_BLOCK_WIDTH = 3
_BAR_WIDTH = 12
_NAMED = 2
_ENDS = 3
_ROOMY = 120
_UNITS_IN_CELLS = {YUAN, DOLLARS, TIMES, COUNT, PERCENT, POINTS}


class OverviewLabels(Labels):
    """What the overview calls things; braces are filled in."""

    plans = Bilingual(("plan", "plans"), ("份方案",) * 2)
    commitments = Bilingual(("commitment", "commitments"), ("项量化承诺",) * 2)
    shared = Bilingual(
        ("counted by two or more",) * 2,
        ("个事项为两份及以上方案共有",) * 2,
    )
    warnings = Bilingual(("warning", "warnings"), ("条警告",) * 2)
    levels = Bilingual(
        {
            "nation": ("nation", "nations"),
            "province": ("province", "provinces"),
            "city": ("city", "cities"),
            "county": ("county", "counties"),
            "zone": ("zone", "zones"),
        },
        {
            "nation": ("个国家",) * 2,
            "province": ("个省",) * 2,
            "city": ("个市",) * 2,
            "county": ("个县区",) * 2,
            "zone": ("个园区",) * 2,
        },
    )
    comma = Bilingual(", ", "、")
    things = Bilingual("Side by side", "并列")
    thing = Bilingual("What is counted", "事项")
    none = Bilingual("–", "–")
    spread = Bilingual("What plans count, and how far apart they are", "各事项及其分布")
    spread_heads = Bilingual(
        ("plans", "lowest", "median", "highest", "ahead"), ("方案", "最低", "中位数", "最高", "领先")
    )
    of = Bilingual("{count} of {of}", "{count}/{of}")
    spread_note = Bilingual(
        "Plans: those of one level that may be set beside each other, of all that count it.",
        "方案：同级且可并列比较者/提及该事项者。",
    )
    basis_note = Bilingual(
        "Each cell has its own basis: by a year a total, + an addition, × a multiple; – : looked for, not there.",
        "各单元格自带口径：到某年为总数，+为新增，×为倍数；–：已查，未见。",
    )
    barred_note = Bilingual(
        "†: not to be set beside the others: {reasons}.", "†：不可与他地并列：{reasons}。"
    )
    wording_note = Bilingual(
        "‡: its own words say more, or other, of what it counts than all beside it do: --rows strict quotes them.",
        "‡：其措辞所指与他地不尽相同：--rows strict列出。",
    )
    joined_note = JOINED_NOTE
    reasons = Bilingual(
        {
            Reason.DATE: "no date of issue",
            Reason.CONTEXT: "needs a figure of the region (--context)",
            Reason.DEADLINE: "no deadline",
            Reason.WINDOW: "over other years",
            Reason.UNIT: "another unit",
            Reason.BASIS: "another basis",
        },
        {
            Reason.DATE: "无发文年份",
            Reason.CONTEXT: "缺地区数据（--context）",
            Reason.DEADLINE: "无期限",
            Reason.WINDOW: "年限不同",
            Reason.UNIT: "单位不同",
            Reason.BASIS: "口径不同",
        },
    )
    grid = Bilingual("Coverage: share of the text", "覆盖：篇幅占比")
    topic = Bilingual("Topic", "主题")
    grid_note = Bilingual(
        "▁ up to 5 % of the plan's text, ▂ 10 %, ▃ 20 %, ▄ more; – : not a clause. Numbers: --all",
        "▁ 5%以下，▂ 10%以下，▃ 20%以下，▄ 更多；–：未涉及。数字见--all",
    )
    spoken = Bilingual("Coverage: plans that speak of each topic", "覆盖：涉及各主题的方案数")
    spoken_heads = Bilingual(("plans", "commitments", "share, median %"), ("方案", "承诺", "篇幅中位数%"))


@dataclass(frozen=True)
class Overview:
    """Writes the overview of one comparison.

    `width` is that of the screen; with `is_whole` every thing is shown, and coverage in numbers.
    """

    comparison: Comparison
    lang: str = "en"
    ways: Ways = field(default_factory=Ways)
    width: int = 80
    is_whole: bool = False

    def tables(self) -> list[Table]:
        """Give the findings, the things side by side or their spread, and coverage."""
        coverage = self._writer.coverage if self.is_whole else self.coverage
        things = [self.side_by_side() if self.fits else self.spread()] if self.shown else []
        return [self.findings(), *things, coverage()]

    @property
    def fits(self) -> bool:
        """Whether the plans fit side by side on the screen."""
        return _LABELS + _COLUMN * len(self.comparison.peers.docs) <= self.width

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """All things that the rows of the comparison are about, those that most plans count first."""
        return self.comparison.things

    @cached_property
    def shown(self) -> tuple[Thing, ...]:
        """The things to show: those of two or more plans, of one alone where there is only one, or all."""
        if self.is_whole or len(self.comparison.peers.docs) == 1:
            return self.things
        return tuple(thing for thing in self.things if thing.is_shared)

    @cached_property
    def _writer(self) -> TableWriter:
        return TableWriter(self.comparison, self.lang)

    @property
    def _is_roomy(self) -> bool:
        return self.width >= _ROOMY

    def findings(self) -> Table:
        """Who leads, what is lacking, what keeps numbers apart, what to type next."""
        return self._highlights.table(self.headline())

    @cached_property
    def _highlights(self) -> HighlightWriter:
        return HighlightWriter(
            self.comparison,
            self.things,
            self.lang,
            self.ways,
            is_spread=not self.fits,
            is_whole=self.is_whole,
            width=self.width,
        )

    def headline(self) -> str:
        """Say in one line how many plans of which level there are, and how much they count in common."""
        labels, peers = self._labels, self.comparison.peers
        heads = self.comparison.corpus.heads
        regions = {(peers.levels[head.doc], head.metadata.region.name or head.doc) for head in heads}
        levels = Counter(level.value for level, _ in sorted(regions, key=str) if level)
        named = labels.comma.join(
            self._counted(count, labels.levels[level]) for level, count in levels.items()
        )
        parts = [
            self._counted(len(peers.docs), labels.plans)
            + (f" ({named})" if named and self.lang != "zh" else ""),
            self._counted(len(self.comparison.promised), labels.commitments),
            *(
                [self._counted(sum(thing.is_shared for thing in self.things), labels.shared)]
                if len(heads) > 1
                else []
            ),
        ]
        warnings = sum(issue.severity != "note" for issue in self.comparison.issues)
        return " · ".join([*parts, *([self._counted(warnings, labels.warnings)] if warnings else [])])

    def _counted(self, count: int, names: tuple[str, str]) -> str:
        name = names[count != 1]
        return f"{count}{name}" if self.lang == "zh" else f"{count} {name}"

    def side_by_side(self) -> Table:
        """Things × plans: each plan's own number with its basis."""
        labels = self._labels
        notes = (labels.basis_note, *self._barred_note(), *self._wording_note())
        rows = tuple(self._thing_row(thing) for thing in self.shown)
        return Table("things", labels.things, labels.thing, self._columns, rows, notes)

    @property
    def _columns(self) -> tuple[Column, ...]:
        return self._writer.columns()

    @cached_property
    def _cells(self) -> ThingCells:
        room = (self.width - _LABELS) // max(1, len(self.comparison.peers.docs))
        return ThingCells(self.lang, narrow=room < _WIDE)

    def _thing_row(self, thing: Thing) -> Row:
        cells = tuple(self._thing_cell(thing, doc) for doc in self.comparison.peers.docs)
        return Row(
            thing.key, self._numbered(thing, self._highlights.thing_label(thing) + self._unit(thing)), cells
        )

    def _unit(self, thing: Thing) -> str:
        """Name the unit behind a thing that is counted in none of the usual ones."""
        family = self.comparison.units.named(thing.main.family)
        if family is None or family.label is None or family.counting or family.id in _UNITS_IN_CELLS:
            return ""
        label = family.label.zh if self.lang == "zh" else family.label.en
        return f"（{label}）" if self.lang == "zh" else f" ({label})"

    def _numbered(self, thing: Thing, label: str) -> str:
        number = self.comparison.numbers.get(thing.key)
        return f"{number} {label}" if number else label

    def _thing_cell(self, thing: Thing, doc: str) -> Cell:
        saying = thing.sayings.get(doc)
        if saying is None:
            return self._blank(thing, doc)
        tone: Tone = "" if saying.is_compared else "apart"
        if doc in self._leaders.get(thing.key, ()):
            tone = "ahead"
        evidence = tuple(commitment.target.id for commitment in saying.cell.stated)
        return Cell(self._cells.write(saying), to_decimal(saying.commitment.compared), evidence, tone)

    def _blank(self, thing: Thing, doc: str) -> Cell:
        """Say why a plan has no number: it binds parts only, nothing was found in it at all, or it has none."""
        if doc in thing.partly:
            return Cell(self._cells.labels.partly, tone="apart")
        return Cell(self._cells.labels.none if doc in self._found else self._cells.labels.nothing)

    @cached_property
    def _found(self) -> frozenset[str]:
        """The plans in which any commitment was found."""
        return frozenset(doc for doc, stated in self.comparison.commitments.items() if stated)

    @cached_property
    def _leaders(self) -> dict[str, tuple[str, ...]]:
        return {lead.thing.key: lead.docs for lead in self._highlights.leading}

    def _barred_note(self) -> tuple[str, ...]:
        """Say what † stands for here."""
        dated = {head.doc: head.metadata.year is not None for head in self.comparison.corpus.heads}
        sayings = [(doc, saying) for thing in self.shown for doc, saying in thing.sayings.items()]
        reasons = {reason_of(saying, is_dated=dated[doc]) for doc, saying in sayings} - {None}
        if not reasons:
            return ()
        said = [text for reason, text in self._labels.reasons.items() if reason in reasons]
        return (self._labels.barred_note.format(reasons=self._labels.comma.join(said)),)

    def _wording_note(self) -> tuple[str, ...]:
        """Say what ‡ and ≅ stand for, where they stand."""
        sayings = [saying for thing in self.shown for saying in thing.sayings.values()]
        apart, joined = (
            (saying.is_worded_apart for saying in sayings),
            (s.commitment.is_joined for s in sayings),
        )
        labels = self._labels
        notes = ((labels.wording_note, apart), (labels.joined_note, joined))
        return tuple(note for note, stands in notes if any(stands))

    def spread(self) -> Table:
        """Things × how their numbers are spread over the plans, and who is at the ambitious end."""
        labels, heads = self._labels, self._labels.spread_heads[: None if self._is_roomy else -1]
        columns = tuple(
            Column(f"things-{place}", head, numeric=place <= _ENDS) for place, head in enumerate(heads)
        )
        rows = tuple(self._spread_row(thing) for thing in self.shown)
        return Table("things", labels.spread, labels.thing, columns, rows, (labels.spread_note,))

    def _spread_row(self, thing: Thing) -> Row:
        docs = thing.compared(self.comparison.peers.compared)
        values = sorted(thing.sayings[doc].commitment.compared for doc in docs)
        ends = (values[0], median(values), values[-1]) if values else ()
        names = self._highlights.names
        leaders = self._labels.comma.join(names[doc] for doc in self._leaders.get(thing.key, ())[:_NAMED])
        counted = self._labels.of.format(count=len(docs), of=len(thing.sayings))
        cells = (
            Cell(counted, Decimal(len(docs))),
            *(self._number(value, thing) for value in ends),
            *[Cell(self._labels.none)] * (_ENDS - len(ends)),
            *([Cell(leaders or self._labels.none)] if self._is_roomy else []),
        )
        label = self._writer.row_label(thing.main)
        return Row(thing.key, self._numbered(thing, label), cells)

    def _number(self, value: Fraction, thing: Thing) -> Cell:
        return Cell(shortened(format_number(value, thing.main.family, self.lang)), to_decimal(value))

    def coverage(self) -> Table:
        """Topics × plans, shaded by the share of the text; where plans do not fit, how many speak of each."""
        if not self.fits:
            return self._spoken()
        labels, writer = self._labels, self._writer
        rows = tuple(
            Row(
                row.topic or "",
                writer.topic_label(row.topic),
                tuple(_shaded(row.cells[doc]) for doc in self.comparison.peers.docs),
            )
            for row in self.comparison.coverage
        )
        return Table("coverage", labels.grid, labels.topic, self._columns, rows, (labels.grid_note,))

    def _spoken(self) -> Table:
        from policycmp.tables.digest import Digest  # noqa: PLC0415 - few screens hold too many plans for a grid

        labels, digest = self._labels, Digest(self.comparison, self.lang)
        writer = self._writer
        rows = []
        for row in self.comparison.coverage:
            plans, _, targets, share = digest.coverage_cells(row)
            bar = Cell(_bar(row, len(self.comparison.peers.docs)), plans.value)
            rows.append(Row(row.topic or "", writer.topic_label(row.topic), (bar, targets, share)))
        heads = labels.spoken_heads
        columns = tuple(
            Column(f"coverage-{place}", head, numeric=place > 0) for place, head in enumerate(heads)
        )
        return Table("coverage", labels.spoken, labels.topic, columns, tuple(rows))

    @property
    def _labels(self) -> OverviewLabels:
        return OverviewLabels(self.lang)


def _shaded(cell: CoverageCell) -> Cell:
    if not cell.clauses:
        return Cell("–", Decimal(0))
    shade = max(index for index, least in enumerate(_SHADES) if cell.share >= least)
    return Cell(_BLOCKS[shade] * _BLOCK_WIDTH, cell.share, cell.evidence)


def _bar(row: CoverageRow, plans: int) -> str:
    """Draw how many of the plans speak of a topic."""
    filled = -(-_BAR_WIDTH * len(row.cells) // plans)
    return f"{'▄' * filled}{'▁' * (_BAR_WIDTH - filled)} {len(row.cells)}"
