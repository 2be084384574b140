"""Policy instruments and the PMC index as the JSON object that users rely on, and its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.instruments.instrument_tallies import cross_topics, effective_number, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.config import Config
    from policycmp.instruments import CodedClause
    from policycmp.instruments.instrument_tallies import PlanTally

SCHEMA_VERSION = 1


def instruments_data(tallies: Sequence[PlanTally], config: Config) -> dict[str, Any]:
    """Give the JSON object of the instruments of plans; it follows `instruments.schema.json`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "instruments": [
            {
                "id": each.id,
                "label": {"en": each.label.en, "zh": each.label.zh},
                "side": each.side,
                "stip": {"en": each.stip.en, "zh": each.stip.zh},
            }
            for each in config.instruments
        ],
        "plans": {each.doc: _plan(each, config) for each in tallies},
        "topics": [
            {
                "topic": line.topic,
                "balance": effective_number(line.counts.values()),
                "cells": {
                    each.id: {"clauses": list(line.evidence[each.id]), "count": line.counts[each.id]}
                    for each in config.instruments
                    if line.counts.get(each.id)
                },
            }
            for line in cross_topics(tallies, config)
        ],
    }


def _plan(tally: PlanTally, config: Config) -> dict[str, Any]:
    sides = dict.fromkeys(each.side for each in config.instruments)
    return {
        "clauses": tally.clauses,
        "coded": len({clause for ids in tally.uses.values() for clause in ids}),
        "codings": tally.total,
        "balance": tally.balance,
        "sides": {
            side: tally.share([each.id for each in config.instruments if each.side == side]) for side in sides
        },
        "instruments": {
            each.id: {"clauses": tally.uses[each.id], "share": tally.share([each.id])}
            for each in config.instruments
            if tally.uses.get(each.id)
        },
        "topics": [
            {"topic": topic, "counts": {key: len(ids) for key, ids in uses.items()}}
            for topic, uses in _in_order(tally, config)
        ],
        "directives": {
            each.id: {"clauses": ids, "share": share(len(ids), tally.clauses)}
            for each in config.directives
            if (ids := tally.directives.get(each.id))
        },
    }


def _in_order(tally: PlanTally, config: Config) -> list[tuple[str | None, dict[str, list[str]]]]:
    """Put the topics of a plan in the order of the config, clauses without one last."""
    order: list[str | None] = [*(topic.id for topic in config.topics), None]
    return [(topic, tally.topics[topic]) for topic in order if topic in tally.topics]


def coded_records(clauses: Iterable[CodedClause]) -> Iterable[dict[str, object]]:
    """Write coded clauses as records, one a clause, with the words behind every instrument."""
    for coded in clauses:
        clause = coded.clause
        yield {
            "id": clause.id,
            "doc": clause.doc,
            "start": clause.span.start,
            "end": clause.span.end,
            "function": clause.function.value,
            "topics": [topic.id for topic in clause.topics],
            "instruments": [
                {
                    "id": key,
                    "evidence": [
                        {
                            "start": use.span.start,
                            "end": use.span.end,
                            "text": use.text,
                            "reason": use.reason,
                        }
                        for use in coded.uses
                        if use.instrument == key
                    ],
                }
                for key in coded.instruments
            ],
            "directive": _directive(coded),
            "text": clause.text,
        }


def _directive(coded: CodedClause) -> dict[str, object] | None:
    told = coded.directive
    if told is None:
        return None
    evidence = [
        {"start": span.start, "end": span.end, "text": text}
        for span, text in zip(told.spans, told.words, strict=True)
    ]
    return {"id": told.id, "evidence": evidence}
