"""The three tables of a comparison: coverage, targets side by side, ambition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual
from policycmp.models import Basis, Cell, Column, Row, Table, TargetType
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.indicators import LabelWriter
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.rows.units import COUNT, DOLLARS, TIMES, YUAN
from policycmp.tables.cells import JOINED_NOTE, CellLabels, CellWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from fractions import Fraction

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.coverage import CoverageCell, MeasureCell
    from policycmp.config import Label
    from policycmp.rows.comparability import ComparedRow, RowCell
    from policycmp.rows.indicators import Name
    from policycmp.scores.ambition import AmbitionCell, Score

PARTS = ("coverage", "measures", "targets", "ambition")
MAIN_TABLES = ("coverage", "targets", "ambition")

_SCORE_PLACES = 0
_MOST_NOTED = 8
# The shares of a plan's text up to which a topic has the first to the last shade but one.
_SHADE_ENDS = tuple(map(Decimal, ("0.03", "0.08", "0.15", "0.25")))
_ALIKE = "≈ "
_FAMILIES_IN_CELLS = {YUAN, DOLLARS, TIMES, COUNT}


class MainLabels(CellLabels):
    """What the main tables, their rows and columns are called, besides what their cells say."""

    residual = Bilingual("(no topic)", "（无主题）")
    row_total = Bilingual("total", "总数")
    row_added = Bilingual("added a year", "年新增")
    row_added_unknown = Bilingual("added", "新增")
    row_growth = Bilingual("growth", "增长")
    row_growth_years = Bilingual("growth over {years} years", "{years}年增长")
    coverage_title = Bilingual("Coverage: clauses (quantified commitments)", "覆盖：条款数（量化承诺数）")
    targets_title = Bilingual("Targets side by side", "目标值并列")
    grants_title = Bilingual("Grants side by side", "奖补并列")
    rewarded = Bilingual("Rewarded", "奖补对象")
    outlier_note = Bilingual(
        "?: far from the median of its row: {row}, {plan}: {sentence}",
        "?：远离本行中位数：{row}，{plan}：{sentence}",
    )
    more_outliers = Bilingual(
        "?: and {count} more numbers far from the median", "?：另有{count}个数值远离中位数"
    )
    ambition_title = Bilingual("Ambition", "力度")
    topic = Bilingual("Topic", "主题")
    indicator = Bilingual("Indicator", "指标")
    rows = Bilingual("Rows", "行数")
    all_topics = Bilingual("All topics", "全部主题")
    score = Bilingual("{score} ({rows})", "{score}（{rows}）")
    outside = Bilingual("{topic}: outside the registry", "{topic}：指标库之外")
    shades = Bilingual(
        ("not a clause", "up to 3 % of the text", "up to 8 %", "up to 15 %", "up to 25 %", "more"),
        ("未涉及", "篇幅3%以下", "8%以下", "15%以下", "25%以下", "更多"),
    )
    score_shades = Bilingual(
        ("no score", "below 20", "20 to 40", "40 to 60", "60 to 80", "80 to 100"),
        ("无分数", "20以下", "20–40", "40–60", "60–80", "80–100"),
    )
    coverage_note = Bilingual(
        "A clause counts for each of its topics; – : no clause, or no commitment.",
        "一条可计入多个主题；–：没有条款或没有承诺。",
    )
    targets_note = Bilingual(
        (
            "n/c: not comparable, with the reason; part: binds only a smaller area; –: read, and "
            "no commitment found; ≈: rows alike in their words, not held to count the same; wording: what the plan's "
            "words say of the thing counted that not all beside it say."
        ),
        "不可比：注明原因；部分：只约束较小区域；–：已读，未见承诺；≈：措辞相近，不等于同一指标；措辞：原文对所计事项的限定，他地不尽有。",
    )
    grants_note = Bilingual(
        "≤: at most; a rate is a share of the whole that its row names; –: read, and no grant found.",
        "≤：最高；比例以行名所列为基数；–：已读，未见奖补。",
    )
    joined_note = JOINED_NOTE
    ambition_note = Bilingual(
        (
            "Rank k/n among plans of one level in each comparable row, 1 the most ambitious; [1]: "
            "from a single row. From {count} plans on, the mean percentile with its number of "
            "rows."
        ),
        "各可比行内同级地区的名次k/n，1为力度最大；[1]：仅有一行。{count}个及以上时为平均百分位及行数。",
    )
    measures_title = Bilingual("Measures: named instruments of policy", "政策工具")
    measure = Bilingual("Measure", "工具")
    quantified = Bilingual("by number ({clauses})", "量化承诺（{clauses}）")
    committed = Bilingual("committed ({clauses})", "承诺（{clauses}）")
    mentioned = Bilingual("mentioned ({clauses})", "仅提及（{clauses}）")
    measures_note = Bilingual(
        ("In brackets the clauses; by number: a commitment counts it; –: looked for and not found."),
        "括号内为条款数；量化承诺：有数字；–：已查，未见。",
    )
    overrides_note = Bilingual("Corrected by hand: {ids}", "人工更正：{ids}")

    def basis_of_row(self, basis: Basis | None, window: int | None) -> str:
        """Say what a row's numbers are: totals, additions, growth; empty for incentives and rules."""
        if basis is Basis.LEVEL:
            return self.row_total
        if basis is Basis.INCREMENT:
            return self.row_added if window else self.row_added_unknown
        if basis is Basis.GROWTH:
            return self.row_growth_years.format(years=window) if window and window > 1 else self.row_growth
        return ""


