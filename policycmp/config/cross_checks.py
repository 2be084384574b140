"""What rules and comparisons refer to: each mistake with the path of the key that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.config.inheritance import Path, nearest
from policycmp.config.mends import example_of
from policycmp.language.quantities import find_quantities
from policycmp.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from policycmp.models import Quantity

# Where it stands, what is wrong, and a line that mends it.
Mistake = tuple[Path, str, str]
_KINDS = {"topic": "topics", "indicator": "indicators"}


def parse_amount(text: str, words: Collection[str]) -> Quantity | None:
    """Read a quantity that stands alone (`2.5%`, `1000家`, `100亿元`).

    Args:
        text: what stands in the config.
        words: the measure words of its units.

    Returns:
        The quantity, its value in the base unit of its magnitude; None where the text is anything else.
    """
    plain = "".join(fold(text).split())
    quantities = find_quantities(plain, tuple(sorted(words)))
    whole = len(quantities) == 1 and (quantities[0].span.start, quantities[0].span.end) == (0, len(plain))
    return quantities[0] if whole and quantities[0].value_max is None else None


def find_rule_mistakes(
    rules: Sequence[Mapping[str, Any]],
    known: Mapping[str, Collection[str]],
    units: Mapping[str, Collection[str]],
    indicators: Mapping[str, str],
) -> Iterator[Mistake]:
    """Find rules about what the config does not have, and bounds in a unit that an indicator is not counted in.

    Args:
        rules: the entries as they stand.
        known: the ids of each section.
        units: the measure words of each unit family, by its id.
        indicators: the unit family of each indicator, by its id.
    """
    for index, rule in enumerate(rules):
        for key, section in _KINDS.items():
            value = rule.get(key)
            # A composed id is that of its object, and what is said of it behind a point.
            if isinstance(value, str) and value.partition(".")[0] not in known[section]:
                text = f"no {key} `{value}` in {section}:{did_you_mean(value, known[section])}"
                near = nearest(value, set(known[section]))
                yield ("rules", index, key), text, f"{key}: {near}" if near else example_of(key)
        if isinstance(value := rule.get("value"), str) and (indicator := rule.get("indicator")) in indicators:
            words = _counted_in(rule, units, indicators[str(indicator)])
            if parse_amount(value, words) is None:
                example = f"2.5{next(iter(words), '%')}"
                text = f"`value`: {value!r} is no quantity of `{indicator}`; write a number with its unit ({example})"
                yield ("rules", index, "value"), text, f"value: {example}"


def _counted_in(
    rule: Mapping[str, Any], units: Mapping[str, Collection[str]], family: str
) -> Collection[str]:
    """List the measure words that a rule's number may have: growth of anything is a rate."""
    if rule.get("basis") == "growth":
        return [*units.get("percent", ()), *units.get("times", ())]
    rises = rule.get("basis") == "increment" and family == "percent"
    return units.get("points" if rises else family, ())


def find_comparison_mistakes(
    comparisons: Sequence[Mapping[str, Any]], topics: Collection[str]
) -> Iterator[Mistake]:
    """Find topics that the config does not have, standard input among the plans, and a file that two would write."""
    owners: dict[str, str] = {}
    for index, comparison in enumerate(comparisons):
        place: Path = ("comparisons", index)
        options = comparison.get("options")
        for topic in _texts(options.get("topic") if isinstance(options, dict) else ()):
            if topic not in topics:
                text = f"no topic `{topic}` in topics:{did_you_mean(topic, topics)}"
                near = nearest(topic, set(topics)) or "industry"
                yield (*place, "options", "topic"), text, f"options: {{topic: [{near}]}}"
        if "-" in _texts(comparison.get("plans")):
            yield (
                (*place, "plans"),
                "`plans`: standard input cannot be read again; name files, folders or globs",
                example_of("plans"),
            )
        for file in _texts(comparison.get("files")):
            owner = owners.setdefault(file, str(comparison.get("id")))
            if owner != str(comparison.get("id")):
                text = f"`{file}` is written by `{owner}` too; rename one"
                stem, point, ending = file.rpartition(".")
                yield (*place, "files"), text, f"files: [{stem}-2{point}{ending}]"


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Name the nearest of the known ids, or say what else mends it."""
    near = nearest(word, set(known))
    return f" did you mean `{near}`?" if near else " add it or take one of those"


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, tuple) else []
