"""What the words before a number say: a verb that adds, one that reaches, or a bare noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, LEADING_BOUNDS
from policycmp.language.scanning import any_of
from policycmp.language.text import last_match
from policycmp.models import Comparator

# Something is added, done or carried out: the number counts what comes new.
ADD_WORDS = any_of(
    """
    新增 净增 增加 增设 增补 新建 新设 新认定 新培育 新引进 新申报 新开工 新招募
    新招收 新签约 新组建 新入库 新备案 新获批 新入选 新改建 新改扩建 认定 申报
    备案 入库 培育 培养 培训 培植 引进 引育 引入 招引 招募 招收 招聘 吸引 集聚
    汇聚 聚集 引聚 孵化 孵育 建设 建成 建立 建造 组建 创建 创办 创设 设立 成立
    打造 布局 落地 落户 建好 搭建 构建 筹建 改建 扩建 改造 提升改造 转化 促成
    实施 组织 举办 开展 承办 承接 承担 完成 选派 选拔 遴选 评选 选聘 选树 推出
    推广 申请 授权 攻克 突破 研发 开发 制定 制修订 发布 签约 开工 投产 竣工
    支持 扶持 拿出 发展 壮大 形成 争取 争创 获批 获得 派出 派驻 派遣 聘请 聘任 登记
    上市 挂牌 整治 治理 修复 投放 发放 投入 筹集 安排 提供 推进 启动 谋划 储备
    缔结 新开 开通 开行 购置 更新 盘活 出让 供应 出资 注资 促进 推动 力促 发掘 募集 撬动
    发行 融资 轮训 资助 奖励 表彰 增殖 种植 植树 栽植 栽种 造林 新植 创成 打通 贯通 新添
    化解 归集 选育 选出 聘用 通过 评定 提档升级 提档 提质改造 取得 出栏 存栏
    获评 入选 入围 纳入 列入 评为
    腾退 消除 关停 淘汰 处置 清退 新注册 新认证 新评 新造 新投产 新办
    加装 拆除 铺设 敷设 架设 安装 修建 修缮 维修 翻新 翻建 重建 迁建 养护 清理 清运
    关闭 取缔 收储 复垦 安置 救助 筛查 抽检 接种 放映 展演 创作 编制 配备 布设 交付
    加装 拆除 铺设 敷设 架设 安装 修建 修缮 维修 翻新 翻建 重建 迁建 养护 清理 清运
    关闭 取缔 收储 复垦 安置 救助 筛查 抽检 接种 放映 展演 创作 编制 配备 布设 交付
    """
)
NEW = re.compile(
    r"新增|净增|新\([^()]{1,6}\)建|新(?<![创高更革翻]新)(?=[认培引招建设开入获签备申评改注登造植办转投添上发栽授盘拓减])(?!设备|发展)|"
    r"年增|增加(?![到至值])|增量"
)

# A state is reached: the number is the state.
REACH_WORDS = any_of(
    """
    达到 达 突破 超过 超 高于 保持在 保持 稳定在 稳定 维持在 维持 控制在 提高到
    提高至 提升到 提升至 提到 增加到 增长到 增至 增加至 扩大到 扩大至 上升到
    上升至 升至 降至 降到 降低到 降低至 下降到 压缩至 压缩到 压减至 压减到 缩短至
    缩短到 缩减至 为 占到 占 实现 高达 发展到 壮大到
    拓展到 达成 突破到 提至 做到 升到 升至 稳在 扩到 扩至
    """,
    *LEADING_BOUNDS[Comparator.GE],
    *LEADING_BOUNDS[Comparator.LE],
)


class PredicateKind(StrEnum):
    """How the words before a number govern it."""

    NEW = "new"
    ADD = "add"
    WEAK = "weak"
    REACH = "reach"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Predicate:
    """The governing verb and the noun phrase between it and the number (or before a verb of reaching).

    `fronted` marks a noun phrase that stands before its verb (合作项目实施).
    """

    kind: PredicateKind
    verb: str
    noun: str
    fronted: bool = False


_LEADS = re.compile(
    rf"""^(?:
      \d+\.|[、,:;。)”\s的]|和(?![美谐睦平])|及(?!时)|以及|与(?!会)|并|其中                      # what joins
    | 力争|力求|努力|争取(?!.{{0,12}}(?:资金|补助|政策|项目|指标|债券|额度|试点|专项))|确保      # how firmly
    | 全力|全面(?!覆盖|依法)|加快|大力|积极|重点|着力
    | 持续|进一步|不断|稳步|深入|精心|高质量|高标准|高水平        # how eagerly
    | 全年|全市|全省|全区|全县|全州|全盟|我市|我省|我区|我县|本市|各地                       # who
    | 每年度?|年均|逐年|年内|年底前?|今年                                              # when
    | 再|将(?!军)|要(?!素)|能(?!源|力|耗|效|级|量)|可(?!再|持|信|穿)|使(?!用)                        # auxiliaries
    | 推动|推进(?=新)|促进|实现|完成(?=新|引|培)                                        # verbs before the verb
    | 累计|分别|均|都|各|统筹|同时|计划|拟|预计|预期|基本|率先|总计|合计                     # how it is counted
    | 底前?|末|{AT_LEAST}|共|约|近|左右|以上|以内|期间|时间|努力                         # what is left of a phrase
    )""",
    re.VERBOSE,
)
_REACH_TAIL = re.compile(rf"{REACH_WORDS}(?:了|到|至|在|各|均|都|分别|全国|全省|全市)*$")
_LINKS = re.compile(
    r"(?:[、,:;\s“(]|力争|分别|均|各|约|近|共|到|至|在|的|有|也|再|每年|年均|全年|总计|合计|左右|以上)+$"
)
# 推动20个事项…: an auxiliary before other verbs, the verb itself right before a number.
_PUSH = re.compile(r"(?:推动|推进|促进|实施|开展)$")
_SOFT_TAIL = re.compile(r"(?:左右|大约|约|近)$")
_ADD_END = re.compile(rf"{ADD_WORDS}$")
# What stands before such a verb, to be its object.
_SHORTEST_OBJECT = 2
_LONGEST_VERB = 5
_ADD_START = re.compile(rf"(?![和或、])(?:[和或、]?(?:{ADD_WORDS}))+")
_WEAK_START = re.compile(
    r"服务(?!业|器|贸易|收入|外包|机构|站|中心|平台|设施|能力|团|队)|带动|惠及|帮扶|帮助|联动|联系|走访|对接|受益|吸纳"
)
# A verb inside a noun is none: 孵化器, 研发机构, 转化基地, 服务团.
_NOUN_TAIL = (
    r"(?!器|机构|基地|中心|平台|体系|工程|项目|能力|服务|团|队|站|区|园|示范|型|者|率|量|数|度|额|资金|投入|活动|力|局|"
    r"办|性|模式|机制|人员|企业$|费用|经费|方案|规划|水平)"
)
_NOUN_AFTER = re.compile(
    r"机构|投入|经费|费用|强度|收入|器|贸易|业(?!企)|率|量|额|值(?![得班守])|水平|活动(?=达|占|比)|合同"
)
_MIDDLE_ADD = re.compile(
    r"(?:新增|净增|安排|设立|筹集|新建|新认定|申报|建设|建成|建立|培育|培养|引进|引入|打造|组建|创建|设立|成立|布局|"
    r"实施|开展|举办|选派|选拔|转化|推广|招引|集聚|汇聚|吸引|支持|完成|遴选|认定|承接|攻克|推出|开发|研发|种植|改造|"
    r"争创|形成|突破)" + _NOUN_TAIL
)


# Refusal, predicate and name of a number strip the same words one after the other.
@lru_cache(maxsize=1024)
def strip_leads(words: str) -> str:
    """Take off adverbs, particles and whole-area words that stand before a phrase."""
    while match := _LEADS.match(words):
        words = words[match.end() :]
    return words


# Basis, name and refusal of a number ask for the predicate of the same words one after the other.
@lru_cache(maxsize=1024)
def find_predicate(left: str) -> Predicate:
    """Read the words that belong to a number and stand before it.

    Args:
        left: the words, folded, from the comma or number before on.

    Returns:
        The predicate; NEW and ADD for what is added, WEAK for service verbs that also describe a state, REACH for a
        state reached, BARE where no verb stands.
    """
    words = strip_leads(left)
    reach = _REACH_TAIL.search(_SOFT_TAIL.sub("", words))
    noun = _LINKS.sub("", words[: reach.start()] if reach else words)
    if not noun and (push := _PUSH.search(left)):
        return Predicate(PredicateKind.ADD, push.group(), "")
    if new := NEW.search(noun):
        return _new_predicate(noun, new.group())
    if reach and "的" in noun:
        return Predicate(PredicateKind.REACH, reach.group(), noun)
    if (start := _ADD_START.match(noun)) and not _is_noun(noun, start.end()):
        return Predicate(PredicateKind.ADD, start.group(), noun[start.end() :])
    if weak := _WEAK_START.match(noun):
        return Predicate(PredicateKind.WEAK, weak.group(), noun[weak.end() :])
    if reach:
        return Predicate(PredicateKind.REACH, reach.group(), noun)
    return _inner_predicate(noun)


def _new_predicate(noun: str, verb: str) -> Predicate:
    """Put the object first where it stands behind: 企业每年新认定20家 reads as 新认定企业."""
    end = _verb_at_end(noun)
    if end is None or _ADD_START.fullmatch(noun):
        return Predicate(PredicateKind.NEW, verb, noun)
    return Predicate(PredicateKind.NEW, end.group(), end.group() + _LINKS.sub("", noun[: end.start()]))


def _verb_at_end(noun: str) -> re.Match[str] | None:
    """Find a verb that adds behind its object (企业每年新认定)."""
    return _ADD_END.search(noun, max(_SHORTEST_OBJECT, len(noun) - _LONGEST_VERB))


def _inner_predicate(noun: str) -> Predicate:
    """Find a verb inside or at the end of a phrase: 园区建设平台…, 合作项目实施… (the object stands in front)."""
    if end := _verb_at_end(noun):
        return Predicate(PredicateKind.ADD, end.group(), _LINKS.sub("", noun[: end.start()]), fronted=True)
    if middle := last_match(_MIDDLE_ADD, noun):
        return Predicate(PredicateKind.ADD, middle.group(), noun[middle.end() :])
    return Predicate(PredicateKind.BARE, "", noun)


def _is_noun(noun: str, end: int) -> bool:
    """Tell 服务机构, 研发投入, 转化收入 (a noun that begins like a verb) from 建设平台."""
    return _NOUN_AFTER.match(noun, end) is not None
