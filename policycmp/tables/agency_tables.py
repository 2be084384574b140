"""Tables of agencies: who answers for a topic in each plan, the networks of joint duties, and the bodies in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.agencies.network import duties_by_topic
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.models.table import NOTHING
from policycmp.rows.peers import Peers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.agencies.network import DutyNetwork, TopicDuties
    from policycmp.config import Config
    from policycmp.models import Corpus

_MOST_LEADS, _MOST_MEMBERS = 2, 3
_MOST_EVIDENCE = 20
# How many bodies of a plan a screen shows.
_MOST_BODIES = 8


class AgencyLabels(Labels):
    """What the tables of agencies say."""

    title = Bilingual("Who answers for what (clauses)", "谁牵头、谁参与（条款数）")
    topic = Bilingual("Topic", "主题")
    no_topic = Bilingual("(no topic)", "（无主题）")
    not_stated = Bilingual("not stated", "未载明")
    lead = Bilingual("lead {names}", "牵头 {names}")
    members = Bilingual("with {names}", "参与 {names}")
    no_lead = Bilingual("no lead named; {names}", "未载明牵头；{names}")
    and_more = Bilingual(" and {count} more", "等另{count}个")
    comma = Bilingual(", ", "、")
    networks = Bilingual("Networks of joint duties", "共同责任网络")
    plan = Bilingual("Plan", "方案")
    clauses = Bilingual("clauses that charge somebody", "载明责任的条款")
    count = Bilingual("bodies", "单位数")
    edges = Bilingual("pairs that share a clause", "共担条款的单位对")
    density = Bilingual("density", "密度")
    central = Bilingual("most connected (degree)", "联系最多（度）")
    leading = Bilingual("leads most (share of its clauses)", "牵头最多（占其条款）")
    no_leads = Bilingual("no lead named", "未载明牵头")
    bodies = Bilingual("Bodies", "责任单位")
    body = Bilingual("Body", "单位")
    leads = Bilingual("leads", "牵头")
    takes_part = Bilingual("takes part", "参与")
    lead_share = Bilingual("lead share", "牵头占比")
    degree = Bilingual("degree", "度")
    strength = Bilingual("joint duties", "共担次数")
    forms = Bilingual("also written", "其他写法")
    collective = Bilingual("several bodies", "集合名称")
    pairs = Bilingual("Pairs of bodies that share clauses", "共担条款的单位对")
    other = Bilingual("with", "共担单位")
    weight = Bilingual("clauses", "条款数")
    fewer = Bilingual(
        "The {count} most charged bodies of each plan; all of them in files (-o) and with --all.",
        "每份方案只列责任最多的{count}个单位；写入文件（-o）或加 --all 则全部列出。",
    )
    method = Bilingual(
        "Names are brought to one form within a plan. Density: 2E/(N(N-1)), where an edge joins two bodies that a "
        "clause charges. Not stated: the plan names nobody, which is not the same as none.",
        "名称在同一方案内归一。密度：2E/(N(N-1))，同一条款共同负责的两个单位之间有边。"
        "“未载明”指方案未写责任单位，不等于没有。",
    )


@dataclass(frozen=True)
class AgencyTables:
    """Writes the tables of the agencies of plans, in the language of their labels."""

    corpus: Corpus
    config: Config
    networks: Sequence[DutyNetwork]
    lang: str = "en"

    @property
    def labels(self) -> AgencyLabels:
        """What the tables say."""
        return AgencyLabels(self.lang)

    def tables(self, *, whole: bool = True) -> list[Table]:
        """Lay out who answers for what, the networks, and their bodies; not `whole`, those charged most."""
        return [self.topics(), self.network_rows(), self.body_rows(whole=whole)]

    def _plan(self, doc: str) -> str:
        return self.corpus.labels.get(doc, doc)

    def _ordered(self) -> list[DutyNetwork]:
        places = {doc: place for place, doc in enumerate(Peers.of(self.corpus).docs)}
        return sorted(self.networks, key=lambda each: places[each.doc])

    def topics(self) -> Table:
        """Lay out a row a topic and a column a plan: who leads, who takes part."""
        labels, peers = self.labels, Peers.of(self.corpus)
        names = {
            topic.id: topic.label.zh if self.lang == "zh" else topic.label.en for topic in self.config.topics
        }
        lines: dict[str, dict[str | None, TopicDuties]] = {
            each.doc: {line.topic: line for line in duties_by_topic(each, list(names))}
            for each in self.networks
        }
        met = {topic for own in lines.values() for topic in own}
        rows = []
        for topic in [*names, None]:
            if topic in met:
                cells = tuple(self._charged(each, lines[each.doc].get(topic)) for each in self._ordered())
                rows.append(Row(topic or "-", names[topic] if topic else labels.no_topic, cells))
        columns = tuple(
            Column(each.doc, self._plan(each.doc), benchmark=peers.is_benchmark(each.doc))
            for each in self._ordered()
        )
        return Table("agencies", labels.title, labels.topic, columns, tuple(rows), (labels.method,))

    def _charged(self, network: DutyNetwork, line: TopicDuties | None) -> Cell:
        labels = self.labels
        if not network.stated:
            return Cell(labels.not_stated)
        if line is None:
            return Cell(NOTHING)
        members = self._named(line.members, _MOST_MEMBERS)
        if not line.lead:
            text = labels.no_lead.format(names=members)
        else:
            told = [labels.lead.format(names=self._named(line.lead, _MOST_LEADS))]
            told += [labels.members.format(names=members)] if members else []
            text = "\n".join(told)
        return Cell(text, Decimal(len(line.clauses)), line.clauses[:_MOST_EVIDENCE])

    def _named(self, counts: Mapping[str, int], most: int) -> str:
        shown = self.labels.comma.join(f"{name} {count}" for name, count in list(counts.items())[:most])
        return shown + (self.labels.and_more.format(count=len(counts) - most) if len(counts) > most else "")

    def network_rows(self) -> Table:
        """Lay out a row a plan: how many bodies share duties, how densely, and who stands in the middle."""
        labels, rows = self.labels, []
        for each in self._ordered():
            if not each.stated:
                cells = (*(Cell(labels.not_stated) for _ in range(4)), Cell(NOTHING), Cell(NOTHING))
                rows.append(Row(each.doc, self._plan(each.doc), cells))
                continue
            central = max(each.bodies, key=lambda body: body.degree, default=None)
            leading = max(each.bodies, key=lambda body: len(body.lead), default=None)
            lead = (
                f"{leading.name} {len(leading.lead)} ({leading.lead_share * 100:.0f} %)"
                if leading and leading.lead
                else labels.no_leads
            )
            density = each.density
            cells = (
                Cell(str(len(each.duties)), Decimal(len(each.duties))),
                Cell(str(len(each.bodies)), Decimal(len(each.bodies))),
                Cell(str(len(each.edges)), Decimal(len(each.edges))),
                Cell(NOTHING) if density is None else Cell(f"{density:.3f}", density),
                Cell(f"{central.name} {central.degree}" if central else NOTHING),
                Cell(lead),
            )
            rows.append(Row(each.doc, self._plan(each.doc), cells))
        columns = (
            Column("clauses", labels.clauses, numeric=True),
            Column("bodies", labels.count, numeric=True),
            Column("edges", labels.edges, numeric=True),
            Column("density", labels.density, numeric=True),
            Column("central", labels.central),
            Column("leading", labels.leading),
        )
        return Table("networks", labels.networks, labels.plan, columns, tuple(rows))

    def body_rows(self, *, whole: bool = True) -> Table:
        """Lay out a row a body, plan by plan: what it leads and takes part in, and how it is connected."""
        labels, rows = self.labels, []
        for each in self._ordered():
            for body in each.bodies if whole else each.bodies[:_MOST_BODIES]:
                also = [form for form in body.forms if form != body.name]
                also += [labels.collective] if body.collective else []
                cells = (
                    _number(len(body.lead), body.lead),
                    _number(len(body.members), body.members),
                    Cell(f"{body.lead_share * 100:.0f} %", body.lead_share),
                    _number(body.degree),
                    _number(body.strength),
                    Cell(labels.comma.join(also)),
                )
                rows.append(Row(f"{each.doc}/{body.name}", body.name, cells, self._plan(each.doc)))
        columns = (
            Column("lead", labels.leads, numeric=True),
            Column("members", labels.takes_part, numeric=True),
            Column("lead share", labels.lead_share, numeric=True),
            Column("degree", labels.degree, numeric=True),
            Column("strength", labels.strength, numeric=True),
            Column("forms", labels.forms),
        )
        is_cut = not whole and any(len(each.bodies) > _MOST_BODIES for each in self.networks)
        notes = (labels.fewer.format(count=_MOST_BODIES),) if is_cut else ()
        return Table("bodies", labels.bodies, labels.body, columns, tuple(rows), notes)

    def edge_rows(self) -> Table:
        """Lay out a row a pair of bodies that share clauses, plan by plan."""
        labels = self.labels
        rows = tuple(
            Row(
                f"{each.doc}/{source}/{target}",
                source,
                (Cell(target), _number(len(clauses), clauses)),
                self._plan(each.doc),
            )
            for each in self._ordered()
            for (source, target), clauses in each.edges.items()
        )
        columns = (Column("target", labels.other), Column("weight", labels.weight, numeric=True))
        return Table("edges", labels.pairs, labels.body, columns, rows)


def _number(count: int, evidence: tuple[str, ...] = ()) -> Cell:
    return Cell(str(count) if count else NOTHING, Decimal(count), evidence[:_MOST_EVIDENCE])
