"""Align what plans call their numbers to canonical indicators: many wordings, one id for the thing measured."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.config import Config, Indicator
    from policycmp.models import Target
    from policycmp.rows.units import Units

# Praise before a noun narrows nothing that could be counted: 具有国际竞争力的, 有影响的.
_PRAISE = re.compile(r"^[^的]{0,6}?(?:具有|拥有|具备|有)[^的]{1,14}(?:力|影响|作用|水平|优势|特色)的")
_MARKS = re.compile(r"[\s\"'“”‘’「」《》()\[\],·的]")
# What must stand in a name before a spelling of it is looked for, the spellings, and the one that is kept.
_SPELLINGS = tuple(
    (tuple(cues.split()), re.compile(pattern), plain)
    for cues, pattern, plain in (
        ("研究 R", r"(?:研究与试验发展|研究与实验发展|研究与发展|研究开发|R&D|RD)+", "研发"),
        (
            "研发",
            r"研发经费(?:投入|支出|内部支出)?|研发支出|研发投入(?:经费|总量|总额)?",
            "研发投入",
        ),
        ("规上", r"规上", "规模以上"),
        ("规模工业", r"规模工业", "规模以上工业"),
        ("生产总值 gdp", r"(?:国内|地区|全市|全省)?生产总值|gdp", "GDP"),
        ("比例 比率 份额", r"比例|比率|份额", "比重"),
        ("万人", r"每?万人口?(?!次)", "万人"),
        ("技改", r"技改", "技术改造"),
        ("高企", r"高企(?!业)", "高新技术企业"),
        ("万名", r"每?万名", "万名"),
        ("科学技术", r"科学技术", "科技"),
        ("地方财政", r"地方财政", "财政"),
        ("期满 到期 通过 获得 成功", r"(?:期满|到期)后?|通过|获得|成功", ""),
        ("占全部", r"占全部", "占"),
        ("在", r"^(.+?)在(.+?)中(?:所占|占)?(?:占比|比重)", r"\1占\2"),
        ("比重", r"(占.+?)(?:总量|总额)?比重", r"\1"),
    )
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PREFIXES = _words(
    """
    全市域 全市 全省 全县 全区 全州 全盟 全域 全社会 我市 我省 我区 我县 本市 市域
    区内 年度 全年 每年 年均 年 新增加 新增入库 新增 净增加 净增 增加 新认定 新获批
    获批 认定 评价入库 入库备案 新入库 入库 备案 评价 新登记 登记 新培育引进
    新培育建设 培育引进 培育建设 新培育 培育 培养 新引进 引进 引育 招引 柔性引进 柔性
    集聚 吸引 新招引 新建成 新建设 新建 新组建 组建 新设立 设立 建设 建成 建立 建有
    改造提升 新改扩建 新改建 改扩建 新开工 布局建设 布局 打造 创建 新创建 发展 推广 新实施 组织实施 实施 完成 实现 争取
    力争 确保 再新增 再 拥有 通过 累计 选派 派出 选聘 聘请 发放 推动 推进 支持 开展 各类 有效期内 总
    """
)
_SUFFIXES = _words(
    """
    总数量 总数 总量 数量 家数 户数 个数 人数 件数 数 存量 保有量 达到 达 突破
    规模达到 总数达到 年均增长率 年均增长 年均增速 增长率 同比增长 增长 增速 增幅 涨幅
    同比 提高 提升 新增数 新增 净增 认定数 认定 入库数 入库 备案 培育 建设 引进
    总额 完成额 上升 控制 保持 稳定 评价
    增加 再新增 每年新增 每年 年均 力争 确保 预计 再 也 新认定 新培育 入库备案 备案入库 引进 实施 建成 建立
    完成 拥有 组建 转化 选派 累计
    """
)
_BENEFITS = _words(
    """
    一次性 奖补 补贴 补助 奖励 支持 资助 扶持 资金 经费 奖金 配套 最高 标准 金额
    额度 上限 给予 后补助 启动
    """
)
_GRANT_PREFIXES = _PREFIXES | {"企业"}
_GRANT_SUFFIXES = _SUFFIXES | _BENEFITS
_LONGEST_WORD = max(map(len, _GRANT_PREFIXES | _GRANT_SUFFIXES))
_KINDS_OF_PARTS = ("高新区", "经开区", "开发区", "园区", "区内")
_LONGEST = 60


class Aligner:
    """Finds the indicator of a commitment by its name, type and unit."""

    def __init__(self, config: Config, units: Units) -> None:
        self._units = units
        self._indicators: defaultdict[TargetType, dict[str, list[Indicator]]] = defaultdict(dict)
        self._excluded: dict[str, tuple[str, ...]] = {}
        for indicator in config.indicators:
            self._excluded[indicator.id] = tuple(normalize(word) for word in indicator.not_)
            for name in sorted({normalize(name) for name in indicator.names}):
                self._indicators[TargetType(indicator.type)].setdefault(name, []).append(indicator)

    def align(self, target: Target, region: str | None = None) -> Indicator | None:
        """Find the indicator that a commitment counts (see `identify`)."""
        return self.identify(target, region)[0]

    def identify(self, target: Target, region: str | None = None) -> tuple[Indicator | None, str]:
        """Find the indicator that a commitment counts, or else name the commitment (see `name_of`).

        Args:
            target: the commitment.
            region: the short name of the region that the plan speaks for, which may stand before the name.

        Returns:
            The indicator with the longest name that is the whole of the commitment's own, counting words aside, and
            whose unit family fits, and no name; None and a name where there is none, or more than one.
        """
        whole = normalize(target.indicator)
        left, known = _cores_of(target, whole, region), self._indicators[target.type]
        for core in left:
            if core not in known:
                continue
            fitting = [
                indicator
                for indicator in known[core]
                if self._units.family(target, indicator.unit) and not self._is_excluded(indicator, whole)
            ]
            if fitting:
                return (fitting[0], "") if len(fitting) == 1 else (None, left[-1])
        return None, left[-1]

    def _is_excluded(self, indicator: Indicator, whole: str) -> bool:
        return any(word in whole for word in self._excluded[indicator.id])


@lru_cache(maxsize=16384)
def normalize(text: str) -> str:
    """Write an indicator's text in one spelling: folded, without praise, marks and 的, common variants made alike."""
    plain = _MARKS.sub("", _PRAISE.sub("", fold(text).strip()))
    for cues, pattern, spelling in _SPELLINGS:
        for cue in cues:
            if cue in plain:
                plain = pattern.sub(spelling, plain)
                break
    return plain


