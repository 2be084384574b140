"""How mistakes in a config are mended: for each a line that can be pasted in place of the wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from policycmp.config.inheritance import SECTIONS, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION_LINE = 'policycmp: "2"'
_WIDEST = 10**6
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A valid value for each key, as it would be typed.
EXAMPLES = {
    "policycmp": '"2"',
    "extends": "default",
    "id": "lighthouse-factories",
    "label": "{en: Lighthouse factories, zh: 灯塔工厂}",
    "en": "Lighthouse factories",
    "zh": "灯塔工厂",
    "about": "factories that lead the way",
    **dict.fromkeys(("core", "administration", "counting", "same_year", "notes", "intensive"), "true"),
    **dict.fromkeys(("rewarded", "anywhere", "plain"), "true"),
    **dict.fromkeys(
        ("strong", "terms", "names", "also", "means", "assessment", "firm", "soft"), "[灯塔工厂]"
    ),
    "verbs": "[建设]",
    "otherwise": "[鼓励]",
    "granted": "[博士]",
    "numbers": "[target]",
    "side": "demand",
    "stip": "{en: Governance, zh: 治理}",
    "variable": "focus",
    "says": "[target]",
    "horizon": "{from: 1, to: 3}",
    "from": "1",
    "to": "3",
    **dict.fromkeys(("negative", "not", "soft_object"), "[灯塔工厂联盟]"),
    "words": "{座: 1}",
    "unit": "firms",
    "units": "[firms]",
    "counts": "{object: 灯塔工厂, property: share, of: 规上工业企业}",
    "object": "灯塔工厂",
    "of": "规上工业企业",
    "ratio": "{amount: rd-spending, denominator: gdp}",
    "amount": "rd-spending",
    "denominator": "gdp",
    "topic": "industry",
    "indicator": "high-tech-enterprises",
    "require": "covered",
    "value": "2.5%",
    "by": "2030",
    "plans": "[plans]",
    "files": "[comparison.docx]",
    "tables": "[coverage, targets]",
    "options": "{lang: zh}",
    "field": "deadline",
    "note": "{en: as the plan says, zh: 依原文}",
    "settings": "{same_year: true}",
    "strengths": "{firm: [必须], soft: [力争]}",
    "percentile_from": "5",
    "most_megabytes": "256",
    "most_seconds": "50",
    "per": "1",
    "min_cities": "2",
    "top": "20",
}
_OF_ENTRY = {
    "topics": "{id: lighthouses, label: {en: Lighthouse factories, zh: 灯塔工厂}, strong: [灯塔工厂]}",
    "indicators": "{id: lighthouses, label: {en: Lighthouses, zh: 灯塔工厂}, names: [灯塔工厂数], unit: firms}",
    "denominators": "{id: lighthouses, label: {en: Lighthouses, zh: 灯塔工厂}, names: [灯塔工厂], unit: firms}",
    "measures": "{id: lighthouses, label: {en: Lighthouse factories, zh: 灯塔工厂}, terms: [灯塔工厂]}",
    "instruments": "{id: lighthouses, label: {en: Lighthouse factories, zh: 灯塔工厂}, side: demand, "
    "stip: {en: Governance, zh: 治理}, strong: [灯塔工厂]}",
    "directives": "{id: lighthouses, label: {en: exemplary, zh: 示范性}, terms: [示范]}",
    "subvariables": "{id: lighthouses, variable: focus, label: {en: Lighthouse factories, zh: 灯塔工厂}, "
    "terms: [灯塔工厂]}",
    "units": "{id: lighthouses, words: {座: 1}}",
    "rules": "{id: lighthouses, require: covered, topic: industry}",
    "comparisons": "{id: lighthouses, plans: [plans], files: [comparison.docx]}",
    "overrides": "{id: PLAN/一/1, field: deadline, value: 2030}",
}


def example_of(key: str) -> str:
    """Write a line with a valid value for a key; empty where none is known."""
    if key in EXAMPLES:
        return f"{key}: {EXAMPLES[key]}"
    return f"{key}: [{example_entry(key)}]" if key in {*SECTIONS, "overrides"} else ""


def example_entry(section: str, identifier: str = "lighthouses") -> str:
    """Write an entry of a section."""
    plain = "{id: lighthouses, label: {en: Lighthouse factories, zh: 灯塔工厂}}"
    return _OF_ENTRY.get(section, plain).replace("lighthouses", slug(identifier))


def slug(text: str) -> str:
    """Make an id of a text."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "my-entry"


