"""Where a report comes from: its plans and sentences, how it was made, and how far it can be trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from policycmp.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.config import Config
    from policycmp.models import Corpus, Evidence, Table, Target

_SHOWN_OF_HASH = 12
_NOTES = {
    "en": (
        "Source: {count} plans, read by policycmp {version} with the config {config}.",
        (
            "Method: clauses, topics and commitments are found by rules and weights, not by a reader; "
            "a number is compared only with numbers of the same basis, unit and window."
        ),
        "Accuracy against coded plans: {accuracy}.",
    ),
    "zh": (
        "来源：{count}份方案，由policycmp {version}读取，配置{config}。",
        "方法：条款、主题与承诺由规则和权重识别，未经人工阅读；只有口径、单位和期限相同的数值才比较。",
        "与人工编码相比的准确度：{accuracy}。",
    ),
}
_TITLED, _MOST_SOURCES = 6, 40
_TITLE = {"en": (", ", ": ", " and {count} more"), "zh": ("、", "：", "等，另{count}份")}
_STARRED = {"en": "*: the year stands in the name of the file alone.", "zh": "*：年份仅见于文件名。"}
_FIELDS = ("title", "issuer", "number", "date")
_SOURCES = {
    "en": ("Plans", "plan", "title", "issuer", "number", "date"),
    "zh": ("方案", "方案", "标题", "发文机关", "文号", "日期"),
}
_HEADLINE = {"targets": ("detection", "quantity", "tuple"), "clauses": ("boundaries", "topics")}
_MEASURED = {
    "en": "F1 {figures}; measured on the {count} plans that the rules were written with: expect less on others",
    "zh": "F1 {figures}；在编写规则时所用的{count}份已编码方案上测得，对其他方案应低于此",
}
_UNMEASURED = {"en": "not measured", "zh": "未测"}
_HEADS = {
    "en": ("Provenance", "What", "Value", "SHA-256", "Plans", "config", "plans", "accuracy"),
    "zh": ("出处", "项目", "值", "SHA-256", "方案", "配置", "方案数", "准确度"),
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """The plans and the config that a report was made of."""

    corpus: Corpus
    config: Config

    def evidence(self, tables: Sequence[Table], *, only_numbers: bool = False) -> tuple[Evidence, ...]:
        """Look up the sentences behind the cells, or behind those alone that show a commitment's number."""
        from policycmp.tables.evidence import find_evidence

        found = find_evidence(self.corpus, tables)
        if not only_numbers:
            return found
        numbers = self.targets().keys() | {
            actual.id for each in self.corpus.analyses for actual in each.actuals
        }
        return tuple(sentence for sentence in found if sentence.id in numbers)

    def targets(self) -> dict[str, Target]:
        """Give the commitments by their ids."""
        return {target.id: target for analysis in self.corpus.analyses for target in analysis.targets}

    def title(self, asked: str, lang: str) -> str:
        """Name a document after what was asked, and of which plans."""
        names = list(self.corpus.labels.values())
        comma, colon, more = _TITLE[lang]
        shown = comma.join(names[:_TITLED])
        rest = more.format(count=len(names) - _TITLED) if len(names) > _TITLED else ""
        return f"{asked}{colon}{shown}{rest}" if asked and shown else asked or shown

    def sources(self, lang: str) -> Table | None:
        """Lay out the plans for the foot of a document: title, issuer, number and date; none where they are many."""
        from policycmp.models import Cell, Column, Row, Table

        if len(self.corpus.analyses) > _MOST_SOURCES:
            return None
        title, stub, *heads = _SOURCES[lang]
        columns = tuple(Column(name, head) for name, head in zip(_FIELDS, heads, strict=True))
        rows = []
        for analysis in self.corpus.analyses:
            known = analysis.metadata
            texts = (known.title, known.issuer, known.doc_number, known.issued or known.published)
            label = self.corpus.labels.get(analysis.doc, analysis.doc)
            rows.append(
                Row(analysis.doc, label, tuple(Cell(" ".join((text or "–").split())) for text in texts))
            )
        starred = any(row.label.endswith("*") for row in rows)
        return Table("sources", title, stub, columns, tuple(rows), (_STARRED[lang],) if starred else ())

    def notes(self, lang: str) -> tuple[str, ...]:
        """Say how many plans there are, the method, its measured accuracy, and what it was made with."""
        return tuple(
            note.format(
                count=len(self.corpus.analyses),
                version=__version__,
                config=self.config.sha256[:_SHOWN_OF_HASH],
                accuracy=accuracy(lang),
            )
            for note in _NOTES[lang]
        )

    def table(self, lang: str) -> Table:
        """Lay out the version, the config and the files, each with its hash."""
        from policycmp.models import Cell, Column, Row, Table

        title, stub, value, sha256, plans, config, count, measured = _HEADS[lang]
        number = len(self.corpus.analyses)
        rows = [
            Row("version", "policycmp", (Cell(__version__), Cell(""))),
            Row("config", config, (Cell(PurePath(self.config.path).name), Cell(self.config.sha256))),
            Row("plans", count, (Cell(str(number)), Cell(""))),
            Row("accuracy", measured, (Cell(accuracy(lang)), Cell(""))),
        ]
        for analysis in sorted(self.corpus.analyses, key=lambda analysis: analysis.doc):
            document = analysis.document
            cells = (Cell(PurePath(document.path).name), Cell(document.sha256))
            rows.append(Row(analysis.doc, self.corpus.labels.get(analysis.doc, analysis.doc), cells, plans))
        return Table(
            "provenance", title, stub, (Column("value", value), Column("sha256", sha256)), tuple(rows)
        )


def accuracy(lang: str) -> str:
    """Say how well the program agreed with codings when it was measured, or that it was not."""
    floors = resources.files("policycmp").joinpath("floors.json")
    if not floors.is_file():
        return _UNMEASURED[lang]
    data = json.loads(floors.read_text(encoding="utf-8"))
    codings = (coding["groups"]["all"] for coding in data["codings"].values())
    largest: dict[str, Any] = max(codings, key=lambda group: len(group["docs"]), default={})
    if not largest:
        return _UNMEASURED[lang]
    figures = ", ".join(f"{name} {figure:.3f}" for name, figure in _headline(largest))
    return _MEASURED[lang].format(figures=figures, count=len(largest["docs"]))


def _headline(whole: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Give the figures that tell most of a coding."""
    for layer, names in _HEADLINE.items():
        for name in names:
            if (figure := whole["layers"].get(layer, {}).get(name)) is not None:
                yield f"{layer} {name}", figure
