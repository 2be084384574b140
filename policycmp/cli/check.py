"""`policycmp check`: the rules of the config, for CI."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policycmp.check.results import asks_for_outcomes
from policycmp.cli import options
from policycmp.cli.completion import complete_check_format
from policycmp.cli.diff import load_saved
from policycmp.cli.output import Output, Report
from policycmp.cli.provenance import Provenance
from policycmp.cli.session import Session, exit_code
from policycmp.cli.streams import BROKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.check import Finding
    from policycmp.config import Config
    from policycmp.config.rules import Rule
    from policycmp.models import Corpus, Table

EXAMPLE = "policycmp check samples --baseline last.json --format github"
OWN_FORMATS = {"junit": ".xml", "github": ""}


def _config_schema() -> dict[str, Any]:
    from policycmp.config import config_schema

    return config_schema()


ConfigSchema = Annotated[
    bool,
    options.printing("--config-schema", _config_schema, "Print the JSON Schema of config.yaml and exit."),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="RESULT.json",
        help="A saved result (compare, or targets --list) that no commitment may be weaker than.",
    ),
]
CheckFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="table, markdown, csv, json, junit, github …; else by the ending of -o, else table.",
        autocompletion=complete_check_format,
    ),
]


@dataclass(frozen=True, slots=True)
class CheckWriting(options.Writing):
    """What every command writes, and the formats of CI."""

    format: CheckFormat = None


def check(
    plans: options.Plans,
    baseline: Baseline = None,
    reading: options.Reading = options.Reading(),
    writing: CheckWriting = CheckWriting(),
    config_schema: ConfigSchema = False,
) -> int:
    """Hold plans to the rules of the config, for CI.

    The rules stand in its section `rules:`. Exit 1 where one is broken that is no mere warning.
    """
    del config_schema
    output = Output(writing, OWN_FORMATS)
    output.format_name()
    session = Session(plans, reading)
    loaded = session.load_config()
    session = replace(session, actuals=asks_for_outcomes(loaded.rules))
    editions = None if baseline is None else load_saved(baseline)
    corpus = session.read(loaded)
    from policycmp.check import check as hold

    findings = hold(corpus, loaded, editions, writing.lang)
    report = check_report(findings, corpus, loaded, writing.lang)
    output.write(replace(report, provenance=Provenance(corpus, loaded)) if corpus.analyses else report)
    code = exit_code(corpus)
    broken = any(finding.is_broken and finding.severity == "error" for finding in findings)
    return BROKEN if corpus.analyses and broken else code


def check_report(
    findings: "Sequence[Finding]", corpus: "Corpus", config: "Config", lang: str = "en"
) -> Report:
    """Lay out what was found, rule by rule."""
    from policycmp.check import write_annotations, write_junit

    def records() -> list[dict[str, object]]:
        return [
            {
                "rule": finding.rule,
                "held": finding.held,
                "doc": finding.doc,
                "message": finding.message,
                "evidence": list(finding.evidence),
                "state": finding.state,
                "severity": finding.severity,
                "context": finding.context or None,
            }
            for finding in findings
        ]

    text = {
        "junit": lambda: write_junit(findings, corpus.labels),
        "github": lambda: write_annotations(findings, corpus),
    }
    return Report(lambda: [_table(findings, corpus, config, lang)], records, records, text)


_HEADS = {
    "en": ("Rules", "rule", "held", "broken by", "all", "not checked"),
    "zh": ("规则", "规则", "符合", "不符合", "全部", "未检查"),
}


def _table(findings: "Sequence[Finding]", corpus: "Corpus", config: "Config", lang: str) -> "Table":
    """Give a row for each rule: how many plans hold it, and what each of the others breaks."""
    from policycmp.models import Cell, Column, Row, Table

    title, stub, holding, broken, everything, unasked = _HEADS[lang]
    rows = []
    for rule in config.rules:
        ruled = [finding for finding in findings if finding.rule == rule.id]
        wrong = [finding for finding in ruled if not finding.held]
        if not ruled:
            continue
        asked = [finding for finding in ruled if finding.held is not None]
        held = sum(bool(finding.held) for finding in asked)
        count = unasked if not asked else everything if held == len(ruled) else f"{held}/{len(asked)}"
        lines = [
            (f"{unasked}: " if asked and finding.held is None else "")
            + _line(finding, corpus.labels.get(finding.doc or "", finding.doc or ""))
            for finding in wrong
        ]
        evidence = tuple(dict.fromkeys(place for finding in wrong for place in finding.evidence))
        rows.append(
            Row(rule.id, _label(rule, lang), (Cell(count), Cell("\n".join(lines) or "–", evidence=evidence)))
        )
    return Table("check", title, stub, (Column("held", holding), Column("broken", broken)), tuple(rows))


def _line(finding: "Finding", plan: str) -> str:
    """Say what is wrong with a plan, or why it could not be asked, and the sentence round what changed."""
    told = f"{plan}: {finding.message}".lstrip(": ")
    return f"{told}\n  {finding.context}" if finding.context else told


_WARNING = {"en": " (warning)", "zh": "（警告）"}


def _label(rule: "Rule", lang: str) -> str:
    name = rule.id if rule.label is None else rule.label.zh if lang == "zh" else rule.label.en
    return name + (_WARNING[lang] if rule.severity == "warning" else "")
