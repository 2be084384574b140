"""How fast plans are read and analyzed on one core, beside what cutting the same text into words alone takes.

    python -m tests.benchmarks.throughput [FOLDER] [--quick]

reads the text files of a folder (the samples without one) and measures, five times in turn, `jieba.lcut`, the
commitments alone (`targets`), and all stages from the file to the analysis (`whole`). Then it doubles a long plan and
sentences made to be slow, and tells how the time grows: 2 is linear, 4 would be quadratic. Exits with 1 where the whole
is slower than jieba, or twice the plan takes more than 2.2 times as long.
"""

import argparse
import logging
import statistics
import sys
import time
from pathlib import Path

import jieba

from policycmp.config import load_config
from policycmp.corpus.pipeline import Tools, analyze_document
from policycmp.metadata import find_metadata
from policycmp.models import Document
from policycmp.readers import find_inputs, read_document
from policycmp.segment import segment
from tests.benchmarks.figures import Figure, table

SAMPLES = Path(__file__).parents[2] / "samples"
MOST_GROWTH = 2.2
MOST_HOSTILE_GROWTH = 3
ROUNDS = 5
SENTENCE = "加快培育科技型企业，新增高新技术企业30家，研发投入占比达到2.5%以上，给予每家20万元奖励，"
HOSTILE = {
    "100,000 digits": lambda size: "9" * size,
    "digits and points": lambda size: "1." * (size // 2),
    "nested brackets": lambda size: "（" * (size // 2) + "）" * (size // 2),
    "nested brackets with numbers": lambda size: "（新增5家" * (size // 10) + "）" * (size // 2),
    "quotes": lambda size: "“5”" * (size // 3),
    "one long sentence": lambda size: SENTENCE * (10 * size // len(SENTENCE)),
    "20,000 numbers in a list": lambda size: "新增1家、" * (size // 5),
    "numerals": lambda size: "百" * size,
    "bounds": lambda size: "不超过" * (size // 3),
    "blank lines": lambda size: "\n \n" * (size // 3),
    "a table of one column": lambda size: "指标 | 2025年\n" + "甲 | 1\n" * (size // 6),
    "digits in lines": lambda size: ("9" * 20 + "\n") * (size // 21),
}


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def throughput(documents, tools, inputs):
    """Measure the stages in turn, so that a busy machine slows them alike."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    parts = [(segment(document), document, find_metadata(document)) for document in documents]
    works = {
        "jieba.lcut": lambda: [jieba.lcut(document.text) for document in documents],
        "targets": lambda: [
            tools.numbers.extractor.extract(*part, tools.classifier.classify_phrase) for part in parts
        ],
        "whole": lambda: [analyze_document(read_document(source), tools) for source in inputs],
    }
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS + 1)]
    return {name: statistics.median(each[name] for each in rounds[1:]) for name in works}


def growth(make, size, tools):
    """Measure a hostile text and its double."""
    texts = [make(size), make(2 * size)]
    return [seconds(lambda text=text: analyze_document(plan(text), tools)) for text in texts]


def plan(text):
    return Document("plan", "plan.txt", "text", "utf-8", "", f"一、主要任务\n{text}\n")


def measure(folder, size=100_000):
    """Measure the stages, and how the time grows with the text."""
    tools = Tools.of(load_config())
    inputs = find_inputs([str(folder)])[0]
    documents = [read_document(source) for source in inputs]
    characters = sum(len(document.text) for document in documents)
    times = throughput(documents, tools, inputs)
    figures = []
    for name, limit in (("targets", None), ("whole", 1)):
        of = f"{characters / times[name]:,.0f} ÷ {characters / times['jieba.lcut']:,.0f} characters a second"
        figures.append(
            Figure(f"{name}, one core ÷ jieba", times["jieba.lcut"] / times[name], limit, of, least=True)
        )
    real = "\n".join(document.text for document in documents)[:size]
    for name, make in [("the text", lambda length: real * (length // size)), *HOSTILE.items()]:
        once, twice = growth(make, size, tools)
        of = f"{twice:.2f} s ÷ {once:.2f} s"
        limit = MOST_GROWTH if name == "the text" else MOST_HOSTILE_GROWTH
        figures.append(Figure(f"twice {name} ÷ once", twice / once, limit, of))
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--quick", action="store_true", help="hostile texts of a tenth of their size")
    asked = parser.parse_args()
    figures = measure(asked.folder, 10_000 if asked.quick else 100_000)
    print(table(figures))
    return 0 if all(each.held for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
