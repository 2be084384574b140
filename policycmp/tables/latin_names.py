"""Names of regions in Latin script, beside the Chinese ones where the words round them are English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.regions import division_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Analysis, Corpus


def latin_heads(corpus: Corpus, *, below: bool = False) -> dict[str, str]:
    """Write the heads of the plans' columns with pinyin (`定西 (Dingxi) 2020`).

    Args:
        corpus: the plans.
        below: whether it stands on a line of its own below the rest.

    Returns:
        By the plan's id, those whose region is known to the table of divisions.
    """
    heads = {}
    for analysis in corpus.heads:
        label, latin = corpus.labels.get(analysis.doc, analysis.doc), latin_name(analysis)
        region = analysis.metadata.region
        names = [name for name in (region.name, region.short_name) if name and label.startswith(name)]
        if latin and names:
            rest = label.removeprefix(names[0])
            heads[analysis.doc] = f"{label}\n({latin})" if below else f"{names[0]} ({latin}){rest}"
    return heads


def latin_name(analysis: Analysis) -> str | None:
    """Give a plan's region in pinyin, None where the region is not in the table of divisions."""
    code = analysis.metadata.region.code
    division = division_of(code) if code else None
    return (division.pinyin or None) if division else None


def with_latin_once(texts: Iterable[str], names: dict[str, str], corpus: Corpus) -> list[str]:
    """Put pinyin behind the first mention of each region.

    Args:
        texts: in the order that they are read.
        names: what each plan is called in them, by its id.
        corpus: the plans.
    """
    latin = {names[each.doc]: name for each in corpus.heads if (name := latin_name(each))}
    left = sorted(latin, key=len, reverse=True)
    written = []
    for text in texts:
        shown = text
        for chinese in [name for name in left if name in text]:
            shown = shown.replace(chinese, f"{chinese} ({latin[chinese]})", 1)
            left.remove(chinese)
        written.append(shown)
    return written
