"""What the lines of an explanation are called, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExplanationWording:
    """The fixed words of explanations in one language; braces are filled in."""

    title: str
    figure: str
    heads: tuple[str, str, str]
    barred: str
    value: str
    stated: str
    annualized: str
    converted: str
    others: str
    latest: str
    rank: str
    ranked: str
    alone: str
    ratio: str
    percentile: str
    per: str
    baseline: str
    growth: str
    points: str
    said: str
    worked_back: str
    from_context: str
    above: str
    gap: str
    growth_gap: str
    growths: str
    fair_share: str
    lead: str
    no_lead: str
    credibility: str
    firm: str
    soft: str
    score: str
    mean: str
    mean_of_topics: str
    left_out: str


EXPLANATIONS = {
    "en": ExplanationWording(
        title="How the figures were made",
        figure="Figure",
        heads=("value", "arithmetic", "sentences"),
        barred="not comparable",
        value="value",
        stated="as stated: {text}",
        annualized="{number} ÷ {years} years",
        converted="100 × {amount} ÷ {figure} ({what} of {year}; {source})",
        others="other numbers",
        latest="the latest year is compared",
        rank="rank",
        ranked="place among {values}",
        alone="no other plan of its level in this row",
        ratio="ratio to the median",
        percentile="percentile",
        per="per {what}",
        baseline="baseline",
        growth="growth a year",
        points="points a year",
        said="stated: {text}",
        worked_back="worked back from {total} and its change of {change} since {since}",
        from_context="context: {source}",
        above="plan above",
        gap="gap to the plan above",
        growth_gap="growth gap",
        growths="own growth − growth of the plan above",
        fair_share="fair-share ratio",
        lead="lead in years",
        no_lead="a deadline is missing",
        credibility="credibility",
        firm="firm wording",
        soft="soft wording",
        score="score",
        mean="mean of {values}",
        mean_of_topics="mean of the topics: {values}",
        left_out="range with one row left out",
    ),
    "zh": ExplanationWording(
        title="数字的由来",
        figure="项目",
        heads=("数值", "算式", "原句"),
        barred="不可比",
        value="比较值",
        stated="原文：{text}",
        annualized="{number} ÷ {years}年",
        converted="100 × {amount} ÷ {figure}（{year}年{what}；{source}）",
        others="其他数值",
        latest="以最晚年份比较",
        rank="名次",
        ranked="在 {values} 中的位置",
        alone="本行没有同级的其他地区",
        ratio="与中位数之比",
        percentile="百分位",
        per="单位{what}",
        baseline="基数",
        growth="年均增长",
        points="年均百分点",
        said="原文：{text}",
        worked_back="由{total}及{since}年以来的变化{change}倒推",
        from_context="背景表：{source}",
        above="上级方案",
        gap="与上级方案之差",
        growth_gap="增速之差",
        growths="自身增速 − 上级增速",
        fair_share="份额比",
        lead="提前年数",
        no_lead="缺期限",
        credibility="可信度",
        firm="硬约束措辞",
        soft="软约束措辞",
        score="得分",
        mean="{values} 的平均",
        mean_of_topics="各主题平均：{values}",
        left_out="去掉任一行后的范围",
    ),
}
