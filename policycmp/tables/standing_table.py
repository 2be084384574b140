"""Where one city stands, as tables: what comes out, a line a thing, and the arithmetic of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.compare.standing import Stand
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.rows.things import Saying
from policycmp.tables.explanation import Step, plain
from policycmp.tables.highlight_lines import HighlightWriter
from policycmp.tables.latin_names import latin_heads
from policycmp.tables.thing_cells import ThingCells, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.standing import Standing, StandingLine
    from policycmp.models import Clause
    from policycmp.tables.ways import Ways

_NAMED, _CLAUSES = 3, 2
_LONGEST_HEADING = 24
# From this width on a screen holds the columns in full.
_ROOMY = 120
_SHORT = 6
_SHARE_PLACES = 2


class StandingLabels(Labels):
    """What the tables of a standing say; braces are filled in."""

    title = Bilingual("{city} among {count} peers", "{city}在{count}个同级地区中")
    counts = Bilingual(
        "{ranked} things compared: first in {first}, above the median in {above}, below in {below}",
        "可比{ranked}项：居首{first}项，高于中位数{above}项，低于中位数{below}项",
    )
    no_number = Bilingual(
        "it commits to no number; what its clauses promise instead stands below",
        "没有量化承诺；其条款的相应内容列于下方",
    )
    no_peer = Bilingual("no plan of its level beside it", "没有同级地区的方案")
    first = Bilingual("First", "居首")
    behind = Bilingual("Behind", "落后")
    missing = Bilingual("Missing", "缺项")
    next = Bilingual("Next", "下一步")
    placed = Bilingual("{thing} ({rank}/{of})", "{thing}（{rank}/{of}）")
    held = Bilingual("{thing} ({count} of {of} peers)", "{thing}（{of}地中{count}地有）")
    more = Bilingual("{things}, and {count} more", "{things}等{all}项")
    comma = Bilingual(", ", "、")
    thing = Bilingual("What is counted", "事项")
    heads = Bilingual(
        ("its number", "place", "median", "next above", "next below"),
        ("自身数值", "位次", "中位数", "上一位", "下一位"),
    )
    narrow_heads = Bilingual(
        ("its number", "place (median)", "next above", "next below"),
        ("自身数值", "位次（中位数）", "上一位", "下一位"),
    )
    both = Bilingual("{place}\n({middle})", "{place}\n（{middle}）")
    upper = Bilingual("plan above", "上级方案")
    groups = Bilingual(
        {
            Stand.RANKED: "Beside its peers",
            Stand.APART: "On another basis than its peers",
            Stand.MISSING: "Peers count it, {city} does not",
            Stand.ALONE: "Only {city} counts it",
        },
        {
            Stand.RANKED: "可与同级比较",
            Stand.APART: "口径与同级不同",
            Stand.MISSING: "同级有数值，{city}没有",
            Stand.ALONE: "仅{city}提出",
        },
    )
    none = Bilingual("–", "–")
    place = Bilingual("{rank}/{of}", "{rank}/{of}")
    unranked = Bilingual("of {of}", "共{of}")
    holders = Bilingual("peers: {count}", "{count}地有")
    instead = Bilingual("no number, but {clauses}", "无数值，但有{clauses}")
    counted_instead = Bilingual("no number\n(clauses: {count})", "无数值\n（{count}条）")
    nothing = Bilingual("nothing on it", "未涉及")
    more_clauses = Bilingual("{clauses} (+{count})", "{clauses}等{all}条")
    gap = Bilingual("{number} (gap {gap})", "{number}（差{gap}）")
    note = Bilingual(
        "Place: 1 promises most; the median counts {city} too. Next above promises more, next below less. "
        "Missing is what a tenth of the peers count, two at least. ‡: its words say more or other than all beside it. "
        "The sentences: --explain and a row's number, or a file (-o).",
        "位次：1为力度最大；中位数含{city}。上一位力度更大，下一位更小。缺项：同级地区中十分之一及以上、两个及以上有数值。‡：措辞所指与他地不尽相同。"
        "原句：--explain加行号，或写入文件（-o）。",
    )
    explain = Bilingual("one line's arithmetic", "单项算式")
    value = Bilingual("its number", "自身数值")
    rank = Bilingual("place", "位次")
    among = Bilingual("among {values}", "在 {values} 之中")
    median = Bilingual("median", "中位数")
    median_of = Bilingual("the middle of {count} numbers", "{count}个数值的中位数")


@dataclass(frozen=True)
class StandingWriter:
    """Writes the standing of one city in one language; on a screen of `width` with the `ways` on."""

    comparison: Comparison
    standing: Standing
    lang: str = "en"
    ways: Ways | None = None
    width: int = 100

    def tables(self) -> list[Table]:
        """Give what comes out in short, and a line a thing."""
        return [self.findings(), self.table()]

    def findings(self) -> Table:
        """Say in what the city is first, where it is behind, what it misses, and what to type next."""
        labels, standing = self._labels, self.standing
        ranked = standing.of_kind(Stand.RANKED)
        first = [line for line in ranked if line.rank == 1 and self._is_ahead(line)]
        behind = sorted(filter(self._is_behind, ranked), key=lambda line: -(line.rank or 0))
        missing = standing.of_kind(Stand.MISSING)
        found = [
            ("first", labels.first, self._listed([self._placed(line) for line in first])),
            ("behind", labels.behind, self._listed([self._placed(line) for line in behind])),
            ("missing", labels.missing, self._listed([self._held(line) for line in missing])),
            ("next", labels.next, self._next_step()),
        ]
        rows = tuple(Row(key, label, (Cell(text),)) for key, label, text in found if text)
        return Table("findings", self._headline(ranked), "", (Column("finding", ""),), rows)

    def _headline(self, ranked: Sequence[StandingLine]) -> str:
        labels, standing = self._labels, self.standing
        title = labels.title.format(city=self._named, count=len(standing.peers))
        if not standing.peers:
            return f"{title} · {labels.no_peer}"
        if not any(line.own for line in standing.lines):
            return f"{title} · {labels.no_number}"
        counts = labels.counts.format(
            ranked=len(ranked),
            first=sum(line.rank == 1 and self._is_ahead(line) for line in ranked),
            above=sum(map(self._is_above, ranked)),
            below=sum(map(self._is_behind, ranked)),
        )
        return f"{title} · {counts}"

    def _next_step(self) -> str:
        """Write the command that explains the first line; nothing where no commands are wanted."""
        if self.ways is None or not self.standing.lines:
            return ""
        number = self.comparison.numbers.get(self.standing.lines[0].thing.key, 1)
        command = self.ways.to(
            "standing", "--city", self._highlights.typed(self.standing.doc), "--explain", str(number)
        )
        return f"{command}  # {self._labels.explain}"

    @staticmethod
    def _is_ahead(line: StandingLine) -> bool:
        """Tell whether anybody promises less: all alike is no lead."""
        return line.below is not None

    @staticmethod
    def _distance(line: StandingLine) -> Fraction | int:
        """Measure how far above the median a number is, in the direction that is more ambitious."""
        if line.own is None or line.middle is None or line.rank is None:
            return 0
        distance = line.own.commitment.compared - line.middle
        return -distance if line.row.is_better_lower else distance

    def _is_above(self, line: StandingLine) -> bool:
        return self._distance(line) > 0

    def _is_behind(self, line: StandingLine) -> bool:
        return self._distance(line) < 0

    def _placed(self, line: StandingLine) -> str:
        return self._labels.placed.format(thing=self._label(line), rank=line.rank, of=line.of)

    def _held(self, line: StandingLine) -> str:
        count, of = len(line.holders), len(self.standing.peers)
        return self._labels.held.format(thing=self._label(line), count=count, of=of)

    def _listed(self, texts: Sequence[str]) -> str:
        shown, rest = self._labels.comma.join(texts[:_NAMED]), len(texts) - _NAMED
        return self._labels.more.format(things=shown, count=rest, all=len(texts)) if rest > 0 else shown

    def table(self) -> Table:
        """Lay out a line a thing: the number, its place, the median, the nearest peers, the plan above."""
        labels = self._labels
        heads = [
            *(labels.narrow_heads if self._is_narrow else labels.heads),
            *([labels.upper] if self.standing.upper else []),
        ]
        columns = tuple(Column(f"standing-{place}", head) for place, head in enumerate(heads))
        rows = tuple(map(self._row, self.standing.lines))
        note = labels.note.format(city=self.city)
        return Table("standing", self._column, labels.thing, columns, rows, (note,))

    def _row(self, line: StandingLine) -> Row:
        cells = (
            self._own(line),
            *([self._place_and_median(line)] if self._is_narrow else [self._place(line), self._median(line)]),
            self._peer(line, line.above, line.holders),
            self._peer(line, line.below),
            *([self._upper(line)] if self.standing.upper else []),
        )
        number = self.comparison.numbers.get(line.thing.key)
        label = self._label(line)
        group = self._labels.groups[line.stand].format(city=self.city)
        return Row(line.thing.key, f"{number} {label}" if number else label, cells, group)

    def _own(self, line: StandingLine) -> Cell:
        if line.own is not None:
            return self._saying(line.own, tone="ahead" if line.rank == 1 and self._is_ahead(line) else "")
        if not line.instead:
            return Cell(self._labels.nothing, tone="apart")
        text = self._labels.counted_instead.format(count=len(line.instead))
        if not self._is_narrow:
            text = self._labels.instead.format(clauses=self._clauses(line.instead))
        return Cell(text, evidence=tuple(clause.id for clause in line.instead))

    def _clauses(self, clauses: Sequence[Clause]) -> str:
        names = [_heading(clause) for clause in clauses[:_CLAUSES]]
        shown, rest = self._labels.comma.join(names), len(clauses) - _CLAUSES
        return (
            self._labels.more_clauses.format(clauses=shown, count=rest, all=len(clauses))
            if rest > 0
            else shown
        )

    def _place(self, line: StandingLine) -> Cell:
        if line.stand is Stand.ALONE:
            return Cell(self._labels.none)
        if line.of is None:
            return Cell(self._labels.holders.format(count=len(line.holders)), Decimal(len(line.holders)))
        pattern = self._labels.place if line.rank else self._labels.unranked
        return Cell(pattern.format(rank=line.rank, of=line.of), Decimal(line.rank) if line.rank else None)

    def _median(self, line: StandingLine) -> Cell:
        if line.middle is None:
            return Cell(self._labels.none)
        return Cell(self._number(line.middle, line.row.family), to_decimal(line.middle))

    def _place_and_median(self, line: StandingLine) -> Cell:
        place, middle = self._place(line), self._median(line)
        if line.middle is None:
            return place
        return Cell(self._labels.both.format(place=place.text, middle=middle.text), place.value)

    @property
    def _is_narrow(self) -> bool:
        return self.width < _ROOMY

    def _number(self, value: Fraction, family: str) -> str:
        marks = self._cells.labels.rate_marks
        rounded = to_decimal(value, _SHARE_PLACES) if family in marks else value
        return shortened(format_number(rounded, family, self.lang)) + marks.get(family, "")

    def _peer(self, line: StandingLine, doc: str | None, holders: Sequence[str] = ()) -> Cell:
        """Write a peer's number; where nothing can be compared, that of the first who counts the thing."""
        saying = Saying(line.row, line.row.cells[doc]) if doc else None
        if doc is None and line.stand in {Stand.APART, Stand.MISSING} and holders:
            doc, saying = holders[0], line.thing.sayings[holders[0]]
        if doc is None or saying is None:
            return Cell(self._labels.none)
        written = self._saying(saying)
        number = self._cells.write(saying, with_marks=not self._is_narrow)
        between = "\n" if self._is_narrow and len(number.partition("\n")[0]) > _SHORT else " "
        return Cell(f"{self.names[doc]}{between}{number}", written.value, written.evidence)

    def _upper(self, line: StandingLine) -> Cell:
        if line.upper is None:
            return Cell(self._labels.none)
        written = self._saying(line.upper)
        if line.gap is None or line.gap.gap is None:
            return written
        gap = format_number(to_decimal(line.gap.gap, 2), "")
        return Cell(self._labels.gap.format(number=written.text, gap=gap), written.value, written.evidence)

    def _saying(self, saying: Saying, tone: str = "") -> Cell:
        evidence = tuple(commitment.target.id for commitment in saying.cell.stated)
        value = to_decimal(saying.commitment.compared)
        return Cell(self._cells.write(saying), value, evidence, "ahead" if tone == "ahead" else "")

    def steps(self, line: StandingLine) -> Iterator[Step]:
        """Give the arithmetic of one line, with the sentence of each number in it."""
        labels, cells = self._labels, ThingCells(self.lang)
        subject = f"{self._label(line)} · {self._column}"
        if line.own is not None:
            own = line.own.commitment
            text = ThingCells(self.lang).write(line.own)
            yield Step(labels.value, plain(own.compared), text, (own,), subject)
        sayings = {doc: Saying(line.row, line.row.cells[doc]) for doc in line.values or ()}
        sign = 1 if line.row.is_better_lower else -1
        ordered = sorted(sayings, key=lambda doc: (sign * sayings[doc].commitment.compared, doc))
        if line.of is not None and line.rank is not None:
            values = ", ".join(plain(sayings[doc].commitment.compared) for doc in ordered)
            yield Step(labels.rank, f"{line.rank}/{line.of}", labels.among.format(values=values), (), subject)
        if line.middle is not None:
            arithmetic = labels.median_of.format(count=len(sayings))
            yield Step(labels.median, plain(line.middle), arithmetic, (), subject)
        shown = ordered or list(line.holders)
        for doc in (doc for doc in shown if doc != self.standing.doc):
            saying = sayings.get(doc) or line.thing.sayings[doc]
            commitment = saying.commitment
            yield Step(
                self.names[doc], plain(commitment.compared), cells.write(saying), (commitment,), subject
            )
        if line.upper is not None:
            above, text = line.upper.commitment, " ".join(self._upper(line).text.split())
            yield Step(labels.upper, plain(above.compared), text, (above,), subject)

    def _label(self, line: StandingLine) -> str:
        """Name a thing; one of grants and rules says so itself."""
        return self._highlights.thing_label(line.thing)

    @cached_property
    def city(self) -> str:
        """The short name of the city."""
        return self.names[self.standing.doc]

    @property
    def names(self) -> dict[str, str]:
        """The short names of all plans."""
        return self._highlights.names

    @property
    def _column(self) -> str:
        return self.comparison.corpus.labels.get(self.standing.doc, self.standing.doc)

    @property
    def _named(self) -> str:
        """The city as its column is called, with pinyin where the words round it are English."""
        heads = latin_heads(self.comparison.corpus) if self.lang == "en" else {}
        return heads.get(self.standing.doc, self._column)

    @cached_property
    def _highlights(self) -> HighlightWriter:
        return HighlightWriter(self.comparison, (), self.lang)

    @cached_property
    def _cells(self) -> ThingCells:
        return ThingCells(self.lang, narrow=self._is_narrow)

    @cached_property
    def _labels(self) -> StandingLabels:
        return StandingLabels(self.lang)


def _heading(clause: Clause) -> str:
    """Name a clause by its heading, else by its first words."""
    text = " ".join((clause.heading or clause.text).split())
    return text if len(text) <= _LONGEST_HEADING else f"{text[:_LONGEST_HEADING]}…"
