"""The report: read back by html5lib; in Chromium: filter, sort, evidence, keyboard, without scripts, on paper."""

import json
import os
import re
from itertools import combinations
from pathlib import Path

import html5lib
import pdfplumber
import pytest
from in_chromium import opened, waits
from outcome_texts import write_example
from test_hostile_plan import TRICKS, written_plan

from policycmp.cli import main
from policycmp.cli.report import address_of
from policycmp.pages.shell import data_block
from policycmp.renderers.svg import chart_style

SAMPLES = Path(__file__).parent.parent / "samples"
PICTURES = "figure.thing:not([hidden])"


def written(folder, *arguments, plans=SAMPLES, name="report.html"):
    """Write a report; only its notes are left out."""
    path = folder / name
    assert main(["report", str(plans), "-o", str(path), "--quiet", *arguments]) == 0
    return path


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    return written(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def tree(samples):
    return read(samples)


def read(path):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(path.read_text(encoding="utf-8"))
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]  # SVG has a namespace of its own
    return tree


def text_of(element):
    return "".join(element.itertext())


def classes(element):
    return (element.get("class") or "").split()


def test_it_holds_every_part(tree):
    parts = [part.get("id") for part in tree.iter("section") if "part" in classes(part)]
    assert parts == [
        *("findings", "plans", "where", "coverage", "things", "grants", "ambition", "standing"),
        *("credibility", "method", "sentences"),
    ]
    assert tree.find(".//html") is None
    assert tree.get("lang") == "en"
    assert {link.get("href") for link in tree.find(".//nav").iter("a")} == {f"#{part}" for part in parts}


def test_no_two_elements_bear_one_id_and_every_link_leads_somewhere(tree):
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {
        element.get("href")[1:] for element in tree.iter() if (element.get("href") or "").startswith("#")
    }
    more = {f"e{number}" for element in tree.iter() for number in (element.get("data-e") or "").split()}
    assert wanted | more <= set(ids)
    assert {name for name in ids if re.fullmatch(r"e\d+", name)} <= wanted | more


def test_a_dot_stands_for_each_plan_that_can_be_compared_and_the_others_beside_the_axis(tree):
    [figure] = [one for one in tree.iter("figure") if "High-tech enterprises, total" in text_of(one)]
    rows = [group for group in figure.iter("g") if "r" in classes(group)]
    assert [(row.get("data-d"), row.get("data-v")) for row in rows] == [
        ("zhumadian-2019", "150"),
        ("dingxi-2020", "38"),
        ("jingzhou-2020", None),
        ("nantong-2016", None),
        ("hubei-2020", None),
    ]
    assert "another basis" in text_of(rows[2])
    assert "median 94" in text_of(figure)


def test_a_plan_of_the_level_above_stands_apart(tree):
    [figure] = [one for one in tree.iter("figure") if "Research units of firms" in text_of(one)]
    above = [group for group in figure.iter("g") if "upper" in classes(group)]
    assert [group.get("data-d") for group in above] == ["hubei-2020"]


def test_each_sentence_stands_once_with_its_numbers_marked(tree):
    sentences = [item for item in tree.iter("li") if item.find("mark") is not None]
    texts = [text_of(item) for item in sentences]
    assert len(texts) == len(set(texts))
    marks = {mark.get("id"): text_of(mark) for item in sentences for mark in item.iter("mark")}
    [figure] = [one for one in tree.iter("figure") if "High-tech enterprises, total" in text_of(one)]
    link = next(figure.iter("a"))
    assert marks[link.get("href")[1:]] == "150家"


def test_tiles_count_what_the_list_of_plans_counts(tree):
    [section] = [part for part in tree.iter("section") if part.get("id") == "plans"]
    listed = {row.find("td"): [text_of(cell) for cell in row.iter("td")] for row in section.iter("tr")}
    counted = {int(cells[-2]) for cells in listed.values() if cells}
    measures = json.loads(text_of(tree.find(".//script[@id='measures']")))["measures"]
    [commitments] = [one for one in measures if one["label"] == "quantified commitments"]
    assert {int(text) for _, text, _ in commitments["values"].values()} <= counted


