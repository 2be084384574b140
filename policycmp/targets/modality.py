"""How often, how strictly and how bindingly: 每年, bounds that stand apart from their number, 力争 and 确保."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import (
    AT_LEAST,
    AT_MOST,
    FLOOR,
    TRAILING_BOUNDS,
    bound_pattern,
    leading_bound,
    touching_bound,
)
from policycmp.language.held_terms import MAY_LAST
from policycmp.language.measure_words import TIMES
from policycmp.language.predicates import ADD_WORDS
from policycmp.language.quantities import NumberKind
from policycmp.language.scanning import holding
from policycmp.models import Comparator, Strength, TargetType
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.year_lists import years_in_turn

if TYPE_CHECKING:
    from policycmp.config import Strengths
    from policycmp.targets.candidates import Candidate, ClauseText

# A bound that stands apart from its number: 不少于总额的两成.
_APART = (
    (
        Comparator.GE,
        re.compile(
            rf"(?:{AT_LEAST})[^,;。、\d]{{0,24}}$|{FLOOR}(?:给予|可?为|达到?|奖励|补贴|补助|资助|奖)?\s?$"
        ),
    ),
    (
        Comparator.LE,
        re.compile(
            rf"(?:{AT_MOST}|控制在(?=[^,;。]{{0,6}}$))[^,;。、\d]{{0,24}}$"
            # 按不超过新增设备、软件投资额的15%: the base may be a list
            rf"|按照?(?:{AT_MOST})[^,;。\d]{{0,40}}$"
        ),
    ),
)
_OBTAIN = re.compile(
    rf"争取(?!{ADD_WORDS}|将|把)[^,;。]{{0,16}}?(?:资金|补助|政策|项目|指标|债券|额度|试点|专项|荣誉)"
)
_EXPECTED_NOUN = re.compile(r"预期(?:目标|指标|成效|性|寿命)")


@dataclass(frozen=True, slots=True)
class Wording:
    """A config's strengths, compiled: the words that soften up to ；, those for their own object, and firm ones."""

    reaching: re.Pattern[str]
    own: re.Pattern[str]
    firm: re.Pattern[str]
    bounds: frozenset[str]

    @classmethod
    def of(cls, strengths: Strengths) -> Wording:
        """Compile the wording strengths of a config."""
        return cls(
            _words(strengths.soft),
            _words(strengths.soft_object),
            _words(strengths.firm),
            frozenset(strengths.bounds),
        )


def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)")


def judge_strength(
    candidate: Candidate, clause: ClauseText, comparator: Comparator, type_: TargetType, wording: Wording
) -> tuple[Strength, str | None]:
    """Judge how binding the words are.

    Returns:
        The strength and the word that made it so (None where a bare statement made it firm).
    """
    flat, end = clause.flat, candidate.span.start
    if type_ is TargetType.INCENTIVE and _GIVEN.search(flat, candidate.statement.start, end):
        return Strength.FIRM, None
    for reaching in wording.reaching.finditer(flat, candidate.statement.start, end):
        if not _OBTAIN.match(flat, reaching.start(), end):
            return Strength.SOFT, reaching.group()
    if type_ is TargetType.INCENTIVE:
        return Strength.FIRM, None
    if foreseen := _FORESEEN.search(flat, candidate.statement.start, end):
        return Strength.SOFT, foreseen.group("words")
    paragraph = max(flat.rfind("\n", 0, end), end - _LABEL_REACHES, 0)
    if label := _STRIVEN_FOR.search(flat, paragraph, end):
        return Strength.SOFT, label.group("words")
    before = candidate.before
    if own := wording.own.search(_EXPECTED_NOUN.sub("", before) if "预期" in before else before):
        return Strength.SOFT, own.group()
    if _MAY_BE_MARKED(flat) and (marked := _MARKED.match(flat, candidate.span.end)):
        return (Strength.FIRM if marked["firm"] else Strength.SOFT), marked.group("kind")
    if comparator in wording.bounds and not _ESTIMATED.search(candidate.left + candidate.quantity.text):
        return Strength.SOFT, candidate.quantity.text
    firm = wording.firm.search(before)
    return Strength.FIRM, firm.group() if firm else None


