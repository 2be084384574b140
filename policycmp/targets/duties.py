"""Rules: what a law or a sentence obliges bodies, applicants and recipients to, and who they are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES, TIMES
from policycmp.language.obliging_words import SHALL, STRICT
from policycmp.language.quantities import SHARED_AMONG, NumberKind
from policycmp.language.text import last_match
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.each_of_kind import each_bound, each_named, holds_each
from policycmp.targets.grants.budgets import is_level_share, level_that_gives, sets_aside_yearly
from policycmp.targets.grants.prices import bounds_charge

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

_MODAL = re.compile(rf"{SHALL}|须(?!知)|必须|不得|一般不|可(?:上浮|放宽|提取|拿出|降至)")
_OBLIGES = re.compile(r"[应须得]|原则上")
_STRICT = re.compile(STRICT)
# 采购的份额提高至40%以上 stays a share that others must keep.
_PROCURED = re.compile(r"采购[^,;。]{0,16}(?:份额|比例)[^,;。]{0,6}$")
_RULE_MATTER = re.compile(
    r"采购|预留|出资比例|返投|收益|净收入|转化收入|转化所得|间接费用|分割转让|转让面积|配套用房|自持|成果完成人|提取|列支|单列|费率|利率|租金|公摊|中小企业份额|工资总额|分配|"
    r"单[个一]项目投资|奖励给|股权比例|持股|参股|跟投|注册资本|注册资金|地价|最低价|底价|让利|绩效工资|结余|课时|学时|予以单列"
)
# 转化收益奖励比例不低于70%, also where a plan aims at it.
_INCOME_SHARED = re.compile(r"(?:收益|净收入)[^,;。]{0,10}(?:奖励|分配|提取)(?:比例)?[^,;。]{0,16}$")
_SHARED_OUT = re.compile(r"采购|收益|净收入|所得")
_SHARE = re.compile(r"份额|比例|留给|预留|面向")
_USE_SHARE = re.compile(
    r"(?:投向|用于|投资于|投早|投小|投(?:资)?(?=种子期|初创))[^,;。]{0,16}(?:比例|占比|资金)$|(?:容积率|PUE值?)(?:一般|原则上|控制在)?$|投资强度$|亩均[^,;。]{0,3}强度$|权重$"
)
_AIM = re.compile(r"力争|确保|努力|争取|到\d{4}年|目标|逐步")
_AIMED_AT = re.compile(r"力争|到\d{4}年|(?:建设|打造|培育|建成|引进|创建|形成|发展)一批")
_DUTY_REACHED = re.compile(rf"(?:{SHALL}|须|必须)[^,;。]{{0,6}}$")
_TERMS = TIMES | {"年"}
_BOUNDED = frozenset({Comparator.GE, Comparator.LE, Comparator.GT, Comparator.LT})
# 遴选不超过15户: a limit on those who are chosen.
_CHOSEN = re.compile(
    r"遴选|评选|选拔|择优|认定|申报|推荐|支持|资助|奖励|入选|入围|立项|获(?:得)?(?:支持|奖|资助)|名额|数量|"
    r"评定|确定|申请|兼任|担任|等次|评为|获评|授奖|[金银特一二三]等?奖"
)
# What bodies bear: 供电企业承担专项改造投资的50%.
_BEARS = re.compile(r"承担|分[担摊]|负担|共担|分配|分成|缴存|留存|上缴")
_BEARER = re.compile(
    r"[、,]?(?:由|其中|则)?(?P<name>(?:(?![由元例])[\u4e00-\u9fff]){0,10}?(?:资金|基金|银行|机构|公司|财政|政府|企业|方|院所|高校|部门|单位|县区|区县|市县|乡镇|集体|农户|个人))"
    r"(?:各|分别|平均)?(?:承担|分[担摊]|负担|共担)(?:比例为?|风险的?)?$"
)
# 由省级财政全额承担; 州县两级按2:8比例负担
_PAYER = re.compile(r"由?(?P<name>(?:(?!由)[\u4e00-\u9fff]){1,8}(?:财政|政府|基金|银行|企业))$")
_LEVELS = re.compile(
    r"(?:由|,|、|^)(?P<name>[\u4e00-\u9fff、()]{1,16}?(?:两级|三级|各级)(?:财政)?|[省市州盟县区旗乡镇级财政府和与及、]{2,16}?)"
    r"(?:按照?)?$"
)
_BODY_NOUN = (
    r"(?:院所|高等院校|高等学校|院校|高校|学校|医院|卫生院|医疗机构|企业|金融机构|银行|担保机构|担保公司|"
    r"保险机构|运营机构|机构|基金|特派员|镇\(街道\)|"
    r"乡镇|街道|县\(市[、·]区\)|各?县区|县市区|园区|开发区|实验室|研究院|研究所|单位|部门|公司|人民政府|"
    r"政府|委员会|管委会|办公室|协会|学会|"
    r"科技人员|科研人员|完成人|被请求人|请求人|当事人|权利人|经营者|举办者|主办方|发明人|负责人|申请人|承担人|工作人员|执法人员|用人单位|管理人|各地|中心|孵化器|基地|"
    r"平台|团队|学术委员会)"
)
# What stands before the body that a sentence opens with, and its name.
_OPENS = rf"""^(?:\s|(?:综上所述|此外|同时|因此),
      |第[\d一二三四五六七八九十百\s]+条|[(（]?[\d一二三四五六七八九十]+[)）.、]|\d+\.
      |但|其中|由|原则上|鼓励|支持)*
    (?P<name>(?!对|按|将|经|在|从|把|以|凡|本|为)(?:[^,;。:\d“”]|“[^“”]*”){{0,40}}?{_BODY_NOUN})"""
_OPENING_BODY = re.compile(_OPENS, re.VERBOSE)
# The same where what follows shows that the body is the subject.
_SUBJECT = re.compile(
    rf"""{_OPENS}
    (?=应|须|必须|不得|可以?|设立|将|按|每|要|在|于|对|以|用|从|自|未|与|,|向|根据         # how, where, from what
      |承担|分担|给予|建设|新建|投资|转化|配备|负责|收取|使用|转让|投入|持有|享有|所得|所持   # what it does and has
      |年|原则上|内|由|的?(?:研究开发|研发|年度|科技|职工|注册|人均|每)|不应|{AT_MOST}|人数)""",
    re.VERBOSE,
)
_BUDGET_OF = re.compile(
    r"^(?:\s|第[\d一二三四五六七八九十百\s]+条)*(?P<name>[^,;。:]{0,14}?(?:市、县|县|市|区|省|州|旗)[)、区县市(]{0,6})"
    r"(?:本级|财政)?(?:科学|科技|技术|教育|知识产权|专利|农业|人才|研发)[^,;。]{0,14}(?:经费|费用|费|投入|资金|支出)"
)
_EACH_THING = re.compile(
    r"(?P<name>每[个条座家处所片间栋](?:孵化器|众创空间|(?:(?![至应须要均都需将可配建拥])[\u4e00-\u9fff]){1,4}))"
)
_SIZE = re.compile(r"(?:面积|长度|宽度|规模|数量|投资|株|高度)[^,;。\d]{0,6}$")
_THROUGH = re.compile(r"通过(?P<name>[^,;。]{2,14}?(?:管委会|委员会|局|部门|办公室))[^,;。]{0,16}公示$")
_CELL = re.compile(
    r"(?:单个|每[个家户名]|同一|一[家个名])(?:$|不|最|限|企业|单位|机构|项目|个人|申请人|人|中心|团队)"
)


def is_rule(candidate: Candidate, clause: ClauseText, comparator: Comparator, *, is_law: bool) -> bool:
    """Tell a bound that others must keep from a result that the issuer aims at.

    Args:
        candidate: the quantity in its place; no grant.
        clause: the clause cut up.
        comparator: its bound.
        is_law: whether the text is a law or regulation, which obliges whomever it names.

    Returns:
        Whether it is a rule.
    """
    if _limits_the_chosen(candidate, comparator) or is_made_up_of(candidate):
        return True
    if is_demand_on_land(candidate, comparator):
        return True
    if sets_aside_yearly(candidate) and not _MODAL.search(candidate.before):
        return False
    if is_law:
        is_aim = _is_set_aside(candidate) or _is_aimed_at(candidate, clause)
        return not (is_aim or is_size_of_fund(candidate, clause.flat))
    if candidate.quantity.text.startswith(("不得", "不应", "不能")) or (
        comparator in _BOUNDED and _is_bound_on_grants(candidate)
    ):
        return True
    if comparator in _BOUNDED and _INCOME_SHARED.search(candidate.before):
        return True
    if each_bound(candidate):
        return True
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    if _AIM.search(sentence) and not _DUTY_REACHED.search(candidate.left):
        return False
    if lexicon.RAISE_TO.search(candidate.left) or lexicon.GROWTH.search(candidate.left):
        return _PROCURED.search(candidate.before) is not None
    if comparator in _BOUNDED and bounds_charge(candidate):
        return True
    if is_level_share(candidate, clause):
        return True
    if _bears(candidate, clause) or _bounds_each(candidate, clause, comparator):
        return True
    if holds_each(candidate, comparator):
        return True
    segment = candidate.segment.of(clause.flat)
    bounds_amount = comparator in _BOUNDED and candidate.quantity.unit in AMOUNTS
    if bounds_amount and (_RULE_MATTER.search(segment) or _shares_out(candidate, clause)):
        return True
    if comparator not in _BOUNDED and not _OBLIGES.search(sentence):
        return False
    return _is_duty(candidate, comparator) or _is_duty_of_body(sentence, comparator)


def is_made_up_of(candidate: Candidate) -> bool:
    """Tell how many may sit on a board (委员会由七至十一名专家组成).

    Args:
        candidate: the quantity in its place.
    """
    bounded = candidate.quantity.comparator is not Comparator.EQ
    return bounded and candidate.left.endswith("由") and _MADE_UP_OF.match(candidate.after) is not None


_MADE_UP_OF = re.compile(r"[^,;。、\d]{0,10}组成")


def is_demand_on_land(candidate: Candidate, comparator: Comparator) -> bool:
    """Tell what projects must bring for their land (容积率不低于1.5, 投资强度不低于每亩280万元) from a mean aimed at.

    Args:
        candidate: the quantity in its place.
        comparator: its bound.
    """
    if comparator not in _BOUNDED or _AIM.search(candidate.before) or _OF_CLASS.match(candidate.after):
        return False
    if candidate.quantity.text.endswith("以上") and not _MODAL.search(candidate.before):
        return False
    return _OF_LAND.search(candidate.before) is not None


_OF_CLASS = re.compile(r"(?:/[^,;。、\d的]{1,3})?的")
_OF_LAND = re.compile(
    rf"(?:容积率|建筑系数|建筑密度|投资强度|亩均(?:年)?(?:税收|产值|产出|投资)|单位面积产出)(?:[^,;。\d]{{0,4}}(?:每亩)?|[由从][^,;。]{{2,12}}(?:提高?|调整?|降)[至到为])(?:{AT_LEAST}|{AT_MOST})?(?:每亩)?\s?$"
)


def is_size_of_fund(candidate: Candidate, flat: str) -> bool:
    """Tell how large a fund is to be (基金规模为3亿元,由市财政分年安排) from what one that is there holds.

    Args:
        candidate: the quantity in its place.
        flat: the text of the clause.
    """
    if candidate.quantity.unit == "元" and _SETS_UP.search(candidate.before) and _POOL.match(candidate.after):
        # 管委会应当设立…: what somebody is held to
        return _STRICT.search(flat, candidate.sentence.start, candidate.span.start) is None
    return (
        candidate.quantity.unit == "元"
        and _FUND_SIZE.search(candidate.left) is not None
        and _FILLED.match(flat, candidate.span.end) is not None
    )


# 设立规模为2亿元的市级应急转贷资金, 组建10亿元产业基金; 支持机构组建的 are not the issuer's.
_SETS_UP = re.compile(
    rf"^(?!.*(?:支持|鼓励|引导|对|[每凡])).*(?:设立|组建|成立)(?:首期)?(?:总)?(?:规模)?(?:为|达|约|{AT_LEAST})?$"
)
_POOL = re.compile(r"(?:规模)?的?[^,;。\d]{0,14}(?:资金|基金|资金池)(?=[,;。、用]|$)")
_FUND_SIZE = re.compile(r"基金(?:首期|初始|目标|总)?规模(?:为|暂定|暂定为|设定为)$")
_FILLED = re.compile(r",由[^,。;]{0,12}财政[^。;,]{0,24}(?:安排|出资|筹集|注入|列支)(?!了)")


def _is_aimed_at(candidate: Candidate, clause: ClauseText) -> bool:
    """到2027年,孵化器达到12家; 建设一批…载体60家以上: what the issuer of a 管理办法 wants; nobody is bound."""
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    return _AIMED_AT.search(sentence) is not None and _MODAL.search(sentence) is None


def _is_set_aside(candidate: Candidate) -> bool:
    """市财政每年安排2000万元: what the issuer itself sets aside, also in a 管理办法."""
    if candidate.quantity.unit not in MONEY or _MODAL.search(candidate.before):
        return False
    return re.search(r"安排|出资|设立|拨付|列支|投入|投放|拿出", candidate.before) is not None


def _limits_the_chosen(candidate: Candidate, comparator: Comparator) -> bool:
    if candidate.quantity.unit not in lexicon.RECIPIENTS:
        return False
    if lexicon.CAP.search(candidate.before) and _CELL.search(candidate.before):
        return True
    if comparator is not Comparator.LE:
        return False
    chosen = _CHOSEN.search(candidate.before) or _CELL.search(candidate.left)
    return chosen is not None or _quota_of(candidate) is not None


def _quota_of(candidate: Candidate) -> str | None:
    """每个县区推荐不超过3家,高新区不超过5家: give the place whose quota goes on with one before it."""
    previous, place = candidate.previous, _PLACE_BOUND.fullmatch(candidate.left)
    if place is None or previous is None or previous.quantity.unit != candidate.quantity.unit:
        return None
    limits = previous.quantity.comparator is Comparator.LE and _CHOSEN.search(previous.before)
    return place["name"] if limits else None


# 每人只能申领一次, 单个企业最多申报5人, 一件专利只奖励一次: each of those who receive is bound.
_EACH_RECEIVER = re.compile(
    r"(?P<name>(?:每(?![年次季月批届轮半日天])|单|同一|一)[个家名户件项位]?[\u4e00-\u9fff()、]{0,12}?(?:企业|单位|机构|人|者|项目|专利|产品|成果|团队|高校|院所|"
    r"主体|平台|基地|孵化器|载体|创造|申报人|品牌|商标|产品|法人单位|法人))(?=[^,;。]{0,16}$)"
)
# 国外专利每件资助1万元，最多两个国家: each patent is bound.
_EACH_ONE = re.compile(r"(?P<name>每[件项])(?=[^,;。]{0,4}(?:资助|补助|奖励|给予))(?=[^,;。]{0,24}$)")
_PLACE_BOUND = re.compile(
    rf"\s*(?P<name>[\u4e00-\u9fff]{{1,8}}[区县市镇州盟园])(?:可|限)?(?:推荐|申报|报送)?(?:{AT_MOST})?"
)
# 各县(市、区)推荐不超过5家
# 高校院所每家限报3项, 每家2人为限
_EACH_OF_THOSE = re.compile(r"(?P<name>[\u4e00-\u9fff]{0,10}每[家户人])(?=[^,;。\d]{0,6}$)")
_RECOMMENDS = re.compile(r"\s*(?P<name>[各每][^,;。、\d]{1,10}?)(?:可|限)?(?:推荐|申报|报送)")
# 购房补贴只可享受1次: what can be had only once, where nobody is named.
_THING_LIMITED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,20}?)(?:原则上)?(?:只|仅|最多|至多|(?<!期)限)(?:能|可|限)?"
)
_WHO_RECEIVES = re.compile(rf"(?:对|给予?|支持)(?P<name>[^,;。、\d]{{2,24}}?{lexicon.RECEIVER})")


def limit_scope(candidate: Candidate, clause: ClauseText, comparator: Comparator) -> str | None:
    """Find whom a limit on recipients or applications binds.

    Args:
        candidate: a number that is a rule.
        clause: the clause cut up.
        comparator: its bound.

    Returns:
        Each receiver as the text names it; empty where the issuer's own choice is bound (遴选不超过20户); None where
        the number is no such limit.
    """
    if comparator is not Comparator.LE:
        return None
    words = clause.flat[candidate.sentence.start : candidate.span.start]
    if candidate.quantity.unit in lexicon.RECIPIENTS and (
        each := _EACH_RECEIVER.search(words) or _EACH_ONE.search(words)
    ):
        return each["name"]
    if candidate.quantity.unit == "次":
        whole = last_match(_WHO_RECEIVES, words) or last_match(
            _WHO_RECEIVES, clause.flat[: candidate.span.start]
        )
        if whole is None and (body := find_body(words)):
            return body
        thing = whole or _THING_LIMITED.search(candidate.left)
        return thing["name"] if thing else None
    if candidate.quantity.unit not in lexicon.RECIPIENTS:
        return None
    if place := _quota_of(candidate):
        return place
    if recommending := _RECOMMENDS.match(candidate.before) or _EACH_OF_THOSE.search(candidate.before):
        return recommending["name"]
    if _CHOSEN.search(candidate.before) or _CELL.search(candidate.before):
        return ""
    # 每两年评选一次领军人才,每次不超过30名
    return "" if _EACH_TIME.fullmatch(candidate.left) and _ELECTS.search(words) else None


_ELECTS = re.compile(r"评选|遴选|评定|选树")
_EACH_TIME = re.compile(r"[\s,、]*每[次届批](?:原则上|一般)?")


def _is_bound_on_grants(candidate: Candidate) -> bool:
    """奖励的比例应不低于70%: a bound on what others grant, no grant."""
    modal = last_match(_STRICT, candidate.before)
    return modal is not None and not lexicon.GIVES.search(candidate.before[modal.end() :])


def _bears(candidate: Candidate, clause: ClauseText) -> bool:
    if candidate.quantity.unit in MONEY or candidate.kind is NumberKind.RATIO:
        return _BEARER.search(candidate.left) is not None or SHARED_AMONG.match(candidate.after) is not None
    if candidate.quantity.unit not in RATES or not _BEARS.search(candidate.before + candidate.after[:10]):
        return False
    if _BEARER.search(candidate.left) or (
        candidate.kind is NumberKind.WHOLE and _PAYER.search(candidate.left)
    ):
        return True
    return find_body(clause.flat[candidate.segment.start : candidate.span.start]) is not None


def _bounds_each(candidate: Candidate, clause: ClauseText, comparator: Comparator) -> bool:
    """每个花园总面积2000平方米以上: a floor for each member of a target."""
    if comparator not in _BOUNDED or not _SIZE.search(candidate.left):
        return False
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    return _EACH_THING.match(sentence) is not None and lexicon.YEARLY.search(sentence) is None


def _is_duty(candidate: Candidate, comparator: Comparator) -> bool:
    """Tell a bound that others must keep (担保费率不得高于1%)."""
    if comparator not in _BOUNDED and not _DUTY_REACHED.search(candidate.left):
        return False
    return bool(_MODAL.search(candidate.before) or _USE_SHARE.search(candidate.left.rstrip("应须的达到为")))


def _is_duty_of_body(sentence: str, comparator: Comparator) -> bool:
    """银行应实质分担风险，承担的比例不低于20%; 入库企业原则上年收入达到3亿元: the sentence says who must."""
    body = find_body(sentence)
    if body is None:
        return False
    said = sentence[sentence.index(body) + len(body) :]
    if said.startswith("原则上"):
        return True
    return comparator in _BOUNDED and _MODAL.match(said) is not None


def _shares_out(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a share that others must leave to somebody (采购…，面向小微企业的份额不低于30%，其中留给…)."""
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    return bool(_SHARED_OUT.search(statement) and _SHARE.search(candidate.before))


