"""The name of a grant in the plan's own words: what it is for, the act, and how it is called (省级孵化器认定奖励)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.text import fold
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.condition_words import BY_EACH, is_size, quoted
from policycmp.naming.grant_stems import place_of, stem_of, thing_with_level, unread_stem
from policycmp.naming.item_heads import label_of

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_CALLED = r"奖励|奖补|补助|补贴|资助|贴息|补偿|津贴|配套|扶持|支持|返还|奖金|激励"
_CALLED_ANYWHERE = re.compile(r"奖励|奖补|补助|补贴|资助|贴息|补偿|津贴")
_CALLED_AFTER = re.compile(rf"[^,;。、\d]{{0,10}}?(?P<word>{_CALLED})")
# 奖20万元, 奖运营方20万元, 补运费60元.
_CALLED_BEFORE = re.compile(
    rf"""{_CALLED}
    | (?<![专利金银铜秀等技进量牌大获])奖(?=[\d最各](?![励项])|[^,;。、\d奖]{{1,10}}\d)
    | (?<![互弥填增候递])补(?=[\d最]|[^充齐短足,;。、\d][^,;。、\d]{{0,9}}\d)""",
    re.VERBOSE,
)
# 按设备投资的30%补。
_GIVEN_BEHIND = re.compile(r"的?(?:标准)?(?:给予?)?(?P<word>[奖补])(?=[,;。、]|给|个人|企业|$)")
# A rate of it is one of the standard.
_EACH = re.compile(
    rf"(?P<each>(?:(?:{BY_EACH})+(?:项目|企业|单位)?|单[户个家项](?:企业|项目|品种)?)(?:每[年月])?)[^,;。:\d、]{{0,12}}$"
)
_ONE = re.compile(
    rf"""[,、且]*(?P<who>同一[一-鿿]{{2,8}}?)(?:同?一?个?年度?内?|[当全每]年度?|[一两二三]年内?)*(?:此项|该项|各项|上述|获得?|享受|的)*
    (?:{_CALLED}|资金|金额|年度|合计|累计|总计|总额|总和|额|可|以|分别|各|最高|上限|原则上|一般|不得?|超过|{AT_MOST})*""",
    re.VERBOSE,
)
_STANDARD = "补贴标准"
_RATES = frozenset({"%", "‰", "倍"})
_ALLOWANCES = ("补贴", "补助", "津贴")
_WRITTEN_OUT = {"奖": "奖励", "补": "补助", "獎": "獎勵", "補": "補助"}
_LONGEST = 28
_BARE = "贴息"
_LONG_STEM = 12
# 落户奖励, 运营补贴: what of a thing, or done with it, is paid for.
_KINDS = (
    "成长|落户|落地|建设|运营|运行|开办|晋级|投产|达产|贡献|授权|取证|风险|财力|投保|保费|流片|运维|装修|场租|经营|扩岗|稳岗|招引"
    "|引荐|运输|参展|运费"
)
_ENDINGS = "奖励|奖补|补助|补贴|资助|贴息"
_KIND_BEHIND = re.compile(
    rf"的?(?:给予|予以)?(?:一次性)?(?P<kind>(?:{_KINDS})(?:{_ENDINGS}))(?![\u4e00-\u9fff]{{0,2}}标准)"
)
_KIND_LABEL = re.compile(rf"(?P<kind>(?:{_KINDS}|[\u4e00-\u9fff]{{4,8}})(?:{_ENDINGS}))")
_SHORT_KIND = 4


def name_grant(context: Context, place: Place, reading: Reading) -> str:
    """Name a grant by what was read of it.

    Args:
        context: the clause.
        place: the amount in its place.
        reading: its parts.

    Returns:
        A short noun phrase in the words of the plan.
    """
    called = _called(context, place)
    thing = reading.thing
    if thing is None:
        stem = unread_stem(context, place)
        return f"{stem}{called}{_each(context, place)}" if stem else called
    stem = stem_of(context, place, reading, thing)
    if lexicon.ALLOWANCE.search(thing.word) and lexicon.ALLOWANCE.search(stem):
        called = ""
    elif kind := _kind_of_grant(context, place, stem):
        short = stem if len(stem) <= _LONG_STEM else thing_with_level(context, reading, thing)
        stem, called = ("" if len(kind) > _SHORT_KIND else short), kind
    if stem.endswith(called):
        called = ""
    if len(stem) <= len(_BARE):
        # …贷款50万元以内的，贴息3%: interest, costs and support are of something.
        asked = unread_stem(context, place)
        stem = stem if stem in asked or len(asked) <= len(_BARE) or is_size(asked) else f"{asked}{stem}"
    base = quoted(context, place_of(reading, "of"))
    share = "比例" if place.target.unit in _RATES else ""
    if reading.of == _STANDARD and stem.endswith(_ALLOWANCES):
        called = "标准"
    whole = f"占{base}" if base and base not in stem else ""
    who, total = _of_one(context, place)
    who = "" if who in stem else who
    return f"{who}{stem}{called}{total}{whole}{share}{_each(context, place)}"


def _kind_of_grant(context: Context, place: Place, stem: str) -> str:
    """Find how a grant itself is called, behind its amount or by the label of its line (落户奖励：…)."""
    flat = context.passage.flat
    told = _KIND_BEHIND.match(flat, place.last.end, place.last.right)
    if told is None and (label := label_of(flat, place.start)):
        told = _KIND_LABEL.fullmatch(flat, *label)
    kind = quoted(context, told.span("kind")) if told else ""
    if kind[:2] in stem or (len(kind) > _SHORT_KIND and len(stem) <= _LONGEST):
        return ""
    return kind


def _of_one(context: Context, place: Place) -> tuple[str, str]:
    """Say of whom in all an amount is the cap (同一企业年度奖励总额不超过60万元), and that it is one of all."""
    told = _ONE.fullmatch(context.passage.flat, place.left, place.start)
    if told is None or place.listed > 1:
        return "", ""
    return quoted(context, told.span("who")), "总额" if "总额" in told.group() else ""


def _each(context: Context, place: Place) -> str:
    """Say per what an amount is: （每人每月）, （单户）; each year alone says nothing of that."""
    first = place.leader or place
    before = _EACH.search(context.passage.flat, first.segment[0], first.start)
    if before is None or not before["each"].replace("每年", "").replace("每月", ""):
        return ""
    return f"（{quoted(context, before.span('each'))}）"


def _called(context: Context, place: Place) -> str:
    """Say how the grant is called: behind the amount, else before it, else as those before in its line are called."""
    flat = context.passage.flat
    last = place.last
    if after := _CALLED_AFTER.match(flat, last.end, last.segment[1]):
        return quoted(context, after.span("word"))
    if verb := _GIVEN_BEHIND.match(flat, last.end, last.statement[1]):
        return _WRITTEN_OUT[verb["word"]]
    told = [match.span() for match in _CALLED_BEFORE.finditer(flat, place.statement[0], place.start + 1)]
    if not told:
        # 按认证费的50%、最高100万元补贴: for both.
        told = [match.span() for match in _CALLED_ANYWHERE.finditer(flat, last.end, place.statement[1])][:1]
    before = [quoted(context, span) for span in told[-1:]]
    if not before:
        # …，给100万元启动资金: as the heading calls it.
        label = label_of(flat, place.start)
        before = [match.group() for match in _CALLED_ANYWHERE.finditer(flat, *label)] if label else []
        before = before or [
            match.group() for match in _CALLED_ANYWHERE.finditer(fold(context.clause.heading))
        ]
    if not before:
        line = flat.rfind("\n", 0, place.start) + 1
        before = [match.group() for match in _CALLED_BEFORE.finditer(flat, line, place.start)]
    return _WRITTEN_OUT.get(before[-1], before[-1]) if before else "支持"
