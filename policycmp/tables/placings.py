"""How often each plan is ahead: in how many things it is first, above or below the median, and what it lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.compare.highlights import Lacking, find_lacks
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.tables.main_tables import TableWriter

if TYPE_CHECKING:
    from policycmp.compare.comparing import Comparison
    from policycmp.rows.things import Thing

_COUNTED = ("compared", "first", "above", "below", "lacking")


class PlacingLabels(Labels):
    """What the table says."""

    title = Bilingual("Standing: how often each plan is ahead of its peers", "位次：各方案领先与落后的事项数")
    plan = Bilingual("Plan", "方案")
    heads = Bilingual(
        ("compared", "first", "above the median", "below the median", "lacking"),
        ("可比", "居首", "高于中位数", "低于中位数", "缺项"),
    )
    note = Bilingual(
        "Things in which a plan's number may be set beside those of peers; first: promises most, and not all alike. "
        "Lacking: things that more than half of its peers count and it does not.",
        "可与同级并列的事项；居首：力度最大且各地不全相同。缺项：半数以上同级地区有、本方案没有的事项。",
    )


@dataclass(frozen=True)
class PlacingWriter:
    """Counts the places of the plans of one comparison, in one language."""

    comparison: Comparison
    lang: str = "en"

    def table(self) -> Table:
        """Plans × how often each is compared, first, above, below; a row a plan of the level compared."""
        comparison, labels = self.comparison, PlacingLabels(self.lang)
        things = comparison.things
        lacks = find_lacks(comparison, things)
        counts: dict[str, Counter[str]] = {
            doc: Counter({"lacking": sum(lack.kind is Lacking.NUMBER for lack in lacks.get(doc, ()))})
            for doc in comparison.peers.docs
            if comparison.peers.is_peer(doc)
        }
        for thing in things:
            self._count(thing, counts)
        columns = tuple(
            Column(name, head, numeric=True) for name, head in zip(_COUNTED, labels.heads, strict=True)
        )
        names = {column.key: column.label for column in TableWriter(comparison, self.lang).columns()}
        rows = tuple(
            Row(doc, names[doc], tuple(Cell(str(of_plan[name]), Decimal(of_plan[name])) for name in _COUNTED))
            for doc, of_plan in counts.items()
        )
        return Table("placings", labels.title, labels.plan, columns, rows, (labels.note,))

    def _count(self, thing: Thing, counts: dict[str, Counter[str]]) -> None:
        """Count the places of the plans in one thing."""
        places = self.comparison.places(thing.main)
        ranked = [
            doc
            for doc in thing.compared(self.comparison.peers.compared)
            if doc in places and (places[doc].rank or 0) > 0
        ]
        if len(ranked) < 2:  # noqa: PLR2004 - alone, one is neither ahead nor behind
            return
        are_alike = all(places[doc].rank == 1 for doc in ranked)
        for doc in ranked:
            place = places[doc]
            half = (place.of + 1) / 2
            ahead = sum(value == place.commitment.compared for value in place.peers)
            # The mid-rank: equal numbers share the mean of their places.
            middle = (place.rank or 0) + (ahead - 1) / 2
            counts[doc]["compared"] += 1
            counts[doc]["first"] += place.rank == 1 and not are_alike
            counts[doc]["above"] += middle < half and not are_alike
            counts[doc]["below"] += middle > half and not are_alike