# 三个月内，发给奖金: what is to be done in the time.
_ACT = re.compile(r"(?:(?<=内),)?(?!无异议|期满|的|后|左右)(?P<act>[\u4e00-\u9fff][^,;。、\d]{1,24})")


def act_within(candidate: Candidate, clause: ClauseText) -> str | None:
    """Name the time that somebody is held to by what is to be done in it.

    Args:
        candidate: a number that is a rule.
        clause: the clause cut up.

    Returns:
        The act and 的期限, or None where the number is no such time or the words behind it name nothing.
    """
    if candidate.quantity.unit not in _TERMS or candidate.quantity.comparator is not Comparator.LE:
        return None
    match = _ACT.match(clause.flat, candidate.span.end, candidate.statement.end)
    return f"{match['act']}的期限" if match else None


def rule_scope(candidate: Candidate, clause: ClauseText, *, is_law: bool) -> str | None:
    """Find whom a rule binds: the body its own words open with, or in a law the body of the article.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        is_law: whether the text is a law or regulation.

    Returns:
        The body as the text names it, or None.
    """
    flat, place = clause.flat, candidate.span.start
    if is_level_share(candidate, clause) and (level := level_that_gives(candidate)):
        return level
    if named := each_named(candidate):
        return named
    through = _THROUGH.search(candidate.before) or _BEARER.search(candidate.left)
    if candidate.kind in (NumberKind.WHOLE, NumberKind.RATIO):
        through = through or _PAYER.search(candidate.left) or _LEVELS.search(candidate.left)
    if through:
        return through["name"]
    for start in (candidate.segment.start, candidate.statement.start, candidate.sentence.start):
        # The bound that opens the number is what the body is held to: 其他企业⟦不得低于1%⟧.
        if body := find_body(flat[start : candidate.span.end]):
            return body
    each = _EACH_THING.search(flat, candidate.sentence.start, place)
    if each:
        return each["name"]
    if not (is_law or _STRICT.search(flat, candidate.sentence.start, candidate.span.end)):
        return _body_of_article(flat[:place]) if candidate.quantity.unit in _TERMS else None
    if budget := _BUDGET_OF.match(flat[candidate.sentence.start : place]):
        return budget["name"] + "人民政府"
    opening = _OPENING_BODY.match(flat, candidate.sentence.start, place)
    return opening["name"].strip() if opening else _body_of_article(flat[:place])


