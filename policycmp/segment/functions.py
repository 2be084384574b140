"""What a clause does: it sets policy, gives reasons, defines, administers, or puts the text into force.

What tells is tried from the surest to the vaguest: its own wording where that can be nothing else
(本办法自…施行), its heading, the headings above it, and last, in a clause that has no heading and grants nothing,
the words of administration. The review of what was done is found with the years of a report; here only the paragraph
with which a news page tells what was reached.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.language.text import BRACKETED, fold
from policycmp.language.title_words import TEXTS
from policycmp.models import Function
from policycmp.segment.administering import ADMINISTERS
from policycmp.segment.headings import DEEDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause

_THIS = (
    r"(?:本|该|此|以上|上述)(?:实施|暂行|试行|管理|工作|行动|若干|专项|扶持|奖励)*"
    rf"(?:{TEXTS}|文件|通知|决定|条例|规程|条款|条)(?:\([^()]{{1,8}}\))?"
)

_DEEDS = f"{DEEDS}|开展|探索|构建|组织"
_FORMAL = re.compile(
    rf"""
    # 本办法自…施行
    {_THIS}[^。]{{0,40}}?
      (?:施行|实施之日|(?:自|从)[^。,]{{2,20}}起?实施|生效|有效期|执行期|试行期|(?<!参照)(?<!规定)执行(?:[,;]|至|到|期|$)|同时废止)
    | (?:{_THIS}|具体(?:应用)?(?:问题|条款)?|其)?由[^。,]{{2,40}}(?:负责|承担)?解释                     # 由…负责解释
    # 自发布之日起施行
    | (?:自|从)(?:发布|印发|公布|{_THIS}[^。]{{0,6}}|20\d\d年)[^。]{{0,16}}起?(?:施行|实施|生效|执行)
    | {_THIS}试行(?:\d|[一二三两])+年 | (?:办法|方案|规定|政策|措施|细则|条例)自[^。,]{{2,16}}起?(?:施行|实施|执行)
    | (?:有效期|执行期|试行期|实施期限)[^。]{{0,4}}(?:\d|[一二三四五六七八九十]|至|到|为)               # 有效期3年
    | [^。]{{0,80}}(?:废止|失效)(?:\W|$)                                                              # 原办法同时废止
    # 国家另有规定的,从其规定
    | [^。]{{0,30}}(?:国家|省|市|上级|法律)[^。]{{0,50}}
      (?:另有规定|新规定|(?:有|作)(?:新的)?调整|不一致|冲突|相抵触)[^。]{{0,40}}(?:从其|为准|按|依照)
    | [^。]{{0,40}}有效期(?:届?满|内(?!的))                                                          # 有效期满后…
    """,
    re.VERBOSE,
)
"""Entry into force, validity, interpretation: how a sentence begins that does nothing else."""

_DEFINITION = re.compile(
    rf"""
    # 申领的对象为…
    (?:据(?:了解|介绍|悉),?)?[^。,:]{{0,24}}(?:申领|申请|申报|资助|征集|补[助贴]|扶持|发放)(?:的)?对象(?:为|是|包括)
    # 本办法所称…是指…, 本措施所指的团队须符合以下条件:
    | (?:{_THIS})?[^。,;]{{0,20}}?所(?:称|指)的?[^。;]{{1,60}}?
      (?:(?:,|均|都|是|系)?(?:是指|指的是|指|包括|含|为)|[应须需][^。;:]{{0,10}}条件:)
    | [^。]{{0,60}}(?:均?适用(?:于)?{_THIS}|{_THIS}适用(?:于|范围|对象))                               # 适用本条例
    # 高新技术企业是指…
    | (?:[^。;,]{{2,30}},)?[^。,;:()]{{2,24}},?(?:是指|指的是|系指)(?!导)
    # “以上”包括本数,均为人民币
    | (?:{_THIS}(?:中|所涉|涉及|规定)?|涉及)[^。;]{{0,30}}
      (?:均?(?:包括|含|包含)本(?:数|级)|均?(?:以|指|为)(?:税前)?人民币)
    # …参照本办法执行
    | [^。]{{1,60}}参照(?:本|此)[^。]{{1,8}}(?:执行|实施|适用)。?$
    """,
    re.VERBOSE,
)

_DEFINES = re.compile("对象|所称|所指|适用|是指|指的是|系指|本数|本级|人民币|参照")
"""One of them stands where `_DEFINITION` matches."""

_PURPOSE = re.compile(
    rf"""
    # 为…,制定本办法
    (?:为|按照|根据|依据|结合)[^。;]*?(?:特?(?:制定|出台|提出|印发|编制|颁布){_THIS}
        | 特?(?:制定|提出|出台)(?:如下|以下|本)[^。]{{0,16}})
    | [^。;:]{{0,40}}(?:总体要求|指导思想|基本原则)(?:是|为)?:                                    # 今年工作总体要求是:…
    | (?:坚持)?以[^。]{{0,60}}(?:思想|理论|精神|发展观)[^。]{{0,20}}为(?:指导|统领|引领)               # 以…思想为指导
    """,
    re.VERBOSE,
)
_YEAR_OF = re.compile(r"(?:20\d\d|今)年,?是")
"""How a year is praised before what is asked of it (今年是关键之年。…)."""
_PRINCIPLE = re.compile(
    r"""
    (?:[^。;《]{0,100}(?:应当?|要|须|,)|[^。;,《]{0,24}(?:使用|管理|工作|实施|安排|项目))
    (?: 遵循[^。;]{2,120} | (?:坚持|贯彻)(?:[^。;,、]{2,40}[、,]){1,8}[^。;,、]{2,40} )的?(?:原则|方针)[。,]
    """,
    re.VERBOSE,
)
"""What a law says of its principles, in an article without a title."""

_PURPOSE_HEADING = re.compile(
    r"""
    指导思想 | 指导方针 | (?:基本|工作|指导|总体|建设|实施)原则 | 总体(?:要求|思路) | [重大]要?意义
    | ^为(?:什么|何)[^。]{0,6}(?:制定|出台|编制|实施|修订|开展)
    | (?:编制|制定|起草|出台|政策|文件)(?:背景|依据|目的|过程) | ^(?:目的|背景|依据|意义)$
    """,
    re.VERBOSE,
)
_DEFINITION_HEADING = re.compile(
    r"""
    ^适用(?:范围|对象|区域|企业|领域)(?:[和及与、](?:条件|对象|区域|范围))?$
    | ^(?:名词|术语|用语)(?:解释|定义|释义)?$ | 定义$
    | ^(?:申请|申报|申领|引进|政策|征集)(?:的)?(?:对象|人员|范围)$ | ^(?:扶持|支持|资助|服务)对象$
    | ^(?:引进|享受|适用)条件$ | ^(?:什么是|何谓|何为) | ^(?:统计|指标|计算)?口径$
    """,
    re.VERBOSE,
)
_SUBSTANCE_HEADING = re.compile(
    r"""
    目标 | (?:主要|重点|工作)任务 | 支持(?:政策|措施|内容|标准|方式)
    | (?:补贴|奖励|补助|资助|扶持)(?:标准|政策|措施|内容|项目)?$
    """,
    re.VERBOSE,
)

_ADMINISTRATION_HEADING = re.compile(
    r"""
    # 加强组织领导, 强化督导考核, 加大政策宣传力度
    ^(?:加强|强化|推进|推动|切实|健全|完善|明确|落实|压实|提高|深化|严格|做好|抓好|建立|注重|加大|实施|开展|细化|形成|优化|及时)*
     (?:对[^的]{2,8}的)?
     (?: 领导 | (?:组织|工作)(?:领导|实施|保障|推进|推动|体系|协调|管理)
       | 统筹(?:协调|推进|管理|实施) | 协调(?:推进|联动|配合|机制)
       | (?:工作|政策|绩效|目标|跟踪|过程|综合|社会|日常)*
         (?:督[查导办促]|考[核评]|问责|奖惩|监[督管测]|调度|评[估价]|检查|审计|追责|问效)
         (?:检查|考核|考评|问责|评[估价]|管理|落实|通报|激励|机制|监[测督管]|体系|调度|跟踪|督[查导办]|指导|责任|办法|方式|结果|应用|
            对象|内容|程序|反馈|力度|[和、与])*
       | (?:政策|舆论|广泛)*(?:宣传|宣讲|舆论)(?:引导|推广|解读|发动|培训|力度|动员|工作|[和、与])*
       | (?:营造)?(?:良好)?(?:舆论|社会|工作)?氛围
       | (?:工作|主体|部门|属地|各方|地方政府主体|部门组织协调)*责任(?:落实|分工|体系|制|担当|主体)?
       | 工作(?:机制|合力|协同|推进机制) | 管理(?:体制)?机制 | 推进机制
       | (?:政策|任务|工作|措施)+(?:落实|落地|落细|执行|兑现|衔接|服务)+ | 落实落地 | 兑[现付](?:资金|政策)
       | (?:专项|项目|奖补)?(?:资金|经费)(?:管理|监管|拨付|来源|使用|兑[付现]|监督|[和与及])+
     )
     (?:力度|工作|机制|体系|制度|到位|落实|管理)*$
    # 申报程序, 审核与拨付
    | ^(?:申报|申请|申领|办理|认定|审[核批]|发放|评[审选]|遴选|受理|推荐|兑现|拨付|公示|核准|验收|退出|备案|[、和与及])+
      (?:条件和)?(?:程序|流程|材料|资料|条件|要求|方式|办法|时间|管理|步骤|机制|补贴|资金|平台|渠道|网址|地点|部门|窗口|须知)?$
    | ^[^。,]{0,16}申请(?:资助|补助|奖励|补贴|认定|扶持)的?
      (?:条件|时限|材料|程序|要求)(?:[和与及、](?:条件|时限|材料|程序|要求))?$
    | (?:需要?|应)?(?:提供|提交|准备)(?:哪些|什么)[^。,]{0,8}$
    | (?:如何|怎[么样]|在?哪里?|去哪儿?里?)
      (?:申请|申报|办理|领取|申领|兑现|打分|评分|考核|认定|拨付|审核|退出)[^。,]{0,12}$
    | (?:哪些|什么(?:样的)?)[^。,]{2,12}(?:可以|才?能|有资格)(?:申请|申报|申领|参加)$
    | (?:多久|几天|多长时间)[^。,]{0,8}$
    | ^(?:考核|评[审选价估]|申报|申请|验收)(?:内容|指标|对象|材料|条件|程序|办法|时间)(?:[与和及、])[^。,]{2,10}$
    | ^(?:支持|扶持|资助|奖励|补[助贴])条件$
    | ^(?:关于)?(?:申报|申请|办理|材料|时间|限项|推荐|考核|评分|结果|等次|等级|指标|过渡|政策|数据|受理|审批)
      (?:基本|主体|项目|奖励)?
      (?:事项|时间|时限|节点|要求|报送|运用|应用|计分|评分|办法|确定|设置|衔接|条件|截止时间|通知|数量|限制)$
    | ^(?:要求|管理|违约|违约责任|保障措施|怎么(?:考|评|管|报)|限项|退出|复核|评分|计分)$
    | ^申[报请]需?(?:要)?(?:提供|提交|准备)
    | ^(?:咨询|联系|责任|承办)(?:电话|方式|人|部门|科室|单位)$
    | ^(?:附\ ?则|其[他它](?:事项|规定|要求)?|(?:有关|工作|相关)要求|政策(?:执行|兑现|衔接)|(?:法律|违约)责任|罚则
        | 监督(?:管理|检查)(?:与.{2,6})?|管理[与和]监督|(?:组织|管理)机构|机构[与和及]职责
        | [^。,]{0,8}职责(?:分工)?|信用管理|违规处理|争议.{0,4}|(?:补贴|奖励|补助|资助|兑现)原则)$
    """,
    re.VERBOSE,
)
"""What stands as the clause's own heading."""

