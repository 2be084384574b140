"""Comparability: which commitments share a row, and why the others do not (`policycmp guide methods`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from policycmp.models import Basis, State, TargetType
from policycmp.rows.particulars import find_marks
from policycmp.rows.units import COUNT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal

    from policycmp.config import Config
    from policycmp.rows.commitments import Commitment, Subject
    from policycmp.rows.indicators import Indicator
    from policycmp.rows.peers import Peers


_BASES = {Basis.LEVEL: 0, Basis.INCREMENT: 1, Basis.GROWTH: 2, None: 3}
_TYPES = {"target": 0, "incentive": 1, "rule": 2}

Cell = TypeVar("Cell")
# Measure words of living beings count no things; 个, 项 and 台 count most of these.
_BEINGS = {"persons": "people", "visits": "people", "households": "households", "animals": "animals"}
_THINGS = "things"
# An outlier is so many times the row's median away from it; fewer numbers than three have no telling median.
_FAR_AWAY = 20
_TELLING_MEDIAN = 3
_SHARED = 2


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What one plan says in one row, where that may be compared.

    `compared` is the commitment whose number stands for the plan, `others` those beside it (other years, or a second
    number for the same year); `parts` bind a smaller area. `state` is `value`, or `level` for a benchmark. An
    outlier stays in its row, far from the row's median.
    """

    state: State
    compared: Commitment
    others: tuple[Commitment, ...] = ()
    parts: tuple[Commitment, ...] = ()
    is_outlier: bool = False

    @property
    def stated(self) -> tuple[Commitment, ...]:
        """What binds the whole jurisdiction, the compared number first."""
        return (self.compared, *self.others)

    @property
    def is_silent(self) -> bool:
        """Never: it compares a number."""
        return False


