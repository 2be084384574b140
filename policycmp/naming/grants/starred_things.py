"""Things that have A or stars (5A级物流企业, 五星级饭店): the entry for those that are so graded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.naming.grades import Grade
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

_KINDS = ((re.compile(r"\dA"), "A级"), (re.compile(r"[一二三四五]星级"), "星级"))


def starred(context: Context, thing: Thing, grade: Grade | None) -> Thing:
    """Take the graded kind of a thing where it has a grade of that kind (评上5A级的物流企业: A级物流企业).

    Args:
        context: the clause.
        thing: what a grant is for.
        grade: its grade.
    """
    if grade is None or thing.entry is None:
        return thing
    for pattern, kind in _KINDS:
        if pattern.fullmatch(grade.value) and (entry := context.glossary.objects.get(kind + thing.word)):
            return thing._replace(word=entry.label.zh, entry=entry)
    return thing
