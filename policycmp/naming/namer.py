"""Compose what each commitment counts, from its own words and what stands around them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Counted, Level, TargetType
from policycmp.naming.clause_passages import Passage
from policycmp.naming.fragments import one_line
from policycmp.naming.glossary import Glossary
from policycmp.naming.grants.defined_levels import find_defined_levels
from policycmp.naming.grants.grant_words import name_grant
from policycmp.naming.grants.granted_things import read_grant
from policycmp.naming.grants.limited_counts import name_limit
from policycmp.naming.grants.variants_of_grants import name_variant, read_variant
from policycmp.naming.own_words import Thing
from policycmp.naming.plain_text import plain
from policycmp.naming.promises.promise_words import name_promise
from policycmp.naming.promises.promised_things import grade_before, read_phrase, read_promise
from policycmp.naming.promises.qualified_staff import read_qualified
from policycmp.naming.promises.rule_names import name_rule
from policycmp.naming.properties import property_of
from policycmp.naming.readings import Context, Reading
from policycmp.naming.section_owners import find_condition, under_owners
from policycmp.naming.untold_grades import mark_untold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.config import Config, CountedObject
    from policycmp.models import Clause, Metadata, Span, Target
    from policycmp.naming.grades import Grade

_TABLE = "cell of a table"
_LONGEST_NUMBER = 8
_FIRST_IDEOGRAPH = "\u4e00"
_LEVEL_WORDS = {"national": "国家级", "provincial": "省级", "municipal": "市级"}
_LEVEL = re.compile(r"^[省市](?=.{2})")
_MARK = re.compile(r"^[^\w\s“\"]\s*")
# ●租房补贴（连续发放3年）, with its steps in lines below.
_TITLE_ALONE = re.compile(r"[^\w\s“\"]\s*(?P<title>[\u4e00-\u9fff]{2,12})(?:[(（][^()（）\n]{2,40}[)）])?")
_LEVEL_ALONE = re.compile(r"(?:国家|[省市县区])级")
_ECONOMY = "gdp"
_WITH_WHOLE = frozenset({"share", "rate", "ratio"})


class Namer:
    """Says what commitments count after the glossaries of one config; build it once and use it for all."""

    def __init__(self, config: Config) -> None:
        self._glossary = Glossary.of(config)

    def name(
        self, targets: Sequence[Target], clauses: Sequence[Clause], metadata: Metadata
    ) -> tuple[Target, ...]:
        """Say what each commitment of a plan counts.

        Args:
            targets: the commitments, in order of place.
            clauses: the plan's clauses.
            metadata: its title, for what nothing else names.

        Returns:
            The commitments in their order, with `counts`, and grants with their `indicator`; spans of the evidence
            are offsets into the document's text.
        """
        by_clause: defaultdict[str, list[Target]] = defaultdict(list)
        for target in targets:
            by_clause[target.clause].append(target)
        named: dict[int, Target] = {}
        by_id = {clause.id: clause for clause in clauses}
        levels = find_defined_levels(clauses, self._glossary)
        for clause in under_owners(tuple(_under_titles(clauses))):
            if clause.id in by_clause:
                above = by_id.get(clause.id.rpartition("/")[0])
                lead = _lead_of(above) if above else find_condition(clauses, next(iter(clause.path), ""))
                named |= self._name(by_clause[clause.id], clause, lead, metadata, levels)
        return tuple(named.get(id(target), target) for target in targets)

    def _name(
        self,
        targets: Sequence[Target],
        clause: Clause,
        lead: str,
        metadata: Metadata,
        levels: Mapping[str, str],
    ) -> dict[int, Target]:
        """Name the commitments of one clause, in order: one leaves out what the one before it names."""
        offset = clause.span.start
        inside = [target for target in targets if _stands_in(target, clause)]
        spans = [(target.span.start - offset, target.span.end - offset) for target in inside]
        passage = Passage.of(_heading_apart(clause), self._glossary, spans)
        context = Context(passage, self._glossary, clause, metadata.title or "", lead, levels)
        names: list[str] = []
        for place in passage.places(inside):
            target, leader = place.target, place.first
            if variant := read_variant(context, place):
                context.counted.append((place, variant[0]))
                names.append(name_variant(names[variant[1]], variant[2]))
                continue
            is_grant = target.type is TargetType.INCENTIVE
            reading = (read_grant if is_grant else read_promise)(context, place, leader)
            reading.grade = _of_province(reading.grade, metadata)
            context.counted.append((place, reading))
            limit = name_limit(context, place) or name_rule(context, place, reading)
            names.append(
                one_line(limit or (name_grant if is_grant else name_promise)(context, place, reading))
            )
        mark_untold(context)
        named, script = {}, _script_of(clause.text)
        for (place, reading), name in zip(context.counted, names, strict=True):
            counts = self._composed(place.target, reading, self._evidence(context, reading))
            named[id(place.target)] = replace(place.target, indicator=name.translate(script), counts=counts)
        above = None
        for target in targets:
            if id(target) not in named:
                counts, above = self._cell(target, above)
                named[id(target)] = replace(target, counts=counts)
        return named

    def _cell(self, target: Target, above: Thing | None) -> tuple[Counted, Thing | None]:
        """Say what the figure of a table counts, by the label of its row, and of the one above (其中…)."""
        passage = Passage.of(fold(target.indicator), self._glossary)
        reading = read_phrase(passage, self._glossary, 0, len(passage.flat), target)
        reading.grade = grade_before(passage, reading.thing) if reading.thing else None
        reading = read_qualified(passage.flat, 0, len(passage.flat), above) or reading
        return self._composed(target, reading, ()), reading.thing

    def _composed(self, target: Target, reading: Reading, evidence: tuple[tuple[str, Span], ...]) -> Counted:
        """Put the parts together; what all of a kind have as their grade tells nothing."""
        thing = self._of_grade(reading)
        entry = thing.entry if thing else None
        grade = reading.grade
        is_one = thing is None or "|" not in thing.word
        told = grade is not None and not (entry and is_one and grade.value == entry.grade)
        kind = reading.property or property_of(target, entry, is_ratio=reading.is_ratio)
        return Counted(
            object=thing.word if thing else None,
            property=kind,
            grade=grade.written if grade and told else self._class(reading, entry),
            event=reading.event if target.type is TargetType.INCENTIVE else None,
            of=(reading.of or self._whole(target, reading, entry, kind)) if kind in _WITH_WHOLE else None,
            tier=reading.tier if told or grade is None or entry is None else None,
            object_id=entry.id if thing and entry and "|" not in thing.word else None,
            evidence=evidence,
        )

    def _whole(self, target: Target, reading: Reading, entry: CountedObject | None, kind: str) -> str | None:
        """Tell what a share of a thing is a part of, where its words leave it out (森林覆盖率).

        A sum of money is a part of the whole that a plan is for only where a plan promises it (研发投入强度).
        """
        if entry is None or entry.whole is None or kind != "share" or target.type is TargetType.INCENTIVE:
            return None
        is_other = reading.is_rate or target.type is not TargetType.TARGET
        if is_other and entry.units[:1] == ("yuan",) and entry.whole == _ECONOMY:
            return None
        return self._glossary.whole_by_id[entry.whole].label.zh

    def _of_grade(self, reading: Reading) -> Thing | None:
        """Take the thing that another becomes with its level: 国家级专精特新企业 are 小巨人."""
        thing, grade = reading.thing, reading.grade
        if thing is None or thing.entry is None or grade is None or grade.value not in _LEVEL_WORDS:
            return thing
        label = plain(thing.entry.label.zh)
        kind = _LEVEL.sub("", label) if thing.entry.grade else label
        other = self._glossary.objects.get(_LEVEL_WORDS[grade.value] + kind)
        return Thing(other.label.zh, other, thing.start, thing.end) if other else thing

    def _class(self, reading: Reading, entry: CountedObject | None) -> str | None:
        """Take the class for the grade where all of a kind have its level (省专利奖金奖)."""
        has_level = entry is not None and reading.grade is not None and reading.grade.value == entry.grade
        return reading.tier if has_level else None

    def _evidence(self, context: Context, reading: Reading) -> tuple[tuple[str, Span], ...]:
        """List the span in the document that each part was read from."""
        thing, grade = reading.thing, reading.grade
        places = [("object", thing.start, thing.end)] if thing else []
        places += [("grade", grade.start, grade.end)] if grade else []
        places += reading.places
        offset, text = context.clause.span.start, context.passage.plain
        return tuple(
            (part, text.span(start, end).shift(offset)) for part, start, end in places if end > start
        )


def _under_titles(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Set clauses without a title of their own under the line that stands alone before them (◎转移机构, (1)国家级…)."""
    title = ""
    for clause in clauses:
        if clause.heading and _MARK.sub("", clause.text).strip() == clause.heading:
            title = clause.heading
            yield clause
        elif alone := _TITLE_ALONE.fullmatch(clause.text.strip()):
            title = alone["title"]
            yield clause
        elif clause.heading and not _LEVEL_ALONE.fullmatch(clause.heading):
            title = ""
            yield clause
        elif title and title not in clause.path:
            yield replace(clause, path=(*clause.path, title))
        else:
            yield clause


