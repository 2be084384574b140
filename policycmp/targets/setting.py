"""What a number is read in: the kind of its document, the function of its clause, and the label above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.language.text import fold
from policycmp.models import Function, Level, Span
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.leads import leading_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause, Document, Metadata
    from policycmp.targets.document_dates import DocumentDates

# A title that ends so obliges: 条例, 管理办法. Rules for the use of one grant (补贴实施细则) do not.
_LAW = re.compile(
    r"(?:条例|(?<!奖励)(?<!补贴)(?<!资助)(?<!扶持)(?:管理|促进|保护|监督)(?:暂行|试行)?办法|规定|"
    r"(?<![办方做说用])法)(?=[》〉\"”(\[ 、]|$|的通知|\s*第|[\u4e00-\u9fff]{1,6}〔)"
)
# A page that explains a law obliges nobody.
_EXPLAINS = re.compile(r"解读|问答|一图|图解|读懂|明白卡|怎么|答记者问|热点|申报指南|兑现")
_GRANTING = (
    r"奖励|奖补|补助|补贴|资助|津贴|贴息|扶持|激励|优惠|减免|待遇|奖金|支持|担保贷款|贷款(?:额度|标准)"
)
_GRANTS = re.compile(_GRANTING)
_STANDARD = re.compile(rf"(?:{_GRANTING}|扶持|兑现|标准|额度|金额|力度)")
# What stands under such a label says who may apply, not what is given.
NAMES_SOURCE = re.compile(r"依据$|来源$")
_CONDITIONAL = re.compile(
    r"(?:范围|对象|条件|资格|主体|程序|流程|材料|时间|时限|依据|定义|情形|须知|门槛|渠道|评审|评分|(?:申报|申请|基本)要求)$"
)
_CONDITIONAL_HEADING = re.compile(
    r"(?:扶持|支持|奖励|补贴|资助|补助|奖补|申报|申请|认定|适用|享受)(?:范围|对象|条件|资格|主体|要求|材料|程序|流程)"
    r"|(?:基本|必备|准入|遴选|评选|入库|入驻|报名)条件"
)
_LABEL = re.compile(
    r"""(?:^|(?<=[\n。;]))\s*                            # at the start of a line or sentence
    (?:[(]?(?:[\d一二三四五六七八九十]{1,2}|[A-Z])[).、.]\s*|[①-⑳➤●■◆▶★*·•\-—]+\s*)*   # after its number or bullet
    (?:[【\[](?P<boxed>[\u4e00-\u9fff“”]{2,12})[】\]]\s*:?  # 【申报条件】 needs no colon
      |(?P<plain>[\u4e00-\u9fff“”]{2,12}?)\s*:)""",
    re.VERBOSE,
)
# 来源:江州日报, 发布时间:…: what a page prints about itself labels nothing below it.
_OF_THE_PAGE = re.compile(
    r"(?:信息|文章|稿件|新闻)?来源|(?:发布|更新|刊发|发文|成文|印发|发稿|录入)?(?:时间|日期)|(?:发布|发文)(?:机构|单位)|作者|编辑|责编|责任编辑|校对|审核|"
    r"记者|通讯员|浏览量?|浏览次数|阅读量?|点击|字号|字体|分类|主题分类|索引号|文号|标题|名称|标签|关键词|有效性|专栏名称|原标题"
)
# 符合下列条件之一的, 应具备以下条件: what follows in the list are conditions.
_LISTED_CONDITIONS = re.compile(
    r"""
      (?:符合|具备|满足|达到|有)[^。;\n]{0,6}(?:以下|下列|如下)[^。;\n]{0,14}(?:条件|要求|情形|标准|之一)
    | (?:申报|申请|认定|评定|评选|准入|入选|入驻|命名|报名)(?:基本)?(?:条件|标准)(?=[^。\n]{0,6}[:\n。])   # 认定标准为:
    | (?:申报|申请|认定|备案|入驻|参评)[^。;,\n]{0,20}(?:应当?|须|需|必须)(?:同时)?(?:满足|符合|具备)(?=:)
    | (?:应当?|须|需|必须)同时(?:满足|符合|具备)(?=:)
    """,
    re.VERBOSE,
)
# One of them stands where `_LISTED_CONDITIONS` matches.
_CONDITION_WORDS = ("以下", "下列", "如下", "条件", "标准", "满足:", "符合:", "具备:")
_OPENS_LIST = re.compile(r"[:\n]|[(]一[)]|1[.、]|①")
_ITEM = re.compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[).、]|[①-⑳➤●■◆▶★*·•\-—])")
_BREAK = re.compile(r"[。;\n]")
_DEFINING = re.compile(r"所称|主要指(?![标导向引数出示派])|是指|指的是|系指|指(?<=[”)]指)|定义为")
# 投资1亿元以上的工业项目为重大项目: the class is named behind.
_CLASS_NAMED = re.compile(
    r"^[^;。]{0,60}?的[^,;。]{0,24}(?:项目|企业|机构|平台|人才|单位|区域)(?:为|属于|视为|认定为)(?!抓手|"
    r"重点|主|核心|依托|牵引|例)"
)
PENALTY = re.compile(r"罚款(?!事项|项目)|罚金|赔偿|处以(?!上)|没收|滞纳金|违约金|吊销|拘留|有期徒刑")
_ZONE = re.compile(
    r"^(?:(?!促进|支持|推动|加快|鼓励|关于)[\u4e00-\u9fff]){2,8}?(?:高新区|经开区|开发区|新区|园区)(?!域)"
)
_GIVING_TITLE = re.compile(r"补贴|补助|奖励|奖补|扶持|资助|优惠|津贴")
_MOSTLY = 0.5
_TITLE = 120


@dataclass(frozen=True)
class Setting:
    """What all numbers of a clause are read in.

    `function` is the clause's; `is_law` marks a text that obliges (条例, 管理办法); `grants` tells whether the clause's
    title, or one above it, is about money that is given; `lead` is the year that the paragraph before a list sets for
    its items; `speaker` names who issued the document, so that a park's own plan speaks for itself;
    `lists_grants` tells whether the document as a whole says who gets how much; `title` is the document's;
    `is_condition` marks an item of a list that the clause above it announces as conditions; `gives` tells whether
    what stands above it says that something is given, so that a bare amount is a price of a list.
    """

    text: str
    function: Function = Function.SUBSTANCE
    is_law: bool = False
    grants: bool = False
    lead: int | None = None
    heading: str = ""
    speaker: str = ""
    lists_grants: bool = False
    title: str = ""
    is_condition: bool = False
    gives: bool = False

    @cached_property
    def _labels(self) -> list[re.Match[str]]:
        if ":" not in self.text and "】" not in self.text:
            return []
        return [
            label for label in _LABEL.finditer(self.text) if not _OF_THE_PAGE.fullmatch(label["plain"] or "")
        ]

    @cached_property
    def _listed(self) -> list[Span]:
        """Where lists of conditions are announced."""
        if not any(word in self.text for word in _CONDITION_WORDS):
            return []
        return [Span(*match.span()) for match in _LISTED_CONDITIONS.finditer(self.text)]

    @cached_property
    def _defines(self) -> bool:
        return _DEFINING.search(self.text) is not None

    @cached_property
    def _headed_by_conditions(self) -> bool:
        return _CONDITIONAL_HEADING.fullmatch(self.heading) is not None

    @cached_property
    def punishes(self) -> bool:
        """Whether any sentence of the clause names a penalty."""
        return PENALTY.search(self.text) is not None

    def label(self, place: int) -> str:
        """Give the label (扶持标准：) that a place of the clause stands under; empty where none does.

        What names a source (政策依据：《…》) labels its own line.
        """
        for match in reversed(self._labels):
            name = match["boxed"] or match["plain"]
            if match.end() > place:
                continue
            if not (NAMES_SOURCE.search(name) and "\n" in self.text[match.end() : place].lstrip()):
                return name
        return ""

    def grants_at(self, place: int) -> bool:
        """Tell whether an amount at a place is one that is given, though no verb says so."""
        label = self.label(place)
        if label and _CONDITIONAL.search(label):
            return False
        return self.grants or _STANDARD.search(label) is not None

    def prices_at(self, place: int) -> bool:
        """Tell whether a bare amount at a place may be one of a list of grants."""
        label = self.label(place)
        if (label and _NO_PRICES.search(label)) or self.conditions_at(place):
            return False
        given = self.gives or self.grants or self.lists_grants or _STANDARD.search(label) is not None
        return given or _LEADS_GRANTS.search(self.text, 0, place) is not None

    def demands_at(self, place: int) -> bool:
        """Tell whether a place stands under what is asked of those who build or run something (建设要求)."""
        return _DEMANDS.search(self.label(place) or self.heading) is not None

    def conditions_at(self, place: int) -> bool:
        """Tell whether a place stands in a list of conditions."""
        label = self.label(place)
        if label and _CONDITIONAL.search(label):
            return True
        if not label and self._headed_by_conditions:
            return True
        return self.lists_conditions_at(place)

    def lists_conditions_at(self, place: int) -> bool:
        """Tell whether a place stands in a list that a sentence announces (应同时符合以下条件：)."""
        if self.is_condition:
            return True
        listed = [span for span in self._listed if span.end <= place]
        if not listed:
            return False
        between = self.text[listed[-1].end : place]
        if "\n" not in between and "。" not in between and ":" in between:
            return True
        if not _OPENS_LIST.search(between):
            return False
        breaks = [match.end() for match in _BREAK.finditer(self.text, listed[-1].end, place)]
        return all(
            _ITEM.match(self.text, start) or self._goes_on_within_item(start, listed[-1].end)
            for start, end in zip(breaks, [*breaks[1:], place], strict=True)
            if self.text[start:end].strip("。;\n ")
        )

    def _goes_on_within_item(self, start: int, announced: int) -> bool:
        """Tell a further sentence in the line of an item, before the next item, from what follows the list."""
        line, following = self.text.rfind("\n", announced, start) + 1, self.text.find("\n", start) + 1
        item = _ITEM.match(self.text, line) if line else None
        another = _ITEM.match(self.text, following) if following else None
        if item is None or another is None or _numbering(item.group()) != _numbering(another.group()):
            return False
        ends = _BREAK.search(self.text, start)
        return _GRANTS.search(self.text, start, ends.start() if ends else len(self.text)) is None

    def defines_at(self, start: int, place: int) -> bool:
        """Tell whether a sentence defines something before a place in it."""
        if self.function is Function.DEFINITION:
            return True
        if self._defines and _DEFINING.search(self.text, start, place):
            return True
        return _CLASS_NAMED.match(self.text[place : place + 120]) is not None


def _items_of_conditions(clauses: Sequence[Clause], folded: str) -> list[bool]:
    """Tell which clauses are items of a list that what stands above it announces (须满足以下条件：⏎1.…⏎2.…)."""
    conditional: list[bool] = []
    lists: dict[tuple[str, ...], bool] = {}
    before: Clause | None = None
    for clause in clauses:
        if before is not None and len(clause.path) >= len(before.path) and clause.path != before.path:
            # The lead is the end of the clause before, or of what is no clause between the two.
            above = folded[before.span.start : clause.span.start].rstrip()
            within = clause.path[: len(before.path)] == before.path and conditional[-1]
            lists[clause.path] = within or _announces_conditions(above.rpartition("\n")[2])
        conditional.append(bool(clause.number) and lists.get(clause.path, False))
        before = clause
    return conditional


def _announces_conditions(line: str) -> bool:
    sentence = line.rstrip(":。").rpartition("。")[2]
    return line.endswith((":", "。")) and _LISTED_CONDITIONS.search(sentence + ":") is not None


def _conditions_above(clause: Clause) -> str:
    """Give the heading of conditions (二、支持条件) that a clause stands under, however deep."""
    above = (fold(heading) for heading in reversed(clause.path) if heading.endswith("条件"))
    return next((heading for heading in above if _CONDITIONAL_HEADING.fullmatch(heading)), "")


def _line_above(clause: Clause, document: Document) -> str:
    """Give the words of a line of conditions (一、申报条件) right above a clause that has no heading."""
    line = fold(document.text[: clause.span.start].rstrip().rpartition("\n")[2])
    words = _ITEM.sub("", line, count=1).strip(" :")
    return words if _CONDITIONAL_HEADING.fullmatch(words) else ""


def _numbering(item: str) -> str:
    """Give how an item is numbered, whatever its number."""
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", re.sub(r"[①-⑳]", "①", item.strip())))


def read_settings(
    clauses: Sequence[Clause], document: Document, metadata: Metadata, dates: DocumentDates
) -> list[Setting]:
    """Read what each clause of a document is to be read in.

    Args:
        clauses: the document's clauses.
        document: its text.
        metadata: its title, where one was found.
        dates: what dates it as a whole.

    Returns:
        One setting a clause, in order.
    """
    title = fold(metadata.title or document.text[:_TITLE].strip().partition("\n")[0])
    is_law = (_LAW.search(title) is not None and _EXPLAINS.search(title) is None) or _is_law_by_shape(clauses)
    lists_grants = (
        _GIVING_TITLE.search(title) is not None or sum(map(_gives, clauses)) > len(clauses) * _MOSTLY
    )
    # A page without either tells in its headline for whom it speaks (渝北区购车补贴哪些人可以领).
    headline = document.text[:_TITLE].strip().partition("\n")[0]
    speaker = fold(metadata.issuer or metadata.title or ("" if "。" in headline else headline))
    # A zone speaks for itself, not for the city that it lies in.
    if not _ZONE.search(speaker) or metadata.region.level is Level.COUNTY:
        speaker += fold(metadata.region.name or "")
    folded = fold(document.text)
    leads, conditional = leading_years(clauses, folded, dates), _items_of_conditions(clauses, folded)
    return [
        Setting(
            fold(clause.text),
            clause.function,
            is_law,
            _is_about_grants(clause),
            lead,
            _conditions_above(clause) or fold(clause.heading) or _line_above(clause, document),
            speaker,
            lists_grants,
            title,
            is_item,
            gives,
        )
        for clause, lead, is_item, gives in zip(
            clauses, leads, conditional, _giving(clauses, title), strict=True
        )
    ]


# What heads or names a list of grants, and what is listed under other heads.
_LISTS_PRICES = re.compile(
    r"奖(?!项)|补[贴助]|扶持|资助|津贴|红包|真金白银|惠企|惠民|优惠|兑现|政策(?:清单|一览|问答|措施|支持|保障|解读|明白|汇编|礼包|干货)|待遇|激励"
    r"|专项资金|支持(?:政策|措施|标准|内容)"
)
_TELLS_MONEY = re.compile(r"[预决]算|工作报告|总结|公报")
_DEMANDS = re.compile(
    r"(?:建设|配建|配置|配套|设计|开发|准入|运营|经营|服务|入驻|返投|出资|投资|技术|用地|供地|环保|节能|履约)要求$"
)
# 给予下列支持:⏎(一)…,3000元;⏎(二)…,10万元
_LEADS_GRANTS = re.compile(
    r"(?:给予|提供|享受|按照?)(?:以下|下列|如下)[^。;:\n]{0,10}(?:支持|奖励|奖补|补助|补贴|资助|扶持|标准|待遇)[^。;:\n]{0,4}:"
)
_NO_PRICES = re.compile(
    r"目标|任务(?!奖)|条件|对象|要求|材料|程序|流程|时限|时间|预算|收费|门槛|注册资本|投资|联系|电话|地址|背景|基础|成效|来源|注意|提示|说明"
)


def _giving(clauses: Sequence[Clause], title: str) -> list[bool]:
    """Tell of each clause whether its headings, the clause that leads its list or the title speak of grants."""
    if _TELLS_MONEY.search(title):
        return [False] * len(clauses)
    titled = "。" not in title and _LISTS_PRICES.search(title) is not None
    leads: set[tuple[str, ...]] = set()
    found: list[bool] = []
    for clause in clauses:
        heads = (*clause.path, clause.heading)
        above = any(clause.path[:depth] in leads for depth in range(1, len(clause.path) + 1))
        headed = titled or above or any(map(_heads_prices, heads))
        found.append(headed and not any(map(_heads_none, heads)))
        text = fold(clause.text).rstrip()
        if text.endswith(":") and _LISTS_PRICES.search(text.rpartition("\n")[2]):
            leads.add(heads)
    among = _paths_that_give(clauses)
    return [
        gives or (clause.path in among and not _heads_none(clause.heading))
        for gives, clause in zip(found, clauses, strict=True)
    ]


# All clauses under a heading ask for it.
@lru_cache(maxsize=1024)
def _heads_prices(heading: str) -> bool:
    return _LISTS_PRICES.search(fold(heading)) is not None


@lru_cache(maxsize=1024)
def _heads_none(heading: str) -> bool:
    return _NO_PRICES.search(fold(heading)) is not None


def _paths_that_give(clauses: Sequence[Clause]) -> frozenset[tuple[str, ...]]:
    """Find the parts most of whose items give a sum, so that a bare one among them (取得认证5万元) is given too."""
    items: dict[tuple[str, ...], list[bool]] = {}
    for clause in clauses:
        if clause.path and not any(map(_heads_none, clause.path)):
            items.setdefault(clause.path, []).append(_gives_amount(fold(clause.text)))
    return frozenset(
        path for path, give in items.items() if len(give) > _FEW_ITEMS and sum(give) > len(give) * _MOSTLY
    )


_FEW_ITEMS = 2


def _is_law_by_shape(clauses: Sequence[Clause]) -> bool:
    """Tell an excerpt of a law that has lost its title: articles, most of which oblige somebody."""
    first = next((at for at, clause in enumerate(clauses) if _ARTICLE.match(fold(clause.text))), len(clauses))
    # What stands before the first article may be the end of a torn one.
    clauses = clauses[first:]
    articles = [clause for clause in clauses if _ARTICLE.match(fold(clause.text))]
    obliging = sum(_OBLIGING.search(fold(clause.text)) is not None for clause in articles)
    granting = sum(_gives_amount(fold(clause.text)) for clause in articles)
    return (
        len(articles) > len(clauses) * _MOSTLY
        and obliging > len(articles) * _MOSTLY
        and granting <= obliging / 2
    )


def _gives_amount(text: str) -> bool:
    """Tell an article that grants a sum from one that gives 倾斜支持."""
    return lexicon.GRANT_VERB.search(text) is not None and _AMOUNT.search(text) is not None


_AMOUNT = re.compile(r"\d[\d.]*(?:%|[万亿]*元)")
_ARTICLE = re.compile(r"第[\d一二三四五六七八九十百\s]{1,6}条")
_OBLIGING = re.compile(r"(?<![供响反适效相对感顺照理报])应(?![用急对届变聘邀收付有])|不得|必须|禁止")


def _gives(clause: Clause) -> bool:
    """Tell whether a clause grants: by a verb, by a heading, or as a bare price (国家级孵化器100万元)."""
    text = fold(clause.text)
    if _is_about_grants(clause) or lexicon.GRANT_VERB.search(text):
        return True
    price = _BARE_PRICE.fullmatch(text)
    return price is not None and find_predicate(price["thing"]).kind is PredicateKind.BARE


_BARE_PRICE = re.compile(
    r"[\s\d.、()一二三四五六七八九十]{0,6}(?P<thing>[^,;。\d:]{2,24}):?\s?\d[\d.]*\s?万?元?(?:/[^,;。]{1,3})?[。;]?\s*"
)


def _is_about_grants(clause: Clause) -> bool:
    return any(map(_names_grants, (*clause.path[-2:], clause.heading)))


# All clauses under a heading ask for it.
@lru_cache(maxsize=1024)
def _names_grants(heading: str) -> bool:
    return _GRANTS.search(fold(heading)) is not None
