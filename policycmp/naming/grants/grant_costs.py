"""Costs that grants are a share of or pay for: research, its growth, fixed investment, interest, rent of premises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.grants.grant_rates import find_base
from policycmp.naming.grants.paid_costs import for_insurance, for_named_cost
from policycmp.naming.own_words import Thing
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

# 首次开展研发活动的, 年度研发费用20万元以上的: research is what is asked.
_RESEARCH_ASKED = re.compile(
    r"(?P<act>(?:首次)?开展研发活动|(?:研发|研究开发)活动(?=情况|[^,;。:]{0,4}(?:评估|评价)))"
    r"|(?P<cost>(?:研发|研究开发|R&D)(?:费用?|经费|投入|支出))[^,;。:]{0,12}(?:\d|占|增量|增加|增长)"
)
# 评为A等的，按研发支出的20%: what was assessed is the thing, research only what the share is of.
_ASSESSED = re.compile(
    r"(?:评为|评价为?|考核为?|评估为?|评定为)[^,;。:\d]{0,4}(?:[A-D][等级类]|优秀|良好|合格)"
)
_RESEARCH_DONE = re.compile(r"(?:研发|研究开发)(?:活动|投入|费用|经费|情况)")
# What firms do is paid for by what they spend on it.
_RESEARCH_OF_FIRMS = "企业研发活动"
_DEDUCTION = "研发费用加计扣除"
_DEDUCTED = re.compile(r"[^,;。:\d]{0,6}(?:在(?:企业)?(?:所得)?税前)?(?:加计扣除|摊销)")
_GROWN = re.compile(
    r"""
      新增(?:研发|研究开发|R&D)(?:费用?|经费|投入|支出)(?=的)
    | (?:超出|超过|高于)上年度?[^,;。:\d]{0,4}部分
    | 增量部分|增量在|增加部分|新增部分|增长部分|超出部分
    | (?:超[过出]|高[于出])(?:上年|基期|基数|基准)(?:年度?|数|值)?[^,;。:\d]{0,4}的?部分
    | 按[^,;。:\d]{0,6}新增(?:工业)?(?:总?产值|营业收入|销售收入|营收|销售额|税收)的(?=\d)
    | (?:总?产值|营业收入|销售收入|营收|销售额)增量
    | 净增(?:额|部分|量)
    | (?:较|比)上年度?(?:的)?(?:增量|新增|增加|净增)(?:额|部分)?(?=[,的按给])
    | (?:研发|研究开发|R&D)[^,;。]{0,14}(?:增速|增幅|翻倍|翻番)
    """,
    re.VERBOSE,
)
# 设备投资500万元以上的, but not 按设备投资30%.
_BOUGHT = re.compile(r"(?:设备|产线|仪器)[^,;。:\d]{0,14}(?:投资|投入|购置)[^,;。:\d]{0,4}(?=\d)(?![\d.]+%)")
_BUYS = re.compile(r"购|采")
_EQUIPMENT = "设备购置"
_EQUIPMENT_MONEY = "设备投资额"
# Any project, the equipment of which is paid for; 推动智能制造水平提升 is only to what end.
_EQUIPMENT_PAID = re.compile(r"设备[^,;。:]{0,6}(?:投资|投入|购置)")
_TO_WHAT_END = ("智能制造", "固定资产投资")
# 新增产值8亿元以上的企业: what was added is rewarded.
_ADDED = re.compile(
    r"(?P<of>工业(?:企业)?|制造业(?:企业)?)?(?:年度?|当年)?(?:新增|净增|增加)(?:年度?)?(?P<what>(?:工业)?(?:总?产值)|营业收入|主营业务收入|销售收入|营收)"
    rf"(?:{AT_LEAST}|达到?|超过?|首次|突破|在)*(?=\d)(?![\d.]+%)"
)
_OUTPUT, _OF_INDUSTRY = "产值", "工业"
_UPGRADINGS = frozenset({"upgrading", "smart-upgrading", "digital-transformation"})
_INVESTED = re.compile(r"固定资产(?:实际)?投资")
_ANY_PROJECT = re.compile(r"[一-鿿]{0,6}(?:项目|投资)")
# 现代服务业类项目: any of an industry.
_INDUSTRY = re.compile(r"[产农工业]业$|业$")
_PROJECT_BEHIND = re.compile(r"[^,;。:]{0,6}项目")
# 向银行借款,利息还可贴补三分之一
_INTEREST, _INTEREST_PAID = (
    re.compile(r"贴息|利息(?:还|再|也|可)*(?:予以|给予)?(?:贴补|补贴|补助|补)"),
    "利息",
)
_ENTERED = re.compile(r"(?:入驻|进驻|入园|入孵|搬[入进]|迁入)[^,;。:]{0,12}$")
_ROOMS = re.compile(r"房|厂|场地|场所|写字楼|楼宇|办公|商铺|门面|公寓|仓|空间|园")
_AGENTS_FEES, _ARISES = (
    "融资成本",
    re.compile(r"(?:过程中)?所?(?:实际)?(?:发生|产生|支付|支出)的?[^,;。:]{0,4}"),
)
_LEASED = re.compile(r"融资租赁")
_GUARANTEED = re.compile(r"担保费(?:用|支出)?的?[^,;。:\d]{0,6}$")
_INTEREST_OF_LOAN = re.compile(r"贴息|利息[^,;。:\d]{0,6}(?=\d)")
# What is lent in general, or for whatever is bought, is only what the interest is paid for.
_LOANS = "贷款"
_ANY_LOAN = re.compile(r"(?!.*(?:担保|质押|小额|公积金|科技)).*贷款")
_LENT = re.compile(r"贷|融资|利息|担保|债券|租赁|补贴$")
# Against rights, whichever they are.
_PLEDGED = re.compile(r"(?:专利|商标|知识产权|版权|著作权)[^,;。:]{0,14}?(?:质押|出质)")
_PLEDGES = "知识产权质押融资"
# Of lending, but no loan.
_FEES = ("费", "成本")
_RENT = re.compile(r"(?:房屋|场地|厂房|办公用房)?(?:租金|房租|场租)(?!收入|减免(?![^,;。:]{0,4}\d))")
# 新租办公、研发用房的, 租用研发场地: rent is what is paid, whatever the rooms are for.
_ROOMS_RENTED = re.compile(
    r"(?:新租|租用|租赁|承租|租住)(?!住房|住宅|公寓)[^,;。:]{0,14}?(?:用房|场地|场所|办公室|写字楼|商铺|门面|厂房)"
)
_RENTED = re.compile(r"租|房|厂|仓|公寓|平台建设|仓储")
_LENT_BEHIND = re.compile(
    r"(?:的|以内的?|额度的?)?(?:低息|无息|免息|优惠|纯|免抵押|无抵押)*(?P<what>(?:(?![奖补给用支扶])[一-鿿A-Z]){1,6}贷款?)"
    r"(?!款?[^,;。:]{0,6}(?:贴|利[息率]|损失|风险|额|补|奖|担保费|企业|机构|银行))"
)
_SMART, _UPGRADING = "smart-upgrading", "技术改造"
_GIVEN_BACK = re.compile(
    r"返还[^,;。:]{0,14}失业保险|失业保险费?(?:缴费总额)?的?[^,;。:]{0,8}返还|失业保险费?[^,;。:]{0,6}\d[\d.]*%返还"
)
_JOBS_KEPT = "稳岗返还"
_LOST = re.compile(
    r"担保(?:机构|公司)[^,;。:]{0,6}损失|(?:投资|贷款|本金|代偿|信贷|担保|风险)[^,;。:]{0,4}损失|不良(?:贷款)?|坏账"
)
_MADE_GOOD = re.compile(r"补偿|补贴|补助")
# 补偿本金损失的30%
_MAKES_GOOD = re.compile(r"(?:补偿|补贴|补助|分担)(?:其|银行|合作银行|实际)*$")
_LOSSES, _LOANS_LOST = {"投资": "投资损失补偿", "担保": "担保代偿", "代偿": "担保代偿"}, "贷款损失"
_PUTS_IN = re.compile(
    r"(?<!固定资产)(?<!设备)投资(?:于|我市|本[市区县城省]|区内|市内|[一-鿿]{1,3}[市区县])*(?:的)?[^,;。:投]{0,6}"
    r"(?:种子期|初创期?|早期|起步期|天使)[^,;。:]{0,12}(?:企业|项目)"
    r"|(?<=[基金创投机构])(?:新增)?投资(?=(?:于|在)?(?:我市|本[市区县地]|区内|市内|县内)[^,;。:]{0,12}(?:企业|项目))"
)
_RENTS, _PLANT_RENTS = "房租", "厂房房租"
# Offices and shops beside them: rent of any kind.
_PLANTS = re.compile(r"(?<![房楼地铺][、和或及])厂房(?![、和或及][^,;。:]{0,6}(?:办公|写字楼|商铺|场地))")


def for_cost(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the cost that is paid where the condition says who receives, or what it must have spent.

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.
    """
    return (
        _for_deduction(context, place)
        or _for_research(context, ground, place)
        or _for_upgrading(context, ground, place)
        or _for_added(context, ground, place)
        or _for_equipment(context, ground, place)
        or _for_investment(context, ground, place)
        or _for_pledge(context, ground, place)
        or _for_interest(context, ground, place)
        or _for_guarantee(context, ground, place)
        or _for_what_it_costs(context, ground)
        or _for_rent(context, ground, place)
        or _for_insured(context, ground, place)
        or _for_losses(context, ground, place)
        or _for_ventures(context, ground, place)
        or for_insurance(context, ground, place)
        or (for_named_cost(context, place) if _receives(ground) else None)
    )