# The numbers of an article ask one after the other.
@lru_cache(maxsize=256)
def _body_of_article(text: str) -> str | None:
    for sentence in reversed(re.split(r"[。;\n]", text)):
        if body := find_body(sentence):
            return body
        if opening := _OPENING_BODY.match(sentence):
            return opening["name"].strip()
    return None


@lru_cache(maxsize=1024)
def find_body(words: str) -> str | None:
    """Find the body that a sentence has as its subject.

    Args:
        words: the sentence, folded, up to a number.

    Returns:
        Its name, or None where it begins with something else.
    """
    match = _SUBJECT.match(words)
    # 团队的转化收益奖励比例: those who receive are not bound.
    if match is None or (match["name"].endswith(("人员", "团队")) and words.startswith("的", match.end())):
        return None
    return match["name"].strip()


# What a rule says of nobody in particular binds whoever is spoken of: a party, each of a kind, the body named before.
_PARTY = re.compile(r"(?P<name>[甲乙丙]方)(?!案)")
_EACH_OF_KIND = re.compile(
    rf"(?P<name>(?:每(?![一二两三四五半]?[年次季月批届轮])|单|同一|各)[个家名户件项位所]?"
    rf"(?:[\u4e00-\u9fff“”()]{{0,8}}?(?:{_BODY_NOUN}|项目|产品|城市|干部|院士|人才|人员|展会|[县区市镇乡村户]|[^,;。\d包各]人)"
    rf"|(?<=每)[家人户名]))"
)
_SOMEBODY = re.compile(
    rf"(?P<name>(?:(?![的对将与和向由经以按给就从于在应须可每])[\u4e00-\u9fff]){{0,10}}?"
    rf"(?:{_BODY_NOUN}|采购人|局|机关|[评审专家]{{2,3}}组|特派员|科技馆|图书馆|数据中心|村集体|城市|承办方|主办单位|项目|贷款人|借款人|投资者|管理员|人员|选手|考生|农户|院士|合作社)|新[供建][\u4e00-\u9fff]{{0,6}}(?:用地|建筑|小区|住宅|厂房|道路|楼宇))"
)
# 优秀率控制在20%以内, 优秀名额按15%掌握: the issuer's own choice among those whom it judges.
_OF_THE_BEST = re.compile(
    r"(?:优秀|良好|合格|[A-D甲乙]等|[A-D]级|一等奖)(?:率|数量|名额|比例|等次)[^,;。]{0,8}$"
)
_NO_BODY = re.compile(r"政府采购|面向[^,;。]{0,16}采购")
_FAR_BACK = 300


