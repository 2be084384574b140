"""Tables of what plans share: plan by plan, the wording of upper plans in those below them, passage by passage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.models.table import NOTHING
from policycmp.overlap.boilerplate import GRAM
from policycmp.overlap.sharing import is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.models import Corpus
    from policycmp.overlap.sharing import Overlap, Shared

# More plans than this are listed pair by pair: a table of plan by plan grows with their square.
MOST_SIDE_BY_SIDE = 40
# A screen shows the longest passages.
SHOWN = 20


class OverlapLabels(Labels):
    """What the tables of shared wording say."""

    matrix = Bilingual("Shared wording, plan by plan", "各方案间的共同文本")
    later = Bilingual("Later plan", "较晚方案")
    pairs = Bilingual("Shared wording, pair by pair", "两两之间的共同文本")
    pair = Bilingual("Later ← earlier", "较晚 ← 较早")
    passages = Bilingual("Shared passages", "共同段落")
    count = Bilingual("passages", "段数")
    chars = Bilingual("characters", "字数")
    same = Bilingual("the same", "相同")
    words = Bilingual("in the earlier", "较早方案的表述")
    others = Bilingual("in the later", "较晚方案的表述")
    upper = Bilingual("Wording of upper plans in those below", "上级方案表述在下级方案中的沿用")
    below = Bilingual("Plan", "方案")
    share = Bilingual("of its text", "占其文本")
    first = Bilingual("came first", "先发布")
    from_above = Bilingual("the upper", "上级")
    from_below = Bilingual("the lower", "下级")
    unknown = Bilingual("?", "？")
    reading = Bilingual(
        "A row shares so many characters (in so many passages) with the earlier plan of the column; ? where the dates "
        "do not tell which is earlier.",
        "某行与该列较早的方案共有若干字（若干段）；日期不足以判断先后的标“?”。",
    )
    method = Bilingual(
        "Passages of {shortest} letters or characters that are the same, blanks and punctuation aside, and so are "
        "three quarters of what aligns; lists of responsible bodies aside.",
        "{shortest}个字以上相同（不计空白和标点），且对齐部分四分之三以上相同；责任单位名单不计。",
    )
    boilerplate = Bilingual(
        "Boilerplate is left out: runs of {gram} characters that {least} plans or more have.",
        "套话不计：{least}份及以上方案都有的连续{gram}字。",
    )
    more = Bilingual("{count} shorter ones: --top {all}", "另有{count}段较短：--top {all}")
    opening = Bilingual(
        "{plans} plans share {passages} passages, {chars} characters of {all}; boilerplate, left out: {boilerplate}.",
        "{plans}份方案有{passages}处共同段落，共{chars}字（全部{all}字）；不计套话{boilerplate}字。",
    )
    too_few = Bilingual(
        "With fewer than three plans nothing is known to be boilerplate.", "不足三份方案时无从判断套话。"
    )


@dataclass(frozen=True)
class OverlapTables:
    """Writes the tables of one overlap in one language."""

    corpus: Corpus
    overlap: Overlap
    lang: str = "en"

    @cached_property
    def labels(self) -> OverlapLabels:
        """The words of the tables."""
        return OverlapLabels(self.lang)

    @cached_property
    def _dates(self) -> Mapping[str, str | None]:
        return {plan.doc: plan.date for plan in self.overlap.plans}

    @cached_property
    def _pairs(self) -> Mapping[frozenset[str], list[Shared]]:
        pairs: defaultdict[frozenset[str], list[Shared]] = defaultdict(list)
        for shared in self.overlap.passages:
            pairs[frozenset(place.doc for place in shared.places)].append(shared)
        return pairs

    @cached_property
    def opening(self) -> str:
        """Say in a line how much is shared, and how much is boilerplate."""
        plans = self.overlap.plans
        said = self.labels.opening.format(
            plans=len(plans),
            passages=len(self.overlap.passages),
            chars=sum(plan.shared for plan in plans),
            all=sum(plan.chars for plan in plans),
            boilerplate=sum(plan.boilerplate for plan in plans),
        )
        return said if len(plans) >= self.overlap.least else f"{said} {self.labels.too_few}"

    def tables(self, top: int | None = None) -> list[Table]:
        """Lay out the tables; of the passages only the longest where so many are asked for."""
        tables = [self._matrix() if len(self.overlap.plans) <= MOST_SIDE_BY_SIDE else self._listed()]
        if self.overlap.uppers:
            tables.append(self._uppers())
        return [*tables, self._passages(top)]

    def _matrix(self) -> Table:
        docs = [plan.doc for plan in self.overlap.plans]
        columns = tuple(Column(doc, self._name(doc), numeric=True) for doc in docs)
        rows = tuple(
            Row(doc, self._name(doc), tuple(self._crossing(doc, other) for other in docs)) for doc in docs
        )
        return Table(
            "overlap",
            self.labels.matrix,
            self.labels.later,
            columns,
            rows,
            (self.labels.reading, *self._method()),
        )

    def _crossing(self, doc: str, other: str) -> Cell:
        """Say how much a plan shares with one that is not later; what is later says so in its own row."""
        shared = self._pairs.get(frozenset((doc, other)), ()) if doc != other else ()
        if not shared or shared[0].earlier == doc:
            return Cell(NOTHING)
        chars, count = sum(one.matches for one in shared), len(shared)
        mark = "" if shared[0].earlier else self.labels.unknown
        return Cell(f"{chars} ({count}){mark}", Decimal(chars), self._clauses(shared))

    def _listed(self) -> Table:
        """Give a line a pair, those that share most first."""
        columns = (
            Column("characters", self.labels.chars, numeric=True),
            Column("passages", self.labels.count, numeric=True),
        )
        pairs = sorted(self._pairs.values(), key=lambda pair: (-_chars(pair), pair[0].id))
        rows = tuple(
            Row(
                "~".join(place.doc for place in pair[0].places),
                self._pair(pair[0]),
                (_number(_chars(pair), self._clauses(pair)), _number(len(pair))),
            )
            for pair in pairs
        )
        return Table("overlap", self.labels.pairs, self.labels.pair, columns, rows, self._method())

    def _uppers(self) -> Table:
        """Give a line for each plan below another: how much of its text stands in that one, and which came first."""
        chars = {plan.doc: plan.chars for plan in self.overlap.plans}
        columns = (
            Column("characters", self.labels.chars, numeric=True),
            Column("share", self.labels.share, numeric=True),
            Column("passages", self.labels.count, numeric=True),
            Column("first", self.labels.first),
        )
        rows = []
        for doc, upper in sorted(self.overlap.uppers, key=lambda pair: (pair[1], pair[0])):
            pair = self._pairs.get(frozenset((doc, upper)), [])
            share = Decimal(_chars(pair)) / max(1, chars[doc])
            cells = (
                _number(_chars(pair), self._clauses(pair)),
                Cell(f"{share * 100:.1f} %" if pair else NOTHING, round(share, 4) if pair else None),
                _number(len(pair)),
                Cell(self._which_first(doc, upper)),
            )
            rows.append(Row(f"{doc}<{upper}", self._name(doc), cells, self._name(upper)))
        return Table("overlap-upper", self.labels.upper, self.labels.below, columns, tuple(rows))

    def _which_first(self, doc: str, upper: str) -> str:
        is_first = is_earlier(self._dates[doc], self._dates[upper])
        words = {True: self.labels.from_below, False: self.labels.from_above, None: self.labels.unknown}
        return words[is_first]

    def _passages(self, top: int | None) -> Table:
        shown = self.overlap.passages[:top]
        left = len(self.overlap.passages) - len(shown)
        columns = (
            Column("characters", self.labels.chars, numeric=True),
            Column("same", self.labels.same, numeric=True),
            Column("earlier", self.labels.words),
            Column("later", self.labels.others),
        )
        rows = tuple(
            Row(
                shared.id,
                self._pair(shared),
                (
                    _number(shared.matches),
                    Cell(f"{round(100 * shared.matches / shared.columns)} %", shared.same),
                    *(
                        Cell(" ".join(place.text.split()), evidence=(place.clause,))
                        for place in shared.places
                    ),
                ),
            )
            for shared in shown
        )
        notes = (self.labels.more.format(count=left, all=len(self.overlap.passages)),) if left else ()
        return Table("overlap-passages", self.labels.passages, self.labels.pair, columns, rows, notes)

    def _method(self) -> tuple[str, ...]:
        method = self.labels.method.format(shortest=self.overlap.shortest)
        return method, self.labels.boilerplate.format(gram=GRAM, least=self.overlap.least)

    def _pair(self, shared: Shared) -> str:
        earlier, later = (self._name(place.doc) for place in shared.places)
        return f"{later} {'←' if shared.earlier else '~'} {earlier}"

    def _name(self, doc: str) -> str:
        return self.corpus.labels.get(doc, doc)

    def _clauses(self, shared: Iterable[Shared]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.clause for one in shared for place in one.places))


def passage_records(overlap: Overlap, top: int | None = None) -> Iterator[dict[str, object]]:
    """Write a line a passage, both places side by side; where the dates tell, the first is the earlier plan's."""
    for shared in overlap.passages[:top]:
        record: dict[str, object] = {
            "id": shared.id,
            "characters": shared.matches,
            "same": shared.same,
            "earlier": shared.earlier,
            "upper": shared.upper,
        }
        for number, place in enumerate(shared.places, 1):
            record |= {
                f"doc_{number}": place.doc,
                f"clause_{number}": place.clause,
                f"start_{number}": place.span.start,
                f"end_{number}": place.span.end,
                f"text_{number}": place.text,
            }
        yield record


def _chars(shared: Iterable[Shared]) -> int:
    return sum(one.matches for one in shared)


def _number(value: int, evidence: tuple[str, ...] = ()) -> Cell:
    return Cell(str(value), Decimal(value), evidence)
