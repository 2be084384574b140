"""The name of a grant in the plan's own words: what it is for, the act, and how it is called (省级孵化器认定奖励)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import RATES
from policycmp.language.money_words import GRANTS
from policycmp.language.text import fold
from policycmp.models import Comparator
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.fragments import is_broken, mended_name
from policycmp.naming.grants.bare_costs import row_words, with_what
from policycmp.naming.grants.condition_words import BY_EACH, SHORTEST, is_size, quoted, word_condition
from policycmp.naming.grants.grant_stems import place_of, stem_of, thing_with_level, unread_stem
from policycmp.naming.grants.growth_steps import each_more
from policycmp.naming.grants.name_parts import grant_label, paid_as, with_line, with_owner
from policycmp.naming.grants.own_conditions import condition_before
from policycmp.naming.grants.payers_of_sums import payer_of
from policycmp.naming.grants.short_names import shortened, without_deed
from policycmp.naming.item_heads import label_of
from policycmp.naming.limits_of_each import limit_of_each

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context, Reading

_SAYS = re.compile("[为达是]+$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_PRIZE_BEFORE = re.compile(r"(?:^|[,;:、])(?P<prize>[一-鿿]{2,12}奖)(?:每[人项个名件])?$")
_CALLED = f"{GRANTS}|贴息|补偿|津贴|配套|扶持|支持|返还|奖金|激励"
_CALLED_ANYWHERE = re.compile(f"{GRANTS}|贴息|补偿|津贴")
_CALLED_AFTER = re.compile(rf"[^,;。、\d]{{0,10}}?(?P<word>{_CALLED})")
# 奖20万元, 奖运营方20万元, 补运费60元.
_CALLED_BEFORE = re.compile(
    rf"""{_CALLED}
    | (?<![专利金银铜秀等技进量牌大获献])奖(?=[\d最各](?![励项])|[^,;。、\d奖]{{1,10}}\d)
    | (?<![互弥填增候递])补(?=[\d最,]|[^充齐短足,;。、\d](?:[^,;。、\d]{{0,9}}\d|[^,;。\d]{{0,11}}$))""",
    re.VERBOSE,
)
# 资助工作经费10万元, 100万元启动资金: money by its use.
_USES = r"(?P<word>(?:工作|运行|启动|建站|科研|开办|培养|研究|活动|启动)(?:经费|资金)|生活费|安家费)"
_MONEY = re.compile(rf"的?(?:一次性)?{_USES}")
_MONEY_LABEL = re.compile(rf"(?:{_USES}|(?P<prize>奖金))(?:标准)?$")
_MONEY_BEFORE = re.compile(rf"{_USES}(?:每[人年月家个]+)?(?:各|共|最高)?$")
# 每家申领额度最高20万元.
_LIMIT = re.compile(r"额度[^,;。:]{0,8}$")
# 按设备投资的30%补。
_GIVEN_BEHIND = re.compile(
    r"的?(?:标准)?(?:给予?)?(?P<word>[奖补])(?=[,;。、]|给|个人|企业|$|(?<=奖)(?![励金状项牌])[一-鿿]{2,6}(?:[,;。]|$))"
)
# What is done with a share of something, behind it or before: 按合同额的20%抵扣, 由政府代偿100%, 上浮20%.
_DONE = r"(?:税前)?加计扣除|(?:税前)?摊销|抵[扣减]|[上下]浮|代偿|(?<![计(])扣除|立减|减免"
_WITHOUT_BASE = re.compile(rf"^(?:{_DONE})$|[价率金]$")
_DONE_AFTER = re.compile(rf"的?(?:比例|标准)?(?:给予|予以|进行|直接|在)?的?(?P<word>{_DONE})")
_DONE_BEFORE = re.compile(
    rf"(?P<word>{_DONE})(?:[^,;。:\d]{{1,8}}的)?(?:最高|比例|额度?|总额|{AT_MOST}|由[^,;。:]{{1,12}}(?:提高|提升|调整|上调)[到至为])*$"
)
_RAISED = ("上浮", "下浮")
# 凭“算力券”, 发放创新券, 房票: what is given for money.
_VOUCHER = re.compile(r"(?<![一-鿿])(?P<word>[一-鿿A-Z]{0,4}(?<![证债])券|房票)(?!商|业|种|面)")
_VOUCHER_GIVEN = re.compile(
    r"(?:[凭用以]|发放|申领|领取|推行|使用|兑付)(?P<word>[一-鿿A-Z]{1,4}(?<![证债])券|房票)"
)
# 出让底价可按最低价标准的70%执行: a price that is set lower is no support.
_PRICE = re.compile(
    r"(?:^|[,;。:\n])(?P<word>(?:土地|工业用地)?(?:出让底价|出让价|起始价|地价|租金|费率|利率|票价))(?:均|可|则|应)*按"
)
# A rate of it is one of the standard.
_EACH = re.compile(
    rf"(?P<each>(?:(?:{BY_EACH})+(?:项目|企业|单位)?|单[户个家项](?:企业|项目|品种)?)(?:每[年月])?)[^,;。:\d、]{{0,12}}$"
)
_ONE = re.compile(
    rf"""[,、且]*(?P<who>同一[一-鿿]{{2,8}}?)(?:同?一?个?年度?内?|[当全每]年度?|[一两二三]年内?)*(?:此项|该项|各项|上述|获得?|享受|的)*
    (?:{_CALLED}|资金|金额|年度|合计|累计|总计|总额|总和|额|可|以|分别|各|最高|上限|原则上|一般|不得?|超过|{AT_MOST})*""",
    re.VERBOSE,
)
_COST = re.compile(r"(?:费用?|利息|租金|房租|(?:保险|电费|薪酬|检测|运输)支出)$")
_OF_COST = re.compile(r"(?P<of>[一-鿿]{2,4}?)(?P<cost>费用|支出)")
_ACTUAL = re.compile(
    r"^(?:实[付缴](?=租|保|利|费)|实际|缴纳|支付|发生|已|所|登记的?|年度|当年|核定)+(?=.{2})"
)
_LOAN = re.compile(r"[“\"]([一-鿿A-Z]{1,6}贷)[”\"]")
_INTEREST_PAID, _INTEREST = "贴息", "利息"
_STANDARD = "补贴标准"
# 租金全免, 后两年减半.
_REDUCED = ("减半", "全免", "免征", "减免")
_VAGUE, _PAID_BACK = ("支持", "扶持", "优惠"), ("返还",)
_BY_VOUCHER = ("抵扣", "抵减", "额度")
_PAPER, _AT_MOST = re.compile(r"(?<![证债])券$"), "额度"
_ALLOWANCES = ("补贴", "补助", "津贴")
_WRITTEN_OUT = {"奖": "奖励", "补": "补助", "獎": "獎勵", "補": "補助"}
_LONGEST = 28
_BARE = "贴息"
_LONG_STEM = 12
_LONG_WITH_BASE, _LONG_OF_ONE, _LONG_ENOUGH = 12, 8, 3
_WORDS_GIVEN = frozenset(_CALLED.split("|"))
_NO_BASE = re.compile(r"\d|LPR|[个本]人|奖金|部分|^的")
# 落户奖励, 运营补贴: what of a thing, or done with it, is paid for.
_KINDS = (
    "成长|落户|落地|建设|运营|运行|开办|晋级|投产|达产|贡献|授权|取证|风险|财力|投保|保费|流片|运维|装修|场租|经营|扩岗|稳岗|招引"
    "|引荐|运输|参展|运费"
)
_ENDINGS = f"{GRANTS}|贴息"
_KIND_BEHIND = re.compile(
    rf"的?(?:给予|予以)?(?:一次性)?(?P<kind>(?:{_KINDS})(?:{_ENDINGS}))(?![\u4e00-\u9fff]{{0,2}}标准)"
)
_KIND_LABEL = re.compile(rf"(?P<kind>(?:{_KINDS}|[\u4e00-\u9fff]{{4,8}})(?:{_ENDINGS}))")
_SHORT_KIND = 4


def name_grant(context: Context, place: Place, reading: Reading, *, of_what: bool = True) -> str:
    """Name a grant by what was read of it.

    Args:
        context: the clause.
        place: the amount in its place.
        reading: its parts.
        of_what: whether a share says what it is a share of.

    Returns:
        A short noun phrase in the words of the plan.
    """
    stem, called = _stem_and_kind(context, place, reading)
    stem = with_line(context, place, stem)
    if label := grant_label(context, place, reading.thing, stem):
        return f"{label}{_share(label, '', place)}"
    if reading.thing is None or not reading.thing.end:
        row = row_words(context, place)
        stem = stem if not row or row in stem else row
    stem = with_what(context, place, reading, shortened(stem))
    grown, each = each_more(context, place)
    if grown:
        return f"{grown}{_called(context, place)}{each or _each(context, place)}"
    if capped := _rate_capped(context, place, reading):
        called = _done(context, capped) or called
    if (called in _VAGUE or called in _BY_VOUCHER) and (voucher := _voucher(context, place, stem)):
        stem, called = voucher, "" if called in _VAGUE else called
    if _PAPER.search(stem) and (called in _VAGUE or not called):
        called = _AT_MOST if place.target.comparator is Comparator.LE else ""
    words = _SAYS.sub("", context.passage.flat[place.segment[0] : place.start])
    if limit := limit_of_each(context, place, words):
        return limit
    if not stem and not reading.thing:
        stem = _prize(context, place) or _head(context, place, called)
        if not stem:
            return called
    called = "" if stem.endswith(called) else called
    base = _named_base(context, reading)
    if reading.of == _STANDARD and stem.endswith(_ALLOWANCES):
        called = "标准"
    stem, whole = _with_cost(stem, called, base or _cost_capped(context, place, reading))
    stem = shortened(without_deed(stem))
    if reading.thing:
        stem = with_owner(context, place, reading.thing, stem)
    if of_what and base and not _WITHOUT_BASE.search(called):
        stem, called = _with_base(stem, called, whole)
    who, total = _of_one(context, place)
    who = "" if who in stem or (len(stem) > _LONG_OF_ONE and not total) else who
    share = "" if called.endswith(_RAISED) else _share(stem, called, place)
    if share in _REDUCED:
        called = "" if called in _VAGUE or _COST.search(stem) else called
    payer = quoted(context, payer_of(context, place))
    return f"{who}{stem}{payer}{called}{total}{share}{_each(context, place)}"


def _named_base(context: Context, reading: Reading) -> str:
    """Quote what a rate is a share of; of what a higher level gave, the rate alone may tell (50%的配套)."""
    base = quoted(context, place_of(reading, "of"))
    return base if _WORD.search(base) else ""


def _prize(context: Context, place: Place) -> str:
    """Take the prize that a sum stands behind (奖金标准:特别贡献奖每人16万元)."""
    prize = _PRIZE_BEFORE.search(context.passage.flat[place.segment[0] : place.start])
    return prize["prize"] if prize else ""


def _head(context: Context, place: Place, called: str) -> str:
    """Take the head of its item for what a grant is for whose sentence only says how much."""
    head = context.head_words(place.start)
    return "" if head == called else head


def _voucher(context: Context, place: Place, stem: str) -> str:
    """Find the voucher that a share or sum is given by, in its statement, the one before, or the heading."""
    flat, heading = context.passage.flat, fold(context.clause.heading)
    for text, start, end in (
        (flat, place.statement[0], place.end),
        (heading, 0, len(heading)),
    ):
        told = _VOUCHER_GIVEN.search(text, start, end) or _VOUCHER.search(text, start, end)
        if told:
            return "" if told["word"] in stem else told["word"]
    return ""


def _stem_and_kind(context: Context, place: Place, reading: Reading) -> tuple[str, str]:
    """Word what a grant is for, and how it is called, where the former does not say so already."""
    called, thing = _called(context, place), reading.thing
    if thing is None:
        stem = shortened(mended_name(unread_stem(context, place)).removesuffix(called))
        return "" if is_broken(stem) else stem, called
    stem = stem_of(context, place, reading, thing)
    if lexicon.ALLOWANCE.search(thing.word) and lexicon.ALLOWANCE.search(stem):
        called = ""
        stem = paid_as(context, place, thing, stem)
        if not thing.end and (voucher := _voucher(context, place, stem)):
            stem = stem.replace(thing.word, voucher)
    elif kind := _kind_of_grant(context, place, stem):
        short = stem if len(stem) <= _LONG_STEM else thing_with_level(context, reading, thing)
        stem, called = ("" if len(kind) > _SHORT_KIND else short), kind
    stem = _whole(context, place, reading, stem)
    cost = _own_cost(context, place, reading, thing)
    if cost and not any(cost[at : at + 2] in stem + called for at in range(len(cost) - 1)):
        is_short = reading.segment[1] and reading.segment[0] < place.first.left
        stem = f"{stem}{cost}" if is_short and len(stem) + len(cost) <= _LONG_WITH_COST else cost
    if stem.endswith(called):
        called = ""
    if len(stem) > len(_BARE):
        return stem, called
    if _INTEREST_PAID in {called, stem}:
        heads = (context.clause.text, context.clause.heading, *context.clause.path, context.title)
        loans = next((found for head in heads if (found := set(_LOAN.findall(fold(head))))), set())
        if len(loans) == 1:
            return loans.pop(), _INTEREST_PAID
    # …贷款50万元以内的，贴息3%: interest, costs and support are of something.
    asked = unread_stem(context, place)
    return (stem if stem in asked or len(asked) <= len(_BARE) or is_size(asked) else f"{asked}{stem}"), called


def _own_cost(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Quote the cost that an amount's own words name besides who gets it (…,最高100万元的房租补贴)."""
    start, end = reading.segment
    is_own = thing.start >= place.first.left and not start <= thing.start < end
    is_cost = thing.entry is not None and thing.entry.units[:1] == ("yuan",)
    if not (is_own and is_cost) or place.listed > 1 or place_of(reading, "of"):
        return ""
    if thing.start > place.start and not _GIVEN_FOR.search(context.passage.flat, place.start, thing.start):
        return ""
    cost = _CALLED_LAST.sub("", quoted(context, (thing.start, thing.end)))
    return cost if len(cost) > 1 else ""


