"""The words that renderers add themselves, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What headings, heads of columns and remarks are called; braces are filled in."""

    html: str
    evidence: str
    provenance: str
    group: str
    numbers: str
    evidence_heads: tuple[str, ...]
    number_heads: tuple[str, ...]
    cut: str
    unlinked: str
    colon: str
    sort: str
    continued: str
    shades: str
    charts: str
    chart_heads: tuple[str, ...]


_ENGLISH = Words(
    html="en",
    evidence="Evidence",
    provenance="Provenance",
    group="Group",
    numbers="Numbers",
    evidence_heads=("Table", "Row", "Column", "Cell", "Sentence", "Place", "Id"),
    number_heads=("Table", "Group", "Row", "Column", "Number", "Cell"),
    cut="Cut to the {most} characters that a cell holds: {cells}",
    unlinked="{count} cells are not linked: a sheet holds {most} links. Their sentences are in the sheet {sheet}.",
    colon=": ",
    sort="Sort by this column",
    continued="(continued)",
    shades="Shades, from light to dark: {shades}.",
    charts="Charts",
    chart_heads=("Plan", "number", "bound or about", "plan above", "median"),
)
_CHINESE = Words(
    html="zh-Hans",
    evidence="原句",
    provenance="出处",
    group="分组",
    numbers="数值",
    evidence_heads=("表", "行", "列", "单元格", "原句", "位置", "编号"),
    number_heads=("表", "分组", "行", "列", "数值", "单元格"),
    cut="超出单元格容量，截至{most}个字符：{cells}",
    unlinked="{count}个单元格没有链接：一张工作表至多{most}个链接。其原句见工作表{sheet}。",
    colon="：",
    sort="按此列排序",
    continued="（续）",
    shades="底色由浅至深：{shades}。",
    charts="图",
    chart_heads=("方案", "数值", "界限或约数", "上级方案", "中位数"),
)
_WORDS = {"en": _ENGLISH, "zh": _CHINESE}


def words_in(lang: str) -> Words:
    """Choose the words of a language, English where there are none."""
    return _WORDS.get(lang, _ENGLISH)
