"""What numbers count: each part as the cases say, and the words that it was read from."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycmp.config import load_config
from policycmp.language.text import fold
from policycmp.models import Clause, Document, Metadata, Span
from policycmp.naming import Namer, grades, name_number, naming_lexicon
from policycmp.naming.plain_text import PlainText
from policycmp.targets import Extractor


def cases(folder):
    return [
        case
        for file in sorted((Path(__file__).parent / "cases" / folder).glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


CASES, NAMES = cases("naming"), cases("names")
LONGEST_BARE = 5
EXACT = [case for case in NAMES if "names" in case]
LIKE = [
    pytest.param(
        case,
        id=case["text"][:24],
        marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
    )
    for case in NAMES
    if "like" in case
]
WORDINGS = [
    pytest.param([wording.format(**each) for wording in kind["wordings"]], id="-".join(each.values()))
    for kind in yaml.safe_load((Path(__file__).parent / "cases/wordings.yaml").read_text("utf-8")).values()
    for each in kind["each"]
]
CONFIG = load_config()
EXTRACTOR, NAMER = Extractor(CONFIG, name_number), Namer(CONFIG)
BEFORE = "前文。"


def name(text, heading="", path=()):
    whole = BEFORE + text
    clause = Clause("plan/一", "plan", Span(len(BEFORE), len(whole)), "一", heading, tuple(path), text)
    document = Document("plan", "plan.txt", "text", "utf-8", "", whole)
    targets, _, _ = EXTRACTOR.extract([clause], document, Metadata(), lambda *_: ())
    return whole, NAMER.name(targets, [clause], Metadata())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_each_number_counts_what_it_says(case):
    _, targets = name(case["text"], case.get("heading", ""), case.get("path", ()))
    found = [
        {part: getattr(target.counts, part) for part in expected}
        for target, expected in zip(targets, case["counts"], strict=True)
    ]
    assert found == case["counts"]


@pytest.mark.parametrize("case", EXACT, ids=lambda case: case["text"][:24])
def test_each_number_is_called_as_it_says(case):
    _, targets = name(case["text"])
    assert [target.indicator for target in targets] == case["names"]


def are_alike(one, other):
    """Compare names as the codebook does, but a bare 补助 is like nothing."""
    if min(len(one), len(other)) > LONGEST_BARE and (one in other or other in one):
        return True
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return one == other or 4 * len(pairs & others) >= len(pairs) + len(others) > 0


@pytest.mark.parametrize("case", LIKE)
def test_a_name_is_like_that_of_an_analyst(case):
    _, targets = name(case["text"])
    names = [target.indicator for target in targets]
    assert len(names) == len(case["like"])
    assert [
        (one, other) for one, other in zip(names, case["like"], strict=True) if not are_alike(one, other)
    ] == []


@pytest.mark.parametrize("texts", WORDINGS)
def test_one_thing_is_counted_in_any_wording(texts):
    keys = {
        tuple((counts.object, counts.grade, counts.event, counts.of) for counts in counted)
        for counted in ([target.counts for target in name(text)[1]] for text in texts)
    }
    assert len(keys) == 1
    assert all(key and key[0][0] for key in keys)


def test_each_part_keeps_the_words_that_it_was_read_from():
    whole, [target] = name("对首次认定的省级“专精特新”中小企业，给予10万元奖励。")
    words = {part: span.of(whole) for part, span in target.counts.evidence}
    assert words == {"object": "专精特新”中小企业", "grade": "省级", "event": "首次认定"}


def test_a_thing_outside_the_glossary_is_its_own_word():
    _, [one] = name("建设高水平月球样品库3个。")
    _, [other] = name("到2025年，全市月球样品库达到5个。")
    assert one.counts.object == other.counts.object == "月球样品库"
    assert one.counts.object_id is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("育成新品种9个（其中国审3个）。", ["育成新品种", "国审"]),
        ("签约亿元以上项目12个（其中10亿元以上2个）。", ["签约亿元以上项目", "10亿元以上项目签约"]),
        ("第十条 研发人员占比不得低于职工总数的30%。", ["研发人员占比"]),
        ("到2027年，电网总装机有望达到60万千瓦。", ["电网总装机"]),
    ],
)
def test_a_name_leaves_out_what_leads_to_the_number(text, names):
    _, targets = name(text)
    assert [target.indicator for target in targets] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # an act and level before a list are those of each of its items
        (
            "入选省级瞪羚、独角兽、麋鹿企业的，分别奖励36万元、86万元、120万元。",
            ["入选省级瞪羚奖励", "入选省级独角兽奖励", "入选省级麋鹿企业奖励"],
        ),
        ("当年度认定的绿色工厂，奖励36万元。", ["认定绿色工厂奖励"]),
        ("三年有效期满后重新认定的绿色工厂，奖励36万元。", ["重新认定绿色工厂奖励"]),
        # in the script of the plan
        ("對新認定的綠色工廠，給予36萬元獎勵。", ["新認定綠色工廠獎勵"]),
        # what each step is stands behind what rises
        ("对省级开发区，综合考评排名每前进一位，奖励26万元。", ["省级开发区每前进一位奖励"]),
        ("对各县，研发投入强度每增加0.2个百分点，奖励26万元。", ["研发投入每增加0.2个百分点奖励"]),
        # of a long clause the act stays
        (
            "首次认定及重新认定通过的高新技术企业，奖励16万元。",
            ["首次认定及重新认定通过高新技术企业奖励"],
        ),
    ],
)
def test_a_grant_is_named_by_act_level_and_step(text, names):
    _, targets = name(text)
    assert [target.indicator for target in targets] == names


def test_what_nothing_names_is_unknown():
    _, [target] = name("按规定给予10万元奖励。")
    assert target.counts.object is None


@given(st.text("ab国家级“”(套)\u3000 \n", max_size=40))
def test_places_of_a_plain_text_lead_back(text):
    folded = fold(text)
    plain = PlainText.of(folded)
    for place, character in enumerate(plain.text):
        span = plain.span(place, place + 1)
        assert span.of(folded) == character or (character, span.of(folded)) == ("、", "”")
        assert plain.place(span.start) == place


# What grades are made of, in any order.
GRADE_WORDS = sorted(set(re.findall("[一-鿿]{1,4}|[A-G1-5+、)]", grades._PATTERN.pattern)))


@given(st.lists(st.sampled_from(GRADE_WORDS), max_size=30).map("".join))
def test_a_grade_begins_only_where_one_is_looked_for(text):
    looked_for = {begins.start() for begins in grades._BEGINS.finditer(text)}
    firsts = "".join(first for first, _ in grades._BEGINNINGS)
    begun = [
        place for place in range(len(text)) if text[place] in firsts and grades._PATTERN.match(text, place)
    ]
    assert looked_for.issuperset(begun)


# What links a noun to its number, in any order.
TAIL_WORDS = [
    *sorted(set(re.findall("[一-鿿]{1,4}|[、,:;(-]", naming_lexicon.TAILS.pattern))),
    "3",
    "2025年",
    "业",
]


@given(st.lists(st.sampled_from(TAIL_WORDS), max_size=6).map("".join))
def test_what_links_a_noun_to_its_number_ends_as_is_looked_for(text):
    tail = naming_lexicon.TAILS.search(text)
    starts_change = any(word in text for word in naming_lexicon.STARTS_CHANGE)
    assert tail is None or starts_change or text[-1] in naming_lexicon.TAIL_ENDS
