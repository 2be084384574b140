"""The words of the report page, in English and Chinese; braces are filled in."""

from __future__ import annotations

from policycmp.language.labels import Bilingual, Labels


class ReportLabels(Labels):
    """What the report page says besides its tables and pictures."""

    skip = Bilingual("Skip to the report", "跳到正文")
    contents = Bilingual("Contents", "目录")
    findings = Bilingual("Findings", "主要发现")
    plans = Bilingual("Plans", "方案")
    plan_heads = Bilingual(
        ("plan", "title", "issuer", "number", "date", "clauses", "commitments", "file"),
        ("方案", "标题", "发文机关", "文号", "日期", "条款", "量化承诺", "文件"),
    )
    starred = Bilingual("*: the year stands in the name of the file alone.", "*：年份仅见于文件名。")
    places = Bilingual("Where", "地区")
    tiles_note = Bilingual(
        "A tile a province, in about its place, no borders drawn; of several plans in a province the median. Fifths "
        "of the provinces with a number: the darker, the more. White: no plan, or no number.",
        "每省一格，位置为示意，不绘边界；一省多份方案取中位数。按有数值的省份五等分，越深越大；白色：无方案或无数值。",
    )
    strip_note = Bilingual(
        "A tile a region, the most first. Fifths of the regions with a number: the darker, the more.",
        "每地一格，由多到少；按有数值的地区五等分，越深越大。",
    )
    coloured = Bilingual("Coloured by", "着色依据")
    ends = Bilingual("least {least}, most {most}", "最小{least}，最大{most}")
    coverage = Bilingual("Coverage", "覆盖")
    things = Bilingual("What plans count, side by side", "各事项数值并列")
    things_note = Bilingual(
        "A picture for each thing that two or more plans count; a click on a line opens its sentence.",
        "两份及以上方案共有的事项各一图；点击一行可见原句。",
    )
    single = Bilingual(
        "{count} more things are counted by one plan alone; they stand in no picture.",
        "另有{count}个事项仅一份方案提出，未绘图。",
    )
    marks = Bilingual(
        (
            "the number itself",
            "at least",
            "at most",
            "about",
            "plan of the level above",
            "median of the peers",
        ),
        ("数值本身", "下限", "上限", "约数", "上级方案", "同级中位数"),
    )
    aside = Bilingual("†: not to be set beside the others, with the reason.", "†：不可与他地并列，注明原因。")
    more = Bilingual("{count} more in {topic}, counted by fewer", "{topic}另有{count}项，方案较少")
    counted = Bilingual("{compared} of {count} compared", "{count}份中{compared}份可比")
    log = Bilingual("{counted} · logarithmic scale", "{counted} · 对数刻度")
    grants = Bilingual("Grants", "奖补")
    more_grants = Bilingual(
        "{count} more grants are made by one plan alone.", "另有{count}项奖补仅一份方案提出。"
    )
    ambition = Bilingual("Ambition", "力度")
    ambition_note = Bilingual(
        "The bar is the range of a plan's score when any one of its rows is left out; a dashed mark rests on a single "
        "row.",
        "横线为去掉任一行后得分的范围；虚线圆点仅据一行。",
    )
    standing = Bilingual("Standing", "位次")
    credibility = Bilingual("Credibility", "可信度")
    track = Bilingual("Promise and outcome", "承诺与兑现")
    track_note = Bilingual(
        "Line and dots: what was reported; open diamonds: what was promised for that year.",
        "线与圆点：已报告；空心菱形：对该年的承诺。",
    )
    more_courses = Bilingual("{count} more", "另有{count}项")
    method = Bilingual("Method", "方法")
    provenance = Bilingual("Provenance", "出处")
    evidence = Bilingual("Sentences", "原句")
    evidence_note = Bilingual(
        "{count} plans; the numbers that pictures and tables show are marked.",
        "{count}份方案；图表所用数值已标出。",
    )
    no_topic = Bilingual("(no topic)", "（无主题）")
    filters = Bilingual("Filter", "筛选")
    topic = Bilingual("Topic", "主题")
    all_topics = Bilingual("all topics", "全部主题")
    type = Bilingual("Type", "类型")
    all_types = Bilingual("all types", "全部类型")
    types = Bilingual(
        {"target": "targets", "incentive": "grants", "rule": "rules"},
        {"target": "目标", "incentive": "奖补", "rule": "规则"},
    )
    cities = Bilingual("Cities", "地区")
    every = Bilingual("all", "全选")
    none = Bilingual("none", "全不选")
    least = Bilingual("Counted by at least", "提及方案数")
    least_of = Bilingual("{count} plans", "{count}份起")
    order = Bilingual("Order", "顺序")
    orders = Bilingual(
        {"value": "by number", "name": "by name", "plan": "as plans are listed"},
        {"value": "按数值", "name": "按名称", "plan": "按方案顺序"},
    )
    search = Bilingual("Find a thing", "查找事项")
    reset = Bilingual("Show all", "显示全部")
    shown = Bilingual("{count} pictures shown", "显示{count}图")
    close = Bilingual("Close", "关闭")
    line = Bilingual("line {number}", "第{number}行")
    page = Bilingual("p. {number}", "第{number}页")
    sort = Bilingual("Sort by this column", "按此列排序")