_LONG_WITH_COST = 16
_CALLED_LAST = re.compile(rf"(?:{_CALLED}|[补奖贴])$")
# …元的房租补贴, but 100%在税前加计扣除
_GIVEN_FOR = re.compile(r"(?:元|%|^)的?(?:一次性)?$")
_TIMED = re.compile(r"^[^,;。]{2,4}(?:后|当年)")
_GIVES = re.compile(r"[奖给补](?![励助贴金项状])")
_BOUND_LEFT = re.compile(rf"(?:率|额|量|收入|投入|产值)(?:[高低大小]于|超过|达到|不足|{AT_LEAST}|{AT_MOST})$")
_BASE_LEADS = re.compile(r"^(?:年度|当年|实际|上年度?|其|新增)+(?=.{2})")


def _whole(context: Context, place: Place, reading: Reading, stem: str) -> str:
    """Mend a name that is a fragment of its sentence; where it stays one, take another condition, or the thing."""
    mended = shortened(mended_name(stem))
    base = _BASE_LEADS.sub("", quoted(context, place_of(reading, "of")))
    if _BOUND_LEFT.search(stem) and len(base) >= SHORTEST:
        # 对担保费率低于1%的机构，按小微担保额…: the base says what is furthered.
        return base
    if reading.thing is None or not (is_broken(mended) or _GIVES.match(_TIMED.sub("", stem))):
        return mended
    span = condition_before(context, place, reading.segment[0] - 1) if reading.segment[1] else None
    before = mended_name(word_condition(context, span, None)) if span else ""
    if len(before) > SHORTEST and not is_broken(before) and not is_size(before):
        return before
    act = quoted(context, place_of(reading, "event"))
    named = thing_with_level(context, reading, reading.thing)
    return named if is_broken(act) or act in named else f"{named}{act}"


