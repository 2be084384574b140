"""Document → clauses: 章/节/一、/(一)/1./——/第X条, also when the whole plan stands on one line."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from policycmp.segment.blanks import blank
from policycmp.segment.clauses import Tree
from policycmp.segment.enumerations import without_enumerations
from policycmp.segment.functions import add_functions
from policycmp.segment.headings import find_questions, find_title_lines
from policycmp.segment.markers import find_markers
from policycmp.segment.narration import without_narration, without_teaser
from policycmp.segment.outline import grow_outline
from policycmp.segment.paragraphs import add_paragraphs

if TYPE_CHECKING:
    from policycmp.models import Clause, Document


def segment(document: Document) -> tuple[Clause, ...]:
    """Divide a plan into its clauses.

    Args:
        document: as read; masked stretches belong to no clause.

    Returns:
        The smallest numbered or titled units in the order of the text, each with the titles above it and its
        function; topics and agencies are left empty. A unit that only groups others is in their path and no clause.
    """
    plain = blank(document)
    numbered = find_markers(plain)
    first = min((marker.start for marker in numbered if marker.opens_line), default=len(plain))
    plain = without_teaser(plain, first)
    questions = list(find_questions(plain, first)) if "?" in plain else []
    standing = {marker.start for marker in [*numbered, *questions] if marker.opens_line}
    markers = sorted([*numbered, *questions, *find_title_lines(plain, standing)], key=attrgetter("start"))
    nodes = without_enumerations(plain, grow_outline(plain, markers))
    plain = without_narration(plain, *((nodes[0].start, nodes[-1].start) if nodes else (len(plain), 0)))
    nodes = add_paragraphs(plain, nodes)
    return add_functions(tuple(Tree(document, plain, nodes).clauses()))
