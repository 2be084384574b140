"""Clauses that only say how much (奖励标准：) set under the section before them that says for what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models import Clause

# 奖励标准, 支持方式: a heading of how much, which parts what is given from what it is given for.
_HOW_MUCH = re.compile(r"(?:奖励|补贴|补助|奖补|资助|支持|扶持|兑现|兑付)(?:标准|额度|金额|方式)")
_MARK = re.compile(r"[^\w\s]")


def under_owners(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Set each clause under a heading of how much under the section that stands before it.

    A section with the mark of the one before (■ …) is no part of it, wherever its heading was set.

    Args:
        clauses: those of a document, in order.
    """
    owner, mark = "", ""
    for clause in clauses:
        opened = _MARK.match(clause.text.lstrip())
        generic = next((part for part in clause.path if _HOW_MUCH.fullmatch(part)), None)
        is_section = clause.heading and opened and (generic is None or opened.group() == mark)
        if is_section and opened:
            owner, mark = clause.heading, opened.group()
            yield clause
        elif generic is not None and owner and owner not in clause.path:
            yield replace(clause, path=(owner, *clause.path))
        else:
            owner = "" if generic is None else owner
            yield clause


def find_condition(clauses: Sequence[Clause], owner: str) -> str:
    """Give the line that ends a section with what it asks (办理条件：…达到下列规模).

    Args:
        clauses: those of a document, in order.
        owner: the heading of the section.
    """
    for clause in clauses:
        if clause.heading == owner:
            last = clause.text.rstrip().rpartition("\n")[2]
            return last if _CONDITION.match(last) else ""
    return ""


_CONDITION = re.compile(r"(?:办理|申报|申请|支持|奖励|补贴|享受|认定)?(?:条件|对象|范围|内容)[:：]")
