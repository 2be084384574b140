"""Long names made short: without who acts, what leads to the deed, what is asked besides, and examples."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.text import BULLETS

_SHORTEST, _SHORTEST_CLASS = 4, 6
_LONG = 13
# Deeds that money is spent on; 企业首次纳入 and 企业入选 say of whom, and stay.
_DEED = (
    "(?:首次|自行|自主)*(?:新购|新租|新建|自建|租用|租赁|承租|租|购买|购置|采购|购|买|卖出|投保|参加|参展|实施|开展|进行|运用|应用|使用|利用|建设"
    "|投资|设立|聘请|举办|承办|组织|开设|受让|注册|办理|申报|申请|获得(?:银行)?贷款|取得(?:银行)?贷款|为|在境外|在国外)"
)
_WHO = (
    "企业|机构|单位|主体|服务商|合作社|农场|大户|经营者|消费者|居民|个人|公司"
    "|院校|院所|组织|协会|团队|园区|农户|医院|商户|运营方"
)
# ④ 5G工厂, A2　马德里商标, B:研发: the mark of an item; 新政把“保”字摆在前头——: how it is told.
_MARK = re.compile(
    rf"""^(?:
      [①-⑳{BULLETS}·\s]+ | [A-Z]\d{{0,2}}(?:[:.、]|\s+)(?=[一-鿿]) | [^—]{{4,24}}——(?=[一-鿿]{{4}})
    | [一二三四五六七八九十](?:、|是) | [^,，]{{4,24}}[,，](?=[一-鿿]{{4}}) | \(?\d{{1,2}}[)、] | [一-鿿]{{2,8}}[)）]对?
    )+(?=.{{2}})""",
    re.VERBOSE,
)
# 前项机构租用, 本办法第九条至第十二条所列机构租赁, 前条所列贷款: what the articles before name.
_REFERS = re.compile(
    rf"""^(?:(?:本[一-鿿]{{2,4}})?第[一二三四五六七八九十百至、第条款项]+所[列指述称]的?
    | (?:[上前]述|前[条款项]|以上|该)(?:所[列指述称]的?|规定的?)?)
    (?:[一-鿿]{{0,2}}(?:{_WHO}))?(?=.{{3}})""",
    re.VERBOSE,
)
_WHEN = re.compile(
    r"""^(?:
      20\d\d年(?!度)(?=[新扩改]) | 有效期内 | 鼓励(?:[一-鿿]{0,4}企业)? | 进行 | 由[^的]{2,10}(?:开展|提供|实施|承担)的
    | 经[一-鿿]{4,16}(?:部门|机构|法院)(?:依法)?(?=认定|评定)
    )+(?=.{4})""",
    re.VERBOSE,
)
_TERM = re.compile(r"自[一-鿿]{2,6}之日起\d+(?:个月|年)内")
# 市域内用户单位首次购买…, 食品加工企业购置…: who acts, and to what end.
_ACTS = re.compile(
    rf"""^(?!.{{0,12}}(?:总部|孵化|投资)(?:企业|机构))(?:[一-鿿A-Z]{{0,10}}(?:{_WHO})[、和或]?)+(?={_DEED}[^奖补贴]{{3}})
    | (?<![一-鿿])(?:自行|自主)(?:或委托[一-鿿]{{2,8}})?(?=投保|开展|建设)""",
    re.VERBOSE,
)
_TO_END = re.compile(
    r"^为(?:扩大|开拓|提升|加强|推进|满足)[一-鿿]{2,8}?(?=开展|实施|购|参加|投保|建设)(?=.{4})"
)
_PAID_DEED = re.compile(
    r"^(?:首次|成功|新)?(?:租用|租赁|承租|购买|购置|采购|参加|聘请|投保|使用|开展|实施|进行)(?:区内|园区)?(?=.{5})"
)
_COST = re.compile(r"(?:费用?|租金|房租|利息|保费|款)$")
# 海外仓开展出口业务租金, 认证认证费用: what is done besides, and a word told twice, before the cost.
_BEFORE_COST = re.compile(
    r"(?<=.{3})(?:开展|从事|用于)[一-鿿]{2,8}(?=(?:实付|年)?租金)|(?<=([一-鿿]{2}))\1(?=费)"
)
# 获得银行贷款、用于主业经营; 建设光伏、且于2024年底前并网; 审核并通过验收: what is asked besides.
_BESIDES = re.compile(
    r"""(?:
      、?[且并但](?:有|与|由|当年|胜诉|并网|无|满|上线|达[到产]|正[式常]|投入使用|运[行营]|于|实际)
    | (?:、?[且并但]|、)(?:用于|在|签订|缴纳|承诺|书面|完成|实缴|按[期照]|依法|持股|纳入|符合|满足
      |通过(?:验收|评估|审核)|经(?:公告|公示|验收))
    )[^的]*(?P<of>的[^的]{2,14})?$""",
    re.VERBOSE,
)
# 速卖通等主流平台, “A”“B”等国际设计奖: examples, where what they are of says enough.
_EXAMPLES = re.compile(
    r"(?:^在?|(?<=实施|购买|购置|开展|参加|建设|引进|租用|投保|运用))[^的等在]{2,40}[、“”A-Z][^的等、]{0,14}等(?:\d+[个类种家项])?"
    r"(?=[一-鿿]{4})(?![一-鿿]{0,2}(?:企业|单位|机构|平台|载体|项目|活动|服务|费用|产品|设备|险种|人才|方式|领域|国家|地区|称号|资质|主体称号)(?:$|[和、独]))"
)


# 一集电视剧, 一户企业全年购买: of each. 以节能降碳为目的: to what end.
_OF_EACH = re.compile(
    r"^(?:一[户家亩集部个件台](?:企业|单位)?(?:全年|每年|当年)?|同一[一-鿿]{2}全年)(?=.{2})"
)
_AIM = re.compile(r"^(?:企业|单位)?以(?P<aim>[^的]{3,12})为目的?$")
# 二维动画按每分钟, 租金凭票据, 高企奖励运营机构, 贴息率为: how it is reckoned, told or paid, and to whom.
_RECKONED = re.compile(
    r"""(?<=.{2})(?:
      按(?:每[^的、]{1,6}|实际[^的]{0,8}|[季月年])? | 凭[^的]{2,6} | (?:比例|标准|金额|额度|率|资金池)[为是]
    | 奖励(?:给)?[一-鿿]{2,5} | (?:[省市县区]级?)?财政再?
    | (?:一律|统一|顶格|封顶|再退|每满?|可获得财政|已?享受)
    )$""",
    re.VERBOSE,
)
_PASSED = re.compile(r"过(?=[国省市]审$)|^得(?=[金银铜]奖$)|^拿到(?=.{4})|^登上(?=.{4})")


def shortened_name(name: str) -> str:
    """Shorten what a grant is for: leads and examples always, who acts and what is asked besides where it is long.

    Args:
        name: the words of a condition.
    """
    short = name
    for lead in (_MARK, _OF_EACH, _RECKONED, _PASSED):
        short = lead.sub("", short)
    short = _AIM.sub(r"\g<aim>", short)
    for lead in (_REFERS, _WHEN, _TERM):
        short = _longer(lead.sub("", short), short, _SHORTEST)
    short = _longer(_EXAMPLES.sub("", short), short, _SHORTEST)
    if len(short) >= _LONG:
        short = _longer(_BESIDES.sub(lambda match: match["of"] or "", short), short, _SHORTEST_CLASS)
    return _TO_END.sub("", _longer(_ACTS.sub("", short), short, _SHORTEST_CLASS))


def without_deed(name: str) -> str:
    """Leave out what is done with a thing whose cost is paid (租用甲级写字楼租金).

    Args:
        name: what a grant is for, its cost included.
    """
    return _BEFORE_COST.sub("", _PAID_DEED.sub("", name)) if _COST.search(name) else name


def _longer(short: str, whole: str, shortest: int) -> str:
    return short if len(short) >= shortest else whole
