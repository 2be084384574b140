"""`policycmp diff`: what changed between two versions of a plan, or two saved results."""

from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.ids import asked_indicators, is_asked, topic_ids, type_names
from policycmp.cli.output import Output, Report
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import BROKEN, DONE, NOTHING_READ, tell
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policycmp.config import Config
    from policycmp.diff import Change, Edition
    from policycmp.models import Cell, Clause, Table, Target

EXAMPLE = "policycmp diff plan-2020.txt plan-2021.txt --exit-code"

Old = Annotated[
    str,
    typer.Argument(metavar="OLD", help="A plan, a folder of plans, or a saved result.", show_default=False),
]
New = Annotated[
    str, typer.Argument(metavar="NEW", help="The newer version, in any of these forms.", show_default=False)
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit 1 where there is a difference.")]


def diff(
    old: Old,
    new: New,
    exit_code_: ExitCode = False,
    topic: options.Topics = None,
    indicator: options.Indicators = None,
    type_: options.Types = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Tell what changed between two versions of a plan.

    Commitments new, gone, raised, lowered, postponed, advanced, softened or hardened, and clauses moved. OLD and NEW
    are plans, folders of plans, or saved results (compare, or targets --list, as JSON).
    """
    if old == new == "-":
        raise UsageError("standard input can be one of OLD and NEW, not both")
    output = Output(writing)
    output.format_name()
    session = Session([], reading, topic, types=type_, indicators=indicator)
    loaded = session.load_config()
    before, after = (_editions(path, session, loaded) for path in (old, new))
    if NOTHING_READ in {before[1], after[1]}:
        return NOTHING_READ
    from policycmp.diff import diff as find_changes

    asked, topics, types = asked_indicators(indicator, loaded), topic_ids(topic, loaded), type_names(type_)
    changes = [
        change
        for change in find_changes(before[0], after[0], loaded)
        if _is_asked_for(change, topics, asked, types)
    ]
    output.write(diff_report(changes, writing.lang))
    return BROKEN if exit_code_ and changes else max(before[1], after[1])


def _editions(path: str, session: Session, config: "Config") -> tuple["tuple[Edition, ...]", int]:
    """Read one side, with the exit code of its reading."""
    from dataclasses import replace

    from policycmp.diff import editions_of, is_saved

    if is_saved(path):
        return load_saved(path), DONE
    corpus = replace(session, plans=[path]).read(config)
    return editions_of(corpus, config), exit_code(corpus)


def load_saved(path: "Path | str") -> "tuple[Edition, ...]":
    """Load a saved result; one line tells what an old one lacks."""
    from policycmp.diff import load_editions

    editions = load_editions(path)
    for lacks in sorted({edition.lacks for edition in editions if edition.lacks}):
        tell(f"note: {path}: {lacks}")
    return editions


def _is_asked_for(
    change: "Change",
    topics: "frozenset[str]",
    indicators: "frozenset[str]",
    types: "frozenset[str]",
) -> bool:
    from policycmp.models import Target

    place = change.new or change.old
    if not isinstance(place, Target):
        place_topics = {topic.id for topic in place.topics} if place else set()
        return not indicators and not types and (not topics or bool(place_topics & topics))
    return (
        (not topics or bool(topics & set(place.topics)))
        and (not indicators or is_asked(change.indicator, indicators))
        and (not types or place.type in types)
    )


def diff_report(changes: "Sequence[Change]", lang: str = "en") -> Report:
    """Lay out changes, each with both sentences."""

    def data() -> list[dict[str, object]]:
        return [
            {"change": change.kind, "old": _record(change, change.old), "new": _record(change, change.new)}
            for change in changes
        ]

    def flat() -> str:
        from policycmp.renderers.csv import csv_lines

        return "".join(csv_lines(_flat(change) for change in changes))

    return Report(lambda: [_table(changes, lang)], data, data, {"csv": flat})


def _record(change: "Change", place: "Target | Clause | None") -> dict[str, object] | None:
    from policycmp.cli.records import clause_record, target_record
    from policycmp.models import Target

    if place is None:
        return None
    return target_record(place, change.indicator) if isinstance(place, Target) else clause_record(place)


def _flat(change: "Change") -> dict[str, object]:
    """Write a change as one line: what a spreadsheet needs of both sides."""
    sides = {
        f"{side}_{key}": value
        for side, place in (("old", change.old), ("new", change.new))
        for key, value in zip(("id", "number", "deadline", "sentence"), _shown(place), strict=True)
    }
    return {"change": change.kind, "doc": change.doc, "indicator": _name(change), **sides}


def _shown(place: "Target | Clause | None") -> tuple[object, ...]:
    from policycmp.models import Target

    if place is None:
        return None, None, None, None
    if isinstance(place, Target):
        return place.id, place.text, place.deadline, " ".join(place.quote.split())
    return place.id, None, None, " ".join(place.text.split())


def _name(change: "Change") -> str:
    from policycmp.models import Target

    place = change.new or change.old
    if isinstance(place, Target):
        return place.indicator
    return (place.heading or place.text[:20]) if place else ""


_HEADS = {
    "en": ("Changes", "indicator", "change", "old", "new", "{text} by {year}"),
    "zh": ("变化", "指标", "变化", "旧", "新", "{text}（{year}年）"),
}
_KINDS_ZH = {
    "gone": "取消",
    "lowered": "下调",
    "postponed": "推迟",
    "softened": "变软",
    "new": "新增",
    "raised": "上调",
    "advanced": "提前",
    "step": "阶段目标",
    "hardened": "变硬",
    "moved": "移动",
}


def _table(changes: "Sequence[Change]", lang: str) -> "Table":
    from policycmp.models import Cell, Column, Row, Table

    title, stub, *heads, by = _HEADS[lang]
    docs = {change.doc for change in changes}
    rows = tuple(
        Row(
            f"{number}",
            _name(change),
            (
                Cell(_kind(change, lang, by)),
                *(_cell(place, by) for place in (change.old, change.new)),
            ),
            change.doc if len(docs) > 1 else "",
        )
        for number, change in enumerate(changes, start=1)
    )
    notes = () if rows else ("nothing changed" if lang == "en" else "没有变化",)
    return Table("diff", title, stub, tuple(map(Column, ("change", "old", "new"), heads)), rows, notes)


_TOWARDS = {"en": "step towards {goal}", "zh": "阶段目标，最终{goal}"}


def _kind(change: "Change", lang: str, by: str) -> str:
    """Name a change; of a step, the goal that it leads to."""
    from policycmp.diff import ChangeKind
    from policycmp.models import Target

    if change.kind is ChangeKind.STEP:
        sides = [place for place in (change.old, change.new) if isinstance(place, Target)]
        goal = max(sides, key=lambda target: target.deadline or 0)
        return _TOWARDS[lang].format(goal=by.format(text=goal.text, year=goal.deadline))
    return _KINDS_ZH[change.kind] if lang == "zh" else change.kind


def _cell(place: "Target | Clause | None", by: str) -> "Cell":
    """Write one side: the number with its year, then its sentence; of a clause, where it stands."""
    from policycmp.models import Cell, Target

    if place is None:
        return Cell("–")
    if not isinstance(place, Target):
        return Cell(place.id.removeprefix(f"{place.doc}/"), evidence=(place.id,))
    number = place.text if place.deadline is None else by.format(text=place.text, year=place.deadline)
    return Cell(f"{number}\n{' '.join(place.quote.split())}", place.value, (place.id,))
