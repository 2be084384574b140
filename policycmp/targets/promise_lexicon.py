"""The words of commitments: verbs that add, verbs that reach, grants, wording, and what only looks like a promise.

These are the grammar of the field, not a matter of taste; what an analyst would weigh (wording strengths) stands in
config.yaml. All patterns are for folded text.

A pattern that is searched for begins each of its branches with a character, and looks behind only after it: then the
search passes over all other characters at once.
"""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.money_words import GRANTS
from policycmp.language.predicates import ADD_WORDS, REACH_WORDS

ADD = re.compile(ADD_WORDS)

REACH_END_STRICT = re.compile(rf"{REACH_WORDS}\s?(?:各|均|都|分别)?\s?$")
RAISE_TO = re.compile(r"(?:提高|提升|增加|增长|上升|扩大|降低|下降|压减|压缩|缩短|降|升|增|提)(?:到|至)$")

# Nouns that are a stock or a statistic by themselves.
STOCK = re.compile(
    r"""
      总数|总量|总额|总规模|总人数|总产值|总产出|保有量|拥有量|累计        # the whole of it
    | 存量(?!(?![达超突保稳为不至])[\u4e00-\u9fff])                        # 存量用地 is land that lies idle
    | 数量(?!指标)|户数|家数|人数|人次|列数                                      # how many there are
    | 占比|比重|比例|率$                                           # shares and rates
    | 规模(?!以上|企业|工业)                                             # 规模以上企业 are firms
    | 产值|增加值|收入|营收|交易额|成交额|贸易额|销售额|零售额|出口额|进出口|余额|贷款|外资|授信  # money
    | 产量|面积|水平|强度|密度|指数|里程|经济|利润|税收|吞吐量|处理量|装机|容量   # statistics of a year
    """,
    re.VERBOSE,
)
GROWTH = re.compile(
    r"增长|增速|增幅|涨幅|降幅|下降|降低|减少|递增|提高|提升|上升|压减|上涨|增加(?!值)|增收|增产|压缩|缩短|缩减"
)
RATE_NOUN = re.compile(r"增长率|增速|增幅|涨幅|降幅")

