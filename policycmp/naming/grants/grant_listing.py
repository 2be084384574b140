"""The way of a firm to the stock exchange: each step is an act, a change of board or new capital are other things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import SHARES
from policycmp.naming.grants.grant_grades import since
from policycmp.naming.own_words import Thing
from policycmp.naming.readings import Reading

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_LISTED, _NEW_CAPITAL = "上市公司", "再融资"
_OFFICE = r"(?:证监(?:会|局|部门|系统)?|证券监管部门|[证联]?交[易所]{1,2}|北交所|上交所|深交所|港交所|联交所)"
# A step on the way, and how it is called; whoever accepts an application for tutoring, it is for tutoring.
_STEPS = re.compile(
    rf"""
      (?P<reform>股改|股份制改[造制革]|改制[^,;。:、]{{0,6}}股份(?:有限)?公司|整体变更为股份|股份公司改制)
    | (?P<tutoring>辅导(?:备案|验收|登记|期|阶段|协议|机构)*(?:登记)?(?:受理)?|报辅
        | {_OFFICE}[^,;。:]{{0,6}}?(?<!上市)(?:备案|报备)(?:登记)?)
    | (?P<review>(?:券商)?内核)
    | (?P<abroad>境外上市备案)
    | (?P<passed>过会|发审委|上市委|(?:证监会|交易所|北交所)[^,;。受]{{0,10}}(?:审核|审议|核准|注册)(?:通过|同意)?
        |(?:核准|同意)(?:发行)?注册|注册生效|审核通过)
    | (?P<accepted>报会|报审|(?<!通知书)(?:被|获|予以|正式)?受理(?!登记))
    | (?P<floated>(?:登陆|登上)(?:[沪深京][沪深京、和]*(?:证券)?(?:交易所|主板|A股)|(?:上海|深圳|北京)证券交易所
        |[上深北港]交所|主板|创业板|科创板|A股|境外(?:资本)?市场))
    | (?P<listed>(?:首发|成功|境内外?|境外|正式|实现|完成|发行|公开发行[^,;。]{{0,4}}并)上市
          (?!备案|申请|材料|辅导|后备|企业[的数])
        |上市(?:成功|敲钟|发行|交易)|上市(?=的|奖|阶段|给|再|补|、|,|$)|首次公开发行(?!股?票?[^,;。]{{0,6}}(?:申请|材料|受理)))
    """,
    re.VERBOSE,
)
_NAMES = {
    "reform": "股改",
    "tutoring": "辅导备案",
    "review": "内核",
    "abroad": "境外上市备案",
    "passed": "过会",
    "accepted": "受理",
}
_ACTS = {
    "reform": "share-reform",
    "tutoring": "listing-tutoring",
    "accepted": "listing-application",
    "passed": "listing-approval",
}
_FIRST, _LAST, _FLOATED = "reform", "listed", "floated"
# What the line must be about, and what it must not be about.
_OF_LISTING = re.compile(rf"上市|IPO|首发|{_OFFICE}|内核|过会|报会|报辅|登[陆上](?=[沪深京主创科A境])")
_OF_QUOTATION = re.compile(r"挂牌|新三板|四板|股权(?:托管)?交易(?:中心|市场)")
_CHANGES_BOARD = re.compile(
    r"转板|(?:新三板|四板|创新层)[^,;。:]{0,8}(?:转[至到入]?|升[至到入])[^,;。:]{0,10}上市"
)
_RAISES_CAPITAL = re.compile(r"再融资|(?:定向)?增发|配股|可转债|可转换(?:公司)?债券")
_BOARD_EVENT, _LISTING_EVENT = "board-transfer", "listing"


def read_listing(context: Context, place: Place, leader: Place) -> Reading | None:
    """Read what is paid for a step on the way to the stock exchange, for a change of board, or for new capital.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.

    Returns:
        The thing, its act and the step; None where the words before the amount tell of nothing of that.
    """
    flat = context.passage.flat
    start = max(leader.statement[0], since(context, leader))
    if capital := _RAISES_CAPITAL.search(flat, start, place.start):
        entry = context.glossary.objects.get(_NEW_CAPITAL)
        return Reading(Thing(_NEW_CAPITAL, entry, *capital.span()), segment=(start, leader.start))
    if place.target.unit in SHARES:
        return None
    if changed := _CHANGES_BOARD.search(flat, start, leader.start):
        return _reading(context, changed.span(), _BOARD_EVENT, None, (start, leader.start))
    steps = list(_STEPS.finditer(flat, start, leader.start))
    if not steps or not _is_of_listing(context, leader, start):
        return None
    if place.listed > 1:
        # 对境内外上市的，按照股改、…、成功上市四个阶段: what leads to them is none of the steps.
        fits = len(steps) - place.listed in (0, 1)
        step = steps[place.ordinal - place.listed] if fits else None
        if len(steps) == 1 and steps[0].lastgroup == _FLOATED:
            # 登陆沪深交易所、北交所的，分别奖励: of several boards.
            step = steps[0]
    else:
        step = _last_step(steps)
    kind = step.lastgroup or "" if step else ""
    if step is None or (kind in (_FIRST, _LAST) and not _is_on_the_way(context, leader, kind)):
        return None
    act = _ACTS.get(kind, _LISTING_EVENT)
    return _reading(context, step.span(), act, _NAMES.get(kind), (start, leader.start))


def _reading(
    context: Context, span: tuple[int, int], act: str, tier: str | None, segment: tuple[int, int]
) -> Reading:
    entry = context.glossary.objects.get(_LISTED)
    places = [("event", *span)]
    if tier:
        places.append(("tier", *span))
    event = context.glossary.event_words.get(act)
    return Reading(Thing(_LISTED, entry, *span), event=event, tier=tier, segment=segment, places=places)


def _last_step(steps: list[re.Match[str]]) -> re.Match[str]:
    """Take the last step that is asked; that an application for it is accepted is no other step (辅导备案获受理)."""
    last = steps[-1]
    if last.lastgroup == "accepted" and len(steps) > 1 and steps[-2].lastgroup in ("tutoring", "abroad"):
        between = last.string[steps[-2].end() : last.start()]
        return last if _OF_LISTING.search(between) else steps[-2]
    return last


def _line(context: Context, place: Place) -> tuple[int, int]:
    flat = context.passage.flat
    end = flat.find("\n", place.end)
    return flat.rfind("\n", 0, place.start) + 1, end if end >= 0 else len(flat)


def _is_of_listing(context: Context, place: Place, start: int) -> bool:
    """Tell whether a line is about the stock exchange; the words before an amount are not about another market."""
    flat = context.passage.flat
    own = _OF_LISTING.search(flat, start, place.start)
    if _OF_QUOTATION.search(flat, start, place.start):
        return own is not None
    headings = (context.clause.heading, *context.clause.path, context.title)
    return bool(
        own or _OF_LISTING.search(flat, *_line(context, place)) or any(map(_OF_LISTING.search, headings))
    )


def _is_on_the_way(context: Context, place: Place, kind: str) -> bool:
    """Tell a firm that is turned into a share company to be listed, or listed at last: further steps stand by."""
    start, end = _line(context, place)
    # What firms did (报辅1家) before they are paid for it leads to nothing.
    stretch = (place.last.end, end) if kind == _FIRST and place.listed == 1 else (start, place.end)
    names = _NAMES.keys() - ({_FIRST} if kind == _FIRST else set())
    return any(step.lastgroup in names for step in _STEPS.finditer(context.passage.flat, *stretch))