@dataclass(frozen=True)
class TableWriter:
    """Writes the tables of one comparison in one language (`en` or `zh`)."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def labels(self) -> MainLabels:
        """What tables, rows and columns are called."""
        return MainLabels(self.lang)

    @cached_property
    def cells(self) -> CellWriter:
        """The writer of the cells of targets."""
        config = self.comparison.config
        sections = (config.schema.denominators, config.objects, config.indicators)
        labels = {entry.id: entry.label for section in sections for entry in section}
        return CellWriter(
            labels=self.labels,
            lang=self.lang,
            units=self.comparison.units,
            denominators={
                indicator.id: self._in_lang(labels[indicator.ratio.denominator])
                for indicator in config.indicators
                if indicator.ratio
            },
            dated=frozenset(head.doc for head in self.comparison.corpus.heads if head.metadata.year),
            benchmarks=frozenset(filter(self.comparison.peers.is_benchmark, self.comparison.peers.docs)),
            soft_words=frozenset((*config.strengths.soft, *config.strengths.soft_object)),
            sizes={denominator.id: denominator for denominator in config.schema.denominators},
        )

    def coverage(self) -> Table:
        """Topics × plans: clauses, and quantified commitments in brackets."""
        blanks = [Cell(self.labels.none, Decimal(0), shade=0)] * len(self._places)
        rows = [
            Row(
                key=row.topic or "",
                label=self.topic_label(row.topic),
                cells=self._side_by_side(
                    {doc: _coverage_cell(cell) for doc, cell in row.cells.items()}, blanks
                ),
            )
            for row in self.comparison.coverage
        ]
        return Table(
            "coverage",
            self.labels.coverage_title,
            self.labels.topic,
            self.columns(),
            tuple(rows),
            (self.labels.coverage_note,),
            self.labels.shades,
        )

    def measures(self) -> Table:
        """Measures × plans: committed to by a number, committed to, only mentioned, or not found."""
        comparison = self.comparison
        blanks = [Cell(self.labels.none)] * len(self._places)
        rows = tuple(
            Row(
                key=row.measure.id,
                label=self._in_lang(row.measure.label),
                cells=self._side_by_side(
                    {doc: self._measure_cell(cell) for doc, cell in row.cells.items()}, blanks
                ),
                group=self.topic_label(row.measure.topic),
            )
            for row in comparison.measures
        )
        notes = (self.labels.measures_note,)
        return Table("measures", self.labels.measures_title, self.labels.measure, self.columns(), rows, notes)

    def with_overrides(self, table: Table) -> Table:
        """Name under a table the corrections that its evidence passed through."""
        corrected = self.comparison.corpus.overridden()
        if not corrected:
            return table
        shown = {named for row in table.rows for cell in row.cells for named in cell.evidence}
        if not corrected & shown:
            return table
        note = self.labels.overrides_note.format(ids=", ".join(sorted(corrected & shown)))
        return replace(table, notes=(*table.notes, note))

    def _measure_cell(self, cell: MeasureCell) -> Cell:
        count = len(cell.clauses)
        if not cell.uses:
            return Cell(self.labels.none)
        text = self.labels.committed if cell.committed else self.labels.mentioned
        text = self.labels.quantified if cell.quantified else text
        return Cell(text.format(clauses=count), Decimal(count if cell.committed else 0), cell.clauses)

    def targets(self) -> Table:
        """Indicators × plans: the compared number with its bound and year, or why there is none."""
        return self._rows_table(
            "targets",
            self.labels.targets_title,
            [row for row in self.comparison.rows if not _is_grant(row)],
            self.labels.targets_note,
        )

    def grants(self) -> Table:
        """Things rewarded, by grade × plans: amounts with their bounds, rates of their whole."""
        return self._rows_table(
            "grants",
            self.labels.grants_title,
            [row for row in self.comparison.rows if _is_grant(row)],
            self.labels.grants_note,
        )

    @property
    def has_grants(self) -> bool:
        """Whether any plan grants something."""
        return any(map(_is_grant, self.comparison.rows))

    @property
    def has_targets(self) -> bool:
        """Whether any plan promises or demands something besides what it grants."""
        return not all(map(_is_grant, self.comparison.rows))

    def _rows_table(self, key: str, title: str, compared: Sequence[ComparedRow], note: str) -> Table:
        unread = self.labels.unread
        blanks = [Cell(self._blanks[doc], is_silent=self._blanks[doc] != unread) for doc in self._places]
        rows = tuple(self._targets_row(row, blanks) for row in compared)
        cells = (cell for row in compared for cell in row.cells.values())
        if any(commitment.is_joined for cell in cells for commitment in cell.stated):
            note = f"{note} {self.labels.joined_note}"
        stub = self.labels.rewarded if key == "grants" else self.labels.indicator
        return Table(key, title, stub, self.columns(), rows, (note, *self._outliers(compared)))

    def _outliers(self, rows: Sequence[ComparedRow]) -> Iterator[str]:
        """Name the numbers that are far from the median of their row, each with its sentence; the first of many."""
        outliers = [
            (row, doc, cell.compared.target.quote)
            for row in rows
            for doc, cell in row.cells.items()
            if isinstance(cell, ComparedCell) and cell.is_outlier
        ]
        for row, doc, quote in outliers[:_MOST_NOTED]:
            label, sentence = self.comparison.corpus.labels.get(doc, doc), " ".join(quote.split())
            yield self.labels.outlier_note.format(row=self.row_label(row), plan=label, sentence=sentence)
        if len(outliers) > _MOST_NOTED:
            yield self.labels.more_outliers.format(count=len(outliers) - _MOST_NOTED)

    def ambition(self) -> Table:
        """Topics × plans: ranks in the comparable rows, or the mean percentile where there are enough plans."""
        ambition = self.comparison.ambition
        topics = sorted(ambition.topics, key=self._topic_place)
        rows = [self._ambition_row(topic, ambition.topics[topic]) for topic in topics]
        if ambition.documents and self._has_scores:
            rows.append(self._document_row(ambition.documents))
        columns = (Column("rows", self.labels.rows, numeric=True), *self.columns())
        note = self.labels.ambition_note.format(count=self.comparison.config.settings.percentile_from)
        shades = self.labels.score_shades if self._has_scores else ()
        return Table(
            "ambition", self.labels.ambition_title, self.labels.topic, columns, tuple(rows), (note,), shades
        )

    def row_label(self, row: ComparedRow) -> str:
        """Name a row of targets: what is counted, on which basis, in which unit."""
        name = self._in_lang(row.indicator.label) if row.indicator else row.label
        is_rate = row.basis is Basis.LEVEL and row.family == "percent"
        basis = "" if is_rate or not row.indicator else self.labels.basis_of_row(row.basis, row.window)
        if not row.indicator and row.basis is Basis.INCREMENT and row.window:
            basis = self.labels.row_added
        mark = _ALIKE if row.alike else ""
        return mark + self.labels.comma.join(part for part in (name, basis) if part) + self._unit_of(row)

    def _unit_of(self, row: ComparedRow) -> str:
        if row.family in _FAMILIES_IN_CELLS:
            return ""
        family = self.comparison.units.named(row.family)
        label = self._in_lang(family.label) if family and family.label else row.family
        return self.labels.unit.format(unit=label)

    def _targets_row(self, row: ComparedRow, blanks: Sequence[Cell]) -> Row:
        places = self.comparison.places(row)
        cells = {doc: self._target_cell(row, doc, cell, places.get(doc)) for doc, cell in row.cells.items()}
        group, label = self.group_label(row), self.row_label(row)
        if _is_grant(row) and row.indicator and row.indicator.key:
            group, label = self._keys.rewarded(row.indicator.key), self._keys.terms(row.indicator.key)
            label += self._unit_of(row)
        return Row(row.key, label, self._side_by_side(cells, blanks), group)

    @cached_property
    def _keys(self) -> LabelWriter:
        return LabelWriter(self.comparison.config, self.lang)

    def _target_cell(self, row: ComparedRow, doc: str, cell: RowCell, place: AmbitionCell | None) -> Cell:
        value = to_decimal(cell.compared.compared) if isinstance(cell, ComparedCell) else None
        evidence = tuple(commitment.target.id for commitment in (*cell.stated, *cell.parts))
        return Cell("\n".join(self.cells.lines(row, doc, cell, place)), value, evidence)

    @cached_property
    def _blanks(self) -> dict[str, str]:
        """What stands in a plan's empty cells: – is only for what was looked for among other numbers and not there."""
        labels = self.labels
        return {
            analysis.doc: labels.none
            if analysis.targets
            else labels.nothing_found
            if analysis.clauses
            else labels.unread
            for analysis in self.comparison.corpus.analyses
        }

    def group_label(self, row: ComparedRow) -> str:
        """Name the group that a row of targets stands in."""
        topic = self.topic_label(row.topic)
        return topic if row.is_listed else self.labels.outside.format(topic=topic)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {doc: place for place, doc in enumerate(self.comparison.peers.docs)}

    def _side_by_side(self, cells: Mapping[str, Cell], blanks: Sequence[Cell]) -> tuple[Cell, ...]:
        """Set the cells of the plans that say something among blank ones, a cell a column."""
        written = list(blanks)
        for doc, cell in cells.items():
            written[self._places[doc]] = cell
        return tuple(written)

    def _ambition_row(self, topic: str, scores: dict[str, Score]) -> Row:
        rows = [row for row in self.comparison.ambition.rows if (row.row.topic or "") == topic]
        ranked = [row for row in rows if any(cell.rank for cell in row.cells.values())]
        places: defaultdict[str, list[AmbitionCell]] = defaultdict(list)
        for doc, cell in ((doc, cell) for row in ranked for doc, cell in row.cells.items() if cell.rank):
            places[doc].append(cell)
        cells = [Cell(str(len(ranked)), Decimal(len(ranked)))]
        cells += [self._score_cell(places[doc], scores.get(doc)) for doc in self._places]
        return Row(topic, self.topic_label(topic or None), tuple(cells))

    def _score_cell(self, places: list[AmbitionCell], score: Score | None) -> Cell:
        if score is None:
            return Cell(self.labels.none)
        evidence = tuple(place.commitment.target.id for place in places)
        if self._has_scores:
            shade = shade_of(score.score / 100)
            return Cell(self._score_text(score), to_decimal(score.score), evidence, shade=shade)
        ranks = ", ".join(f"{place.rank}/{place.of}" for place in places)
        return Cell(f"{ranks} [1]" if score.rows == 1 else ranks, to_decimal(score.score), evidence)

    def _document_row(self, scores: dict[str, Score]) -> Row:
        ranked = [
            row for row in self.comparison.ambition.rows if any(cell.rank for cell in row.cells.values())
        ]
        cells = [Cell(str(len(ranked)), Decimal(len(ranked)))]
        for doc in self.comparison.peers.docs:
            score = scores.get(doc)
            text = self._score_text(score) if score else self.labels.none
            if score and score.low is not None and score.high is not None:
                text = f"{text}\n{_rounded(score.low)}–{_rounded(score.high)}"
            shade = shade_of(score.score / 100) if score else None
            cells.append(Cell(text, to_decimal(score.score) if score else None, shade=shade))
        return Row("*", self.labels.all_topics, tuple(cells))

    def _score_text(self, score: Score) -> str:
        number = _rounded(score.score) if score.rows > 1 else f"[{_rounded(score.score)}]"
        return self.labels.score.format(score=number, rows=score.rows)

    @property
    def _has_scores(self) -> bool:
        """Whether there are enough plans of one level for percentiles to say more than ranks."""
        peers = [doc for doc in self.comparison.peers.docs if self.comparison.peers.is_peer(doc)]
        return len(peers) >= self.comparison.config.settings.percentile_from

    def columns(self) -> tuple[Column, ...]:
        """Give a column to every plan, benchmarks last."""
        labels, peers = self.comparison.corpus.labels, self.comparison.peers
        return tuple(
            Column(doc, labels.get(doc, doc), benchmark=peers.is_benchmark(doc)) for doc in peers.docs
        )

    def topic_label(self, topic: str | None) -> str:
        """Name a topic; None is the residual."""
        return self._topic_labels.get(topic or "", self.labels.residual)

    @cached_property
    def _topic_labels(self) -> dict[str, str]:
        return {topic.id: self._in_lang(topic.label) for topic in self.comparison.config.topics}

    def _topic_place(self, topic: str) -> int:
        places = [topic.id for topic in self.comparison.config.topics]
        return places.index(topic) if topic in places else len(places)

    def _in_lang(self, label: Label | Name) -> str:
        return label.zh if self.lang == "zh" else label.en


