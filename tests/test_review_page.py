"""The review page in a browser: decided by keyboard, downloaded, read back by the program."""

import json
import re
from zipfile import ZipFile

import pytest
from in_chromium import CHROMIUM, QUIET
from test_hostile_plan import written_plan

from policycmp.cli import main
from policycmp.config import load_config
from policycmp.corpus.additions import find_passage, parse_passage

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
CONFIG = load_config()
PLAN = """定西市科技创新行动方案
𠮷祥如意，各县区：
一、主要任务
（一）壮大高新技术企业𠮷。到2025年，全市高新技术企业总数达到120家，新增科技型中小企业30家。支持年营业收入2000万元以上的企业。
（二）引进人才。到2025年，引进领军人才10名，𠮷人才全覆盖。
（三）养护公路。完成农村道路养护，改造危桥若干𠮷座。
"""


class Watched:
    """A page opened from the disk, with all that it says on its console and asks of the network."""

    def __init__(self, chromium, file):
        self.context = chromium.new_context(viewport={"width": 1280, "height": 800})
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.file = file
        self.page.goto(file.as_uri())

    def press(self, *keys):
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        """Type a text into the field that has the focus."""
        self.page.keyboard.type(text)


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def review(chromium, tmp_path, monkeypatch):
    """Open the review of a plan; what the pages said and asked for is looked at in the end."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policycmp.config.load_config", lambda path: load_config(path) if path else CONFIG)
    opened = []

    def review(*options, plan=PLAN, name="plan", fresh=True):
        file = tmp_path / f"{name}.html"
        if fresh:
            (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
            assert main(["review", "plan.txt", "-o", str(file), "--quiet", *options]) == 0
        opened.append(Watched(chromium, file))
        return opened[-1]

    yield review
    for watched in opened:
        assert watched.said == []
        assert {url for url in watched.asked if not url.startswith("blob:")} == {watched.file.as_uri()}
        watched.context.close()


def downloaded(watched, path, key="s"):
    with watched.page.expect_download() as download:
        watched.press(key)
    download.value.save_as(path)
    return path


def member(path, name):
    with ZipFile(path) as archive:
        return archive.read(name).decode("utf-8-sig")


def rows(path):
    return member(path, "overrides.csv").splitlines()[1:]


def listed(capsys, *options):
    capsys.readouterr()
    assert main(["targets", "plan.txt", "--list", "--format", "jsonl", "--quiet", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def marks(watched):
    found = watched.page.locator("#text .mark").evaluate_all(
        "all => all.map((mark) => [mark.textContent, mark.className])"
    )
    return {text: kind.removeprefix("mark ").strip() for text, kind in found}


def select_words(watched, words):
    """Select words of the text as a mouse does, wherever they stand."""
    watched.page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at >= 0) { document.getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
            }
            throw new Error(words);
        }""",
        words,
    )


def test_a_correction_a_refusal_and_an_addition_go_into_the_list(review, tmp_path, capsys):
    before = listed_before(review, capsys)
    watched = review()
    watched.press("j", "j", "e")
    watched.page.locator("#f-deadline").fill("2030")
    watched.press("Enter", "j", "r")
    select_words(watched, "若干𠮷座")
    watched.press("m", "t", "Tab")
    watched.type("改造危桥")
    for name, value in (("value", "3"), ("unit", "座"), ("deadline", "2026"), ("counts-object", "危桥")):
        watched.page.locator(f"#f-{name}").fill(value)
    watched.press("Enter")
    archive = downloaded(watched, tmp_path / "review.zip")
    start = PLAN.index("若干")
    assert rows(archive) == [
        f"{before[0]['id']},deadline,2030,",
        f"{before[1]['id']},commitment,no,",
        f"plan:{start},add,完成农村道路养护，改造危桥⟦若干𠮷座⟧。,",
        f"plan:{start},type,target,",
        f"plan:{start},indicator,改造危桥,",
        f"plan:{start},deadline,2026,",
        f"plan:{start},strength,firm,",
        f"plan:{start},comparator,eq,",
        f"plan:{start},value,3,",
        f"plan:{start},unit,座,",
        f"plan:{start},counts.object,危桥,",
    ]
    after = listed(capsys, "--overrides", str(archive))
    assert [(one["text"], one["deadline"]) for one in after] == [
        ("120家", 2030),
        ("10名", 2025),
        ("全覆盖", 2025),
        ("若干𠮷座", 2026),
    ]
    bridge = after[-1]
    assert (bridge["start"], bridge["end"]) == (start, start + 4)
    assert (bridge["value"], bridge["unit"], bridge["counts"]["object"]) == (3, "座", "危桥")
    (tmp_path / "mine.csv").write_text(member(archive, "overrides.csv"), encoding="utf-8")
    assert listed(capsys, "--overrides", "mine.csv") == after