def test_nothing_stands_in_it_that_its_policy_forbids(samples, tree):
    [policy] = [
        element.get("content")
        for element in tree.iter("meta")
        if element.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    for element in tree.iter():
        names = set(element.keys()) if isinstance(element.tag, str) else set()
        assert not [name for name in names if name == "style" or name.startswith("on")]
    addresses = re.findall(r'(?:src|href)="([^"#]+)"', samples.read_text(encoding="utf-8"))
    assert not [one for one in addresses if one.startswith(("http", "//"))]


def test_the_same_plans_give_the_same_bytes_in_any_order(samples):
    files = sorted(SAMPLES.glob("*.txt"), reverse=True)
    path = samples.parent / "again.html"
    assert main(["report", *map(str, files), "-o", str(path), "--quiet", "--jobs", "2"]) == 0
    assert path.read_bytes() == samples.read_bytes()


def test_it_is_small(samples):
    assert samples.stat().st_size < 200_000


def test_chinese_words_round_the_same_pictures(tmp_path):
    tree = read(written(tmp_path, "--lang", "zh", "--title", "五地比较", "--date", "2026年1月"))
    assert tree.get("lang") == "zh-Hans"
    assert text_of(tree.find(".//h1")) == "五地比较"
    assert "2026年1月" in text_of(tree.find(".//header"))
    assert "各事项数值并列" in text_of(tree)


def test_texts_of_several_years_show_what_became_of_promises(tmp_path):
    tree = read(written(tmp_path, plans=write_example(tmp_path / "plans")))
    [part] = [one for one in tree.iter("section") if one.get("id") == "track"]
    assert [svg for svg in part.iter("svg") if "course" in classes(svg)]
    assert "missed" in text_of(part)


def test_one_plan_alone_is_a_report_too(tmp_path):
    tree = read(written(tmp_path, plans=SAMPLES / "dingxi-2020.txt"))
    assert [one for one in tree.iter("figure") if "thing" in classes(one)]


def test_cities_of_one_province_stand_in_a_plain_strip(tmp_path):
    plan = "{city}市科技创新行动方案\n一、目标\n到2025年，全市高新技术企业总数达到{count}家。\n"
    for city, count in (("荆州", 300), ("宜昌", 900), ("襄阳", 600)):
        (tmp_path / f"{city}.txt").write_text(plan.format(city=city, count=count), encoding="utf-8")
    tree = read(written(tmp_path, plans=tmp_path))
    [svg] = [one for one in tree.iter("svg") if "tiles" in classes(one)]
    assert [tile.get("data-k") for tile in svg.iter("g") if tile.get("data-k")] == ["宜昌", "荆州", "襄阳"]
    measures = json.loads(text_of(tree.find(".//script[@id='measures']")))["measures"]
    [firms] = [one for one in measures if "High-tech" in one["label"]]
    assert {city: text for city, (_, text, _) in firms["values"].items()} == {
        "宜昌": "900",
        "襄阳": "600",
        "荆州": "300",
    }


def test_a_screen_gets_no_page(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(["report", str(SAMPLES)]) == 2
    assert "name a file with -o" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("甲 乙.txt", "./%E7%94%B2%20%E4%B9%99.txt"),
        ("a:b.txt", "./a%3Ab.txt"),
        ('"><b>.txt', "./%22%3E%3Cb%3E.txt"),
    ],
)
def test_a_file_is_linked_by_its_way_from_the_page(tmp_path, name, address):
    (tmp_path / name).touch()
    assert address_of(str(tmp_path / name), tmp_path) == address
    assert address_of(str(tmp_path / "none.txt"), tmp_path) is None
    assert address_of("https://example.org/a.txt", tmp_path) == "https://example.org/a.txt"


