"""Write a large corpus for the benchmarks: sections of the texts of a folder under new names, each a little changed.

    python tests/benchmarks/large_corpus.py FOLDER OUT [--documents 20000] [--characters 2000]

cuts the text files of FOLDER at line ends into sections of about so many characters. A document is one section; the
next round over the sections changes a digit of every number in turn, so that no two documents are alike. The names keep
the stem of the text that a section is from, which tells the region.
"""

import argparse
import re
from pathlib import Path

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def sections(text, size):
    """Cut a text into runs of whole lines of at least `size` characters; the last may be shorter."""
    section, length = [], 0
    for line in text.splitlines():
        section.append(line)
        length += len(line)
        if length >= size:
            yield "\n".join(section)
            section, length = [], 0
    if length >= size / 2:
        yield "\n".join(section)


def changed(text, turn):
    """Change the last digit of every third number, each turn otherwise; a year stays a year."""
    places = iter(range(10**9))

    def change(match):
        number = match[0]
        if next(places) % 3 or len(number) == 4 or text[match.end() : match.end() + 1] == "年":
            return number
        return number[:-1] + str((int(number[-1]) + turn) % 9 + 1)

    return _NUMBER.sub(change, text) if turn else text


def write_corpus(folder, out, documents, characters=2000):
    """Write so many documents into a new folder.

    Returns:
        How many characters they hold.
    """
    parts = [
        (path.stem, part)
        for path in sorted(Path(folder).glob("*.txt"))
        for part in sections(path.read_text(encoding="utf-8"), characters)
    ]
    out = Path(out)
    out.mkdir(parents=True)
    total = 0
    for number in range(documents):
        turn, index = divmod(number, len(parts))
        stem, part = parts[index]
        text = f"{changed(part, turn)}\n第{number}号\n"
        (out / f"{stem}-{index:04}-{turn:03}.txt").write_text(text, encoding="utf-8")
        total += len(text)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--characters", type=int, default=2_000)
    asked = parser.parse_args()
    total = write_corpus(asked.folder, asked.out, asked.documents, asked.characters)
    print(f"{asked.documents} documents, {total:,} characters")


if __name__ == "__main__":
    main()
