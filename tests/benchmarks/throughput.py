"""How fast commitments are found, on one core, beside what cutting the same text into words alone takes.

    python tests/benchmarks/throughput.py [FOLDER] [--quick]

reads the text files of a folder (the samples without one) and measures, three times in turn, `jieba.lcut`, the
commitments alone (`targets`), and all that `policycmp targets FOLDER --list` does on a text (`whole`). Then it doubles
sentences made to be slow, and tells how the time grows: 2 is linear, 4 would be quadratic. Exits with 1 where the
whole is slower than a third of jieba, or a doubling more than triples the time.
"""

import argparse
import logging
import statistics
import sys
import time
from pathlib import Path

import jieba

from policycmp.config import load_config
from policycmp.metadata import find_metadata
from policycmp.models import Document
from policycmp.pipeline import Tools, analyze_document
from policycmp.readers import find_inputs, read_document
from policycmp.segment import segment

SAMPLES = Path(__file__).parents[2] / "samples"
LEAST_RATIO = 1 / 3
MOST_GROWTH = 3
ROUNDS = 3
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


def throughput(documents, tools):
    """Measure the stages in turn, so that a busy machine slows them alike."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    parts = [(segment(document), document, find_metadata(document)) for document in documents]
    works = {
        "jieba.lcut": lambda: [jieba.lcut(document.text) for document in documents],
        "targets": lambda: [
            tools.extractor.extract(*part, tools.classifier.classify_phrase) for part in parts
        ],
        "whole": lambda: [analyze_document(document, tools) for document in documents],
    }
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS + 1)]
    return {name: statistics.median(each[name] for each in rounds[1:]) for name in works}


def growth(make, size, tools):
    """Measure a hostile text and its double."""
    texts = [make(size), make(2 * size)]
    return [seconds(lambda text=text: analyze_document(plan(text), tools)) for text in texts]


def plan(text):
    return Document("plan", "plan.txt", "text", "utf-8", "", f"一、主要任务\n{text}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--quick", action="store_true", help="hostile texts of a tenth of their size")
    arguments = parser.parse_args()
    tools = Tools.of(load_config())
    documents = [read_document(source) for source in find_inputs([str(arguments.folder)])[0]]
    characters = sum(len(document.text) for document in documents)
    times = throughput(documents, tools)
    slow = times["jieba.lcut"] / times["whole"] < LEAST_RATIO
    print(
        f"{len(documents)} plans, {characters} characters\n\n{'':30}{'seconds':>9}{'chars/s':>10}{'of jieba':>10}"
    )
    for name, taken in times.items():
        print(f"{name:30}{taken:9.2f}{characters / taken:10.0f}{times['jieba.lcut'] / taken:10.2f}")
    print(f"\n{'doubled':30}{'seconds':>9}{'':>10}{'growth':>10}")
    for name, make in HOSTILE.items():
        once, twice = growth(make, 10_000 if arguments.quick else 100_000, tools)
        slow |= twice / once > MOST_GROWTH
        print(f"{name:30}{once:9.2f}{twice:10.2f}{twice / once:10.1f}", flush=True)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
