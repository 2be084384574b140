"""Standing: where one city stands among its peers, thing by thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, Any

from policycmp.errors import UsageError
from policycmp.language import patterns as re
from policycmp.models import TargetType
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.things import Saying
from policycmp.scores.ambition import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from policycmp.compare.comparing import Comparison
    from policycmp.models import Analysis, Clause, Corpus
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.context import Context
    from policycmp.rows.grounds import Gap
    from policycmp.rows.peers import Peers
    from policycmp.rows.things import Thing

SCHEMA_VERSION = "1"
_NEAREST = re.compile(r"(?P<count>[1-9]\d*):(?P<measure>.+)")
_BETWEEN = re.compile(r"[,，、;；]\s*")
_PROVINCE_DIGITS = 2
_FEW = 10
_AFTER_ALL = 9999


class Stand(StrEnum):
    """How a city stands to its peers in a thing."""

    RANKED = "ranked"
    APART = "apart"
    MISSING = "missing"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One thing: the city's number and its place among the peers that can be compared with it.

    `rank` and `of` count the city itself; both are None where it has no place. `above` and `below` are the nearest
    peers by what they promise, more ambitious and less. `holders` are the peers that count the thing at all, `values`
    the compared numbers by plan; `instead` are the city's clauses on the topic where it has no number.
    """

    thing: Thing
    stand: Stand
    row: ComparedRow
    own: Saying | None = None
    rank: int | None = None
    of: int | None = None
    middle: Fraction | None = None
    above: str | None = None
    below: str | None = None
    upper: Saying | None = None
    gap: Gap | None = None
    holders: tuple[str, ...] = ()
    values: Mapping[str, Fraction] | None = None
    instead: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan stands: lines by how it stands, then by how many peers it is held against.

    `upper` is the plan above.
    """

    doc: str
    peers: tuple[str, ...]
    lines: tuple[StandingLine, ...]
    upper: str | None = None

    def of_kind(self, stand: Stand) -> tuple[StandingLine, ...]:
        """Give the lines of one kind."""
        return tuple(line for line in self.lines if line.stand is stand)


def find_standing(comparison: Comparison, doc: str, peers: Sequence[str]) -> Standing:
    """Find where a plan stands.

    Args:
        comparison: of the plan, its peers and perhaps the plan above.
        doc: the plan.
        peers: those it is held against (`choose_peers`).
    """
    finder = _Finder(comparison, doc, tuple(peers))
    lines = [line for thing in comparison.things if (line := finder.line(thing))]
    order = list(Stand)
    ordered = sorted(lines, key=lambda line: (order.index(line.stand), -(line.of or len(line.holders))))
    return Standing(doc, tuple(peers), tuple(ordered), finder.upper)


@dataclass(frozen=True, slots=True)
class _Finder:
    comparison: Comparison
    doc: str
    peers: tuple[str, ...]

    @property
    def upper(self) -> str | None:
        return self.comparison.grounds.uppers.get(self.doc)

    def line(self, thing: Thing) -> StandingLine | None:
        """Hold the plan against its peers in one thing; None where neither it nor several of them count it."""
        holders = tuple(doc for doc in self.peers if doc in thing.sayings)
        row = self._own_row(thing)
        if row is not None:
            return self._placed(thing, row, holders)
        if own := thing.sayings.get(self.doc):
            stand = Stand.APART if holders else Stand.ALONE
            return StandingLine(thing, stand, own.row, own, holders=holders, upper=self._upper(thing))
        if thing.main.type is not TargetType.TARGET or not self._is_missed(holders):
            return None
        values = self._values(thing.main)
        return StandingLine(
            thing,
            Stand.MISSING,
            thing.main,
            middle=median(values.values()) if values else None,
            above=self._best(thing.main, values),
            upper=self._upper(thing),
            holders=holders,
            values=values,
            instead=self._instead(thing),
        )

    def _is_missed(self, holders: Sequence[str]) -> bool:
        """Tell whether peers count something together: a tenth of them and two at least, or the only one there is."""
        enough = max(min(2, len(self.peers)), -(-len(self.peers) // _FEW))
        return len(holders) >= enough > 0

    def _own_row(self, thing: Thing) -> ComparedRow | None:
        """Choose the row in which most peers can be compared with the plan."""
        rows = [row for row in (thing.main, *thing.rows) if isinstance(row.cells[self.doc], ComparedCell)]
        return max(rows, key=lambda row: len(self._values(row)), default=None)

    def _placed(self, thing: Thing, row: ComparedRow, holders: tuple[str, ...]) -> StandingLine:
        own, others = Saying(row, row.cells[self.doc]), self._values(row)
        gap = self.comparison.grounds.gap(row, own.commitment)
        if not others:
            stand = Stand.APART if holders else Stand.ALONE
            return StandingLine(thing, stand, row, own, holders=holders, upper=self._upper(thing), gap=gap)
        value, sign = own.commitment.compared, 1 if row.is_better_lower else -1
        better = [doc for doc in others if sign * others[doc] < sign * value]
        worse = [doc for doc in others if sign * others[doc] > sign * value]
        values = {self.doc: value, **others}
        return StandingLine(
            thing,
            Stand.RANKED,
            row,
            own,
            rank=len(better) + 1 if row.is_listed else None,
            of=len(values),
            middle=median(values.values()),
            above=max(better, key=lambda doc: (sign * others[doc], doc), default=None),
            below=min(worse, key=lambda doc: (sign * others[doc], doc), default=None),
            upper=self._upper(thing),
            gap=gap,
            holders=holders,
            values=values,
        )

    def _values(self, row: ComparedRow) -> dict[str, Fraction]:
        """Give the compared numbers of the peers in a row."""
        cells = {doc: row.cells[doc] for doc in self.peers if doc in row.cells}
        return {doc: cell.compared.compared for doc, cell in cells.items() if isinstance(cell, ComparedCell)}

    @staticmethod
    def _best(row: ComparedRow, values: Mapping[str, Fraction]) -> str | None:
        sign = 1 if row.is_better_lower else -1
        return min(values, key=lambda doc: (sign * values[doc], doc), default=None)

    def _upper(self, thing: Thing) -> Saying | None:
        return thing.sayings.get(self.upper) if self.upper else None

    def _instead(self, thing: Thing) -> tuple[Clause, ...]:
        """Find the plan's clauses on the topic of a thing, those that are mainly about it first."""
        topic = thing.main.topic
        analysis = next(analysis for analysis in self.comparison.corpus.analyses if analysis.doc == self.doc)
        clauses = [clause for clause in analysis.clauses if topic in {match.id for match in clause.topics}]
        return tuple(sorted(clauses, key=lambda clause: clause.primary != topic))


