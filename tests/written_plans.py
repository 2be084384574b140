"""Plans written down in a test, analyzed as files would be."""

from functools import cache
from hashlib import sha256

from policycmp.config import load_config
from policycmp.corpus.assembly import column_labels
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.models import Corpus, Document

TITLE = "{region}人民政府关于推进科技创新的实施意见\n各县区人民政府，市直各部门：\n"
SIGNATURE = "{region}人民政府\n2021年3月8日\n"


@cache
def config():
    return load_config()


@cache
def _tools():
    return Tools.of(config())


@cache
def analysis(doc, body, region="青岚市"):
    text = TITLE.format(region=region) + body + "\n" + SIGNATURE.format(region=region)
    digest = sha256(text.encode()).hexdigest()
    return analyze_document(Document(doc, f"{doc}.txt", "txt", "utf-8", digest, text), _tools())


def corpus(*analyses):
    return Corpus(tuple(analyses), column_labels(analyses))


def clause(sentences):
    """A plan of one clause with the given sentences."""
    return f"一、主要任务\n（一）推进创新。{sentences}"


def chapters(outline):
    """A plan of chapters, each a heading and its clauses; these are numbered through."""
    lines, number = [], 0
    for heading, clauses in outline:
        lines.append(heading)
        for text in clauses:
            number += 1
            lines.append(f"（{'一二三四五六七八九'[number - 1]}）{text}。")
    return "\n".join(lines)
