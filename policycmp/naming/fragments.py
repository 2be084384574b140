"""Fragments of sentences, which name no thing (站并经省科协, 产值正, 展会限), and names mended of them."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.text import BULLETS

# A word that begins so goes on with something before it, or says when, for whom, how far.
_BEGINS = r"""
    即(?![食时]) | 就(?![业医餐近诊]) |
    后(?![备勤市台端续]|期|疫情) | 前(?![沿瞻端置期列]) | 并(?![购网轨联]) | 但 | 则 | 且 | 而 | 及 | 也 | 亦
  | 既 | 或(?!然)
  | 升及 | 限(?![上额塑]) | 按(?![揭摩]) | 由 | 将 | 让 | 给 | 从(?![业教事]) | 至 | 向(?![日海]) | 被 | 把 | 另 | 追加
  | 在(?![线校岗建园孵职读研外编营]) | 对(?![口外俄接标韩日美非欧华港台撞]|RCEP|东盟) | 为(?![民农老]) | 使(?!用|命)
  | 比(?![赛亚对]) | 较(?!大) | 再(?![生制就融担贷]) | 以(?!旧|租|工代) | 不(?![动良锈])
  | 可(?![再移穿视转持循降靠信调])
  | 须 | 需(?!求) | 拟 | 未(?![来成]) | 其(?:余|它|他|中|以)? | 该 | 此 | 本(?=[条款项办次]) | 上述 | 每
  | 估计 | 建议 | 继续
  | 上[一半]?年 | 下半年 | 一年内 | [一二三四]季度 | 第[一二三四五六七八九十百]+[条款章] | 年度?不 | 月(?![饼子嫂球亮])
  | 岁以下 | 十[一二三四五]五 | 首[期年]$ | 首期 | 远期 | 近期 | 以后 | 次年 | 次(?=获) | 五年后 | 后半
  | 达产后 | 有效期内
  | 甲方 | 乙方 | (?:中央|省|市|县|区)?财政(?=负担|对|平均|再|贴|承担) | 时下 | 过去 | 目录内
"""
# A word that ends so lacks what should follow; behind the characters excepted it is the end of a noun.
_ENDS = r"""
    按 | (?<![自不理事缘])由 | (?<!得)以 | (?<![规原法守细准])则 | (?<![上无权年时期界有局极])限 | 不 | 将 | 须 | 至
  | 把 | 送 | 经
  | (?<![供响反适效对感顺呼])应 | (?<![许认])可 | (?<![到直])达 | (?<![前菩])提 | 再 | (?<![面相])对
  | (?<![方面走导动取定趋])向 | (?<![前背幕])后 | (?<![目产当眼])前 | (?<![准及实定学小即平临同幼])时
  | (?<![线海网云陆水村路船街以车])上 | (?<![国室境区校场域海市省县体年月期疆])内 | (?<![线地井水旗名乡林])下
  | (?<![收捕])获 | (?<![修改校矫公])正 | (?<![提晋跃攀爬])升 | (?<![赶高追])超 | (?<![通难])过 | (?<![需主纲提概])要
  | (?<!造)就 | 亦 | 净 | 净增 | (?<!低)年底 | (?<![存收])取得 | 获得 | 力争 | 冲刺 | 剑指 | 迈上 | 负担 | 承担 | 分担
  | 一般 | 控制 | 提高 | 抵扣 | 执行 | 征收 | 上浮 | 最高 | 封顶 | 安排 | 提取 | 合计 | 今年 | 为限 | 兑现 | 惩
  | 自行 | 办理
  | 另付 | 追加 | 年度 | 每年 | 当年 | 首次 | 可适用 | 不成功 | 未通过 | 获通过
"""
# No noun has these inside.
_INSIDE = rf"""
    (?:满足|符合|具备)(?:以下|下列|上述|规定|相关)的?(?:条件|要求) |
    {AT_LEAST} | {AT_MOST} | 不(?:得|减少|予) | 给予 | 予以 | 必须 | 应(?:当|在|将|按) | 放宽 | (?<!自)由(?![来于])
  | 并(?![购网轨联]) | (?<![况而尚姑])且 | 除外 | 每(?!股) | (?<![干麻])将(?!军) | 其(?![他它余]) | 后的
  | 结果[为是] | (?:之日|之?后|当日)起(?=.)
  | 第[一二三四五六七八九十百]+[条款] | (?<=[\u4e00-\u9fff])按(?![揭摩]) | 奖所在
