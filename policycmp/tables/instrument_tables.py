"""Tables of policy instruments: by plan, by topic, how clauses direct, and a line a clause."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.instruments.instrument_tallies import cross_topics, effective_number, share
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.models.table import NOTHING
from policycmp.rows.peers import Peers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.config import Config
    from policycmp.config.schema import Instrument
    from policycmp.instruments import CodedClause, CodedPlan
    from policycmp.instruments.instrument_tallies import PlanTally
    from policycmp.models import Corpus

SIDES = ("supply", "environment", "demand")
# More plans than this are laid out a plan a row.
_MOST_SIDE_BY_SIDE = 12
# Of a cell with more, which `--list` shows, the first ones tell enough.
_MOST_EVIDENCE = 20


class InstrumentLabels(Labels):
    """What the tables of instruments say."""

    title = Bilingual("Policy instruments: clauses (share of codings)", "政策工具：条款数（占编码比重）")
    by_plan = Bilingual("Policy instruments, a plan a row", "政策工具：逐方案")
    instrument = Bilingual("Instrument", "政策工具")
    plan = Bilingual("Plan", "方案")
    all_plans = Bilingual("all plans", "全部方案")
    stip = Bilingual("OECD STIP theme", "OECD STIP 主题")
    balance = Bilingual("effective number of instruments", "有效工具数")
    summary = Bilingual("Balance", "均衡度")
    coded = Bilingual("clauses with an instrument, of all", "有政策工具的条款／全部条款")
    leading = Bilingual("most used", "使用最多")
    by_topic = Bilingual("Instrument × topic: clauses of all plans", "政策工具×主题：全部方案条款数")
    topic = Bilingual("Topic", "主题")
    no_topic = Bilingual("(no topic)", "（无主题）")
    directives = Bilingual("How clauses direct", "指令类型：条款数（占比）")
    directive = Bilingual("Directive", "指令类型")
    undirected = Bilingual("(directs nobody)", "（无指令）")
    listed = Bilingual("Clauses with their instruments", "条款与政策工具")
    clause = Bilingual("clause", "条款")
    instruments = Bilingual("instruments", "政策工具")
    words = Bilingual("words", "用词")
    clause_id = Bilingual("id", "编号")
    sides = Bilingual(
        {"supply": "supply", "environment": "environment", "demand": "demand"},
        {"supply": "供给型", "environment": "环境型", "demand": "需求型"},
    )
    side_total = Bilingual("{side}, all", "{side}合计")
    method = Bilingual(
        "A clause counts once for each instrument that it uses, so that shares are of codings. Effective number: "
        "exp(-Σ p ln p). After Rothwell & Zegveld; by words of the config (policycmp guide instruments).",
        "同一条款按其使用的每种工具各计一次，比重以编码数为分母。有效工具数：exp(-Σ p ln p)。"
        "依据 Rothwell 与 Zegveld 分类，用词见配置（policycmp guide instruments）。",
    )
    topics_note = Bilingual("A clause counts under each of its topics.", "同一条款计入其每个主题。")
    comma = Bilingual(", ", "、")


@dataclass(frozen=True)
class InstrumentTables:
    """Writes the tables of the instruments of plans, in the language of their labels."""

    corpus: Corpus
    config: Config
    tallies: Sequence[PlanTally]
    lang: str = "en"

    @property
    def labels(self) -> InstrumentLabels:
        """What the tables say."""
        return InstrumentLabels(self.lang)

    def tables(self) -> list[Table]:
        """Lay out instruments by plan, by topic, and how clauses direct."""
        main = self.plan_rows() if len(self.tallies) > _MOST_SIDE_BY_SIDE else self.side_by_side()
        return [main, self.topics(), self.directives()]

    @cached_property
    def _ordered(self) -> list[PlanTally]:
        places = {doc: place for place, doc in enumerate(self._peers.docs)}
        return sorted(self.tallies, key=lambda each: places[each.doc])

    @cached_property
    def _peers(self) -> Peers:
        return Peers.of(self.corpus)

    def _columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(
                each.doc, self.corpus.labels.get(each.doc, each.doc), True, self._peers.is_benchmark(each.doc)
            )
            for each in self._ordered
        )

    def label(self, instrument: Instrument) -> str:
        """Name an instrument in the language of the tables."""
        return instrument.label.zh if self.lang == "zh" else instrument.label.en

    def side_by_side(self) -> Table:
        """Lay out a row an instrument and a column a plan, with the OECD's theme beside it."""
        labels, rows = self.labels, []
        for side in SIDES:
            own = [each for each in self.config.instruments if each.side == side]
            group = labels.sides[side]
            for instrument in own:
                theme = Cell(instrument.stip.zh if self.lang == "zh" else instrument.stip.en)
                cells = tuple(_count(each, (instrument.id,)) for each in self._ordered)
                rows.append(Row(instrument.id, self.label(instrument), (theme, *cells), group))
            ids = [each.id for each in own]
            cells = tuple(_count(each, ids) for each in self._ordered)
            rows.append(Row(f"side:{side}", labels.side_total.format(side=group), (Cell(""), *cells), group))
        balances = tuple(_number(each.balance) for each in self._ordered)
        rows.append(Row("balance", labels.balance, (Cell(""), *balances), labels.summary))
        coded = tuple(Cell(_coded(each), Decimal(_coded_clauses(each))) for each in self._ordered)
        rows.append(Row("coded", labels.coded, (Cell(""), *coded), labels.summary))
        columns = (Column("stip", labels.stip), *self._columns())
        return Table("instruments", labels.title, labels.instrument, columns, tuple(rows), (labels.method,))

    def plan_rows(self) -> Table:
        """Lay out a row a plan: its balance, the sides, the instruments that it uses most."""
        labels = self.labels
        names = {each.id: self.label(each) for each in self.config.instruments}
        sides = {side: [each.id for each in self.config.instruments if each.side == side] for side in SIDES}
        rows = []
        for each in self._ordered:
            used = sorted(
                (-len(each.uses[key]), place, key) for place, key in enumerate(names) if each.uses.get(key)
            )
            told = [f"{names[key]} {-count}" for count, _, key in used[:3]]
            cells = [_number(each.balance), *(_count(each, ids) for ids in sides.values())]
            cells += [Cell(labels.comma.join(told) or NOTHING), Cell(_coded(each))]
            rows.append(Row(each.doc, self.corpus.labels.get(each.doc, each.doc), tuple(cells)))
        columns = (
            Column("balance", labels.balance, numeric=True),
            *(Column(side, labels.sides[side], numeric=True) for side in SIDES),
            Column("leading", labels.leading),
            Column("coded", labels.coded, numeric=True),
        )
        return Table("instruments", labels.by_plan, labels.plan, columns, tuple(rows), (labels.method,))

    def topics(self) -> Table:
        """Lay instruments across topics: the two-dimensional table of the literature."""
        labels = self.labels
        names = {
            topic.id: topic.label.zh if self.lang == "zh" else topic.label.en for topic in self.config.topics
        }
        lines = cross_topics(self._ordered, self.config)
        used = [each for each in self.config.instruments if any(line.counts.get(each.id) for line in lines)]
        rows = []
        for line in lines:
            cells = []
            for instrument in used:
                count = line.counts.get(instrument.id, 0)
                evidence = line.evidence.get(instrument.id, ())[:_MOST_EVIDENCE]
                cells.append(Cell(str(count), Decimal(count), evidence) if count else Cell(NOTHING))
            balance = _number(effective_number(line.counts.values()))
            label = names[line.topic] if line.topic else labels.no_topic
            rows.append(Row(line.topic or "-", label, (*cells, balance)))
        columns = (
            *(Column(each.id, self.label(each), numeric=True) for each in used),
            Column("balance", labels.balance, numeric=True),
        )
        return Table(
            "instruments by topic", labels.by_topic, labels.topic, columns, tuple(rows), (labels.topics_note,)
        )

    def directives(self) -> Table:
        """Lay out how the clauses of each plan direct."""
        labels = self.labels
        named = {
            each.id: each.label.zh if self.lang == "zh" else each.label.en for each in self.config.directives
        }
        rows = []
        for key, label in [*named.items(), (None, labels.undirected)]:
            cells = []
            for each in self._ordered:
                ids = each.directives.get(key, [])
                text = f"{len(ids)} ({_percent(share(len(ids), each.clauses))})" if ids else NOTHING
                cells.append(Cell(text, Decimal(len(ids)), tuple(ids[:_MOST_EVIDENCE])))
            rows.append(Row(key or "-", label, tuple(cells)))
        return Table("directives", labels.directives, labels.directive, self._columns(), tuple(rows))

    def listed(self, plans: Iterable[CodedPlan], topics: frozenset[str] = frozenset()) -> Table:
        """Lay out a line a clause: its instruments with the words that tell them, and how it directs."""
        labels = self.labels
        names = {each.id: self.label(each) for each in self.config.instruments}
        named = {
            each.id: each.label.zh if self.lang == "zh" else each.label.en for each in self.config.directives
        }
        rows = []
        for coded in about(plans, topics):
            clause = coded.clause
            told = [
                f"{names[key]}: "
                + labels.comma.join(dict.fromkeys(use.text for use in coded.uses if use.instrument == key))
                for key in coded.instruments
            ]
            directive = named[coded.directive.id] if coded.directive else NOTHING
            cells = (
                Cell("\n".join(told) or NOTHING, evidence=(clause.id,)),
                Cell(directive),
                Cell(clause.id),
            )
            label = clause.heading or " ".join(clause.text[:20].split())
            rows.append(Row(clause.id, label, cells, self.corpus.labels.get(clause.doc, clause.doc)))
        columns = (
            Column("instruments", labels.instruments),
            Column("directive", labels.directive),
            Column("id", labels.clause_id),
        )
        return Table("coded clauses", labels.listed, labels.clause, columns, tuple(rows))


def about(plans: Iterable[CodedPlan], topics: frozenset[str] = frozenset()) -> Iterator[CodedClause]:
    """Give the coded clauses of plans that are about one of some topics; all where none is named."""
    for plan in plans:
        for coded in plan.clauses:
            if not topics or any(topic.id in topics for topic in coded.clause.topics):
                yield coded


def _count(tally: PlanTally, instruments: Sequence[str]) -> Cell:
    ids = [clause for each in instruments for clause in tally.uses.get(each, ())]
    if not ids:
        return Cell(NOTHING)
    evidence = tuple(dict.fromkeys(ids))[:_MOST_EVIDENCE] if len(instruments) == 1 else ()
    return Cell(f"{len(ids)} ({_percent(tally.share(instruments))})", Decimal(len(ids)), evidence)


def _coded_clauses(tally: PlanTally) -> int:
    return len({clause for ids in tally.uses.values() for clause in ids})


def _coded(tally: PlanTally) -> str:
    return f"{_coded_clauses(tally)}/{tally.clauses}"


def _number(value: Decimal | None) -> Cell:
    return Cell(NOTHING) if value is None else Cell(f"{value:.2f}", value)


def _percent(part: Decimal) -> str:
    return f"{part * 100:.0f} %"
