"""Which of the words round a noun tell something of it: all that only leads to it or on to its number is off."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.text import BULLETS
from policycmp.naming import naming_lexicon as lexicon
from policycmp.rows.acts_done import ACTS

_SHORTEST = 2
_EDGES = f"、和及与或的等·-—:;~[]{BULLETS}"
_OF_NUMBERS = "[个家项名万亿千百元件座人户条所公亩吨辆场年月日]"
# What numbers or titles a statement and belongs to none of its words: 第八条 全市…, (三)…, 【兑现】…, 2 市级企业….
_OPENING = re.compile(
    rf"""[^\S\n]*[{BULLETS}]*[^\S\n]*
      (?: 第[一二三四五六七八九十百\d]{{1,5}}[条章节款][^\S\n]*(?:\([^()\n\d]{{2,12}}\))?
        | \([一二三四五六七八九十\d]{{1,3}}\)
        | [一二三四五六七八九十]{{1,3}}、(?![一二三四五六七八九十][、次产])
        | [甲乙丙丁戊己][、.]
        | \d{{1,3}}(?:[、.)](?!\d) | [^\S\n]+(?=[\u4e00-\u9fff]{{2}})(?!{_OF_NUMBERS}))
      )?
      [^\S\n]*(?:【[^】\n]{{1,20}}】)?[:、]?""",
    re.VERBOSE,
)
_OPENS = "\n。;:!?|"
_LEVEL = re.compile(
    r"(?:国家|自治区|[省市县区州])级?(?:及?以上)?[、和及]?(?:自治区|[省市县区州])?级(?:及?以上)?"
)
_OF_LEVELS = re.compile(r"(?:国家|自治区|全国|[国省市县区州旗镇乡级、和及\d]|及?以[上下内])+")

# When a number is reached, or of which time: no part of what is counted.
_MANY = r"[一二两三四五六七八九十\d]{1,3}"
_WHEN = rf"""
    (?:截?至|[到自从在用以于]|经过)?
    (?: \d{{4}}(?:年?[-~—–至到]+\d{{4}})?年(?:[底末初内中间前后]|以[来后前]|度|期间)?
      | (?:[第前后头近本每]|今后|未来)?{_MANY}个?(?:年|月份?|季度?|周)(?![制级限生龄轻画货行度]|期(?![间满]))
        (?:时间|之?[内后间来底末初前]|以[来内后]|期?[间满]|中旬|[上下]旬)?(?:底|末)?(?:前|之前)?
      | (?:第|前|后|头){_MANY}年度?起?
      | [今明后去上本当次同全往历跨]年(?:度(?!投资)|[底末初内中前后]|期间)?(?![轻龄级])
      | 年[内底末初中前] | 年度(?=基本|完成|实现|新增|计划|累计)
      | 十[二三四五六]五(?:期间|时期|以来|[末初])?
      | [上下]半年 | (?:眼下|目前|现在|当前|时下)(?:的)?
      | [\u4e00-\u9fff]{{2}}[至到][\u4e00-\u9fff]{{2}}期间
      | (?:规划|政策|建设|实施)期[末内间]? | (?:有效)?期[内末](?![期权]) | [近远]期(?![结合权票])
    )"""
# In whose voice it is told, and for whom it is done.
_VOICE = r"我们|甲方|乙方|丙方|双方|各方|(?:[省市县区]级?)?财政(?=累计|每年|年均|统筹|将|拟|再)"
# Where a plan speaks for, how something is done, how many there are.
_HERE = r"(?:全[市省区县州盟国域]|[我本][市省区县]|全社会|各类|一批)+"
_HOW = r"""
      [加大着聚奋倾合全致努]力|继续|接续|梯次|分[类批级步期层轮]
    | 分[一二两三四五六\d]{1,2}[轮批次期年]|扎实|精准|全面|滚动|有序|科学|因地制宜|动态|逐步|提速|稳妥|纵深
    | 同步|力[促推]|一体化?(?=推进|实施)
    | [\u4e00-\u9fff]{2,3}式(?=推[进动]|开展|举办|打造|建设|培育)|创新(?=举办|开展|推出|组织)|仍然?|还要?
    | 再[上造来]|联合(?=举办|开展)