def choose_peers(
    corpus: Corpus, peers: Peers, doc: str, asked: str | None = None, context: Context | None = None
) -> tuple[str, ...]:
    """Choose whom a plan is held against.

    Args:
        corpus: all plans.
        peers: their levels.
        doc: the plan.
        asked: None for all plans of its level, `province` for those of its province, `K:MEASURE` for the K nearest by a
            figure of the context, else names of regions or ids of plans with commas.
        context: the figures.

    Returns:
        Their ids in the order of the columns; other plans of the same region are left out.

    Raises:
        UsageError: what was asked for is not there; it says what is.
    """
    analyses = {analysis.doc: analysis for analysis in corpus.analyses}
    own = analyses[doc].metadata.region
    level = [
        other
        for other in peers.group(list(peers.docs), doc)
        if other != doc and (own.name is None or analyses[other].metadata.region.name != own.name)
    ]
    if asked is None:
        return tuple(level)
    if asked == "province":
        if not own.code:
            raise UsageError("--peers province: the region of the plan is not known; --meta sets it")
        province = own.code[:_PROVINCE_DIGITS]
        return tuple(
            each for each in level if (analyses[each].metadata.region.code or "").startswith(province)
        )
    if nearest := _NEAREST.fullmatch(asked):
        figures = _latest_figures(
            context, nearest["measure"], {each: analyses[each] for each in (doc, *level)}
        )
        return _nearest(figures, doc, int(nearest["count"]))
    return _named(asked, peers.docs, analyses, doc)