def _share(stem: str, called: str, place: Place) -> str:
    """Say that an amount is a rate: a share, or how much less is to be paid."""
    if place.target.unit not in RATES:
        return ""
    if place.target.text not in _REDUCED or called in _PAID_BACK:
        return "比例"
    return "减免" if _COST.search(stem) else _REDUCED[0]


def _kind_of_grant(context: Context, place: Place, stem: str) -> str:
    """Find how a grant itself is called, behind its amount or by the label of its line (落户奖励：…)."""
    flat = context.passage.flat
    told = _KIND_BEHIND.match(flat, place.last.end, place.last.right)
    if told is None and (label := label_of(flat, place.start)):
        told = _KIND_LABEL.fullmatch(flat, *label)
    kind = quoted(context, told.span("kind")) if told else ""
    if kind[:2] in stem or (len(kind) > _SHORT_KIND and len(stem) <= _LONGEST):
        return ""
    return kind


def _cost_capped(context: Context, place: Place, reading: Reading) -> str:
    """Find the cost of the rate before, which an amount is the cap of (按保费的50%补助，最高10万元)."""
    rate = _rate_capped(context, place, reading)
    known = next((one for other, one in context.counted if other is rate), None)
    base = quoted(context, place_of(known, "of")) if known else ""
    return base if _COST.search(base) else ""


