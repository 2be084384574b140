"""The levels that a plan gives by definition: what a ministry approves, a grant need not say again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.naming.clause_passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Clause
    from policycmp.naming.glossary import Glossary

_DEFINING = ("所称", "是指", "包括")
_DEFINES = re.compile("|".join(_DEFINING))
_ACT = r"(?:批准|批复|认定|备案|命名|授牌|公布)"
_GIVES = rf"{_ACT}(?:[或、和]{_ACT})?(?:建设|组建|设立|成立)?的"
# 科技部批复建设的A、B, 经省科技厅认定的A、B; two offices of different levels tell none.
_APPROVED = re.compile(
    rf"""(?<![、和及与或])
    (?:(?P<state>科技部|科学技术部|工业和信息化部|工信部|国家[^,;。:、\n和及与或]{{2,10}}(?:委员会|委|局|部)|国务院)
      | (?P<province>(?:省|自治区)[^,;。:、\n和及与或]{{0,8}}(?:厅|局|委|委员会|政府))
      | (?P<city>市[^,;。:、\n和及与或]{{0,8}}(?:局|委|委员会|政府)))
    (?:等部门)?(?:联合|共同)?{_GIVES}(?P<list>[^。;\n]{{2,200}})
    """,
    re.VERBOSE,
)
_LEVELS = {"state": "national", "province": "provincial", "city": "municipal"}
_LONGEST = 120


def find_defined_levels(clauses: Iterable[Clause], glossary: Glossary) -> dict[str, str]:
    """Find what level a plan gives a kind of thing by saying who approves it (主要包括科技部批复建设的A、B).

    Args:
        clauses: the plan's clauses.
        glossary: the words of the config.

    Returns:
        The level of each object that a definition lists with one, by its id.
    """
    found: dict[str, set[str]] = {}
    for clause in clauses:
        if not any(word in clause.text for word in _DEFINING):
            continue
        text = fold(clause.text)
        for defines in _DEFINES.finditer(text):
            end = min(len(text), defines.end() + _LONGEST)
            stop = text.find("。", defines.end(), end)
            approved = _APPROVED.search(text, defines.end(), stop + 1 if stop >= 0 else end)
            if approved is None:
                continue
            listed = Passage.of(approved["list"], glossary)
            kind = next(name for name in _LEVELS if approved[name])
            if any(grade.is_level for grade in listed.grades):
                continue
            for noun in listed.objects:
                if noun.entry.grade is None:
                    found.setdefault(noun.entry.id, set()).add(_LEVELS[kind])
    return {id_: levels.pop() for id_, levels in found.items() if len(levels) == 1}