_ADMINISTRATION_PART = re.compile(
    r"""
    ^(?: 附\ ?则 | 其[他它](?:事项|规定|要求)? | (?:有关|工作|相关)要求 | 政策(?:执行|兑现) | 法律责任 | 罚则
       # 申报条件与评选标准, 异议处理, 管理监督
    | (?:(?:申[报请]|评[选审]|[评认]定|推荐|受理|审[核批]|兑现|拨付|公示|[异争]议|违规|监督|管理|检查|验收|考核|信用)
          (?:主体|对象|单位)?(?:条件|标准|程序|流程|组织|机构|处理|管理|监督|方式|办法|材料|评价|要求|须知)?[与和及、]?){1,3}
       | (?:监督|监管|资金|绩效|日常)(?:管理|检查)?(?:[与和及、].{2,8})?(?:监督|管理|责任|检查)?
       | (?:申报|申请|办理|评[审选]|认定|审[批核]|兑现|拨付|工作(?=程序|流程))(?:程序|流程|材料)?(?:[与和及、].{2,8})?
       | (?:补贴|奖励|补助|资助)原则
       | (?:组织|管理)(?:机构|实施|领导)(?:[与和及、].{2,8})? | 考[核评](?:方式|办法|程序|结果应用|评价)?
    )$
    """,
    re.VERBOSE,
)
"""What as a heading above makes administration of all below that names nothing else."""

