"""Reads invented texts whose numbers carry marks, and measures the program against the marks.

A file holds a subject: a line `# SUBJECT (TYPE)`, the things that are counted, each `@ID label`, with a type in
brackets where it is another than the subject's, and texts, each after a line `== PLACE`. A mark `⟦ID|NUMBER|NAME⟧`
stands where the text has the number: what it counts, the number as written and what a careful reader would call it.
Numbers of one ID have equal row keys.
"""

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policycmp.compare import compare
from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.evaluate import (
    Agreement,
    Coding,
    RowAgreement,
    RowRecord,
    TargetRecord,
    coding_of,
    compare_codings,
    rows_of,
)
from policycmp.evaluate.agreement import alike
from policycmp.evaluate.span_matching import Score
from policycmp.models import Corpus, Document, Span, TargetType
from policycmp.readers.chrome import find_masks

SUBJECTS = Path(__file__).parent / "subjects"
MARK = re.compile(r"⟦([^|⟦⟧]+)\|([^|⟦⟧]+)\|([^|⟦⟧]+)⟧")
_HEAD = re.compile(r"# (?P<subject>.+) \((?P<type>target|incentive|rule)\)")
_THING = re.compile(r"@(?P<id>[a-z0-9-]+) (?P<label>.+)")
_TYPE = re.compile(r"\((target|incentive|rule)\b[^)]*\)")
_PLACE = re.compile(r"(?m)^== (.+)\n")


@dataclass(frozen=True)
class Mark:
    """A number that commits: where it stands in the text without marks, and what it counts."""

    span: Span
    thing: str
    type: TargetType
    name: str


@dataclass(frozen=True)
class MarkedText:
    """A text without its marks, and the marks."""

    doc: str
    place: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def document(self):
        """It as the readers give it."""
        return Document(self.doc, f"{self.doc}.txt", "text", "utf-8", "", self.text, find_masks(self.text))


def read_marked(file):
    """Read the texts of a file; a number that no thing is declared for is a KeyError."""
    head, *rest = _PLACE.split(file.read_text(encoding="utf-8"))
    first, *lines = head.strip().splitlines()
    kind = _HEAD.fullmatch(first)["type"]
    types = {}
    for line in filter(None, map(str.strip, lines)):
        thing = _THING.fullmatch(line)
        own = _TYPE.search(thing["label"])
        types[thing["id"]] = TargetType(own[1] if own else kind)
    return [
        _marked(file.stem, number, place, text, types)
        for number, (place, text) in enumerate(zip(rest[::2], rest[1::2], strict=True), 1)
    ]


def _marked(subject, number, place, text, types):
    parts, marks, at, length = [], [], 0, 0
    for mark in MARK.finditer(text):
        parts += [text[at : mark.start()], mark[2]]
        length += mark.start() - at
        span = Span(length, length + len(mark[2]))
        marks.append(Mark(span, f"{subject}/{mark[1]}", types[mark[1]], mark[3]))
        length += len(mark[2])
        at = mark.end()
    return MarkedText(f"{subject}-{number}", place, "".join([*parts, text[at:]]), tuple(marks))


def coding_of_marks(texts):
    """Turn marks into a coding, which holds what a mark says of a number and nothing else."""
    targets = {
        text.doc: tuple(TargetRecord(text.doc, m.span, type=m.type, indicator=m.name) for m in text.marks)
        for text in texts
    }
    rows = {
        text.doc: tuple(RowRecord(text.doc, mark.span, object=mark.thing) for mark in text.marks)
        for text in texts
    }
    return Coding(targets, rows=rows)


@cache
def _read_with():
    config = load_config()
    return config, Tools.of(config)


@cache
def _read(file):
    texts, tools = read_marked(file), _read_with()[1]
    return texts, tuple(analyze_document(text.document, tools) for text in texts)


def measure_subject(file, alike=None):
    """Read the texts of a subject, lay them side by side, and hold them against their marks.

    Args:
        file: the subject.
        alike: what is joined in other words, as in `compare`.
    """
    texts, analyses = _read(file)
    rows = rows_of(compare(Corpus(analyses), _read_with()[0], alike=alike))
    return compare_codings(coding_of_marks(texts), coding_of(analyses), rows=rows)


def together(agreements):
    """Take the agreements of several subjects for one; no pair reaches over two subjects."""
    targets = tuple(pairing for one in agreements for pairing in one.targets)
    pairs = tuple(pair for one in agreements for pair in one.rows.pairs)
    return Agreement(targets, (), frozenset(), rows=RowAgreement(pairs))


def figures(agreement):
    """Calculate detection, types and names of what was found, pairs and keys."""
    found = sum((Score(len(p.matches), len(p.found), len(p.gold)) for p in agreement.targets), Score())
    matched = [pair for pairing in agreement.targets for pair in pairing.pairs()]
    rows = agreement.rows.figures()["all"]
    return {
        "marks": found.gold,
        "precision": found.precision,
        "recall": found.recall,
        "types": sum(gold.type == other.type for gold, other in matched) / len(matched),
        "names": sum(alike(gold, other) for gold, other in matched) / len(matched),
        **{f"pairs_{name}": float(rows["pairs"][name] or 0) for name in ("precision", "recall", "f1")},
        "keys": float(rows["keys"]["recall"] or 0),
    }


if __name__ == "__main__":
    measured = {
        file.stem: measure_subject(file) for file in map(Path, sys.argv[1:] or sorted(SUBJECTS.glob("*.txt")))
    }
    for subject, agreement in [*measured.items(), ("together", together(measured.values()))]:
        print(
            f"{subject:22}",
            *(f"{name} {value:.3f}".removesuffix(".000") for name, value in figures(agreement).items()),
        )
