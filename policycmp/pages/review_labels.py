"""What the review page says, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from policycmp.language.labels import Bilingual, Labels


@dataclass(frozen=True)
class ReviewLabels(Labels):
    """The words of the page; `{name}` stands for what the page fills in."""

    title = Bilingual("Review of {count} plans", "审读{count}份方案")
    title_one = Bilingual("Review: {plan}", "审读：{plan}")
    no_script = Bilingual(
        "This page needs its own script, which this browser does not run. It loads nothing from elsewhere.",
        "本页需运行自带的脚本，当前浏览器未运行。本页不从外部加载任何内容。",
    )
    to_text = Bilingual("To the text", "跳到正文")
    plan = Bilingual("Plan", "方案")
    reader = Bilingual("Reader", "审读人")
    order = Bilingual("Order", "次序")
    orders = Bilingual(
        {"text": "as in the text", "sure": "least sure first", "doubts": "most open points first"},
        {"text": "按原文", "sure": "把握小者在先", "doubts": "疑点多者在先"},
    )
    order_why = Bilingual(
        {
            "sure": "By how probable the judge of mood holds it that the number is a commitment. "
            "What a rule settled comes last.",
            "doubts": "By how much is open in a commitment: {doubts}. Those with more come first.",
        },
        {
            "sure": "按语气判断认为该数为承诺的概率排列；由规则认定的在后。",
            "doubts": "按每项承诺中未定之处的多少排列：{doubts}。多者在先。",
        },
    )
    sure = Bilingual("Confidence: {sure}", "把握：{sure}")
    shown = Bilingual("Show", "显示")
    kinds = Bilingual(
        {"target": "commitments", "actual": "results", "rejected": "refused numbers", "topics": "topics"},
        {"target": "承诺", "actual": "已报结果", "rejected": "未计数字", "topics": "主题"},
    )
    kind = Bilingual(
        {
            "target": "Commitment",
            "actual": "Reported as reached",
            "rejected": "Refused number",
            "added": "Marked by you",
            "clause": "Clause",
        },
        {
            "target": "承诺",
            "actual": "已报结果",
            "rejected": "未计数字",
            "added": "由您标出",
            "clause": "条款",
        },
    )
    keys = Bilingual("Shortcuts", "快捷键")
    undo = Bilingual("Undo", "撤销")
    load = Bilingual("Load a review", "载入审读")
    save_all = Bilingual("Download", "下载")
    save_overrides = Bilingual("Only overrides.csv", "仅overrides.csv")
    help = Bilingual("Help", "帮助")
    close = Bilingual("Close", "关闭")
    outline = Bilingual("Outline", "目录")
    details = Bilingual("Details", "详情")
    progress = Bilingual(
        "{done}/{clauses} clauses, {judged}/{numbers} numbers", "条款{done}/{clauses}，数字{judged}/{numbers}"
    )
    progress_means = Bilingual("done of all, and judged of all that is shown", "已完成/全部，已判/全部显示")
    progress_blind = Bilingual("{done}/{clauses} clauses", "条款{done}/{clauses}")
    nothing_selected = Bilingual(
        "Click a highlighted number or the bar of a clause, or press j. ? lists the keys.",
        "点击标出的数字或条款栏，或按j。按?列出快捷键。",
    )
    accept = Bilingual("Accept", "认可")
    refuse = Bilingual("Refuse", "否定")
    clear = Bilingual("Undecided", "未定")
    mark = Bilingual("Mark as commitment", "标为承诺")
    mark_selection = Bilingual("Mark", "标出")
    settings = Bilingual("Settings", "设置")
    remove = Bilingual("Remove", "删除")
    done = Bilingual("Clause done", "条款完成")
    done_blind = Bilingual("Clause coded: show what the program found", "条款编码完成：显示程序结果")
    not_done = Bilingual("Not done after all", "取消完成")
    verdicts = Bilingual(
        {
            "": "undecided",
            "accepted": "accepted",
            "corrected": "corrected",
            "refused": "refused",
            "added": "added",
        },
        {"": "未定", "accepted": "已认可", "corrected": "已更正", "refused": "已否定", "added": "已加入"},
    )
    fields = Bilingual(
        {
            "type": "Type",
            "indicator": "Indicator",
            "scope": "Scope",
            "comparator": "Bound",
            "value": "Value",
            "value_max": "Up to",
            "unit": "Unit",
            "basis": "Basis",
            "per_year": "Each year",
            "deadline": "By",
            "year": "Of the year",
            "since": "Since",
            "strength": "Wording",
            "topics": "Topics",
            "counts.object": "Object",
            "counts.property": "Property",
            "counts.grade": "Grade",
            "counts.event": "Event",
            "counts.of": "Of",
            "counts.tier": "Tier",
        },
        {
            "type": "类型",
            "indicator": "指标",
            "scope": "范围",
            "comparator": "界限",
            "value": "数值",
            "value_max": "至",
            "unit": "单位",
            "basis": "口径",
            "per_year": "每年",
            "deadline": "期限",
            "year": "年份",
            "since": "起始年",
            "strength": "措辞",
            "topics": "主题",
            "counts.object": "对象",
            "counts.property": "属性",
            "counts.grade": "级别",
            "counts.event": "行为",
            "counts.of": "占何者",
            "counts.tier": "档次",
        },
    )
    counts = Bilingual("What it counts", "计量什么")
    choices = Bilingual(
        {
            "target": "target",
            "incentive": "incentive",
            "rule": "rule",
            "eq": "eq =",
            "ge": "ge ≥ at least",
            "gt": "gt > more than",
            "le": "le ≤ at most",
            "lt": "lt < less than",
            "approx": "approx ≈ about",
            "range": "range",
            "level": "level",
            "increment": "increment",
            "growth": "growth",
            "firm": "firm",
            "soft": "soft",
            "": "–",
        },
        {
            "target": "目标",
            "incentive": "奖补",
            "rule": "规则",
            "eq": "eq =",
            "ge": "ge ≥",
            "gt": "gt >",
            "le": "le ≤",
            "lt": "lt <",
            "approx": "approx ≈",
            "range": "range 区间",
            "level": "总量",
            "increment": "增量",
            "growth": "增速",
            "firm": "确定",
            "soft": "力争",
            "": "–",
        },
    )
    was = Bilingual("was: {value}", "原为：{value}")
    why = Bilingual("Why", "依据")
    open_points = Bilingual("Open points", "疑点")
    doubts = Bilingual(
        {
            "object": "what it counts is not known",
            "vocabulary": "what it counts is not in the vocabulary",
            "year": "no year",
            "basis": "no basis",
            "bound": "only about so much",
            "part": "binds a part of the area",
            "topic": "no topic",
            "issue": "an issue at this place",
        },
        {
            "object": "计量对象不明",
            "vocabulary": "计量对象不在词表中",
            "year": "没有年份",
            "basis": "没有口径",
            "bound": "只是约数",
            "part": "只约束部分区域",
            "topic": "没有主题",
            "issue": "此处另有问题",
        },
    )
    refused_because = Bilingual("Refused because: {reason}", "未计原因：{reason}")
    topic_words = Bilingual("Words that speak for it", "依据词")
    no_topic = Bilingual("no topic", "无主题")
    main_first = Bilingual("The first is the main one.", "第一个为主要主题。")
    program_topics = Bilingual("The program: {topics}", "程序：{topics}")
    masked = Bilingual("not read as part of the plan: {reason}", "未作方案正文：{reason}")
    functions = Bilingual(
        {
            "substance": "",
            "purpose": "purpose",
            "definition": "definition",
            "administration": "administration",
            "formal": "formal",
            "review": "review of what was done",
        },
        {
            "substance": "",
            "purpose": "目的",
            "definition": "定义",
            "administration": "管理",
            "formal": "程式",
            "review": "工作回顾",
        },
    )
    blind = Bilingual(
        "Blind: of each clause nothing is shown until you have coded it.",
        "盲审：条款编码完成之前不显示程序结果。",
    )
    by_itself = Bilingual(
        "Value, unit and bound are read from the marked words alone, the indicator is what stands before them, the "
        "topic is the main one of the clause: correct what is wrong.",
        "数值、单位和界限只读自所标文字，指标为其前文字，主题为条款的主要主题：有误请更正。",
    )
    differs = Bilingual("You and the program", "您与程序")
    only_program = Bilingual("only the program: {text}", "仅程序：{text}")
    only_you = Bilingual("only you: {text}", "仅您：{text}")
    both_same = Bilingual("the same: {text}", "一致：{text}")
    both_differ = Bilingual("{text}: you differ in {fields}", "{text}：{fields}不同")
    needs = Bilingual("{field} is needed", "须填{field}")
    no_number = Bilingual("a number is needed, as 130000000", "须为数字，如130000000")
    no_year = Bilingual("a year is needed, as 2030", "须为年份，如2030")
    select_first = Bilingual(
        "Select the words of a number first (n goes to the next).", "请先选中数字（按n到下一个）。"
    )
    no_brackets = Bilingual("The marked words must not hold ⟦ or ⟧.", "所标文字不得含⟦或⟧。")
    overlaps = Bilingual(
        "A commitment is marked there already; refuse or remove it first.", "该处已有承诺；请先否定或删除。"
    )
    kept = Bilingual("kept in this browser", "已存于浏览器")
    not_kept = Bilingual(
        "This browser keeps nothing: download before you close the page.",
        "浏览器不保存内容：关闭前请下载。",
    )
    loaded = Bilingual("{count} decisions loaded", "已载入{count}项决定")
    unfit = Bilingual(
        "{count} decisions fit nothing in this page any more and are kept apart: {names}",
        "{count}项决定已无对应，另行保存：{names}",
    )
    not_a_review = Bilingual("{name}: no review of this page", "{name}：不是本页的审读文件")
    saved = Bilingual(
        "{name}: {rows} corrections; coded in full: {coded} of {plans} plans. "
        "A plan counts as coded when all its clauses are done.",
        "{name}：更正{rows}项；完整编码{coded}/{plans}份方案。全部条款完成才计为已编码。",
    )
    undone = Bilingual("Undone: {what}", "已撤销：{what}")
    nothing_to_undo = Bilingual("Nothing to undo.", "无可撤销。")
    half_here = Bilingual(
        "This mark needs a type, an indicator and a value first (e), or x removes it.",
        "此标记须先填类型、指标和数值（e），或按x删除。",
    )
    half_added = Bilingual(
        "{count} marked numbers lack something and are left out: {names}",
        "{count}个标出的数字缺少内容，未写入：{names}",
    )
    help_title = Bilingual("Keys", "快捷键")
    help_rows = Bilingual(
        [
            ["j k", "next, previous: clauses and what is highlighted in them"],
            ["J K", "next, previous clause"],
            ["> <", "next, previous plan"],
            ["a", "accept: the number, or the topics of the clause"],
            ["r", "refuse: no commitment; of a clause: no topic"],
            ["x", "undecided again; of a number that you marked: remove it"],
            ["e Enter", "correct: go to the fields; Enter or Esc goes back"],
            ["1–9 0", "topics of the clause, on and off; Shift with 1–9 for those after the tenth"],
            ["n p", "select the next, previous number of the text, whatever it is"],
            [", .", "move the start of the selection; Shift with ← → its end"],
            ["m", "mark the selection as a commitment"],
            ["d", "clause done: the rest of it is accepted; next clause"],
            ["u", "undo"],
            ["o", "the next order"],
            ["s", "download all"],
            ["?", "this help; Esc closes it"],
        ],
        [
            ["j k", "下一个、上一个：条款及其中标出之处"],
            ["J K", "下一条、上一条"],
            ["> <", "下一份、上一份方案"],
            ["a", "认可：数字，或条款的主题"],
            ["r", "否定：不是承诺；条款则为无主题"],
            ["x", "恢复未定；自己标出的则删除"],
            ["e Enter", "更正：进入字段；Enter或Esc返回"],
            ["1–9 0", "条款主题开关；第十个以后用Shift加1–9"],
            ["n p", "选中正文中下一个、上一个数字，不论性质"],
            [", .", "移动所选起点；Shift加← →移动终点"],
            ["m", "把所选标为承诺"],
            ["d", "条款完成：其余均认可；到下一条"],
            ["u", "撤销"],
            ["o", "切换次序"],
            ["s", "全部下载"],
            ["?", "本帮助；Esc关闭"],
        ],
    )


def words_of(lang: str) -> dict[str, object]:
    """Give the words of the page in a language, by their names."""
    labels = ReviewLabels(lang)
    names = (name for name, label in vars(ReviewLabels).items() if isinstance(label, Bilingual))
    return {name: getattr(labels, name) for name in names}