_AMOUNT = r"\d[\d.,]{0,20}(?:%|[万亿]?元)"
_PAYS = rf"""
    # 给予10万元
    (?:给予|奖励|补助|补贴|资助|支持|安排|设立|扶持|贴息)[^。;]{{0,40}}?{_AMOUNT}
    # 10万元奖励
    | (?<![\d.,]){_AMOUNT}(?:的|以内的|一次性|标准|/)*[^。;,]{{0,12}}(?:奖励|补助|补贴|资助|支持|奖金)
    # 各奖50万元, 每人补2000元
    | (?:[奖补给付贴]|[给补]发)[^。;,、\d]{{0,4}}{_AMOUNT}
    """
_PAID = re.compile(_PAYS, re.VERBOSE)
_GRANTS = re.compile(
    rf"""
    {_PAYS}
    # 达到500家
    | (?:达到?|超过?|突破|{AT_LEAST}|增长|新增)\d
    # 应不少于计划总额的30%
    | {AT_LEAST}[^。;,\d]{{2,20}}的\d[\d.]*%
    """,
    re.VERBOSE,
)

_REVIEW_HEADING = re.compile(
    rf"""
    ^(?!(?:{_DEEDS}|夯实|做[强优大实]|筑牢|巩固))[^,。、]{{0,6}}(?:情况|概况|现状|基础|成效|成绩|成就|市情|县情|区情)$
    | (?:完成|进展|落实|实施|执行)(?:情况|成效)$ | ^(?:工作|主要|项目|任务)?进展$
    | ^(?:发展|工作)?(?:形势|回顾)$ | 工作回顾$
    | ^(?:当前|目前|仍然?)?(?:存在|面临|主要)的?(?:主要|突出)?(?:问题|差距|不足|短板|困难|挑战)(?:和.{{2,6}})?$
    | ^总体判断$
    """,
    re.VERBOSE,
)
"""What was reached and where it fell short."""
_REACHED = re.compile(
    r"""
      截[至止](?!日期|时间) | 目前(?!的) | 眼下 | 如今 | 现已
    # 现有企业12家, but not 依托现有基地
    | (?<![在对用托合将把])现有(?=[^,。;的]{0,12}\d)
    # a sum over the years to come is a goal
    | (?<![两二三四五]年)累计 | 近[两二三四五]年累计 | 同比 | 环比 | 去年(?!同期|的) | 上年(?!的|度)
      | [一两三四五]年半?来
    | (?<!自)以来 | “?十[一二三四五]五”?以来 | “?十三五”?(?:期间|时期|末)(?![^。]{0,30}(?:达到|力争|完成)) | 上半年
    | (?<![满期])前\d{1,2}个月(?!内) | 过去(?:一|[两三四五])年 | 活动现场
    | (?:但|仍|还)[^。]{0,40}(?:薄弱|不足|缺乏|偏[低少小弱]|不[高强]|滞后|短板|差距)
    | 1[—~-]\d{1,2}月
    | [一三]季度,? | 20\d\d年(?:底|末)?,?[^。;,]{0,8}(?:全[市省县区]|我[市省县区]|共|已|实现)
    | (?:已|共|成功)(?:建成|形成|认定|达|获|培育|引进|引育|建立|汇聚|集聚|入驻|发放|接洽|安排)
    | (?:形成|建立|取得|创造|走出|迈出|打造|构建|贡献|完成)了 | 增至
    | 由[^。,;]{1,16}(?:提高|增加|下降|增长|上升)[到至]
    | (?<!新)(?<!首次)(?:位居|跻身|荣获|获批|名列)(?!的)(?![^。;]{0,40}的[,，])[^。]{2} | (?:位?居|占)全[国省市]
    | [^。,]{0,6}总面积 | 已投产 | 在建的
    | 全[市县区省](?:共?有|现有|集聚|海岸线) | 常住人口 | 下辖 | 辖\d
    | (?:与|同|比|较)(?:20\d\d年|上年|去年)[^。,]{0,8}(?:相比|增长|提高|增加|下降)
    """,
    re.VERBOSE,
)
_AHEAD = re.compile(
    r"""
      (?<![不即必])将(?!近) | 力争 | 争取 | 确保 | 计划(?!生育) | 目标(?:是|为|:)
      | (?:预期|发展|主要|工作|总体|年度)目标(?!的?\d|完成) | 到20\d\d年
      | 应当?[^用] | 可以?(?:申请|申领|享受|获得) | 必须 | 不得 | 须
    | (?:要|需|应)(?:达|增|提高|降|突破|完成|实现) | 年均[^。;,]{0,8}\d
    | (?:资金|经费)由[^。,;]{2,14}到每年  # what a budget is raised to
    | 下一步 | 下半年 | 明年 | 今后 | 未来 | 今年[^。,;]{0,12}(?:安排|预期|目标|起|底|力争|计划|要|再|拟|继续) | 年内
    | (?:^|(?<=[,;。\n]))(?:[一二三四五六七八九十]{1,2})?要(?![素求点闻件塞]) | 展望                # 一要把学校建好
    | 不(?:低于|少于|超过) | 拟(?!定) | 鼓励 | 给予 | 支持(?!下) | (?:提出|明确|要求)[,:]
    | 规划[亦还]?(?:提出|明确|确定|指出|给出)
    | “?十[四五]五”?末 | \d[%万亿家个名项元人件户]{0,2}(?:以上|左右)(?!的|[^。,;\d]{1,8}\d)
    """,
    re.VERBOSE,
)
_HELPS = re.compile(
    r"[奖补]\d|奖[励补]|补[助贴偿]|资助|扶持|贴息|返还|配套|免[收征租缴]|减[免半按]|优惠|优先|累计最高|的,"
)
"""What a numbered measure holds that reports nothing."""
_MEASURE = re.compile(
    rf"(?:积极|大力|全面|加快|持续|着力|深入|切实|稳步|进一步)*(?:{_DEEDS})(?!了|的|以来|[^。,;]{{0,24}}(?:了|成效|取得|\d))"
)
"""How a sentence begins that orders something."""
_TERM = re.compile(
    r"\d[\d.]{0,6}个?(?:工作日|自然日|日|天|周|月|年|周岁|小时|分钟|分(?!之|公司)|票|份|次|元/次)(?:以[上下内])?"
)
"""20个工作日, 60分以下."""
_EXAMINES = re.compile(r"抽查|核查|复核")
_TERM_OR_EXAMINED = re.compile(
    rf"{_TERM.pattern}|[^。;,]{{0,8}}(?:{_EXAMINES.pattern})[^。;,]{{0,16}}%"
    rf"|(?<!\d)\d{{1,3}}%[^。;,]{{0,10}}(?:{_EXAMINES.pattern})"
)
"""抽查10%, too."""
_INSTALMENT = re.compile(r"(?:拨付|兑付|支付|预付|预拨)[^。;,\d]{0,6}\d{1,3}%")
_PAID_BACK = re.compile(r"(?:追[回缴]|[收退]回|退还|扣[减除回]|计收|违约金|滞纳金|罚款)[^。;]*")
_PERIOD = re.compile(rf"(?:不?超过|{AT_LEAST}|达到)\d+个?(?:年|月|周岁)")
# 申请认定的孵化器应当具备以下条件:(一)…
_CONDITIONS = re.compile(r"[^。;:]{0,60}(?:具备|符合|满足)[^。;:]{0,10}条件[^。;:]{0,8}:")
_REWARDS = re.compile(
    r"给予|奖励|补[助贴]\d|资助\d|贴息|(?<!已)(?<!共)[奖补抵]\d|减按|可(?:报销|领|拿|享受)"
    r"|[按补][^。;,]{0,20}\d[\d.]*(?:%|[万亿]?元)[^。;,]{0,8}补(?!充|齐|短)|报销[^。;,]{0,12}\d[\d.]*%"
)

