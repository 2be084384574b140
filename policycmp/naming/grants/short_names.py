"""Long names made short: what tells no grant from another falls away, a kind of words at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from policycmp.language import patterns as re
from policycmp.language.text import BULLETS

_SHORTEST, _SHORTEST_CLASS = 4, 6
_LONG = 9
_HAN = "[一-鿿]"
_WHO = (
    "企业|机构|单位|主体|服务商|合作社|农场|大户|经营者|消费者|居民|个人|公司"
    "|院校|院所|组织|协会|团队|园区|农户|医院|商户|运营方"
)
# Deeds that money is spent on; 企业首次纳入 and 企业入选 say of whom, and stay.
_DEED = (
    "(?:首次|自行|自主)*(?:新购|新租|新建|自建|租用|租赁|承租|租|购买|购置|采购|购|买|卖出|投保|配备|参加|参展|实施|开展|进行|运用|应用|使用|利用"
    "|建设|投资|设立|聘请|举办|承办|组织|开设|受让|注册|办理|申报|申请|获得(?:银行)?贷款|取得(?:银行)?贷款|为|在境外|在国外)"
)
_COST = re.compile(r"(?:费用?|租金|房租|利息|保费|款)$")
_PAID_DEED = re.compile(
    r"^(?:首次|成功|新)?(?:租用|租赁|承租|购买|购置|采购|参加|聘请|投保|使用|开展|实施|进行)(?:区内|园区)?(?=.{5})"
)


class _Falls(NamedTuple):
    """Words that fall away, what is left of them, and from which length of the name on."""

    words: re.Pattern[str]
    left: str = ""
    least: int = 0
    shortest: int = _SHORTEST


_FALLING = (
    # Labels: ④ 5G工厂, A2　马德里商标, B:研发, 新政把“保”字摆在前头——.
    _Falls(
        re.compile(
            rf"""^(?:
              [①-⑳{BULLETS}·\s]+ | [A-Z]\d{{0,2}}(?:[:.、]|\s+)(?={_HAN}) | {_HAN}{{1,6}}】
            | [^—]{{2,24}}——(?={_HAN}{{4}})
            | [一二三四五六七八九十](?:、|是) | [^,，]{{4,24}}[,，](?={_HAN}{{4}}) | \(?\d{{1,2}}[)、]
            | {_HAN}{{2,8}}[)）]对?
            )+""",
            re.VERBOSE,
        ),
        shortest=2,
    ),
    # How it is reckoned or told: 二维动画按每分钟, 租金凭票据, 贴息率为, 视投资规模.
    _Falls(
        re.compile(
            rf"""(?:
              按(?:每[^的、]{{1,6}}|实际[^的]{{0,8}}|[季月年])?
            | 凭[^的]{{2,6}} | (?:比例|标准|金额|额度|率|资金池)[为是]
            | 奖励(?:给)?{_HAN}{{2,5}} | (?:[省市县区]级?)?财政再? | 累计
            | (?<![电影央卫])视(?:项目|情况|总?投资|规模)[^，,的]{{0,6}}
            | 一律 | 统一 | 顶格 | 封顶 | 再退 | 每满? | 可获得财政 | 已?享受 | 单台套?
            )$
            | ^(?:一[户家亩集部个件台](?:企业|单位)?(?:全年|每年|当年)?|同一{_HAN}{{2}}全年)
            | 每(?:成功)?(?:向[^，,的]{{2,8}})?(?=介绍|输送|推荐|引进|招用|招收|录用) | 实际到位的 | 非关联方
            | ^(?:进行|上年度(?!.{{1,4}}的)|通?过(?=[国省市]审)|得(?=[金银铜]奖)|拿到|登上)""",
            re.VERBOSE,
        ),
        shortest=2,
    ),
    # The wording of law: 前项机构租用, 本办法第九条至第十二条所列机构租赁, 受局里委托.
    _Falls(
        re.compile(
            rf"""^(?:(?:本{_HAN}{{2,4}})?第[一二三四五六七八九十百至、第条款项]+所[列指述称]的?
            | (?:[上前]述|前[条款项]|以上|该)(?:所[列指述称]的?|规定的?)?)(?:{_HAN}{{0,2}}(?:{_WHO}))?
            | ^受[^，,的]{{2,8}}委托(?:开展)? | (?<=^参加)[^，,的]{{2,8}}组织的
            | 经{_HAN}{{4,16}}(?:部门|机构|法院)(?:依法)?(?=认定|评定)""",
            re.VERBOSE,
        )
    ),
    # When: 2023年度开展, 有效期内, 自投产之日起12个月内, 2023年10月至2024年9月期间取得的.
    _Falls(
        re.compile(
            rf"^20\d\d年度?(?=[新扩改开实获购])|^有效期内|自{_HAN}{{2,6}}之日起\d+(?:个月|年)内"
            r"|20\d\d年[^，,的]{0,24}期间(?:取得的)?"
        )
    ),
    # What is done and how, around the noun: 对厂房进行改造, 为养殖户购买保险, 以节能为目的, 用于技改的贷款.
    _Falls(
        re.compile(
            rf"""^(?:对|(?:企业|单位)?为)?([^，,的对、进行]{{2,8}})(?:进行|实施)(?:[^，,的]{{2,20}}等)?(?={_HAN}{{2}})
            | ^(?:企业|单位)?为([^，,的、]{{2,8}})(?=投保|购买|配备)
            | ^(?:企业|单位)?以([^的]{{3,12}})为目的?$
            | ^(?:企业|单位|个人)?用于([^，,的]{{2,10}})的{_HAN}*?(?=贷款)
            | (?<=租赁|贷款|保理)方式[^，,的]{{4,12}}$""",
            re.VERBOSE,
        ),
        r"\1\2\3\4",
        _LONG,
    ),
    # Examples, where what they are of says enough: 新建CRO、CDMO等公共服务平台, “A”“B”等国际设计奖.
    _Falls(
        re.compile(
            rf"""(?P<deed>实施|购[买置]|采购|新建|开展|参加|参展|建设|引进|租用|投保|运用|应用|提供|生产|销售|^在?)[^的等在]{{2,40}}[、“”A-Z][^的等、]{{0,14}}等(?:\d+[个类种家项])?
            (?={_HAN}{{3}})(?!(?:企业|单位|机构|平台|载体|项目|活动|服务|费用|产品|设备|人才|方式|形式|领域|国家|地区|称号|资质)(?:$|[^一-鿿])|{_HAN}{{0,2}}(?:险种|称号))
            | (?<=^参加)[^，,的等、]{{3,14}}等(?:目录内|指定|知名|重点)?(?={_HAN}{{2,}})""",
            re.VERBOSE,
        ),
        r"\g<deed>",
    ),
    # The list that it must stand on: 列入技改目录、完成改造, 技术改造纳入县级项目库.
    _Falls(
        re.compile(
            rf"""^(?:列入|纳入|入选)[^，,、的]{{2,14}}(?:库|名单|目录|清单)(?:、|并|且)(?:当年|年内)?
            | (?<={_HAN}{{4}})(?<!首次)(?:列入|纳入)[^，,、的]{{0,8}}(?:库|目录|清单)$""",
            re.VERBOSE,
        ),
        least=_LONG,
    ),
    # What is asked besides: 获得银行贷款、用于主业经营; 建设光伏、且于2024年底前并网; 审核并通过验收.
    _Falls(
        re.compile(
            r"""(?:、?[且并但](?![购网轨联]|首次)|、(?=用于|在|签订|缴纳|承诺|书面|完成|实缴|按[期照]|依法|持股|纳入|符合|满足|通过|经))
            [^的]{2,}(?P<of>的[^的]{2,14})?$
            """,
            re.VERBOSE,
        ),
        r"\g<of>",
        _LONG,
        _SHORTEST_CLASS,
    ),
    # Who does it, for whom and to what end: 市域内用户单位首次购买…, 为养殖户购买…, 为扩大出口参加….
    _Falls(
        re.compile(
            rf"""^(?!.{{0,12}}(?:总部|孵化|投资)(?:企业|机构))(?:[一-鿿A-Z]{{0,10}}(?:{_WHO})[、和或]?)+(?={_DEED}[^奖补贴]{{3}})
            | (?<!{_HAN})(?:自行|自主)(?:或委托{_HAN}{{2,8}})?(?=投保|开展|建设)
            | ^为(?:扩大|开拓|提升|加强|推进|满足){_HAN}{{2,8}}?(?=开展|实施|购|参加|投保|建设)
            | (?:开展|从事|用于){_HAN}{{2,8}}(?=(?:实付|年)?租金) | ^从?[^，,的]{{2,8}}处(?={_DEED})
            | (?<=^委托)[^，,的、]{{0,10}}(?:企业|机构|单位)(?:为[^，,的、]{{2,4}})?(?={_HAN}{{2}})""",
            re.VERBOSE,
        ),
        shortest=_SHORTEST_CLASS,
    ),
    # Said twice: 认证认证费.
    _Falls(re.compile(rf"({_HAN}{{2,6}})(?=\1)")),
)


# A name is shortened whenever words are put to it, and most have nothing to lose.
@lru_cache(maxsize=4096)
def shortened(name: str) -> str:
    """Shorten what a grant is for, as long as what is left still names it.

    Args:
        name: the words of a condition.
    """
    for falls in _FALLING:
        if len(name) >= falls.least and falls.words.search(name):
            short = falls.words.sub(falls.left, name)
            name = short if len(short) >= falls.shortest else name
    return name


def without_deed(name: str) -> str:
    """Leave out what is done with a thing whose cost is paid (租用甲级写字楼租金).

    Args:
        name: what a grant is for, its cost included.
    """
    return _PAID_DEED.sub("", name) if _COST.search(name) else name
