"""Classes of persons by their degree, as allowances tell them apart: one form for all ways to say it (学士: 本科)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grades import Grade

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATTERN = re.compile(
    r"""
      # Not the stations that postdocs work in.
      (?P<博士后>博士后(?!科研|创新|流动|工作站|实践|项目|扬帆))
    # 本、硕、博毕业生: one character each in such a list.
    | (?P<博士>(?:全日制)?博士(?:研究生)?(?!后|点|学位授权|工作站|创新|服务团)
        | (?<=[硕和、])博(?=[毕以)、士研等])|(?<=硕)博(?=研|士|毕|人才))
    | (?P<硕士>(?:全日制)?硕士(?:研究生)?(?!点|学位授权)|(?<!博士)(?<!硕士)研究生(?!院|工作站|导师|联合|培养|教育)
        | (?<=[本、和])硕(?=[、和博毕])|(?<![一-鿿])硕(?=、博))
    | (?P<本科>(?:全日制)?(?:大学)?本科|学士|(?<=[对、,])本(?=、硕))
    | (?P<大专>(?:全日制)?(?:大专|专科(?=及|以|生|毕|学历|层次|\(高职)|高职(?=及|以|生|毕|学历|、|\(|专)))
    | (?P<中专>中专|中职(?=生|毕|学历)|中等职业学校(?=毕))
    # The universities, where no degree is named.
    | (?P<双一流>(?<!非)(?:双一流|985|211)(?!建设高校|学科建设))
    """,
    re.VERBOSE,
)
# One of them stands where `_PATTERN` matches; few clauses have any.
_DEGREE = re.compile(r"博|硕|研究生|本科|学士|本、|专科|大专|高职|中专|中职|中等职业学校|双一流|985|211")
_ABOVE = re.compile(r"(?:学历|学位|毕业生|研究生)?(?:\([^()]*\))?(?:及|或)?以上")
# How the persons are called, behind the class.
_NAMED = re.compile(
    r"(?:及以上|以上)?(?:学历|学位)?(?:院校|高校)?(?:应届)?(?:高校)?"
    r"(?:毕业生|毕业|研究人员|人员|人才|学生|生(?!活))?"
)
_UNIVERSITIES = "双一流"


def find_classes(flat: str) -> list[Grade]:
    """Find the classes of persons in a plain text, from left to right."""
    found: list[Grade] = []
    if not _DEGREE.search(flat):
        return found
    for match in _PATTERN.finditer(flat):
        named = _NAMED.match(flat, match.end())
        end = named.end() if named else match.end()
        plus = _ABOVE.match(flat, match.end()) is not None
        found.append(Grade(match.start(), end, str(match.lastgroup), False, plus))
    return found


def degrees(classes: Sequence[Grade]) -> list[Grade]:
    """Drop the universities where a degree is named too (双一流高校本科生)."""
    named = [each for each in classes if each.value != _UNIVERSITIES]
    return named or list(classes)


def nth_class(classes: Sequence[Grade], ordinal: int, listed: int) -> Grade | None:
    """Take the class of one amount of a list: the one at its place where there are as many, told once or twice."""
    told: list[Grade] = []
    for each in classes:
        if not told or told[-1].value != each.value:
            told.append(each)
    for choice in (classes, told):
        if len(choice) == listed:
            return choice[ordinal]
    return None


def single_class(classes: Sequence[Grade]) -> Grade | None:
    """Take the class where only one is named, of several the last: the lowest of 博士、硕士."""
    return classes[-1] if classes else None
