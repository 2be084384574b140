"""Hold the bytes of every output against those of another state of the program.

    python -m tests.same_bytes write BYTES.json [FOLDER]...     # before a change
    python -m tests.same_bytes check BYTES.json [FOLDER]...     # after it: lists what differs

Each folder is a set of plans that is compared as one; the samples always are. The file holds hashes, never texts.
A move of code must leave all of them as they are.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
FORMATS = ("table", "markdown", "csv", "json", "jsonl", "xlsx", "html", "latex", "docx")
ASKED = {
    "compare": ["compare"],
    "compare, Chinese": ["compare", "--lang", "zh"],
    "targets --list": ["targets", "--list"],
    "targets --rejected": ["targets", "--rejected"],
    "clauses": ["clauses"],
    "measures": ["measures"],
    "ambition": ["ambition"],
}
SCREEN_ONLY = {
    "ambition --explain a topic": ["ambition", "--explain", "high-tech-enterprises"],
    "ambition --explain a row": ["ambition", "--explain", "high-tech-enterprises-total"],
    "coverage": ["coverage"],
}


def questions(plans: str) -> dict[str, list[str]]:
    """Give the arguments of every question in every format, by a name for it."""
    every = {
        f"{plans}: {name} as {format_}": [*arguments, plans, "--format", format_]
        for name, arguments in ASKED.items()
        for format_ in FORMATS
    }
    return every | {f"{plans}: {name}": [*arguments, plans] for name, arguments in SCREEN_ONLY.items()}


def answer(arguments: list[str]) -> str:
    """Run one command into a file; hash what it wrote, what it said, and how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        ended = subprocess.run(
            [sys.executable, "-m", "policycmp", *arguments, "-o", str(out), *_named(arguments)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        written = out.read_bytes() if out.exists() else b""
    said = ended.stderr.replace(folder.encode(), b"")
    return hashlib.sha256(b"\0".join([str(ended.returncode).encode(), said, written])).hexdigest()


def _named(arguments: list[str]) -> list[str]:
    return [] if "--format" in arguments else ["--format", "table"]


def main(verb: str, manifest: str, *folders: str) -> int:
    """Write the hashes of all answers, or tell which differ from those written before."""
    asked = {name: each for plans in ("samples", *folders) for name, each in questions(plans).items()}
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(asked, pool.map(answer, asked.values()), strict=True))
    if verb == "write":
        Path(manifest).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"{len(found)} answers")
        return 0
    before = json.loads(Path(manifest).read_text(encoding="utf-8"))
    differing = [name for name in found if found[name] != before.get(name)]
    print(*differing, f"{len(found) - len(differing)} of {len(found)} answers have the same bytes", sep="\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