# 45%(参考性), 150亿元｜预期性: an indicator marked as what is only expected; 以上均为预期性指标 may close it.
_MARKED = re.compile(
    r"(?:[^,;。\n(]{0,4}[(|｜\s]\s?|[^\n(]{0,120}\((?:以上|上述)(?:指标)?均为)"
    r"(?P<kind>(?P<firm>约束性)|预期性|参考性|引导性)(?:指标)?(?:[)|｜\s;。]|$)"
)
_MAY_BE_MARKED = holding("约束性|预期性|参考性|引导性")
# 约12万人, 近两倍 estimate a number and bind as it does; 左右 leaves it open.
_ESTIMATED = re.compile(r"(?:大?约|接近|近)(?:为|在)?[\d一二两三四五六七八九十百千万亿.,]*[^\d]{0,6}$")
# 预计到2020年,比重超过7%: what an office foresees
_FORESEEN = re.compile(r"(?P<words>预计)(?:[到至在]?20\d\d年[底末]?[,全])")
# 努力目标为:A增长7%;B增长9%. What a paragraph calls so are all goals behind it.
_STRIVEN_FOR = re.compile(r"(?P<words>努力目标)(?:为|是|如下)?\s?[:,]")
_LABEL_REACHES = 600

# 给予: a grant that is stated is firm, whatever the sentence strives for.
_GIVEN = re.compile(r"给予|予以|奖|补|资助|贴息")


# 期满可以延长一次, 经批准可以延长十日, 特殊领域的放宽至60个月: so long and no longer
MAY_EXTEND = re.compile(rf"{MAY_LAST}[至到]?$|(?:延长|放宽)[至到]$")
"""What is put off or made longer, right before how often or how long it may be."""
_TIMES = TIMES | {"次"}
_TERMS = _TIMES | {"年"}


def is_extension(candidate: Candidate) -> bool:
    """Tell how often or how long something may be put off (可以延长一次) at the most.

    Args:
        candidate: the number in its place.
    """
    return candidate.quantity.unit in _TERMS and MAY_EXTEND.search(candidate.left) is not None


def judge_comparator(candidate: Candidate, type_: TargetType, clause: ClauseText | None = None) -> Comparator:
    """Judge the bound: the one that touches the number, else one that stands apart in its own words or leads its list.

    Args:
        candidate: the quantity in its place.
        type_: what kind of commitment it is; only a grant reads its cap otherwise.
        clause: the clause cut up, where what leads a list of grants is to be asked.
    """
    own = candidate.quantity.comparator
    if is_only_once(candidate) or is_extension(candidate):
        return Comparator.LE
    # 强度过3%, 入驻率过九成
    if own is Comparator.EQ and candidate.quantity.unit == "%" and _PASSES.search(candidate.left):
        return Comparator.GT
    if candidate.kind is NumberKind.RATIO and (behind := _BEHIND_RATIO.match(candidate.after)):
        return touching_bound(behind.group())
    if own in (Comparator.GT, Comparator.GE) and _NOT_TO_EXCEED.search(candidate.left):
        return Comparator.LE
    if own is Comparator.EQ and lexicon.RAISED_TO.search(candidate.left) and _was_capped(candidate):
        return Comparator.LE
    if own is Comparator.EQ and candidate.is_listed:
        shared = _bound_of_list(candidate, clause) or _bound_behind_list(candidate)
        if shared:
            return shared
    if own is Comparator.EQ and (behind := _BEHIND_BRACKET.match(candidate.after)):
        return touching_bound(behind["bound"])
    if own is Comparator.EQ and _lost_most(candidate, type_):
        return Comparator.LE
    if own is Comparator.EQ and (_CAPPED_BEHIND.match(candidate.after) or candidate.left.endswith("顶格")):
        return Comparator.LE
    if (
        type_ is TargetType.INCENTIVE
        and own in (Comparator.EQ, Comparator.GE)
        and lexicon.CAP.search(_inside(candidate.before))
    ):
        return Comparator.EQ if _BY_HOW_MUCH.search(candidate.left) else Comparator.LE
    if (
        clause
        and type_ is TargetType.INCENTIVE
        and own is Comparator.EQ
        and _is_capped_list(candidate, clause)
    ):
        return Comparator.LE
    return _bound_apart(_inside(candidate.left)) if own is Comparator.EQ else own


def _lost_most(candidate: Candidate, type_: TargetType) -> bool:
    """给予高200万元, 奖补数量多3个: a page dropped the 最 before the word."""
    if type_ is TargetType.INCENTIVE:
        return _HIGH.search(candidate.left) is not None and "比" not in candidate.left
    return _MANY.search(candidate.left) is not None


