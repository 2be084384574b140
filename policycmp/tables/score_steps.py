"""Steps that explain scores: a topic's from its rows, a city's from its topics."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.tables.explanation_labels import EXPLANATIONS
from policycmp.tables.growth_steps import Step, plain
from policycmp.tables.main_tables import TableWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.compare.result import Comparison
    from policycmp.scores.ambition import AmbitionRow
    from policycmp.tables.subjects import Subject


def score_steps(comparison: Comparison, subject: Subject, lang: str = "en") -> Iterator[Step]:
    """Explain the scores of a topic in all plans, or of all topics in the plans of a city.

    Args:
        comparison: what was compared.
        subject: a topic, or plans.
        lang: of the words.
    """
    topics = comparison.ambition.topics or {}
    named = [subject.topic] if subject.topic is not None else [topic.id for topic in comparison.config.topics]
    for doc in subject.docs or comparison.peers.docs:
        for topic in [*named, *([] if subject.topic is not None else [""])]:
            if doc in topics.get(topic, {}):
                yield _topic_step(comparison, topic, doc, lang)
        if subject.topic is None:
            yield from _document_steps(comparison, doc, lang)


def _topic_step(comparison: Comparison, topic: str, doc: str, lang: str) -> Step:
    words, writer = EXPLANATIONS[lang], TableWriter(comparison, lang)
    rows = [row for row in _scored(comparison, doc) if (row.row.topic or "") == topic]
    values = ", ".join(
        f"{plain(row.cells[doc].percentile or Fraction(0))} ({writer.row_label(row.row)})" for row in rows
    )
    score = (comparison.ambition.topics or {})[topic][doc]
    subject = f"{writer.topic_label(topic or None)} · {comparison.corpus.labels.get(doc, doc)}"
    commitments = tuple(row.cells[doc].commitment for row in rows)
    return Step(words.score, plain(score.score), words.mean.format(values=values), commitments, subject)


def _document_steps(comparison: Comparison, doc: str, lang: str) -> Iterator[Step]:
    words, score = EXPLANATIONS[lang], (comparison.ambition.documents or {}).get(doc)
    if score is None:
        return
    subject = comparison.corpus.labels.get(doc, doc)
    topics = [scores[doc] for scores in (comparison.ambition.topics or {}).values() if doc in scores]
    values = ", ".join(plain(each.score) for each in topics)
    arithmetic = words.mean_of_topics.format(values=values)
    yield Step(words.score, plain(score.score), arithmetic, subject=subject)
    if score.low is not None and score.high is not None:
        value = f"{plain(score.low)} – {plain(score.high)}"
        yield Step(words.left_out, value, f"{score.rows}", subject=subject)


def _scored(comparison: Comparison, doc: str) -> list[AmbitionRow]:
    return [
        row for row in comparison.ambition.rows if doc in row.cells and row.cells[doc].percentile is not None
    ]