"""
# Verbs that the lexicon has not, for it looks for things by those that it has.
_VERBS = r"""
    建议|明确|要求|给予|予以|享受|巩固|修订|盯[住紧]|补录|[进迈]入|迈上|扩大|投[出向]|[放拿]出|切块|下达|立足|冲刺
    | 购买|采购|租[用赁]|接入"""
_ON_WHOM = r"[向为给](?=[\u4e00-\u9fff\d])(?![日导民排水])|[将把](?!军)|其(?![他它中])"
# 每净增1家…, 其中的3个…: for each of which, and how many there are.
_UNITS = "[个家项户名人笔件座所条处场辆台套只种类]|企业|人次"
_PER = rf"每(?![百千万])[\u4e00-\u9fff]{{0,4}}?(?:\d+(?:{_UNITS})|[家户人个名件项吨])(?:入库)?"
_COUNTED = rf"\d[\d.]*[余多]?(?:{_UNITS})(?![\d一-鿿]{{0,3}}以[上下])"
# 由市科技局认定的: who has said so.
_SAID_BY = r"""
    (?:由|经(?![济营费常纪贸]))[^的\d,;]{2,40}?
    (?:颁发|认定|评定|批准|出具|授予|发布|备案|核准|审定|遴选)(?:证书|文件)?的?