def is_for_growth(context: Context, place: Place) -> tuple[int, int] | None:
    """Find the words that say that only what was added counts (较上年增量部分)."""
    match = _GROWN.search(context.passage.flat, place.statement[0], place.right)
    return match.span() if match else None


def _is_receiver(ground: Ground) -> bool:
    """Tell who receives, or a size that is asked, from a thing that a grant may be for."""
    entry = ground.thing.entry
    if entry is not None and entry.units[:1] == ("bodies",) and entry.event == "attraction":
        return False
    return entry is None or entry.units[:1] in lexicon.HOLDERS or entry.units[:1] == ("yuan",)


def _receives(ground: Ground) -> bool:
    """Tell who receives from anything that has a price."""
    entry = ground.thing.entry
    return entry is not None and entry.units[:1] in lexicon.HOLDERS and _is_receiver(ground)


def _for_research(context: Context, ground: Ground, place: Place) -> Ground | None:
    flat = context.passage.flat
    if ground.thing.word == _RESEARCH_OF_FIRMS:
        return _cost(context, "研发投入", (ground.thing.start, ground.thing.end), asked=False)
    assessed = _ASSESSED.search(flat, place.statement[0], place.start)
    if assessed and not _RESEARCH_DONE.search(flat, place.statement[0], assessed.end()):
        return None
    match = lexicon.RESEARCH_BASE.search(flat, place.segment[0], place.start)
    if match is None:
        base = find_base(context.passage, place)
        if base is not None and base.word == _EQUIPMENT_MONEY:
            # 研发经费300万元以上的机构，按设备投资额的30%: what is asked is not what is paid for.
            return None
        asked = list(_RESEARCH_ASKED.finditer(flat, place.statement[0], place.start))
        entry = ground.thing.entry
        if not asked or (entry is not None and entry.event not in (None, "scale-up", "research")):
            return None
        match = asked[-1]
    if not _is_receiver(ground):
        return None
    named = "cost" if match["cost"] else "act"
    return _cost(context, "研发投入", match.span(named))