# Grants.
_UP_TO = rf"最高|{AT_MOST}"
_GIVEN = f"{GRANTS}|贴息|配套|扶持|支持|激励|奖金|津贴|补偿|优惠|返还|奖"
GRANT_NOUN = re.compile(
    rf"""^(?:以内|左右|以上|不等)?(?:\([^()]*\))?(?:/[^,;。的]{{1,8}})?[的、]?
    # 50万元的一次性科研经费补助: what the grant is for and whose it is
    (?:一次性|科研|项目|价格|比例|部分|金额|创新|创业|经费|资金|财政|相应|等额|标准|额度|配套|人才|住房|
    购房|安家|生活|启动|专项|研发|建设|运行|
    运营|房租|租金|贷款|保费|利息|启动资金|扶持|后|绩效|引导|免费|全额|现金|省级|市级|县级|国家级|的|和|及)*
    (?:{_GIVEN}|经费|资金|安家费|券|担保贷款
    # …的开办费补贴, 的落地奖金支持, 的综合资助经费: any noun of some characters that ends as a grant does
    |[^,;。、:\d()的不]{{2,10}}(?:{_GIVEN}|资金|经费))
    # …50万元的奖励10万元: what follows is the grant, so the number before was its condition
    (?!(?:[^,;。\d和及并、与]){{0,6}}(?:{_UP_TO}|{AT_LEAST})?\d)
    """,
    re.VERBOSE,
)
_SOME = r"一半|[\d一二三四五六七八九][\d.]*(?:%|成|折)"
_PROVIDED = (
    rf"(?:[^,;。\d]{{0,8}}提供的)?(?:{_UP_TO}|{AT_LEAST})?"
    r"\d[\d.]*(?:[万亿]*[-~—至到][\d.]+)?(?:[万亿]*元|平方米)"
)
GRANT_VERB = re.compile(
    rf"""
    # to give
      给予|予以(?=[^,;。]{{0,8}}(?:奖|补|资助|支持|扶持|贴|配套|减免|返还|优惠))|一事一议
    | 奖励|奖补|补助|补贴|资助|贴息|贴补|补偿(?!资金|基金|规模|池|机制|准备金|专项|贷款)|奖给
    # to let off, to pay out
    | 减免|免收|免除|减按|返还|发放|兑现
    # verbs of support, which grant only right before a number
    | 支(?<![大持]支)持(?=[\d最不]|额度|金额|总额|比例|标准|上限)|扶持(?=[\d最不])|激励(?=[\d最不])|配套(?=[\d最不])
    # 按投入30%、不超过500万元支持, 按投资的20%扶持
    | 支持(?<=[元%成]..)(?=[,;。]|$) | 扶持(?<=[元%成]..)(?=[,;。]|$)
    # what the other side gets, and short forms before a number
    | 可享受|享受|奖(?=\s?\d[\d.]*\s?[万亿]*元)|补(?=\s?\d|{_UP_TO})|抵(?=\d)|可得(?=\d|{_UP_TO})|给(?=\d|{_UP_TO})
    # 补研发总投入的20%以内: a share of what is spent
    | 补(?=(?![充齐短助贴])[^,;。、\d]{{2,12}}的\d[\d.]*%)
    # 按投资的10%补, 按60%返补, 补给培训机构, 保费再退一半
    # 做完一期的补到200万元为止, 利息由区里贴50%
    | 补到(?=\s?\d[\d.]*\s?[万亿]*元) | 贴(?<![张粘津补房车剪]贴)(?=\s?\d|一半|[一二三四五六七八九]成)
    | 补(?<=[%成半]补)(?=\s?[,;。)]|$) | 返补 | 补给(?=[^,;。、\d]{{2,10}}(?:[,;。]|$))
    | 再退(?:还|给)?(?={_SOME}) | 退(?:还|给)?(?={_SOME})
    # 可领取5000元, 一年可用40万元, 有150万元可拿, 可获研发费用35%的补助
    | 可(?:以)?(?:领取?|拿到?|使?用)(?=(?:{_UP_TO})?\d) | 可[拿领](?<=元可.)(?=[,;。]|$)
    | 可获得?(?=[^,;。、\d]{{2,12}}\d[\d.]*%)
    # taxes and interest
    | 税前扣除|抵减|免征|减征|减半|加计|配(?<=[%元]配)套|报销|计奖|核发|安家费|津贴|奖金|申领|抵扣|抵用
    # 将获得政府提供的100万至300万元启动资金, 还可以获得60平方米左右的办公场所
    | 将(?:以|再)?获得?(?={_PROVIDED}) | 可(?:以|再)?获得?(?={_PROVIDED})
    | 免费(?:居住|入住|使用|住宿?|停[放车]|借用)(?=\d) | 可(?:申请)?(?:租住|入住)(?=(?:{_UP_TO}|{AT_LEAST})?\d)
    | 财政(?:全额)?扶持(?=企业|项目|单位)
    # 每月再发800元岗位津贴
    | 发(?<=[再另每月年均各可先统]发)(?=\s?\d[\d.]*\s?[万亿]*元)
    | 让利(?!机制)|让渡|可申请(?={_UP_TO})
    """,
    re.VERBOSE,
)
# What persons receive each month, though no verb gives it.
ALLOWANCE = re.compile(
    r"养老金|抚恤金|(?:低保|救助|供养|养育|基本生活|生活补助|优待金|护理)[^,;。\d]{0,4}标准|(?:申请|申领|领取)[^,;。\d]{0,8}额度|(?:人才公寓|周转房|人才住房|住房)面积标准|(?:贷款|授信|借款)(?:最高)?额度"
    r"|每[个家户人名]每[年月](?=\d)"
)
CAP = re.compile(rf"最高|上(?<!原则上)限|封顶|最多|至多|(?:累计|总额)(?:{AT_MOST})|限额")
# Verbs alone: 奖补资金 is money of others.
GIVES = re.compile(r"给予|奖励|补助|补贴|资助")
# 共计120万平方米: the sum of what is told before.
IN_ALL = re.compile(r"\s?(?:共计|合计|总计|共)(?:约|近)?")
CAPPED = re.compile(rf"(?:{AT_MOST})[^,;。]*$")
# 省内每户不超过5万元,省外可提高至10万元
RAISED_TO = re.compile(r"(?:可以?再?|再)(?:提高|上浮|放宽|增加)[至到为]$")
RATE_OF = re.compile(r"(?:按|按照|依照)[^,;。]*$")

