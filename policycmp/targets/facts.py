"""What is told as it is: so far, last year, of one person, there already, or as the base of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES
from policycmp.language.money_words import GRANTS
from policycmp.language.predicates import strip_leads
from policycmp.language.scanning import holding
from policycmp.language.text import last_match
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.variants import grants_variant
from policycmp.targets.tense import looks_back, tells_back
from policycmp.targets.works import is_worked_on

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText


def tells_what_was(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a number of what was done or is there from one of what is to come.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        Whether the words of time in its sentence, or what was received, say so.
    """
    return (
        _tells_of_today(candidate, clause)
        or _tells_of_last_year(candidate, clause)
        or _tells_so_far(candidate, clause)
        or _was_won(candidate, clause)
        or _tells_since_new_year(candidate, clause)
        or _was_listed(candidate, clause)
        or _sums_up_what_is(candidate, clause)
    )


def _tells_of_today(candidate: Candidate, clause: ClauseText) -> bool:
    """截至目前,全市共有86家: how far it has come, unless the sentence strives for more."""
    if not _MAY_TELL_TODAY(clause.flat):
        return False
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    return _SO_FAR.search(outside_brackets(sentence)) is not None


_MAY_TELL_TODAY = holding("截至|截止|至此|年以来|目前")


def _sums_up_what_is(candidate: Candidate, clause: ClauseText) -> bool:
    """现有各类厂房,共计120万平方米; 完成了荒山造林,总计1.8万亩: the sum of what is there or was done."""
    if lexicon.IN_ALL.fullmatch(candidate.before) is None:
        return False
    return _THERE.search(clause.flat, candidate.statement.start, candidate.segment.start) is not None


_THERE = re.compile(r"现有|现存|位于|坐落|(?:完成|实现|开展|实施|建成|进行|改造|新[建增])了")


def _tells_since_new_year(candidate: Candidate, clause: ClauseText) -> bool:
    """今年以来,全镇发展平稳。完成投资9亿元,同比增长21%: the results of the year so far, to the end of the paragraph."""
    flat, (start, end) = clause.flat, candidate.sentence
    if not _MAY_TELL_SINCE(flat):
        return False
    told = last_match(_SINCE, flat[flat.rfind("\n", 0, start) + 1 : candidate.span.start])
    if told is None or not (told["since"] or told["part"]):
        return False
    return (_RESULT if told["since"] else _COMPARED).search(flat, start, end) is not None


_MAY_TELL_SINCE = holding("今年以来|上半年|季度")
# A part of a year may also be when something is due: 上半年新建10个.
_COMPARED = re.compile(r"同比|较(?:去|上)年|增长\d|已|了(?!解)")


_SINCE = re.compile(
    r"(?P<since>今年以来)|(?P<part>(?<!年)(?:今年|20\d\d年)?(?:上半年|第?一季度|前三季度))(?=[,以全我])|明年|下一?步|下半年|今后|未来|力争|争取|确保|努力|目标|计划|拟|将(?!近)|要(?!素|求|点|闻)|年底前|[到至]20\d\d年"
)
_RESULT = re.compile(
    r"今年以来|同比|增长\d|增幅|增速|占[^,;。]{1,14}的?\d|总数|分别达到|已|了(?!解)|预计全年"
)


def _was_listed(candidate: Candidate, clause: ClauseText) -> bool:
    """发布了…拟入库名单,我市有18家被公示,占21%: what a public list holds."""
    flat, (start, end) = clause.flat, candidate.sentence
    if "公示" not in flat or _TO_REACH.search(flat, start, end):
        return False
    return _LISTED.search(flat, start, end) is not None


_LISTED = re.compile(
    r"(?:公示|公布|发布)[^。]{0,80}(?:名单|名录|公示)[^。]{0,60}\d[家户个名项件][^,;。\d]{0,8}(?:被?公示|拟?入库|拟?入选|上榜|在列)"
    r"|有\d+[家户个名项件][^,;。\d]{0,8}被公示"
)
_TO_REACH = re.compile(r"力争|争取|确保|[到至]20\d\d年|给予|奖励|补助")


def outside_brackets(words: str) -> str:
    """Blank what brackets explain of a thing, though a sentence ends inside them; the same length.

    In 规上企业(…。目前指年收入2000万元以上的企业)数量增长 nothing is said of today.

    Args:
        words: what stands before a number.
    """
    return _IN_BRACKETS_CLOSED.sub(lambda aside: " " * len(aside[0]), words) if ")" in words else words


