"""The tree of a plan's headings, with what was found under each, as `tree` draws folders or as a Markdown list."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.models import Function

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.models import Analysis, Clause

_WORD = re.compile(r"[^\W_]")
_BRACKETED = re.compile(r"[)）章节条篇]$")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~!&]")
_NUMBERED = re.compile(r"^(\d+)(?=[.)])")
_DIGIT = re.compile(r"\d$")
_COUNTED = {
    "en": (("clause", "clauses"), ("commitment", "commitments")),
    "zh": (("条款", "条款"), ("承诺", "承诺")),
}
_FUNCTIONS = {
    "en": {
        Function.PURPOSE: "purpose",
        Function.DEFINITION: "definition",
        Function.ADMINISTRATION: "administration",
        Function.FORMAL: "formal",
        Function.REVIEW: "review",
    },
    "zh": {
        Function.PURPOSE: "目的原则",
        Function.DEFINITION: "定义范围",
        Function.ADMINISTRATION: "组织管理",
        Function.FORMAL: "施行解释",
        Function.REVIEW: "工作回顾",
    },
}
"""What a clause does, where it is not substance."""


@dataclass(slots=True)
class Heading:
    """A unit of the plan: its label, its own clause if it has one, how many commitments that makes, what is below."""

    label: str
    clause: Clause | None = None
    commitments: int = 0
    below: dict[str, Heading] = field(default_factory=dict)

    def counts(self) -> tuple[int, int]:
        """Count the clauses and commitments here and below."""
        below = [heading.counts() for heading in self.below.values()]
        clauses = (self.clause is not None) + sum(clauses for clauses, _ in below)
        return clauses, self.commitments + sum(commitments for _, commitments in below)


def heading_tree(analysis: Analysis) -> Heading:
    """Hang the clauses of a plan under their headings, in the order of the text."""
    commitments = Counter(target.clause for target in analysis.targets)
    root = Heading(analysis.metadata.title or analysis.doc)
    for clause in analysis.clauses:
        *above, own = clause.id.removeprefix(f"{clause.doc}/").split("/")
        heading = root
        for part, name in zip(above, clause.path, strict=False):
            heading = heading.below.setdefault(part, Heading(_label(part, name)))
        name = clause.heading or ("" if clause.number else clause.text[:20])
        heading = heading.below.setdefault(own, Heading(""))
        heading.label = _label(clause.number, name)
        heading.clause, heading.commitments = clause, commitments[clause.id]
    return root


def _label(number: str, name: str) -> str:
    """Write a number before its heading as a plan would print it; words that only stand in for one are left out."""
    number = number.partition("~")[0]
    name = " ".join(name.split())
    if not number or name == number or "".join(_WORD.findall(name)).startswith(number):
        return name
    if _BRACKETED.search(number) or not name:
        return f"{number}{name}"
    return f"{number}. {name}" if _DIGIT.search(number) else f"{number}、{name}"


def draw_tree(root: Heading, topics: Mapping[str, str], lang: str = "en") -> Iterator[str]:
    """Draw the lines of a tree.

    Args:
        root: the plan.
        topics: the labels of the topics by id.
        lang: of the counts.
    """
    yield f"{root.label} · {_found(root, topics, lang)}"
    yield from _branches(root, "", topics, lang)


def _branches(heading: Heading, lead: str, topics: Mapping[str, str], lang: str) -> Iterator[str]:
    last = len(heading.below) - 1
    for index, below in enumerate(heading.below.values()):
        corner, stem = ("└── ", "    ") if index == last else ("├── ", "│   ")
        yield f"{lead}{corner}{_line(below, topics, lang)}"
        yield from _branches(below, lead + stem, topics, lang)


def list_tree(
    root: Heading, facts: Iterable[str], topics: Mapping[str, str], lang: str = "en"
) -> Iterator[str]:
    """Write a tree as Markdown: a title, facts about the plan, and a list.

    Args:
        root: the plan.
        facts: a line each.
        topics: the labels of the topics by id.
        lang: of the counts.
    """
    yield f"# {escaped(root.label)}"
    yield ""
    yield from (f"- {escaped(fact)}" for fact in [*facts, _found(root, topics, lang)])
    yield ""
    yield "## Headings" if lang == "en" else "## 目录"
    yield ""
    yield from _items(root, "", topics, lang)


def _items(heading: Heading, indent: str, topics: Mapping[str, str], lang: str) -> Iterator[str]:
    for below in heading.below.values():
        yield f"{indent}- {escaped(_line(below, topics, lang))}"
        yield from _items(below, f"{indent}  ", topics, lang)


def escaped(text: str) -> str:
    """Write a text so that Markdown shows it as it stands."""
    return _NUMBERED.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", text))


def _line(heading: Heading, topics: Mapping[str, str], lang: str) -> str:
    found = _found(heading, topics, lang)
    return f"{heading.label} · {found}" if found else heading.label


def _found(heading: Heading, topics: Mapping[str, str], lang: str) -> str:
    """Say what was found: counts where there is something below, the function and the topics of a clause."""
    clauses, commitments = heading.counts()
    parts = []
    if heading.below:
        parts.append(_counted(clauses, 0, lang))
    if commitments:
        parts.append(_counted(commitments, 1, lang))
    if heading.clause is not None and heading.clause.function is not Function.SUBSTANCE:
        parts.append(_FUNCTIONS[lang][heading.clause.function])
    if heading.clause is not None and heading.clause.topics:
        parts.append(", ".join(topics.get(topic.id, topic.id) for topic in heading.clause.topics))
    return " · ".join(parts)


def _counted(count: int, what: int, lang: str) -> str:
    one, many = _COUNTED[lang][what]
    return f"{count} {one if count == 1 else many}"