def cores(whole: str, kind: str, places: tuple[str, ...] = ()) -> tuple[str, ...]:
    """List what is left of a normalized name as words of counting are taken off its ends, longest first.

    Args:
        whole: a name as `normalize` writes it.
        kind: the type of the commitment; an incentive also loses words such as 奖补.
        places: names of places that may be taken off the front.
    """
    leading = tuple([place for place in places if place and place in whole]) if places else ()
    return _cores(whole[:_LONGEST], kind == TargetType.INCENTIVE, leading)


@lru_cache(maxsize=16384)  # plans share most of their names, and rarely set a place before them
def _cores(whole: str, is_grant: bool, places: tuple[str, ...]) -> tuple[str, ...]:
    seen = {whole}
    waiting = list(seen)
    while waiting:
        for core in _shortened(waiting.pop(), places, is_grant):
            if core not in seen:
                seen.add(core)
                waiting.append(core)
    return tuple(sorted(seen, key=lambda core: (-len(core), core)))


def name_of(target: Target, region: str | None = None) -> str:
    """Name an unaligned commitment by its shortest core, so that plans which use the same words share a row."""
    return _cores_of(target, normalize(target.indicator), region)[-1]


def _cores_of(target: Target, whole: str, region: str | None) -> tuple[str, ...]:
    """List the cores of a commitment's name; the plan's region and the part that is bound may stand before it."""
    places = (f"{region}市", f"{region}省", region) if region and region in whole else ()
    if not target.binds_all:
        places = (*places, normalize(target.scope), *_KINDS_OF_PARTS)
    return cores(whole, target.type, places)


def _shortened(text: str, places: tuple[str, ...], is_grant: bool) -> Iterator[str]:
    """Take one word of counting off the front or the end, in every way that leaves two characters at least."""
    prefixes, suffixes = (_GRANT_PREFIXES, _GRANT_SUFFIXES) if is_grant else (_PREFIXES, _SUFFIXES)
    for length in range(1, min(_LONGEST_WORD, len(text) - 2) + 1):
        if text[:length] in prefixes:
            yield text[length:]
        if text[-length:] in suffixes:
            yield text[:-length]
    for place in places:
        if text.startswith(place) and len(text) > len(place) + 1:
            yield text[len(place) :]