_IN_BRACKETS_CLOSED = re.compile(r"^[^()]*\)|\([^()]*\)")
_SO_FAR = re.compile(
    r"(?:截至|截止|至此|20\d\d年以来|目(?<![项从由比较]目)前(?!期))(?![^。]*(?:力争|确保|到\d{4}年))"
)


def _tells_of_last_year(candidate: Candidate, clause: ClauseText) -> bool:
    """去年全市新增86家，总数达到520家: the last word of time in the sentence is one of the past."""
    if not looks_back(clause.flat):
        return False
    sentence = outside_brackets(clause.flat[candidate.sentence.start : candidate.span.start])
    return looks_back(sentence) and tells_back(sentence, len(sentence))


def _tells_so_far(candidate: Candidate, clause: ClauseText) -> bool:
    """今年1-9月，全市改造小区400个: how far the year has come, unless the sentence plans."""
    if not _MAY_TELL_PART(clause.flat):
        return False
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    part = last_match(_PART_OF_YEAR, sentence)
    return part is not None and not _PLANS.search(sentence, part.end())


_MAY_TELL_PART = holding("月|季度")
_PART_OF_YEAR = re.compile(
    r"(?:今年|20\d\d年)前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:月|季度)(?!底)|(?:^|[,;:。])前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月(?!底)"
    r"|(?<!\d)1\s?[-~—–至到]\s?\d{1,2}\s?月份?(?!底|前)"
)
_PLANS = re.compile(r"计划(?!的)|将|力争|拟|(?<!年度)目标|确保|要(?!素)|到20\d\d年|全年|年底")


def was_paid_out(candidate: Candidate) -> bool:
    """Tell money that has been paid out already (已累计兑现1.2亿元).

    Args:
        candidate: the quantity in its place.
    """
    return _PAID_OUT.search(candidate.before) is not None


_PAID_OUT = re.compile(
    r"(?:已|累计|去年|上年|共计?)[^,;。、\d]{0,4}(?:兑[现付]|发放|拨付|落实|支付|下达|减免)"
    r"|(?:拿|得|收|领|申请|享受)(?:到|取)?了(?!解)[^,;。\d]{0,10}$|(?<![可将能拟均各])(?:共)?(?:获|获得)$|有望"
    # 37个项目领到补贴共816万元
    r"|(?:领到|拿到|获得|享受到?)[^,;。、\d]{0,8}(?:共计?|累计|合计|总计)$"
)


def _was_won(candidate: Candidate, clause: ClauseText) -> bool:
    """近日62户企业获1300万元资金扶持: a report of what was given."""
    start, end = candidate.span
    if clause.text.startswith(")", end) and _SIZE_IN_BRACKETS.search(clause.text, max(0, start - 3), start):
        return candidate.quantity.comparator is Comparator.APPROX
    if candidate.quantity.unit in RATES and _CHANGE_TOLD.search(candidate.left):
        return True
    if is_of_one(candidate):
        return True
    if not _MAY_TELL_LATELY(clause.flat):
        return False
    won = _WON.search(candidate.before) or _WON_BEHIND.match(candidate.after)
    return (
        bool(won) and _LATELY.search(clause.flat, candidate.sentence.start, candidate.span.start) is not None
    )


def is_of_one(candidate: Candidate) -> bool:
    """Tell what one person received (他每月可申领1000元, 并领到购房补贴5万元) from what all may have.

    Args:
        candidate: a quantity in its place.
    """
    before = candidate.before
    return _RECEIVES.search(before) is not None and _OF_ONE.search(before) is not None


# 零售企业(约30家): how many there are
_SIZE_IN_BRACKETS = re.compile(r"[\u4e00-\u9fff]\($")
# 标准提高到113元,提高比例达19%: how much that is, told besides.
_CHANGE_TOLD = re.compile(r"(?:提高|上调|提标|调整)(?:的)?(?:比例|幅度|水平)(?:达到?|约|为)?$")
_WON = re.compile(
    r"(?<![可将能拟均各])(?:共)?(?:获|获得|拿到|领到|收到)(?:融资|授信|贷款|投资|资金|奖励|补[助贴]|资助)?$"
)
# 他每月可申领1000元, 并领到购房补贴5万元: what one person tells
_RECEIVES = re.compile("[拿收领得享]")
_OF_ONE = re.compile(
    r"(?:他|她|并|还|已|也|刚刚|顺利|成功)(?:拿|收|领)到[^,;。\d]{0,14}$"
    r"|(?:^|[“])(?:[^,;。]{0,6}(?<![其利吉排])[他她](?!人|们)|我(?![市省县区们国州院校盟旗]))[^,;。\d]{0,8}(?:领|拿|得|享受|收到)[^,;。\d]{0,8}$"
)
_WON_BEHIND = re.compile(r"[^,;。\d]{0,20}(?<![可将能拟均各])(?:共)?(?:获|获得)\d[\d.]*[万亿]*元")
_LATELY = re.compile(r"近日|日前|昨[日天]|\d日(?:获悉|上午|下午)?")
_MAY_TELL_LATELY = holding(r"近日|日前|昨日|昨天|日(?<=\d日)")