_HIGH = re.compile(
    r"(?:(?:投资额?|费用|金额|额度?|的|按|给予|奖励)|(?:^|[,;。、]))高(?:奖励|补助|补贴|给予)?\s?$"
)
_MANY = re.compile(r"(?:奖补|奖励|补助|补贴|支持|资助|申报|推荐)(?:项目)?(?:数量?|个数|总数)?多\s?$")


def _is_capped_list(candidate: Candidate, clause: ClauseText) -> bool:
    start = max(candidate.statement.start, candidate.span.start - _FAR)
    return _CAPS_LIST.search(clause.flat[start : candidate.span.start]) is not None


_PASSES = re.compile(r"(?<![通经超不越渡难错])过$")
# 之比达到2.3:1以上
_BEHIND_RATIO = re.compile(bound_pattern(TRAILING_BOUNDS, 2))
_FAR = 80
# 补贴最高限额分别为:第一年800元,第二年600元
_CAPS_LIST = re.compile(r"(?:最高|上限|限额)[^,;。:\d]{0,8}为?:[^;。:]{0,80}\Z")
# 面积达到750万亩(其中早稻200万亩)以上
_BEHIND_BRACKET = re.compile(rf"\([^()]*\)(?P<bound>{bound_pattern(TRAILING_BOUNDS, 2)})(?!的)")
# 以20万元为限, 300万元封顶
_CAPPED_BEHIND = re.compile(r"\s?(?:/[^,;。、\d]{1,4})?(?:为(?:上?限|顶|最高限额)|封顶)")
# 最高额度上浮20%: by how much a cap is raised is none.
_BY_HOW_MUCH = re.compile(r"(?:上浮|上调|增加|提高)$")


# 按不超过3%的费率上限、年度保费的80%
_ANOTHERS_CAP = re.compile(r"^[^,;。]*\d[^,;。、\d]{0,2}的?[^,;。、\d]{0,6}上限(?:[、和及与])")


def _inside(words: str) -> str:
    """Keep of the words before a number those of the brackets that it stands in, and none of another's cap."""
    words = _ANOTHERS_CAP.sub("", words) if "上限" in words else words
    opened = words.rfind("(")
    return words[opened + 1 :] if opened > words.rfind(")") else words


# 不应超过3个: the number itself reads 超过3个.
_NOT_TO_EXCEED = re.compile(r"不(?:应|得|能|可|宜|许|会|允许)[^,;。\d]{0,4}$")


# 每户不超过5万元，省外可提高至10万元: a cap that is raised stays one.
def _was_capped(candidate: Candidate) -> bool:
    previous = candidate.previous
    return previous is not None and previous.quantity.comparator is Comparator.LE


def _bound_of_list(candidate: Candidate, clause: ClauseText | None) -> Comparator | None:
    """分别超过80家和500家: the bound before the first holds for all, unless each has its own."""
    if candidate.first == candidate.span:
        return None
    if not _EACH_ITS_OWN.search(candidate.before) and not (clause and years_in_turn(candidate, clause)):
        return None
    start = len(candidate.before) - (candidate.span.start - candidate.first.start)
    first = candidate.before[start:]
    if first.startswith("最高") or candidate.before[:start].endswith("控制在"):
        return Comparator.LE
    return leading_bound(first)


_EACH_ITS_OWN = re.compile("分别|依次")


def _bound_behind_list(candidate: Candidate) -> Comparator | None:
    """分别增长7%、8%左右: about holds for all; 以上 behind the last (1000万头、1500万头以上) is of that alone."""
    if "分别" not in candidate.before:
        return None
    last = candidate.after[: len(candidate.after) - len(candidate.behind)]
    return next((bound for bound, words in _BEHIND.items() if last.endswith(words)), None)


_BEHIND = {Comparator.APPROX: TRAILING_BOUNDS[Comparator.APPROX]}


def is_only_once(candidate: Candidate) -> bool:
    """Tell 只能申请一次 and 限购1件 from what is promised."""
    if candidate.quantity.unit != "次":
        counts = candidate.quantity.unit in _THINGS and _LIMITS.search(candidate.left) is not None
        return counts and _ONLY_SO_MANY.search(candidate.left) is not None
    return _ONLY.search(candidate.left) is not None


