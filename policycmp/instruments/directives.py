"""How a clause directs: it obliges, encourages, authorises or prohibits, by the modal words of its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.lexicon import GAP, WordLexicon
from policycmp.language.text import fold, sentences
from policycmp.models import Function, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.config.schema import Directive
    from policycmp.models import Clause, Target

# Definitions and reviews direct nobody, nor does an opening that only says why the text is made.
_TELLS_ONLY = frozenset({Function.DEFINITION, Function.REVIEW})
_WHY = re.compile(r"[制订]定(?:本|如下|以下)|特制定")
# Whom it is for, where no modal word says so; when and with what papers one applies: it counts where the clause says
# nothing else.
_WHO = re.compile(
    r"(?:补[贴助]|奖励|资助|扶持|支持|适用|申[报请]|享受|认定|引进)(?:对象|范围|条件|资格|人员)"
)
_WHO_ARE = re.compile(rf"[^,。]{{0,12}}{_WHO.pattern}\s*(?:[:为是]|包括|如下)")
_STEP = re.compile(
    "(?:申[报请]|办理|受理|发放|拨付|兑现)时间|申[报请]材料|申[报请]表|(?:每年|按年|分年)[^,。]{0,8}(?:办理|拨付|发放|兑现)"
)
# What may stand before the word that a sentence begins with: its number, and how eagerly it is to be done.
_LEAD = re.compile(
    r"""\W*(?:(?:[一二三四五六七八九十\d]+[.、)]|第[^条]{1,6}条|——)\s*)?\W*
    (?:国家|全?[省市县区](?!级)|本[省市县区]|[省市县区]人民政府|各级人民政府|政府)?
    (?:进一步|积极|大力|重点|每年|主动|优先|充分|全力|着力|并|要|应)*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DirectiveUse:
    """How a clause directs, with the places in the plan of the words that tell it.

    There are none where it tasks without a modal word.
    """

    id: str
    spans: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()


class DirectiveReader:
    """Reads the modal words of a config once; then looks for them in any number of clauses."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        directives = tuple(directives)
        self._owners: dict[str, str | None] = {}
        for directive in directives:
            self._owners |= dict.fromkeys(map(fold, directive.negative))
        for directive in directives:
            self._owners |= dict.fromkeys(map(fold, directive.terms), directive.id)
        self._lexicon = WordLexicon(self._owners, GAP)
        self._numbers: dict[str, str] = {
            kind: directive.id for directive in directives for kind in directive.numbers
        }
        self._anywhere = {directive.id for directive in directives if directive.anywhere}
        self._plain = next((directive.id for directive in directives if directive.plain), None)

    def find(
        self, clause: Clause, folded: str, hidden: Sequence[Span], targets: Sequence[Target]
    ) -> DirectiveUse | None:
        """Find how a clause directs: as its sentences do that take most of its text.

        Args:
            clause: with its function.
            folded: its folded text.
            hidden: offsets into it that do not count.
            targets: its commitments.

        Returns:
            None where it directs nobody.
        """
        tells = clause.function in _TELLS_ONLY or (
            clause.function is Function.PURPOSE and _WHY.search(folded) is not None
        )
        if tells and not targets:
            return None
        votes: Counter[str] = Counter()
        places: dict[str, list[Span]] = {}
        numbers = [(target.span.shift(-clause.span.start), target.type) for target in targets]
        for sentence, modal, owner in self._sentences(folded, hidden):
            told = (self._numbers.get(kind) for place, kind in numbers if sentence.holds(place))
            plain = None if _tells_who(clause, sentence.of(folded)) else self._plain
            said = owner or next(filter(None, told), plain)
            if said is None:
                continue
            weight = sentence.end - sentence.start - sum(sentence.overlap(other) for other in hidden)
            votes[said] += 0 if said == plain and _STEP.search(sentence.of(folded)) else weight
            places.setdefault(said, []).extend([modal] if modal else [])
        if not votes:
            return None
        best = max(votes, key=lambda each: votes[each])
        spans = tuple(place.shift(clause.span.start) for place in places[best])
        return DirectiveUse(best, spans, tuple(place.of(clause.text) for place in places[best]))

    def _sentences(
        self, folded: str, hidden: Sequence[Span]
    ) -> Iterator[tuple[Span, Span | None, str | None]]:
        """Give each sentence with the modal word that governs it: one that does so anywhere, else one that leads it."""
        modals = [
            (Span(start, end), owner)
            for start, end, word in self._lexicon.find(folded)
            if (owner := self._owners[word]) and not any(Span(start, end).overlap(other) for other in hidden)
        ]
        for sentence in sentences(folded):
            if any(other.holds(sentence) for other in hidden):
                continue
            lead = _LEAD.match(folded, sentence.start, sentence.end)
            latest = lead.end() if lead else sentence.start
            own = [(place, owner) for place, owner in modals if sentence.holds(place)]
            governing = [each for each in own if each[1] in self._anywhere]
            governing += [each for each in own if each[0].start <= latest]
            place, owner = governing[0] if governing else (None, None)
            yield sentence, place, owner


def _tells_who(clause: Clause, sentence: str) -> bool:
    """Tell whether a sentence only says whom its clause is for."""
    above = clause.path[-1] if clause.path else ""
    return bool(_WHO.search(above) or _WHO_ARE.match(sentence))