def _rate_capped(context: Context, place: Place, reading: Reading) -> Place | None:
    """Find the rate right before an amount that is its cap."""
    if place.listed > 1 or place.target.comparator is not Comparator.LE:
        return None
    before = next((counted for counted in reversed(context.counted) if counted[0].end <= place.start), None)
    if before is None:
        return None
    rate, known = before
    if rate.statement != place.statement or rate.target.unit not in RATES or known.thing != reading.thing:
        return None
    return rate


def _with_cost(stem: str, called: str, base: str) -> tuple[str, str]:
    """Join the cost that a rate is paid of to what it is for (投放广告费补助); tell another whole apart."""
    if not base or base in stem:
        return stem, ""
    cost = _ACTUAL.sub("", base)
    if cost in stem and _COST.search(cost):
        return stem, ""
    if not _COST.search(base) or _COST.search(stem) or lexicon.ALLOWANCE.search(stem):
        return stem, cost
    if (called == _INTEREST_PAID or stem.endswith(_INTEREST_PAID)) and cost.endswith(_INTEREST):
        return stem, ""
    if (kind := _OF_COST.fullmatch(cost)) and kind["of"] in stem:
        # 装修改造, 装修费用
        return f"{stem}{kind['cost']}", ""
    shared = next((size for size in range(len(cost) - 1, 0, -1) if stem.endswith(cost[:size])), 0)
    return f"{stem}{cost[shared:]}", ""


