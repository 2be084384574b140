"""Why a number was held for a commitment or for none: the signs of the judge of mood in words that a person reads.

Signs that say one thing in several ways (a word in the number's segment is in its sentence too) are one reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.language import patterns as re
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.rows.commitments import confidence_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Lesser reasons are summed up in the table.
MOST = 10
Words = tuple[str, str]


class MoodLabels(Labels):
    """What the table of reasons is called."""

    title = Bilingual("why", "判定依据")
    reason = Bilingual("sign", "依据")
    weight = Bilingual("weight", "权重")
    judged = Bilingual(
        "The judge of mood weighed its signs: {what}, confidence {sure}. + speaks for a commitment, − against; the "
        "weights add up to the logarithm of the odds of the likeliest type.",
        "由情态判定器按各项依据权衡：{what}，置信度{sure}。+ 支持“是承诺”，− 反对；权重之和为最可能类型的对数几率。",
    )
    promised = Bilingual("a commitment", "是承诺")
    refused = Bilingual("no commitment", "不是承诺")
    settled = Bilingual("settled by rule: {rule}", "由规则判定：{rule}")
    by_reader = Bilingual("settled by a reader's correction", "由人工更正判定")
    rest = Bilingual("{count} lesser signs together", "其余{count}项合计")
    together = Bilingual("all together", "合计")


# Why numbers are turned down, or kept, without weighing.
RULES: dict[str, Words] = {
    "base value": ("a base value", "基数"),
    "cell of a table": ("a cell of a table", "表格单元格"),
    "condition": ("a condition", "条件"),
    "conversion": ("a conversion", "换算"),
    "cost": ("a cost to bear", "应缴费用"),
    "counts the plan itself": ("it counts the plan itself", "对方案自身的计数"),
    "date": ("a date", "日期"),
    "definition": ("a definition", "定义"),
    "existing thing": ("a thing that exists already", "已有事物"),
    "fact": ("a fact", "既成事实"),
    "formal clause": ("a formal clause", "附则"),
    "heading": ("a heading told again below", "下文另述的标题"),
    "how often the office acts": ("how often the office acts", "办事频次"),
    "settlement": ("paid out to those who were granted it before", "前期奖补的兑付"),
    "instalment": ("an instalment", "分期拨付"),
    "name": ("part of a name", "名称的一部分"),
    "not a commitment": ("no commitment", "不是承诺"),
    "not promised": ("not promised", "并非承诺"),
    "not quantified": ("not quantified", "未量化"),
    "number of a clause": ("the number of a clause", "条款序号"),
    "number of a document": ("the number of a document", "文号"),
    "outside the clauses": ("outside the clauses", "条款之外"),
    "paper to hand in": ("a paper to hand in", "申报材料"),
    "penalty": ("a penalty", "罚则"),
    "said of what is to come": ("said of what is to come", "说的是将来之事"),
    "size of a project": ("the size of a project", "项目规模"),
    "size of a zone": ("the size of a zone", "园区面积"),
    "term": ("a term", "期限"),
    "threshold": ("a threshold", "门槛"),
    "unreadable table": ("an unreadable table", "无法读取的表格"),
    "way of speaking": ("a way of speaking", "习惯说法"),
    "weight": ("the weight of a score", "评分权重"),
}
_TYPES: dict[str, Words] = {
    "target": ("a target", "目标"),
    "incentive": ("a grant", "奖补"),
    "rule": ("a rule for others", "约束性要求"),
}
_GENRES: dict[str, Words] = {
    "law": ("a law or regulation", "法规"),
    "contract": ("a contract", "合同或协议"),
    "talk": ("an interview or answers", "问答或解读"),
    "rules": ("rules of procedure", "办法或细则"),
    "notice": ("a notice", "通知或公告"),
    "report": ("a report", "报告或总结"),
    "list": ("a list of measures", "政策措施"),
    "plan": ("a plan", "规划或方案"),
    "news": ("news", "新闻"),
    "page": ("a page of no known kind", "其他网页"),
}
_FUNCTIONS: dict[str, Words] = {
    "substance": ("substance", "实质内容"),
    "purpose": ("purpose", "目的与原则"),
    "definition": ("definition", "定义"),
    "administration": ("administration", "申报与管理"),
    "formal": ("formal", "附则"),
    "review": ("review of what was done", "工作回顾"),
}
_ROLES: dict[str, Words] = {
    "none": ("no grant gives it", "并非奖补数额"),
    "granted": ("it is what a grant gives", "为奖补数额"),
    "threshold": ("it triggers a grant", "为奖补条件"),
    "limit": ("it limits who receives", "为名额限制"),
}
_BOUNDS: dict[str, Words] = {
    "eq": ("without a bound", "没有界限词"),
    "ge": ("a floor", "下限"),
    "gt": ("more than", "须超出"),
    "le": ("a cap", "上限"),
    "lt": ("less than", "须低于"),
    "approx": ("about", "约数"),
    "range": ("a range", "区间"),
}
_KINDS: dict[str, Words] = {
    "QUANTITY": ("quantity", "数量"),
    "DURATION": ("duration", "时长"),
    "RANK": ("rank", "位次"),
    "RATIO": ("ratio", "比例"),
    "WHOLE": ("whole or half", "全额或减半"),
}
_PREDICATES: dict[str, Words] = {
    "new": ("a verb of what comes new", "表示新增的动词"),
    "add": ("a verb of adding", "表示增加的动词"),
    "weak": ("a verb that only may add", "未必表示增加的动词"),
    "reach": ("a verb of reaching", "表示达到的动词"),
    "bare": ("no verb", "没有动词"),
}
_WORDS: dict[str, Words] = {
    "aim": ("words of aiming (力争, 确保 …)", "表示争取的词（力争、确保等）"),
    "will": ("words of intending (将, 计划 …)", "表示打算的词（将、计划等）"),
    "goal": ("words of goals (目标, 预期 …)", "表示目标的词（目标、预期等）"),
    "must": ("words of duty (应当, 必须 …)", "表示义务的词（应当、必须等）"),
    "may": ("words of allowing (可以, 最高 …)", "表示许可的词（可以、最高等）"),
    "give": ("words of giving (给予, 补贴 …)", "表示给予的词（给予、补贴等）"),
    "done": ("words of what was done (已, 完成了 …)", "表示完成的词（已、完成了等）"),
    "reached": ("words of a state or its change (同比, 累计, 现有 …)", "表示现状的词（同比、累计、现有等）"),
    "new": ("words of bringing about (新增, 建成 …)", "表示新建的词（新增、建成等）"),
    "condition": ("words of conditions (条件, 申报, 满足 …)", "表示条件的词（条件、申报、满足等）"),
    "score": ("words of scoring (得分, 权重 …)", "表示评分的词（得分、权重等）"),
    "penalty": ("words of penalties (罚, 逾期 …)", "表示处罚的词（罚、逾期等）"),
    "paid": ("words of paying out (首期, 验收, 拨付 …)", "表示拨付的词（首期、验收、拨付等）"),
    "example": ("words of examples (例如, 举例 …)", "表示举例的词（例如、举例等）"),
    "before": ("words of earlier times (原来, 上年 …)", "表示从前的词（原来、上年等）"),
    "each": ("words of each (每家, 单个 …)", "表示各自的词（每家、单个等）"),
    "project": ("words of building projects (总投资, 占地 …)", "表示建设项目的词（总投资、占地等）"),
    "stat": ("words of statistics (地区生产总值, 人均 …)", "统计用词（地区生产总值、人均等）"),
    "problem": ("words of problems (不足, 短板 …)", "表示问题的词（不足、短板等）"),
    "speech": ("quotation marks", "引号"),
}
_PLACES: dict[str, Words] = {
    "own": ("in its own words", "数字自身的短语中"),
    "segment": ("in its part of the sentence", "所在分句中"),
    "statement": ("in its statement", "所在陈述中"),
    "sentence": ("before it in its sentence", "句中此前"),
    "earlier": ("right before its sentence", "上一句中"),
    "behind": ("right behind it", "紧随其后"),
    "rest": ("in the rest of its sentence", "句中此后"),
}
_TIMES: dict[str, Words] = {
    "ahead": ("ahead (到…年, 今后, 年底 …)", "将来（到…年、今后、年底等）"),
    "this": ("this year (今年)", "今年"),
    "past": ("past (去年, 以来 …)", "过去（去年、以来等）"),
    "range": ("a span of years", "年份区间"),
    "year": ("a year", "年份"),
    "year past": ("a year before that of issue", "早于发文的年份"),
    "year this": ("the year of issue", "发文当年"),
    "year ahead": ("a year after that of issue", "晚于发文的年份"),
    "year latest": ("the latest year of the text", "文中最晚的年份"),
    "year before": ("an earlier year than the text's latest", "早于文中最晚年份的年份"),
    "none": ("none", "无"),
}
_UNITS: dict[str, Words] = {
    "share": ("shares", "比率"),
    "money": ("money", "金额"),
    "count": ("counts", "个数"),
    "measure": ("measures", "度量"),
}
_GIVEN: dict[str, Words] = {
    "always": ("a number as such", "数字本身"),
    "law": ("the text binds as a law does", "文本具有法规性质"),
    "lists grants": ("the text lists grants", "文本列举奖补"),
    "under a grant": ("its heading or lead-in grants", "标题或引语为奖补"),
    "opens": ("it opens its statement", "位于陈述之首"),
    "alone": ("it stands without words", "前无词语"),
    "after end": ("it ends its statement", "位于陈述之末"),
}


def _any(names: Mapping[str, Words]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_SIGN = re.compile(
    rf"""
      (?P<given>{_any(_GIVEN)})
    | rules[ ](?P<rules>.+?)(?:[ ]of[ ](?:{_any(_GENRES)})|[ ]in[ ](?:{_any(_UNITS)}))?
    | before[ ](?P<before>.+?)(?:,[ ]rules[ ].+)?
    | role[ ](?P<role>{_any(_ROLES)})(?:[ ]\w+)?
    | kind[ ](?P<kind>{_any(_GENRES)})(?:[ ]\w+)?
    | function[ ](?P<function>{_any(_FUNCTIONS)})
    | unit[ ](?P<unit>.*)
    | bound[ ](?P<bound>{_any(_BOUNDS)})(?:[ ]\w+)?
    | number[ ](?P<number>{_any(_KINDS)})
    | predicate[ ](?P<predicate>{_any(_PREDICATES)})(?:[ ]\w+)?
    | verb[ ](?P<verb>.*)
    | (?P<place>{_any(_PLACES)})[ ](?P<words>{_any(_WORDS)})
    | time[ ]in[ ](?P<within>sentence|paragraph)[ ](?P<time>{_any(_TIMES)})(?:[ ](?:{_any(_GENRES)}))?
    | first[ ]time[ ](?P<first>{_any(_TIMES)})
    | left[ ](?P<left>.+)
    | after[ ](?P<after>.+)
    | inside[ ](?P<inside>.)(?:[ ]\w+)?
    """,
    re.VERBOSE,
)


_NUMBER = "number"
# The places of words, nearest to the number first, by what they are told as.
_BEFORE, _AFTER = ("own", "segment", "statement", "sentence"), ("behind", "rest")


@dataclass(frozen=True, slots=True)
class Reason:
    """What several signs say together, in English and Chinese; above zero it speaks for a commitment."""

    key: str
    words: Words
    weight: float


@dataclass(frozen=True, slots=True)
class MoodReasons:
    """How a number was decided: by the weights of its signs, or by the `rule` or the reader that settled it."""

    promised: bool
    confidence: float | None
    weights: Mapping[str, float]
    rule: str = ""
    by_reader: bool = False

    def reasons(self) -> list[Reason]:
        """Tell what spoke for and against a commitment, the weightiest first."""
        groups: dict[str, list[str]] = {}
        for sign in self.weights:
            groups.setdefault(_key(_read(sign)), []).append(sign)
        reasons = [
            Reason(key, _phrase(key, signs), round(sum(self.weights[sign] for sign in signs), 2))
            for key, signs in groups.items()
        ]
        return sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.key))

    def data(self) -> dict[str, Any]:
        """Give the JSON object of the decision."""
        judged = self.confidence is not None
        return {
            "by": "judge" if judged else "reader" if self.by_reader else "rule",
            "rule": None if judged or self.by_reader else self.rule,
            "confidence": confidence_data(self.confidence),
            "signs": [
                {
                    "sign": reason.key,
                    "label": dict(zip(("en", "zh"), reason.words, strict=True)),
                    "weight": Decimal(str(reason.weight)),
                }
                for reason in (self.reasons() if judged else ())
            ],
        }

    def table(self, lang: str = "en") -> Table:
        """Lay the decision out: the weightiest reasons and how they add up, or what settled it."""
        labels, language = MoodLabels(lang), ("en", "zh").index(lang)
        columns = (Column("weight", labels.weight),)
        if self.confidence is None:
            rule = labels.settled.format(rule=rule_label(self.rule, lang))
            settled = labels.by_reader if self.by_reader else rule
            return Table(
                "why", labels.title, labels.reason, columns, (Row("settled", settled, (Cell("–"),)),)
            )
        reasons = self.reasons()
        lesser = reasons[MOST:]
        rows = [_row(reason.key, reason.words[language], reason.weight) for reason in reasons[:MOST]]
        if lesser:
            rest = labels.rest.format(count=len(lesser))
            rows.append(_row("rest", rest, sum(reason.weight for reason in lesser)))
        rows.append(_row("together", labels.together, sum(reason.weight for reason in reasons)))
        what = labels.promised if self.promised else labels.refused
        note = labels.judged.format(what=what, sure=f"{self.confidence:.3g}")
        return Table("why", labels.title, labels.reason, columns, tuple(rows), (note,))


def rule_label(rule: str, lang: str) -> str:
    """Say in a language why numbers are turned down, or kept, without weighing."""
    english, chinese = RULES.get(rule, (rule, rule))
    return chinese if lang == "zh" else english


def _row(key: str, label: str, weight: float) -> Row:
    weight = round(weight, 2)
    return Row(key, label, (Cell(f"{weight:+.2f}".replace("-", "−"), Decimal(str(weight))),))


def _read(sign: str) -> dict[str, str]:
    """Take a sign apart; one that is not known says itself."""
    match = _SIGN.fullmatch(sign)
    return (
        {name: text for name, text in match.groupdict().items() if text is not None}
        if match
        else {"other": sign}
    )


def _key(parts: Mapping[str, str]) -> str:
    """Name the reason that a sign belongs to."""
    if "given" in parts:
        return _NUMBER if parts["given"] == "always" else parts["given"]
    if "words" in parts:
        place = parts["place"]
        return f"{'before' if place in _BEFORE else 'after' if place in _AFTER else place} {parts['words']}"
    if "time" in parts:
        return f"time in {parts['within']}"
    if "first" in parts:
        return "first time"
    if "before" in parts:
        return "number before"
    kind = next(iter(parts))
    return {"verb": "predicate", "other": parts[kind]}.get(kind, kind)


def _phrase(key: str, signs: Sequence[str]) -> Words:
    """Say what the signs of a reason say, in English and Chinese."""
    parts: dict[str, str] = {}
    for sign in signs:
        for name, text in _read(sign).items():
            # The longest of the words that touch, the nearest of the places.
            longer = name in {"left", "after"} and len(text) > len(parts.get(name, ""))
            nearer = name == "place" and _NEAREST.index(text) < _NEAREST.index(parts.get(name, _NEAREST[-1]))
            if name not in parts or longer or nearer:
                parts[name] = text
    if "words" in parts:
        (where, wo), (words, ci) = _PLACES[parts["place"]], _WORDS[parts["words"]]
        return f"{words} {where}", f"{wo}有{ci}"
    if key == _NUMBER and "number" in parts:
        parts.pop("given", None)
    for name, (english, chinese, labels) in _PHRASES.items():
        if name in parts:
            en, zh = labels.get(parts[name], (parts[name], parts[name]))
            within_en, within_zh = _WITHIN.get(parts.get("within", ""), ("", ""))
            return english.format(en, within_en), chinese.format(zh, within_zh)
    if "predicate" in parts or "verb" in parts:
        return _verb_phrase(parts)
    return key, key


_NEAREST = (*_BEFORE, *_AFTER, "earlier")
_REFUSED = {name: (f"none ({en})", f"非承诺（{zh}）") for name, (en, zh) in RULES.items()}
_VERDICTS = {f"ok {name}": words for name, words in _TYPES.items()} | _REFUSED
_EARLIER = {"-": ("none in its sentence", "句中没有")} | _TYPES | _REFUSED
_WITHIN: dict[str, Words] = {"sentence": ("sentence", "句中"), "paragraph": ("paragraph", "段中")}
# What a part of a sign is told as: around its label, in English and Chinese.
_PHRASES: dict[str, tuple[str, str, Mapping[str, Words]]] = {
    "given": ("{}", "{}", _GIVEN),
    "rules": ("the rules alone read {}", "仅按规则判为{}", _VERDICTS),
    "before": ("the number before it: {}", "前一个数字：{}", _EARLIER),
    "role": ("{}", "{}", _ROLES),
    "kind": ("the text is {}", "文本为{}", _GENRES),
    "function": ("the clause's function: {}", "条款功能：{}", _FUNCTIONS),
    "unit": ("its unit: {}", "单位：{}", {"": ("none", "无")}),
    "bound": ("its bound: {}", "界限：{}", _BOUNDS),
    "number": ("a number as such ({})", "数字本身（{}）", _KINDS),
    "time": ("the nearest time before it in its {1}: {0}", "{1}此前最近的时间：{0}", _TIMES),
    "first": ("the first time of its sentence: {}", "句中最早的时间：{}", _TIMES),
    "left": ("the words right before it: “{}”", "紧接其前：“{}”", {}),
    "after": ("the words right behind it: “{}”", "紧接其后：“{}”", {}),
    "inside": ("it stands inside “{}”", "位于“{}”之内", {}),
}


def _verb_phrase(parts: Mapping[str, str]) -> Words:
    en, zh = _PREDICATES.get(parts.get("predicate", ""), ("a verb", "动词"))
    verb = parts.get("verb")
    if not verb:
        return f"what governs it: {en}", f"支配词：{zh}"
    return f"what governs it: {en}, “{verb}”", f"支配词：{zh}“{verb}”"
