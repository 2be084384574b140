"""Compose the judgements on one number into a commitment, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import (
    Clause,
    Comparator,
    Document,
    Issue,
    Metadata,
    Rejection,
    Span,
    Target,
    TargetType,
)
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.bases import judge_basis
from policycmp.targets.binding import FOR_EACH, whom_binds
from policycmp.targets.candidates import (
    Candidate,
    ClauseText,
    is_within_words,
    place_candidate,
    read_clause,
    words_round,
)
from policycmp.targets.clause_setting import ClauseSetting, TopicsOf
from policycmp.targets.dating import TimePhrase, plausible_year
from policycmp.targets.deadlines import find_deadline
from policycmp.targets.document_dates import DocumentDates
from policycmp.targets.duties import act_within
from policycmp.targets.facts import is_first_condition, is_of_one, is_there_already, was_paid_out
from policycmp.targets.goal_statements import is_goal
from policycmp.targets.gone import is_bygone, is_gone
from policycmp.targets.grants.budgets import shares_treasury
from policycmp.targets.grants.cost_shares import caps_share_of_cost, is_share_of_cost
from policycmp.targets.grants.grant_rows import is_condition_of_row
from policycmp.targets.grants.granted import GrantRole, grant_role
from policycmp.targets.grants.price_lists import is_listed_price, is_plain_grant, is_plain_grant_of_each
from policycmp.targets.grants.prices import is_borne_for_them
from policycmp.targets.grants.receivers import is_paid_upon, is_step
from policycmp.targets.grants.rooms import is_bounded_home
from policycmp.targets.grants.variants import grants_variant
from policycmp.targets.judge import continues_list, refuse, refuse_outright
from policycmp.targets.kinds import is_demanded, is_kept_low, judge_type
from policycmp.targets.merging import with_tables
from policycmp.targets.modality import Wording, is_yearly, judge_comparator, judge_strength
from policycmp.targets.mood import Spoken, find_signs, genre_of, latest_year
from policycmp.targets.mood_judge import NONE, Decision, MoodJudge, shipped_judge
from policycmp.targets.passages import refuse_passage
from policycmp.targets.setting import read_settings
from policycmp.targets.sure_promises import (
    WILL_BE,
    goes_on_promising,
    is_announced,
    is_of_goals,
    is_reached_by_year,
    is_sure,
)
from policycmp.targets.surroundings import attached_clauses
from policycmp.targets.tense import Timeline, find_timeline, reviews_past
from policycmp.targets.told_twice import told_again
from policycmp.targets.works import name_of_work
from policycmp.targets.year_tables.years import Plan, first_year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policycmp.config import Config
    from policycmp.models import NameOf

_NOWHERE = Span(0, 0)
# Numbers that are part of a noun phrase: the words of the next number begin before them.
_TRANSPARENT = frozenset({"threshold", "name", "base value"})

# What the rules turn down for sure: names, what is due where a rule is broken, what a change starts from.
_BASE, _OWN_COUNT = "base value", "counts the plan itself"
_SETTLED = frozenset({"name", "penalty", "settlement", _BASE})
_TITLE = 80
# Why a number is none that the rules took for a promise.
_NOT_PROMISED = "not promised"
_TOLD_OF_WHOLE = frozenset({"fact", _NOT_PROMISED})
_DOUBTED = 0.62  # how likely the next of what is promised may be none, and is promised too
TO_COME = "said of what is to come"
_PART_OF_IT = re.compile(r"\s?其中(?!累计|:)")


class Extractor:
    """Finds the commitments of plans after one config; build it once and use it for all.

    `name` tells from the words round a number what it counts; `hear` is told the signs of each number whose mood is
    judged, and what the judge decides.
    """

    def __init__(
        self,
        config: Config,
        name: NameOf,
        judge: MoodJudge | None = None,
        hear: Callable[[Span, Sequence[str], Decision], None] | None = None,
    ) -> None:
        self._name = name
        self._judge = shipped_judge() if judge is None else judge
        self._hear = hear
        self._units = tuple(dict.fromkeys(word for family in config.units for word in family.words))
        self._wording = Wording.of(config.strengths)

    def extract(
        self,
        clauses: Sequence[Clause],
        document: Document,
        metadata: Metadata,
        topics: TopicsOf,
        timeline: Timeline | None = None,
    ) -> tuple[tuple[Target, ...], tuple[Rejection, ...], tuple[Issue, ...]]:
        """Extract the quantified commitments of a plan.

        Args:
            clauses: the plan's clauses; each number is looked for in the text that is a clause's own.
            document: the plan's text.
            metadata: gives the year from which 三年内 counts.
            topics: tells the topics of a phrase in its context.
            timeline: where a work report turns to the coming year, where the caller knows it already.

        Returns:
            The commitments and the numbers turned down, both in order of place, spans into `document.text`; and
            what a user should know (tables that cannot be read).
        """
        targets: list[Target] = []
        rejections: list[Rejection] = []
        timeline = timeline or find_timeline(clauses, document, metadata)
        folded = fold(document.text)
        read = (*clauses, *attached_clauses(document, clauses))
        dates = DocumentDates.of(document, metadata, timeline)
        settings = read_settings(read, document, metadata, dates)
        genre = genre_of(fold(metadata.title or "") or _headline(folded), folded)
        latest = latest_year(folded)
        year = first_year(metadata, timeline.year)
        plan = Plan(document, folded, clauses, year, timeline.is_past, topics, self._units)
        for clause, setting in zip(read, settings, strict=True):
            text = read_clause(clause.span.of(folded), self._units)
            if text.mentions:
                spoken = Spoken(text, genre, dates.issued, latest)
                place = ClauseSetting(clause, text, dates, timeline.is_report, topics, setting, spoken)
                found, refused = self._judge_numbers(place, timeline)
                targets += found
                rejections += [plan.turned_down(span, why, clause.id, sure) for span, why, sure in refused]
        for again in told_again(targets, clauses, folded):
            targets.remove(again)
            rejections.append(plan.turned_down(again.span, "heading", again.clause))
        targets, rejections, issues = with_tables(plan, targets, rejections)
        return tuple(targets), tuple(rejections), tuple(issues)

    def _judge_numbers(
        self, place: ClauseSetting, timeline: Timeline
    ) -> tuple[list[Target], list[tuple[Span, str, float | None]]]:
        """Judge the numbers of a clause in order: what one is tells where the words of the next begin."""
        clause, text = place.clause, place.text
        review = not timeline.is_report and reviews_past((*clause.path, clause.heading))
        setting = place.setting
        grants = setting.grants or setting.lists_grants or lexicon.GRANT_VERB.search(text.flat) is not None
        grants = grants or (not timeline.is_report and lexicon.ALLOWANCE.search(text.flat) is not None)
        targets: list[Target] = []
        refused: list[tuple[Span, str, float | None]] = []
        made: dict[Span, Target] = {}
        anchor, previous, last_reason, before = 0, None, None, _Before()
        for index, mention in enumerate(text.mentions):
            start = mention.span.start
            past = review or timeline.is_past(clause.span.start + start)
            reason, type_, sure = refuse_outright(mention, text, past=past, grants=grants), None, None
            if reason is None:
                candidate = place_candidate(text, index, anchor, previous)
                role = (
                    grant_role(candidate, text, setting)
                    if grants or setting.gives or candidate.quantity.unit in ("%", "倍")
                    else None
                )
                number = _Number(candidate, text, role)
                reason = _refusal(number, place, past=past, last_reason=last_reason)
                if not _is_settled(reason, candidate, text):
                    verdict = reason or judge_type(candidate, text, role, number.bound, setting)
                    listed = made[candidate.previous.span].type if candidate.previous else None
                    reason, type_, sure = self._mood(number, place, verdict, (before, listed))
                elif reason == _BASE:
                    before.tell(candidate, reason)
            last_reason = reason
            if reason not in _TRANSPARENT and not is_within_words(mention, text):
                anchor = mention.span.end
            if type_ is None:
                refused.append((mention.span.shift(clause.span.start), reason or _NOT_PROMISED, sure))
                continue
            earlier = made.get(candidate.previous.span) if candidate.previous else None
            made[candidate.span] = self._target(number, place, (type_, sure), earlier)
            targets.append(made[candidate.span])
            previous = candidate
        return targets, refused

    def _mood(
        self,
        number: _Number,
        place: ClauseSetting,
        verdict: str | TargetType,
        context: tuple[_Before, TargetType | None],
    ) -> tuple[str | None, TargetType | None, float | None]:
        """Judge by all its signs, the verdict of the rules among them, what a number is, or why it is none."""
        (candidate, role), (before, listed) = (number.candidate, number.role), context
        type_ = verdict if isinstance(verdict, TargetType) else None
        signs = find_signs(
            candidate,
            place.spoken,
            place.setting,
            verdict=f"ok {type_}" if type_ else verdict,
            role=role or "none",
            before=before.mood(candidate),
        )
        decision = self._judge.decide(signs, type_ or NONE)
        mood, sure = decision
        if self._hear:
            self._hear(candidate.span.shift(place.clause.span.start), signs, decision)
        before.tell(candidate, type_ or verdict)
        if type_ and mood != type_:
            announces = place.is_report and is_announced(candidate, place.text.flat, type_)
            sure_of = is_sure(candidate, place.text.flat, type_, listed, is_law=place.setting.is_law)
            if mood == NONE and type_ is TargetType.TARGET:
                if sure is not None and (sure < _DOUBTED or is_reached_by_year(candidate, place.text.flat)):
                    sure_of = sure_of or goes_on_promising(candidate, place.text.flat, listed)
                sure_of = sure_of or is_of_goals(candidate, place.text.flat, place.setting)
            if type_ is TargetType.INCENTIVE and role is GrantRole.GRANT:
                plain = is_plain_grant if mood == NONE else is_plain_grant_of_each
                sure_of = sure_of or plain(candidate, place.text)
                sure_of = sure_of or is_bounded_home(candidate, place.text)
                sure_of = sure_of or is_listed_price(candidate, place.text, place.setting)
                sure_of = sure_of or is_share_of_cost(candidate, place.text, place.setting)
                sure_of = sure_of or caps_share_of_cost(candidate, place.text)
                sure_of = sure_of or is_borne_for_them(candidate, place.text)
                sure_of = sure_of or grants_variant(candidate, place.text)
            if type_ is TargetType.RULE:
                sure_of = sure_of or shares_treasury(candidate, place.text)
                sure_of = sure_of or is_demanded(candidate, number.bound, place.setting)
            if type_ is TargetType.TARGET and mood == TargetType.RULE.value:
                sure_of = sure_of or is_kept_low(candidate, number.bound)
            if announces or sure_of:
                return None, type_, None
        # 每家服务企业20家以上: a floor for each of a kind is a rule, among goals too.
        bound = mood == TargetType.RULE and FOR_EACH.search(candidate.before)
        other = type_ is TargetType.TARGET and mood != type_ and not bound
        if other and is_goal(candidate, place, listed):
            return None, type_, None
        if mood == NONE:
            return _NOT_PROMISED if type_ else verdict, None, sure
        if verdict == "fact" and is_bygone(candidate, place):
            return "fact", None, None
        return None, TargetType(mood), sure

    def _target(
        self,
        number: _Number,
        place: ClauseSetting,
        decision: tuple[TargetType, float | None],
        previous: Target | None,
    ) -> Target:
        candidate, role, (type_, sure) = number.candidate, number.role, decision
        clause, text, quantity = place.clause, place.text, candidate.quantity
        comparator = number.bound_as(type_)
        strength, word = judge_strength(candidate, text, comparator, type_, self._wording)
        per_year = is_yearly(candidate, text, type_, comparator)
        # 每年吸引人才2万人,其中硕士500人
        per_year = per_year or bool(previous and previous.per_year and _PART_OF_IT.match(candidate.before))
        told = previous.indicator if previous else None
        words = words_round(candidate, text, clause.heading, told)
        # What a grant is for is told by its whole sentence, which is read later.
        name = (
            "" if type_ is TargetType.INCENTIVE else name_of_work(candidate, text.flat) or self._name(words)
        )
        act = act_within(candidate, text) if type_ is TargetType.RULE else None
        quote = _quote(clause, candidate.whole_sentence)
        deadline = find_deadline(candidate, place, type_, previous, per_year=per_year)
        inherited = previous.basis if previous else None
        return Target(
            id="",
            doc=clause.doc,
            clause=clause.id,
            span=candidate.span.shift(clause.span.start),
            text=_quote(clause, candidate.span),
            quote=quote,
            type=type_,
            indicator=act or name,
            scope=whom_binds(candidate, place, (type_, comparator), previous),
            comparator=comparator,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            basis=judge_basis(candidate, inherited) if type_ is TargetType.TARGET else None,
            per_year=per_year,
            deadline=plausible_year(deadline.year if deadline else None),
            strength=strength,
            topics=_topics(place, type_, _purpose(candidate) or name, candidate.whole_sentence),
            reasons=_reasons(candidate, role, word, deadline, place, settled=sure is None),
            confidence=sure,
        )


@dataclass
class _Number:
    """A number in its place, what it does in a subsidy sentence, and its bound, which is judged where it is asked."""

    candidate: Candidate
    text: ClauseText
    role: GrantRole | None

    @cached_property
    def bound(self) -> Comparator:
        """How it is bounded as a target or a rule."""
        return judge_comparator(self.candidate, TargetType.TARGET, self.text)

    def bound_as(self, type_: TargetType) -> Comparator:
        """Give its bound as a type; only a grant reads its cap otherwise."""
        if type_ is TargetType.INCENTIVE:
            return judge_comparator(self.candidate, type_, self.text)
        return self.bound


@dataclass
class _Before:
    """What the number before in the same sentence was judged to be."""

    sentence: Span = _NOWHERE
    told: str = "-"

    def mood(self, candidate: Candidate) -> str:
        return self.told if candidate.sentence == self.sentence else "-"

    def tell(self, candidate: Candidate, mood: str) -> None:
        self.sentence, self.told = candidate.sentence, mood


def _headline(folded: str) -> str:
    return folded.strip().partition("\n")[0][:_TITLE]


def _topics(place: ClauseSetting, type_: TargetType, name: str, sentence: Span) -> tuple[str, ...]:
    """Take the topics of the number's own words, or what the clause is mainly about where they tell nothing.

    A target of what no topic covers has none; a grant may be measured by it (投资额) and be for something else. The
    targets of a work report are left without: its clauses go far beyond any one taxonomy.
    """
    found = place.topics(name, place.clause.text, sentence) if name else ()
    if found or (found is None and type_ is TargetType.TARGET):
        return found or ()
    primary = place.clause.primary
    if primary is None or (place.is_report and type_ is TargetType.TARGET):
        return ()
    return (primary,)


# 安排百分之三十用于农业科技成果转化: what is set aside is about what it is for.
_USED_FOR = re.compile(r"用于(?P<purpose>[^,;。\d]{4,30})")


def _purpose(candidate: Candidate) -> str | None:
    used = _USED_FOR.match(candidate.after)
    return used["purpose"] if used else None


def _refusal(
    number: _Number,
    place: ClauseSetting,
    *,
    past: bool,
    last_reason: str | None,
) -> str | None:
    """Refuse a trigger of a grant; a grant itself is not asked whether it is a threshold."""
    candidate, role = number.candidate, number.role
    granted = role is GrantRole.GRANT
    if role is GrantRole.TRIGGER:
        return "fact" if is_there_already(candidate) else GrantRole.TRIGGER.value
    if is_gone(candidate, place.text):
        return "fact"
    if "|" in candidate.sentence.of(place.text.flat) and is_condition_of_row(
        candidate, place.text, place.setting
    ):
        return "condition"
    if passage := refuse_passage(candidate, place.text, place.setting, granted=granted):
        return passage
    reason = refuse(candidate, place.text, past=past)
    paid_out = reason == "fact" and (was_paid_out(candidate) or is_of_one(candidate))
    if reason == "fact" and granted and not past and not paid_out:
        return None
    if reason in ("threshold", "existing thing", "term") and role is GrantRole.GRANT:
        return None
    if reason is None and last_reason == "existing thing" and continues_list(candidate):
        return last_reason
    # 2022年,全市接诊460万人次,其中县级医院占38%: a part of what was
    if reason is None and last_reason in _TOLD_OF_WHOLE and _is_exact_part(candidate, place.text):
        return "fact"
    if reason is None and not granted and is_bygone(candidate, place):
        return "fact"
    return reason


def _is_exact_part(candidate: Candidate, text: ClauseText) -> bool:
    is_part = _PART_OF_IT.match(candidate.before) and text.flat[max(0, candidate.segment.start - 2)] != ")"
    return bool(is_part) and candidate.quantity.comparator is Comparator.EQ


def _is_settled(reason: str | None, candidate: Candidate, text: ClauseText) -> bool:
    if reason == "fact" and is_gone(candidate, text):
        return True
    if reason == GrantRole.TRIGGER and (is_first_condition(candidate) or is_paid_upon(candidate)):
        return True
    if reason == _OWN_COUNT and candidate.quantity.unit == "元":
        return True
    return reason in _SETTLED or (reason == GrantRole.TRIGGER and is_step(candidate))


def _reasons(
    candidate: Candidate,
    role: GrantRole | None,
    word: str | None,
    deadline: TimePhrase | None,
    place: ClauseSetting,
    *,
    settled: bool,
) -> tuple[str, ...]:
    """Gather the words and rules that made the number a commitment."""
    reasons = [f"{role}" if role else "promised", candidate.left.strip(" 、,")[-20:]]
    if deadline:
        reasons.append(deadline.span.of(place.text.text) or f"{deadline.year}")
    if word:
        reasons.append(word)
    if settled and WILL_BE.match(candidate.after):
        reasons.append(TO_COME)
    return tuple(reason for reason in reasons if reason)


def _quote(clause: Clause, span: Span) -> str:
    return span.of(clause.text)