@dataclass(frozen=True, slots=True)
class BarredCell:
    """What one plan says in one row, where nothing may be compared: `state` says why; `stated` may be empty."""

    state: State
    stated: tuple[Commitment, ...] = ()
    parts: tuple[Commitment, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether the plan was read, and says nothing here."""
        return self.state is State.NONE and not self.parts


RowCell = ComparedCell | BarredCell


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Commitments that agree in what they count, their type, basis, unit family and window, by plan.

    `indicator` is None for a commitment outside the registry; `label` then is the plan's own words. `window` is in
    years: 1 for additions (longer ones are annualised), None where it is unknown or there is none. `alike` is the
    most shared name among the rows outside the registry that are worded like it, if there are any. `marks` are the
    words of a commitment, by its id, that say more or other than all of the row do.
    """

    indicator: Indicator | None
    name: str
    label: str
    topic: str | None
    type: TargetType
    basis: Basis | None
    window: int | None
    family: str
    cells: SparseCells[RowCell]
    alike: str | None = None
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_listed(self) -> bool:
        """Whether the vocabulary has what it counts."""
        return self.indicator is not None and self.indicator.is_listed

    @property
    def indicator_id(self) -> str | None:
        """The id of its indicator, None outside the registry."""
        return self.indicator.id if self.indicator else None

    @property
    def words(self) -> str:
        """What plans call it where the vocabulary does not have it; with `#` where that says too little."""
        return self.indicator.key.object if self.indicator and self.indicator.key else self.name

    @property
    def is_better_lower(self) -> bool:
        """Whether less is more ambitious here."""
        compared = (cell.compared for cell in self.cells.values() if isinstance(cell, ComparedCell))
        return any(commitment.is_better_lower for commitment in compared)

    @property
    def key(self) -> str:
        """An id of the row that does not change with the plans beside it."""
        subject = self.indicator.id if self.indicator else self.name
        window = f"{self.window}y" if self.window else ""
        return "/".join(part for part in (subject, self.type.value, self.basis, window, self.family) if part)


@dataclass(frozen=True, slots=True)
class _RowKind:
    basis: Basis | None
    family: str
    window: int | None

    def holds(self, commitment: Commitment) -> bool:
        """Tell whether a commitment is of this basis and family, and its window fits or is unknown."""
        if commitment.target.basis is not self.basis or commitment.family != self.family:
            return False
        return commitment.span_of_years is None or commitment.span_of_years == self.window


@dataclass(frozen=True, slots=True)
class _Members:
    """What plans say of one subject: their commitments, and these by plan.

    `barred` are the cells of plans that say one thing only, by plan and reason: all rows that bar it have the same.
    """

    commitments: list[Commitment]
    by_plan: dict[str, list[Commitment]]
    barred: dict[tuple[str, State], BarredCell] = field(default_factory=dict)

    def bar(self, doc: str, state: State, commitment: Commitment) -> BarredCell:
        """Give the cell of a plan's one commitment where it may not be compared."""
        if (doc, state) not in self.barred:
            self.barred[doc, state] = BarredCell(state, (commitment,))
        return self.barred[doc, state]


class RowBuilder:
    """Builds the rows of a comparison."""

    def __init__(self, unread: Collection[str], config: Config, peers: Peers) -> None:
        self._peers = peers
        none, lost = BarredCell(State.NONE), BarredCell(State.UNREAD)
        self._blank = {doc: lost if doc in unread else none for doc in peers.docs}
        self._counting = {family.id for family in config.units if family.counting} | {COUNT}
        self._columns = {doc: place for place, doc in enumerate(peers.docs)}
        self._topics = {topic.id: place for place, topic in enumerate(config.topics)}

    def rows(self, commitments: dict[str, tuple[Commitment, ...]]) -> tuple[ComparedRow, ...]:
        """Put the commitments of all plans into rows: indicators in the config's order, then the unaligned.

        Args:
            commitments: those of each plan, by its id (`find_commitments`).
        """
        subjects: defaultdict[Subject, list[Commitment]] = defaultdict(list)
        indicators: dict[Subject, Indicator | None] = {}
        for doc in self._peers.docs:
            for commitment in commitments[doc]:
                for subject, kind in zip(
                    commitment.subjects, commitment.kinds or (commitment.indicator,), strict=True
                ):
                    subjects[subject].append(commitment)
                    indicators[subject] = kind
        rows = []
        for subject, members in subjects.items():
            if not _is_told_elsewhere(subject, members, subjects):
                for part in self._counted_alike(members):
                    own = _Members(part, _by_plan(part))
                    rows += [self._row(kind, indicators[subject], own, subjects) for kind in _row_kinds(part)]
        return tuple(sorted(rows, key=self._order))

    def _counted_alike(self, members: list[Commitment]) -> list[list[Commitment]]:
        """Part people, animals and things under one name (2000人 of 课程): none is told on another's basis."""
        kinds = [
            _BEINGS.get(member.family, _THINGS if member.family in self._counting else "")
            for member in members
        ]
        usual = Counter(filter(None, kinds))
        plain = max(usual, key=lambda kind: (usual[kind], kind), default="")
        parted: dict[str, list[Commitment]] = {}
        for member, kind in zip(members, kinds, strict=True):
            parted.setdefault(kind or plain, []).append(member)
        return list(parted.values())

    def _row(
        self,
        kind: _RowKind,
        indicator: Indicator | None,
        members: _Members,
        subjects: dict[Subject, list[Commitment]],
    ) -> ComparedRow:
        first = members.commitments[0]
        amounts = self._amounts(indicator, subjects) if kind.basis is Basis.LEVEL else []
        label = indicator.label.zh if indicator else first.target.indicator
        cells = self._cells(kind, members, _by_plan(amounts))
        return ComparedRow(
            indicator=indicator,
            name=first.name,
            label=label,
            topic=(indicator and indicator.topic) or self._topic(members.commitments),
            type=first.target.type,
            basis=kind.basis,
            window=kind.window or None,
            family=kind.family,
            cells=cells,
            marks=_marks(cells, label),
        )

    def _cells(
        self, kind: _RowKind, members: _Members, amounts: dict[str, list[Commitment]]
    ) -> SparseCells[RowCell]:
        """Write the cells of the plans that say something, in the order of the columns."""
        docs: Iterable[str] = members.by_plan
        if amounts:
            docs = sorted(members.by_plan.keys() | amounts.keys(), key=self._columns.__getitem__)
        cells = {doc: self._cell(doc, kind, members, amounts.get(doc, [])) for doc in docs}
        return SparseCells(_with_outliers(cells), self._blank)

    def _cell(self, doc: str, kind: _RowKind, members: _Members, amounts: list[Commitment]) -> RowCell:
        of_plan = members.by_plan.get(doc, [])
        if len(of_plan) != 1 or not of_plan[0].target.binds_all:
            return self._cell_of_several(doc, kind, of_plan, amounts)
        [only] = of_plan
        if only.span_of_years is not None and kind.holds(only):
            return ComparedCell(self._state(doc), only)
        return members.bar(doc, _state_of_barred(kind, only), only)

    def _state(self, doc: str) -> State:
        return State.VALUE if self._peers.is_peer(doc) else State.LEVEL

    def _topic(self, members: list[Commitment]) -> str | None:
        return next(
            (topic for member in members for topic in member.target.topics if topic in self._topics), None
        )

    @staticmethod
    def _amounts(
        indicator: Indicator | None, subjects: dict[tuple[str, str, str], list[Commitment]]
    ) -> list[Commitment]:
        """Find the amounts that a denominator would turn into this indicator's share."""
        if indicator is None or indicator.ratio is None:
            return []
        return list(subjects.get((indicator.ratio.amount, "", TargetType.TARGET), ()))

    def _cell_of_several(
        self, doc: str, kind: _RowKind, members: list[Commitment], amounts: list[Commitment]
    ) -> RowCell:
        held = [member for member in members if kind.holds(member)]
        parts = tuple([member for member in held if not member.target.binds_all])
        comparable = [
            member for member in held if member.target.binds_all and member.span_of_years is not None
        ]
        if not comparable:
            whole = [member for member in members if member.target.binds_all]
            return self._incomparable(kind, whole, parts, amounts)
        latest = max(comparable, key=_highest_step if _is_ladder(comparable) else _latest)
        others = sorted([member for member in comparable if member is not latest], key=_newest_first)
        return ComparedCell(self._state(doc), latest, tuple(others), parts)

    @staticmethod
    def _incomparable(
        kind: _RowKind,
        whole: list[Commitment],
        parts: tuple[Commitment, ...],
        amounts: list[Commitment],
    ) -> RowCell:
        if whole:
            if len(whole) > 1:
                whole.sort(key=lambda member: (not kind.holds(member), _BASES[member.target.basis]))
            basis = whole[0].target.basis
            same = [member for member in whole if member.target.basis is basis]
            return BarredCell(_state_of_barred(kind, whole[0]), tuple(sorted(same, key=_newest_first)), parts)
        convertible = [
            amount for amount in amounts if amount.target.binds_all and amount.target.basis is Basis.LEVEL
        ]
        if convertible:
            return BarredCell(State.CONTEXT, tuple(sorted(convertible, key=_newest_first)), parts)
        return BarredCell(State.NONE, parts=parts)

    def _order(self, row: ComparedRow) -> tuple[object, ...]:
        """Order rows by topic, then the registry's order, then what is outside the registry."""
        return (
            not row.is_listed,
            self._topics.get(row.topic or "", len(self._topics)),
            row.indicator.place if row.indicator else (),
            _TYPES[row.type.value],
            row.indicator.id if row.indicator else "",
            row.name,
            _BASES[row.basis],
            row.family,
            row.window or 0,
        )


def commitments_in(rows: Iterable[ComparedRow]) -> set[str]:
    """Gather the ids of the commitments that stand in some rows."""
    cells = (cell for row in rows for cell in row.cells.values())
    return {commitment.target.id for cell in cells for commitment in (*cell.stated, *cell.parts)}


def _by_plan(commitments: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    found: dict[str, list[Commitment]] = {}
    for commitment in commitments:
        found.setdefault(commitment.target.doc, []).append(commitment)
    return found


def _state_of_barred(kind: _RowKind, nearest: Commitment) -> State:
    """Tell what keeps a number out of the rows of a kind: its window, or its basis."""
    if kind.basis is nearest.target.basis is Basis.GROWTH and kind.family == nearest.family:
        return State.WINDOW
    return State.WINDOW if nearest.span_of_years is None else State.BASIS


def _is_told_elsewhere(
    subject: Subject, members: list[Commitment], subjects: dict[Subject, list[Commitment]]
) -> bool:
    """Tell whether another row holds all that this one would: each of its members counts several kinds of things."""
    if not all(len(member.kinds) > 1 for member in members):
        return False
    own = {id(member) for member in members}
    for other in members[0].subjects:
        held = {id(member) for member in subjects[other]}
        if own < held:
            return True
        if own == held and other != subject:
            return members[0].subjects.index(other) < members[0].subjects.index(subject)
    return False


def _row_kinds(members: Iterable[Commitment]) -> list[_RowKind]:
    """Tell the rows that one subject needs; an unknown window opens one only where no other row can hold it."""
    said = {(member.target.basis, member.family, member.span_of_years) for member in members}
    kinds = [_RowKind(*each) for each in said]
    known = {(kind.basis, kind.family) for kind in kinds if kind.window is not None}
    kept = [kind for kind in kinds if kind.window is not None or (kind.basis, kind.family) not in known]
    return sorted(kept, key=lambda kind: (_BASES[kind.basis], kind.family, kind.window or 0))


def _with_outliers(cells: dict[str, RowCell]) -> dict[str, RowCell]:
    """Mark the numbers that are more than so many times the row's median away from it, or less than so many parts."""
    values = {
        doc: cell.compared.compared
        for doc, cell in cells.items()
        if isinstance(cell, ComparedCell) and cell.state is State.VALUE
    }
    if len(values) < _TELLING_MEDIAN:
        return cells
    middle = median(values.values())
    marked: dict[str, RowCell] = {
        doc: replace(cell, is_outlier=True)
        for doc, cell in cells.items()
        if isinstance(cell, ComparedCell)
        and doc in values
        and not middle / _FAR_AWAY <= values[doc] <= middle * _FAR_AWAY
    }
    return {**cells, **marked}


def _marks(cells: Mapping[str, RowCell], label: str) -> dict[str, tuple[str, ...]]:
    """Find what numbers of several plans say that others beside them do not."""
    stating = [cell for cell in cells.values() if cell.stated]
    if len(stating) < _SHARED:
        return {}
    stated = (commitment for cell in stating for commitment in cell.stated)
    return find_marks({commitment.target.id: commitment.own for commitment in stated}, label)


def _is_ladder(commitments: list[Commitment]) -> bool:
    """Tell whether numbers of one plan are the steps of one grant, each with its threshold."""
    return len(commitments) > 1 and any(commitment.target.counts.tier for commitment in commitments)


def _highest_step(commitment: Commitment) -> tuple[int, Decimal]:
    return (commitment.target.deadline or 0, commitment.high or commitment.low)


def _latest(commitment: Commitment) -> tuple[int, int]:
    """Prefer the latest year; of one year, the number printed first."""
    return (commitment.target.deadline or 0, -commitment.target.span.start)


def _newest_first(commitment: Commitment) -> tuple[int, int]:
    return (-(commitment.target.deadline or 0), commitment.target.span.start)


class SparseCells(dict[str, Cell]):
    """The cells of a row by plan, in the order of the plans; looking up a plan that says nothing gives its blank.

    It iterates over the plans that say something only: a row of a few costs no more where there are a thousand.
    """

    __slots__ = ("_blanks",)

    def __init__(self, by_plan: Mapping[str, Cell], blanks: Mapping[str, Cell]) -> None:
        super().__init__(by_plan)
        self._blanks = blanks

    def __missing__(self, doc: str) -> Cell:
        """Give what stands for a plan that says nothing here."""
        return self._blanks[doc]
