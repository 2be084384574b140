"""`policycmp show`: one clause, commitment or refused number in full, with its place and why it was judged so.

What stands behind a numbered row of a comparison is shown by that number.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycmp.cli import options
from policycmp.cli.output import Output, Report
from policycmp.cli.records import (
    Record,
    actual_record,
    aligned_targets,
    clause_record,
    rejection_record,
    target_record,
)
from policycmp.cli.session import COMPARED, Session
from policycmp.errors import UsageError
from policycmp.models.plans import owns
from policycmp.renderers.csv import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycmp.config import Config
    from policycmp.models import Actual, Analysis, Clause, Corpus, Rejection, Table, Target
    from policycmp.tables.mood_reasons import MoodReasons

EXAMPLE = "policycmp show samples 1"
# The number of a row, and of one of its commitments: 12, 12.3.
_NUMBER = re.compile(r"(?P<row>[1-9]\d{0,5})(?:\.(?P<ordinal>[1-9]\d{0,5}))?")

Plans = Annotated[
    list[str],
    typer.Argument(
        metavar="PLANS [NUMBER]",
        help="Files, folders, globs, and - for standard input; then the number printed beside a row of compare or "
        "standing, or beside one of its commitments (12, 12.3).",
        show_default=False,
    ),
]
Id = Annotated[
    str | None,
    typer.Option(
        "--id", metavar="ID", help="Of a clause, a commitment or a refused number, as the lists print it."
    ),
]


def show(
    plans: Plans,
    id: Id = None,
    cities: options.Cities = None,
    alike: options.Alike = None,
    reading: options.Reading = options.Reading(),
    writing: options.Writing = options.Writing(),
) -> int:
    """Show what stands behind a row, or one clause, commitment or refused number in full, and why.

    With its place in the source, the words that gave its topics, and the reasons behind each number: what spoke for a
    commitment (+) and against it (−), the weightiest first, or the rule that settled it.
    """
    plans, number = _parted(plans)
    if (id is None) == (number is None):
        raise UsageError(
            "show: give the number of a row behind the plans, as `show PLANS 12`, or one --id ID"
        )
    if number is not None:
        session = Session(plans, reading, cities=cities, parts=COMPARED)
        row, ordinal = int(number["row"]), int(number["ordinal"] or 0)
        return session.present(
            Output(writing),
            lambda corpus, config: row_report(corpus, config, row, ordinal, writing.lang, alike=alike),
        )
    session = Session(plans, reading, at_once=False, actuals="@" in (id or ""), about=id)
    return session.present(
        Output(writing), lambda corpus, config: show_report(corpus, config, id or "", writing.lang)
    )


def _parted(plans: list[str]) -> "tuple[list[str], re.Match[str] | None]":
    """Take the number of a row from behind the plans; what is a file is a plan."""
    number = _NUMBER.fullmatch(plans[-1])
    if number is None or Path(plans[-1]).exists() or len(plans) == 1:
        return plans, None
    return plans[:-1], number


def row_report(
    corpus: "Corpus",
    config: "Config",
    row: int,
    ordinal: int = 0,
    lang: str = "en",
    *,
    alike: bool | None = None,
) -> Report:
    """Lay out what stands behind a numbered row of a comparison, or one of its commitments in full.

    Args:
        corpus: the plans.
        config: what they are compared by.
        row: the number printed beside the row.
        ordinal: that of one of its commitments, 0 for all.
        lang: of the words.
        alike: what is joined, as in `compare`.

    Raises:
        UsageError: there is no such number.
    """
    from policycmp.compare import compare
    from policycmp.rows.commitments import target_data
    from policycmp.tables.behind_rows import BehindRow

    comparison = compare(corpus, config, alike=alike)
    things = comparison.things
    if row > len(things):
        raise UsageError(
            f"show: no row has the number {row}; they go to {len(things)} (compare --all has them)"
        )
    behind = BehindRow(comparison, things[row - 1], row, lang)
    if not ordinal:
        return Report(
            lambda: [behind.table()],
            lambda: [target_data(target, indicator) for target, indicator in behind.targets()],
        )
    targets = behind.targets()
    if ordinal > len(targets):
        raise UsageError(f"show: row {row} has {len(targets)} commitments; `show PLANS {row}` lists them")
    return show_report(corpus, config, targets[ordinal - 1][0].id, lang)


def show_report(corpus: "Corpus", config: "Config", id: str, lang: str = "en") -> Report:
    """Find a clause, a commitment or a refused number by its id and lay out all that is known of it.

    Raises:
        UsageError: where no plan holds the id.
    """
    owners = corpus.only({head.doc for head in corpus.heads if owns(head.doc, id)})
    for analysis in owners.analyses:
        indicators = dict(_indicators(analysis, config))
        clauses = {clause.id: clause for clause in analysis.clauses}
        for target in analysis.targets:
            if target.id == id:
                decided = _decided(target, analysis, config)
                return _Item(analysis, clauses[target.clause], target, indicators, decided, lang).report()
        for actual in analysis.actuals:
            if actual.id == id:
                return _reached(analysis, clauses[actual.clause], actual)
        for rejection in analysis.rejections:
            if rejection.id == id:
                decided = _decided(rejection, analysis, config)
                return _refused(analysis, clauses.get(rejection.clause or ""), rejection, decided, lang)
        if id in clauses:
            return _Item(analysis, clauses[id], None, indicators).report()
    near = _find_near(id, owners if owners.analyses else _alike(id, corpus))
    hint = f"did you mean {near[0]}?" if near else "`clauses` and `targets --list` print the ids"
    raise UsageError(f"--id: nothing is called {id!r}: {hint}")


def _decided(number: "Target | Rejection", analysis: "Analysis", config: "Config") -> "MoodReasons":
    from policycmp.corpus.deciding import reasons_for

    return reasons_for(number, analysis, config)


def _indicators(analysis: "Analysis", config: "Config") -> "Iterator[tuple[str, str]]":
    for target, indicator, _ in aligned_targets([analysis], config):
        if indicator is not None:
            yield target.id, indicator


def _alike(id: str, corpus: "Corpus") -> "Corpus":
    """Keep the plans whose ids are like that of the plan that was meant."""
    doc = id.partition("/")[0]
    return corpus.only(get_close_matches(doc, [head.doc for head in corpus.heads]))


def _find_near(id: str, corpus: "Corpus") -> list[str]:
    known = [clause.id for analysis in corpus.analyses for clause in analysis.clauses]
    known += [target.id for analysis in corpus.analyses for target in analysis.targets]
    return get_close_matches(id, known, n=1)


def _reached(analysis: "Analysis", clause: "Clause", actual: "Actual") -> Report:
    """Lay out a number that was reported as reached, with its clause."""
    place = _place(analysis, actual.span.start)
    number, whole = actual_record(actual, None, analysis.document), clause_record(clause, analysis.document)

    def tables() -> "list[Table]":
        return [_fields("reported", {"place": _where(place)} | number), _fields("clause", whole)]

    return Report(tables, lambda: {"place": place, "actual": number, "clause": whole})


def _refused(
    analysis: "Analysis",
    clause: "Clause | None",
    rejection: "Rejection",
    decided: "MoodReasons",
    lang: str,
) -> Report:
    """Lay out a number that was turned down and why, with the clause that it stands in if it stands in one."""
    place = _place(analysis, rejection.span.start)
    number = rejection_record(rejection, analysis.document)
    whole = clause_record(clause, analysis.document) if clause else None

    def tables() -> "list[Table]":
        told = {"place": _where(place)} | number
        of_clause = [_fields("clause", whole)] if whole else []
        return [_fields("refused number", told), decided.table(lang), *of_clause]

    return Report(
        tables, lambda: {"place": place, "rejected": number, "decision": decided.data(), "clause": whole}
    )


def _place(analysis: "Analysis", start: int) -> Record:
    """Name a place in the source: file, line and column (of the extracted text) and page, counted from one."""
    before = analysis.document.text[:start]
    column = len(before) - (before.rfind("\n") + 1)
    place: Record = {"path": analysis.document.path, "line": before.count("\n") + 1, "column": column + 1}
    page = analysis.document.lines.page(start)
    return place if page is None else place | {"page": page}


def _where(place: Record) -> str:
    if "page" in place:
        return f"{place['path']}, p. {place['page']}"
    return f"{place['path']}:{place['line']}:{place['column']}"


@dataclass(frozen=True)
class _Item:
    """A clause, and the commitment in it that was asked for, if one was."""

    analysis: "Analysis"
    clause: "Clause"
    target: "Target | None"
    indicators: "dict[str, str]"
    decided: "MoodReasons | None" = None
    lang: str = "en"

    def report(self) -> Report:
        return Report(self.tables, self.data)

    def data(self) -> "dict[str, object]":
        return {
            "place": self.place(),
            "target": None if self.target is None else self.record(self.target),
            "decision": None if self.decided is None else self.decided.data(),
            "clause": clause_record(self.clause, self.analysis.document),
            "targets": [self.record(target) for target in self.targets()],
            "rejected": [
                rejection_record(rejection, self.analysis.document) for rejection in self.rejections()
            ],
        }

    def tables(self) -> "list[Table]":
        place = self.place()
        where = _where(place)
        clause = {"place": where} | clause_record(self.clause, self.analysis.document)
        if self.target is not None:
            target = {"place": where} | self.record(self.target)
            return [
                _fields("commitment", target),
                *([self.decided.table(self.lang)] if self.decided else []),
                _fields("clause", clause_record(self.clause, self.analysis.document)),
            ]
        targets = [_fields(target.id, self.record(target)) for target in self.targets()]
        rejected = [
            _fields(rejection.text, rejection_record(rejection, self.analysis.document))
            for rejection in self.rejections()
        ]
        return [_fields("clause", clause), *targets, *rejected]

    def targets(self) -> "list[Target]":
        return [target for target in self.analysis.targets if target.clause == self.clause.id]

    def rejections(self) -> "list[Rejection]":
        return [rejection for rejection in self.analysis.rejections if rejection.clause == self.clause.id]

    def record(self, target: "Target") -> Record:
        return target_record(target, self.indicators.get(target.id), self.analysis.document)

    def place(self) -> Record:
        return _place(self.analysis, (self.target or self.clause).span.start)


def _fields(title: str, record: "Mapping[str, object]") -> "Table":
    """Lay a record out, a row a field."""
    from policycmp.models import Cell, Column, Row, Table

    rows = tuple(Row(name, name, (Cell(_shown(value)),)) for name, value in record.items())
    return Table(title, title, "field", (Column("value", "value"),), rows)


def _shown(value: object) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, list):
        return "\n".join(map(_shown, value))
    if isinstance(value, dict) and "score" in value:
        return f"{value['id']} ({value['score']}): {in_short(value['evidence'])}"
    return in_short(value) or "–"