_GOALS = re.compile(
    r"""
    \d[\d.,]{0,20}(?:%|[万亿]?[家个名项件元人户])(?:以上|左右)                 # 立项7项以上
    | (?:到|至|力争)20\d\d年(?:底|末)?,?[^。]{0,24}                          # 到2027年,全区…
    | (?:超|超过|力争|新增)\d | 力争[^。,]{0,12}(?:时间|年),?[^。]{0,40}\d
    # 培育雏鹰企业 40 家
    | (?:打造|培育|建设|新建|建成|引进|集聚)[^。;,\d]{0,24}\d[\d.,]{0,12}\s?万?[家个名项件](?![^。;,]{0,4}的)
    """,
    re.VERBOSE,
)
"""What makes substance of general requirements and principles."""

_NUMBER_OF_ARTICLE = re.compile(
    r"^\s*(?:附 ?则\s|(?:第[^条]{1,8}|\*{2,3})条|[((]?[一二三四五六七八九十百\d]{1,4}(?:[))、.．]|(?=\s)))\s*"
)
# A list is one sentence with what leads it: 主要职责:(一)…;(二)…
_SENTENCE = re.compile(r"[^。;!?\n:]+:\s*[(]?(?:一|1)[)、.．][^。]*。?|[^。;!?\n]+[。;!?\n]*")
_FEWEST_LETTERS = 4


