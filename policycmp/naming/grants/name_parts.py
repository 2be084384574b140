"""What a name takes from beside its condition: whose size it is, the heading, the plan's word for an allowance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BULLETS, fold
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.condition_words import SHORTEST, quoted
from policycmp.naming.grants.own_conditions import segment_before

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

# 设计企业年主营业务收入, 影视企业租用: whose money it is, of a kind that tells it from that of others.
_OWNER = re.compile(
    r"""(?:^|(?<=[,;。:、\n\s])|支持|鼓励|[对凡条])(?:于|的|(?:首次)?(?:纳统|入库|在库)的)*
    (?P<who>(?!优先|推荐|[年上前当首本其该对每在经与由租购但第补让给外入所]|单[个家]企业|同一|委托|依[照据]|按|根据|支持|鼓励|新增|[市县区]内|所[创办引]
        |(?:规上|限上|规模以上|限额以上|中小|小微|外[地省]|生产|本[土地]|制造业?|用人|申报|服务|中介|工业|科技型|高新技术)*(?:企业|机构|公司|平台|团队|产品|项目))
      (?:(?!兑现|落实|给予|产业链|上下游|[的得等为第条])[一-鿿A-Za-z]){1,8}?(?<![单家])
      (?:企业|机构|公司|合作社|楼宇|园区|基地|商[场户]|平台|团队|药品|产品|农场|店铺?|协会|剧组|特派员))""",
    re.VERBOSE,
)
_YEAR = re.compile(r"^(?:上一?|当|[全每])?年(?:度)?(?=.{2})")
# 安家费分三档, 生活补贴标准为: what the plan calls the money.
_PAID_AS = re.compile(
    r"(?:^|(?<=[,;。:、?!\n\s的放给受发]))(?P<called>(?!每|的|按|给|对)[一-鿿]{0,6}?"
    r"(?:安家费|安家补[贴助]|(?:[住租购]房|生活|交通|教育|学徒|培训)补[贴助]|生活费|津贴))"
    r"(?:发放|标准)?(?:分(?:别|[一二三四五两]档|为)|[按为是:]|标准|,)*(?=[^,;。\n的]{0,10}(?:$|[,、])|\d)"
)

_BARE_COST = 9
_GIVES = re.compile(r"^(?:[另再]?给?予?|享受|发放|领取|一次性|企业|个人|其|可)+")
_JOINED = re.compile(r"[和及与或]")


def with_owner(context: Context, place: Place, thing: Thing, stem: str) -> str:
    """Set whose money it is before a cost or size that says no more (营业收入首次突破1亿元 of 人力资源机构).

    Args:
        context: the clause.
        place: the amount in its place.
        thing: the cost or size.
        stem: the words so far.
    """
    is_money = thing.entry is not None and thing.entry.units[:1] == ("yuan",)
    size = _YEAR.match(stem)
    if not is_money or lexicon.ALLOWANCE.search(thing.word) or (len(stem) > _BARE_COST and not size):
        return stem
    end = thing.start if place.statement[0] <= thing.start < place.start else place.left
    owners = [
        one
        for one in _OWNER.finditer(context.passage.flat, place.statement[0], place.start)
        if one.end() <= end + 1
    ]
    who = quoted(context, owners[-1].span("who")) if owners else ""
    if not who or any(who[at : at + 2] in stem for at in range(len(who) - 3)):
        return stem
    return f"{who}{stem[size.end() if size else 0 :]}"


# ●求职创业补贴: a heading that calls the grants under it.
_GRANT_LABEL = re.compile(
    r"(?![^,;。:]*对)[^,;。:、?!()\d]{4,12}(?<![有么]|[怎如何])(?:补[贴助]|奖励|资助|津贴|奖补|贴息)"
)
_SAYS_NOTHING = re.compile(
    r"^(?:一次性|专项|资金|财政|运营|分类|分档|叠加|配套|增量|存量|基础|晋级|最高|落实|发放|实施|给予|加大|强化|开展|优化|完善|提高|支持|鼓励|申请"
    r"|经费|项目|政策|后|评定|认定|考核|考评|梯度|平台|[一二三四]类)*(?:补[贴助]|奖励|资助|津贴|奖补|贴息)$"
)
_LEADS = re.compile(
    r"^(?:支持|鼓励|落实|发放|实施|给予|加大|强化|开展|优化|完善|提高|申请|关于|设立|兑现)+|[“”\"]"
)
_MARKS, _BLANK = frozenset(f"{BULLETS}※·"), re.compile(r"[”\"]?\s+\S")
_RECEIVERS_ONLY = re.compile(
    r"(?:[一-鿿]{0,8}(?:企业|机构|院所|高校|家庭|学生|者|人员|户|单位|团队|服务商|毕业生|经营主体)(?:[、和或及]|$))+"
)


def grant_label(context: Context, place: Place, thing: Thing | None, stem: str) -> str:
    """Take how the heading of a clause calls its grants, where the words of one only say who gets it.

    Args:
        context: the clause.
        place: the amount in its place.
        thing: what it is for, if read.
        stem: its words so far.

    Returns:
        The words of the heading, without what opens it; empty where the grant has a name of its own.
    """
    label = _LEADS.sub("", fold(context.clause.heading).strip())
    if (
        label[:-2] in stem
        or not _GRANT_LABEL.fullmatch(label)
        or _SAYS_NOTHING.match(label)
        or place.listed > 1
    ):
        return ""
    text = fold(context.clause.text).lstrip()
    is_alone = text[:1] in _MARKS and _BLANK.match(text, text.find(label) + len(label)) is not None
    is_led = thing is not None and thing.end == 0 and not lexicon.ALLOWANCE.search(stem)
    is_other = not any(label[at : at + 2] in stem for at in range(len(label) - 3))
    only_receives = is_other and _RECEIVERS_ONLY.fullmatch(stem) is not None
    return label if is_led or is_alone or not stem or only_receives else ""


def paid_as(context: Context, place: Place, thing: Thing, stem: str) -> str:
    """Call an allowance as its statement does (安家费 for 安家补贴, where A类人才 gets it).

    Args:
        context: the clause.
        place: the amount in its place.
        thing: the allowance.
        stem: the words so far, which may hold its canonical word.
    """
    if thing.word not in stem or place.statement[0] >= place.start:
        return stem
    told = list(_PAID_AS.finditer(context.passage.flat, place.statement[0], place.start))
    words = _GIVES.sub("", quoted(context, told[-1].span("called"))) if told else ""
    told_already = any(words[at : at + 2] in stem.replace(thing.word, "") for at in range(len(words) - 3))
    return (
        stem
        if told_already or len(words) < SHORTEST or _JOINED.search(words)
        else stem.replace(thing.word, words)
    )


# 卓越级(国家)100万元, Ⅰ期:100万元: a line that is a class and its amount.
_LINE = re.compile(
    rf"\s*(?:[{BULLETS}※·]|\(\d+\)|\d+[.、]|[①-⑳]|-|\s)*(?P<own>[一-鿿ⅠⅡⅢⅣA-Z\d“”]{{2,8}}(?:\([一-鿿A-Z]{{1,6}}\))?)"
    r"(?:档|的)?[:\s]*(?:补[贴助]|奖励?|资助)?(?=\d|$)"
)
_NO_CLASS = re.compile(
    r"标准|上限|比例|限额|额度|最高|补助|补贴|奖励|资助|每[人户家个]|单[个户家]|封顶|合计|累计|年度|总额|支持|[元%]$|^\d+|^[\d.万亿元至]+$"
)
_CLASS_ALONE = re.compile(
    r"(?:完成|做完|进入)?[ⅠⅡⅢⅣ]期(?:做完|完成)?|[高中初]级(?:专业)?职称|[正副]高级?|[一二三四五]级|[优良]秀?好?|[甲乙丙]级"
)
_VERBAL = re.compile(
    r"(?:支持|鼓励|激发|推动|推进|加强|做[强优大]|壮大|扩大|培育|提升|优化|发挥|促进|落实|完善|强化|打造|建立|让|如何|怎|什么|[?！!])"
)


def with_line(context: Context, place: Place, stem: str) -> str:
    """Set a class before what the heading names, and behind a class that stands alone the heading.

    Args:
        context: the clause.
        place: the amount in its place.
        stem: what it is for, so far.
    """
    flat, head = context.passage.flat, fold(context.clause.heading).strip()
    if _CLASS_ALONE.fullmatch(stem) and head and len(head) <= _LONGEST_HEAD and not _VERBAL.search(head):
        return f"{stem}{_CALLED.sub('', head)}"
    if _COST_ALONE.fullmatch(stem) and (of := _of_cost(context, place, head)):
        return stem if any(of[at : at + 2] in stem for at in range(len(of) - 1)) else f"{of}{stem}"
    line = flat.rfind("\n", 0, place.start) + 1
    told = _LINE.fullmatch(flat, line, place.start)
    if told is None or not stem or place.listed > 1 or _NO_CLASS.search(told["own"]):
        return stem
    own = quoted(context, told.span("own"))
    shares = any(own[at : at + 2] in stem for at in range(len(own) - 1))
    return stem if shares or _VERBAL.search(own) else f"{own}{stem}"


def _of_cost(context: Context, place: Place, head: str) -> str:
    """Say what a cost that stands alone is of: by the phrase before it, else by the heading."""
    starts = [
        one.segment[0]
        for one in (place, *(one for one, _ in context.counted))
        if one.statement == place.statement
    ]
    for start in starts:
        span = segment_before(context, place, start)
        words = quoted(context, span)
        if words and not _NO_CLASS.search(words) and not _HOW.search(words):
            return words
    label = _CALLED.sub("", _ASIDE.sub("", head))
    is_noun = 1 < len(label) <= _LONGEST_LABEL and _PREMISES.search(label)
    return label if is_noun else ""


_COST_ALONE = re.compile(
    r"[一-鿿]{0,3}(?:费用?|利息|租金|房租)(?:补[贴助])?|(?:设备|固定资产)?投资额?|软件费用?"
)
_ASIDE = re.compile(r"\([^()]*\)|[“”\"]")
_HOW = re.compile(
    r"^(?:经|按|凭|以|由|自|从|在|如果|其|并|且|第|投产|次年|每|满|审|专家|竣工|验收|优化|服务|政策|新政|减轻|降低|鼓励|支持|资金|成本|要素|用地|安居|就医|看病)"
    r"|后$|时$|方面$|问题$|发展|保障|[端类]$|起$|间$|[年月日]$"
)
_PREMISES = re.compile(
    r"(?:用房|厂房|公寓|写字楼|楼宇|[仓冷]库|海外仓|设备|仪器|车间|展[位会]|店铺|门店|园区|场[地馆])$"
)
_LONGEST_LABEL = 6
_LONGEST_HEAD = 10
_CALLED = re.compile(r"(?:补[贴助]|奖励?|资助|津贴|奖补)$")
