"""Time limits: the step that must be done in so many days, before the number or behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.models import TargetType
from policycmp.naming.own_words import Thing
from policycmp.naming.properties import property_of

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

# 向社会公示5个工作日, 审核时限不超过3天
_BEFORE = re.compile(
    rf"(?P<step>公示|公告|征求意见|公开|响应|处理|受理|审核|审查|审批|评审|核查|办结|拨付|兑付|答复|回复|报送|备案|整改|申诉|复核)"
    rf"的?(?:期限?|时间|时限)?(?:应当|应|为|{AT_LEAST}|{AT_MOST})*$"
)
# 自受理之日起7个工作日内作出审批决定, 3个月内开工
_BEHIND = re.compile(
    r"""(?:内|之内|以内)?,?[^,;。:\n\d]{0,16}?
    (?P<step>验收申请|开工|动工|竣工|投产|达产|投入使用|办结|初审|复审|审核|审查|审批|评审|核查|复核|公示|公告|受理
      |批复|答复|回复|反馈|告知|备案|验收|整改|结案|审结|报送|上报|拨付|到位|兑付|兑现|支付|付款|下达|出结果|出具报告
      |[外转]拨|将[^,;。:]{0,6}(?:资金|经费|款项?)拨|报批|报请|响应|处理|更新|发布|签订)
    """,
    re.VERBOSE,
)
# 不得滞留资金超过15日
_HELD_BACK = re.compile(r"(?P<step>滞留|截留|延压)[^,;。:\d]{0,8}$")
_PAID = "资金拨付"
# 企业开办0.5个工作日内办结: what is done is told before.
_DONE = "办结"
# Steps of one kind, by the name that they bear in the field.
_KINDS = {
    "开工": "项目开工",
    "动工": "项目开工",
    "竣工": "项目竣工",
    "投产": "项目投产",
    "达产": "项目投产",
    "投入使用": "项目投产",
    "初审": "审核",
    "复审": "审核",
    "审查": "审核",
    "评审": "审核",
    "核查": "审核",
    "复核": "审核",
    "批复": "审批",
    "公告": "公示",
    "回复": "答复",
    "反馈": "答复",
    "告知": "答复",
    "审结": "结案",
    "上报": "报送",
    "拨付": "资金拨付",
    "到位": "资金拨付",
    "兑付": "资金拨付",
    "兑现": "资金拨付",
    "支付": "资金拨付",
    "付款": "资金拨付",
    "下达": "资金拨付",
    "滞留": "资金拨付",
    "截留": "资金拨付",
    "延压": "资金拨付",
    "报请": "报批",
    "出结果": "审核",
    "出具报告": "审核",
}
# A step with a glossary entry that counts such projects is one of them in time: the row tells it by its property.
OWN_STEPS = frozenset({"项目开工", "项目竣工", "项目投产", "资金拨付"})


def step_in_time(context: Context, place: Place) -> Thing | None:
    """Read the step that a rule gives so much time.

    Args:
        context: the clause.
        place: the number in its place.
    """
    if place.target.type is not TargetType.RULE or property_of(place.target, None) != "time":
        return None
    flat = context.passage.flat
    if step := _BEFORE.search(flat, place.segment[0], place.start) or _HELD_BACK.search(
        flat, place.segment[0], place.start
    ):
        return _named(context, step)
    within = flat.startswith("内", place.end) or place.target.text.endswith(("内", "前"))
    step = _BEHIND.match(flat, place.end, place.right) if within else None
    if step and step["step"] == _DONE and (done := context.last_noun((place.segment[0], place.start))):
        return done
    return _named(context, step) if step else None


def _named(context: Context, step: re.Match[str]) -> Thing:
    """Name a step by what it is called in the field (将资金拨至 is 资金拨付)."""
    written = step["step"]
    word = _PAID if written.endswith("拨") else _KINDS.get(written, written)
    entry = context.glossary.objects.get(word) if word in OWN_STEPS else None
    return Thing(entry.label.zh if entry else word, entry, *step.span("step"))
