"""Names of zones and parks: what is a name, and what only tells the kind."""

from __future__ import annotations

from functools import lru_cache

from policycmp.language import patterns as re
from policycmp.language.predicates import ADD_WORDS

ZONE = (
    r"(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|开发区|产业园区?|"
    r"工业园区?|科技园区?|农业科技园区?|园区|新区|科技城(?!市)|科学城|"
    r"示范区|创新城(?!市)|试验区|集中区|综保区|自贸区|保税区|港区|片区|硅谷)"
)
# Words in front of a zone that tell its kind, not its name: what is left after them must still name it.
KIND = re.compile(
    r"""
      力争|确保|实现|完成|做到|全年|累计|全力|着力|聚力|大力|持续|坚定不移|扎实|更大力度|全面|加速|纵深|积极 # how
    | 培强|建强|建优|抓实|抓好|做实|提高|促进|聚焦|集聚|要素|资源|整合|委托                    # what is done to it
    | 加快|推进|推动|支持|建设|打造|创建|培育|提升|加强|发展|做强|做优                      # verbs
    | 特色|各类|省级|国家级?|市级|县级|以上|高水平|高质量                                 # grades and praise
    | 产业|科技|创新型?|现代|农业|集聚|区域|自主|跨境|数字|绿色|工业|经济|开放              # kinds of zones
    | 一批|强化|引导|壮大|实现|新增|新建|争取|争创|申报|启动|完善|深化|优化
    | 高新|技术|开发|化工|特色|示范|综合|服务|合作|共建|试点|返乡|创业|孵化
    | 文化|旅游|物流|低碳|生态|循环|智能|制造|大数据|人才|国际|国内|高端|专业|重点
    | 农民工|大学生|退役军人|返乡|入乡|青年|妇女|巾帼|残疾人|留学人员|留学生|海外                # whom it serves
    | 鼓励|州级|区级|引进|全[市州县区省]|我市|县区|各县|乡村|振兴|农村|休闲|观光|“五好”|个|家|等|的|和|与|、|\(|\)|和
    """,
    re.VERBOSE,
)
# The whole jurisdiction: 全市, 我县.
WHOLE = re.compile(r"全(?<![占比于居较与]全)[市省州区县盟域](?!覆盖)|我(?<![占比于居较与]我)[市省州区县]")
# How something is striven for, in front of whatever it is.
HOW = r"(?:力争|确保|实现|争取|全年|累计|全力|着力|聚力|大力|持续|坚定不移|扎实|更大力度|全面|加速|纵深|积极)"
NAMED_ZONE = re.compile(rf"(?P<name>(?:(?![对的由将给于以等占为在])[\u4e00-\u9fff“”]){{2,18}}?{ZONE})")
_ZONE_END = re.compile(rf"(?:{ZONE}|研究院|实验室)$")
HEADING_VERB = re.compile(rf"^(?:{ADD_WORDS}|{HOW}|加快|推动|做强|做优|做大|提升|高标准|高水平)+")
_HEADING_COUNTY = re.compile(
    r"(?:建设|创建|支持|推进|打造|培育)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:省级|国家级|市级)?创新型(?:试点|"
    r"示范)?县(?!域|级|市|区|\()"
)


# All numbers of a clause fall back on its heading, and plans share many headings.
@lru_cache(maxsize=4096)
def heading_scope(heading: str) -> str | None:
    """Find the one zone or county that a heading is about.

    Args:
        heading: a clause's title, folded or not.

    Returns:
        Its name (`陇西县`), or None where the heading names none or several.
    """
    county = _HEADING_COUNTY.search(heading)
    if county and not KIND.search(county["name"]):
        return county["name"] + "县"
    if body := _HEADING_BODY.search(heading):
        return body["name"]
    zone = NAMED_ZONE.search(heading)
    if zone is None or "、" in heading or _TITLE_AIMED_AT.search(zone["name"]):
        return None
    name = HEADING_VERB.sub("", zone["name"])
    # 全面提升经开区发展能级: a city has one.
    if name in _ONE_OF_A_CITY:
        return name
    return name if is_proper(name) else None


# 发挥政府性融资担保公司支农支小功能
_HEADING_BODY = re.compile(
    r"发挥(?P<name>(?:政府性|政策性|国有|[省市区县州][属级])[^,;。、]{0,12}?(?:公司|机构|集团|银行))[^,;。、]{0,12}(?:作用|功能)"
)
_ONE_OF_A_CITY = frozenset({"经开区", "综保区", "自贸片区"})
# 打造优质粮食示范区, 创建国家自主创新示范区: what the whole wants to be called.
_TITLE_AIMED_AT = re.compile(r"^(?:[\u4e00-\u9fff]{0,4}?)(?:打造|创建|争创|争当|创成).*(?:示范区|试验区)$")

# 国家全域旅游示范区, 江州市级科技企业孵化器: a title that many hold.
_CLASS_OF_ZONES = re.compile(r"^(?:国家|全国|[省市州区县]级)|[\u4e00-\u9fff][市区县州]级")


def is_proper(zone: str) -> bool:
    """Tell 陇西经济开发区 (a name stands in front) from 特色产业集聚区.

    Args:
        zone: the words up to the end of what is called a zone, an institute or a laboratory.
    """
    if _CLASS_OF_ZONES.search(zone):
        return False
    ending = _ZONE_END.search(zone)
    front = zone[: ending.start()] if ending else zone
    return len(KIND.sub("", front)) > 1
