"""Tables of hostile texts, for the tests of the renderers."""

from hypothesis import settings
from hypothesis import strategies as st

from policycmp.models import Cell, Column, Row, Table
from policycmp.models.table import NOTHING

steady = settings(derandomize=True, deadline=None, max_examples=40)

TRICKS = (
    *("|", "\\|", "\\", "\n", "\r\n", "\u2028", "`", "``", "*", "**b**", "_i_", "~~", "$x$", "#", "&amp;", "&#124;"),
    *("<script>alert(1)</script>", "<br>", "<!-- -->", "[bold]", "[/附件]", ":smile:", "[a](b)", "![a](b)"),
    *("\x1b[31m", "\x1b]0;t\x07", "\x9b1m", "\x00", "\x08", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufe0f"),
    *("http://a.cn", "=cmd()", "+1", "-1", "@x", "\t", "'", '"', ",", ";", "\ud800", "\ufffe"),
    *("高新技术企业", "，", "。", "“四新”", "（一）", "《办法》", "e\u0301", "👨\u200d🔬"),
    *("🇨🇳", "שלום", "𠮷", "ｱ", "①", "  ", "\u3000"),
)  # fmt: skip
NUMBERS = (
    *("最高100万元", "1.3亿元", "2,000", "35%以上", "2.7 %", "≥ 20", "+9.5 %/yr", "不低于1,300家", "2-3家", "×2"),
    *("10个百分点", "18件/万人", "一千二百家", "百分之三点五", "2020年底前", "5万元/年", "-3.2%"),
    *("3个月", "不低于12,345,678万元"),
)  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(TRICKS), st.text(max_size=6)), max_size=6).map("".join)
labels = texts.filter(lambda text: bool(text.strip()))
values = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
ids = st.lists(st.text("a=/（）1", min_size=1, max_size=5), max_size=2).map(tuple)


@st.composite
def tables(draw, texts=texts, most_columns=10):
    """A table with groups, numeric columns and benchmarks; its few texts stand in all places."""
    pool = st.sampled_from(draw(st.lists(texts.filter(str.strip), min_size=2, max_size=6)))
    count = draw(st.integers(0, most_columns))
    benchmarks = draw(st.integers(0, min(count, 2)))
    columns = tuple(
        Column(f"c{index}", draw(pool), draw(st.booleans()), benchmark=index >= count - benchmarks)
        for index in range(count)
    )
    cells = st.builds(Cell, pool | st.sampled_from(["", NOTHING]), values, ids)
    row_cells = st.lists(cells, min_size=count, max_size=count).map(tuple)
    rows = st.lists(
        st.builds(Row, st.text("rk", min_size=1), pool, row_cells, pool | st.just("")), max_size=3
    )
    notes = draw(st.lists(pool, max_size=2))
    return Table("t", draw(pool | st.just("")), draw(pool), columns, tuple(draw(rows)), tuple(notes))
