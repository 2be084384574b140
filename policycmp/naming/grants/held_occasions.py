"""Fairs that are held, told from fairs that firms go to: by their size, their rooms and who holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

# How large it is, what its rooms cost, who holds it.
_HELD = re.compile(
    rf"""(?:展览|展出|室内|净|使用)(?:总)?面积|展位(?:数|规模|总数)?(?:在|达到?|超过?|满|{AT_LEAST})*\d+个|\d+个(?:以上)?(?:国际)?(?:标准)?展位
    |(?:参会|与会)(?:人数|人员|代表|嘉宾)|(?:参展商|观众|客商|展商)(?:数量?|人数)?(?:达到?|超过?|在|{AT_LEAST})*\d|展期
    |(?:单[个场次项]|每[个场次届])(?:展览|展会|会展)|单展|办展|主办|承办|举办|会展项目|首届|新办|场租|(?:场地|展馆|场馆)(?:实付)?租金|租馆|租用展馆
    |\d+人(?:\([^()]*\))?(?:以上)?[^,;。:]{{0,4}}会议|每平方米""",
    re.VERBOSE,
)
# Whoever goes there.
_GONE_TO = re.compile(
    r"参[展加]|赴|境外|出境|展位费|组展|摊位|布展|特装|参与|人员费|\d个(?:标准)?展位的?(?:企业|单位)"
)
_LINE_ENDS = "\n。"


def find_held(context: Context, thing: Thing, place: Place) -> tuple[str, int, int] | None:
    """Find that a fair is held (展览面积1万平方米以上的，奖励), where nothing says that somebody goes to one.

    Args:
        context: the clause.
        thing: what the grant is for.
        place: the amount in its place.
    """
    if thing.entry is None or thing.entry.event != "exhibition":
        return None
    flat = context.passage.flat
    start = max(flat.rfind(end, 0, place.start) for end in _LINE_ENDS) + 1
    if _GONE_TO.search(flat, start, place.right):
        return None
    held = _HELD.search(flat, start, place.right)
    return ("hosting", *held.span()) if held else None
