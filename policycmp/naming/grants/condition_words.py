"""The condition of a grant as a short phrase: without what opens and closes it, sizes only asked, where and by whom."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.text import fold_ideographs
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.asked_sizes import is_measured
from policycmp.naming.fragments import one_line
from policycmp.naming.grants.acts_told import AGAIN, PLAIN_ACTS, acts_in

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

# 每台, 每40英尺重箱, 每个往返, 每发一度: of each.
BY_EACH = (
    r"每(?:成功|发|加注|供)?(?:一|\d+(?:英尺)?)?(?:平方米|平米|立方米|千瓦时?|公里|公斤|千克|标准?箱|重箱|架次|人次|车次|航次|班次|学年"
    r"|个?往返(?:航班)?|[家户人个名件项位张间亩吨辆台套场次篇条笔月年座班部集艘只头站所村店届期车船箱桩盏孔株度天例床单份批首处架颗枚册门块口组]"
    r"(?:团队|企业|单位|机构|项目|商家|人)?)"
)
SHORTEST = 3
_LONGEST_CONDITION, _FIRST = 40, "首次"
_LONG, _SHORTEST_HEAD = 16, 4
_TITLING = PLAIN_ACTS | AGAIN
_OPENING = re.compile(
    r"""(?:
      第\s*[\d一二三四五六七八九十百]+\s*条 | [\d一二三四五六七八九十]+[.、)）] | [()（）、\s]   # the number of an item
    | (?:每[^，。的\d]{1,4}?)?(?:补助?|资助|贴)(?=[^贴息]{1,8}(?:费用?|经费|价|款|租金)$)       # 每吨补运费60元
    | 对于? | 凡是? | 支持 | 鼓励 | 其中 | 并(?![购网轨联]) | 且 | 被 | 其(?!他)
    | 我市 | [省市县区]财政对                                                   # who gives
    | 企业(?=通过|获|入选|首次|新|购|参|开|实施) | (?:企业|单位)?经(?=认定|评|批)      # who receives
    | (?:全[省市县区])?(?:当年度?|年度|每?一?年度内)                               # when
    | (?:[\d一二三四五]+年)?(?:有效)?期(?:满|结束)后
    | (?:自)?\d{4}年[^,;。]{0,24}(?:起|期间)
    )+""",
    re.VERBOSE,
)
_CLOSING = re.compile(
    rf"""(?:
      的 | 在[^,的]{{2,10}}(?:期?内|期间)(?:每[年月])?
    | 最高 | {AT_MOST} | {AT_LEAST} | 超过 | 达到 | 低于 | 高于 | 一次性 | , | 、 | 以?后 | (?<!许)可 | 再 | 各?分别
    | (?<=的)[加另给] | 一次性给 | 顶格 | (?:{BY_EACH})+[补奖]?
    | 每(?:新增|满|增|块|口|盏|面|条|根|平)? | 将 | 由[^的]{{0,12}}
    | (?<![互弥填增])补 | (?<=[的室站心家级地园区品业台院项各])奖        # 床位补, 工作室奖: the verb, not 专利奖
    )$""",
    re.VERBOSE,
)
# Brackets with more than a part of the name, and those that say what a class takes in: (不含复评).
_ASIDE = re.compile(r"[（(](?:[^（()）]{5,}|不含[^（()）]*|含|[一-鿿]{2,4}不计|[一-鿿]{2,4}除外)[）)]")
# 获得省级奖励的: an award had before.
_WINS = re.compile(r"(?:获得?|取得|享受|得到|荣获|领取)(?!批|评|认)[^,;。:]{1,16}$")
_AWARD = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|扶持|支持)(?:资金|项目)?的(?=[^,;。:\d]{0,16}[,的])|(?:奖励|奖补|补助|补贴|资助)(?:资金)?的,"
)
# 以技术许可的方式引进成果: how it is done, which narrows no noun.
_MANNER = re.compile(r"的(?:方式|形式|名义|办法|途径)")
# 在主板上市的航运类企业, …的“破冰”企业: who receives is of a kind of its own, which plain 企业 is not.
_HEAD = re.compile(
    r"的(?:(?!各类|工业|生产|制造|规上|规模|限上|本[市县区省]|中小|科技型)[一-鿿“”]){3,14}"
    r"(?:企业|机构|单位|团队|公司|合作社|医院|学校|剧团|景区)"
)
_WHO = re.compile(r"的(?:工业|生产|经营)?(?:企业|单位|机构|个人|主体)$")
_FROM = re.compile(r"^(?:总?投资|投资额)[\d.]+[百千万亿]*元(?:及?以上)?的?(?=建设|购|新|实施)")
_AMOUNT = re.compile(r"\d[\d.]*[百千万亿]*元(?![以及]|的)")
# …达到50万元以上的企业: which of them.
_THRESHOLD = re.compile(
    rf"(?:首次)?(?:{AT_LEAST}|达到?|超过?|突破|在|高于|大于|不足|满)?[\d.]+[十百千万亿]*(?:元|%|平方米|家|人|项|"
    r"件|亩)"
    r"(?:及?以上)?(?:的)?(?:企业|单位|项目)?$"
)
# 首次认定的高新技术企业, 认定为孵化器: the particle between an act and its thing.
_LINK = re.compile(r"[的为](?:(?<=(?:认定|创建|备案|评定|入库|获批|通过|引进|获得).)|(?<=评.))")

_UNIT = (
    r"(?:美?元|平方米|平米|㎡|立方米(?:水体)?|亩|公里|米|吨(?:标准?煤)?|载重吨|人次|人|名|位|家|户|个(?:省|国家|月|工作日)?|项|件|次|场|届|晚|"
    r"天|年(?![期度])|小时|公斤|千克|升|间|张|台|套|辆|级|岁|兆瓦时?|千瓦时?|架次|航次|集|条|%|％|个?百分点|(?<=[万亿])(?=[的、，且]))"
)
_NUMBER = r"\d[\d.,]*[十百千万亿]*"
_LEAST = rf"{AT_LEAST}|{AT_MOST}|低于|高于|大于|达到?|超过?|突破|满|连续"
_BEHIND = r"(?:[（(]含[)）])?(?:及?以上|以下|以内|[（(]含[)）]以上)"
_PER = r"(?:/[^，、的]{1,3})?"
_MEASURE = (
    r"(?:(?:使用)?(?:室内)?(?:总|建筑|展览|营业|使用|种植|办公)?面积|(?:固定资产|设备)?总?投资额?|(?:营业|销售|主营业务)?收入|产值|销售额"
    r"|[日年][一-鿿]{1,4}(?:能力|量)|参会人数|人数|[展会工租]期|合同期|合同额|装机(?:容量)?|规模|注册资[本金]|单价|单体|单台(?:[（(]套[)）])?|单[笔个家次项户]|连片|投资强度)"
)
_ASKED = rf"(?:{_LEAST}){_NUMBER}{_UNIT}{_PER}(?:{_BEHIND})?|{_NUMBER}{_UNIT}{_PER}{_BEHIND}"
# 面积1万平方米以上, 满12个月: how much is asked, with what is measured.
_SIZE = re.compile(
    rf"""(?:[上本]?年度?|每[年月]|年均)*{_MEASURE}?(?:累计|合计|在|为)*
    (?:{_ASKED})
    (?:至{_NUMBER}{_UNIT}(?:{_BEHIND})?)?""",
    re.VERBOSE,
)
# …且每月坐诊不少于2天, 并签约1年: what is asked besides.
_BESIDES = re.compile(
    rf"""(?:[且、，,]|并(?![购网联]))[^且并、，,的\d]{{0,10}}?
    (?:{_LEAST})*{_NUMBER}{_UNIT}{_PER}(?:{_BEHIND})?
    (?=[且并、，,的]|$)""",
    re.VERBOSE,
)
# 新增入驻项目达到5个, 年节能量1000吨以上: without its size it says nothing.
_REACHED = re.compile(rf"(?:达到?|超过?|突破){_NUMBER}(?:家|个|人|项|件|名|户)(?:{_BEHIND})?$")
_A_SIZE = re.compile(
    r"(?:量|额|收入|资金|产值|规模|面积|增速|增幅|比例|占比|率|投入|投资|利润|税收|贡献|新增|实现|带动|个人|企业)(?:（[^）]*）)?$"
)
# 参会人数500人以上、会期2天以上的会议, 建设仓容3000吨以上的烘干中心: the noun behind says it all.
_ASKED_ONLY = re.compile(rf"^(?P<act>(?:{lexicon.VERBS})?)[^的]*?(?:{_ASKED})[^的]*的(?P<noun>[^的]{{2,}})$")
_RECEIVERS = re.compile(r"[^的]{0,6}(?:企业|单位|机构|个人|主体|合作社|公司|项目|团队)")
_LEFT_OVER = re.compile(r"^[、，,且并的]+|(?:[、，,且并的在]|(?<![\d一两二三四五当])年|当年)+$")
_DIGIT = re.compile(r"\d")
_ONE = re.compile(r"(?<=[一-鿿])(?:1[名家个人项笔位]|(?<![第统唯单之同])一[名家](?!人))")
_DEEDS = (
    r"购置|购买|采购|引进|招聘|招用|录用|聘请|柔性[引聘]|租赁|租用|承租|建设|自建|新建|投资|举办|承办|主办|开展|开设|实施|参加|参展|委托|申请"
    r"|投保|承接|办理|使用|销售|获得|取得|通过|制定|主导|发行|组织|吸纳|接收|做|淘汰|更新|改造|出资|收购|并购|研发|开发|转化"
)
# 与委托方无投资关联关系, 并完成工商变更, 签订劳动合同并缴纳社保: what is asked of whoever applies, for any grant.
_FORMAL = (
    r"(?:[^，。；的、]{0,8}(?:无|没有)[^，。；的、]{0,6}(?:关联|隶属|纽带|违法|不良)[^，。；的、]{0,6}(?:关系|记录)?"
    r"|(?:已|并|且|依法|按时|按规定)*(?:完成|办理|办结)(?:工商|纳统|税务|变更|注册|登记|备案)[^，。；的、]{0,6}"
    r"|(?:并|且|依法|与[^，。；的、]{1,8}|签订[^，。；的、]{0,10}(?:合同|协议)|缴纳[^，。；的、]{0,6}(?:社会?保险?|税款?|公积金)费?){2,}"
    r"|(?:并|且)?(?:签订[^，。；的、]{0,8}(?<!技术)(?:劳动合同|服务合同|劳动协议|服务协议)|缴纳[^，。；的、]{0,6}社会?保险?费?)"
    r"|[^，。；的、]{0,6}单位(?:须|应|需)为?[^，。；的]{2,14}"
    r"|[^，。；的、]{0,4}提供[^，。；的]{2,14}(?:合同|报告|发票|凭证)[^，。；的]{0,8}|不足[^，。；的]{2,12}|不足[^，。；]{2,14}不予[^，。；]{2}|项目完成即可申报|凭[^，。；的]{2,8})"
)
_FORMAL_ONLY = re.compile(_FORMAL)
_FORMAL_BESIDES = re.compile(rf"(?<=.{{5}})(?:[、，,]|并(?![购网轨])|且){_FORMAL}$")


# A condition is asked before it is shortened and after, by each who may name a grant by it.
@lru_cache(maxsize=4096)
def is_formal(words: str) -> bool:
    """Tell a requirement that any grant may ask (与委托方无关联关系, 签订劳动合同并缴纳社保) from what it is for.

    Args:
        words: a condition.
    """
    return _FORMAL_ONLY.fullmatch(_bare_of_size(words)) is not None


# Each leads to the condition, says where, who does it, or only that it is done.
_IDLE = (
    _LEFT_OVER,
    re.compile(
        r"""^(?:
          【[^】]*】 | 属于 | 而对? | 像 | 把 | 今年要?把? | [一二三四五六七八九十]是
        | 符合[^的]{0,8}(?:条件|要求)的 | (?:[省市县区]级?)?财政(?:部门)?对
        | (?:每年|本地|[全我本][市县区省城])+ | 对于? | 凡
        )+(?=.{3})""",
        re.VERBOSE,
    ),
    re.compile(
        r"""(?:(?<![一-鿿])|(?<=^企业)|(?<=^单位))在(?![^，。；的]{1,8}板)[^，。；的]{2,26}?
        (?=举办|开设|设立|开展|首发|新?建设|自建|建立|应用|转化|落户|销售|执业|开办)""",
        re.VERBOSE,
    ),
    # 为园区企业提供检测服务, 与高校共建实验室, 以兼职方式聘请专家: for whom, with whom, in which way.
    re.compile(
        r"""(?<![一-鿿])为[^，。的]{2,14}?提供(?=.{3})
        | (?<![一-鿿])与[^，。的]{2,14}?(?=共建|合作|联合|签订|共同)
        | 以[^，。的]{2,16}?(?:等)?(?:方式|形式) | 利用[^，。的]{2,10}?(?=开办|建设|发展|改造|开展|新建)""",
        re.VERBOSE,
    ),
    re.compile(
        r"""(?:在|来|到|于)(?:[本我][市县区省城州]|[市区县省]内|境内(?!外)|当地|本地|我[市县区省])
        | (?<!资)[本我][市县区省城州](?!场) | (?<=投资)[区市县省]内 | (?<![一-鿿])[市县区]内""",
        re.VERBOSE,
    ),
    # 工业企业一次性购置机器人, 检验检测认证机构年度新购置仪器: who does it, of whatever kind.
    re.compile(
        rf"""^(?:(?!{_DEEDS}|的|向|为|与|对|从|到|在|入驻|成为)[一-鿿、]){{0,10}}
        (?:企业|机构|单位|主体|协会|商圈|院校|资本|职工|公司|合作社|[农商]户|个人|评价组织)
        (?:20\d\d年度?|在[^，,的]{{1,3}}(?=购)|年度|一次性|当年|年内|成功|自主|首次|凭票|可|从外地|到[^，。的]{{2,6}}(?=做|开展|接受))*
        (?=新?(?:{_DEEDS}))""",
        re.VERBOSE,
    ),
    re.compile(r"(?<=.{4})[，,](?:其中|且|并).*$"),
    re.compile(r"^申请(?=.{2,6}贷)|^做(?=检|测|认|试|设)|^(?:项目|作品|产品)(?=[获入])"),
    re.compile(r"^(?:成功)?(?:通过|获得|取得|荣获|获(?![评批奖])|实施|开展了?|进行|承担|投保)(?=.{3})"),
    _ONE,
    _LEFT_OVER,
)


def word_condition(context: Context, segment: tuple[int, int], thing: Thing | None) -> str:
    """Word the condition of a grant: without what opens it, and the particle behind it.

    Args:
        context: the clause.
        segment: where the condition stands in the plain text.
        thing: what the grant is for, where it stands in it.

    Returns:
        The plan's own words, as few as name it; empty where they are too many or too few.
    """
    start, end = segment
    if end == 0:
        return ""
    flat = context.passage.flat
    end = beyond_award(flat, start, end)
    if opening := _OPENING.match(flat, start, end):
        start = opening.end()
    while end > start and (closing := _CLOSING.search(flat, start, end)):
        end = closing.start()
    start, end = _around(context.passage, thing, start, end)
    words = _LINK.sub("", _ASIDE.sub("", quoted(context, (start, end))))
    if words.count("）") > words.count("（"):
        # 第八条（检验检测）新建…: the head of the item.
        words = words.rpartition("）")[2]
    if words.count("(") != words.count(")"):
        words = words.replace("(", "").replace(")", "")
    words = _FORMAL_BESIDES.sub("", _FROM.sub("", words))
    if is_formal(words):
        return ""
    bare = _WHO.sub("", _THRESHOLD.sub("", words))
    if not SHORTEST <= len(bare) <= _LONGEST_CONDITION or _AMOUNT.search(bare):
        return ""
    sized = thing is not None and _is_measured(context, thing)
    shortened = _shortened(bare if sized else _THRESHOLD.sub("", _without_sizes(_WHO.sub("", words))))
    if shortened.endswith(_FIRST):
        # 年产值首次突破5亿元: the step is what is rewarded.
        shortened = _shortened(_WHO.sub("", words))
    return "" if is_formal(shortened) else shortened


def reworded(words: str) -> str:
    """Take off plain words what opens and closes a condition, and what only says where or by whom.

    Args:
        words: the plan's words, simplified.
    """
    bare = _LINK.sub("", _ASIDE.sub("", words[opening.end() if (opening := _OPENING.match(words)) else 0 :]))
    while shorter := _CLOSING.search(bare):
        bare = bare[: shorter.start()]
    return _shortened(_WHO.sub("", bare))


def beyond_award(flat: str, start: int, end: int) -> int:
    """Go on behind an award that is only asked: 获得省级奖励的 is cut before 奖励, as if that were given.

    Args:
        flat: the plain text.
        start: where the condition starts.
        end: where it was cut.

    Returns:
        Where it ends.
    """
    if not (_WINS.search(flat, start, end) and (award := _AWARD.match(flat, end))):
        return end
    last = flat.find(",", award.end() - 1)
    last = len(flat) if last < 0 else last
    given = lexicon.GIVING.search(flat, award.end(), last)
    return given.start() if given else last


def quoted(context: Context, place: tuple[int, int] | None) -> str:
    """Quote the plan's words at a place.

    Args:
        context: the clause.
        place: their start and end in the plain text; None gives no words.
    """
    if place is None:
        return ""
    words = context.quotes.get(place)
    if words is None:
        # Simplified, as all patterns are; a name is printed in the script of its plan when it is done.
        words = fold_ideographs(one_line(context.passage.plain.span(*place).of(context.clause.text)).strip())
        if words.count("“") != words.count("”"):
            words = words.replace("“", "").replace("”", "")
        context.quotes[place] = words
    return words


def is_size(words: str) -> bool:
    """Tell words that only say how large something is (年均经济贡献达到600万元, 单笔160万元以上).

    Args:
        words: a condition.
    """
    bare = _bare_of_size(words)
    return len(bare) < SHORTEST or _A_SIZE.search(bare) is not None


def _bare_of_size(words: str) -> str:
    return _LEFT_OVER.sub("", _SIZE.sub("", words) if _DIGIT.search(words) else words)


def _shortened(words: str) -> str:
    """Take out what only says where, by whom, or that it is done."""
    bare = words
    for idle in _IDLE:
        shorter = idle.sub("", bare)
        bare = shorter if len(shorter) >= SHORTEST else bare
    return bare if len(bare) > 1 else words


def _without_sizes(words: str) -> str:
    """Take out how much is asked, but where nothing else tells what is rewarded."""
    bare = words
    if _DIGIT.search(words):
        if (which := _ASKED_ONLY.match(words)) and not _RECEIVERS.fullmatch(which["noun"]):
            return which["act"] + which["noun"]
        bare = _BESIDES.sub(lambda match: "" if _is_besides(words, match) else match.group(), words)
    shorter = "" if _REACHED.search(bare) else _bare_of_size(bare)
    return bare if len(shorter) < SHORTEST or _A_SIZE.search(shorter) else shorter


def _is_besides(words: str, asked: re.Match[str]) -> bool:
    """Tell a second thing asked (面积1万平方米以上、入驻30家以上) from two things joined (许可、转让50万元以上)."""
    return asked.group()[0] != "、" or _DIGIT.search(words, 0, asked.start()) is not None


def _is_measured(context: Context, thing: Thing) -> bool:
    """Tell a thing whose size is what is rewarded (到位资金达到1000万美元的)."""
    return any(
        noun.start == thing.start and is_measured(context.passage.flat, noun)
        for noun in context.passage.objects
    )


def _around(passage: Passage, thing: Thing | None, start: int, end: int) -> tuple[int, int]:
    """Drop who receives behind a thing, and of a long clause before it all but its act (以演艺为主业、…的演出场所)."""
    particle = passage.flat.rfind("的", start, end)
    while particle > 0 and _MANNER.match(passage.flat, particle):
        particle = passage.flat.rfind("的", start, particle)
    if thing is None or particle < 0 or not start <= thing.start < end:
        return start, end
    if thing.end <= particle:
        # 建设仓容3000吨以上的烘干中心: what is so large stands behind.
        is_large = _SIZE.match(passage.flat, thing.end, particle)
        receives = lexicon.RECIPIENT.search(passage.flat, particle, end)
        if is_large and not receives:
            return start, end
        is_of_kind = end - start <= _LONGEST_CONDITION and _HEAD.fullmatch(passage.flat, particle, end)
        return (start, end if is_of_kind else particle)
    long = end - start > _LONG and end - particle > _SHORTEST_HEAD and thing.start > particle
    if not long:
        return start, end
    acts = [
        act for act in acts_in(passage, max(start, particle - _LONG), particle) if act.entry.id in _TITLING
    ]
    told = bool(acts) and acts[-1].end == particle
    return (acts[0].start if told else particle + 1), end
