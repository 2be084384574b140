"""Plans and files as nobody wrote them: put together from what plans are made of, then harmed.

All draw from a `random.Random`, which Hypothesis or the runs by hand (`python -m tests.fuzz`) bring along.
"""

import io
import re
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
TITLES = (
    *(
        "定西市科技创新行动方案（2023—2025年）",
        "荆州市人民政府关于推进科技创新的若干措施",
        "某某高新区管委会 2024年工作要点",
    ),
    *("湖北省“十四五”科技创新规划", "政府工作报告", "关于印发《南通市专利资助办法》的通知", "驻马店市"),
)
HEADINGS = (
    *(
        "一、",
        "二、",
        "十一、",
        "（一）",
        "（二）",
        "(3)",
        "1.",
        "2．",
        "3、",
        "①",
        "②",
        "第一章 总则",
        "第三条",
        "第十二节",
    ),
    *(
        "一是",
        "二是",
        "首先，",
        "——",
        "—",
        "1）",
        "2）",
        "附件1",
        "附件：",
        "目录",
        "专栏2",
        "表1",
        "注：",
        "# ",
        "## ",
    ),
)
SUBJECTS = (
    *(
        "全市高新技术企业",
        "科技型中小企业",
        "R&D经费投入强度",
        "每万人发明专利拥有量",
        "技术合同成交额",
        "省级以上孵化器",
    ),
    *(
        "国家级重点实验室",
        "引进高层次人才",
        "对新认定的高新技术企业",
        "市科技局",
        "各县（市、区）",
        "规上工业企业",
        "“四新”经济",
    ),
)
VERBS = (
    *(
        "达到",
        "突破",
        "不低于",
        "力争达到",
        "新增",
        "增长",
        "年均增长",
        "翻一番",
        "控制在",
        "下降",
        "给予",
        "一次性奖励",
        "最高不超过",
    ),
    *("已达到", "拟", "应当", "不得", "累计", "占比提高到", "由", "从", "比上年", "每年培育", "建成", "按"),
)
NUMBERS = (
    *(
        "120家",
        "5%",
        "2.7 %",
        "百分之三点五",
        "1.3亿元",
        "20万元",
        "10个百分点",
        "一千二百家",
        "两倍",
        "3—5家",
        "8~10名",
        "9至7项",
    ),
    *(
        "1,000户",
        "１２０家",
        "十几家",
        "数百项",
        "0家",
        "-3%",
        "1/3",
        "三分之二",
        "99999999999999999999家",
        "0.00000001%",
        "〇",
        "廿五家",
    ),
    *(
        "18件/万人",
        "100万元/年",
        "5万～50万元",
        "1.2.3家",
        "1，2，3家",
        "万元",
        "3个月",
        "30日内",
        "第5位",
        "前10名",
        "2万5千",
    ),
)
TIMES = (
    *(
        "到2025年，",
        "2025年底前",
        "“十四五”期间",
        "今后三年",
        "每年",
        "到2030年和2035年分别",
        "2020—2025年",
        "2024年6月30日前",
    ),
    *(
        "到9999年，",
        "到0年，",
        "到1025年",
        "2025年比2020年",
        "上半年",
        "截至2022年底，",
        "近期",
        "到20255年",
        "到二〇二五年",
    ),
)
MARKS = (
    *"。；，、：！？\n（）“”《》【】—…·|　 ",
    "\n\n",
    "\t",
    "\r\n",
    "\u2028",
    " | ",
    "。\n",
    "；\n",
    "::",
    "①",
    "〔2023〕5号",
)
ODD = (
    *(
        "\0",
        "\x0b",
        "\ud800",
        "\u200b",
        "\ufeff",
        "\u202e",
        "𠮷",
        "👨\u200d🔬",
        "ﬁ",
        "㈠",
        "⼀",
        "Ⅳ",
        "½",
        "²",
        "％",
        "‰",
        "㎡",
        "\xa0",
    ),
    *(
        "=cmd()",
        "<script>",
        "{{7*7}}",
        "${x}",
        "%s",
        "\\",
        "'",
        '"',
        "`",
        "[a](b)",
        "\x1b[31m",
        "&amp;",
        "@x",
        "#1",
    ),
)
PIECES = (*HEADINGS, *SUBJECTS, *VERBS, *NUMBERS, *TIMES, *MARKS, *ODD)


def sentence(random):
    """A commitment, more or less."""
    parts = [random.choice(part) for part in (TIMES, SUBJECTS, VERBS, NUMBERS)]
    if random.random() < 0.3:
        parts += ["，其中", random.choice(SUBJECTS), random.choice(VERBS), random.choice(NUMBERS)]
    if random.random() < 0.2:
        random.shuffle(parts)
    return "".join(parts) + random.choice("。。。；，")


