"""Measure words (家, 件, 人次) as a pattern: the longest first, and none that goes on as another word."""

from __future__ import annotations

import re

# A measure word that goes on as another word is none: 百亿项目 counts no 项, 5个人 …; the continuations are listed.
_CONTINUATIONS = {
    "项": "目(?!标)",
    "家": "(?:[庭底]|乡(?!镇)|园(?!区|林)|畜(?!牧)|属(?!地|于)|具(?![备有体]))",
    "发": "[展明布放生现射挥票起达动行电债证往出]",
    "P": "[A-Za-z0-9]",
    "GB": "[A-Za-z0-9/]",
    "名": "(?:[牌单城录胜誉称]|校(?!长)|优(?!秀|胜)|特(?![级聘派殊岗])|师(?!资|范|生)|医(?![生师疗务护]))",
    "条": "[件例款]",
    "次": "(?:[要序]|数(?!字|据))",
    "人": "(?:制(?![定造作])|游(?![览客])|计划|工程|行动|会议|[次才员均口民群文类事]|社(?!区)|大(?!代)|工(?!程|作))",
    "个": "(?:人(?!才|员|工)|体(?!育|验|系)|性|别|股|月)",
    "位": "[于列居置]",
    "所": "[有需属]",
    "元": "[素件旦宇]",
    "座": "谈",
    "支": "[持撑出部行柱付]",
    "户": "[籍口]",
    "处": "[理室于置]",
    "场": "[所地景馆]",
    "批": "[复准次]",
    "套": "[餐利]",
    "台": "[阶账]",
    "件": "套",
    "张": "家",
    "道": "[路德]",
    "期": "[间限满]",
    "点": "[位]",
    "株": "洲",
    "组": "[建织成]",
    "亩": "均",
    "辆": "均",
    "班": "[次级]",
    "本": "[市科级区]",
    "门": "[类诊户]",
    "站": "[点]",
    "村": "[民级庄]",
    "镇": "[级]",
    "吨": "位",
    "节": "[能约水]",
    "只": "有",
    "根": "[据本源治植除]",
    "枪": "[支械]",
    # A preposition too (2025年12对企业): a measure word only before what comes in pairs, or at the end.
    "对": r"(?!(?:以上|左右)?(?:[,;。、)\n]|$|[\u4e00-\u9fff]{0,12}(?:共同体|联合体|师徒|夫妻|伙伴|搭档|结对)))",
}

MONEY = frozenset({"元", "美元", "欧元", "港元"})
SHARES = frozenset({"%", "‰"})
SHARES_AND_POINTS = SHARES | {"百分点"}
RATES = SHARES | {"倍"}
AMOUNTS = MONEY | RATES
TIMES = frozenset({"工作日", "小时", "分钟", "天", "日", "周", "月"})

# Words that may have 个 before them (2个百分点).
_AFTER_A_COUNT = frozenset({"百分点", "工作日", "小时", "基点"})


def unit_pattern(units: tuple[str, ...]) -> str:
    """Match a measure word.

    Args:
        units: the measure words to know, without 万 and 亿.

    Returns:
        A pattern for folded text, with 个 before the words that take it.
    """
    words = sorted(units, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_one_unit, words)) + ")"


def _one_unit(word: str) -> str:
    guard = f"(?!{_CONTINUATIONS[word]})" if word in _CONTINUATIONS else ""
    return ("个?" if word in _AFTER_A_COUNT else "") + re.escape(word) + guard