def listed_before(review, capsys):
    review()
    return listed(capsys)


def test_everything_found_is_marked_and_opens_its_fields(review):
    watched = review()
    assert marks(watched) == {
        "2025年": "rejected", "120家": "target", "30家": "target", "2000万元以上": "rejected",
        "10名": "target", "全覆盖": "target",
    }  # fmt: skip
    watched.page.get_by_text("120家", exact=True).first.click()
    panel = watched.page.locator("#panel")
    assert panel.locator("#f-indicator").input_value() == "高新技术企业总数"
    assert panel.locator("#f-counts-object").input_value() == "高新技术企业"
    assert "promised" in panel.inner_text()
    watched.page.get_by_text("2000万元以上", exact=True).first.click()
    assert "threshold" in panel.inner_text()
    outline = watched.page.locator("#outline a").all_inner_texts()
    assert [line.split(" ")[0] for line in outline] == ["（一）", "（二）", "（三）"]


def test_topics_are_set_by_digits(review, tmp_path):
    watched = review()
    watched.press("J", "J", "J", "8", "Shift+Digit1", "a")
    assert watched.page.locator("#c2 .strip").inner_text().endswith("Technology transfer · Digital")
    watched.press("K", "r")
    archive = downloaded(watched, tmp_path / "review.zip")
    assert rows(archive) == ["plan/一/（二）,topics,,", 'plan/一/（三）,topics,"tech-transfer;digital",']


def test_every_decision_can_be_undone(review, tmp_path):
    watched = review()
    watched.press("j", "j", "r", "j", "e")
    watched.page.locator("#f-value").fill("31")
    watched.press("Enter", "J", "d")
    watched.press("u", "u", "u", "u")
    assert watched.page.locator("#told").inner_text() == "Nothing to undo."
    assert rows(downloaded(watched, tmp_path / "review.zip")) == []


def test_what_has_no_meaning_is_not_taken(review, tmp_path):
    watched = review()
    watched.press("j", "j", "e")
    watched.page.locator("#f-value").fill("many")
    watched.page.locator("#f-deadline").fill("soon")
    watched.press("Enter")
    assert watched.page.locator("#f-value").get_attribute("aria-invalid") == "true"
    assert rows(downloaded(watched, tmp_path / "review.zip")) == []


def test_the_selection_is_moved_by_keys(review):
    watched = review()
    watched.press("J", "n", "n", ",", ",", "Shift+ArrowLeft")
    assert watched.page.evaluate("String(document.getSelection())") == "达到120"
    watched.press(".", "Shift+ArrowRight", "m")
    assert "already" in watched.page.locator("#told").inner_text()


def test_any_stretch_can_be_selected_by_keys_alone(review):
    watched = review()
    watched.press("J", "J", "J", ".", ".", ".", "Shift+ArrowRight", ".")
    assert watched.page.evaluate("String(document.getSelection())") == "三"
    watched.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", ".", ".")
    assert watched.page.evaluate("String(document.getSelection())") == "养护"


def test_with_an_input_method_on_keys_are_known_by_their_place(review):
    watched = review()
    process = """(code) => {
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "Process", code, bubbles: true}));
    }"""
    for code in ("KeyJ", "KeyJ", "KeyR"):
        watched.page.evaluate(process, code)
    assert marks(watched)["120家"] == "target refused"


def test_without_keys_a_mark_still_opens_its_fields(review):
    watched = review()
    watched.page.locator("#tools summary").click()
    watched.page.get_by_label("Shortcuts").uncheck()
    watched.press("Escape")
    watched.page.locator("#text .mark.target").first.focus()
    watched.press("r", "Enter", "Enter")
    assert marks(watched)["120家"] == "target"
    assert watched.page.evaluate("document.activeElement.id") == "f-type"


def test_state_is_kept_in_the_browser_and_in_the_file(review, tmp_path):
    watched = review()
    watched.press("j", "j", "r")
    watched.page.reload()
    assert marks(watched)["120家"] == "target refused"
    archive = downloaded(watched, tmp_path / "review.zip")
    other = review(fresh=False)
    assert marks(other)["120家"] == "target"
    other.page.locator("#load").set_input_files(archive)
    other.page.get_by_text("decisions loaded").wait_for()
    assert marks(other)["120家"] == "target refused"
    assert downloaded(other, tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_a_browser_that_keeps_nothing_is_told_of(review, tmp_path):
    watched = review()
    watched.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });"
    )
    watched.page.reload()
    watched.press("j", "j", "r")
    watched.page.locator("#tools summary").click()
    assert "download before you close" in watched.page.locator("#tools").inner_text()
    assert len(rows(downloaded(watched, tmp_path / "review.zip"))) == 1