def _with_base(stem: str, called: str, base: str) -> tuple[str, str]:
    """Join what a rate is a share of to what it is for (冷库设备投资补助比例), or tell it behind."""
    if not base:
        return stem, called
    bare = _BASE_LEADS.sub("", base)
    is_joined = (
        len(stem) >= _LONG_ENOUGH
        and bare[:2] not in stem
        and called in _WORDS_GIVEN
        and not _NO_BASE.search(bare)
    )
    if is_joined and len(stem) + len(bare) <= _LONG_WITH_BASE:
        return f"{stem}{bare}", called
    return stem, f"{called}占{base}"


def _of_one(context: Context, place: Place) -> tuple[str, str]:
    """Say of whom in all an amount is the cap (同一企业年度奖励总额不超过60万元), and that it is one of all."""
    told = _ONE.fullmatch(context.passage.flat, place.left, place.start)
    if told is None or place.listed > 1:
        return "", ""
    return quoted(context, told.span("who")), "总额" if "总额" in told.group() else ""


def _each(context: Context, place: Place) -> str:
    """Say per what an amount is: （每人每月）, （单户）; each year alone says nothing of that."""
    first = place.first
    before = _EACH.search(context.passage.flat, first.segment[0], first.start)
    if before is None or not before["each"].replace("每年", "").replace("每月", ""):
        return ""
    return f"（{quoted(context, before.span('each'))}）"