# 只能申报1个, 每人限购1件
_THINGS = frozenset({"个", "项", "件", "家", "人", "名", "台", "辆", "套"})
_LIMITS = re.compile("[只仅限多]")
_ONLY_SO_MANY = re.compile(
    r"(?:只能?|只可|仅能?|仅可|仅限|限|(?:最多|至多)(?:可|能)?)(?:申报|申请|推荐|享受|购买?|报|领取?|补贴?|资助|奖励?|支持|参与|参加|评选)$"
    r"|(?:限[报申]报?|(?:至多|最多|只能|只可|仅能|仅限)(?:申报|申请|推荐|报))[^,;。、\d]{2,14}$"
    r"|(?<![期年时权上下门无界局])限前?$"
)
# 同一事项按就高原则奖励1次
_ONLY = re.compile(
    r"(?:只|仅|最多|(?<![期年时权])限|至多)[^,;。]{0,8}$|同一[^,;。\d]{0,16}(?:奖励|补助|补贴|资助|支持|享受|兑现)$"
)


# Type, bound and recurrence of a number ask for the bound in the same words one after the other.
@lru_cache(maxsize=1024)
def _bound_apart(left: str) -> Comparator:
    """Find a bound among the words before a number that does not touch it."""
    for comparator, pattern in _APART:
        if pattern.search(left):
            return comparator
    return Comparator.LE if lexicon.CAP.search(left) else Comparator.EQ


# 0.1万元/户/年
_A_YEAR = re.compile(r"(?:/[^,;。/]{1,4})?[/每]年")
# What the year must bound: all that one receives in it.
_TOTAL_CAP = re.compile(rf"总额|累计|合计|最高|最多|金额|总计|上限|{AT_MOST}")


def _bounds_a_year(candidate: Candidate) -> bool:
    """Tell whether a cap is one of a year, and not of a rate whose base is what a year brings."""
    before = _BASE_OF_RATE.sub("", candidate.before)
    if candidate.quantity.unit == "%":
        before = _OWN_BASE.sub("", before)
    return lexicon.YEARLY_CAP.search(before + candidate.quantity.text) is not None


def _is_yearly_cap(candidate: Candidate, clause: ClauseText) -> bool:
    """同一企业同一年度获得多项奖励的，总额不超过30万元: the year may stand a comma before."""
    if _bounds_a_year(candidate):
        return True
    statement = clause.flat[max(candidate.statement.start, candidate.span.start - 60) : candidate.span.start]
    condition = statement.rpartition(",")[0].rpartition(",")[2]
    words = candidate.before + candidate.quantity.text
    return bool(_SAME_YEAR.search(condition) and _TOTAL_CAP.search(words))


# 其当年营收的25%、最高8万元: a year that tells what a rate is of says nothing of its cap.
_BASE_OF_RATE = re.compile(r"(?:当年|(?<!单个)(?<!同一)年度|全年)[^,;。、\d按给予奖补]{2,20}\d[\d.]*%")
# 最高按当年就业资金总额的15%
_OWN_BASE = re.compile(r"(?:当年|(?<!单个)(?<!同一)年度|全年)[^,;。、\d按给予奖补不最]{2,20}的$")
# 每年评选一次,授奖总数不超过30项; 每年投入的经费,学科类不低于50万元: what each year brings is bounded behind it.
_YEARLY_MATTER = re.compile(
    r"每年度?(?:评[选审定]|遴选|开展|组织)[^,;。\d]{0,8}[一1]次,|每年[^,;。\d]{0,30}(?:经费|资金|投入|支出|指标时),"
)


def _yearly_before(candidate: Candidate, clause: ClauseText) -> bool:
    if candidate.quantity.unit in _TIMES:
        return False
    return _YEARLY_MATTER.search(clause.flat, candidate.statement.start, candidate.span.start) is not None


_EACH = re.compile(r"[每同单一][一个家名项件]")
# 当年新认定的企业只奖励一次 says nothing of how often.
_ONCE_A_YEAR = re.compile(
    r"同一(?:个)?(?:自然)?年度?|每年|[一1]年内|年度内?(?=只|仅|最多|限|至多)|当年度?内?(?=只|仅|最多|限|至多)"
)
_SAME_YEAR = re.compile(r"同一(?:个)?(?:自然)?年度|一年内|同一年|单个年度|当年度")


