"""What the digest of many plans is called, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple


class DigestWording(NamedTuple):
    """The fixed words of a digest in one language; braces are filled in. `names` is set between names of plans."""

    opening: str
    names: str
    more: str
    coverage: tuple[str, ...]
    coverage_note: str
    measures: tuple[str, ...]
    measures_note: str
    targets: tuple[str, ...]
    targets_note: str
    outside: str
    ambition_stub: str
    ambition: tuple[str, ...]
    highest: str
    lowest: str
    ambition_note: str
    unranked: str
    credibility: tuple[str, ...]
    credibility_note: str
    upper_note: str


_ENGLISH = DigestWording(
    opening=(
        "{count} plans are too many to lay side by side: figures over all of them follow.\n"
        "Narrow them with --cities or --where, the rows with --topic or --top; -o FILE.xlsx has every cell."
    ),
    names=", ",
    more=" (+{count})",
    coverage=("plans", "clauses", "commitments", "share, median %"),
    coverage_note=(
        "A clause counts for each of its topics; the median share of the text is that of the plans that speak of it."
    ),
    measures=("by number", "committed", "mentioned", "not found"),
    measures_note="Plans, each in one column: the strongest way in which it speaks of the measure.",
    targets=("plans", "comparable", "lowest", "median", "highest", "most ambitious"),
    targets_note=(
        "Comparable: plans of the level compared whose numbers may be set beside each other; the plans named are those "
        "at the more ambitious end, (+k) as many more with the same number as the last of them."
    ),
    outside=(
        "{rows} more rows outside the registry hold {commitments} commitments of {plans} plans: "
        "policycmp targets PLANS --list, or -o FILE.xlsx."
    ),
    ambition_stub="Plan",
    ambition=("place", "score", "rows", "one row left out"),
    highest="Highest scores",
    lowest="Lowest scores",
    ambition_note="The score is the mean percentile among plans of one level; plans are ranked from two rows on.",
    unranked="Not ranked: {single} plans that rest on one row, {unscored} without a comparable row.",
    credibility=("commitments", "share, %"),
    credibility_note="Of {count} commitments in {plans} plans. A second axis beside ambition; never blended.",
    upper_note="Plans under the one above, counted by what they make of each topic and indicator.",
)
_CHINESE = DigestWording(
    opening=(
        "共{count}份方案，并列过宽，以下为汇总。\n"
        "用--cities或--where缩小方案范围，用--topic或--top减少行数；全部单元格见-o FILE.xlsx。"
    ),
    names="、",
    more="（另{count}份）",
    coverage=("方案数", "条款数", "承诺数", "篇幅中位数%"),
    coverage_note="一条可计入多个主题；篇幅中位数只算涉及该主题的方案。",
    measures=("量化承诺", "承诺", "仅提及", "未见"),
    measures_note="方案数；每份方案只计入其最强的一种表述。",
    targets=("方案数", "可比", "最低", "中位数", "最高", "力度最大"),
    targets_note="可比：同级且可并列比较的方案；所列为力度较大一端的方案，括号内为与末位同值的其余方案数。",
    outside=(
        "指标库之外另有{rows}行，含{plans}份方案的{commitments}项承诺："
        "policycmp targets PLANS --list，或-o FILE.xlsx。"
    ),
    ambition_stub="方案",
    ambition=("名次", "得分", "行数", "去一行范围"),
    highest="得分最高",
    lowest="得分最低",
    ambition_note="得分为同级方案中的平均百分位；有两行及以上的方案才排名。",
    unranked="未排名：仅有一行的方案{single}份，无可比行的方案{unscored}份。",
    credibility=("承诺数", "占比%"),
    credibility_note="共{plans}份方案的{count}项承诺。与力度并列的另一维度，二者不合并。",
    upper_note="下级方案数，按其对上级各主题、指标的回应计。",
)
DIGESTS = {"en": _ENGLISH, "zh": _CHINESE}
