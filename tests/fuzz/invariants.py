"""What holds of every analysis, whatever was read."""

import json
from decimal import Decimal

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.language.text import fold
from policycmp.models import Document
from policycmp.readers.chrome import find_masks

_LEVELS = {"province", "city", "county", "zone", None}


def tools():
    """The tools of the shipped config, made once a process."""
    if not _MADE:
        _MADE.append(Tools.of(load_config()))
    return _MADE[0]


_MADE = []


def analyzed(text, doc="plan"):
    """Analyze a text as that of a file."""
    return analyze_document(
        Document(doc, f"{doc}.txt", "txt", "utf-8", "0" * 64, text, tuple(find_masks(text))), tools()
    )


def check(analysis):
    """Assert that spans quote, ids are unique, places are in order, and numbers are numbers."""
    text = analysis.document.text
    clauses = {clause.id: clause for clause in analysis.clauses}
    assert len(clauses) == len(analysis.clauses), "clauses share an id"
    assert len({target.id for target in analysis.targets}) == len(analysis.targets), "commitments share an id"
    ends = [0]
    for clause in analysis.clauses:
        assert clause.span.of(text) == clause.text, "a clause does not quote"
        assert clause.span.start >= ends[-1], "clauses overlap"
        ends.append(clause.span.end)
    for target in analysis.targets:
        clause = clauses[target.clause]
        assert target.span.of(text) == target.text, "a commitment does not quote"
        # A table in an attachment goes with the clause that it follows.
        in_table = "cell of a table" in target.reasons
        assert clause.span.start <= target.span.start, "before its clause"
        assert in_table or target.span.end <= clause.span.end, "outside its clause"
        assert target.text.strip("\n 　")
        assert target.value.is_finite()
        number, quote = ("".join(fold(each).split()) for each in (target.text, target.quote))
        assert number in quote, "a quote cuts its number"
        if target.value_max is not None:
            assert target.value <= target.value_max, "a range is reversed"
        assert target.deadline is None or 1950 <= target.deadline <= 2100, "no year"
        if target.counts:
            assert all(0 <= span.start <= span.end <= len(text) for _, span in target.counts.evidence)
    for rejection in analysis.rejections:
        assert rejection.span.of(text) == rejection.text, "a rejection does not quote"
    for use in analysis.measures:
        assert use.span.of(text) == use.text, "a measure does not quote"
    assert analysis.metadata.region.level in _LEVELS


def finite(data):
    """Assert that JSON reads back, without numbers that are none."""

    def refuse(word):
        raise AssertionError(word)

    return json.loads(data, parse_constant=refuse, parse_float=Decimal)
