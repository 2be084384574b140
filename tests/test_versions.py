"""One plan twice: the same text is found whatever stands round it, a version is told and stays."""

from pathlib import Path

import pytest
import yaml

from policycmp.metadata import find_metadata
from policycmp.models import Analysis, Document
from policycmp.readers.chrome import find_masks
from policycmp.versions import find_copies, find_versions

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


def test_many_plans_cost_what_they_hold():
    analyses = [
        analysis(f"{n:04}", f"第{n}号市支持创新若干措施\n" + BODY.replace("三百", f"{n}")) for n in range(60)
    ]
    assert find_copies(analyses) == {}
    assert find_versions(analyses) == []
