"""Findings: what a rule found in a plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one rule is held by one plan (`doc` is None where it is about no plan), and by which sentences.

    `evidence` names commitments or clauses; those of a baseline keep their ids there.
    """

    rule: str
    held: bool
    doc: str | None
    message: str
    evidence: tuple[str, ...] = ()
