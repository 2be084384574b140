"""Builds analyses from cases: a text with its commitments in 【】, and a record for each."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from policycmp.models import (
    Analysis,
    Basis,
    Clause,
    Comparator,
    Corpus,
    Document,
    Level,
    Metadata,
    Region,
    Span,
    Strength,
    Target,
    TargetType,
    TopicMatch,
)

CASES = Path(__file__).parent / "cases" / "compare"
MARKED = re.compile(r"【(.*?)】")


@cache
def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def target(
    name, value=1, unit="家", basis="level", deadline=None, *, doc="plan", ordinal=1, span=(0, 1), **more
):
    kind = TargetType(more.pop("type", "target"))
    return Target(
        id=f"{doc}/{ordinal}",
        doc=doc,
        clause=more.pop("clause", f"{doc}/1"),
        span=Span(*span),
        text=more.pop("text", str(value)),
        quote="",
        type=kind,
        indicator=name,
        scope=more.pop("scope", "self"),
        comparator=Comparator(more.pop("comparator", "eq")),
        value=Decimal(str(value)),
        value_max=more.pop("value_max", None),
        unit=unit,
        basis=Basis(basis) if basis and kind is TargetType.TARGET else None,
        per_year=more.pop("per_year", False),
        deadline=deadline,
        strength=Strength.FIRM,
        topics=tuple(more.pop("topics", ())),
        **more,
    )


def analysis(doc, clauses, *, region=(None, None), issued=None):
    """Build one plan: each clause a mapping of `text`, `targets`, and perhaps `topics` and `heading`."""
    text, built, targets = "", [], []
    for number, record in enumerate(clauses, start=1):
        start = len(text)
        plain, spans = unmark(record["text"], start)
        text += plain + "\n"
        topics = tuple(TopicMatch(topic, 1.0, ()) for topic in record.get("topics", ()))
        span = Span(start, start + len(plain))
        built.append(Clause(f"{doc}/{number}", doc, span, "", record.get("heading", ""), (), plain, topics))
        for entry, place in zip(record.get("targets", ()), spans, strict=True):
            more = {"topics": record.get("topics", ()), **(entry[5] if len(entry) > 5 else {})}
            quoted = text[place[0] : place[1]]
            named = {
                "doc": doc,
                "ordinal": len(targets) + 1,
                "span": place,
                "text": quoted,
                "clause": built[-1].id,
            }
            targets.append(target(*entry[:5], **named, **more))
    name, level = region
    metadata = Metadata(
        region=Region(name, Level(level) if level else None), issued=str(issued) if issued else None
    )
    document = Document(doc, f"{doc}.txt", "text", "utf-8", "0" * 64, text)
    return Analysis(document, metadata, tuple(built), tuple(targets))


def unmark(marked, offset):
    plain, spans = "", []
    for place, piece in enumerate(MARKED.split(marked)):
        if place % 2:
            spans.append((offset + len(plain), offset + len(plain) + len(piece)))
        plain += piece
    return plain, spans


def five_plans(issued=None):
    """The plans of the cases; `issued` gives dates to those that carry none."""
    dates = issued or {}
    return Corpus(
        tuple(
            analysis(
                plan["doc"],
                plan["clauses"],
                region=plan["region"],
                issued=dates.get(plan["doc"], plan["issued"]),
            )
            for plan in cases("plans.yaml")
        )
    )