def _is_grant(row: ComparedRow) -> bool:
    return row.type is TargetType.INCENTIVE


def _coverage_cell(cell: CoverageCell) -> Cell:
    text = f"{cell.clauses or '–'} ({cell.targets or '–'})"
    return Cell(text, Decimal(cell.clauses), cell.evidence, shade=shade_of_share(cell))


def shade_of(share: Fraction) -> int:
    """Choose the shade of a part of a whole: 1 to 5, a fifth each."""
    return 1 + min(4, int(5 * share))


def shade_of_share(cell: CoverageCell) -> int:
    """Choose the shade of a topic in a plan: 0 without a clause, else by its share of the text."""
    return 1 + sum(cell.share > end for end in _SHADE_ENDS) if cell.clauses else 0


def _rounded(score: Fraction) -> str:
    return format_number(to_decimal(score, _SCORE_PLACES), "")


def comparison_tables(
    comparison: Comparison, lang: str = "en", parts: Collection[str] = MAIN_TABLES
) -> list[Table]:
    """Write tables, by default those of the main job: coverage, targets side by side, ambition.

    Args:
        comparison: what was found.
        lang: the language of their words.
        parts: those of `PARTS` to give; each names the corrections that touched it.
    """
    writer = TableWriter(comparison, lang)
    builders = {
        "coverage": writer.coverage,
        "measures": writer.measures,
        "targets": writer.targets,
        "grants": writer.grants,
        "ambition": writer.ambition,
    }
    named = [part for part in PARTS if part in parts]
    if "targets" in named and writer.has_grants:
        place = named.index("targets")
        named[place : place + 1] = ["targets", "grants"] if writer.has_targets else ["grants"]
    return [writer.with_overrides(builders[name]()) for name in named]