def luminance(colour):
    channels = [
        int(part * (2 if len(part) == 1 else 1), 16) / 255
        for part in re.findall("." * (len(colour) // 3), colour)
    ]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("night", [False, True])
def test_shades_differ_in_grey_and_their_texts_can_be_read(night):
    rules = re.findall(r":root \{(.*?)\}", chart_style(), re.DOTALL)
    colours = dict(re.findall(r"--(\w[\w-]*): #(\w+)", rules[night]))
    for shade in range(6):
        assert contrast(colours[f"s{shade}"], colours[f"t{shade}"]) >= 4.5, shade
    for one, other in combinations(range(6), 2):
        assert contrast(colours[f"s{one}"], colours[f"s{other}"]) >= 1.13, (one, other)
    for name in ("c-ink", "c-dim", "c-dot", "c-above"):
        assert contrast(colours[name], colours["c-paper"]) >= 4.5, name


# What a browser does.


def rows_shown(page, title):
    figure = page.locator("figure.thing", has_text=title)
    labels = figure.locator("g.r:not([hidden])").evaluate_all(
        "rows => rows.map(row => [Number(/ ([\\d.]+)/.exec(row.getAttribute('transform'))[1]), row.dataset.d])"
    )
    return [doc for _, doc in sorted(labels)]


def test_a_filter_by_topic_leaves_its_pictures_and_columns(samples):
    with opened(samples) as page:
        page.select_option("#topic", "talent")
        waits(page.locator(PICTURES)).to_have_count(1)
        heads = page.locator("#coverage thead th:visible").all_inner_texts()
        assert [head.strip() for head in heads] == ["Plan", "Talent"]
        page.click("button[type=reset]")
        waits(page.locator(PICTURES).nth(8)).to_be_attached()


def test_a_filter_by_type_and_a_search(samples):
    with opened(samples) as page:
        page.select_option("#type", "incentive")
        waits(page.locator(PICTURES)).to_have_count(1)
        page.select_option("#type", "*")
        page.fill("#search", "PATENTS")
        waits(page.locator(PICTURES)).to_have_count(1)
        waits(page.locator("#count")).to_have_text("1 pictures shown")


def test_a_hidden_city_goes_from_pictures_and_tables(samples):
    with opened(samples) as page:
        page.click(".menu summary")
        page.uncheck("input[value='zhumadian-2019']")
        waits(page.locator("#plans tbody tr:not([hidden])")).to_have_count(4)
        assert "zhumadian-2019" not in rows_shown(page, "High-tech enterprises, total")
        assert page.locator("#ambition thead th:visible").count() == 6
        assert page.locator("#chosen").inner_text() == "4/5"
        page.keyboard.press("Escape")
        assert not page.locator(".menu").get_attribute("open")


def test_rows_are_sorted_by_name_and_tables_by_their_heads(samples):
    title = "High-tech enterprises, total"
    with opened(samples) as page:
        assert rows_shown(page, title)[:2] == ["zhumadian-2019", "dingxi-2020"]
        page.select_option("#order", "plan")
        page.wait_for_timeout(200)
        assert rows_shown(page, title)[:2] == ["dingxi-2020", "zhumadian-2019"]
        head = page.locator("#standing thead button").nth(1)
        head.click()
        assert page.locator("#standing tbody th").first.inner_text() == "定西 2020"
        head.click()
        assert page.locator("#standing tbody th").first.inner_text() == "荆州 2020"


def test_a_mark_opens_its_sentence_with_the_number_highlighted(samples):
    with opened(samples) as page:
        page.locator("figure.thing", has_text="High-tech enterprises, total").locator("a").first.click()
        panel = page.locator("#panel")
        assert panel.locator("mark.on").first.inner_text() == "150家"
        told = panel.inner_text()
        assert "驻马店 2019" in told
        assert re.search(r"zhumadian-2019\.txt, line \d+", told)
        page.keyboard.press("Escape")
        assert panel.is_hidden()


def test_all_of_it_can_be_done_by_keyboard(samples):
    with opened(samples) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.locator("figure.thing a").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("#panel").is_visible()
        assert page.evaluate("document.activeElement.id") == "panel"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("#panel").is_hidden()
        assert page.evaluate("document.activeElement.localName") == "a"
        page.locator("#coverage thead button").nth(1).focus()
        page.keyboard.press("Space")
        assert page.locator("#coverage thead th").nth(1).get_attribute("aria-sort") == "descending"


def test_tiles_are_coloured_by_the_number_that_is_chosen(samples):
    with opened(samples) as page:
        tile = page.locator("svg.tiles [data-k='41']")
        before = tile.text_content()
        page.select_option("#measure", label="credibility (ticks of 10)")
        assert tile.text_content() != before
        assert "credibility" in page.locator("figure.tiles h3").inner_text()
        assert page.locator("#ranked li").count() == 4


@pytest.mark.parametrize("width", [390, 800, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_over_the_window(samples, width, scheme):
    with opened(samples, width=width, scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_everything_is_there_but_what_filters(samples):
    with opened(samples, scripts=False) as page:
        assert page.locator("#filters").is_hidden()
        assert page.locator("#measure").is_hidden()
        assert page.locator("figure.thing svg").first.is_visible()
        page.locator("figure.thing a").first.click()
        assert page.locator("#sentences mark").first.is_visible()


def test_paper_has_upright_pages_and_no_controls(samples, tmp_path):
    with opened(samples) as page:
        page.emulate_media(media="print")
        assert page.locator("#filters").is_hidden()
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        assert [round(size) for size in (pdf.pages[0].width, pdf.pages[0].height)] in ([595, 842], [596, 842])
        assert len(pdf.pages) <= 6
        assert "High-tech enterprises, total" in "".join(page.extract_text() for page in pdf.pages)


def test_what_a_plan_says_is_never_run(tmp_path):
    (tmp_path / "dingxi.txt").write_text(written_plan(), encoding="utf-8")
    path = written(tmp_path, plans=tmp_path / "dingxi.txt")
    assert any(trick in text_of(read(path)) for trick in TRICKS.values())
    with opened(path) as page:
        page.locator("figure.thing a").first.click()
        assert page.locator("#panel mark.on").count() >= 1
        assert not page.evaluate("'hacked' in window")
        assert {
            name.lower()
            for name in page.evaluate("[...document.querySelectorAll('main *')].map(one => one.localName)")
        } <= {
            *(
                "a",
                "b",
                "button",
                "circle",
                "col",
                "dd",
                "details",
                "div",
                "dl",
                "dt",
                "figcaption",
                "figure",
                "g",
                "h2",
                "h3",
                "h4",
            ),
            *(
                "i",
                "label",
                "li",
                "mark",
                "ol",
                "option",
                "p",
                "path",
                "rect",
                "script",
                "section",
                "select",
                "small",
                "span",
            ),
            *("summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul"),
        }


@pytest.mark.skipif("AXE" not in os.environ, reason="AXE names no axe.min.js")
def test_axe_finds_no_serious_fault(samples):
    with opened(samples) as page:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": Path(os.environ["AXE"]).read_text(encoding="utf-8")})
        found = page.evaluate("axe.run()")
        assert not [fault for fault in found["violations"] if fault["impact"] in {"serious", "critical"}]


def test_data_for_a_script_cannot_end_it():
    block = data_block("words", {"a": "</script><!-- <script>\u2028&"})
    assert block.count("<") == 2
    assert json.loads(re.fullmatch(r"<script [^>]*>(.*)</script>", block)[1]) == {
        "a": "</script><!-- <script>\u2028&"
    }
