"""What cells, rows and columns are called, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from policycmp.models import Basis


class Wording(NamedTuple):
    """The fixed words of the tables in one language; braces are filled in by the tables."""

    comma: str
    by: str
    named_year: str
    per_year: str
    per_year_to: str
    growth_times: str
    not_comparable: str
    yearly: str
    total: str
    growth: str
    over_years: str
    no_date: str
    no_deadline: str
    needs: str
    level: str
    other_unit: str
    benchmark: str
    part: str
    parts: str
    baseline: str
    baseline_undated: str
    converted: str
    per: str
    share_of: str
    soft: str
    conversion: str
    growth_rate: str
    growth_points: str
    unread: str
    none: str
    residual: str
    row_total: str
    row_added: str
    row_added_unknown: str
    row_growth: str
    row_growth_years: str
    unit: str
    coverage_title: str
    targets_title: str
    ambition_title: str
    topic: str
    indicator: str
    rows: str
    all_topics: str
    score: str
    outside: str
    coverage_note: str
    targets_note: str
    ambition_note: str
    measures_title: str
    measure: str
    quantified: str
    committed: str
    mentioned: str
    measures_note: str
    overrides_note: str

    def basis_of_row(self, basis: Basis | None, window: int | None) -> str:
        """Say what a row's numbers are: totals, additions, growth; empty for incentives and rules."""
        if basis is Basis.LEVEL:
            return self.row_total
        if basis is Basis.INCREMENT:
            return self.row_added if window else self.row_added_unknown
        if basis is Basis.GROWTH:
            return self.row_growth_years.format(years=window) if window and window > 1 else self.row_growth
        return ""


_ENGLISH = Wording(
    comma=", ",
    by="{number} by {year}",
    named_year="{number} in {year}",
    per_year="{number} a year",
    per_year_to="{number} a year to {year}",
    growth_times="×{number}",
    not_comparable="n/c: {reason}",
    yearly="yearly",
    total="total",
    growth="growth",
    over_years="over {years} years",
    no_date="no date",
    no_deadline="no deadline",
    needs="needs {what}",
    level="level",
    other_unit="unit",
    benchmark="{number} (benchmark)",
    part="part: {parts}",
    parts="parts: {parts}",
    baseline="{number} in {year}",
    baseline_undated="from {number}",
    converted="converted from {amount}, {what} of {year}",
    per="{number} per {size} of {what} ({year})",
    share_of="{number} % of {what} ({year})",
    soft="soft: {word}",
    conversion="{amount} over the {what} of {year}, {figure} ({source})",
    growth_rate="{rate} %/yr",
    growth_points="{rate} points/yr",
    unread="unread",
    none="–",
    residual="(no topic)",
    row_total="total",
    row_added="added a year",
    row_added_unknown="added",
    row_growth="growth",
    row_growth_years="growth over {years} years",
    unit=" ({unit})",
    coverage_title="Coverage: clauses (quantified commitments)",
    targets_title="Targets side by side",
    ambition_title="Ambition",
    topic="Topic",
    indicator="Indicator",
    rows="Rows",
    all_topics="All topics",
    score="{score} ({rows})",
    outside="{topic}: outside the registry",
    coverage_note="A clause counts for each of its topics; – : no clause, or no commitment.",
    targets_note=(
        "n/c: not comparable, with the reason; part: binds only a smaller area; "
        "–: read, and no commitment found; ≈: rows alike in their words, not held to count the same."
    ),
    ambition_note=(
        "Rank k/n among plans of one level in each comparable row, 1 the most ambitious; [1]: from a single row. "
        "From {count} plans on, the mean percentile with its number of rows."
    ),
    measures_title="Measures: named instruments of policy",
    measure="Measure",
    quantified="by number ({clauses})",
    committed="committed ({clauses})",
    mentioned="mentioned ({clauses})",
    measures_note="In brackets the clauses; by number: a commitment counts it; –: looked for and not found.",
    overrides_note="Corrected by hand: {ids}",
)
_CHINESE = Wording(
    comma="，",
    by="{number}（到{year}年）",
    named_year="{number}（{year}年）",
    per_year="年均{number}",
    per_year_to="每年{number}（到{year}年）",
    growth_times="×{number}",
    not_comparable="不可比：{reason}",
    yearly="年增量",
    total="总数",
    growth="增长",
    over_years="{years}年累计",
    no_date="无发文年份",
    no_deadline="无期限",
    needs="缺{what}",
    level="层级不同",
    other_unit="单位不同",
    benchmark="{number}（参照）",
    part="部分：{parts}",
    parts="部分：{parts}",
    baseline="{year}年{number}",
    baseline_undated="原为{number}",
    converted="由{amount}按{year}年{what}折算",
    per="每{size}{what}{number}（{year}年）",
    share_of="占{what}{number}%（{year}年）",
    soft="软：{word}",
    conversion="{amount}除以{year}年{what}{figure}（{source}）",
    growth_rate="年均{rate}%",
    growth_points="年均{rate}个百分点",
    unread="未读出",
    none="–",
    residual="（无主题）",
    row_total="总数",
    row_added="年新增",
    row_added_unknown="新增",
    row_growth="增长",
    row_growth_years="{years}年增长",
    unit="（{unit}）",
    coverage_title="覆盖：条款数（量化承诺数）",
    targets_title="目标值并列",
    ambition_title="力度",
    topic="主题",
    indicator="指标",
    rows="行数",
    all_topics="全部主题",
    score="{score}（{rows}）",
    outside="{topic}：指标库之外",
    coverage_note="一条可计入多个主题；–：没有条款或没有承诺。",
    targets_note="不可比：注明原因；部分：只约束较小区域；–：已读，未见承诺；≈：措辞相近，不等于同一指标。",
    ambition_note="各可比行内同级地区的名次k/n，1为力度最大；[1]：仅有一行。{count}个及以上时为平均百分位及行数。",
    measures_title="政策工具",
    measure="工具",
    quantified="量化承诺（{clauses}）",
    committed="承诺（{clauses}）",
    mentioned="仅提及（{clauses}）",
    measures_note="括号内为条款数；量化承诺：有数字；–：已查，未见。",
    overrides_note="人工更正：{ids}",
)
WORDINGS = {"en": _ENGLISH, "zh": _CHINESE}
