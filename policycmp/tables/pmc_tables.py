"""Tables of the PMC index: the index and its variables by plan, and every 0 and 1 with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.instruments.pmc import looked_for
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.tables.instrument_data import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from policycmp.config import Config
    from policycmp.instruments import PmcResult
    from policycmp.models import Corpus

_DIGITS = Decimal("0.0001")


class PmcLabels(Labels):
    """What the tables of the PMC index say."""

    title = Bilingual("PMC index", "PMC 指数")
    plan = Bilingual("Plan", "方案")
    index = Bilingual("index, of {most}", "指数（满分{most}）")
    grade = Bilingual("grade", "等级")
    grades = Bilingual(
        {"poor": "poor", "acceptable": "acceptable", "excellent": "excellent", "perfect": "perfect"},
        {"poor": "不良", "acceptable": "可接受", "excellent": "优秀", "perfect": "完美"},
    )
    cells = Bilingual("PMC: every 0 and 1", "PMC：二级变量取值与依据")
    subvariable = Bilingual("Sub-variable", "二级变量")
    looked_for = Bilingual("a 0 did not meet", "取0时未见")
    statement = Bilingual(
        "The index measures how comprehensive a plan is, not how ambitious: a variable is the mean of its 0/1 "
        "sub-variables, the index their sum (Ruiz Estrada 2011; sub-variables in the config).",
        "该指数衡量方案的全面性，而非力度：一级变量为其二级变量（0/1）的均值，指数为各一级变量之和"
        "（Ruiz Estrada 2011；二级变量见配置）。",
    )
    comma = Bilingual(", ", "、")


def decimal(value: Fraction) -> Decimal:
    """Write a value of the index to four decimals."""
    return (Decimal(value.numerator) / value.denominator).quantize(_DIGITS)


@dataclass(frozen=True)
class PmcTables:
    """Writes the tables of the PMC index of plans, in the language of their labels."""

    corpus: Corpus
    config: Config
    results: Sequence[PmcResult]
    lang: str = "en"

    @property
    def labels(self) -> PmcLabels:
        """What the tables say."""
        return PmcLabels(self.lang)

    def tables(self) -> list[Table]:
        """Lay out the index by plan, and every 0 and 1."""
        return [self.indices(), self.cells()]

    def plan(self, doc: str) -> str:
        """Name a plan as its column is named."""
        return self.corpus.labels.get(doc, doc)

    def variables(self) -> dict[str, str]:
        """Name the variables that have sub-variables, by their ids, in the order of the config."""
        present = {each.variable for each in self.config.subvariables}
        return {
            each.id: each.label.zh if self.lang == "zh" else each.label.en
            for each in self.config.variables
            if each.id in present
        }

    def indices(self) -> Table:
        """Lay out a row a plan: the index, its grade, the variables."""
        labels, variables = self.labels, self.variables()
        rows = []
        for result in self.results:
            cells = [Cell(f"{decimal(result.index):.2f}", decimal(result.index))]
            cells += [Cell(labels.grades[result.grade])]
            for variable in variables:
                value = decimal(result.values[variable])
                cells.append(Cell(f"{value:.2f}", value))
            rows.append(Row(result.doc, self.plan(result.doc), tuple(cells)))
        columns = (
            Column("index", labels.index.format(most=len(variables)), numeric=True),
            Column("grade", labels.grade),
            *(Column(key, label, numeric=True) for key, label in variables.items()),
        )
        return Table("pmc", labels.title, labels.plan, columns, tuple(rows), (labels.statement,))

    def cells(self) -> Table:
        """Lay out a row a sub-variable and a column a plan: 0, or 1 with its words, and what a 0 did not meet."""
        labels, variables = self.labels, self.variables()
        rows = []
        for place, asked in enumerate(self.config.subvariables):
            cells = []
            for result in self.results:
                finding = result.findings[place]
                words = " ".join(finding.text.split())
                text = f"1 {words}" if finding.value else "0"
                evidence = (finding.clause,) if finding.clause else ()
                cells.append(Cell(text, Decimal(finding.value), evidence))
            cells.append(Cell(labels.comma.join(looked_for(asked))))
            label = asked.label.zh if self.lang == "zh" else asked.label.en
            rows.append(Row(f"{asked.variable}/{asked.id}", label, tuple(cells), variables[asked.variable]))
        columns = (
            *(Column(result.doc, self.plan(result.doc)) for result in self.results),
            Column("looked for", labels.looked_for),
        )
        return Table("pmc cells", labels.cells, labels.subvariable, columns, tuple(rows))


def pmc_data(results: Sequence[PmcResult], config: Config) -> dict[str, Any]:
    """Give the JSON object of the PMC index of plans; it follows `instruments.schema.json`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "statement": PmcLabels("en").statement,
        "variables": [
            {
                "id": variable.id,
                "label": {"en": variable.label.en, "zh": variable.label.zh},
                "subvariables": [
                    {
                        "id": each.id,
                        "label": {"en": each.label.en, "zh": each.label.zh},
                        "looked_for": looked_for(each),
                    }
                    for each in config.subvariables
                    if each.variable == variable.id
                ],
            }
            for variable in config.variables
        ],
        "pmc": {
            result.doc: {
                "index": decimal(result.index),
                "of": len(result.values),
                "grade": result.grade,
                "variables": {key: decimal(value) for key, value in result.values.items()},
                "subvariables": {
                    finding.subvariable: {
                        "value": finding.value,
                        "clause": finding.clause,
                        "start": finding.span.start if finding.span else None,
                        "end": finding.span.end if finding.span else None,
                        "text": finding.text or None,
                    }
                    for finding in result.findings
                },
            }
            for result in results
        },
    }