# 年均增长1万元、从目前的14万元增加到20万元: the level that is reached does not recur.
_RAISED_FROM = re.compile(r"、(?:由|从)[^,;。、]{2,20}[到至](?:[^,;。、\d]{0,4})$")


def _is_state_beside_rate(candidate: Candidate) -> bool:
    """年均增长8%以上、总量达到90亿元: what is reached beside a mean rate of growth does not recur."""
    previous = candidate.previous
    if previous is None or candidate.quantity.unit in _RATES or previous.quantity.unit not in _RATES:
        return False
    words = candidate.left + candidate.quantity.text
    return _STATE_REACHED.search(words) is not None and _MEAN_RATE.search(previous.left) is not None


_RATES = frozenset({"%", "百分点"})
_MEAN_RATE = re.compile(r"(?<!\d)年(?:平)?均[^,;。、\d]{0,8}$")
_STATE_REACHED = re.compile(
    r"、(?!.*(?:每年|年均))[^,;。、\d]{0,24}(?:达到?|突破|冲刺|超过?|增至|[总存]量|总[额数]|规模|余额)(?=\d)"
)
# 年均增长5%、累计转移4000人: a sum over the years does not recur.
_IN_ALL = re.compile(r"[、\s]*(?:\d年|[一二三四五]年)?累计(?!发放|奖励|补贴|补助|最高|不)")


def is_yearly(candidate: Candidate, clause: ClauseText, type_: TargetType, comparator: Comparator) -> bool:
    """Tell whether the number recurs each year: 每年 reaches over 、 but not over a comma, 每年对… over one."""
    if _A_YEAR.match(candidate.after):
        return True
    # 产能10万吨/年、加氢站60座: /年 is of its own number alone.
    if lexicon.YEARLY.search(candidate.before.replace("/年", "")):
        return not (
            _RAISED_FROM.search(candidate.before)
            or _IN_ALL.match(candidate.left)
            or _is_state_beside_rate(candidate)
        )
    if type_ is TargetType.RULE and is_only_once(candidate):
        sentence = clause.flat[candidate.sentence.start : candidate.span.start]
        own = candidate.quantity.unit != "次" or _EACH.search(candidate.before)
        return _ONCE_A_YEAR.search(candidate.before if own else sentence) is not None
    if type_ is TargetType.RULE and _yearly_before(candidate, clause):
        return True
    bounded = comparator is Comparator.LE
    if type_ is TargetType.RULE and bounded:
        return _bounds_a_year(candidate)
    if type_ is not TargetType.INCENTIVE:
        return False
    if bounded and _is_yearly_cap(candidate, clause):
        return True
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    each_time = candidate.quantity.unit in _MONEY and not bounded and "一次性" not in statement
    if each_time and _JUDGED_YEARLY.search(statement):
        return True
    return lexicon.YEARLY_LONG.search(statement) is not None or _goes_on_yearly(candidate, statement)


# 连续5年开展评估,根据当年结果,按照甲等…: what each year's judgement brings
_JUDGED_YEARLY = re.compile(
    r"(?:根据|依据|按照?|视)[^,;。\d]{0,6}年度[^,;。\d]{0,6}(?:评估|考核|评价|考评)(?:结果|等次|情况|得分)"
    r"|(?:每年|连续[\d两三四五]年)[^,;。\d]{0,8}(?:开展|进行|组织|实施)[^,;。\d]{0,10}(?:评估|考核|评价|考评),"
)
_MONEY = frozenset({"元", "美元"})
# 每年给予国家级示范社30万元,省级示范社、联合社12万元: a list that the one verb governs.
_GIVEN_YEARLY = re.compile(r"每年[^,;。\d]{0,8}?(?:给予|予以)[^,;。\d]*\d")
_ENDS_YEARLY = re.compile(r"[,;](?:并|再|另|还)|对|一次性|累计|合计|最高|总额|连续|首次|新(?:认定|评)")


def _goes_on_yearly(candidate: Candidate, statement: str) -> bool:
    given = _GIVEN_YEARLY.search(statement)
    if given is None or candidate.quantity.unit not in _MONEY:
        return False
    if candidate.quantity.comparator is Comparator.LE or lexicon.GRANT_VERB.search(candidate.before):
        return False
    return _ENDS_YEARLY.search(statement, given.end()) is None