def test_a_review_is_fitted_to_the_plan_read_anew(review, tmp_path):
    watched = review()
    select_words(watched, "若干𠮷座")
    watched.press("m", "t", "Tab")
    watched.type("改造危桥")
    watched.page.locator("#f-value").fill("3")
    watched.press("Enter", "k", "r")
    archive = downloaded(watched, tmp_path / "review.zip")
    longer = PLAN.replace("一、主要任务", "一、主要任务\n𠮷各部门要认真落实。").replace(
        "引进领军人才10名", "引进人才"
    )
    other = review(plan=longer, name="longer")
    other.page.locator("#load").set_input_files(archive)
    other.page.get_by_text("decisions loaded").wait_for()
    assert marks(other)["若干𠮷座"] == "added added"
    [first, *_] = [row for row in rows(downloaded(other, tmp_path / "longer.zip")) if ",add," in row]
    assert first.startswith(f"plan:{longer.index('若干')},add,")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"[]",
        b"{}",
        b'{"policycmp_review": 1, "plans": 7}',
        b'{"policycmp_review": 2, "plans": {}}',
        b"\xff\xfe",
    ],
)
def test_a_file_that_is_no_review_is_told(review, tmp_path, content):
    watched = review()
    (tmp_path / "other.json").write_bytes(content)
    watched.page.locator("#load").set_input_files(tmp_path / "other.json")
    watched.page.get_by_text("no review of this page").wait_for()
    assert marks(watched)["120家"] == "target"


def test_of_a_foreign_review_only_what_has_the_form_is_taken(review, tmp_path):
    watched = review()
    numbers = {
        "plan/一/（一）/高新技术企业总数/1": {
            "ok": "no",
            "fields": {"value": 7, "onclick": "x", "unit": "<b>"},
        },
        "__proto__": {},
    }
    plan = {
        "numbers": numbers,
        "added": {"plan:3": {"s": -1, "e": 9}},
        "clauses": {"plan/一/（一）": {"topics": ["magic"]}, "gone": {}},
    }
    text = json.dumps({"policycmp_review": 1, "plans": {"plan": plan, "else": None}, "reader": ["x"]})
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    watched.page.locator("#load").set_input_files(tmp_path / "other.json")
    watched.page.get_by_text("fit nothing in this page").wait_for()
    assert rows(downloaded(watched, tmp_path / "review.zip")) == [
        "plan/一/（一）/高新技术企业总数/1,commitment,no,"
    ]


def test_the_order_has_its_reasons(review):
    watched = review(plan=PLAN.replace("改造危桥若干𠮷座", "力争建成示范点20个左右"))
    watched.press("o", "o", "j")
    first = watched.page.locator("#panel").inner_text()
    assert (
        "Open points: what it counts is not in the vocabulary; no year; only about so much; no topic" in first
    )
    watched.page.locator("#tools summary").click()
    assert "open in a commitment" in watched.page.locator("#why-order").inner_text()


def test_the_least_sure_come_first_and_say_how_sure(review):
    watched = review()
    watched.page.locator("#tools summary").click()
    watched.page.locator("#order").select_option("sure")
    assert "What a rule settled comes last" in watched.page.locator("#why-order").inner_text()
    watched.page.locator("#tools summary").click()
    said = []
    for _ in range(3):
        watched.press("j")
        told = re.search(r"Confidence: ([\d.]+)", watched.page.locator("#panel").inner_text())
        said.append(float(told[1]) if told else 2.0)
    assert said == sorted(said)
    assert said[0] < said[-1]


def test_blind_nothing_is_shown_until_the_clause_is_coded(review, tmp_path):
    watched = review("--blind")
    assert marks(watched) == {}
    assert watched.page.locator("#c0 .strip").inner_text().strip().endswith("…")
    watched.press("J", "1", "n", "n", "m", "t", "Tab")
    watched.type("高新技术企业总数")
    watched.press("Tab", "l", "Tab")
    watched.type("2024")
    watched.press("Enter")
    assert marks(watched) == {"120家": "added added"}
    watched.press("d")
    assert marks(watched) == {
        "2025年": "rejected",
        "120家": "target corrected",
        "30家": "target",
        "2000万元以上": "rejected",
    }
    panel = watched.page.locator("#panel").inner_text()
    assert "only the program: 30家" in panel
    assert "120家: you differ in By" in panel
    watched.press("u", "d", "d", "d", "d")
    archive = downloaded(watched, tmp_path / "blind.zip")
    [coded] = [json.loads(line) for line in member(archive, "targets.jsonl").splitlines()]
    assert (coded["text"], coded["value"], coded["deadline"], coded["basis"]) == ("120家", 120, 2024, "level")
    assert json.loads(member(archive, "coded.json")) == {"plan": ["targets", "clauses"]}
    watched.press("K", "K", "j", "a", "e")
    watched.page.locator("#f-deadline").fill("2031")
    watched.press("Enter")
    again = downloaded(watched, tmp_path / "again.zip")
    assert member(again, "targets.jsonl") == member(archive, "targets.jsonl")
    assert "deadline,2031" in member(again, "overrides.csv")


