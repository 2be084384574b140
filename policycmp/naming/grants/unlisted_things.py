"""What a condition names outside the glossary: what its verb governs, else what stands before the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.own_words import PLAIN_NOUN, Thing, own_word

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.glossary import Found

_FEW = 2
# Acts on a thing that stands before them.
_DONE_WITH = frozenset({"assessment", "re-recognition", "listing"})
# 作为共建单位创建成功的, 定期开展绩效评价: in which part, and how often; 经市科技局认定的, 委托第三方评估: who decides.
_NO_THING = re.compile(
    r"""
      (?:作为)?(?:主要|联合|共同)?(?:牵头|共建|参建|参与|合作|协作|协办|依托|承担|主持|完成|起草)(?:单位|机构|方|人|者)?
    | (?:国家|全国|省|市)?级?(?:确认|认可)
    | (?:基地|园区?|平台|机构|载体|中心|工?作?站点?|单位)+连续.*
    | (?:不?定期|按期|适时|每[一两三]?年)|全面|如期|超额|按时
    | (?:相关|实际)?(?:费用|经费|支出|开支)
    | [一-鿿]{0,4}(?:劳动|用工|聘用)合同|[一-鿿]{0,4}社会?保险?费?                    # how they are employed
    | (?:本地|本[市县区省]|当地)?(?:生产|制造|使用|销售|注册)
    | (?:[一-鿿]{0,5}[省市县区州]|国家|所在地|属地|上级|行业|有关|相关)?
      [一-鿿]{0,8}(?:(?<![布格结])局|厅|管委会|科协|主管部门|有关部门|相关部门)
    | [一-鿿]{0,10}(?:委托|聘请|组织)?(?:第三方|专家)(?:机构|专业机构|评审)?
    | 示范|试点|样板|标杆|典型                                                  # 晋升市级示范的
    """,
    re.VERBOSE,
)
# 经市科技局认定的, 市科技局委托第三方开展评估: who decides
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:(?<![布结格时当])局|厅|委员会|科协|工商联|主管部门|管委会|人民政府)"
    r"(?:[委组审批牵会联][\u4e00-\u9fff]{1,10})?"
)
_TOWARDS = re.compile(r"[\d.、()一二三四五六七八九十]*(?:对于?|凡)(?:符合条件的?)?")
# 对外服务收入年超过100万元的: how much is asked, not of what.
_ASKS_SIZE = re.compile(rf"[^,;。:\d]{{0,16}}(?:{lexicon.SIZE.pattern})[^,;。:\d]{{0,8}}\d[^,;。:]{{0,12}}")
# 获评质量标杆企业: the title is given to any of them.
_NAMED_RECIPIENT = re.compile(r"(?:获得者|获奖者|得主|入选者|持有者|企业|单位|个人|人员)$")
# 企业向专业机构购买…, 园区企业进行…: what one who receives does, with whom, where and how before it.
_MAKES = re.compile(
    r"(?:[上当]?年度?|首次|新|自主|自行|联合|(?:向|在|与|和|为|从|对|通过|利用|依托|委托)[^,;。:]{1,14}?)*"
    r"(?:自建|新?建设|新建|购置|购买|采购|租用|租赁|开设|新设|新?开发|举办|承办|主办|开办|开展|实施|进行|投保|研制|研发|使用"
    r"|委托|聘请|聘用|制作|拍摄)(?=[\u4e00-\u9fffA-Za-z0-9]{3,})"
)
# 制造业 + 企业: who is of the field that a noun names.
_WHO_OF = re.compile(r"(?:类|行业|领域)?(?:企业|单位|机构|公司|主体|厂商|组织)(?![家所投研技贷])")
# 律师事务所设立总所, 银行设立分支机构: a part of who does it.
_ITS_PART = re.compile(
    r"(?:(?:总|分|支)[部所行校院公司店]+|(?:子|分)公司|(?:一级|二级|各级)?分支(?:机构)?"
    r"|机构|公司|企业|办事处|网点|法人|项目|业务|活动|服务|工作)+"
)
# 采购无股权关联的本地企业产品, 具有自主品牌的: of what kind.
_OF_KIND = re.compile(r"(?:无(?![人线障废烟])|非|具有|具备|拥有|符合|满足|属于)[^的]*")
_SIZED = re.compile(r"\d[\d.]*[十百千万亿]*[^\d的]{1,6}(?:以上|以下|以内)$")
# 列入中央财政支持的…, 参加商务局组织的…: who furthers, lists or holds what stands behind.
_BY_WHOM = re.compile(
    r"(?:支持|鼓励|扶持|资助|规定|发布|公布|印发|所列|列出|组织|主办|举办|牵头|推荐|要求|明确|指定|主管|批准|归口)$"
)
# 自认定之日起36个月内: since when; 新品种经省品种委员会审定的: by whom it was decided.
SINCE = re.compile(
    r"""
      自[^,;。:]{1,12}?(?:之日|之?后)?起(?:[^,;。:]{0,10}?(?:年|月|日|天)[内后])?                   # since when
    | (?:认定|评定|审定|投产|获证|取证|上市|签约|落户|开业|注册|成立|备案|获批|批准|并网|验收|入驻)之日起
    | (?<=[\u4e00-\u9fff]{2})经(?![营济贸纪编开销])[^,;。:的]{0,20}?                              # by whom decided
      (?:委员会|[局厅委办部]|部门|机构|协会|专家组?|第三方)[^,;。:的]{0,6}?
      (?:审定|认定|评定|批准|备案|验收|审核|鉴定|核准|登记)
    """,
    re.VERBOSE,
)
# 通过美国FDA批准: who decides on what stands before.
_PASSES = re.compile(r"通过|经|获得?")
_DECISION = re.compile(
    r"(?:批准|核准|审批|审定|认可|评审|验收|审核|审查|鉴定|公示|核查|许可|确认|备案)(?:上市|生产)?(?:$|[并且后])"
)
# 吸纳3人以上就业: jobs, however many are asked.
_JOBS, _JOBS_MADE = (
    "带动就业",
    re.compile(r"(?:吸纳|带动|招用|招聘|安置)[^,;。:的\d]{0,6}\d+[名个]?人[^,;。:的\d]{0,10}就业"),
)
# 完成智能化改造投资满100万元: what is spent for.
_SPENT = re.compile(r"(?:软硬件|硬件|软件|固定资产|设备|总|实际|有效)*(?:投资|投入)额?$")


def read_jobs(passage: Passage, start: int, end: int) -> Thing | None:
    """Read jobs, however many are asked (吸纳3人以上就业).

    Args:
        passage: the text.
        start: where a condition begins.
        end: where it ends.
    """
    jobs = _JOBS_MADE.search(passage.flat, start, end)
    return Thing(_JOBS, passage.glossary.objects.get(_JOBS), *jobs.span()) if jobs else None


def own_thing(passage: Passage, start: int, end: int) -> Thing | None:
    """Read a condition without a word of the glossary: what its verb governs, else what stands before it.

    Args:
        passage: the text.
        start: where the condition begins.
        end: where it ends.
    """
    flat = passage.flat
    end = _cut_recipient(flat, start, end)
    since = [found.span() for found in SINCE.finditer(flat, start, end)]
    verbs = [
        match
        for match in lexicon.GOVERNS.finditer(flat, start, end)
        if not any(begin <= match.start() < stop for begin, stop in since)
    ]
    first = end
    for match in reversed(verbs):
        begin, phrase_end = _governed(flat, match.end(), end)
        first = match.start()
        if _PASSES.match(match.group()) and _DECISION.search(flat, begin, phrase_end):
            continue
        thing = _spent_for(passage, own_word(flat, begin, phrase_end))
        # 通过复核的, 获批上市的: what is done with a thing is none itself.
        act = passage.glossary.events.get(thing.word) if thing else None
        is_act = act is not None and act.id in _DONE_WITH
        if thing and not is_act and not _is_no_thing(thing.word):
            return thing
    stop = min([first, *(begin for begin, _ in since if begin > start)])
    before = _spent_for(passage, own_word(flat, start, stop)) if verbs or stop < end else None
    return None if before and _is_no_thing(before.word) else before


def _is_no_thing(word: str) -> bool:
    """Tell a part that one has in something, how often it is done, or the office that decides on it."""
    return any(pattern.fullmatch(word) for pattern in (_NO_THING, _OFFICE))


def _governed(flat: str, begin: int, end: int) -> tuple[int, int]:
    """Find the phrase that a verb governs: to its particle, or behind it where only who or how large comes first."""
    while True:
        stop = flat.find("的", begin, end)
        if stop <= begin + 1:
            return begin, end
        # 建设仓容3000吨以上的烘干中心: what is so large stands behind.
        is_attribute = (
            _SIZED.search(flat, begin, stop)
            or _BY_WHOM.search(flat, begin, stop)
            or _OF_KIND.fullmatch(flat, begin, stop)
        )
        if stop >= end - _FEW or not is_attribute:
            return begin, stop
        begin = stop + 1


def _spent_for(passage: Passage, thing: Thing | None) -> Thing | None:
    """Take what money is spent for (智能化改造 + 投资), and its entry where that is in the glossary."""
    spent = _SPENT.search(thing.word) if thing else None
    if thing is None or spent is None or spent.start() < PLAIN_NOUN:
        return thing
    word = thing.word[: spent.start()]
    entry = passage.glossary.objects.get(word)
    return Thing(entry.label.zh if entry else word, entry, thing.start, thing.end)


def made_by(passage: Passage, receiver: Found[CountedObject], end: int) -> Thing | None:
    """Read what one who receives builds, buys or runs (规模养殖场建设粪污处理设施的).

    Args:
        passage: the text.
        receiver: the last word of the glossary in a condition.
        end: where the condition ends.
    """
    named = _WHO_OF.match(passage.flat, receiver.end)
    if named is None and receiver.entry.units[:1] not in lexicon.RECEIVERS:
        return None
    made = _MAKES.match(passage.flat, named.end() if named else receiver.end, end)
    if made is None:
        return None
    word = own_word(passage.flat, made.end(), _cut_recipient(passage.flat, made.end(), end))
    return None if word is None or _ITS_PART.fullmatch(word.word) else word


def towards(passage: Passage, start: int, end: int) -> Thing | None:
    """Read 对X的 without verb or noun known.

    Args:
        passage: the text.
        start: where the condition begins.
        end: where it ends.
    """
    if _ASKS_SIZE.fullmatch(passage.flat, start, end):
        return None
    end = _cut_recipient(passage.flat, start, end)
    opening = _TOWARDS.match(passage.flat, start, end)
    word = own_word(passage.flat, opening.end(), end) if opening else None
    return None if word and _is_no_thing(word.word) else word


def _cut_recipient(flat: str, start: int, end: int) -> int:
    """Cut off who receives behind the condition."""
    behind = lexicon.RECIPIENT.search(flat, start, end)
    if behind is not None and behind.start() > start and flat[behind.start()] == "的":
        end = behind.start()
    while end > start and flat[end - 1] in "的,、后者":
        end -= 1
    named = _NAMED_RECIPIENT.search(flat, start, end)
    return named.start() if named and named.start() > start + _FEW else end
