"""What the further tables are called, in English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycmp.scores.credibility import TICKS

if TYPE_CHECKING:
    from collections.abc import Mapping


class FurtherWording(NamedTuple):
    """The fixed words of the further tables in one language; braces are filled in."""

    indicator: str
    distribution: str
    quantiles: tuple[str, ...]
    distribution_note: str
    states: Mapping[str, str]
    credibility: str
    tick: str
    ticks: Mapping[str, str]
    ticks_mean: str
    credibility_note: str
    upper: str
    asked: str
    upper_topics: str
    upper_indicators: str
    upper_note: str
    uptakes: Mapping[str, str]
    against: str
    gap: str
    gap_points: str
    fair_share: str
    lead: str
    no_lead: str
    distinctive: str
    city: str
    topics: str
    commitments: str
    distinctive_note: str


_TICKS_EN = (
    "quantified, dated, baseline given, scope clear, lead agency named, co-responsible agencies named, milestones, "
    "money or instrument, assessment, document in force"
)
_TICKS_ZH = (
    "量化, 有期限, 有基数, 范围明确, 有牵头单位, 有责任单位, 有阶段目标, 有资金或工具, 有考核督查, 正式文件"
)


def _named(names: str) -> dict[str, str]:
    return dict(zip(TICKS, names.split(", "), strict=True))


FURTHER = {
    "en": FurtherWording(
        indicator="Indicator",
        distribution="Spread of the comparable numbers",
        quantiles=("comparable", "not", "lowest", "25 %", "median", "75 %", "highest", "spread"),
        distribution_note="Plans of the level compared; the spread counts them by eighths of the range, · none.",
        states={"basis": "basis", "window": "window", "context": "context", "level": "level"},
        credibility="Credibility: commitments with each tick",
        tick="Tick",
        ticks=_named(_TICKS_EN),
        ticks_mean="ticks of a commitment, mean (of 10)",
        credibility_note="A second axis beside ambition; the two are never blended.",
        upper="Against the level above",
        asked="Asked",
        upper_topics="topics",
        upper_indicators="indicators",
        upper_note=(
            "Gone beyond: a topic that the plan above lacks; a ratio more ambitious than its own, or a count above the "
            "fair share (share of the number over share of GDP)."
        ),
        uptakes={"taken up": "taken up", "not taken up": "not taken up", "gone beyond": "gone beyond"},
        against="{own} against {above}",
        gap="gap {gap}",
        gap_points="gap {gap} points",
        fair_share="fair share ×{ratio}",
        lead="lead {years} years",
        no_lead="no lead: a deadline is missing",
        distinctive="Distinctive",
        city="City",
        topics="topics",
        commitments="commitments",
        distinctive_note="What at most a tenth of the other plans of a level have as well; (+2): how many do.",
    ),
    "zh": FurtherWording(
        indicator="指标",
        distribution="可比数值的分布",
        quantiles=("可比", "不可比", "最低", "25 %", "中位数", "75 %", "最高", "分布"),
        distribution_note="同级地区；分布图按全距八等分计数，· 为无。",
        states={"basis": "口径", "window": "窗口", "context": "缺背景数据", "level": "层级"},
        credibility="可信度：具备各项的承诺数",
        tick="项目",
        ticks=_named(_TICKS_ZH),
        ticks_mean="每项承诺平均（满分10）",
        credibility_note="与力度并列的第二条轴，不合并计算。",
        upper="与上级方案对照",
        asked="上级要求",
        upper_topics="主题",
        upper_indicators="指标",
        upper_note="超出：上级没有的主题；比率高于上级，或数量高于按GDP计的份额。",
        uptakes={"taken up": "承接", "not taken up": "未承接", "gone beyond": "超出"},
        against="{own}，上级{above}",
        gap="差{gap}",
        gap_points="差{gap}个百分点",
        fair_share="份额比×{ratio}",
        lead="提前{years}年",
        no_lead="缺期限，无提前年数",
        distinctive="特色",
        city="地区",
        topics="主题",
        commitments="承诺",
        distinctive_note="同级其他地区至多一成也有的内容；（+2）为也有的地区数。",
    ),
}
