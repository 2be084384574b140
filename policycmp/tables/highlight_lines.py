"""The findings that open a comparison on a screen: a line or two each, and what to type next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from policycmp.compare.highlights import Lacking, Reason, find_barriers, find_lacks, find_leads
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.tables.latin_names import with_latin_once
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.thing_cells import ThingCells
from policycmp.tables.ways import Ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.highlights import Barrier, Lack, Lead
    from policycmp.rows.things import Thing

# Of the rows of the findings the first tell of cities, the others are commands.
_TELLING = 3
# What the names of the findings take of a line, and from which width on a line holds two lacks.
_HEADS, _ROOMY = 10, 120
_LEADS, _LACKING, _OF_EACH, _NAMED = 4, 4, 3, 2
# From so many leads on, who leads most often says more than each of them.
_MANY_LEADS = 8


class HighlightLabels(Labels):
    """What the findings say; braces are filled in."""

    ahead = Bilingual("Ahead", "领先")
    lacking = Bilingual("Lacking", "缺项")
    apart = Bilingual("Apart", "不可比")
    mend = Bilingual("Mend", "可补")
    mends = Bilingual("{count} of {of}", "{count}/{of}项")
    next = Bilingual("Next", "下一步")
    lead = Bilingual(
        "{thing}: {leader} {number} ({second} {other})", "{thing}：{leader} {number}，{second} {other}"
    )
    lead_of_many = Bilingual("{thing}: {leader} {number}, of {of}", "{thing}：{leader} {number}，{of}地中")
    most_often = Bilingual("most often: {places} (of {of} things)", "领先最多：{places}（共{of}项）")
    of_leads = Bilingual("{name} {count}", "{name}{count}项")
    more_things = Bilingual("and in {count} more things", "另有{count}项")
    no_lead = Bilingual(
        "nobody: no two cities promise different numbers of one thing on one basis",
        "无：没有两地对同一事项以同一口径提出不同数值",
    )
    lacks = Bilingual("{name}: {what}", "{name}：{what}")
    what = Bilingual(
        {
            Lacking.TOPIC: "nothing on {name}",
            Lacking.NUMBER: "no number for {name}",
            Lacking.MEASURE: "no {name}",
        },
        {Lacking.TOPIC: "未涉及{name}", Lacking.NUMBER: "{name}无数值", Lacking.MEASURE: "无{name}"},
    )
    held = Bilingual(" ({holders} of {others} others)", "（其他{others}地中{holders}地有）")
    held_too = Bilingual(" ({holders} of {others})", "（{others}地中{holders}地）")
    more_cities = Bilingual("{count} more lack something", "另有{count}地有缺项")
    reasons = Bilingual(
        {
            Reason.DATE: "over how many years is unknown, for want of a date: {count}, in {plans}",
            Reason.CONTEXT: "amounts where others give shares: {things} ({plans})",
            Reason.DEADLINE: "additions without a year: {count}, in {plans}",
            Reason.WINDOW: "growth over other years: {things}",
            Reason.UNIT: "in other units: {things}",
            Reason.BASIS: "a total here, so many a year there: {things}",
        },
        {
            Reason.DATE: "无发文年份，年限不明：{plans}（{count}项）",
            Reason.CONTEXT: "他地为占比，此处为金额：{things}（{plans}）",
            Reason.DEADLINE: "新增而无期限：{plans}（{count}项）",
            Reason.WINDOW: "增长年限不同：{things}",
            Reason.UNIT: "单位不同：{things}",
            Reason.BASIS: "一为总数，一为年增量：{things}",
        },
    )
    nothing_apart = Bilingual("nothing that plans of one level count alike", "无")
    and_more = Bilingual("{names} and {count} more", "{names}等{all}项")
    comma = Bilingual(", ", "、")
    semicolon = Bilingual("; ", "；")
    step = Bilingual("{command}  # {what}", "{command}  # {what}")
    every_row = Bilingual("every table, {count} more", "全部表格，另有{count}项")
    every_table = Bilingual("every table", "全部表格")
    one_city = Bilingual("one city's place", "某地位次")
    sentences = Bilingual("the sentences of row {number}", "第{number}行的原句")
    side_by_side = Bilingual("side by side", "并列")


@dataclass(frozen=True)
class HighlightWriter:
    """Writes the findings of one comparison in one language; `things` are those of the comparison."""

    comparison: Comparison
    things: Sequence[Thing]
    lang: str = "en"
    ways: Ways = field(default_factory=Ways)
    is_spread: bool = False
    is_whole: bool = False
    width: int = 80

    @cached_property
    def _labels(self) -> HighlightLabels:
        return HighlightLabels(self.lang)

    @cached_property
    def _writer(self) -> TableWriter:
        return TableWriter(self.comparison, self.lang)

    @cached_property
    def leading(self) -> tuple[Lead, ...]:
        """Who leads in what."""
        return find_leads(self.comparison, self.things)

    def table(self, title: str) -> Table:
        """Lay the findings out, a kind a row: who is ahead, what is lacking, what stands apart, what comes next."""
        labels, barriers = self._labels, find_barriers(self.comparison, self.things)
        found = [
            ("ahead", labels.ahead, self.leads()),
            ("lacking", labels.lacking, self.lacks()),
            ("apart", labels.apart, self.barriers(barriers)),
            *self._mend(barriers),
            ("next", labels.next, self.next_steps()),
        ]
        texts = ["\n".join(lines) for _, _, lines in found]
        if self.is_spread and self.lang == "en":
            texts[:_TELLING] = with_latin_once(texts[:_TELLING], self.names, self.comparison.corpus)
        rows = tuple(
            Row(key, label, (Cell(text),)) for (key, label, _), text in zip(found, texts, strict=True) if text
        )
        return Table("findings", title, "", (Column("finding", ""),), rows)

    def leads(self) -> list[str]:
        """Say who leads, thing by thing; of many things first who leads most often."""
        peers = self.comparison.peers
        leads = self.leading
        if sum(map(peers.is_peer, peers.docs)) < _NAMED:
            return []
        if not leads:
            return [self._labels.no_lead]
        lines = [self._most_often(leads)] if len(leads) > _MANY_LEADS else []
        shown = leads[: _LEADS - len(lines)]
        lines += [self._lead(lead) for lead in shown]
        rest = len(leads) - len(shown)
        return [*lines, self._labels.more_things.format(count=rest)] if rest else lines

    def _most_often(self, leads: Sequence[Lead]) -> str:
        counts = Counter(doc for lead in leads for doc in lead.docs)
        most = sorted(counts, key=lambda doc: (-counts[doc], doc))[:_OF_EACH]
        places = [self._labels.of_leads.format(name=self.names[doc], count=counts[doc]) for doc in most]
        return self._labels.most_often.format(places=self._labels.comma.join(places), of=len(leads))

    def _lead(self, lead: Lead) -> str:
        cells, first = ThingCells(self.lang), lead.docs[0]
        leader = self._labels.comma.join(self.names[doc] for doc in lead.docs[:_NAMED])
        number = cells.write(lead.thing.sayings[first])
        thing = self.thing_label(lead.thing)
        if self.is_spread or lead.second is None:
            return self._labels.lead_of_many.format(thing=thing, leader=leader, number=number, of=lead.of)
        other = cells.write(lead.thing.sayings[lead.second], with_marks=False)
        second = self.names[lead.second]
        return self._labels.lead.format(thing=thing, leader=leader, number=number, second=second, other=other)

    def lacks(self) -> list[str]:
        """Say what cities lack that most of their peers have, those first whose lacks are shared by fewest."""
        lacks = find_lacks(self.comparison, self.things)
        order = sorted(lacks, key=lambda doc: (-lacks[doc][0].holders, -len(lacks[doc]), doc))
        lines = [
            self._labels.lacks.format(name=self.names[doc], what=self._lacked(lacks[doc]))
            for doc in order[: _OF_EACH if self.is_spread else _LACKING]
        ]
        rest = len(order) - len(lines)
        return [*lines, self._labels.more_cities.format(count=rest)] if rest else lines

    def _lacked(self, lacks: Sequence[Lack]) -> str:
        texts = []
        for place, lack in enumerate(lacks[: _NAMED if self.width >= _ROOMY else 1]):
            held = self._labels.held_too if place else self._labels.held
            what = self._labels.what[lack.kind].format(name=self._name(lack))
            texts.append(what + held.format(holders=lack.holders, others=lack.others))
        return self._labels.semicolon.join(texts)

    def _name(self, lack: Lack) -> str:
        if lack.kind is Lacking.TOPIC:
            return self._writer.topic_label(lack.key)
        if lack.kind is Lacking.NUMBER:
            return next(self.thing_label(thing) for thing in self.things if thing.key == lack.key)
        label = next(row.measure.label for row in self.comparison.measures if row.measure.id == lack.key)
        return label.zh if self.lang == "zh" else label.en

    def barriers(self, barriers: Sequence[Barrier]) -> list[str]:
        """Say what keeps numbers apart, a reason a line."""
        if not barriers:
            return [self._labels.nothing_apart] if len(self.comparison.peers.docs) > 1 else []
        return [
            self._labels.reasons[barrier.reason].format(
                count=len(barrier.barred),
                things=self._listed(map(self.thing_label, barrier.things)),
                plans=self._listed(self.names[doc] for doc in barrier.docs),
            )
            for barrier in barriers[:_OF_EACH]
        ]

    def _mend(self, barriers: Sequence[Barrier]) -> Iterator[tuple[str, str, list[str]]]:
        """Give the one command that makes most numbers comparable."""
        mendable = [barrier for barrier in barriers if barrier.reason in {Reason.DATE, Reason.CONTEXT}]
        if not mendable:
            return
        best = max(mendable, key=lambda barrier: len(barrier.barred))
        every = sum(len(barrier.barred) for barrier in barriers)
        what = self._labels.mends.format(count=len(best.barred), of=every)
        yield "mend", self._labels.mend, [self._step(self._mending(best), what)]

    def _mending(self, barrier: Barrier) -> str:
        dates = () if barrier.reason is Reason.CONTEXT else ("--dates",)
        file = "meta.csv" if dates else "context.csv"
        return self.ways.to("context template", *dates, "-o", file, with_references=False)

    def next_steps(self) -> list[str]:
        """Give the commands for the next questions, each with what it answers."""
        labels, peers = self._labels, self.comparison.peers
        single = sum(not thing.is_shared for thing in self.things)
        city = next((doc for doc in peers.docs if peers.is_peer(doc)), peers.docs[0])
        steps = [(self.ways.to("standing", "--city", self.typed(city)), labels.one_city)]
        if not self.is_whole:
            more = labels.every_row.format(count=single) if single else labels.every_table
            steps.insert(0, (self.ways.to("compare", "--all"), more))
        if self.is_spread:
            some = ",".join(map(self.typed, peers.docs[:_OF_EACH]))
            steps.append((self.ways.to("compare", "--cities", some), labels.side_by_side))
        elif self.things:
            number = self.comparison.numbers.get(self.things[0].key, 1)
            step = self.ways.to("show", str(number), with_references=False)
            steps.append((step, labels.sentences.format(number=number)))
        return [self._step(command, what) for command, what in steps]

    def _step(self, command: str, what: str) -> str:
        """Write a command with what it answers, where a line has room for both."""
        step = self._labels.step.format(command=command, what=what)
        return step if len(step) + sum(map(_is_wide, step)) <= self.width - _HEADS else command

    def thing_label(self, thing: Thing) -> str:
        """Name a thing, on no basis."""
        if thing.indicator is None:
            return thing.main.label
        return thing.indicator.label.zh if self.lang == "zh" else thing.indicator.label.en

    @cached_property
    def names(self) -> dict[str, str]:
        """The plans' short names: the region where no other plan is of it, else the column's label."""
        regions = self._regions
        counts, labels = Counter(regions.values()), self.comparison.corpus.labels
        return {
            doc: region if region and counts[region] == 1 else labels.get(doc, doc)
            for doc, region in regions.items()
        }

    def typed(self, doc: str) -> str:
        """What a user types for a plan: its region where no other plan is of it, else its id."""
        name = self.names[doc]
        return name if name in self._regions.values() else doc

    @cached_property
    def _regions(self) -> dict[str, str | None]:
        """The short names of the plans' regions."""
        heads = self.comparison.corpus.heads
        return {head.doc: head.metadata.region.short_name for head in heads}

    def _listed(self, names: Iterable[str]) -> str:
        """Name some, and count the rest."""
        every = list(names)
        shown = self._labels.comma.join(every[:_OF_EACH])
        rest = len(every) - _OF_EACH
        return self._labels.and_more.format(names=shown, count=rest, all=len(every)) if rest > 0 else shown


def _is_wide(character: str) -> bool:
    """Tell whether a character fills two cells of a line."""
    return east_asian_width(character) in "WF"
