"""The names of time limits and of parts that are set apart or paid: 结案时限, 名单公示期, 净收入提取奖励比例."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.models import TargetType
from policycmp.naming.fragments import is_fragment
from policycmp.naming.grants.condition_words import quoted
from policycmp.naming.promises.payers import name_payer
from policycmp.naming.promises.procedures import OWN_STEPS
from policycmp.naming.properties import property_of

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_MUST = r"应当?|须|必须|可以?|要|将|需|不得|统一|全部|均"
# 评审结果公示不少于5个工作日, 名单，通过网站向社会公示7日
_SHOWN = re.compile(
    rf"""(?:经|{_MUST}|予以|进行|(?:通过|在)[^,;。:\n]{{2,16}}?(?:上|网站|平台)?|向(?:全?社会))*
    (?P<step>公示|公告)(?:期|时间|期限)?(?:为|{_MUST}|{AT_LEAST}|{AT_MOST})*$""",
    re.VERBOSE,
)
_LISTED = re.compile(
    r"(?:(?<![\d一-鿿])|(?<=[的条]))(?P<what>[^\W的条]{0,8}?(?:名单|结果|方案|项目|意见|情况|人选|对象|成果)),?$"
)
# 三十日内，单位应当作出书面答复: who does it, and how, are none of the act.
_ACT = re.compile(
    rf"""(?:(?:之|以)?内)?,?(?:[^,;。:\n\d]{{0,10}}?(?:{_MUST}))?
    (?:一次性|及时|全额|作出|进行|予以|完成|向[^,;。:\n]{{2,6}}?(?=公布|公开|报告))*
    (?P<act>[一-鿿、]{{2,16}})""",
    re.VERBOSE,
)
_TO_WHOM = re.compile(r"报(?:送|请)?[^,;。:]{1,10}?(?:局|委|办|厅|部|部门|政府|处)(?=[一-鿿]{2})")
_LONGEST_ACT, _SHORT_ACT = 10, 4
# 重大问题24小时内报告: what it is done with stands before; a body that does it is none.
_SUBJECT = re.compile(
    rf"(?:^|[,;。:\n])(?P<what>(?!自|在|于|从|收到|经|受理|每)[一-鿿]{{2,8}}?)(?:{_MUST}|在|压缩[至到])*$"
)
_BODY = re.compile(
    r"(?<!开)[局委办厅部院行方里区者]$|(?:部门|平台|机构|单位|企业|组织|财政|政府|中心|学校|人)$"
)
# 处理专利侵权纠纷，应当自立案之日起三个月内结案
_HANDLED = re.compile(r"(?:处理|办理|审理|审批)(?P<what>[一-鿿]{2,8}),[^,;。:]*$")
_BY_PROJECTS = frozenset({"开工", "动工", "竣工", "投产", "达产"})
_PASSED_ON = "将"
# What a part is used for: 职工教育经费的百分之六十以上用于一线职工, 将20%编制用于自主招聘.
_USED = re.compile(
    rf"的?(?P<what>[一-鿿]{{2,6}}?)??(?:{_MUST})*(?:继续|直接|专项|主要)?用于(?P<use>[一-鿿、]{{2,12}})(?=[,;。:的]|$)"
)
_PART_OF = re.compile(
    rf"(?<![一-鿿])(?:第[一二三四五六七八九十百]+条)?(?P<what>[一-鿿]{{2,20}}?)(?:{_MUST}|有|最高|{AT_LEAST}|按|中|的)*$"
)
_OWNER = re.compile(rf"^.*?(?:{_MUST}|拿出|提取|把)+(?:从|在)?(?=[一-鿿]{{2}})")
# Out of what a part is taken: 应从净收入中提取不低于80%奖励完成人.
_SET_APART = re.compile(
    rf"(?:[从由自]|(?<![一-鿿]))(?P<what>[^从由自,;。:\n\d]{{2,24}})中(?:{_MUST})*(?P<act>提取|划拨|列支|单列|安排)(?:{AT_LEAST}|最高)*$"
)
_GAINED = re.compile(r"(?:所得|取得|形成|产生|实现)的|该项?")
# Steps that are things of the glossary too.
_REWARD = "奖励"
_LONGEST_THING = 8


def name_rule(context: Context, place: Place, reading: Reading) -> str:
    """Name a time limit by what is to be done in it, and a part that is set apart by its use.

    Args:
        context: the clause.
        place: the number in its place.
        reading: its parts.

    Returns:
        The name; empty where the number is neither.
    """
    if place.target.unit == "%" and (named := _use(context, place) or name_payer(context, place)):
        return named
    if place.target.type is TargetType.INCENTIVE:
        return ""
    if place.target.unit == "%":
        return _set_apart(context, place, reading)
    if place.target.type is TargetType.RULE and property_of(place.target, None) == "time":
        return _shown(context, place) or _done_within(context, place, reading)
    return ""


def _shown(context: Context, place: Place) -> str:
    """Name how long something is shown (名单公示期)."""
    flat = context.passage.flat
    told = _SHOWN.search(flat, place.segment[0], place.start)
    if told is None:
        return ""
    what = _LISTED.search(flat, place.statement[0], told.start())
    return f"{quoted(context, what.span('what')) if what else ''}{told['step']}期"


def _done_within(context: Context, place: Place, reading: Reading) -> str:
    """Name what is to be done in a time (专利侵权纠纷结案时限)."""
    flat = context.passage.flat
    if not (flat.startswith(("内", "之内", "以内"), place.end) or place.target.text.endswith(("内", "前"))):
        return ""
    behind = _ACT.match(flat, place.end, place.statement[1])
    if behind is None:
        return ""
    act, thing = _TO_WHOM.sub("", quoted(context, behind.span("act"))), reading.thing
    is_step = thing is not None and (thing.entry is None or thing.word in OWN_STEPS)
    if thing is not None and is_step and place.end <= thing.start < behind.end():
        # 出具初审意见, 将资金拨至承担单位: the step as the field knows it.
        written = quoted(context, (thing.start, thing.end))
        act = f"项目{written}" if written in _BY_PROJECTS else written
        act = thing.word if written.startswith(_PASSED_ON) else act
    if len(act) > _LONGEST_ACT or is_fragment(act):
        return ""
    left = flat[place.statement[0] : place.start]
    what = _done_with(left) if len(act) <= _SHORT_ACT else ""
    return f"{'' if what in act else what}{act}时限"


def _done_with(left: str) -> str:
    """Find what something is done with in the words before a time (重大问题, 处理专利侵权纠纷)."""
    told = [match["what"] for match in (_SUBJECT.search(left), _HANDLED.search(left)) if match]
    return next((what for what in told if not is_fragment(what) and not _BODY.search(what)), "")


def _use(context: Context, place: Place) -> str:
    """Name a part by what it is used for (职工教育经费用于一线职工比例)."""
    flat = context.passage.flat
    used = _USED.match(flat, place.end, place.segment[1])
    if used is None:
        return ""
    what = used["what"] or ""
    if what and place.target.type is TargetType.INCENTIVE:
        return ""
    if not what and (part := _PART_OF.search(flat, place.left, place.start)):
        what = _OWNER.sub("", quoted(context, part.span("what")))
    return f"{what}用于{used['use']}比例" if len(what) > 1 and not is_fragment(what) else ""


def _set_apart(context: Context, place: Place, reading: Reading) -> str:
    """Name a part that is taken out of a sum (职务科技成果净收入提取奖励比例)."""
    flat = context.passage.flat
    taken = _SET_APART.search(flat, place.segment[0], place.start)
    if taken is None:
        return ""
    what = _GAINED.sub("", quoted(context, taken.span("what"))).rpartition("的")[2]
    thing = reading.thing.word if reading.thing and reading.thing.entry else ""
    thing = "" if thing in what or len(thing) > _LONGEST_THING else thing
    what = what.removeprefix(thing[-_SHORT_ACT:]) if thing else what
    reward = _REWARD if _REWARD in flat[place.statement[0] : place.statement[1]] else ""
    return f"{thing}{what}{taken['act']}{reward}比例"