def is_aside(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what brackets add to a thing (现状68公里; 设计床位1500张) from a part that is promised.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    around = clause.quotes_around(candidate.span)
    if around is None or clause.text[around.start] != "(":
        return False
    inside = clause.text[around.start + 1 : candidate.span.start]
    if not inside and clause.text[candidate.span.end] == ")":
        return not _caps_grant(candidate, clause, around.start)
    if grants_variant(candidate, clause):
        return False
    if _PART_OR_DEED.search(inside + candidate.quantity.text):
        return False
    # 育种场1个(基础母羊1200只、羊舍14栋): what each of the counted has
    counted = candidate.previous
    if counted and counted.span.end == around.start and counted.quantity.unit != candidate.quantity.unit:
        return True
    # (100万平方米低租金公寓、100万平方米…): what the brackets list are things of their own.
    return _LISTS.match(inside + candidate.quantity.text + candidate.after[:1]) is None


def _caps_grant(candidate: Candidate, clause: ClauseText, opened: int) -> bool:
    """Tell the cap that brackets add to a grant (按设备款的12%奖补(不超过120万元))."""
    at_most = candidate.quantity.comparator is Comparator.LE and candidate.quantity.unit in MONEY
    return at_most and _GRANTED.search(clause.flat, candidate.sentence.start, opened) is not None


_GRANTED = re.compile(rf"(?:{GRANTS}|贴息|支持|补|奖金?|\d[\d.]*[万亿]*[元%])$")
_LISTS = re.compile(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]{3,}|\d[\d.]*[万亿]?平方米[\u4e00-\u9fff]")
_PART_OR_DEED = re.compile(
    rf"其中|减半|每|新|建[成设]|培育|力争|确保|引进|实施|完成|达到|提高|增|奖|补|贴|最高|上限|按|{AT_LEAST}|{AT_MOST}|各|目标(?!\d)|到20|以[上内下]|(?<!\d)只|限"
)


def is_there_already(candidate: Candidate) -> bool:
    """Tell what a place has (城里还有12个园区、40多家基地) from what is to come there.

    Args:
        candidate: a quantity in its place.
    """
    before = candidate.before
    if _MAY_BE_THERE.search(before) is None:
        return False
    has = any(told.search(before) for told in (_HAS_BESIDES, _SO_FEW, _LIES_WITHIN))
    has = has or (candidate.quantity.unit in _THINGS | lexicon.PERSONS and _ONLY.search(before) is not None)
    return has and not _TO_COME.search(candidate.before + candidate.after)


# One of them stands where any of the four does.
_MAY_BE_THERE = re.compile("[还已前仅只仍]有|[仅只仍]占|仍达|尚不足|辖|仅")
_HAS_BESIDES = re.compile(r"(?:还|现已|目前)有(?:[^,;。、]{1,20}、)*[^,;。、\d]{0,6}$")
# 护理型床位仅占26%, 产值占比仍达46%: how things stand.
_SO_FEW = re.compile(r"(?:仅|只)[有占]$|仍[有占达]$|尚不足$")
# 其中特级仅1家
_ONLY = re.compile(r"(?<![限])仅$")
# 全镇辖14个行政村、3个社区
_LIES_WITHIN = re.compile(r"(?:下|管|现|共)?辖(?:有)?(?:\d+个[^,;。、\d]{1,8}[、和])*$")
_TO_COME = re.compile(r"将|计划|拟|力争|要(?!素)|开工|今年|20\d\d年")


def is_base(candidate: Candidate) -> bool:
    """Tell the base of a change (由70%提高到80%) from what is reached.

    Args:
        candidate: a quantity in its place.
    """
    if _SHARED_OUT.match(candidate.after) or _ON_TOP_OF.match(candidate.after):
        return True
    if _CHANGE_FROM.search(candidate.before) is None:
        return False
    # 由85%、70%分别提高到90%、80%: what follows the list
    return _CHANGES.match(candidate.behind) is not None or _CHANGES.match(candidate.after) is not None


def is_raised_behind(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a base whose change follows a comma later (由85家,提高到120家).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    changes = _CHANGES_BEHIND.match(clause.flat, candidate.span.end) is not None
    return changes and _CHANGE_FROM.search(candidate.before) is not None


# 98元由中央财政承担88元; 在原每人每月98元的基础上增加7元
_SHARED_OUT = re.compile(r"由[^,;。\d]{2,10}(?:承担|负担)\d")
_ON_TOP_OF = re.compile(r"的?基础上[^,;。\d]{0,12}(?:增|提|扩|翻|上浮|上调|加|降|减|压|达到?|突破)")
_CHANGES = re.compile(
    r"[^,;。]{0,8}(?:提|增|升|降|压|扩|缩|减|调(?:整|高|低)?[至到为])"
    r"|[^,;。、\d]{0,6}(?:达到?|发展|跃|突破|超过?|做大|壮大|拓展|翻|回落)"
)
# 由85家,提高到120家
_CHANGES_BEHIND = re.compile(
    r",(?:再|力争|争取|进一步|逐步|稳步)*(?:提高|提升|增加|上升|扩大|发展|降低?|下降|压减|突破|跃升|达|增)[到至]?\d"
)
# 分别从每项0.3万元、0.2万元、0.1万元提高到…: each of a list
_CHANGE_FROM = re.compile(
    r"(?:由|从(?!事|业)|比(?=20\d\d年的?$)|较(?=20\d\d年的?$))[^,;。]{0,16}?(?:\d[\d.]*[万亿]?[^,;。、\d]{1,3}、){0,4}[^,;。、\d]{0,16}$"
)


def only_describes(candidate: Candidate, clause: ClauseText) -> str | None:
    """Say what a number only describes: a whole area, a size in brackets, a class, what is given already.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        The reason why it is no commitment, or None.
    """
    before, left, after = candidate.before, candidate.left, candidate.after
    # 0.4吨标准煤/万元: what the rate is for; 50万元/30万元 are two.
    rated = clause.flat[candidate.span.start - 1 : candidate.span.start] == "/"
    if rated and not any(map(str.isdigit, candidate.quantity.text)):
        return "name"
    if _NAMED_ROUND.match(candidate.quantity.text + after):
        return "name"
    if _HALF_MONTH.match(after):
        return "term"
    if _is_given_already(candidate, clause):
        return "base value"
    if _LOWERED_THRESHOLD.search(before):
        return "condition"
    ended = candidate.quantity.unit in AMOUNTS and _NO_LONGER.search(left)
    if ended or _COMPARED_WITH.search(before) or _is_amount_told(before) or _ABOVE_LEGAL.search(before):
        return "base value"
    if _ENDS_BEHIND.match(clause.flat, candidate.span.end, candidate.statement.end):
        return "base value"
    if candidate.quantity.unit in AMOUNTS and _FORMERLY.search(before):
        return "base value"
    bounded = candidate.quantity.comparator is not Comparator.EQ
    if bounded and _ONLY_THEN.match(after) and not _MUST.search(left):
        return "threshold"
    if is_first_condition(candidate):
        return "threshold"
    if _IN_BRACKETS.search(before) or (_ROUND.match(candidate.quantity.text) and _SIZED.match(after)):
        return "threshold"
    if candidate.left.endswith(("等", "等相关", "等重点")) and _OF_FIELDS.match(after):
        return "name"
    if candidate.quantity.unit in _PIECES and (_CUT_ANEW.search(before) or _ARE_CUT.match(after)):
        return "name"
    if candidate.quantity.unit in _THINGS and _STILL_LACKS.match(after):
        return "fact"
    if _sums_up_classes(candidate):
        return "name"
    return "name" if _is_of_whole_area(candidate) else None


def is_first_condition(candidate: Candidate) -> bool:
    """Tell the first of two conditions (收入200万元以上、员工不足5人的店), which is as little promised as the second.

    Args:
        candidate: a quantity in its place.
    """
    bounded = candidate.quantity.comparator is not Comparator.EQ or candidate.quantity.unit in _MEASURES
    return bounded and _AND_CLASS_BEHIND.match(candidate.after) is not None


# 新建800平方米、层高3米以上的民宿: a size needs no bound to be a condition.
_MEASURES = frozenset({"平方米", "亩", "公顷", "米", "公里", "吨", "公斤", "千瓦", "兆瓦", "立方米"})
_MUST = re.compile(r"[须应要]")
# 百人会, 实施百项技改工程, 单产增一成行动: a round number in a name
_NAMED_ROUND = re.compile(
    r"[百千]人会|[百千万][项个家名人件][^,;。、\d的]{0,8}(?:工程|行动|计划)(?=[,;。、)]|$)"
    r"|[一二两三四五六七八九]成(?:专项|提升|攻坚)*(?:行动|计划|工程)(?=[,;。、)]|$)"
)
# 休渔3个半月
_HALF_MONTH = re.compile(r"半(?:月|年)")
# 在落实省每亩900元补助政策的同时, 在市级给予8万元奖励的基础上
# 在国家每人每年2万元之外
_GIVEN_ALREADY = re.compile(
    rf"[^,;。\d]{{0,10}}(?:{GRANTS}|政策)的?(?:同时|基础上)|[^,;。\d]{{0,8}}(?:之外|以外)(?=,|$)"
)
# 在省里奖励50万元, 市里配套20万元的基础上: what others give, one after the other
_GIVING = re.compile(rf"(?:{GRANTS}|给予|配套|奖)[^,;。\d]{{0,8}}$")
_BASE = r"[^,;。\d]{0,6}的?基础(?:之?上)"
_GIVEN_IN_TURN = re.compile(
    rf"{_BASE}(?!增|提|扩|翻|上浮|上调)|(?:[^,;。\d]{{0,6}}[,、][^,;。\d]{{0,16}}\d[\d.]*[万亿]?元){{1,2}}{_BASE}"
)


def _is_given_already(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what somebody gives already, on top of which more is given."""
    before, after = candidate.before, candidate.after
    if _GIVEN_ALREADY.match(after) and ("在" in before or "除" in before):
        return True
    return (
        candidate.quantity.unit in MONEY
        and _GIVING.search(before) is not None
        and _GIVEN_IN_TURN.match(clause.flat, candidate.span.end, candidate.statement.end) is not None
    )


# 取消每件500元的资助; 取消审批事项40项 is something done
_NO_LONGER = re.compile(r"(?<!不)(?:取消|删去|停止执行|不再执行)[^,;。、]{0,16}$")
# 比原来的25万元提高15万元, 较法定90天缩短一半: told against what was
_COMPARED_WITH = re.compile(
    r"[比较](?:(?:原来?|原先|之前|此前|法定|规定|国家|以往|以前|上一?年|去年)[^,;。]{0,12}(?:缩短|压缩|提高|减少|增加|降低|下降)了?$"
    r"|(?:原来?|原先|之前|此前|以往|以前)的?(?:标准)?$|(?<=比)(?:今年|去年|上年|原来?)[^,;。\d]{0,6}多$)"
)
# 是基期11.6亿元的2.6倍
_IS_OF = re.compile(r"(?:^|[,、])(?:约?为|是|相当于)[^,;。、]{0,10}(?:\d[^,;。、\d]{1,4})?的$")


def _is_amount_told(before: str) -> bool:
    return before.endswith("的") and _IS_OF.search(before) is not None


# 不少于80%,高出国家法定的50%
_ABOVE_LEGAL = re.compile(r"高出[^,;。\d]{0,8}(?:法定|规定|原来|现行)的?$")
# 合计不超过200万元的规定,自2024年起取消; 按三成奖励的旧办法(…〔2018〕3号)同时废止; 补40%的标准不再执行
_ENDS_BEHIND = re.compile(
    r"""
    [^,;。]{0,20}?的(?:旧|老|原有?|现行|上述|这一)?(?:规定|条款|限制|上限|门槛|标准|办法|做法|政策|比例|要求)
    (?:\([^()]*\))?,?(?:[自从][^,;。]{2,14}起|同时|现|即|即日起|一律|予以|全部|均|已)*
    (?:取消|废止|停止|停发|终止|作废|不再(?:执行|实行|实施|适用|保留))
    """,
    re.VERBOSE,
)
# 过去按每平方米50元补, 现在改为…
_FORMERLY = re.compile(
    r"^\s*(?:[\u4e00-\u9fff]{1,4}:)?(?:过去|原来|以前|此前|原先|旧政策|老政策|老办法)[^,;。\d改]{0,14}$"
)
# 门槛由500万元下调至200万元
_LOWERED_THRESHOLD = re.compile(r"门槛[^,;。\d]{0,12}(?:\d[\d.]*[万亿]?元?[^,;。\d]{0,6})?(?:至|到|为)$")
# 保存率85%以上方可验收, 5户以上农户即可成立
_ONLY_THEN = re.compile(r"[^,;。、\d]{0,6}(?:方可|方能|才可|即可(?!获|享|领|得|申))")
# 起飞重量150公斤以上、载荷50公斤以上的企业2家, 收入200万元以上、员工不足5人的店: the first of two conditions.
_AND_CLASS_BEHIND = re.compile(
    r"(?:[、,](?:且|并且?|及)?|且|并且?)[^,;。、\d]{1,14}(?:\d[\d.]*[^,;。、\d]{0,6}(?:以[上下内]|及以上)"
    rf"|(?:不[足满到]|未[满达]|{AT_LEAST}|{AT_MOST}|超过|[高低大小多少]于)\d[\d.]*[^,;。、\d]{{0,6}})(?:\([^()]*\))?的[^,;。\d]{{1,16}}"
)
# Sizes in brackets, as in 示范区5个(单个面积500公顷以上)
_IN_BRACKETS = re.compile(r"\((?:单[个座体条台]|每[个座条台])[^(),;。]{0,16}$")
# 百人以上主题活动12场, 百人规模的对接会
_ROUND = re.compile(r"[十百千万]人(?:以上)?$")
_SIZED = re.compile(r"规模的?|[^,;。、\d的]{2,12}\d+(?:场|次|个|期)")


def _is_of_whole_area(candidate: Candidate) -> bool:
    """服务全县90个行政村: all that there are."""
    if candidate.quantity.comparator is not Comparator.EQ or candidate.quantity.unit not in _THINGS:
        return False
    if is_worked_on(candidate):
        return False
    return _WHOLE_AREA.search(candidate.left) is not None and _PLACES.match(candidate.after) is not None


_PIECES = frozenset({"项", "条", "款", "个", "类"})
_THINGS = frozenset({"个", "家", "所", "座", "处", "条"})
_WHOLE_AREA = re.compile(r"(?:全[省市县区州盟旗]|我[省市县区州])$")
_PLACES = re.compile(
    r"[^,;。、\d]{0,6}(?:村|社区|乡镇|镇街|乡|镇|街道|县|区|县市区|市州|园区|学校|医院)(?![\u4e00-\u9fff]{0,2}(?:达到|建成))"
)


def _sums_up_classes(candidate: Candidate) -> bool:
    """重点产业包括纺织、食品2个产业: how many classes a thing is explained to have, unless a verb sets them up."""
    told = _HAS_CLASSES.search(candidate.before) if _CLASSES.match(candidate.after) else None
    if told is None:
        return False
    return lexicon.ADD.match(strip_leads(told["thing"])) is None


_HAS_CLASSES = re.compile(
    r"(?<![^,;。、:])(?P<thing>[^,;。、:]{0,40}?)(?:包括|包含|涵盖|涉及|划?分为)[^,;。:\d]{1,80}(?:、|和|及|与)[^,;。、:\d]{1,30}$"
)
_CLASSES = re.compile(r"(?:重点|主要)?(?:领域|产业|方面|行业|环节|方向|类别|门类|大类)(?=[,;。、:)]|$)")
# 原来的11项补助合并为6项: how a policy is cut anew, no deed of its own
_POLICIES = "补助|补贴|奖补|奖励|政策|条款|奖项|扶持"
_CUT = "(?:合并|整合|归并|精简|优化|调整|拆分|浓缩|归集)"
_CUT_ANEW = re.compile(
    rf"(?:{_POLICIES}|支持方向|专项资金)(?:政策|条款|项目|事项)?{_CUT}(?:成|为|到|至)?(?:了)?$"
)
_ARE_CUT = re.compile(rf"[^,;。、\d]{{0,6}}(?:{_POLICIES})[^,;。、\d]{{0,4}}{_CUT}[成为到至]")
# 3个县至今没有省级重点实验室
_STILL_LACKS = re.compile(r"[^,;。、\d]{1,8}(?:至今|尚|仍|还)(?:没有|未|无|缺)")
# 工业、农业等7个领域
_OF_FIELDS = re.compile(r"(?:重点)?(?:领域|方面|行业|环节|方向|部门|单位|维度|乡镇|县区|街道|节点|时点|节日)")