def yaml_line(key: str, value: Any) -> str:
    """Write a key and its value on one line of YAML; empty where it is nothing that YAML writes."""
    try:
        line = yaml.safe_dump(
            {key: _listed(value)}, default_flow_style=True, allow_unicode=True, width=_WIDEST, sort_keys=False
        )
    except yaml.YAMLError:
        return ""
    return line.strip()[1:-1]


def mend_of_detail(detail: Any) -> str:
    """Write the line that mends what pydantic found; empty where only leaving the line out does."""
    key = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        near = nearest(key, {*EXAMPLES, *SECTIONS} - {key})
        if near is None or key in EXAMPLES:
            return ""
        return yaml_line(
            near, [value] if EXAMPLES.get(near, "")[:1] == "[" and isinstance(value, str) else value
        )
    if kind == "missing" and len(detail["loc"]) == 1:
        return VERSION_LINE if key == "policycmp" else "extends: default"
    if kind.startswith("union_tag"):
        allowed = re.findall(r"'([^']+)'", context.get("expected_tags", ""))
        return f"require: {nearest(str(context.get('tag', '')), set(allowed)) or 'covered'}"
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", context["expected"])
        chosen = nearest(str(value), set(allowed)) or allowed[0]
        return f"{key}: [{chosen}]" if isinstance(detail["loc"][-1], int) else f"{key}: {chosen}"
    if kind == "string_pattern_mismatch":
        return f"{key}: {slug(str(value))}"
    if kind == "tuple_type" and isinstance(value, str):
        return yaml_line(key, [value])
    if kind == "string_type" and key not in EXAMPLES and isinstance(value, int | float):
        return yaml_line(key, str(value))
    if kind in {"greater_than_equal", "less_than_equal"}:
        return f"{key}: {context.get('ge', context.get('le'))}"
    if kind == "value_error":
        return example_of("counts")
    return example_of(key)


def mend_yaml(source: str, line: int) -> str:
    """Write a line so that the text is YAML up to there and beyond; the line as a comment where no simple mend does.

    Args:
        source: the text.
        line: the line, from 1, at which it is none.
    """
    lines = source.splitlines()
    for place in dict.fromkeys((line - 1, line - 2)):
        if not 0 <= place < len(lines):
            continue
        wrong = lines[place]
        for mended in _candidates(wrong):
            text = "\n".join((*lines[:place], mended, *lines[place + 1 :]))
            if mended != wrong and _is_yaml(text):
                return mended
    return f"# {lines[line - 1].strip()}" if 0 < line <= len(lines) else ""


def _candidates(line: str) -> tuple[str, ...]:
    """Mend the slips of a hand: a tab, a bracket or a quote left open, a colon in a value, a space left out."""
    key, colon, value = line.partition(": ")
    quoted = f"{key}{colon}'{value.strip()}'"
    closed = (line.rstrip() + end for end in ("]", "}", "]}", '"', "'"))
    opened = line.rstrip().removesuffix("[").removesuffix("{").rstrip()
    return (line.replace("\t", "  "), *closed, opened, quoted, re.sub(r"^(\s*\w+):(?=\S)", r"\1: ", line))


def _is_yaml(text: str) -> bool:
    try:
        yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return False
    return True


def _listed(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_listed(each) for each in value]
    return {key: _listed(each) for key, each in value.items()} if isinstance(value, dict) else value


def yaml_entry(entry: Any) -> str:
    """Write an entry of a section as it would be typed: a key a line, its lists on one."""
    lines = [yaml_line(str(key), value) for key, value in entry.items()]
    return "".join(f"  {'- ' if place == 0 else '  '}{line}\n" for place, line in enumerate(lines))


def yaml_mapping(section: Mapping[str, Any]) -> str:
    """Write a section of single values: a key a line."""
    return "".join(f"  {yaml_line(str(key), value)}\n" for key, value in section.items())
