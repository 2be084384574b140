"""Editions: one version of a plan as far as a diff needs it, from an analysis or from a saved result."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.rows.commitments import find_commitments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.config import Config
    from policycmp.models import Clause, Corpus, Target


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one plan.

    `indicators` gives the indicator that a commitment was aligned to, by the commitment's id; `clauses` is None where
    the text is not at hand (a saved result).
    """

    doc: str
    region: str | None = None
    targets: tuple[Target, ...] = ()
    indicators: dict[str, str] = field(default_factory=dict)
    clauses: tuple[Clause, ...] | None = None


def editions_of(corpus: Corpus, config: Config) -> tuple[Edition, ...]:
    """Take the commitments and clauses of each plan.

    Args:
        corpus: the plans.
        config: the indicators to align commitments to.
    """
    found = find_commitments(corpus, config)
    return tuple(
        Edition(
            analysis.doc,
            analysis.metadata.region.name,
            analysis.targets,
            {each.target.id: each.indicator.id for each in found[analysis.doc] if each.indicator},
            analysis.clauses,
        )
        for analysis in corpus.analyses
    )


def pair_editions(
    old: Sequence[Edition], new: Sequence[Edition]
) -> list[tuple[Edition | None, Edition | None]]:
    """Find the versions of each plan: by id, then by region where one plan speaks for it, then the last of each.

    Returns:
        Pairs in the order of the new plans, then what is only old; None where a version is missing.
    """
    partners: dict[str, Edition] = {}
    _pair_by({each.doc: each for each in old}, {each.doc: each for each in new}, partners)
    taken = {each.doc for each in partners.values()}
    rest_old = [each for each in old if each.doc not in taken]
    rest_new = [each for each in new if each.doc not in partners]
    _pair_by(_by_region(rest_old), _by_region(rest_new), partners)
    taken = {each.doc for each in partners.values()}
    rest_old = [each for each in rest_old if each.doc not in taken]
    rest_new = [each for each in rest_new if each.doc not in partners]
    if len(rest_old) == len(rest_new) == 1:
        partners[rest_new[0].doc] = rest_old.pop()
    pairs: list[tuple[Edition | None, Edition | None]] = [(partners.get(each.doc), each) for each in new]
    return pairs + [(each, None) for each in rest_old]


def _pair_by(old: dict[str, Edition], new: dict[str, Edition], partners: dict[str, Edition]) -> None:
    partners.update({new[key].doc: old[key] for key in new if key in old})


def _by_region(editions: Sequence[Edition]) -> dict[str, Edition]:
    counts = Counter(each.region for each in editions)
    return {each.region: each for each in editions if each.region and counts[each.region] == 1}
