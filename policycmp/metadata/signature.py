"""The signature: who signed, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.titles import KIND
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.metadata.page import Page

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
DATE = (
    r"(?:(?:19|20)\d{2}|[一二][〇零○Oo一二三四五六七八九]{3})\s*年"
    rf"(?:\s*{_DAY}\s*月(?:\s*{_DAY}\s*[日号號])?)?|(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
)
_FULL_DATE = rf"(?:(?:19|20)\d{{2}}|[一二][〇零○Oo一二三四五六七八九]{{3}})\s*年\s*{_DAY}\s*月(?:\s*{_DAY}\s*[日号號])?"
_BODY_END = re.compile(
    r".(?:政府|[办辦]公[厅廳室]|委[员員][会會]|管委[会會]|[党黨]工委|[厅廳局委]|(?:统战|宣传|组织)部|行署|公署|[领領][导導]小[组組])$"
)
_LINE = re.compile(
    rf"^(?P<issuer>[^,。;:()《》\d]{{2,80}}?)?\s*\(?(?P<date>{_FULL_DATE})\)?(?:\s*印[发發])?$"
)
_PRINTED = re.compile(r"办公[厅室].*印发$")
"""An office that prints a document is not who issues it."""
_RUNNING = re.compile(
    rf"[。!)]\s*(?P<issuer>[^\s,。;:()《》\d]{{2,40}}?)\s*(?P<date>{_FULL_DATE})(?=\s*$|\s*[^,。;:]{{4,100}}?{KIND}[^,。;]{{0,20}}?(?:为|第一|一、|\s))"
)
_SIDE_BY_SIDE = re.compile(r"(?<=[府厅室会委局署组])\s+")
_MOST_ISSUERS = 20
_SIGNED = re.compile(_FULL_DATE)
_FIRST_LINES = 60
_LAST_LINES = 20
_LONGEST_LINE = 100
_ENDS = 3000


@dataclass(frozen=True, slots=True)
class Signature:
    """A date as it stands, and the body named before it, if any."""

    issuer: str | None
    date: str


def are_bodies(names: str) -> bool:
    """Tell whether names, with blanks between them, are all those of public bodies."""
    parts = re.split(r"[\s、]+", names.strip())
    return all(_BODY_END.search(part) for part in parts)


def find_signature(page: Page) -> Signature | None:
    """Find the first signature with a date: the notice's, else the plan's; one that names its body goes first."""
    found = [*_on_lines(page), *_running(page)]
    return next((signature for signature in found if signature.issuer), found[0] if found else None)


def _on_lines(page: Page) -> list[Signature]:
    lines = page.lines
    ends = [*lines[:_FIRST_LINES], *lines[max(_FIRST_LINES, len(lines) - _LAST_LINES) :]]
    signatures = []
    for index, line in enumerate(ends):
        quote = line.of(page.folded)
        if len(quote) > _LONGEST_LINE or not (match := _LINE.match(quote)):
            continue
        issuer = match.group("issuer")
        if issuer and not are_bodies(issuer):
            continue
        if issuer and _PRINTED.search(quote):
            continue
        if issuer:
            issuer = page.quote(Span(*match.span("issuer")).shift(line.start))
        else:
            issuer = _issuers_above(page, ends[:index])
            if issuer and quote.endswith("印发") and _PRINTED.search(f"{issuer}印发"):
                continue
        signatures.append(Signature(issuer, match.group("date")))
    return signatures


def _issuers_above(page: Page, lines: Sequence[Span]) -> str | None:
    """The bodies that sign on the lines above a date, in their order; several may stand side by side."""
    names: list[str] = []
    for line in reversed(lines):
        if line.end - line.start > _LONGEST_LINE or not _is_issuer_line(line.of(page.folded)):
            break
        names[:0] = _SIDE_BY_SIDE.split(line.of(page.text).strip())
        if len(names) >= _MOST_ISSUERS:
            break
    return "、".join(names) if names else None


def _is_issuer_line(quote: str) -> bool:
    return not re.search(r"[,。;:《》\d]", quote) and are_bodies(re.sub(r"\([^()]*\)$", "", quote))


def _running(page: Page) -> list[Signature]:
    """Signatures inside a text without line breaks: behind a sentence, and before a title or the end."""
    start = max(_ENDS, len(page.folded) - _ENDS)
    signatures = []
    for shift, part in ((0, page.folded[:_ENDS]), (start, page.folded[start:])):
        for match in _RUNNING.finditer(part) if _SIGNED.search(part) else ():
            if are_bodies(match.group("issuer")):
                issuer = page.quote(Span(*match.span("issuer")).shift(shift))
                signatures.append(Signature(issuer, match.group("date")))
    return signatures