def table(random):
    """A table of years."""
    years = ["2020年", "2025年", "单位", "属性"][: random.randint(1, 4)]
    rows = [["指标", *years]]
    rows += [
        [random.choice(SUBJECTS), *(random.choice(NUMBERS) for _ in years[: random.randint(0, 4)])]
        for _ in range(3)
    ]
    return "\n".join(random.choice((" | ", "|", "\t", "  ")).join(row) for row in rows) + "\n"


def plan(random):
    """A plan of some clauses, or a stretch of a real one, harmed."""
    if random.random() < 0.25:
        text = random.choice(sorted(SAMPLES.glob("*.txt"))).read_text(encoding="utf-8")
        start = random.randrange(len(text))
        text = text[:60] + "\n" + text[start : start + random.randint(50, 900)]
    else:
        lines = [random.choice(TITLES)]
        for _ in range(random.randint(1, 8)):
            block = random.random()
            if block < 0.15:
                lines.append(table(random))
            else:
                lines.append(
                    random.choice(HEADINGS) + "".join(sentence(random) for _ in range(random.randint(0, 3)))
                )
        lines += ["定西市人民政府", "2023年5月8日"][: random.randint(0, 2)]
        text = "\n".join(lines) + "\n"
    for _ in range(random.choice((0, 0, 1, 2, 4, 9))):
        text = harmed(text, random)
    return text


def harmed(text, random):
    """A text with one thing taken out, put in, doubled, moved or repeated far too often."""
    if not text:
        return random.choice(PIECES)
    start = random.randrange(len(text))
    end = min(len(text), start + random.choice((1, 2, 5, 20, 100)))
    piece = text[start:end]
    other = random.randrange(len(text))
    kind = random.randrange(7)
    if kind == 0:
        return text[:start] + text[end:]
    if kind == 1:
        return text[:start] + random.choice(PIECES) + text[start:]
    if kind == 2:
        return text[:end] + piece + text[end:]
    if kind == 3:
        return text[:other] + piece + text[other:]
    if kind == 4:
        return text[:start] + random.choice(PIECES) * random.choice((3, 10, 60)) + text[start:]
    if kind == 5:
        lines = text.split("\n")
        random.shuffle(lines)
        return "\n".join(lines)
    return re.sub(
        r"\d+", lambda _: str(random.choice((0, 1, 2025, 10**12, 99))), text, count=random.randint(1, 5)
    )


def flipped(content, random):
    """Bytes of which some are others, missing or doubled."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        place = random.randrange(len(changed) + 1)
        kind = random.randrange(4)
        if kind == 0 and changed:
            changed[min(place, len(changed) - 1)] = random.randrange(256)
        elif kind == 1:
            del changed[place : place + random.choice((1, 4, 100))]
        elif kind == 2:
            changed[place:place] = changed[place : place + random.choice((1, 4, 100))]
        else:
            changed[place:place] = random.choice(
                (b"\0", b"\xff\xff\xff\xff", b">>", b"<<", b"]", b"<w:p>", b"99999999999")
            )
    return bytes(changed)


def repacked(content, random):
    """A Word file whose parts were harmed, each still in its place in a sound archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen or (name == "word/document.xml" and random.random() < 0.5):
                part = shuffled(part.decode("latin-1"), random).encode("utf-8", "replace")
            if random.random() > 0.05:
                new.writestr(name, part)
    return target.getvalue()


def shuffled(markup, random):
    """Markup whose tags are moved, doubled, lost or given other values."""
    parts = re.split(r"(<[^>]*>)", markup)
    for _ in range(random.choice((1, 3, 10))):
        place, other = random.randrange(len(parts)), random.randrange(len(parts))
        kind = random.randrange(5)
        if kind == 0:
            parts[place], parts[other] = parts[other], parts[place]
        elif kind == 1:
            parts.insert(other, parts[place] * random.choice((1, 2, 50)))
        elif kind == 2:
            parts[place] = ""
        elif kind == 3:
            parts[place] = re.sub(
                r'"[^"]*"',
                lambda _: f'"{random.choice(("0", "-1", "9" * 9, "x", "", "１", "1.5"))}"',
                parts[place],
                count=1,
            )
        else:
            parts[place] = re.sub(
                r"(?<=<)[\w:]+", random.choice(("w:tbl", "w:tc", "w:p", "div", "td", "br")), parts[place]
            )
    return "".join(parts)
