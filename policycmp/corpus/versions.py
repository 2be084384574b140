"""Which plans of a run are one plan twice: the same text again, or an older version of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from policycmp.corpus.fingerprints import (
    bound_run,
    find_common_run,
    fingerprint_of,
    sentences_of,
    share_passage,
    split_number,
)
from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policycmp.models import Analysis, Document, Fingerprint, Metadata

# How much of the cleaner and of the longer text the common run must be: what is left is chrome, not a chapter.
_OF_SHORTER = 0.85
_OF_LONGER = 0.75
_OF_VERSION = 0.5
# How many newer plans of a group an older one is compared with: a group may hold thousands.
_TRIES = 16
_EDITION = re.compile(r"\((?:[^()]*(?:稿|草案|试行|暂行|修订|修正|修改|版|废止|失效)[^()]*)\)")
_FRAME = re.compile(r"^.{0,30}?关于|^(?:印发|发布|公布|下发)|的?(?:通知|公告)$|[《》“”\"\s,、:-]")
_SHORTEST_TITLE = 4
_TEXTS = 64


@dataclass(frozen=True, slots=True)
class _Plan:
    """An analysis with its fingerprint; `age` orders versions, `title` is bare of what tells them apart."""

    analysis: Analysis
    fingerprint: Fingerprint
    age: tuple[tuple[bool, str], str]
    title: str | None

    @classmethod
    def of(cls, analysis: Analysis) -> _Plan:
        fingerprint = analysis.fingerprint or fingerprint_of(analysis.document)
        age = (_age(analysis.metadata), analysis.doc)
        return cls(analysis, fingerprint, age, _plain_title(analysis.metadata))

    @property
    def doc(self) -> str:
        return self.analysis.doc

    @property
    def metadata(self) -> Metadata:
        return self.analysis.metadata


def find_copies(
    analyses: Iterable[Analysis], load_document: Callable[[str], Document] | None = None
) -> dict[str, str]:
    """Find texts that are there already, also with other chrome round them.

    Args:
        analyses: the plans of a run; their texts are looked at only where two plans share a long sentence.
        load_document: gives the text of a plan by its id, where the analyses have none.

    Returns:
        The id of each copy with the id of the plan that it copies, the first in the order of ids.
    """
    plans = {plan.doc: plan for plan in _plans(analyses)}
    load = load_document or (lambda doc: plans[doc].analysis.document)
    # A plan may be held against many, which lie close together.
    sentences = lru_cache(maxsize=_TEXTS)(lambda doc: sentences_of(load(doc)))
    kept: dict[int, list[_Plan]] = {}
    copies: dict[str, str] = {}
    for plan in plans.values():
        near = {other.doc: other for key in plan.fingerprint.keys for other in kept.get(key, ())}
        first = next((doc for doc in sorted(near) if _same(near[doc], plan, sentences)), None)
        if first is not None:
            copies[plan.doc] = first
            continue
        for key in plan.fingerprint.keys:
            kept.setdefault(key, []).append(plan)
    return copies


def find_versions(analyses: Iterable[Analysis]) -> list[Issue]:
    """Find plans of one region that are versions of one plan: nearly the same title, or most of the text.

    Args:
        analyses: the plans of a run, without copies.

    Returns:
        A note on each older one that names the newest that it is a version of; where it does not show which is
        older, on the first.
    """
    newest: dict[str, tuple[_Plan, _Plan]] = {}
    for group in _groups(_plans(analyses)):
        for older, newer in _version_pairs(group):
            known = newest.get(older.doc)
            if known is None or newer.age > known[1].age:
                newest[older.doc] = older, newer
    return [_note(*pair) for pair in sorted(newest.values(), key=_docs)]


def _plans(analyses: Iterable[Analysis]) -> list[_Plan]:
    return sorted(map(_Plan.of, analyses), key=lambda plan: plan.doc)


def _docs(pair: tuple[_Plan, _Plan]) -> list[str]:
    return sorted(plan.doc for plan in pair)


def _same(first: _Plan, second: _Plan, sentences: Callable[[str], list[str]]) -> bool:
    """Tell whether two texts are one but for what stands round it, and nothing else says that they differ."""
    if first.fingerprint.sentences == second.fingerprint.sentences:
        return True
    shorter, longer = sorted(plan.fingerprint.length for plan in (first, second))
    needed = max(_OF_SHORTER * shorter, _OF_LONGER * longer)
    if shorter < needed or _differ(first.metadata, second.metadata):
        return False
    if bound_run(first.fingerprint, second.fingerprint) < needed:
        return False
    run, left, right = find_common_run(sentences(first.doc), sentences(second.doc))
    within = share_passage(*left) or share_passage(*right) or split_number(*right)
    return run >= needed and not within


def _differ(first: Metadata, second: Metadata) -> bool:
    """Tell whether the plans themselves say that they are two: a draft, another number, date or region."""
    stated = (
        (first.doc_number, second.doc_number),
        (first.issued, second.issued),
        (first.period, second.period),
        (_stated_region(first), _stated_region(second)),
    )
    return first.draft != second.draft or any(one and other and one != other for one, other in stated)


def _stated_region(metadata: Metadata) -> str | None:
    """Give the region that a text itself names; one city may take over another's plan word for word."""
    return None if metadata.region.source == "file name" else metadata.region.code


