"""The amount of a variant in brackets behind the plain one: 每件资助1000元(非职务发明500元), 奖5万元(续评2万元)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.prices import MONEY

if TYPE_CHECKING:
    from policycmp.models import Quantity, Span
    from policycmp.targets.candidates import Candidate, ClauseText

# Who or what gets it instead, perhaps behind others of the same brackets: 非职务发明, 市级4万元、县级.
_OF_VARIANT = re.compile(
    r"(?:[^,;。、:\d()]{1,14}\d[\d.]*[万亿]?元[、,;])*(?P<variant>[^,;。、:\d()]{1,14}?)(?:每[个家件项人户亩])?\Z"
)
_ENDS = re.compile(r"(?:/[^,;。、\d()]{1,4})?(?=[、,;)])")
# What stands before the bracket belongs to the plain amount: 20万元/人(…, 50万元奖励(…
_BEHIND_PLAIN = re.compile(r"(?:/[^,;。、\d()]{1,4})?(?:的?(?:奖励|补助|补贴|资助|奖金))?")
# A price, a part, an instalment or what was: no amount of another.
_NO_VARIANT = re.compile(
    r"含|包括|配套|资金|经费|价|租金|租赁费|成本|投资|投入|收入|营收|产值|销售|纳税|税收|利润|总额|总计|合计|共计|累计|人均|平均|注册|贷款|规模|余额|存款|自筹|自付"
    r"|其中|[折约为是共计达至到超过比较]$|相当|已|了|原|去年|上年|首[付期年]|第[一二三四五\d]|次年|当年|尾款|余款|预[付拨]|拨付|年薪|工资|保证金|押金|罚|不[足满低高超少]"
)
_MOST_TIMES = 20


def grants_variant(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what another class than the plain one gets, in brackets behind the amount of that.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    return variant_of(candidate, clause) is not None


def variant_of(candidate: Candidate, clause: ClauseText) -> str | None:
    """Give the class whose own amount stands in brackets behind the plain one.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        The words in the brackets that tell whose it is; None where no amount of a grant stands before them.
    """
    quantity, around = candidate.quantity, clause.quotes_around(candidate.span)
    if around is None or clause.text[around.start] != "(":
        return None
    plain = _plain_before(candidate, around)
    if plain is None or plain.unit != quantity.unit or quantity.unit not in MONEY:
        return None
    if quantity.comparator is not Comparator.EQ or _sums_up_to(plain, clause, around):
        return None
    told = _OF_VARIANT.match(clause.text, around.start + 1, candidate.span.start)
    if told is None or _NO_VARIANT.search(told["variant"]):
        return None
    if not _ENDS.match(clause.text, candidate.span.end):
        return None
    alike = plain.value <= quantity.value * _MOST_TIMES <= plain.value * _MOST_TIMES**2
    granted = lexicon.GRANT_VERB.search(clause.flat, candidate.statement.start, around.start)
    behind = _BEHIND_PLAIN.fullmatch(clause.text, plain.span.end, around.start)
    return told["variant"] if behind and alike and granted else None


def _plain_before(candidate: Candidate, brackets: Span) -> Quantity | None:
    """Find the last amount before the brackets."""
    plain = candidate.previous
    while plain and plain.span.end > brackets.start:
        plain = plain.previous
    return plain.quantity if plain else None


def _sums_up_to(plain: Quantity, clause: ClauseText, brackets: Span) -> bool:
    """Tell the parts of an amount (10万元(省级6万元、市级4万元)), which brackets list too."""
    amounts = (
        mention.quantity.value
        for mention in clause.mentions
        if mention.quantity and brackets.start < mention.span.start < brackets.end
    )
    return sum(amounts) == plain.value