def _heading_apart(clause: Clause) -> str:
    """Fold the text of a clause; a blank behind its heading ends a line."""
    text = fold(clause.text)
    end = text.find(fold(clause.heading)) + len(clause.heading)
    if (
        not clause.heading
        or end - len(clause.heading) not in range(_LONGEST_NUMBER)
        or not text[end : end + 1].isspace()
    ):
        return text
    return f"{text[:end]}\n{text[end + 1 :]}"


def _script_of(text: str) -> dict[int, str]:
    """Tell how a text prints the ideographs that folding has made simplified."""
    pairs = zip(fold(text), text, strict=True)
    return {ord(plain): printed for plain, printed in pairs if plain != printed and plain >= _FIRST_IDEOGRAPH}


def _stands_in(target: Target, clause: Clause) -> bool:
    """Tell whether a commitment stands in the words of a clause, not in a table."""
    within = clause.span.start <= target.span.start < clause.span.end
    return within and target.reasons[:1] != (_TABLE,)


def _of_province(grade: Grade | None, metadata: Metadata) -> Grade | None:
    """Take the 市级 of a city that is a province for what it is."""
    region = metadata.region
    if grade is None or grade.value != "municipal" or region.level is not Level.PROVINCE:
        return grade
    return replace(grade, value="provincial") if (region.name or "").endswith("市") else grade


def _lead_of(clause: Clause) -> str:
    """Give the last line of a clause where it leads to the items under it."""
    last = clause.text.rstrip().rpartition("\n")[2]
    return last if last.endswith((":", "\uff1a")) else ""