def test_a_clause_is_not_done_before_its_marks_are_whole(review, tmp_path):
    watched = review("--blind")
    watched.press("J", "n", "n", "m", "Escape", "d")
    assert "needs a type" in watched.page.locator("#told").inner_text()
    assert marks(watched) == {"120家": "added added half"}
    assert "plan:" in watched.page.locator("#panel .id").inner_text()
    downloaded(watched, tmp_path / "half.zip")
    assert "1 marked numbers lack something" in watched.page.locator("#told").inner_text()
    watched.press("x", "d")
    assert marks(watched)["120家"] == "target"


def test_two_readers_agree_through_evaluate(review, tmp_path, capsys):
    for reader, refused in (("a", ()), ("b", ("j", "j", "r"))):
        watched = review(name=reader)
        watched.page.locator("#tools summary").click()
        watched.page.locator("#reader").fill(reader)
        watched.press("Enter", "Escape", *refused)
        watched.press(*(() if refused else ("j",)), "d", "d", "d")
        with watched.page.expect_download() as download:
            watched.press("s")
        assert download.value.suggested_filename == f"review-{reader}.zip"
        download.value.save_as(tmp_path / f"{reader}.zip")
    capsys.readouterr()
    assert main(["evaluate", "a.zip", "b.zip", "--format", "json"]) == 0
    layers = json.loads(capsys.readouterr().out)["layers"]
    assert [layers["targets"]["detection"][name] for name in ("tp", "gold", "pred")] == [3, 4, 3]
    assert layers["clauses"]["topics"]["f1"] == 1
    assert main(["evaluate", "a.zip", "plan.txt", "--format", "json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["layers"]["targets"]["tuple"]["f1"] == 1


def test_corrections_go_into_the_page_and_out_again(review, tmp_path, capsys):
    target = listed_before(review, capsys)[0]["id"]
    start = PLAN.index("若干")
    lines = [
        "id,field,value,note", "plan/一/（二）,topics,ip,", f"{target},deadline,2030,", f"{target},per_year,yes,",
        f"plan:{start},add,改造危桥⟦若干𠮷座⟧。,", f"plan:{start},type,target,", f"plan:{start},indicator,危桥,",
        f"plan:{start},strength,soft,", f"plan:{start},comparator,eq,", f"plan:{start},value,3,",
    ]  # fmt: skip
    (tmp_path / "mine.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    watched = review("--overrides", "mine.csv")
    assert sorted(rows(downloaded(watched, tmp_path / "review.zip"))) == sorted(lines[1:])


ODD = "\u2028\u3000 达到𠮷12家\t\u00a0，🧑‍🔬新增 3\r家。\x1c\x85 至⟦5⟧家\ufeff，\n共 8 家"


def test_offsets_and_passages_are_those_of_the_program(review):
    watched = review(plan=PLAN.replace("各县区", ODD) + ODD)
    text = watched.page.evaluate("plan.text.text")
    spans = [(start, start + length) for start in range(len(text) - 6) for length in (1, 2, 5)]
    told = watched.page.evaluate(
        """(spans) => spans.map(([s, e]) => {
            const quote = passageOf(plan, { s, e });
            return [plan.text.slice(s, e), quote, findPassage(plan, quote, s)];
        })""",
        spans,
    )
    for (start, end), (words, quote, found) in zip(spans, told, strict=True):
        assert words == text[start:end]
        if words.strip() != words or set(words) & set("⟦⟧"):
            continue
        assert found == {"s": start, "e": end}
        assert find_passage(text, parse_passage(quote, ("家",)), start) == (start, end), (
            quote,
            found,
            text[20:60],
        )


def test_foreign_text_is_inert(review, tmp_path, capsys):
    watched = review(plan=written_plan(), name="hostile")
    assert (
        watched.page.evaluate(
            "document.querySelectorAll('#text script, #text img, #text a, #text b, #text iframe').length"
        )
        == 0
    )
    watched.press("j", "j", "r", "j", "e", "Enter", "J", "d")
    archive = downloaded(watched, tmp_path / "review.zip")
    for row in rows(archive):
        assert not row.startswith(("=", "+", "-", "@"))
    assert listed(capsys, "--overrides", str(archive))


def test_names_of_plans_are_inert(review, tmp_path):
    name = "=1+1 <script>alert(1)<／script>&'\".txt"
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    assert main(["review", str(tmp_path / name), "-o", "named.html", "--quiet"]) == 0
    watched = review(name="named", fresh=False)
    watched.press("j", "j", "r")
    [row] = rows(downloaded(watched, tmp_path / "review.zip"))
    assert row.startswith("\"'=1+1 <script>")
