"""Names of bodies brought to one form within a plan: 市科技局, 科技局 and 市科学技术局 are one body.

Joint forms stay apart: several bodies under one name (各县区政府, 相关部门), and one that carries a second name
(市市场监管局（市知识产权局）).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Region

# What departments are called in full and in short; the first that fits, so longer ones stand before their parts.
_SHORT = (
    ("科学技术", "科技"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("经济和信息化", "经信"),
    ("经济信息化", "经信"),
    ("工业和信息化", "工信"),
    ("工业信息化", "工信"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("人力社保", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("市场监督管理", "市场监管"),
    ("药品监督管理", "药监"),
    ("药品监管", "药监"),
    ("卫生健康", "卫健"),
    ("自然资源和规划", "自然资源规划"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
    ("地方金融监督管理", "地方金融监管"),
    ("国有资产监督管理", "国资"),
    ("金融工作", "金融"),
    ("医疗保障", "医保"),
    ("交通运输", "交通"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("科学技术协会", "科协"),
    ("国家税务总局", ""),
    ("人民政府", "政府"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("管理委", "管委"),
)
# The characters that put a body under the level that a plan speaks for.
_LEVELS = {
    Level.NATION: ("国家",),
    Level.PROVINCE: ("省", "市", "自治区"),
    Level.CITY: ("市", "州", "盟"),
    Level.COUNTY: ("县", "市", "区", "旗"),
    Level.ZONE: ("区",),
}
# Those that the name of a region may end with; where it has none, or is not known, the level tells.
_OF_NAMES = frozenset("省市县区州盟旗")
_UNKNOWN = ("省", "市", "县")
# 市场监管局, 市政局, 区划办 begin with such a character and are not under it.
_NO_LEVEL = re.compile(r"市(?:场|政(?!府|协|数|务))|区(?:划|域)|省(?:际)|州(?:际)|县(?:域)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_COLLECTIVE = re.compile(
    r"""^(?:
      各(?!自) | 相关 | 有关 | 全[市省县区]各? | 其[他它]      # 各县区政府, 相关部门
    ) | ^[省市县区州](?:直|级)(?:各|相关|有关)? | (?:成员|各?责任|相关|有关|牵头)(?:单位|部门)$ | (?:部门|单位)$
    """,
    re.VERBOSE,
)
_FEWEST_LETTERS = 2


def is_collective(name: str) -> bool:
    """Tell whether a name stands for several bodies (各县区政府, 市直有关部门)."""
    return _COLLECTIVE.search(fold(name).strip()) is not None


def body_key(name: str, region: Region) -> str:
    """Bring the name of a body to the form that its other names in the same plan come to.

    Args:
        name: as a statement of agencies has it.
        region: the one that the plan speaks for; its own name and level before a body's name say nothing more.

    Returns:
        The key; a second name in brackets stays in it, for such a body is another one.
    """
    bare = re.sub(r"\s+", "", fold(name)).strip("()、,;")
    second = "".join(f"({_plain(part, region)})" for part in _BRACKET.findall(bare))
    own = _BRACKET.sub("", bare)
    if is_collective(own):
        return _shortened(bare).replace("各地", "各")
    return _plain(own, region) + second


def unify(names: Iterable[str], region: Region) -> dict[str, str]:
    """Give each name the form that its body is shown in: the one that the plan uses most, of equals the first.

    Args:
        names: every mention in a plan, in order.
        region: the one that the plan speaks for.

    Returns:
        The form shown, by each name as it stands.
    """
    mentions = list(names)
    counts = Counter(mentions)
    keys = {name: body_key(name, region) for name in counts}
    shown: dict[str, str] = {}
    for name in sorted(counts, key=lambda each: -counts[each]):  # stable: of equals the first
        shown.setdefault(keys[name], name)
    return {name: shown[keys[name]] for name in counts}


def _plain(name: str, region: Region) -> str:
    """Take off what says under whom a body is, and shorten what departments are called."""
    short = _shortened(name)
    for prefix in _prefixes(region):
        rest = short.removeprefix(prefix)
        if rest != short and len(rest) >= _FEWEST_LETTERS and not _NO_LEVEL.match(short):
            return rest
    return short


def _prefixes(region: Region) -> list[str]:
    """List what may stand before a body's name and says only that it is one of the plan's own."""
    names = [name for name in (region.name, region.short_name) if name]
    if region.name and region.name[-1] in _OF_NAMES and not region.name.endswith("自治区"):
        return [*names, region.name[-1]]
    return [*names, *(_LEVELS[region.level] if region.level else _UNKNOWN)]


def _shortened(name: str) -> str:
    for full, short in _SHORT:
        name = name.replace(full, short)
    return name
