"""Sizes: numbers that only say how large what is counted, built, closed or helped is (30户以上自然村, 占地820亩)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bare_numbers import is_size_of_industry
from policycmp.language.bounds import AT_LEAST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES
from policycmp.models import Comparator, Span
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate

_COUNTS = frozenset({"家", "个", "名", "人", "户", "项", "件"})
_COUNTED_BEFORE = re.compile(
    r"(?:\d|[一二两三四五六七八九十])[个家座条处栋]\s?(?:总|建筑|占地|用地|种植|规划|核心|单体|综合|全产业链|年)*(?:面积|"
    rf"规模|投资额?|产值|营收|长度|产能)(?:{AT_LEAST}|达到?|在|为|约|超过?)?$"
)
# 每个镇街至少1个500亩以上片区
_COUNT_TOUCHES = re.compile(r"\d[个家座条处]$")
# 新建一批年出栏万羽以上养殖场: how large each of those is that nobody counts.
_SOME = re.compile(r"(?:一(?:大|小)?批|若干|多个|一系列)[^,;。、\d和与及达超到在为]{0,8}$")
_SOME_SUCH = re.compile(r"的?[^,;。、\d]{2,16}(?=[,;。、]|$)")
# 收入5万元以下经济薄弱村全部清零: which are to be none.
_ALL_GONE = re.compile(r"的?[^,;。、\d]{1,12}?(?:动态|全部|基本|实现)*[“\"]?清零")
_COUNTED_BEHIND = re.compile(r"[、,]?[^;。,\d]{0,30}的[^,;。\d]{0,14}\d+(?:家|个|户|项|条|座)")


def is_size(candidate: Candidate) -> bool:
    """Tell the size of what is counted (建设1个面积200亩以上的基地, 年产值超100亿元、具有竞争力的企业2家).

    Args:
        candidate: a quantity in its place.
    """
    if _holds_so_many(candidate):
        return True
    bounded = candidate.quantity.comparator is not Comparator.EQ
    if bounded and _SOME.search(candidate.left) and _SOME_SUCH.match(candidate.after):
        return not is_size_alone(candidate)
    if _ALL_GONE.match(candidate.after) and candidate.quantity.comparator in _BOUNDED:
        return True
    if candidate.quantity.unit in _COUNTS | RATES:
        return False
    if _describes_project(candidate):
        return True
    if not candidate.left and _COUNT_TOUCHES.search(candidate.before):
        return True
    if _SHARE_OF_SIZED.match(candidate.after) and candidate.quantity.comparator in (
        Comparator.GE,
        Comparator.GT,
    ):
        return True
    if _COUNTED_BEFORE.search(candidate.before) or candidate.left.endswith("流域面积"):
        return True
    if candidate.quantity.unit in _SIZES and lexicon.ADD.search(candidate.left):
        return _THINGS_BEHIND.match(candidate.after) is not None
    return bounded and _COUNTED_BEHIND.match(candidate.after) is not None


# 出栏500头以上生猪养殖比重达到50%
_SHARE_OF_SIZED = re.compile(
    rf"(?:的)?[^,;。、\d]{{2,20}}(?:比重|比例|占比|[^,;。、\d]率)(?:要|将|力争)?(?:达|超|提高|提升|占|突破|为|{AT_LEAST})"
)
# 建设20万千瓦光伏电站2座, 新建年产5万吨的生产线3条
_SIZES = frozenset({"千瓦", "兆瓦", "吨", "平方米", "亩", "公顷", "千伏"})
_THINGS_BEHIND = re.compile(r"的?[^,;。、\d]{1,12}\d+(?:座|条|个|家|处|栋|所)")


def _holds_so_many(candidate: Candidate) -> bool:
    """30户以上自然村, 10人以下小微企业: what is said of places and bodies is by how many they hold, and counts none."""
    what = _HOLDERS.get(candidate.quantity.unit)
    if what is None or candidate.quantity.comparator not in _BOUNDED:
        return False
    return what.match(candidate.after) is not None and not is_size_alone(candidate)


_BOUNDED = (Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT)
# Those who live or work there are counted: 300人以上社区居民, 20户以上村民.
_NOT_THOSE_IN_THEM = r"(?!民(?!小组)|居民|群众|村民|农户|住户|业主|家庭|职工|员工|人员|负责人|代表)"
_HOLDERS = {
    "户": re.compile(
        r"(?:的|规模的?)?[^,;。、\d的]{0,8}?(?:(?<![农乡])村(?![企医集居务容貌])|寨|屯(?!粮)|院落|小区|片区|台区|居住区|安置区|楼栋|"
        rf"(?:居住|安置|聚居|搬迁|定居)点){_NOT_THOSE_IN_THEM}"
    ),
    "人": re.compile(
        r"(?:的|规模的?)?[^,;。、\d的]{0,8}?(?:企业|单位|机构|公司|(?<![农乡])村(?![企医集居务容貌])|学校|小区|工地|经营主体"
        r"|会议|会展|展会|活动|赛事|论坛|年会|演出|大?班额?(?![次车组])|班级)"
        rf"{_NOT_THOSE_IN_THEM}"
    ),
}


def is_size_alone(candidate: Candidate) -> bool:
    """Tell a size with no count beside it, which is promised itself (组建100人以上的导师团).

    Args:
        candidate: a quantity in its place.
    """
    if candidate.quantity.unit in AMOUNTS or _COUNTED_BEHIND.match(candidate.after):
        return False
    return (
        _BUILT_SO_LARGE.search(candidate.before) is not None and _OF_KIND.match(candidate.after) is not None
    )


_BUILT_SO_LARGE = re.compile(
    r"^(?:力争|计划|拟|将|加快|推进|市|县|区|全市|再|规划|[\s\d.、()])*(?:组建|建设|建成|打造|新建|设立|布局|改造提升|筹建|培养|造就)"
    rf"(?:一[支个座批]|总|建筑|使用)?(?:面积|规模)?(?:{AT_LEAST}|达到?)?$"
)
_OF_KIND = re.compile(r"的[^,;。的\d]{2,24}(?=[,;。]|$)")


def is_size_of_whole(candidate: Candidate) -> bool:
    """Tell how large an industry or a park is to become (打造200亿级新材料产业) from a class of those so large.

    Args:
        candidate: the quantity in its place.
    """
    if candidate.quantity.unit not in MONEY or not candidate.after.startswith(("级", "规模")):
        return False
    start = len(candidate.before)
    words = f"{candidate.before}{candidate.quantity.text}{candidate.after}"
    return is_size_of_industry(words, Span(start, start + len(candidate.quantity.text)))


def _describes_project(candidate: Candidate) -> bool:
    """总投资38亿元, 占地820亩, 年产5万吨的生产线项目: what one project is like, with no bound to be met."""
    if candidate.quantity.comparator not in (Comparator.EQ, Comparator.APPROX):
        return False
    if _SIZE_OF_PROJECT.search(candidate.before):
        return True
    if _CAPACITY.search(candidate.before):
        return _NAMED_BY_CAPACITY.match(candidate.after) is not None
    is_pushed = candidate.quantity.unit not in MONEY and _PUSHED.search(candidate.before)
    return bool(is_pushed) and _AND_OTHERS.match(candidate.after) is not None


_SIZE_OF_PROJECT = re.compile(
    r"(?:(?<!成)(?<!实现)(?<!年)(?<!期间)(?:计划|概算|估算|预计)?(?<!年)总投资额?|总?概算|占地(?:面积)?|总?建筑面积|总?用地面积|规划(?:用地|范围)?面积|核准面积|管辖面积|"
    r"(?<![里步道路管])全长|跑道长|跑道宽|海拔|桥隧比|设计时速|时速|双向|水深|单机容量|设计床位)(?:约|达到?|为|近)?$"
)
# 年产30万吨聚碳酸酯、10万吨环氧丙烷等12个项目: the capacities are in the names of projects.
_CAPACITY = re.compile(r"(?:年产|年加工|年处理|日处理|日加工|年屠宰|年出栏)(?:\d[^,;。]{1,24}、)*$")
_NAMED_BY_CAPACITY = re.compile(
    r"的?[^,;。\d]{2,24}(?:、\d[^,;。]{1,30})*(?:等\d+个)?[^,;。\d]{0,8}(?:项目|厂|中转站|加工中心|生产线|养殖)"
)
# 推动恒山5万吨树脂、东海广场等重点项目建设: so are those of projects that are only pushed on.
_PUSHED = re.compile(
    r"(?:推动|推进|加快|促进|抓好|抓紧|支持)(?:[^,;。]{2,40}、)?(?!完成|建成|新增|新建|改造|实施)[\u4e00-\u9fffA-Za-z“”]{2,14}$"
)
_AND_OTHERS = re.compile(
    r"(?!的|以上)[^,;。、\d]{2,20}(?:、[^,;。]{2,60})?等(?:一批)?[重点大]*(?:建设|产业)?(?:项目|工程)(?!\d)"
)


def counts_later(candidate: Candidate) -> bool:
    """Tell a size with a noun and a count behind it (引进千万元以上大项目30个, 建设万亩基地2个).

    Args:
        candidate: a quantity in its place.
    """
    sized = candidate.quantity.comparator is not Comparator.EQ or not any(
        map(str.isdigit, candidate.quantity.text)
    )
    if sized and candidate.quantity.unit in MONEY and _COUNT.match(candidate.after):
        return True
    return (
        sized
        and bool(_NOUN_AND_COUNT.match(candidate.after))
        and candidate.quantity.unit not in _COUNTS | RATES
    )


_NOUN_AND_COUNT = re.compile(r"(?!的)[\u4e00-\u9fff“”()]{2,14}(?<!增长|达到|突破|其中)\d")
# 新增年收入80万元以上村6个
_COUNT = re.compile(r"(?:的?[村县镇乡户店园区]|的?(?:达到?|突破|超过?|有))?\d+(?:个|家|户|项|名)")