def is_of_the_best(candidate: Candidate) -> bool:
    """Tell how many of those whom the issuer judges may be placed first."""
    return _OF_THE_BEST.search(candidate.before) is not None


def whom_it_binds(candidate: Candidate, clause: ClauseText, heading: str, title: str = "") -> str | None:
    """Find whom a rule binds that names no subject: who is spoken of in its sentence, before it or in the heading.

    Args:
        candidate: a number that is a rule.
        clause: the clause cut up.
        heading: the clause's title.
        title: that of the document, for what it is about where the words oblige somebody.

    Returns:
        The body as the text names it, or None where the rule binds the issuer itself or nobody is named.
    """
    flat, place = clause.flat, candidate.span.start
    first = max(candidate.sentence.start, place - _FAR_BACK)
    if _NO_BODY.search(flat, first, place) or is_of_the_best(candidate):
        return None
    before = flat[max(0, place - _FAR_BACK) : place]
    if party := last_match(_PARTY, before):
        return party["name"]
    for start in (candidate.segment.start, candidate.statement.start):
        if each := _EACH_OF_KIND.search(flat, max(start, first), place):
            return each["name"]
    named = _SOMEBODY.search(flat, first, place) or _BEHIND.search(flat, place, candidate.sentence.end)
    named = named or last_match(_SOMEBODY, before) or _SOMEBODY.search(heading)
    if named is None and _STRICT.search(flat, candidate.sentence.start, candidate.segment.end):
        named = _SOMEBODY.search(title, title.rfind("年") + 1)
    return named["name"] if named else None


# 期满三个月内,依托单位应当提出申请
_BEHIND = re.compile(
    rf",(?P<name>(?:(?![的对将与和向由经以按给就从于在应须可每])[\u4e00-\u9fff]){{0,10}}?{_BODY_NOUN})(?=应|须|必须|不得)"
)
