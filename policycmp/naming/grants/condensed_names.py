"""A long condition as a short name: its noun without examples, manner, place and what comes besides."""

from __future__ import annotations

from policycmp.language import patterns as re

_SHORT = 9
_SHORTEST = 4
_ACTS = (
    r"购[置买]|采购|新建|建设|投资建设|投资新建|参加|参展|开展|实施|引进|获得|取得|承接|提供|销售|租[赁用]|新开|开通|开设|使用|委托|举办|承办|研发|制定"
)
# Each with what is left of the words it finds.
_SHORTER = (
    # 对厂房进行净化、恒温恒湿等装修改造: what is done, to what.
    (re.compile(r"^对?([^，,的对、进行]{2,8})(?:进行|开展|实施)(?:[^，,的]{2,20}等)?(?=[一-鿿]{2})"), r"\1"),
    # 新建CRO、CDMO、检验检测等公共服务平台: examples before what they are of.
    (
        re.compile(
            rf"^((?:新?(?:{_ACTS})(?!、))?)(?:围绕|聚焦|针对|选择|投向)?(?:(?!{_ACTS}|通过|获得|在|或)[^，,的等（）]){{2,30}}、[^，,的等、]{{1,14}}等"
            r"(?=(?!方式|形式|国家|地区|技术改造|机构批|符合|条件)(?!(?:机构|认证|企业|单位|方式|形式|渠道|级别|费用|项目|服务|活动|奖项|资质|险种|主体称号|称号|荣誉)(?:$|[^一-鿿])|险种)[一-鿿]{4,})"
        ),
        r"\1",
    ),
    # 参加广交会等目录内展会: one example.
    (re.compile(r"(?<=^参加)[^，,的等、]{3,14}等(?:目录内|指定|知名|重点)?(?=[一-鿿]{2,})"), ""),
    (re.compile(r"^(?:围绕|聚焦|针对)(?=[一-鿿]{4})"), ""),
    # 委托县外无关联企业封装测试: to whom it is given.
    (re.compile(r"(?<=^委托)[^，,的、]{0,10}(?:企业|机构|单位)(?:为[^，,的、]{2,4})?(?=[一-鿿]{2})"), ""),
    (re.compile(r"(?<=^参加)[^，,的]{2,8}组织的|^受[^，,的]{2,8}委托(?:开展)?|^从?[^，,的]{2,8}处(?=购买|采购|租)"), ""),
    # 列入县重点技改库、完成改造: the list that it must stand on.
    (re.compile(r"^(?:列入|纳入|入选)[^，,、的]{2,14}(?:库|名单|目录|清单)(?:、|并|且|，)(?:当年|年内)?(?=[一-鿿]{4})"), ""),
    (re.compile(r"(?<=[一-鿿]{4})(?<!首次)(?:列入|纳入)(?![^，,]*统计)[^，,、的]{0,8}(?:库|目录|清单)$|并变更登记为[^，,]{2,12}$"), ""),
    # 企业用于技术改造的银行中长期贷款, 企业为无人机投保
    (re.compile(r"^(?:企业|单位|个人)?用于([^，,的]{2,10})的(?:银行)?(?:中?长期|短期)?(?:固定资产|流动资金|项目)?贷款"), r"\1贷款"),
    (re.compile(r"^(?:企业)?为([^，,的、]{2,8})(?=投保|购买|配备)"), r"\1"),
    # 机构每成功介绍1人就业, 每向企业输送1名毕业生
    (re.compile(r"每(?:成功)?(?:向[^，,的]{2,8})?(?=介绍|输送|推荐|引进|招用|录用)"), ""),
    (re.compile(r"(?<=[一-鿿]{5})(?:且|并)(?:[留在][岗校站]|稳定|连续|正常|持续)[^，,的]{0,6}$"), ""),
    # 租用区内写字楼租金: what the rent is of.
    (re.compile(r"^(?:租[用赁]|承租)(?:园?区内|[市县]内|园区)?(?=(?:(?!的)[一-鿿、]){2,14}租金)"), ""),
    # 以融资租赁方式取得先进设备: the manner that is paid for.
    (re.compile(r"(?<=租赁|贷款|保理)方式(?:取得|购[置买]|引进|获得)[^，,的]{2,8}$"), ""),
    # 2023年度开展, 购买非关联方先进成果并转化
    (re.compile(r"^20\d\d年度?(?=开展|实施|新|获|购)|(?<=[一-鿿]{2})(?:非关联方|(?<=[引承])进?[县市省]外)(?=[一-鿿]{4})"), ""),
    (re.compile(r"(?<=[一-鿿]{5})并(?:在[^，,的]{0,6})?(?:实施|实现)?(?:转化|应用|销售|落地|投产|出具[^，,的]{2,4}|使用)$"), ""),
    (re.compile(r"^(?:通过|采用|利用|依托)(?=[一-鿿]{4,}(?:购|取得|引进))"), ""),
)


def condensed(words: str) -> str:
    """Take out of a long name of a grant what tells no grant from another.

    Args:
        words: the name, without how the grant is called.
    """
    for pattern, left in _SHORTER:
        if len(words) <= _SHORT:
            break
        shorter = pattern.sub(left, words)
        words = shorter if len(shorter) >= _SHORTEST else words
    return words