def _called(context: Context, place: Place) -> str:
    """Say how the grant is called: behind the amount, else before it, else as those before in its line are called."""
    flat = context.passage.flat
    last, first = place.last, place.first
    done = _done(context, place)
    if done and done not in _RAISED:
        return done
    price = _PRICE.search(flat, max(0, first.segment[0] - 1), first.start)
    if price and place.target.unit in RATES and not _CALLED_ANYWHERE.search(flat, last.end, last.segment[1]):
        return quoted(context, price.span("word"))
    kind = _given(context, place)
    return ("" if done and kind in _VAGUE else kind) + done


def _done(context: Context, place: Place) -> str:
    """Say what is done with a share, where that names it (抵扣, 上浮)."""
    flat, last, first = context.passage.flat, place.last, place.first
    told = _DONE_AFTER.match(flat, last.end, last.segment[1]) or _DONE_BEFORE.search(
        flat, first.left, first.start
    )
    return quoted(context, told.span("word")) if told else ""


def _given(context: Context, place: Place) -> str:
    """Say how the money of a grant is called."""
    flat = context.passage.flat
    last, first = place.last, place.first
    money = _MONEY.match(flat, last.end, last.right) or _MONEY_BEFORE.search(flat, first.left, first.start)
    if money:
        return quoted(context, money.span("word"))
    if after := _CALLED_AFTER.match(flat, last.end, last.segment[1]):
        return quoted(context, after.span("word"))
    if verb := _GIVEN_BEHIND.match(flat, last.end, last.statement[1]):
        return _WRITTEN_OUT[verb["word"]]
    told = [match.span() for match in _CALLED_BEFORE.finditer(flat, place.statement[0], place.start + 1)]
    if not told:
        # 按认证费的50%、最高100万元补贴: for both.
        told = [match.span() for match in _CALLED_ANYWHERE.finditer(flat, last.end, place.statement[1])][:1]
    before = [quoted(context, span) for span in told[-1:]]
    if not before:
        # …，给100万元启动资金: as the heading calls it.
        label = label_of(flat, place.start)
        before = [match.group() for match in _CALLED_ANYWHERE.finditer(flat, *label)] if label else []
        if not before and label and (money := _MONEY_LABEL.search(flat, *label)):
            return quoted(context, money.span("prize" if money["prize"] else "word"))
        before = before or [
            match.group() for match in _CALLED_ANYWHERE.finditer(fold(context.clause.heading))
        ]
    if not before:
        line = flat.rfind("\n", 0, place.start) + 1
        before = [match.group() for match in _CALLED_BEFORE.finditer(flat, line, place.start)]
        before = [word for word in before if word != _INTEREST_PAID]
    if not before and _LIMIT.search(flat, first.left, first.start):
        return _AT_MOST
    if not before:
        above = (*reversed(context.clause.path), context.title)
        before = [match.group() for head in above for match in _CALLED_ANYWHERE.finditer(fold(head))][:1]
    return _WRITTEN_OUT.get(before[-1], before[-1]) if before else "支持"
