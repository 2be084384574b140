"""Findings: what a rule found in a plan, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

WORDING = {
    "en": {
        "read": "{clauses} clauses read",
        "unread": "no clauses found; see `policycmp outline {doc}`",
        "no plan": "no plan answers to {names}",
        "covered": "{count} clauses",
        "uncovered": "commits to nothing in {topic}",
        "stated": "{indicator}: {numbers}",
        "unstated": "puts no number to {indicator}",
        "undated": "no deadline for {indicator}: {numbers}",
        "late": "{indicator} is due later than {by}: {numbers}",
        "at-least": "{indicator} is below {bound}: {numbers}",
        "at-most": "{indicator} is above {bound}: {numbers}",
        "no upper": "no plan of a higher level is among the plans",
        "upper silent": "{upper} puts no comparable number to {indicator}",
        "above": "{indicator}: {numbers}, {upper} {theirs}",
        "below": "{indicator} does not reach {upper}: {numbers}, there {theirs}",
        "later": "{indicator} is due later than in {upper}: {numbers}, there {theirs}",
        "kept": "nothing is weaker than in the baseline",
        "step": "step: {indicator}, {number} on the way to {goal}",
        "no baseline": "no baseline to hold it against; give one with --baseline RESULT.json",
        "plan gone": "the plan is in the baseline only",
        "gone": "gone: {indicator}, {old}",
        "lowered": "lowered: {indicator}, {old} → {new}",
        "postponed": "postponed: {indicator}, {years} ({new})",
        "softened": "softened: {indicator}, {wording} ({new})",
        "word added": "{word} added",
        "word dropped": "{word} dropped",
        "bound": "bound {old} → {new}",
        "hedged": "no longer firm",
        "no year": "no year",
        "outcome reached": "reached: {indicator}, {numbers}; reported {reported}",
        "outcome exceeded": "exceeded: {indicator}, {numbers}; reported {reported}",
        "outcome missed": "missed: {indicator}, {numbers}; reported {reported}",
        "outcome unclear": "nobody can say whether {indicator} was reached: {numbers}; reported {reported}",
        "outcome not reported": "no text tells what became of {indicator}: {numbers}",
        "outcome no longer set": "a later text sets another number for {indicator}: {numbers}",
        "by": "{text} by {year}",
    },
    "zh": {
        "read": "读出{clauses}个条款",
        "unread": "未读出条款；见 `policycmp outline {doc}`",
        "no plan": "没有方案对应 {names}",
        "covered": "{count}个条款",
        "uncovered": "未对“{topic}”作出承诺",
        "stated": "{indicator}：{numbers}",
        "unstated": "未量化“{indicator}”",
        "undated": "“{indicator}”无期限：{numbers}",
        "late": "“{indicator}”晚于{by}年：{numbers}",
        "at-least": "“{indicator}”低于{bound}：{numbers}",
        "at-most": "“{indicator}”高于{bound}：{numbers}",
        "no upper": "所读方案中没有上级方案",
        "upper silent": "{upper}对“{indicator}”没有可比数值",
        "above": "{indicator}：{numbers}，{upper} {theirs}",
        "below": "“{indicator}”未达到{upper}：{numbers}，上级 {theirs}",
        "later": "“{indicator}”晚于{upper}：{numbers}，上级 {theirs}",
        "kept": "没有弱于基线的承诺",
        "step": "阶段目标：{indicator}，{number}，最终{goal}",
        "no baseline": "没有可对照的基线；用--baseline RESULT.json给出",
        "plan gone": "该方案仅见于基线",
        "gone": "取消：{indicator}，{old}",
        "lowered": "下调：{indicator}，{old} → {new}",
        "postponed": "推迟：{indicator}，{years}（{new}）",
        "softened": "措辞变软：{indicator}，{wording}（{new}）",
        "word added": "增加“{word}”",
        "word dropped": "删去“{word}”",
        "bound": "界限{old} → {new}",
        "hedged": "不再是硬约束",
        "no year": "无期限",
        "outcome reached": "完成：{indicator}，{numbers}；报告{reported}",
        "outcome exceeded": "超额完成：{indicator}，{numbers}；报告{reported}",
        "outcome missed": "未完成：{indicator}，{numbers}；报告{reported}",
        "outcome unclear": "无法判断“{indicator}”是否完成：{numbers}；报告{reported}",
        "outcome not reported": "没有文本说明“{indicator}”的结果：{numbers}",
        "outcome no longer set": "后来的文本另设了“{indicator}”的数值：{numbers}",
        "by": "{text}（{year}年）",
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one rule is held by one plan (`doc` is None where it is about no plan), and by which sentences.

    `held` is None where the rule could not be asked. `evidence` names commitments or clauses; those of a baseline keep
    their ids there. `context` is the sentence round what changed.
    """

    rule: str
    held: bool | None
    doc: str | None
    message: str
    evidence: tuple[str, ...] = ()
    severity: str = "error"
    context: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether the rule was asked and does not hold, were it only to warn."""
        return self.held is False

    @property
    def state(self) -> str:
        """What came of it: held, broken, or not checked."""
        return "not checked" if self.held is None else "held" if self.held else "broken"


def say(lang: str, key: str, **values: object) -> str:
    """Write one of the sentences of findings."""
    return WORDING[lang][key].format(**values)