# 主要目标…: how a clause goes on with what the one before announces.
GOES_ON = "(?:具体|主要)(?:包括|目标|指标|为|来看)"
# To be given a title or a permit, by an office or a market.
TITLED = "认定|备案|获批|获评|入选|评定|通过|上市|挂牌|登记|授权|注册|入库"

# What is there already and only run, served or bettered.
RUN = re.compile(
    r"针对|运营|运行|提质|扩量|做好|用好|用活|办好|抓好|管好|发挥|依托|围绕|聚焦|拥有|现有|已有|所有|"
    r"服务保障|深化|巩固|落实|执行|贯彻|按照|根据|通过|利用|"
    r"覆盖|保护|统筹|优化|完善|加强|强化|做强|做优|做大|稳住|守住|维护|办理|坚持"
)
FACT = re.compile(
    r"已(?<![而早不]已)(?!有?序)|目(?<!项目)(?<![从由比较]目)前(?!期)|截至|形成了|完成了|实现了|取得了|建成了|新增了|培育了|现有|"
    r"上年|去年|最终(?=从|选|确定|评)|至此|有望|了(?<=[\u4e00-\u9fff]了)$|拿出的$|投入的$|安排的$|筹集的$"
    r"|获(?<![可将能拟]获)得?(?=\d[\d.]*[万亿]*元)|拿到了|得到了|收到了|领到了|先后|共计?(?:兑现|拨付)|共有|位列|排名|居全|连续\d"
)
PARTICIPANTS = re.compile(
    r"^[^,;。]{0,8}(?:共同(?!体)|联合(?!体|会|国)|牵头|参与|发起|入驻|任(?=副?组长|主任|顾问|成员))"
)

# Whom a grant is for. A number before 的 and one of these says who, not how much.
RECEIVER = (
    r"(?:企业|单位|机构|项目|平台|人员|人才|个人|团队|园区|基地|孵化器|主体|高校|院所|专利|成果|产品|中心|"
    r"载体|公司|组织|部门|"
    r"经营户|合作社|农场|商户|银行|大户|工程|地区|用人单位|毕业生|青年|教师|学生|家庭|者)"
)

# How those who are chosen are counted.
RECIPIENTS = frozenset(
    {"家", "个", "户", "名", "人", "项", "件", "支", "所", "位", "款", "种", "次", "篇", "部"}
)
PERSONS = frozenset({"名", "人", "位", "户"})

# 年均浓度 is a mean, no number that recurs.
YEARLY = re.compile(
    r"每学?年度?|年(?<!\d年)平?均(?!浓度|值|气温|降水|水平|质量|温度)|逐年|每一年|/年|每个?自然年|年(?<=按年)度?(?=分别|补|奖|给予|发放|[^,;。\d]{0,4}\d)|年度(?=可?申[领请][^,;。\d]{0,8}额度)"
    # 收入年增7%, 工业企业年新增450家
    r"|年(?<![\d一二两三四五六七八九十当同上去今本明全往近]年)(?:递增|新增|净增|增(?=约?(?:\d|$)))"
)
# 当年 and its like bound a year's grants only before a cap.
YEARLY_CAP = re.compile(
    r"(?<!\d)年度?(?:(?:资金)?总额|补偿|扶持|补贴|补助|贴息|奖励|资助|支持)|(?<!对)当年|同一年度|一年内|"
    rf"年度内?(?=累计|{_UP_TO})|年度内(?=[^,;。\d]{{0,12}}(?:{_UP_TO}))|年(?<![\d一二两三四五前]年)(?={_UP_TO})|(?<!第)一年(?={_UP_TO})|单个年度|全年"
    # 年度上限, 年度申领额度最高, 年度申领总额
    rf"|年度(?=[^,;。\d]{{0,7}}(?:{_UP_TO}|上限|限额|封顶|领总额))"
)
YEARLY_LONG = re.compile(r"每年对|每个年度")