def add_functions(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Say of each clause what it does.

    Args:
        clauses: a plan's clauses in order.

    Returns:
        The clauses with their functions; where nothing tells it, a clause is substance.
    """
    return tuple(map(_with_function, clauses))


def _with_function(clause: Clause) -> Clause:
    function = find_function(clause)
    return clause if function is clause.function else replace(clause, function=function)


def find_function(clause: Clause) -> Function:
    """Find what a clause does, from its wording and the headings above it.

    Args:
        clause: with its heading, path and text.

    Returns:
        Its function; REVIEW only of a paragraph of news, all else of it takes the years of the document to tell.
    """
    heading, *above = (fold(each).strip() for each in (clause.heading, *reversed(clause.path)))
    sentences = _sentences(clause)
    if _REVIEW_HEADING.search(heading) and not _looks_ahead(sentences):
        return Function.REVIEW
    told = (sentences and _by_wording(sentences, heading)) or _by_heading(heading)
    if told:
        return Function.SUBSTANCE if told is Function.PURPOSE and _sets(sentences) else told
    part = next(filter(None, map(_by_part, above)), Function.SUBSTANCE)
    if part is Function.ADMINISTRATION and _only_administers(sentences):
        return part
    if part is not Function.SUBSTANCE:
        sets = _sets if part is Function.PURPOSE else _grants
        # How long somebody has worked is no grant (不超过1年).
        spoken = (
            [_PERIOD.sub("", sentence) for sentence in sentences]
            if part is Function.DEFINITION
            else sentences
        )
        return Function.SUBSTANCE if sets(spoken) else part
    if heading and not heading.endswith("?"):
        return Function.SUBSTANCE
    asked = clause.number or heading.endswith("?")
    if _reports(sentences) and not (asked and _HELPS.search("".join(sentences))):
        return Function.REVIEW
    administers = _asks(sentences) or _only_administers(sentences)
    return Function.ADMINISTRATION if administers else Function.SUBSTANCE


def _only_administers(sentences: list[str]) -> bool:
    """Whether sentences say how a policy is run: most of them, and nothing is granted; or all, and nothing is paid."""
    bare = _without_terms(sentences)
    if not _grants(bare):
        return _administers(sentences)
    text = "".join(bare)
    all_do = all(map(ADMINISTERS.search, sentences))
    return not _PAID.search(text) and (all_do)


def _sentences(clause: Clause) -> list[str]:
    """The sentences of a clause without its number and heading."""
    own = fold(clause.text)
    if number := _NUMBER_OF_ARTICLE.match(own):
        own = own[number.end() :]
    heading = fold(clause.heading)
    own = own[1:] if own[1:].startswith(heading) and own[0] in "(【[" else own
    own = own.removeprefix(heading).lstrip(" 。.:)】]\n")
    return [
        sentence.strip() for sentence in _SENTENCE.findall(own) if len(sentence.strip()) >= _FEWEST_LETTERS
    ]


def _by_wording(sentences: list[str], heading: str) -> Function | None:
    """What the wording can only be: all of it formal or defining, or an opening that gives reasons."""
    if len(sentences) > 1 and _YEAR_OF.match(sentences[0]):
        sentences = sentences[1:]
    first, *rest = sentences
    formal, defining = _FORMAL.match(first), _DEFINES.search(first) and _DEFINITION.match(first)
    if not (formal or defining):
        untitled = not heading or heading.endswith("原则")
        reasons = _PURPOSE.match(first) or (untitled and _PRINCIPLE.match(first))
        plain = reasons and not _sets(sentences) and not _administers(rest)
        return Function.PURPOSE if plain else None
    if all(
        _FORMAL.match(sentence) or (_DEFINES.search(sentence) and _DEFINITION.match(sentence))
        for sentence in rest
    ):
        return Function.FORMAL if formal else Function.DEFINITION
    if formal:
        return None if _grants(sentences) else Function.ADMINISTRATION
    # How long somebody may stay is no grant.
    rest = [_PERIOD.sub("", sentence) for sentence in rest if not _CONDITIONS.match(sentence)]
    return None if _grants(rest) or _administers(rest) else Function.DEFINITION


def _without_terms(sentences: list[str]) -> list[str]:
    """Sentences without the figures that only administer: terms, points, copies, and what is paid back."""
    terms = ((_TERM_OR_EXAMINED if _EXAMINES.search(sentence) else _TERM, sentence) for sentence in sentences)
    return [_PAID_BACK.sub("", _INSTALMENT.sub("", term.sub("", sentence))) for term, sentence in terms]


def _grants(sentences: list[str]) -> bool:
    return bool(_GRANTS.search("".join(sentences)))


def _reports(sentences: list[str]) -> bool:
    """Whether sentences tell what was reached, and neither give nor announce nor order anything."""
    text = "".join(sentences)
    told = _REACHED.search(text)
    return told is not None and not (
        _AHEAD.search(text) or _REWARDS.search(text) or any(map(_MEASURE.match, sentences))
    )


def _looks_ahead(sentences: list[str]) -> bool:
    return bool(_AHEAD.search("".join(sentences))) or any(map(_MEASURE.match, sentences))


def _asks(sentences: list[str]) -> bool:
    """Whether sentences only list what those who apply must be or have, floors among it."""
    return any(map(_CONDITIONS.match, sentences[:1])) and not _REWARDS.search("".join(sentences))


def _sets(sentences: list[str]) -> bool:
    """Whether sentences grant something or set goals."""
    return _grants(sentences) or bool(_GOALS.search("".join(sentences)))


# All clauses under a heading ask what it tells.
@lru_cache(maxsize=1024)
def _by_heading(heading: str) -> Function | None:
    if not heading:
        return None
    heading = BRACKETED.sub("", heading.rstrip("?"))
    if _DEFINITION_HEADING.search(heading):
        return Function.DEFINITION
    if _SUBSTANCE_HEADING.search(heading):
        return Function.SUBSTANCE
    if _PURPOSE_HEADING.search(heading):
        return Function.PURPOSE
    return Function.ADMINISTRATION if _ADMINISTRATION_HEADING.search(heading) else None


@lru_cache(maxsize=1024)
def _by_part(title: str) -> Function | None:
    """What a heading makes of all below it; 加强监督管理 as the name of a part promises measures."""
    if _ADMINISTRATION_PART.search(title):
        return Function.ADMINISTRATION
    told = _by_heading(title)
    return None if told is Function.ADMINISTRATION else told


def _administers(sentences: list[str]) -> bool:
    """Whether most of what the sentences say is how the policy is run, or what leads to a list is (报送下列材料：)."""
    lead = next((index for index, sentence in enumerate(sentences[:2]) if sentence.endswith(":")), None)
    if lead is not None and any(ADMINISTERS.search(sentence) for sentence in sentences[: lead + 1]):
        return True
    says = [sentence for sentence in sentences if not (_FORMAL.match(sentence) or sentence.endswith("如下:"))]
    others = (sentence for sentence in says if not ADMINISTERS.search(sentence))
    too_many = islice(others, len(says) // 2, None)
    return bool(says) and next(too_many, None) is None
