"""One plan twice: the same text is found whatever stands round it, a version is told and stays."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from policycmp.corpus.fingerprints import fingerprint_of
from policycmp.corpus.versions import find_copies, find_versions
from policycmp.metadata import find_metadata
from policycmp.models import Analysis, Document, Fingerprint, Mask, Metadata, Region, Span
from policycmp.readers.chrome import find_masks

CASES = yaml.safe_load((Path(__file__).parent / "cases/versions/plans.yaml").read_text(encoding="utf-8"))
BODY = """一、壮大企业。到2025年，高新技术企业达到三百家以上，科技型企业达到五百家。
二、建设平台。支持龙头企业牵头建设创新联合体，每年认定重点实验室五家。
三、引育人才。实施领军人才计划，对入选者给予最高一百万元资助。
四、转化成果。完善技术交易市场，技术合同成交额年均增长一成。
五、优化服务。实行一窗受理，压缩办理时间，加强知识产权保护。"""
TRADITIONAL = (
    BODY.replace("\n", "").replace("术", "術").replace("，", ", ").replace("业", "業").replace("。", " 。 ")
)


def analysis(doc, text):
    text = text.format(body=BODY, traditional=TRADITIONAL, changed=BODY.replace("三百家", "二百家"))
    document = Document(doc, f"{doc}.txt", "txt", "utf-8", "", text, find_masks(text))
    return Analysis(document, find_metadata(document))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_plans_that_are_one_plan(case):
    analyses = [analysis(doc, text) for doc, text in case["plans"].items()]
    copies = find_copies(analyses)
    assert copies == case.get("copies", {})
    notes = find_versions([one for one in analyses if one.doc not in copies])
    assert {note.doc for note in notes} == set(case.get("versions", {}))
    for note in notes:
        assert note.severity == "note"
        assert note.message.startswith(f"{note.doc}.txt: looks like {case['versions'][note.doc]} (")
    assert find_copies(reversed(analyses)) == copies


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_wording_kept_with_a_plan_stands_for_its_text(case):
    plain = [analysis(doc, text) for doc, text in case["plans"].items()]
    kept = [replace(one, fingerprint=fingerprint_of(one.document)) for one in plain]
    assert find_copies(kept) == find_copies(plain) == case.get("copies", {})
    assert [note.message for note in find_versions(kept)] == [note.message for note in find_versions(plain)]


def test_wording():
    text = "打印本页\n一、引才。引进 十名（1.5年）_。！\n引进十名；Ⅱ级①。"
    document = Document("a", "a.txt", "txt", "utf-8", "", text, (Mask(Span(0, 4), "a button"),))
    fingerprint = fingerprint_of(document)
    assert fingerprint.lengths == (3, 7, 4, 3)  # 一引才 引进十名15年 引进十名 Ⅱ级①
    assert len(set(fingerprint.sentences)) == 4
    assert fingerprint.keys == tuple(sorted(fingerprint.sentences))
    assert fingerprint.length == 17
    hashed = -797007900841992949  # it is kept in stores: another hash is another version of theirs
    assert fingerprint_of(replace(document, text="引才。", masks=())) == Fingerprint(
        (hashed,), (2,), (hashed,)
    )


def test_plans_that_share_no_sentence_are_told_without_their_texts():
    """Two fingerprints without a common key: the texts, the same here, are not looked at."""
    same = analysis("a", "苏州市支持创新若干措施\n{body}\n")
    document = replace(same.document, doc="b")
    other = replace(same, document=document, fingerprint=Fingerprint((1,), (5,), (1,)))
    assert find_copies([replace(same, fingerprint=Fingerprint((2,), (5,), (2,))), other]) == {}


def test_versions_in_great_number_are_told_once_each():
    analyses = []
    for n in range(300):
        document = Document(f"{n:04}", f"{n:04}.txt", "txt", "utf-8", "", "")
        metadata = Metadata("支持创新若干措施", region=Region("苏州市"), issued=f"{1700 + n}-05-06")
        analyses.append(Analysis(document, metadata, fingerprint=Fingerprint((n, 1), (9, 9), (n, 1))))
    notes = find_versions(analyses)
    assert [note.doc for note in notes] == [f"{n:04}" for n in range(299)]
    assert all("of `0299`" in note.message for note in notes)


def test_many_plans_cost_what_they_hold():
    analyses = [
        analysis(f"{n:04}", f"第{n}号市支持创新若干措施\n" + BODY.replace("三百", f"{n}")) for n in range(60)
    ]
    assert find_copies(analyses) == {}
    assert find_versions(analyses) == []