def _latest_figures(
    context: Context | None, measure: str, analyses: Mapping[str, Analysis]
) -> dict[str, Fraction]:
    """Take the latest figure of each plan's region."""
    found = {
        doc: figure.value
        for doc, analysis in analyses.items()
        if context and (figure := context.before(analysis.metadata.region.code, measure, _AFTER_ALL))
    }
    if next(iter(analyses)) not in found:
        known = sorted({figure.measure for figure in context.figures}) if context else []
        hint = f"it gives {', '.join(known)}" if known else "give one with --context FILE"
        raise UsageError(f"--peers: the context has no {measure} of the city: {hint}")
    return found


def _nearest(figures: Mapping[str, Fraction], doc: str, count: int) -> tuple[str, ...]:
    """Choose the plans whose figures are nearest to that of a plan, as ratios."""
    own = figures[doc]
    ratios = {
        other: max(value / own, own / value)
        for other, value in figures.items()
        if other != doc and value and own
    }
    chosen = set(sorted(ratios, key=lambda other: (ratios[other], other))[:count])
    return tuple(other for other in figures if other in chosen)


def _named(asked: str, docs: Sequence[str], analyses: Mapping[str, Analysis], doc: str) -> tuple[str, ...]:
    answers = {each: _names(analyses[each]) for each in docs if each != doc}
    names = [name for name in _BETWEEN.split(asked) if name]
    for name in names:
        if not any(name in of_plan for of_plan in answers.values()):
            known = "、".join(sorted({min(of_plan, key=len) for of_plan in answers.values()}))
            raise UsageError(
                f"--peers: no plan of {name!r}; `province`, K:MEASURE as 5:gdp, or some of {known}"
            )
    return tuple(each for each in docs if answers.get(each, set()) & set(names))


def _names(analysis: Analysis) -> set[str]:
    region = analysis.metadata.region
    return {name for name in (analysis.doc, region.name, region.short_name) if name}


def standing_data(standing: Standing, comparison: Comparison) -> dict[str, Any]:
    """Give the JSON object of a standing."""
    region = next(
        analysis.metadata.region for analysis in comparison.corpus.analyses if analysis.doc == standing.doc
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "doc": standing.doc,
        "region": region.name,
        "level": region.level.value if region.level else None,
        "peers": list(standing.peers),
        "upper": standing.upper,
        "things": [_line_data(line, comparison.numbers) for line in standing.lines],
    }


def _line_data(line: StandingLine, numbers: Mapping[str, int]) -> dict[str, Any]:
    thing, row = line.thing, line.row
    said = {doc: Saying(row, row.cells[doc]) for doc in (line.above, line.below) if doc}
    label = thing.indicator.label if thing.indicator else None
    return {
        "number": numbers.get(thing.key),
        "indicator_id": row.indicator_id,
        "label": {"en": label.en if label else row.label, "zh": label.zh if label else row.label},
        "topic": row.topic,
        "type": row.type.value,
        "basis": row.basis.value if row.basis else None,
        "window": row.window,
        "unit": row.family,
        "stand": line.stand.value,
        "own": _saying_data(line.own),
        "rank": line.rank,
        "of": line.of,
        "median": number(line.middle),
        "above": {"doc": line.above, **(_saying_data(said[line.above]) or {})} if line.above else None,
        "below": {"doc": line.below, **(_saying_data(said[line.below]) or {})} if line.below else None,
        "upper": _upper_data(line),
        "holders": list(line.holders),
        "instead": [clause.id for clause in line.instead],
    }


def _saying_data(saying: Saying | None) -> dict[str, Any] | None:
    if saying is None:
        return None
    commitment = saying.commitment
    return {
        "value": number(commitment.compared),
        "stated": commitment.target.text,
        "comparator": commitment.target.comparator.value,
        "deadline": commitment.target.deadline,
        "target": commitment.target.id,
    }


def _upper_data(line: StandingLine) -> dict[str, Any] | None:
    data = _saying_data(line.upper)
    if data is None:
        return None
    gap = line.gap
    return {**data, "gap": number(gap.gap) if gap else None, "lead_years": gap.lead_years if gap else None}
