"""The sentences that a page opens: each once, whatever marks lead to it, with its numbers to be highlighted in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from policycmp.renderers.html_shell import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policycmp.models import Actual, Analysis, Corpus, Target

_BEGINNING, _BRIEF = 120, 40
# From so many clauses on a page has room for their headings alone.
_MANY = 1_500


@dataclass(frozen=True, slots=True)
class Quoted:
    """What an id of evidence names: a stretch of a sentence that begins somewhere in the text of its plan.

    `marked` is half-open, within the words; None where the whole is meant.
    """

    start: int
    words: str
    marked: tuple[int, int] | None = None


class Sentences:
    """The sentences behind one page; they are numbered as marks name them, and written at its end plan by plan."""

    def __init__(self, corpus: Corpus, line: str = "{number}", page: str = "p. {number}") -> None:
        """Begin without any; `line` and `page` say how a place is named."""
        self._corpus = corpus
        self._line, self._page = line, page
        self._numbers: dict[str, int] = {}

    def link(self, evidence: Sequence[str]) -> str:
        """Give the attributes of a link to sentences: the place of the first, and the numbers of all.

        Args:
            evidence: ids of clauses, commitments and results; unknown ones are passed over.

        Returns:
            An empty text where none is known.
        """
        numbers = [self._number(each) for each in dict.fromkeys(evidence) if each in self._owners]
        if not numbers:
            return ""
        more = f' data-e="{" ".join(map(str, numbers))}"' if len(numbers) > 1 else ""
        return f'href="#e{numbers[0]}"{more}'

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    @cached_property
    def _owners(self) -> dict[str, Analysis]:
        """The plans that hold what the ids name."""
        owners: dict[str, Analysis] = {}
        for analysis in self._corpus.analyses:
            owners.update((clause.id, analysis) for clause in analysis.clauses)
            owners.update((target.id, analysis) for target in analysis.targets)
            owners.update((actual.id, analysis) for actual in analysis.actuals)
        return owners

    def sections(self, source: Callable[[Analysis], str]) -> Iterator[str]:
        """Write the sentences that were linked to, a plan a section.

        Args:
            source: gives what stands in the head of a plan: its name and a link to its file.
        """
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._numbers:
            wanted[self._owners[name].doc].add(name)
        is_brief = sum(len(analysis.clauses) for analysis in self._corpus.analyses) > _MANY
        for place, analysis in enumerate(self._corpus.analyses):
            names = wanted.get(analysis.doc)
            if not names:
                continue
            yield f'<section class="plan" id="p{place}"><h3>{source(analysis)}</h3><ul lang="zh-Hans">'
            # On one line: a browser would keep a text for each break between thousands of lines.
            yield "".join(self._items(analysis, names, _BRIEF if is_brief else _BEGINNING))
            yield "</ul></section>"

    def _items(self, analysis: Analysis, names: set[str], longest: int) -> Iterator[str]:
        by_sentence: defaultdict[tuple[int, str], list[tuple[tuple[int, int] | None, int]]] = defaultdict(
            list
        )
        for name, quoted in _quoted(analysis, names, longest):
            by_sentence[quoted.start, quoted.words].append((quoted.marked, self._numbers[name]))
        places = _Places(analysis, self._line, self._page)
        for (start, words), marks in sorted(by_sentence.items(), key=lambda item: item[0]):
            yield f"<li>{_marked(words, marks)}<small>{places.at(start)}</small></li>"


def _quoted(analysis: Analysis, names: set[str], longest: int) -> Iterator[tuple[str, Quoted]]:
    for clause in analysis.clauses:
        if clause.id in names:
            shown = clause.text if longest > _BRIEF or not clause.heading else clause.heading
            text = " ".join(shown.split())
            words = text if len(text) <= longest else f"{text[:longest]}…"
            yield clause.id, Quoted(clause.span.start, words)
    text = analysis.document.text
    numbers: list[Target | Actual] = [*analysis.targets, *analysis.actuals]
    for one in numbers:
        if one.id in names:
            yield one.id, _sentence(text, one)


def _sentence(text: str, one: Target | Actual) -> Quoted:
    """Find the sentence of a number in its plan; where it was put together from several lines, by its words."""
    size = len(one.quote)
    start = text.rfind(one.quote, max(0, one.span.start - size), one.span.end + size)
    if start >= 0:
        inside = one.span.start - start
    else:
        start, inside = one.span.start, one.quote.find(one.text)
    if inside < 0:
        return Quoted(start, one.quote)
    return Quoted(start, one.quote, (inside, min(inside + len(one.text), size)))


def _marked(words: str, marks: Sequence[tuple[tuple[int, int] | None, int]]) -> str:
    """Write a sentence with an element round each of its numbers, which links lead to."""
    wholes = "".join(f'<b id="e{number}"></b>' for marked, number in marks if marked is None)
    stretches = sorted((marked, number) for marked, number in marks if marked is not None)
    cuts = sorted({0, len(words), *(end for marked, _ in stretches for end in marked)})
    pieces = []
    for start, end in pairwise(cuts):
        inside = [number for (first, last), number in stretches if first <= start and end <= last]
        opened = [number for (first, _), number in stretches if first == start]
        piece = escape(" ".join(words[start:end].split("\n")))
        if not inside:
            pieces.append(piece)
            continue
        named = "".join(f'<b id="e{number}"></b>' for number in opened[1:])
        name = f' id="e{opened[0]}"' if opened else ""
        pieces.append(f"{named}<mark{name}>{piece}</mark>")
    return wholes + "".join(pieces)


class _Places:
    """Names the places of a plan, going through it once."""

    def __init__(self, analysis: Analysis, line: str, page: str) -> None:
        self._text = analysis.document.text
        self._lines = analysis.document.lines
        self._patterns = line, page
        self._at, self._line = 0, 1

    def at(self, offset: int) -> str:
        """Name a place that is not before the last one asked for."""
        line, page = self._patterns
        number = self._lines.page(offset)
        if number is not None:
            return page.format(number=number)
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return line.format(number=self._line)
