"""A noun outside the glossary as its own word: praise, places, levels, verbs and counting words off."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.scanning import any_of
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.fragments import is_fragment

if TYPE_CHECKING:
    from policycmp.config import CountedObject

BRACKETS = re.compile(r"\([^()]*\)|[()\[\]·]")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+\-.%()/×]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 16
_LONGEST_TAIL = 16  # characters of one thing that links a noun to its number
PLAIN_NOUN = 2
LEVELS = re.compile(
    r"""
      (?:国家|省|市县?|县|区|部|自治区|省部|州|镇|乡|乡镇|村|社区|街道)级(?:及?以上)?
    | [省市县区]派(?=.{2}) | (?:国家|省|市|县)(?=级|重点) | 及?以上
    | [A-F甲乙丙丁一二三四]类(?=.{2}) | [1-5]?A{1,5}级(?=.{2})
    | ^(?:国家)?[一二三四五1-5]星级(?=.{2}) | ^[一二三四五]级(?=.{2}) | ^全国性?(?=.{2})
    | ^(?:国家|省|市)级?[、和及](?:国家|省|市|县|区)级?(?=.{2})
    """,
    re.VERBOSE,
)


class Thing(NamedTuple):
    """What a phrase names: the canonical word(s), the entry where it is in the glossary, and where it stands."""

    word: str
    entry: CountedObject | None
    start: int
    end: int


def strip_tails(text: str, start: int, end: int) -> int:
    """Take off what links a noun to its number; give the new end."""
    return start + _end_without_tails(text[start:end])


# Those who read a number ask again and again for the same phrase.
@lru_cache(maxsize=4096)
def _end_without_tails(phrase: str) -> int:
    end = len(phrase)
    starts_change = any(word in phrase for word in lexicon.STARTS_CHANGE)
    while starts_change or phrase[end - 1 : end] in lexicon.TAIL_ENDS:
        match = lexicon.TAILS.search(phrase, max(0, end - _LONGEST_TAIL), end)
        if match is None or match.end() < end:
            break
        end = match.start()
    return end


def strip_leads(text: str, start: int, end: int, *, verbs: bool = True) -> int:
    """Take off adverbs (and verbs) before a noun; give the new start."""
    pattern = lexicon.LEADS if verbs else lexicon.LEADS_ONLY
    while start < end and (match := pattern.match(text, start, end)):
        if lexicon.HALF.match(text, match.end(), end) or (
            verbs and _is_noun_of_verb(text, start, match.end(), end)
        ):
            break
        start = match.end()
    return start


_NOUN_OF_VERB = re.compile(
    r"(?:研发|孵化|创业|转化|服务|培训|培养|改造|登记|认定|投入|种植|引进|实施|发展|建设|开发|制定|推广|治理|合计|"
    r"总|有效|地方|重点|带动|支持|优先|通过|引导)"
)
_NOUN_REST = re.compile(
    r"(?:器|机构|投入|经费|费用|强度|中心|平台|人员|活动|基地|载体|园|贸易|业|外包|技术|技能|项目|贷款|大赛|收入|"
    r"收益|成果|补贴|担保|"
    r"投资|面积|企业|主体|合同|队|率|量|商|人才|债券|一般公共预算|财政|政府|基金|区|生|发明|产品|设备|费|示范|"
    r"工作站|工作室|建设用地|团)"
)


def _is_noun_of_verb(text: str, start: int, middle: int, end: int) -> bool:
    """Tell 研发机构, 服务外包 and 地方财政收入 (nouns that begin like a verb) from 建设平台."""
    return (
        _NOUN_OF_VERB.fullmatch(text, start, middle) is not None
        and _NOUN_REST.match(text, middle, end) is not None
    )


def own_word(text: str, start: int, end: int) -> Thing | None:
    """Make a noun outside the glossary its own word: praise, places, levels, counting words and brackets off."""
    if _NOTHING.fullmatch(text, start, end):
        return None
    if joined := _JOINED.search(text, start + 1, end):
        # 产业化项目并实际完成投资: what is done besides.
        end = joined.start()
    end = strip_tails(text, start, end)
    if won := _WON.search(text, start, end):
        # 旅游商品一、二、三等奖: what has won them.
        end = won.start() if won.start() > start + 1 else end
    cut = max(text.rfind(mark, start, end) for mark in "、,:;")
    begin = strip_leads(text, max(start, cut + 1) if cut >= start else start, end)
    if so := _BY_WHICH.search(text, begin, end):
        end = so.start()
    if counted := _COUNTED_SO.search(text, begin, end):
        begin = counted.end()
    if cut >= start and (summed := _SUMMED.search(text, begin, end)):
        # 扫雪车、吸污车等环卫设备: what sums up a list.
        begin = summed.end()
    if "的" in text[begin:end]:
        after = text.rfind("的", begin, end) + 1
        if end - after >= PLAIN_NOUN:
            begin = after
    word = trimmed(text[begin:end])
    # A fragment names nothing: who asks goes on to the next place where a thing may stand.
    return Thing(word, None, begin, end) if word and not is_fragment(word) else None


_SUMMED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![高同中平均优对])等(?=[\u4e00-\u9fff]{3,}$)(?![级次离效同于])"
)
# 河流按长度计算优良比例: by what it is reckoned.
_COUNTED_SO = re.compile(r"按照?[\u4e00-\u9fff]{1,6}(?:计算|统计|核算|测算|折算|计)的?(?=[\u4e00-\u9fff]{2})")
# 印刷费按定额标准压减: by which measure.
_BY_WHICH = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})按照?[\u4e00-\u9fff]{2,6}(?:标准|定额|要求|口径)(?:压减|压缩|核减|下达|控制)?$"
)
# 年度软件购置费: in which time.
_PERIOD = re.compile(r"^(?:[当该]?年度|全年)(?=[一-鿿]{2})")
_JOINED = re.compile(r"(?<![一合兼])并(?![购网轨联发])|且(?=[一-鿿])|(?:采取|实行|给予)?一事一议")
_WON = re.compile(r"(?<![、和及])(?:[特一二三四金银铜](?:[、和及]|等?奖)+)+$")


@lru_cache(maxsize=4096)
def trimmed(phrase: str) -> str:
    """Take the trimmings off a phrase; empty where nothing of a noun is left."""
    word = "" if _NOTHING.fullmatch(phrase) else BRACKETS.sub("", phrase)
    while True:
        shorter = LEVELS.sub("", lexicon.THRESHOLD.sub("", _PERIOD.sub("", word)))
        shorter = _once(lexicon.PLACES, _once(lexicon.PRAISE, shorter))
        shorter = shorter[strip_leads(shorter, 0, len(shorter)) :]
        bare = lexicon.COUNTED_BY.sub("", shorter)
        shorter = bare if len(bare) >= PLAIN_NOUN else shorter
        filled = lexicon.FILLERS.sub("", shorter)
        shorter = filled if len(filled) > PLAIN_NOUN else shorter
        shorter = shorter[: strip_tails(shorter, 0, len(shorter))].rstrip("、的和及与等").lstrip("、的及与等")
        if shorter == word:
            break
        word = shorter
    if not PLAIN_NOUN <= len(word) <= _LONGEST or not _WORD.fullmatch(word) or not _HAN.search(word):
        return ""
    return "" if _NOTHING.fullmatch(word) or _CLASS.fullmatch(word) else word


def _once(pattern: re.Pattern[str], word: str) -> str:
    match = pattern.match(word)
    if match is None or lexicon.HALF.match(word, match.end()):
        return word
    return word[match.end() :] if len(word) - match.end() >= PLAIN_NOUN else word


# Words that name nothing by themselves.
_NOTHING_WORDS = any_of(
    r"""
    第一 第二 第三 一个 只 中心 基地 实施项目 建设项目 工程 设施 场所
    事项 攻坚 应用 领域 方面 环节 层面 一头连着 高端 国家或地区 或 地区 授权 胜诉 倍增 翻番 翻倍 实现 达到 目标任务
    有效期 最低 跃居 水平 期满 期内 届满 到期 后 被 已 再次获得 每 再次 重新 首次 通过 认定 评定 绩效 评价
    评估 优秀 良好 合格 等次 结果 称号 复审 备案 获批 入选 资质 等级 排名 前 成功 当年 连续 运行 正常 满 企业
    单位 项目 机构 个人 资金 经费 金额 标准 额度 比例 奖励 补助 补贴 资助 支持 给予 工作 活动 方面 规模 总数
    数量 指标 目标 任务 以上 以下 其中 累计 预期 预期性 约束性 年度 每年 财政 政策 措施 部分 范围 情况 国家
    榜单 名录 目录 提交 甲方 乙方 奖惩 门槛 领先 周期 覆盖率 覆盖面 总量 受理 立项 审定 审批 填报 抽查 率 综合
    专项 领军型 成长型 科技型 企业类 方式 召开
    省级 市级 一次性 最高 年均 单个 户均 力度 级别 档次 标杆 类型 建设 培育 发展 同类 同级 首次 再次 上述 该
    自筹 配套 各类 主要 重点 达标 合格 总体 新增 新建 引进 增长 全部 其他 有关 相关 相应 符合条件 内容 附则
    五年后 上半年 下半年 一季度 二季度 三季度 四季度 季度 时下 近期 远期 中期 首期 每季度 每月 每周 每半年 每日 分批
    服务机构 中介机构 服务单位 中介 主办方 承办方 部门 主管部门
    就是 投出 应改尽改 覆盖面 覆盖率 亩产 总则 其他事项 保障 目标任务 强度 主体 对象 范围 运营 条件 要求 规定 时间 期限
    方阵 行列 阵营 大关 台阶 关口 滚动 规划期末 期末 完工 开工 竣工 出结果 年初预算
    行动 专项行动 主题活动 我市 全市 全省 本市 本办法 本政策 依法 依规 审核 评审 考核 验收 合同 协议 地方 等级
    """
)
_NOTHING = re.compile(rf"(?:{_NOTHING_WORDS})+")
# 一档, A级: a class of something.
_CLASS = re.compile(
    r"(?:评为|设)?(?:第?[A-F甲乙丙丁特一二三四五六七八]\+?(?:等奖|[类级档等]次?|层次)|[一-鿿]{1,2}档|特?[大中小微]型|[金银铜特优]奖)(?:企业|单位|项目)?"
)