"""
_BEGINS_SO = re.compile(_BEGINS, re.VERBOSE)
_ENDS_SO = re.compile(f"(?:{_ENDS})$", re.VERBOSE)
_LONGEST_END = 3  # characters of 不成功
_HAS_INSIDE = re.compile(_INSIDE, re.VERBOSE)


def is_fragment(word: str) -> bool:
    """Tell a fragment of a sentence from the name of a thing."""
    told = _BEGINS_SO.match(word) or _ENDS_SO.search(word, max(0, len(word) - _LONGEST_END))
    return (told or _HAS_INSIDE.search(word)) is not None


# What a name cannot begin with, once sizes and amounts are out of it.
_OPENS = re.compile(
    r"""^(?:
      在(?![线校岗建园孵职读研外编营])(?:税前)? | 从(?![业事]) | 对于?(?![外口接]) | 按照?(?![揭摩])   # prepositions
    | [且并但仍凡](?![购网轨]) | 可(?:以|用|按) | 另外? | 其中 | [一二三四五六七八九十]+是              # links
    | \d+[.、] | \d{1,2}\s+                                                           # numbers of rows
    | 一律(?:奖(?!励))? | 统一为? | 顶格 | 有效期满 | 以(?!旧|租|工代|赛|商|岗|奖|案|训)(?=.{4})
    | 也就是 | 就是 | [一二三两]块是
    | 如(?:果|(?=符合|[获取]得|经|属))|除了?(?:原有|既有|现有|已有)?的?对 | [还又再]?(?:新增加?|增加)了对?
    | 优先推荐 | 原则上
    | 只要 | 凡是? | 申领 | (?:年内|年度|当年)(?=购|新购|新增|采购|引进)  # ways of speaking
    | 每(?:成功)?(?=[新净增引培孵毕建获带推出参转取招介]) | [该本]单位                                       # of each
    | (?:建成|投产|竣工|验收|认定)后(?=.{2}) | 今年 | 明年 | 当年 | 入选当年                          # when
    | [奖给补](?![励助贴金项状])                                                         # what is given
    )+(?=.{2})""",
    re.VERBOSE,
)
_CLOSES = re.compile(
    rf"""(?<=.{{2}})(?:
      超过 | 达到 | [高低大小]于 | 不足 | {AT_LEAST} | {AT_MOST}                                 # a bound
    | 按照?(?:比例|合同|规定|标准)? | 每[个家名户](?:团队|企业|单位|项目|人)?                       # by what, to each
    | (?:以及|[及和或])(?:[省市县区国]|其他)[^，,、的以及和或]{{0,4}}(?:确定|认可|指定)(?=$) # 以及市里定的
    | [且并的及和与或、,] | (?<=[^准及实定学小即平临同幼])时 | (?<![自理事])由 | (?<![面相])对         # links
    | (?<=[一-鿿]{{3}})以后? | 则
    | 的?费用?由?[省市县区]财政(?:承担|负担) | 可[获用享][^，,的]{{0,8}} | (?:一年|每年|年度)可用?
    | 所花(?:的钱)? | 可[获以享]
    | (?<=[一-鿿]{{4}})合计
    | (?<=[一-鿿]{{4}})(?<!年度)(?<!租金)总额 | (?<=[一-鿿]{{4}})\d+[台套]以上或总?额?  # left over
    | (?:的?[再另]|另外)?(?:[再另]加|另拨|另付|追加|额外)(?:经费)? | (?<!参)加 | 给 | 上浮 | 的?再      # what is given
    | [并且](?:经[^的]{{2,10}}?(?:批准|认定|备案|审核|评审|同意)|(?:实际|正常|依法)[^的]{{2,12}})         # besides
    )+$
    | (?:比例|标准|额度)[为是].*$ | (?<=奖)标准$""",
    re.VERBOSE,
)
_ON_TOP = re.compile(r"在[^,;。]{2,16}?(?:之外|基础上)")
# No name of a grant has these inside.
_BROKEN = re.compile(
    rf"提高[到至]|调整[为到至]|出台|(?<!不)给予|予以|不得|{AT_MOST}|[高低]于|由原来|按[^揭]{{1,12}}[\d%]|限于|达到$"
    r"|(?:比例|量|额)超过|(?:投资|投入)在$|^(?:金额|合计)$"
    r"|(?<=[㐀-鿿]{2})奖(?=链主|企业|载体)"
)


def mended_name(name: str) -> str:
    """Take off what a name cannot begin or end with, and half a pair of title marks.

    Args:
        name: the words of a condition.
    """
    mended = _ON_TOP.sub("", name)
    while (shorter := _CLOSES.sub("", _OPENS.sub("", mended))) != mended:
        mended = shorter
    if mended.count("（") > mended.count("）") and not mended.startswith("（"):
        # 新三板（含直接进入创新层的企业）: cut inside its bracket; 示范区（试点）建设: cut at its end.
        before, _, inside = mended.rpartition("（")
        mended = before if inside.startswith(("含", "不含", "包括")) else before + inside
    return mended if mended.count("》") == mended.count("《") else mended.replace("《", "").replace("》", "")


def one_line(name: str) -> str:
    """Take out the blanks of a broken line (年产 值), the mark of an item before it, and half a pair of brackets."""
    if name.isalnum():
        return name
    return _without_half_brackets(_BROKEN_LINE.sub("", name).lstrip(BULLETS))


def _without_half_brackets(name: str) -> str:
    """Take off a label that ends in a name (引进来〕引荐机构, 【报废】货车), and a bracket without its other half."""
    whole = _LABEL_END.sub("", name)
    for opens, closes in _BRACKETS:
        if whole.count(opens) > whole.count(closes):
            whole = whole.replace(opens, "", 1)
    return whole


_BRACKETS = (("【", "】"), ("〔", "〕"), ("（", "）"), ("(", ")"), ("[", "]"))
_LABEL_END = re.compile(r"^[^【〔\[]*[】〕\]](?=.{2})|^[^（）()]{0,4}[（(]\d{1,2}[)）](?=.{2})")


_BROKEN_LINE = re.compile(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿A-Z(（])|(?<=[A-Z)）])\s+(?=[㐀-鿿])")


def is_broken(name: str) -> bool:
    """Tell a sentence, or what is left of one, from the name of what a grant is for."""
    return _BROKEN.search(name) is not None