def _groups(plans: Iterable[_Plan]) -> Iterator[list[_Plan]]:
    """Gather what may be versions of each other: plans of one region with one title, or with a long sentence.

    Plans that share many sentences are one group, not one for each.
    """
    groups: dict[tuple[str, object], list[_Plan]] = {}
    for plan in plans:
        region = plan.metadata.region
        if region.name is None:
            continue
        for key in (*plan.fingerprint.keys, *([plan.title] if plan.title else [])):
            groups.setdefault((region.code or region.name, key), []).append(plan)
    distinct = {tuple([plan.doc for plan in group]): group for group in groups.values() if len(group) > 1}
    yield from distinct.values()


def _plain_title(metadata: Metadata) -> str | None:
    """The title without the region, the frame of a notice, and what tells the edition."""
    title = _EDITION.sub("", fold(metadata.title or ""))
    for name in (metadata.region.name, metadata.region.short_name):
        title = title.replace(name, "") if name else title
    plain = _FRAME.sub("", _FRAME.sub("", title))
    return plain if len(plain) >= _SHORTEST_TITLE else None


def _version_pairs(group: list[_Plan]) -> Iterator[tuple[_Plan, _Plan]]:
    """Pair each plan of a group with the newest that it is a version of."""
    newest_first = sorted(group, key=lambda plan: plan.age, reverse=True)
    by_period: dict[str | None, list[_Plan]] = {}
    for plan in newest_first:
        by_period.setdefault(plan.metadata.period, []).append(plan)
    for older in newest_first:
        newer = islice(_newer(older, newest_first, by_period), _TRIES)
        match = next((plan for plan in newer if _are_versions(older, plan)), None)
        if match is not None:
            yield older, match


def _newer(
    older: _Plan, newest_first: list[_Plan], by_period: dict[str | None, list[_Plan]]
) -> Iterator[_Plan]:
    """Give the newer plans that are not for another period, the newest first."""
    period = older.metadata.period
    plans: Iterable[_Plan] = newest_first
    if period:
        own = (by_period[period], by_period.get(None, []))
        plans = merge(*own, key=lambda plan: plan.age, reverse=True)
    return takewhile(lambda plan: plan.age > older.age, plans)


def _are_versions(first: _Plan, second: _Plan) -> bool:
    if first.title is not None and first.title == second.title:
        return True
    lengths = [
        dict(zip(plan.fingerprint.sentences, plan.fingerprint.lengths, strict=True))
        for plan in (first, second)
    ]
    shared = sum(lengths[0][sentence] for sentence in lengths[0].keys() & lengths[1].keys())
    return shared >= _OF_VERSION * min(sum(plan_lengths.values()) for plan_lengths in lengths)


def _note(older: _Plan, newer: _Plan) -> Issue:
    ages = [_age(plan.metadata) for plan in (older, newer)]
    known = ages[0] != ages[1] and all(date or not issued for issued, date in ages)
    word = "an older version" if known else "another version"
    path = older.analysis.document.path
    message = f"{path}: looks like {word}{_marks(older.metadata)} of `{newer.doc}`"
    message += f" ({newer.analysis.document.path}{_marks(newer.metadata)}); both stay"
    return Issue(Severity.NOTE, "read", message, older.doc)


def _age(metadata: Metadata) -> tuple[bool, str]:
    """Order versions: drafts before what was issued, then by date."""
    return not metadata.draft, metadata.issued or metadata.published or ""


def _marks(metadata: Metadata) -> str:
    marks = ("draft" if metadata.draft else None, metadata.doc_number, metadata.issued or metadata.published)
    return "".join(f", {mark}" for mark in marks if mark)
