"""The named base, park or building in which a grant holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import TargetType
from policycmp.targets.zone_names import WHOLE, ZONE, is_proper

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

# 在青峰湾创业孵化基地入驻企业就业…, 入驻X园的机构: the named place in which a grant holds.
_BASE = r"(?:基地|园区|产业园|科技园|创业园|孵化器|孵化园|小镇|大厦|综合体|科[学技]城|示范区|高新区|开发区)"
_ENTERED = re.compile(
    rf"(?:入驻|进驻|落[户地]|(?P<lies>在)|[迁搬]入|搬进)(?P<name>(?:(?![对的由将给于以等占在驻])[\u4e00-\u9fff“”()]){{2,24}}?{_BASE})"
    r"(?:、[^,;。()]{4,24})?(?:\([^()]*\))?(?=的|入驻|内|注册|登记|设立|就业|创业|租|企业|新|实习|工作|办公|购|(?(lies)(?!)|,))"
)
# 青湾创客大厦出台入孵优惠政策: whose policy it is that a text of a larger place tells.
_BRINGS_OUT = re.compile(
    rf"(?:^|[,;。:\n])\s*(?:日前|近日|目前|为此|同时)?,?(?P<name>(?:(?![对的由将给于以等占在])[\u4e00-\u9fff“”]){{2,16}}?{_BASE})"
    r"(?:日前|近日)?(?:出台|推出|制定|发布)了?[^,;。]{0,12}(?:政策|办法|措施)"
)
# 入孵企业…, 入园企业…: receivers that are so called for the place that they are in.
_IN_THE_PLACE = re.compile(
    r"入孵|在孵|孵化项目|入驻(?:的)?(?:企业|项目|机构|团队|商户)|[入在]园(?:的)?(?:企业|项目|机构)|园内"
)
# 对落地在科学城内、…的机构: one of a kind that the text has named
_ENTERED_KIND = re.compile(
    rf"(?:入驻|进驻|落[户地]|迁入|注册)(?:落[户地])?(?:在|于|到)?(?P<name>{ZONE})(?:范围|区域)?内"
)
# 建设“国家耐盐水稻技术创新中心”,获批后每年给予…: the one body that is granted
_GRANTED_BODY = re.compile(
    r"(?:建设|创建|组建|打造|设立)(?P<name>“[^“”]{6,24}(?:中心|实验室|研究院|创新院)”),(?:经)?(?:获批|建成|认定|批准|挂牌|获得?[^,;。]{0,6}批)[^,;。]{0,8}后"
)
# 入驻“起跑线空间”的项目: a place that is quoted by its name alone.
_ENTERED_BY_NAME = re.compile(r"(?:入驻|进驻|落户|迁入)(?P<name>“[^“”]{2,16}”)(?=的|内|[^,;。]{0,12}的)")
# 以下简称“基地”
_ALIAS = re.compile(
    rf"(?P<name>[^,;。、]{{4,40}}?)\((?:以下)?(?:统称|简称)(?:为)?“(?P<alias>[^“”]{{1,8}}{_BASE}?)”\)"
)


def place_entered(candidate: Candidate, clause: ClauseText, type_: TargetType) -> str | None:
    """Find the named base or park in which a grant holds: by its name, or by the short form given before.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        type_: what kind of commitment it is; targets have none.

    Returns:
        The place as the text names it, or None.
    """
    if type_ is TargetType.TARGET:
        return None
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    # 对落户X的企业,给予…;对总投资…的项目,给予…: the place of the first grant holds for those of its list.
    if not WHOLE.search(statement) and _GOES_ON.match(statement):
        statement = sentence
    if quoted := _ENTERED_BY_NAME.search(statement):
        return quoted["name"]
    entered = _ENTERED.search(statement)
    if entered and _is_named(entered["name"]):
        return entered["name"]
    if kind := _ENTERED_KIND.search(statement) or _GRANTED_BODY.search(statement):
        return kind["name"]
    for name, alias, end in _aliases(clause.flat):
        if alias in sentence and end <= candidate.sentence.start:
            return name
    if _IN_THE_PLACE.search(statement):
        return _place_so_far(clause.flat[: candidate.sentence.start])
    return None


def _is_named(place: str) -> bool:
    """Tell a place of its own from a kind; a building is one of its own (入驻孵化大厦)."""
    if _SETS_UP.search(place):
        return False
    return is_proper(_BASE_END.sub("区", place)) or _A_BUILDING.fullmatch(place) is not None


@lru_cache(maxsize=64)
def _place_so_far(before: str) -> str | None:
    """Find the one place whose receivers were spoken of, or whose policy is told: the last of them."""
    last = None
    for match in (*_BRINGS_OUT.finditer(before), *_ENTERED.finditer(before)):
        if _is_named(match["name"]) and (last is None or match.start() > last.start()):
            last = match
    return last["name"] if last else None


@lru_cache(maxsize=64)  # each commitment of a clause asks
def _aliases(flat: str) -> tuple[tuple[str, str, int], ...]:
    """Find the short forms that a clause gives to names: the name, the form, and where it was given."""
    if "称" not in flat:
        return ()
    return tuple((match["name"], match["alias"], match.end()) for match in _ALIAS.finditer(flat))


# A narrower class of the same receivers, not another kind (对新认定的省级基地).
_GOES_ON = re.compile(r"\s*(?:其中|并?对(?:其|该|上述)|并?对[^,;。]{0,16}\d[^,;。]*的)")
# 在境外设立孵化器的 names no base.
_SETS_UP = re.compile(r"设立|建设|新建|建立|创办|举办|认定|获批|我[市省县区]")
_A_BUILDING = re.compile(r"(?!商[务业]|办公|专业|重点|各类)[\u4e00-\u9fff]{2,}大厦")
_BASE_END = re.compile(rf"{_BASE}$")