def _for_deduction(context: Context, place: Place) -> Ground | None:
    """Take the deduction from taxable income (研发费用…按实际发生额的100%在税前加计扣除)."""
    flat = context.passage.flat
    deducted = _DEDUCTED.match(flat, place.end, place.right)
    if deducted is None:
        return None
    return _cost(context, _DEDUCTION, deducted.span(), asked=False)


def _for_upgrading(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the upgrading named before that the equipment asked is put into (支持技术改造，设备投资500万元以上的)."""
    thing, flat = ground.thing, context.passage.flat
    is_bought = (
        thing.word == _EQUIPMENT and thing.end and not _BUYS.search(flat, ground.segment[0], thing.end)
    )
    if not is_bought and not _is_any_project(context, thing, place):
        return None
    own = context.nouns(place.statement[0], thing.start)
    before = context.passage.sentence_before(place.statement[0]) if not own else None
    nouns = own[-1:] or (context.nouns(*before) if before else [])
    for named in (*map(thing_at, reversed(nouns)), context.in_headings()):
        if named is not None and named.entry is not None and named.entry.id in _UPGRADINGS:
            return Ground(named, (0, 0))
    return None


def _is_any_project(context: Context, thing: Thing, place: Place) -> bool:
    """Tell that the equipment of any project is paid for, so that what stands before says what it is."""
    flat = context.passage.flat
    words = flat[thing.start : thing.end]
    is_any = words.startswith(_TO_WHAT_END) or _ANY_PROJECT.fullmatch(thing.word)
    is_own = words.startswith(_TO_WHAT_END[0]) and thing.start >= place.statement[0]
    return bool(is_any) and not is_own and bool(_EQUIPMENT_PAID.search(flat, place.statement[0], place.right))


def _for_added(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the output or turnover that firms must have added (工业企业新增产值8亿元以上的)."""
    entry = ground.thing.entry
    if entry is not None and entry.units[:1] not in (("firms",), ("yuan",)):
        return None
    flat = context.passage.flat
    added = _ADDED.search(flat, place.first.statement[0], place.first.start)
    if added is None or (place.target.unit == "%" and _GROWN.search(flat, added.end(), place.right)):
        return None
    is_industry = added["what"].endswith(_OUTPUT) and _OF_INDUSTRY in flat[place.statement[0] : added.end()]
    return _cost(context, f"工业{_OUTPUT}" if is_industry else added["what"], added.span("what"))


def is_added(context: Context, place: Place) -> tuple[int, int] | None:
    """Find the words that ask how much output or turnover was added.

    Args:
        context: the clause.
        place: the amount in its place.
    """
    added = _ADDED.search(context.passage.flat, place.first.statement[0], place.first.start)
    return added.span() if added else None


def _for_equipment(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the equipment that who receives must have bought (设备更新投资100万元以上的规上企业)."""
    thing = ground.thing
    bought = _BOUGHT.search(context.passage.flat, place.statement[0], place.start)
    if bought is None:
        return None
    is_receiver = thing.entry is not None and thing.entry.units[:1] == ("firms",)
    # 数字化改造,设备投入200万元以上: what the equipment is put into.
    is_receiver = is_receiver and thing.entry is not None and thing.entry.id not in _UPGRADINGS
    if not is_receiver and not bought.start() <= thing.start < bought.end():
        return None
    return _cost(context, _EQUIPMENT, bought.span())


def _for_investment(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take fixed investment where any project may have it."""
    flat = context.passage.flat
    asked = _INVESTED.search(flat, place.statement[0], place.start)
    if asked is None or not lexicon.INVESTMENT_BASE.search(flat, place.segment[0], place.start):
        return None
    thing = ground.thing
    is_industry = _INDUSTRY.search(thing.word) and _PROJECT_BEHIND.match(flat, thing.end) and thing.end
    is_any = is_industry or _ANY_PROJECT.fullmatch(thing.word)
    return _cost(context, "固定资产投资", asked.span()) if is_any else None


def _for_interest(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the interest where that is what is paid, whatever was borrowed for (技改项目贷款，给予贴息)."""
    # 按利息的50%给予最高80万元贴息: a rate and its cap are of one grant.
    end = place.segment[1] if place.target.unit == "%" else place.right
    word = ground.thing.word
    signs = _INTEREST_OF_LOAN if word == _LOANS else _INTEREST
    paid = signs.search(context.passage.flat, place.segment[0], end)
    base = find_base(context.passage, place) if paid is None else None
    is_own = _LENT.search(word) and not _ANY_LOAN.fullmatch(word) and not word.endswith(_FEES)
    if is_own or (paid is None and (base is None or base.word != _INTEREST_PAID)):
        return None
    if leased := _LEASED.search(context.passage.flat, place.statement[0], place.start):
        return _cost(context, leased.group(), leased.span(), asked=False)
    span = paid.span() if paid else (base.start, base.end) if base else (0, 0)
    return _cost(context, "贷款利息", span, asked=False)


def _for_guarantee(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the fee of the guarantee where that is paid of any loan (经担保取得贷款的，按担保费的50%)."""
    paid = _GUARANTEED.search(context.passage.flat, place.segment[0], place.start)
    is_any = ground.thing.word == _LOANS or (ground.thing.word and _is_receiver(ground))
    return _cost(context, "担保费", paid.span(), asked=False) if paid and is_any else None


def _for_pledge(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the loan against rights where its interest or fees are paid (以专利权出质取得贷款的，按利息的50%)."""
    pledged = _PLEDGED.search(context.passage.flat, place.statement[0], place.right)
    if pledged is None or ground.thing.word == _PLEDGES or not _is_lent(ground.thing.word):
        return None
    return _cost(context, _PLEDGES, pledged.span())


def _is_lent(word: str) -> bool:
    return not word or _LENT.search(word) is not None


def _for_rent(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the rent where that is what is paid, whoever rents (众创空间…第一年租金的100%)."""
    flat, thing = context.passage.flat, ground.thing
    paid = _RENT.search(flat, max(place.statement[0], thing.end), place.right)
    rooms = _ROOMS_RENTED.search(flat, place.statement[0], place.start)
    if paid is not None and (rented := _rented_instead(context, place)):
        return rented
    if rooms is not None and thing.entry is None:
        return _cost(context, _RENTS, rooms.span())
    if paid is None or _RENTED.search(thing.word):
        return None
    # 入驻软件园的企业: where they are.
    is_where = _ENTERED.search(flat, place.statement[0], thing.start) is not None
    return _cost(context, _RENTS, paid.span()) if is_where or _is_receiver(ground) else None


def _rented_instead(context: Context, place: Place) -> Ground | None:
    """Take what the grant before was for buying, where one may rent it as well (采取租赁方式使用的，按租金的20%)."""
    flat, bought = context.passage.flat, context.glossary.event_words["procurement"]
    if _ROOMS.search(flat, place.statement[0], place.right):
        return None
    for before, known in reversed(context.counted):
        if "\n" in flat[before.end : place.start]:
            return None
        if known.thing is not None and known.thing.entry is not None:
            is_bought = known.event == bought and not _ROOMS.search(known.thing.word)
            return Ground(known.thing, (0, 0)) if is_bought else None
    return None


def _for_what_it_costs(context: Context, ground: Ground) -> Ground | None:
    """Take what fees arise from, where they are any agent's (申报高企所发生的中介费用)."""
    begin = context.passage.statement(ground.thing.start)[0]
    nouns = context.nouns(begin, ground.thing.start)
    if ground.thing.word != _AGENTS_FEES or not nouns:
        return None
    last = nouns[-1]
    arises = _ARISES.fullmatch(context.passage.flat, last.end, ground.thing.start)
    return Ground(thing_at(last), ground.segment) if arises and not _is_lent(last.entry.label.zh) else None


def _for_insured(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take what is given back of unemployment insurance to firms that keep their workers (不裁员…返还失业保险费)."""
    flat = context.passage.flat
    given_back = _GIVEN_BACK.search(flat, place.statement[0], place.right)
    if given_back is None or ground.thing.word == _JOBS_KEPT:
        return None
    return _cost(context, _JOBS_KEPT, given_back.span(), asked=False)


def _for_losses(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the loss that is made good (按实际投资损失的30%补偿), whoever bears it."""
    flat = context.passage.flat
    lost = _LOST.search(flat, place.statement[0], place.start)
    if (
        lost is None
        or not (
            _MADE_GOOD.search(flat, lost.end(), place.statement[1])
            or _MAKES_GOOD.search(flat, place.statement[0], lost.start())
        )
        or not _is_receiver(ground)
    ):
        return None
    word = next((word for sign, word in _LOSSES.items() if sign in lost.group()), _LOANS_LOST)
    return _cost(context, word, lost.span())


def _for_ventures(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take venture capital where funds are paid for putting money into young firms (投资初创期科技企业的)."""
    flat = context.passage.flat
    put_in = _PUTS_IN.search(flat, place.statement[0], place.start)
    if put_in is None or (
        not ground.thing.word.startswith("投资") and ground.thing.word and not _is_receiver(ground)
    ):
        return None
    return _cost(context, "创业投资", put_in.span())


def lent_behind(context: Context, place: Place) -> Ground | None:
    """Take what is lent where an amount is how much of it one may have (最高500万元的信用贷款).

    Args:
        context: the clause.
        place: the amount in its place.
    """
    lent = _LENT_BEHIND.match(context.passage.flat, place.end, place.right)
    if lent is None:
        return None
    word = lent["what"]
    known = (context.glossary.objects.get(word[cut:]) for cut in range(len(word) - 1))
    entry = next(filter(None, known), None)
    return Ground(Thing(entry.label.zh if entry else word, entry, *lent.span("what")), (0, 0))


def plain_cost(context: Context, place: Place, thing: Thing) -> Thing:
    """Tell the rent of factory buildings from that of offices and shops (租用标准厂房…给予租金补贴).

    Smart upgrading that is paid for is technical upgrading as any.

    Args:
        context: the clause.
        place: the amount in its place.
        thing: what the condition names.
    """
    if thing.entry is not None and thing.entry.id == _SMART:
        plain = context.glossary.objects.get(_UPGRADING)
        return Thing(plain.label.zh, plain, thing.start, thing.end) if plain else thing
    if thing.word != _RENTS or not _PLANTS.search(context.passage.flat, place.statement[0], place.right):
        return thing
    entry = context.glossary.objects.get(_PLANT_RENTS)
    return Thing(entry.label.zh, entry, thing.start, thing.end) if entry else thing


def _cost(context: Context, word: str, span: tuple[int, int], *, asked: bool = True) -> Ground | None:
    entry = context.glossary.objects.get(word)
    if entry is None:
        return None
    return Ground(Thing(entry.label.zh, entry, *span), span if asked else (0, 0))