"""
_LEADS = re.compile(
    rf"{_WHEN}|{_VOICE}|{_HERE}|{_HOW}|{_VERBS}|{_PER}|{_COUNTED}|{_SAID_BY}|{_LEVEL.pattern}|{_ON_WHOM}",
    re.VERBOSE,
)
# 注册资本1000万元以上的, 2.0升以上的: a noun that begins as a verb, a number as that of an item.
_NOUNS = re.compile(r"\d+\.\d|注册资本|服务(?:业|外包|贸易)|研发机构|开发区|建设用地|孵化器")
_PRAISE = re.compile(r"高层次|高能级?|优良|精品|知名|最美|名优")
# What praise narrows too: who may use it, how large and of which kind it is.
_KIND = re.compile(r"公共|普惠|特色|新型|大型|特大型|中型|小型|专业|综合|骨干|示范|潜在|后备")
# How the words before a noun end that go on to it: 企业购买(成果), 毕业企业成长为(高企), 规上企业中(有机构的).
_GOES_ON = re.compile(
    rf"""(?:
      (?:成长|发展|转型|转化|升级|晋升|培育|认定|评定|确定)?为 | [评列]为
    | (?<=[\u4e00-\u9fff]{{2}})(?:开展|进行|完成|实现|实施|购[买置]|采购|租[用赁]|[设建拥]有|获批?|通过|落实|达到?)
    | (?<=[\u4e00-\u9fff]{{2}})(?:当?年?新增|首次|基本|全部|的?重[大点])
    | (?<=[\u4e00-\u9fff])(?:落[位户地]|选派|布局|开设|推出|举办|组织|[纳列]入)
    | 每[\u4e00-\u9fff]{{0,4}}\d+[家个项户名人](?:入库)? | 每[人户家] | (?<=[\u4e00-\u9fff]{{2}})(?:{_WHEN})
    | (?<![公国所民私共自])有 | (?<![方导面])向 | (?<!自)由 | [以对在按从被将把] | (?<![初高集其])中 | (?<=[地区园体])内
    | (?<=企业)上 | [已也再还] | 国家|全国
    )$""",
    re.VERBOSE,
)
# What ends the words behind a noun, and counts nothing else: what is done to it, and when.
_IDLE_LAST = re.compile(
    rf"""(?:
      (?:{lexicon.VERBS})(?:工作|任务|工程|项目|行动)?|如期|尽早|按期|稳定|全部|步伐|供给|总?盘子|任务|行业
    | 还要|再[上造来]|{_VERBS}|[最上]高|上限
    | (?:{_WHEN})(?:累计|合计)?
    | (?:比|较|同)(?:上年|去年|同期|年初|基[期数])[^,、]{{0,4}}|较
    )$""",
    re.VERBOSE,
)
_CHANGED_FROM = re.compile(r"(?:(?<![自理缘])由|从)(?=[现目当上去眼时原]|$).*")
_OF_SHARE = re.compile(r"(?:占比|比重|比例|强度)$")
_WHOLE = re.compile(r"占.*")
_YEARLY = re.compile(r"^年(?=成交|交易|产值|营收|销售)")
_BEGINS = re.compile(rf"(?:{_WHEN})", re.VERBOSE)
_REACHED = re.compile(r"(?:超过?|过|达到?|突破|在)$")
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z].*?[\u4e00-\u9fffA-Za-z]", re.DOTALL)
# 数量, 总额 only say that something is counted; 产值 and 营业收入 are two things to count.
_MEASURE = re.compile(r"(?:产值|收入|营收|利润|税收|投资|余额|增加值|销售额|成交额|产出)$")
# 成功创建为国家级孵化器, 给予10%的: the act of a grant, which its label tells, and by which rate it is given.
_GRANT_LEADS = re.compile(
    r"""
      .*(?:为|获(?:得|批|评|准)?|取得|进入|入选|列入|纳入|给予|予以|享受|\d(?:%|‰|个百分点)的?|\d[.、](?=对))
    | (?:^|(?<=[起仍均]))按照?(?![揭期时])[^的]*$
    """,
    re.VERBOSE,
)
# 企业购置…: who is paid, before what is done for it.
_PAID = re.compile(
    r"""
    (?:对|支持|鼓励)?(?:企业|单位|机构|项目|个人)
    (?:$|(?=[以在购采引租开实上获参为与按申投建当]|首次|新增|通过|年度))
    """,
    re.VERBOSE,
)


# What is done, also by words that no thing is looked for by.
_DONE = re.compile(rf"{lexicon.ANY_VERB.pattern}|{_VERBS}", re.VERBOSE)


def end_of_opening(folded: str, start: int, end: int) -> int:
    """Find where the words of a statement begin, behind what numbers or titles it."""
    if start and folded[start - 1] not in _OPENS:
        return start
    opening = _OPENING.match(folded, start, end)
    return opening.end() if opening else start


def has_verb(words: str) -> bool:
    """Tell whether words say what is done."""
    return _DONE.search(words) is not None


def parted(words: str, region: str | None) -> tuple[str, str]:
    """Part what leads to a noun, with places, levels and praise, from what narrows it."""
    at = 0
    while at < len(words):
        at += len(words[at:]) - len(words[at:].lstrip(_EDGES))
        step = _led(words[at:], region)
        if not step:
            break
        at += step
    rest = _LEVEL.sub("", words[at:])
    while rest != (shorter := _GOES_ON.sub("", rest.strip(_EDGES))):
        rest = shorter
    return words[:at], telling(rest)


def parted_of_grant(words: str, region: str | None) -> tuple[str, str]:
    """Part the words before the noun of a grant; who is paid, by which rate and for which act are off too."""
    rest = lexicon.HEADING_LEADS.sub("", _GRANT_LEADS.sub("", words))
    leads, attribute = parted(_PAID.sub("", rest, count=1) if _PAID.match(rest) else rest, region)
    return leads, "" if _PAID.fullmatch(attribute) else attribute


def _led(words: str, region: str | None) -> int:
    """Measure what leads to a noun at the beginning of words."""
    if region and words.startswith(region):
        return len(region)
    if _NOUNS.match(words):
        return 0
    leads = (pattern.match(words) for pattern in (lexicon.ANY_VERB, lexicon.LEADS, ACTS, _LEADS))
    if longest := max(match.end() if match else 0 for match in leads):
        return longest
    praise = None if _KIND.match(words) else _PRAISE.match(words) or lexicon.PRAISE.match(words)
    return praise.end() if praise and praise.end() >= _SHORTEST else 0


def behind_noun(words: str, *, is_share: bool) -> str:
    """Take off what links a noun to its number, and what only says that it is counted."""
    rest = _CHANGED_FROM.sub("", _WHOLE.sub("", words) if is_share else words)
    while rest:
        shorter = _REACHED.sub("", _YEARLY.sub("", rest.strip(_EDGES)))
        lead = lexicon.LEADS_ONLY.match(shorter) or _BEGINS.match(shorter)
        shorter = lexicon.TAILS.sub("", shorter[lead.end() :] if lead else shorter)
        counted = lexicon.COUNTED_BY.search(shorter)
        if counted and len(counted.group()) >= _SHORTEST and not _MEASURE.search(shorter):
            shorter = shorter[: counted.start()]
        shorter = _IDLE_LAST.sub("", _OF_SHARE.sub("", shorter) if is_share else shorter)
        if shorter == rest:
            return telling(shorter)
        rest = shorter
    return ""


def telling(words: str) -> str:
    """Give the words that tell something; brackets that do not close are off."""
    words = _REACHED.sub("", words.strip(_EDGES))
    if words.count("(") != words.count(")"):
        words = words.replace("(", "").replace(")", "")
    return words if _LETTERS.search(words) and not _OF_LEVELS.fullmatch(words) else ""
